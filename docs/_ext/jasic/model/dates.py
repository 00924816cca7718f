"""Dates as the pages write them (EDTF, ISO 8601-2): checked, sorted, printed in the words of any language.

The `edtf` package does the parsing: it is the reference implementation in Python and is kept. Only the forms that
historians need here are allowed, because only those have a wording. The wording is Babel's, which knows the months
and the order of day, month and year of every language and does not look at the builder's computer.
"""

import contextlib
import datetime
import io
import re
import unicodedata
from functools import cache
from typing import NamedTuple

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from edtf import parse_edtf
from edtf.parser.parser_classes import UA, Date, Interval, UncertainOrApproximate

from ..translation import _

FORMS = "2018, 2018-07, 2018-07-27, 2018-07-27/2018-08-06; add ~ for about, ? for uncertain"
ENGLISH = "en-GB"
MONTHS = tuple(Locale("en").months["format"]["wide"][number] for number in range(1, 13))  # in English
PLAIN = re.compile(r"([12][0-9]{3})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
LONGEST = 40  # characters, more than any of FORMS has: the package takes a minute for a date of thousands
QUALIFIERS = {"~": _("about {date}"), "?": _("possibly {date}"), "%": _("possibly about {date}")}
SKELETONS = ("y", "yMMM", "yMMMd")  # Babel's names for the form of a year, a month and a day

EdtfDate = Date | Interval | UncertainOrApproximate


class Reach(NamedTuple):
    """What a date leaves open: the days between which it begins, and those between which it ends.

    2018-08/2018-09 begins on some day of August and ends on one of September; of a month alone nothing is sure, so it
    may have ended (`until`) before it need have begun (`begun`).
    """

    first: datetime.date
    begun: datetime.date
    until: datetime.date
    last: datetime.date

    @property
    def is_sure_of_a_day(self) -> bool:
        """Whether any day lies within it for sure."""
        return self.begun <= self.until


@cache
def parse(text: str) -> EdtfDate:
    """Read one EDTF date.

    Raises ValueError, whose text says what is wrong, for anything that is not one of FORMS.
    """
    if len(text) > LONGEST:
        raise ValueError(f"'{text[:LONGEST]}…' is longer than any date")
    try:
        date = _plain(text) or _of_package(text)
    except Exception:
        raise ValueError(f"'{text}' is not a date that exists") from None
    ends = (date.lower, date.upper) if isinstance(date, Interval) else (date,)
    # `type` and not `isinstance`: seasons and unknown digits (1974-21, 198X) are subclasses of Date.
    days = [end.date if type(end) is UncertainOrApproximate else end for end in ends]
    if not all(type(day) is Date for day in days) or date.lower_strict().tm_year < datetime.MINYEAR:
        raise ValueError(f"'{text}' is a kind of date that has no wording here")
    if date.lower_strict() > date.upper_strict():
        raise ValueError(f"'{text}' ends before it begins")
    return date


def _plain(text: str) -> EdtfDate | None:
    """A date of the usual forms, which is nearly every one: the package takes 10 ms for it, this a thousandth."""
    if text[-1:] in QUALIFIERS and isinstance(date := _plain(text[:-1]), Date):
        return UncertainOrApproximate(date, UA(text[-1]))  # type: ignore[no-untyped-call]
    first, slash, last = text.partition("/")
    if slash:
        lower, upper = _plain(first), _plain(last)
        return Interval(lower, upper) if lower and upper else None  # type: ignore[no-untyped-call]
    if match := PLAIN.fullmatch(text):
        year, month, day = match.groups()
        datetime.date(int(year), int(month or 1), int(day or 1))  # raises ValueError for 30 February
        return Date(year=year, month=month, day=day)
    return None


def _of_package(text: str) -> EdtfDate:
    """What the package reads; raises any exception where it cannot: on some forms (2018-0X) it trips over itself.

    What it then prints for its own makers says nothing to whoever reads our messages.
    """
    with contextlib.redirect_stdout(io.StringIO()):
        date: EdtfDate = parse_edtf(text)
    return date


# Ranges of which one end leaves out what it shares with the other, and how both are written in full.
SHORTENED = (
    (r"(\d{4}-\d\d-)(\d\d)[/–—-](\d\d)", r"\1\2/\1\3"),  # 2018-07-21/23
    (r"(\d{4}-)(\d\d(?:-\d\d)?)[/–—](\d\d(?:-\d\d)?)", r"\1\2/\1\3"),  # 2018-07/08, 2018-07-21/08-03
    (r"(\d\d?) ?(?:[/–—-]|to|and) ?(\d\d?) ([^\W\d]+ \d{4})", r"\1 \3 to \2 \3"),  # 21–23 July 2018
    (r"(\d{4}年\d\d?月)(\d\d?)日?[至到/–—-](\d\d?日)", r"\1\2日至\1\3"),  # 2018年7月21日至23日
)


def guess(text: str) -> str:
    """What somebody seems to have meant by 2018.7.5, 20180705, 2018年7月5日, 5 July 2018, a range; or nothing."""
    plain = re.sub(r"^(\d{4})(\d\d)(\d\d)$", r"\1-\2-\3", unicodedata.normalize("NFKC", text))
    plain = next((match.expand(full) for short, full in SHORTENED if (match := re.fullmatch(short, plain))), plain)
    ends = r"\s+(?:-|–|—|to|and)\s+|[,–—~]\s*(?=\d{4})|(?<=\d{4})/(?=\s*\d{4})|(?<=-\d\d)/(?=\s*\d{4})|至"
    parts = [_guess_one(part) for part in re.split(ends, plain)]
    both = "/".join(parts) if len(parts) < 3 and all(parts) else ""
    for meant in (_guess_one(plain), both):  # July 21, 2018 is one date
        with contextlib.suppress(ValueError):
            if meant and not plain.startswith("-") and parse(meant):
                return meant
    return ""


# What stands beside a date in words.
_BESIDE_DATES = ("about", "around", "circa", "early", "late", "mid", "the")


def _guess_one(text: str) -> str:
    """What one date seems to mean, in ISO 8601; nothing where it has no year or two, or may be read in two ways."""
    mark = "~" if re.match(r"\s*(~|(about|around|circa|ca\.?|c\.)\s)", text) else ""
    words = [word for word in re.findall(r"(?<!\d)[^\W\d_]{3,}", text.lower()) if word not in _BESIDE_DATES]
    named = [number for word in words for number, name in enumerate(MONTHS, 1) if name.lower().startswith(word)]
    numbers = re.findall(r"\d+", text)
    years = [number for number in numbers if len(number) == 4]
    others = [int(number) for number in numbers if len(number) < 3]
    has_other_numbers = len(years) != 1 or len(numbers) != len(others) + 1
    has_other_words = len(named) > 1 or len(named) != sum(map(str.isascii, words)) or re.search(r"[A-Za-z]\d", text)
    if has_other_numbers or has_other_words:
        return ""
    if not named and len(others) == 2 and numbers[0] != years[0]:  # the year stands last
        if "/" in text and max(others) < 13:
            return ""  # 7/8/2018 has two readings
        if others[0] > 12 or "/" not in text:
            others.reverse()  # 20.7.2018
    return "-".join([years[0], *(f"{number:02}" for number in (*named, *others))]) + mark


@cache
def sort_key(text: str) -> tuple[str, str]:
    """First and last day as ('2018-07-01', '2018-07-31'), for ordering and comparing."""
    first, last = span(text)
    return first.isoformat(), last.isoformat()


def span(text: str) -> tuple[datetime.date, datetime.date]:
    """First and last day that a date allows; raises ValueError as `parse` does."""
    first, _begun, _until, last = reach(text)
    return first, last


def middle(text: str) -> datetime.date:
    """The day in the middle of those that a date allows; raises ValueError as `parse` does."""
    first, last = span(text)
    return first + (last - first) // 2


@cache
def reach(text: str) -> Reach:
    """What a date leaves open of its beginning and its end; raises ValueError as `parse` does."""
    date = parse(text)
    lower, upper = (date.lower, date.upper) if isinstance(date, Interval) else (date, date)
    days = (lower.lower_strict(), lower.upper_strict(), upper.lower_strict(), upper.upper_strict())
    return Reach(*(datetime.date(*day[:3]) for day in days))


def span_if_any(text: str) -> tuple[datetime.date, datetime.date] | None:
    """The same, or None where there is no date that can be read: rules name it, and look at others meanwhile."""
    try:
        return span(text)
    except ValueError:
        return None


@cache
def in_words(text: str, language: str = ENGLISH, short: bool = False) -> str:
    """The date as a reader of `language` expects it: 27 July 2018, about July 2018, 3–6 August 2018.

    `short` cuts the name of the month: 27 Jul 2018. Raises ValueError as `parse` does.
    """
    date = parse(text)
    if not isinstance(date, Interval):
        return _one_date(date, language, short)
    if type(date.lower) is Date and type(date.upper) is Date and _precision(date.lower) == _precision(date.upper):
        return _interval(date.lower, date.upper, language, short)
    first, last = (_one_date(end, language, short) for end in (date.lower, date.upper))
    return first if first == last else f"{first} – {last}"


def month_name(number: int, language: str = ENGLISH) -> str:
    """The short name of a month from 1 to 12, as it stands alone: Sep."""
    return str(_names(language).months["stand-alone"]["abbreviated"][number])


def day_and_month(day: datetime.date, language: str) -> str:
    """A day whose year stands elsewhere: 3 Sep."""
    return format_date(day, _forms(language).datetime_skeletons["MMMd"].pattern, _names(language))


def _one_date(date: Date | UncertainOrApproximate, language: str, short: bool) -> str:
    if isinstance(date, UncertainOrApproximate):
        words = _one_date(date.date, language, short)
        return QUALIFIERS[str(date.ua)].format(date=words) if str(date.ua) in QUALIFIERS else words
    pattern = _forms(language).datetime_skeletons[SKELETONS[_precision(date)]].pattern
    return _print(date, pattern, language, short)


def _interval(first: Date, last: Date, language: str, short: bool) -> str:
    """Two dates of one precision, with what they share said once."""
    parts = zip("yMd", ("year", "month", "day"))
    differing = next((sign for sign, part in parts if getattr(first, part) != getattr(last, part)), "")
    if not differing:
        return _one_date(first, language, short)
    patterns = _forms(language).interval_formats[SKELETONS[_precision(first)]][differing]
    printed = (_print(date, pattern, language, short) for date, pattern in zip((first, last), patterns))
    return "".join(printed).replace("\u2009", " ")  # thin spaces, which not every font has


def _print(date: Date, pattern: str, language: str, short: bool) -> str:
    day = datetime.date(int(date.year), int(date.month or 1), int(date.day or 1))
    # Babel's forms of ranges have short months only; where a language writes months as words, the long ones are meant.
    has_words = "MMMM" in str(_forms(language).date_formats["long"].pattern)
    return format_date(day, pattern.replace("MMM", "MMMM") if has_words and not short else pattern, _names(language))


def _precision(date: Date) -> int:
    """0 for a year, 1 for a month, 2 for a day."""
    return 2 if date.day else 1 if date.month else 0


@cache
def _forms(language: str) -> Locale:
    """The locale whose order of day, month and year is printed; for English that of most of the world."""
    return _locale(language, "en_001")


@cache
def _names(language: str) -> Locale:
    """The locale whose months are printed; for English the one in which all short forms have three letters."""
    return _locale(language, "en")


def _locale(language: str, english: str) -> Locale:
    """The locale of a language, or the English one where Babel knows no other."""
    try:
        return Locale.parse(english if language.startswith("en") else language, sep="-" if "-" in language else "_")
    except (UnknownLocaleError, ValueError):
        return Locale.parse(english)
