"""What befell people in custody: a line of time for each, and what its signs mean.

A bar reaches from the first to the last report of a measure, and its filling says which; what happens on a day is a
mark. Each measure has a sign of its own, by its form and not by colour. A bar is low where only the month is known in
which it began or ended. Behind it a broken line goes on for as long as neither its end nor anything later is reported;
dots stand where nothing is. What one source alone says and others contradict has a question mark, and nothing behind
it. Reports that overlap stand below each other. What is later than the scale reaches stands at its right end with its
year. All sizes are in SVG units, which are pixels where nothing is scaled. Two drawings say the same: one for screens
and the book, one for phones, whose signs and letters are as large.
"""

import datetime
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import NamedTuple
from xml.etree.ElementTree import Element

from docutils import nodes

from ..drawing.dashes import broken, broken_ring, hatched
from ..drawing.svg import element, figure, line, rectangle, sign, text
from ..drawing.time_scale import Scale, Stretch, ticks
from ..model import dates
from ..model.custody import AFTER, MEASURES, SINCE, Report, Situation, reports
from ..model.markup import UNSEARCHED
from ..model.records import Record
from ..nodes.elements import fold
from ..nodes.factory import NodeFactory, join_nodes
from ..nodes.pictures import drawings, picture, svg_picture
from ..nodes.registry import record_part
from ..nodes.tables import STACKED, Cell, cell, table
from ..translation import _
from .counts import split_item, streams_cell

FIRST = datetime.date.fromisoformat(f"{SINCE}-01")
WIDTH, LATER = 520.0, 154.0  # of the scale, and of what is later than it
HEAD, ROW, BAR = 28.0, 26.0, 12.0  # the height of the months, of a line, and of a bar in it
LANE = 16.0  # from a report to one that overlaps it, below
LOW_BAR = 4.0  # the height of a bar where nobody knows the day
LEAST_BAR = 6.0  # so that the filling of a day can be seen
SHORT_BAR = 20.0  # up to this width a mark would cover it
SAME_YEAR, YEAR_GAP = 15.0, 5.0  # from a later report to one that shares its year, and to the year
# Of a line that is broken: how much of it is drawn at a time, and how much is left free.
BROKEN = {"open": (7.0, 4.0), "unknown": (1.5, 4.0), "dots": (2.5, 4.0)}
HATCH = 4.5  # from one stroke of a hatched bar to the next
DASHES_OF_RING = 6
MARK = 6.5  # the radius of a mark
QUERY = 12.0  # the room for a question mark
KEY_WIDTH, KEY_HEIGHT = 24.0, 16.0  # of a sign in the legend
SIGN_WIDTH, SIGN_HEIGHT = 14.0, 10.0  # of a bar in a line of words
SIGN_OF_MARK, MARK_OF_SIGN = 12.0, 4.5  # the side of a mark there, as far as its lines reach, and its radius
COLUMN_WIDTHS = (22, 22, 40, 16)


class Format(NamedTuple):
    """The measures of a drawing: its kind, the widths of its scale and of what is later, and the room for words.

    `later_step` is from one later report to the next, `tick_room` from one line of a month to the next.
    """

    kind: str
    scale_width: float
    later_width: float
    later_step: float
    tick_room: float
    name_room: float

    @property
    def scale(self) -> Scale:
        return Scale([Stretch(FIRST, AFTER, 0, self.scale_width)])

    @property
    def width(self) -> float:
        return self.scale_width + self.later_width


WIDE = Format("wide", WIDTH, LATER, 73, 68, 140)
NARROW = Format("narrow", 224, 120, 50, 33, 66)


class Drawn(NamedTuple):
    """Where a report is drawn: from where to where its date reaches, and what room it needs for that."""

    report: Report
    start: float
    end: float
    left: float
    right: float

    @property
    def is_mark(self) -> bool:
        return self.report.measure.look in MARKS

    def hides(self, other: "Drawn") -> bool:
        """Whether one of the two could not be read on top of the other: a mark can be on a bar that is longer."""
        if self.right <= other.left or other.right <= self.left:
            return False
        if self.is_mark == other.is_mark:
            return True
        bar = other if self.is_mark else self
        return bar.right - bar.left < SHORT_BAR


@record_part("situations", searched=True)
def situations(make: NodeFactory, record_id: str, items: nodes.bullet_list) -> list[nodes.Node]:
    """The custody of one person, drawn, and below it its signs and the table made of the list it was read from."""
    record = make.project.records[record_id]
    rows = []
    for one, item in zip(record.situations, items.children):
        _measure, who = split_item(item, one.measure)
        rows.append([measure_cell(make, one), cell(make.moment(one.date)), who, streams_cell(make, one.keys)])
    heads = [_("What"), _("From the first to the last report"), _("Who says so"), _("Stream")]
    line = line_of(make, record, with_months=True)
    signs = legend_list([record.situations], line[0].astext())
    signs["classes"].append(UNSEARCHED)
    reports = table(_("Reports on {title}").format(title=record.title), heads, rows, COLUMN_WIDTHS, [STACKED])
    return [*line, fold(_("What the signs mean, and each report with its sources"), signs, reports)]


