"""Rules against drift: what a page says in prose agrees with the record of it, wherever that stands.

A fact that stands in a record may be told on many pages. When one of them is corrected, or wrong from the start,
nobody sees it by reading that page alone. Each rule here takes one form of sentence in which prose repeats a record,
and names both places where they differ. What has no such form is not judged: a rule that cries wolf is turned off.
"""

import datetime
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Self

from babel import Locale

from ..model import dates
from ..model.dates import MONTHS
from ..model.markup import CITATION_ROLES, TEXTUAL, split_roles, title_and_target
from ..model.project import Project
from ..model.records import Page, Prose, Record
from ..model.sources import SEEN, Source
from .registry import Finding, rule

DAYS = tuple(Locale("en").days["format"]["wide"][number] for number in range(7))  # from Monday on
_DATE = rf"(?P<date>(?P<day>\d{{1,2}}) (?P<month>{'|'.join(MONTHS)})(?: (?P<year>[12]\d{{3}}))?)"
DATE = re.compile(rf"\b{_DATE}\b")
WEEKDAY = re.compile(rf"\b(?P<weekday>{'|'.join(DAYS)}),? (?:the )?{_DATE}\b")
# Between a date and the record that it dates, and the other way round; a longer way may lead to something else.
BEFORE_RECORD = re.compile(rf"{_DATE},? (?:(?:in|at|by|during|with|came|was|were|the|a) )*\(?$")
AFTER_RECORD = re.compile(rf",? (?:of|on) {_DATE}\b")
_MEASURES = "formally arrested|formal arrest|arrested|detained|taken|seized|released"
TAKEN = re.compile(rf"\b(?:{_MEASURES})(?: again)? on {_DATE}\b")
DATED = ("event", "document")  # records whose date is that of one thing
SENTENCE = re.compile(r"(?<=[.;!?]) ")
UNITS = (
    *("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
NUMBER_WORDS = {word: number for number, word in enumerate(UNITS)}
NUMBER_WORDS |= {
    f"{ten}-{UNITS[unit]}" if unit else ten: 10 * tens + unit for tens, ten in enumerate(TENS, 2) for unit in range(10)
}
# Longest first; one and none are said of too much.
_WORDS = "|".join(sorted(NUMBER_WORDS.keys() - {"none", "one"}, key=len, reverse=True))
# No year, and nothing that counts those who speak and not those they speak of.
_WITNESSES = "sides|sources|lists|counts|figures|versions|accounts|reports|posts|days|times"
NUMBER = re.compile(rf"\b(?!(?:19|20)\d\d\b)(\d{{1,3}}(?:,\d{{3}})+|\d+|{_WORDS})\b(?! (?:{_WITNESSES})\b)", re.I)
CLAUSE = re.compile(r"[^,;:.()]*$")  # what a number beside a count belongs to
NEARBY = 5  # words after a number within which it belongs to what is linked there


@dataclass(frozen=True)
class Said:
    """A day as a sentence gives it; without a year it is that of the record beside it."""

    day: int
    month: int
    year: int | None

    @classmethod
    def read(cls, match: re.Match[str]) -> Self:
        year = match["year"]
        return cls(int(match["day"]), MONTHS.index(match["month"]) + 1, int(year) if year else None)

    def may_be(self, first: datetime.date, last: datetime.date) -> bool:
        """Whether it can be one of the days of a span."""
        for year in [self.year] if self.year else range(first.year, last.year + 1):
            try:
                if first <= datetime.date(year, self.month, self.day) <= last:
                    return True
            except ValueError:  # 31 June
                continue
        return False

    def is_elsewhere(self, spans: Sequence[tuple[datetime.date, datetime.date]]) -> bool:
        """Whether year, month and day all differ: another thing of the name, in another time."""
        years = {day.year for span in spans for day in span}
        days = {(day.month, day.day) for span in spans for day in span}
        return self.year is not None and self.year not in years and (self.month, self.day) not in days


# A date beside the record of what it dates


def span_of(record: Record) -> tuple[datetime.date, datetime.date] | None:
    """The days that the date of a record allows, or None where it has none that can be read."""
    return dates.span_if_any(record.get("date"))


def words_and_roles(text: str) -> list[tuple[str, str]]:
    """The parts of a text without its citations: name of a role, or "", and what it holds."""
    parts: list[tuple[str, str]] = []
    for name, content in split_roles(text):
        if name in CITATION_ROLES and name != TEXTUAL:
            if parts and not parts[-1][0]:
                parts[-1] = ("", parts[-1][1].rstrip())
            continue
        if not name and parts and not parts[-1][0]:
            parts[-1] = ("", parts[-1][1] + content)
        else:
            parts.append((name, content))
    return parts


@rule("date-drift", reads=Page)
def date_drift(page: Page, project: Project) -> Iterator[Finding]:
    """A date right beside a link to an event or a text is that of its record."""
    for prose in page.prose:
        parts = words_and_roles(prose.text) if any(f"{{{kind}}}" in prose.text for kind in DATED) else []
        around = [("", ""), *parts, ("", "")]
        for (left, before), (role, content), (right, after) in zip(around, parts, around[2:]):
            shown, target = title_and_target(content) if role else ("", "")
            record = project.records.get(target)
            if record is None or role not in DATED or record.kind != role or (span := span_of(record)) is None:
                continue
            in_front, behind = BEFORE_RECORD.search("" if left else before), AFTER_RECORD.match("" if right else after)
            for found in (DATE.search(shown), in_front, behind):
                if found and not Said.read(found).may_be(*span):
                    yield _differs(prose, found["date"], dates.in_words(record.get("date")), record)


def _differs(prose: Prose, here: str, there: str, record: Record) -> Finding:
    message = f"'{here}' stands here, and {there} in the record of '{record.title}': {record.path}:{record.line}"
    return prose.line, message, "correct the one that is wrong, or word the sentence so that it tells something else"


@rule("date-drift", reads=Page)
def weekday_drift(page: Page, project: Project) -> Iterator[Finding]:
    """A day of the week is that of its date; a date without a year has that of the record beside it."""
    for prose in page.prose:
        for found, said, year in _weekdays(prose.text, project):
            try:
                day = datetime.date(year, said.month, said.day)
            except ValueError:
                yield prose.line, f"there is no '{found}' in {year}", "correct the date"
                continue
            if DAYS[day.weekday()] not in found:
                message = f"'{found}' was a {DAYS[day.weekday()]} in {year}"
                yield prose.line, message, "correct the weekday or the date"


def _weekdays(text: str, project: Project) -> Iterator[tuple[str, Said, int]]:
    """The days of the week in a text with their dates, as written and as read, and the years that they may be of."""
    for sentence in SENTENCE.split(text) if WEEKDAY.search(text) else ():
        dated = list(WEEKDAY.finditer(sentence))
        linked = _linked(sentence, project) if dated else ()
        years = {span[0].year for record in linked if (span := span_of(record))}
        for found in dated:
            said = Said.read(found)
            yield from ((found[0], said, year) for year in ([said.year] if said.year else years))


def _linked(sentence: str, project: Project) -> Iterator[Record]:
    for role, content in split_roles(sentence):
        record = project.records.get(title_and_target(content)[1]) if role else None
        if record is not None and record.kind == role:
            yield record


@rule("date-drift", reads=Page)
def called_drift(page: Page, project: Project) -> Iterator[Finding]:
    """What pages call an event by, such as the raid, has its date wherever a date follows."""
    for prose in page.prose:
        text = prose.text.lower()
        for word, events in project.events_called.items():
            if word not in text:
                continue
            spans = [span for event in events if (span := span_of(event))]
            look = rf"\b{re.escape(word)} (?:of|on) {_DATE}\b"
            for found in re.finditer(look, _plain(prose.text), re.IGNORECASE):
                said = Said.read(found)
                if spans and not said.is_elsewhere(spans) and not any(said.may_be(*span) for span in spans):
                    there = " or ".join(dates.in_words(event.get("date")) for event in events)
                    yield _differs(prose, found[0], there, events[0])


@cache  # three rules read each paragraph so
def _plain(text: str) -> str:
    """A text as it is read, without its citations."""
    words = (title_and_target(content)[0] or content if role else content for role, content in words_and_roles(text))
    return "".join(words)


@rule("date-drift", reads=Page)
def custody_drift(page: Page, project: Project) -> Iterator[Finding]:
    """The text of a person gives the days of custody that the records of custody and the events give."""
    custody = {record.get("person"): record for record in project.of_kind("custody")}
    filling = next((record.id for record in page.records if record.kind == "person" and record.fills_page), None)
    for prose in page.prose:
        record = custody.get(prose.record or filling or "")
        if record is None or (prose.record and project.records[prose.record].kind != "person"):
            continue
        dated = list(TAKEN.finditer(_plain(prose.text)))
        told = [situation.date for situation in record.situations] if dated else []
        in_custody = [span for date in told for day in date.split("/") if (span := dates.span_if_any(day))]
        naming = project.events_naming(record.get("person")) if dated else []
        in_events = [span for event in naming if (span := span_of(event))]
        for found in dated:
            said = Said.read(found)
            before_all = said.year is not None and in_custody and said.year < min(in_custody)[0].year
            if in_custody and not before_all and not any(said.may_be(*span) for span in in_custody + in_events):
                there = " or ".join(dates.in_words(date) for date in dict.fromkeys(told))
                yield _differs(prose, found[0], there, record)


# A number beside the record of a count


@rule("number-drift", reads=Page)
def count_drift(page: Page, project: Project) -> Iterator[Finding]:
    """A number in the same breath as a count, or as what it counts, is one of its estimates."""
    counts = [count for count in project.of_kind("count") if count.estimates]
    # What is counted, of those on a day; the other titles say too little to be known again.
    of_a_day = [(count.title.partition(" ")[2], count) for count in counts if DATE.search(count.title)]
    for prose in page.prose:
        parts = words_and_roles(prose.text) if "{count}" in prose.text else []
        for (role, before), (kind, content) in pairwise([("", ""), *parts]):
            shown, target = title_and_target(content)
            count = project.records.get(target)
            if kind == "count" and count and count in counts:
                yield from _no_estimate(prose, [*_last_number("" if role else before), *_last_number(shown)], count)
        plain = _plain(prose.text)
        for what, count in of_a_day:
            if what in plain:  # which spares nearly all a slow look
                said = re.findall(rf"{NUMBER.pattern}(?: [a-z]+)?(?: were| was)? {re.escape(what)}\b", plain)
                yield from _no_estimate(prose, said, count)


def _last_number(text: str) -> list[str]:
    """The number that the last clause of a text ends with, but for a few words."""
    clause = CLAUSE.search(DATE.sub("", text.rstrip("( ")))
    found = list(NUMBER.finditer(clause[0])) if clause else []
    return [found[-1][1]] if found and len(found[-1].string[found[-1].end() :].split()) <= NEARBY else []


def _no_estimate(prose: Prose, found: list[str], count: Record) -> Iterator[Finding]:
    for written in found:
        if not any(estimate.low <= _value(written) <= estimate.high for estimate in count.estimates):
            there = ", ".join(dict.fromkeys(estimate.text for estimate in count.estimates))
            yield _differs(prose, written, there, count)


def _value(number: str) -> int:
    """A number as written: 29, 1,012, sixteen."""
    return NUMBER_WORDS[number.lower()] if number.lower() in NUMBER_WORDS else int(number.replace(",", ""))


# The number of pages and records


# What pages count of the site itself: how they say it, in small letters, and what is counted.
TOTALS: dict[str, Callable[[Page, Project], int]] = {
    "pages of [questions]": lambda page, project: len({claim.docname for claim in project.of_kind("claim")}),
    "positions have pages": lambda page, project: len(project.of_kind("position")),
    "people have a record on this page": lambda page, project: sum(one.kind == "person" for one in page.records),
    "pages tell the story": lambda page, project: len(project.phases),
    "sources in the bibliography": lambda page, project: len(project.sources),
}


@rule("number-drift", reads=Page)
def total_drift(page: Page, project: Project) -> Iterator[Finding]:
    """What a page says of the number of pages and records is so."""
    for prose in page.prose:
        text = prose.text.lower()
        for what, count in TOTALS.items():
            look = rf"{NUMBER.pattern} {re.escape(what)}" if what in text else ""
            for found in re.finditer(look, prose.text, re.IGNORECASE) if look else ():
                if _value(found[1]) != (there := count(page, project)):
                    message = f"'{found[0]}' stands here, and the records have {there}"
                    yield prose.line, message, "correct the number, or leave it out"


# How far a source was read

EXTENTS = {
    "full": re.compile(r"^(?:The|This|It|[A-Z]\w+'s) (?:\w+ )?(?:was|were) read whole\b|^Read whole\b"),
    "part": re.compile(r"\bonly (?:the|its) (?:opening|abstract)s? (?:was|were) read\b", re.IGNORECASE),
}


@rule("extent-drift", reads=Page)
def extent_drift(page: Page, project: Project) -> Iterator[Finding]:
    """A sentence that says how far the source was read that it cites agrees with the bibliography."""
    for prose in page.prose:
        for sentence in SENTENCE.split(prose.text) if "read" in prose.text.lower() else ():
            extents = [seen for seen, look in EXTENTS.items() if look.search(sentence)]
            roles = split_roles(sentence) if extents else ()
            cited = [key for role, keys in roles if role in CITATION_ROLES for key in keys.split(",")]
            source = project.sources.get(cited[0].strip()) if len(cited) == 1 else None
            if source and any(source.get("seen") in SEEN.keys() - {seen} for seen in extents):
                said = SEEN[source.get("seen")].label
                message = f"'{source.key}' is {said} by {source.path}:{source.line}, and by this sentence not"
                yield prose.line, message, "correct the sentence or the field 'seen'"


@rule("extent-drift", reads=Source)
def note_drift(source: Source) -> Iterator[Finding]:
    """The note of a source does not say that it was read less, or more, than its field does."""
    if (note := source.fields.get("note")) is None:
        return
    for seen, look in EXTENTS.items():
        if (found := look.search(note.text)) and source.get("seen") in SEEN.keys() - {seen}:
            message = f"{source.key}: the note says '{found[0]}', and 'seen' another thing"
            yield note.line, message, f"write seen = {{{seen}}}, or correct the note"


# What a person's status says of its time

_MONTH_OF_YEAR = re.compile(rf"\b(?:(?P<month>{'|'.join(MONTHS)}) )?(?P<year>(?:19|20)\d\d)\b")


@rule("status-drift", reads=Record)
def status_drift(record: Record) -> Iterator[Finding]:
    """The last reported status tells nothing later than its date, and something of its year where it names years."""
    status = record.values.get("status")
    found = list(_MONTH_OF_YEAR.finditer(status.text)) if status else []
    dated = dates.span_if_any(record.get("status-date"))
    if not found or status is None or dated is None:
        return
    last = dated[1]
    told = [datetime.date(int(one["year"]), MONTHS.index(one["month"]) + 1 if one["month"] else 1, 1) for one in found]
    if max(told) > last:
        message = f"the status tells of {max(found, key=_when)[0]}, which is later than its date"
        yield status.line, message, f"bring the status or its date up to date: {record.path}:{record.line}"
    elif max(told).year != last.year:
        message = f"the status is dated {dates.in_words(record.get('status-date'))} and tells of nothing in that year"
        yield status.line, message, "correct the date, or say in the status what was reported then"


def _when(found: re.Match[str]) -> tuple[int, int]:
    return int(found["year"]), MONTHS.index(found["month"]) if found["month"] else 0
