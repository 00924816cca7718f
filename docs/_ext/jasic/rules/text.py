"""Mistakes in the text of a page that Markdown lets through: it shows them as words, or drops them.

Each rule looks at the lines outside of code blocks and yields what must be mended.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, partial

from ..model import glyphs
from ..model.chinese import HAN_CHARACTER
from ..model.deceptive_characters import INVISIBLE, described, mixed_words
from ..model.markup import DIRECTIVES, MERGE, Body
from ..model.record_kinds import KINDS
from ..reading.constructs import Passage
from ..reading.slips import ROW
from .registry import Finding, rule
from .values import ADDRESS, CITE_IT, mixed

FENCE = re.compile(r"(?:\s|>|[-*+:] |\d+[.)] )*(`{3,}|~{3,}|:{3,})(.*)$")
DIRECTIVE = re.compile(r"\s*\{([^}\s]*)\}")
# A backslash takes the meaning from a backtick before code, though not from one in it.
BESIDE_SETTINGS = re.compile(r"-{3,}(?! *\r?$)([^-].*)", re.MULTILINE)
CODE = re.compile(r"(\{[a-zA-Z:-]+\}|)(?<![\\`])(`+)(?!`).+?(?<!`)\2(?!`)")
QUOTATION = re.compile(r'"([^"]*)"|“([^“”]*)”|«([^«»]*)»|「([^「」]*)」|『([^『』]*)』')
# Radicals and compatible forms of Han characters, letters that are set as one, and signs of units that are letters.
LOOK_ALIKE = re.compile("[\u2e80-\u2fdf\uf900-\ufaff\U0002f800-\U0002fa1f\ufb00-\ufb06\u0132\u0133\u212a\u212b]+")
# What UTF-8 becomes where somebody reads it as Latin-1, and what stands for a character that cannot be read at all.
DAMAGED = re.compile("\ufffd|\u00e2\u20ac.?|\u00c3[\u0080-\u00bf]|[\u00e4-\u00e9][\u0080-\u00bf]{2}")
LONGEST_QUOTATION = 12  # words, by the editorial rules; two Chinese characters count as one

# What `nox -s new` asks a writer for.
PROMPTS = "|".join(re.escape(line) for kind in KINDS.values() for line in kind.prompt.splitlines())

# Rule, what to look for in a line, message, cure; {0} is what the first group has found.
PATTERNS = [
    ("rst-role", r"(?<![\w`:]):([a-z]+(?::[a-z]+)?):`", "':{0}:`' is not Markdown", "write {{{0}}}`…`"),
    ("rst-directive", r"^\s*\.\. ([a-z-]+)::", "'.. {0}::' is not Markdown", "write :::{{{0}}} and close it with :::"),
    (
        "role-gap",
        r"(?<!:::)(?<!~~~)\{([a-z:]+)\}\s+`",
        "a space stands between the role '{0}' and its text",
        "write {{{0}}}`…`",
    ),
    ("role-quotes", r"\{([a-z:]+)\}['‘’\"“｀]", "the role '{0}' has quotation marks", "use backticks: {{{0}}}`…`"),
    (
        "full-width-colon",
        r"^\s*(：+\{?|:[a-z-]+：|：[a-z-]+[:：])",
        "'{0}' has a full-width colon",
        "use the colon of the English keyboard",
    ),
    (
        "raw-html",
        r"(</?(?:a|b|br|div|em|font|h[1-6]|hr|i|iframe|img|p|script|span|strong|style|table|td|tr|u)\b[^<>]*>)",
        "'{0}' would be printed as it stands",
        "use Markdown",
    ),
    ("empty-link", r"(?<!!)(\[\s+\]\([^\s()]+\))", "'{0}' has no words", "write some between the square brackets"),
    ("empty-link", r"(?<!!)(\[[^\[\]]*\]\(\s*\))", "'{0}' leads nowhere", "name a page, such as (/timeline/index.md)"),
    (
        "empty-cell",
        r"^(?!\|{7}(?: |\r?$))\s*\|\s*\|",
        "the first cell of this row is empty",
        "write again what the row is about, for those who hear it read without the rows above",
    ),
    ("heading-level", r"^(#{7,})", "'{0}' makes no heading", "write at most six #"),
    ("tab", r"(\t)", "a tab stands here", "use spaces"),
    (
        "invisible-character",
        "(?:^ *[\u00a0\u2000-\u200a\u202f\u205f\u3000]|[\u00a0\u2000-\u200a\u202f\u205f\u3000]\r?$)",
        "a wide or a narrow space, which is none to Markdown, begins or ends this line",
        "delete it",
    ),
    ("unparsed-fence", r"^\s*(?::{1,2}|``)\{([a-z-]+)\}[^`]*$", "a fence has at least three signs", "write :::{{{0}}}"),
    ("unparsed-citation", r"(\[@[\w:-]+\]|\\cite\{?)", "'{0}' is not a citation here", "write {{cite:p}}`key`"),
    (
        "placeholder",
        rf"{PROMPTS}|[^\s:] …(?=\.?(?:$| \{{cite))",
        "the words of the template still stand here",
        "write the text, and what it is cited from",
    ),
    (
        "placeholder",
        r"(?<!\w)(TODO|FIXME|TBD|TKTK|XXX|Error! Reference source not found)(?!\w)",
        "'{0}' stands for something that is still to be written",
        "write it, or leave it out",
    ),
]


@dataclass(frozen=True)
class Fence:
    """The beginning of a block: its marks, the name of its directive or nothing, and its line."""

    marks: str
    name: str
    line: int

    @property
    def is_literal(self) -> bool:
        """Whether what stands in it is code, so that no fence opens there."""
        declared = DIRECTIVES.get(self.name)
        return declared.body is Body.LITERAL if declared else self.marks[0] in "`~"


@dataclass(frozen=True)
class Letters:
    """The text of any file that reaches a reader: pages, the bibliography, what readers type."""

    path: str
    text: str

    @cached_property
    def lines(self) -> list[tuple[int, str]]:
        """Its lines with their numbers."""
        return list(enumerate(self.text.split("\n"), 1))


@dataclass(frozen=True)
class Text(Letters):
    """The text of a page as it stands in its file; `code` are the numbers of the lines that are shown as they stand."""

    code: frozenset[int] = frozenset()

    @cached_property
    def settings(self) -> int:
        """How many lines the settings at the top take, with the lines --- round them."""
        (_, first), *others = self.lines
        ends = (number for number, line in others if line.rstrip() in ("---", "..."))
        return next(ends, 0) if first.rstrip() == "---" else 0

    @cached_property
    def prose(self) -> list[tuple[int, str]]:
        """The lines, with code replaced by spaces between backticks, so that examples are no mistakes."""
        return [(number, "" if number in self.code else CODE.sub(_blank, line)) for number, line in self.lines]


def _blank(code: re.Match[str]) -> str:
    return f"{code[1]}`".ljust(len(code[0]) - 1) + "`"


@rule("merge-marker", reads=Text)  # which explains what is left over below
@rule("merge-marker", reads=Letters)
def merge_marker(text: Letters) -> Iterator[Finding]:
    """Of two versions of a file one is kept."""
    # Without one of these the others may be meant, such as a line below a heading.
    if re.search(r"^(?:<{7}|>{7}) ", text.text, re.MULTILINE):
        for number, line in text.lines:
            if MERGE.match(line):
                yield number, "a merge was left unfinished", "keep one side and delete the marker"


@rule("decomposed-letter", reads=Letters)
def decomposed_letter(text: Letters) -> Iterator[Finding]:
    """Letters with marks are one character, so that names are found however they are typed."""
    if len(unicodedata.normalize("NFC", text.text)) != len(text.text):
        line = next(n for n, line in text.lines if unicodedata.normalize("NFC", line) != line)
        yield line, "a letter and its mark are two characters", "type the letter anew"


@rule("invisible-character", reads=Letters)
def invisible_character(text: Letters) -> Iterator[Finding]:
    """Nothing stands in a page that nobody sees."""
    for number, line in text.lines:
        if found := INVISIBLE.search(line.removesuffix("\r")):
            message = f"an invisible character stands after '{line[: found.start()][-20:]}' ({described(found[0])})"
            fix = "save the file with line ends of Linux or Windows" if found[0] == "\r" else "delete it"
            yield number, message, fix


@rule("no-glyph", reads=Letters)
def no_glyph(text: Letters) -> Iterator[Finding]:
    """A letter is one that the book can print."""
    # Of all letters each is looked at once, which takes a tenth of the time.
    for number, line in text.lines if glyphs.first_missing("".join(set(text.text))) else ():
        found = glyphs.first_missing(line)
        if found and not (INVISIBLE.search(line) or mixed_words(line)):  # which are told below
            yield number, glyphs.problem(found), glyphs.FIX


@rule("not-utf8", reads=Letters)
def damaged_letter(text: Letters) -> Iterator[Finding]:
    """No letter is what another program has made of one."""
    for number, line in text.lines if DAMAGED.search(text.text) else ():
        if found := DAMAGED.search(line):
            yield number, f"'{found[0]}' is what is left of a letter that was not in UTF-8", "type it anew"


@rule("mixed-letters", reads=Letters)
def look_alike(text: Letters) -> Iterator[Finding]:
    """A character is the one that a reader would type, and not its radical, as PDF files have it."""
    for number, line in text.lines if LOOK_ALIKE.search(text.text) else ():
        for found in LOOK_ALIKE.findall(line):
            if (usual := unicodedata.normalize("NFKC", found)) != found:
                yield number, f"'{found}' looks like '{usual}' and is found by nobody who types that", f"write {usual}"
                break


@rule("mixed-letters", reads=Letters)
def mixed_letters(text: Letters) -> Iterator[Finding]:
    """A name is written in the letters that it seems to be written in."""
    for number, line in text.lines:
        yield from mixed(number, line)


def _left_open(text: Text) -> list[Fence]:
    """The fences that are never closed, those included that end with what they stand in."""
    open_fences: list[Fence] = []
    left: list[Fence] = []
    for number, line in text.lines:
        if not (match := FENCE.match(line)):
            continue
        marks, rest = match[1], match[2].strip()
        literal = open_fences and open_fences[-1].is_literal
        closing = [fence for fence in open_fences if fence.marks[0] == marks[0] and len(fence.marks) <= len(marks)]
        if not rest and closing:
            # With as many signs, what was meant; with more, the outermost, whose end the parser looks for first.
            closed = next((fence for fence in reversed(closing) if fence.marks == marks), closing[0])
            place = open_fences.index(closed)
            left += open_fences[place + 1 :]
            del open_fences[place:]
        elif not literal:
            directive = DIRECTIVE.match(rest)
            open_fences.append(Fence(marks, directive[1] if directive else "", number))
    return left + open_fences


@rule("unclosed-fence", reads=Text)
def unclosed_fence(text: Text) -> Iterator[Finding]:
    """What is opened is closed."""
    for fence in _left_open(text):
        if fence.marks[0] == ":" and not fence.name:
            continue  # it opens nothing, which has a rule of its own
        message = f"the fence {fence.marks}{'{' + fence.name + '}' if fence.name else ''} is never closed"
        yield fence.line, message, f"add a line {fence.marks} where it ends"


def _pattern(look: re.Pattern[str], message: str, fix: str, text: Text) -> Iterator[Finding]:
    for number, line in text.prose:
        if found := look.search(line):
            words = found.groups() or ("",)
            yield number, message.format(*words), fix.format(*words)


for _name, _look, _message, _fix in PATTERNS:
    rule(_name, reads=Text)(partial(_pattern, re.compile(_look), _message, _fix))


@rule("web-address", reads=Text)
def web_address(text: Text) -> Iterator[Finding]:
    """Addresses stand in the bibliography, with whose they are and when they were seen."""
    for number, line in text.prose:
        if found := ADDRESS.search(line):
            yield number, f"the address {found[0][:40]} stands in a page", CITE_IT


@rule("web-address", reads=Passage)
def disguised_address(passage: Passage) -> Iterator[Finding]:
    """No address is one to a reader alone, whose signs are escaped or written by their numbers."""
    for found in ADDRESS.finditer(passage.text):
        if re.split(r"[^\w:：/／.-]", found[0])[0] not in passage.source:
            yield passage.line, f"the address {found[0][:40]} stands in a page", CITE_IT


@rule("front-matter", reads=Text)
def words_beside_settings(text: Text) -> Iterator[Finding]:
    """Behind the signs that open the settings of a page stands nothing: the parser drops it."""
    if words := BESIDE_SETTINGS.match(text.text):
        yield 1, f"'{words[1].strip()[:40]}' stands behind the line --- and is not read", "set it into the line below"


@rule("heading-gap", reads=Text)
def heading_gap(text: Text) -> Iterator[Finding]:
    """A space stands behind the signs of a heading."""
    for number, line in text.prose:
        if re.match(r"#{1,6}[^ #\r]", line) and number > text.settings:
            yield number, "a space is missing after the #", "write `# Title`"


@rule("table-row", reads=Text)
def table_row(text: Text) -> Iterator[Finding]:
    """Rows of a table have equal numbers of cells."""
    columns = 0
    for number, line in text.prose:
        is_row = ROW.match(line)
        cells = len(re.findall(r"(?<!\\)\|", line[is_row.end() :].strip()[:-1])) + 1 if is_row else 0
        if is_row and columns and cells != columns:
            message = f"this row has {cells} cells, the first has {columns}"
            yield number, message, "put a | between all cells, and \\| for one in the text"
        columns = columns or cells if is_row else 0


@rule("long-quotation", reads=Passage)
def long_quotation(passage: Passage) -> Iterator[Finding]:
    """The site says things in its own words."""
    text = CODE.sub(_blank, passage.source)
    for found in QUOTATION.finditer(text):
        words = re.sub(r"\{[a-z:]+\}`[^`]*`", "", "".join(filter(None, found.groups()))).split()
        chinese = len(HAN_CHARACTER.findall("".join(words)))
        number = chinese // 2 + sum(not HAN_CHARACTER.search(word) for word in words)
        if number > LONGEST_QUOTATION:
            line = passage.line + text.count("\n", 0, found.start())
            begins = " ".join(words)[:10] if chinese else " ".join(words[:5])
            message = f'a quotation of {number} words: "{begins} …"'
            yield line, message, f"quote at most {LONGEST_QUOTATION} words, and say the rest yourself"
