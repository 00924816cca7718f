"""What a page is made of, as the linter's reader and the build's parser both see it: what the rules of markup judge."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

import yaml

from ..model.markup import Body
from .splitting import Split

LONGEST_SETTINGS = 400  # characters: more than all settings that a page may have


@dataclass(frozen=True)
class Construct:
    """A part of a page; `line` counts from 1, `path` is what a person would type from the root of the repository."""

    path: str
    line: int


@dataclass(frozen=True)
class Block(Construct):
    """A block or an inline element of the parser, by the type of its token; `content` is its text as written.

    `markup` are the signs that made it; `depth` counts the blocks that it stands in; `empty` says that it holds none.
    """

    type: str
    content: str = ""
    markup: str = ""
    depth: int = 0
    empty: bool = False


@dataclass(frozen=True)
class FrontMatter(Construct):
    """What stands between two lines of --- at the top of a page."""

    content: str

    @cached_property
    def settings(self) -> dict[object, object] | None:
        """The settings by name, each of one line, in their order; None where they cannot be read."""
        settings = _settings_in(self.content)
        return settings if settings and len(settings) == len(self.content.splitlines()) else None

    @property
    def first_unread(self) -> int:
        """The first line of those, from 1, that is no setting by itself, or one that stands above; 0 for all of it."""
        names: set[object] = set()
        for number, line in enumerate(self.content[:LONGEST_SETTINGS].splitlines(), 1):
            found = _settings_in(line)
            if len(found) != 1 or not names.isdisjoint(found) or (names and line[0] == " "):
                return number
            names.update(found)
        return 0


def _settings_in(text: str) -> dict[object, object]:
    """The settings that a text has; none where it cannot be read."""
    try:
        found = yaml.safe_load(text if len(text) <= LONGEST_SETTINGS else "")
    except (yaml.YAMLError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


@dataclass(frozen=True)
class Heading(Construct):
    """A heading that begins with #: its level from 1, its words without pictures, and all addresses that it has.

    `before` is the level of the heading before it, or 0 for the first of a page.
    """

    level: int
    words: str
    addresses: tuple[str, ...] = ()
    before: int = 0


@dataclass(frozen=True)
class DirectiveUse(Construct):
    """A directive: its name, the rest of its first line, its content with options, and the blocks around it."""

    name: str
    first_line: str
    content: str
    around: tuple[str, ...] = ()

    @cached_property
    def parts(self) -> Split:
        """Its content, taken apart."""
        return Split.of(self.name, self.first_line, self.content, self.line)

    @property
    def literal_lines(self) -> range:
        """The lines that are shown as they stand."""
        is_literal = self.parts.declared.body is Body.LITERAL
        return range(self.parts.body_line, self.parts.body_line + len(self.parts.body.splitlines()) * is_literal)


@dataclass(frozen=True)
class Code(Construct):
    """A block of code between fences, what is said of it, and its last line."""

    language: str
    last: int = 0

    @property
    def lines(self) -> range:
        """The lines that are shown as they stand."""
        return range(self.line, self.last + 1)


@dataclass(frozen=True)
class Division(Construct):
    """A fence of colons without a directive, `:::name`; `name` is all that stands behind the colons."""

    name: str


@dataclass(frozen=True)
class RoleUse(Construct):
    """A role such as {person}`yue-xin`."""

    name: str
    content: str


@dataclass(frozen=True)
class Link(Construct):
    """A link in Markdown; `automatic` is one that is written as <address>.

    `inside` is what its words hold: types of tokens and names of roles.
    """

    address: str
    automatic: bool = False
    inside: tuple[str, ...] = ()


@dataclass(frozen=True)
class Picture(Construct):
    """A picture, in Markdown or as a directive; `lost` is the type of what its text holds and cannot show."""

    address: str
    text: str
    lost: str = ""


def lost_in_text(types: Iterable[str]) -> str:
    """The first of the types of what stands in the text of a picture that MyST drops; or nothing."""
    return next((type for type in types if type in ("code_inline", "myst_role", "footnote_ref")), "")


@dataclass(frozen=True)
class Attributes(Construct):
    """What braces behind a text or a fence say, such as {.language-zh-hant}.

    `block` is what a text in square brackets stands in, such as `paragraph` or `heading`, and `inside` what it holds:
    types of tokens and names of roles. Of anything else both are empty.
    """

    values: Mapping[str, str]
    block: str = ""
    inside: tuple[str, ...] = ()


@dataclass(frozen=True)
class Words(Construct):
    """A run of text that the parser has taken for words, not for markup.

    `begins`: it stands at the beginning of its line; `before_code`: code in backticks follows without a space.
    """

    text: str
    begins: bool = False
    before_code: bool = False


@dataclass(frozen=True)
class Passage(Construct):
    """A paragraph, heading or cell: its `source` as written, and its `text` as a reader sees it."""

    source: str
    text: str
