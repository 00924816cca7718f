"""The index of the search as a browser loads it: parts small enough to be fetched for one query.

What the pages hold is given as passages (indexing.py feeds them). It is written to the folder `_search` of the website
as scripts, because a site that is opened from a disk may fetch nothing else:

- `engine.js`: what understands a query: our scripts (engine.py), the kind of each passage, where each part begins, and
  on a small site the Chinese names, without which nobody knows where a word of a Chinese query ends.
- `start.js`: the tables that every query of a small site reads anyway, in one file: words that readers ask with, other
  names, and titles. On a slow line each file that is waited for takes as long as a hundred kilobytes.
- `words-N.js`: words in the order of the alphabet, and the passages and labels that have them; `sources-N.js` is the
  same for what comes later: the entries of the bibliography, and the summaries in Chinese.
- `passages-N.js`: addresses and titles of a hundred passages; `entries-N.js` of those that come later.
- `names-N.js`: the short names by which slips of the finger, joined names and Chinese names are understood.
- `frequent-0.js`: words that a mistyped one may have been, as they are spelt on the pages.
- `sounds-0.js`: characters that sound like those of Chinese names, for which they are mistaken.

So a search asks for the parts that hold its words, on five thousand pages as on a hundred; what would be too much for
`start.js` there is asked for by need too.

A word counts in a passage by BM25F (Robertson, Zaragoza 2009): its occurrences in each field are weighed, divided by
the length of the field, and added before they are dampened. What that gives, from 0 to 1, is written as its `IMPACT`;
static/ranking.js multiplies it by how rare the word is. A label is a name, a title or one phrase that readers type
(docs/about/search.tsv); each is matched by itself, since words of five phrases together would be a sixth.
"""

import hashlib
import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain, compress
from typing import Any, NamedTuple

from ..model.chinese import by_sound, is_chinese
from ..model.records import SOURCE
from .javascript import literal
from .messages import SUMMARY
from .stemming import Words

FOLDER = "_search"  # of the website; search-loader.js knows it too
# What has tables of its own, which come after the first results. The words of summaries in Chinese are not counted with
# those of other passages, of which few have much Chinese: a word that names one thing would seem common.
LATER_KINDS = (SOURCE, SUMMARY)
IMPACTS = 15  # steps in which an impact is written
# BM25F. A word in a name is worth four in the text, since few words name a thing; one in a phrase that readers type
# two. Names and phrases are not divided by their length: a record with many names is not less called by each of them.
NAME, PHRASE = 4.0, 2.0
SATURATION = 1.2  # k1, the usual value: the second occurrence says less than the first
LENGTH = 0.5  # b of the text, less than the usual 0.75: long passages are long because much happened
PART = 3_000  # letters of a part, about: with fewer a question waits for more files, with more it reads more in vain
CHINESE_PART = 1_500  # of Chinese words: a question has a pair for each character, and each may be in another part
LATER = 2_000  # of a part of what comes later, when nobody waits
START = 400_000  # letters that may be in start.js, about 150 kB as a server sends it
PASSAGES = 96  # in a part
PIECE = 4  # passages of a page whose texts lie in one file
LONGEST_NAME = 6  # words of a name that is compared as a whole, and characters of one in which some may be wrong
REVERSIBLE = 3  # words of a name whose family name may stand first or last
FREQUENT = 3  # passages that must have a word before a mistyped one is taken for it
MANY = 120  # passages that must have a word that readers ask with, for it to be in start.js
UNKNOWN = 10  # a word of sources alone counts as if so many of the other passages had it; ranking.js has it too
MASS = 2  # steps in which the mass of a label is written, per unit
MOST = 78  # words of a label that are counted, and steps of its mass
FIRST_SIGN = 48  # of the characters for kinds: 0
# Numbers are written in these signs, which JSON leaves as they are. The first LAST_DIGITS end a number, the others say
# that it goes on: most numbers are gaps between passages, and have one sign.
SIGNS = "".join(chr(code) for code in range(35, 127) if chr(code) != "\\")
LAST_DIGITS = 60


