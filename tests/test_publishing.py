"""How the website is found and answered: heads of pages, ways to act, addresses that stay, files for machines."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape
from mimetypes import guess_type
from pathlib import Path
from typing import Literal
from urllib.parse import parse_qs, unquote, urljoin, urlsplit
from xml.etree import ElementTree

import feedparser
import pytest
import yaml
from conftest import DOCS, REAL_THEME, REFERENCES, ROOT, Project
from local_server import Quiet, serving
from playwright.sync_api import Page

from jasic.drawing.palette import PALETTE
from jasic.model import contact
from jasic.model.project import Project as Knowledge
from jasic.model.project import shortened
from jasic.reading.published_addresses import COUNTED, PUBLISHED, as_text
from jasic.rules.check import check

ADDRESSES = {
    "html_baseurl": "https://example.org/jasic",
    "repository_url": "https://forge.example/us/jasic",
    "contact_mail": "us@example.org",
}
OPTIONS = tuple(part for name, value in ADDRESSES.items() for part in ("-D", f"{name}={value}"))
SAFETY = "# Safety\n\nRules.\n\n## Taking a name down\n\n:::{contact}\n:::\n"
CHANGES = (
    "# Changes\n\nWhat is new.\n\n## Edition 2, 3 May 2026\n\nA second one.\n\n## Edition 1, 2 May 2026\n\nThe first.\n"
)
PUBLISHED_ONCE = as_text(["old-page", "old-page#raid", "events#dawn", "events#letter", "events#raid"])
MOVED = "old-page\tevents\nevents#dawn\tevents#raid\nevents#letter\tyue-xin\nfolder/older\tyue-xin\n"


def with_pages(project: Project) -> Project:
    """A project with the pages on safety and changes, and with addresses that are gone."""
    project.append("conf.py", REAL_THEME)
    project.change("index.md", "sources\n", "sources\nabout/safety\nabout/changes\n")
    project.change("yue-xin.md", ":role: Graduate", ":reviewed: 2026-05-01\n:role: Graduate")
    project.write("about/safety.md", SAFETY)
    project.write("about/changes.md", CHANGES)
    project.write("about/addresses.txt", PUBLISHED_ONCE)
    project.write("about/redirects.tsv", MOVED)
    return project


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A small website whose addresses are all known."""
    project = with_pages(Project(tmp_path_factory.mktemp("publishing")))
    return project.built(options=OPTIONS)


