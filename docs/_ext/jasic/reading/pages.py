"""Reading a page without a build: its records, what it points at, and the line of each.

The page is walked with MyST's own parser, so that the linter and the build see the same page. It takes milliseconds a
page, where a Sphinx build takes seconds. Each part of it has a reader of its own, in a module that is called after it.
"""

from collections.abc import Iterable, Mapping
from itertools import takewhile
from urllib.parse import unquote

from markdown_it.token import Token
from myst_parser.config.main import MdParserConfig

from ..model.forms import is_page_address
from ..model.markup import BOOK_ONLY, DESCRIPTION, ORPHAN, SHORT_TITLE
from ..model.mistake import Mistake
from ..model.private import PrivateData, private_data
from ..model.record_kinds import CHINESE_TITLE, KINDS
from ..model.records import PAGE, Page, Paragraph, Prose, Record, Value
from .constructs import Construct, FrontMatter, Link, Passage, Picture, RoleUse, Words
from .directives import Directives
from .footnotes import Footnotes
from .headings import Headings
from .markdown import BREAKS, SPAN, Item, Markdown
from .page_notes import Notes
from .record_lists import Lists
from .records import Records
from .settings import Settings
from .slips import Slips


class PageReader:
    """Reads pages, all with one parser: the page, its constructs for the rules, and what reading alone finds wrong."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.markdown = Markdown(settings.markdown)

    def read(self, text: str, path: str) -> tuple[Page, list[Construct], list[Mistake]]:
        file = path.partition("/")[2]
        page = Page(file.removesuffix(".md"), path, published=self.settings.includes(file))
        reading = _Reading(page, self.settings.markdown)
        constructs: list[Construct] = []
        for item in self.markdown.walk(text, path):
            reading.read(item)
            constructs += item.constructs
        reading.footnotes.end()
        reading.headings.end()
        constructs += reading.headings.found
        # Lines that were meant as options have a message already, and would be named as markup left over too.
        late = reading.records.late
        constructs = [each for each in constructs if not (isinstance(each, Words) and each.line in late)]
        return page, constructs, reading.notes.mistakes


class _Reading:
    """One page while it is read."""

    def __init__(self, page: Page, config: MdParserConfig) -> None:
        self.page = page
        self.notes = Notes(page)
        self.headings = Headings(self.notes, config)
        self.footnotes = Footnotes(self.notes)
        self.directives = Directives(self.notes)
        self.records = Records(self.notes)
        self.lists = Lists(self.notes)
        self.slips = Slips(self.notes)
        self.heading: Token | None = None  # whose words come next

    def read(self, item: Item) -> None:
        record = self.notes.record = self.records.around(item)
        kind = item.token.type
        self.headings.look_above(item)
        self.slips.look_at_break(item)
        self.slips.look_at_margin(item)
        self.directives.look_inside(item)
        self.footnotes.look_inside(item)
        self.slips.look_at_row(item)
        if kind == "heading_open":
            self.heading = item.token
        elif kind.startswith("footnote"):
            self.footnotes.read(item)
        elif kind == "inline":
            self.read_words(item, record)
        else:
            if item.directive:
                self.directives.read(item.directive)
                self.records.read(item.directive, len(item.around))
            elif record:
                self.lists.look(item, record, self.records.open[-1][0])
            self.read_constructs(item.constructs)

    def read_words(self, item: Item, record: Record | None) -> None:
        """What stands in a paragraph, a heading, a cell or the like."""
        self.read_constructs(item.constructs)
        words = item.token.content.replace("\n", " ")
        self.page.prose.append(Prose(item.line, words, record.id if record else None))
        if self.heading:
            self.headings.read(self.heading, item)
        elif item.around == ("paragraph",) and self.page.anchors:
            self.page.paragraphs.append(Paragraph(item.line, self.page.anchors[-1], bold_opening(item.token)))
        self.page.opening = self.page.opening or opening(item)
        self.heading = None
        if record and item.around[-2:] == ("list_item", "paragraph"):
            self.lists.read(item, record)

    def read_constructs(self, constructs: Iterable[Construct]) -> None:
        """Note what links and roles point at."""
        for construct in constructs:
            if isinstance(construct, Passage) and construct.text != construct.source:
                self.read_passage(construct)
            elif isinstance(construct, Picture) and construct.address and ".." not in construct.address:
                # One that leads upwards is none that can be shown, whether it is there or not.
                self.page.pictures.append((construct.line, self.page.from_docs(construct.address)))
            elif isinstance(construct, FrontMatter):
                self.read_settings(construct)
            elif isinstance(construct, Link) and is_page_address(construct.address) and construct.address[0] in "/#":
                self.notes.refer(PAGE, [unquote(construct.address)], construct.line)
            elif isinstance(construct, RoleUse):
                self.notes.read_role(construct)

    def read_settings(self, settings: FrontMatter) -> None:
        named = settings.settings or {}
        self.page.is_orphan = named.get(ORPHAN) is True
        self.page.short = words_of(SHORT_TITLE, named, settings.line)
        self.page.zh_title = words_of(CHINESE_TITLE, named, settings.line)
        self.page.description = words_of(DESCRIPTION, named, settings.line)

    def read_passage(self, passage: Passage) -> None:
        """Note private data that no line of the source shows: cut by emphasis or a line's end, or by entities."""
        found = list(private_data(passage.text))
        lines = passage.source.split("\n") if found else []
        known = {words for line in lines for _, words in private_data(line)}
        path, line = passage.path, passage.line
        self.page.private += [PrivateData(path, line, what, words) for what, words in found if words not in known]


def words_of(setting: str, named: Mapping[object, object], line: int) -> Value | None:
    """The words of a setting that stands in front matter whose first line is given."""
    words = named.get(setting)
    return Value(words, line + 1 + list(named).index(setting)) if isinstance(words, str) and words.strip() else None


def opening(item: Item) -> str:
    """A paragraph without the signs of Markdown, with its roles as they are written, and its lines as one.

    Of what stands elsewhere than at the margin or in a record nothing, and no words that are for the book alone.
    """
    *around, block = item.around or ("",)
    if block != "paragraph" or any(name.strip("{}") not in KINDS for name in around):
        return ""
    words, hidden = "", 0
    for part in item.token.children or ():
        if hidden or BOOK_ONLY in str(part.attrs.get("class", "")).split():
            hidden += part.nesting if part.type in SPAN else 0
        elif part.type == "myst_role":
            words += f"{{{part.meta['name']}}}`{part.content}`"
        else:
            words += " " if part.type in BREAKS else part.content
    return words.strip()


def bold_opening(token: Token) -> str:
    """The bold words with which a paragraph opens, or nothing."""
    children = [child for child in token.children or () if child.type != "text" or child.content]
    if not children or children[0].type != "strong_open":
        return ""
    return "".join(child.content for child in takewhile(lambda child: child.type != "strong_close", children))