class Passage(NamedTuple):
    """A result to be: what it is called, and its words, as its text spells them, with how often each stands there.

    `names` and `phrases` are lists of stems, without stop words. `short_names` are those that are compared as a whole:
    key without spaces, words, and the text as printed.
    """

    anchor: str
    title: str
    kind: str
    is_section: bool
    names: list[list[str]]
    phrases: list[list[str]]
    words: dict[str, int]
    short_names: list[tuple[list[str], str]]


class Label(NamedTuple):
    """A name or a phrase of a passage: its place among them, how many words it has, and their mass."""

    place: int
    is_name: bool
    words: int
    mass: int


@dataclass(slots=True)
class Postings:
    """The passages that have a word, as search-index.js reads them, and how many they are.

    For each passage stand its gap to the one before, how much of it the word is, and its labels that have the word.
    Of some of these numbers the lowest digit tells whether a label follows. They are written at once: of a thousand
    pages they would be millions of objects.
    """

    text: str = ""
    number: int = 0
    last: int = 0

    def add(self, passage: int, impact: int, labels: Sequence[Label]) -> None:
        self.text += _in_signs(passage - self.last) + _in_signs(2 * impact + bool(labels))
        for place, is_name, words, mass in labels:
            follows = place < labels[-1].place
            self.text += _in_signs(2 * place + follows) + _in_signs(2 * words + is_name) + _in_signs(mass)
        self.number += 1
        self.last = passage


Table = list[tuple[str, Any]]  # its parts, each with the key at which it begins


def files(
    pages: dict[str, list[Passage]], kinds: Sequence[str], language: Words, code: str
) -> Iterator[tuple[str, str]]:
    """The scripts by name; `pages` is passages by page, each page first; sources come later.

    `code` is what reads the index in the browser.
    """
    passages = [(docname, passage) for docname in sorted(pages) for passage in pages[docname]]
    later = [passage.kind in LATER_KINDS for _docname, passage in passages]
    words, sources = _postings([passage for _docname, passage in passages], later, language)
    common = {word: found for word, found in words.items() if word in language.asked and found.number >= MANY}
    tables: dict[str, Table] = {
        "names": _parts(_names(passages)),
        "passages": _blocks(passages, [not one for one in later]),
        "common": [("", [found.text for found in common.values()])],
        "sources": _parts(_texts(sources), LATER),
        "entries": _blocks(passages, later),
        "frequent": [("", _frequent(words, (passage for _docname, passage in passages), language))],
        "sounds": [("", by_sound(_letters_of_names(passages)))],
    }
    start = _fitting(tables, ("names", "passages", "common"))
    if "common" not in start:
        common, tables["common"] = {}, [("", [])]
    others = _texts({word: found for word, found in words.items() if word not in common})
    tables["words"] = _parts(others, chinese=CHINESE_PART)
    core = {
        "number": later.count(False),
        "kinds": list(kinds),
        "later": list(LATER_KINDS),
        "passages": "".join(_kind_sign(passage, kinds) for _docname, passage in passages),
        "common": " ".join(common),  # known before start.js is there, so that nobody looks for them elsewhere
        "starts": {table: [start for start, _data in parts] for table, parts in tables.items()},
        "start": start,
    }
    yield from _scripts(core, tables, start, code)


