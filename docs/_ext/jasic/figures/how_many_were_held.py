"""How many were held on each day, by the reports of custody: areas over time, and the numbers of single days.

A report counts on the days that it covers. Whoever was last reported under a measure before, and of whom nothing later
is reported, is counted apart, since nobody knows whether it went on: so no area falls because reports end.
"""

import datetime
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import accumulate
from typing import NamedTuple
from xml.etree.ElementTree import Element

from docutils import nodes

from ..drawing.legend import USUAL_SPACING, legend, shade
from ..drawing.svg import element, figure, line, text
from ..drawing.text import USUAL, wrapped
from ..drawing.time_scale import Scale, Stretch
from ..model import dates
from ..model.custody import AFTER, MEASURES, Report, Situation, reports
from ..model.forms import FLAG
from ..nodes.elements import fold
from ..nodes.factory import NodeFactory
from ..nodes.pictures import drawings
from ..nodes.registry import view
from ..nodes.tables import STACKED, cell, table
from ..translation import _
from .custody import FIRST, HEAD, LATER, WIDTH, month_names

AREA_HEIGHT = 90.0  # of the figure of all
PERSON = 3.0  # the height of one person in the figure of measures
NUMBERS = 30.0  # the room for numbers of people beside the areas
LANE_NAME, LANE_AIR = 22.0, 8.0  # the room for a line of the name of a measure above its area; between two lanes
# Days of which a reader asks how many were held: the eve and the morrow of what changed much.
_EVES_AND_MORROWS = "2018-07-28 2018-08-25 2018-09-01 2018-09-04 2018-11-10 2019-01-22 2019-05-01 2019-07-27"
DAYS_TOLD = tuple(map(datetime.date.fromisoformat, _EVES_AND_MORROWS.split()))
NO_REPORT = "\u2013"

People = Sequence[Sequence[Situation]]


class Format(NamedTuple):
    """The measures of a drawing: its width, and the room for the name of a month."""

    kind: str
    width: float
    tick_room: float

    @property
    def scale(self) -> Scale:
        return Scale([Stretch(FIRST, AFTER, NUMBERS, self.width)])

    @property
    def classes(self) -> str:
        return f"custody totals {self.kind}"


WIDE = Format("wide", WIDTH + LATER, 44)
NARROW = Format("narrow", 344, 62)


class Count(NamedTuple):
    """How many people on one day: by reports that cover it, and those for whom the reports only leave it open.

    Whoever `held` does not count is counted in `missing`, and so on. It is open where only the month is known, where
    an earlier report is the latest word, and in a count of one measure where sources report another as well.
    """

    held: int
    missing: int
    open: int

    @property
    def sure(self) -> int:
        return self.held + self.missing


class Daily(NamedTuple):
    """Counts, and the days from which on each holds until the next."""

    days: Sequence[datetime.date]
    counts: Sequence[Count]

    @property
    def most(self) -> tuple[int, datetime.date]:
        """The most of whom reports of one day say it for sure, and the first day of which they do."""
        sure = [count.sure for count in self.counts]
        return max(sure), self.days[sure.index(max(sure))]


@view("held-each-day", FLAG)
def held_each_day(make: NodeFactory, argument: str) -> Sequence[nodes.Node]:
    """How many of those recorded were reported held or missing on each day, and of whom no release is reported."""
    people = [record.situations for record in make.project.of_kind("custody")]
    if not people:
        return []
    language, told = make.project.language, daily(people)
    wide, narrow = (totals(told, language, form) for form in (WIDE, NARROW))
    words = _("How many of {number} people were reported held or missing on each day").format(number=len(people))
    rows = []
    for day in DAYS_TOLD:
        numbers = held_on(day, people)
        rows.append([cell(make.moment(day.isoformat())), *(cell(nodes.Text(in_digits(each))) for each in numbers)])
    heads = [
        _("Day"),
        _("Held, by a report that covers the day"),
        _("Missing, by a report that covers the day"),
        _("Last reported held or missing and nothing else since, or disputed"),
    ]
    return [
        *drawings(wide, narrow, words),
        fold(_("The same as a table"), table(words, heads, rows, (28, 22, 22, 28), ["held-each-day", STACKED])),
    ]


