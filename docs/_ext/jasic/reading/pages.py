"""Reading a page without a build: its records, what it points at, and the line of each.

The page is walked with MyST's own parser, so that the linter and the build see the same page. It takes milliseconds a
page, where a Sphinx build takes seconds.
"""

import re
from collections.abc import Iterable, Mapping
from itertools import takewhile
from urllib.parse import unquote

from docutils.nodes import make_id
from markdown_it.token import Token
from myst_parser.config.main import MdParserConfig
from myst_parser.slugs import github_slugify, unique_slug

from ..model.anchors import is_ours
from ..model.chinese import is_chinese
from ..model.custody import CONFIRMED, DISPUTED, SAID_OF, Situation
from ..model.forms import PAGE_NAME, is_page_address
from ..model.markup import (
    BOOK_ONLY,
    CARD_LINK,
    CITATION_ROLES,
    DESCRIPTION,
    HOLDERS,
    LINK_TYPE,
    ORPHAN,
    SHORT_TITLE,
    Body,
    cited_keys,
    title_and_target,
)
from ..model.mistake import Mistake, closest, nearest
from ..model.private import private_data
from ..model.record_kinds import CHINESE_TITLE, KINDS, Listed, Type
from ..model.records import LABEL, PAGE, SOURCE, TERM, Estimate, Page, Paragraph, Prose, Record, Reference, Value
from ..model.views import BIBLIOGRAPHY, PHASE_STRIP
from . import limits
from .constructs import Construct, FrontMatter, Heading, Link, Passage, Picture, RoleUse, Words
from .markdown import DEFINITION, Item, Markdown, Split, option_cure, option_items, split_terms, without_stray_quote
from .settings import Settings

FIRST_OPTION = re.compile(r"\s*(?:[-*+] )?\**[:：]?([A-Za-z-]+)\**[:：]\**((?:\s.*)?)$")  # above the first empty line
LATE_OPTION = re.compile(r"\s*:([A-Za-z-]+):((?:\s.*)?)$")
BROKEN_OPTION = re.compile(r"\s*([A-Za-z-]+)\s*[:：]?\s*(.*)")
EXPLICIT_TITLE = re.compile(r"[^<]+<([^<>]+)>\s*")  # Sphinx takes all from the first < on for what is named
LISTED_PARTS = ("text", "text_special", "myst_role", "softbreak")  # tokens of a line of a count or of custody
SITUATION = re.compile(r"([a-z-]+\s*,[^:：{]{4,80}?)\s*:")
ROW = re.compile(r"(?:\s|>|[-*+:] |\d+[.)] )*\|")  # of a table, in whatever stands around it
CITED = re.compile(r"\s*\{cite:[pt]\}`[^`]*`")
IS_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*").fullmatch


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
        constructs += reading.headings
        # Lines that were meant as options have a message already, and would be named as markup left over too.
        constructs = [each for each in constructs if not (isinstance(each, Words) and each.line in reading.late)]
        reading.compare_footnotes()
        reading.look_above_title()
        reading.look_at_end()
        return page, constructs, reading.mistakes


