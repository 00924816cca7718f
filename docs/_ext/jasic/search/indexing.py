"""The search of the website: what a word, a name and a passage is here, and what of it the browser gets.

Sphinx asks the builder to index each page; here each passage of a page (passages.py) becomes one of index_files.py.
What a word is says words.py. In the browser, static/ranking.js orders the results and static/search-results.js shows
them. What a result says of itself lies in small files of a few passages, read only when it is shown: a script cannot
read the pages themselves in a site that is opened from a disk.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.environment import BuildEnvironment

from ..compat import IndexBuilder
from ..domain import JasicDomain
from ..model import dates
from ..model.anchors import CHINESE_SUMMARY, SOURCE_PREFIX, is_term
from ..model.chinese import HAN, is_chinese, pinyin
from ..model.quotes import typographic
from ..model.record_kinds import Option, Type
from ..model.records import PAGE, SOURCE, TERM, Record
from ..translation import _
from . import engine, index_files, words
from .index_files import Passage
from .javascript import literal
from .messages import RESULT_KINDS, SUMMARY
from .passages import initials, names_of_term, passages, prose
from .stemming import language

# Kinds of which a reader may know the name by heart, so that a slip in it can be told; others have sentences.
NAMED = ("person", "organisation", "place", "precedent", "document", TERM)
LONGEST_CHINESE_NAME = 12  # characters
HAN_RUN = re.compile(f"[{HAN}]+")
LONGEST_SPELT = 8  # characters of a Chinese name that a reader may spell in pinyin


class Index(IndexBuilder):
    """The passages of all pages; `folder` is where it writes what results say of themselves."""

    def __init__(self, env: BuildEnvironment, folder: Path) -> None:
        self.words = language()
        super().__init__(env, self.words, options={}, scoring="")
        self.folder = folder
        self.language = env.config.language
        self.project_for = JasicDomain.of(env).project_for

    def feed(self, docname: str, filename: Any, title: str, doctree: nodes.document) -> None:
        """Index a page, passage by passage; the page itself comes first."""
        self.project = self.project_for(docname)
        texts, found = {}, []
        for anchor, passage_title, node in reversed(passages(doctree)):
            record = self.record(docname, anchor)
            facts, text = facts_in_result(record, self.project.language), prose(node)
            is_of_page = self.kind(anchor, record) in (PAGE, SUMMARY)
            chinese = self.chinese(docname, "" if is_of_page else anchor, record)
            texts[anchor] = [facts, text, *([chinese] if chinese not in ("", passage_title or title) else [])]
            found.append(self.passage(docname, anchor, passage_title or title, record, f"{facts} {text}"))
        self.pages[docname] = found
        self.write_texts(docname, texts)

    def passage(self, docname: str, anchor: str, title: str, record: Record | None, text: str) -> Passage:
        """What the index knows of a passage."""
        kind = self.kind(anchor, record)
        chinese = self.chinese(docname, anchor, record)
        names = [title, chinese, *self.names(kind, record, text)]
        if kind in NAMED:
            names = [*names, *filter(None, map(in_pinyin, names))]
        phrases = self.phrases(docname, anchor, title, record)
        if kind == SOURCE:
            names, phrases = self.names_of_source(anchor.removeprefix(SOURCE_PREFIX))
        questions = map(words.question, [title, chinese, *(phrases if kind != SOURCE else [])])
        asked = dict.fromkeys(filter(None, questions))  # each once, and in one order in all builds
        return Passage(
            anchor,
            title,
            kind,
            kind in (PAGE, SUMMARY) and bool(anchor),
            self.labels(names),
            self.labels(phrases),
            dict(Counter([*self.words.indexed(" ".join([text, *initials(text)])), *asked])),
            list(self.short_names(names, chinese)) if kind in NAMED else [],
        )

    def chinese(self, docname: str, anchor: str, record: Record | None) -> str:
        """The Chinese title of a record or a page, or nothing."""
        return record.chinese if record else "" if anchor else self.project.pages[docname].chinese

    def labels(self, texts: Iterable[str]) -> list[list[str]]:
        """The words of names or phrases, each once."""
        found = {tuple(self.words.label(text)): None for text in texts}
        return [list(words) for words in found if words]

    def short_names(self, names: Iterable[str], chinese: str) -> Iterator[tuple[list[str], str]]:
        """Those names that are compared as a whole: their words, and the name as it is shown.

        Of other characters for a Chinese name that sound alike, as sources misprint it, the right ones are shown.
        """
        for name in dict.fromkeys(names):
            tokens = words.tokens(name)
            longest = LONGEST_CHINESE_NAME if is_chinese(name) else index_files.LONGEST_NAME
            if 0 < len(tokens) <= longest:
                yield tokens, chinese if in_pinyin(name) == in_pinyin(chinese) != "" else name

    def kind(self, anchor: str, record: Record | None) -> str:
        """Of what kind a result is, one of those of messages.py."""
        if record:
            return record.kind
        if anchor == CHINESE_SUMMARY:
            return SUMMARY
        return TERM if is_term(anchor) else SOURCE if anchor.startswith(SOURCE_PREFIX) else PAGE

    def write_texts(self, docname: str, texts: dict[str, list[str]]) -> None:
        """What the results of a page say of themselves: anchor -> facts, text, Chinese title; as scripts."""
        folder = self.folder / docname
        folder.mkdir(parents=True, exist_ok=True)
        rows = list(texts.items())
        pieces = [dict(rows[first : first + index_files.PIECE]) for first in range(0, len(rows), index_files.PIECE)]
        for file in folder.glob("*.js"):
            if int(file.stem) >= len(pieces):
                file.unlink()
        for number, piece in enumerate(pieces):
            arguments = [f"{docname}/{number}", piece, number == len(pieces) - 1]
            (folder / f"{number}.js").write_text(f"JasicSearch.show(...{literal(arguments)})\n", encoding="utf-8")

    def phrases(self, docname: str, anchor: str, title: str, record: Record | None) -> list[str]:
        """What readers type who look for a passage (docs/about/search.tsv)."""
        term = f"term:{title.lower()}".replace("’", "'") if is_term(anchor) else ""
        targets = [f"{docname}#{anchor}" if anchor else docname, term, record.id if record else ""]
        aliases = self.project.aliases
        return [phrase for target in targets if target in aliases for phrase in aliases[target].items(";")]

    def record(self, docname: str, anchor: str) -> Record | None:
        """The record that a passage is about, or None."""
        record = self.project.records.get(anchor or docname.rpartition("/")[2])
        return record if record and record.docname == docname and bool(anchor) != record.fills_page else None

    def names(self, kind: str, record: Record | None, text: str) -> Iterator[str]:
        """All that a reader may call a passage, printed or not: initials, the day of an event, the Chinese title."""
        if kind == TERM:
            yield from names_of_term(text)
        if record is None:
            return
        yield from record.names
        if record.kind in ("organisation", "place"):
            yield from initials("; ".join(record.names))
        if record.kind == "event":
            yield from _days(record.get("date"))
        source = self.project.sources.get(record.get("source")) if record.kind == "document" else None
        if source is not None and source.get("langid").startswith("zh"):
            yield source.get("title")

    def names_of_source(self, key: str) -> tuple[list[str], list[str]]:
        """What a source is called: its titles, also with the author; and as citations do, its authors with the year."""
        source, (author, when) = self.project.sources[key], self.project.labels[key]
        romanised, chinese = HAN_RUN.sub(" ", source.authors), " ".join(HAN_RUN.findall(source.authors))
        authors = [f"{name} {source.get('date')[:4] or when}" for name in (author, romanised, chinese) if name.strip()]
        titles = list(filter(None, [source.get("title"), source.get("titletranslation")]))
        return [*titles, *(f"{author} {title}" for title in titles)], [f"{author} {when}", *authors]

    def load(self, stream: Any, format: Any) -> None:
        """What the last build has fed; a ValueError says that it is of another form."""
        try:
            pages = format.loads(stream.read())  # from a stream it takes seven times as long
            self.pages = {docname: [Passage(*row) for row in rows] for docname, rows in pages.items()}
        except (EOFError, TypeError, AttributeError) as error:
            raise ValueError("an index of another form") from error

    def dump(self, stream: Any, format: Any) -> None:
        format.dump({docname: list(map(tuple, self.pages[docname])) for docname in sorted(self.pages)}, stream)

    def prune(self, docnames: Iterable[str]) -> None:
        """Keep what belongs to these pages."""
        docnames = set(docnames)
        self.pages = {docname: page for docname, page in self.pages.items() if docname in docnames}
        for file in self.folder.rglob("*.js"):
            if file.parent.relative_to(self.folder).as_posix() not in docnames:
                file.unlink()

    def characters(self) -> set[str]:
        """All characters of the words that the index has."""
        passages = [passage for page in self.pages.values() for passage in page]
        labels = (word for passage in passages for label in (*passage.names, *passage.phrases) for word in label)
        return set("".join(chain(labels, *(passage.words for passage in passages))))

    def write(self, folder: Path) -> None:
        """Write what the browser loads, and take away what it loads no more."""
        folder.mkdir(exist_ok=True)
        written = set()
        code = engine.engine(self, self.language, self.characters())
        for name, text in index_files.files(self.pages, list(RESULT_KINDS), self.words, code):
            (folder / name).write_text(text, encoding="utf-8")
            written.add(name)
        for file in folder.iterdir():
            if file.name not in written:
                file.unlink()


def in_pinyin(name: str) -> str:
    """A short Chinese name as a reader may type it in Latin letters, whether or not a page spells it; or nothing."""
    return " ".join(pinyin(name)) if re.fullmatch(f"[{HAN}]{{2,{LONGEST_SPELT}}}", name) else ""


def _days(date: str) -> Iterator[str]:
    """An event is called by its day, and in the year of the struggle by the day without the year."""
    yield date
    if re.fullmatch(r"2018-\d\d-\d\d", date):
        yield date.removeprefix("2018-").replace("-", "月") + "日"


def facts_in_result(record: Record | None, language: str) -> str:
    """What a result says of a record before its text: when it happened, how certain it is, who says it."""
    if record is None:
        return ""
    options = [(name, option) for name, option in record.options.items() if option.in_results and record.get(name)]
    return " · ".join(_fact(name, option, record.get(name), language) for name, option in options)


def _fact(name: str, option: Option, value: str, language: str) -> str:
    if option.type is Type.DATE:
        return dates.in_words(value, language)
    if name == "by":
        return str(_("speaker not named") if value == "unnamed" else _("said by {speaker}").format(speaker=value))
    return str(option.choices[value].label) if option.type is Type.CHOICE else typographic(value)