@view("held-by-measure", FLAG)
def held_by_measure(make: NodeFactory, argument: str) -> Sequence[nodes.Node]:
    """How many are reported under each measure on each day, drawn, and as a table for days of which readers ask."""
    people = [record.situations for record in make.project.of_kind("custody")]
    if not people:
        return []
    language, counted = make.project.language, daily_by_measure(people)
    wide, narrow = (by_measure(counted, language, form) for form in (WIDE, NARROW))
    words = _(
        "How many were reported under each measure on each day; in brackets those for whom the reports leave it open"
    )
    rows = []
    for name, each_day in counted.items():
        numbers = [with_open(held_under(name, day, people)) for day in DAYS_TOLD]
        most, highest = each_day.most
        day_of_most = dates.in_words(highest.isoformat(), language, short=True)
        told_most = _("{number} on {day}").format(number=most, day=day_of_most)
        told = (MEASURES[name].label, told_most if most else NO_REPORT, *numbers)
        rows.append([cell(nodes.Text(str(words))) for words in told])
    days = [dates.in_words(day.isoformat(), language, short=True) for day in DAYS_TOLD]
    heads = [_("Measure"), _("Most by reports of one day"), *days]
    measures = table(words, heads, rows, (46, 34, *(15 for day in days)), ["held-by-measure", STACKED])
    return [*drawings(wide, narrow, words), fold(_("The same as a table"), measures)]


def in_digits(number: int) -> str:
    """A number of people; where nobody is reported, no naught, which would say that nobody was held."""
    return str(number) if number else NO_REPORT


def with_open(count: Count) -> str:
    """How many are reported for sure, and in brackets those for whom it is open: `7 (+5)`."""
    if not count.open:
        return in_digits(count.sure)
    return f"{count.sure}\u00a0(+{count.open})" if count.sure else f"(+{count.open})"


def daily(people: People) -> Daily:
    """How many were held or missing from each day on which that changed."""
    days = _days_of_change(people)
    return Daily(days, [held_on(day, people) for day in days])


def daily_by_measure(people: People) -> dict[str, Daily]:
    """The same of each measure that was reported."""
    days = _days_of_change(people)
    return {name: Daily(days, [held_under(name, day, people) for day in days]) for name in measures_reported(people)}


@cache
def _reports(situations: tuple[Situation, ...]) -> list[Report]:
    """Those of one person, which are asked for every day."""
    return reports(situations)


def held_on(day: datetime.date, people: People) -> Count:
    """How many were held or missing on a day."""
    held = missing = left_open = 0
    for situations in people:
        told = [one for one in _reports(tuple(situations)) if one.measure.holds or one.measure.is_missing]
        if any(one.covers(day) and one.measure.holds for one in told):
            held += 1
        elif any(one.covers(day) for one in told):
            missing += 1
        elif any((one.may_cover(day) and one.measure.lasts) or one.is_open_on(day) for one in told):
            left_open += 1
    return Count(held, missing, left_open)


def held_under(measure: str, day: datetime.date, people: People) -> Count:
    """How many are reported under a measure on a day, `held` meaning under this one, whatever it is."""
    sure = left_open = 0
    # Asked for every day and measure: of whom it is never reported, nothing else need be looked at.
    for situations in (each for each in people if any(one.measure == measure for one in each)):
        told = [one for one in _reports(tuple(situations)) if not one.measure.is_moment]
        named = [one for one in told if one.may_cover(day)]
        if any(one.told.measure == measure and one.covers(day) for one in named):
            is_alone = all(one.told.measure == measure for one in named)
            sure, left_open = sure + is_alone, left_open + (not is_alone)
        elif any(one.told.measure == measure and (one in named or one.is_open_on(day)) for one in told):
            left_open += 1
    return Count(sure, 0, left_open)


