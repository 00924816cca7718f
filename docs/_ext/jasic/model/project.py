"""The project as a whole: all pages and sources, and the questions that rules and views ask of them.

Everything is looked up in tables that are made once, so a question costs the same on the first
page and on the thousandth.
"""

import datetime
import fnmatch
import re
import unicodedata
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from ..translation import _
from . import dates, sources
from .anchors import CHINESE_SUMMARIES, SOURCE_PREFIX, is_source, source_anchor, term_anchor
from .bibliography import PART, Part
from .downloads import Download
from .gathering import grouped, reached
from .link_status import Answer
from .markup import CITATION_ROLES, DESCRIPTION, LONGEST, TEXTUAL, cited_keys, split_roles, title_and_target
from .phases import Phase, phases_of
from .publication import Edition, Publication
from .quotes import typographic
from .record_kinds import KINDS, SPEAKERS
from .records import SOURCE, Page, Record, Value
from .sources import Source

FIRST_PAGE = "index"  # which all contents hang from


def normalized(name: str) -> str:
    """A name without marks, spaces, hyphens, apostrophes and capitals: `Yuè Xīn` and `yuexin` are one."""
    letters = unicodedata.normalize("NFKD", name).casefold()
    return "".join(letter for letter in letters if letter.isalnum())


def shortened(text: str, longest: int = LONGEST[DESCRIPTION]) -> str:
    """The sentences of a text that have room, or as many words of the first as have it."""
    if len(text) <= longest:
        return text
    end = max(text.rfind(f"{stop} ", 0, longest) for stop in (".", "?", "!"))
    if end >= longest // 3:
        return text[: end + 1]
    return text[: text.rfind(" ", 0, longest - 1)].rstrip(" ,;:–-") + "…"


class LinkTarget(NamedTuple):
    """A page, a heading, a label or a term in the built site, and what a link to it says that has no words."""

    docname: str
    anchor: str
    title: str


