"""Rules about how a page is written: its directives, roles, links, pictures and whatever Markdown makes of the rest.

They judge constructs, not lines, so it does not matter how deep something stands. The linter applies them to its own
walk through the page and the parser of the build to what it is about to render (safety/parser.py): what one refuses
the other refuses, in the same words.
"""

import posixpath
import re
from collections.abc import Iterator
from itertools import takewhile
from urllib.parse import unquote

from ..model.anchors import is_ours
from ..model.bibliography import Part
from ..model.deceit import INVISIBLE, described, mixed_words
from ..model.file_names import names_a_device
from ..model.forms import LANGUAGE, WIDTH, WORDS, is_page_address
from ..model.markup import (
    BLOCKS,
    BOOK_ONLY,
    CITATION_ROLES,
    CLASSES,
    DIRECTIVES,
    FIGURE,
    FLAGS,
    FRONT_MATTER,
    HEADER_ROWS,
    INLINES,
    LIST_TABLE,
    LONGEST,
    MOST_KEYS,
    PICTURES,
    ROLES,
    TABLE,
    TOCTREE,
    WEBSITE_ONLY,
    Argument,
    Body,
    citation_notes,
    cited_keys,
    is_citation,
    title_and_target,
)
from ..model.mistake import closest, nearest
from ..model.record_kinds import CHINESE_TITLE, KINDS
from ..model.views import BIBLIOGRAPHY
from ..reading.constructs import (
    Attributes,
    Block,
    Code,
    DirectiveUse,
    Division,
    FrontMatter,
    Heading,
    Link,
    Passage,
    Picture,
    RoleUse,
)
from ..reading.markdown import (
    DEEPEST,
    DEFINITION,
    LEVELS,
    Split,
    blocks_of,
    option_cure,
    option_items,
    split_directive,
    split_terms,
    without_stray_quote,
)
from .records import MARKUP, chinese_problem
from .registry import Finding, rule
from .text import ADDRESS

GUIDE = "use one that docs/about/contributing.md lists"
# What the parser would drop without a word, and why it thinks that it may.
DROPPED = {
    "myst_line_comment": "a line that begins with % is a remark and is not printed",
    "myst_block_break": "a line that begins with +++ is not printed",
    "myst_target": "a line of this form names a place and is not printed",
    DEFINITION: "a line of this form defines a link and is not printed",
}
NEARLY_A_PAGE = re.compile(r"(?:\./|(?:\.\./)+|/)?(?:[\w-]+/)*[\w-]+(?:\.html?|\.md|/)?")
# What other programs call what pages may use, and kinds in the plural.
CALLED = {
    **{kind.plural: name for name, kind in KINDS.items()},
    **dict.fromkeys(("cite", "footcite", "citep"), "cite:p"),
    **dict.fromkeys(("attention", "caution", "danger", "error", "hint", "info"), "warning"),
    **dict.fromkeys(("quote", "pull-quote"), "epigraph"),
    **dict.fromkeys(("details", "toggle"), "dropdown"),
    "csv-table": "list-table",
}
LINKING, WORDY = (*KINDS, "term", "doc", "ref"), ("abbr", "sub", "sup")  # roles that name something, or show all
LONGEST_NOTE = 120  # characters beside the key of a citation
NO_TEXTS = ("alt", "alt text", "image", "photo", "picture", "screenshot", "图", "图片", "照片")  # of any picture
GROUP = re.compile(" +: +.*")  # behind a term, Sphinx takes it for the heading of a part of the index
CARDS = ("card", "grid-item-card")
REMARK = re.compile(r'[\])`](\{(?:[^{}"%]|"[^"]*")*%[^{}]*\})')  # in braces behind a text, outside of quotation marks
LATE, INNER = re.compile(r"\s*:([\w-]+):(?:\s|$)"), re.compile(r"\s*(?::{3}|`{3}|~{3})")  # an option; another fence
CUT = re.compile(r"\^{3,}|\+{3,}")  # sphinx-design cuts the content of a card here, before it is read as Markdown
# Of letters that mean the same in every file system and every address, and not too many of them.
PICTURE = re.compile(r"(?=.{1,100}$)(?:/?[a-z0-9-]+/)*[a-z0-9_-]+\.[a-z]+")


