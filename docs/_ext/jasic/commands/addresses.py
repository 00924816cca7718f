"""`nox -s addresses`: adds what can be cited today to the list of published addresses; run when an edition is cut."""

import sys
from collections.abc import Sequence

from ..reading.published_addresses import PUBLISHED, as_text
from ..rules.check import check
from .cli import Arguments, command
from .files import docs_below, replace_text, text_so_far


@command
def main(arguments: Sequence[str]) -> int:
    """Write the list; 1 where the pages have mistakes, since what they hold is not sure then."""
    Arguments("nox -s addresses --", __doc__).parse_args(arguments)
    docs = docs_below()
    file = docs / PUBLISHED
    was = text_so_far(file)
    project, mistakes = check(docs)
    if mistakes:
        print(*mistakes, "Nothing was written: mend these first.", sep="\n")
        return 1
    addresses = project.addresses | project.published.keys()
    replace_text(file, as_text(addresses), was)
    print(f"{len(addresses)} addresses, {len(addresses) - len(project.published)} of them new, in {file.as_posix()}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
