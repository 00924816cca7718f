"""The real site and the real book."""

import os
import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urlsplit

import pypdf
import pytest


@pytest.fixture(scope="module")
def html(site):
    return site / "html"


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


def test_book_has_text_outline_and_chinese(site):
    book = pypdf.PdfReader(site / "pdf" / "jasic.pdf")
    assert book.outline
    text = "".join(page.extract_text() for page in book.pages)
    for shown in ("Riot police clear", "岳昕", "Bibliography", "formal arrest", "Index"):
        assert shown in text


def test_pages_fit_a_phone_and_ask_no_host(html):
    chromium = Path("/usr/bin/chromium")
    if not chromium.exists():
        assert os.environ.get("JASIC_BROWSER") != "required", "no Chromium, though the browser tests are required"
        pytest.skip("Chromium is not installed")
    from playwright.sync_api import sync_playwright

    flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(chromium), args=flags)
        page = browser.new_page(viewport={"width": 390, "height": 800})
        asked = []
        page.on("request", lambda request: asked.append(request.url))
        for name in ("index", "timeline/index", "timeline/2018-08-24-raid-and-arrests", "reference/bibliography"):
            page.goto((html / f"{name}.html").as_uri())
            assert page.evaluate("document.documentElement.scrollWidth") <= 390, name
        page.goto(f"{(html / 'search.html').as_uri()}?q=岳昕")
        page.wait_for_selector("#search-results li a")
        assert "yue-xin" in page.inner_html("#search-results").lower()
        browser.close()
    assert not [url for url in asked if not url.startswith(("file:", "data:"))]
