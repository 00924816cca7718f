"""`nox -s lint`: prints every mistake in the pages and the bibliography, within seconds and offline."""

import sys
from collections.abc import Sequence

from ..rules.check import check
from .cli import Arguments, command
from .files import docs_below


@command
def main(arguments: Sequence[str]) -> int:
    """Print every mistake of a checkout, by default of the one that lies here; the status is 1 when there is one."""
    parser = Arguments("nox -s lint --", __doc__)
    parser.add_argument("folder", nargs="?", default=".", help="of the checkout, if it is not this one")
    project, mistakes = check(docs_below(parser.parse_args(arguments).folder))
    for mistake in mistakes:
        print(mistake)
    counts = f"{len(project.pages)} pages, {len(project.records)} records, {len(project.sources)} sources"
    print(f"{counts}: {len(mistakes)} mistakes" if mistakes else f"{counts}: no mistakes")
    return 1 if mistakes else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
