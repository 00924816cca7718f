"""Words as Typst markup. They are written as string expressions, so no sign of a page is taken for markup.

Here is also what a printer does to words: one kind of quotation marks, no break between a day and its month or before
a dash, joints where an address or a very long word may break, and pinyin, which the rules of English must not divide.
"""

import re
from collections.abc import Iterable
from functools import cache

from ..model.chinese import HAN, PUNCTUATION, SHARED, is_chinese
from ..model.quotes import typographic
from ..model.record_kinds import SPEAKERS

CHINESE = f"{HAN}{PUNCTUATION}"
# A dash, a quotation mark or a numeral between two Chinese characters belongs to the Chinese run, as do a dash that
# stands at its end or beginning and a numeral right before it.
LONG_SIGN, NUMERAL_BEFORE = "—{2,}|…{2,}", r"(?<![\w.,])\d{1,4}"
CHINESE_RUN = re.compile(f"(?:{LONG_SIGN}|{NUMERAL_BEFORE})?[{CHINESE}](?:[{SHARED}]*[{CHINESE}])*(?:{LONG_SIGN})?")
# Books are at odds over a space between Chinese and numerals, and so are the sources; here is none.
SPACED_NUMERAL = re.compile(f"(?<=[{HAN}]) ?(\\d[\\d·.]*) ?(?=[{HAN}])|(?<!\\S)(\\d+) (?=[年月日])")
LONG_DASH = re.compile("—{3,}")  # Chinese has one of two signs; more would not touch
NAMES_OF_SPEAKERS = tuple(str(speaker.label) for speaker in SPEAKERS.values())
# What belongs in one line, and what stands for it so that it does, in this order: dates and dashes (no line begins with
# a dash), then what only labels of citations have, then anything else.
Bound = tuple[re.Pattern[str], str]
DATES_AND_DASHES: tuple[Bound, ...] = (
    (re.compile(r"(?<![\d.,])(\d{1,2}) (?=[A-Z][a-z]{2,8}\b)"), "\\1\u00a0"),  # a day and its month
    (re.compile("no date"), "no\u00a0date"),
    (re.compile(r"(?<![A-Za-z] )\b(\d{4}) – (?=\d{4}\b)"), "\\1–"),  # years, as elsewhere without spaces
    (re.compile(" -(?= )"), " –"),  # a hyphen for a dash, as in many titles
    (re.compile(r"(?<=[A-Z][a-z]{2}) – (?=[A-Z][a-z]{2} \d{4}\b)"), "–\u2060"),  # months of a label, not so wide
    (re.compile(" –(?=[ \u00a0])"), "\u00a0–"),
    (re.compile("–\u00a0"), "–\u2060\u00a0"),  # behind a dash that space does not bind
)
IN_LABELS: tuple[Bound, ...] = (
    (re.compile(r"(?<!\S)([^\s\d]{1,14}) (?=\d{4}\b)"), "\\1\u00a0"),  # its last word and the year
    (re.compile(r"(?<!\S)([A-Z]\S{0,5}) (?=[A-Z]\S{0,6} )"), "\\1\u00a0"),  # a short name: Li Yizhe, Dui Hua
)
ANYWHERE: tuple[Bound, ...] = (
    (re.compile(r"(?<=\d)–(?=\d)"), "–\u2060"),
    (re.compile(r"(?<=\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)) (?=\d{4}\b)"), "\u00a0"),
    (re.compile(r"(?<=\d) (?=(?:years?|months?|weeks?|days?|hours?|minutes?|yuan|million|per cent)\b)"), "\u00a0"),
    (re.compile(r"(?<![\w./-])(\d{1,3}-)(?=[a-z])"), "\\1\u2060"),  # 27-year-old
    (re.compile(r"(?<=\d-\u2060year)-(?=[a-z])"), "-\u2060"),
    (re.compile(r"\b([Aa]rticles?|[Cc]onventions?|[Cc]ases?|[Pp]arts?|[Nn]os?\.) (?=\d)"), "\\1\u00a0"),  # of a law
    (re.compile(r"(?<=\b[A-Z])-(?=\w)|(?<=\bAll)-(?=China\b)"), "-\u2060"),  # the short half of a name, as A-Ying
    (re.compile(r"(?<![\w.])([A-Z]\.) (?=[A-Z])"), "\\1\u00a0"),  # an initial, and the name or the initial behind it
    # The name of a claim and the number of a page, which a reader looks up.
    (re.compile(rf"(?<!\w)({'|'.join(map(re.escape, NAMES_OF_SPEAKERS))}|pp?\.) (?=\d)"), "\\1\u00a0"),
    (re.compile(r"(?<=\w) (?=[a-z](?![\w\s’]))"), "\u00a0"),  # a letter that ends something: `2018 a` in a citation
)
LONGEST_WORD = 24  # letters beyond which a word gets joints, for no column of the book is narrower
HOST = re.compile(r"(?<=[a-z0-9]{3}\.)(?=[a-z]{2})")  # inside the name of a website, which may break in a narrow column
LONG_HOST = re.compile(r"[\w.-]{15,}")  # a shorter one is not broken
LONG_WORD = re.compile(rf"[^\s{CHINESE}]{{{LONGEST_WORD + 1},}}")
JOINT = re.compile(r"(?<=\S{3})([/._=&?#-]+)(?=[^\s/._=&?#-]\S\S)")  # two characters do not stand alone
BREAK = "\u200b"  # where a line may end, unseen
LATIN = "A-Za-z\u00c0-\u024f\u1e00-\u1eff"
# Words in which the rules of English may put a hyphen; an address is a single one with its joints.
ADDRESS = rf"[\w{BREAK}-]+(?:[./]{BREAK}?[\w{BREAK}-]{{2,}})+"
LATIN_WORD = re.compile(f"{ADDRESS}|[{LATIN}]{{3,}}(?:’?[{LATIN}]{{2,}})*")
TONE = re.compile("[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ]", re.IGNORECASE)
SYLLABLES = re.compile(
    "(?:(?:zh|ch|sh|[bpmfdtnlgkhjqxzcsryw])?"
    "(?:iang|iong|uang|ang|eng|ing|ong|iao|ian|uai|uan|ai|ei|ui|ao|ou|iu|ie|ue|er|an|en|in|un|ia|ua|uo|a|o|e|i|u|ü|v)’?)"
    "{2,}",
    re.IGNORECASE,
)
# Words of English, frequent here, that could be syllables of pinyin.
LIKE_PINYIN = ("Change", "China", "Chinese", "Figure", "Human", "Media", "Police", "Radio", "Utopia", "Women")
CHINESE_WORD = re.compile(f"[{HAN}]{{1,6}}")  # and not a sentence
CHINESE_END = re.compile(f"(?<=[{HAN}])[{HAN}]{{2}}[{PUNCTUATION}”’]*$")
NUMERAL_IN_QUOTES = re.compile(r"“\d+$")  # before a Chinese run, to which they belong
LONGEST_HEAD = 36  # letters of an entry in the head of a page
LONGEST_NAME = 11  # letters of a word with a capital that is not divided: most are names, and months
SHORTEST_DIVIDED = 5  # letters of a word that a line may end in


