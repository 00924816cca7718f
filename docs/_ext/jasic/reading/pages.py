"""Reading a page without a build: its records, what it points at, and the line of each.

The page is walked with MyST's own parser, so that the linter and the build see the same page. It takes milliseconds a
page, where a Sphinx build takes seconds.
"""

import re
from collections.abc import Iterable

from docutils.nodes import make_id
from myst_parser.parsers.options import TokenizeError, options_to_items

from ..model.kinds import KINDS, Type
from ..model.markup import BIBLIOGRAPHY, CITATION_ROLES, Body
from ..model.mistake import Mistake
from ..model.private import private_data
from ..model.records import PAGE, SOURCE, TERM, Figure, Page, Record, Reference, Value
from .constructs import Construct, FrontMatter, Link, Picture, RoleUse
from .markdown import Item, Markdown, Split, split_terms
from .settings import Settings

EXPLICIT_TITLE = re.compile(r".*<([^<>]+)>\s*", re.DOTALL)
FIGURE = re.compile(r"((?:[a-z]+ ){0,3}\d[\d,]*(?:(?: to | or |–|-)\d[\d,]*)?)\s*:")
CITATION_NOTES = re.compile(r"\{[^{}]*\}")


class PageReader:
    """Reads pages, all with one parser: the page, its constructs for the rules, and what reading alone finds wrong."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.markdown = Markdown(settings.markdown)

    def read(self, text: str, path: str) -> tuple[Page, list[Construct], list[Mistake]]:
        file = path.partition("/")[2]
        page = Page(file.removesuffix(".md"), path, published=self.settings.includes(file))
        reading = _Reading(page)
        constructs: list[Construct] = []
        for number, line in enumerate(text.split("\n"), 1):
            page.private += [(number, what, words) for what, words in private_data(line)]
        for item in self.markdown.walk(text, path):
            reading.read(item)
            constructs += item.constructs
        return page, constructs, reading.mistakes


class _Reading:
    """One page while it is read."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.mistakes: list[Mistake] = []
        self.records: list[tuple[int, Record]] = []  # those that are open, with how deep they stand
        self.figure: tuple[int, Record] | None = None  # line and count of the list item that is being read
        self.heading = ""

    def read(self, item: Item) -> None:
        while self.records and len(item.around) <= self.records[-1][0]:
            self.records.pop()
        record = self.records[-1][1] if self.records else None
        token, kind = item.token, item.token.type
        if kind == "heading_open":
            self.heading = token.tag
        elif kind == "inline":
            if self.heading:
                self.read_heading(token.content, "".join(child.content for child in token.children or ()))
            self.heading = ""
            if record and record.kind == "count" and item.around[-2:] == ("list_item", "paragraph"):
                self.read_figure(token.content, item, record)
        elif item.directive:
            self.read_directive(item, item.directive, record)
            self.read_construct(item.constructs, item.line, record)
        else:
            self.read_construct(item.constructs, item.line, record)

    def read_heading(self, source: str, text: str) -> None:
        if self.heading == "h1" and not self.page.title:
            self.page.title = source
        elif anchor := make_id(text):  # of a Chinese heading there is none
            self.page.anchors.append(anchor)

    def read_directive(self, item: Item, directive: Split, record: Record | None) -> None:
        self.page.has_views = self.page.has_views or directive.declared.lists_project
        self.page.lists_sources = self.page.lists_sources or directive.name == BIBLIOGRAPHY
        if directive.name == "toctree":
            numbered = enumerate(directive.body.splitlines(), directive.body_line)
            self.page.contents += [(line, text.strip()) for line, text in numbered if text.strip()]
        if directive.declared.body is Body.TERMS:
            pieces = split_terms(directive.body, directive.body_line)
            self.page.terms += [text.strip() for _, text, is_term in pieces if is_term]
        if directive.name in KINDS:
            record = Record(directive.name, directive.argument, self.page.docname, self.page.path, item.line)
            self.page.records.append(record)
            self.records.append((len(item.around), record))
            self.read_options(record, directive.options)

    def read_options(self, record: Record, options: Iterable[tuple[int, str]]) -> None:
        for line, text in options:
            try:
                ((name, value),) = options_to_items(text)[0]
            except (TokenizeError, ValueError):
                fix = 'write `:name: value` and put a value that holds ": " or " #" in double quotes'
                message = f"':{text}' cannot be read as an option"
                self.mistakes.append(Mistake(self.page.path, line, "bad-option", message, fix))
                continue
            record.values[name] = Value(value.strip(), line)
            option = record.options.get(name)
            if option and option.type is Type.RECORDS:
                self.refer(option.kind, record.items(name), line, record)
            elif option and option.type is Type.SOURCE:
                self.refer(SOURCE, [value.strip()], line, record)

    def read_figure(self, text: str, item: Item, record: Record) -> None:
        """A list item in a count: `- about 50 to 60: supporters {cite:p}`key``."""
        if match := FIGURE.match(text):
            numbers = [int(number.replace(",", "")) for number in re.findall(r"[\d,]+", match[1])]
            roles = [child for child in item.token.children or () if child.type == "myst_role"]
            keys = [key for role in roles if role.meta["name"] in CITATION_ROLES for key in cited_keys(role.content)]
            record.figures.append(Figure(match[1], numbers[0], numbers[-1], item.line, tuple(keys)))
        else:
            message = f"'{text.partition(':')[0][:30]}' is no figure that can be compared"
            fix = "begin it with a number or a range in digits, and a colon, such as `- about 50 to 60: who says so`"
            self.mistakes.append(Mistake(self.page.path, item.line, "figure-form", message, fix))

    def read_construct(self, constructs: Iterable[Construct], line: int, record: Record | None) -> None:
        """Note what links and roles point at."""
        for construct in constructs:
            if isinstance(construct, Picture) and construct.address:
                self.page.pictures.append((line, self.file(construct.address)))
            elif isinstance(construct, FrontMatter):
                self.page.is_orphan = "orphan" in construct.content
            elif isinstance(construct, Link) and construct.address.startswith("/"):
                self.refer(PAGE, [construct.address], line, record)
            elif isinstance(construct, RoleUse):
                if construct.name in KINDS or construct.name == TERM:
                    explicit = EXPLICIT_TITLE.fullmatch(construct.content)
                    target = explicit[1] if explicit else construct.content
                    self.refer(construct.name, [target.strip()], line, record)
                elif construct.name in CITATION_ROLES:
                    self.refer(SOURCE, cited_keys(construct.content), line, record)

    def file(self, address: str) -> str:
        """The path of a picture below docs; an address that begins with / is named from there."""
        folder = self.page.docname.rpartition("/")[0]
        return address.removeprefix("/") if address.startswith("/") or not folder else f"{folder}/{address}"

    def refer(self, kind: str, targets: list[str], line: int, record: Record | None) -> None:
        inside = record.id if record else None
        self.page.references += [Reference(kind, target, line, inside) for target in targets]


def cited_keys(content: str) -> list[str]:
    """The keys that a citation names: `{see}yue2018letter{p. 3}, li2019report`."""
    return [key.strip() for key in CITATION_NOTES.sub("", content).split(",")]
