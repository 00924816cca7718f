"""Words for one medium: `[…]{.website-only}` and `[…]{.book-only}`, the latter also for the e-book.

A page is one text for all media. Only where it tells how to use what the reader has in hand, such as a key to press,
does it say something else in each.
"""

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from ..model.markup import BOOK_ONLY, WEBSITE_ONLY
from ..nodes.factory import NodeFactory
from . import ForReaders

# What stays without words: others lead to it, or stand in columns with it. All else goes with the last of its words,
# also where a title or a term stands beside them.
STAYS = (nodes.document, nodes.section, nodes.entry)
BESIDE_WORDS = (nodes.title, nodes.rubric, nodes.term, nodes.Invisible)


class ChooseWords(ForReaders):
    """Takes away what is for other media, and the marks of what is for this one."""

    default_priority = 3  # before views are filled and citations counted

    def run(self, **kwargs: Any) -> None:
        other = BOOK_ONLY if NodeFactory.for_transform(self).for_website else WEBSITE_ONLY
        for node in list(self.document.findall(nodes.inline)):
            if other in node["classes"]:
                around = node.parent
                around.remove(node)
                while is_emptied(around):
                    emptied, around = around, around.parent
                    around.remove(emptied)
            elif {WEBSITE_ONLY, BOOK_ONLY} & set(node["classes"]):
                node["classes"] = [name for name in node["classes"] if name not in (WEBSITE_ONLY, BOOK_ONLY)]
                if not node["classes"]:  # such as that of a language
                    node.replace_self(node.children)


def is_emptied(node: nodes.Element) -> bool:
    """Whether nothing is left that something was made for; a view, which is filled later, is something."""
    if isinstance(node, STAYS):
        return False
    words = (child for child in node.children if not isinstance(child, BESIDE_WORDS))
    return not any(child.strip() if isinstance(child, nodes.Text) else True for child in words)


def setup(app: Sphinx) -> None:
    app.add_post_transform(ChooseWords)
