"""What the signs of a figure mean, in rows of words below it. All numbers are SVG units."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple
from xml.etree.ElementTree import Element

from .svg import element, rectangle, text
from .text import USUAL, balanced, width_of

SHADE = 10.5  # the width of a sample of an area


class Entry(NamedTuple):
    """What is drawn, from the left edge on and around the middle of a row, how much room that takes, what it means."""

    signs: Sequence[Element]
    width: float
    words: str


class Spacing(NamedTuple):
    """The measures of a legend."""

    row: float  # from row to row
    gap: float  # between two entries
    words: float  # from a sign to its words
    baseline: float  # from the middle of a row to the foot of its letters
    size: float  # of the letters


USUAL_SPACING = Spacing(row=18, gap=16, words=3, baseline=4, size=USUAL)


def legend(
    x: float, y: float, room: float, entries: Iterable[Entry], spacing: Spacing = USUAL_SPACING
) -> tuple[list[Element], float]:
    """The entries, of which the first row has its middle at `y`; and where the last row ends.

    Words that are wider than the room have several lines.
    """
    parts: list[Element] = []
    left = x
    for entry in entries:
        width = entry.width + spacing.words + width_of(entry.words, spacing.size)
        if left > x and left + width > x + room:
            left, y = x, y + spacing.row
        parts.append(element("g", *entry.signs, transform=f"translate({left:g} {y:g})"))
        at = left + entry.width + spacing.words
        lines = balanced(entry.words, x + room - at, spacing.size)
        for number, line in enumerate(lines):
            parts.append(text(at, y + number * spacing.row + spacing.baseline, line, class_="quiet"))
        y += (len(lines) - 1) * spacing.row
        left = left + width + spacing.gap if len(lines) == 1 else x + room
    return parts, y + spacing.row / 2


def shade(name: str, words: str) -> Entry:
    """What an area of this class means."""
    return Entry([rectangle(0, -5, SHADE, 10, class_=name)], SHADE, words)