@pytest.fixture(scope="module")
def unknown(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The same, of which no address is known."""
    project = with_pages(Project(tmp_path_factory.mktemp("unknown")))
    return project.built()


def elements(page: str) -> dict[str, str]:
    """The meta elements of a page by name or property; none may stand there twice."""
    found = re.findall(r'<meta (?:name|property)="([^"]+)" content="([^"]*)"', page)
    assert max(Counter(name for name, _content in found).values()) == 1
    return {name: unescape(content) for name, content in found}


# ---- Heads ----


def test_a_page_says_what_it_is_to_machines(site: Project) -> None:
    said = elements(site.page("yue-xin"))
    url = "https://example.org/jasic/yue-xin.html"
    assert said["description"] == said["og:description"] == "Wrote 公开信 Yue before the The raid."
    assert said["og:title"] == said["citation_title"] == "Yue Xin"
    assert said["og:url"] == said["citation_public_url"] == url
    assert said["og:type"] == "website"  # or Zotero takes it for an article in a journal
    assert said["og:site_name"] == "Small"
    assert said["citation_language"] == "en-GB"
    assert f'<link rel="canonical" href="{url}">' in site.page("yue-xin")
    (script,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', site.page("yue-xin"))
    data = json.loads(script)
    assert (data["@type"], data["@id"], data["name"], data["lastReviewed"]) == ("WebPage", url, "Yue Xin", "2026-05-01")
    assert data["isPartOf"]["version"] == "1"
    assert data["license"] == "https://creativecommons.org/licenses/by-sa/4.0/"


def test_where_no_address_is_known_none_is_named(unknown: Project) -> None:
    for file in (unknown.folder / "html").rglob("*"):
        if file.suffix in (".html", ".txt", ".xml"):
            text = file.read_text(encoding="utf-8")
            assert "canonical" not in text, file
            assert "og:url" not in text, file
            assert "mailto:" not in text, file
            assert "issues/new" not in text, file
    assert not (unknown.folder / "html" / "sitemap.xml").exists()


def test_each_real_page_has_a_description_of_its_own(knowledge: Knowledge) -> None:
    said = {docname: knowledge.description(docname) for docname in knowledge.pages}
    assert {text: number for text, number in Counter(said.values()).items() if number > 1} == {}
    for docname, text in said.items():
        assert 20 <= len(text) <= 160, docname
        assert not re.search(r"[`{}]", text), docname


def test_a_description_can_be_written_and_is_renewed(project: Project) -> None:
    project.built()
    project.change("events.md", "# Events", "---\ndescription: What befell them\n---\n\n# Events")
    project.built()
    assert elements(project.page("events"))["description"] == "What befell them"


def test_a_description_ends_where_a_sentence_does() -> None:
    assert shortened("One two. Three four.", 12) == "One two."
    assert shortened("One two three four", 12) == "One two…"


# ---- Ways to act ----


def test_the_forms_have_the_fields_that_are_filled_in() -> None:
    for template in (contact.CORRECTION, contact.TAKEDOWN):
        form = yaml.safe_load((ROOT / ".github" / "ISSUE_TEMPLATE" / template).read_text(encoding="utf-8"))
        assert {"page", "edition"} <= {field.get("id") for field in form["body"]}


def test_whoever_finds_an_error_is_led_to_a_form_or_a_letter_about_this_page(site: Project) -> None:
    page = unescape(site.page("yue-xin"))
    (form,) = re.findall(r'href="(https://forge\.example[^"]*correction[^"]*)"', page)
    asked = parse_qs(urlsplit(form).query)
    assert asked == {
        "template": ["correction.yml"],
        "page": ["https://example.org/jasic/yue-xin.html"],
        "edition": ["1"],
    }
    assert "https://forge.example/us/jasic/edit/main/docs/yue-xin.md" in page
    letter = unquote(next(iter(re.findall(r'href="(mailto:[^"]*Error[^"]*)"', page))))
    assert "us@example.org" in letter
    assert "https://example.org/jasic/yue-xin.html" in letter
    assert 'rel="noopener noreferrer"' in page


def test_a_name_can_be_taken_down_from_a_persons_page_without_a_script_or_an_account(
    site: Project, plain_page: Page
) -> None:
    """The route of docs/about/safety.md, as somebody walks it who is named on a page."""
    plain_page.goto((site.folder / "html" / "yue-xin.html").as_uri())
    plain_page.get_by_text("Something is wrong, or a name should go").click()
    way = plain_page.locator(".act a", has_text="by mail").last
    assert way.is_visible()
    letter = unquote(str(way.get_attribute("href")))
    assert letter.startswith("mailto:us@example.org?subject=Take a name down: Yue Xin")
    assert "https://example.org/jasic/yue-xin.html" in letter
    plain_page.locator(".act a", has_text="what happens then").click()
    assert urlsplit(plain_page.url).fragment == "taking-a-name-down"
    ways = [str(link.get_attribute("href")) for link in plain_page.locator("#taking-a-name-down li a").all()]
    assert [address.partition(":")[0] for address in ways] == ["mailto", "https", "https"]
    assert ways[1] == "https://forge.example/us/jasic/security/advisories/new"


def test_where_nobody_can_be_reached_the_page_on_safety_says_so(unknown: Project) -> None:
    assert "This copy names no address" in unknown.page("about/safety")
    assert "at its foot" not in unknown.page("about/safety")
    (foot,) = re.findall(r'<details class="act">.*?</details>', unknown.page("yue-xin"), re.DOTALL)
    ways = re.findall(r'<li>([^:]+): <a href="([^"]+)">([^<]+)', foot)
    leads = ("about/safety.html#taking-a-name-down", "what to do, since this copy names no address")
    assert ways == [("Report an error", *leads), ("Take a name or a detail down", *leads)]


@pytest.mark.parametrize(
    ("setting", "value"), [("html_baseurl", "example.org"), ("repository_url", "git@x:y"), ("contact_mail", "me")]
)
def test_an_address_that_is_none_is_named(project: Project, setting: str, value: str) -> None:
    said = project.failed(options=("-D", f"{setting}={value}"))
    assert said.startswith(f"{setting} in conf.py is '{value}', which is no address") and " Fix: " in said


# ---- Addresses that stay ----


def test_an_address_that_is_gone_leads_on(site: Project, page: Page) -> None:
    root = (site.folder / "html").as_uri()
    for old, new in (
        ("old-page.html", "events.html"),
        ("old-page.html#raid", "events.html#raid"),
        ("folder/older.html", "yue-xin.html"),
    ):
        page.goto(f"{root}/{old}")
        page.wait_for_url(f"{root}/{new}")
    page.goto(f"{root}/events.html#letter")
    assert page.locator("#letter a").get_attribute("href") == "yue-xin.html"
    page.goto(f"{root}/events.html#dawn")
    assert page.locator("#raid #dawn").count() == 1


def test_without_a_script_too(site: Project, plain_page: Page) -> None:
    root = (site.folder / "html").as_uri()
    plain_page.goto(f"{root}/old-page.html")
    plain_page.wait_for_url(f"{root}/events.html")


def test_a_redirect_that_is_taken_back_leaves_nothing_behind(project: Project) -> None:
    project.write("about/redirects.tsv", "old-page\tevents\n")
    project.built()
    assert (project.folder / "html" / "old-page.html").exists()
    (project.docs / "about" / "redirects.tsv").unlink()
    project.built()
    assert not (project.folder / "html" / "old-page.html").exists()


def test_what_can_be_cited_today_is_in_the_built_pages(html: Path, knowledge: Knowledge) -> None:
    ids: dict[str, set[str]] = {}
    for address in sorted(knowledge.addresses | knowledge.published.keys()):
        docname, _hash, anchor = address.partition("#")
        if docname not in ids:
            ids[docname] = set(re.findall(r'id="([^"]+)"', (html / f"{docname}.html").read_text(encoding="utf-8")))
        assert not anchor or anchor in ids[docname], address


def test_the_list_of_published_addresses_is_there() -> None:
    text = (DOCS / PUBLISHED).read_text(encoding="utf-8")
    assert len(text.splitlines()) > 2000
    assert COUNTED.match(text), "a line that is deleted would not be missed"


def test_a_bibliography_that_cannot_be_read_is_one_mistake_and_no_lost_addresses(project: Project) -> None:
    project.write("about/addresses.txt", as_text(["sources#src-zhou2018report"]))
    project.write(REFERENCES, "x")
    assert [mistake.rule for mistake in check(project.docs)[1]] == ["source-text"]


def test_a_page_that_moves_takes_its_addresses_along(project: Project) -> None:
    project.write("about/addresses.txt", as_text(["happenings", "happenings#raid"]))
    project.write("about/redirects.tsv", "happenings\tevents\n")
    assert check(project.docs)[1] == []


# ---- Files for machines ----


def test_the_map_of_the_site_lists_every_page(site: Project) -> None:
    root = ElementTree.parse(site.folder / "html" / "sitemap.xml").getroot()
    listed = {str(element.text) for element in root.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")}
    names = ("index", "events", "yue-xin", "sources", "about/safety", "about/changes")
    assert listed == {f"https://example.org/jasic/{name}.html" for name in names}
    assert "Sitemap: https://example.org/jasic/sitemap.xml" in (site.folder / "html" / "robots.txt").read_text()


@contextmanager
def hosted(site: Path, folder: str) -> Iterator[str]:
    """The address of a server with the site in a folder, which shows the page for what is not there as hosts do."""

    class Host(Quiet):
        def do_GET(self) -> None:
            path = unquote(urlsplit(self.path).path)
            file = site / path.removeprefix(f"/{folder}") if path.startswith(f"/{folder}") else site / "nothing"
            found = file.is_file()
            shown = file if found else site / "404.html"
            self.send_response(200 if found else 404)
            self.send_header("Content-Type", guess_type(shown.name)[0] or "application/octet-stream")
            self.send_header("X-Content-Type-Options", "nosniff")
            self.end_headers()
            self.wfile.write(shown.read_bytes())

    with serving(Host) as address:
        yield f"{address}/{folder}"


@pytest.mark.parametrize("known", [True, False])
@pytest.mark.parametrize("folder", ["", "mirrors/jasic/"])
def test_from_what_is_not_there_one_finds_home_on_any_host(
    site: Project, unknown: Project, known: bool, folder: str, page: Page
) -> None:
    """Wherever the site lies and however deep the address is; from a mirror never to another host."""
    with hosted((site if known else unknown).folder / "html", folder) as root:
        for missing in ("gone.html", "about/gone.html", "a/b/c/gone.html"):
            page.goto(f"{root}{missing}")
            ways = {link.inner_text(): link.get_attribute("href") for link in page.locator("#ways a").all()}
            assert ways == {"To the first page": f"{root}index.html", "Search": f"{root}search.html"}
        in_chinese = {link.inner_text(): link.get_attribute("href") for link in page.locator(":lang(zh) > a").all()}
        assert in_chinese == {"首页": f"{root}index.html", "搜索": f"{root}search.html"}
        page.get_by_text("To the first page").click()
        assert page.url == f"{root}index.html"
    assert ("published at https://example.org/jasic/" in site.page("404")) and "published" not in unknown.page("404")


def test_what_is_not_there_is_said_in_chinese_too(site: Project) -> None:
    said = re.search(r'<p lang="zh-Hans">(没有这个页面.*)</p>', site.page("404"))
    assert said and re.sub("<[^>]*>", "", said[1]).endswith("请从首页或搜索继续。")


def test_what_is_not_there_is_shown_in_the_colours_of_the_site(site: Project, page: Page) -> None:
    schemes: dict[Literal["light", "dark"], str] = {"light": PALETTE["paper"].light, "dark": PALETTE["paper"].dark}
    for scheme, paper in schemes.items():
        page.emulate_media(color_scheme=scheme)
        page.goto((site.folder / "html" / "404.html").as_uri())
        shown = page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert shown == f"rgb{tuple(bytes.fromhex(paper[1:]))}"


def test_without_a_script_one_of_the_ways_to_try_is_home(unknown: Project, plain_page: Page) -> None:
    with hosted(unknown.folder / "html", "mirrors/jasic/") as root:
        plain_page.goto(f"{root}cite/about/gone.html")
        ways = [str(link.get_attribute("href")) for link in plain_page.locator("#ways a").all()]
        assert f"{root}index.html" in [urljoin(plain_page.url, way) for way in ways]
        plain_page.locator("#ways a", has_text="../../index.html").first.click()
        assert plain_page.url == f"{root}index.html"


@pytest.mark.parametrize("known", [True, False])
def test_the_feed_tells_of_editions_and_reviews(site: Project, unknown: Project, known: bool) -> None:
    project = site if known else unknown
    feed = feedparser.parse((project.folder / "html" / "feed.xml").read_bytes())
    assert not feed.bozo, feed.get("bozo_exception")
    assert feed.version == "atom10"
    assert [entry.title for entry in feed.entries] == [
        "Edition 2, 3 May 2026",
        "Edition 1, 2 May 2026",
        "Yue Xin: reviewed",
    ]
    assert feed.feed.updated == "2026-05-03T00:00:00Z"
    assert len({entry.id for entry in feed.entries}) == 3
    assert feed.entries[0].link == ("https://example.org/jasic/" if known else "") + "about/changes.html"
    assert 'type="application/atom+xml" title="Small" href="../feed.xml"' in project.page("about/changes")