def quoted(text: str) -> str:
    """A Typst string expression for `text`."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def short(text: str, longest: int = LONGEST_HEAD) -> str:
    """An entry as the head of a page has room for it."""
    text = typographic(text)
    return text if len(text) <= longest else text[:longest].rsplit(" ", 1)[0] + " …"


def boolean(value: bool) -> str:
    return "true" if value else "false"


def array(items: Iterable[str]) -> str:
    """A Typst array of expressions."""
    return "(" + "".join(f"{item}, " for item in items) + ")"


def words(
    text: str,
    heavy: bool = False,
    chinese: bool = False,
    is_narrow: bool = False,
    is_label: bool = False,
    is_divided: bool = True,
    is_bound: bool = True,
) -> str:
    """Markup for plain text: in a narrow column or not, of a citation or not, with words that may be divided or not.

    With `is_bound` words of Chinese are kept in one line; in long lists that would take more memory than it is worth.

    Chinese runs get their language; inside text that is marked as `chinese` they have it already. Bold text needs
    another Chinese font, since the serif one has a single weight.
    """
    text = LONG_DASH.sub("——", closed_up(text.replace("\n", " ")))
    if chinese:
        return _chinese(text, is_bound)
    text = printed(text, is_narrow, is_label)
    parts, end = [], 0
    for run in CHINESE_RUN.finditer(text):
        start, stop = _with_its_quotes(text, *run.span())
        parts.append(_latin(text[end:start], is_divided))
        shown = _chinese(text[start:stop], is_bound)
        parts.append(f"#zh(heavy: true)[{shown}]" if heavy else f"#zh[{shown}]")
        end = stop
    parts.append(_latin(text[end:], is_divided))
    return "".join(parts)


def closed_up(text: str) -> str:
    """A text without spaces between Chinese and the numerals in it."""
    return SPACED_NUMERAL.sub(lambda found: found[1] or found[2], text)


def is_within_chinese(text: str, place: int) -> bool:
    """Whether a place lies inside of a run of Chinese."""
    return is_chinese(text[place - 1 : place]) and is_chinese(text[place : place + 1])


def _chinese(text: str, is_bound: bool) -> str:
    """Markup for Chinese: a short run is a word and kept in one line, of a longer one the last two characters are."""
    if is_bound and len(text) > 1 and CHINESE_WORD.fullmatch(text):
        return f"#bound({quoted(text)})"
    if is_bound and (end := CHINESE_END.search(text)):
        return f"#{quoted(text[: end.start()])}#bound({quoted(end[0])})"
    return "#" + quoted(text)


def _with_its_quotes(text: str, start: int, end: int) -> tuple[int, int]:
    """A Chinese run with the mark that opens or closes it, where the other one of the pair stands within."""
    run = text[start:end]
    if (numeral := NUMERAL_IN_QUOTES.search(text, 0, start)) and run.count("”") > run.count("“"):
        return numeral.start(), end
    if text[end : end + 1] == "”" and run.count("“") > run.count("”"):
        return start, end + 1
    if text[start - 1 : start] == "“" and run.count("”") > run.count("“"):
        return start - 1, end
    return start, end


def printed(text: str, is_narrow: bool = False, is_label: bool = False) -> str:
    """Words as a printer sets them: quotation marks, what belongs in one line, joints in what is too long for one."""
    text = typographic(text)
    for found, bound in (*DATES_AND_DASHES, *(IN_LABELS if is_label else ()), *ANYWHERE):
        text = found.sub(bound, text)
    text = LONG_HOST.sub(lambda found: HOST.sub(BREAK, found[0]), text) if is_narrow else text
    return LONG_WORD.sub(lambda found: jointed(found[0]), text)


def jointed(text: str) -> str:
    """A long word or address with places where a line may end: at its signs, or anywhere where it has none."""
    parts = JOINT.sub(f"\\1{BREAK}", text).split(BREAK)
    size = LONGEST_WORD
    return BREAK.join(BREAK.join(part[at : at + size] for at in range(0, len(part), size)) for part in parts)


def _latin(text: str, is_divided: bool) -> str:
    """Markup for words without Chinese; pinyin, addresses and names stay undivided, those of several words together."""
    parts, end = [], 0
    whole = [word.span() for word in LATIN_WORD.finditer(text) if is_undivided(word[0])] if is_divided else []
    while whole:
        start, stop = whole.pop(0)
        while whole and text[stop : whole[0][0]] in (" ", "\u00a0"):
            stop = whole.pop(0)[1]
        parts.append("#" + quoted(text[end:start]) if start > end else "")
        parts.append(f"#whole({quoted(text[start:stop])})")
        end = stop
    if end < len(text):
        parts.append("#" + quoted(text[end:]))
    return "".join(parts)


@cache
def is_undivided(word: str) -> bool:
    """Whether the rules of English must put no hyphen into a word."""
    is_address = bool(set("./") & set(word)) and any(map(str.isalpha, word))
    is_name = word[0].isupper() and SHORTEST_DIVIDED <= len(word) <= LONGEST_NAME
    is_speaker = word in NAMES_OF_SPEAKERS
    return is_address or is_name or is_speaker or is_pinyin(word)


@cache
def is_pinyin(word: str) -> bool:
    """Whether a word has a tone, or is a name that could be syllables of pinyin."""
    is_name = word[0].isupper() and len(word) >= SHORTEST_DIVIDED and word not in LIKE_PINYIN
    return bool(TONE.search(word) or (is_name and SYLLABLES.fullmatch(word)))
