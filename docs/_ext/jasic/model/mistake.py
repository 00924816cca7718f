"""A mistake of a contributor: where, which rule, what is wrong, and the cure."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

NEAR = 0.7  # how alike two names are, of 1, if one is to be a misspelling of the other


@dataclass(frozen=True, order=True)
class Mistake:
    """One thing to mend, printed alike by the linter and the build.

    `path` is what a person would type from the root of the repository; `line` counts from 1; `rule` is a name of
    the registry in rules/; `message` and `fix` have no full stop at their end.
    """

    path: str
    line: int
    rule: str
    message: str
    fix: str

    def __str__(self) -> str:
        return printable(f"{self.path}:{self.line}: [{self.rule}] {self.message}. Fix: {self.fix}.")


def printable(text: str) -> str:
    """A text in one line and without commands to the terminal that shows it, whatever a page or a file is called."""
    if text.isprintable():
        return text
    harmless = (letter.isprintable() or letter in "\t\u00a0\u3000" for letter in text)
    return "".join(letter if keep else letter.encode("unicode_escape").decode() for letter, keep in zip(text, harmless))


def nearest(name: str, names: Iterable[str]) -> str:
    """The valid name of which another seems to be a misspelling, or nothing."""
    folded = {other.casefold(): other for other in names}
    near = get_close_matches(name.casefold(), list(folded), n=1, cutoff=NEAR)
    return folded[near[0]] if near else ""


def closest(name: str, names: Iterable[str], otherwise: str) -> str:
    """A cure that offers the nearest valid name, or `otherwise` where none is near."""
    near = nearest(name, names)
    return f"did you mean '{near}'" if near else otherwise


def with_article(noun: str) -> str:
    """`an event`, `a person`."""
    return f"an {noun}" if noun[0] in "aeiou" else f"a {noun}"
