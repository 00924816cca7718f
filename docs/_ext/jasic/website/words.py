"""What counts as one word for the search, on both sides: in the pages (here) and in the query (words.js).

`words.js` is the twin of `split`; both read the rules below, and tests/test_search.py compares them.
"""

import json
import re
import unicodedata
from functools import cache
from importlib.resources import files
from itertools import pairwise
from pathlib import Path

import opencc

from ..model.chinese import HAN

MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_MONTH = (
    "(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    "oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_DAY = "([0-3]?[0-9])(?:st|nd|rd|th)?"
_YEAR = "([12][0-9]{3})"
_EDGE = "(?![0-9a-z])"

# Name -> pattern, the first that fits wins. Groups are numbered, which Python and JavaScript read alike.
FORMS = {
    "ymd": f"{_YEAR}[-/.]([0-9]{{1,2}})[-/.]([0-9]{{1,2}}){_EDGE}",
    "chinese": f"(?:{_YEAR}年 ?)?([0-9]{{1,2}})月(?: ?([0-9]{{1,2}})(?:日|号)?{_EDGE})?",
    "days": f"{_DAY} ?(?:-|–|to|and) ?{_DAY} {_MONTH}(?:,? {_YEAR})?{_EDGE}",
    "day": f"{_DAY} (?:of )?{_MONTH}[.]?(?:,? {_YEAR})?{_EDGE}",
    "american": f"{_MONTH}[.]? {_DAY}{_EDGE}(?:,? {_YEAR}{_EDGE})?",
    "month": f"{_MONTH}[.]?,? {_YEAR}{_EDGE}",
    "dmy": f"([0-9]{{1,2}})[/.]([0-9]{{1,2}})[/.]{_YEAR}{_EDGE}",
    "ym": f"{_YEAR}-([0-9]{{1,2}}){_EDGE}",
    "compact": f"{_YEAR}([01][0-9])([0-3][0-9]){_EDGE}",
    "short": f"([0-9]{{1,2}})([/.·])([0-9]{{1,2}}){_EDGE}",
    "han": f"([{HAN}]+)",
    "word": None,  # letters and digits of any other script; the one place where the two languages differ
}
# American and British forms fall together. Both sides are folded alike, so a rule may overdo it.
SPELLINGS = {
    "([a-z]{2})our": "$1or",
    "([a-z]{3})iz": "$1is",
    "alyz": "alys",
    "([a-z]{3})tre(s?)$": "$1ter$2",
    "(def|off|lic|pret)ence": "$1ense",
    "([aeiou][^aeiou]+e)ll(ed|ing|er|ers)$": "$1l$2",
    "^programme": "program",
    "dgement": "dgment",
    "practise": "practice",
    "scept": "skept",
    "^enquir": "inquir",
    "^criticisms?$": "critic",
    "([a-z]{3})isms?$": "$1ist",  # Maoism is what a Maoist has; Sphinx's stems keep them apart
}
# ’s at the end of a word says nothing; any other apostrophe, as in Xi'an or Chiu-p'ing, is passed over.
APOSTROPHES = [("['’‘ʼ`]s(?![0-9a-z])", ""), ("['’‘ʼ`]", "")]

# Words that a reader may use for one another; a passage with another of the group counts, but for less.
SYNONYMS = [
    "canton guangzhou",
    "peking beijing",
    "criticise critic critique critical",
    "democracy democrat democratic",
    "bureaucracy bureaucrat bureaucratic",
    "analysis analyse analyst",
    "heresy heretic heretical",
    "defend defence defender",
    "beat beaten hit struck assault",
    "employee workforce staff personnel",
    "jail prison imprison sentence",
    "arrest detain detention custody seize taken",
    "missing disappear vanish",
    "dismiss fire sack",
    "release free freed bail",
    "legal lawful law",
    "leader leadership led lead",
    "protest rally demonstration march",
    "trial court verdict",
    "appeal petition",
    "movement struggle campaign",
    "satire irony ironic",
    "loyal loyalty loyalist obeisance",
    "autonomy independence self-organisation autonomous independent",
    "company factory plant firm employer",
    "regulation rule fine",
    "foreign abroad overseas",
    "figure number count",
    "contradiction conflicting dispute disagree differ",
    "harm hurt damage",
    "reuse copy reproduce licence",
    "video film recording",
    "blog website site",
    "founding establish found set",
    "attorney lawyer",
    "policeman policemen officer police",
    "journalist reporter editor",
    "club society",
    "labourer worker",
    "storm raid clearance",
    "regime state government authorities",
    "prisoner detainee custody",
    "mistreatment treatment torture abuse",
    "spreadsheet data download csv",
    "error mistake correct",
    "striker strike",
    "family parents relatives",
    "classmate student",
    "fake sham",
    "rich wealth",
    "agitator outsider",
    "censor censorship instruction deleted",
]

# The pages are in English: what a question in Chinese asks for is also looked for in English.
CHINESE = {
    "为什么": "why", "怎么": "how", "如何": "how", "多少": "how many", "什么是": "what is", "是什么": "what is",
    "谁": "who", "哪里": "where", "何时": "when", "什么时候": "when", "什么": "what", "佳士": "Jasic",
    "工人": "workers", "工友": "workers", "学生": "students", "大学": "university", "高校": "university",
    "领导": "led", "支持": "support", "声援": "support", "工会": "union", "独立": "independent", "组建": "found",
    "建会": "union", "罢工": "strike", "抗议": "protest", "维权": "rights", "权利": "rights",
    "公开信": "open letter", "请愿": "petition", "联名": "signatures", "声明": "statement", "被捕": "arrested",
    "逮捕": "arrest", "拘留": "detention", "抓捕": "detained", "清场": "raid", "失踪": "missing",
    "释放": "released", "判刑": "sentenced", "刑期": "sentence", "审判": "trial", "律师": "lawyer",
    "警察": "police", "警方": "police", "派出所": "police station", "认罪": "confession", "视频": "video",
    "暴力": "violence", "镇压": "repression", "开除": "dismissed", "解雇": "dismissed", "罚款": "fines",
    "加班": "overtime", "公司": "company", "工厂": "factory", "官方": "official", "国家": "state",
    "政府": "government", "媒体": "media", "报道": "report", "外国": "foreign", "境外": "foreign", "资金": "money",
    "马克思主义": "Marxism", "马会": "Marxist society", "社团": "society", "毛派": "Maoist", "毛主义": "Maoism",
    "毛泽东": "Mao", "习近平": "Xi Jinping", "左派": "left", "左翼": "left", "文革": "Cultural Revolution",
    "反讽": "irony", "讽刺": "irony", "忠诚": "loyal", "官僚": "bureaucracy", "自由": "freedom", "法律": "law",
    "合法": "lawful", "时间线": "timeline", "数字": "numbers", "结果": "outcome", "教训": "lessons",
    "尘肺": "silicosis", "香港": "Hong Kong", "国际": "international", "合作": "support", "批评": "criticism",
    "辩论": "debate", "争论": "debate",
}  # fmt: skip

# How Wade and Giles wrote the parts of a pinyin syllable, where they wrote them otherwise, and whole syllables.
# English books used their system until about 1980: Chiang Ch'ing is Jiang Qing. Apostrophes are often left out.
INITIALS = {
    "zh": "ch", "ch": "ch", "sh": "sh", "b": "p", "p": "p", "d": "t", "t": "t", "g": "k", "k": "k", "j": "ch",
    "q": "ch", "x": "hs", "z": "ts", "c": "ts", "r": "j", "m": "m", "f": "f", "n": "n", "l": "l", "h": "h", "s": "s",
    "w": "w", "y": "y", "": "",
}  # fmt: skip
FINALS = {
    "a": "a", "ai": "ai", "an": "an", "ang": "ang", "ao": "ao", "e": "e", "ei": "ei", "en": "en", "eng": "eng",
    "er": "erh", "i": "i", "ia": "ia", "ian": "ien", "iang": "iang", "iao": "iao", "ie": "ieh", "in": "in",
    "ing": "ing", "iong": "iung", "iu": "iu", "o": "o", "ong": "ung", "ou": "ou", "u": "u", "ua": "ua", "uai": "uai",
    "uan": "uan", "uang": "uang", "ue": "ueh", "ui": "ui", "un": "un", "uo": "o",
}  # fmt: skip
SYLLABLES = {
    "zhi": "chih", "chi": "chih", "shi": "shih", "ri": "jih", "zi": "tzu", "ci": "tzu", "si": "szu", "yi": "i",
    "ye": "yeh", "yan": "yen", "you": "yu", "ge": "ko", "ke": "ko", "he": "ho", "gui": "kuei",
    "kui": "kuei", "duo": "to", "tuo": "to", "luo": "lo", "nuo": "no", "zuo": "tso", "cuo": "tso", "suo": "so",
    "zhuo": "cho", "chuo": "cho", "ruo": "jo",
}  # fmt: skip

_WORD = f"((?:(?![{HAN}])[^\\W_])+)"
_FORMS = re.compile("|".join(f"(?P<{name}>{pattern or _WORD})" for name, pattern in FORMS.items()))
_FORM = {name: re.compile(pattern or _WORD) for name, pattern in FORMS.items()}
_APOSTROPHES = [(re.compile(pattern), new) for pattern, new in APOSTROPHES]
_SPELLINGS = [(re.compile(pattern), new.replace("$", "\\")) for pattern, new in SPELLINGS.items()]


@cache
def simplified():
    """Traditional character -> simplified, from OpenCC, which keeps the most complete table."""
    table = files(opencc).joinpath("dictionary", "TSCharacters.txt").read_text(encoding="utf-8")
    pairs = (line.split("\t") for line in table.splitlines())
    return {old: new.split()[0] for old, new in pairs if len(old) == 1 and new.split()[0] != old}


def fold(text):
    """A text without case, marks, apostrophes and traditional characters."""
    text = unicodedata.normalize("NFKD", text)
    text = "".join(letter for letter in text if unicodedata.category(letter) != "Mn").lower()
    for pattern, new in _APOSTROPHES:
        text = pattern.sub(new, text)
    return text.translate(_table())


@cache
def _table():
    return str.maketrans(simplified())


def split(text):
    """The words of a text, as a list: folded words, pairs of Han characters, dates in one form.

    `24 August 2018` gives 2018-08-24, 08-24 and 2018-08, so that each is found by the others' readers.
    """
    found = []
    for match in _FORMS.finditer(fold(text)):
        name = match.lastgroup
        groups = _FORM[name].fullmatch(match[0]).groups("")
        found += _read(name, groups) or re.findall("[0-9a-z]+", match[0])
    return found


def _read(name, groups):
    """The words of one match; none where it only looks like a date."""
    if name == "word":
        return [_spelt(groups[0])]
    if name == "han":
        run = list(groups[0])  # by code point
        return ["".join(pair) for pair in pairwise(run)] or run
    if name == "days":
        return [word for day in groups[:2] for word in date_words(groups[3], groups[2], day)]
    if name == "dmy" and int(groups[1]) > 12:
        return date_words(groups[2], groups[0], groups[1])
    if name == "short":
        first, sign, second = groups
        return date_words("", *((second, first) if sign == "/" and int(second) <= 12 else (first, second)))
    # Which group is the year, the month, the day.
    order = {
        "ymd": (0, 1, 2),
        "compact": (0, 1, 2),
        "chinese": (0, 1, 2),
        "day": (2, 1, 0),
        "american": (2, 0, 1),
        "month": (1, 0, None),
        "dmy": (2, 1, 0),
        "ym": (0, 1, None),
    }[name]
    return date_words(*("" if place is None else groups[place] for place in order))


def date_words(year, month, day):
    """The words that stand for a date, from most to least exact; none where there is no such day.

    The month may be a number or an English name. `year` and `day` may be empty.
    """
    number = int(month) if month.isdigit() else MONTHS.index(month[:3]) + 1
    if not 1 <= number <= 12 or (day and not 1 <= int(day) <= 31):
        return []
    month = f"{number:02}"
    day = f"{int(day):02}" if day else ""
    words = [f"{year}-{month}-{day}" if year and day else "", f"{month}-{day}" if day else ""]
    words.append(f"{year}-{month}" if year else "" if day else f"month-{month}")
    return [word for word in words if word]


def _spelt(word):
    for pattern, new in _SPELLINGS:
        word = pattern.sub(new, word)
    return word


@cache
def javascript():
    """The twin of `split`, for the browser."""
    old, new = "".join(simplified()), "".join(simplified().values())
    rules = {"forms": FORMS, "han": HAN, "months": MONTHS, "traditional": old, "simplified": new}
    rules |= {"apostrophes": APOSTROPHES, "spellings": list(SPELLINGS.items()), "synonyms": SYNONYMS}
    rules["chinese"] = sorted(CHINESE.items(), key=lambda pair: -len(pair[0]))
    rules |= {"initials": INITIALS, "finals": FINALS, "syllables": SYLLABLES}
    rules = json.dumps(rules, ensure_ascii=False)
    return Path(__file__).with_name("static").joinpath("words.js").read_text(encoding="utf-8").replace("RULES", rules)