class _Reading:
    """One page while it is read."""

    def __init__(self, page: Page, config: MdParserConfig) -> None:
        self.page = page
        self.config = config
        self.footnotes: dict[str, list[int]] = {}  # lines where each is explained
        self.footnote_marks: dict[str, int] = {}  # and where it is first referred to
        self.mistakes: list[Mistake] = []
        self.late: set[int] = set()  # lines of options that the parser takes for words
        self.records: list[tuple[int, Record]] = []  # those that are open, with how deep they stand
        self.is_ruled = True  # the table that is read has a | at the beginning of its first row
        self.drawn: list[Record] = []  # those whose list has been met
        self.ended = 0  # the line right below the paragraph that was read last
        self.filled: dict[tuple[str, str], int] = {}  # views by name and argument, with their lines
        self.headings: list[Heading] = []
        self.outer = 0  # the level of the last one at the margin
        self.heading: Token | None = None  # whose words come next
        self.beginning: tuple[int, str] | None = None  # line and type of the first token
        self.above = (1, "")  # line and type of the last block at the margin

    def read(self, item: Item) -> None:
        while self.records and len(item.around) <= self.records[-1][0]:
            self.records.pop()
        record = self.records[-1][1] if self.records else None
        token, kind = item.token, item.token.type
        if not self.beginning and kind not in ("front_matter", DEFINITION):
            self.beginning = (item.line, kind)
        if not item.around and not kind.startswith("footnote"):  # those are moved below everything else
            self.look_above(item.line, token)
        self.look_at_break(item)
        self.look_inside(item)
        self.look_at_row(item)
        if kind == "heading_open":
            self.heading = token
        elif kind == "inline":
            self.read_construct(item.constructs, item.line, record)
            words = token.content.replace("\n", " ")
            self.page.prose.append(Prose(item.line, words, record.id if record else None))
            if self.heading:
                self.read_heading(self.heading, item)
            elif item.around == ("paragraph",) and self.page.anchors:
                self.page.paragraphs.append(Paragraph(item.line, self.page.anchors[-1], bold_opening(token)))
            self.page.opening = self.page.opening or opening(item)
            self.heading = None
            if record and item.around[-2:] == ("list_item", "paragraph"):
                self.read_list_item(token.content, item, record)
        elif kind.startswith("footnote"):
            self.read_footnote(item)
        elif item.directive:
            self.read_directive(item, item.directive, record)
            self.read_construct(item.constructs, item.line, record)
        else:
            self.read_construct(item.constructs, item.line, record)
            self.look_at_list(item, record)

    def read_footnote(self, item: Item) -> None:
        kind, label = item.token.type, str(item.token.meta.get("label", ""))
        if kind == "footnote_reference_open":
            self.footnotes.setdefault(label, []).append(item.line)
        elif kind == "footnote_ref":
            self.footnote_marks.setdefault(label, item.line)
            if "heading" in item.around:  # which the contents and the book repeat
                self.mistake(item.line, "a footnote stands in a heading", "set it behind a sentence below", "footnote")

    def read_heading(self, heading: Token, item: Item) -> None:
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
            before = self.outer if is_outer else self.headings[-1].level if self.headings else 0
            self.headings.append(Heading(self.page.path, item.line, level, printed(token), tuple(addresses), before))
            self.outer = level if is_outer else self.outer

    def read_directive(self, item: Item, directive: Split, record: Record | None) -> None:
        if directive.declared.is_view:
            self.look_at_view(item.line, directive.name, directive.argument)
        if directive.name == BIBLIOGRAPHY:
            self.page.bibliographies.append((item.line, directive.argument))
        if directive.name == PHASE_STRIP:
            self.page.phase_strips.append(item.line)
        if directive.name == "toctree":
            numbered = enumerate(directive.body.splitlines(), directive.body_line)
            self.page.globs = self.page.globs or any(text.startswith("glob:") for _, text in directive.options)
            self.page.contents += [(line, text.strip()) for line, text in numbered if text.strip()]
        if directive.declared.body is Body.TERMS:
            pieces = split_terms(directive.body, directive.body_line)
            self.read_terms(list(pieces))
        if kind := directive.declared.says.names:
            named = [name.strip() for name in directive.argument.split(",") if name.strip()]
            for name in dict.fromkeys(name for name in named if named.count(name) > 1):
                self.mistake(
                    item.line, f"'{name}' stands twice behind {directive.name}", "name it once", "repeated-item"
                )
            self.refer(kind, named, item.line, record)
        if LINK_TYPE in directive.declared.options:
            self.read_card_link(directive, record)
        if directive.name in KINDS:
            record = Record(directive.name, directive.argument, self.page.docname, self.page.path, item.line)
            self.page.records.append(record)
            self.records.append((len(item.around), record))
            self.read_options(record, directive)

    def look_at_view(self, line: int, name: str, argument: str) -> None:
        """What is made from the records stands once on a page, and few of it: each may list all of them."""
        first = self.filled.setdefault((name, argument), line)
        if first != line:
            message = f"'{f'{name} {argument}'.strip()}' stands in line {first} too"
            self.mistake(line, message, "keep one of the two", "repeated-item")
        elif len(self.filled) > limits.VIEWS:
            message = f"the page has more than {limits.VIEWS} lists and figures made from the records"
            self.mistake(line, message, "make several pages of it", "too-much")

    def read_card_link(self, card: Split, record: Record | None) -> None:
        """A card names a page or a label as roles do; without saying which, it would name an address of the web."""
        parted = ((line, text.partition(":")) for line, text in card.options)
        options = {name.strip(): (line, value.strip()) for line, (name, _, value) in parted}
        if CARD_LINK not in options:
            return
        line, target = options[CARD_LINK]
        if LINK_TYPE not in options:
            message = f"nothing says what '{target[:60]}' is to this card"
            self.mistake(line, message, f"add a line `:{LINK_TYPE}: doc` below", "directive-option")
        elif PAGE_NAME.allows(target):
            self.read_role(RoleUse(self.page.path, line, options[LINK_TYPE][1], target), line, record)

    def read_terms(self, pieces: list[tuple[int, str, bool]]) -> None:
        """The terms of a glossary; a term stands right above its explanation, or above another name for the same."""
        lines = self.page.terms
        known = {term.lower(): line for term, line in lines.items()}  # {term} asks for no capitals
        for (line, text, is_term), below in zip(pieces, [*pieces[1:], None]):
            term = text.strip()
            if not is_term:
                continue
            if term.lower() in known:
                message = f"'{term}' is explained in line {known[term.lower()]} too"
                self.mistake(line, message, "make one explanation of the two", "glossary-form")
            elif below is None or (below[2] and below[0] > line + 1):
                fix = "set the explanation in by two spaces, in the lines below its term"
                self.mistake(line, f"'{term[:40]}' is taken for a term without an explanation", fix, "glossary-form")
            lines.setdefault(term, line)
            known.setdefault(term.lower(), line)

    def read_options(self, record: Record, directive: Split) -> None:
        """The options of a record, those included that the parser takes for words because something stands above."""
        for line, text in directive.options:
            name, value = self.read_option(line, text)
            if name in record.values:
                self.mistake(line, f"{name} stands in line {record.values[name].line} too", "keep one of the two")
            self.note_option(record, name, Value(value, line))
        beginning = True
        for number, text in enumerate(directive.body.splitlines()):
            option = (LATE_OPTION if number and not beginning else FIRST_OPTION).match(text)
            beginning = beginning and bool(text.strip())
            if option and option[1].lower() in record.options and option[1] not in record.values:
                self.late.add(directive.body_line + number)
                self.late_option(record, directive, number)
                self.note_option(record, option[1].lower(), Value(option[2].strip(), directive.body_line + number))

    def late_option(self, record: Record, directive: Split, number: int) -> None:
        """Name what has ended the options too early, once for a record."""
        line, above = directive.body_line, directive.body.splitlines()[: number + 1]
        message, fix = f"the options of the {record.kind} end here", "delete the empty line"
        if above[0].strip():
            option = FIRST_OPTION.match(above[0])
            named = option and option[1].lower() in record.options
            fix = "write each option in one line, as `:name: value`"
            if option and named:
                fix = f"write `:{option[1].lower()}: {option[2].strip()}`"
        message += f", because this line is {'no option' if above[0].strip() else 'empty'}"
        if not any(mistake.line == line for mistake in self.mistakes):
            self.mistake(line, message, fix)

    def read_option(self, line: int, text: str) -> tuple[str, str]:
        """The name and the value of an option; of one that cannot be read, what they seem to be."""
        if "\\" in text:
            self.mistake(
                line, f"':{text}' has a backslash, which may stand for a sign that nobody sees", "write the sign"
            )
        items = option_items(text)
        if items and len(items) == 1:
            return items[0][0], items[0][1].strip()
        match = BROKEN_OPTION.match(text)
        name, value = (match[1].lower(), without_stray_quote(match[2].strip())) if match else (text.strip(), "")
        self.mistake(line, f"':{text}' cannot be read as an option", option_cure(name, value))
        return name, value

    def note_option(self, record: Record, name: str, value: Value) -> None:
        if name in record.values:
            return
        record.values[name] = value
        option = record.options.get(name)
        if option and option.type is Type.RECORDS:
            self.refer(option.kind, record.items(name), value.line, record)
        elif option and option.type is Type.SOURCE:
            self.refer(SOURCE, value.items(), value.line, record)

    def mistake(self, line: int, message: str, fix: str, rule: str = "bad-option") -> None:
        self.mistakes.append(Mistake(self.page.path, line, rule, message, fix))

    def look_at_list(self, item: Item, record: Record | None) -> None:
        """A record that is drawn from a list has one, of which each line is read; another would stay words."""
        drawn = record and record.about.listed is not Listed.NOTHING
        if not record or not drawn or item.token.type not in ("bullet_list_open", "ordered_list_open"):
            return
        ordered, deeper = item.token.type == "ordered_list_open", len(item.around) > self.records[-1][0] + 1
        second = record in self.drawn
        if ordered or deeper or second:
            what = "a numbered list" if ordered else "a list inside something else" if deeper else "a second list"
            form = "figure-form" if record.about.listed is Listed.ESTIMATES else "custody-form"
            fix = "write all lines below each other in one list, each with `- ` at its beginning"
            self.mistake(item.line, f"{what} in a record of this kind is not drawn", fix, form)
        self.drawn.append(record)

    def read_list_item(self, text: str, item: Item, record: Record) -> None:
        """A line of the list in a record, where its kind says that such lines are more than words."""
        roles = [child for child in item.token.children or () if child.type == "myst_role"]
        cited = [role.content for role in roles if role.meta["name"] in CITATION_ROLES]
        keys = tuple(key for content in cited for key in cited_keys(content))
        if record.about.listed is Listed.ESTIMATES:
            self.read_estimate(text, item, record, keys)
        elif record.about.listed is Listed.SITUATIONS:
            self.read_situation(text, item, record, keys)

    def read_situation(self, text: str, item: Item, record: Record, keys: tuple[str, ...]) -> None:
        """`- criminal-detention, 2018-07-27/2018-09-03, shenzhen, confirmed: words {cite:p}`key``."""
        match = SITUATION.match(text)
        parts = [part.strip() for part in match[1].split(",")] if match else []
        if not 2 <= len(parts) <= 4 or (len(parts) == 4 and not nearest(parts[3], SAID_OF)):
            record.unread_items = True
            message = f"'{text.partition(':')[0][:40]}' is no measure with a date"
            fix = (
                f"write measure, date and, if need be, place and `{CONFIRMED}` or `{DISPUTED}`: "
                "`- bail, 2018-08-04: who says so`"
            )
            self.mistake(item.line, message, fix, "custody-form")
            return
        measure, date, *more = parts
        if meant := next((part for part in more if part not in SAID_OF and nearest(part, SAID_OF)), ""):
            record.unread_items = True
            self.mistake(item.line, f"'{meant}' is no place", f"write {nearest(meant, SAID_OF)}", "custody-form")
            return
        self.look_at_words(item, measure, "custody-form")
        place = next((part for part in more if part not in SAID_OF), "")
        note = CITED.sub("", text.partition(":")[2]).strip()
        if not note:
            fix = "say behind the colon what the sources report, in a few words"
            self.mistake(item.line, f"nothing is said of '{measure}'", fix, "custody-form")
        marks = CONFIRMED in more, DISPUTED in more
        if len(said := [part for part in more if part in SAID_OF]) > 1:
            self.mistake(item.line, f"'{', '.join(said)}' is said of one report", "keep one of the two", "custody-form")
        record.situations.append(Situation(measure, date, place, marks[0], note, item.line, keys, marks[1]))
        self.refer("place", [place] if place else [], item.line, record)

    def look_at_words(self, item: Item, begins: str, rule: str) -> None:
        """A line that is shown elsewhere too, also where there is no markup, holds plain words and roles."""
        if other := next((child for child in item.token.children or () if child.type not in LISTED_PARTS), None):
            message = f"'{begins}' holds more than words and roles ({other.type.removesuffix('_open')})"
            self.mistake(item.line, message, "write plain words: the line is shown on other pages too", rule)

    def read_estimate(self, text: str, item: Item, record: Record, keys: tuple[str, ...]) -> None:
        """`- about 50 to 60: supporters {cite:p}`key``."""
        if estimate := Estimate.read(text, item.line, keys):
            record.estimates.append(estimate)
            self.look_at_words(item, estimate.text, "figure-form")
        else:
            record.unread_items = True
            message = f"'{text.partition(':')[0][:30]}' is no figure that can be compared"
            fix = "begin it with a number or a range in digits, and a colon, such as `- about 50 to 60: who says so`"
            self.mistake(item.line, message, fix, "figure-form")

    def look_above_title(self) -> None:
        """A page begins with its title, or with settings on its first line."""
        line, kind = self.beginning or (1, "heading_open")
        if kind == "hr":
            fix = "begin the page with a line ---, and set another below its settings"
            self.mistake(line, "settings that are not between two lines of --- are printed", fix, "front-matter")
        elif kind != "heading_open" and self.page.title:
            self.mistake(line, "words stand above the title", "move them below the line `# …`", "no-title")

    def look_inside(self, item: Item) -> None:
        """What holds cards or tabs holds nothing else: it would not be shown."""
        if not item.around or not item.around[-1].startswith("{"):
            return
        holder = item.around[-1].strip("{}")
        held = HOLDERS.get(holder)
        if held and (item.directive is None or item.directive.name != held):
            message, fix = (
                f"a {holder} holds nothing but {held}",
                f"write it into a :::{{{held}}}, or below the {holder}",
            )
            self.mistake(item.line, message, fix, "directive-body")

    def look_at_break(self, item: Item) -> None:
        """At the beginning of a line the sign for more, or a plus, is one only where no empty line stands above it."""
        token = item.token
        if not token.block or token.type == "inline":
            return  # words of the paragraph
        ended, self.ended = self.ended, 0
        made = {"blockquote_open": "a quotation", "bullet_list_open": "a list"}.get(token.type)
        if token.type == "paragraph_open" and token.map:
            self.ended = item.line + token.map[1] - token.map[0]
        elif ended == item.line and made and token.markup in (">", "+"):  # whatever that paragraph stands in
            message = f"the {token.markup} at the beginning of this line makes {made} of it"
            fix = "set an empty line above it, or write a word for the sign"
            self.mistake(item.line, message, fix, "leftover-markup")

    def look_at_row(self, item: Item) -> None:
        """A row begins with |, or one can tell neither where a table ends nor whether a cell of it is lost."""
        if item.token.type != "tr_open":
            return
        is_ruled = ROW.match(item.token.content) is not None
        if "thead" in item.around[-1:]:
            self.is_ruled = is_ruled
            message, fix = "the rows of this table have no | at their beginning", "begin and end each with |"
        else:
            message, fix = "this line is taken for a row of the table above it", "set an empty line above it"
        if not is_ruled and (self.is_ruled or "thead" in item.around[-1:]):
            self.mistake(item.line, message, fix, "table-row")

    def look_above(self, line: int, token: Token) -> None:
        """A line --- separates something from something; a heading is followed by something, or by smaller ones."""
        if token.type == "hr" and self.above[1] in ("heading_open", "hr"):
            self.mistake(line, "nothing stands above this line ---", "delete it", "separator")
        if token.type == "heading_open":
            self.look_below_heading(int(token.tag[1]))
        self.above = (line, token.type)

    def look_below_heading(self, level: int) -> None:
        """Note the last heading if another of this level comes right below it."""
        last = self.headings[-1] if self.headings else None
        if last and self.above == (last.line, "heading_open") and last.level >= max(level, 2):
            self.page.bare.append(last.line)

    def look_at_end(self) -> None:
        """Nor does a line --- or a heading end a page."""
        line, kind = self.above
        if kind == "hr" and self.page.title:
            self.mistake(line, "nothing stands below this line ---", "delete it", "separator")
        self.look_below_heading(1)

    def compare_footnotes(self) -> None:
        """A footnote that is not explained is an empty mark; one without a mark, or a second one, is not printed."""
        for label, line in self.footnote_marks.items():
            if label not in self.footnotes:
                fix = closest(f"[^{label}]", (f"[^{name}]" for name in self.footnotes), "")
                fix = fix or f"add a line `[^{label}]: …` with an empty line above it"
                self.mistake(line, f"the footnote [^{label}] is not explained", fix, "footnote")
        for label, (first, *more) in self.footnotes.items():
            if is_ours(make_id(label)):
                message = f"the site itself has addresses such as '#{make_id(label)}'"
                self.mistake(first, message, "give the footnote another name", "footnote")
            if label not in self.footnote_marks and not self.footnote_marks.keys() - self.footnotes.keys():
                fix = f"write [^{label}] behind the words that it belongs to"
                self.mistake(
                    first, f"the footnote [^{label}] would not be printed: nothing refers to it", fix, "footnote"
                )
            for line in more:
                message = f"the footnote [^{label}] is explained in line {first} too, so this would not be printed"
                self.mistake(line, message, "give it another name", "footnote")

    def read_construct(self, constructs: Iterable[Construct], line: int, record: Record | None) -> None:
        """Note what links and roles point at."""
        for construct in constructs:
            if isinstance(construct, Passage) and construct.text != construct.source:
                self.read_passage(construct)
            elif isinstance(construct, Picture) and construct.address and ".." not in construct.address:
                # One that leads upwards is none that can be shown, whether it is there or not.
                self.page.pictures.append((line, self.page.from_docs(construct.address)))
            elif isinstance(construct, FrontMatter):
                self.read_settings(construct)
            elif isinstance(construct, Link) and is_page_address(construct.address) and construct.address[0] in "/#":
                self.refer(PAGE, [unquote(construct.address)], line, record)
            elif isinstance(construct, RoleUse):
                self.read_role(construct, line, record)

    def read_settings(self, settings: FrontMatter) -> None:
        named = settings.settings or {}
        self.page.is_orphan = named.get(ORPHAN) is True
        self.page.short = self.words_of(SHORT_TITLE, named, settings.line)
        self.page.zh_title = self.words_of(CHINESE_TITLE, named, settings.line)
        self.page.description = self.words_of(DESCRIPTION, named, settings.line)

    def words_of(self, setting: str, named: Mapping[object, object], line: int) -> Value | None:
        """The words of a setting that stands in front matter whose first line is given."""
        words = named.get(setting)
        return Value(words, line + 1 + list(named).index(setting)) if isinstance(words, str) and words.strip() else None

    def read_role(self, role: RoleUse, line: int, record: Record | None) -> None:
        explicit = EXPLICIT_TITLE.fullmatch(role.content)
        target = (explicit[1] if explicit else role.content).strip()
        words = role.content.partition("<")[0].strip()
        if role.name in KINDS and explicit and IS_ID(words) and not IS_ID(target) and not is_chinese(target):
            fix = f"write {{{role.name}}}`{target} <{words}>`"
            self.mistake(line, f"'{target}' stands where the id belongs", fix, f"unknown-{role.name}")
        elif role.name in KINDS or role.name == TERM:
            self.refer(role.name, [target], line, record)
        elif role.name in CITATION_ROLES:
            self.refer(SOURCE, cited_keys(role.content), line, record)
        elif role.name == "doc":
            name, sign, part = target.partition("#")
            address = f"/{self.page.from_docs(name)}" if name else ""
            if sign:
                address = f"{address.removesuffix('.md')}.md#{part}" if name else f"#{part}"
                fix = f"write [words]({address})"
                self.mistake(line, "{doc} names a page, and no part of it", fix, "unknown-page")
            elif name.endswith(".md"):
                fix = f"write {{doc}}`{name.removesuffix('.md')}`"
                self.mistake(line, "{doc} names a page without .md", fix, "unknown-page")
            else:  # of what is written otherwise one message is enough
                self.refer(PAGE, [address], line, record)
        elif role.name == "ref":
            self.refer(LABEL, [target], line, record)

    def read_passage(self, passage: Passage) -> None:
        """Note private data that no line of the source shows: cut by emphasis or a line's end, or by entities."""
        found = list(private_data(passage.text))
        lines = passage.source.split("\n") if found else []
        known = {words for line in lines for _, words in private_data(line)}
        self.page.private += [(passage.line, what, words) for what, words in found if words not in known]

    def refer(self, kind: str, targets: list[str], line: int, record: Record | None) -> None:
        inside = record.id if record else None
        self.page.references += [Reference(kind, target, line, inside) for target in targets]


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
            hidden += part.nesting if part.type in ("span_open", "span_close") else 0
        elif part.type == "myst_role":
            words += f"{{{part.meta['name']}}}`{part.content}`"
        else:
            words += " " if part.type in ("softbreak", "hardbreak") else part.content
    return words.strip()


def bold_opening(token: Token) -> str:
    """The bold words with which a paragraph opens, or nothing."""
    children = [child for child in token.children or () if child.type != "text" or child.content]
    if not children or children[0].type != "strong_open":
        return ""
    return "".join(child.content for child in takewhile(lambda child: child.type != "strong_close", children))
