"""What each page says of itself to search engines, to whoever shares it, and to reference managers.

Written here and not by sphinxext-opengraph, which wants the address of the site and takes citations for a part of the
description.

Zotero reads `citation_` and `og:` elements; it takes whatever has a `citation_title` for an article in a journal unless
`og:type` says `website` (its translators "Embedded Metadata" and "RDF"). It would take a collective author for a person
with a first name, so none is named.
"""

import json
from html import escape
from typing import Any

from sphinx.application import Sphinx

from ..domain import JasicDomain
from ..model.anchors import FEED
from ..model.project import Project
from ..nodes.factory import is_for_browsers
from ..translation import _

# What Sphinx makes besides our pages, and what is said of it.
OTHER_PAGES = {
    "genindex": _("All people, organisations, places, events and terms of this site by name, Latin and Chinese."),
    "search": _("Search the site in English, pinyin or Chinese, with filters for kinds, places, times and streams."),
}
CONTEXT = "https://schema.org"  # a name; nothing is fetched


def metadata(project: Project, docname: str, address: str) -> str:
    """The elements for the head of a page; `address` is its own, from the first page of the site."""
    publication, day = project.publication, project.publication.edition.day
    page = project.pages.get(docname)
    title = page.title if page else publication.title
    description = project.description(docname) if page else str(OTHER_PAGES.get(docname, ""))
    url = f"{publication.site}{address}" if publication.site else ""
    root = "../" * address.count("/")
    elements = [
        _element("name", "description", description),
        _element("property", "og:type", "website"),
        _element("property", "og:title", title),
        _element("property", "og:site_name", publication.title),
        _element("property", "og:description", description),
        _element("property", "og:url", url),
    ]
    if page:
        elements += [
            _element("name", "citation_title", title),
            _element("name", "citation_publication_date", day.replace("-", "/")),
            _element("name", "citation_language", project.language),
            _element("name", "citation_public_url", url),
        ]
    if publication.licence:
        elements.append(f'<link rel="license" href="{escape(publication.licence)}">')
    elements.append(
        f'<link rel="alternate" type="application/atom+xml" title="{escape(publication.title)}" href="{root}{FEED}">'
    )
    if page:
        elements.append(_linked_data(project, docname, title, description, url))
    return "".join(elements)


def _element(attribute: str, name: str, content: str) -> str:
    return f'<meta {attribute}="{name}" content="{escape(content)}">' if content else ""


def _linked_data(project: Project, docname: str, title: str, description: str, url: str) -> str:
    """The same in the words of schema.org."""
    publication = project.publication
    reviewed = [day for record in project.pages[docname].records if (day := record.get("reviewed"))]
    work = {
        "@type": "Dataset",
        "name": publication.title,
        "version": publication.edition.version,
        "license": publication.licence,
        "url": publication.site,
    }
    data = {
        "@context": CONTEXT,
        "@type": "WebPage",
        "@id": url,
        "name": title,
        "alternateName": project.pages[docname].chinese,
        "description": description,
        "inLanguage": project.language,
        "license": publication.licence,
        "datePublished": publication.edition.day,
        "lastReviewed": max(reviewed, default=""),
        "isPartOf": {name: value for name, value in work.items() if value},
    }
    known = {name: value for name, value in data.items() if value}
    text = json.dumps(known, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return f'<script type="application/ld+json">{text}</script>'


def add(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any) -> None:
    """Put the elements into the head of a page."""
    if is_for_browsers(app.builder):
        project = JasicDomain.of(app.env).project_for(pagename)
        address = app.builder.get_target_uri(pagename)
        context["metatags"] = str(context.get("metatags", "")) + metadata(project, pagename, address)


def setup(app: Sphinx) -> None:
    app.connect("html-page-context", add)
