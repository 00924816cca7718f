"""What a build costs, beside bare Sphinx with Furo and sphinxcontrib-bibtex: `nox -s bench`.

Generates pages (three sections, six paragraphs, six links, twelve citations, a table, a note and one
record each; three sources a page), builds them in one process, and prints user seconds, ratios and
growth. Ratios compare two builds on one machine, so they mean the same on any.
"""

from __future__ import annotations

import itertools
import json
import os
import runpy
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
REAL = ROOT / "docs" / "conf.py"
FOLDERS = [pattern.split("/")[0] for pattern in runpy.run_path(str(REAL))["include_patterns"] if "/" in pattern]
WORDS = ("workers", "letter", "union", "district", "factory", "police", "student", "summer", "notice", "witness")
# What is asked for: ratio to bare Sphinx at a size, growth beyond proportion, an edit, memory.
LIMITS = {"ratio 60": 1.1, "ratio 480": 0.35, "growth 480 to 2000": 1.3, "edit 480": 0.15, "memory GiB": 1.5}

# The settings of the real pages, with one page more.
OURS = f"""
import runpy
globals().update(runpy.run_path({str(REAL)!r}))
include_patterns = [*include_patterns, "sources.md"]
html_static_path, templates_path = [], []
"""
BARE = """
extensions = [name for name in extensions if name != "jasic"]
primary_domain = "py"
bibtex_reference_style = "author_year"
"""


def words(seed: int, count: int) -> str:
    return " ".join(WORDS[(seed * 7 + n * n) % len(WORDS)] for n in range(count))


def name(number: int) -> str:
    return f"{FOLDERS[number % len(FOLDERS)]}/p{number}"


def page(number: int, total: int, ours: bool) -> str:
    """The text of one page; bare Sphinx gets a heading in place of the record."""
    keys = [f"source{(number * 3 + n) % (total * 3)}x" for n in range(12)]
    cited = f"Text {{cite:p}}`{keys[0]}`."
    if ours:
        options = f":title: Event {number}\n:date: 2018-08-24\n:certainty: reported\n:arena: plant"
        record = f":::{{event}} e{number}\n{options}\n\n{cited}\n:::"
    else:
        record = f"## Event {number}\n\n24 August 2018, reported.\n\n{cited}"
    parts = [f"# Page {number}", record]
    for section in range(3):
        parts.append(f"## Section {section}")
        for paragraph in range(2):
            seed = number + section * 2 + paragraph
            first, second = (f"{words(seed + n, 35)} {{cite:p}}`{keys[(seed + 5 * n) % 12]}`" for n in range(2))
            parts.append(f"{first}, {second} [page](/{name((number + seed * 13) % total)}.md).")
    parts.append("| Day | What |\n|---|---|\n" + "\n".join(f"| {n} | {words(n, 4)} |" for n in range(4)))
    parts.append(f":::{{note}}\n{words(number, 20)}\n:::")
    return "\n\n".join(parts) + "\n"


def source(number: int, ours: bool) -> str:
    """One entry; sphinxcontrib-bibtex knows no `date`."""
    fields = {
        "author": f"Writer{number}, A",
        "title": f"Title {number}",
        "organization": "Paper",
        "date" if ours else "year": "2018",
        "url": f"https://example.org/{number}",
        "langid": "en",
        "stream": "press",
        "seen": "no",
    }
    return "\n".join([f"@online{{source{number}x,", *(f"  {key} = {{{text}}}," for key, text in fields.items()), "}\n"])


def write(folder: Path, total: int, ours: bool) -> None:
    docs = folder / "docs"
    for directory in FOLDERS:
        (docs / directory).mkdir(parents=True)
        toctree = "```{toctree}\n:glob:\n\np*\n```\n"
        (docs / directory / "index.md").write_text(f"# {directory.capitalize()}\n\n{toctree}", encoding="utf-8")
    for number in range(total):
        (docs / f"{name(number)}.md").write_text(page(number, total, ours), encoding="utf-8")
    listed = "\n".join(f"{directory}/index" for directory in FOLDERS)
    (docs / "index.md").write_text(f"# Bench\n\n```{{toctree}}\n{listed}\nsources\n```\n", encoding="utf-8")
    option = "" if ours else ":all:\n"  # without which sphinxcontrib-bibtex lists only what is cited
    (docs / "sources.md").write_text(f"# Sources\n\n```{{bibliography}}\n{option}```\n", encoding="utf-8")
    (docs / "conf.py").write_text(OURS if ours else OURS + BARE, encoding="utf-8")
    entries = sorted(source(number, ours) for number in range(total * 3))
    (folder / "references.bib").write_text("\n".join(entries), encoding="utf-8")


MEASURE = """
import json, resource, subprocess, sys
done = subprocess.run(sys.argv[1:], capture_output=True, text=True)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
report = {"code": done.returncode, "seconds": used.ru_utime, "gib": used.ru_maxrss / 2**20, "text": done.stderr[-2000:]}
print(json.dumps(report))
"""


def build(folder: Path) -> tuple[float, float]:
    """Build once; returns user seconds and the peak of memory in GiB."""
    # A machine that forbids compiled files would compile all of Sphinx at every start.
    environment = {name: text for name, text in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    command = ["-m", "sphinx", "-q", "-j", "1", "-b", "html", str(folder / "docs"), str(folder / "html")]
    result = subprocess.run(
        [sys.executable, "-c", MEASURE, sys.executable, *command],
        capture_output=True,
        text=True,
        check=True,
        env=environment,
    )
    measured = json.loads(result.stdout)
    if measured["code"]:
        sys.exit(measured["text"])
    return measured["seconds"], measured["gib"]


def main(sizes: list[int]) -> bool:
    measured: dict[str, float] = {}
    seconds: dict[tuple[int, bool], float] = {}
    for total in sizes:
        for ours in (False, True):
            if total > 480 and not ours:
                continue  # bare Sphinx would take half an hour
            with tempfile.TemporaryDirectory() as temporary:
                folder = Path(temporary)
                write(folder, total, ours)
                seconds[total, ours], memory = build(folder)
                print(
                    f"{total:5} pages, {'ours' if ours else 'bare'}: {seconds[total, ours]:7.1f} s, {memory:.2f} GiB",
                    flush=True,
                )
                if ours:
                    measured["memory GiB"] = max(measured.get("memory GiB", 0), memory)
                    file = folder / "docs" / f"{name(total // 2)}.md"
                    file.write_text(file.read_text(encoding="utf-8") + "\nOne more line.\n", encoding="utf-8")
                    edit, _ = build(folder)
                    measured[f"edit {total}"] = edit / seconds[total, True]
        if (total, False) in seconds:
            measured[f"ratio {total}"] = seconds[total, True] / seconds[total, False]
    for small, large in itertools.pairwise(sizes):
        measured[f"growth {small} to {large}"] = seconds[large, True] / seconds[small, True] / (large / small)
    for what, value in measured.items():
        limit = LIMITS.get(what)
        print(f"{what:20} {value:6.2f}" + (f"   at most {limit}: {'yes' if value <= limit else 'NO'}" if limit else ""))
    return any(value > LIMITS.get(what, value) for what, value in measured.items())


if __name__ == "__main__":
    sys.exit(main([int(word) for word in sys.argv[1:]] or [60, 480, 2000]))
