"""How much a file may hold, so that nothing that anybody sends can keep the tools busy for minutes.

All are several times what the largest file of the project holds. What is larger is named and not read.
"""

from ..model.mistake import Mistake

PAGE, LINES = 150_000, 5_000  # characters and lines of a page
# Signs of a page: those that cost the parser and the rules most.
SIGNS = {
    **{"|": 2_000, "[": 2_000, "<": 2_000, "&": 2_000, "\\": 2_000},
    **{"`": 4_000, "*": 1_000, "_": 1_000, "#": 1_000, "@": 200},
}
VIEWS = 40  # of a page, each of which may list all records
CATALOGUE = 600_000  # characters of a catalogue of translations: the text of a page, its translation, and where it is
FILE = 10_000_000  # bytes of any file that is read as text: twenty times what the largest has
LINE = 3_000  # characters of a line of any file
PICTURE = 2_000_000  # bytes


def excess(text: str, path: str, is_page: bool) -> list[Mistake]:
    """A mistake where a file holds more than anybody would read, or nothing."""
    if is_page and (counted := overfull(text)):
        return [Mistake(path, 1, "too-much", f"the page has {counted}", "make several pages of it")]
    if path.endswith(".po") and len(text) > CATALOGUE:
        message = f"the catalogue has {len(text):,} characters, more than {CATALOGUE:,}"
        return [Mistake(path, 1, "too-much", message, "make several pages of the one that it translates")]
    for number, line in enumerate(text.split("\n"), 1):
        if len(line) > LINE:
            message = f"the line has {len(line):,} characters, more than {LINE:,}"
            return [Mistake(path, number, "too-much", message, "make several lines of it")]
    return []


def overfull(text: str) -> str:
    """What a text in Markdown has more of than the parser can read in time, or nothing."""
    counts = [("characters", len(text), PAGE), ("lines", text.count("\n"), LINES)]
    counts += [(f"signs {sign}", text.count(sign), most) for sign, most in SIGNS.items()]
    return next((f"{count:,} {what}, more than {most:,}" for what, count, most in counts if count > most), "")
