"""What the extension uses of other packages beyond their promises is still there: one test for each part of compat.py.

When one fails after an upgrade, docs/_ext/jasic/compat.py says what it was good for.
"""

import importlib
import pickle
import re
from pathlib import Path

import furo
import pytest
import sphinx
from docutils import nodes
from docutils.utils import new_document
from sphinx.search import SearchLanguage
from sphinx.search.en import SearchEnglish
from sphinx.testing.util import SphinxTestApp
from sphinx.transforms import SphinxTransform
from sphinx.util import logging
from sphinxcontrib.bibtex.citation_target import parse_citation_targets
from sphinxcontrib.bibtex.domain import BibtexDomain

from jasic import compat
from jasic.model.anchors import is_ours
from jasic.model.markup import DIRECTIVES, ROLES, cited, is_citation

FURO = Path(furo.__file__).parent / "theme" / "furo"


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    """Sphinx itself, without our extension, with three pages read."""
    folder = tmp_path_factory.mktemp("compat")
    (folder / "conf.py").write_text("html_theme = 'basic'\n", encoding="utf-8")
    (folder / "index.rst").write_text("Home\n====\n\n.. toctree::\n   :caption: Part\n\n   b\n   a\n", encoding="utf-8")
    (folder / "a.rst").write_text("The *first*\n===========\n", encoding="utf-8")
    (folder / "b.rst").write_text("Second\n======\n\n.. toctree::\n\n   a\n", encoding="utf-8")
    app = SphinxTestApp("html", srcdir=folder)
    app.build()
    yield app
    app.cleanup()


class Letters(SearchLanguage):
    """A language in which every letter is a word."""

    lang = "xx"

    def split(self, input):
        return list(input)


def test_a_failure_is_reported_though_the_build_goes_on(app):
    assert app.statuscode == 0
    compat.report_failure(app.builder)
    assert app.statuscode == 1
    app.statuscode = 0


@pytest.mark.parametrize(("warnings", "are_errors"), [(0, True), (1, False), (1, True)])
def test_a_warning_is_known_to_fail_a_build(app, monkeypatch, warnings, are_errors):
    assert (app._warncount, app._fail_on_warnings) == (0, False)
    monkeypatch.setattr(app, "_warncount", warnings)
    monkeypatch.setattr(app, "_fail_on_warnings", are_errors)
    assert compat.warnings_have_failed(app) == bool(warnings and are_errors)


def test_of_many_pages_few_trees_are_kept(project, monkeypatch):
    """Sphinx keeps the others, and writes the same page from what it takes from the disk."""
    most = []
    keep_few_trees = compat.keep_few_trees

    def watched(app, doctree):
        most.append(len(app.env._write_doc_doctree_cache))
        keep_few_trees(app, doctree)

    monkeypatch.setattr(compat, "keep_few_trees", watched)
    project.build(out="all")
    kept = max(most)
    monkeypatch.setattr(compat, "MOST_KEPT", 1)
    most.clear()
    project.build(out="few")
    assert kept > max(most) == 1
    for page in ("index", "events", "sources"):
        assert project.page(page, "few") == project.page(page, "all")


def test_what_was_taken_from_the_disk_is_forgotten(app):
    app.env.get_doctree("a")
    assert "a" in app.env._pickled_doctree_cache
    compat.forget_stored_tree(app.env, "a")
    assert "a" not in app.env._pickled_doctree_cache


def test_pictures_of_one_name_are_told_apart_by_their_folders(app):
    compat.call_pictures_by_path(app)
    names = [app.env.images.add_file("index", path) for path in ("people/dots.png", "dots.png", "people/dots.png")]
    assert names == ["people.dots.png", "dots.png", "people.dots.png"]
    app.env.images.purge_doc("index")
    assert not app.env.images


def test_the_tree_of_pages(app):
    tree = compat.page_tree(app.env)
    assert tree.parts == [("Part", ["b", "a"])]
    assert tree.children == {"b": ["a"], "index": ["b", "a"]}
    assert tree.titles == {"a": "The first", "b": "Second", "index": "Home"}
    assert list(tree.children) == sorted(tree.children)


