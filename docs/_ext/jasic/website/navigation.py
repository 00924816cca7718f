"""The navigation beside each page, at a cost that does not grow with the site.

Furo has Sphinx resolve the whole tree of pages for each page and parses the result again, which costs the square of
their number. Here a page gets the first level and the branch that it stands in; pages of one branch share one text,
in which only the page itself is marked. Pages go by their short titles here, where they have one; those of the first
level have their titles in Chinese beside them, so that a reader who knows little English finds the way.
"""

from collections.abc import Callable, Sequence
from functools import cache
from html import escape
from typing import Any

from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder

from ..compat import FURO_NAVIGATION, PageTree
from ..domain import JasicDomain
from ..model.anchors import CHINESE_SUMMARIES, CHINESE_SUMMARY
from ..model.project import Project
from ..nodes.languages import marked_html

NEIGHBOURS = ("prev", "next")  # in the context of a template


class Navigation:
    """Writes the navigation for the pages of one build; `address` gives the way from one page to another."""

    def __init__(self, tree: PageTree, project: Project, address: Callable[[str, str], str]) -> None:
        self.tree, self.address = tree, address
        self.titles = {docname: escape(title) for docname, title in {**tree.titles, **project.short_titles}.items()}
        self.chinese: dict[str, str] = {}
        if not project.language.startswith("zh"):
            first_level = {docname for _caption, docnames in tree.parts for docname in docnames}
            pages = (page for docname, page in project.pages.items() if docname in first_level and page.chinese)
            self.chinese = {page.docname: f" {marked_html(page.chinese)}" for page in pages}
        self.parents: dict[str, str] = {}
        for parent, children in tree.children.items():
            for child in children:
                self.parents.setdefault(child, parent)
        self.branch = cache(self._branch)

    def html(self, docname: str) -> str:
        """The navigation of a page, as Furo's style sheets expect it."""
        # Any page of the folder has the same relative links, so the text can be shared.
        neighbour = f"{docname.rpartition('/')[0]}/_".removeprefix("/")
        shared = self.branch(neighbour, tuple(self.opened(docname)))
        if docname not in self.tree.titles:  # the search page and its like
            return shared
        link = self.link(neighbour, docname)
        return shared.replace(link, link.replace("<a class=", '<a aria-current="page" class='))

    def path(self, docname: str) -> list[str]:
        """The pages above a page and the page itself, the highest first; the first page of all stands above each."""
        path: list[str] = []
        while docname in self.parents:
            path.insert(0, docname)
            docname = self.parents[docname]
        return path

    def breadcrumbs(self, docname: str) -> list[tuple[str, str]]:
        """The way to a page: the titles in HTML of the pages above it, and their addresses from there."""
        return [(self.titles[above], self.address(docname, above)) for above in self.path(docname)[:-1]]

    def opened(self, docname: str) -> list[str]:
        """The pages whose children are shown beside a page: those above it and itself."""
        path = self.path(docname)
        # A page without pages below it opens nothing, so its neighbours share its text.
        return path if path and self.tree.children.get(path[-1]) else path[:-1]

    def _branch(self, page: str, opened: tuple[str, ...]) -> str:
        parts = []
        for caption, docnames in self.tree.parts:
            if caption:
                text = f'<span class="caption-text">{escape(caption)}</span>'
                parts.append(f'<p class="caption" role="heading" aria-level="2">{text}</p>')
            parts.append(self.level(page, docnames, opened, 1))
        return "\n".join(parts)

    def level(self, page: str, docnames: Sequence[str], opened: tuple[str, ...], depth: int) -> str:
        """One level of the tree, with those below it that are open."""
        items = []
        for docname in docnames:
            if docname not in self.tree.titles:
                continue
            is_open = docname in opened
            inner = self.level(page, self.tree.children.get(docname, ()), opened, depth + 1) if is_open else ""
            classes = f"toctree-l{depth}{' current' if is_open else ''}"
            items.append(f'<li class="{classes}">{self.link(page, docname)}{inner}</li>')
        return f"<ul>{''.join(items)}</ul>" if items else ""

    def link(self, page: str, docname: str) -> str:
        words = self.titles[docname] + self.chinese.get(docname, "")
        return f'<a class="reference internal" href="{self.address(page, docname)}">{words}</a>'


def navigation_of(app: Sphinx) -> Navigation | None:
    """The navigation of the builder `html`; others, whose addresses are not those of the pages, keep Furo's."""
    navigation: Navigation | None = getattr(app.builder, "navigation", None)
    return navigation


def hide_tree_from_furo(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any) -> None:
    """Before Furo's handler: let it find no tree to resolve."""
    if navigation_of(app) and "toctree" in context:
        context["toctree"] = lambda **options: ""


def add(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any) -> None:
    """After Furo's handler: put our navigation where its template expects one, and the way to the page beside it."""
    navigation = navigation_of(app)
    if navigation and isinstance(app.builder, StandaloneHTMLBuilder):
        context[FURO_NAVIGATION] = navigation.html(pagename)
        context["breadcrumbs"] = navigation.breadcrumbs(pagename)
        context["chinese_summary"] = chinese_summary(
            navigation, JasicDomain.of(app.env).project_for(pagename), pagename
        )
        _above, *neighbours = app.builder.relations.get(pagename, [None])
        for name, docname in zip(NEIGHBOURS, neighbours):
            if docname and context.get(name):
                context[name]["title"] = navigation.titles[docname]


def chinese_summary(navigation: Navigation, project: Project, docname: str) -> dict[str, str]:
    """The way to the nearest words in Chinese: a page's own summary, or else the list of all; {} if there is none."""
    page = project.pages.get(docname)
    if page and CHINESE_SUMMARY in page.anchors:
        return {"address": f"#{CHINESE_SUMMARY}", "label": "中文摘要"}
    if project.chinese_summaries is None:
        return {}
    listing = "" if docname == project.chinese_summaries else navigation.address(docname, project.chinese_summaries)
    return {"address": f"{listing}#{CHINESE_SUMMARIES}", "label": "各页中文摘要"}


def setup(app: Sphinx) -> None:
    app.connect("html-page-context", hide_tree_from_furo, priority=400)
    app.connect("html-page-context", add, priority=600)
