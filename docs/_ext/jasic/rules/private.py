"""Rules about data by which people can be reached or known, in every text that reaches a reader."""

from collections.abc import Iterator
from dataclasses import dataclass

from ..model.private import may_hold, private_data
from ..model.project import Project
from .registry import Finding, rule

OF_GETTEXT = "LL@li.org"  # which gettext writes into the head of a catalogue
FIX = "remove it: see docs/about/safety.md; if it is none of these, say so in docs/about/not-private.txt"


@dataclass(frozen=True)
class PrivateData:
    """What may be private data: where it stands, what kind it may be, and its words."""

    path: str
    line: int
    what: str
    words: str


def private_lines(path: str, text: str) -> list[PrivateData]:
    """What may be private data in a text, line by line."""
    lines = enumerate(text.split("\n") if may_hold(text) else (), 1)
    return [PrivateData(path, number, what, words) for number, line in lines for what, words in private_data(line)]


@rule("contact-data", reads=PrivateData)
def contact_data(found: PrivateData, project: Project) -> Iterator[Finding]:
    """No page, source, alias or name of a file tells where to find or ring a person."""
    if found.words not in (*project.not_private, OF_GETTEXT):
        yield found.line, f"'{found.words}' looks like {found.what}", FIX
