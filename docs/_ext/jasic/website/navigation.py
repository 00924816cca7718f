"""The navigation beside each page, at a cost that does not grow with the site.

Furo has Sphinx resolve the whole tree of pages for each page and parses the result again, which
costs the square of their number. Here a page gets the first level and the branch that it stands
in; pages of one branch share one text, in which only the page itself is marked.
"""

from functools import cache
from html import escape

from sphinx import addnodes


class Navigation:
    """Writes the navigation for the pages of one build."""

    def __init__(self, builder):
        self.env, self.builder = builder.env, builder
        root = self.env.config.root_doc
        self.parts = [
            (toctree.get("caption"), toctree["includefiles"])
            for toctree in self.env.tocs[root].findall(addnodes.toctree)
        ]
        self.parents = {}
        for parent, children in self.env.toctree_includes.items():
            for child in children:
                self.parents.setdefault(child, parent)
        self.branch = cache(self.branch)

    def html(self, docname):
        """The navigation of a page, as Furo's style sheets expect it."""
        above = self.ancestors(docname)
        folder = docname.rpartition("/")[0]
        # Any page of the folder has the same relative links, so the text can be shared.
        shared = self.branch(folder, tuple(above))
        link = self.link(f"{folder}/_" if folder else "_", docname) if docname in self.env.titles else ""
        return shared.replace(link, link.replace("<a class=", '<a aria-current="page" class=')) if link else shared

    def ancestors(self, docname):
        """The page and the pages above it, the highest first; the root is left out."""
        found = []
        while docname in self.parents:
            found.insert(0, docname)
            docname = self.parents[docname]
        # A page without pages below it opens nothing, so its neighbours share its text.
        return found if found and self.env.toctree_includes.get(found[-1]) else found[:-1]

    def branch(self, folder, above):
        parts = []
        for caption, docnames in self.parts:
            if caption:
                text = f'<span class="caption-text">{escape(caption)}</span>'
                parts.append(f'<p class="caption" role="heading" aria-level="2">{text}</p>')
            parts.append(self.level(f"{folder}/_" if folder else "_", docnames, above, 1))
        return "\n".join(parts)

    def level(self, page, docnames, above, depth):
        items = []
        for docname in docnames:
            if docname not in self.env.titles:
                continue
            is_open = docname in above
            inner = self.level(page, self.env.toctree_includes.get(docname, ()), above, depth + 1) if is_open else ""
            classes = f"toctree-l{depth}{' current' if is_open else ''}"
            items.append(f'<li class="{classes}">{self.link(page, docname)}{inner}</li>')
        return f"<ul>{''.join(items)}</ul>" if items else ""

    def link(self, page, docname):
        title = escape(self.env.titles[docname].astext())
        return f'<a class="reference internal" href="{self.builder.get_relative_uri(page, docname)}">{title}</a>'


def hide_from_furo(app, pagename, templatename, context, doctree):
    """Before Furo's handler: let it find no tree to resolve."""
    if "toctree" in context:
        context["toctree"] = lambda **options: ""


def add(app, pagename, templatename, context, doctree):
    """After Furo's handler: put our navigation where its template expects one."""
    context["furo_navigation_tree"] = app.builder.navigation.html(pagename)


def setup(app):
    app.connect("html-page-context", hide_from_furo, priority=400)
    app.connect("html-page-context", add, priority=600)
