"""How much a file may hold, so that nothing that anybody sends can keep the tools busy for minutes.

All are several times what the largest file of the project holds. What is larger is named and not read.
"""

from ..model.mistake import Mistake

PAGE, LINES = 150_000, 5_000  # characters and lines of a page
# Signs of a page: those that cost the parser and the rules most.
SIGNS = {"|": 2_000, "[": 2_000, "<": 2_000, "&": 2_000, "`": 4_000, "*": 1_000, "_": 1_000, "@": 200}
LINE = 3_000  # characters of a line of any file
PICTURE = 2_000_000  # bytes


def excess(text: str, path: str, is_page: bool) -> list[Mistake]:
    """A mistake where a file holds more than anybody would read, or nothing."""
    counts = [("characters", len(text), PAGE), ("lines", text.count("\n"), LINES)]
    counts += [(f"signs {sign}", text.count(sign), most) for sign, most in SIGNS.items()]
    for what, count, most in counts if is_page else ():
        if count > most:
            message = f"the page has {count:,} {what}, more than {most:,}"
            return [Mistake(path, 1, "too-much", message, "make several pages of it")]
    for number, line in enumerate(text.split("\n"), 1):
        if len(line) > LINE:
            message = f"the line has {len(line):,} characters, more than {LINE:,}"
            return [Mistake(path, number, "too-much", message, "make several lines of it")]
    return []