@rule("unknown-directive", reads=DirectiveUse)
def unknown_directive(use: DirectiveUse, project: None) -> Iterator[Finding]:
    """Pages use only the directives of the table in model/markup.py."""
    if use.name not in DIRECTIVES:
        yield (
            use.line,
            f"there is no directive '{use.name}'",
            closest(CALLED.get(use.name, use.name), DIRECTIVES, GUIDE),
        )


@rule("directive-option", reads=DirectiveUse)
def directive_option(use: DirectiveUse, project: None) -> Iterator[Finding]:
    """Directives have only the options of the table, in one form; those of records have rules of their own."""
    declared = DIRECTIVES.get(use.name)
    if declared is None:
        return
    if use.content.startswith("---"):
        yield use.line + 1, "options between lines of --- are not read here", "write each as `:name: value`"
    if use.name in KINDS:
        return
    lines: dict[str, int] = {}
    for line, text in split_directive(use.name, use.first_line, use.content, use.line).options:
        name, _, value = (part.strip() for part in text.partition(":"))
        if lines.setdefault(name, line) != line:
            yield line, f"{name} stands in line {lines[name]} too", "keep one of the two"
        elif name not in declared.options:
            allowed = ", ".join(declared.options)
            fix = closest(name, declared.options, f"use one of {allowed}" if allowed else "delete the line")
            yield line, f"'{name}' is no option of {use.name}", fix
        elif not declared.options[name].allows(value):
            fix = f"write {declared.options[name].words}"
            yield line, f"'{value}' cannot be the {name} of {use.name}", fix
        elif declared.options[name] is WORDS and (found := MARKUP.search(value)):
            yield line, f"{name}: '{found[0]}' would be printed as it stands", "write plain words"
        elif not (items := option_items(text)) or bool(items[0][1]) != bool(value):
            # Words that YAML drops, as behind a # sign, or reads with the lines below.
            yield line, f"':{text}' cannot be read as an option", option_cure(name, without_stray_quote(value))


@rule("directive-option", reads=DirectiveUse)
def late_option(use: DirectiveUse, project: None) -> Iterator[Finding]:
    """No option stands below an empty line or below words, where it is one no more."""
    parts = split_directive(use.name, use.first_line, use.content, use.line)
    if use.name in KINDS or parts.declared.body is Body.LITERAL:
        return
    for line, text in enumerate(parts.body.splitlines(), parts.body_line):
        found = LATE.match(text)
        if INNER.match(text):
            return  # what follows may be an option of that
        if found and found[1] in parts.declared.options:
            yield line, f"the options of {use.name} end above this line", "delete the empty line, and set it there"


@rule("directive-option", reads=DirectiveUse)
def option_that_goes_on(use: DirectiveUse, project: None) -> Iterator[Finding]:
    """The value of an option ends with its line; what is set in below it would be printed as words."""
    parts = split_directive(use.name, use.first_line, use.content, use.line)
    above, below = parts.options[-1:], list(takewhile(str.strip, parts.body.split("\n")))
    if above and below and below[0][0] == " " and not any(map(LATE.match, below)):  # an option below has a message
        name = above[0][1].partition(":")[0].strip()
        fix = "write all of it in one line, or set an empty line above this one"
        yield parts.body_line, f"the value of {name} does not go on in this line", fix


@rule("directive-option", reads=DirectiveUse)
def words_before_a_colon(use: DirectiveUse, project: None) -> Iterator[Finding]:
    """Words behind the name begin the body; where a colon follows them, the parser takes that for options and warns."""
    declared = DIRECTIVES.get(use.name)
    if declared and declared.argument is Argument.NONE and use.first_line and use.content.lstrip().startswith(":::"):
        yield (
            use.line,
            f"words behind {use.name} stand right above a fence",
            "write them into a line of their own below",
        )


