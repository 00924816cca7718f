"""The Atom feed: editions, and which records were checked anew, so that whoever follows the site hears of changes.

Written here and not by feedgen, which needs lxml, a compiled parser of some megabytes, for the forty lines below. The
identifiers are names made from titles, so they stay when the site moves. RFC 4287.
"""

import uuid
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple
from xml.etree import ElementTree as XML

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from ..model import dates
from ..model.anchors import CHANGES, FEED
from ..model.project import FIRST_PAGE, Project
from ..translation import _
from ..website.builder import Website
from ..website.files import write_at_end

ATOM = "http://www.w3.org/2005/Atom"
MOST = 60  # entries: the newest
BEGINNING = "1970-01-01"  # where no day is known


class Entry(NamedTuple):
    """What has changed: a name that stays, the day, a title, words, and the page."""

    name: str
    day: str
    title: str
    words: str
    docname: str


def editions(env: BuildEnvironment) -> Iterator[Entry]:
    """The editions, from the headings of the page of changes: `Edition 2026.11, 28 November 2026`."""
    if CHANGES not in env.found_docs:
        return
    for section in env.get_doctree(CHANGES).findall(nodes.section):
        title = section[0].astext()
        _name, comma, day = title.partition(", ")
        if comma and (date := dates.guess(day)):
            words = "\n".join(part.astext() for part in section.children[1:])
            yield Entry(title, date, title, words, CHANGES)


def reviews(project: Project) -> Iterator[Entry]:
    """The records that were checked on one day, page by page."""
    for docname, page in project.pages.items():
        reviewed = sorted((day, record.title) for record in page.records if (day := record.get("reviewed")))
        for day, group in groupby(reviewed, key=itemgetter(0)):
            titles = [title for _day, title in group]
            title = _("{page}: reviewed").format(page=page.title)
            yield Entry(f"review {docname} {day}", day, title, "; ".join(titles), docname)


def atom(project: Project, builder: Website, entries: list[Entry]) -> str:
    """The newest entries as a feed; addresses are relative to it where that of the site is not known."""
    publication = project.publication
    feed = XML.Element("feed", {"xmlns": ATOM, "xml:lang": project.language})
    newest = sorted(entries, key=lambda entry: (entry.day, entry.name), reverse=True)[:MOST]
    _add(feed, "id", identifier(publication.title))
    _add(feed, "title", publication.title)
    _add(feed, "updated", _moment(max((entry.day for entry in newest), default=BEGINNING)))
    _add(_add(feed, "author"), "name", publication.author or publication.title)
    if publication.licence:
        _add(feed, "rights", publication.licence)
    _add(feed, "link", rel="self", type="application/atom+xml", href=f"{publication.site}{FEED}")
    home = f"{publication.site}{builder.get_target_uri(FIRST_PAGE)}"
    _add(feed, "link", rel="alternate", type="text/html", href=home)
    for entry in newest:
        element = _add(feed, "entry")
        _add(element, "id", identifier(f"{publication.title} {entry.name}"))
        _add(element, "title", entry.title)
        _add(element, "updated", _moment(entry.day))
        address = f"{publication.site}{builder.get_target_uri(entry.docname)}"
        _add(element, "link", rel="alternate", type="text/html", href=address)
        _add(element, "summary", entry.words)
    XML.indent(feed, " ")
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + XML.tostring(feed, encoding="unicode") + "\n"


def identifier(name: str) -> str:
    return uuid.uuid5(uuid.NAMESPACE_OID, name).urn


def _add(parent: XML.Element, name: str, text: str = "", **attributes: str) -> XML.Element:
    element = XML.SubElement(parent, name, attributes)
    element.text = text or None
    return element


def _moment(day: str) -> str:
    return f"{day}T00:00:00Z"


def texts(project: Project, builder: Website) -> dict[str, str]:
    """The feed by its name."""
    return {FEED: atom(project, builder, [*editions(builder.env), *reviews(project)])}


def setup(app: Sphinx) -> None:
    write_at_end(app, texts)
