"""Data by which a private person can be reached or known, in whatever way it is spelt."""

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from .chinese import HAN
from .deceptive_characters import INVISIBLE

# What people put between the digits of a number, once widths and dashes are made alike.
_GAP = r"[ .·-]?"
_BEFORE = r"(?<![\d/.-])"  # the digits of dates, addresses and ranges are no beginnings
_AT, _DOT = r"(?:@|[(\[{] ?(?:at|在) ?[)\]}])", r"(?:\.|[(\[{] ?(?:dot|点) ?[)\]}])"
_ENDINGS = "(?:com|org|net|edu|info|io|me|cn|hk|tw|uk|de|fr)"
# Names of applications that are words of their own mean an account only before a name with a sign in it.
_APPS = r"(?:微信|微博|抖音|飞信|wechat|weixin|weibo|telegram|whatsapp|skype|signal|line)"
_NAMED = (
    r"(?:号|账号| ?id(?![a-z]))\s?(?:[:是]|is)?\s?[a-z+@][\w@.-]{4,40}"
    r"|\s?[:是]\s?(?:@\w{4,40}|[a-z+]\w*[\d_.][\w.-]{2,40})"
)
_BIRTHDAY = rf"(?:19|20)\d{{2}}{_GAP}[01]\d{_GAP}[0-3]\d"
_PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
_DEGREES = r"\d{1,3} ?° ?\d{1,2} ?['′]"
NUMBERS = {
    "a mobile telephone number": (
        rf"{_BEFORE}(?:(?:\+|00)? ?86{_GAP})?1{_GAP}[3-9](?:{_GAP}\d){{9}}(?!\d)"
        rf"|{_BEFORE}1[3-9]\d[ ,/_|)-]{{1,2}}\d{{4}}[ ,/_|-]{{1,2}}\d{{4}}(?!\d)"
    ),
    "a telephone number": (
        rf"{_BEFORE}(?:\+\d{{1,3}}{_GAP}\(?\d{{1,4}}\)?(?:{_GAP}\d){{6,9}}|0\d{{2,3}}[ -]\d{{3,4}}[ -]?\d{{4}}"
        r"|\(0\d{2,3}\) ?\d{3,4}[ -]?\d{4}|[2-9]\d{2}([.-])\d{3}\1\d{4})(?!\d)"
    ),
    "an identity number": rf"(?<![\d/])[1-8]\d{{5}}{_GAP}{_BIRTHDAY}{_GAP}\d{{3}}{_GAP}[\dx](?![\da-z])",
    "a passport number": r"(?<![\w/])(?:(?:passport|护照)\D{0,12}[a-z]{1,2}\d{7,8}|[eg]\d{8})(?!\w)",
    "a bank card number": (
        rf"{_BEFORE}(?:[3-6]\d{{3}}(?:[ -]\d{{4}}){{3}}(?:[ -]?\d{{1,3}})?|62(?:[ -]?\d){{14,17}})(?!\d)"
    ),
    "a number that a school or an employer gives": (
        r"(?:学号|工号|社保号|(?:student|staff|employee) (?:number|id|no\.?))\W{0,3}\d{5,18}(?!\d)"
    ),
    "a place on a map": (
        r"(?<![\d.])\d{1,3}\.\d{4,} ?°?[ns]?,? ?(?:[ew]|l(?:on|ng)\w{0,6}:?)? ?\d{1,3}\.\d{4,}"
        rf"|{_DEGREES}[^;]{{0,20}}{_DEGREES}"
    ),
}
NAMES = {
    "an e-mail address": (
        rf"(?<![\w.+-])[\w.+-]{{1,400}} ?{_AT} ?[\w-]{{1,64}}(?: ?{_DOT} ?[a-z-]{{2,40}}){{0,4}}"
        rf" ?{_DOT} ?(?:[a-z]{{2,20}}|[{HAN}]{{2,5}})"
        rf"|(?<![\w.+-])[\w.+-]{{1,64}} at [\w-]{{1,64}}(?: dot [\w-]{{1,40}}){{0,3}} dot {_ENDINGS}(?!\w)"
    ),
    "the name of an account": (
        rf"wxid_\w+|(?<![a-z]){_APPS}(?:{_NAMED})"
        r"|(?<![a-z])(?:vx|v信|薇信)[: ]{1,2}[a-z][\w-]{4,40}"
        r"|(?:qq|扣扣)(?:号|群|群号)?\s?:?\s?[1-9]\d{4,10}(?!\d)|(?<!\w)t\.me/\w+"
    ),
    "a home address": (
        rf"[{HAN}0-9]号楼|(?<!\d)\d{{1,5}} ?(?:栋|幢|单元|室)(?![{HAN}]*议|[内外])|[一二三四五六七八九十]单元"
        rf"|(?<=[{HAN}])(?:路|街|大道|巷) ?\d{{1,5}}号(?!线)"
        r"|(?<!\w)(?:room|flat|apartment|apt\.?) (?:no\. ?)?(?:\d{2,4}|\d{1,3}[a-h])(?!\w| per| yuan|%)"
    ),
    "the number of a car": rf"[{_PROVINCES}][a-z][ ·.•-]?(?=[a-z0-9]{{0,5}}\d)[a-z0-9]{{5,6}}(?![a-z0-9])",
}
# Words of health and of family, for what is said of a person at a glance.
LIFE = re.compile(
    r"\b(?:depress\w+|cancer|pregnan\w+|hiv|hospital\w*|ill(?:ness)?|disease|diabet\w+|disab\w+|mental\w*|psychiatr\w+"
    r"|suicid\w+|sick\w*|surgery|abortion|mother|father|wife|husband|child(?:ren)?|daughters?|sons?|parents?|girlfriend"
    r"|boyfriend|married|divorced|baby|sisters?|brothers?|family)\b|抑郁|癌|怀孕|自杀|住院|母亲|父亲|妻子|丈夫|孩子|女儿|儿子|男友|女友",
    re.IGNORECASE,
)
# Most lines hold nothing of the kind, which a cheap look tells: no long number, and no sign or word of a name.
_LONG_NUMBER = re.compile(r"\d(?:[ ·.,:;()/|_'′″°nsewlgo-]{0,4}\d){6}", re.IGNORECASE)
_HINTS = (
    *("@", "(at", "( at", "[at", "[ at", "{at", "在", "wxid", "wechat", "weixin", "weibo", "微", "抖音", "飞信"),
    *("telegram", "whatsapp", "signal", "line:", "line id", "qq", "扣扣", "t.me", "号楼", "栋", "幢", "单元", "室"),
    *("skype", "vx", "v信", "薇", " dot ", "room ", "flat ", "apartment ", "apt", "路", "街", "巷", "大道"),
    *_PROVINCES,
)
_COMPILED_NUMBERS, _COMPILED_NAMES = (
    {what: re.compile(pattern, re.IGNORECASE) for what, pattern in patterns.items()} for patterns in (NUMBERS, NAMES)
)
_HINT = re.compile("|".join(map(re.escape, _HINTS)))
_OTHER_DIGIT = re.compile(r"(?![0-9])\d")
_DASHES = re.compile("[\u2010-\u2015\u2212\u30fc\uff0d\ufe63]")
_CHINESE_NUMBER = re.compile("[〇零一二三四五六七八九幺]{7,}")
_CHINESE_DIGITS = str.maketrans("〇零一二三四五六七八九幺", "001234567891")


