"""Views: what a page shows of the whole project, such as the chronology, the facts of a record or the bibliography.

A page holds a placeholder until it is written; only then is it filled, from the whole project. So
a view is never older than the records it shows, in HTML, EPUB and PDF alike, and needs no script.
"""

from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst.directives import unchanged
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective

from ..model.markup import VIEWS
from . import (
    argument,
    bibliography,
    carried,
    claim,
    contact,
    copies,
    counts,
    custody,
    downloads,
    guide,
    lists,
    places,
    position,
    record,
    search_form,
    strips,
)
from .nodes import NodeFactory, pending, pending_view

# Gets the factory, the argument of the directive, and what stands inside the placeholder.
View = Callable[..., Sequence[nodes.Node]]

# What fills a placeholder: those that pages write themselves, under the names of model/markup.py …
PAGE_VIEWS: dict[str, View] = {
    "annotated-bibliography": bibliography.annotated,
    "argument-map": argument.argument_map,
    "bibliography": bibliography.bibliography,
    "chronology": lists.chronology,
    "contact": contact.contact,
    "copies": copies.copies,
    "count-figures": counts.count_figures,
    "course": counts.course,
    "coverage": lists.coverage,
    "directory": lists.directory,
    "downloads": downloads.downloads,
    "fields": guide.fields,
    "files-to-carry": carried.carried,
    "held-by-measure": custody.held_by_measure,
    "held-each-day": custody.held_each_day,
    "matrix": argument.matrix,
    "places-map": places.places_map,
    "phase-strip": strips.phase_strip,
    "two-views": claim.two_views,
    "search-form": search_form.search_form,
    "struggle": strips.whole_struggle,
    "unanswered": argument.unanswered,
    "who-was-held": custody.who_was_held,
}
# … and those that a record or a count puts there.
RECORD_VIEWS: dict[str, View] = {
    "claims-preface": claim.preface,
    "record-heading": record.record_heading,
    "record-facts": record.record_facts,
    "record-links": record.record_links,
    "findings": claim.findings,
    "at-a-glance": position.at_a_glance,
    "figures": counts.figures,
    "situations": custody.situations,
}
# What a reader who searches wants: what is part of a record, or a source in full, and no list of names.
SEARCHED_VIEWS = ("record-facts", "findings", "figures", "situations", "bibliography", "annotated-bibliography")


class ViewDirective(SphinxDirective):
    """`:::{chronology}` and its like; the argument narrows what is listed."""

    optional_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar = {"class": unchanged}

    def run(self) -> list[nodes.Node]:
        return [pending(self.name, self.arguments[0] if self.arguments else "")]


class FillViews(SphinxPostTransform):
    """Fills the placeholders of one page."""

    default_priority = 4  # before references are resolved, since what is filled in may hold some

    def is_supported(self) -> bool:
        """Not by the builder of message catalogues, which wants what writers wrote."""
        return super().is_supported() and self.app.builder.use_message_catalog

    def run(self, **kwargs: Any) -> None:
        make = NodeFactory.for_transform(self)
        # A builder may have other forms of some views: the book, where pages take the place of links.
        views = PAGE_VIEWS | RECORD_VIEWS | getattr(make.builder, "views", {})
        for node in list(self.document.findall(pending_view)):
            self.move(node, make)
            filled = views[node["view"]](make, node["argument"], *node.children)
            if node["view"] not in SEARCHED_VIEWS:
                for part in filled:
                    if isinstance(part, nodes.Element):
                        part["classes"].append("no-search")
            # The address of a record that fills its page hangs on its facts, though there may be none to show.
            empty = [nodes.target(ids=node["ids"])] if node["ids"] else []
            node.replace_self(list(filled) or empty)

    def move(self, node: pending_view, make: NodeFactory) -> None:
        """Put a placeholder where it is read: Sphinx wants titles first, and directives know only their own content."""
        has_line = make.builder.format in ("html", "pdf")  # elsewhere a title comes first
        if node["view"] == "record-heading" and isinstance(node.parent, nodes.section) and has_line:
            section = node.parent
            section.remove(node)
            section.insert(0, node)
        elif node["view"] == "record-links" and make.project.records[node["argument"]].fills_page:
            # Where a page is an essay about a record, the essay comes first.
            node.parent.remove(node)
            essay = self.document.next_node(nodes.section)
            assert essay is not None
            essay.append(node)


def setup(app: Sphinx) -> None:
    app.add_node(pending_view)
    app.add_post_transform(FillViews)
    for name in VIEWS:
        app.add_directive(name, ViewDirective, override=True)  # sphinxcontrib-bibtex has a `bibliography` too
