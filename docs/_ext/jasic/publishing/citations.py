"""How pages, records and sources are cited: at the foot of a page, and in files that reference managers read.

A page with records, or with sources in full, has a second one in the folder `cite`, where each of them stands in each
format, ready to be copied: a page of thirty records would be twice as heavy with them. The sources that a page cites
are files there, and all sources of the bibliography are files beside the other data.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from markupsafe import Markup
from sphinx.application import Sphinx

from ..domain import JasicDomain
from ..model.anchors import CITATIONS, DATA, source_anchor
from ..model.contact import Way
from ..model.project import Project
from ..model.records import SOURCE
from ..model.sources import Source
from ..nodes.languages import SIMPLIFIED, TRADITIONAL, marked_html
from ..safety.content_security_policy import META
from ..translation import _
from ..website.builder import Website
from ..website.files import write_at_end, write_files
from ..website.templates import is_needed
from .citation_formats import FORMATS, Format, in_words
from .csl_items import Item, part_of_work, source_item

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


# ---- The second page, which is written with the first ----


def in_order(sources: Iterable[Source]) -> list[Source]:
    """Sources in the order of their labels."""
    return sorted(sources, key=lambda source: source.sort_key)


def sources_listed(project: Project, docname: str) -> list[Source]:
    """The sources that stand in full on a page."""
    lists_all = docname == project.bibliography and not project.bibliography_parts
    return in_order(project.sources.values() if lists_all else project.sources_in(docname))


def citations_on(project: Project, docname: str, page: str) -> Iterator[Citation]:
    """The records of a page that have an address of their own, and the sources that it lists; `page` is its address."""
    for record in project.pages[docname].records:
        if record.anchor:
            item = part_of_work(project, record.id, record.title, f"{page}#{record.anchor}")
            yield citation_of(item, project, record.anchor)
    for source in sources_listed(project, docname):
        language = TRADITIONAL if source.get("langid").lower() == TRADITIONAL else SIMPLIFIED
        item = source_item(source)
        formats = as_html({form: form.entry(item) for form in FORMATS}, language)
        label, title = " ".join(project.labels[source.key]), source.get("title")
        yield Citation(marked_html(label, language), marked_html(title, language), formats, source_anchor(source.key))


def write_page(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any) -> None:
    """Write where a page is cited beside it, or take that away: what is read for it is what the page depends on."""
    domain, builder = JasicDomain.of(app.env), app.builder
    if isinstance(builder, Website) and pagename in domain.project.pages:
        project = domain.project_for(pagename)
        citations = list(citations_on(project, pagename, builder.get_target_uri(pagename)))
        text = page_of_citations(project, builder, pagename, citations) if citations else None
        write_files(Path(app.outdir), {builder.get_target_uri(f"{CITATIONS}/{pagename}"): text})


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


# ---- The files, which are written when all pages are ----


def files(project: Project) -> Iterator[tuple[str, str]]:
    """The sources of each page and of the whole work, in each format, by their paths in the website."""
    items = {source.key: source_item(source) for source in in_order(project.sources.values())}
    cited = {
        f"{CITATIONS}/{docname}": {use.target for use in page.references if use.kind == SOURCE}
        for docname, page in project.pages.items()
    }
    for form in FORMATS:
        entries = {key: form.entry(item) for key, item in items.items()}  # each once, though six pages cite a source
        yield f"{DATA}/{WHOLE}{form.suffix}", form.whole(entries.values())
        for name, keys in cited.items():
            if keys:
                yield name + form.suffix, form.whole(entry for key, entry in entries.items() if key in keys)


def setup(app: Sphinx) -> None:
    app.connect("html-page-context", write_page)
    write_at_end(app, lambda project, builder: dict(files(project)), CITATIONS)
