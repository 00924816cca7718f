"""Names of files that every system can keep: what Windows or macOS cannot unpack, nobody carries there."""

import re
import unicodedata
from collections.abc import Iterable, Iterator

DEVICES = ("con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10)))
LONGEST = 200  # characters of a path; Windows has 260, with the folders into which somebody unpacks it
NOWHERE = re.compile(r'[<>:"\\|?*\x00-\x1f\x7f]|[. ](?=/|$)|^/|(?:^|/)\.{0,2}(?=/|$)')


def names_a_device(path: str) -> bool:
    """Whether Windows takes a part of a path for a device, whatever its ending is."""
    return any(part.partition(".")[0].lower() in DEVICES for part in path.split("/"))


def unportable(paths: Iterable[str]) -> Iterator[str]:
    """What is wrong with each path that some system cannot keep."""
    seen: dict[str, str] = {}
    for path in paths:
        folded = unicodedata.normalize("NFC", path).casefold()
        if NOWHERE.search(path):
            yield f"'{path}' has a sign that names of files cannot have everywhere"
        elif names_a_device(path):
            yield f"'{path}' is the name of a device in Windows"
        elif len(path) > LONGEST:
            yield f"'{path[:60]}…' has {len(path)} characters, more than {LONGEST}"
        elif seen.setdefault(folded, path) != path:
            yield f"'{path}' and '{seen[folded]}' are one file in Windows and macOS"
