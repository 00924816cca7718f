"""Rules about custody: what befell somebody is said with the law's own term, a date and its sources, in order."""

import re
from collections.abc import Iterator

from ..model import dates
from ..model.custody import AFTER, MEASURES, SINCE, Situation
from ..model.mistake import closest
from ..model.project import Project
from ..model.records import Record, Value
from ..model.sources import witnesses
from .registry import Finding, rule
from .values import date_problem, future_problem

# Words of a status that say that somebody was held, or no longer is.
OF_CUSTODY = re.compile(
    r"\b(on bail|arrested|detained|detention|held|missing|sentenced|taken|released|custody)\b", re.I
)
OF_TODAY = re.compile(
    r"\b(now|currently|today|at present|presently|recently|so far|to date|nowadays|this year)\b", re.I
)
LIST_KEEPERS = "ngo"  # the stream whose published lists of names may stand alone


@rule("custody-measure", reads=Record, kind="custody")
def custody_measure(record: Record) -> Iterator[Finding]:
    """A measure is one of the closed list, so that nobody is arrested by a slip of the pen."""
    for line in record.situations:
        if line.measure not in MEASURES:
            fix = closest(line.measure, MEASURES, f"write one of {', '.join(MEASURES)}")
            yield line.line, f"'{line.measure}' is no measure", fix


@rule("custody-date", reads=Record, kind="custody")
def custody_date(record: Record) -> Iterator[Finding]:
    """The dates exist, do not end before they begin, and stand in order."""
    latest: Situation | None = None
    for line in record.situations:
        value = Value(line.date, line.line)
        if problem := date_problem(value, line.measure) or future_problem(value, line.measure):
            yield problem
        elif latest and dates.sort_key(line.date)[1] < dates.sort_key(latest.date)[0]:
            yield line.line, f"{line.date} stands below {latest.date}", "write what came first above"
        else:
            latest = line


@rule("custody-source", reads=Record, kind="custody")
def custody_source(record: Record) -> Iterator[Finding]:
    """Each line has whoever says so."""
    for line in record.situations:
        if not line.keys:
            yield line.line, f"'{line.measure}' has no source", "add {cite:p}`key` after it"


@rule("custody-empty", reads=Record, kind="custody")
def custody_empty(record: Record) -> Iterator[Finding]:
    """A record of custody says something."""
    if not record.situations and not record.unread_items:
        fix = "list what is reported, such as `- criminal-detention, 2018-07-27/2018-09-03: who says so {cite:p}`key``"
        yield record.line, f"'{record.id}' lists nothing", fix


@rule("custody-order", reads=Record, kind="custody")
def custody_order(record: Record) -> Iterator[Finding]:
    """Nobody is formally arrested by law who was not held before."""
    before: set[str] = set()
    for line in record.situations:
        measure = MEASURES.get(line.measure)
        if measure and measure.follows and not before.intersection(measure.follows):
            message = f"no line above says how {record.get('person')} was held before the {measure.label}"
            yield line.line, message, f"add a line above with {' or '.join(measure.follows)}, or correct the measure"
        before.add(line.measure)


@rule("custody-witnesses", reads=Record, kind="custody")
def custody_witnesses(record: Record, project: Project) -> Iterator[Finding]:
    """Nobody's custody is shown who is named by one side only, but for published lists of rights groups."""
    keys = {key for line in record.situations for key in line.keys}
    cited = {project.sources[key].get("stream") for key in keys & project.sources.keys()}
    streams = witnesses(cited)
    if cited and not record.unread_items and len(streams) < 2 and LIST_KEEPERS not in streams:
        fix = "cite a source of another stream, or leave the person to the counts: docs/about/safety.md"
        yield record.line, f"all that '{record.id}' says rests on the stream {min(streams or cited)}", fix


@rule("custody-twice", reads=Record, kind="custody")
def custody_twice(record: Record, project: Project) -> Iterator[Finding]:
    """What befell one person stands in one place."""
    others = [other for other in project.of_kind("custody") if other.get("person") == record.get("person")]
    if others and others[0] is not record:
        message = f"the custody of '{record.get('person')}' stands in {others[0].path}:{others[0].line} too"
        yield record.line, message, "put the lines of both together there"


@rule("custody-status", reads=Record, kind="custody")
def custody_status(record: Record, project: Project) -> Iterator[Finding]:
    """The last report of a person's custody and that person's last reported status are of one time.

    A status of a day that no report covers would be drawn as a day of which nothing is known.
    """
    person = project.records.get(record.get("person"))
    reported = person.get("status-date") if person else ""
    if not person or not reported or date_problem(Value(reported, 1), ""):
        return
    first, last = dates.sort_key(reported)
    for line in record.situations:
        if not date_problem(Value(line.date, line.line), "") and dates.sort_key(line.date)[0] > last:
            message = f"{line.measure} of {line.date} is later than the last reported status, {reported}"
            yield line.line, message, f"bring the status of '{person.id}' up to date: {person.path}:{person.line}"
    told = [dates.sort_key(one.date) for one in record.situations if not date_problem(Value(one.date, 1), "")]
    if told and max(until for _since, until in told) < first < AFTER.isoformat():
        message = f"no line tells of {reported}, the day of the last reported status of '{person.id}'"
        fix = f"add what was reported of that day, such as `- heard-of, {reported}: who says so`"
        yield record.situations[-1].line, message, fix


@rule("status-words", reads=Record, kind="person")
def status_words(record: Record) -> Iterator[Finding]:
    """A status is what was reported on a day, and says nothing of the day on which somebody reads it."""
    status = record.values.get("status")
    if status and (found := OF_TODAY.search(status.text)):
        fix = "say what was reported on the day of status-date, such as `In detention, according to …`"
        yield status.line, f"the status says '{found[0]}', which will not be so for ever", fix


@rule("custody-missing", reads=Record, kind="person")
def custody_missing(record: Record, project: Project) -> Iterator[Finding]:
    """Whose last reported status tells of custody has a record of it, so that the page of all of them is whole."""
    status = record.values.get("status")
    told = OF_CUSTODY.search(status.text) if status else None
    if not status or not told or record.get("status-date") < SINCE:
        return
    if not any(record.id in other.items("person") for other in project.of_kind("custody")):
        fix = f"add a record below: `nox -s new -- custody {record.id}-custody`"
        yield status.line, f"the status says '{told[0]}', and no record tells of the custody", fix
