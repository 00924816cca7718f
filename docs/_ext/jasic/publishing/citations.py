"""How pages, records and sources are cited: at the foot of a page, and in files that reference managers read.

A page with records, or with sources in full, has a second one in the folder `cite`, where each of them stands in each
format, ready to be copied: a page of thirty records would be twice as heavy with them. The sources that a page cites
are files there, and all sources of the bibliography are files beside the other data.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from markupsafe import Markup
from sphinx.application import Sphinx

from ..model.anchors import CITATIONS, DATA, source_anchor
from ..model.contact import Way
from ..model.project import Project
from ..model.records import SOURCE
from ..model.sources import Source
from ..nodes.languages import SIMPLIFIED, TRADITIONAL, marked_html
from ..safety.content_security_policy import META
from ..translation import _
from ..website.builder import Website
from ..website.files import write_at_end
from ..website.templates import is_needed
from .citation_formats import FORMATS, Format, in_words
from .csl_items import Item, part_of_work, source_item

Entries = Mapping[Format, Mapping[str, str]]  # the sources in each format, by key

TEMPLATE = "citations.html"
WHOLE = "sources"  # name of the files of the whole bibliography, beside the data
WORDS = {
    "title": _("How to cite: {title}"),
    "back": _("Back to the page"),
    "files": _("Open a format and copy it, or take the files of the whole bibliography into a reference manager:"),
}


class Citation(NamedTuple):
    """Something in words, as a title and the rest of a footnote, and in each format: its name and the text."""

    title: Markup
    rest: Markup
    formats: tuple[tuple[str, Markup], ...]
    anchor: str = ""


def citation_of(item: Item, project: Project, anchor: str = "") -> Citation:
    """A part of this work as it is cited."""
    title, rest = map(marked_html, in_words(item, project))
    return Citation(title, rest, as_html({form: form.entry(item) for form in FORMATS}), anchor)


def as_html(entries: Mapping[Format, str], language: str = SIMPLIFIED) -> tuple[tuple[str, Markup], ...]:
    """An entry in each format, by its name; `language` is that of its Chinese."""
    written = ((form.label, form.whole([entry]).replace("\r", "").rstrip("\n")) for form, entry in entries.items())
    return tuple((label, marked_html(text, language)) for label, text in written)


def files_of(project: Project, docname: str, address: Callable[[str], str]) -> Iterator[Way]:
    """The files that hold the sources of a page; `address` gives the address of a page of the site."""
    if any(use.kind == SOURCE for use in project.pages[docname].references):
        page = address(f"{CITATIONS}/{docname}")
        for form in FORMATS:
            yield Way(form.label, page.removesuffix(".html") + form.suffix)


# ---- The files, which are written when all pages are ----


def in_order(sources: Iterable[Source]) -> list[Source]:
    """Sources in the order of their labels."""
    return sorted(sources, key=lambda source: source.sort_key)


def sources_listed(project: Project, docname: str) -> list[Source]:
    """The sources that stand in full on a page."""
    if not project.pages[docname].bibliographies:
        return []
    return in_order(source for source in project.sources.values() if project.bibliography_page(source) == docname)


def citations_on(project: Project, docname: str, page: str, entries: Entries) -> Iterator[Citation]:
    """The records of a page that have an address of their own, and the sources that it lists; `page` is its address."""
    for record in project.pages[docname].records:
        if record.anchor:
            item = part_of_work(project, record.id, record.title, f"{page}#{record.anchor}")
            yield citation_of(item, project, record.anchor)
    for source in sources_listed(project, docname):
        language = TRADITIONAL if source.get("langid").lower() == TRADITIONAL else SIMPLIFIED
        formats = as_html({form: of_form[source.key] for form, of_form in entries.items()}, language)
        label, title = " ".join(project.labels[source.key]), source.get("title")
        yield Citation(marked_html(label, language), marked_html(title, language), formats, source_anchor(source.key))


def texts(project: Project, builder: Website) -> Iterator[tuple[str, str]]:
    """All files with their paths in the website."""
    # Each entry is made once, though six pages cite a source.
    items = {key: source_item(source) for key, source in project.sources.items()}
    entries: Entries = {form: {key: form.entry(item) for key, item in items.items()} for form in FORMATS}

    def files(name: str, sources: Sequence[Source]) -> Iterator[tuple[str, str]]:
        for form in FORMATS:
            yield name + form.suffix, form.whole(entries[form][source.key] for source in sources)

    yield from files(f"{DATA}/{WHOLE}", in_order(project.sources.values()))
    for docname, page in project.pages.items():
        name = f"{CITATIONS}/{docname}"
        if cited := {use.target for use in page.references if use.kind == SOURCE}:
            yield from files(name, in_order(project.sources[key] for key in cited))
        if citations := list(citations_on(project, docname, builder.get_target_uri(docname), entries)):
            yield builder.get_target_uri(name), page_of_citations(project, builder, docname, citations)


def page_of_citations(project: Project, builder: Website, docname: str, citations: Sequence[Citation]) -> str:
    """The page where the citations of another stand, without the navigation."""
    name = f"{CITATIONS}/{docname}"
    root = "../" * name.count("/")
    styles = (str(style.filename) for style in builder.globalcontext["css_files"])
    text: str = builder.templates.render(
        TEMPLATE,
        {
            "policy": META,
            "language": project.language,
            "words": {word: str(text) for word, text in WORDS.items()},
            "title": project.pages[docname].title,
            "page": builder.get_relative_uri(name, docname),
            "styles": [f"{root}{style}" for style in styles if is_needed(style, "")],
            "edition": project.publication.edition.in_words(project.language),
            "whole": [Way(form.label, f"{root}{DATA}/{WHOLE}{form.suffix}") for form in FORMATS],
            "citations": citations,
        },
    )
    return text


def setup(app: Sphinx) -> None:
    write_at_end(app, lambda project, builder: dict(texts(project, builder)), CITATIONS)
