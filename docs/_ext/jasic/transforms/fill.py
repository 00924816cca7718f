"""Views: what a page shows of the whole project, such as the chronology, the facts of a record or the bibliography.

A page holds a placeholder until it is written; only then is it filled, from the whole project. So
a view is never older than the records it shows, in HTML, EPUB and PDF alike, and needs no script.
"""

from collections.abc import Mapping
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from ..model.markup import UNSEARCHED
from ..nodes.elements import pending, pending_view
from ..nodes.factory import NodeFactory
from ..nodes.registry import REGISTERED, Fill, views
from . import ForReaders


class ViewDirective(SphinxDirective):
    """`:::{chronology}` and its like; the argument narrows what is listed."""

    optional_arguments = 1
    final_argument_whitespace = True

    def run(self) -> list[nodes.Node]:
        return [pending(self.name, self.arguments[0] if self.arguments else "")]


class FillViews(ForReaders):
    """Fills the placeholders of one page."""

    default_priority = 4  # before references are resolved, since what is filled in may hold some

    def run(self, **kwargs: Any) -> None:
        make = NodeFactory.for_transform(self)
        # A builder may have other forms of some views: the book, where pages take the place of links.
        others: Mapping[Fill, Fill] = getattr(make.builder, "forms_of_views", {})
        for node in list(self.document.findall(pending_view)):
            self.move(node, make)
            view = REGISTERED[node["view"]]
            filled = others.get(view.fill, view.fill)(make, node["argument"], *node.children)
            if not view.searched:
                for part in filled:
                    if isinstance(part, nodes.Element):
                        part["classes"].append(UNSEARCHED)
            # The address of a record that fills its page hangs on its facts, though there may be none to show.
            empty = [nodes.target(ids=node["ids"])] if node["ids"] else []
            node.replace_self(list(filled) or empty)

    def move(self, node: pending_view, make: NodeFactory) -> None:
        """Put a placeholder where it is read: Sphinx wants titles first, and directives know only their own content."""
        if node["view"] == "record-heading":
            self.move_heading(node, make)
        elif node["view"] == "record-links":
            self.move_links(node, make)

    def move_heading(self, node: pending_view, make: NodeFactory) -> None:
        """The line above the title of a record stands before it where there is such a line."""
        section = node.parent
        if isinstance(section, nodes.section) and make.builder.format in ("html", "pdf"):
            section.remove(node)
            section.insert(0, node)

    def move_links(self, node: pending_view, make: NodeFactory) -> None:
        """What a record is linked with stands below all that is said of it."""
        if make.project.records[node["argument"]].fills_page:
            # Where a page is an essay about a record, the essay comes first.
            node.parent.remove(node)
            essay = self.document.next_node(nodes.section)
            assert essay is not None
            essay.append(node)
        elif make.builder.format == "html":
            # What is told of somebody's custody belongs to the entry right before it, which ends with its links; the
            # book has none there.
            following = node.parent.next_node(nodes.section, descend=False, siblings=True)
            record = make.project.records.get(following["ids"][0]) if following else None
            if following and record and record.kind == "custody" and record.get("person") == node["argument"]:
                following.parent.remove(following)
                node.parent.insert(node.parent.index(node), following)


def setup(app: Sphinx) -> None:
    app.add_node(pending_view)
    app.add_post_transform(FillViews)
    for name in views():
        app.add_directive(name, ViewDirective, override=True)  # sphinxcontrib-bibtex has a `bibliography` too
