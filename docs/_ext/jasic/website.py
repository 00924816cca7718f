"""What only the website needs."""

from pathlib import Path


def remove_deleted_pages(app, env, added, changed, removed):
    """A page that was deleted or renamed must not stay in the site; Sphinx leaves it there."""
    if app.builder.format == "html":
        for docname in removed:
            Path(app.builder.get_outfilename(docname)).unlink(missing_ok=True)
    return []


def setup(app):
    app.connect("env-get-outdated", remove_deleted_pages)
