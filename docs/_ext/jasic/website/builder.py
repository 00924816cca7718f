"""The builder of the website: Sphinx's own with our index and navigation, and without pages that are gone.

With several processes Sphinx resolves and indexes all pages in the first one, page after page, and only the rest, a
tenth of the work, in the others. Here each page is resolved, written and indexed in one of them, and what the first
process has to know of it comes back as a `Written`.
"""

import shutil
from collections.abc import Callable, Set
from functools import cache, cached_property
from pathlib import Path
from typing import NamedTuple

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.environment import BuildEnvironment
from sphinx.locale import __
from sphinx.util.display import status_iterator

from ..compat import IndexingBuilder, forget_stored_tree, page_tree
from ..domain import JasicDomain
from ..model.anchors import CITATIONS, NOT_FOUND
from ..model.dependencies import Dependency
from ..processes import in_processes
from ..safety.content_security_policy import POLICY_META
from ..search import index_files
from ..search.index_files import Passage
from ..search.indexing import Index
from .navigation import Navigation

PASSAGES = "_passages"  # folder of the website for what search results say; search-loader.js knows it too

IMAGES = "_images"  # where Sphinx puts pictures
# And what it makes in each build where it makes it at all: styles and scripts, and the texts of the pages, which a
# setting would have it publish.
MADE_BY_SPHINX = ("_static", "_sources")
BUILD_INFO = ".buildinfo"  # which it leaves where a build has ended


class Written(NamedTuple):
    """What the first process has to know of a page that another one has written."""

    docname: str
    search: dict[str, list[Passage]]
    dependencies: tuple[Dependency, ...]
    images: dict[str, str]  # path below docs -> name in the website


class Website(IndexingBuilder):
    """Takes the place of Sphinx's builder `html`."""

    indexer: Index

    @cached_property
    def navigation(self) -> Navigation:
        """The navigation of this build; asked for when all pages are read."""
        project = JasicDomain.of(self.env).project
        return Navigation(page_tree(self.env), project, self.get_relative_uri)

    def new_index(self) -> Index:
        return Index(self.env, Path(self.outdir, PASSAGES))

    @cached_property
    def relative_uris(self) -> Callable[[str, str, str | None], str]:
        """Addresses as the pages write them: most name few others again and again, which was 3 % of a build."""
        return cache(super().get_relative_uri)

    def get_relative_uri(self, from_: str, to: str, typ: str | None = None) -> str:
        return self.relative_uris(from_, to, typ)

    @cached_property
    def rendered_titles(self) -> Callable[[nodes.title], dict[str, str]]:
        """Titles in HTML: each stands on its own page, on those beside it and on all below it."""
        return cache(super().render_partial)

    def render_partial(self, node: nodes.Node | None) -> dict[str, str]:
        return self.rendered_titles(node) if isinstance(node, nodes.title) else super().render_partial(node)

    def index_page(self, pagename: str, doctree: nodes.document, title: str) -> None:
        """Not yet, though Sphinx says so: the index takes the tree apart, and a copy of each was 12 % of a build."""

    def write_doc(self, docname: str, doctree: nodes.document) -> None:
        super().write_doc(docname, doctree)
        super().index_page(docname, doctree, self.env.longtitles[docname].astext())
        forget_stored_tree(self.env, docname)
        JasicDomain.of(self.env).dependencies.close(docname)

    def dump_search_index(self) -> None:
        super().dump_search_index()
        self.indexer.write(Path(self.outdir, index_files.FOLDER))

    def write_documents(self, docnames: Set[str]) -> None:
        if not self.parallel_ok:
            super().write_documents(docnames)
            return
        # Large pages first, so that no process is left alone with one; the smallest is written here, which loads what
        # all need, such as templates.
        names = sorted(docnames, key=lambda docname: (-Path(self.env.doc2path(docname)).stat().st_size, docname))
        kept = self.indexer.take_all()
        smallest = self.write_page(names.pop())
        others = in_processes(self.processes, self.write_page, names)
        label, verbosity = __("writing output... "), self.config.verbosity
        for page in status_iterator(others, label, "darkgreen", len(names), verbosity, lambda page: page.docname):
            self.add(page)
        self.add(smallest)
        self.indexer.pages |= kept

    def write_page(self, docname: str) -> Written:
        """From the tree of a page to its file; whatever of it another process has to know is given back."""
        doctree = self.env.get_and_resolve_doctree(docname, self, tags=self.tags)
        self.write_doc_serialized(docname, doctree)
        self.write_doc(docname, doctree)
        dependencies = JasicDomain.of(self.env).dependencies.by_page.pop(docname)
        return Written(docname, self.indexer.take_all(), dependencies, self.images)

    def add(self, page: Written) -> None:
        """Make known here what is known of a page where it was written."""
        self.indexer.pages |= page.search
        JasicDomain.of(self.env).dependencies.add(page.docname, page.dependencies)
        self.images |= page.images


def remove_withdrawn_files(app: Sphinx, builder: Builder) -> None:
    """What an earlier build has left must not stay in the site; Sphinx leaves it there.

    That is a page that was deleted or renamed, a picture that no page shows any more, what another theme, language or
    setting had there. What lies there is looked at, and not what the environment has known: it may have been thrown
    away, or have served another folder in between. What is removed in vain is written in every build. Where nobody has
    built a site before, all that lies there is somebody else's.
    """
    if not isinstance(builder, StandaloneHTMLBuilder):
        return
    folder = Path(builder.outdir)
    names = [name for docname in app.env.found_docs for name in (docname, f"{CITATIONS}/{docname}")]
    kept = {Path(builder.get_outfilename(name)) for name in names} | {folder / NOT_FOUND}
    kept |= {folder / IMAGES / name for _docnames, name in app.env.images.values()}
    pages = set(folder.rglob("*.html"))
    if not (folder / BUILD_INFO).exists() and not any(map(is_ours, pages)):
        return
    for file in {*filter(is_ours, pages - kept), *folder.glob(f"{IMAGES}/*")} - kept:
        file.unlink()
    for name in MADE_BY_SPHINX:
        shutil.rmtree(folder / name, ignore_errors=True)


def is_ours(page: Path) -> bool:
    """Whether a page in HTML bears the policy that each of ours has."""
    return POLICY_META in page.read_text(encoding="utf-8", errors="replace")


def forget_first(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """All pages that are read anew are forgotten before the first of them is read, as if several processes read them.

    What has moved from one to another would stand twice for a while, and Sphinx would warn of it.
    """
    for docname in docnames:
        app.emit("env-purge-doc", env, docname)
        env.clear_doc(docname)


def setup(app: Sphinx) -> None:
    app.add_builder(Website, override=True)
    app.connect("env-before-read-docs", forget_first)
    app.connect("write-started", remove_withdrawn_files)
