"""How wide words are and where their lines break: an SVG breaks no line by itself.

Nobody knows the reader's font when a figure is drawn, so the widths are those of the widest that is common, DejaVu
Sans; in any other a line is somewhat shorter than its room. All sizes are in SVG units.
"""

import re
from collections.abc import Iterator
from functools import cache
from unicodedata import east_asian_width

from ..model.quotes import typographic

# The width of letters in hundredths of the size of the font; of all others, and of digits, it is MEDIUM.
# Whole numbers, since one Python adds fractions otherwise than the next, and a figure is the same by each.
WIDTHS = {
    **dict.fromkeys(" iljI.,:;'’|!", 32),
    **dict.fromkeys('ftr()[]/-"“”‘', 42),
    **dict.fromkeys("ABCDEFGHJKLNOPQRSTUVXYZ", 72),
    **dict.fromkeys("+=<>", 84),
    **dict.fromkeys("mwMW—…%@", 98),
}
MEDIUM, CHINESE = 63, 100
BOLD = 1.1  # times as wide
USUAL = 12.5  # the size of letters in figure.css, which the book prints at 6.5 points where a drawing fills its text
HALF_LETTER = 0.36  # from the baseline to the middle of the letters, in parts of their size

# A word with the space after it, or the part of it to a hyphen between letters. A hard space counts as a letter.
_PIECES = re.compile(r"[^ ]+?(?<=[^\W\d])-(?=[^\W\d])|[^ ]+ *")


def width_of(text: str, size: float, bold: bool = False) -> float:
    """The room that a text needs in a font of a size."""
    return sum(map(_width, text)) / 100 * size * (BOLD if bold else 1)


def wrapped(text: str, room: float, size: float) -> list[str]:
    """A text in lines that need no more than `room`; at least one line, and every letter stands in some line."""
    lines = [""]
    for piece in _breakable(typographic(text), room, size):  # whole, for a line alone does not tell which mark opens
        if lines[-1] and width_of(lines[-1] + piece.rstrip(), size) > room:
            lines.append("")
        lines[-1] += piece
    return [line.strip() for line in lines]


def balanced(text: str, room: float, size: float) -> list[str]:
    """The same in as many lines, but of which the last is no single word: the lines above it give up some of theirs."""
    lines = wrapped(text, room, size)
    narrower = room
    while len(lines) > 1 and " " not in lines[-1] and narrower > room / 2:
        narrower -= size / 2
        if len(closer := wrapped(text, narrower, size)) > len(lines):
            break
        if " " in closer[-1]:
            return closer
    return lines


def _breakable(text: str, room: float, size: float) -> Iterator[str]:
    """Pieces between which a line may break: words, letters of Chinese, and letters of what no line can hold."""
    for word in _PIECES.findall(text):
        if any(map(_is_square, word)) or width_of(word.rstrip(), size) > room:
            yield from word
        else:
            yield word


@cache
def _width(letter: str) -> int:
    return CHINESE if _is_square(letter) else WIDTHS.get(letter, MEDIUM)


@cache
def _is_square(letter: str) -> bool:
    """Whether a letter or a sign fills a square, as those of Chinese do."""
    return east_asian_width(letter) in "WF"
