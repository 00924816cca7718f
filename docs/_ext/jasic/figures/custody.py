"""What befell people in custody: a line of time for each, and how many were held on each day.

A bar reaches from the first to the last report of a measure, and its filling says which: form tells them apart, not
colour. It is low where only the month is known in which it began or ended. What comes after the last report is dotted,
since nothing is known of it; what is reported later than the scale reaches stands at its right end with its year. All
sizes are in SVG units, which are pixels where nothing is scaled.
"""

import datetime
from collections.abc import Sequence
from functools import cache
from itertools import groupby
from typing import NamedTuple
from xml.etree.ElementTree import Element

from ..model import dates
from ..model.custody import MEASURES, SINCE, Situation, reaches
from ..model.records import Record
from ..translation import _
from .svg import element, figure, line, rectangle, text
from .text import wrapped
from .time import MONTHS_AND_YEARS, Scale, Stretch, ticks

FIRST, AFTER = datetime.date.fromisoformat(f"{SINCE}-01"), datetime.date(2020, 1, 1)  # nearly all reports lie between
WIDTH, LATER = 520.0, 112.0  # of the scale, and of what is later than it
HEAD, ROW, BAR = 20.0, 26.0, 12.0  # the height of the months, of a line, and of a bar in it
LOW_BAR = 4.0  # the height of a bar where nobody knows the day
LEAST_BAR = 3.0  # so that a day can be seen
LATER_STEP, SAME_YEAR = 54.0, 12.0  # from one later report to the next, and to one that shares its year
TICK_ROOM, TOTALS_TICK_ROOM = 68.0, 44.0  # for the name of a month with its year: above a line; above areas
MARK = 4.0  # the radius of a moment
STEP_HEIGHT = 90.0  # of the figure of totals
PERSON = 3.0  # the height of one person in the figure of measures
LANE_NAME, LANE_AIR = 22.0, 8.0  # the room for a line of the name of a measure above its area; between two lanes
LANE_LETTERS = 18.0  # the size of that name on a phone, where it is largest
# Days of which a reader asks how many were held: the eve and the morrow of what changed much.
DAYS_TOLD = tuple(
    datetime.date.fromisoformat(day)
    for day in (
        "2018-07-28",
        "2018-08-25",
        "2018-09-01",
        "2018-09-04",
        "2018-11-10",
        "2019-01-22",
        "2019-05-01",
        "2019-07-27",
    )
)


class Drawn(NamedTuple):
    """A report as it is drawn: from where to where it reaches, and how."""

    start: float
    end: float
    shape: Element


def custody_line(situations: Sequence[Situation], name: str, language: str, with_months: bool = False) -> str:
    """The line of one person as SVG text; `name` says whose it is."""
    scale = Scale([Stretch(FIRST, AFTER, 0, WIDTH)])
    head = HEAD if with_months else 0.0
    middle = head + ROW / 2
    parts = _months(scale, language, head + ROW, with_months)
    inside = [(one, reach) for one, reach in reaches(situations) if reach.first < AFTER]
    reports = [_report(one, reach, scale, middle, language) for one, reach in inside]
    edge = 0.0
    for report in reports:
        if report.start > edge:
            parts.append(line(edge, middle, report.start, middle, class_="unknown" if edge else "before"))
        edge = max(edge, report.end)
    parts.append(line(edge, middle, WIDTH, middle, class_="unknown"))
    # The longest first, so that none hides a shorter one.
    parts += [report.shape for report in sorted(reports, key=lambda report: report.start - report.end)]
    x = WIDTH + 10
    later = ((dates.span(one.date)[0].year, one) for one in situations if dates.span(one.date)[0] >= AFTER)
    for year, of_year in groupby(later, key=lambda pair: pair[0]):
        for _year, one in of_year:
            parts.append(_told(one, _sign(one.measure, x, middle), language))
            x += SAME_YEAR
        x -= SAME_YEAR
        parts.append(text(x + 7, middle + 4, str(year), class_="when later"))
        x += LATER_STEP
    return figure(WIDTH + LATER, head + ROW, name, in_words(situations, language), *parts, class_="custody")


