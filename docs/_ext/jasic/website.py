"""What only the website needs."""

from pathlib import Path


def remove_deleted_pages(app, env, added, changed, removed):
    """A page that was deleted or renamed must not stay in the site; Sphinx leaves it there."""
    if app.builder.format == "html":
        for docname in removed:
            Path(app.builder.get_outfilename(docname)).unlink(missing_ok=True)
    return []


def mend_navigation(app, pagename, templatename, context, doctree):
    """Give the captions in the navigation the level that a heading must have (Sphinx 9.0 omits it)."""
    if toctree := context.get("toctree"):

        def with_levels(*args, **kwargs):
            return toctree(*args, **kwargs).replace('role="heading"', 'role="heading" aria-level="2"')

        context["toctree"] = with_levels


def setup(app):
    app.connect("env-get-outdated", remove_deleted_pages)
    app.connect("html-page-context", mend_navigation, priority=400)  # before Furo, which calls the toctree
