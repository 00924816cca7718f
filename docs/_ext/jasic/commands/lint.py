"""`nox -s lint`: prints every mistake in the pages and the bibliography, within seconds and offline."""

import io
import sys

from ..rules.check import check
from .files import docs_below


def main(root: str = ".") -> int:
    """Print every mistake below the folder `root`; the exit status is 1 when there is one."""
    for stream in (sys.stdout, sys.stderr):  # messages quote Chinese, which not every console can show
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    project, mistakes = check(docs_below(root))
    for mistake in mistakes:
        print(mistake)
    counts = f"{len(project.pages)} pages, {len(project.records)} records, {len(project.sources)} sources"
    print(f"{counts}: {len(mistakes)} mistakes" if mistakes else f"{counts}: no mistakes")
    return 1 if mistakes else 0


if __name__ == "__main__":
    if len(sys.argv) > 2:
        sys.exit("The linter reads all pages of a checkout. Fix: name its folder, or nothing.")
    sys.exit(main(*sys.argv[1:]))
