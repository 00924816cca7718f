"""Scales of time: from a day to a place along a figure, and the days that are marked on it.

A scale is made of stretches, in each of which time runs evenly. That of one phase has one; that of the whole struggle
gives each phase the room that its events need, so that a week in which much happened is wider than a quiet year. What
lies before the first day or after the last has a short stretch of its own, so that every line of days is whole.
"""

import datetime
from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import fsum, sqrt
from typing import NamedTuple

from ..model import dates
from ..model.phases import Phase

Day = datetime.date
MONTHS_OF_YEAR, DAYS_OF_YEAR = 12, 365


class Stretch(NamedTuple):
    """From a day up to, but without, another, and from one place of the figure to another in SVG units."""

    first: Day
    after: Day
    start: float
    end: float


class Scale:
    """Places of days; what lies outside the scale stands at its end."""

    def __init__(
        self, stretches: Sequence[Stretch], earlier: Stretch | None = None, later: Stretch | None = None
    ) -> None:
        """The stretches in order; `earlier` comes before them and `later` after them."""
        self.earlier, self.later = earlier, later
        self.stretches = [stretch for stretch in (earlier, *stretches, later) if stretch]

    def __call__(self, day: Day) -> float:
        first, after, start, end = next((each for each in self.stretches if day < each.after), self.stretches[-1])
        share = (day - first).days / (after - first).days
        return start + (end - start) * min(1, max(0, share))

    @property
    def start(self) -> float:
        return self.stretches[0].start

    @property
    def end(self) -> float:
        return self.stretches[-1].end

    def span(self, date: str) -> tuple[float, float]:
        """Where an EDTF date begins and ends; one day is one place."""
        first, last = dates.span(date)
        return self(first), self(last)

    def middle(self, date: str) -> float:
        """Where a mark stands for an EDTF date: in the middle of the days that it allows."""
        return self(dates.middle(date))


class Band(NamedTuple):
    """What a phase has of a figure."""

    phase: Phase
    start: float
    end: float


def bands(phases: Sequence[Phase], start: float, end: float, least: float) -> list[Band]:
    """The room of each phase, by the square root of the number of its events, but never less than `least`.

    The root, so that a phase with four times the events has twice the room and none is crowded out.
    """
    weights = [sqrt(len(phase.events)) for phase in phases]
    narrow: set[int] = set()
    while True:  # each turn gives their least to those that would have less, and shares out the rest anew
        rest = end - start - least * len(narrow)
        unit = rest / fsum(weight for number, weight in enumerate(weights) if number not in narrow)
        more = {number for number, weight in enumerate(weights) if weight * unit < least} - narrow
        if not more or len(narrow | more) == len(weights):
            break
        narrow |= more
    made: list[Band] = []
    for number, (phase, weight) in enumerate(zip(phases, weights)):
        begin = made[-1].end if made else start
        made.append(Band(phase, begin, begin + (least if number in narrow else weight * unit)))
    return made


def with_ends(stretches: Sequence[Stretch], earlier: Day, after: Day, room: float) -> Scale:
    """A scale whose outer stretches give `room` units each to what lies before and behind them, if anything does.

    `earlier` is the first day of all, `after` the day on which all is over.
    """
    within = list(stretches)
    before = behind = None
    if earlier < (first := within[0]).first:
        before = Stretch(earlier, first.first, first.start, first.start + room)
        within[0] = first._replace(start=before.end)
    if after > (last := within[-1]).after:
        behind = Stretch(last.after, after, last.end - room, last.end)
        within[-1] = last._replace(end=behind.start)
    return Scale(within, before, behind)


class Tick(NamedTuple):
    """A day that is marked on a scale: its place, its name, and the year below it where that has changed.

    The words stand to the right of the place; those of the last day, if `is_end`, to its left.
    """

    at: float
    words: str
    year: str
    is_end: bool = False


class Step(NamedTuple):
    """From one tick to the next: so many days, months or years."""

    days: int = 0
    months: int = 0
    years: int = 0

    def days_between(self, first: Day, after: Day) -> Iterator[Day]:
        """The days that this step marks; months and years at round numbers, days from the first on."""
        if self.days:
            yield from (first + datetime.timedelta(n) for n in range(0, (after - first).days, self.days))
            return
        for month in range(first.year * MONTHS_OF_YEAR, (after.year + 1) * MONTHS_OF_YEAR):
            year, number = divmod(month, MONTHS_OF_YEAR)
            if first <= (day := Day(year, number + 1, 1)) < after and (
                number % self.months == 0 if self.months else number == 0 and year % self.years == 0
            ):
                yield day

    def name(self, day: Day, language: str) -> str:
        if self.days:
            return dates.day_and_month(day, language)
        return dates.month_name(day.month, language) if self.months else str(day.year)


MONTH, YEAR = Step(months=1), Step(years=1)
DAYS = tuple(Step(days=days) for days in (1, 2, 5, 7, 14))
MONTHS_AND_YEARS = (*(Step(months=months) for months in (1, 2, 3, 6)), *(Step(years=years) for years in (1, 2, 5, 10)))


def ticks(scale: Scale, language: str, room: float, steps: Sequence[Step] = MONTHS_AND_YEARS) -> list[Tick]:
    """Days to mark on a scale, `room` units or more from each other and from its end, so that each has its words.

    What lies before the phases begins with its year, or in the same year with its month. A stretch has its first day
    marked too, and the scale its last, where there is room: so no month and no year at an end is without its name.
    """
    made: list[Tick] = []
    year, month = 0, 0

    def mark(day: Day, at: float, step: Step, is_end: bool = False) -> None:
        nonlocal year, month
        is_year_said = day.year == year or bool(step.years)
        made.append(Tick(at, step.name(day, language), "" if is_year_said else str(day.year), is_end))
        year, month = day.year, day.month

    end = scale.end - (room if scale.later else 0)  # whose last day is always marked
    last_step = MONTH
    for stretch in scale.stretches:
        if stretch is scale.earlier:
            mark(stretch.first, stretch.start, MONTH if stretch.first.year == stretch.after.year else YEAR)
            continue
        if stretch is scale.later:
            continue
        step = last_step = _finest(scale, stretch, room, steps)
        days = list(step.days_between(stretch.first, stretch.after))
        is_first_free = not days or scale(days[0]) - scale(stretch.first) >= room
        if is_first_free and (stretch.first.year, stretch.first.month) != (year, month):
            days.insert(0, stretch.first)
        for day in days:
            at = scale(day)
            if (made and at - made[-1].at < room) or end - at < room:
                continue
            mark(day, at, MONTH if step.years and (day.month, day.day) != (1, 1) else step)
    last = scale.stretches[-1].after - datetime.timedelta(days=1)
    is_said = not last_step.days and (last.year, last.month) == (year, month)
    if scale.later or not made or (scale.end - made[-1].at >= 2 * room and not is_said):
        mark(last, scale.end, last_step if last_step.days else MONTH, is_end=True)
    return made


def _finest(scale: Scale, stretch: Stretch, room: float, steps: Sequence[Step]) -> Step:
    """The finest step for which a stretch has room; where it has none for any, the finest of all, to be thinned out.

    Nothing shorter than two years is marked by years, or nobody could tell its months.
    """
    are_years_enough = (stretch.after - stretch.first).days > 2 * DAYS_OF_YEAR
    for step in steps:
        places = [scale(day) for day in step.days_between(stretch.first, stretch.after)]
        if all(b - a >= room for a, b in pairwise(places)) and (are_years_enough or not step.years):
            return step
    return steps[0]
