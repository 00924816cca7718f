"""What pages may use of Markdown: the one table of directives, roles, blocks, attributes, addresses and file types.

The linter refuses what is not in it, and so does the parser of the build, at the point of use: a directive that a
dependency adds tomorrow is refused until somebody writes it here. The reader knows by it what is Markdown and what is
not, and the views are registered under its names.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from urllib.parse import unquote

from .bibliography import PART
from .kinds import CHINESE_TITLE, KINDS, LONGEST_CHINESE_TITLE
from .sources import STREAMS


class Body(Enum):
    """What stands inside a directive."""

    MARKDOWN = "Markdown, read like the rest of the page"
    LITERAL = "text that is no Markdown"
    TERMS = "the terms of a glossary, with their explanations in Markdown"
    NONE = "nothing"


class Argument(Enum):
    """What stands behind the name of a directive on its first line."""

    NONE = "nothing, or the beginning of the body"
    WORD = "a word of its own, such as an id, a language or numbers of columns"
    TITLE = "a title in Markdown"
    PICTURE = "the path of a picture"


Check = Callable[[str], bool]


def _matching(pattern: str) -> Check:
    return lambda text: re.fullmatch(pattern, text) is not None


def _anything(text: str) -> bool:
    return True


def is_page_address(text: str) -> bool:
    """Whether an address leads to a page of this site: /people/yue-xin.md, #an-anchor, or a docname."""
    return bool(text) and PAGE_ADDRESS.fullmatch(unquote(text)) is not None


PAGE_ADDRESS = re.compile(r"(/?[a-z0-9-]+(/[a-z0-9-]+)*(\.md)?)?(#[\w-]+)?")
FLAG = _matching("|true")
WORDS = _matching(r"[^\\]+")  # a backslash would stand for a sign that nobody sees in the page
NUMBERS = _matching("[0-9]{1,2}( [0-9]{1,2})*")
WIDTH = _matching(r"[1-9]\d{0,2}%|[1-9]\d{0,3}(px)?")
GRID = _matching("(?:(?:[1-9]|1[0-2])( (?:[1-9]|1[0-2])){3}|[1-9]|1[0-2])?")  # columns, on four widths of screens
NAME = _matching("[a-z0-9-]*")
ID = _matching("[a-z0-9-]+")
NAMES = _matching("[a-z0-9-]+(, [a-z0-9-]+)*")
# A program's language, as the highlighter knows it; it becomes a class.
LANGUAGE = _matching("[A-Za-z0-9+#.-]{0,30}")


@dataclass(frozen=True)
class Directive:
    """A directive that pages may use, with its options and what each may hold.

    `says` is what its argument may hold.
    """

    name: str
    body: Body = Body.MARKDOWN
    argument: Argument = Argument.NONE
    options: Mapping[str, Check] = field(default_factory=dict)
    says: Check = _anything


TWO_VIEWS = "two-views"  # the claims that stand most apart on a question
BIBLIOGRAPHY, TOCTREE = "bibliography", "toctree"
ANNOTATED = "annotated-bibliography"  # what the sources of a stream argue
COURSE = "course"  # how those of a count went on, by the counts that are parts of it
PHASE_STRIP = "phase-strip"  # stands on the page of a phase
# Filled from the records when a page is written, by the functions in views; what may narrow them.
VIEWS = {
    ANNOTATED: _matching("|".join(STREAMS)),
    "argument-map": NAME,
    BIBLIOGRAPHY: _matching(f"|{PART.pattern}"),
    "chronology": NAME,
    "contact": FLAG,
    "copies": FLAG,
    "count-figures": ID,
    COURSE: ID,
    "coverage": FLAG,
    "directory": _matching(f"(?:{'|'.join(KINDS)})(?: by page)?"),
    "downloads": FLAG,
    "fields": _matching(f"{'|'.join(KINDS)}|source"),
    "files-to-carry": FLAG,
    "held-by-measure": FLAG,
    "held-each-day": FLAG,
    "matrix": FLAG,
    "places-map": FLAG,
    PHASE_STRIP: FLAG,
    TWO_VIEWS: NAMES,
    "search-form": FLAG,
    "struggle": FLAG,
    "unanswered": FLAG,
    "who-was-held": FLAG,
}
# Views whose argument is the id of a record, and its kind.
SHOW_RECORD = {"count-figures": "count", COURSE: "count"}

