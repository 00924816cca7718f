"""Search aliases, docs/about/search.tsv: what readers type who look for a place of the site and do not know our words.

Each line has the place, a tab, and phrases with semicolons between them; see docs/about/search.md.
"""

import re

from ..model.markup import MERGE
from ..model.mistake import Mistake
from ..model.records import Value

FILE = "about/search.tsv"  # below docs
WIDE = re.compile("[；、，]")


def read(text: str, path: str) -> tuple[dict[str, Value], list[Mistake]]:
    """The phrases by place, and the lines that cannot be read."""
    aliases: dict[str, Value] = {}
    mistakes = []
    for number, line in enumerate(text.split("\n"), 1):
        target, tab, phrases = line.rstrip("\r").partition("\t")
        if not line.strip() or line.startswith("#") or MERGE.match(line):
            continue
        if not tab or not any(map(str.isalnum, phrases)):
            message, fix = f"'{line[:40]}' has no phrase", "write the place, a tab, and phrases separated by semicolons"
            mistakes.append(Mistake(path, number, "search-line", message, fix))
        elif target in aliases:
            message, fix = f"'{target}' stands in line {aliases[target].line} too", "put all phrases into one line"
            mistakes.append(Mistake(path, number, "search-twice", message, fix))
        else:
            aliases[target] = Value(phrases, number)
            if wide := WIDE.search(phrases):
                message = f"'{wide[0]}' separates no phrases"
                mistakes.append(
                    Mistake(path, number, "search-line", message, "write a semicolon of the English keyboard")
                )
            if "\t" in phrases:
                mistakes.append(Mistake(path, number, "search-line", "a second tab stands here", "write a semicolon"))
    return aliases, mistakes
