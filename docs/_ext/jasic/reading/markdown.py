"""Walking through a page with MyST's own parser: every construct, however deep it stands, with its line.

The body of a directive is walked in turn, where it is Markdown. Nothing is rendered.
"""

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
from myst_parser.parsers.mdit import create_md_parser

from ..model.markup import Argument, Body
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
from .splitting import is_directive, name_and_rest

FOOTNOTE = "footnote_reference"  # the parser's name for what explains a mark
ENCLOSING = {"blockquote": "quotation", "list_item": "list", "dd": "definition", FOOTNOTE: "footnote"}
CELLS = (("td",), ("th",))
BREAKS = ("softbreak", "hardbreak")
SPAN, LINK = ("span_open", "span_close"), ("link_open", "link_close")
PAIRS = {SPAN[0]: SPAN, LINK[0]: LINK}  # by the first of each
DEFINITION = "link_definition"  # our name for `[label]: /page.md`, of which the parser makes no token
# Blocks to which we add their lines, with what stands before the words.
AS_WRITTEN = ("blockquote_open", "paragraph_open", "tr_open")
# Inline elements of which there is nothing to say but what their own constructs say; they are nearly all of a page.
PLAIN = ("text", "softbreak", "em", "strong", "link", "myst_role", "code_inline")
LINE_END = re.compile(r"\r\n?|\n")  # as the parsers and editors count lines, of pages and of all else
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
    directive: DirectiveUse | None = None


def blocks_of(text: str) -> list[SyntaxTreeNode]:
    """The blocks of a Markdown text that stand in no other, with what stands in them, by the plugins that MyST uses."""
    parser = MarkdownIt("commonmark").enable("table")
    for plugin in (colon_fence_plugin, deflist_plugin, footnote_plugin, myst_block_plugin):
        parser.use(plugin)
    return SyntaxTreeNode(parser.disable("footnote_tail").parse(text)).children  # which would move notes


class Markdown:
    """MyST's parser, set as conf.py sets it."""

    def __init__(self, config: MdParserConfig) -> None:
        # Without joining, escapes and entities stay tokens of their own, so what is escaped is no markup left over.
        self.parser = create_md_parser(config, _Tokens).disable("text_join")

    def walk(self, text: str, path: str) -> Iterator[Item]:
        """All tokens of a page in order."""
        return _Walk(self.parser, path).blocks(text, 1, ())


