"""What the search costs a reader: size of its index beside Sphinx's own, and time to the first result.

Part of `nox -s bench`; needs a browser, and takes a few minutes. The number of generated pages can be given.
"""

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

import bench
import bench_pages
import browser
from bench_pages import ROOT

# Of our index to Sphinx's own; from a key to its results, when all is loaded; what is loaded until then.
LIMITS = {"size": 1.5, "milliseconds": 300, "kilobytes": 400}
PAGES = 1000
QUERIES = ("police", "workers letter", bench_pages.person(512), "24 August 2018", "polcie", "what did the police do")
# Sphinx's own index of the same pages: its builder and its language put back in place of ours.
STOCK = """
html_search_language = "en"


def setup(app):
    from sphinx.builders.html import StandaloneHTMLBuilder

    app.add_builder(StandaloneHTMLBuilder, override=True)
"""


def index_of(folder: Path, addition: str = "") -> int:
    """Build the real pages in a folder; returns the bytes of the search index."""
    for part in ("docs", "tests"):
        shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "references.bib", folder)
    conf = folder / "docs" / "conf.py"
    conf.write_text(conf.read_text(encoding="utf-8") + addition, encoding="utf-8")
    subprocess.run([sys.executable, "-m", "sphinx", "-q", "-b", "html", folder / "docs", folder / "html"], check=True)
    return (folder / "html" / "searchindex.js").stat().st_size


def milliseconds(html: Path) -> tuple[float, dict[str, list[float]]]:
    """Until the opened search is ready; from a key to the results on the screen, for each query five times."""
    with browser.launched() as launched:
        page = launched.new_page()
        page.goto((html / "index.html").as_uri())
        opened = page.evaluate(
            """async () => {
              const began = performance.now();
              document.querySelector(".sidebar-search").click();
              await JasicSearch.load();
              return performance.now() - began;
            }"""
        )
        measure = """async (query) => {
          const began = performance.now();
          const field = document.querySelector(".search-window input");
          field.value = query;
          field.dispatchEvent(new Event("input"));
          const shown = () => document.querySelector(".search-window li");
          while (!shown() && performance.now() - began < 10000) await new Promise(requestAnimationFrame);
          const took = performance.now() - began;
          document.querySelector(".search-results").replaceChildren();
          return took;
        }"""
        return opened, {query: [page.evaluate(measure, query) for _ in range(5)] for query in QUERIES}


def main(pages: int) -> bool:
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        ours, stock = index_of(folder / "ours"), index_of(folder / "stock", STOCK)
        print(f"index of the real pages: {ours} bytes, Sphinx's own {stock}")
        print(f"{ours / stock:.2f} times, at most {LIMITS['size']}")
        bench_pages.write(folder / "large", pages, bench_pages.Dialect.JASIC)
        bench.cost(folder / "large", bench.HTML)
        opened, keys = milliseconds(folder / "large" / "html")
        first = keys[QUERIES[0]][0]
        medians = {query: statistics.median(times) for query, times in keys.items()}
        slowest = max(medians, key=lambda query: medians[query])
        kilobytes = (folder / "large" / "html" / "searchindex.js").stat().st_size / 1000
        print(f"{pages} pages: {opened:.0f} ms to open and load, then {first:.0f} ms for the first key")
        print(f"to load before the first result: {kilobytes:.0f} kB, at most {LIMITS['kilobytes']}")
        print(f"slowest query: {medians[slowest]:.0f} ms ({slowest}), at most {LIMITS['milliseconds']}")
        slow = max(first, medians[slowest]) > LIMITS["milliseconds"]
        return slow or ours / stock > LIMITS["size"] or kilobytes > LIMITS["kilobytes"]


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if sys.argv[1:] else PAGES))
