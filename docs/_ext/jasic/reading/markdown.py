"""Walking through a page with MyST's own parser: every construct, however deep it stands, with its line.

A directive's content is split into options and body as MyST splits it, and walked in turn. Nothing is rendered.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, MutableMapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererProtocol
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode
from mdit_py_plugins.colon_fence import colon_fence_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.myst_blocks import myst_block_plugin
from myst_parser.config.main import MdParserConfig
from myst_parser.parsers.directives import is_option_line
from myst_parser.parsers.mdit import create_md_parser
from myst_parser.parsers.options import TokenizeError, options_to_items

from ..model.markup import DIRECTIVES, Argument, Body, Directive
from .constructs import (
    Attributes,
    Block,
    Code,
    Construct,
    DirectiveUse,
    Division,
    FrontMatter,
    Link,
    Passage,
    Picture,
    RoleUse,
    Words,
    lost_in_text,
)

FOOTNOTE = "footnote_reference"  # the parser's name for what explains a mark
ENCLOSING = {"blockquote": "quotation", "list_item": "list", "dd": "definition", FOOTNOTE: "footnote"}
CELLS = (("td",), ("th",))
DEFINITION = "link_definition"  # our name for `[label]: /page.md`, of which the parser makes no token
# Inline elements of which there is nothing to say but what their own constructs say; they are nearly all of a page.
PLAIN = ("text", "softbreak", "em", "strong", "link", "myst_role", "code_inline")
LINE_END = re.compile(r"\r\n?|\n")  # as the parser counts lines
DEEPEST = 12  # boxes and quotations inside each other; deeper ones are a mistake, and end the walk
LEVELS = 18  # blocks of any kind inside each other; a little deeper the parser drops them without a word


class _Tokens(RendererProtocol):
    """What MyST asks of a renderer; nothing is rendered, the tokens are all that is wanted here."""

    __output__ = "tokens"

    def __init__(self, parser: MarkdownIt) -> None:
        pass

    def render(self, tokens: Sequence[Token], options: Any, env: Any) -> Sequence[Token]:
        return tokens


@dataclass(frozen=True)
class Item:
    """A token in its place: its line, the blocks it stands in (`bullet_list`, `{event}`), what it is to the rules."""

    token: Token
    line: int
    around: tuple[str, ...]
    constructs: tuple[Construct, ...]
    directive: Split | None = None


@dataclass(frozen=True)
class Split:
    """A directive's content: `options` as lines with their numbers, and the body, which begins in line `body_line`."""

    name: str
    argument: str
    options: tuple[tuple[int, str], ...]
    body: str
    body_line: int
    declared: Directive = field(repr=False)


def split_directive(name: str, first_line: str, content: str, line: int) -> Split:
    """Split the content of a directive that begins in `line`; one that is not declared is taken for Markdown."""
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
    return Split(name, first_line, options, "\n".join(body), body_line, declared)


def option_items(option: str) -> list[tuple[str, str]] | None:
    """What MyST reads in an option; None if nothing, or if a part is lost behind a # sign."""
    try:
        items, state = options_to_items(option)
    except (TokenizeError, ValueError):
        return None
    is_folded = option.rstrip().endswith((": >", ": |"))  # YAML for a value in the lines below
    return None if state.has_comments or is_folded else items


def without_stray_quote(value: str) -> str:
    """The value of an option without the one quotation mark that makes YAML look for another."""
    value = value.replace('"', "") if value.count('"') == 1 else value
    return value[1:] if value.startswith("'") and value.count("'") == 1 else value


def option_cure(name: str, value: str) -> str:
    """How an option is written so that MyST reads all of its value."""
    cures = [f"{name}: {form}" for form in (value, f"'{value}'", f'"{value}"') if value]
    cure = next((f"write `:{cure}`" for cure in cures if option_items(cure) == [(name, value)]), "")
    return cure or "write name and value in one line"


def blocks_of(text: str) -> list[SyntaxTreeNode]:
    """The blocks of a Markdown text that stand in no other, with what stands in them, by the plugins that MyST uses."""
    parser = MarkdownIt("commonmark").enable("table")
    for plugin in (colon_fence_plugin, deflist_plugin, footnote_plugin, myst_block_plugin):
        parser.use(plugin)
    return SyntaxTreeNode(parser.disable("footnote_tail").parse(text)).children  # which would move notes


