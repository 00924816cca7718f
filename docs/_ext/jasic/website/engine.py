"""The engine of the search in one file: the scripts of static/ that read the index, and what they know of words.

On a slow line each file that is waited for takes as long as a hundred kilobytes, so a page gets them together, and
without their comments, which are half of them.
"""

from collections.abc import Set
from pathlib import Path

from pygments.lexers.javascript import JavascriptLexer
from pygments.token import Comment, Whitespace

from ..compat import IndexBuilder
from ..memory import remembered
from . import words
from .vocabulary import in_chinese_as_javascript

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


def engine(sphinx: IndexBuilder, language: str, characters: Set[str], stems: words.Stems) -> str:
    """Sphinx's stop words and stemmer, our rules for an index with these characters, our Chinese, and our scripts.

    `language` is that of the site.
    """
    scripts = "".join(without_comments((STATIC / name).read_text(encoding="utf-8")) for name in SCRIPTS)
    rules = words.rules_as_javascript(characters, sphinx.lang.stem, stems)
    return sphinx.language_as_javascript() + rules + in_chinese_as_javascript(language) + scripts


@remembered
def without_comments(script: str) -> str:
    """A script without comments and indentation; what is a comment and no part of a string, Pygments knows."""
    text = []
    for kind, value in JavascriptLexer().get_tokens(script):
        if kind in Whitespace:
            text.append("\n" if "\n" in value else " ")
        elif kind not in Comment:
            text.append(value)
    return "\n".join(line for line in "".join(text).split("\n") if line.strip()) + "\n"
