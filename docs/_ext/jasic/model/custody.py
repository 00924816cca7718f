"""What may befall somebody in custody: the closed list of measures, and one of them as sources report it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum

from ..translation import _
from . import dates


class Hold(Enum):
    """What a measure means for the person."""

    BY_LAW = _("held under a measure that the law names")
    UNNAMED = _("held or missing, nobody says under which measure")
    WATCHED = _("not locked up, but not at liberty")
    STEP = _("a step of the case")
    FREE = _("heard of, or at liberty")


@dataclass(frozen=True)
class Measure:
    """One measure; `chinese` is the term of law.

    `look` is how a figure draws it: the filling of a bar, or for a moment `step` or `end`. `follows` names measures of
    which one must have come before by law; a report without it is asked about. What is `brief` is over within about a
    day, so nobody was under it for the whole of a month that is given as its date.
    """

    label: str
    hold: Hold
    look: str
    chinese: str = ""
    follows: tuple[str, ...] = ()
    brief: bool = False

    @property
    def is_moment(self) -> bool:
        return self.hold in (Hold.STEP, Hold.FREE)

    @property
    def holds(self) -> bool:
        """Whether whoever is reported so counts as held."""
        return self.hold in (Hold.BY_LAW, Hold.UNNAMED)


# In the order in which they usually come; the guide, the legend of the figures and the data print them so. What the law
# says of each stands in docs/reference/law.md.
MEASURES = {
    "taken": Measure(_("taken away"), Hold.UNNAMED, "hatched"),
    "held-for-hours": Measure(_("held and let go within about a day"), Hold.BY_LAW, "outline", "传唤", brief=True),
    "warned": Measure(_("warned"), Hold.STEP, "step"),
    "administrative-detention": Measure(_("administrative detention"), Hold.BY_LAW, "outline", "行政拘留"),
    "criminal-detention": Measure(_("criminal detention"), Hold.BY_LAW, "outline", "刑事拘留"),
    "residential-surveillance": Measure(
        _("residential surveillance at a designated place"), Hold.BY_LAW, "striped", "指定居所监视居住"
    ),
    "formal-arrest": Measure(
        _("formal arrest"),
        Hold.BY_LAW,
        "solid",
        "逮捕",
        ("criminal-detention", "residential-surveillance", "taken"),
    ),
    "bail": Measure(_("release on bail"), Hold.WATCHED, "pale", "取保候审"),
    "indicted": Measure(_("indicted"), Hold.STEP, "step", "提起公诉"),
    "sentenced": Measure(_("sentenced"), Hold.STEP, "step", "判决"),
    "watched": Measure(_("watched or confined at home"), Hold.WATCHED, "pale"),
    "missing": Measure(_("missing"), Hold.UNNAMED, "hatched"),
    "reported-held": Measure(_("reported to be held"), Hold.UNNAMED, "hatched"),
    "heard-of": Measure(_("heard of again"), Hold.FREE, "end"),
    "released": Measure(_("released"), Hold.FREE, "end"),
    "reported-free": Measure(_("reported to be free"), Hold.FREE, "end"),
}
SINCE = "2018-07"  # the month from which on custody is recorded
CONFIRMED = "confirmed"  # by the state: what a line says behind date and place


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