@rule("directive-argument", reads=DirectiveUse)
def directive_argument(use: DirectiveUse, project: None) -> Iterator[Finding]:
    """A directive that is named after something says what, and what it says is of the form that it asks for."""
    declared = DIRECTIVES.get(use.name)
    if declared and declared.argument is Argument.PICTURE and not use.first_line:
        yield use.line, f"this {use.name} has no path", f"write :::{{{use.name}}} name.png"
    elif declared and declared.titled and not use.first_line:
        yield use.line, f"this {use.name} has no title", f"write :::{{{use.name}}} and its title behind that"
    elif declared and not declared.says.allows(use.first_line):
        message = (
            f"'{use.first_line[:60]}' cannot stand behind {use.name}"
            if use.first_line
            else f"nothing stands behind {use.name}"
        )
        yield use.line, message, f"write {declared.says.words}"
    elif use.name == BIBLIOGRAPHY and use.first_line and Part.read(use.first_line).is_empty:
        yield use.line, f"'{use.first_line}' ends before it begins", "write the earlier year first"


@rule("directive-body", reads=DirectiveUse)
def directive_body(use: DirectiveUse, project: None) -> Iterator[Finding]:
    """A directive holds what it is for, and what can be drawn."""
    declared = DIRECTIVES.get(use.name)
    if declared is None or use.name in KINDS:
        return
    parts = split_directive(use.name, use.first_line, use.content, use.line)
    body = parts.body.strip()
    if declared.body is Body.NONE and body:
        yield use.line, f"nothing stands inside of {use.name}", "move the words below the line that closes it"
    elif declared.filled and not body:
        yield use.line, f"this {use.name} is empty", "write what belongs into it, or delete it"
    elif use.name == TABLE and [block.type for block in blocks_of(body)] != ["table"]:
        yield use.line, "this holds something else than one table", "write one table into it, and all else below"
    elif use.name == LIST_TABLE and (problem := _problem_of_rows(parts)):
        yield use.line, problem, "write a list of rows, each a list of as many cells: `- - One` and below it `  - Two`"
    elif use.name == FIGURE and body and [block.type for block in blocks_of(body)][:1] != ["paragraph"]:
        yield (
            use.line,
            "the caption of this figure is no paragraph",
            "begin it with words, and write all else below them",
        )


def _problem_of_rows(parts: Split) -> str:
    """What keeps a table that is written as a list from being one, if anything does."""
    blocks = blocks_of(parts.body)
    is_list = [block.type for block in blocks] == ["bullet_list"]
    rows = [row.children for row in blocks[0].children] if is_list else []
    if not rows or any([block.type for block in row] != ["bullet_list"] for row in rows):
        return "this is no list of rows"
    if len({len(row[0].children) for row in rows}) > 1:
        return "the rows of this table have different numbers of cells"
    heads = next((text.split(":")[1] for _, text in parts.options if text.startswith(f"{HEADER_ROWS}:")), "0").strip()
    return "this table has no rows below its head" if heads.isdigit() and int(heads) >= len(rows) else ""


@rule("directive-body", reads=DirectiveUse)
def misplaced_part(use: DirectiveUse, project: None) -> Iterator[Finding]:
    """A tab or a card of a grid stands where it is drawn."""
    declared = DIRECTIVES.get(use.name)
    if declared and declared.inside and use.around[-1:] != (declared.inside,):
        fix = f"open ::::{{{declared.inside}}} above it and close that with :::: below"
        yield use.line, f"a {use.name} stands outside of a {declared.inside}", fix


@rule("card-part", reads=DirectiveUse)
def card_part(use: DirectiveUse, project: None) -> Iterator[Finding]:
    """Nothing cuts a card into head, body and foot: it would cut code and boxes in it as well."""
    if use.name in CARDS:
        for line, text in enumerate(use.content.splitlines(), use.line + 1):
            if CUT.fullmatch(text.rstrip()):
                yield line, f"'{text.strip()[:10]}' would cut the card into parts", "delete the line"


