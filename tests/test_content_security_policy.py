"""What slips into a finished page does no harm: the browser keeps to the policy, and the audit names what was planted.

The payloads are planted by the test itself into pages that are already written, so past every rule and every net. The
other host is a server of the test's own on another port, which is another origin to a browser; it counts who asks.
"""

import itertools
import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler
from pathlib import Path
from typing import Literal

import pytest
from conftest import REAL_THEME, Project
from local_server import Quiet, serving
from playwright.sync_api import Page

from jasic.model.publication import Edition, Publication
from jasic.rules.check import check
from jasic.safety.audit import problems_of
from jasic.safety.content_security_policy import META

PAGES = ("index", "yue-xin", "events", "sources", "search", "genindex")
BODY = re.compile("<body[^>]*>")
NUMBERS = itertools.count()
Asked = list[tuple[str, str | None]]  # what a server was asked for so far: (path, referrer)
Server = tuple[str, Asked]  # and its address
MARK = "(window.ran = window.ran || []).push('{}')"

# What a page may not do -> how it would be written. What runs leaves its name in `window.ran`, what asks the other
# host asks for its name.
SCRIPTS = {
    "inline": f"<script>{MARK}</script>",
    "module": f'<script type="module">{MARK}</script>',
    "onerror": f'<img alt="" src="_static/missing.png" onerror="{MARK}">',
    "onload": f'<svg width="1" height="1" onload="{MARK}"></svg>',
    "onclick": f'<p id="onclick" class="planted" onclick="{MARK}">Words</p>',
    "javascript": f'<a id="javascript" class="planted" href="javascript:{MARK}">Words</a>',
    "srcdoc": f'<iframe srcdoc="<script>{MARK.replace("window", "parent")}</script>"></iframe>',
    "comment": f'<!--><img alt="" src="_static/missing.png" onerror="{MARK}">-->',  # which ends after two signs
    "data": '<script src="data:text/javascript,' + MARK.replace(" ", "") + '"></script>',
    "formaction": f'<form><button id="formaction" class="planted" formaction="javascript:{MARK}">Words</button></form>',
}
REQUESTS = {
    "script": '<script src="{}"></script>',
    "picture": '<img alt="" src="{}">',
    "srcset": '<img alt="" srcset="{} 2x">',
    "style-sheet": '<link rel="stylesheet" href="{}">',
    "import": "<style>@import '{}';</style>",
    "style": """<p style="background: url('{}')">Words</p>""",
    "frame": '<iframe src="{}"></iframe>',
    "object": '<object data="{}"></object>',
    "embed": '<embed src="{}">',
    "video": '<video src="{}" autoplay></video>',
    "prefetch": '<link rel="prefetch" href="{}">',
    "backslashes": '<img alt="" src="{backslashes}">',
    "form": '<form id="form" action="{}"><button class="planted">Words</button></form>',
    "base": '<base href="{}/"><img alt="" src="picture.png">',
}
# No policy in a page keeps a browser from going elsewhere, so these are for the audit alone.
WAYS_OUT = {
    "refresh": '<meta http-equiv="refresh" content="0; url={}">',
    "link": '<a href="{}">Words</a>',
}


def payloads(kind: dict[str, str], other: str) -> dict[str, str]:
    """The payloads of a kind, those that go elsewhere to the address of the other host."""
    addresses = {name: f"{other}/{name}" for name in kind}
    return {
        name: html.format(
            name if kind is SCRIPTS else addresses[name], backslashes=addresses[name][5:].replace("/", "\\")
        )
        for name, html in kind.items()
    }


class Handler(Quiet, SimpleHTTPRequestHandler):
    """Serves a folder and writes down what is asked for."""

    def __init__(self, *rest: object, asked: Asked, directory: Path) -> None:
        self.asked = asked
        super().__init__(*rest, directory=str(directory))  # type: ignore[arg-type]

    def do_GET(self) -> None:
        if self.path == "/favicon.ico":  # every browser asks for it by itself
            self.send_response(204)
            self.end_headers()
        else:
            self.asked.append((self.path, self.headers["Referer"]))
            super().do_GET()


