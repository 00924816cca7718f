"""The forms that everything generated shares: links, citations, dates, lists of facts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Self

from docutils import nodes
from sphinx.util.nodes import make_refnode

from ..model import dates
from ..model.anchors import CITATIONS, source_anchor
from ..model.project import Project
from ..model.record_kinds import CHINESE_TITLE
from ..model.records import Page, Record
from ..translation import _
from .elements import moment

if TYPE_CHECKING:
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment
    from sphinx.transforms.post_transforms import SphinxPostTransform

METHOD = "about/method"  # the page that says what certainties, streams of evidence and verdicts are
# The dates that HTML's <time> takes: a year, a month or a day, neither about nor from-to.
HTML_DATE = re.compile(r"\d{4}(-\d\d){0,2}")
CITATION = "bibtex-citation"  # the class of citations


def is_for_browsers(builder: Builder) -> bool:
    """Whether what a builder writes is read in a browser: the website, and no e-book."""
    return builder.format == "html" and builder.name != "epub"


class NodeFactory:
    """Makes docutils nodes for one page of one builder; all that it knows of others it asks of the project."""

    document: nodes.document  # the page, for a view of what it says; only a transform has it

    def __init__(self, project: Project, builder: Builder, docname: str) -> None:
        self.project, self.builder, self.docname = project, builder, docname

    @classmethod
    def for_page(cls, env: BuildEnvironment, builder: Builder, docname: str) -> Self:
        """The factory for a page of the build to which `env` belongs."""
        return cls(env.get_domain("jasic").project_for(docname), builder, docname)  # type: ignore[attr-defined]

    @classmethod
    def for_transform(cls, transform: SphinxPostTransform) -> Self:
        """The factory for the page that a post-transform works on."""
        builder = transform.env.get_domain("jasic").builder  # type: ignore[attr-defined]
        make = cls.for_page(transform.env, builder, transform.env.current_document.docname)
        make.document = transform.document
        return make

    @property
    def for_website(self) -> bool:
        """Whether the page is one of the website: what only a browser can do is left out elsewhere."""
        return is_for_browsers(self.builder)

    @property
    def to_first_folder(self) -> str:
        """The way from the page to where the website begins, for what is no page."""
        return "../" * self.docname.count("/")

    def date(self, text: str) -> str:
        """A date in words, in the language of the build."""
        return dates.in_words(text, self.project.language)

    def moment(self, text: str, short: bool = False) -> moment:
        """A date in words that programs can read too; `short` cuts the name of the month."""
        words = dates.in_words(text, self.project.language, short)
        return moment("", words, datetime=text if HTML_DATE.fullmatch(text) else "", classes=["date"])

    def link(self, record: Record, text: str = "") -> nodes.reference:
        """A link to a record that shows `text` or the record's title."""
        label = nodes.inline("", text or record.title, classes=["reference", record.kind])
        tooltip = record.title if text else None
        return make_refnode(self.builder, self.docname, record.docname, record.anchor, label, tooltip)

    def chinese_title(self, record: Record) -> list[nodes.Node]:
        """The Chinese title of a record, to stand beside the English one; nothing where the site itself is Chinese."""
        title = "" if self.project.language.startswith("zh") else record.get(CHINESE_TITLE)
        return [nodes.Text(title)] if title else []

    def address(self, record: Record) -> str:
        """Where a record stands, from this page: for figures, whose links are for their look alone in the book."""
        page = self.builder.get_relative_uri(self.docname, record.docname) if record.docname != self.docname else ""
        return f"{page}#{record.anchor}" if record.anchor else page

    def links(self, records: Sequence[Record]) -> list[nodes.Node]:
        """Records as links with commas between them, or semicolons where a title is a sentence with commas."""
        separator = "; " if any("," in record.title for record in records) else ", "
        return join_nodes([[self.link(record)] for record in records], separator)

    def page_link(self, page: Page, short: bool = False) -> nodes.reference:
        """A link to a page that shows its title, or the `short` one."""
        uri = self.builder.get_relative_uri(self.docname, page.docname)
        return nodes.reference("", page.short_title if short else page.title, refuri=uri, internal=True)

    def explained(self, word: nodes.inline, anchor: str) -> nodes.Element:
        """A word as a link to the section of the page on method that says what it means, where there is one."""
        page = self.project.pages.get(METHOD)
        if page is None or anchor not in page.anchors:
            return word
        link = make_refnode(self.builder, self.docname, METHOD, anchor, word, word.get("title"))
        link["classes"].append("explained")
        return link

    def colophon(self, record: Record) -> list[nodes.Node]:
        """When somebody last checked a record against its sources, and how it is cited."""
        words: list[list[nodes.Node]] = []
        if record.get("reviewed"):
            words.append(filled(_("Last reviewed {date}"), self.moment(record.get("reviewed"))))
        said = self.with_cite_link(words, record.docname, record.anchor)
        return [nodes.paragraph("", "", *said, classes=["record-meta", "reviewed"])] if said else []

    def with_cite_link(self, words: Sequence[Sequence[nodes.Node]], docname: str, anchor: str) -> list[nodes.Node]:
        """What is said of a record or a source in one line, and on the website a link to how it is cited.

        A whole page says that at its foot. The link has no use on paper, where the point before it goes with it.
        """
        line = join_nodes(words, " · ")
        if self.for_website and anchor:
            page = self.builder.get_relative_uri(self.docname, f"{CITATIONS}/{docname}")
            link = nodes.reference("", str(_("Cite")), refuri=f"{page}#{anchor}", internal=True)
            line.append(nodes.inline("", "", *([nodes.Text(" · ")] if line else []), link, classes=["cite"]))
        return line

    def facts(self, rows: Iterable[tuple[str, Sequence[nodes.Node]]]) -> list[nodes.Node]:
        """A list of names and values in a list, or an empty list; rows without a value are left out.

        A value is words with their marks and links, or blocks such as a list.
        """
        fields = nodes.field_list(classes=["record-facts"])
        for name, value in rows:
            if value:
                is_words = isinstance(value[0], (nodes.Text, nodes.Inline))
                body = nodes.field_body("", *([nodes.paragraph("", "", *value)] if is_words else value))
                fields += nodes.field("", nodes.field_name("", str(name)), body)
        return [fields] if fields.children else []

    def cite(
        self, keys: Sequence[str], textual: bool = False, notes: Sequence[tuple[str, str]] | None = None
    ) -> nodes.inline:
        """Citations in words: (Yue 2018, p. 3; Li 2019), or Yue (2018) where `textual`.

        `notes` holds the words before and after each key, as a sequence of pairs. What was given is kept in the node,
        for transforms/citations.py: on the website only that gives a citation its form, when all of the page are known.
        A source in which one beside it is known is named there: (Jasic 2018, in Qiuhuo 2018; Qiuhuo 2018) would name it
        twice.
        """
        known_in = {key: self.via(key) for key in keys}
        given = zip(keys, notes or [("", "")] * len(keys))
        noted = [(key, around) for key, around in given if textual or key not in known_in.values() or any(around)]
        citation = nodes.inline(classes=[CITATION], cites=noted, textual=textual)
        if not self.for_website:
            sources = [self._cited(key, *around, known_in[key], textual) for key, around in noted]
            words = join_nodes(sources, "; ")
            citation += words if textual else [nodes.Text("("), *words, nodes.Text(")")]
        return citation

    def _cited(self, key: str, before: str, after: str, via: str, textual: bool) -> list[nodes.Node]:
        """One source of a citation in words."""
        name, when = self.project.labels.get(key, (key, "?"))
        parts: list[nodes.Node] = [nodes.Text(f"{before} ")] if before else []
        parts.append(self.source_link(key, nodes.Text(when if textual else f"{name} {when}")))
        if via:
            parts += [nodes.Text(", " + _("in") + " "), self.source_link(via, nodes.Text(self.label(via)))]
        parts += [nodes.Text(f", {after}")] if after else []
        return [nodes.Text(f"{name} ("), *parts, nodes.Text(")")] if textual else parts

    def label(self, key: str) -> str:
        """How a source is called: `Yue 19 Aug 2018 b`."""
        return " ".join(self.project.labels[key])

    def via(self, key: str) -> str:
        """The key of the source through which alone a source is known, or nothing."""
        source = self.project.sources.get(key)
        via = source.get("via") if source else ""
        return via if via and via in self.project.sources else ""

    def source_link(self, key: str, *content: nodes.Node, classes: Sequence[str] = ()) -> nodes.Element:
        """A link to where a source stands in full, or the words alone where that is nowhere."""
        label = nodes.inline("", "", *content, classes=list(classes))
        docname, source = self.project.bibliography, self.project.sources.get(key)
        if source and self.builder.format == "html":  # only what is made of pages divides the bibliography among them
            docname = self.project.bibliography_page(source)
        return make_refnode(self.builder, self.docname, docname, source_anchor(key), label) if docname else label


