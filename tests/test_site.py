"""The real site and the real book."""

import re
from collections import Counter
from dataclasses import dataclass
from os.path import normpath
from pathlib import Path
from typing import Self
from urllib.parse import unquote, urldefrag, urlsplit

import accessibility
import lxml.html
import pytest
from conftest import DOCS
from playwright.sync_api import Page as BrowserPage


@dataclass(frozen=True)
class Page:
    """What the tests ask of a page: its ids, where it leads, which files it loads, how many titles it has."""

    ids: Counter[str]
    links: list[str]
    loads: list[str]
    titles: int

    @classmethod
    def read(cls, path: Path) -> Self:
        # Not by Python's own parser, which takes ten times as long.
        tree = lxml.html.parse(path, lxml.html.HTMLParser(encoding="utf-8"))
        loading = [
            element
            for element in tree.iter("link", "script", "img", "iframe", "source")
            if element.get("rel") not in ("next", "prev", "canonical", "license")  # which lead on
        ]
        return cls(
            ids=Counter(tree.xpath("//@id")),
            links=list(filter(None, tree.xpath("//a/@href"))),
            loads=[address for element in loading for name in ("src", "href") if (address := element.get(name))],
            titles=len(tree.findall(".//h1")),
        )


@pytest.fixture(scope="module")
def pages(html: Path) -> dict[Path, Page]:
    return {path: Page.read(path) for path in html.rglob("*.html")}


def test_every_page_leads_to_words_in_chinese(html: Path, pages: dict[Path, Page]) -> None:
    """Also one that has no summary of its own, or else readers of Chinese find those of others by chance only."""
    without = {"404.html", "search.html", "genindex.html"}  # of which the first and second speak Chinese themselves
    chapters = [path for path in pages if path.relative_to(html).parts[0] != "cite" and path.name not in without]
    silent = [path for path in chapters if 'class="chinese-summary"' not in path.read_text(encoding="utf-8")]
    assert len(chapters) > 100 and not silent


def test_every_internal_link_and_anchor_resolves(html: Path, pages: dict[Path, Page]) -> None:
    broken = []
    for path, page in pages.items():
        for link in page.links:
            if urlsplit(link).scheme or path.name == "404.html":  # which does not know where it is asked for
                continue
            address, anchor = urldefrag(link)
            target = path
            if address:  # in words and not by the file system, which takes a hundred times as long
                target = Path(normpath(path.parent / unquote(address.partition("?")[0])))
            if not (target in pages or target.exists()) or (
                anchor and target in pages and unquote(anchor) not in pages[target].ids
            ):
                broken.append(f"{path.relative_to(html)} -> {link}")
    assert not broken


def test_no_id_twice_and_one_title(pages: dict[Path, Page]) -> None:
    for path, page in pages.items():
        assert page.ids.total() == len(page.ids), path
        assert page.titles == 1 or path.name == "search.html", path


def test_nothing_is_loaded_from_another_host(html: Path, pages: dict[Path, Page]) -> None:
    loaded = {address for page in pages.values() for address in page.loads}
    assert not [address for address in loaded if urlsplit(address).scheme not in ("", "data")]
    for style in html.rglob("*.css"):
        assert not re.search(r"url\(['\"]?https?:|@import", style.read_text(encoding="utf-8")), style


def test_chinese_has_a_language(html: Path) -> None:
    """Wherever it stands: in text, in the list of what is on a page, in the index, in entries to be copied."""
    text = (html / "people" / "yue-xin.html").read_text(encoding="utf-8")
    assert re.search(r'lang="zh-hans">岳昕<', text)
    han, unmarked = re.compile("[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]"), []  # and the signs that Chinese alone has
    for path in html.rglob("*.html"):
        is_guide = path.parent == html / "about"  # which shows code
        for element in lxml.html.parse(path).getroot().iter():
            beside = element.getparent()
            for place, words in ((element, element.text), (beside, element.tail)):
                if not words or not han.search(words) or place.tag == "script":
                    continue
                around = [place, *place.iterancestors()]
                language = next(each.get("lang") for each in around if each.get("lang"))
                is_code = is_guide and any(each.tag in ("pre", "code") for each in around)
                if not language.startswith("zh") and not is_code:
                    unmarked.append((path.name, words))
    assert not unmarked


