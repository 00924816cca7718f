"""Data by which a private person can be reached or known, in whatever way it is spelt."""

import re
import unicodedata
from collections.abc import Iterator

from .chinese import HAN

# What people put between the digits of a number, once widths and dashes are made alike.
_GAP = r"[ .·-]?"
_BEFORE = r"(?<![\d/.-])"  # the digits of dates, addresses and ranges are no beginnings
_AT, _DOT = r"(?:@|[(\[{] ?(?:at|在) ?[)\]}])", r"(?:\.|[(\[{] ?(?:dot|点) ?[)\]}])"
_APPS = r"(?:微信号?|wechat(?: id)?|weixin|telegram|whatsapp|skype|line id)"
_BIRTHDAY = rf"(?:19|20)\d{{2}}{_GAP}[01]\d{_GAP}[0-3]\d"
PATTERNS = {
    "a mobile telephone number": rf"{_BEFORE}(?:(?:\+|00)? ?86{_GAP})?1{_GAP}[3-9](?:{_GAP}\d){{9}}(?!\d)",
    "a telephone number": (
        rf"{_BEFORE}(?:\+\d{{1,3}}{_GAP}\(?\d{{1,4}}\)?(?:{_GAP}\d){{6,9}}|0\d{{2,3}}[ -]\d{{7,8}})(?!\d)"
    ),
    "an identity number": rf"(?<![\d/])[1-8]\d{{5}}{_GAP}{_BIRTHDAY}{_GAP}\d{{3}}{_GAP}[\dx](?![\da-z])",
    "a passport number": r"(?<![\w/])(?:passport|护照)\D{0,12}[a-z]{1,2}\d{7,8}(?!\w)",
    "a bank card number": rf"{_BEFORE}[3-6]\d{{3}}(?:[ -]\d{{4}}){{3}}(?:[ -]?\d{{1,3}})?(?!\d)",
    "an e-mail address": rf"[\w.+-]+ ?{_AT} ?[\w-]+(?: ?{_DOT} ?[a-z]{{2,}})+",
    "the name of an account": (
        rf"wxid_\w+|{_APPS}\s?(?:[:：是]|id|is)\s?[a-z+@][\w@-]{{4,}}"
        r"|(?:qq|扣扣)(?:号|群|群号)?\s?[:：]?\s?[1-9]\d{4,10}(?!\d)|(?<!\w)t\.me/\w+"
    ),
    "a home address": (
        rf"[{HAN}0-9]号楼|\d+ ?(?:栋|幢|单元|室)(?![{HAN}]*议)"
        r"|(?<!\w)(?:room|flat|apartment|apt\.?) (?:no\. ?)?\d{2,4}(?!\w| per)"
    ),
}
_PATTERNS = {what: re.compile(pattern, re.IGNORECASE) for what, pattern in PATTERNS.items()}
_DASHES = re.compile("[\u2010-\u2015\u2212\u30fc\uff0d\ufe63]")


def private_data(text: str) -> Iterator[tuple[str, str]]:
    """What kinds of private data a line may hold, each with the words found."""
    plain = _DASHES.sub("-", unicodedata.normalize("NFKC", text))
    plain = "".join(letter for letter in plain if unicodedata.category(letter) != "Cf")
    for what, pattern in _PATTERNS.items():
        if found := pattern.search(plain):
            yield what, found[0]
