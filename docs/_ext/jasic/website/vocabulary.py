"""What the scripts of the website know of the tables in Python: kinds of result, addresses, and their own words.

It is written to `_static/search-vocabulary.js`, which every page loads, so it is to stay small. To change a sentence
that the search says, change it here.
"""

import json
from typing import Any, NamedTuple

from ..model.record_kinds import KINDS
from ..model.records import PAGE, SOURCE, TERM
from ..translation import _


class ResultKind(NamedTuple):
    """What a result may be: how one is called, how several are, and how likely one is meant (see `Kind.weight`)."""

    label: str
    labels: str
    weight: float


RESULT_KINDS = {
    **{name: ResultKind(kind.label, kind.labels, kind.weight) for name, kind in KINDS.items()},
    TERM: ResultKind(_("Glossary"), _("Glossary"), 0.92),
    PAGE: ResultKind(_("Page"), _("Pages"), 1),
    SOURCE: ResultKind(_("Source"), _("Sources"), 0.4),
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
    "examples": _("Yue Xin; 24 August 2018; 谁被判刑"),
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


def vocabulary(nothing_found: str) -> dict[str, Any]:
    """The tables in the language of the build; the types are those of JasicVocabulary in globals.d.ts of the tests.

    `nothing_found` is where a reader may say that a search has missed something, with {query} in it, or nothing.
    """
    return {
        "kinds": {
            name: {"label": str(kind.label), "labels": str(kind.labels), "weight": kind.weight}
            for name, kind in RESULT_KINDS.items()
        },
        "answering": ANSWERING,
        "nothingFound": nothing_found,
        "messages": {name: str(message) for name, message in MESSAGES.items()},
    }


def vocabulary_as_javascript(nothing_found: str) -> str:
    text = json.dumps(vocabulary(nothing_found), ensure_ascii=False, separators=(",", ":"))
    return f"/* Written by website/vocabulary.py. */\nconst JasicVocabulary = {text};\n"