def test_the_headings_of_a_page_are_known_to_myst(app):
    app.env.metadata["a"]["myst_slugs"] = {"the-first": (1, "first", "The first")}
    assert compat.headings(app.env, "a") == {"the-first": ("first", "The first")}
    assert compat.headings(app.env, "b") == {}


def test_the_index_takes_our_language(app):
    assert list(compat.IndexBuilder(app.env, Letters({}), {}, "").lang.split("xy")) == ["x", "y"]


def test_what_is_taken_from_an_index_is_gone_from_it(app):
    index = compat.IndexBuilder(app.env, Letters({}), {}, "")
    index.pages["page"] = ["passage"]
    assert pickle.loads(pickle.dumps(index.take_all())) == {"page": ["passage"]}
    assert not index.pages


def test_what_a_process_logs_is_said_by_another(app):
    def work(name):
        logging.getLogger(__name__).warning("%s is wrong", name, location="index")
        return len(name)

    logging.setup(app, app.status, app.warning)  # other builds in this process may have taken the log
    warnings = app.warning.getvalue()
    result, messages = compat.kept_messages(work, "page")
    assert result == len("page")
    assert app.warning.getvalue() == warnings
    compat.say(pickle.loads(pickle.dumps(messages)))
    assert "page is wrong" in app.warning.getvalue().removeprefix(warnings)


def test_sphinx_gives_the_browser_stop_words_stemmer_and_what_our_language_adds(app):
    class Words(SearchEnglish):
        js_splitter_code = "const Ours = 1;"

    template = (Path(sphinx.__file__).parent / "themes/basic/static/language_data.js.jinja").read_text(encoding="utf-8")
    given = compat.IndexBuilder(app.env, Words({}), {}, "").context_for_searchtool()
    assert "const Ours = 1;" in given["search_word_splitter_code"]
    assert "window.Stemmer = " in given["search_language_stemming_code"]
    assert all(name in template for name in given if name != "search_scorer_tool")
    assert "stopwords = new Set(" in template


def test_the_builder_asks_for_our_index(app):
    class Builder(compat.IndexingBuilder):
        def new_index(self):
            return compat.IndexBuilder(self.env, Letters({}), {}, "")

    builder = Builder(app, app.env)
    builder.init()
    builder.prepare_writing({"index"})
    assert isinstance(builder.indexer, compat.IndexBuilder)
    assert builder.searchindex_filename.startswith(".")  # it is for the next build and no browser


@pytest.mark.parametrize("name", [name for names in compat.IDLE_LISTENERS.values() for name in names])
def test_what_is_done_for_nothing_is_there(name):
    module, _dot, member = name.rpartition(".")
    assert callable(getattr(importlib.import_module(module), member))


@pytest.mark.parametrize("name", compat.IDLE_TRANSFORMS)
def test_what_looks_for_what_no_page_can_hold_is_there(name):
    module, _dot, member = name.rpartition(".")
    assert issubclass(getattr(importlib.import_module(module), member), SphinxTransform)


@pytest.mark.parametrize("directive", ["only", "aside", "button-link", "button-ref", "c:alias", "cpp:alias", "py:data"])
def test_no_page_can_hold_what_nothing_looks_for(directive):
    assert directive not in DIRECTIVES
    assert not {"new-tab", "link-new-tab"} & {option for known in DIRECTIVES.values() for option in known.options}
    assert not any(role.startswith(("bdg", "button")) for role in ROLES)


def test_nothing_looks_for_it(project):
    app = SphinxTestApp("html", srcdir=project.docs)
    transforms = set(map(compat.name_of, app.registry.post_transforms))
    listeners = {compat.name_of(one.handler) for event in compat.IDLE_LISTENERS for one in app.events.listeners[event]}
    app.cleanup()
    assert not transforms & set(compat.IDLE_TRANSFORMS)
    assert not listeners & {name for names in compat.IDLE_LISTENERS.values() for name in names}


def test_citations_without_the_lists_of_who_cites_what(app):
    for member in ("bibliographies", "citations", "citation_refs", "clear_doc", "env_updated", "resolve_xref"):
        assert hasattr(BibtexDomain, member), member
    domain = compat.UncountedCitations(app.env)
    assert domain.citations == domain.citation_refs == domain.env_updated() == []
    domain.clear_doc("index")