def line_of(make: NodeFactory, record: Record, with_months: bool) -> list[svg_picture]:
    """The custody of one person, drawn."""
    language = make.project.language
    wide, narrow = (
        custody_line(record.situations, record.title, language, with_months, form) for form in (WIDE, NARROW)
    )
    return drawings(wide, narrow, in_words(record.situations, language))


def measure_cell(make: NodeFactory, one: Situation) -> Cell:
    """What a report says, in the law's own term and with its sign, where, and whether others bear it out."""
    name = nodes.Text(f"\u00a0{MEASURES[one.measure].in_words}")
    parts: list[list[nodes.Node]] = [[picture(sign_of(one.measure)), name]]
    if one.place:
        parts.append([make.link(make.project.records[one.place])])
    if one.confirmed:
        parts.append([nodes.Text(str(_("confirmed by the state")))])
    if one.disputed:
        parts.append([nodes.Text(str(_("disputed by others")))])
    return cell(*join_nodes(parts, ", "))


def legend_list(people: Sequence[Sequence[Situation]], drawn: str = "") -> nodes.bullet_list:
    """What the signs of these people's measures mean, and those of lines, if need be only where `drawn` has them."""
    reported = {one.measure for situations in people for one in situations}
    measures = [name for name in MEASURES if name in reported]
    items = [
        nodes.list_item("", nodes.paragraph("", "", picture(sign, words), nodes.Text(f" {words}")))
        for sign, words in legend(measures, drawn)
    ]
    return nodes.bullet_list("", *items, classes=["custody-legend"])


def custody_line(
    situations: Sequence[Situation], name: str, language: str, with_months: bool = False, form: Format = WIDE
) -> str:
    """The line of one person as SVG text; `name` says whose it is."""
    scale = form.scale
    drawn = [_place(report, scale) for report in reports(situations) if report.reach.first < AFTER]
    lanes = _lanes(drawn)
    head = HEAD if with_months else 0.0
    middle = head + ROW / 2
    height = head + ROW + LANE * max(lanes, default=0)
    parts = _months(form, language, height, with_months)
    at = [middle + LANE * lane for lane in lanes]
    tails = [_tail(each, scale) for each in drawn]
    edge = 0.0
    told = [*((each.start, each.end) for each in drawn), *filter(None, tails), (scale.end, scale.end)]
    for start, end in sorted(told):
        if start > edge:
            to_first = line(edge, middle, start, middle, class_="before")
            parts.append(_broken(edge, start, middle, "unknown") if edge else to_first)
        edge = max(edge, end)
    parts += [_broken(*tail, y, "open") for tail, y in zip(tails, at) if tail]
    # Marks last, so that no bar hides one.
    for each, y in sorted(zip(drawn, at), key=lambda pair: pair[0].is_mark):
        doubt = [_query(each.right - QUERY, y)] if each.report.told.disputed else []
        parts.append(_told(each.report.told, [*_drawn(each, scale, y), *doubt], language))
    x = form.scale_width + 10
    later = [(dates.span(one.date)[0].year, one) for one in situations if dates.span(one.date)[0] >= AFTER]
    for year, of_year in groupby(later, key=lambda pair: pair[0]):
        for _year, one in of_year:
            doubt = [_query(x + MARK, middle)] if one.disputed else []
            parts.append(_told(one, [*_sign(one.measure, x, middle, 2 * MARK), *doubt], language))
            x += SAME_YEAR + (QUERY if doubt else 0)
        x -= SAME_YEAR
        parts.append(text(x + MARK + YEAR_GAP, middle + 6, str(year), class_="when"))
        x += form.later_step
    return figure(form.width, height, name, in_words(situations, language), *parts, class_=f"custody {form.kind}")


def months(name: str, language: str) -> list[svg_picture]:
    """The months above many lines; `name` says what they are."""
    wide, narrow = (
        figure(form.width, HEAD, name, name, *_months(form, language, HEAD, True), class_=f"custody {form.kind}")
        for form in (WIDE, NARROW)
    )
    return drawings(wide, narrow, name)


def in_words(situations: Sequence[Situation], language: str) -> str:
    """The same as a sentence: `criminal detention, 27 July – 3 September 2018; release on bail, 3 September 2018`."""
    told = []
    for one in situations:
        words = _("{measure}, {date}, disputed") if one.disputed else _("{measure}, {date}")
        told.append(words.format(measure=MEASURES[one.measure].label, date=dates.in_words(one.date, language)))
    return "; ".join(told)


