"""The forms that everything generated shares: links, citations, lists of facts, backlinks."""

from collections.abc import Iterable, Sequence
from html import escape
from itertools import groupby
from typing import Self

from docutils import nodes
from sphinx.builders import Builder
from sphinx.transforms import SphinxTransform
from sphinx.util.nodes import make_refnode

from ..model import dates
from ..model.anchors import source_anchor
from ..model.kinds import KINDS
from ..model.project import Project
from ..model.records import Page, Record
from ..translation import _
from .chinese import marked


class pending_view(nodes.General, nodes.Element):
    """A place in a page that is filled when the page is written, see fill.py; `view` names what by, `argument` of what."""


def pending(view: str, argument: str = "") -> pending_view:
    return pending_view(view=view, argument=argument)


class NodeFactory:
    """Makes docutils nodes for one page of one builder; all that it knows of other pages it asks of the project."""

    def __init__(self, project: Project, builder: Builder, docname: str) -> None:
        self.project, self.builder, self.docname = project, builder, docname

    @classmethod
    def for_transform(cls, transform: SphinxTransform) -> Self:
        """The factory for the page that a post-transform works on."""
        domain = transform.env.get_domain("jasic")
        return cls(domain.project, domain.builder, transform.env.current_document.docname)  # type: ignore[attr-defined]

    @property
    def for_website(self) -> bool:
        """Whether the page is one of the website: what only a browser can do is left out elsewhere."""
        return self.builder.format == "html" and self.builder.name != "epub"

    def date(self, text: str) -> str:
        """A date in words, in the language of the build."""
        return dates.in_words(text, self.project.language)

    def link(self, record: Record, text: str = "") -> nodes.reference:
        """A link to a record that shows `text` or the record's title."""
        shown = nodes.inline("", text or record.title, classes=["reference", record.kind])
        title = record.title if text else None
        return make_refnode(self.builder, self.docname, record.docname, record.anchor, shown, title)

    def links(self, records: Sequence[Record]) -> list[nodes.Node]:
        """Records as links with commas between them, or semicolons where a title is a sentence with commas."""
        sign = "; " if any("," in record.title for record in records) else ", "
        return join_nodes([[self.link(record)] for record in records], sign)

    def page_link(self, page: Page) -> nodes.reference:
        uri = self.builder.get_relative_uri(self.docname, page.docname)
        return nodes.reference("", page.title, refuri=uri, internal=True)

    def facts(self, rows: Iterable[tuple[str, Sequence[nodes.Node]]]) -> list[nodes.Node]:
        """A list of names and values in a list, or an empty list; rows without a value are left out."""
        fields = nodes.field_list(classes=["record-facts"])
        for name, value in rows:
            if value:
                body = nodes.field_body("", nodes.paragraph("", "", *value))
                fields += nodes.field("", nodes.field_name("", str(name)), body)
        return [fields] if fields.children else []

    def cite(
        self, keys: Sequence[str], textual: bool = False, notes: Sequence[tuple[str, str]] | None = None
    ) -> nodes.inline:
        """Citations as readers know them: (Yue 2018, p. 3; Li 2019), or Yue (2018) where `textual`.

        `notes` holds the words before and after each key, as a sequence of pairs.
        """
        docname = self.project.bibliography_page
        cited: list[list[nodes.Node]] = []
        for key, (before, after) in zip(keys, notes or [("", "")] * len(keys)):
            name, when = self.project.labels.get(key, (key, "?"))
            label: nodes.Element = nodes.inline("", "", *marked(when if textual else f"{name} {when}"))
            if docname:
                label = make_refnode(self.builder, self.docname, docname, source_anchor(key), label)
            parts: list[nodes.Node] = [nodes.Text(f"{before} ")] if before else []
            parts += [label, nodes.Text(f", {after}")] if after else [label]
            cited.append([*marked(name), nodes.Text(" ("), *parts, nodes.Text(")")] if textual else parts)
        shown = nodes.inline(classes=["bibtex-citation"])
        shown += join_nodes(cited, "; ") if textual else [nodes.Text("("), *join_nodes(cited, "; "), nodes.Text(")")]
        return shown

    def appears_in(self, records: Iterable[Record], pages: Iterable[Page]) -> list[nodes.Node]:
        """The backlinks of a record or a source, by kind; events with their dates."""
        rows: list[tuple[str, Sequence[nodes.Node]]] = []
        for kind, group in groupby(records, key=lambda record: record.kind):
            links: list[list[nodes.Node]] = []
            for record in group:
                when = [nodes.Text(f" ({self.date(record.get('date'))})")] if kind == "event" else []
                links.append([self.link(record), *when])
            rows.append((KINDS[kind].labels, join_nodes(links, "; ")))
        if found := join_nodes([[self.page_link(page)] for page in pages], "; "):
            rows.append((_("Pages"), found))
        if not rows:
            return []
        box = nodes.container(classes=["appears-in"])
        box += nodes.paragraph("", "", nodes.strong("", str(_("Appears in"))))
        box += self.facts(rows)
        return [box]


def filter_checkboxes(groups: dict[str, dict[str, str]]) -> nodes.raw:
    """Check boxes that hide entries by style alone (see website/static), as HTML: legend -> value -> label."""
    fields = []
    for legend, values in groups.items():
        labels = "".join(
            f'<label><input type="checkbox" checked class="show-{value}"> {escape(str(label))}</label> '
            for value, label in values.items()
        )
        fields.append(f'<fieldset class="filter"><legend>{escape(str(legend))}</legend>{labels}</fieldset>')
    return nodes.raw("", "".join(fields), format="html")


def join_nodes(lists: Iterable[Sequence[nodes.Node]], separator: str) -> list[nodes.Node]:
    """The nodes of several lists in one, with a separator between them."""
    joined: list[nodes.Node] = []
    for part in lists:
        joined += [nodes.Text(separator), *part] if joined else list(part)
    return joined
