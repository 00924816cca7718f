"""The search of the website: Sphinx's own index, told what a word, a name and a passage is here.

Sphinx indexes pages; here each passage of a page (passages.py) is indexed as if it were one, under the address
`page#anchor`. What a word is says words.py. In the browser, static/ranking.js orders the results and
static/search-results.js shows them. What a result says of itself lies in one small file a page, read only when it is
shown: a script cannot read the pages themselves in a site that is opened from a disk.
"""

import json
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, cast

from docutils import nodes
from sphinx.environment import BuildEnvironment
from sphinx.search.en import SearchEnglish

from ..compat import IndexBuilder, as_document
from ..domain import JasicDomain
from ..model import dates
from ..model.anchors import is_term
from ..model.kinds import Option, Type
from ..model.records import Record
from ..translation import _
from . import lexicon, words
from .passages import initials, names_of_term, passages, prose

ENGLISH_WORD = re.compile("[a-z]{4,}")  # what is stemmed; shorter words and those with other letters stay


class Words(SearchEnglish):
    """English words, stemmed as Sphinx does it, beside Chinese, dates and names.

    They serve a site in any language: its pages quote and name in both English and Chinese.
    """

    lang = "en-GB"
    language_name = "English"  # names the stemmer in the browser too
    stopwords = SearchEnglish.stopwords | lexicon.STOPWORDS

    def __init__(self, options: dict[str, str]) -> None:
        super().__init__(options)
        self.stem_of = cache(super().stem)  # Sphinx stems a word anew in every passage, which was 8 % of a build
        self.js_splitter_code = words.rules_as_javascript()  # words.js, which splits by them, is loaded later

    def split(self, input: str) -> list[str]:
        return words.split(input)

    def stem(self, word: str) -> str:
        # Sphinx filters the stem: that of "only" would pass, that of "meaning" would not. words.js does the same.
        if word in self.stopwords or not ENGLISH_WORD.fullmatch(word):
            return word
        stem = self.stem_of(word)
        return word if stem in self.stopwords else stem

    def word_filter(self, word: str) -> bool:
        return word not in self.stopwords


class Index(IndexBuilder):
    """Sphinx's index with passages for pages; `folder` is where it writes what results say of themselves."""

    def __init__(self, env: BuildEnvironment, options: dict[str, str], scoring: str, folder: Path) -> None:
        super().__init__(env, Words(options), options, scoring)
        self.folder, self.domains = folder, env.domains
        self.project_for = cast(JasicDomain, env.get_domain(JasicDomain.name)).project_for

    def feed(self, docname: str, filename: Any, title: str, doctree: nodes.document) -> None:
        """Index a page, passage by passage."""
        self.project = self.project_for(docname)
        texts = {}
        for anchor, passage_title, passage in passages(doctree):
            record = self.record(docname, anchor)
            facts, text = facts_in_result(record, self.project.language), prose(passage)
            texts[anchor] = [facts, text]
            names = self.names(record) if record else names_of_term(text) if is_term(anchor) else []
            passage += [nodes.title("", name) for name in names]
            passage += nodes.paragraph("", " ".join([facts, *initials(passage.astext())]))
            address = f"{docname}#{anchor}" if anchor else docname
            # The name of the file is needed for nothing in the browser.
            super().feed(address, "", passage_title or title, as_document(passage))
            self.feed_aliases(address, passage_title, record)
        self.write_texts(docname, texts)

    def write_texts(self, docname: str, texts: dict[str, list[str]]) -> None:
        """What the results of a page say of themselves: anchor -> facts and text, as a script that hands them over."""
        file = self.folder / f"{docname}.js"
        file.parent.mkdir(parents=True, exist_ok=True)
        arguments = json.dumps([docname, texts], ensure_ascii=False, separators=(",", ":"))
        file.write_text(f"JasicSearch.show(...{arguments})\n", encoding="utf-8")

    def feed_aliases(self, address: str, title: str, record: Record | None) -> None:
        """Add what readers type who look for a passage (docs/about/search.tsv), as if it were part of its title."""
        term = f"term:{title.lower()}".replace("’", "'") if is_term(address.partition("#")[2]) else ""
        targets = [address, term, record.id if record else ""]
        phrases = [self.project.aliases[target].text for target in targets if target in self.project.aliases]
        for word in map(self.lang.stem, self.lang.split(" ".join(phrases))):
            if self.lang.word_filter(word):
                self.title_words.setdefault(word, set()).add(address)
                self.text_words.get(word, set()).discard(address)

    def record(self, docname: str, anchor: str) -> Record | None:
        """The record that a passage is about, or None."""
        record = self.project.records.get(anchor or docname.rpartition("/")[2])
        return record if record and record.docname == docname and bool(anchor) != record.fills_page else None

    def names(self, record: Record) -> Iterator[str]:
        """All that a reader may call a record, printed or not: initials, the day of an event, the Chinese title."""
        yield from record.names[1:]
        if record.kind in ("organisation", "place"):
            yield from initials("; ".join(record.names))
        if record.kind == "event":
            yield record.get("date")
        source = self.project.sources.get(record.get("source")) if record.kind == "document" else None
        if source is not None and source.get("langid").startswith("zh"):
            yield source.get("title")

    def prune(self, docnames: Iterable[str]) -> None:
        """Keep what belongs to these pages, and no word that only others had."""
        docnames = set(docnames)
        super().prune({address for address in self.titles if address.partition("#")[0] in docnames})
        for addresses_by_word in (self.text_words, self.title_words):
            for word in [word for word, addresses in addresses_by_word.items() if not addresses]:
                del addresses_by_word[word]
        for file in self.folder.rglob("*.js"):
            if file.relative_to(self.folder).with_suffix("").as_posix() not in docnames:
                file.unlink()

    def get_objects(self, fn2index: dict[str, int]) -> dict[str, list[tuple[int, int, int, str, str]]]:
        """Names of records and terms with the passage that each leads to, in the form that Sphinx writes."""
        objects = []
        for domain in self.domains.sorted():
            for _name, name, kind, docname, anchor, priority in sorted(domain.get_objects()):
                address = next((one for one in (f"{docname}#{anchor}", docname) if one in fn2index), None)
                if address and (priority >= 0 or kind == "term"):  # Sphinx leaves out its glossary
                    name = "" if name == self.titles[address] else name  # the browser has it as a title
                    number = self.object_number(domain.name, kind)
                    objects.append((fn2index[address], number, priority, "-", name))
        return {"": objects}

    def freeze(self) -> dict[str, Any]:
        """What the browser gets, without what it has already: titles, and names that are objects."""
        frozen = super().freeze()
        known = {(name, number) for number, _kind, _priority, _anchor, name in frozen["objects"][""]}
        known |= {(title, number) for number, title in enumerate(frozen["titles"])}
        others = {
            title: kept
            for title, places in frozen["alltitles"].items()
            if (kept := [place for place in places if (title, place[0]) not in known])
        }
        return {**frozen, "alltitles": others, "indexentries": {}}


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
    return str(option.choices[value].label) if option.type is Type.CHOICE else value
