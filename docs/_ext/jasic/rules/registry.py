"""The registry of rules: the name of each, what it reads, and its function.

A rule is a function that yields places to mend as `(line, message, fix)`; its name and the path of what it read are
added by `findings`. One that takes the project too is asked in every build; what the others find is remembered with the
file, until it or the code changes. The linter and the build run the same rules, so a message is written once. Each rule
has an example in tests/mistakes/<name>, which is its test and its entry in the catalogue of docs/about/mistakes.md.

To add a rule: write the function in the file of what it reads, put `@rule("its-name", reads=…)` above it, and lay an
example into tests/mistakes/.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from inspect import signature
from typing import Protocol

from ..model.mistake import Mistake
from ..model.project import Project

Finding = tuple[int, str, str]  # line, message, fix
Check = Callable[..., Iterator[Finding]]  # called with the subject and, if it takes it, the project


class Subject(Protocol):
    """What a rule reads: a Text, a part of a page, a Page, Record, Reference, Source, Bibliography or Listing."""

    @property
    def path(self) -> str: ...


@dataclass(frozen=True)
class Listing:
    """A file of lines as a whole, of which the project knows what they say; `kind` is its path below docs."""

    path: str
    kind: str


@dataclass(frozen=True)
class Rule:
    """One rule; `reads` is the class of its subjects, or None where reading itself finds the mistake.

    Of records, references and listings it may read those of one `kind` alone.
    """

    name: str
    reads: type | None
    check: Check | None = None
    kind: str = ""


# What reading itself finds, before there is a project to look at.
READING = (
    *("address-line", "bad-option", "catalogue", "custody-form", "directive-body", "figure-form", "footnote"),
    *("glossary-form", "link-status", "not-private", "not-utf8", "search-line", "search-twice", "settings"),
    *("source-syntax", "source-text", "table-row", "template", "too-much"),
)
RULES: list[Rule] = [Rule(name, None) for name in READING]


def rule(name: str, reads: type, kind: str = "") -> Callable[[Check], Check]:
    """Register a function under the name of its rule; a rule may read subjects of several classes, each by its own."""

    def register(check: Check) -> Check:
        RULES.append(Rule(name, reads, check, kind))
        return check

    return register


def findings(subject: Subject, *project: Project) -> Iterator[Mistake]:
    """What the rules find in one subject: with the project those that take it, without it all others."""
    for name, check in _checks_of(type(subject), getattr(subject, "kind", ""), bool(project)):
        for line, message, fix in check(subject, *project):
            yield Mistake(subject.path, line, name, message, fix)


@cache
def _checks_of(subject: type, kind: str, with_project: bool) -> list[tuple[str, Check]]:
    """The rules that read subjects of a class and kind, name and function; asked for when all are registered."""
    return [
        (rule.name, rule.check)
        for rule in RULES
        if rule.check and rule.reads is subject and rule.kind in ("", kind)
        if (len(signature(rule.check).parameters) > 1) == with_project
    ]
