"""What the search costs a reader: what is loaded until the first result and until the window is full, and how long.

Part of `nox -s bench`; needs a browser, and takes a few minutes. The number of generated pages can be given. Of these
only the index is written, by index_files.py from passages like those of real pages, and put beside the scripts of the
real site: building them would take half an hour and tell nothing else of the search.
"""

from __future__ import annotations

import gzip
import json
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlparse

import bench_pages
import browser
from bench_pages import ROOT, WORDS
from local_server import Quiet, serving
from playwright.sync_api import Page, ViewportSize

from jasic.search import index_files, words
from jasic.search.index_files import Passage
from jasic.search.messages import RESULT_KINDS
from jasic.search.stemming import language

# Kilobytes as a server sends them, compressed; milliseconds from a key to its results, when the search has begun, and
# from the touch that opens it on a slow phone.
LIMITS = {
    "first result": 200,
    "full window": 40,
    "first result of many pages": 400,
    "milliseconds": 300,
    "milliseconds on a slow phone": 1500,
}
PAGES = 5000
# A generated page: passages and words of each; their kinds in turn. As many sources as in bench_pages.py.
PASSAGES, LENGTH = 12, 100
KINDS = ("event", "person", "claim", "page")
PHONE = ViewportSize(width=360, height=740)
# The slow 4G of Lighthouse: milliseconds and bytes a second; and a processor so many times slower than this machine's.
SLOW_LINE = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 94_000}
SLOWER = 4
QUERIES = ("police", "workers letter", bench_pages.person(513), "24 August 2018", "polcie", "what did the police do")
REAL_QUERIES = ("sentenced", "岳昕", "who was sentenced in the end", "谁领导了佳士工人")


def kilobytes(html: Path, addresses: list[str]) -> float:
    """What files weigh when a server has compressed them."""
    files = {Path(unquote(urlparse(address).path)) for address in addresses}
    return sum(len(gzip.compress(file.read_bytes())) for file in files if file.is_relative_to(html)) / 1000


# Remembers the files that a page has asked for when its first result is shown.
WATCH = """
new MutationObserver((_changes, observer) => {
  if (!document.querySelector(".search-window li a[href]")) return;
  observer.disconnect();
  window.askedAtFirst = [...document.scripts].map(({ src }) => src);
}).observe(document, { childList: true, subtree: true });
"""


def loaded(page: Page, html: Path, query: str) -> tuple[float, float]:
    """Kilobytes from the first touch until a result is shown, and from there until all that is seen has its text."""
    asked: list[str] = []
    page.add_init_script(WATCH)
    page.goto((html / "index.html").as_uri())
    page.on("request", lambda request: asked.append(request.url))
    page.keyboard.press("/")
    page.keyboard.insert_text(query)
    page.locator(".search-window li a[href]").first.wait_for()
    page.locator(".search-results[aria-busy=false]").first.wait_for()
    page.wait_for_timeout(1000)
    first = set(page.evaluate("window.askedAtFirst"))
    return (
        kilobytes(html, [address for address in asked if address in first]),
        kilobytes(html, [address for address in asked if address not in first]),
    )


class Compressing(Quiet, SimpleHTTPRequestHandler):
    """Sends each file as a server on the web does."""

    protocol_version = "HTTP/1.1"  # which keeps the line open

    def do_GET(self) -> None:
        file = Path(self.translate_path(self.path))
        body = gzip.compress(file.read_bytes()) if file.is_file() else b""
        self.send_response(200 if body else 404)
        self.send_header("Content-Type", self.guess_type(file))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


class Patient(ThreadingHTTPServer):
    def handle_error(self, *_args: object) -> None:
        """A browser that is closed hangs up in the middle of a file."""


def on_a_slow_phone(html: Path, query: str) -> float:
    """Milliseconds from the touch that opens the search to the first result, for who pastes a query at once."""
    with serving(partial(Compressing, directory=html), Patient) as address, browser.launched() as launched:
        page = launched.new_page(viewport=PHONE, has_touch=True)
        page.goto(f"{address}/index.html")
        chromium = page.context.new_cdp_session(page)
        chromium.send("Network.enable")
        chromium.send("Network.emulateNetworkConditions", SLOW_LINE)
        chromium.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        took: float = page.evaluate(
            """async (query) => {
              const began = performance.now();
              document.querySelector(".search-open").click();
              const field = document.querySelector(".search-window input");
              field.value = query;
              field.dispatchEvent(new Event("input"));
              const shown = () => document.querySelector(".search-window li a[href]");
              while (!shown() && performance.now() - began < 20000) await new Promise(requestAnimationFrame);
              return performance.now() - began;
            }""",
            query,
        )
        return took


def milliseconds(html: Path) -> tuple[float, dict[str, list[float]]]:
    """Until the opened search is ready; from a key to the results on the screen, for each query five times."""
    with browser.launched() as launched:
        page = launched.new_page()
        page.goto((html / "index.html").as_uri())
        opened = page.evaluate(
            """async () => {
              const began = performance.now();
              document.querySelector(".sidebar-search").click();
              await JasicSearch.start();
              return performance.now() - began;
            }"""
        )
        measure = """async (query) => {
          const began = performance.now();
          const field = document.querySelector(".search-window input");
          field.value = query;
          field.dispatchEvent(new Event("input"));
          const shown = () => document.querySelector(".search-window li a[href]");
          while (!shown() && performance.now() - began < 10000) await new Promise(requestAnimationFrame);
          const took = performance.now() - began;
          const box = document.querySelector(".search-results");
          while (box.getAttribute("aria-busy") === "true") await new Promise((done) => setTimeout(done, 20));
          box.replaceChildren();
          return took;
        }"""
        return opened, {query: [page.evaluate(measure, query) for _ in range(5)] for query in QUERIES}