def months(name: str, language: str) -> str:
    """The months above many lines, as SVG text; `name` says what they are."""
    parts = _months(Scale([Stretch(FIRST, AFTER, 0, WIDTH)]), language, HEAD, True)
    return figure(WIDTH + LATER, HEAD, name, name, *parts, class_="custody")


def in_words(situations: Sequence[Situation], language: str) -> str:
    """The same as a sentence: `criminal detention, 27 July – 3 September 2018; release on bail, 3 September 2018`."""
    return "; ".join(f"{MEASURES[one.measure].label}, {dates.in_words(one.date, language)}" for one in situations)


def _months(scale: Scale, language: str, bottom: float, with_names: bool, room: float = TICK_ROOM) -> list[Element]:
    parts = []
    for number, tick in enumerate(ticks(scale, language, room, MONTHS_AND_YEARS)):
        parts.append(line(tick.at, HEAD - 6 if with_names else 0, tick.at, bottom, class_="rule"))
        if with_names:
            class_ = "when between" if number % 2 else "when"  # a phone has room for every other name
            parts.append(text(tick.at + 2, HEAD - 9, f"{tick.words} {tick.year}".strip(), class_=class_))
    if with_names:
        parts.append(text(WIDTH + 4, HEAD - 9, str(_("later")), class_="when"))
    return parts


def _report(one: Situation, reach: dates.Reach, scale: Scale, middle: float, language: str) -> Drawn:
    """A bar from the first to the last day that is sure, lower before and after for as long as the date leaves open.

    What happens on one day is a mark; of which only the month is known, it stands in the middle of a thin line.
    """
    measure = MEASURES[one.measure]
    first, begun, until, last = map(scale, reach)
    if measure.is_moment or (measure.brief and not reach.is_sure_of_a_day):
        at = (first + last) / 2
        open_days = [line(first, middle, last, middle, class_="span")] if last > first else []
        sign = _moment(one.measure, at, middle) if measure.is_moment else _bar(one.measure, at, at + LEAST_BAR, middle)
        return Drawn(first, max(last, at), _told(one, [*open_days, *sign], language))
    if not reach.is_sure_of_a_day:
        last = max(last, first + LEAST_BAR)
        return Drawn(first, last, _told(one, _bar(one.measure, first, last, middle, LOW_BAR), language))
    until = max(until, begun + LEAST_BAR)
    last = max(last, until)
    parts = _bar(one.measure, begun, until, middle)
    for start, end in ((first, begun), (until, last)):
        if start < end:
            parts += _bar(one.measure, start, end, middle, LOW_BAR)
    return Drawn(first, last, _told(one, parts, language))


def _told(one: Situation, drawn: Sequence[Element], language: str) -> Element:
    """A report as it is drawn, with its words for whoever points at it."""
    return element("g", element("title", in_words([one], language)), *drawn)


def _bar(measure: str, start: float, end: float, middle: float, height: float = BAR) -> list[Element]:
    top, width = middle - height / 2, end - start
    look = MEASURES[measure].look
    parts = [rectangle(start, top, width, height, class_=look)]
    if look == "striped":
        shares = (1 / 3, 2 / 3) if height == BAR else (1 / 2,)
        parts += [line(start, top + height * share, end, top + height * share, class_="stripe") for share in shares]
    if look == "hatched":
        parts.append(line(start, middle, end, middle, class_="hatching", stroke_width=height))
    return parts


def _moment(measure: str, x: float, middle: float) -> list[Element]:
    if MEASURES[measure].look == "end":
        return [element("circle", cx=x, cy=middle, r=MARK, class_="ring")]
    return [rectangle(x - MARK, middle - MARK, 2 * MARK, 2 * MARK, class_="solid step")]