@pytest.mark.parametrize("person", ["yue-xin", "mi-jiuping", "pun-ngai"])
def test_a_person_lists_every_record_that_names_them(html: Path, person: str) -> None:
    """On the real site, and found in the text of the pages, not by the code that made the lists."""
    opening = re.compile(r"^:::+\{(event|claim|document)\} (\S+)$", re.MULTILINE)
    names = re.compile(rf"^:people:.*(?<![\w-]){person}(?![\w-])|\{{person\}}`(?:[^`]*<)?{person}>?`", re.MULTILINE)
    naming: set[str] = set()
    for file in set(DOCS.rglob("*.md")) - set(DOCS.glob("about/*.md")):  # those hold examples
        parts = opening.split(file.read_text(encoding="utf-8"))
        naming |= {name for name, text in zip(parts[2::3], parts[3::3]) if names.search(text.partition("\n:::\n")[0])}
    assert len(naming) > 5
    home = next(path for path in (DOCS / "people").glob("*.md") if f"{{person}} {person}\n" in path.read_text("utf-8"))
    page = (html / "people" / f"{home.stem}.html").read_text(encoding="utf-8")
    section = re.search(rf'<section[^>]* id="{person}".*?</section>', page, re.DOTALL)
    own = page if home.stem == person else section[0] if section else ""
    assert not [name for name in naming if f"#{name}" not in own]


PAGES = (
    "index",
    "timeline/index",
    "timeline/2018-08-24-raid-and-arrests",
    "people/yue-xin",
    "debate/positions/irony-defence",
    "reference/bibliography",
    "reference/bibliography/workers",
    "reference/bibliography/press",
    "reference/bibliography/state",
    "search",
    "genindex",
)
# What our colours and the width of a screen decide.
LOOKS = ("color-contrast", "link-in-text-block", "target-size")


