"""A directive cut into its parts as MyST and Sphinx cut it: name and argument, options, body, terms of a glossary."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Self

from myst_parser.parsers.directives import is_option_line
from myst_parser.parsers.options import TokenizeError, options_to_items

from ..model.markup import DIRECTIVES, Argument, Directive
from ..model.records import Value


def name_and_rest(info: str) -> tuple[str, str]:
    """What stands behind a fence, cut as MyST cuts it: at any space that Unicode knows."""
    name, rest, *_ = [*info.split(maxsplit=1), "", ""]
    return name, rest.strip()


def is_directive(name: str) -> bool:
    return name.startswith("{") and name.endswith("}")


@dataclass(frozen=True)
class Split:
    """A directive's content: `options` as lines with their numbers, and the body, which begins in line `body_line`."""

    options: tuple[tuple[int, str], ...]
    body: str
    body_line: int
    declared: Directive = field(repr=False)

    @classmethod
    def of(cls, name: str, first_line: str, content: str, line: int) -> Self:
        """The parts of a directive that begins in `line`; one that is not declared is taken for Markdown."""
        declared = DIRECTIVES.get(name, Directive(name))
        lines = content.splitlines()
        numbered = list(enumerate(lines, line + 1))
        if content.startswith("---"):
            end = next((number for number, text in enumerate(lines[1:], 1) if text.startswith("---")), len(lines))
            options, body, body_line = tuple(numbered[1:end]), lines[end + 1 :], line + 2 + end
            if end < len(lines) and (rest := lines[end].lstrip("-").removeprefix(" ")):
                body, body_line = [rest, *body], body_line - 1
        else:
            count = next((number for number, text in enumerate(lines) if not is_option_line(text)), len(lines))
            options = tuple((number, text.lstrip()[1:]) for number, text in numbered[:count])
            body, body_line = lines[count:], line + 1 + count
        if declared.argument is Argument.NONE and first_line:
            body, body_line = [first_line, *body], body_line - 1
        return cls(options, "\n".join(body), body_line, declared)

    def option(self, name: str) -> Value | None:
        """An option as it is written, or None where it is not there."""
        parted = ((line, *text.partition(":")) for line, text in self.options)
        return next((Value(value.strip(), line) for line, key, _colon, value in parted if key.strip() == name), None)

    @property
    def terms(self) -> Iterator[tuple[int, str, bool]]:
        """A glossary cut as Sphinx cuts it: first line, text, and whether it is a term.

        What is not a term is the explanation below it, without its margin, which is that of its first line.
        """
        below: list[str] = []
        first, margin = 0, 0
        for number, written in enumerate(self.body.splitlines(), self.body_line):
            if written[:1].strip():
                if below:
                    yield first, "\n".join(below), False
                below = []
                yield number, written, True
            elif below or written:
                if not below:
                    first, margin = number, len(written) - len(written.lstrip())
                below.append(written[margin:])
        if below:
            yield first, "\n".join(below), False


def option_items(option: str) -> list[tuple[str, str]] | None:
    """What MyST reads in an option; None if nothing, or if a part is lost behind a # sign."""
    try:
        items, state = options_to_items(option)
    except (TokenizeError, ValueError):
        return None
    is_folded = option.rstrip().endswith((": >", ": |"))  # YAML for a value in the lines below
    return None if state.has_comments or is_folded else items


def without_stray_signs(value: str) -> str:
    """The value of an option without signs that YAML takes for its own: a quotation mark alone, `>` before words."""
    value = re.sub(r"^[>|#][+-]?(\s+|$)", "", value)
    value = value.replace('"', "") if value.count('"') == 1 else value
    return value[1:] if value.startswith("'") and value.count("'") == 1 else value


def option_cure(name: str, value: str) -> str:
    """How an option is written so that MyST reads all of its value."""
    cures = [f"{name}: {form}" for form in (value, f"'{value}'", f'"{value}"') if value]
    cure = next((f"write `:{cure}`" for cure in cures if option_items(cure) == [(name, value)]), "")
    return cure or "write name and value in one line"
