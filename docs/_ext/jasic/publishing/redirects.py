"""Old addresses lead on: a page that is gone keeps a small page, an anchor that is gone a line on its page.

Written here: sphinx-reredirects has a script in each page, which our policy forbids, and knows no anchors. Without a
script a browser is led to the new page; with one also to the place on it, in moved.js.
"""

from typing import Any, NamedTuple

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder

from ..domain import JasicDomain
from ..model.project import Project
from ..nodes.factory import NodeFactory
from ..safety.content_security_policy import META
from ..translation import _
from ..website.builder import Website
from ..website.files import write_at_end

TEMPLATE, SCRIPT = "moved.html", "moved.js"
TITLE = _("Moved: {title}")


class Moved(NamedTuple):
    """An anchor that is gone, and the address and the name of where its text is now."""

    anchor: str
    address: str
    title: str


def moved_from(project: Project, builder: StandaloneHTMLBuilder, docname: str) -> list[Moved]:
    """The anchors that were on a page and whose text is on another now."""
    return [
        Moved(anchor, address_of(builder, docname, new), title_of(project, new))
        for anchor, new in project.gone.get(docname, {}).items()
        if anchor and new.partition("#")[0] != docname
    ]


def address_of(builder: StandaloneHTMLBuilder, docname: str, target: str) -> str:
    """An address such as `people/yue-xin#early-life` as a page links it."""
    page, _hash, anchor = target.partition("#")
    return builder.get_relative_uri(docname, page) + (f"#{anchor}" if anchor else "")


def title_of(project: Project, target: str) -> str:
    """What a target is called: a record, or else its page."""
    page, _hash, anchor = target.partition("#")
    record = project.records.get(anchor)
    return record.title if record else project.pages[page].title


def texts(project: Project, builder: StandaloneHTMLBuilder) -> dict[str, str]:
    """A page for each that is gone, by its path in the website."""
    pages = {}
    for old in project.gone.keys() - project.pages.keys():
        if new := project.gone[old].get(""):
            title = title_of(project, new)
            context = {
                "policy": META,
                "language": project.language,
                "title": str(TITLE.format(title=title)),
                "new": Moved("", address_of(builder, old, new), title),
                "anchors": moved_from(project, builder, old),
                "script": "../" * old.count("/") + f"_static/{SCRIPT}",
            }
            pages[builder.get_target_uri(old)] = builder.templates.render(TEMPLATE, context)
    return pages


def keep_anchors(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Give what is on the page still its old anchor too."""
    if not isinstance(app.builder, Website):
        return
    make = NodeFactory.for_page(app.env, app.builder, docname)
    for anchor, new in make.project.gone.get(docname, {}).items():
        page, _hash, now = new.partition("#")
        here = (node for node in doctree.findall(nodes.Element) if now and now in node.get("ids", ()))
        if anchor and page == docname and (node := next(here, None)) is not None:
            node["ids"].append(anchor)


def add(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any) -> None:
    """Hand the template of a page the anchors whose text is on another page now."""
    if isinstance(app.builder, Website):
        project = JasicDomain.of(app.env).project_for(pagename)
        context["moved"], context["moved_label"] = moved_from(project, app.builder, pagename), str(_("Moved"))


def setup(app: Sphinx) -> None:
    write_at_end(app, texts)
    app.connect("doctree-resolved", keep_anchors)
    app.connect("html-page-context", add)