@pytest.mark.parametrize("name", PAGES)
def test_a_page_fits_is_accessible_and_asks_no_host(html: Path, page: BrowserPage, name: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto((html / f"{name}.html").as_uri())
    for width in accessibility.WIDTHS:
        accessibility.set_up(page, width, "light")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    # The whole page by its markup, then each form on it by its looks as well.
    assert not accessibility.problems(page, rules={rule: {"enabled": False} for rule in LOOKS})
    page.evaluate(accessibility.TWO_OF_EACH_FORM)
    for width, scheme in accessibility.SETTINGS:
        accessibility.set_up(page, width, scheme)
        assert not accessibility.problems(page), (width, scheme)
    assert not [url for url in asked if not url.startswith(("file:", "data:"))]


# The words of the drawings that are seen which begin above the edge of theirs, or end beside it.
CUT_OFF = """() => [...document.querySelectorAll("svg.figure, svg.evidence")].flatMap(drawing => {
    const edge = drawing.getBoundingClientRect()
    return edge.width === 0 ? [] : [...drawing.querySelectorAll("text[y], tspan[y]")].filter(words => {
        const room = words.getBoundingClientRect(), scale = words.getScreenCTM()
        const top = scale.f + scale.d * (words.getAttribute("y") - 0.74 * parseFloat(getComputedStyle(words).fontSize))
        return room.width && (top < edge.top - 1 || room.left < edge.left - 2 || room.right > edge.right + 2)
    }).map(words => drawing.getAttribute("class") + ": " + words.textContent)
})"""


@pytest.mark.parametrize("width", accessibility.WIDTHS)
def test_no_words_of_a_drawing_are_cut_off(html: Path, page: BrowserPage, width: int) -> None:
    """Chromium shows what stands beside a drawing too; WebKit and most e-readers do not."""
    page.set_viewport_size({"width": width, "height": 800})
    drawn = ("index", "people/what-became-of-them", "people/editors-and-labour-workers", "people/workers")
    for name in (*drawn, "reference/numbers", "places/index", "debate/questions/events", "reference/streams/index"):
        page.goto((html / f"{name}.html").as_uri())
        page.evaluate("document.querySelectorAll('details').forEach(fold => { fold.open = true })")
        assert page.evaluate(CUT_OFF) == [], name


def test_a_finger_hits_one_way_back_from_a_source_and_no_other(html: Path, page: BrowserPage) -> None:
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto((html / "answers/why-it-began.html").as_uri())
    ways = page.locator(".ways-back a")
    assert ways.count() > 9
    sizes = [min(box["width"], box["height"]) for way in ways.all() if (box := way.bounding_box())]
    assert min(sizes) >= 24, sizes


@pytest.mark.parametrize("name", ["index", "debate/questions/irony-and-power", "reference/law", "precedents/index"])
def test_a_page_fits_the_smallest_phone_and_large_letters(html: Path, page: BrowserPage, name: str) -> None:
    page.goto((html / f"{name}.html").as_uri())
    for width, size in ((320, "100%"), (360, "200%")):
        page.set_viewport_size({"width": width, "height": 800})
        page.evaluate("size => { document.documentElement.style.fontSize = size; }", size)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, (width, size)


# What ends beyond the edge of the screen, though the page does not scroll there; a table that scrolls may.
CUT = """where => [...document.querySelectorAll(where)].filter(one => {
    const box = one.getBoundingClientRect();
    return box.width > 2 && box.right > innerWidth && !one.closest(".table-wrapper");
}).map(one => one.textContent)"""


@pytest.mark.parametrize("name", ["index", "people/index", "people/yue-xin", "precedents/shengwulian"])
def test_no_name_is_cut_at_the_edge_of_a_phone(html: Path, page: BrowserPage, name: str) -> None:
    """Of a person, a page or a source, also where letters are large."""
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto((html / f"{name}.html").as_uri())
    for size in ("100%", "200%"):
        page.evaluate("size => { document.documentElement.style.fontSize = size; }", size)
        assert page.evaluate(CUT, "article :is(.names, .bibtex-citation) a") == [], size


@pytest.mark.parametrize("width", accessibility.WIDTHS)
@pytest.mark.parametrize("name", ["timeline/2018-09-campus-crackdown", "reference/bibliography/press"])
def test_a_link_leads_to_its_place_in_a_long_page(html: Path, page: BrowserPage, name: str, width: int) -> None:
    """From elsewhere and from the page itself, though what stands above the place has not been laid out yet."""
    page.set_viewport_size({"width": width, "height": 800})
    address = (html / f"{name}.html").as_uri()
    page.goto(address)
    places = page.evaluate("[...document.querySelectorAll('section.event, .source')].map(({ id }) => id).slice(9, -3)")
    for step, place in enumerate(places[:: len(places) // 3]):
        if step:  # the first is followed within the page
            page.goto("about:blank")
        page.goto(f"{address}#{place}")
        page.wait_for_timeout(100)
        top = page.evaluate("(id) => document.getElementById(id).getBoundingClientRect().top", place)
        assert 0 <= top < 120, place


def test_no_words_of_a_drawing_are_cut_at_the_edge_of_a_phone(html: Path, page: BrowserPage) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    for name in ("timeline/index", "timeline/2018-07-16-dismissals", "people/what-became-of-them", "reference/numbers"):
        page.goto((html / f"{name}.html").as_uri())
        cut = """() => [...document.querySelectorAll("svg.figure text")].filter((text) => {
            const box = text.getBoundingClientRect();
            return box.width && (box.left < 0 || box.right > innerWidth) && !text.closest(".scrolling, .table-wrapper");
        }).map((text) => text.textContent)"""
        assert page.evaluate(cut) == [], name


def test_no_letter_of_the_name_of_the_site_is_cut_off_below_on_a_phone(html: Path, page: BrowserPage) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto((html / "index.html").as_uri())
    height, room = page.locator(".mobile-header .brand").evaluate("(name) => [name.scrollHeight, name.clientHeight]")
    assert height <= room


def test_without_javascript_the_search_page_leads_to_the_indexes(html: Path, plain_page: BrowserPage) -> None:
    plain_page.goto((html / "search.html").as_uri())
    for words in ("index", "索引", "各页中文摘要"):
        assert plain_page.get_by_role("link", name=words, exact=True).is_visible(), words


def test_the_chronology_is_narrowed_without_javascript(html: Path, plain_page: BrowserPage) -> None:
    plain_page.goto((html / "timeline" / "index.html").as_uri())
    reported, documented = plain_page.locator("li.reported"), plain_page.locator("li.documented")
    plain_page.get_by_label("reported").uncheck()
    assert not reported.first.is_visible()
    assert documented.first.is_visible()


def test_the_bibliography_is_narrowed_by_language_without_javascript(html: Path, plain_page: BrowserPage) -> None:
    plain_page.goto((html / "reference" / "bibliography" / "press.html").as_uri())
    plain_page.get_by_label("Chinese", exact=True).uncheck()
    visible = plain_page.locator(".source:visible")
    assert 0 < visible.count() < plain_page.locator(".source").count()
    assert plain_page.locator(".source.in-zh:visible").count() == 0


def test_a_keyboard_opens_and_closes_the_menu_of_a_phone(html: Path, page: BrowserPage) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto((html / "people" / "yue-xin.html").as_uri())
    menu = page.get_by_role("button", name="Menu of all pages")
    link = page.get_by_role("link", name="Timeline 时间线", exact=True).first
    assert not link.is_visible()  # and so out of the keyboard's way
    for _stop in range(3):
        page.keyboard.press("Tab")
        if menu.evaluate("(button) => button === document.activeElement"):
            break
    page.keyboard.press("Enter")
    assert menu.get_attribute("aria-expanded") == "true"
    link.wait_for(state="visible")
    page.keyboard.press("Escape")
    assert menu.get_attribute("aria-expanded") == "false"
    link.wait_for(state="hidden")


SMALLEST_LETTER = """() => Math.min(...[...document.querySelectorAll("svg text")]
    .filter(words => words.checkVisibility())
    .map(words => parseFloat(getComputedStyle(words).fontSize) * words.getScreenCTM().d))"""


@pytest.mark.parametrize("width", [360, 768, 1024, 1280, 1600])
def test_no_letter_of_a_drawing_is_smaller_than_eleven_pixels(html: Path, page: BrowserPage, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    drawn = ("index", "timeline/index", "timeline/2018-08-24-raid-and-arrests", "people/what-became-of-them")
    for name in (*drawn, "people/workers", "debate/questions/who-led", "reference/numbers", "places/index"):
        page.goto((html / f"{name}.html").as_uri())
        assert page.evaluate(SMALLEST_LETTER) >= 10.95, name


def test_a_small_desk_has_the_list_of_contents_beside_the_text(html: Path, page: BrowserPage) -> None:
    """Where Furo has hidden it behind a sign; it covers nothing, and nothing is cut off."""
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto((html / "people" / "shen-mengyu.html").as_uri())
    contents, text = page.locator(".toc-drawer").bounding_box(), page.locator(".content").bounding_box()
    assert contents and text
    assert text["x"] + text["width"] <= contents["x"] and contents["x"] + contents["width"] <= 1280
    assert page.get_by_role("link", name="What happened to her").first.is_visible()
