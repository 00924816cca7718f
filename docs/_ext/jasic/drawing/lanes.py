"""What the strips of events share: marks in lanes that step aside for each other, ticks, and which signs they have.

A mark stands at the middle of the days that its date allows, which a line shows where they are more than its own
width. Where it would touch another it steps aside, across first and then along, by no more than it must.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import count
from math import hypot
from typing import NamedTuple
from xml.etree.ElementTree import Element

from ..model import dates
from ..model.record_kinds import CERTAINTIES
from ..model.records import Record
from ..translation import _
from .legend import Entry
from .shapes import drawn, use
from .svg import element, line, link, rectangle, text
from .time_scale import Scale, Tick

MARK = 10.5  # between the middles of two marks, so that the largest of them do not touch
RING, RING_STEP = 6.8, 15.0  # the radius of the ring around a turning point; between the middles of two in a legend
LINE = 14.0  # from one line of letters to the next
FOOT = 46.0  # below the axis: its words, and what separates them from the legend
SPAN_SAMPLE = 18.0  # the line in the legend

Address = Callable[[Record], str]  # where a record stands, or nothing where a figure can hold no link


class Mark(NamedTuple):
    """Where an event stands: along the scale, across from the middle of its lane, and how far its date reaches."""

    event: Record
    along: float
    across: float
    first: float
    last: float
    ring: float  # the room that it needs around it besides that of a mark


def ring_of(event: Record) -> float:
    """How much a ring adds to a mark: a turning point has one, because a red mark is like others to some eyes, on paper
    and on screens without colour."""
    return RING - MARK / 2 if event.get("label") else 0


def ring(x: float, y: float) -> Element:
    return element("circle", cx=x, cy=y, r=RING, class_="turning-ring")


def place(events: Sequence[Record], scale: Scale, rows: Sequence[float]) -> list[Mark]:
    """The marks of a lane. `rows` are the places across where a mark may stand, the preferred ones first."""
    marks: list[Mark] = []
    for event in sorted(events, key=lambda event: scale.middle(event.get("date"))):
        middle, ring = scale.middle(event.get("date")), ring_of(event)
        along, across = _free(middle, ring, rows, marks, scale)
        marks.append(Mark(event, along, across, *scale.span(event.get("date")), ring))
    return marks


def _free(
    middle: float, ring: float, rows: Sequence[float], marks: Sequence[Mark], scale: Scale
) -> tuple[float, float]:
    """The place nearest to the middle, along and across, where a mark touches no other."""
    for step in count():
        for along in (middle + step, middle - step):
            inside = scale.start <= along <= scale.end or step > scale.end - scale.start
            for across in rows if inside or not step else ():
                if all(hypot(along - mark.along, across - mark.across) >= MARK + mark.ring + ring for mark in marks):
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
            drawings.append(ring(x, y))
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


def axis(marked: Sequence[Tick], y: float, start: float, end: float, scale: Scale) -> list[Element]:
    """A line with ticks below the lanes, and the year once it changes; it is cut where time runs faster at an end."""
    parts = [line(start, y, end, y, class_="axis")]
    cuts = [scale.earlier.end - 4.5] if scale.earlier else []
    cuts += [scale.later.start + 4.5] if scale.later else []
    for at in (cut + aside for cut in cuts for aside in (-1.5, 1.5)):
        parts.append(line(at - 2, y + 5, at + 2, y - 5, class_="axis"))
    for tick in marked:
        aside, anchor = (-3, "end") if tick.is_end else (3, "start")
        parts.append(line(tick.at, y, tick.at, y + 5, class_="axis"))
        for down, words, class_ in ((15, tick.words, "when"), (28, tick.year, "when year")):
            if words:
                parts.append(text(tick.at + aside, y + down, words, class_=class_, text_anchor=anchor))
    return parts


def signs_of(events: Sequence[Record], has_people_taken: bool = False) -> Iterator[Entry]:
    """What a drawing of these events needs to have explained. A turning point has a ring around its sign."""
    middle = MARK / 2
    for choice in CERTAINTIES.values():
        yield Entry([drawn(choice, middle, 0)], MARK, str(choice.label))
    if turning := {event.get("certainty") for event in events if event.get("label")}:
        shown = [choice for name, choice in CERTAINTIES.items() if name in turning]
        middles = [RING + RING_STEP * n for n in range(len(shown))]
        signs = [ring(at, 0) for at in middles]
        signs += [drawn(choice, at, 0, class_="turning") for at, choice in zip(middles, shown)]
        yield Entry(signs, middles[-1] + RING, str(_("ring, red: turning point")))
    if any(first != last for first, last in (dates.span(event.get("date")) for event in events)):
        signs = [line(0, 0, SPAN_SAMPLE, 0, class_="span")]
        yield Entry(signs, SPAN_SAMPLE, str(_("line: first to last day of its date")))
    if has_people_taken:
        signs = [rectangle(0, -5, 5, 10, class_="low"), rectangle(5, -5, 4, 10, class_="high")]
        yield Entry(signs, MARK, str(_("people taken: lowest to highest figure")))