@dataclass
class Project:
    """Pages by docname and sources by key; of two with one name the first, and the rules report the other.

    `link_status` is what the link checker last found, by address; `aliases` is what readers type, by search target;
    `language` is that of the build, in which dates and labels are printed. `files` is what lies below docs, by path:
    nothing, or why it may not be used; `not_private` are strings that look like private data and were found not to be,
    with their lines; `downloads` are the files to carry away that stand beside the pages; `published` are addresses
    that others may have cited, with their lines, and `redirects` the new by the old, see
    reading/published_addresses.py; `publication` is the work as a whole and its edition; `link_targets` are those of a
    build that are no records, see link_targets.py.
    """

    pages: dict[str, Page]
    sources: dict[str, Source]
    link_status: dict[str, Answer] = field(default_factory=dict)
    aliases: dict[str, Value] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    not_private: dict[str, int] = field(default_factory=dict)
    language: str = dates.ENGLISH
    downloads: tuple[Download, ...] = ()
    published: dict[str, int] = field(default_factory=dict)
    redirects: dict[str, Value] = field(default_factory=dict)
    publication: Publication = field(default_factory=lambda: Publication("", Edition("")))
    link_targets: dict[str, LinkTarget] = field(default_factory=dict)

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
            for name in {normalized(name) for name in record.names}:
                by_name[name] = None if name in by_name else record
        return by_name

    def find(self, target: str) -> Record | None:
        """The record with this id or this name: `yue-xin`, `Yue Xin`, `Yuè Xīn` or `岳昕`; or None."""
        return self.records.get(target) or self._by_name.get(normalized(target))

    @cached_property
    def pinyin(self) -> dict[str, str]:
        """The Chinese names of records, in either script, and how each is spelt in Latin letters."""
        spelt = [record for record in self.records.values() if record.get("pinyin")]
        return {record.get(name): record.get("pinyin") for record in spelt for name in ("zh", "zh-hant")}

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

    @cached_property
    def addresses(self) -> set[str]:
        """What can be cited: pages, and on them headings, records, terms and sources: `about/data#files`."""
        found: set[str] = set()
        for docname, page in self.pages.items():
            anchors = [*page.anchors, *(record.anchor for record in page.records)]
            anchors += [term_anchor(term) for term in page.terms]
            listed = self.sources.values() if docname == self.bibliography else self.sources_in(docname)
            anchors += [source_anchor(source.key) for source in listed]
            found |= {docname, *(f"{docname}#{anchor}" for anchor in anchors if anchor)}
        return found

    def successor(self, address: str) -> str | None:
        """Where the text is now of an address that is gone; None where nobody has said so and nothing tells it.

        A record or a source that stands on another page needs no redirect, since its id tells where it is.
        """
        page, _hash, anchor = address.partition("#")
        if address in self.redirects:
            return self.redirects[address].text
        if page in self.redirects and f"{self.redirects[page].text}#{anchor}" in self.addresses:
            return f"{self.redirects[page].text}#{anchor}"
        if record := self.records.get(anchor or page.rpartition("/")[2]):
            return f"{record.docname}#{record.anchor}" if record.anchor else record.docname
        source = self.sources.get(anchor.removeprefix(SOURCE_PREFIX)) if is_source(anchor) else None
        home = self.bibliography_page(source) if source else None
        return f"{home}#{anchor}" if home else None

    @cached_property
    def gone(self) -> dict[str, dict[str, str]]:
        """By page the anchors that are gone, with the addresses of their text now; that of a page itself is ""."""
        gone: dict[str, dict[str, str]] = {}
        for address in (self.published.keys() | self.redirects.keys()) - self.addresses:
            page, _hash, anchor = address.partition("#")
            if new := self.successor(address):
                gone.setdefault(page, {})[anchor] = new
        return {page: dict(sorted(anchors.items())) for page, anchors in sorted(gone.items())}

    @cached_property
    def _by_kind(self) -> dict[str, list[Record]]:
        ordered = sorted(self.records.values(), key=lambda record: record.sort_key)
        return grouped((record.kind, record) for record in ordered)

    def of_kind(self, kind: str) -> list[Record]:
        """The records of one kind in their natural order."""
        return list(self._by_kind.get(kind, ()))

    def with_option(self, kind: str, option: str) -> list[Record]:
        """The records of one kind that say an option, in their natural order."""
        return [record for record in self.of_kind(kind) if record.get(option)]

    def in_page_order(self, kind: str) -> list[Record]:
        """The records of one kind in the order of the contents and, on a page, of the page."""
        return [record for name in self.order for record in self.pages[name].records if record.kind == kind]

    @cached_property
    def phases(self) -> list[Phase]:
        """The phases of the struggle with their events, in order."""
        return phases_of(self.pages.values())

    def phase_told_on(self, docname: str) -> Phase | None:
        """The phase whose page this is, or None."""
        return next((phase for phase in self.phases if phase.page.docname == docname), None)

    @cached_property
    def beginnings(self) -> list[tuple[Page, datetime.date]]:
        """The page of each phase and its first day, in order: for who need not know its events."""
        return [(phase.page, phase.first) for phase in self.phases]

    @cached_property
    def _keys_cited(self) -> dict[tuple[str, str], dict[str, None]]:
        """The keys that records cite in their text, each once, by page and record."""
        keys: dict[tuple[str, str], dict[str, None]] = {}
        for page in self.pages.values():
            for use in page.references:
                if use.record and use.kind == SOURCE:
                    keys.setdefault((page.docname, use.record), {})[use.target] = None
        return keys

    def cited_in(self, record: Record) -> list[Source]:
        """The sources that the text of a record cites, each once."""
        keys = self._keys_cited.get((record.docname, record.id), ())
        return [self.sources[key] for key in keys if key in self.sources]

    @cached_property
    def questions(self) -> list[str]:
        """The names of the pages of questions."""
        return sorted(name.rpartition("/")[2] for name in self.pages if "/questions/" in f"/{name}")

    @cached_property
    def claims_on(self) -> dict[str, list[Record]]:
        """The claims on each question in the order of the exchange, which is their order on its page."""
        return grouped((claim.get("topic"), claim) for claim in self.in_page_order("claim"))

    @cached_property
    def _claim_numbers(self) -> dict[str, int]:
        return {claim.id: number for claims in self.claims_on.values() for number, claim in enumerate(claims, 1)}

    def claim_name(self, claim: Record) -> str:
        """What a claim is called beside the others on its question, by speaker and place in the exchange: `X 1`."""
        return f"{SPEAKERS[claim.get('by')].label}\u00a0{self._claim_numbers[claim.id]}"

    def place_of_claim(self, claim: Record) -> tuple[int, int]:
        """Where a claim stands in the order of the questions and, on its own, of the exchange: A 8, A 9."""
        return (list(self.claims_on).index(claim.get("topic")), self._claim_numbers[claim.id])

    @cached_property
    def events_called(self) -> dict[str, list[Record]]:
        """What pages call events by right before a date, such as the raid, with the events that it may mean."""
        events = self.with_option("event", "called")
        return grouped((word.lower(), event) for event in events for word in event.items("called"))

    @cached_property
    def _events_by_named(self) -> dict[str, list[Record]]:
        return grouped(
            (name, event)
            for event in self.of_kind("event")
            for name in {item for option in event.values for item in event.items(option)}
        )

    def events_naming(self, record_id: str) -> list[Record]:
        """The events of which an option names a record, in their order."""
        return list(self._events_by_named.get(record_id, ()))

    def events_at(self, place_id: str) -> list[Record]:
        """The events at a place, or at one that lies in it, in their order."""
        there = self._places_in(place_id)
        return [event for event in self.of_kind("event") if not there.isdisjoint(event.items("place"))]

    def _places_in(self, place_id: str) -> set[str]:
        """A place and all that lie in it, at any depth."""
        places = self.of_kind("place")
        return reached([place_id], lambda around: [place.id for place in places if around in place.items("within")])

    @cached_property
    def copiers(self) -> dict[str, list[str]]:
        """Which sources repeat a source: its key -> their keys, by date."""
        by_date = sorted(self.sources.values(), key=lambda source: source.get("date"))
        return grouped((source.get("copies"), source.key) for source in by_date if source.get("copies") in self.sources)

    def named_by(self, record: Record, option: str) -> list[Record]:
        """The records that name a record by an option, in order: those that `answers` a claim."""
        return [other for other in self.appearances(record.kind, record.id)[0] if record.id in other.items(option)]

    def inverses(self, record: Record) -> dict[str, list[Record]]:
        """Who names a record by an option that has an inverse: label, such as `Followed by`, -> records in order."""
        return grouped(
            (str(option.inverse), other)
            for other in self.appearances(record.kind, record.id)[0]
            for name, option in other.options.items()
            if option.inverse and record.id in other.items(name)
        )

    def entries(self, page: Page, entry: str) -> list[str]:
        """The pages that an entry of a page's contents stands for; `*` stands for any letters but /."""
        name = page.from_docs(entry)
        if "*" not in name:
            return [name] if name in self.pages else []
        beside = (docname for docname in self.pages if docname.count("/") == name.count("/"))
        return [docname for docname in beside if fnmatch.fnmatchcase(docname, name)]

    @cached_property
    def order(self) -> list[str]:
        """The pages in the order of the contents, from the first page on; those that no contents name at the end."""
        placed: dict[str, Page] = {}
        waiting = [*reversed(self.pages), FIRST_PAGE]
        while waiting:
            page = self.pages.get(waiting.pop())
            if page and page.docname not in placed:
                placed[page.docname] = page
                below = [docname for _line, entry in page.contents for docname in self.entries(page, entry)]
                waiting += reversed(below)
        return list(placed)

    @cached_property
    def reachable(self) -> set[str]:
        """The pages that stand in the contents of some page."""
        contents = ((page, entry) for page in self.pages.values() for _, entry in page.contents)
        return {docname for page, entry in contents for docname in self.entries(page, entry)}

    @cached_property
    def short_titles(self) -> dict[str, str]:
        """The titles of pages that have another where there is little room."""
        return {docname: typographic(page.short.text) for docname, page in self.pages.items() if page.short}

    @cached_property
    def chinese_summaries(self) -> str | None:
        """The docname of the page that lists the summaries in Chinese, or None."""
        return next((name for name in self.order if CHINESE_SUMMARIES in self.pages[name].anchors), None)

    @cached_property
    def bibliography(self) -> str | None:
        """The docname of the page about all sources, or None."""
        whole = (page.docname for page in self.pages.values() for _line, part in page.bibliographies if not part)
        return next(whole, None)

    @cached_property
    def bibliography_parts(self) -> dict[str, list[Part]]:
        """The pages that list a part of the sources each, by docname."""
        return grouped(
            (page.docname, Part.read(argument))
            for page in self.pages.values()
            for _line, argument in page.bibliographies
            if PART.fullmatch(argument)
        )

    @cached_property
    def _sources_by_page(self) -> dict[str, list[Source]]:
        return {
            docname: [source for source in self.sources.values() if any(part.holds(source) for part in parts)]
            for docname, parts in self.bibliography_parts.items()
        }

    def sources_in(self, docname: str) -> list[Source]:
        """The sources of the parts that a page lists."""
        return list(self._sources_by_page.get(docname, ()))

    @cached_property
    def _page_by_source(self) -> dict[str, str]:
        return {source.key: docname for docname, listed in self._sources_by_page.items() for source in listed}

    def bibliography_page(self, source: Source) -> str | None:
        """The docname of the page where a source stands in full, or None where no page lists any."""
        return self._page_by_source.get(source.key, self.bibliography)

    @cached_property
    def labels(self) -> dict[str, tuple[str, str]]:
        """How each source is called in the text: key -> (name, when)."""
        return sources.author_date_labels(self.sources.values(), self.language)

    def in_words(self, text: str) -> str:
        """A line as written, with the names of the records and authors that are part of it; without its citations."""
        words = ""
        for role, content in split_roles(text):
            title, target = title_and_target(content)
            record = self.find(target) if role in KINDS else None
            if not role:
                words += content
            elif role == TEXTUAL:
                words += ", ".join(self.labels[key][0] for key in cited_keys(content) if key in self.labels)
            elif role not in CITATION_ROLES:
                words += title or (record.title if record else target)
        return re.sub(r"\s+([;,.]|$)", r"\1", re.sub(r"\s+", " ", words))

    def description(self, docname: str) -> str:
        """What a page is about in a sentence or two: by its writer, by its first paragraph, or by what stands on it."""
        page = self.pages[docname]
        if page.description:
            return page.description.text
        if page.opening:
            return shortened(self.in_words(page.opening))
        below = [self.pages[name].title for _line, entry in page.contents for name in self.entries(page, entry)]
        listed = below or [record.title for record in page.records]
        number = len(self.sources_in(docname))
        what = "; ".join(listed) or (
            _("sources in full ({number})").format(number=number) if number else self.publication.title
        )
        return shortened(f"{page.title}: {what}")

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

    @cached_property
    def _rank(self) -> dict[str, int]:
        """The place of each record among all, kind by kind and each kind in its natural order."""
        ordered = [record for kind in KINDS for record in self._by_kind.get(kind, ())]
        return {record.id: place for place, record in enumerate(ordered)}

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
        ordered = sorted(records.values(), key=lambda record: self._rank[record.id])
        return ordered, [pages[name] for name in sorted(pages)]
