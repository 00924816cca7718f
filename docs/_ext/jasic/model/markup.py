"""What pages may use of Markdown: the one table of directives, roles, blocks, attributes, addresses and file types.

The linter refuses what is not in it, and so does the parser of the build, at the point of use: a directive that a
dependency adds tomorrow is refused until somebody writes it here. The reader knows by it what is Markdown and what is
not.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum

from .forms import ANYTHING, FLAG, GRID, GUTTER, LANGUAGE, NUMBER, PAGE_NAME, WIDTH, WORDS, Form, one_of
from .record_kinds import CHINESE_TITLE, KINDS, LONGEST_CHINESE_TITLE


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


@dataclass(frozen=True)
class Directive:
    """A directive that pages may use, with its options and what each may hold.

    `says` is what its argument may hold. One that is `titled` has a title, one that is `filled` is not empty. `inside`
    is the directive in which alone it stands, and which holds nothing else.
    """

    name: str
    body: Body = Body.MARKDOWN
    argument: Argument = Argument.NONE
    options: Mapping[str, Form] = field(default_factory=dict)
    says: Form = ANYTHING
    titled: bool = False
    filled: bool = False
    inside: str = ""

    @property
    def is_view(self) -> bool:
        """Whether it stands for what is made from the records, or from the rules."""
        return self.body is Body.NONE and self.argument in (Argument.NONE, Argument.WORD)


TABLE, LIST_TABLE, HEADER_ROWS = "table", "list-table", "header-rows"
FIGURE = "figure"
TOCTREE = "toctree"
CARD_LINK, LINK_TYPE = "link", "link-type"
_CARD = {CARD_LINK: PAGE_NAME, LINK_TYPE: one_of(["doc", "ref"])}
_PICTURE = {"alt": WORDS, "width": WIDTH}
_CONTENTS = {"hidden": FLAG, "glob": FLAG, "caption": WORDS, "maxdepth": NUMBER}
_BOXES = ("note", "warning", "tip", "important", "seealso", "epigraph")
# Views, the figures among them, enter themselves by the decorator `view` of nodes/registry.py.
DIRECTIVES = {
    directive.name: directive
    for directive in (
        *(Directive(kind, argument=Argument.WORD, options=dict.fromkeys(KINDS[kind].options, WORDS)) for kind in KINDS),
        Directive("catalogue-of-mistakes", Body.NONE),
        Directive("glossary", Body.TERMS),
        Directive(TOCTREE, Body.LITERAL, options=_CONTENTS, filled=True),
        Directive("code-block", Body.LITERAL, Argument.WORD, says=LANGUAGE, filled=True),
        Directive("image", Body.NONE, Argument.PICTURE, _PICTURE),
        Directive(FIGURE, Body.MARKDOWN, Argument.PICTURE, _PICTURE),
        *(Directive(name, filled=True) for name in _BOXES),
        Directive("admonition", argument=Argument.TITLE, titled=True, filled=True),
        Directive("dropdown", argument=Argument.TITLE, options={"open": FLAG}, titled=True, filled=True),
        Directive("rubric", Body.NONE, Argument.TITLE, titled=True),
        Directive(TABLE, argument=Argument.TITLE, filled=True),
        Directive(LIST_TABLE, argument=Argument.TITLE, options={HEADER_ROWS: NUMBER}, filled=True),
        Directive("card", argument=Argument.TITLE, options=_CARD),
        Directive("grid", argument=Argument.WORD, options={"gutter": GUTTER}, says=GRID, filled=True),
        Directive("grid-item-card", argument=Argument.TITLE, options=_CARD, inside="grid"),
        Directive("tab-set", filled=True),
        Directive("tab-item", argument=Argument.TITLE, titled=True, filled=True, inside="tab-set"),
    )
}
HOLDERS = {directive.inside: directive.name for directive in DIRECTIVES.values() if directive.inside}
TEXTUAL = "cite:t"  # in which the author is part of the sentence
CITATION_ROLES = ("cite:p", TEXTUAL)
ROLES = (*KINDS, *CITATION_ROLES, "term", "doc", "ref", "abbr", "sub", "sup")
MERGE = re.compile(r"(?:<{7}|={7}|>{7}|\|{7})(?: |\r?$)", re.MULTILINE)  # what git leaves of two versions of a file
_ROLE = re.compile(r"\{([\w:]+)\}`([^`]*)`")
_CITATION_NOTES = re.compile(r"\{[^{}]*\}")
_EXPLICIT_TITLE = re.compile(r"(.*)<([^<>]+)>\s*", re.DOTALL)


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


MOST_KEYS = 40  # of one citation; sphinxcontrib-bibtex calls itself for each
# Words in braces, a key, words in braces; what is wrong with a key itself is named where keys are looked up.
_CITED = r"(?:\s*\{[^{}]+\})?[^{},]*(?:\{[^{}]+\}\s*)?"
# The same of a citation in which nothing is wrong, to be taken apart.
_TARGET = re.compile(r"(?:\{([^{}]+)\})?\s*([^{}\s,]+)\s*(?:\{([^{}]+)\})?")
_CITATION = re.compile(rf"{_CITED}(,{_CITED})*")


def is_citation(content: str) -> bool:
    """Whether a citation is built as it has to be: keys with commas between them, words in braces beside them."""
    return _CITATION.fullmatch(content) is not None


def citation_notes(content: str) -> list[str]:
    """The words beside the keys of a citation: `see` and `p. 3`."""
    return [note.strip("{}") for note in _CITATION_NOTES.findall(content)]


def cited(content: str) -> list[tuple[str, str, str]]:
    """Key, words before and words after of each citation in a role that is built as it has to be."""
    return [(key, before, after) for before, key, after in _TARGET.findall(content)]


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
# What braces may say of a run of text: its language, which the build marks by itself where it can; that the search
# passes it over, as an example of a query that is no answer to it; that it is for one medium, see transforms/media.py.
UNSEARCHED, WEBSITE_ONLY, BOOK_ONLY = "no-search", "website-only", "book-only"
LANGUAGE_CLASSES = ("language-zh-hans", "language-zh-hant", "language-en", "language-de", "language-fr")
CLASSES = (*LANGUAGE_CLASSES, UNSEARCHED, WEBSITE_ONLY, BOOK_ONLY)
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
