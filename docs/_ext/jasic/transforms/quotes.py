"""The marks of quotation in what is shown of records: those that writers type in a page Sphinx has made typographic."""

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from ..model.quotes import STRAIGHT, typographic
from . import ForReaders
from .languages import UNMARKED, MarkLanguages


class TypographicQuotes(ForReaders):
    """Sets the marks in titles, names and sources, so that a page has one kind of them; not in code."""

    default_priority = MarkLanguages.default_priority - 10  # which takes the marks round Chinese for a part of it

    def is_supported(self) -> bool:
        """Not where the site is in a language that has other marks."""
        return super().is_supported() and self.config.language[:2] == "en"

    def run(self, **kwargs: Any) -> None:
        for text in list(self.document.findall(nodes.Text)):
            if STRAIGHT.search(text) and not isinstance(text.parent, UNMARKED):
                text.parent.replace(text, nodes.Text(typographic(text, letter_before(text))))


def letter_before(node: nodes.Node) -> str:
    """The last letter that stands before a node in its paragraph."""
    while isinstance(node.parent, nodes.TextElement):
        place = next(number for number, child in enumerate(node.parent) if child is node)
        if place:
            return node.parent[place - 1].astext()[-1:]
        node = node.parent
    return ""


def setup(app: Sphinx) -> None:
    app.add_post_transform(TypographicQuotes)
