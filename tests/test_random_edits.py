"""Whatever is edited, in whatever order, a second build gives what a clean build gives, and nothing more is written.

A small project with every kind of record and view is edited at random: pages, records, terms, sources and what leads
to them are added, changed, renamed, moved and deleted. After each few edits it is built on top of what is there and
once more from nothing, and every file is compared. JASIC_SEQUENCES says how often; a failure names the seed.
"""

from __future__ import annotations

import json
import os
import random
import re
import shutil
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from conftest import CONF, REAL_THEME, Project, record
from test_lifecycle import built, differing, files

from jasic.model.markup import DIRECTIVES
from jasic.model.record_kinds import KINDS
from jasic.model.sources import OUTLET_STREAMS

SEQUENCES = int(os.environ.get("JASIC_SEQUENCES", "6"))
SITES = max(1, SEQUENCES // 25)  # projects to begin with, each edited further and further
MOST_EDITS = 4  # in a sequence
NAMES = ("alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta")
FOLDERS = ("", "people/", "places/")
PHASES = ("2018-05-spring", "2018-07-27-summer", "2018-09-autumn")  # pages whose events are a phase of the struggle
QUESTION = "debate/questions/"
BODIES = {"{Radio}": "Radio"}  # by author
STREAMS = ("workers", "press", "scholarship")
VIEWS = (
    *("chronology", "chronology {person}", "coverage", "directory event", "directory person by page", "matrix"),
    *("copies", "count-figures {count}", "course {count}", "held-by-measure", "held-each-day", "phase-strip"),
    *("annotated-bibliography press", "contact", "places-map", "struggle", "unanswered", "who-was-held"),
)
WORDS = ("a strike", "the union", "岳昕", "a *letter*", "two days", "罢工")


@dataclass
class Page:
    """A page: `parts` are (what, name) such as ("record", "alpha"); those whose name is gone are not written."""

    title: str
    parts: list[tuple[str, str]] = field(default_factory=list)
    blank_lines: int = 1


@dataclass
class Site:
    """A project as lists from which its files are written; `random` decides what is done to it."""

    random: random.Random
    pages: dict[str, Page] = field(default_factory=dict)
    records: dict[str, dict[str, str]] = field(default_factory=dict)  # id -> options, with the kind
    sources: dict[str, dict[str, str]] = field(default_factory=dict)
    terms: list[str] = field(default_factory=lambda: ["strike", "Mass line"])
    captions: list[str] = field(default_factory=lambda: ["What happened", "The debate"])
    aliases: dict[str, str] = field(default_factory=dict)
    states: dict[str, str] = field(default_factory=dict)  # of addresses
    bibliography: str = "sources"
    parts_of_bibliography: bool = False  # a page for the sources of each stream
    glossary: str = "words"
    counted: int = 0

    # Names

    def new(self, word: str = "n") -> str:
        self.counted += 1
        return f"{word}{self.counted}"

    def some(self, *kinds: str) -> str:
        """The id of a record, or one that is nowhere."""
        return self.pick([id for id, options in self.records.items() if options["kind"] in kinds])

    def pick(self, names: object) -> str:
        listed = sorted(names)  # type: ignore[call-overload]
        return self.random.choice(listed) if listed else "nothing"

    def words(self) -> str:
        return f"{self.random.choice(WORDS)} {self.random.randrange(100)}"

    def title(self) -> str:
        return f"{self.random.choice(('Title', 'Name', 'What'))} {self.random.randrange(30)}"

    @property
    def questions(self) -> list[str]:
        return [docname.removeprefix(QUESTION) for docname in self.pages if docname.startswith(QUESTION)]

    # What is edited

    def add_page(self) -> None:
        docname = self.random.choice(FOLDERS) + self.random.choice((self.new("page"), *NAMES, *PHASES))
        self.pages.setdefault(docname, Page(self.title(), [self.part() for _ in range(3)]))

    def add_question(self) -> None:
        self.pages[QUESTION + self.new("q")] = Page(self.title(), [("view", "argument-map {question}")])

    def delete_page(self) -> None:
        self.take_out(self.pick(self.pages))

    def take_out(self, docname: str) -> Page | None:
        page = self.pages.pop(docname, None)
        for what, name in page.parts if page else ():
            if what == "record":
                self.records.pop(name, None)
        return page

    def rename_page(self) -> None:
        old = self.pick(docname for docname in self.pages if not docname.startswith(QUESTION))
        new = self.random.choice(FOLDERS) + self.random.choice((self.new("page"), *NAMES, *PHASES))
        if old in self.pages and new not in self.pages:
            self.pages = {new if docname == old else docname: page for docname, page in self.pages.items()}

    def swap_pages(self) -> None:
        one, other = (self.pick(name for name in self.pages if not name.startswith(QUESTION)) for _ in range(2))
        if one in self.pages and other in self.pages:
            self.pages[one], self.pages[other] = self.pages[other], self.pages[one]

    def retitle_page(self) -> None:
        if page := self.pages.get(self.pick(self.pages)):
            page.title = self.title()

    def order_pages(self) -> None:
        docnames = list(self.pages)
        self.random.shuffle(docnames)
        self.pages = {docname: self.pages[docname] for docname in docnames}

    def move_lines(self) -> None:
        if page := self.pages.get(self.pick(self.pages)):
            page.blank_lines = self.random.randrange(1, 4)

    def part(self) -> tuple[str, str]:
        """Something for a page to hold, that names what there is now."""
        return self.random.choice(
            (
                ("words", self.words()),
                ("heading", self.words()),
                ("view", self.random.choice(VIEWS)),
                ("name", self.pick(self.records)),
                ("name", self.pick(self.records)),
                ("cite", self.pick(self.sources)),
                ("term", self.pick(self.terms)),
                ("page", self.pick(self.pages)),
                ("named page", self.pick(self.pages)),
                ("heading of", self.pick(self.pages)),
            )
        )

    def add_part(self) -> None:
        if page := self.pages.get(self.pick(self.pages)):
            page.parts.insert(self.random.randrange(len(page.parts) + 1), self.part())

    def drop_part(self) -> None:
        page = self.pages.get(self.pick(self.pages))
        loose = [part for part in page.parts if part[0] not in ("record", "view")] if page else []
        if page and loose:
            page.parts.remove(self.random.choice(loose))

    def order_parts(self) -> None:
        if page := self.pages.get(self.pick(self.pages)):
            self.random.shuffle(page.parts)

    def add_record(self) -> None:
        id = self.random.choice((self.new("r"), *NAMES))
        page = self.pages.get(self.pick(name for name in self.pages if not name.startswith(QUESTION)))
        if id in self.records or page is None:
            return
        kinds = ("event", "event", "person", "place", "organisation", "document", "count", "custody")
        kind = self.random.choice(kinds)
        self.clear(id)
        self.records[id] = {"kind": kind}
        page.parts.append(("record", id))
        self.set_options(id)

    def clear(self, id: str) -> None:
        """Take a record out of the pages, so that no page still has the place of one that is gone."""
        for page in self.pages.values():
            page.parts = [part for part in page.parts if part != ("record", id)]

    def add_claim(self) -> None:
        question = self.pick(self.questions)
        if page := self.pages.get(QUESTION + question):
            for speaker in ("A", "X"):
                id = self.new("claim")
                self.records[id] = {"kind": "claim", "by": speaker, "topic": question}
                page.parts.append(("record", id))
                self.set_options(id)

    def change_record(self) -> None:
        self.set_options(self.pick(self.records))

    def set_options(self, id: str) -> None:
        if options := self.records.get(id):
            options["title"] = options["name"] = self.title()
            options["date"] = f"2018-0{self.random.randrange(1, 10)}"
            options["certainty"] = self.random.choice(("reported", "disputed"))
            options["arena"] = self.random.choice(tuple(KINDS["event"].options["arena"].choices))
            options["type"] = self.random.choice(("claim", "question", "evidence"))
            options["answers"] = self.some("claim")
            options["people"], options["place"] = self.some("person"), self.some("place")
            options["follows"] = self.some("event")
            options["organisations"] = self.some("organisation")
            options["part-of"], options["zh-title"] = self.some("count"), self.random.choice(("", "罢工", "名单"))
            options["event"], options["within"] = self.some("event"), self.some("place")
            options["person"], options["taken"] = self.some("person"), self.random.choice(("", "yes"))
            options["coordinates"] = f"{self.random.randrange(20, 40)}.5, 114.{self.random.randrange(9)}"
            options["zh"] = self.random.choice(("", "岳昕", "沈梦雨"))
            options["role"] = self.words().replace("*", "")
            options["source"] = options["status-source"] = self.pick(self.sources)
            options["cited"] = self.pick(self.sources)
            options["reviewed"] = self.random.choice(("", "2025-01-02"))

    def rename_record(self) -> None:
        old, new = self.pick(self.records), self.random.choice((self.new("r"), *NAMES))
        if old in self.records and new not in self.records:
            self.clear(new)
            self.records = {new if id == old else id: options for id, options in self.records.items()}
            for options in self.records.values():
                options.update({name: new for name, value in options.items() if value == old and name != "kind"})
            for page in self.pages.values():
                page.parts = [
                    (what, new if name == old and what in ("record", "name") else name) for what, name in page.parts
                ]

    def move_record(self) -> None:
        id, to = self.pick(id for id in self.records if self.records[id]["kind"] != "claim"), self.pick(self.pages)
        if id in self.records and not to.startswith(QUESTION):
            self.clear(id)
            self.pages[to].parts.insert(0, ("record", id))

    def delete_record(self) -> None:
        self.records.pop(self.pick(id for id in self.records if self.records[id]["kind"] != "claim"), None)

    def add_source(self) -> None:
        key = f"{self.random.choice(('li', 'yue'))}2018{self.new('word')}"
        self.sources[key] = {}
        self.change_fields(key)

    def change_source(self) -> None:
        self.change_fields(self.pick(self.sources))

    def change_fields(self, key: str) -> None:
        self.sources[key] = self.sources[key] | {
            self.random.choice(("author", "title", "date", "stream", "note")): "",
        }
        fields = self.sources[key]
        fields["author"] = fields.get("author") or self.random.choice(("Li, Min", "Yue, Xin", "{Radio}"))
        fields["title"] = fields.get("title") or f"{self.title()} of {key}"  # of two alike one is a mistake
        fields["date"] = fields.get("date") or f"2018-08-{self.random.randrange(10, 30)}"
        fields["stream"] = fields.get("stream") or self.random.choice(STREAMS)
        fields["note"] = fields.get("note") or self.words().replace("*", "")
        fields["copies"] = self.pick(self.sources)

    def delete_source(self) -> None:
        if len(self.sources) > 2:
            del self.sources[self.pick(self.sources)]

    def rename_bibliography(self) -> None:
        self.bibliography = self.new("sources")

    def change_bibliography(self) -> None:
        self.parts_of_bibliography = not self.parts_of_bibliography

    def rename_glossary(self) -> None:
        self.glossary = self.new("words")

    def change_terms(self) -> None:
        self.random.shuffle(self.terms)
        self.terms = [*self.terms[:3], self.new("term")]

    def change_captions(self) -> None:
        self.captions[self.random.randrange(2)] = self.title()

    def change_aliases(self) -> None:
        target = self.pick([*self.records, *self.pages, *(f"term:{term.lower()}" for term in self.terms)])
        self.aliases[target] = self.new("typed")

    def change_states(self) -> None:
        state = self.random.choice(("dead", "live", "dead-archived"))
        self.states[f"https://example.org/{self.pick(self.sources)}"] = state

    def edit(self) -> str:
        """Do something at random and return its name."""
        name = self.random.choice(EDITS)
        getattr(self, name)()
        return name

    # The files

    def texts(self) -> dict[str, str]:
        """The files below docs: name -> text."""
        texts = {f"{docname}.md": self.page_text(docname, page) for docname, page in self.pages.items()}
        texts[f"{self.bibliography}.md"] = "# Sources\n\n:::{bibliography}\n:::\n"
        parts = [f"of-{stream}" for stream in STREAMS if self.parts_of_bibliography]
        for docname in parts:
            stream = docname.removeprefix("of-")
            texts[f"{docname}.md"] = f"# Sources of {stream}\n\n:::{{bibliography}} {stream}\n:::\n"
        terms = "\n\n".join(f"{term}\n  What {term} means." for term in self.terms)
        texts[f"{self.glossary}.md"] = f"# Words\n\n:::{{glossary}}\n{terms}\n:::\n"
        questions = [docname for docname in self.pages if docname.startswith(QUESTION)]
        others = [docname for docname in self.pages if docname not in questions]
        half = len(others) // 2
        index = self.contents(self.captions[0], [*others[:half], "below", self.bibliography, *parts, self.glossary], "")
        index += self.contents(self.captions[1], questions, ":hidden:\n")
        texts["index.md"] = f"# Small\n\n{index}"
        texts["below.md"] = f"# Below\n\n{self.contents('', others[half:], ':hidden:' + chr(10))}"
        known = {*self.standing, *self.pages, *(f"term:{term.lower()}" for term in self.terms)}
        lines = [f"{target}\t{words}\n" for target, words in self.aliases.items() if target in known]
        texts["about/search.tsv"] = "".join(lines)
        states = {url: {"state": state, "failing_since": "2024-01-02"} for url, state in sorted(self.states.items())}
        texts["reference/link-status.json"] = json.dumps(states, indent=1)
        return texts

    def contents(self, caption: str, docnames: list[str], options: str) -> str:
        caption = f":caption: {caption}\n" if caption else ""
        return "```{toctree}\n" + caption + options + "\n" + "\n".join(docnames) + "\n```\n\n" if docnames else ""

    def page_text(self, docname: str, page: Page) -> str:
        blocks = [text for what, name in page.parts if (text := self.block(what, name, docname))]
        return f"# {page.title}\n" + "\n" * page.blank_lines + "\n\n".join(blocks) + "\n"

    def block(self, what: str, name: str, docname: str) -> str:
        """One part of a page, or nothing if what it names is gone."""
        named = {"record": self.standing, "name": self.standing, "cite": self.sources, "term": self.terms}
        named |= dict.fromkeys(("page", "named page", "heading of"), self.pages)
        if what in named and name not in named[what]:
            return ""
        if what == "record":
            return self.record_text(name)
        if what == "view":
            names = {"person": self.first("person"), "count": self.first("count"), "question": docname[len(QUESTION) :]}
            view, _space, argument = name.format(**names).partition(" ")
            if (DIRECTIVES[view].says.names and view != "chronology" and not argument) or (
                view == "phase-strip" and not self.is_phase(docname)
            ):
                return ""
            return f":::{{{view}}} {argument}\n:::"
        slug = self.slug_on(name) if what == "heading of" else ""
        if what == "heading of" and not slug:
            return ""
        kind = self.records[name]["kind"] if what == "name" else ""
        return {
            "words": f"There was {name}.",
            "heading": f"## {name.capitalize()}\n\nMore.",
            "name": f"It names {{{kind}}}`{name}`.",
            "cite": f"It cites {{cite:p}}`{name}` and {{cite:t}}`{name}`.",
            "term": f"It says {{term}}`{name}`.",
            "page": f"It links [](/{name}.md) and {{doc}}`/{name}`.",
            "named page": f"It links [a page](/{name}.md).",
            "heading of": f"It links [](/{name}.md#{slug}).",
        }[what]

    def slug_on(self, docname: str) -> str:
        """The first heading of a page, as a link may name it."""
        headings = (words for what, words in self.pages[docname].parts if what == "heading")
        return re.sub(r"[^\w-]", "", next(headings, "").lower().replace(" ", "-"))

    def first(self, kind: str) -> str:
        """The id of a record of this kind, or nothing: with no person the whole chronology is listed."""
        return min((id for id, options in self.records.items() if options["kind"] == kind), default="")

    def is_phase(self, docname: str) -> bool:
        records = [name for what, name in self.pages[docname].parts if what == "record" and name in self.records]
        return docname.rpartition("/")[2] in PHASES and any(self.records[id]["kind"] == "event" for id in records)

    @property
    def standing(self) -> list[str]:
        """The records that are written: of custody only some may stand."""
        return [id for id, options in self.records.items() if options["kind"] != "custody" or id in self.custodies]

    @property
    def custodies(self) -> dict[str, tuple[str, str]]:
        """The records of custody that may stand, with two sources of unlike streams: a person has one of them."""
        one, *others = sorted(self.sources)
        unlike = [key for key in others if self.sources[key]["stream"] != self.sources[one]["stream"]]
        by_person = {options["person"]: id for id, options in self.records.items() if options["kind"] == "custody"}
        people = [id for id, options in self.records.items() if options["kind"] == "person"]
        return {by_person[id]: (one, unlike[0]) for id in people if unlike and id in by_person}

    def record_text(self, id: str) -> str:
        options = self.records[id]
        kind = options["kind"]
        first = options["cited"] if options["cited"] in self.sources else min(self.sources)
        second = min(self.sources.keys() - {first})
        cited = f"{{cite:p}}`{first}` and {{cite:p}}`{second}`"
        source = options["source"] if options["source"] in self.sources else min(self.sources)
        values = {name: options[name] for name in NEEDED[kind] if name in options}
        values |= {name: source for name in ("source", "status-source") if name in NEEDED[kind]}
        values |= {name: value for name, value in FIXED.items() if name in NEEDED[kind]}
        for name, target in LINKS[kind].items():
            other = self.records.get(options[name])
            is_later = other is not None and name == "follows" and other["date"] >= options["date"]
            is_around = (
                name in ("within", "part-of", "answers") and options[name] > id
            )  # in one direction only, so that none is in itself
            if other and other["kind"] == target and options[name] != id and not is_later and not is_around:
                values[name] = options[name]
        text = f"It was so {cited}."
        if kind == "count":
            text = f"- 50: police {cited}\n- 60: witnesses {cited}"
        elif kind == "custody":
            said = " and ".join(f"{{cite:p}}`{key}`" for key in self.custodies[id])
            text = f"- taken, {options['date']}: it is said {said}\n- reported-held, 2018-09: it is said {said}"
        return record(kind, id, text, **values)


EDITS = sorted(
    set(name for name in vars(Site) if re.match(r"(add|delete|rename|move|change|order|retitle|swap|drop)_", name))
    - {"change_fields"}
)
NEEDED = {
    "event": ("title", "zh-title", "date", "certainty", "arena", "reviewed"),
    "person": ("name", "zh", "role", "status", "status-date", "status-source"),
    "place": ("name", "zh", "coordinates"),
    "organisation": ("name", "role"),
    "document": ("title", "date", "author", "source"),
    "count": ("title", "zh-title", "date", "taken"),
    "custody": ("title",),
    "claim": ("title", "by", "type", "topic", "source", "passage"),
}
FIXED = {"status": "Not heard of", "status-date": "2018-09", "author": "Somebody", "passage": "page 3"}
LINKS = {
    "event": {"people": "person", "place": "place", "follows": "event", "organisations": "organisation"},
    "document": {"people": "person"},
    "count": {"event": "event", "part-of": "count"},
    "claim": {"answers": "claim"},
    "custody": {"person": "person"},
    "person": {},
    "place": {"within": "place"},
    "organisation": {},
}


def begun(seed: int) -> Site:
    """A site with something of everything."""
    site = Site(random.Random(seed))
    for _ in range(3):
        site.add_source()
    for _ in range(4):
        site.add_page()
    for _ in range(8):
        site.add_record()
    site.add_question()
    site.add_claim()
    for _ in range(6):
        site.add_part()
    return site


def write(site: Site, project: Project) -> None:
    """Write what differs, so that all other files keep their times; a page with another name keeps its own."""
    texts = site.texts()
    old = {path.relative_to(project.docs).as_posix(): path for path in project.docs.rglob("*.md")}
    before = {path.read_text(encoding="utf-8"): path for path in old.values()}
    kept = {text: (path.stat().st_mtime_ns) for text, path in before.items()}
    for name in old.keys() - texts.keys():
        old[name].unlink()
    for name, text in texts.items():
        path = project.docs / name
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            project.write(name, text)
            if text in kept:
                os.utime(path, ns=(kept[text], kept[text]))
    entries = []
    for key, fields in sorted(site.sources.items()):
        original = site.sources.get(fields["copies"])
        is_newer = original is not None and (original["date"], fields["copies"]) < (fields["date"], key)
        written = {
            **fields,
            "copies": fields["copies"] if is_newer else "",
            "url": f"https://example.org/{key}",
            # An organisation is cited alike everywhere, whatever the stream.
            "organization": BODIES.get(fields["author"], "Paper"),
            "langid": "en",
            "seen": "full",
            **({"outlet": BODIES.get(fields["author"], "Paper")} if fields["stream"] in OUTLET_STREAMS else {}),
        }
        entries.append(
            f"@online{{{key},\n"
            + "".join(f"  {name} = {{{text}}},\n" for name, text in written.items() if text)
            + "}\n"
        )
    file, text = project.folder / "references.bib", "\n".join(entries)
    if file.read_text(encoding="utf-8") != text:
        file.write_text(text, encoding="utf-8")


@pytest.mark.parametrize("seed", range(SITES))
def test_random_edits(seed: int, tmp_path: Path) -> None:
    project, site = Project(tmp_path), begun(seed)
    for file in project.docs.glob("*.md"):
        file.unlink()
    project.write(
        "conf.py", CONF.replace("sidebars=[]", "sidebars=[], parents=[]") + (REAL_THEME if seed % 8 == 1 else "")
    )
    write(site, project)
    built(project, "html")
    for number in range(SEQUENCES // SITES):
        before, edits = files(project.folder / "html"), [site.edit() for _ in range(site.random.randint(1, MOST_EDITS))]
        write(site, project)
        where = f"seed {seed}, sequence {number}: {edits}"
        assert differing(built(project, "html"), built(project, "clean")) == set(), where
        assert before.keys()  # so that a project that holds nothing does not pass
        if number % 10 == 0:
            assert project.book_source("book", "html") == project.book_source("clean-book", "clean"), where
        for folder in ("clean", "doctrees-clean", "clean-book"):
            shutil.rmtree(project.folder / folder, ignore_errors=True)
