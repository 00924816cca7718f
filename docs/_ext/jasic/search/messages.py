"""What the scripts of the website know of the tables in Python: kinds of result, addresses, and their own words.

It is written to `_static/search-vocabulary.js`, which every page loads, so it is to stay small; but for what is said in
Chinese, which is a part of the engine. To change a sentence that the search says, change it here.
"""

from typing import NamedTuple

from ..model.record_kinds import KINDS
from ..model.records import PAGE, SOURCE, TERM
from ..translation import _
from ..views.search_form import EXAMPLES
from .javascript import constant

SUMMARY = "summary"  # the section of a page that says in Chinese what is on it


class ResultKind(NamedTuple):
    """What a result may be: how one is called, how several are, and how likely one is meant (see `Kind`)."""

    label: str
    labels: str
    chinese: str
    weight: float


RESULT_KINDS = {
    **{name: ResultKind(kind.label, kind.labels, kind.chinese, kind.weight) for name, kind in KINDS.items()},
    TERM: ResultKind(_("Glossary"), _("Glossary"), "词汇", 0.92),
    PAGE: ResultKind(_("Page"), _("Pages"), "页面", 0.96),
    SUMMARY: ResultKind(_("Page"), _("Pages"), "页面", 1),
    SOURCE: ResultKind(_("Source"), _("Sources"), "来源", 0.4),
}

# Which kind of result answers a question, by the question's name in lexicon.py.
ANSWERING = {"number": "count", "fate": "person", "words": "document"}

# Names in braces are filled in by the browser.
MESSAGES = {
    "search": _("Search"),
    "close": _("Close"),
    "preparing": _("Preparing the search …"),
    "failed": _("The search cannot start: {reason}. Use the index instead."),
    "missing": _("{file} is missing"),
    "changed": _("the site has changed since; load the page again"),
    "placeholder": _("A name, a date, a question …"),
    "hint": _("Names in English, Chinese or pinyin; dates; whole questions. For instance:"),
    "examples": EXAMPLES,
    "keys": _("↓ ↑ walk through the results · Enter shows them on a page of their own · Esc closes"),
    "best": _("Best matches"),
    "more": _("Show {number} more"),
    "oneResult": _("1 result."),
    "results": _("{number} results."),
    "incomplete": _("Without some of the words"),
    "noneHasAll": _("Nothing here has all of these words. This has some of them:"),
    "unknown": _("Not found here: {words}."),
    "corrected": _("Did you mean {words}? Showing its results."),
    "instead": _("Search for {words} instead"),
    "onlyCommonWords": _("Words like these stand everywhere. Add another one."),
    "nearestNames": _("Nothing has these words. The nearest names:"),
    "report": _("Something missing? Tell us what you looked for"),
    "nothing": _("Nothing was found. Try fewer or other words, a name in Chinese or pinyin, or a date."),
}

# What is said of a query in Chinese where the site is in another language, which its reader may read slowly.
CHINESE_HINT = "可用中文、拼音或日期查找，也可直接提问。"
IN_CHINESE = {
    "best": "最相关的结果",
    "more": "再显示 {number} 条",
    "oneResult": "1 条结果。",
    "results": "{number} 条结果。",
    "incomplete": "只符合部分词语的结果",
    "noneHasAll": "没有哪一处同时符合所有词语。以下符合其中一部分：",
    "unknown": "本站没有：{words}。",
    "corrected": "您要找的是不是{words}？以下按此查找。",
    "instead": "仍查“{words}”",
    "onlyCommonWords": "这些词到处都有，请再加一个词。",
    "nearestNames": "没有找到这些词。最接近的名称：",
    "report": "没找到？请告诉我们您在找什么",
    "nothing": "没有找到。请减少或换用词语，或输入姓名、拼音、日期。",
}


def vocabulary_as_javascript(nothing_found: str, language: str) -> str:
    """The tables in the language of the build; the types are those of JasicVocabulary in globals.d.ts of the tests.

    `nothing_found` is where a reader may say that a search has missed something, with {query} in it, or nothing.
    """
    vocabulary = {
        "kinds": {
            name: {"label": str(kind.label), "labels": str(kind.labels), "weight": kind.weight}
            for name, kind in RESULT_KINDS.items()
        },
        "answering": ANSWERING,
        "nothingFound": nothing_found,
        "chineseHint": "" if language.startswith("zh") else CHINESE_HINT,
        "messages": {name: str(message) for name, message in MESSAGES.items()},
    }
    return "/* Written by search/messages.py. */\n" + constant("JasicVocabulary", vocabulary)


def in_chinese_as_javascript(language: str) -> str:
    """What is said in Chinese, as JasicInChinese; nothing in a build whose own language that is."""
    words: dict[str, dict[str, str]] = {"messages": {}, "kinds": {}}
    if not language.startswith("zh"):
        words = {"messages": IN_CHINESE, "kinds": {name: kind.chinese for name, kind in RESULT_KINDS.items()}}
    return constant("JasicInChinese", words)
