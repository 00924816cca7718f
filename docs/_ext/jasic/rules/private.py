"""Rules about data by which people can be reached or known, in every text that reaches a reader."""

from collections.abc import Iterator

from ..model.private import private_data
from ..model.project import Project
from ..model.records import Page
from .aliases import Aliases
from .registry import Finding, rule
from .sources import Entry

ADDRESSES = ("url", "archiveurl", "doi")  # their long numbers are those of servers
FIX = "remove it: see docs/about/safety.md; if it is none of these, say so in docs/about/not-private.txt"


def _finding(line: int, what: str, words: str, project: Project) -> Iterator[Finding]:
    if not any(words in known or known in words for known in project.not_private):
        yield line, f"'{words[:30]}' looks like {what}", FIX


@rule("contact-data", reads=Page)
def in_a_page(page: Page, project: Project) -> Iterator[Finding]:
    """A page tells nobody where to find or ring a person; neither does its name."""
    for line, what, words in page.private:
        yield from _finding(line, what, words, project)
    for what, words in private_data(page.docname):
        yield from _finding(1, what, words, project)


@rule("contact-data", reads=Entry)
def in_a_source(entry: Entry, project: Project) -> Iterator[Finding]:
    """Neither do the fields of a source."""
    for name, value in entry.source.fields.items():
        if name not in ADDRESSES:
            for what, words in private_data(value.text):
                yield from _finding(value.line, what, words, project)


@rule("contact-data", reads=Aliases)
def in_an_alias(aliases: Aliases, project: Project) -> Iterator[Finding]:
    """Nor what readers type."""
    for value in project.aliases.values():
        for what, words in private_data(value.text):
            yield from _finding(value.line, what, words, project)
