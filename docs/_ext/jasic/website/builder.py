"""The builder of the website: Sphinx's own with our index and navigation, and without pages that are gone."""

from functools import cached_property
from pathlib import Path
from typing import cast

from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.environment import BuildEnvironment

from ..compat import IndexingBuilder, page_tree
from ..domain import JasicDomain
from .navigation import Navigation
from .search import Index

PASSAGES = "_passages"  # folder of the website for what search results say; search-loader.js knows it too


class Website(IndexingBuilder):
    """Takes the place of Sphinx's builder `html`."""

    @cached_property
    def navigation(self) -> Navigation:
        """The navigation of this build; asked for when all pages are read."""
        project = cast(JasicDomain, self.env.get_domain(JasicDomain.name)).project
        return Navigation(page_tree(self.env), project.short_titles, self.get_relative_uri)

    def new_index(self) -> Index:
        options, scorer = self.config.html_search_options, self.config.html_search_scorer
        return Index(self.env, options, scorer, Path(self.outdir, PASSAGES))


def remove_deleted_pages(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> list[str]:
    """A page that was deleted or renamed must not stay in the site; Sphinx leaves it there."""
    if isinstance(app.builder, StandaloneHTMLBuilder):
        for docname in removed:
            Path(app.builder.get_outfilename(docname)).unlink(missing_ok=True)
    return []


def setup(app: Sphinx) -> None:
    app.add_builder(Website, override=True)
    app.connect("env-get-outdated", remove_deleted_pages)
