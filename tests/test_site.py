"""The real site and the real book."""

import re
from html.parser import HTMLParser
from urllib.parse import unquote, urldefrag, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import ROOT


class Page(HTMLParser):
    """What the tests ask of a page: ids, links, files it loads, headings, text outside of `lang`."""

    def __init__(self, path):
        super().__init__()
        self.ids, self.links, self.loads, self.h1 = [], [], [], 0
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if "id" in attrs:
            self.ids.append(attrs["id"])
        if tag == "a" and attrs.get("href"):
            self.links.append(attrs["href"])
        if tag in ("link", "script", "img", "iframe", "source") and attrs.get("rel") not in (
            "next",
            "prev",
            "canonical",
        ):
            self.loads += [attrs[name] for name in ("src", "href") if attrs.get(name)]
        self.h1 += tag == "h1"


@pytest.fixture(scope="module")
def pages(html):
    return {path: Page(path) for path in html.rglob("*.html")}


def test_every_internal_link_and_anchor_resolves(html, pages):
    broken = []
    for path, page in pages.items():
        for link in page.links:
            if urlsplit(link).scheme:
                continue
            address, anchor = urldefrag(link)
            target = (path.parent / unquote(address.partition("?")[0])).resolve() if address else path
            if not target.exists() or (anchor and target in pages and unquote(anchor) not in pages[target].ids):
                broken.append(f"{path.relative_to(html)} -> {link}")
    assert not broken


def test_no_id_twice_and_one_title(pages):
    for path, page in pages.items():
        assert len(page.ids) == len(set(page.ids)), path
        assert page.h1 == 1 or path.name == "search.html", path


def test_nothing_is_loaded_from_another_host(html, pages):
    loaded = {address for page in pages.values() for address in page.loads}
    assert not [address for address in loaded if urlsplit(address).scheme not in ("", "data")]
    for style in html.rglob("*.css"):
        assert not re.search(r"url\(['\"]?https?:|@import", style.read_text(encoding="utf-8")), style


def test_chinese_has_a_language(html):
    text = (html / "people" / "yue-xin.html").read_text(encoding="utf-8")
    assert re.search(r'lang="zh-hans">岳昕<', text)


@pytest.mark.parametrize("person", ["yue-xin", "mi-jiuping", "pun-ngai"])
def test_a_person_lists_every_record_that_names_them(html, person):
    """On the real site, and found in the text of the pages, not by the code that made the lists."""
    docs = ROOT / "docs"
    opening = re.compile(r"^:::+\{(event|claim|document)\} (\S+)$", re.MULTILINE)
    names = re.compile(rf"^:people:.*(?<![\w-]){person}(?![\w-])|\{{person\}}`(?:[^`]*<)?{person}>?`", re.MULTILINE)
    naming = set()
    for file in set(docs.rglob("*.md")) - set(docs.glob("about/*.md")):  # those hold examples
        parts = opening.split(file.read_text(encoding="utf-8"))
        naming |= {name for name, text in zip(parts[2::3], parts[3::3]) if names.search(text.partition("\n:::\n")[0])}
    assert len(naming) > 5
    place = next(path for path in (docs / "people").glob("*.md") if f"{{person}} {person}\n" in path.read_text("utf-8"))
    page = (html / "people" / f"{place.stem}.html").read_text(encoding="utf-8")
    own = page if place.stem == person else re.search(rf'<section[^>]* id="{person}".*?</section>', page, re.DOTALL)[0]
    assert not [name for name in naming if f"#{name}" not in own]


PAGES = (
    "index",
    "timeline/index",
    "timeline/2018-08-24-raid-and-arrests",
    "people/yue-xin",
    "debate/positions/irony-defence",
    "reference/bibliography",
    "search",
    "genindex",
)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1200])
def test_pages_fit_are_accessible_and_ask_no_host(html, browser, width, scheme):
    page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    for name in PAGES:
        page.goto((html / f"{name}.html").as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name
        results = Axe().run(page)
        assert results.violations_count == 0, f"{name}: {results.generate_report()}"
    assert not [url for url in asked if not url.startswith(("file:", "data:"))]


def test_without_javascript_the_search_page_leads_to_the_indexes(html, browser):
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto((html / "search.html").as_uri())
    assert page.get_by_role("link", name="index", exact=True).is_visible()


def test_the_chronology_is_narrowed_without_javascript(html, browser):
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto((html / "timeline" / "index.html").as_uri())
    reported, documented = page.locator("li.reported"), page.locator("li.documented")
    page.get_by_label("reported").uncheck()
    assert not reported.first.is_visible()
    assert documented.first.is_visible()


def test_the_bibliography_is_narrowed_by_stream_and_language_without_javascript(html, browser):
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto((html / "reference" / "bibliography.html").as_uri())
    page.get_by_label("state", exact=True).uncheck()
    page.get_by_label("Chinese", exact=True).uncheck()
    visible = page.locator(".source:visible")
    assert 0 < visible.count() < page.locator(".source").count()
    assert page.locator(".source.from-state:visible, .source.in-zh:visible").count() == 0
