"""What the strips of events share: marks in lanes that step aside for each other, ticks, and what the shapes mean.

A mark stands at the middle of the days that its date allows, which a line shows where they are more than its own
width. Where it would touch another it steps aside, across first and then along, by no more than it must.
"""

from collections.abc import Callable, Sequence
from itertools import count
from math import hypot
from typing import NamedTuple
from xml.etree.ElementTree import Element

from ..model import dates
from ..model.kinds import CERTAINTIES
from ..model.records import Record
from ..translation import _
from .shapes import drawn, use
from .svg import element, line, link, rectangle, text
from .text import width_of
from .time import Scale, Stretch, Tick

MARK = 10.5  # between the middles of two marks, so that the largest of them do not touch
SMALL, USUAL = 11.0, 12.0  # sizes of letters: of the ticks; of all else
LEGEND_ROW, LEGEND_GAP, LEGEND_INDENT = 18.0, 18.0, 11.0  # from row to row, between two entries, from mark to word

Address = Callable[[Record], str]  # where a record stands, or nothing where a figure can hold no link


class Mark(NamedTuple):
    """Where an event stands: along the scale, across from the middle of its lane, and how far its date reaches."""

    event: Record
    along: float
    across: float
    first: float
    last: float


def place(events: Sequence[Record], scale: Scale, rows: Sequence[float]) -> list[Mark]:
    """The marks of a lane. `rows` are the places across where a mark may stand, the preferred ones first."""
    marks: list[Mark] = []
    for event in sorted(events, key=lambda event: scale.middle(event.get("date"))):
        middle = scale.middle(event.get("date"))
        along, across = _free(middle, rows, marks, scale)
        marks.append(Mark(event, along, across, *scale.span(event.get("date"))))
    return marks


def _free(middle: float, rows: Sequence[float], marks: Sequence[Mark], scale: Scale) -> tuple[float, float]:
    """The place nearest to the middle, along and across, where a mark touches no other."""
    for step in count():
        for along in (middle + step, middle - step):
            inside = scale.start <= along <= scale.end or step > scale.end - scale.start
            for across in rows if inside or not step else ():
                if all(hypot(along - mark.along, across - mark.across) >= MARK for mark in marks):
                    return along, across
    raise AssertionError  # `count` does not end


def drawn_lane(
    figure: str, marks: Sequence[Mark], across: float, language: str, address: Address | None, downwards: bool = False
) -> Element:
    """The marks of a lane whose middle is at `across`, each a link that says what it is.

    The keyboard and screen readers pass over them: a list beside the figure says the same, and is their way in. On a
    phone no mark is large enough to be touched, so without `address` they are no links.
    """
    lines, drawings = [], []
    for mark in marks:
        middle = across + mark.across
        if mark.last - mark.first > MARK:
            ends = (middle, mark.first, middle, mark.last) if downwards else (mark.first, middle, mark.last, middle)
            lines.append(line(*ends, class_="span"))
        x, y = (middle, mark.along) if downwards else (mark.along, middle)
        drawing = use(figure, mark.event.get("certainty"), x, y)
        if address:
            drawing = link(address(mark.event), element("title", tip(mark.event, language)), drawing, tabindex="-1")
        if mark.event.get("label"):
            drawing.set("class", "turning")
        drawings.append(drawing)
    return element("g", *lines, *drawings, class_="events", aria_hidden="true")


def tip(event: Record, language: str) -> str:
    """`24 August 2018: Riot police clear the flat (documented)`."""
    when = dates.in_words(event.get("date"), language)
    return f"{when}: {event.title} ({CERTAINTIES[event.get('certainty')].label})"


def description(events: Sequence[Record]) -> str:
    """How many events of each certainty a figure shows, and where they stand in words."""
    numbers = (
        f"{sum(event.get('certainty') == value for event in events)} {certainty.label}"
        for value, certainty in CERTAINTIES.items()
    )
    words = _("{number} events by time and arena: {certainties}. A list of events says the same.")
    return words.format(number=len(events), certainties=", ".join(numbers))


def axis(marked: Sequence[Tick], y: float, start: float, end: float, earlier: Stretch | None) -> list[Element]:
    """A line with ticks below the lanes, and the year once it changes; it is cut behind what lies `earlier`."""
    parts = [line(start, y, end, y, class_="axis")]
    if earlier:
        for at in (earlier.end - 6, earlier.end - 3):
            parts.append(line(at - 2, y + 5, at + 2, y - 5, class_="axis"))
    for tick in marked:
        parts += [
            line(tick.at, y, tick.at, y + 5, class_="axis"),
            text(tick.at + 3, y + 15, tick.words, class_="when"),
        ]
        if tick.year:
            parts.append(text(tick.at + 3, y + 28, tick.year, class_="when year"))
    return parts


def legend(
    x: float, y: float, room: float, has_turning_points: bool = False, has_people_taken: bool = False
) -> tuple[list[Element], float]:
    """What the shapes mean, in rows from a place on, and where the last row ends."""
    entries = [(drawn(choice, 0, 0), str(choice.label)) for choice in CERTAINTIES.values()]
    if has_turning_points:
        entries.append((drawn(CERTAINTIES["documented"], 0, 0, class_="turning"), str(_("turning point"))))
    if has_people_taken:
        low, high = rectangle(-5, -5, 5, 10, class_="low"), rectangle(0, -5, 4, 10, class_="high")
        entries.append((element("g", low, high), str(_("people taken: lowest and highest figure given"))))
    parts: list[Element] = []
    left = x
    for sign, words in entries:
        width = LEGEND_INDENT + width_of(words, USUAL)
        if left > x and left + width > x + room:
            left, y = x, y + LEGEND_ROW
        parts += [
            element("g", sign, transform=f"translate({left + MARK / 2:g} {y:g})"),
            text(left + LEGEND_INDENT + 2, y + 4, words, class_="quiet"),
        ]
        left += width + LEGEND_GAP
    return parts, y + LEGEND_ROW / 2
