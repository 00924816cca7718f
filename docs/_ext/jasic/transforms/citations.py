"""Citations: in words everywhere, but on the website quiet in the line and in full at the foot of the page.

In the line stand the shape of the stream of evidence and a name; the date joins them where the page cites several
sources of that name. A shape without a name stands for the source that was named last beside this shape in the same
paragraph, or for the name right before it. Each leads to its line under "Sources of this page", that line to the
bibliography and back to the places where it is cited. What is not seen on the screen is there for screen readers, or
for paper, where a citation says who and when in words.

sphinxcontrib-bibtex gives the roles `{cite:p}` and `{cite:t}`. The words are made by NodeFactory.cite, from labels that
are looked up and not formatted anew for each citation; the book and the e-book keep them.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.environment import BuildEnvironment
from sphinx.transforms.post_transforms import SphinxPostTransform

from ..compat import UncountedCitations
from ..model.anchors import PAGE_SOURCES, reference_anchor
from ..model.markup import UNSEARCHED, cited
from ..nodes.factory import CITATION, NodeFactory, join_nodes
from ..translation import _
from ..views.sources import STREAM, brief_description, extent_read, stream_legend

UNSEEN, PRINTED = "unseen", "printed"  # heard and printed but not on the screen, and printed only
POINT = "point"  # of an abbreviation that ends where the sentence does, which has one too
SHAPE_ALONE = "shape-alone"  # what a shape without a name stands for; on paper there is none
LONGEST_UNBROKEN = 28  # letters of a name with its date that stand in one line, also of a phone


class CitationDomain(UncountedCitations):
    """The citations of sphinxcontrib-bibtex, with our labels; who cites what is known from the project."""

    def resolve_xref(  # type: ignore[override]  # Sphinx takes any node, and so does the class above
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        typ: str,
        target: str,
        node: pending_xref,
        contnode: nodes.Element,
    ) -> nodes.Element:
        make = NodeFactory.for_page(env, builder, fromdocname)
        targets = cited(target)
        keys, notes = [key for key, *_words in targets], [(before, after) for _key, before, after in targets]
        return make.cite(keys, textual=typ.startswith(("t", "ct")), notes=notes)


class QuietenCitations(SphinxPostTransform):
    """Gives the citations of a page their form and adds the list of its sources."""

    default_priority = 700  # before languages are marked; after what walks through whole pages, then shorter

    def run(self, **kwargs: Any) -> None:
        make = NodeFactory.for_transform(self)
        if not make.for_website:
            return
        citations = [node for node in self.document.findall(nodes.inline) if "cites" in node]
        if citations:
            page = CitingPage(make, citations)
            page.quieten()
            (self.document.next_node(nodes.section) or self.document).append(page.list_of_sources())


class CitingPage:
    """The citations of one page, and what is known only when all of them are seen."""

    def __init__(self, make: NodeFactory, citations: Sequence[nodes.inline]) -> None:
        self.make = make
        self.labels, self.sources = make.project.labels, make.project.sources
        self.by_block: dict[int, list[nodes.inline]] = {}  # by the paragraph, cell or heading that they stand in
        for citation in citations:
            self.by_block.setdefault(id(block_around(citation)), []).append(citation)
        keys = {key for citation in citations for key, _notes in citation["cites"]}
        self.via = {key: make.via(key) for key in keys}
        keys |= set(filter(None, self.via.values()))
        self.streams = {key: self.sources[key].get("stream") for key in keys}
        self.keys = sorted(keys, key=lambda key: self.sources[key].sort_key)
        self.years: dict[str, list[str]] = {}  # name -> the years of the sources that have it
        for key in keys:
            self.years.setdefault(self.labels[key][0], []).append(self.sources[key].get("date")[:4])
        self.places: dict[str, list[str]] = {}  # key -> anchors of the first citation in each block
        self.has_shapes_alone = False  # of sources whose names are not repeated

    def quieten(self) -> None:
        """Give each citation the form that it has on the screen."""
        number = 0
        for citations in self.by_block.values():
            last_named: dict[str, str] = {}  # stream -> key
            cited_here: set[str] = set()
            for citation, said in zip(citations, words_before(citations)):
                number += 1
                keys = {key for key, _notes in citation["cites"]}
                for key in keys - cited_here:
                    self.places.setdefault(key, []).append(f"cite-{number}")
                if keys - cited_here:
                    citation["ids"] = [f"cite-{number}"]
                cited_here |= keys
                self.rewrite(citation, said, last_named)

    def rewrite(self, citation: nodes.inline, said: str, last_named: dict[str, str]) -> None:
        cited: list[Sequence[nodes.Node]] = []
        for key, (before, after) in citation["cites"]:
            name = self.labels[key][0]
            repeats = last_named.get(self.streams[key]) == key
            is_said = said.rstrip().endswith(name) and not cited
            last_named[self.streams[key]] = key
            parts: list[nodes.Node] = [nodes.Text(f"{before} ")] if before else []
            with_name = citation["textual"] or not (repeats or is_said)
            self.has_shapes_alone |= not with_name
            parts.append(self.link(key, with_name, with_date=not repeats))
            if via := self.via[key]:
                through = self.link(via, with_name=True, with_date=True)
                through["classes"].append("via")
                parts += [nodes.Text(" " + _("in") + " "), through]
                last_named[self.streams[via]] = via
            cited.append([*parts, nodes.Text(f", {after}")] if after else parts)
        citation += join_nodes(cited, " ")
        drop_second_point(citation)
        if citation["textual"]:
            citation["classes"].append("textual")

    def link(self, key: str, with_name: bool, with_date: bool) -> nodes.reference:
        """Shape, name and date, as a link to the line of the source; what is left out is hidden."""
        name, when = self.labels[key]
        years = self.years[name]
        link = nodes.reference("", "", refid=reference_anchor(key), internal=True, classes=[STREAM + self.streams[key]])
        if with_name and len(f"{name} {when}") > LONGEST_UNBROKEN:
            link["classes"].append("long")
        link += nodes.Text(name) if with_name else nodes.inline("", name, classes=[UNSEEN])
        if with_date and len(years) > 1:
            on_screen = when if len(set(years)) > 1 else without_year(when, years[0])
            title = ["title"] if on_screen.startswith("“") else []  # of an article of an encyclopaedia
            link += nodes.inline("", f" {on_screen}", classes=["when", *title])
        link += nodes.inline("", when, classes=[PRINTED])
        return link

    def list_of_sources(self) -> nodes.section:
        """The sources of the page in full enough to judge them, with the ways to the bibliography and back."""
        section = nodes.section(ids=[PAGE_SOURCES], classes=["page-sources", UNSEARCHED])
        section += nodes.title("", str(_("Sources of this page")))
        section += stream_legend({self.streams[key] for key in self.keys})
        if self.has_shapes_alone:
            words = _("A shape alone: the source last named beside that shape in the paragraph, or right before it.")
            section += nodes.paragraph("", words, classes=[SHAPE_ALONE])
        lines = nodes.bullet_list()
        for key in self.keys:
            label = nodes.strong("", self.make.label(key))
            link = self.make.source_link(key, label, classes=[STREAM + self.streams[key]])
            line = nodes.paragraph("", "", link, nodes.Text(" "), *brief_description(self.make, self.sources[key]))
            line += [nodes.Text(" "), extent_read(self.sources[key]), nodes.Text(" "), self.ways_back(key)]
            lines += nodes.list_item("", line, ids=[reference_anchor(key)])
        section += lines
        return section

    def ways_back(self, key: str) -> nodes.inline:
        """Small links to where a source is cited, numbered where there are several."""
        places = self.places.get(key, [])
        numbers = map(str, range(1, len(places) + 1)) if len(places) > 1 else "↑"
        links = [[nodes.reference("", text, refid=place, internal=True)] for text, place in zip(numbers, places)]
        arrow = "↑\N{NO-BREAK SPACE}" if len(places) > 1 else ""
        return nodes.inline("", "", nodes.Text(arrow), *join_nodes(links, " "), classes=["ways-back"])


def drop_second_point(citation: nodes.inline) -> None:
    """Hide the point of “et al.” before that of the sentence; on paper the date stands between them."""
    after, last = citation.next_node(descend=False, siblings=True), citation.children[-1]
    if not (isinstance(after, nodes.Text) and after.startswith(".") and isinstance(last, nodes.reference)):
        return
    *before, _when = last.children
    if before and isinstance(name := before[-1], nodes.Text) and name.endswith("."):
        last.replace(name, [nodes.Text(name[:-1]), nodes.inline("", ".", classes=[POINT])])


def without_year(when: str, year: str) -> str:
    """A date as of one year only: `24 Aug b` of `24 Aug 2018 b`; the year stays where it stands first."""
    return when.replace(f" {year}", "") if year else when


def block_around(node: nodes.Node) -> nodes.Element:
    """The paragraph, heading or the like that a node stands in."""
    block: nodes.Node | None = node.parent
    while isinstance(block, nodes.Inline) and isinstance(block, nodes.Element):
        block = block.parent
    assert isinstance(block, nodes.Element)
    return block


def words_before(citations: Sequence[nodes.inline]) -> Iterator[str]:
    """What one reads of a paragraph before each of its citations, those before it left out."""
    block = block_around(citations[0])
    said, inside = "", set(map(id, citations))
    for node in list(block.findall()):
        if id(node) in inside:
            yield said
        elif isinstance(node, nodes.Text) and not is_in_citation(node, block):
            said += node.astext()


def is_in_citation(node: nodes.Node, block: nodes.Element) -> bool:
    parent = node.parent
    while parent is not None and parent is not block:
        if CITATION in parent["classes"]:
            return True
        parent = parent.parent
    return False


def setup(app: Sphinx) -> None:
    app.add_domain(CitationDomain, override=True)
    app.add_post_transform(QuietenCitations)