_CARD = {"link": is_page_address, "link-type": _matching("doc|ref")}
_PICTURE = {"alt": WORDS, "width": WIDTH}
_CONTENTS = {"hidden": FLAG, "glob": FLAG, "caption": WORDS, "maxdepth": NUMBERS}
_BOXES = ("note", "warning", "tip", "important", "seealso", "epigraph")
DIRECTIVES = {
    directive.name: directive
    for directive in (
        *(Directive(kind, argument=Argument.WORD, options=dict.fromkeys(KINDS[kind].options, WORDS)) for kind in KINDS),
        *(Directive(view, Body.NONE, Argument.WORD, says=says) for view, says in VIEWS.items()),
        Directive("catalogue-of-mistakes", Body.NONE),
        Directive("glossary", Body.TERMS),
        Directive(TOCTREE, Body.LITERAL, options=_CONTENTS),
        Directive("code-block", Body.LITERAL, Argument.WORD, says=LANGUAGE),
        Directive("image", Body.NONE, Argument.PICTURE, _PICTURE),
        Directive("figure", Body.MARKDOWN, Argument.PICTURE, _PICTURE),
        *(Directive(name) for name in _BOXES),
        *(Directive(name, argument=Argument.TITLE) for name in ("admonition", "tab-item", "table")),
        Directive("dropdown", argument=Argument.TITLE, options={"open": FLAG}),
        Directive("rubric", Body.NONE, Argument.TITLE),
        Directive("list-table", argument=Argument.TITLE, options={"header-rows": NUMBERS}),
        Directive("grid", argument=Argument.WORD, options={"gutter": NUMBERS}, says=GRID),
        *(Directive(name, argument=Argument.TITLE, options=_CARD) for name in ("card", "grid-item-card")),
        Directive("tab-set"),
    )
}
TEXTUAL = "cite:t"  # in which the author is part of the sentence
CITATION_ROLES = ("cite:p", TEXTUAL)
ROLES = (*KINDS, *CITATION_ROLES, "term", "doc", "ref", "abbr", "sub", "sup")
_ROLE = re.compile(r"\{([\w:]+)\}`([^`]*)`")
_CITATION_NOTES = re.compile(r"\{[^{}]*\}")
_EXPLICIT_TITLE = re.compile(r"(.*?)\s*<([^<>]+)>\s*", re.DOTALL)


def split_roles(text: str) -> Iterator[tuple[str, str]]:
    """A line as written, cut at its roles: name and content of each, and with "" for a name the words between them."""
    end = 0
    for match in _ROLE.finditer(text):
        yield "", text[end : match.start()]
        yield match[1], match[2]
        end = match.end()
    yield "", text[end:]


def title_and_target(content: str) -> tuple[str, str]:
    """The content of a role: what is to be shown, or nothing, and what it names: `the poet <mi-jiuping>`."""
    match = _EXPLICIT_TITLE.fullmatch(content)
    return (match[1].strip(), match[2].strip()) if match else ("", content.strip())


def cited_keys(content: str) -> list[str]:
    """The keys that a citation names: `{see}yue2018letter{p. 3}, li2019report`."""
    return [key.strip() for key in _CITATION_NOTES.sub("", content).split(",")]


# What may stand between two lines of --- at the top of a page: what is `true` or not there; a title of few characters
# for the sidebar, the way to the page and figures, which a page with a longer one must have; one in Chinese; what the
# page is about, for search engines, where its first paragraph does not say so.
ORPHAN, SHORT_TITLE, DESCRIPTION = "orphan", "short", "description"
FLAGS = (ORPHAN, "hide-toc")
# Setting -> how many characters it may have; of a description, what search engines show.
LONGEST = {SHORT_TITLE: 24, CHINESE_TITLE: LONGEST_CHINESE_TITLE, DESCRIPTION: 160}
FRONT_MATTER = (*FLAGS, *LONGEST)
LONGEST_SHORT_TITLE = LONGEST[SHORT_TITLE]
# What braces may say of a run of text: its language, which the build marks by itself where it can, and that the search
# passes it over, as an example of a query that is no answer to it.
UNSEARCHED = "no-search"
CLASSES = ("language-zh-hans", "language-zh-hant", "language-en", "language-de", "language-fr", UNSEARCHED)
PICTURES = (".png", ".jpg", ".jpeg", ".webp")

# Types of the parser's tokens that pages may hold, blocks first. Of the others some lose words (comments, targets,
# breaks), and those that a later version adds are not known yet.
BLOCKS = (
    *("paragraph", "heading", "hr", "blockquote", "bullet_list", "ordered_list", "list_item", "fence", "colon_fence"),
    *("table", "thead", "tbody", "tr", "th", "td", "dl", "dt", "dd", "inline"),
    *("footnote_block", "footnote", "footnote_anchor", "footnote_reference", "front_matter"),
)
INLINES = (
    *("text", "text_special", "softbreak", "hardbreak", "em", "strong", "code_inline", "link", "image", "span"),
    *("myst_role", "footnote_ref"),
)
