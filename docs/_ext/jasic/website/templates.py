"""What the templates in docs/_templates get from us: names for Furo's sidebars, and the words of the search page."""

from typing import Any

from sphinx.application import Sphinx

from ..compat import furo_body
from ..translation import _

# Names in braces are links, filled in by the template.
SEARCH_PAGE = {
    "title": _("Search"),
    "field": _("Search this site"),
    "no_script": _("Searching needs JavaScript. Without it, use the {index}, the {timeline} or the {people}."),
    "index": _("index"),
    "timeline": _("timeline"),
    "people": _("people"),
}


def add_words(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any) -> None:
    context["furo_body"] = furo_body
    if templatename == "search.html":
        context["search_page"] = {name: str(text) for name, text in SEARCH_PAGE.items()}


def setup(app: Sphinx) -> None:
    app.connect("html-page-context", add_words)