def _scripts(
    core: Mapping[str, Any], tables: Mapping[str, Table], start: Sequence[str], code: str
) -> Iterator[tuple[str, str]]:
    """The scripts by name: what all need and what reads it, the tables of start.js in one, and the others in parts."""
    version = hashlib.sha256(literal([core, tables]).encode()).hexdigest()[:8]
    scripts = {
        table: [_script(table, number, version, data) for number, (_start, data) in enumerate(parts)]
        for table, parts in tables.items()
    }
    at_once = _chinese(tables["names"]) if "names" in start else set()
    chinese_names = [scripts["names"][number] for number in sorted(at_once)]
    scripts["names"] = [script for number, script in enumerate(scripts["names"]) if number not in at_once]
    yield "engine.js", _script("core", 0, version, core) + "".join(chinese_names) + code
    yield "start.js", "".join(script for table in start for script in scripts.pop(table))
    for table, parts in scripts.items():
        yield from ((f"{table}-{number}.js", script) for number, script in enumerate(parts))


def _fitting(tables: Mapping[str, Table], wanted: Iterable[str]) -> list[str]:
    """Those of the wanted tables that start.js has room for."""
    left, fitting = START, []
    for name in wanted:
        size = len(literal(tables[name]))
        if size <= left:
            fitting.append(name)
            left -= size
    return fitting


def _script(table: str, number: int, version: str, data: Any) -> str:
    return f'JasicSearch.take("{table}",{number},"{version}",{literal(data)})\n'


# ---- Words ----


def _postings(
    passages: Sequence[Passage], later: Sequence[bool], language: Words
) -> tuple[dict[str, Postings], dict[str, Postings]]:
    """By stem where it stands in the passages that come first, and in those that come later."""
    first = (passage for passage, is_later in zip(passages, later) if not is_later)
    times = Counter(chain.from_iterable(_stems(passage, language) for passage in first))
    known = len(passages) - sum(later)
    worth = cache(lambda word: language.weight(word) * math.log(1 + known / (times[word] or UNKNOWN)))
    tables: tuple[dict[str, Postings], dict[str, Postings]] = ({}, {})
    for number, (passage, impacts, is_later) in enumerate(zip(passages, _impacts(passages, language), later)):
        labels = _labels(passage, worth)
        table = tables[is_later]
        for word, impact in impacts.items():
            if word not in table:
                table[word] = Postings()
            table[word].add(number, impact, labels.get(word, []))
    return tables


def _stems(passage: Passage, language: Words) -> set[str]:
    return set(map(language.stem_of, passage.words)).union(*passage.names, *passage.phrases)


def _impacts(passages: Sequence[Passage], language: Words) -> Iterator[dict[str, int]]:
    """For each passage its stems with their impacts, from 1 to IMPACTS."""
    lengths = [sum(passage.words.values()) for passage in passages]
    average = (sum(lengths) / len(lengths) if lengths else 0) or 1
    for passage, length in zip(passages, lengths):
        norm = 1 - LENGTH + LENGTH * length / average
        counted: Counter[str] = Counter()
        for spelt, times in passage.words.items():
            counted[language.stem_of(spelt)] += times
        weights = {word: times / norm for word, times in counted.items()}
        for weight, labels in ((NAME, passage.names), (PHRASE, passage.phrases)):
            for word in {word for label in labels for word in label}:
                weights[word] = weights.get(word, 0) + weight
        yield {word: math.ceil(IMPACTS * weight / (weight + SATURATION)) for word, weight in weights.items()}


def _labels(passage: Passage, worth: Callable[[str], float]) -> dict[str, list[Label]]:
    """Word -> the names and phrases of a passage in which it stands."""
    labels: dict[str, list[Label]] = {}
    for place, words in enumerate(chain(passage.names, passage.phrases)):
        mass = round(MASS * math.fsum(map(worth, words)))  # the same in any order; sets have none
        label = Label(place, place < len(passage.names), min(len(words), MOST), min(mass, MOST))
        for word in words:
            labels.setdefault(word, []).append(label)
    return labels


def _texts(postings: Mapping[str, Postings]) -> dict[str, str]:
    return {word: found.text for word, found in postings.items()}


@cache
def _in_signs(number: int) -> str:
    number, digit = divmod(number, LAST_DIGITS)
    signs = SIGNS[digit]
    while number:
        number, digit = divmod(number - 1, len(SIGNS) - LAST_DIGITS)
        signs = SIGNS[LAST_DIGITS + digit] + signs
    return signs


