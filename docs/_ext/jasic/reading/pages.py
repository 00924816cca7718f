"""Reading a page without a build: its records, what it points at, and the line of each.

The Markdown parser is MyST's own, set as conf.py sets it, so that the linter and the build see the same page. It
takes milliseconds a page, where a Sphinx build takes seconds.
"""

import posixpath
import re
from collections.abc import Sequence
from typing import Any

from docutils.nodes import make_id
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererProtocol
from markdown_it.token import Token
from myst_parser.parsers.directives import is_option_line
from myst_parser.parsers.mdit import create_md_parser
from myst_parser.parsers.options import TokenizeError, options_to_items

from ..model.kinds import KINDS, Type
from ..model.markup import BIBLIOGRAPHY, DIRECTIVES, PICTURES, TOCTREE, Body, Directive
from ..model.mistake import Mistake
from ..model.records import PAGE, PICTURE, SOURCE, TERM, Figure, Page, Record, Reference, Value
from .settings import Settings

DIRECTIVE = re.compile(r"\{([^}\s]+)\}\s*(.*)")
EXPLICIT_TITLE = re.compile(r".*<([^<>]+)>\s*", re.DOTALL)
FIGURE = re.compile(r"((?:[a-z]+ ){0,3}\d[\d,]*(?:(?: to | or |–|-)\d[\d,]*)?)\s*:")
ELSEWHERE = re.compile(r"[a-zA-Z][\w+.-]*:|#|$")  # the beginning of an address that is no path
CITATION_NOTES = re.compile(r"\{[^{}]*\}")


class _Tokens(RendererProtocol):
    """What MyST asks of a renderer; nothing is rendered, the tokens are all that is wanted here."""

    __output__ = "tokens"

    def __init__(self, parser: MarkdownIt) -> None:
        pass

    def render(self, tokens: Sequence[Token], options: Any, env: Any) -> Sequence[Token]:
        return tokens