@rule("contents-entry", reads=DirectiveUse)
def space_beside_an_entry(use: DirectiveUse, project: None) -> Iterator[Finding]:
    """Each line of the contents is a name and nothing else: Sphinx takes a space beside it for a part of the name."""
    parts = split_directive(use.name, use.first_line, use.content, use.line)
    for line, text in enumerate(parts.body.split("\n") if use.name == TOCTREE else (), parts.body_line):
        if text.strip() and text != text.strip():
            yield line, f"a space stands beside '{text.strip()}'", "begin the line with the name, and end it there"


@rule("glossary-form", reads=DirectiveUse)
def glossary_form(use: DirectiveUse, project: None) -> Iterator[Finding]:
    """A glossary is terms at the margin, each with an explanation below it that is indented; all else is dropped."""
    declared = DIRECTIVES.get(use.name)
    if declared is None or declared.body is not Body.TERMS:
        return
    parts = split_directive(use.name, use.first_line, use.content, use.line)
    explained = True
    for line, text, is_term in split_terms(parts.body, parts.body_line):
        if is_term and text.startswith(".. "):
            yield line, "a line that begins with two full stops is not printed", "begin it with another word"
        elif not is_term and explained:
            yield line, "these words belong to no term", "write the term above them, at the margin"
        elif is_term and text != text.rstrip():
            yield line, f"a space stands behind the term '{text.strip()[:40]}'", "end the line with the term"
        elif is_term and (found := GROUP.search(text)):
            yield line, f"'{found[0].strip()}' in a term is not printed", "write the term alone"
        explained = not is_term and not text.startswith(".. ")
    yield from _problems_of_lines(parts)


@rule("leftover-markup", reads=DirectiveUse)
def markup_in_a_term(use: DirectiveUse, project: None) -> Iterator[Finding]:
    """Sphinx knows a term by its words alone, and nobody could name one with markup as it is written."""
    declared = DIRECTIVES.get(use.name)
    if declared and declared.body is Body.TERMS:
        parts = split_directive(use.name, use.first_line, use.content, use.line)
        for line, text, is_term in split_terms(parts.body, parts.body_line):
            if is_term and (found := MARKUP.search(text)):
                yield line, f"'{found[0]}' stands in a term", "write the term in plain words"


def _problems_of_lines(glossary: Split) -> Iterator[Finding]:
    """What Sphinx asks of the lines: nothing left of the first line of an explanation, an empty one below its last.

    It cuts off as many letters of each line as the first has spaces before it.
    """
    margin, above = 0, ""
    for line, text in enumerate(glossary.body.splitlines(), glossary.body_line):
        spaces = len(text) - len(text.lstrip())
        if text.strip() and not spaces and margin and above.strip():
            yield line, "this term stands right below the explanation of another", "set an empty line above it"
        elif text.strip() and 0 < spaces < margin:
            yield line, "this line would lose its first letters", f"set it in by {margin} spaces, as the line above"
        if text.strip():
            margin = (margin or spaces) if spaces else 0
        above = text


@rule("nested-record", reads=DirectiveUse)
def nested_record(use: DirectiveUse, project: None) -> Iterator[Finding]:
    """No record stands in another, or in a box."""
    if use.name in KINDS and use.around:
        message = f"the {use.name} '{use.first_line}' stands inside a block of {use.around[-1]}"
        in_directive = use.around[-1] in DIRECTIVES
        yield use.line, message, "close that with ::: before this line" if in_directive else "begin it at the margin"


@rule("nesting", reads=Block)
def levels(block: Block, project: None) -> Iterator[Finding]:
    """Nor so deep that the parser drops it."""
    if block.depth == LEVELS:
        yield block.line, f"this is more than {LEVELS} blocks deep, lists and quotations counted", "close some before"


@rule("nesting", reads=DirectiveUse)
def nesting(use: DirectiveUse, project: None) -> Iterator[Finding]:
    """Nothing stands so deep that nobody could follow."""
    if len(use.around) >= DEEPEST:
        yield use.line, f"this is more than {DEEPEST} blocks deep", "close some of them before"


@rule("unknown-role", reads=RoleUse)
def unknown_role(use: RoleUse, project: None) -> Iterator[Finding]:
    """Pages use only the roles of the table in model/markup.py."""
    if use.name not in ROLES:
        yield (
            use.line,
            f"there is no role '{use.name}'",
            closest(CALLED.get(use.name, use.name.removeprefix("jasic:")), ROLES, GUIDE),
        )


