"""Rules about the bibliography as a whole: its entries beside each other, and the pages that list them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from ..model.gathering import grouped
from ..model.project import Project, normalized
from ..model.sources import LONGEST_SHORT_TITLE, STREAMS, Source
from ..views.bibliography import BIBLIOGRAPHY
from .registry import Finding, rule
from .sources import NOTE, ORGANISATION


@dataclass(frozen=True)
class Bibliography:
    """All entries in the order of the file, so that duplicates and disorder can be seen.

    `is_read` says that reading has shown nothing for which there may be none.
    """

    path: str
    entries: list[Source]
    is_read: bool = True


@rule("source-text", reads=Bibliography)
def no_entries(bibliography: Bibliography, project: Project) -> Iterator[Finding]:
    """Where pages have records, there are sources; otherwise every citation would be named."""
    if not bibliography.entries and bibliography.is_read and project.records:
        yield 1, "the file has no entry", f"take it back as it was: git checkout {bibliography.path}"


@rule("source-outlet", reads=Bibliography)
def one_outlet(bibliography: Bibliography, project: Project) -> Iterator[Finding]:
    """One outlet has one name."""
    by_name: dict[str, Source] = {}
    by_publisher: dict[str, Source] = {}
    for source in bibliography.entries:
        outlet = source.fields.get("outlet")
        if not outlet or outlet.is_placeholder:
            continue
        publisher = source.get("journaltitle") or source.get("organization")
        others = [by_name.setdefault(normalized(outlet.text).removeprefix("the"), source)]
        if publisher:
            others.append(by_publisher.setdefault(publisher, source))
        for other in others:
            if (other_name := other.get("outlet")) != outlet.text:
                message = f"the outlet '{outlet.text}' is called '{other_name}' in line {other.fields['outlet'].line}"
                yield outlet.line, message, "write one of the two in both"
                break


@rule("source-shorttitle", reads=Bibliography)
def needless_short_titles(bibliography: Bibliography, project: Project) -> Iterator[Finding]:
    """A short title is short, and only a source without a date has one."""
    for source in bibliography.entries:
        short = source.fields.get("shorttitle")
        if short and len(short.text) > LONGEST_SHORT_TITLE:
            message = f"{source.key}: the short title has {len(short.text)} characters"
            yield short.line, message, f"shorten it to {LONGEST_SHORT_TITLE}"
        if short and source.get("date"):
            message = f"{source.key}: a source with a date is cited by that, and its short title is shown nowhere"
            yield short.line, message, "delete the line"


@rule("source-shorttitle", reads=Bibliography)
def short_titles(bibliography: Bibliography, project: Project) -> Iterator[Finding]:
    """Sources of one name without a date are told apart by words, since a letter tells a reader nothing."""
    undated = (source for source in bibliography.entries if source.is_whole and not source.get("date"))
    for name, alike in grouped((source.short_name, source) for source in undated).items():
        first: dict[str, Source] = {}
        for source in alike if len(alike) > 1 else []:
            short = source.fields.get("shorttitle")
            if short is None:
                message = f"{source.key}: one of {len(alike)} sources without a date that are cited as '{name}'"
                yield source.line, message, "add a line: shorttitle = {words of its title},"
            elif (other := first.setdefault(short.text, source)) is not source:
                message = f"{source.key}: line {other.line} is cited as '{name}' by the same short title"
                yield short.line, message, "write other words of its title"


@rule("source-names", reads=Bibliography)
def one_short_name(bibliography: Bibliography, project: Project) -> Iterator[Finding]:
    """An organisation is called alike in all its citations, or a reader takes it for two."""
    first: dict[str, Source] = {}
    for source in bibliography.entries:
        author = source.fields.get("author")
        if not author or author.is_placeholder or not ORGANISATION.fullmatch(author.text):
            continue
        other = first.setdefault(author.text, source)
        if other.short_name != source.short_name:
            message = f"{source.key}: cited as '{source.short_name}', and in line {other.line} as '{other.short_name}'"
            yield author.line, message, "write the same shortauthor, or none, in both"


@rule("duplicate-source", reads=Bibliography)
def duplicate_source(bibliography: Bibliography, project: Project) -> Iterator[Finding]:
    """No two entries share a key."""
    first: dict[str, Source] = {}
    for source in bibliography.entries:
        other = first.setdefault(source.key, source)
        if other is not source:
            message = f"the key '{source.key}' is taken: {bibliography.path}:{other.line}"
            yield source.line, message, "give one of the two another key"


@rule("bibliography-part", reads=Bibliography)
def listed_nowhere(bibliography: Bibliography, project: Project) -> Iterator[Finding]:
    """Where the bibliography is divided among pages, each source stands on one of them."""
    listed = {source.key for docname in project.bibliography_parts for source in project.sources_in(docname)}
    entries = bibliography.entries if project.bibliography_parts else ()
    left_out = (source for source in entries if source.key not in listed and source.get("stream") in STREAMS)
    for stream, sources in grouped((source.get("stream"), source) for source in left_out).items():
        others = f" and {len(sources) - 1} others of its stream" if len(sources) > 1 else ""
        message = f"no page of the bibliography lists '{sources[0].key}'{others}"
        fix = f"write :::{{{BIBLIOGRAPHY}}} {stream} into a page, or widen the years of one"
        yield sources[0].line, message, fix


@rule("source-order", reads=Bibliography)
def source_order(bibliography: Bibliography, project: Project) -> Iterator[Finding]:
    """Entries are sorted, so that two contributors seldom meet in one place."""
    for before, source in pairwise(bibliography.entries):
        if before.key > source.key and source.is_whole:
            message = f"the entry '{source.key}' stands after '{before.key}'"
            yield source.line, message, "sort the entries by their keys: nox -s tidy"


@rule("same-source", reads=Bibliography)
def same_source(bibliography: Bibliography, project: Project) -> Iterator[Finding]:
    """One source has one entry."""
    seen: dict[tuple[str, str], Source] = {}
    for source in bibliography.entries:
        for sign in _signs(source):
            other = seen.setdefault(sign, source)
            if other.key != source.key:
                message = f"'{source.key}' and '{other.key}' (line {other.line}) are the same source"
                yield source.line, message, "keep one, and cite its key everywhere"


def _signs(source: Source) -> Iterator[tuple[str, str]]:
    """What two entries for one source would have in common; nothing where one is unread or waits to be filled in."""
    if not source.is_whole or any(value.is_placeholder for value in source.fields.values()):
        return
    if url := source.get("url"):
        yield "url", url + source.get("title")
    if doi := source.get("doi"):
        yield "doi", doi.casefold()
    if "copy" not in source.get(NOTE).lower():  # two copies that differ may both be cited
        words = re.sub(r"\W+", "", source.get("title") + source.get("author"))
        yield "alike", words.casefold() + source.get("date")[:4]