def split_terms(text: str, line: int) -> Iterator[tuple[int, str, bool]]:
    """A glossary that begins in `line`, cut as Sphinx cuts it: first line, text, and whether it is a term.

    What is not a term is the explanation below it, without its margin, which is that of its first line.
    """
    below: list[str] = []
    first, margin = 0, 0
    for number, written in enumerate(text.splitlines(), line):
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


def name_and_rest(info: str) -> tuple[str, str]:
    """What stands behind a fence, cut as MyST cuts it: at any space that Unicode knows."""
    name, rest, *_ = [*info.split(maxsplit=1), "", ""]
    return name, rest.strip()


def is_directive(name: str) -> bool:
    return name.startswith("{") and name.endswith("}")


class Markdown:
    """MyST's parser, set as conf.py sets it."""

    def __init__(self, config: MdParserConfig) -> None:
        # Without joining, escapes and entities stay tokens of their own, so what is escaped is no markup left over.
        self.parser = create_md_parser(config, _Tokens).disable("text_join")

    def walk(self, text: str, path: str) -> Iterator[Item]:
        """All tokens of a page in order."""
        return self._walk(text, path, 1, (), {})

    def _walk(
        self, text: str, path: str, first: int, around: tuple[str, ...], env: MutableMapping[str, Any]
    ) -> Iterator[Item]:
        """The tokens of Markdown from line `first` on. One `env` for all of a page, or link references differ."""
        open_blocks = list(around)
        defined = set(env.get("references", ()))
        tokens = self.parser.parse(text, env)
        lines = LINE_END.split(text)
        for label, link in env.get("references", {}).items():
            if label not in defined:
                line = first + link["map"][0]
                yield Item(Token(DEFINITION, "", 0), line, around, (Block(path, line, DEFINITION, label),))
        for token in tokens:
            line = first + token.map[0] if token.map else first
            if token.nesting < 0:
                open_blocks.pop()
                continue
            here = tuple(open_blocks)
            if token.type == "tr_open" and token.map:
                token.content = lines[token.map[0]]
            if token.nesting > 0:
                open_blocks.append(token.type.removesuffix("_open"))
            yield from self._item(token, path, line, here, env)

    def _item(
        self, token: Token, path: str, line: int, around: tuple[str, ...], env: MutableMapping[str, Any]
    ) -> Iterator[Item]:
        kind = token.type.removesuffix("_open")
        constructs: list[Construct] = [Block(path, line, kind, token.content, token.markup, len(around))]
        if token.attrs and not kind.startswith("myst_"):  # those are of the parser's own making
            constructs.append(Attributes(path, line, {name: str(value) for name, value in token.attrs.items()}))
        if kind == "front_matter":
            constructs.append(FrontMatter(path, line, token.content))
        name, rest = name_and_rest(token.info if kind in ("fence", "colon_fence") else "")
        if is_directive(name):
            yield from self._directive(token, path, line, around, env, name[1:-1], rest, constructs)
        elif kind == "colon_fence":
            constructs.append(Division(path, line, token.info.strip()))
            yield Item(token, line, around, tuple(constructs))
            if not too_deep(inside := (*around, kind)):
                yield from self._walk(token.content, path, line + 1, inside, env)
        else:
            if kind == "fence":
                constructs.append(Code(path, line, token.info.strip()))
            elif kind == "inline":
                constructs.append(Passage(path, line, token.content, visible_text(token.children or [])))
            yield Item(token, line, around, tuple(constructs))
            if kind == "inline":
                yield from self._inline(token.children or [], path, line, around)

    def _directive(
        self,
        token: Token,
        path: str,
        line: int,
        around: tuple[str, ...],
        env: MutableMapping[str, Any],
        name: str,
        first_line: str,
        constructs: list[Construct],
    ) -> Iterator[Item]:
        use = DirectiveUse(path, line, name, first_line, token.content, tuple(filter(None, map(_enclosing, around))))
        parts = split_directive(name, first_line, token.content, line)
        if parts.declared.argument is Argument.PICTURE:
            text = next((text.partition(":")[2].strip() for _, text in parts.options if text.startswith("alt:")), "")
            constructs.append(Picture(path, line, first_line, text))
        yield Item(token, line, around, (*constructs, use), parts)
        inside = (*around, f"{{{name}}}")
        if too_deep(inside):
            return  # the rules name it
        if parts.declared.argument is Argument.TITLE:
            yield from self._words(first_line, path, line, inside, env)
        if parts.declared.body is Body.MARKDOWN:
            yield from self._walk(parts.body, path, parts.body_line, inside, env)
        elif parts.declared.body is Body.TERMS:
            for first, text, is_term in split_terms(parts.body, parts.body_line):
                yield from (self._words if is_term else self._walk)(text, path, first, inside, env)

    def _words(
        self, text: str, path: str, line: int, around: tuple[str, ...], env: MutableMapping[str, Any]
    ) -> Iterator[Item]:
        """A title or a term, which holds no blocks."""
        (token,) = self.parser.parseInline(text, env)
        yield Item(token, line, around, (Passage(path, line, text, visible_text(token.children or [])),))
        yield from self._inline(token.children or [], path, line, around)

    def _inline(self, tokens: Sequence[Token], path: str, line: int, around: tuple[str, ...]) -> Iterator[Item]:
        breaks = ("", "softbreak", "hardbreak")
        kinds = ["", *(token.type for token in tokens), ""]
        spans = 0
        for place, (before, token, after) in enumerate(zip(kinds, tokens, kinds[2:])):
            if token.nesting >= 0:
                block = "span" if spans else FOOTNOTE if FOOTNOTE in around else "".join(around[-1:])
                inside = tuple(inside_span(tokens[place + 1 :])) if token.type == "span_open" else ()
                constructs = list(_inline_constructs(token, path, line, block, inside))
                # A backslash that is no escape stays one, and is printed.
                if token.type == "text" or (token.type == "text_special" and token.content == token.markup):
                    # A | in a cell was written as \|, or it would have ended the cell: it is meant.
                    words = token.content.replace("|", "") if around[-1:] in CELLS else token.content
                    constructs.append(Words(path, line, words, before in breaks, after == "code_inline"))
                yield Item(token, line, around, tuple(constructs))
            spans += token.nesting if token.type in ("span_open", "span_close") else 0
            if token.type in breaks:
                line += 1
            else:
                line += token.content.count("\n")