@rule("unknown-role", reads=RoleUse)
def role_without_link(use: RoleUse, project: None) -> Iterator[Finding]:
    """What a role names is linked; Sphinx takes a ! at its beginning for the wish to have the id printed instead."""
    if use.name in LINKING and use.content.startswith("!"):
        fix = f"write {{{use.name}}}`{use.content.lstrip('! ')[:60]}`"
        yield use.line, "a ! at the beginning of a role takes its link away", fix


@rule("role-gap", reads=RoleUse)
def space_in_a_role(use: RoleUse, project: None) -> Iterator[Finding]:
    """What a role names has no space beside it, of whatever width: Sphinx takes it for a part of the name."""
    title, target = title_and_target(use.content)
    written = f"{title} <{target}>" if title else target
    if use.name in LINKING and (use.content != use.content.strip() or re.search(r"<\s|\s>", use.content)):
        yield use.line, f"a space stands beside '{target[:60]}'", f"write {{{use.name}}}`{written[:90]}`"


@rule("unknown-source", reads=RoleUse)
def citation_form(use: RoleUse, project: None) -> Iterator[Finding]:
    """A citation can be taken apart into keys and the words beside them."""
    if use.name not in CITATION_ROLES:
        return
    keys = cited_keys(use.content)
    if not is_citation(use.content):
        fix = "write {see}key{p. 3}, with words in each pair of braces, and commas between keys"
        yield use.line, f"the citation '{use.content[:60]}' cannot be read", fix
    elif found := next(filter(None, map(_problem_of_note, citation_notes(use.content))), None):
        yield use.line, *found
    elif len(keys) > MOST_KEYS:
        yield use.line, f"one citation names {len(keys)} sources", f"name {MOST_KEYS} at most"


def _problem_of_note(note: str) -> tuple[str, str] | None:
    """What keeps the words beside a key from being printed as they stand, with its cure."""
    if found := ADDRESS.search(note):
        return f"the address '{found[0][:40]}' stands in a citation", "put it into references.bib and cite the source"
    if found := MARKUP.search(note):
        return f"'{found[0]}' in a citation would be printed as it stands", "write plain words, such as {p. 3}"
    if len(note) > LONGEST_NOTE:
        return f"the words beside a key have {len(note)} characters", "write the page there, and all else into the text"
    return None


@rule("repeated-item", reads=RoleUse)
def cited_twice(use: RoleUse, project: None) -> Iterator[Finding]:
    """A citation names nothing twice."""
    keys = cited_keys(use.content) if use.name in CITATION_ROLES and "{" not in use.content else []
    for key in dict.fromkeys(key for key in keys if key and keys.count(key) > 1):
        yield use.line, f"'{key}' stands twice in one citation", "name it once"


@rule("leftover-markup", reads=RoleUse)
def markup_in_a_role(use: RoleUse, project: None) -> Iterator[Finding]:
    """What a role shows is plain words, and no address of the web: a link hides where it leads."""
    words = use.content if use.name in WORDY else ""
    if use.name in LINKING:  # Sphinx takes all from the first < on for what is named
        words = title_and_target(use.content)[0].partition("<")[0]
    if found := ADDRESS.search(words):
        message = f"the address {found[0][:40]} stands in a role"
        yield use.line, message, "put it into references.bib and cite the source"
    elif found := MARKUP.search(words):
        yield use.line, f"'{found[0]}' in a role would be printed as it stands", "write plain words"


@rule("abbreviation", reads=RoleUse)
def abbreviation(use: RoleUse, project: None) -> Iterator[Finding]:
    """An abbreviation says what it stands for."""
    if use.name == "abbr" and not re.search(r"\S\s*\(.*\w.*\)\s*$", use.content, re.DOTALL):
        fix = f"write {{abbr}}`{use.content.partition('(')[0].strip() or 'ACFTU'} (what it stands for)`"
        yield use.line, f"nothing says what '{use.content[:40]}' stands for", fix


