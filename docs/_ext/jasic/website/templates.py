"""What the templates in docs/_templates get from us: names for Furo's parts, words of the search page, fewer styles."""

from typing import Any

from sphinx.application import Sphinx

from ..compat import furo_body, without_second_viewport
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
# Style sheets of others that weigh more than ours, and what is in a page that needs them: cards and tabs, code.
SPARSE_STYLES = {"sphinx-design.min.css": "sd-", "pygments.css": "highlight"}


def add_words(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any) -> None:
    context["furo_body"] = furo_body
    context["breadcrumbs_label"] = str(_("Way to this page"))
    if templatename == "search.html":
        context["search_page"] = {name: str(text) for name, text in SEARCH_PAGE.items()}


def leave_out(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any) -> None:
    """What a page does not need: style sheets for what it does not hold, and a second `viewport`."""
    context["metatags"] = without_second_viewport(context.get("metatags", ""))
    body = context.get("body", "")
    context["css_files"] = [file for file in context.get("css_files", []) if is_needed(str(file.filename), body)]


def is_needed(file: str, body: str) -> bool:
    """Whether a page with this body needs a style sheet."""
    return all(sign in body for name, sign in SPARSE_STYLES.items() if file.endswith(name))


def setup(app: Sphinx) -> None:
    app.connect("html-page-context", add_words)
    app.connect("html-page-context", leave_out, priority=900)
