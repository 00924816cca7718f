"""What stands at the foot of each page of the website: its edition, how it is cited, what a reader can do about it."""

from typing import Any, NamedTuple

from sphinx.application import Sphinx
from sphinx.builders import Builder

from ..domain import JasicDomain
from ..model import contact, dates
from ..model.contact import Way
from ..model.project import Project
from ..nodes.factory import is_for_browsers
from ..translation import _
from .citations import Citation, citation_of, files_of
from .csl_items import part_of_work

LABELS = {
    "cite": _("Cite this page"),
    "records": _("Each event, person or claim has an address of its own, which “Cite” below it gives in each format."),
    "sources": _("The sources of this page as files:"),
    "act": _("Something is wrong, or a name should go"),
    "error": _("Report an error"),
    "take_down": _("Take a name or a detail down"),
    "what_then": _("what happens then"),
    "what_to_do": _("what to do, since this copy names no address"),
}


class Foot(NamedTuple):
    """What the template shows; words are plain text, addresses are as seen from the page."""

    edition: str
    reviewed: str
    labels: dict[str, str]
    citation: Citation | None = None
    has_records: bool = False
    files: tuple[Way, ...] = ()  # the sources of the page in each format
    errors: tuple[Way, ...] = ()
    takedown: tuple[Way, ...] = ()
    what_then: str = ""  # where it is said what becomes of such a request
    edit: tuple[Way, ...] = ()


def foot_of(project: Project, builder: Builder, docname: str) -> Foot:
    """The foot of a page; of what is no page of ours, such as the index, only the edition."""
    publication = project.publication
    edition = publication.edition.in_words(project.language)
    labels = {name: str(label) for name, label in LABELS.items()}
    page = project.pages.get(docname)
    if page is None:
        return Foot(edition, "", labels)
    address, title = builder.get_target_uri(docname), page.title
    safety = project.pages.get(contact.SAFETY)
    has_safety = safety is not None and contact.TAKING_DOWN in safety.anchors
    what_then = f"{builder.get_relative_uri(docname, contact.SAFETY)}#{contact.TAKING_DOWN}"
    return Foot(
        edition,
        reviewed(project, docname),
        labels,
        citation=citation_of(part_of_work(project, docname.replace("/", "-"), title, address), project),
        has_records=any(record.anchor for record in page.records),
        files=tuple(files_of(project, docname, lambda file: builder.get_relative_uri(docname, file))),
        errors=tuple(contact.report_an_error(publication, address, title)),
        takedown=tuple(contact.take_down(publication, address, title)),
        what_then=what_then if has_safety else "",
        edit=tuple(contact.edit(publication, page.path)),
    )


def reviewed(project: Project, docname: str) -> str:
    """When the records of a page were last checked against their sources: the day, or from the first to the last."""
    days = sorted({day for record in project.pages[docname].records if (day := record.get("reviewed"))})
    if not days:
        return ""
    when = days[0] if len(days) == 1 else f"{days[0]}/{days[-1]}"
    return _("last reviewed {date}").format(date=dates.in_words(when, project.language))


def add(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any) -> None:
    """Hand the template of a page what it shows at its foot."""
    if is_for_browsers(app.builder):
        project = JasicDomain.of(app.env).project_for(pagename)
        context["foot"] = foot_of(project, app.builder, pagename)


def setup(app: Sphinx) -> None:
    app.connect("html-page-context", add)
