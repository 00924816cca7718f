"""What counts as one word for the search, on both sides: in the pages (here) and in the query (words.js).

`words.js` is the twin of `split`; it gets the tables below and those of lexicon.py from engine.py, and
tests/test_search.py sends thousands of texts through both.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from ..model.chinese import HAN, is_chinese, simplify
from . import lexicon

MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_SHORT_MONTHS = [month[:3] for month in MONTHS]
_MONTH = (
    "(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    "oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_DAY = "([0-3]?[0-9])(?:st|nd|rd|th)?"
_YEAR = "([12][0-9]{3})"
_CHINESE_YEAR_OF_DAY = "([12][0-9]{3}|[0-9]{2})"  # before a month a year may have two digits: 18年8月
_PART_OF_MONTH = "份|[初底末]|[上中下]旬"
_EDGE = "(?![0-9a-z])"
DOTS = ".·•・‧"  # between month and day

# The numbers of the groups of a pattern that hold year, month and day; None where the form does not say.
Order = tuple[int | None, int | None, int | None]


class Form(NamedTuple):
    """A form in which words stand in a text: a pattern and, for a date, the order of its parts.

    Groups are numbered, which Python and JavaScript read alike. A form of several days has an order for each.
    `otherwise` is the order where the usual one gives a month after December: 7/27 and 27/7 are one day.
    """

    pattern: str
    orders: tuple[Order, ...] = ()
    otherwise: Order | None = None


HAN_RUN, WORD = "han", "word"  # the forms that are no dates
# Name -> form; the first that fits wins.
FORMS = {
    "ymd": Form(f"{_YEAR}[-/.]([0-9]{{1,2}})[-/.]([0-9]{{1,2}}){_EDGE}", ((0, 1, 2),)),
    "chinese": Form(
        f"(?:{_CHINESE_YEAR_OF_DAY}年 ?)?([0-9]{{1,2}})月(?: ?([0-9]{{1,2}})(?:日|号)?{_EDGE}|{_PART_OF_MONTH})?",
        ((0, 1, 2),),
    ),
    "days": Form(f"{_DAY} ?(?:-|–|to|and) ?{_DAY} {_MONTH}(?:,? {_YEAR})?{_EDGE}", ((3, 2, 0), (3, 2, 1))),
    "day": Form(f"{_DAY} (?:of )?{_MONTH}[.]?(?:,? {_YEAR})?{_EDGE}", ((2, 1, 0),)),
    "american": Form(f"{_MONTH}[.]? {_DAY}{_EDGE}(?:,? {_YEAR}{_EDGE})?", ((2, 0, 1),)),
    "month": Form(f"{_MONTH}[.]?,? {_YEAR}{_EDGE}", ((1, 0, None),)),
    "dmy": Form(f"([0-9]{{1,2}})[/.]([0-9]{{1,2}})[/.]{_YEAR}{_EDGE}", ((2, 1, 0),), (2, 0, 1)),
    "ym": Form(f"{_YEAR}-([0-9]{{1,2}}){_EDGE}", ((0, 1, None),)),
    "compact": Form(f"{_YEAR}([01][0-9])([0-3][0-9]){_EDGE}", ((0, 1, 2),)),
    "slash": Form(f"([0-9]{{1,2}})/([0-9]{{1,2}}){_EDGE}", ((None, 1, 0),), (None, 0, 1)),
    "dot": Form(f"([0-9]{{1,2}})[{DOTS}]([0-9]{{1,2}}){_EDGE}", ((None, 0, 1),), (None, 1, 0)),
    HAN_RUN: Form(f"([{HAN}]+)"),
    # Letters and digits of any other script; words.js has a pattern of its own, since JavaScript writes it otherwise.
    WORD: Form(f"([^\\W_{HAN}]+)"),
}

# Most words begin as no date does; that they need not be tried as one makes this 1.4 times as fast.
_NO_DATE = f"(?!(?:{'|'.join(_SHORT_MONTHS)})|[0-9])[^\\W_{HAN}]+"
_ANY_FORM = re.compile("|".join([_NO_DATE, *(f"(?P<{name}>{form.pattern})" for name, form in FORMS.items())]))
_FORM = {name: re.compile(form.pattern) for name, form in FORMS.items()}
_APOSTROPHES = [(re.compile(pattern), new) for pattern, new in lexicon.APOSTROPHES]
_SPELLINGS = [(re.compile(pattern), new.replace("$", "\\")) for pattern, new in lexicon.SPELLINGS.items()]

_QUESTIONS = {name: re.compile(pattern) for name, pattern in lexicon.QUESTIONS.items()}


@cache
def simplified() -> dict[str, str]:
    """Traditional character -> simplified, from OpenCC, which keeps the most complete table.

    Its dictionaries are binary, so all Han characters go through it at once, a line each, which takes 0.2 s. Those
    made for compatibility with other sets (U+F900, U+2F800) are left out: `fold` has replaced them before.
    """
    blocks = (range(0x3400, 0xA000), range(0x20000, 0x2F800), range(0x30000, 0x323B0))
    characters = [chr(code) for block in blocks for code in block]
    converted = simplify("\n".join(characters)).split("\n")
    return {old: new for old, new in zip(characters, converted, strict=True) if old != new}


@cache
def _to_simplified() -> dict[int, str]:
    return str.maketrans(simplified())


class _Unmarked(dict[int, int | None]):
    """Character -> itself, or nothing for a mark, for `translate`; each is looked up once."""

    def __missing__(self, code: int) -> int | None:
        self[code] = None if unicodedata.category(chr(code)) == "Mn" else code
        return self[code]


_unmarked = _Unmarked()


def fold(text: str) -> str:
    """A text without case, marks, apostrophes and traditional characters."""
    text = unicodedata.normalize("NFKD", text).translate(_unmarked).lower()
    for pattern, new in _APOSTROPHES:
        text = pattern.sub(new, text)
    return text.translate(_to_simplified())


def split(text: str) -> list[str]:
    """The words of a text: folded words, pairs of Han characters, dates in one form.

    `24 August 2018` gives 2018-08-24, 08-24 and 2018-08, so that each is found by the others' readers.
    """
    words: list[str] = []
    for match in _ANY_FORM.finditer(_with_digits(fold(text))):
        name = match.lastgroup or WORD
        # What only looks like a date is the words and numbers that it is made of.
        words += _words_of(name, match[0]) or re.findall("[0-9a-z]+", match[0])
    return words


@cache  # a site repeats its words twenty times; looking each up once saves 5 % of a build
def _words_of(name: str, text: str) -> Sequence[str]:
    """The words of a text in one form; none where it only looks like a date."""
    if name == WORD:
        return [_spell(text)]
    if name == HAN_RUN:
        return ["".join(pair) for pair in pairwise(text)] or [text]
    match = _FORM[name].fullmatch(text)
    groups = match.groups("") if match else ()
    orders = [_order(FORMS[name], order, groups) for order in FORMS[name].orders]
    return [word for order in orders for word in date_words(*("" if at is None else groups[at] for at in order))]


def _order(form: Form, order: Order, groups: tuple[str, ...]) -> Order:
    """The order in which these groups are a date: the usual one, unless its month is none."""
    month = groups[order[1]] if order[1] is not None else ""
    return form.otherwise if form.otherwise and int(month) > len(MONTHS) else order


def date_words(year: str, month: str, day: str) -> list[str]:
    """The words that stand for a date, from most to least exact; none where there is no such day.

    The month may be a number or an English name. `year` and `day` may be empty, and `year` may lack its century.
    """
    number = int(month) if month.isdigit() else _SHORT_MONTHS.index(month[:3]) + 1
    if not 1 <= number <= len(MONTHS) or (day and not 1 <= int(day) <= 31):
        return []
    year = ("20" if year < FIRST_OF_LAST_CENTURY else "19") + year if len(year) == 2 else year
    month = f"{number:02}"
    day = f"{int(day):02}" if day else ""
    words = [f"{year}-{month}-{day}" if year and day else "", f"{month}-{day}" if day else ""]
    words.append(f"{year}-{month}" if year else "" if day else f"month-{month}")
    return [word for word in words if word]


def tokens(text: str) -> list[str]:
    """The parts by which names are compared: single Han characters, words, and exact dates."""
    found: list[str] = []
    for match in _ANY_FORM.finditer(_with_digits(fold(text))):
        known = _words_of(match.lastgroup or WORD, match[0]) or re.findall("[0-9a-z]+", match[0])
        found += list(match[0]) if match.lastgroup == HAN_RUN else known[:1]
    return found


def without_vaguer_dates(words: list[str]) -> list[str]:
    """Words without the days and months of those that name the day exactly: 2018-08-24 says 08-24 and 2018-08 too."""
    days = [word for word in words if _DAY_OF_A_YEAR.fullmatch(word)]
    if not days:
        return words
    vaguer = {part for day in days for part in (day[5:], day[:7])}
    return [word for word in words if word not in vaguer]


_DAY_OF_A_YEAR = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
DIGITS = "〇一二三四五六七八九"
UNITS = {"十": 10, "百": 100, "千": 1000, "万": 10_000}
DIGIT, _FROM_ONE = f"[零{DIGITS}]", f"[{DIGITS[1:]}]"
NUMERALS = f"零{DIGITS}两{''.join(UNITS)}"
# Days as Chinese writes them out: 二〇一八年八月二十四日, and no other numbers, which may be parts of names.
CHINESE_DATE = re.compile(
    f"(?:({DIGIT}{{4}}|{DIGIT}{{2}})年)?(十[一二]?|{_FROM_ONE})月(?:(三十一?|二?十{_FROM_ONE}?|{_FROM_ONE})[日号])?"
)
# A year of two digits is one of the last century, such as 八九年, where it can hardly be a number of years.
FIRST_OF_LAST_CENTURY = "50"
CHINESE_YEAR = re.compile(f"([一二]{DIGIT}{{3}}|[五六七八九]{DIGIT})年(?!代)")
SHORT_YEAR = re.compile("(^|[^0-9])([5-9][0-9])年(?!代)")
# A number of people or things from ten on, by the measure word that follows: 八十九名, 一百三十七人, 二十余名. A single
# sign may be a part of a name, as in 四人帮, and 几十名 has no number.
CHINESE_NUMBER = re.compile(
    f"(^|[^几数0-9{NUMERALS}])([两{DIGITS[1:]}]?[十百千][{NUMERALS}]*|[两{DIGITS[1:]}]万[{NUMERALS}]*)"
    "(?=[多余]?(?:[名人个位天条项岁次家封份所起周]|年(?!代)))"
)
# 1,204 is 1204.
THOUSANDS = re.compile("([0-9]),(?=[0-9]{3}(?![0-9]))")
# 七·二七 is 七二七, as days are called.
DOTTED = re.compile(f"({DIGIT})[{DOTS}](?={DIGIT})")
# The article of a law is its number, as in English: 第三条, 刑法293条. 18条 alone may be so many of anything.
ARTICLE = re.compile(f"([第法])({DIGIT}|[0-9]+)条(?![件例约款])")
# Eighty-nine; other numbers are one word, which `_spell` writes as digits.
TWO_WORDS = re.compile(
    f"({'|'.join(word for word, number in lexicon.NUMBERS.items() if number >= 20)})[- ]"
    f"({'|'.join(word for word, number in lexicon.NUMBERS.items() if number < 10)})(?![0-9a-z])"
)


def _with_digits(text: str) -> str:
    """A text with numbers as digits: those of two English words, those of Chinese dates, and of people or things."""
    text = THOUSANDS.sub(r"\1", DOTTED.sub(r"\1", text))
    text = TWO_WORDS.sub(lambda match: str(lexicon.NUMBERS[match[1]] + lexicon.NUMBERS[match[2]]), text)
    if not is_chinese(text):
        return text  # what follows takes seven times as long as what goes before
    text = CHINESE_DATE.sub(_date_with_digits, text)
    text = CHINESE_YEAR.sub(lambda match: f"{_year(match[1])}年", text)
    text = SHORT_YEAR.sub(r"\g<1>19\2年", text)
    text = CHINESE_NUMBER.sub(lambda match: match[1] + str(_number(match[2])), text)
    return ARTICLE.sub(_article, text)


def _article(match: re.Match[str]) -> str:
    number = match[2] if match[2].isascii() else _number(match[2])
    return f"{match[1].removeprefix('第')} {number} "


def _date_with_digits(match: re.Match[str]) -> str:
    year, month, day = match.groups("")
    before = f"{_year(year)}年" if year else ""
    return f"{before}{_number(month)}月" + (f"{_number(day)}日" if day else "")


def _year(numeral: str) -> str:
    return "".join(str(DIGITS.index(sign)) for sign in numeral.replace("零", "〇"))


def _number(numeral: str) -> int:
    """A number as Chinese writes it: 二十四, 一百零七, 一万六千."""
    total = section = digit = 0
    for sign in numeral.replace("零", "〇").replace("两", "二"):
        if sign not in UNITS:
            digit = DIGITS.index(sign)
        elif sign == "万":
            total, section, digit = (total + section + digit) * UNITS[sign], 0, 0
        else:
            section, digit = section + (digit or 1) * UNITS[sign], 0
    return total + section + digit


def _spell(word: str) -> str:
    """A word in the one spelling that stands for all of it; a number in digits, but for the pronoun."""
    if word in lexicon.NUMBERS and word != "one":
        return str(lexicon.NUMBERS[word])
    word = lexicon.IRREGULAR.get(word, word)
    for pattern, new in _SPELLINGS:
        word = pattern.sub(new, word)
    return word


def question(text: str) -> str:
    """What a text asks for one of lexicon.QUESTIONS after a question mark, as the index has it, or nothing."""
    text = fold(text).strip()
    return next((f"?{name}" for name, pattern in _QUESTIONS.items() if pattern.search(text)), "")