@rule("invisible-character", reads=Block)
def invisible_entity(block: Block, project: None) -> Iterator[Finding]:
    """Nothing that nobody sees comes in by its number either, as &#8238; does, and nothing that is no character."""
    if block.type != "text_special":
        return
    if found := INVISIBLE.search(block.content):
        yield block.line, f"an invisible character is written by its number ({described(found[0])})", "delete it"
    elif block.content in ("\ufffd", "\t", "\n") and block.markup.startswith("&"):
        yield block.line, f"'{block.markup}' is no character that can be printed", "write the sign itself"


@rule("invisible-character", reads=DirectiveUse)
def invisible_in_a_title(use: DirectiveUse, project: None) -> Iterator[Finding]:
    """Nor behind the name of a directive, where numbers of letters are read as well."""
    if found := INVISIBLE.search(use.first_line):
        yield use.line, f"an invisible character is written by its number ({described(found[0])})", "delete it"


@rule("invisible-character", reads=Picture)
def invisible_in_a_picture(picture: Picture, project: None) -> Iterator[Finding]:
    """Nor in the text of a picture."""
    if found := INVISIBLE.search(picture.text):
        yield picture.line, f"an invisible character is written by its number ({described(found[0])})", "delete it"


@rule("mixed-letters", reads=Passage)
def mixed_passage(passage: Passage, project: None) -> Iterator[Finding]:
    """A name is written in the letters that it seems to be written in, also where some are written by number."""
    if passage.source.isascii():
        for word in mixed_words(passage.text):
            yield passage.line, f"'{word}' mixes letters of two alphabets that look alike", "type the word anew"


@rule("lost-line", reads=Block)
def lost_line(block: Block, project: None) -> Iterator[Finding]:
    """No words are dropped in silence."""
    if block.type in DROPPED:
        fix = "write [words](/people/index.md) where the link stands" if block.type == DEFINITION else ""
        yield block.line, DROPPED[block.type], fix or "begin the line with another word, or delete it"


@rule("unknown-block", reads=Block)
def unknown_block(block: Block, project: None) -> Iterator[Finding]:
    """Only what is known of Markdown is used, so that nothing slips in with a new version of the parser."""
    if block.type == "code_block":
        fix = "begin it at the margin, or write code between lines of ```"
        yield block.line, "four spaces at its beginning make this line code", fix
    elif block.type not in (*BLOCKS, *INLINES, *DROPPED):
        yield block.line, f"pages hold no '{block.type}'", GUIDE


@rule("underlined-heading", reads=Block)
def underlined_heading(block: Block, project: None) -> Iterator[Finding]:
    """A heading begins with #; a line of dashes below words makes one by mistake."""
    if block.type == "heading" and not block.markup.startswith("#"):
        fix = f"write `## …`, or set an empty line above the line of {block.markup}"
        yield block.line, f"the line of {block.markup} below makes a heading of these words", fix


@rule("empty-heading", reads=Heading)
def empty_heading(heading: Heading, project: None) -> Iterator[Finding]:
    """A heading has words."""
    if not heading.words.strip():
        yield heading.line, "the heading has no words", "write some, or delete it"


@rule("bad-id", reads=Heading)
def address_of_ours(heading: Heading, project: None) -> Iterator[Finding]:
    """A heading has no address that the site itself gives to something."""
    if found := next(filter(is_ours, heading.addresses), ""):
        yield heading.line, f"the site itself has addresses such as '#{found}'", "word the heading otherwise"


@rule("second-title", reads=Heading)
def second_title(heading: Heading, project: None) -> Iterator[Finding]:
    """A page has one title."""
    if heading.level == 1 and heading.before:
        yield heading.line, "the page has a title already", "write `## …`"


@rule("heading-level", reads=Heading)
def heading_level(heading: Heading, project: None) -> Iterator[Finding]:
    """No level of headings is left out."""
    before = heading.before
    if before and heading.level > before + 1:  # without a title the page has another mistake
        message = f"a heading of level {heading.level} follows one of level {before}"
        yield heading.line, message, f"write `{'#' * (before + 1)} …`"