class PrivateData(NamedTuple):
    """What may be private data: where it stands, what kind it may be, and its words."""

    path: str
    line: int
    what: str
    words: str


def plain(text: str) -> str:
    """A text in which spellings of one number are alike: digits, dashes and widths of one kind, nothing invisible."""
    if text.isascii():
        return text
    text = _DASHES.sub("-", unicodedata.normalize("NFKC", text))
    text = _CHINESE_NUMBER.sub(lambda number: number[0].translate(_CHINESE_DIGITS), text)
    return _OTHER_DIGIT.sub(lambda digit: str(unicodedata.decimal(digit[0])), INVISIBLE.sub("", text))


def private_lines(path: str, text: str) -> list[PrivateData]:
    """What may be private data in the text of a file, line by line."""
    lines = enumerate(text.split("\n") if _may_hold(text) else (), 1)
    return [PrivateData(path, number, what, words) for number, line in lines for what, words in private_data(line)]


def _may_hold(text: str) -> bool:
    """Whether a text holds any number or word that private data have; a whole file is asked in a moment."""
    text = plain(text)
    return bool(_LONG_NUMBER.search(text) or _hints_at_names(text))


def _hints_at_names(text: str) -> bool:
    # In small letters, which costs a fifth of a search that minds no case.
    return bool(_HINT.search(text.lower()))


def private_data(text: str) -> Iterator[tuple[str, str]]:
    """What kinds of private data a text may hold, each with the words found."""
    text = plain(text)
    patterns = _COMPILED_NUMBERS if _LONG_NUMBER.search(text) else {}
    if _hints_at_names(text):
        patterns = patterns | _COMPILED_NAMES
    for what, pattern in patterns.items():
        if found := pattern.search(text):
            yield what, found[0].strip()