def totals(told: Daily, language: str, form: Format = WIDE) -> str:
    """How many were held or missing on each day, and of how many more no release is reported."""
    scale = form.scale
    top = max(map(sum, told.counts)) or 1
    base, unit = HEAD + AREA_HEIGHT, AREA_HEIGHT / top
    parts = month_names(scale, language, (HEAD - 6, base), room=form.tick_room)
    parts += _areas(told, scale, base, unit)
    parts += [
        text(0, base - number * unit + 4, str(number), class_="when value") for number in (0, *range(10, top + 1, 10))
    ]
    _number, day = told.most
    count = told.counts[told.days.index(day)]
    words = _("By reports of one day most on {day}: {held} held, {missing} missing.").format(
        day=dates.in_words(day.isoformat(), language), held=count.held, missing=count.missing
    )
    shades = (
        shade("low", str(_("held, by a report of that day"))),
        shade("middling", str(_("missing, by a report of that day"))),
        shade("high", str(_("disputed, or last reported held or missing"))),
    )
    explained, end = legend(0, base + USUAL_SPACING.row, form.width, shades)
    name = str(_("How many were reported held or missing on each day"))
    return figure(form.width, end, name, words, *parts, *explained, class_=form.classes)


def by_measure(told: Mapping[str, Daily], language: str, form: Format = WIDE) -> str:
    """How many were reported under each measure on each day: a lane for each, on one scale of time and number."""
    scale = form.scale
    y, lanes, said = HEAD, list[Element](), list[str]()
    heights = [(HEAD - 6, HEAD)]  # where lines of months run: through no name
    for name, lane in told.items():
        number, day = lane.most
        words = str(_("{measure}: at least {number}") if number else _("{measure}: of no day for sure"))
        words = words.format(measure=MEASURES[name].label, number=number)
        on_day = _("on {day}").format(day=dates.in_words(day.isoformat(), language)) if number else ""
        whole = f"{words} {on_day}".rstrip()  # a phone has room for the number alone
        for row in [whole] if form is WIDE else wrapped(words, form.width - NUMBERS, USUAL):
            y += LANE_NAME
            lanes.append(text(NUMBERS + 2, y - 5, row, class_="lane-name"))
        most, top = max(map(sum, lane.counts)), y
        base = top + most * PERSON
        lanes.append(text(0, top + 4, str(most), class_="when value"))
        lanes += [line(NUMBERS - 8, height, form.width, height, class_="rule") for height in (top, base)]
        lanes += _areas(lane, scale, base, PERSON)
        heights.append((top, base))
        said.append(whole)
        y = base + LANE_AIR
    months = month_names(scale, language, *heights, room=form.tick_room)
    shades = (
        shade("low", str(_("under this measure alone"))),
        shade("high", str(_("left open by the reports"))),
    )
    explained, end = legend(0, y + USUAL_SPACING.row / 2, form.width, shades)
    name = str(_("How many were reported under each measure on each day"))
    return figure(form.width, end, name, "; ".join(said), *months, *lanes, *explained, class_=form.classes)


def measures_reported(people: People) -> list[str]:
    """The measures that go on until something else is reported, and are reported of a day of the scale."""
    drawn = {one.measure for person in people for one in person if dates.span(one.date)[0] < AFTER}
    return [name for name, measure in MEASURES.items() if name in drawn and measure.lasts]


def _days_of_change(people: People) -> list[datetime.date]:
    changes = {day for person in people for report in _reports(tuple(person)) for day in _changes(report)} | {FIRST}
    return sorted(day for day in changes if FIRST <= day < AFTER)


def _changes(report: Report) -> list[datetime.date]:
    """The days on which a report begins to count, for possible or for sure, and those on which it has ceased to."""
    a_day = datetime.timedelta(days=1)
    first, begun, until, last = report.reach
    ended = [report.successor.begun] if report.successor else []
    return [first, begun, until + a_day, last + a_day, *ended]


def _areas(told: Daily, scale: Scale, base: float, unit: float) -> list[Element]:
    """Areas in steps, each of which holds until the next day of change: all first, then those counted before."""

    def steps(values: Sequence[int]) -> str:
        path = "".join(
            f"V{base - value * unit:g}H{scale(until):g}" for value, until in zip(values, [*told.days[1:], AFTER])
        )
        return f"M{scale(told.days[0]):g} {base:g}{path}V{base:g}z"

    held, with_missing, all_of_them = zip(*(accumulate(count) for count in told.counts))
    areas = [element("path", d=steps(all_of_them), class_="high")]
    if with_missing != held:
        areas.append(element("path", d=steps(with_missing), class_="middling"))
    return [*areas, element("path", d=steps(held), class_="low")]
