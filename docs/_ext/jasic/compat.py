"""The parts of other packages that they do not promise to keep: private members, undocumented ones, their HTML.

They stand here and nowhere else, each with why it is needed and what would break, and tests/test_compat.py has a test
for each. When a new version of Sphinx, sphinxcontrib-bibtex or Furo fails there, this is the file to mend. What the
search in the browser needs of Sphinx is what it puts into language_data.js, which words.js reads.
"""

from __future__ import annotations

import marshal
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from html import escape
from logging import LogRecord
from os import PathLike
from typing import Any, TypeVar

from docutils import nodes
from sphinx import addnodes, search
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.config import Config
from sphinx.environment import BuildEnvironment
from sphinx.search import SearchLanguage
from sphinx.transforms.post_transforms.code import HighlightLanguageTransform
from sphinx.util import logging
from sphinx.util._files import FilenameUniqDict
from sphinxcontrib.bibtex.domain import BibtexDomain

from .translation import _

logger = logging.getLogger(__name__)
Argument = TypeVar("Argument")
Result = TypeVar("Result")

# ---- Sphinx: builds ----


def report_failure(builder: Builder) -> None:
    """Let the command end with an error though the build goes on, as Sphinx's own linkcheck does.

    Raising instead would print a traceback and throw away what Sphinx has read. Without it a book that could not be
    set looks like a success.
    """
    builder._app.statuscode = 1


def warnings_have_failed(app: Sphinx) -> bool:
    """Whether the build will end with an error because of a warning: `-W`.

    Sphinx says so only after `build-finished`. Without it a build with a warning fails once, and passes the next time.
    """
    return app._fail_on_warnings and app._warncount > 0


MOST_KEPT = 300  # trees of pages, of a megabyte each


def keep_few_trees(app: Sphinx, doctree: nodes.document) -> None:
    """Called when a page is read: Sphinx keeps all trees until they are written, and of many there is no room.

    Those that it has lost it takes from the disk; a site of 2,000 pages took 2.4 GiB, and now 2.0.
    """
    if len(app.env._write_doc_doctree_cache) >= MOST_KEPT:
        app.env._write_doc_doctree_cache.clear()


def forget_stored_tree(env: BuildEnvironment, docname: str) -> None:
    """Called when a page is written: Sphinx keeps what it took from the disk for a second time, which never comes."""
    env._pickled_doctree_cache.pop(docname, None)


@dataclass(frozen=True)
class PageTree:
    """The pages as the toctrees order them.

    `parts` are the toctrees of the root page, as caption and docnames; `children` maps a page to those below it;
    `titles` are plain text. Pages are sorted by name, whatever the order in which they were read.
    """

    parts: Sequence[tuple[str | None, Sequence[str]]]
    children: Mapping[str, Sequence[str]]
    titles: Mapping[str, str]


def page_tree(env: BuildEnvironment) -> PageTree:
    """What Sphinx knows of the toctrees once all pages are read.

    Sphinx documents only how to resolve a toctree for one page, which costs the square of the number of pages.
    Without it there is no navigation.
    """
    toctrees = env.tocs[env.config.root_doc].findall(addnodes.toctree)
    return PageTree(
        parts=[(toctree.get("caption"), toctree["includefiles"]) for toctree in toctrees],
        children=dict(sorted(env.toctree_includes.items())),
        titles={docname: title.astext() for docname, title in sorted(env.titles.items())},
    )


def kept_messages(work: Callable[[Argument], Result], argument: Argument) -> tuple[Result, list[LogRecord]]:
    """What a function returns, and what it logs, kept for another process to say by `say`.

    Sphinx counts warnings in its first process and prints them there. Without it those of the others would be lost,
    and -W with them.
    """
    collector = logging.LogCollector()
    with collector.collect():
        result = work(argument)
    logging.convert_serializable(collector.logs)
    return result, collector.logs


def say(messages: Iterable[LogRecord]) -> None:
    """Log what another process has kept."""
    for message in messages:
        logger.handle(message)


