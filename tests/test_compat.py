"""What the extension uses of other packages beyond their promises is still there: one test for each part of compat.py.

When one fails after an upgrade, docs/_ext/jasic/compat.py (or static/search-engine.js) says what it was good for.
"""

import io
import pickle
import re
from pathlib import Path

import furo
import pytest
import sphinx
from docutils import nodes
from docutils.utils import new_document
from sphinx.search import SearchLanguage, js_index
from sphinx.testing.util import SphinxTestApp
from sphinx.util import logging
from sphinxcontrib.bibtex.domain import BibtexDomain

from jasic import compat

STATIC = Path(compat.__file__).parent / "website" / "static"
FURO = Path(furo.__file__).parent / "theme" / "furo"
SEARCHTOOLS = (Path(sphinx.__file__).parent / "themes/basic/static/searchtools.js").read_text(encoding="utf-8")


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


@pytest.fixture
def index(app):
    builder = compat.IndexBuilder(app.env, Letters({}), {}, "")
    document = new_document("")
    document += nodes.title("", "x")
    document += nodes.paragraph("", "yz")
    builder.feed("page", "", "The title", document)
    return builder


def test_a_failure_is_reported_though_the_build_goes_on(app):
    assert app.statuscode == 0
    compat.report_failure(app.builder)
    assert app.statuscode == 1
    app.statuscode = 0


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


def test_the_index_takes_our_language_and_shows_its_tables(index):
    assert index.titles["page"] == "The title"
    assert "page" in index.title_words["x"]
    assert "page" in index.text_words["y"] & index.text_words["z"]
    assert "x" not in index.text_words


def test_what_is_taken_from_the_tables_is_gone_from_the_index(index):
    index.title_words["q"] = {"page"}
    del index.text_words["y"]
    frozen = index.freeze()
    assert "q" in frozen["titleterms"]
    assert "y" not in frozen["terms"]


def test_one_index_takes_what_another_was_fed(app, index):
    other = compat.IndexBuilder(app.env, Letters({}), {}, "")
    other.take_all()  # Sphinx's indexes of one environment share their tables
    document = new_document("")
    document += nodes.paragraph("", "zw")
    other.feed("other", "", "Another", document)
    index.add_all(pickle.loads(pickle.dumps(other.take_all())))
    assert not other.titles
    assert index.titles == {"page": "The title", "other": "Another"}
    assert index.text_words["z"] == {"page", "other"}
    assert index.text_words["w"] == {"other"}
    assert {"page", "other"} == set(index.freeze()["docnames"])


def test_what_a_process_logs_is_said_by_another(app):
    def work(name):
        logging.getLogger(__name__).warning("%s is wrong", name, location="index")
        return len(name)

    warnings = app.warning.getvalue()
    result, messages = compat.kept_messages(work, "page")
    assert result == len("page")
    assert app.warning.getvalue() == warnings
    compat.say(pickle.loads(pickle.dumps(messages)))
    assert "page is wrong" in app.warning.getvalue().removeprefix(warnings)


def test_kinds_of_object_have_numbers(index):
    number = index.object_number("domain", "kind")
    assert index.object_number("domain", "kind") == number != index.object_number("domain", "other")
    assert index.freeze()["objnames"][number] == ("domain", "kind", "kind")


def test_a_part_of_a_document_is_indexed_like_a_whole_one(index):
    section = nodes.section("", nodes.title("", "w"), ids=["w"])
    index.feed("page#w", "", "W", compat.as_document(section))
    assert "page#w" in index.title_words["w"]


def test_the_form_of_the_index_is_what_sphinx_reads():
    file = io.StringIO()
    data = {"titles": ["岳昕"]}
    compat.ReadableIndexFormat().dump(data, file)
    assert "岳昕" in file.getvalue()
    assert js_index.loads(file.getvalue()) == data
    file.seek(0)
    assert compat.ReadableIndexFormat().load(file) == data
    assert f"{js_index.PREFIX}".removesuffix("(").removeprefix("Search.") in SEARCHTOOLS


def test_the_builder_asks_for_our_index(app):
    class Builder(compat.IndexingBuilder):
        def new_index(self):
            return compat.IndexBuilder(self.env, Letters({}), {}, "")

    builder = Builder(app, app.env)
    builder.init()
    builder.prepare_writing({"index"})
    assert isinstance(builder.indexer, compat.IndexBuilder)


def test_citations_without_the_lists_of_who_cites_what(app):
    for member in ("bibliographies", "citations", "citation_refs", "clear_doc", "env_updated", "resolve_xref"):
        assert hasattr(BibtexDomain, member), member
    domain = compat.UncountedCitations(app.env)
    assert domain.citations == domain.citation_refs == domain.env_updated() == []
    domain.clear_doc("index")


def test_the_targets_of_a_citation():
    targets = list(compat.citation_targets("{see}yue2018letter{p. 3},li2019"))
    assert targets == [("yue2018letter", "see", "p. 3"), ("li2019", "", "")]


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


def test_the_search_page_of_furo_loads_the_engine():
    html = (FURO / "search.html").read_text(encoding="utf-8")
    for file in ("searchtools.js", "language_data.js", "searchindex.js"):
        assert file in html
    assert 'id="search-results"' in html


def test_the_engine_in_the_browser_has_what_is_used_of_it():
    ours = (STATIC / "search-engine.js").read_text(encoding="utf-8")
    members = set(re.findall(r"\bSearch\.(\w+)", ours))
    assert {"_index", "hasIndex", "performSearch", "performTermsSearch"} == members
    for member in members - {"_index"}:
        assert f"  {member}: (" in SEARCHTOOLS, member
    assert "Search._index = index" in SEARCHTOOLS
    assert "if (query) Search.performSearch(query)" in SEARCHTOOLS  # the page that we take over
    for score in re.findall(r"\bScorer\.(\w+)", ours):
        assert f"    {score}: " in SEARCHTOOLS, score
