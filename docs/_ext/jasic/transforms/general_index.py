"""The general index as readers look things up: Chinese stands by its pinyin, titles by their first telling word.

Sphinx sorts characters by their numbers, which nobody knows, and gives each first character a heading of its own. It
puts many titles under "A", and takes what follows a semicolon in one for an entry below it.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Any

from sphinx.application import Sphinx
from sphinx.locale import _ as sphinx_word

from ..domain import JasicDomain
from ..model.anchors import is_term
from ..model.chinese import is_chinese, pinyin
from ..model.project import Project
from ..model.quotes import typographic
from ..nodes.languages import marked_html
from ..translation import _

Entry = tuple[str, Any]  # the words, and what Sphinx knows of them
Group = tuple[str, Sequence[Entry]]  # a heading, and the entries under it

DIGITS = str.maketrans("0123456789", "零一二三四五六七八九")
ARTICLE = re.compile(r"(?:A|An|The|a|an|the) (?=\S)")  # passed over in sorting


def in_reading_order(groups: Sequence[Group], project: Project) -> list[Group]:
    """The groups of Sphinx's index anew: each entry under the first letter of what it is sorted by."""
    symbols = sphinx_word("Symbols")  # Sphinx's heading of what begins with no letter
    by_heading: dict[str, list[tuple[str, Entry]]] = {}
    for entry in whole_entries(groups):
        spelt = romanised(without_article(entry[0]), project)
        heading = spelt[:1].upper() if spelt[:1].isalpha() else symbols
        by_heading.setdefault(heading, []).append((spelt, entry))
    ordered = sorted(by_heading.items(), key=lambda item: (item[0] != symbols, item[0]))
    return [
        (heading, [entry for _spelt, entry in sorted(found, key=lambda item: (item[0], item[1][0]))])
        for heading, found in ordered
    ]


def whole_entries(groups: Sequence[Group]) -> Iterator[Entry]:
    """All entries, with the titles whole that Sphinx has split at their semicolon.

    Where a word of the glossary has an entry elsewhere too, each says which it is, and not by a number.
    """
    for _heading, entries in groups:
        for words, (links, below, key) in entries:
            terms = [link for link in links if is_term(link[1].partition("#")[2])]
            if others := [link for link in links if link not in terms]:
                yield words, (others, [], key)
            if terms:
                named = _("{term}, in the glossary").format(term=words) if others else words
                yield named, (terms, [], key)
            for rest, links_below in below:
                yield f"{words}; {rest}", (links_below, [], key)


def article_of(text: str) -> str:
    """The article with which a text begins and the space behind it; or nothing."""
    article = ARTICLE.match(text)
    return article[0] if article else ""


def without_article(text: str) -> str:
    return text.removeprefix(article_of(text))


def without_marks(text: str) -> str:
    """A text in Latin letters without tones and other marks."""
    letters = unicodedata.normalize("NFD", text)
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def romanised(text: str, project: Project) -> str:
    """A text in small Latin letters without tones: as the records spell it, or else as dictionaries do.

    Figures among Chinese are read one by one, so that 727 begins with Q, as qī does.
    """
    spelt = project.pinyin.get(text) or text
    if is_chinese(spelt):
        spelt = "".join(pinyin(spelt.translate(DIGITS)))
    return without_marks(spelt.lower()).lstrip("\"'“”‘’「」《》（ ")


def prepare(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object) -> None:
    """Give the page of the index its order and its languages."""
    if "genindexentries" in context:
        project = JasicDomain.of(app.env).project
        context["genindexentries"] = [
            (letter, [(marked_html(typographic(text)), known) for text, known in entries])
            for letter, entries in in_reading_order(context["genindexentries"], project)
        ]


def setup(app: Sphinx) -> None:
    app.connect("html-page-context", prepare)
