"""Dates as the pages write them (EDTF, ISO 8601-2): checked, sorted, printed in words.

The `edtf` package does the parsing: it is the reference implementation in Python and is kept.
Only the forms that historians need here are allowed, because only those have a wording.
"""

import calendar
import datetime
import re
from functools import cache

from edtf import EDTFParseException, parse_edtf
from edtf.parser.parser_classes import Date, Interval, UncertainOrApproximate

FORMS = "2018, 2018-07, 2018-07-27, 2018-07-27/2018-08-06; add ~ for about, ? for uncertain"
PLAIN = re.compile(r"([12]\d{3})(?:-(\d\d)(?:-(\d\d))?)?")
QUALIFIERS = {"None": "", "~": "about ", "?": "possibly ", "%": "possibly about "}


@cache
def parse(text):
    """Read one EDTF date.

    Returns a Date, Interval or UncertainOrApproximate of the `edtf` package.
    Raises ValueError, whose text says what is wrong, for anything that is not one of FORMS.
    """
    try:
        date = _plain(text) or parse_edtf(text)
    except (EDTFParseException, ValueError):
        raise ValueError(f"'{text}' is not a date that exists") from None
    ends = (date.lower, date.upper) if isinstance(date, Interval) else (date,)
    # `type` and not `isinstance`: seasons and unknown digits (1974-21, 198X) are subclasses of Date.
    days = [end.date if type(end) is UncertainOrApproximate else end for end in ends]
    if not all(type(day) is Date for day in days):
        raise ValueError(f"'{text}' is a kind of date that has no wording here")
    if date.lower_strict() > date.upper_strict():
        raise ValueError(f"'{text}' ends before it begins")
    return date


def _plain(text):
    """A date without marks, which is nearly every one: the package takes 10 ms for it, this a thousandth."""
    if match := PLAIN.fullmatch(text):
        year, month, day = match.groups()
        datetime.date(int(year), int(month or 1), int(day or 1))  # raises ValueError for 30 February
        return Date(year=year, month=month, day=day)
    return None


def sort_key(text):
    """First and last day as ('2018-07-01', '2018-07-31'), for ordering and comparing."""
    date = parse(text)
    return tuple("{:04}-{:02}-{:02}".format(*day[:3]) for day in (date.lower_strict(), date.upper_strict()))


def in_words(text):
    """The date as a British reader expects it: 27 July 2018, about July 2018, 3–6 August 2018."""
    date = parse(text)
    if not isinstance(date, Interval):
        return _one_day(date)
    first, last = _one_day(date.lower), _one_day(date.upper)
    if first == last:
        return first
    shared = _shared_tail(first.split(), last.split())
    # Two days of one month need no spaces round the dash: 3–6 August 2018.
    dash = "–" if len(shared) == 2 and len(first.split()) == len(last.split()) == 3 else " – "
    return " ".join(first.split()[: len(first.split()) - len(shared)]) + dash + last


def month_in_words(text):
    """The month in which the date begins, for headings: August 2018, or 2005 where no month is known."""
    date = parse(text)
    date = date.lower if isinstance(date, Interval) else date
    date = date.date if isinstance(date, UncertainOrApproximate) else date
    return f"{calendar.month_name[int(date.month)]} {date.year}" if date.month else date.year


def _one_day(date):
    qualifier = ""
    if isinstance(date, UncertainOrApproximate):
        date, qualifier = date.date, QUALIFIERS[str(date.ua)]
    words = [date.year]
    if date.month:
        words.insert(0, calendar.month_name[int(date.month)])
    if date.day:
        words.insert(0, str(int(date.day)))
    return qualifier + " ".join(words)


def _shared_tail(first, last):
    """The words that two dates end with alike: ['August', '2018'] for 3 and 6 August 2018."""
    tail = []
    while len(tail) < min(len(first), len(last)) - 1 and first[-1 - len(tail)] == last[-1 - len(tail)]:
        tail.insert(0, first[-1 - len(tail)])
    return tail
