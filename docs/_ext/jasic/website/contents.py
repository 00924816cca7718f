"""What stands on a page, in the column beside it: at most a screenful, one line an entry, dates and numbers first.

Where a page has more, the records below a heading are folded under it, and then the end of the list.
"""

from collections.abc import Iterator, Sequence
from html import escape
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from ..compat import Heading, headings_of
from ..domain import JasicDomain
from ..model import dates
from ..model.anchors import PAGE_SOURCES
from ..model.project import Project
from ..model.record_kinds import KINDS
from ..nodes.factory import counted
from ..nodes.languages import marked_html
from ..translation import _
from .navigation import navigation_of

MOST = 15  # entries that are seen at once


def contents_html(headings: Sequence[Heading], project: Project, foot: Sequence[Heading] = ()) -> str:
    """The list of a page's headings, as Furo's style sheets expect it: below the title, which they hide.

    `foot` are headings that were added below the page's own, and are always seen.
    """
    top, *_others = headings
    shown = [heading for heading in top.children if not _belongs_to_another(heading, project)]
    items = [_item(heading, project, folded=_number(shown) > MOST) for heading in shown[:MOST]]
    if rest := shown[MOST:]:
        items.append(f"<li>{_folded(rest, project)}</li>")
    items += [_item(heading, project, folded=False) for heading in foot]
    return f'<ul><li><a class="reference internal" href="#">{escape(top.title)}</a><ul>{"".join(items)}</ul></li></ul>'


def _belongs_to_another(heading: Heading, project: Project) -> bool:
    """Whether what stands below a heading is part of the entry above it, as somebody's custody is."""
    record = project.records.get(heading.anchor)
    return record is not None and record.kind == "custody"


def _number(headings: Sequence[Heading]) -> int:
    return sum(1 + _number(heading.children) for heading in headings)


def _item(heading: Heading, project: Project, folded: bool) -> str:
    """A heading with those below it, which may be folded."""
    listed = _folded if folded else _list
    below = listed(heading.children, project) if heading.children else ""
    return f"<li>{_link(heading, project)}{below}</li>"


def _list(headings: Sequence[Heading], project: Project) -> str:
    return f"<ul>{''.join(_item(heading, project, folded=False) for heading in headings)}</ul>"


def _folded(headings: Sequence[Heading], project: Project) -> str:
    return f"<details><summary>{escape(_counted(headings, project))}</summary>{_list(headings, project)}</details>"


def _counted(headings: Sequence[Heading], project: Project) -> str:
    """`14 claims` where all are records of one kind, else `14 more`."""
    number = _number(headings)
    records = [project.records.get(heading.anchor) for heading in headings]
    kinds = {record.kind if record else "" for record in records}
    if len(kinds) > 1 or "" in kinds or number != len(headings):
        return str(_("{number} more").format(number=number))
    about = KINDS[kinds.pop()]
    return counted(number, about.label, about.labels)


def _link(heading: Heading, project: Project) -> str:
    """A link whose first words are what tells one record from the next: the day of an event, the number of a claim."""
    lead = "".join(f'<span class="lead">{escape(words)}</span> ' for words in _lead(heading, project))
    href = f'href="#{escape(heading.anchor)}" title="{escape(heading.title)}"'
    return f'<a class="reference internal" {href}>{lead}{marked_html(heading.title)}</a>'


def _lead(heading: Heading, project: Project) -> Iterator[str]:
    record = project.records.get(heading.anchor)
    if record is not None and record.kind == "event":
        yield _without_year(record.get("date"), project.language)
    elif record is not None and record.kind == "claim":
        yield project.claim_name(record)


def _without_year(date: str, language: str) -> str:
    """A day without its year, which the page says; any other date as it is."""
    first, last = dates.span(date)
    return dates.day_and_month(first, language) if first == last else dates.in_words(date, language, short=True)


def add(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any) -> None:
    """Take the place of Sphinx's list, which has every heading with all its words."""
    headings = headings_of(app.env, pagename) if navigation_of(app) and context.get("toc") else []
    if headings:
        domain = JasicDomain.of(app.env)
        context["toc"] = contents_html(headings, domain.project_for(pagename), list(_foot(doctree)))


def _foot(doctree: nodes.document) -> Iterator[Heading]:
    """The list of sources, which is part of no page before it is written."""
    for section in (doctree.next_node(nodes.section) or doctree).children:
        if isinstance(section, nodes.section) and PAGE_SOURCES in section["ids"]:
            yield Heading(PAGE_SOURCES, section[0].astext(), [])


def setup(app: Sphinx) -> None:
    app.connect("html-page-context", add)
