"""Strings that look like private data and were found not to be: docs/about/not-private.txt.

Each stands in a line, whole, as the message of the rule shows it, since a part of one would let others through.
Behind a tab stands why, for whoever reads the file next.
"""

from ..model.mistake import Mistake
from ..model.private import plain

FILE = "about/not-private.txt"  # below docs


def read(text: str, path: str) -> tuple[dict[str, int], list[Mistake]]:
    """The strings with their lines, and the lines that give no reason."""
    strings, mistakes = {}, []
    for number, line in enumerate(text.splitlines(), 1):
        string, _, reason = line.partition("\t")
        if not line.strip() or line.startswith("#"):
            continue
        if not reason.strip():
            message, fix = f"'{string[:40]}' has no reason", "write the string, a tab, and what it is"
            mistakes.append(Mistake(path, number, "not-private", message, fix))
        strings[plain(string).strip()] = number
    return strings, mistakes
