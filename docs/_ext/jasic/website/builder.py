"""The builder of the website: Sphinx's own with our search index, and without pages that are gone."""

import json
from functools import cached_property
from pathlib import Path

from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.search import js_index

from .navigation import Navigation
from .search import Index

STATIC = Path(__file__).with_name("static")
PASSAGES = "_passages"  # folder of the website for what search results say


class Script(type(js_index)):
    """Sphinx's form of the index, with Chinese as it is: escapes make it twice as long."""

    def dumps(self, data):
        return self.PREFIX + json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True) + self.SUFFIX


class Website(StandaloneHTMLBuilder):
    """Takes the place of Sphinx's builder `html`."""

    indexer_format = Script()

    @cached_property
    def navigation(self):
        """The navigation of this build; asked for when all pages are read."""
        return Navigation(self)

    def load_indexer(self, docnames):
        """Called by Sphinx when its index is new and empty; ours takes its place."""
        language = self.config.html_search_language or self.config.language
        options, scorer = self.config.html_search_options, self.config.html_search_scorer
        self.indexer = Index(self.env, language, options, scorer, Path(self.outdir, PASSAGES))
        super().load_indexer(docnames)


def remove_deleted_pages(app, env, added, changed, removed):
    """A page that was deleted or renamed must not stay in the site; Sphinx leaves it there."""
    if app.builder.format == "html":
        for docname in removed:
            Path(app.builder.get_outfilename(docname)).unlink(missing_ok=True)
    return []


def add_static_files(app):
    app.config.html_static_path.append(str(STATIC))


def setup(app):
    app.add_builder(Website, override=True)
    app.add_css_file("jasic.css")
    app.connect("builder-inited", add_static_files)
    app.connect("env-get-outdated", remove_deleted_pages)
