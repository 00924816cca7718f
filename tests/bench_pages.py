"""Pages for the benchmarks: as many as are asked for, of the words, records, citations and views of the real ones.

A page has what a real one has on average: 1,240 words drawn from docs/ as often as they stand there, five records, 38
citations and ten links. A fifth of the pages hold claims and their map. For other tools, which know no records, the
same text stands under headings, with its options as a list.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from enum import Enum
from pathlib import Path

from jasic.model.chinese import HAN, simplify
from jasic.model.record_kinds import ARENAS, CERTAINTIES, CLAIM_TYPES, SPEAKERS
from jasic.model.sources import OUTLET_STREAMS, STREAMS

ROOT = Path(__file__).parent.parent
REAL = ROOT / "docs" / "conf.py"
_PAGES = [file.read_text(encoding="utf-8") for file in sorted((ROOT / "docs").rglob("*.md"))]
WORDS: list[str] = [word for text in _PAGES for word in re.findall(r"(?<![^ ])[a-z]+(?![^ ,.])", text)]
CHINESE: list[str] = [word for text in _PAGES for word in re.findall(f"[{HAN}]{{2,8}}", simplify(text))]
_ANY = [chr(code) for code in range(ord("一"), ord("龥"))]
CHARACTERS = [one for one, simple in zip(_ANY, simplify("\n".join(_ANY)).split("\n"), strict=True) if one == simple]
_SYLLABLES = "an bei chao dong en fang guo hui jing kai lan mei ning ping qiu rong shan tao wen xin yan zhi"
SYLLABLES = _SYLLABLES.split()
QUESTIONS = "debate/questions"
FOLDERS = ("timeline", "people", "places", "organisations", QUESTIONS)
RECORDS, SENTENCES, CITATIONS, SOURCES = 5, 70, 38, 6  # a page
PART, YEARS = 100, range(1966, 2026)  # sources on a page of the bibliography, which are of some of these years


class Dialect(Enum):
    """How citations and records are written."""

    JASIC = "ours"
    SPHINX = "MyST with sphinxcontrib-bibtex"
    PLAIN = "MyST without citations"
    MKDOCS = "Python-Markdown"


# The settings of the real pages.
CONF = f"""
import runpy
globals().update(runpy.run_path({str(REAL)!r}))
html_favicon, templates_path = "", [{str(REAL.parent / "_templates")!r}]
"""
BARE = """
extensions = [name for name in extensions if name != "jasic"]
primary_domain = "py"
bibtex_reference_style = "author_year"
templates_path = []
"""
PLAIN = """
extensions = ["myst_parser", "sphinx_design"]
html_theme, html_theme_options = "basic", {}
"""
SETTINGS = {Dialect.JASIC: CONF, Dialect.SPHINX: CONF + BARE, Dialect.PLAIN: CONF + BARE + PLAIN}
MKDOCS = """
site_name: Bench
site_dir: html
theme: {name: material}
plugins: [search, bibtex: {bib_file: references.bib}]
markdown_extensions: [footnotes, tables, admonition]
"""


def name(page: int) -> str:
    return f"{FOLDERS[page % len(FOLDERS)]}/p{page}"


def person(number: int) -> str:
    """A name that nobody else has."""
    syllables = []
    for _ in range(4):
        number, rest = divmod(number, len(SYLLABLES))
        syllables.append(SYLLABLES[rest])
    return f"{syllables[0].title()} {''.join(syllables[1:]).title()}"


class Writer:
    """Writes the pages of a site of `total` pages in one dialect; the same words in each."""

    def __init__(self, total: int, dialect: Dialect) -> None:
        self.total, self.dialect = total, dialect

    def page(self, number: int) -> str:
        chance = random.Random(number)
        cited = [self.cite(f"source{chance.randrange(self.total * SOURCES)}x") for _ in range(CITATIONS)]
        linked = [self.link(chance.randrange(self.total), number) for _ in range(10)]
        ends = [*cited, *linked, *(f"({word})" for word in chance.sample(CHINESE, 3))]
        ends += [""] * (SENTENCES - len(ends))
        chance.shuffle(ends)
        sentences = [f"{' '.join(chance.choices(WORDS, k=16)).capitalize()} {end}".strip() + "." for end in ends]
        paragraphs = [" ".join(sentences[at : at + 5]) for at in range(0, SENTENCES, 5)]
        parts = [f"# Page {number}"]
        for at, paragraph in enumerate(paragraphs):
            if at % 2 == 0 and at // 2 < RECORDS:
                parts.append(self.record(number, at // 2, f"{paragraph} {self.cite(f'source{number * SOURCES}x')}"))
            else:
                parts.append(f"## About {' '.join(chance.choices(WORDS, k=4))}\n\n{paragraph}")
        parts.append(
            "| Day | What |\n|---|---|\n" + "\n".join(f"| {n} | {' '.join(WORDS[n : n + 4])} |" for n in range(4))
        )
        if number % len(FOLDERS) == 4:
            parts.insert(1, self.view("argument-map", f"p{number}"))
        return "\n\n".join(parts) + "\n"

    def record(self, page: int, place: int, text: str) -> str:
        """One record of a page, of the kind of its folder."""
        number = page * RECORDS + place
        kind, options = self.options(page, number, random.Random(number))
        cited = [self.cite(f"source{page * SOURCES + n}x") for n in (1, 2)]
        text += "\n\n" + "\n".join(f"- {n}: counted or named {source}" for n, source in enumerate(cited, 40))
        listed = {key: value for key, value in options.items() if value}
        if self.dialect is Dialect.JASIC:
            lines = "\n".join(f":{key}: {value}" for key, value in listed.items())
            return f":::{{{kind}}} r{number}\n{lines}\n\n{text}\n:::"
        lines = "\n".join(f"- {key}: {value}" for key, value in listed.items())
        return f"## {kind.capitalize()} {number}\n\n{lines}\n\n{text}"

    def options(self, page: int, number: int, chance: random.Random) -> tuple[str, dict[str, str]]:
        """Kind and options; other records are named by their ids."""
        title = f"{' '.join(chance.choices(WORDS, k=5)).capitalize()} of {person(number)}"
        date = f"2018-{1 + number % 12:02}-{1 + number % 28:02}"

        def some(folder: int) -> str:
            """The id of a record on some page of a folder; its last may be of another kind."""
            pages = range(folder, self.total, len(FOLDERS))
            return f"r{chance.choice(pages) * RECORDS + chance.randrange(RECORDS - 1)}"

        match page % len(FOLDERS):
            case 0:
                known = {"certainty": chance.choice([*CERTAINTIES]), "arena": chance.choice([*ARENAS])}
                names = {"people": some(1), "place": some(2), "organisations": some(3)}
                return "event", {"title": title, "date": date, **known, **names}
            case 1:
                status = {
                    "status": "Reported at home",
                    "status-date": date,
                    "status-source": f"source{page * SOURCES}x",
                }
                return "person", {"name": person(number), "zh": self.chinese(number), "role": "Worker", **status}
            case 2 if number % RECORDS == RECORDS - 1:
                return "count", {"title": title, "date": date, "event": some(0)}
            case 2:
                return "place", {"name": f"{person(number)} Road", "zh": f"{self.chinese(number)}路"}
            case 3:
                return "organisation", {"name": f"{person(number)} Union", "role": "A union"}
        answered = f"r{number - 1}" if number % RECORDS else ""
        said = {"by": chance.choice([*SPEAKERS]), "type": chance.choice([*CLAIM_TYPES]), "topic": f"p{page}"}
        place = {"source": f"source{page * SOURCES}x", "passage": "message 1"}
        return "claim", {"title": title, **said, **place, "answers": answered}

    def chinese(self, number: int) -> str:
        """Two characters that no other number has, and a usual one."""
        second, first = divmod(number, len(CHARACTERS))
        return CHARACTERS[first] + CHARACTERS[second] + CHINESE[number % len(CHINESE)][0]

    def cite(self, key: str) -> str:
        if self.dialect in (Dialect.JASIC, Dialect.SPHINX):
            return f"{{cite:p}}`{key}`"
        return f"[@{key}]" if self.dialect is Dialect.MKDOCS else f"({key})"

    def link(self, page: int, here: int) -> str:
        if self.dialect is Dialect.JASIC and page % len(FOLDERS) < 2:
            return f"{{{('event', 'person')[page % len(FOLDERS)]}}}`r{page * RECORDS}`"
        up = "../" * name(here).count("/")
        return f"[page]({up if self.dialect is Dialect.MKDOCS else '/'}{name(page)}.md)"

    def view(self, view: str, argument: str = "") -> str:
        return f":::{{{view}}} {argument}\n:::".replace("} \n", "}\n") if self.dialect is Dialect.JASIC else ""

    def source(self, number: int) -> str:
        """One entry; the others know no `date`."""
        chance = random.Random(-number)
        stream = chance.choice([*STREAMS])
        fields = {
            "author": f"{person(number).replace(' ', ', ')}{number}",
            "title": " ".join(chance.choices(WORDS, k=9)).capitalize(),
            "organization": " ".join(chance.choices(WORDS, k=2)).title(),
            "date" if self.dialect is Dialect.JASIC else "year": str(chance.choice(YEARS)),
            "url": f"https://example.org/{number}",
            "langid": "en",
            "stream": stream,
            **({"outlet": "Paper"} if stream in OUTLET_STREAMS else {}),
            "seen": "part",
        }
        lines = "".join(f"  {key} = {{{text}}},\n" for key, text in fields.items())
        return f"@online{{source{number}x,\n{lines}}}\n"

    def parts(self) -> Iterator[tuple[str, str]]:
        """The pages of the bibliography, as the real one is divided: by stream, and by years where these are many."""
        years = max(1, round(len(YEARS) * PART * len(STREAMS) / (self.total * SOURCES)))
        for stream in STREAMS:
            for first in YEARS[::years]:
                last = min(first + years, YEARS.stop) - 1
                yield f"reference/{stream}-{first}", f"{stream} {first}-{last}"

    def contents(self) -> Iterator[tuple[str, str]]:
        """Every file but the pages: path below the folder, and text."""
        views = {"timeline": "chronology", "people": "directory", QUESTIONS: "matrix", "places": "coverage"}
        arguments = {"people": "person"}
        for folder in FOLDERS:
            view = self.view(views[folder], arguments.get(folder, "")) if folder in views else ""
            toctree = "" if self.dialect is Dialect.MKDOCS else "```{toctree}\n:glob:\n\np*\n```\n"
            yield f"docs/{folder}/index.md", f"# {folder.capitalize()}\n\n{view}\n\n{toctree}"
        parts = dict(self.parts()) if self.dialect is Dialect.JASIC else {}
        entries = "\n".join([*(f"{folder}/index" for folder in FOLDERS), "reference/sources", *parts])
        toctree = "" if self.dialect is Dialect.MKDOCS else f"```{{toctree}}\n{entries}\n```\n"
        yield "docs/index.md", f"# Bench\n\n{toctree}"
        lists = {Dialect.JASIC: "```{bibliography}\n```", Dialect.SPHINX: "```{bibliography}\n:all:\n```"}
        yield "docs/reference/sources.md", f"# Sources\n\n{lists.get(self.dialect, 'None.')}\n"
        for name, part in parts.items():
            yield f"docs/{name}.md", f"# {part.capitalize()}\n\n```{{bibliography}} {part}\n```\n"
        yield "references.bib", "\n".join(sorted(map(self.source, range(self.total * SOURCES))))
        if self.dialect is Dialect.MKDOCS:
            yield "mkdocs.yml", MKDOCS
        else:
            yield "docs/conf.py", SETTINGS[self.dialect]


def write(folder: Path, total: int, dialect: Dialect) -> None:
    """Write docs/ and whatever else a tool wants into a folder."""
    writer = Writer(total, dialect)
    pages = ((f"docs/{name(number)}.md", writer.page(number)) for number in range(total))
    for path, text in (*writer.contents(), *pages):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
