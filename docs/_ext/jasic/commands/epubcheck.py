"""Check an e-book by epubcheck, the checker of those who define EPUB; a warning is a failure."""

import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from .cli import Arguments, command, plain_file

MISSING = (
    "epubcheck or Java is not here, so nobody has checked the e-book. Fix: apt install epubcheck default-jre-headless"
)
# For a run of seconds the second compiler of Java and its parallel collector cost more than they save.
BRIEF = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
ABSENT = 127  # the status of a shell that finds no such command


def checker() -> list[str]:
    """How epubcheck is called here; nothing where it is not installed.

    Debian installs it as an archive of Java that the kernel is told to start by itself; in a container it is not told.
    """
    found, java = shutil.which("epubcheck"), shutil.which("java")
    if found and Path(found).resolve().suffix == ".jar":
        return [java, *BRIEF, "-jar", found] if java else []
    return [found] if found else []


@command
def main(arguments: Sequence[str]) -> int:
    """Check files; the status is that of the first that is not valid."""
    parser = Arguments("python -m jasic.commands.epubcheck", __doc__)
    parser.add_argument("files", nargs="+", type=Path)
    files = [plain_file(file) for file in parser.parse_args(arguments).files]
    if not (program := checker()):
        print(MISSING, file=sys.stderr)
        return ABSENT
    checks = (subprocess.run([*program, "--failonwarnings", str(file)], check=False).returncode for file in files)
    return next(filter(None, checks), 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
