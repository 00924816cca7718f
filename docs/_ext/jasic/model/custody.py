"""What may befall somebody in custody: the closed list of measures, and one of them as sources report it.

A report covers the days of its date and no others. What comes after its last day is neither freedom nor custody: until
a later report takes its place, nothing but that no end of it is reported can be said (`Report.is_open_on`).
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import NamedTuple

from ..translation import _
from . import dates


class Hold(Enum):
    """What a measure means for the person."""

    BY_LAW = _("held under a measure that the law names")
    UNNAMED = _("held, nobody says under which measure")
    MISSING = _("missing, which does not say that anybody held them")
    WATCHED = _("not locked up, but not at liberty")
    STEP = _("a step of the case")
    UNLISTED = _("no longer listed as held or missing")
    FREE = _("heard of, or at liberty")


@dataclass(frozen=True)
class Measure:
    """One measure; `chinese` is the term of law.

    `look` names the sign by which a figure draws it, which no other measure has: the filling of a bar, or a mark where
    it happens on a day. `follows` names measures of which one must have come before by law; a report without it is
    asked about. What is `brief` is over within about a day, so nobody was under it for the whole of a month that is
    given as its date.
    """

    label: str
    hold: Hold
    look: str
    chinese: str = ""
    follows: tuple[str, ...] = ()
    brief: bool = False

    @property
    def in_words(self) -> str:
        """What it is called, with the term of law."""
        return f"{self.label} {self.chinese}".strip()

    @property
    def is_moment(self) -> bool:
        return self.hold in (Hold.STEP, Hold.UNLISTED, Hold.FREE)

    @property
    def holds(self) -> bool:
        """Whether whoever is reported so counts as held."""
        return self.hold in (Hold.BY_LAW, Hold.UNNAMED)

    @property
    def is_missing(self) -> bool:
        return self.hold is Hold.MISSING

    @property
    def lasts(self) -> bool:
        """Whether it goes on until something else is reported."""
        return not self.is_moment and not self.brief


# In the order in which they usually come; the guide, the legend of the figures and the data print them so. What the law
# says of each stands in docs/reference/law.md.
MEASURES = {
    "taken": Measure(_("taken away"), Hold.UNNAMED, "taken"),
    "taken-by-relatives": Measure(_("taken away by relatives"), Hold.WATCHED, "taken-by-relatives"),
    "held-for-hours": Measure(_("held and let go within about a day"), Hold.BY_LAW, "hours", "传唤", brief=True),
    "warned": Measure(_("warned"), Hold.STEP, "warned"),
    "administrative-detention": Measure(_("administrative detention"), Hold.BY_LAW, "halved", "行政拘留"),
    "criminal-detention": Measure(_("criminal detention"), Hold.BY_LAW, "outline", "刑事拘留"),
    "residential-surveillance": Measure(
        _("residential surveillance at a designated place"), Hold.BY_LAW, "striped", "指定居所监视居住"
    ),
    "formal-arrest": Measure(
        _("formal arrest"), Hold.BY_LAW, "solid", "逮捕", ("criminal-detention", "residential-surveillance", "taken")
    ),
    "bail": Measure(_("release on bail"), Hold.WATCHED, "pale", "取保候审"),
    "indicted": Measure(_("indicted"), Hold.STEP, "indicted", "提起公诉"),
    "in-court": Measure(_("brought to court"), Hold.STEP, "in-court", "开庭"),
    "sentenced": Measure(_("sentenced"), Hold.STEP, "sentenced", "判决"),
    "watched": Measure(_("watched or confined at home"), Hold.WATCHED, "dotted"),
    "missing": Measure(_("missing"), Hold.MISSING, "dashed"),
    "reported-held": Measure(_("reported to be held"), Hold.UNNAMED, "hatched"),
    "unlisted": Measure(_("no longer listed as held or missing"), Hold.UNLISTED, "unlisted"),
    "heard-of": Measure(_("heard of again"), Hold.FREE, "heard-of"),
    "released": Measure(_("released"), Hold.FREE, "released"),
    "reported-free": Measure(_("reported to be free"), Hold.FREE, "reported-free"),
}
SINCE = "2018-07"  # the month from which on custody is recorded
AFTER = datetime.date(2020, 1, 1)  # nearly all reports lie before: until then the figures have a scale of days
CONFIRMED = "confirmed"  # by the state: what a line says behind date and place
DISPUTED = "disputed"  # said by one source alone, while others have the person elsewhere
SAID_OF = (CONFIRMED, DISPUTED)


@dataclass(frozen=True)
class Situation:
    """One line of a record of custody, such as `- bail, 2018-08-04: the support group {cite:p}`key``.

    `date` is EDTF as in other records: a day, or from the first to the last report, which may be open or uncertain.
    `place` is the id of a place or nothing; `note` the words behind the colon; `keys` are the sources cited for it.
    """

    measure: str
    date: str
    place: str
    confirmed: bool
    note: str
    line: int = field(repr=False)  # it moves without any reader seeing it
    keys: tuple[str, ...] = ()
    disputed: bool = False


class Report(NamedTuple):
    """One line of a record with what its date leaves open, and the date of the line that takes its place, if any."""

    told: Situation
    reach: dates.Reach
    successor: dates.Reach | None

    @property
    def measure(self) -> Measure:
        return MEASURES[self.told.measure]

    @property
    def lasts(self) -> bool:
        """Whether it goes on until something else is reported; what others contradict is said of its own days alone."""
        return self.measure.lasts and not self.told.disputed

    def covers(self, day: datetime.date) -> bool:
        """Whether the report is of that day for sure."""
        return not self.told.disputed and self.reach.begun <= day <= self.reach.until

    def may_cover(self, day: datetime.date) -> bool:
        """Whether its date allows that day; hours on an unknown day of a month are no measure that goes on."""
        is_hours_of_a_month = self.measure.brief and not self.reach.is_sure_of_a_day
        return self.reach.first <= day <= self.reach.last and not is_hours_of_a_month

    @property
    def open_until(self) -> datetime.date | None:
        """The first day after its last on which another report may have taken its place; none if none has."""
        return self.successor.first if self.successor else None

    def is_open_on(self, day: datetime.date) -> bool:
        """Whether on a day after its last it is still the latest word: no end of what it says is reported by then."""
        is_over = self.successor is not None and day >= self.successor.begun
        return self.lasts and self.reach.last < day and not is_over


def reports(situations: Sequence[Situation]) -> list[Report]:
    """The lines of a record, each with the first one that takes its place.

    That is one which surely ends later, one by which the person is free at its end, or one below it that begins as it
    ends. A step of a case says not where somebody is; a report of one day amid a longer one, which others repeat
    afterwards, ends nothing, nor does one that others contradict.
    """
    known, found = reaches(situations), []
    for number, (one, reach) in enumerate(known):
        others = ((place > number, other, after) for place, (other, after) in enumerate(known) if other is not one)
        successors = (after for is_below, other, after in others if _takes_place(other, after, reach, is_below))
        found.append(Report(one, reach, min(successors, default=None)))
    return found


def _takes_place(later: Situation, its: dates.Reach, reach: dates.Reach, is_below: bool) -> bool:
    hold = MEASURES[later.measure].hold
    ends_later = its.until > reach.until and its.last > reach.last
    frees_at_its_end = hold is Hold.FREE and its.until >= reach.until and its.last >= reach.last
    begins_at_its_end = is_below and its.first >= reach.last
    says_where = hold is not Hold.STEP and not later.disputed
    return says_where and (ends_later or frees_at_its_end or begins_at_its_end)


def reaches(situations: Sequence[Situation]) -> list[tuple[Situation, dates.Reach]]:
    """Each report with what its date leaves open.

    Reports stand in the order in which things happened, so one that is known to the month alone begins on no day
    before that of a report above it, and ends on none after that of a report below it.
    """
    known = [dates.reach(one.date) for one in situations]
    days = [reach.first if reach.first == reach.last else None for reach in known]
    made = []
    for number, (one, reach) in enumerate(zip(situations, known)):
        above = (day for day in days[:number] if day and reach.first <= day <= reach.begun)
        below = (day for day in days[number + 1 :] if day and reach.until <= day <= reach.last)
        first, last = max(above, default=reach.first), min(below, default=reach.last)
        made.append((one, dates.Reach(first, min(reach.begun, last), max(reach.until, first), last)))
    return made