@dataclass(frozen=True)
class Heading:
    """A heading of a page, with those below it; that of the page itself has no anchor."""

    anchor: str
    title: str
    children: Sequence[Heading]


def headings_of(env: BuildEnvironment, docname: str) -> list[Heading]:
    """The headings of a page as Sphinx has collected them while it was read.

    Sphinx documents only the finished list, in HTML, from which nothing can be folded. Without this every page shows
    all its headings beside it.
    """

    def below(node: nodes.Element) -> list[Heading]:
        lists = [child for child in node.children if isinstance(child, nodes.bullet_list)]
        items = [item for inner in lists for item in inner.children if isinstance(item, nodes.list_item)]
        found = []
        for item in items:
            link = item.next_node(nodes.reference)
            if link is not None:
                found.append(Heading(link["anchorname"].removeprefix("#"), link.astext(), below(item)))
        return found

    return below(nodes.container("", env.tocs[docname].deepcopy())) if docname in env.tocs else []


# ---- Sphinx: the search index ----


class IndexBuilder(search.IndexBuilder):
    """What Sphinx's builder asks to index pages, in a language that we choose, with a memory of our own.

    Sphinx takes the splitter of the site's language, and its Chinese one knows no English; and its index knows pages,
    and of a word only whether they have it. What remains of it is how it is called, and the stemmer for the browser.
    """

    def __init__(self, env: BuildEnvironment, language: SearchLanguage, options: dict[str, str], scoring: str) -> None:
        super().__init__(env, "en", options, scoring)
        self.lang = language
        self.pages: dict[str, list[Any]] = {}  # what was fed, by page

    def language_as_javascript(self) -> str:
        """Stop words and stemmer, as Sphinx puts them into language_data.js."""
        given = self.context_for_searchtool()
        stopwords, stemmer = given["search_language_stop_words"], given["search_language_stemming_code"]
        return f"const stopwords = new Set({stopwords});\n{stemmer}\n"

    def take_all(self) -> dict[str, list[Any]]:
        """What was fed to the index, for another process; this one is empty then."""
        pages, self.pages = self.pages, {}
        return pages


class IndexingBuilder(StandaloneHTMLBuilder):
    """Sphinx's HTML builder with an index of our own; without this the site has Sphinx's search and no passages."""

    searchindex_filename = ".indexed"  # what the next build goes on from; browsers get other files
    indexer_format, indexer_dumps_unicode = marshal, False
    indexer: IndexBuilder

    @property
    def processes(self) -> int:
        """How many may write pages: what `-j` says."""
        return self._app.parallel

    def new_index(self) -> IndexBuilder:
        """The index to fill."""
        raise NotImplementedError

    def load_indexer(self, docnames: Set[str]) -> None:
        """Called by Sphinx when its index is new and empty; ours takes its place."""
        self.indexer = self.new_index()
        super().load_indexer(docnames)


# ---- Sphinx and sphinx-design: transforms ----

# Those that look in each page for what no page of ours can hold (model/markup.py): code as a subject, buttons, badges,
# asides, `only`, pictures of other hosts, lists of sources by sphinxcontrib-bibtex. Each goes through all nodes of all
# pages, one more than forty others do: 5 % of a build.
IDLE_TRANSFORMS = (
    "sphinx.domains.c.AliasTransform",
    "sphinx.domains.cpp.AliasTransform",
    "sphinx.transforms.post_transforms.OnlyNodeTransform",
    "sphinx.transforms.post_transforms.PropagateDescDomain",
    "sphinx.transforms.post_transforms.SigElementFallbackTransform",
    "sphinx.transforms.post_transforms.images.DataURIExtractor",
    "sphinx.transforms.post_transforms.images.ImageDownloader",
    "sphinx_design.aside.AsideHtmlTransform",
    "sphinx_design.badges_buttons.BadgeRefTooltipGraft",
    "sphinx_design.badges_buttons.BadgeRefTooltipStash",
    "sphinx_design.badges_buttons.ButtonRefContentGraft",
    "sphinx_design.badges_buttons.ButtonRefContentStash",
    "sphinxcontrib.bibtex.transforms.BibliographyTransform",
)
# What else is done for nothing, by event: references.bib is parsed a second time, for styles that we do not use, which
# is 4 % of a build after an edit of it; and links are opened in new tabs, which no page may ask for.
IDLE_LISTENERS = {
    "builder-inited": ("sphinxcontrib.bibtex.builder_inited_cite", "sphinxcontrib.bibtex.builder_inited_footcite"),
    "doctree-resolved": ("sphinx_design.extension._resolve_new_tab_refs",),
}