class PageReader:
    """Reads pages, all with one parser. `read` gives the page and the mistakes that reading alone shows."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.parser = create_md_parser(settings.markdown, _Tokens)

    def read(self, text: str, path: str) -> tuple[Page, list[Mistake]]:
        file = path.partition("/")[2]
        page = _Page(self.parser, Page(file.removesuffix(".md"), path, published=self.settings.includes(file)))
        page.read_block(text, 0, None)
        return page.page, page.mistakes


class _Page:
    """One page while it is read. `record` is the one in whose text the parser stands, or None."""

    def __init__(self, parser: MarkdownIt, page: Page) -> None:
        self.parser, self.page = parser, page
        self.mistakes: list[Mistake] = []

    def read_block(self, text: str, offset: int, record: Record | None) -> None:
        """Read Markdown that begins `offset` lines into the file."""
        tokens = self.parser.parse(text)
        for position, token in enumerate(tokens):
            if token.type == "front_matter":
                self.page.orphan = bool(re.search(r"^orphan:", token.content, re.MULTILINE))
            elif token.type == "heading_open":
                self.read_heading(tokens[position + 1], token.tag == "h1")
            elif token.type == "inline":
                cited = self.read_inline(token, offset, record)
                if record and record.kind == "count" and position > 1 and tokens[position - 2].type == "list_item_open":
                    self.read_figure(token, offset, record, cited)
            elif token.type in ("fence", "colon_fence") and (match := DIRECTIVE.match(token.info.strip())):
                self.read_directive(match[1], match[2].strip(), token.content, offset + first_line(token), record)

    def read_heading(self, inline: Token, is_title: bool) -> None:
        if is_title and not self.page.title:
            self.page.title = inline.content
        elif anchor := make_id("".join(child.content for child in inline.children or ())):  # of a Chinese one: none
            self.page.anchors.append(anchor)

    def read_directive(self, name: str, argument: str, content: str, line: int, record: Record | None) -> None:
        lines = content.splitlines()
        count = 0
        while count < len(lines) and is_option_line(lines[count]):
            count += 1
        # One that is unknown is named by the rules; its words are looked at all the same.
        directive = DIRECTIVES.get(name, Directive(name, Body.MARKDOWN))
        self.page.has_views = self.page.has_views or directive.lists_project
        self.page.lists_sources = self.page.lists_sources or name == BIBLIOGRAPHY
        if directive.body is Body.TERMS:
            terms = (text for text in lines[count:] if text.strip() and not text.startswith(" "))
            self.page.terms += [text.strip() for text in terms]
        if name in KINDS:
            record = Record(name, argument, self.page.docname, self.page.path, line)
            self.page.records.append(record)
            self.read_options(record, lines[:count])
        if name in PICTURES:
            self.refer_to_path(PICTURE, argument, line, record)
        if name == TOCTREE:
            self.read_toctree(lines[count:], line + count)
        if directive.body is not Body.LITERAL:
            self.read_block("\n".join(lines[count:]), line + count, record)

    def read_toctree(self, lines: list[str], offset: int) -> None:
        for line, text in enumerate(lines, offset + 1):
            explicit = EXPLICIT_TITLE.fullmatch(text)
            entry = (explicit[1] if explicit else text).strip()
            if not ELSEWHERE.match(entry):
                path = self.path(entry).removesuffix(".md")
                self.page.contents.append(path)
                if "*" not in path:
                    self.refer(PAGE, [f"/{path}"], line, None)

    def read_options(self, record: Record, lines: list[str]) -> None:
        for line, text in enumerate((line.lstrip()[1:] for line in lines), record.line + 1):
            try:
                ((name, value),) = options_to_items(text)[0]
            except (TokenizeError, ValueError):
                fix = 'write `:name: value` and put a value that holds ": " or " #" in double quotes'
                message = f"':{text}' cannot be read as an option"
                self.mistakes.append(Mistake(self.page.path, line, "bad-option", message, fix))
                continue
            record.values[name] = Value(value.strip(), line)
            option = None if record.values[name].is_placeholder else record.options.get(name)
            if option and option.type is Type.RECORDS:
                self.refer(option.kind, record.items(name), line, record)
            elif option and option.type is Type.SOURCE:
                self.refer(SOURCE, [value.strip()], line, record)

    def read_figure(self, token: Token, offset: int, record: Record, cited: list[str]) -> None:
        """A list item in a count: `- about 50 to 60: supporters {cite:p}`key``."""
        line = offset + first_line(token)
        if match := FIGURE.match(token.content):
            numbers = [int(number.replace(",", "")) for number in re.findall(r"[\d,]+", match[1])]
            record.figures.append(Figure(match[1], numbers[0], numbers[-1], line, tuple(cited)))
        else:
            message = f"'{token.content.partition(':')[0][:30]}' is no figure that can be compared"
            fix = (
                "begin the item with a number or a range in digits and a colon, such as `- about 50 to 60: supporters`"
            )
            self.mistakes.append(Mistake(self.page.path, line, "figure-form", message, fix))

    def read_inline(self, token: Token, offset: int, record: Record | None) -> list[str]:
        """Note what one paragraph points at; returns the keys that it cites."""
        line = offset + first_line(token)
        cited: list[str] = []
        for child in token.children or ():
            if child.type in ("softbreak", "hardbreak"):
                line += 1
            elif child.type == "text" and "**" in child.content:
                fix = "put a space outside the asterisks, or take the marks of punctuation out of them"
                message = "** is printed as it stands: Markdown finds no bold text here"
                self.mistakes.append(Mistake(self.page.path, line, "unparsed-emphasis", message, fix))
            elif child.type == "link_open":
                self.refer_to_path(PAGE, str(child.attrs["href"]), line, record)
            elif child.type == "image":
                self.refer_to_path(PICTURE, str(child.attrs["src"]), line, record)
            elif child.type == "myst_role":
                role, target = child.meta["name"], child.content
                explicit = EXPLICIT_TITLE.fullmatch(target)
                name = (explicit[1] if explicit else target).strip()
                if role in KINDS or role == TERM:
                    self.refer(role, [name], line, record)
                elif role == "doc":
                    self.refer_to_path(PAGE, name, line, record)
                elif role.startswith("cite"):
                    keys = [key.strip() for key in CITATION_NOTES.sub("", target).split(",")]
                    self.refer(SOURCE, keys, line, record)
                    cited += keys
        return cited

    def path(self, target: str) -> str:
        """A path as this page writes it, seen from the folder docs: `../people/workers.md`, `/people/workers.md`."""
        return posixpath.normpath(posixpath.join("/", posixpath.dirname(self.page.docname), target)).lstrip("/")

    def refer_to_path(self, kind: str, target: str, line: int, record: Record | None) -> None:
        if not ELSEWHERE.match(target):
            self.refer(kind, [f"/{self.path(target)}"], line, record)

    def refer(self, kind: str, targets: list[str], line: int, record: Record | None) -> None:
        inside = record.id if record else None
        self.page.references += [Reference(kind, target, line, inside) for target in targets]


def first_line(token: Token) -> int:
    """The number, from 1, of the line on which a block begins."""
    return token.map[0] + 1 if token.map else 1
