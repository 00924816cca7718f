"""The engine of the search in one file: the scripts of static/ that read the index, and what they know of words.

On a slow line each file that is waited for takes as long as a hundred kilobytes, so a page gets them together, and
without their comments, which are half of them.
"""

from collections.abc import Set
from functools import cache
from pathlib import Path
from typing import Any

from pygments.lexers.javascript import JavascriptLexer
from pygments.token import Comment, Whitespace

from ..cache import cached_on_disk
from ..compat import IndexBuilder
from ..model.chinese import HAN
from . import lexicon, words
from .javascript import constant, literal
from .messages import in_chinese_as_javascript
from .stemming import language, stems

STATIC = Path(__file__).with_name("static")
# In the order in which they run: each may use those before it.
SCRIPTS = (
    "search-index.js",
    "words.js",
    "names.js",
    "query.js",
    "spelling.js",
    "ranking.js",
    "excerpt.js",
    "search-results.js",
)


def engine(sphinx: IndexBuilder, site_language: str, characters: Set[str]) -> str:
    """Sphinx's stop words and stemmer, our rules for an index with these characters, our Chinese, and our scripts."""
    scripts = "".join(without_comments((STATIC / name).read_text(encoding="utf-8")) for name in SCRIPTS)
    rules = constant("JasicRules", rules_of_words(characters))
    return sphinx.language_as_javascript() + rules + in_chinese_as_javascript(site_language) + scripts


@cached_on_disk
def without_comments(script: str) -> str:
    """A script without comments and indentation; what is a comment and no part of a string, Pygments knows."""
    text = []
    for kind, value in JavascriptLexer().get_tokens(script):
        if kind in Whitespace:
            text.append("\n" if "\n" in value else " ")
        elif kind not in Comment:
            text.append(value)
    return "\n".join(line for line in "".join(text).split("\n") if line.strip()) + "\n"


def rules_of_words(characters: Set[str]) -> dict[str, Any]:
    """All that words.js has to know: the types are those of JasicRules in tests/javascript/globals.d.ts.

    Of the traditional characters only those are kept that stand for any of `characters` or of these tables: the pages
    have no others, and all would be a third of what is loaded by then.
    """
    tables = _tables()
    known = characters | set(literal(tables))
    kept = {old: new for old, new in words.simplified().items() if new in known}
    return {**tables, "traditional": "".join(kept), "simplified": "".join(kept.values())}


@cache
def _tables() -> dict[str, Any]:
    """What words.js has to know whatever stands in the pages.

    Words are stemmed here, since stemming a thousand would keep a phone busy before it can ask for anything.
    """
    return {
        "forms": {name: form._asdict() for name, form in words.FORMS.items() if name != words.WORD},
        "han": HAN,
        "months": words.MONTHS,
        "chineseDate": words.CHINESE_DATE.pattern,
        "chineseYear": words.CHINESE_YEAR.pattern,
        "chineseNumber": words.CHINESE_NUMBER.pattern,
        "chineseDigit": words.DIGIT,
        "digits": words.DIGITS,
        "units": words.UNITS,
        "numerals": words.NUMERALS,
        "shortYear": words.SHORT_YEAR.pattern,
        "firstOfLastCentury": words.FIRST_OF_LAST_CENTURY,
        "thousands": words.THOUSANDS.pattern,
        "dotted": words.DOTTED.pattern,
        "article": words.ARTICLE.pattern,
        "numbers": lexicon.NUMBERS,
        "irregular": lexicon.IRREGULAR,
        "twoWords": words.TWO_WORDS.pattern,
        "apostrophes": lexicon.APOSTROPHES,
        "questions": lexicon.QUESTIONS,
        "spellings": list(lexicon.SPELLINGS.items()),
        "synonyms": [stems(group) for group in lexicon.SYNONYMS],
        "everyday": [(" ".join(stems(ours)), stems(theirs)) for ours, theirs in lexicon.EVERYDAY.items()],
        "weak": {"words": [language().stem(word) for word in lexicon.WEAK.split()], "weight": lexicon.WEAK_WEIGHT},
        "chinese": lexicon.ENGLISH_TO_CHINESE,
        "chineseStopwords": lexicon.CHINESE_STOPWORDS.split(),
        "wadeGiles": {
            "initials": lexicon.WADE_GILES_INITIALS,
            "finals": lexicon.WADE_GILES_FINALS,
            "syllables": lexicon.WADE_GILES_SYLLABLES,
        },
    }