def drop_idle(app: Sphinx, config: Config) -> None:
    """Take those away, once all extensions are loaded; without this the site is the same and costs more."""
    transforms = app.registry.post_transforms
    transforms[:] = [one for one in transforms if name_of(one) not in IDLE_TRANSFORMS]
    transforms[transforms.index(HighlightLanguageTransform)] = HighlightLanguageOfCode
    for event, names in IDLE_LISTENERS.items():
        for listener in list(app.events.listeners[event]):
            if name_of(listener.handler) in names:
                app.disconnect(listener.id)


def is_set(config: Config, name: str) -> bool:
    """Whether conf.py or the command line says something of a setting, were it only what holds anyway."""
    return name in config.overrides or name in config._raw_config


def name_of(thing: Callable[..., Any]) -> str:
    """The module and name of a class or function."""
    return f"{thing.__module__}.{getattr(thing, '__qualname__', '')}"


class HighlightLanguageOfCode(HighlightLanguageTransform):
    """Sphinx's, which calls something for each node, only where there is code to highlight: saves 2 % of a build."""

    def apply(self, **kwargs: Any) -> None:
        if self.document.next_node(nodes.literal_block):
            super().apply(**kwargs)


# ---- MyST ----


def headings(env: BuildEnvironment, docname: str) -> dict[str, tuple[str, str]]:
    """The headings of a page that links may name: as they are named there -> anchor and words.

    Without it a link to a heading of another page would stay as it was when that heading has changed.
    """
    slugs = env.metadata[docname].get("myst_slugs", {})
    return {slug: (anchor, words) for slug, (_line, anchor, words) in slugs.items()}


# ---- sphinxcontrib-bibtex ----


class UncountedCitations(BibtexDomain):
    """The citations of sphinxcontrib-bibtex without its lists of who cites what.

    It searches these lists whole for each page and each citation. Without this the site is right but a build takes
    minutes.
    """

    @property
    def citations(self) -> list[Any]:
        return []

    @property
    def citation_refs(self) -> list[Any]:
        return []

    def clear_doc(self, docname: str) -> None:
        for key in [key for key in self.bibliographies if key.docname == docname]:
            del self.bibliographies[key]

    def env_updated(self) -> Iterable[str]:
        """Nothing is formatted in advance: our labels are known from the project."""
        return []


# ---- Sphinx: pictures ----


class PicturesByPath(FilenameUniqDict):
    """Calls each picture in the website by its whole path, where Sphinx numbers those that share a name.

    Which of them had a number would depend on which page was read first, and a page would show the picture of another
    until it is written anew. If Sphinx keeps them otherwise, they have numbers again.
    """

    def add_file(self, docname: str, newfile: str | PathLike[str]) -> str:
        path = str(newfile)
        docnames, name = self.setdefault(path, (set(), path.replace("/", ".")))  # no picture has two dots in its name
        docnames.add(docname)
        return name


def call_pictures_by_path(app: Sphinx) -> None:
    if not isinstance(app.env.images, PicturesByPath):
        app.env.images = PicturesByPath()


# ---- Furo ----

