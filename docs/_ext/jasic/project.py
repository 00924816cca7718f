"""The project as a whole: all pages and sources, and the questions that rules and views ask of them.

Everything is looked up in tables that are made once, so a question costs the same on the first
page and on the thousandth. No Sphinx here.
"""

import hashlib
import unicodedata
from dataclasses import dataclass, field
from functools import cached_property

from . import sources
from .model import KINDS


def fold(name):
    """A name without marks, spaces, hyphens, apostrophes and capitals: `Yuè Xīn` and `yuexin` are one."""
    letters = unicodedata.normalize("NFKD", name).casefold()
    return "".join(letter for letter in letters if letter.isalnum())


@dataclass
class Project:
    """Pages by docname and sources by key; of two with one name the first, and the rules report the other."""

    pages: dict  # docname -> Page
    sources: dict  # key -> sources.Source; of two with one key the first
    addresses: dict = field(default_factory=dict)  # address -> what the link checker last found, see linkcheck.py
    searches: dict = field(default_factory=dict)  # place -> Value: what readers type who look for it

    @cached_property
    def records(self):
        """Records by id; of two with one id the first counts, and the rules report the other."""
        found = {}
        for page in self.pages.values():
            for record in page.records:
                found.setdefault(record.id, record)
        return found

    @cached_property
    def _by_name(self):
        """Records by every name, written in any way; a name that two records share finds neither."""
        found = {}
        for record in self.records.values():
            for name in {fold(name) for name in record.names}:
                found[name] = None if name in found else record
        return found

    def find(self, target):
        """The record with this id or this name: `yue-xin`, `Yue Xin`, `Yuè Xīn` or `岳昕`; or None."""
        return self.records.get(target) or self._by_name.get(fold(target))

    @cached_property
    def terms(self):
        """The terms of the glossary, in small letters."""
        return {term.lower() for page in self.pages.values() for term in page.terms}

    @cached_property
    def places(self):
        """All that can be searched for, and its page: `yue-xin`, `term:strike`, `about/data`, `about/data#files`."""
        found = {}
        for docname, page in self.pages.items():
            found |= {docname: docname, **{f"{docname}#{anchor}": docname for anchor in page.anchors}}
            found |= {f"term:{term.lower()}": docname for term in page.terms}
        return found | {record.id: record.docname for record in self.records.values()}

    def of_kind(self, kind):
        """The records of one kind in their natural order."""
        return sorted((r for r in self.records.values() if r.kind == kind), key=lambda record: record.sort_key)

    def cited_in(self, record):
        """The sources that the text of a record cites, each once."""
        keys = [
            use.target for use in self.pages[record.docname].uses if (use.record, use.kind) == (record.id, "source")
        ]
        return [self.sources[key] for key in dict.fromkeys(keys) if key in self.sources]

    def inverses(self, record):
        """Who names a record by an option that has an inverse: `Followed by` -> records in order."""
        found = {}
        for other in self.appearances(record.kind, record.id)[0]:
            for name, option in other.options.items():
                if option.inverse and record.id in other.items(name):
                    found.setdefault(option.inverse, []).append(other)
        return found

    @cached_property
    def labels(self):
        """How each source is called in the text: key -> (name, when)."""
        return sources.labels(self.sources.values())

    @cached_property
    def _everything(self):
        return repr(
            (list(self.records.values()), list(self.sources.values()), list(self._using.items()), self.addresses)
        )

    def digest(self, docname):
        """A digest of all that a page shows of other pages and of the bibliography."""
        page = self.pages.get(docname)
        if page is None or page.has_views:
            shown = self._everything if page else ""
        else:
            targets = {use.target for use in page.uses}
            named = [record.shown for record in map(self.find, sorted(targets)) if record]
            labels = [self.labels[target] for target in sorted(targets & self.labels.keys())]
            streams = [[source.get("stream") for source in self.cited_in(record)] for record in page.records]
            backlinks = [
                ([other.shown for other in records], [(other.docname, other.title) for other in pages])
                for records, pages in (self.appearances(record.kind, record.id) for record in page.records)
            ]
            shown = repr((named, labels, streams, backlinks))
        return hashlib.sha256(repr((shown, self._searches_by_page.get(docname))).encode()).hexdigest()

    @cached_property
    def _searches_by_page(self):
        found = {}
        for place, value in self.searches.items():
            found.setdefault(self.places[place], []).append((place, value.text))
        return found

    @cached_property
    def _using(self):
        found = {}
        for page in self.pages.values():
            for use in page.uses:
                record = self.find(use.target) if use.kind in KINDS else None
                target = record.id if record else use.target
                found.setdefault((use.kind, target), []).append((page.docname, use.record))
        return found

    def appearances(self, kind, target):
        """Where a record or a source is used: records in order, then pages outside any record.

        A record that fills its page stands for the page, so the page is not listed beside it.
        """
        records, docnames = {}, {}
        for docname, record_id in self._using.get((kind, target), ()):
            if record_id and record_id != target:
                records[record_id] = self.records[record_id]
            elif not record_id:
                docnames[docname] = self.pages[docname]
        for record in records.values():
            if record.fills_page:
                docnames.pop(record.docname, None)
        if kind != "source" and target in self.records and self.records[target].fills_page:
            docnames.pop(self.records[target].docname, None)
        ordered = sorted(records.values(), key=lambda record: (list(KINDS).index(record.kind), record.sort_key))
        return ordered, [docnames[name] for name in sorted(docnames)]