def _enclosing(block: str) -> str:
    """How a block is called that something stands in, or nothing where it does not matter."""
    return block[1:-1] if block.startswith("{") else ENCLOSING.get(block, "")


def too_deep(around: tuple[str, ...]) -> bool:
    return sum(bool(_enclosing(block)) or block == "colon_fence" for block in around) > DEEPEST


def visible_text(tokens: Sequence[Token]) -> str:
    """The words of an inline element as a reader sees them, without the marks and with entities read."""
    return "".join(" " if token.type in ("softbreak", "hardbreak") else token.content for token in tokens)


def inside_span(tokens: Sequence[Token]) -> Iterator[str]:
    """The types of the tokens of a text in square brackets, whose first is given, and the names of its roles."""
    depth = 1
    for token in tokens:
        depth += token.nesting if token.type in ("span_open", "span_close") else 0
        if not depth:
            return
        yield str(token.meta["name"]) if token.type == "myst_role" else token.type


def _inline_constructs(token: Token, path: str, line: int, block: str, inside: tuple[str, ...]) -> Iterator[Construct]:
    kind = token.type.removesuffix("_open")
    if kind not in PLAIN:
        yield Block(path, line, kind, token.content, token.markup)
    attributes = {name: str(value) for name, value in token.attrs.items()}
    if kind == "myst_role":
        yield RoleUse(path, line, token.meta["name"], token.content)
    elif kind == "link":
        yield Link(path, line, attributes.pop("href", ""), token.info == "auto")
    elif kind == "image":
        parts = token.children or ()
        lost = lost_in_text(child.type for child in parts)
        yield Picture(path, line, attributes.pop("src", ""), "".join(child.content for child in parts), lost)
        attributes.pop("alt", None)
    if attributes:
        yield Attributes(path, line, attributes, block if kind == "span" else "", inside)
