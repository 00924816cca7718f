"""How a group went on: a bar for all of them, and below it one for each part of them that somebody counted.

A bar is as long as the lowest number and goes on in pale to the highest, so that what sources leave open stays open; an
arrow behind it says that there may be more. All bars begin at one edge, so that any two can be compared. Lengths are in
per cent, so the figure fits any width and its words keep their size; heights are in SVG units, which are pixels. A list
says the same, and by whom.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from docutils import nodes

from ..drawing.svg import element, fluid_figure, link, text
from ..drawing.text import width_of, wrapped
from ..model.estimates import Spread, spread
from ..model.records import Record
from ..nodes.elements import fold
from ..nodes.factory import NodeFactory
from ..nodes.pictures import address_of, drawings, picture, svg_picture
from ..nodes.registry import view
from ..translation import _
from .counts import A_COUNT, PHONE, who_says_so

NAME = "course"
DESK = 540.0  # as wide as course.css lets a drawing be
LINE, SIZE = 16.0, 12.0  # from line to line of words, and their size
BAR, GAP, INDENT = 11.0, 12.0, 14.0  # the height of a bar, the room below it, and how far words stand in below others'
SPACE = 6.0  # between a number and its words
ARROW = 14.0  # the room behind a bar for an arrow


@dataclass(frozen=True)
class Part:
    """Some people who were counted: what they are called, how many they are, and who of them was counted again."""

    name: str
    number: Spread
    address: str = ""
    parts: Sequence["Part"] = field(default_factory=tuple)


@view(NAME, A_COUNT)
def course(make: NodeFactory, record_id: str) -> list[nodes.Node]:
    """How those of a count went on, drawn from the counts that are parts of it, and the list that says the same."""
    whole = _with_parts(make, make.project.records[record_id])
    wide, narrow = (draw(whole, width, f"{NAME} {kind}") for width, kind in ((DESK, "wide"), (PHONE, "narrow")))
    return [
        *drawings(wide, narrow, whole.name),
        fold(_("The same as a list, and who says so"), _course_list(make, [make.project.records[record_id]])),
    ]


def course_picture(make: NodeFactory, record_id: str, width: float) -> svg_picture:
    """The drawing of a course on paper; `width` is what there is for words, in SVG units."""
    whole = _with_parts(make, make.project.records[record_id])
    return picture(draw(whole, width), whole.name)


def with_all_parts(make: NodeFactory, record: Record) -> list[Record]:
    """A count and, behind it, all that are parts of it or of one of those."""
    return [record, *(below for part in _parts(make, record) for below in with_all_parts(make, part))]


def _parts(make: NodeFactory, whole: Record) -> list[Record]:
    return [part for part in make.project.named_by(whole, "part-of") if part.estimates]


def _with_parts(make: NodeFactory, record: Record) -> Part:
    parts = [_with_parts(make, part) for part in _parts(make, record)]
    return Part(record.title, spread(record.estimates), address_of(make, record), parts)


def _course_list(make: NodeFactory, records: Iterable[Record]) -> nodes.bullet_list:
    items = nodes.bullet_list()
    for record in records:
        line = nodes.paragraph("", "", make.link(record), nodes.Text(": "))
        for number, estimate in enumerate(record.estimates):
            line += [nodes.Text(f"{'; ' if number else ''}{estimate.text}, "), *who_says_so(make, estimate)]
        parts = _parts(make, record)
        items += nodes.list_item("", line, *([_course_list(make, parts)] if parts else []))
    return items


def draw(whole: Part, width: float = PHONE, classes: str = NAME) -> str:
    """The course of one group as SVG text; `width` is the least that there is for words, in SVG units."""
    rows = list(_rows(whole, 0))
    longest = max(part.number.high for part, _depth in rows) or 1
    share = (100 - 100 * ARROW / width * any(part.number.is_open for part, _depth in rows)) / longest
    y = 0.0
    drawn: list[Element] = []
    for part, depth in rows:
        x = depth * INDENT
        room = x + width_of(part.number.words, SIZE, bold=True) + SPACE
        lines = wrapped(part.name, width - room, SIZE)
        number = text(x, y + LINE - 4, part.number.words, class_="number")
        words = [number, *(text(room, y + LINE * row - 4, words) for row, words in enumerate(lines, 1))]
        y += LINE * len(lines) + 2
        drawn.append(link(part.address, *words))
        for name, length in (("high", part.number.high), ("low", part.number.low)):
            drawn.append(element("rect", x=0, y=y, width=_percent(length * share), height=BAR, class_=name))
        if part.number.is_open:
            arrow = element("path", d=f"M3 {BAR / 2:g}H{ARROW - 1:g}m-3-3 3 3-3 3", class_="arrow")
            drawn.append(element("svg", arrow, x=_percent(part.number.high * share), y=y))
        y += BAR + GAP
    said = "; ".join(f"{part.name}: {part.number.words}" for part, _depth in rows)
    return fluid_figure(y - GAP + 2, whole.name, said, *drawn, class_=classes)


def _rows(part: Part, depth: int) -> Iterator[tuple[Part, int]]:
    """A part and all below it, from top to bottom, each with how deep it stands."""
    yield part, depth
    for below in part.parts:
        yield from _rows(below, depth + 1)


def _percent(share: float) -> str:
    return f"{share:.4g}%"
