"""The whole struggle in one figure: every event by time, arena and certainty, and how many people were taken.

Phases are bands as wide as their events need, arenas are lanes. Turning points have their labels and a line through
all lanes. Two drawings say the same: one for screens and the book, one for phones, in which time runs downwards. All
sizes are in SVG units, which are pixels where nothing is scaled.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple
from xml.etree.ElementTree import Element

from docutils import nodes

from ..drawing.labels import GAP, Label, label_places
from ..drawing.lanes import FOOT, LINE, MARK, Address, axis, description, drawn_lane, place, signs_of
from ..drawing.legend import legend
from ..drawing.shapes import shapes
from ..drawing.svg import element, figure, line, link, rectangle, text
from ..drawing.text import BOLD, USUAL, width_of, wrapped
from ..drawing.time_scale import Band, Scale, Stretch, bands, ticks, with_ends
from ..model import dates
from ..model.estimates import spread
from ..model.forms import FLAG
from ..model.phases import Phase
from ..model.record_kinds import ARENAS, CERTAINTIES, Choice
from ..model.records import Page, Record
from ..nodes.factory import NodeFactory
from ..nodes.pictures import address_of, drawings, page_address_of
from ..nodes.registry import view
from ..translation import _

NAME = "struggle"
EDGE = 6.0  # from the end of a band to the nearest mark, so that none is cut by it
BEFORE = 40.0  # what lies before the first phase: room for the name of a year
TICK_ROOM = 36.0  # from one tick to the next: the name of a month, and about the number of a year
PADDING = 5.0  # from the edge of a band to its name
ASIDE = (0.0, -MARK, MARK, -MARK / 2, MARK / 2)  # where marks of a lane stand, from its middle

# The wide drawing.
WIDTH, LEFT, RIGHT = 1060.0, 128.0, 1056.0  # of the whole, and the ends of the lanes
NARROWEST_BAND = 97.0  # a usual name of a phase
LABEL_LINE = 13.5  # of turning points, from line to line
LABEL_ROW = 2 * LABEL_LINE + 7  # their labels have two lines, and a rule below
LANE = 38.0
BARS, BAR, BAR_ROOM = 44.0, 10.0, 66.0  # the highest bar, how wide they are, the room for them

# The drawing for phones.
TALL_WIDTH, TALL_LEFT = 344.0, 46.0
TALL_LENGTH = 1000.0  # of the bands
TALL_NARROWEST = 62.0
TALL_INSET = 24.0  # the name of a phase stands in its band
TALL_BARS = 38.0  # the longest bar
TALL_ASIDE = (*ASIDE, -MARK * 1.5, MARK * 1.5)


class Drawing(NamedTuple):
    """What both drawings show, with the addresses of the page on which they stand."""

    phases: Sequence[Phase]
    taken: Sequence[Record]  # counts of people taken in one operation
    language: str
    address: Address
    page_address: Callable[[Page], str]

    @property
    def events(self) -> list[Record]:
        return [event for phase in self.phases for event in phase.events]

    def lanes(self) -> Iterator[tuple[Choice, list[Record]]]:
        """The arenas in which anything happened, with their events."""
        for name, arena in ARENAS.items():
            if events := [event for event in self.events if event.get("arena") == name]:
                yield arena, events

    @property
    def turning_points(self) -> list[Record]:
        return sorted((event for event in self.events if event.get("label")), key=lambda event: event.sort_key)

    def scale(self, made: Sequence[Band], inset: float) -> Scale:
        """The scale over the bands of phases, of each of which `inset` units are free at its beginning."""
        stretches = [Stretch(band.phase.first, band.phase.after, band.start + inset, band.end - EDGE) for band in made]
        earliest = min(dates.span(event.get("date"))[0] for event in self.events)
        return with_ends(stretches, earliest, max(stretch.after for stretch in stretches), BEFORE)

    @property
    def description(self) -> str:
        return description(self.events) + " " + _("Phases in which more happened are drawn wider.")

    def written(self, width: float, height: float, kind: str, parts: Sequence[Element]) -> str:
        return figure(width, height, str(_("The whole struggle")), self.description, *parts, class_=f"{NAME} {kind}")


@view(NAME, FLAG)
def whole_struggle(make: NodeFactory, argument: str) -> list[nodes.Node]:
    """All events by time and arena."""
    project = make.project
    if not project.phases:
        return []
    drawing = Drawing(
        project.phases,
        project.with_option("count", "taken"),
        project.language,
        lambda event: address_of(make, event),
        lambda page: page_address_of(make, page),
    )
    drawn = drawings(wide(drawing), narrow(drawing), drawing.description)
    words = _("{number} events. Phases with many events are drawn wider than their time.")
    said = words.format(number=len(drawing.events))
    if make.for_website:
        said += " " + _("Their names lead to their pages.")
    caption = nodes.caption("", said + bars_in_words(drawing.taken))
    return [nodes.figure("", *drawn, caption, ids=["struggle-figure"], classes=["strip-of-events"])]


def bars_in_words(taken: Sequence[Record]) -> str:
    """Which counts the bars of people taken are, in their order: a bar has room for its numbers alone."""
    if not taken:
        return ""
    counts = "; ".join(f"{count.title}, {spread(count.estimates).words}" for count in taken)
    return " " + _("The bars, from the first to the last: {counts}.").format(counts=counts)


def wide(drawing: Drawing) -> str:
    """The drawing in which time runs to the right, as SVG text."""
    name = f"{NAME}-wide"
    made = bands(drawing.phases, LEFT, RIGHT, NARROWEST_BAND)
    scale = drawing.scale(made, EDGE)
    lanes = list(drawing.lanes())
    turning = [(scale.middle(event.get("date")), event.get("label")) for event in drawing.turning_points]
    labels = label_places(turning, LEFT, RIGHT)
    names = [
        [str(number), *wrapped(name_of(band.phase), band.end - band.start - PADDING, USUAL * BOLD)]
        for number, band in enumerate(made, 1)
    ]
    head = LINE * max(map(len, names)) + PADDING
    top = head + LABEL_ROW * (1 + max((label.row for label in labels), default=-1)) + EDGE
    bottom = top + LANE * len(lanes)
    base = bottom + (BAR_ROOM if drawing.taken else 0)

    parts = [shapes(name, CERTAINTIES)]
    for number, (band, name_lines) in enumerate(zip(made, names), 1):
        parts.append(rectangle(band.start, head, band.end - band.start, base - head, class_=_band(number)))
        parts.append(_phase_name(drawing, band, name_lines, head))
    for label in labels:
        parts += _turning_point(label, head + LABEL_ROW * label.row, bottom)
    for number, (arena, events) in enumerate(lanes):
        middle = top + LANE * (number + 0.5)
        parts.append(line(LEFT, middle + LANE / 2, RIGHT, middle + LANE / 2, class_="lane"))
        parts += _lines(wrapped(str(arena.label), LEFT - PADDING, USUAL), middle)
        parts.append(drawn_lane(name, place(events, scale, ASIDE), middle, drawing.language, drawing.address))
    if drawing.taken:
        parts += _lines([str(_("People taken"))], base - BAR_ROOM / 2)
        parts += _upright_bars(drawing, scale, base)
    parts += axis(ticks(scale, drawing.language, TICK_ROOM), base, LEFT, RIGHT, scale)
    explained, end = legend(0, base + FOOT, WIDTH, signs_of(drawing.events, bool(drawing.taken)))
    return drawing.written(WIDTH, end, "wide", [*parts, *explained])


def narrow(drawing: Drawing) -> str:
    """The drawing for phones, in which time runs downwards, as SVG text; only the phases are links."""
    name = f"{NAME}-narrow"
    lanes = list(drawing.lanes())
    columns = [str(arena.label) for arena, _events in lanes] + ([str(_("People taken"))] if drawing.taken else [])
    lane = (TALL_WIDTH - TALL_LEFT) / max(len(columns), 1)
    middles = [TALL_LEFT + lane * (number + 0.5) for number in range(len(columns))]
    # Heads stand in two rows by turns, so that each has the room of two lanes.
    heads = [wrapped(words, 2 * lane - 4, USUAL) for words in columns]
    rows = [max((len(head) for head in heads[number::2]), default=0) * LINE for number in (0, 1)]
    top = sum(rows) + 2 * PADDING
    made = bands(drawing.phases, top, top + max(TALL_LENGTH, TALL_NARROWEST * len(drawing.phases)), TALL_NARROWEST)
    scale = drawing.scale(made, TALL_INSET)
    end = made[-1].end

    parts = [shapes(name, CERTAINTIES)]
    for number, band in enumerate(made, 1):
        height = band.end - band.start
        parts.append(rectangle(TALL_LEFT, band.start, TALL_WIDTH - TALL_LEFT, height, class_=_band(number)))
    for number, (middle, head) in enumerate(zip(middles, heads)):
        above = rows[0] if number % 2 else 0.0
        below = above + rows[number % 2] + PADDING
        anchor = "end" if number == len(heads) - 1 and number else "middle"
        x = TALL_WIDTH if anchor == "end" else middle
        parts += [
            text(x, below - PADDING - LINE * (len(head) - row - 1) - 2, words, class_="quiet small", text_anchor=anchor)
            for row, words in enumerate(head)
        ]
        parts.append(line(middle, below - PADDING + 2, middle, top - 2, class_="axis"))
        parts.append(line(middle - lane / 2, top, middle - lane / 2, end, class_="lane"))
    for number, band in enumerate(made, 1):
        parts.append(_tall_phase(drawing, band, number))
    for (_arena, events), middle in zip(lanes, middles):
        parts.append(drawn_lane(name, place(events, scale, TALL_ASIDE), middle, drawing.language, None, downwards=True))
    if drawing.taken:
        parts += _level_bars(drawing, scale, middles[-1] - lane / 2 + 2)
    explained, foot = legend(0, end + PADDING * 2, TALL_WIDTH, signs_of(drawing.events, bool(drawing.taken)))
    return drawing.written(TALL_WIDTH, foot, "narrow", [*parts, *explained])


def _band(number: int) -> str:
    return "band even" if number % 2 == 0 else "band"


def _lines(words: Sequence[str], middle: float) -> list[Element]:
    """Words of an arena in lines round the middle of its lane."""
    first = middle + 4 - LINE * (len(words) - 1) / 2
    return [text(0, first + LINE * row, part, class_="quiet") for row, part in enumerate(words)]


def name_of(phase: Phase) -> str:
    return phase.page.short_title


def _phase_name(drawing: Drawing, band: Band, lines: Sequence[str], foot: float) -> Element:
    """The number of a phase and below it the name, as a link above its band."""
    words = element("text")
    for row, part in enumerate(lines):
        y = foot - PADDING - LINE * (len(lines) - row - 1)
        words.append(element("tspan", part, x=band.start + PADDING, y=y))
        words[-1].tail = " "  # between the words for whoever hears them
    words[0].set("class", "number")
    page = band.phase.page
    return link(drawing.page_address(page), element("title", page.title), words, class_="phase")


def _turning_point(label: Label, y: float, foot: float) -> Iterator[Element]:
    """A line through the lanes of events and, at its upper end like a flag, the label in two lines.

    It does not reach the bars of people taken, whose counts are their own and have other bounds. The rule below the
    words ties them to their line where they reach into the band of another phase.
    """
    yield line(label.at, y + 2, label.at, foot, class_="turn")
    below = y + LABEL_ROW - 4
    yield line(label.at, below, label.end if label.to_the_right else label.start, below, class_="turn flag")
    for row, words in enumerate(label.lines):
        x = label.at + (GAP if label.to_the_right else -GAP)
        anchor = "start" if label.to_the_right else "end"
        yield text(x, y + LABEL_LINE * (row + 1), words, class_="turning-point", text_anchor=anchor)


def _tall_phase(drawing: Drawing, band: Band, number: int) -> Element:
    """The head of a phase in the drawing for phones: number and beginning at the left, the name in the band.

    The link reaches over the whole left edge of the band, so that a finger meets it.
    """
    page, first = band.phase.page, band.phase.first
    month = dates.month_name(first.month, drawing.language)
    return link(
        drawing.page_address(page),
        element("title", page.title),
        rectangle(0, band.start, TALL_LEFT, band.end - band.start, class_="room"),
        text(2, band.start + LINE, str(number), class_="number"),
        text(2, band.start + 2 * LINE, month, class_="when"),
        text(2, band.start + 3 * LINE - 1, str(first.year), class_="when"),
        text(TALL_LEFT + 4, band.start + LINE, name_of(band.phase)),
        class_="phase",
    )


def _highest(drawing: Drawing) -> int:
    return max(spread(count.estimates).high for count in drawing.taken)


def _upright_bars(drawing: Drawing, scale: Scale, base: float) -> Iterator[Element]:
    """A bar for each count of people taken, on a scale from nought: filled to the lowest number, open above."""
    unit = BARS / _highest(drawing)
    for count in drawing.taken:
        number = spread(count.estimates)
        x = scale.middle(count.get("date")) - BAR / 2
        label_y = min(base - 4, base - number.high * unit + 10)
        yield element(
            "g",
            element("title", f"{count.title}: {number.words}"),
            rectangle(x, base - number.low * unit, BAR, number.low * unit, class_="low"),
            rectangle(x, base - number.high * unit, BAR, (number.high - number.low) * unit, class_="high"),
            text(x + BAR + 4, label_y, number.short, class_="value"),
        )


def _level_bars(drawing: Drawing, scale: Scale, left: float) -> Iterator[Element]:
    """The same bars, level, with their numbers below them."""
    unit = TALL_BARS / _highest(drawing)
    for count in drawing.taken:
        number = spread(count.estimates)
        y = scale.middle(count.get("date")) - BAR / 2
        fits = width_of(number.short, USUAL, bold=True) < TALL_WIDTH - left
        words = [number.short] if fits else number.short.split(" ")  # a range is not parted
        x = min(left, TALL_WIDTH - max(width_of(part, USUAL, bold=True) for part in words))
        yield element(
            "g",
            rectangle(left, y, number.low * unit, BAR, class_="low"),
            rectangle(left + number.low * unit, y, (number.high - number.low) * unit, BAR, class_="high"),
            *(text(x, y + BAR + USUAL + LINE * row, part, class_="value small") for row, part in enumerate(words)),
        )
