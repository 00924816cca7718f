"""The project as a whole: all pages and sources, and the questions that rules and views ask of them.

Everything is looked up in tables that are made once, so a question costs the same on the first
page and on the thousandth.
"""

import fnmatch
import hashlib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from . import dates, sources
from .addresses import Answer
from .kinds import KINDS
from .phases import Phase, phases_of
from .records import SOURCE, Page, Record, Value
from .sources import Source


def fold(name: str) -> str:
    """A name without marks, spaces, hyphens, apostrophes and capitals: `Yuè Xīn` and `yuexin` are one."""
    letters = unicodedata.normalize("NFKD", name).casefold()
    return "".join(letter for letter in letters if letter.isalnum())


@dataclass
class Project:
    """Pages by docname and sources by key; of two with one name the first, and the rules report the other.

    `link_status` is what the link checker last found, by address; `aliases` is what readers type, by search target;
    `language` is that of the build, in which dates and labels are printed. `files` is what lies below docs, by path:
    nothing, or why it may not be used; `not_private` are strings that look like private data and were found not to be,
    with their lines.
    """

    pages: dict[str, Page]
    sources: dict[str, Source]
    link_status: dict[str, Answer] = field(default_factory=dict)
    aliases: dict[str, Value] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    not_private: dict[str, int] = field(default_factory=dict)
    language: str = dates.ENGLISH

    @cached_property
    def records(self) -> dict[str, Record]:
        """Records by id; of two with one id the first counts, and the rules report the other."""
        records: dict[str, Record] = {}
        for page in self.pages.values():
            for record in page.records:
                records.setdefault(record.id, record)
        return records

    @cached_property
    def _by_name(self) -> dict[str, Record | None]:
        """Records by every name, written in any way; a name that two records share finds neither."""
        by_name: dict[str, Record | None] = {}
        for record in self.records.values():
            for name in {fold(name) for name in record.names}:
                by_name[name] = None if name in by_name else record
        return by_name

    def find(self, target: str) -> Record | None:
        """The record with this id or this name: `yue-xin`, `Yue Xin`, `Yuè Xīn` or `岳昕`; or None."""
        return self.records.get(target) or self._by_name.get(fold(target))

    @cached_property
    def terms(self) -> set[str]:
        """The terms of the glossary, in small letters."""
        return {term.lower() for page in self.pages.values() for term in page.terms}

    @cached_property
    def search_targets(self) -> dict[str, str]:
        """All that can be searched for, and its page: `yue-xin`, `term:strike`, `about/data`, `about/data#files`."""
        targets: dict[str, str] = {}
        for docname, page in self.pages.items():
            targets |= {docname: docname, **{f"{docname}#{anchor}": docname for anchor in page.anchors}}
            targets |= {f"term:{term.lower()}": docname for term in page.terms}
        return targets | {record.id: record.docname for record in self.records.values()}

    def of_kind(self, kind: str) -> list[Record]:
        """The records of one kind in their natural order."""
        return sorted((r for r in self.records.values() if r.kind == kind), key=lambda record: record.sort_key)

    def with_option(self, kind: str, option: str) -> list[Record]:
        """The records of one kind that say an option, in their natural order."""
        return [record for record in self.of_kind(kind) if record.get(option)]

    def in_page_order(self, kind: str) -> list[Record]:
        """The records of one kind in the order of their pages, which for claims is that of the exchange."""
        return [record for page in self.pages.values() for record in page.records if record.kind == kind]

    @cached_property
    def phases(self) -> list[Phase]:
        """The phases of the struggle with their events, in order."""
        return phases_of(self.pages.values())

    def cited_in(self, record: Record) -> list[Source]:
        """The sources that the text of a record cites, each once."""
        uses = self.pages[record.docname].references
        keys = [use.target for use in uses if (use.record, use.kind) == (record.id, SOURCE)]
        return [self.sources[key] for key in dict.fromkeys(keys) if key in self.sources]

    def named_by(self, record: Record, option: str) -> list[Record]:
        """The records that name a record by an option, in order: those that `answers` a claim."""
        return [other for other in self.appearances(record.kind, record.id)[0] if record.id in other.items(option)]

    def inverses(self, record: Record) -> dict[str, list[Record]]:
        """Who names a record by an option that has an inverse: label, such as `Followed by`, -> records in order."""
        inverses: dict[str, list[Record]] = {}
        for other in self.appearances(record.kind, record.id)[0]:
            for name, option in other.options.items():
                if option.inverse and record.id in other.items(name):
                    inverses.setdefault(str(option.inverse), []).append(other)
        return inverses

    def entries(self, page: Page, entry: str) -> list[str]:
        """The pages that an entry of a page's contents stands for; `*` stands for any letters but /."""
        folder = page.docname.rpartition("/")[0]
        name = entry.removeprefix("/") if entry.startswith("/") else f"{folder}/{entry}".removeprefix("/")
        if "*" not in name:
            return [name] if name in self.pages else []
        beside = (docname for docname in self.pages if docname.count("/") == name.count("/"))
        return [docname for docname in beside if fnmatch.fnmatchcase(docname, name)]

    @cached_property
    def reachable(self) -> set[str]:
        """The pages that stand in the contents of some page."""
        contents = ((page, entry) for page in self.pages.values() for _, entry in page.contents)
        return {docname for page, entry in contents for docname in self.entries(page, entry)}

    @cached_property
    def bibliography_page(self) -> str | None:
        """The docname of the page that lists the sources, or None."""
        return next((page.docname for page in self.pages.values() if page.lists_sources), None)

    @cached_property
    def labels(self) -> dict[str, tuple[str, str]]:
        """How each source is called in the text: key -> (name, when)."""
        return sources.labels(self.sources.values(), self.language)

    @cached_property
    def _everything(self) -> str:
        whole = (list(self.records.values()), list(self.sources.values()), list(self._using.items()))
        return repr((whole, self.link_status))

    def digest(self, docname: str) -> str:
        """A digest of all that a page shows of other pages and of the bibliography."""
        page = self.pages.get(docname)
        if page is None or page.has_views:
            shown = self._everything if page else ""
        else:
            targets = {use.target for use in page.references}
            named = [record.summary for record in map(self.find, sorted(targets)) if record]
            labels = [self.labels[target] for target in sorted(targets & self.labels.keys())]
            streams = [[source.get("stream") for source in self.cited_in(record)] for record in page.records]
            backlinks = [
                ([other.summary for other in records], [(other.docname, other.title) for other in pages])
                for records, pages in (self.appearances(record.kind, record.id) for record in page.records)
            ]
            shown = repr((named, labels, streams, backlinks, self.bibliography_page))
        return hashlib.sha256(repr((shown, self._aliases_by_page.get(docname))).encode()).hexdigest()

    @cached_property
    def _aliases_by_page(self) -> Mapping[str, list[tuple[str, str]]]:
        by_page: dict[str, list[tuple[str, str]]] = {}
        for target, value in self.aliases.items():
            by_page.setdefault(self.search_targets[target], []).append((target, value.text))
        return by_page

    @cached_property
    def _using(self) -> dict[tuple[str, str], list[tuple[str, str | None]]]:
        """What is pointed at, as kind and id -> where: docname, and id of the record or None."""
        using: dict[tuple[str, str], list[tuple[str, str | None]]] = {}
        for page in self.pages.values():
            for use in page.references:
                record = self.find(use.target) if use.kind in KINDS else None
                target = record.id if record else use.target
                using.setdefault((use.kind, target), []).append((page.docname, use.record))
        return using

    def appearances(self, kind: str, target: str) -> tuple[list[Record], list[Page]]:
        """Where a record or a source is used: records in order, then pages outside any record.

        A record that fills its page stands for the page, so the page is not listed beside it.
        """
        records, pages = {}, {}
        for docname, record_id in self._using.get((kind, target), ()):
            if record_id and record_id != target:
                records[record_id] = self.records[record_id]
            elif not record_id:
                pages[docname] = self.pages[docname]
        for record in records.values():
            if record.fills_page:
                pages.pop(record.docname, None)
        if kind != SOURCE and target in self.records and self.records[target].fills_page:
            pages.pop(self.records[target].docname, None)
        kinds = list(KINDS)
        ordered = sorted(records.values(), key=lambda record: (kinds.index(record.kind), record.sort_key))
        return ordered, [pages[name] for name in sorted(pages)]