@dataclass
class _Walk:
    """The way through one page; `env` is what the parser knows of it: one for all, or link references differ."""

    parser: MarkdownIt
    path: str
    env: MutableMapping[str, Any] = field(default_factory=dict)

    def blocks(self, text: str, first: int, around: tuple[str, ...]) -> Iterator[Item]:
        """The tokens of Markdown from line `first` on."""
        open_blocks = list(around)
        defined = set(self.env.get("references", ()))
        tokens = self.parser.parse(text, self.env)
        lines = LINE_END.split(text)
        for label, link in self.env.get("references", {}).items():
            if label not in defined:
                line = first + link["map"][0]
                yield Item(Token(DEFINITION, "", 0), line, around, (Block(self.path, line, DEFINITION, label),))
        for token, following in zip(tokens, [*tokens[1:], None]):
            line = first + token.map[0] if token.map else first
            if token.nesting < 0:
                open_blocks.pop()
                continue
            here = tuple(open_blocks)
            if token.type in AS_WRITTEN and token.map:
                token.content = "\n".join(lines[slice(*token.map)])
            if token.nesting > 0:
                open_blocks.append(token.type.removesuffix("_open"))
            yield from self.block(token, line, here, is_empty=is_empty(token, following))

    def block(self, token: Token, line: int, around: tuple[str, ...], is_empty: bool) -> Iterator[Item]:
        kind = token.type.removesuffix("_open")
        constructs: list[Construct] = [Block(self.path, line, kind, token.content, token.markup, len(around), is_empty)]
        if token.attrs and not kind.startswith("myst_"):  # those are of the parser's own making
            constructs.append(Attributes(self.path, line, {name: str(value) for name, value in token.attrs.items()}))
        if kind == "front_matter":
            constructs.append(FrontMatter(self.path, line, token.content))
        name, rest = name_and_rest(token.info if kind in ("fence", "colon_fence") else "")
        if is_directive(name):
            inside = tuple(filter(None, map(_enclosing, around)))
            use = DirectiveUse(self.path, line, name[1:-1], rest, token.content, inside)
            yield from self.directive(token, use, around, constructs)
        elif kind == "colon_fence":
            constructs.append(Division(self.path, line, token.info.strip()))
            yield Item(token, line, around, tuple(constructs))
            if not too_deep(inside := (*around, kind)):
                yield from self.blocks(token.content, line + 1, inside)
        elif kind == "inline":
            yield from self.words(token, line, around, constructs)
        else:
            if kind == "fence":
                first, end = token.map or (0, 0)
                constructs.append(Code(self.path, line, token.info.strip(), line + end - first - 1))
            yield Item(token, line, around, tuple(constructs))

    def directive(
        self, token: Token, use: DirectiveUse, around: tuple[str, ...], constructs: list[Construct]
    ) -> Iterator[Item]:
        parts = use.parts
        if parts.declared.argument is Argument.PICTURE:
            words = parts.option("alt")
            constructs.append(Picture(self.path, use.line, use.first_line, words.text if words else ""))
        yield Item(token, use.line, around, (*constructs, use), use)
        inside = (*around, f"{{{use.name}}}")
        if too_deep(inside):
            return  # the rules name it
        if parts.declared.argument is Argument.TITLE:
            yield from self.title(use.first_line, use.line, inside)
        if parts.declared.body is Body.MARKDOWN:
            yield from self.blocks(parts.body, parts.body_line, inside)
        elif parts.declared.body is Body.TERMS:
            for first, text, is_term in parts.terms:
                yield from (self.title if is_term else self.blocks)(text, first, inside)

    def title(self, text: str, line: int, around: tuple[str, ...]) -> Iterator[Item]:
        """A title or a term, which holds no blocks."""
        (token,) = self.parser.parseInline(text, self.env)
        yield from self.words(token, line, around, [])

    def words(self, token: Token, line: int, around: tuple[str, ...], constructs: list[Construct]) -> Iterator[Item]:
        """What stands in a paragraph, a heading, a title or the like, and each element of it."""
        children = token.children or []
        passage = Passage(self.path, line, token.content, visible_text(children))
        yield Item(token, line, around, (*constructs, passage))
        kinds = ["", *(child.type for child in children), ""]
        spans = 0
        for place, (before, child, after) in enumerate(zip(kinds, children, kinds[2:])):
            if child.nesting >= 0:
                block = "span" if spans else FOOTNOTE if FOOTNOTE in around else "".join(around[-1:])
                inside = tuple(inside_of(child, children[place + 1 :])) if child.type in PAIRS else ()
                found = list(_inline_constructs(child, self.path, line, block, inside))
                # A backslash that is no escape stays one, and is printed.
                if child.type == "text" or (child.type == "text_special" and child.content == child.markup):
                    # A | in a cell was written as \|, or it would have ended the cell: it is meant.
                    words = child.content.replace("|", "") if around[-1:] in CELLS else child.content
                    found.append(Words(self.path, line, words, before in ("", *BREAKS), after == "code_inline"))
                yield Item(child, line, around, tuple(found))
            spans += child.nesting if child.type in SPAN else 0
            line += 1 if child.type in BREAKS else child.content.count("\n")


def is_empty(token: Token, following: Token | None) -> bool:
    """Whether a block holds nothing, such as an item of a list, or a fence of code."""
    is_closed_at_once = token.nesting > 0 and following is not None and following.nesting < 0
    return is_closed_at_once or (token.type == "fence" and not token.info.strip() and not token.content.strip())


def _enclosing(block: str) -> str:
    """How a block is called that something stands in, or nothing where it does not matter."""
    return block[1:-1] if block.startswith("{") else ENCLOSING.get(block, "")


def too_deep(around: tuple[str, ...]) -> bool:
    return sum(bool(_enclosing(block)) or block == "colon_fence" for block in around) > DEEPEST


def visible_text(tokens: Sequence[Token]) -> str:
    """The words of an inline element as a reader sees them, without the marks and with entities read."""
    return "".join(" " if token.type in BREAKS else token.content for token in tokens)


def inside_of(opening: Token, tokens: Sequence[Token]) -> Iterator[str]:
    """The types of the tokens behind one that opens, up to the one that closes it, and the names of their roles."""
    depth = 1
    for token in tokens:
        depth += token.nesting if token.type in PAIRS[opening.type] else 0
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
        yield Link(path, line, attributes.pop("href", ""), token.info == "auto", inside)
    elif kind == "image":
        parts = token.children or ()
        lost = lost_in_text(child.type for child in parts)
        yield Picture(path, line, attributes.pop("src", ""), "".join(child.content for child in parts), lost)
        attributes.pop("alt", None)
    if attributes:
        is_span = kind == "span"
        yield Attributes(path, line, attributes, block if is_span else "", inside if is_span else ())