@rule("separator", reads=Block)
def separator(block: Block, project: None) -> Iterator[Finding]:
    """A line --- separates parts of a page, and stands in no box, list or quotation."""
    if block.type == "hr" and block.depth:
        yield block.line, "a line --- stands inside of something", "delete it, or close what is open before it"


@rule("code-language", reads=Code)
def code_language(code: Code, project: None) -> Iterator[Finding]:
    """Behind a fence stands the language of the code and nothing else; it would be lost or become a class."""
    if not LANGUAGE.allows(code.language):
        name, rest = _directive_meant(code.language)
        fix = f"write ```{{{name}}} {rest}".rstrip() if name in DIRECTIVES else f"write {LANGUAGE.words}"
        yield code.line, f"'{code.language[:60]}' is no language of code", fix
    elif code.language in DIRECTIVES:
        yield code.line, f"without braces '{code.language}' is taken for code", f"write ```{{{code.language}}}"


@rule("division", reads=Division)
def division(use: Division, project: None) -> Iterator[Finding]:
    """A fence of colons names a directive in braces; without them its options would be printed as words."""
    if not use.name:
        fix = "delete the line, or give the block around a box one colon more than the box: ::::"
        yield use.line, "these colons open nothing, and nothing is left to close", fix
        return
    name, rest = _directive_meant(use.name)
    meant = f":::{{{name}}} {rest}".rstrip() if name else "the name of a directive in braces, such as :::{note}"
    yield use.line, f"':::{use.name}' is no directive", f"write {meant}"


def _directive_meant(info: str) -> tuple[str, str]:
    """The directive that somebody meant who wrote this behind a fence, or nothing, and what stands behind its name."""
    word = re.search(r"[A-Za-z-]+", info)
    if not word:
        return "", ""
    return CALLED.get(word[0], nearest(word[0], DIRECTIVES)), info[word.end() :].lstrip("}｝) ")


TITLE_BELOW = "delete the line, and write the title below the settings as `# …`"  # where other tools want it here


@rule("front-matter", reads=FrontMatter)
def front_matter(use: FrontMatter, project: None) -> Iterator[Finding]:
    """At the top of a page only a few settings may stand, each in a line of its own."""
    settings = use.settings
    if settings is None:
        fix = "write each once and in one line, such as short: The raid, with double quotes where words hold a colon"
        yield use.line, "the settings cannot be read", fix
        return
    for number, (text, (name, value)) in enumerate(zip(use.content.splitlines(), settings.items()), use.line + 1):
        if text.count("#") != f"{name}{value}".count("#"):
            yield number, "what stands behind the sign # is not read", "write the words in double quotes, or delete it"
        elif name not in FRONT_MATTER:
            otherwise = f"delete the line; only {', '.join(FRONT_MATTER)} may stand here"
            fix = TITLE_BELOW if name == "title" else closest(str(name), FRONT_MATTER, otherwise)
            yield number, f"'{name}' is no setting of a page", fix
        elif name in FLAGS and value is not True:
            yield number, f"'{name}' can only be true", f"write {name}: true, or delete the line"
        elif name in LONGEST and (problem := _problem_of_words(value, text, LONGEST[str(name)])):
            fix = f"write plain words of at most {LONGEST[str(name)]} characters, in double quotes if need be"
            yield number, f"{name}: {problem}", fix


@rule("chinese-title", reads=FrontMatter)
def chinese_title(use: FrontMatter, project: None) -> Iterator[Finding]:
    """The Chinese title of a page is in simplified characters."""
    for number, (name, value) in enumerate((use.settings or {}).items(), use.line + 1):
        if name == CHINESE_TITLE and isinstance(value, str) and (found := chinese_problem(value)):
            yield number, f"{name}: {found[0]}", found[1]


def _problem_of_words(words: object, line: str, longest: int) -> str:
    """What keeps the words of a setting from being printed as they stand in its line, if anything does."""
    if not isinstance(words, str) or not words.strip():
        return "these are no words"
    if len(words) > longest:
        return f"this has {len(words)} characters"
    if line.partition(":")[2].strip() not in (words, f'"{words}"', f"'{words}'"):  # YAML has made something else of it
        return "this would be printed otherwise"
    found = MARKUP.search(words)
    return f"'{found[0]}' would be printed as it stands" if found else ""