def month_names(scale: Scale, language: str, *heights: tuple[float, float], room: float) -> list[Element]:
    """The months of a scale, with a line for each from the top to the bottom of what it marks."""
    parts = []
    for tick in ticks(scale, language, room):
        parts += [line(tick.at, top, tick.at, bottom, class_="rule") for top, bottom in heights]
        parts.append(text(tick.at + 2, HEAD - 9, f"{tick.words} {tick.year}".strip(), class_="when"))
    return parts


def _months(form: Format, language: str, bottom: float, with_names: bool) -> list[Element]:
    top = HEAD - 6 if with_names else 0
    places = ticks(form.scale, language, form.tick_room)
    lines = [line(tick.at, top, tick.at, bottom, class_="rule") for tick in places]
    if not with_names:
        return lines
    later = text(form.scale_width + 4, HEAD - 9, str(_("later")), class_="when")
    return [*lines, *month_names(form.scale, language, room=form.name_room), later]


def _place(report: Report, scale: Scale) -> Drawn:
    start, end = scale(report.reach.first), scale(report.reach.last)
    doubt = QUERY if report.told.disputed else 0.0
    if report.measure.look in MARKS:
        middle = (start + end) / 2
        right = max(end, middle + MARK)
        return Drawn(report, start, max(end, middle), min(start, middle - MARK), right + doubt)
    end = max(end, start + LEAST_BAR)
    return Drawn(report, start, end, start, end + doubt)


def _lanes(drawn: Sequence[Drawn]) -> list[int]:
    """The lane of each report: the first in which nothing hides it."""
    lanes: list[int] = []
    for number, each in enumerate(drawn):
        taken = {lane for other, lane in zip(drawn[:number], lanes) if each.hides(other)}
        lanes.append(next(lane for lane in range(number + 1) if lane not in taken))
    return lanes


def _tail(drawn: Drawn, scale: Scale) -> tuple[float, float] | None:
    """From where to where a report is the latest word after its last day, if it is for any time."""
    until = drawn.report.open_until
    end = scale(until) if until else scale.end
    return (drawn.end, end) if drawn.report.lasts and drawn.end < end else None


def _drawn(drawn: Drawn, scale: Scale, middle: float) -> list[Element]:
    """A bar from the first to the last day that is sure, lower before and after for as long as the date leaves open.

    Of a mark whose day is not known a line says between which days it lies.
    """
    measure, reach = drawn.report.told.measure, drawn.report.reach
    if drawn.is_mark:
        span = [line(drawn.start, middle, drawn.end, middle, class_="span")] if drawn.end > drawn.start else []
        return [*span, *_mark(measure, (drawn.start + drawn.end) / 2, middle)]
    if not reach.is_sure_of_a_day:
        return _bar(measure, drawn.start, drawn.end, middle, LOW_BAR)
    begun = scale(reach.begun)
    until = max(scale(reach.until), begun + LEAST_BAR)
    parts = _bar(measure, begun, until, middle)
    for start, end in ((drawn.start, begun), (until, drawn.end)):
        if start < end:
            parts += _bar(measure, start, end, middle, LOW_BAR)
    return parts


def _query(x: float, middle: float) -> Element:
    """The question mark behind what others contradict."""
    return text(x + 2, middle + 5, "?", class_="when disputed")


def _told(one: Situation, drawn: Sequence[Element], language: str) -> Element:
    """A report as it is drawn, with its words for whoever points at it."""
    return element("g", element("title", in_words([one], language)), *drawn)


def _bar(measure: str, start: float, end: float, middle: float, height: float = BAR) -> list[Element]:
    top, width = middle - height / 2, end - start
    look = MEASURES[measure].look
    parts = [rectangle(start, top, width, height, class_=look)]
    if look == "dashed":
        edge = [(start, top), (end, top), (end, top + height), (start, top + height), (start, top)]
        parts.append(element("path", d=broken([edge], 3, 2), class_="edge"))
    if look == "striped":
        shares = (1 / 3, 2 / 3) if height > LOW_BAR else (1 / 2,)
        parts += [line(start, top + height * share, end, top + height * share, class_="stripe") for share in shares]
    if look == "halved":
        parts.append(rectangle(start, middle, width, height / 2, class_="solid"))
    if look == "hatched":
        parts.append(element("path", d=hatched(start, top, width, height, HATCH), class_="hatching"))
    if look == "dotted":
        parts.append(_broken(start, end, middle, "dots", stroke_width=height / 4))
    return parts


def _broken(start: float, end: float, middle: float, class_: str, **attributes: float) -> Element:
    """A broken line that runs with the time; its class says how it is broken."""
    data = broken([[(start, middle), (end, middle)]], *BROKEN[class_])
    return element("path", d=data, class_=class_, **attributes)


