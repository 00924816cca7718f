"""The index of the search as a browser loads it: parts small enough to be fetched for one query.

What the pages hold is given as passages (search.py feeds them). It is written to the folder `_search` of the website
as scripts, because a site that is opened from a disk may fetch nothing else:

- `core.js`: what every query needs: the kind of each passage, how long its labels are, and where each part begins.
- `words-N.js`: words in the order of the alphabet, and the passages and labels that have them; `sources-N.js` is the
  same for the entries of the bibliography, which come later.
- `passages-N.js`: addresses and titles of a few hundred passages.
- `names-N.js`: the short names by which slips of the finger, joined names and Chinese names are understood.
- `frequent-0.js`: words that a mistyped one may have been.

So a search asks for the parts that hold its words, on five thousand pages as on a hundred.

A word counts in a passage by BM25F (Robertson, Zaragoza 2009): its occurrences in each field are weighed, divided by
the length of the field, and added before they are dampened. What that gives, from 0 to 1, is written as its `IMPACT`;
static/ranking.js multiplies it by how rare the word is. A label is a name, a title or one phrase that readers type
(docs/about/search.tsv); each is matched by itself, since words of five phrases together would be a sixth.
"""

import hashlib
import json
import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any, NamedTuple

FOLDER = "_search"  # of the website; search-loader.js knows it too
IMPACTS = 15  # steps in which an impact is written
# BM25F. A word in a name is worth four in the text, since few words name a thing; one in a phrase that readers type
# two. Names and phrases are not divided by their length: a record with many names is not less called by each of them.
NAME, PHRASE = 4.0, 2.0
SATURATION = 1.2  # k1, the usual value: the second occurrence says less than the first
LENGTH = 0.5  # b of the text, less than the usual 0.75: long passages are long because much happened
PART = 3_000  # letters of a part, about: a long question asks for twenty parts, so each is to be small
PASSAGES = 96  # in a part
LONGEST_NAME = 6  # words of a name that is compared as a whole
REVERSIBLE = 3  # words of a name whose family name may stand first or last
FREQUENT = 3  # passages that must have a word before a mistyped one is taken for it
MASS = 2  # steps in which the mass of a label is written, per unit
FIRST_SIGN, LAST_SIGN = 48, 126  # of the characters that stand for numbers: 0 to ~


class Passage(NamedTuple):
    """A result to be: what it is called, and its words. `names` and `phrases` are lists of words, without stop words.

    `short_names` are those that are compared as a whole: key without spaces, words, and the text as printed.
    """

    anchor: str
    title: str
    chinese: str
    kind: str
    is_section: bool
    names: list[list[str]]
    phrases: list[list[str]]
    words: dict[str, int]
    short_names: list[tuple[list[str], str]]


Postings = dict[str, tuple[list[int], list[int]]]  # word -> passages with impacts, labels


def files(
    pages: dict[str, list[Passage]], kinds: Sequence[str], source: str, weight_of: Callable[[str], float]
) -> Iterator[tuple[str, str]]:
    """The scripts by name; `pages` is passages by page, each page first; `source` is the kind that comes later.

    `weight_of` says how much of what its rarity says a word counts for.
    """
    passages = [(docname, passage) for docname in sorted(pages) for passage in pages[docname]]
    impacts = list(_impacts([passage for _docname, passage in passages]))
    later = [passage.kind == source for _docname, passage in passages]
    words = _postings(passages, impacts, [not one for one in later])
    sources = _postings(passages, impacts, later)
    known = len(passages) - sum(later)
    worth = {word: weight_of(word) * math.log(1 + known / len(found)) for word, (found, _labels) in words.items()}
    tables: dict[str, list[tuple[str, Any]]] = {
        "words": _parts(words),
        "sources": _parts(sources),
        "names": _parts(_names(passages)),
        "frequent": [("", _frequent(words))],
        "passages": _blocks(passages),
    }
    core = {
        "number": known,
        "kinds": list(kinds),
        "passages": "".join(_kind_sign(passage, kinds) for _docname, passage in passages),
        "labels": [_label_signs(passage, worth) for _docname, passage in passages],
        "starts": {table: [start for start, _data in parts] for table, parts in tables.items()},
    }
    version = hashlib.sha256(_json([core, tables]).encode()).hexdigest()[:8]
    yield "core.js", _script("core", 0, version, core)
    for table, parts in tables.items():
        for number, (_start, data) in enumerate(parts):
            yield f"{table}-{number}.js", _script(table, number, version, data)


