"""How a group went on: a bar for all of them, and below it one for each part of them that somebody counted.

A bar is as long as the lowest figure and goes on in pale to the highest, so that what sources leave open stays open.
The parts of one group stand side by side below its bar: each begins where the one before may end. Lengths are in per
cent, so the figure fits any width and its words keep their size; heights are in SVG units, which are pixels.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from .svg import element, fluid_figure, link, text
from .text import width_of, wrapped

PHONE = 270.0  # the narrowest width for which words are broken, but for paper
LINE, SIZE = 16.0, 12.0  # from line to line of words, and their size
BAR, GAP, INDENT = 11.0, 12.0, 14.0  # the height of a bar, the room below it, and how far words stand in below others'
SPACE = 6.0  # between a number and its words


@dataclass(frozen=True)
class Part:
    """Some people who were counted: what they are called, how many at least and at most, and whom of them is known."""

    name: str
    low: int
    high: int
    address: str = ""
    parts: Sequence["Part"] = field(default_factory=tuple)

    @property
    def number(self) -> str:
        """As a reader says it: `4`, or from the lowest to the highest figure, `15–16`."""
        return str(self.low) if self.low == self.high else f"{self.low}\u2013{self.high}"


def course(whole: Part, width: float = PHONE) -> str:
    """The course of one group as SVG text; `width` is the least that there is for words, in SVG units."""
    rows = list(_rows(whole, 0, 0))
    y = 0.0
    drawn: list[Element] = []
    for part, depth, start in rows:
        x = depth * INDENT
        room = x + width_of(part.number, SIZE, bold=True) + SPACE
        lines = wrapped(part.name, width - room, SIZE)
        number = text(x, y + LINE - 4, part.number, class_="number")
        words = [number, *(text(room, y + LINE * row - 4, words) for row, words in enumerate(lines, 1))]
        y += LINE * len(lines) + 2
        drawn.append(link(part.address, *words))
        for name, length in (("high", part.high), ("low", part.low)):
            drawn.append(_bar(start, length, whole.high, y, name))
        y += BAR + GAP
    said = "; ".join(f"{part.name}: {part.number}" for part, _depth, _start in rows)
    return fluid_figure(y - GAP + 2, whole.name, said, *drawn, class_="course")


def _rows(part: Part, depth: int, start: int) -> Iterator[tuple[Part, int, int]]:
    """A part and all below it, from top to bottom, each with how deep it stands and how many people lie before it."""
    yield part, depth, start
    for below in part.parts:
        yield from _rows(below, depth + 1, start)
        start += below.high


def _bar(start: int, length: int, whole: int, y: float, name: str) -> Element:
    share = 100 / max(whole, 1)
    return element("rect", x=f"{start * share:.4g}%", y=y, width=f"{length * share:.4g}%", height=BAR, class_=name)