def _sign(measure: str, x: float, middle: float) -> list[Element]:
    """What stands for a measure where there is no scale: a moment, or a short bar with its filling."""
    if MEASURES[measure].is_moment:
        return _moment(measure, x, middle)
    return _bar(measure, x - MARK, x + MARK, middle)


def legend() -> list[tuple[str, str]]:
    """What each sign means, as a small SVG and in words: the fillings, then what a line and a low bar say."""
    alike: dict[str, list[str]] = {}
    for name, measure in MEASURES.items():
        alike.setdefault(measure.look, []).append(name)
    entries: list[tuple[list[Element], str]] = []
    for names in alike.values():
        words = ", ".join(str(MEASURES[name].label) for name in names)
        moment = MEASURES[names[0]].is_moment
        entries.append((_moment(names[0], 12, 8) if moment else _bar(names[0], 0, 24, 8), words))
    low = [*_bar("missing", 0, 12, 8, LOW_BAR), *_bar("missing", 12, 24, 8)]
    entries += [
        (low, str(_("low, with any filling: the day is not known, only the month"))),
        ([line(0, 8, 24, 8, class_="before")], str(_("before the first report"))),
        ([line(0, 8, 24, 8, class_="unknown")], str(_("nothing is reported of this time"))),
    ]
    return [(figure(24, 16, words, words, *parts, class_="custody key"), words) for parts, words in entries]


# ---- How many ----


@cache
def _reaches(situations: tuple[Situation, ...]) -> list[tuple[Situation, dates.Reach]]:
    """Those of one person, which are asked for every day."""
    return reaches(situations)


def held_on(day: datetime.date, people: Sequence[Sequence[Situation]]) -> tuple[int, int]:
    """How many were held on a day: the least and the most that the reports leave possible.

    The least are those whom a report covers for sure; the most are, besides, those whom one may cover whose day is not
    known, and those last reported held before, of whom nothing says that they were let go.
    """
    least = most = 0
    for situations in people:
        covered = possible = False
        for one, reach in _reaches(tuple(situations)):
            measure = MEASURES[one.measure]
            if reach.first > day or (measure.is_moment and measure.look != "end"):
                continue
            covered = covered or (measure.holds and reach.begun <= day <= reach.until)
            if reach.begun <= day:  # what was before is over
                possible = measure.holds and not measure.brief
            else:
                possible = possible or (measure.holds and not measure.brief)
        least, most = least + covered, most + (covered or possible)
    return least, most


def held_under(measure: str, day: datetime.date, people: Sequence[Sequence[Situation]]) -> tuple[int, int]:
    """How many reports put under a measure on a day: those of whom that alone is reported for sure, and all."""
    least = most = 0
    for situations in people:
        reported: dict[str, bool] = {}
        for one, reach in _reaches(tuple(situations)):
            if reach.first <= day <= reach.last and _lasts(one, reach):
                reported[one.measure] = reported.get(one.measure, False) or reach.begun <= day <= reach.until
        least, most = least + (reported == {measure: True}), most + (measure in reported)
    return least, most


def _lasts(one: Situation, reach: dates.Reach) -> bool:
    """Whether a report puts somebody under a measure for the days that it allows: no moment, no hours of a month."""
    measure = MEASURES[one.measure]
    return not measure.is_moment and (reach.is_sure_of_a_day or not measure.brief)


def totals(people: Sequence[Sequence[Situation]], language: str) -> str:
    """How many were held or missing on each day, from the least to the most that the reports leave possible."""
    scale = Scale([Stretch(FIRST, AFTER, 30, WIDTH + LATER)])
    days = _days_of_change(people)
    numbers = [held_on(day, people) for day in days]
    top = max(most for _least, most in numbers) or 1
    base, unit = HEAD + STEP_HEIGHT, STEP_HEIGHT / top
    parts = _months(scale, language, base, True, TOTALS_TICK_ROOM)[:-1]
    parts += _areas(days, numbers, scale, base, unit)
    parts += [
        text(0, base - number * unit + 4, str(number), class_="when value") for number in (0, *range(10, top + 1, 10))
    ]
    peak = max(range(len(days)), key=lambda place: numbers[place][1])
    words = _("At most on {day}: {least} by reports of that day, {most} if nobody was let go unreported.").format(
        day=dates.in_words(days[peak].isoformat(), language), least=numbers[peak][0], most=numbers[peak][1]
    )
    name = str(_("How many were held or missing on each day"))
    return figure(WIDTH + LATER, base + 4, name, words, *parts, class_="custody totals")