@contextmanager
def served(folder: Path) -> Iterator[Server]:
    """The address of a server of a folder, and what it was asked for so far: (path, referrer)."""
    asked: Asked = []
    with serving(partial(Handler, asked=asked, directory=folder)) as address:
        yield address, asked


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A small website with the theme, the scripts and the styles of the real one."""
    project = Project(tmp_path_factory.mktemp("policy"))
    project.append("conf.py", REAL_THEME)
    return project.built()


@pytest.fixture(params=["file", "server"])
def address(request: pytest.FixtureRequest, site: Project) -> Iterator[str]:
    """Where the website is read: from a disk, and from a server."""
    folder = site.folder / "html"
    if request.param == "file":
        yield folder.as_uri()
    else:
        with served(folder) as (address, _asked):
            yield address


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Server]:
    """Another host and what it was asked for; it has nothing to give."""
    (tmp_path / "other").mkdir()
    with served(tmp_path / "other") as server:
        yield server


@contextmanager
def planted(site: Project, html: str, policy: bool = True) -> Iterator[str]:
    """A page with something in its body that no page may hold, and, for comparison, without its policy."""
    text = site.page("index")
    assert META in text
    # Another name each time, or the browser shows what it has seen already.
    file = site.folder / "html" / f"planted-{next(NUMBERS)}.html"
    text = BODY.sub(lambda body: body[0] + html, text if policy else text.replace(META, ""), count=1)
    file.write_text(text, encoding="utf-8")
    yield file.name
    file.unlink()


def harm(page: Page, address: str) -> list[str]:
    """What ran once the page was open and all that can be clicked in it was clicked."""
    page.goto(address, wait_until="load")
    for place in range(page.locator(".planted").count()):
        page.evaluate("(place) => document.querySelectorAll('.planted')[place].click()", place)
        page.wait_for_load_state()
    page.wait_for_timeout(150)
    ran: list[str] = page.evaluate("window.ran || []")
    return ran


def test_ordinary_pages_keep_to_the_policy(address: str, page: Page) -> None:
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: told.append(str(error)))
    hosts: set[str] = set()
    page.on("request", lambda request: hosts.add(request.url))
    for name in PAGES:
        page.goto(f"{address}/{name}.html")
        assert page.locator("meta[name=referrer]").get_attribute("content") == "no-referrer", name
        assert "default-src 'none'" in str(page.locator("meta[http-equiv]").get_attribute("content")), name
    page.goto(f"{address}/yue-xin.html")
    themes = []
    for _ in range(3):
        page.locator(".theme-toggle:visible").first.click()
        themes.append(page.locator("body").get_attribute("data-theme"))
    assert sorted(map(str, themes)) == ["auto", "dark", "light"]
    page.keyboard.press("/")
    page.keyboard.type("raid")
    page.locator(".search-window a", has_text="The raid").first.wait_for()
    assert told == []
    assert [url for url in hosts if not url.startswith((address, "data:"))] == []


@pytest.mark.parametrize("device", ["light", "dark"])
def test_bars_of_what_scrolls_have_the_theme_of_the_page(
    address: str, page: Page, device: Literal["light", "dark"]
) -> None:
    page.emulate_media(color_scheme=device)
    page.goto(f"{address}/yue-xin.html")
    for _ in range(3):
        page.locator(".theme-toggle:visible").first.click()
        theme = page.locator("body").get_attribute("data-theme")
        page.keyboard.press("/")
        page.locator(".search-window").wait_for()
        all_of = page.locator("html, .search-window")
        schemes = set(all_of.evaluate_all("all => all.map(one => getComputedStyle(one).colorScheme)"))
        assert schemes == {device if theme == "auto" else theme}
        page.keyboard.press("Escape")


def test_no_script_runs_that_is_not_the_sites_own(address: str, page: Page, site: Project) -> None:
    scripts = payloads(SCRIPTS, "")
    with planted(site, "".join(scripts.values())) as name:
        assert harm(page, f"{address}/{name}") == []
    with planted(site, "".join(scripts.values()), policy=False) as name:
        assert set(harm(page, f"{address}/{name}")) == set(scripts), "the test itself finds nothing"


def test_no_other_host_is_asked(address: str, page: Page, site: Project, other: Server) -> None:
    host, asked = other
    requests = payloads(REQUESTS, host)
    base = requests.pop("base")  # it changes where everything else of a page leads
    for html in ("".join(requests.values()), base):
        with planted(site, html) as name:
            harm(page, f"{address}/{name}")
    assert asked == []
    with planted(site, "".join(requests.values()), policy=False) as name:
        harm(page, f"{address}/{name}")
        expected = set(requests) - ({"backslashes"} if address.startswith("file:") else set())
        for _ in range(50):
            if (missing := expected - {path.strip("/?") for path, _referrer in asked}) == set():
                break
            page.wait_for_timeout(100)
    assert missing == set(), "the test itself finds nothing"


def test_a_page_names_itself_to_nobody(page: Page, site: Project, other: Server) -> None:
    host, asked = other
    link = f'<a id="out" href="{host}/out">Words</a>'
    with served(site.folder / "html") as (address, _asked), planted(site, link) as file:
        page.goto(f"{address}/{file}")
        page.evaluate("document.querySelector('#out').click()")
        page.wait_for_url(f"{host}/out")
    assert asked[0] == ("/out", None)


@pytest.mark.parametrize("kind", [SCRIPTS, REQUESTS, WAYS_OUT], ids=["scripts", "requests", "ways out"])
def test_the_audit_names_what_was_planted(kind: dict[str, str], site: Project) -> None:
    project, mistakes = check(site.docs)
    assert not mistakes
    project.publication = Publication("Small", Edition("1"), licence="https://creativecommons.org/licenses/by-sa/4.0/")
    assert list(problems_of(site.folder / "html", project, 0)) == []
    for name, html in payloads(kind, "http://other.example").items():
        with planted(site, html) as file:
            problems = list(problems_of(site.folder / "html", project, 0))
        assert problems, name
        assert all(problem.startswith(f"{file}:") for problem in problems), problems
    with planted(site, "", policy=False) as file:
        assert [problem for problem in problems_of(site.folder / "html", project, 0) if problem.startswith(file)]
