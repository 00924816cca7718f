"""A page, the records that it holds, and what they point at, as they were written."""

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from . import dates
from .custody import Situation
from .estimates import Estimate
from .private import PrivateData
from .record_kinds import CHINESE_NAMES, CHINESE_TITLE, KINDS, Kind, Option, Type

# What a Reference may point at besides records of one kind; RECORD is one of any kind.
SOURCE, TERM, PAGE, LABEL, RECORD, QUESTION = "source", "term", "page", "label", "record", "question"
PLACEHOLDER = "…"  # what `nox -s new` prints where a writer is to put something


@dataclass(frozen=True)
class Value:
    """The text of an option or of a field, and the line where it stands."""

    text: str
    line: int = field(repr=False)

    @property
    def is_placeholder(self) -> bool:
        return self.text.strip(" .") == PLACEHOLDER

    def items(self, separator: str = ",") -> list[str]:
        """The parts of a list such as `yue-xin, mi-jiuping`."""
        return [item.strip() for item in self.text.split(separator) if item.strip()]


@dataclass(frozen=True)
class Reference:
    """Something that a page points at: a record (`kind` is its kind), or what one of the constants above says.

    The target of a page is its address, such as `/people/workers.md`. `record` is the id of the record in whose text
    it stands, or None; `path` is that of the page. `by_id` says that it may be no name, as it may in a role.
    """

    kind: str
    target: str
    line: int = field(repr=False)
    record: str | None
    path: str = ""
    by_id: bool = False


@dataclass
class Record:
    """One directive such as `:::{event} huizhou-raid`, as written; `line` is that of its first line.

    `original_title` is what stands there, where `values` have been translated (see reading/translations.py).
    """

    kind: str
    id: str
    docname: str
    path: str
    line: int = field(repr=False)
    values: dict[str, Value] = field(default_factory=dict)
    estimates: list[Estimate] = field(default_factory=list)  # of a count
    situations: list[Situation] = field(default_factory=list)  # of a record of custody
    original_title: str = ""
    unread_items: bool = False  # there are others, which could not be read

    def get(self, option: str, default: str = "") -> str:
        """The text of an option."""
        return self.values[option].text if option in self.values else default

    def items(self, option: str) -> list[str]:
        """The parts of a list option; other names are separated by semicolons, ids by commas."""
        if option not in self.values or option not in self.options:  # one of another kind is a mistake
            return []
        return self.values[option].items(";" if self.options[option].type is Type.NAMES else ",")

    @property
    def about(self) -> Kind:
        """What is declared of records of this kind."""
        return KINDS[self.kind]

    @property
    def options(self) -> Mapping[str, Option]:
        """What a record of this kind may say: name -> Option."""
        return self.about.options

    @property
    def title(self) -> str:
        return self.get(self.about.naming_option, self.id)

    @property
    def texts(self) -> dict[str, Value]:
        """What a translator translates of it: title, role, status and the like."""
        return {
            name: value
            for name, value in self.values.items()
            if name in self.options
            and self.options[name].type is Type.TEXT
            and name not in (*CHINESE_NAMES, CHINESE_TITLE)
        }

    @property
    def names(self) -> list[str]:
        """Every name a reader may look for, the usual one first."""
        names = [self.title, self.original_title, *(self.get(option) for option in CHINESE_NAMES)]
        names += self.items("also")
        return [name for name in dict.fromkeys(names) if name]

    @property
    def chinese(self) -> str:
        """Its name or title in simplified characters; or nothing."""
        return self.get("zh") or self.get(CHINESE_TITLE)

    @property
    def fills_page(self) -> bool:
        """Whether the page is about this record alone: the file has the record's name."""
        return self.docname.rpartition("/")[2] == self.id

    @property
    def anchor(self) -> str:
        """The anchor of the record on its page; a record that fills its page has the page's address."""
        return "" if self.fills_page else self.id

    @property
    def sort_key(self) -> tuple[str, ...]:
        """By date what has one, everything else by name, in every language as in the original."""
        try:
            when = dates.sort_key(self.get("date")) if "date" in self.options else ()
        except ValueError:  # rules, which name it, ask for records in order too
            when = ("", "")
        return (*when, (self.original_title or self.title).lower(), self.id)


class Paragraph(NamedTuple):
    """A paragraph at the margin of a page: its line, the anchor of the heading above, the bold words that open it."""

    line: int
    heading: str
    opening: str


class Prose(NamedTuple):
    """What stands in a paragraph, heading, item of a list or cell of a table: its line, and its words as written.

    `record` is the id of the record in whose text it stands, or None.
    """

    line: int
    text: str
    record: str | None


@dataclass
class Page:
    """What one page holds and points at; `path` is what a person would type from the root of the repository."""

    docname: str
    path: str
    title: str = ""
    short: Value | None = None  # its title in the sidebar and in figures, where that is another
    description: Value | None = None  # what it is about, where its first paragraph does not say so
    opening: str = ""  # its first paragraph as plain words, with roles as they are written
    zh_title: Value | None = None  # its title in simplified characters, unless it is that of a record
    records: list[Record] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)
    terms: dict[str, int] = field(default_factory=dict)  # that its glossary explains, with their lines
    anchors: list[str] = field(default_factory=list)  # of its headings below the title, as they are published
    deep: set[str] = field(default_factory=set)  # those of them that only the page itself can link
    paragraphs: list[Paragraph] = field(default_factory=list)
    prose: list[Prose] = field(default_factory=list)
    slugs: set[str] = field(default_factory=set)  # of all its headings, as links in Markdown may write them
    bare: list[int] = field(default_factory=list)  # lines of headings with nothing below
    phase_strips: list[int] = field(default_factory=list)  # their lines
    bibliographies: list[tuple[int, str]] = field(default_factory=list)  # line and part; "" is the whole
    published: bool = True  # stands in a folder that conf.py names
    contents: list[tuple[int, str]] = field(default_factory=list)  # line and entry of each toctree
    globs: bool = False  # a toctree of it takes * for any letters
    pictures: list[tuple[int, str]] = field(default_factory=list)  # line and path below docs
    is_orphan: bool = False  # may stand in no contents
    private: list[PrivateData] = field(default_factory=list)  # what no single line shows

    @property
    def short_title(self) -> str:
        """Its title where there is little room."""
        return self.short.text if self.short else self.title

    @property
    def chinese(self) -> str:
        """Its title in simplified characters: its own, or that of the record that it is about; or nothing."""
        of_record = next((record.chinese for record in self.records if record.fills_page), "")
        return self.zh_title.text if self.zh_title else of_record

    def from_docs(self, name: str) -> str:
        """The path below docs of what is named from this page; a name that begins with / is named from there."""
        if name.startswith("/"):
            return name.removeprefix("/")
        return posixpath.normpath(posixpath.join(posixpath.dirname(self.docname), name))

    def sources_of(self, record_id: str | None) -> set[str]:
        """The keys that the text of a record cites, or with None what stands in no record."""
        return {use.target for use in self.references if (use.kind, use.record) == (SOURCE, record_id)}
