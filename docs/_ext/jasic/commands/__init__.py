"""What contributors call: a file for each session of noxfile.py that does more than call a tool.

cli.py says how each begins and ends, build.py is what several build by, files.py reads and changes files for several,
http_client.py asks hosts for one.
"""

import sys
from types import TracebackType

BROKEN_OFF = "Broken off. Every file is whole."


def _tell(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        print(BROKEN_OFF, file=sys.stderr)
    else:
        sys.__excepthook__(kind, error, trace)


# So Python is called while it looks for what `python -m` is to run. What that loads takes a second or more, in which
# cli.py is not there yet to tell of Ctrl-C.
if sys.argv[0] == "-m":
    sys.excepthook = _tell
