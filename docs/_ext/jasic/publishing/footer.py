"""What stands at the foot of each page of the website: its edition."""

from typing import Any, cast

from sphinx.application import Sphinx

from ..domain import JasicDomain


def add(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any) -> None:
    """Hand the template of a page what it shows at its foot."""
    project = cast(JasicDomain, app.env.get_domain(JasicDomain.name)).project_for(pagename)
    context["edition"] = project.publication.edition.in_words(project.language)


def setup(app: Sphinx) -> None:
    app.connect("html-page-context", add)