def _frequent(words: Mapping[str, Postings], passages: Iterable[Passage], language: Words) -> list[str]:
    """Of each word that is frequent the form that most passages have: a reader is offered no stem."""
    spelt = Counter(chain.from_iterable(passage.words for passage in passages))
    forms: dict[str, dict[str, int]] = {}
    for form in filter(re.compile("[a-z]{4,}").fullmatch, spelt):
        forms.setdefault(language.stem_of(form), {})[form] = spelt[form]
    frequent = (found for word, found in forms.items() if word in words and words[word].number >= FREQUENT)
    return sorted(max(sorted(found), key=found.__getitem__) for found in frequent)


# ---- Passages ----


def _kind_sign(passage: Passage, kinds: Sequence[str]) -> str:
    """A character for what a passage is: its kind, and whether it is a page, a section, and asks what it answers."""
    flags = (not passage.anchor) + 2 * passage.is_section + 4 * passage.title.endswith("?")
    return chr(FIRST_SIGN + 8 * kinds.index(passage.kind) + flags)


def _blocks(passages: Sequence[tuple[str, Passage]], wanted: Sequence[bool]) -> Table:
    """Page, anchor and title of each that is wanted; the page is left out where it is that of the one before."""
    rows = [(docname, passage.anchor, passage.title) for docname, passage in compress(passages, wanted)]
    blocks: Table = []
    for first in range(0, len(rows), PASSAGES):
        block, before = [], ""
        for docname, anchor, title in rows[first : first + PASSAGES]:
            block.append(["" if docname == before else docname, anchor, title])
            before = docname
        blocks.append(("", block))
    return blocks


# ---- Names ----


def _names(passages: Sequence[tuple[str, Passage]]) -> dict[str, list[list[Any]]]:
    """Key -> the number of what is called so, the name and, where that is another, the title."""
    names: dict[str, list[list[Any]]] = {}
    for number, (_docname, passage) in enumerate(passages):
        for tokens, text in passage.short_names:
            row = [number, text] if text == passage.title else [number, text, passage.title]
            for key in _keys(tokens):
                if row not in names.setdefault(key, []):
                    names[key].append(row)
    return names


def _keys(tokens: Sequence[str]) -> Iterable[str]:
    """A name without spaces and, where a reader may reverse it, in each order; in Chinese nobody does."""
    turns = range(len(tokens) if len(tokens) <= REVERSIBLE and "".join(tokens).isascii() else 1)
    return dict.fromkeys("".join([*tokens[at:], *tokens[:at]]) for at in turns)


def _letters_of_names(passages: Sequence[tuple[str, Passage]]) -> set[str]:
    """The characters of short Chinese names."""
    names = (tokens for _docname, passage in passages for tokens, _text in passage.short_names)
    return set(chain.from_iterable(name for name in names if len(name) <= LONGEST_NAME and all(map(is_chinese, name))))


# ---- Parts ----


def _parts(table: Mapping[str, Any], letters: int = PART, chinese: int = PART) -> Table:
    """A table in parts of about so many letters, in the order in which a browser compares keys.

    What begins in Chinese shares no part with what does not.
    """
    parts: Table = []
    size, before = max(letters, chinese), ""
    for key in sorted(table, key=lambda key: key.encode("utf-16-be")):
        begins_in_chinese = is_chinese(key[:1])
        if size >= (chinese if begins_in_chinese else letters) or begins_in_chinese != is_chinese(before):
            parts.append((key, {}))
            size = 0
        before = key[:1]
        parts[-1][1][key] = table[key]
        size += len(key) + len(str(table[key]))
    return parts or [("", {})]


def _chinese(parts: Table) -> set[int]:
    """The numbers of the parts whose keys begin in Chinese."""
    return {number for number, (start, _data) in enumerate(parts) if is_chinese(start[:1])}