def test_a_citation_is_taken_apart_as_sphinxcontrib_bibtex_does():
    for written in ("{see}yue2018letter{p. 3},li2019", " li2019 , { see, }a{p. 1, 2} ", "a", "{see} a", "a {p. 3}"):
        assert is_citation(written)
        assert cited(written) == [(part.key, part.pre, part.post) for part in parse_citation_targets(written)]


@pytest.mark.parametrize("file", ["page.html", "partials/icons.html"])
def test_furo_has_the_html_that_is_replaced(file):
    html = (FURO / file).read_text(encoding="utf-8")
    replaced = {
        "page.html": [*compat.FURO_SIDEBARS, *(f'aria-label="{label}"' for label in compat.FURO_LABELS)],
        "partials/icons.html": [f"<title>{title}</title>" for title in compat.FURO_ICONS],
    }
    for text in replaced[file]:
        assert text in html, f"Furo's {file} has no {text} any more"


def test_furo_writes_no_other_english_past_gettext():
    html = "".join((FURO / file).read_text(encoding="utf-8") for file in ("page.html", "partials/icons.html"))
    literal = re.findall(r'aria-label="([^"{]+)"', html) + re.findall(r"<title>([^<{]+)</title>", html)
    elsewhere = {"On GitHub", "On Read the Docs"}  # only on the machines of Read the Docs
    assert set(literal) - elsewhere == {*compat.FURO_LABELS, *compat.FURO_ICONS}


def test_the_sidebars_get_names():
    html = compat.furo_body('<aside class="sidebar-drawer"></aside><aside class="toc-drawer no-toc"></aside>')
    assert html.count("aria-label=") == 2


def test_furo_takes_our_navigation():
    assert f"{{{{ {compat.FURO_NAVIGATION} }}}}" in (FURO / "sidebar" / "navigation.html").read_text(encoding="utf-8")
    assert 'context["toctree"]' in Path(furo.__file__).read_text(encoding="utf-8")  # where we hide the tree from it


@pytest.mark.parametrize("name", ["mobile-header", "header-right", "sidebar-search", "sidebar-tree", "toc-drawer"])
def test_furo_has_the_classes_that_our_scripts_and_styles_use(name):
    files = [FURO / file for file in ("page.html", "sidebar/search.html", "sidebar/navigation.html")]
    assert any(re.search(rf'class="[^"]*\b{name}\b', file.read_text(encoding="utf-8")) for file in files)


def test_nobody_can_give_a_heading_an_address_that_the_theme_has():
    files = ("page.html", "partials/icons.html", "sidebar/search.html")
    named = re.findall(r'\bid="([^"]+)"', "".join((FURO / file).read_text(encoding="utf-8") for file in files))
    assert named and [name for name in named if not (is_ours(name) or name.startswith("__"))] == []


@pytest.fixture
def tree():
    """A page, a paragraph with words of two kinds, and a second paragraph."""
    document = new_document("page")
    first = nodes.paragraph("", "", nodes.Text("One "), nodes.strong("", "", nodes.emphasis("", "two")))
    document += [first, nodes.paragraph("", "three")]
    return document


@pytest.mark.parametrize("condition", [None, nodes.Text, nodes.strong, nodes.table, lambda node: "t" in node.astext()])
@pytest.mark.parametrize("further", [{}, {"include_self": False}, {"descend": False}, {"siblings": True}])
def test_what_is_inside_a_node_is_found_as_docutils_finds_it(tree, condition, further):
    for node in (tree, tree[0], tree[0][1]):
        found = list(compat.find_all(node, condition, **further))
        assert list(map(id, found)) == list(map(id, compat.FIND_ALL(node, condition, **further)))


def test_a_node_knows_its_page_and_its_line(tree):
    tree.current_source, tree.current_line = "page.md", 7
    added = nodes.emphasis()
    tree[0][1] += added
    assert (added.parent, added.document, added.source, added.line) == (tree[0][1], tree, "page.md", 7)
    assert nodes.emphasis().document is None


def test_docutils_asks_for_these_by_their_names():
    assert {"findall", "document", "setup_child"} <= vars(nodes.Node).keys()
