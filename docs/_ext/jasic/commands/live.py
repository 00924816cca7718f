"""Show the website and build it again at every change, while writing: `nox -s live`."""

import subprocess
import sys
from collections.abc import Sequence

from .build import WORK, alone
from .cli import Arguments, Refusal, command
from .files import docs_below

SERVE = ("-m", "sphinx_autobuild", "--host", "127.0.0.1", "--port", "0", "--open-browser")


@command
def main(arguments: Sequence[str]) -> int:
    """Serve the pages until somebody ends it."""
    Arguments("python -m jasic.commands.live", __doc__).parse_args(arguments)
    docs = docs_below(".")
    with alone("live"):
        served = [sys.executable, *SERVE, str(docs), str(WORK / "live")]
        done = subprocess.run(served, close_fds=False, check=False)  # so that it inherits the lock
    if done.returncode:
        raise Refusal("The program that shows the pages has ended, for the reasons above.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
