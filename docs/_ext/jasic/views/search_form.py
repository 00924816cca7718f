"""A field to search the site, as a part of a page: it works as a form without a script, and as the window with one."""

from collections.abc import Iterator, Sequence
from html import escape
from urllib.parse import urlencode

from docutils import nodes

from ..model.chinese import is_chinese
from ..model.forms import FLAG
from ..nodes.factory import NodeFactory
from ..nodes.registry import view
from ..translation import _

EXAMPLES = _("Yue Xin; 24 August 2018; 谁被判刑")  # of what can be asked: a person, a day, a question


@view("search-form", FLAG)
def search_form(make: NodeFactory, argument: str) -> Sequence[nodes.Node]:
    """The field, its button and what could be asked; nothing where there is no search."""
    if not make.for_website:
        return []
    words = (_("Search people, events, sources, arguments"), _("Search"), _("For instance"))
    label, button, such_as = (escape(str(text)) for text in words)
    address = escape(make.builder.get_relative_uri(make.docname, "search"))
    form = (
        f'<form class="search-form" action="{address}" role="search">'
        f'<label for="search-form-field">{label}</label>'
        '<span><input id="search-form-field" type="search" name="q" autocomplete="off" spellcheck="false">'
        f"<button>{button}</button></span>"
        f"<p>{such_as}: {', '.join(examples(address))}</p></form>"
    )
    return [nodes.raw("", form, format="html")]


def examples(address: str) -> Iterator[str]:
    """What the search window proposes too, each as a link to what it finds."""
    for asked in str(EXAMPLES).split("; "):
        language = ' lang="zh-Hans"' if is_chinese(asked) else ""
        yield f'<a href="{address}?{urlencode({"q": asked})}"{language}>{escape(asked)}</a>'