def _script(table: str, number: int, version: str, data: Any) -> str:
    return f'JasicSearch.take("{table}",{number},"{version}",{_json(data)})\n'


def _json(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


# ---- Words ----


def _impacts(passages: Sequence[Passage]) -> Iterator[dict[str, int]]:
    """For each passage its words with their impacts, from 1 to IMPACTS."""
    lengths = [sum(passage.words.values()) for passage in passages]
    average = (sum(lengths) / len(lengths) if lengths else 0) or 1
    for passage, length in zip(passages, lengths):
        norm = 1 - LENGTH + LENGTH * length / average
        weights = {word: times / norm for word, times in passage.words.items()}
        for weight, labels in ((NAME, passage.names), (PHRASE, passage.phrases)):
            for word in {word for label in labels for word in label}:
                weights[word] = weights.get(word, 0) + weight
        yield {word: math.ceil(IMPACTS * weight / (weight + SATURATION)) for word, weight in weights.items()}


def _postings(
    passages: Sequence[tuple[str, Passage]], impacts: Sequence[dict[str, int]], wanted: Sequence[bool]
) -> Postings:
    """Word -> the passages that have it and the labels that do, both as gaps; that of a passage bears its impact."""
    postings: Postings = {}
    last: dict[str, tuple[int, int]] = {}  # passage and label
    label = 0
    for number, ((_docname, passage), words) in enumerate(zip(passages, impacts)):
        if wanted[number]:
            for word, impact in words.items():
                found, _labels = postings.setdefault(word, ([], []))
                before, label_before = last.get(word, (0, 0))
                found.append((number - before) * (IMPACTS + 1) + impact)
                last[word] = (number, label_before)
        for words_of_label in chain(passage.names, passage.phrases):
            if wanted[number]:
                for word in set(words_of_label):
                    before, label_before = last[word]
                    postings[word][1].append(label - label_before)
                    last[word] = (before, label)
            label += 1
    return postings


def _frequent(words: Postings) -> list[str]:
    return sorted(
        word for word, (found, _labels) in words.items() if len(found) >= FREQUENT and re.fullmatch("[a-z]{4,}", word)
    )


# ---- Passages and their labels ----


def _kind_sign(passage: Passage, kinds: Sequence[str]) -> str:
    """A character for what a passage is: its kind, and whether it is a page, a section, and asks what it answers."""
    flags = (not passage.anchor) + 2 * passage.is_section + 4 * passage.title.endswith("?")
    return chr(FIRST_SIGN + 8 * kinds.index(passage.kind) + flags)


def _label_signs(passage: Passage, worth: Mapping[str, float]) -> str:
    """Two characters for each label: how many words it has, and their mass; a space before those that are no names."""

    def signs(labels: list[list[str]]) -> str:
        return "".join(_label_sign(set(label), worth) for label in labels)

    return f"{signs(passage.names)} {signs(passage.phrases)}".rstrip()


def _label_sign(label: set[str], worth: Mapping[str, float]) -> str:
    mass = math.fsum(worth.get(word, 0) for word in label)  # the same in any order, and sets have none
    return _sign(len(label)) + _sign(round(mass * MASS))


def _sign(number: int) -> str:
    return chr(min(FIRST_SIGN + number, LAST_SIGN))


def _blocks(passages: Sequence[tuple[str, Passage]]) -> list[tuple[str, Any]]:
    """Page, anchor, title and Chinese title of each; the page is left out where it is that of the one before."""
    blocks = []
    for first in range(0, len(passages), PASSAGES):
        rows, before = [], ""
        for docname, passage in passages[first : first + PASSAGES]:
            row = ["" if docname == before else docname, passage.anchor, passage.title]
            rows.append([*row, passage.chinese] if passage.chinese else row)
            before = docname
        blocks.append(("", rows))
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


# ---- Parts ----


def _parts(table: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """A table in parts of about the same size, in the order in which a browser compares keys."""
    parts: list[tuple[str, Any]] = []
    size = PART
    for key in sorted(table, key=lambda key: key.encode("utf-16-be")):
        if size >= PART:
            parts.append((key, {}))
            size = 0
        parts[-1][1][key] = table[key]
        size += len(key) + 3 * len(str(table[key])) // 4
    return parts or [("", {})]