@rule("link-address", reads=Link)
def link_address(link: Link, project: None) -> Iterator[Finding]:
    """Links lead to pages of this site, named from the folder docs; everything else is a source and is cited."""
    address, written = link.address, unquote(link.address)
    if not address:
        return  # an empty link has a rule of its own
    if link.automatic or re.match(r"[\w+.-]+:|//", address):
        message = f"the address {address[:40]} stands in a page"
        yield link.line, message, "put it into references.bib and cite the source"
    elif not is_page_address(address) or not re.match(r"/.*\.md(#|$)|#", address):
        fix = "name a page from docs, such as /people/yue-xin.md"
        if NEARLY_A_PAGE.fullmatch(near := written.replace("\\", "/")):
            fix = f"name it from docs: /{re.sub('([.]html?|[.]md)?/?$', '', _from_docs(near, link.path).lower())}.md"
        elif written.lower().endswith(PICTURES):
            fix = f"write ![what it shows]({written[:60]}), with the ! of the English keyboard, for a picture"
        yield link.line, f"'{written[:60]}' is no address of a page", fix


def _from_docs(address: str, path: str) -> str:
    """The path below docs of what is named in a page; an address that begins with / is named from there."""
    beside = posixpath.normpath(posixpath.join(posixpath.dirname(path), address)).partition("/")[2]
    return address.removeprefix("/") if address.startswith("/") else beside


def can_be_shown(address: str) -> bool:
    """Whether an address can be that of a picture: a file that every system can keep, of a kind without scripts."""
    return bool(PICTURE.fullmatch(address)) and address.endswith(PICTURES) and not names_a_device(address)


@rule("picture-address", reads=Picture)
def picture_address(picture: Picture, project: None) -> Iterator[Finding]:
    """A picture is a file in the folder of its page, or below docs, of a kind that can carry no script."""
    address = picture.address
    if not address:
        return
    if not can_be_shown(address):
        ends = ", ".join(PICTURES)
        fix = f"put the file beside the page and write its name, in small letters and digits; it ends in {ends}"
        below = _from_docs(unquote(address), picture.path)
        made = re.sub("[^a-z0-9_/.-]+", "-", below.lower())
        if (
            re.search(r"[a-z0-9]\.", made)
            and made.endswith(PICTURES)
            and PICTURE.fullmatch(made)
            and ":" not in address
        ):
            fix = f"write /{made}, and call the file so" if below != made else f"write /{below}"
        if names_a_device(address):
            fix = "call the file otherwise: Windows has none of this name"
        yield picture.line, f"'{unquote(address)[:60]}' is no picture that can be shown", fix


@rule("image-text", reads=Picture)
def image_text(picture: Picture, project: None) -> Iterator[Finding]:
    """Whoever cannot see a picture is told what it shows."""
    name = unquote(picture.address).rpartition("/")[2].casefold()
    words = picture.text.strip().casefold()
    if not any(map(str.isalnum, words)) or words in (name, name.rpartition(".")[0], *NO_TEXTS):
        message = f"'{picture.address[:60]}' has no text for those who cannot see it"
        yield picture.line, message, "write ![what it shows](…), or a line `:alt: what it shows`"
    elif picture.lost:
        yield picture.line, "code, roles and footnotes in the text of a picture are not shown", "write plain words"


@rule("attributes", reads=Attributes)
def attributes(use: Attributes, project: None) -> Iterator[Finding]:
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
def remark_in_braces(passage: Passage, project: None) -> Iterator[Finding]:
    """No words in braces behind a text are dropped, where a sign of percent begins a remark."""
    for found in REMARK.finditer(passage.source):
        if found[1] not in passage.text:  # else it is code, and shown
            line = passage.line + passage.source.count("\n", 0, found.start())
            yield line, f"'{' '.join(found[1].split())[:40]}' holds a remark, which is not printed", "delete it"


@rule("one-medium", reads=Attributes)
def one_medium(use: Attributes, project: None) -> Iterator[Finding]:
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
