"""What the search costs a reader: what is loaded until the first result and until the window is full, and how long.

Part of `nox -s bench`; needs a browser, and takes a few minutes. The number of generated pages can be given.
"""

from __future__ import annotations

import gzip
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.parse import unquote, urlparse

import bench
import bench_pages
import browser
from bench_pages import ROOT
from playwright.sync_api import Page, ViewportSize

# Kilobytes as a server sends them, compressed; milliseconds from a key to its results, when the search has begun.
LIMITS = {"first result": 200, "full window": 40, "first result of many pages": 400, "milliseconds": 300}
PAGES = 1000
PHONE = ViewportSize(width=360, height=740)
QUERIES = ("police", "workers letter", bench_pages.person(512), "24 August 2018", "polcie", "what did the police do")
REAL_QUERIES = ("sentenced", "岳昕", "who was sentenced in the end", "谁领导了佳士工人")


def kilobytes(html: Path, addresses: list[str]) -> float:
    """What files weigh when a server has compressed them."""
    files = {Path(unquote(urlparse(address).path)) for address in addresses}
    return sum(len(gzip.compress(file.read_bytes())) for file in files if file.is_relative_to(html)) / 1000


def loaded(page: Page, html: Path, query: str) -> tuple[float, float]:
    """Kilobytes from the first touch until a result is shown, and from there until all that is seen has its text."""
    asked: list[str] = []
    page.goto((html / "index.html").as_uri())
    page.on("request", lambda request: asked.append(request.url))
    page.keyboard.press("/")
    page.keyboard.insert_text(query)
    page.locator(".search-window li a[href]").first.wait_for()
    first = list(asked)
    page.locator(".search-results[aria-busy=false]").first.wait_for()
    page.wait_for_timeout(1000)
    return kilobytes(html, first), kilobytes(html, [address for address in asked if address not in first])


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
        bench_pages.write(folder / "large", pages, bench_pages.Dialect.JASIC)
        bench.cost(folder / "large", bench.HTML)
        print(f"{pages} generated pages")
        large, _rest = weigh(folder / "large" / "html", QUERIES[:3])
        opened, keys = milliseconds(folder / "large" / "html")
        slowest = max(statistics.median(times) for times in keys.values())
        print(
            f"{opened:.0f} ms to open and load, then {slowest:.0f} ms from a key for the slowest of {len(keys)} queries"
        )
        found = {
            "first result": first,
            "full window": rest,
            "first result of many pages": large,
            "milliseconds": max(slowest, keys[QUERIES[0]][0]),
        }
        broken = [name for name, value in found.items() if value > LIMITS[name]]
        print(*(f"{name}: {found[name]:.0f}, at most {LIMITS[name]}" for name in broken), sep="\n")
        return bool(broken)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if sys.argv[1:] else PAGES))