def by_measure(people: Sequence[Sequence[Situation]], language: str) -> str:
    """How many were under each measure on each day: a lane for each measure, all on one scale of time and number."""
    scale = Scale([Stretch(FIRST, AFTER, 0, WIDTH + LATER)])
    days = _days_of_change(people)
    y, lanes, said = HEAD, list[Element](), list[str]()
    for name in measures_reported(people):
        numbers = [held_under(name, day, people) for day in days]
        most, highest = max_on(name, people)
        words = _("{measure}: at most {number}, first on {day}").format(
            measure=MEASURES[name].label, number=most, day=dates.in_words(highest.isoformat(), language)
        )
        for row in wrapped(words, WIDTH + LATER, LANE_LETTERS):
            y += LANE_NAME
            lanes += [text(2, y - 5, row, class_="lane-name")]
        base = y + most * PERSON
        lanes += [line(0, base, WIDTH + LATER, base, class_="rule"), *_areas(days, numbers, scale, base, PERSON)]
        said.append(words)
        y = base + LANE_AIR
    months = _months(scale, language, y, True, TOTALS_TICK_ROOM)[:-1]
    name = str(_("How many were under each measure on each day"))
    return figure(WIDTH + LATER, y, name, "; ".join(said), *months, *lanes, class_="custody totals")


def max_on(measure: str, people: Sequence[Sequence[Situation]]) -> tuple[int, datetime.date]:
    """The most who were under a measure on any day of the scale, and the first day on which they were."""
    days = _days_of_change(people)
    numbers = [held_under(measure, day, people)[1] for day in days]
    return max(numbers), days[numbers.index(max(numbers))]


def measures_reported(people: Sequence[Sequence[Situation]]) -> list[str]:
    """The measures that last and of which there is a report for a day of the scale, in their order."""
    drawn = {one.measure for person in people for one in person if dates.span(one.date)[0] < AFTER}
    return [name for name, measure in MEASURES.items() if name in drawn and not measure.is_moment]


def _days_of_change(people: Sequence[Sequence[Situation]]) -> list[datetime.date]:
    changes = {day for person in people for _one, reach in _reaches(tuple(person)) for day in _changes(reach)} | {FIRST}
    return sorted(day for day in changes if FIRST <= day < AFTER)


def _areas(
    days: Sequence[datetime.date], numbers: Sequence[tuple[int, int]], scale: Scale, base: float, unit: float
) -> list[Element]:
    """The areas of the most and of the least in steps, each of which holds until the next day of change."""

    def steps(values: Sequence[int]) -> str:
        path = "".join(f"V{base - value * unit:g}H{scale(until):g}" for value, until in zip(values, [*days[1:], AFTER]))
        return f"M{scale(days[0]):g} {base:g}{path}V{base:g}z"

    least, most = zip(*numbers)
    return [element("path", d=steps(most), class_="high"), element("path", d=steps(least), class_="low")]


def _changes(reach: dates.Reach) -> tuple[datetime.date, ...]:
    """The days on which a report begins to count, for possible or for sure, and those on which it has ceased to."""
    a_day = datetime.timedelta(days=1)
    return reach.first, reach.begun, reach.until + a_day, reach.last + a_day


def first_hold(record: Record) -> str:
    """When somebody was first held for more than hours, for ordering; of whom there is no such report, the first."""
    long = [one for one in record.situations if MEASURES[one.measure].holds and not MEASURES[one.measure].brief]
    return (long or record.situations)[0].date
