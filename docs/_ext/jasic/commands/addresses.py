"""`nox -s addresses`: adds what can be cited today to the list of published addresses; run when an edition is cut."""

import sys
from pathlib import Path

from ..reading.promises import PUBLISHED
from ..rules.check import check
from .files import replace_text

HEAD = "# What was published, and leads somewhere for ever: a rule sees to it. Written by nox -s addresses.\n"


def main(docs: Path = Path("docs")) -> int:
    """Write the list; 1 where the pages have mistakes, since what they hold is not sure then."""
    project, mistakes = check(docs)
    if mistakes:
        print(*mistakes, "Nothing was written: mend these first.", sep="\n")
        return 1
    addresses = sorted(project.addresses | project.published.keys())
    replace_text(docs / PUBLISHED, HEAD + "".join(f"{address}\n" for address in addresses))
    print(f"{len(addresses)} addresses, {len(addresses) - len(project.published)} of them new, in docs/{PUBLISHED}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