# What Furo calls the navigation in the context of its templates.
FURO_NAVIGATION = "furo_navigation_tree"
# The two sidebars, which screen readers could not tell apart: Furo's HTML -> ours, and the name.
FURO_SIDEBARS = {
    '<aside class="sidebar-drawer">': ('<aside class="sidebar-drawer" aria-label="{}">', _("All pages")),
    '<aside class="toc-drawer': ('<aside aria-label="{}" class="toc-drawer', _("On this page")),
}
# What Furo calls its buttons, past gettext, and what we call them. All other words of Furo are translated by a
# catalogue `sphinx`.
FURO_LABELS = {
    "Toggle site navigation sidebar": _("Menu of all pages"),
    "Toggle table of contents sidebar": _("Contents of this page"),
    "Toggle Light / Dark / Auto color theme": _("Colours: light, dark or as the system has it"),
}
FURO_ICONS = {
    "Contents": _("Contents"),
    "Menu": _("Menu"),
    "Expand": _("Expand"),
    "Light mode": _("Light mode"),
    "Dark mode": _("Dark mode"),
    "Auto light/dark, in light mode": _("Auto light/dark, in light mode"),
    "Auto light/dark, in dark mode": _("Auto light/dark, in dark mode"),
}


def furo_body(html: str) -> str:
    """The body of Furo's page.html with names for its sidebars and in the language of the site.

    Furo has no blocks for these, so its HTML is searched and replaced, for docs/_templates/page.html. If Furo changes
    them, the sidebars lose their names and the phrases stay English.
    """
    for theirs, (ours, name) in FURO_SIDEBARS.items():
        html = html.replace(theirs, ours.format(escape(str(name))))
    for english, label in FURO_LABELS.items():
        html = html.replace(f'aria-label="{english}"', f'aria-label="{escape(str(label))}"')
    for english, title in FURO_ICONS.items():
        html = html.replace(f"<title>{english}</title>", f"<title>{escape(str(title))}</title>")
    return html


# ---- docutils ----

# Its writer for HTML puts one into each page; Furo has its own.
SECOND_VIEWPORT = re.compile(r'<meta [^>]*name="viewport"[^>]*>')


def without_second_viewport(metatags: str) -> str:
    """The meta elements of a page less that of docutils which Furo's template says already; two are a mistake in HTML.

    If docutils writes it otherwise, each page has two again.
    """
    return SECOND_VIEWPORT.sub("", metatags)


# Some seventy steps of a build look through all of a page for nodes of one class, and each new node asks for its page.
# docutils does both by functions that call themselves once for each level. What stands here does the same in loops: a
# build takes 6 % less. Without it, and should docutils find a way as fast, the site is the same.

FIND_ALL = nodes.Node.findall
Condition = type | Callable[[nodes.Node], bool] | None


def find_all(
    node: nodes.Node,
    condition: Condition = None,
    include_self: bool = True,
    descend: bool = True,
    siblings: bool = False,
    ascend: bool = False,
) -> Iterator[Any]:
    """In place of `Node.findall`: what is inside a node, as most ask, by a loop."""
    if not (include_self and descend) or siblings or ascend:
        return FIND_ALL(node, condition, include_self, descend, siblings, ascend)
    if condition is None or isinstance(condition, type):
        return inside(node, condition or nodes.Node)
    return filter(condition, inside(node, nodes.Node))


def inside(node: nodes.Node, wanted: type) -> Iterator[nodes.Node]:
    """A node and all inside it, of one class, in the order of the text."""
    pending = [node]
    while pending:
        node = pending.pop()
        if isinstance(node, wanted):
            yield node
        if node.children:
            pending += node.children[::-1]


def document_of(node: Any) -> nodes.document | None:
    """In place of `Node.document`: the page that a node belongs to, if any."""
    while node is not None and node._document is None:
        node = node.parent
    page: nodes.document | None = node and node._document
    return page


def set_up_child(parent: nodes.Node, child: nodes.Node) -> None:
    """In place of `Node.setup_child`, which looks for the page four times: tell a node where it stands."""
    child.parent = parent
    document = parent.document
    if document is not None:
        child.document = document
        child.source = document.current_source if child.source is None else child.source
        child.line = document.current_line if child.line is None else child.line


def walk_in_loops() -> None:
    node: Any = nodes.Node
    node.findall, node.setup_child = find_all, set_up_child
    node.document = node.document.getter(document_of)


def setup(app: Sphinx) -> None:
    walk_in_loops()
    app.connect("builder-inited", call_pictures_by_path)
    app.connect("config-inited", drop_idle)
    app.connect("doctree-read", keep_few_trees)
