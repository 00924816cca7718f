"""Rules about how a page is written: here what Markdown makes of it, in files beside this what it uses of our own.

These, as those in directives, roles, headings, links and front_matter, judge constructs, not lines, so it does not
matter how deep something stands. The linter applies them to its own walk through the page and the parser of the build
to what it is about to render (safety/parser.py): what one refuses the other refuses, in the same words.
"""

import re
from collections.abc import Iterator

from ..model.forms import WIDTH
from ..model.markup import BLOCKS, BOOK_ONLY, CITATION_ROLES, CLASSES, INLINES, WEBSITE_ONLY
from ..model.record_kinds import KINDS
from ..reading.constructs import Attributes, Block, Passage
from ..reading.markdown import DEFINITION, LEVELS
from .registry import Finding, rule
from .values import invisible, mixed

HOLLOW = {
    "list_item": "an item of this list",
    "blockquote": "this quotation",
    "dd": "this explanation",
    "fence": "this block of code",
}
GUIDE = "use one that docs/about/contributing.md lists"
# What the parser would drop without a word, and why it thinks that it may.
DROPPED = {
    "myst_line_comment": "a line that begins with % is a remark and is not printed",
    "myst_block_break": "a line that begins with +++ is not printed",
    "myst_target": "a line of this form names a place and is not printed",
    DEFINITION: "a line of this form defines a link and is not printed",
}
# What other programs call what pages may use, and kinds in the plural.
CALLED = {
    **{kind.plural: name for name, kind in KINDS.items()},
    **dict.fromkeys(("cite", "footcite", "citep"), "cite:p"),
    **dict.fromkeys(("attention", "caution", "danger", "error", "hint", "info"), "warning"),
    **dict.fromkeys(("quote", "pull-quote"), "epigraph"),
    **dict.fromkeys(("details", "toggle"), "dropdown"),
    "csv-table": "list-table",
}
REMARK = re.compile(r'[\])`](\{(?:[^{}"%]|"[^"]*")*%[^{}]*\})')  # in braces behind a text, outside of quotation marks


@rule("nesting", reads=Block)
def levels(block: Block) -> Iterator[Finding]:
    """No block stands so deep that the parser drops it."""
    if block.depth == LEVELS:
        yield block.line, f"this is more than {LEVELS} blocks deep, lists and quotations counted", "close some before"


@rule("empty-block", reads=Block)
def empty_block(block: Block) -> Iterator[Finding]:
    """What is opened holds something: of a list nobody sees an empty bullet without asking what is missing."""
    if block.empty and block.type in HOLLOW:
        yield block.line, f"{HOLLOW[block.type]} holds nothing", "write something there, or delete the line"


@rule("invisible-character", reads=Block)
def invisible_entity(block: Block) -> Iterator[Finding]:
    """Nothing that nobody sees comes in by its number either, as &#8238; does, and nothing that is no character."""
    if block.type != "text_special":
        return
    yield from invisible(block.line, block.content)
    if block.content in ("\ufffd", "\t", "\n") and block.markup.startswith("&"):
        yield block.line, f"'{block.markup}' is no character that can be printed", "write the sign itself"


@rule("mixed-letters", reads=Passage)
def mixed_passage(passage: Passage) -> Iterator[Finding]:
    """A name is written in the letters that it seems to be written in, also where some are written by number."""
    if passage.source.isascii():
        yield from mixed(passage.line, passage.text)


@rule("lost-line", reads=Block)
def lost_line(block: Block) -> Iterator[Finding]:
    """No words are dropped in silence."""
    if block.type in DROPPED:
        fix = "write [words](/people/index.md) where the link stands" if block.type == DEFINITION else ""
        yield block.line, DROPPED[block.type], fix or "begin the line with another word, or delete it"


@rule("unknown-block", reads=Block)
def unknown_block(block: Block) -> Iterator[Finding]:
    """Only what is known of Markdown is used, so that nothing slips in with a new version of the parser."""
    if block.type == "code_block":
        fix = "begin it at the margin, or write code between lines of ```"
        yield block.line, "four spaces at its beginning make this line code", fix
    elif block.type not in (*BLOCKS, *INLINES, *DROPPED):
        yield block.line, f"pages hold no '{block.type}'", GUIDE


@rule("attributes", reads=Attributes)
def attributes(use: Attributes) -> Iterator[Finding]:
    """Braces behind a text say its language or that it is not searched: others could imitate the site's own marks."""
    for name, value in use.values.items():
        if name == "style" and re.fullmatch("text-align: ?(left|right|center);?", value):
            continue  # of a column of a table
        if name in ("start", "number", "id") and re.fullmatch(r"\d+", value):
            continue  # of an ordered list
        if name == "width" and WIDTH.allows(value):
            continue  # of a picture
        if name == "title":
            yield use.line, "the title of a link is seen only under a mouse", "write it into the text"
            continue
        wrong = [one for one in value.split() if one not in CLASSES] if name == "class" else [f"{name}={value}"]
        for one in wrong:
            yield use.line, f"'{one[:40]}' may not stand in braces", f"use one of {', '.join(f'.{c}' for c in CLASSES)}"


@rule("lost-line", reads=Passage)
def remark_in_braces(passage: Passage) -> Iterator[Finding]:
    """No words in braces behind a text are dropped, where a sign of percent begins a remark."""
    for found in REMARK.finditer(passage.source):
        if found[1] not in passage.text:  # else it is code, and shown
            line = passage.line + passage.source.count("\n", 0, found.start())
            yield line, f"'{' '.join(found[1].split())[:40]}' holds a remark, which is not printed", "delete it"


@rule("one-medium", reads=Attributes)
def one_medium(use: Attributes) -> Iterator[Finding]:
    """Words for one medium stand in a paragraph or a cell: a heading or a term without words is none."""
    chosen = {WEBSITE_ONLY, BOOK_ONLY} & set(use.values.get("class", "").split())
    if chosen and use.block not in ("paragraph", "td"):
        fix = f"write [the words]{{.{min(chosen)}}} in a paragraph"
        yield use.line, "only words in square brackets in a paragraph can be for one medium", fix
    elif len(chosen) > 1:
        yield use.line, "words for two media are for none", "take both marks away: what has none is for all"
    elif chosen and any(name in (*CITATION_ROLES, "footnote_ref") for name in use.inside):
        message = "a source or a footnote in words for one medium is missing in the others, and is listed there"
        yield use.line, message, "set it behind the square brackets, or take the mark away"
