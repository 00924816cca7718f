"""Check an e-book by epubcheck, the checker of those who define EPUB; a warning is a failure."""

import shutil
import subprocess
import sys
from pathlib import Path

MISSING = (
    "epubcheck or Java is not here, so nobody has checked the e-book. Fix: apt install epubcheck default-jre-headless"
)
# For a run of seconds the second compiler of Java and its parallel collector cost more than they save.
BRIEF = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
ABSENT = 127  # the status of a shell that finds no such command


def command() -> list[str]:
    """How epubcheck is called here; nothing where it is not installed.

    Debian installs it as an archive of Java that the kernel is told to start by itself; in a container it is not told.
    """
    found, java = shutil.which("epubcheck"), shutil.which("java")
    if found and Path(found).resolve().suffix == ".jar":
        return [java, *BRIEF, "-jar", found] if java else []
    return [found] if found else []


def main() -> None:
    """Check the files that the arguments name; ends with the status of the first that is not valid."""
    if not (checker := command()):
        print(MISSING, file=sys.stderr)
        sys.exit(ABSENT)
    for file in sys.argv[1:]:
        if status := subprocess.run([*checker, "--failonwarnings", file], check=False).returncode:
            sys.exit(status)


if __name__ == "__main__":
    main()