def _shape(*corners: tuple[float, float], class_: str) -> Element:
    return element("polygon", points=" ".join(f"{x:g},{y:g}" for x, y in corners), class_=class_)


def _mark(measure: str, x: float, y: float, radius: float = MARK) -> list[Element]:
    return _marks(x, y, radius)[MEASURES[measure].look]


def _marks(x: float, y: float, radius: float) -> dict[str, list[Element]]:
    """What may stand at a place for what happens on a day, by the looks of measures."""
    left, right, top, bottom = x - radius, x + radius, y - radius, y + radius
    ring = element("circle", cx=x, cy=y, r=radius, class_="ring")
    return {
        "taken": [_shape((left, top), (right, top), (x, bottom), class_="solid step")],
        "taken-by-relatives": [_shape((left, top), (right, top), (x, bottom), class_="outline")],
        "hours": [_shape((x, top - 0.5), (right + 0.5, y), (x, bottom + 0.5), (left - 0.5, y), class_="outline")],
        "warned": [
            line(left, top, right, bottom, class_="cross"),
            line(left, bottom, right, top, class_="cross"),
        ],
        "indicted": [_shape((left, bottom), (right, bottom), (x, top), class_="solid step")],
        "in-court": [
            rectangle(left, top, 2 * radius, 2 * radius, class_="ring"),
            line(left, bottom, right, top, class_="cross"),  # no dot: a bar of one day that is dotted has one
        ],
        "sentenced": [rectangle(left, top, 2 * radius, 2 * radius, class_="solid step")],
        "unlisted": [line(x, top, x, bottom, class_="cross")],
        "heard-of": [ring, element("circle", cx=x, cy=y, r=radius / 3, class_="dot")],
        "released": [ring],
        "reported-free": [
            element("circle", cx=x, cy=y, r=radius, class_="ground"),
            element("path", d=broken_ring(x, y, radius, DASHES_OF_RING), class_="ring"),
        ],
    }


MARKS = _marks(0, 0, MARK).keys()  # the other looks are the fillings of bars


def _sign(measure: str, x: float, middle: float, width: float) -> list[Element]:
    """What stands for a measure where there is no scale: a mark, or a short bar with its filling."""
    if MEASURES[measure].look in MARKS:
        return _mark(measure, x, middle)
    return _bar(measure, x - width / 2, x + width / 2, middle)


def sign_of(measure: str) -> str:
    """The sign of a measure as a small SVG, to stand in a line before the words that say the same."""
    if MEASURES[measure].look in MARKS:
        width = height = SIGN_OF_MARK
        parts = _mark(measure, width / 2, height / 2, MARK_OF_SIGN)
    else:
        width, height = SIGN_WIDTH, SIGN_HEIGHT
        parts = _bar(measure, 1, width - 1, height / 2, height - 2)
    return sign(width, height, str(MEASURES[measure].label), *parts, class_="custody sign")


def legend(measures: Iterable[str], drawn: str = "") -> list[tuple[str, str]]:
    """What each sign means, as a small SVG and in words: those of the measures, then what lines and a low bar say.

    Where the SVG text of one drawing is given, of the latter only those that stand in it.
    """
    middle = KEY_HEIGHT / 2
    named = ((_sign(name, KEY_WIDTH / 2, middle, KEY_WIDTH - 2), MEASURES[name]) for name in measures)
    signs = [(parts, str(measure.label), measure.in_words) for parts, measure in named]
    low = [*_bar("reported-held", 1, 12, middle, LOW_BAR), *_bar("reported-held", 12, KEY_WIDTH - 1, middle)]
    span = [line(2, middle, KEY_WIDTH - 2, middle, class_="span"), *_mark("taken", KEY_WIDTH / 2, middle)]
    tail = [*_bar("reported-held", 1, 8, middle), _broken(8, KEY_WIDTH, middle, "open")]
    doubt = [*_mark("taken", MARK + 1, middle), _query(2 * MARK, middle)]
    # Each with what the drawing holds where it is used.
    lines = [
        (f'height="{LOW_BAR:g}"', low, _("half as high: only the month is known, not the day")),
        ('class="span"', span, _("a mark on a thin line: on one or some of these days")),
        ('class="open"', tail, _("a broken line behind it: no end of it is reported")),
        (
            'class="when disputed"',
            doubt,
            _("a question mark behind it: one source alone says so, and others contradict it"),
        ),
        ('class="unknown"', [_broken(0, KEY_WIDTH, middle, "unknown")], _("nothing is reported of this time")),
        ('class="before"', [line(0, middle, KEY_WIDTH, middle, class_="before")], _("before the first report")),
    ]
    signs += [(parts, str(words), str(words)) for trace, parts, words in lines if not drawn or trace in drawn]
    return [
        (figure(KEY_WIDTH, KEY_HEIGHT, name, name, *parts, class_="custody key"), words) for parts, name, words in signs
    ]
