"""The phases of the struggle: the pages of events whose names begin with a date, such as 2018-07-16-dismissals.

A phase lasts until the next begins. It begins on the day in its page's name; where the name has only a month or a
year, with the first of its events from then on. So an event can lie outside the phase whose page tells it: one that
was reported late, or goes back before everything else.
"""

import datetime
import re
from collections.abc import Iterable
from typing import NamedTuple

from . import dates
from .records import Page, Record

DATED_NAME = re.compile(r"(\d{4}(?:-\d\d){0,2})-[a-z]")
DAY = datetime.timedelta(days=1)


class Phase(NamedTuple):
    """A page, its events in order, its first day, and the day on which it is over."""

    page: Page
    events: list[Record]
    first: datetime.date
    after: datetime.date


def date_in_name(page: Page) -> str:
    """The date with which the name of a page begins, though it may not exist; or nothing."""
    match = DATED_NAME.match(page.docname.rpartition("/")[2])
    return match[1] if match else ""


def phases_of(pages: Iterable[Page]) -> list[Phase]:
    """The phases in order; the last one is over with the last of all events."""
    begun = []
    for page in pages:
        events = [one for one in page.records if one.kind == "event" and dates.span_if_any(one.get("date"))]
        if events and (named := date_in_name(page)) and dates.span_if_any(named):
            events.sort(key=lambda event: event.sort_key)
            begun.append((_first_day(named, events), page, events))
    begun.sort(key=lambda phase: (phase[0], phase[1].docname))
    ends = [dates.span(event.get("date"))[1] for _first, _page, events in begun for event in events]
    afters = [first for first, *_rest in begun[1:]] + [max(ends) + DAY] if ends else []
    # A day at least, also where two begin together, or where all events of the last lie before its page's date.
    return [Phase(page, events, first, max(after, first + DAY)) for (first, page, events), after in zip(begun, afters)]


def _first_day(named: str, events: Iterable[Record]) -> datetime.date:
    """The first day of a phase by the date in its page's name and by its events."""
    first, last = dates.span(named)
    if first == last:
        return first
    days = (dates.span(event.get("date"))[0] for event in events)
    return min((day for day in days if day >= first), default=first)
