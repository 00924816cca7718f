"""A field to search the site, as a part of a page: it works as a form without a script, and as the window with one."""

from collections.abc import Sequence
from html import escape

from docutils import nodes

from ..model.forms import FLAG
from ..nodes.factory import NodeFactory
from ..nodes.registry import view
from ..translation import _


@view("search-form", FLAG)
def search_form(make: NodeFactory, argument: str) -> Sequence[nodes.Node]:
    """The field and its button; nothing where there is no search."""
    if not make.for_website:
        return []
    label, button = (escape(str(text)) for text in (_("Search people, events, sources, arguments"), _("Search")))
    address = escape(make.builder.get_relative_uri(make.docname, "search"))
    form = (
        f'<form class="search-form" action="{address}" role="search">'
        f'<label for="search-form-field">{label}</label>'
        '<span><input id="search-form-field" type="search" name="q" autocomplete="off" spellcheck="false">'
        f"<button>{button}</button></span></form>"
    )
    return [nodes.raw("", form, format="html")]