def filled(sentence: str, node: nodes.Node) -> list[nodes.Node]:
    """A sentence with a node where it has a name in braces."""
    before, after = re.split(r"\{\w+\}", sentence, maxsplit=1)
    return [nodes.Text(before), node, nodes.Text(after)]


def counted(number: int, one: str, many: str) -> str:
    """How many of something, in small letters: `1 event`, `30 events`."""
    return _("{number} {things}").format(number=number, things=(one if number == 1 else many).lower())


def counted_sources(number: int) -> str:
    """How many sources: `1 source`, `5 sources`."""
    return _("1 source") if number == 1 else _("{number} sources").format(number=number)


def counted_streams(number: int) -> str:
    """How many streams of evidence: `1 stream`, `5 streams`; `no stream` where no witness is cited."""
    if not number:
        return _("no stream")
    return _("1 stream") if number == 1 else _("{number} streams").format(number=number)


def bullets(entries: Iterable[Sequence[nodes.Node]], *classes: str) -> nodes.bullet_list:
    """A list of which each entry is one paragraph."""
    items = (nodes.list_item("", nodes.paragraph("", "", *entry)) for entry in entries)
    return nodes.bullet_list("", *items, classes=list(classes))


def join_nodes(lists: Iterable[Sequence[nodes.Node]], separator: str) -> list[nodes.Node]:
    """The nodes of several lists in one, with a separator between them."""
    joined: list[nodes.Node] = []
    for part in lists:
        joined += [nodes.Text(separator), *part] if joined else list(part)
    return joined
