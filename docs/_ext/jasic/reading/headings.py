"""The headings of a page, its title first, and the lines --- between its parts: what stands above and below each."""

from collections.abc import Iterator

from docutils.nodes import make_id
from markdown_it.token import Token
from myst_parser.config.main import MdParserConfig
from myst_parser.slugs import github_slugify, unique_slug

from ..model.markup import BOOK_ONLY, WEBSITE_ONLY, Body, title_and_target
from ..model.record_kinds import KINDS
from .constructs import Heading
from .markdown import BREAKS, DEFINITION, FOOTNOTE, SPAN, Item
from .page_notes import Notes


class Headings:
    """Those of one page, as far as it is read; the rules read what was `found`."""

    def __init__(self, notes: Notes, config: MdParserConfig) -> None:
        self.notes, self.page = notes, notes.page
        self.config = config
        self.found: list[Heading] = []
        self.outer = 0  # the level of the last one at the margin
        self.beginning: tuple[int, str] | None = None  # line and type of the first token
        self.above = (1, "")  # line and type of the last block at the margin
        self.media: set[str] = set()  # for which what stands below the last heading is; "" for all

    def look_above(self, item: Item) -> None:
        """A line --- separates something from something; a heading is followed by something, or by smaller ones."""
        token, kind = item.token, item.token.type
        if not self.beginning and kind not in ("front_matter", DEFINITION):
            self.beginning = (item.line, kind)
        self.media |= set(media_of(item))
        if item.around or kind.startswith("footnote"):  # those are moved below everything else
            return
        if kind == "hr" and self.above[1] in ("heading_open", "hr"):
            self.notes.mistake(item.line, "separator", "nothing stands above this line ---", "delete it")
        if kind == "heading_open":
            self.look_below(int(token.tag[1]))
            self.media = set()
        self.above = (item.line, kind)

    def look_below(self, level: int) -> None:
        """Note the last heading if another of this level comes right below it, for all media or for some."""
        last = self.found[-1] if self.found else None
        if last and last.level >= level and len(self.media) == 1 and "" not in self.media:
            message = "all that stands below this heading is for one medium, and in the others it is bare"
            self.notes.mistake(last.line, "one-medium", message, "write something for all, or take the marks away")
        if last and self.above == (last.line, "heading_open") and last.level >= max(level, 2):
            self.page.bare.append(last.line)

    def read(self, heading: Token, item: Item) -> None:
        """Note a heading, whose words the item holds, and all addresses that the site gives it."""
        token, is_outer = item.token, item.around == ("heading",)
        words = [child for child in token.children or () if child.type in ("text", "text_special", "code_inline")]
        level, anchor = int(heading.tag[1]), make_id(printed(token))  # of a Chinese heading there is none
        addresses = [anchor]
        if level <= self.config.heading_anchors:
            slug = (self.config.heading_slug_func or github_slugify)("".join(word.content for word in words))
            addresses.append(unique_slug(slug, self.page.slugs))
            self.page.slugs.add(addresses[-1])
        else:
            self.page.deep.add(anchor)
        if level == 1 and not self.page.title:
            self.page.title = token.content
        elif anchor:
            self.page.anchors.append(anchor)
        if heading.markup.startswith("#"):  # one that is underlined is a slip, which has a rule of its own
            # What stands in a box or a record is no step between those at the margin.
            before = self.outer if is_outer else self.found[-1].level if self.found else 0
            self.found.append(Heading(self.page.path, item.line, level, printed(token), tuple(addresses), before))
            self.outer = level if is_outer else self.outer

    def end(self) -> None:
        """A page begins with its title, or with settings on its first line, and ends in no heading or line ---."""
        line, kind = self.beginning or (1, "heading_open")
        if kind == "hr":
            fix = "begin the page with a line ---, and set another below its settings"
            message = "settings that are not between two lines of --- are printed"
            self.notes.mistake(line, "front-matter", message, fix)
        elif kind != "heading_open" and self.page.title:
            fix = "move them below the line `# …`"
            self.notes.mistake(line, "no-title", "words stand above the title", fix)
        line, kind = self.above
        if kind == "hr" and self.page.title:
            self.notes.mistake(line, "separator", "nothing stands below this line ---", "delete it")
        self.look_below(1)


def media_of(item: Item) -> Iterator[str]:
    """For which medium something is that is printed below a heading, "" for all; nothing of what only holds others."""
    if item.directive:
        declared = item.directive.parts.declared
        yield from ("",) if declared.body is not Body.MARKDOWN or item.directive.name in KINDS else ()
    elif item.token.type in ("fence", "table_open"):
        yield ""
    elif item.token.type == "inline" and item.around[-1:] == ("paragraph",) and FOOTNOTE not in item.around:
        depth, medium = 0, ""
        for part in item.token.children or ():
            if part.type == "span_open" and not depth:
                medium = next(filter((WEBSITE_ONLY, BOOK_ONLY).__contains__, str(part.attrs.get("class")).split()), "")
            depth += part.nesting if part.type in SPAN else 0
            if depth or part.type in SPAN:
                yield medium
            elif part.content.strip() or part.type not in ("text", *BREAKS):
                yield ""


def printed(heading: Token) -> str:
    """The words of a heading as Sphinx makes an address of them: of a role what is shown, of a picture nothing."""
    words = ""
    for part in heading.children or ():
        if part.type == "myst_role" and part.meta["name"] == "abbr":
            words += part.content.partition("(")[0]
        elif part.type == "myst_role":
            title, target = title_and_target(part.content)
            words += title or target
        elif part.type != "image":
            words += part.content
    return words
