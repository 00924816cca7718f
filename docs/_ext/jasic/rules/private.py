"""Rules about data by which people can be reached or known, in every text that reaches a reader."""

from collections.abc import Iterator

from ..model.private import LIFE, PrivateData
from ..model.project import Project
from ..model.records import Record
from .registry import Finding, rule

OF_GETTEXT = "LL@li.org"  # which gettext writes into the head of a catalogue
FIX = "remove it: see docs/about/safety.md; if it is none of these, say so in docs/about/not-private.txt"


@rule("contact-data", reads=PrivateData)
def contact_data(found: PrivateData, project: Project) -> Iterator[Finding]:
    """No page, source, alias or name of a file tells where to find or ring a person."""
    if found.words not in (*project.not_private, OF_GETTEXT):
        yield found.line, f"'{found.words}' looks like {found.what}", FIX


@rule("private-life", reads=Record, kind="person")
def private_life(record: Record, project: Project) -> Iterator[Finding]:
    """What is said of a person at a glance is the public role, and nothing of health or family."""
    said = record.texts | {name: value for name, value in record.values.items() if name == "also"}
    for name, value in said.items():
        found = LIFE.search(value.text)
        if found and found[0].lower() not in project.not_private:
            yield value.line, f"{name}: '{found[0]}' may tell of somebody's health or family", FIX
