"""What a build costs, and what those of others cost beside it: `nox -s bench`.

Three parts: the real pages (a cold build, edits, the book, the e-book); generated ones (bench_pages.py) beside other
tools; and many of them, for growth. User seconds of one process, medians of some runs; only ratios mean the same on any
machine, and only they have limits. What a tool leaves out is printed beside its figure, for most of them do less.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from bench_pages import ROOT, Dialect, write

Command = Sequence[str]
PYTHON = sys.executable


class Cost(NamedTuple):
    """User seconds of all processes, seconds on the clock, and the most memory of one in GiB."""

    user: float
    wall: float
    gib: float


class Tool(NamedTuple):
    """Something that makes a website; `says` is what it does and leaves out.

    `limit` is how many times its time ours may take.
    """

    dialect: Dialect
    command: Command
    says: str
    limit: float | None = None


SPHINX = (PYTHON, "-m", "sphinx", "-q", "-d", "doctrees")
HTML = (*SPHINX, "-b", "html", "docs", "html")
PEERS = {
    "Sphinx, basic": Tool(
        Dialect.PLAIN, HTML, "no citations, records, views, navigation; links checked; search by page", 1.2
    ),
    "Sphinx, Furo": Tool(
        Dialect.SPHINX, HTML, "citations and bibliography, navigation; no records, views; search by page", 0.1
    ),
    "Material": Tool(
        Dialect.MKDOCS,
        (PYTHON, "-m", "mkdocs", "build", "-q"),
        "notes for citations, no bibliography, records, views",
        2,
    ),
    "Zensical": Tool(Dialect.MKDOCS, (PYTHON, "-m", "zensical", "build"), "no citations (prints keys), records, views"),
}
OURS = "citations and bibliography, records, views, rules; search by passage; every file audited"

# Runs a command and prints what it cost, in a process of its own since the system sums up all children.
MEASURE = """
import json, resource, subprocess, sys, time
began = time.monotonic()
done = subprocess.run(sys.argv[1:], capture_output=True, text=True)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
cost = used.ru_utime, time.monotonic() - began, used.ru_maxrss / 2**20
print(json.dumps([done.returncode, done.stdout[-2000:] + done.stderr[-2000:], cost]))
"""


def cost(folder: Path, command: Command) -> Cost:
    """Run a command in a folder; ends the bench where it fails."""
    # A machine that forbids compiled files would compile all of Sphinx at every start.
    environment = {name: text for name, text in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    measure = [PYTHON, "-c", MEASURE, *command]
    done = subprocess.run(measure, capture_output=True, text=True, check=True, cwd=folder, env=environment)
    code, words, figures = json.loads(done.stdout)
    if code:
        sys.exit(f"{' '.join(command)} failed:\n{words}")
    return Cost(*figures)


def median(runs: int, measure: Callable[[int], Cost]) -> Cost:
    """The median of each figure of some runs, which are told their numbers."""
    return Cost(*map(statistics.median, zip(*map(measure, range(runs)))))


def cold(folder: Path, command: Command, runs: int) -> Cost:
    """A build from nothing."""

    def measure(run: int) -> Cost:
        for made in ("doctrees", "html", "pdf", "epub"):
            shutil.rmtree(folder / made, ignore_errors=True)
        return cost(folder, command)

    return median(runs, measure)


class Report:
    """Prints lines and remembers which limits were broken."""

    broken = False

    def line(self, name: str, cost: Cost, says: str = "") -> None:
        print(f"{name:28} {cost.user:7.1f} s {cost.wall:7.1f} s on the clock {cost.gib:6.2f} GiB   {says}", flush=True)

    def limit(self, name: str, value: float, limit: float | None) -> None:
        words = "" if limit is None else f"   at most {limit}: {'yes' if value <= limit else 'NO'}"
        print(f"    {name:40} {value:6.2f}{words}", flush=True)
        self.broken |= limit is not None and value > limit


# ---- Edits of the real pages; each is told the number of the run, so that no two are the same ----


def change(file: Path, pattern: str, new: str) -> None:
    text, count = re.subn(pattern, new, file.read_text(encoding="utf-8"), count=1, flags=re.MULTILINE)
    assert count, f"{file} has no {pattern}"
    file.write_text(text, encoding="utf-8")


def edit_of_the_events(folder: Path, run: int) -> None:
    key = re.findall(r"^@\w+\{(\w+),", (folder / "references.bib").read_text(encoding="utf-8"), re.MULTILINE)[0]
    file = next(file for file in sorted((folder / "docs/timeline").glob("*.md")) if file.stem != "index")
    options = f":title: An event of the bench, number {run}\n:date: 2018-08-24\n:certainty: reported\n:arena: plant"
    event = f"\n:::{{event}} bench-{run}\n{options}\n\nText {{cite:p}}`{key}`.\n:::\n"
    file.write_text(file.read_text(encoding="utf-8") + event, encoding="utf-8")


WORKERS, TITLE = "docs/people/workers.md", r"^(# .*)$"
EDITS: dict[str, Callable[[Path, int], None]] = {
    "nothing": lambda folder, run: None,
    "a line moved": lambda folder, run: change(folder / WORKERS, TITLE, r"\1\n"),
    "a paragraph": lambda folder, run: change(folder / WORKERS, TITLE, rf"\1\n\nOne more of the bench, number {run}."),
    "a title in references.bib": lambda folder, run: change(
        folder / "references.bib", r"^(  title +=) \{", rf"\1 {{Bench {run} "
    ),
    "a new event": edit_of_the_events,
}
EDIT_LIMIT = 0.15


def real_pages(report: Report, folder: Path, runs: int) -> None:
    """Copy the real pages into a folder, build and edit them."""
    shutil.copytree(ROOT / "docs", folder / "docs", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "tests/mistakes", folder / "tests/mistakes")  # the guide shows them
    for name in ("references.bib", "pyproject.toml"):
        shutil.copy(ROOT / name, folder)
    website = cold(folder, HTML, runs)
    report.line("website", website)
    for name, edit in EDITS.items():

        def measure(run: int, edit: Callable[[Path, int], None] = edit) -> Cost:
            edit(folder, run)
            return cost(folder, HTML)

        report.limit(f"then {name}", median(runs, measure).user / website.user, EDIT_LIMIT)
    two = cold(folder, (*HTML, "-j", "2"), runs)
    report.line("website, two processes", two)
    report.limit("clock of two processes to one", two.wall / website.wall, 0.65)
    for builder, name, most, most_gib in (("pdf", "book", 0.5, 1.0), ("epub", "e-book", None, None)):
        book = cold(folder, (*SPHINX, "-b", builder, "docs", builder), runs)
        report.line(name, book)
        report.limit(f"{name} to website", book.user / website.user, most)
        report.limit(f"{name}, GiB", book.gib, most_gib)


def written(folder: Path) -> str:
    """How much HTML a tool made of the same text: a tool that shows more of it writes more."""
    return f"{sum(file.stat().st_size for file in (folder / 'html').rglob('*.html')) / 1e6:.1f} MB of HTML"


def peers(report: Report, folder: Path, pages: int, runs: int) -> Cost:
    """Build generated pages with every tool; returns what ours costs."""
    write(folder / "ours", pages, Dialect.JASIC)
    ours = cold(folder / "ours", HTML, runs)
    report.line(f"{pages} pages, ours", ours, f"{written(folder / 'ours')}; {OURS}")
    for name, tool in PEERS.items():
        write(folder / name, pages, tool.dialect)
        theirs = cold(folder / name, tool.command, runs)
        report.line(f"{pages} pages, {name}", theirs, f"{written(folder / name)}; {tool.says}")
        report.limit(f"ours to {name}", ours.user / theirs.user, tool.limit)
    return ours


def growth(report: Report, folder: Path, pages: int, few: int, ours: Cost) -> None:
    write(folder, pages, Dialect.JASIC)
    many = cold(folder, HTML, 1)
    report.line(f"{pages} pages, ours", many)
    report.limit("growth beyond proportion", many.user / ours.user / (pages / few), 1.3)
    report.limit("GiB", many.gib, 1.5)


def main() -> bool:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3, help="of each build, of which the median counts")
    parser.add_argument("--pages", type=int, default=480, help="generated pages, beside other tools")
    parser.add_argument("--many", type=int, default=2000, help="generated pages, to see how it grows; 0 for none")
    options, report = parser.parse_args(), Report()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        real_pages(report, folder / "real", options.runs)
        ours = peers(report, folder / "generated", options.pages, options.runs)
        if options.many:
            growth(report, folder / "many", options.many, options.pages, ours)
    return report.broken


if __name__ == "__main__":
    sys.exit(main())