class Generated:
    """Pages of passages that have the words of the real ones as often as these do, and names of their own."""

    def __init__(self, pages: int) -> None:
        self.words = language()
        self.pages = {f"p{number}": list(self.passages(number)) for number in range(pages)}
        sources = (self.source(number) for number in range(pages * bench_pages.SOURCES))
        self.pages["sources"] = [self.passage("", ["Sources"], "page", ""), *sources]

    def passages(self, page: int) -> Iterator[Passage]:
        chance = random.Random(page)
        for place in range(PASSAGES):
            text = " ".join(chance.choices(WORDS, k=LENGTH))
            kind = KINDS[place % len(KINDS)] if place else "page"
            title = " ".join(chance.choices(WORDS, k=4)).capitalize()
            name = bench_pages.person(page * PASSAGES + place) if kind == "person" else title
            day = [f"2018-{1 + page % 12:02}-{1 + page % 28:02}"] if kind == "event" else []
            yield self.passage(f"r{page}-{place}" if place else "", [name, *day], kind, text)

    def source(self, number: int) -> Passage:
        chance = random.Random(-number)
        author = f"{bench_pages.person(number).split()[0]} 2018"
        return self.passage(f"source-{number}", [author], "source", " ".join(chance.choices(WORDS, k=9)))

    def passage(self, anchor: str, names: list[str], kind: str, text: str) -> Passage:
        """As `Index.passage` makes it; the first name is the title."""
        labels = [self.words.label(text)] if kind == "source" else [self.words.label(name) for name in names]
        counted = dict(Counter(self.words.indexed(" ".join([text, *names]))))
        is_section, title = kind == "page" and bool(anchor), names[0]
        short = [(words.tokens(title), title)] if kind == "person" else []
        called, phrases = ([], labels) if kind == "source" else (labels, [])
        return Passage(anchor, title, kind, is_section, called, phrases, counted, short)

    def write(self, real: Path, folder: Path) -> None:
        """The index with the scripts and one page of the real site."""
        shutil.copytree(real / "_static", folder / "_static")
        shutil.copy(real / "index.html", folder)
        code = (real / index_files.FOLDER / "engine.js").read_text(encoding="utf-8").partition("\n")[2]
        (folder / index_files.FOLDER).mkdir()
        for name, text in index_files.files(self.pages, list(RESULT_KINDS), self.words, code):
            (folder / index_files.FOLDER / name).write_text(text, encoding="utf-8")
        (folder / "_passages").mkdir()
        for page, passages in self.pages.items():
            (folder / "_passages" / page).mkdir()
            for number, first in enumerate(range(0, len(passages), index_files.PIECE)):
                piece = passages[first : first + index_files.PIECE]
                texts = {passage.anchor: ["", " ".join(passage.words)] for passage in piece}
                text = f'JasicSearch.show("{page}/{number}",{json.dumps(texts)},false)'
                (folder / "_passages" / page / f"{number}.js").write_text(text, encoding="utf-8")


def weigh(html: Path, queries: tuple[str, ...]) -> tuple[float, float]:
    """The heaviest of some queries on a phone: kilobytes until the first result, and until the window is full."""
    weights = []
    with browser.launched() as launched:
        for query in queries:
            page = launched.new_page(viewport=PHONE)
            weights.append(loaded(page, html, query))
            print(f"  {query}: {weights[-1][0]:.0f} kB until the first result, {weights[-1][1]:.0f} more until full")
            page.close()
    return max(first for first, _rest in weights), max(rest for _first, rest in weights)


def main(pages: int) -> bool:
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        print("the real pages")
        command = (sys.executable, "-m", "sphinx", "-q", "-b", "html", ROOT / "docs", folder / "real")
        subprocess.run(command, check=True)
        first, rest = weigh(folder / "real", REAL_QUERIES)
        slow = {
            query: statistics.median(on_a_slow_phone(folder / "real", query) for _ in range(3))
            for query in REAL_QUERIES
        }
        print(*(f"  {query}: {took:.0f} ms on a slow phone" for query, took in slow.items()), sep="\n")
        Generated(pages).write(folder / "real", folder / "large")
        print(f"{pages} generated pages")
        large, _rest = weigh(folder / "large", QUERIES[:3])
        opened, keys = milliseconds(folder / "large")
        slowest = max(statistics.median(times) for times in keys.values())
        print(
            f"{opened:.0f} ms to open and load, then {slowest:.0f} ms from a key for the slowest of {len(keys)} queries"
        )
        found = {
            "first result": first,
            "full window": rest,
            "first result of many pages": large,
            "milliseconds": max(slowest, keys[QUERIES[0]][0]),
            "milliseconds on a slow phone": max(slow.values()),
        }
        broken = [name for name, value in found.items() if value > LIMITS[name]]
        print(*(f"{name}: {found[name]:.0f}, at most {LIMITS[name]}" for name in broken), sep="\n")
        return bool(broken)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if sys.argv[1:] else PAGES))
