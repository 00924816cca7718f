"""Rules about directives, and about fences that open none: their names, options, arguments and bodies."""

import re
from collections.abc import Iterator
from itertools import takewhile

from ..model.bibliography import Part
from ..model.forms import LANGUAGE, WORDS
from ..model.markup import DIRECTIVES, FIGURE, HEADER_ROWS, LIST_TABLE, TABLE, TOCTREE, Argument, Body
from ..model.mistake import closest, nearest
from ..model.record_kinds import KINDS
from ..reading.constructs import Code, DirectiveUse, Division
from ..reading.markdown import DEEPEST, blocks_of
from ..reading.splitting import Split, option_cure, option_items, without_stray_signs
from ..views.bibliography import BIBLIOGRAPHY
from .markup import CALLED, GUIDE
from .registry import Finding, rule
from .values import MARKUP, has_words, invisible

GROUP = re.compile(" +: +.*")  # behind a term, Sphinx takes it for the heading of a part of the index
DRAWN_ELSEWHERE = ("mermaid", "math", "plantuml", "graphviz", "dot", "geojson", "topojson", "dataview", "tikz")
CARDS = ("card", "grid-item-card")
LATE, INNER = re.compile(r"\s*:([\w-]+):(?:\s|$)"), re.compile(r"\s*(?::{3}|`{3}|~{3})")  # an option; another fence
# Options that are words: behind a name, and without the first colon.
BEHIND, BARE = re.compile(r"(?:^|\s):([\w-]+):(\s.*|$)"), re.compile(r"\s*([\w-]+):([ \t].*|$)", re.MULTILINE)
CUT = re.compile(r"\^{3,}|\+{3,}")  # sphinx-design cuts the content of a card here, before it is read as Markdown


@rule("unknown-directive", reads=DirectiveUse)
def unknown_directive(use: DirectiveUse) -> Iterator[Finding]:
    """Pages use only the directives of the table in model/markup.py."""
    if use.name not in DIRECTIVES:
        fix = closest(CALLED.get(use.name, use.name), DIRECTIVES, GUIDE)
        yield use.line, f"there is no directive '{use.name}'", fix


@rule("directive-option", reads=DirectiveUse)
def directive_option(use: DirectiveUse) -> Iterator[Finding]:
    """Directives have only the options of the table, in one form; those of records have rules of their own."""
    options = use.parts.declared.options
    if use.name not in DIRECTIVES:
        return
    if use.content.startswith("---"):
        yield use.line + 1, "options between lines of --- are not read here", "write each as `:name: value`"
    if use.name in KINDS:
        return
    lines: dict[str, int] = {}
    for line, text in use.parts.options:
        name, _, value = (part.strip() for part in text.partition(":"))
        if lines.setdefault(name, line) != line:
            yield line, f"{name} stands in line {lines[name]} too", "keep one of the two"
        elif not name:
            yield line, "two colons close nothing", "write :::"
        elif name not in options:
            fix = closest(name, options, f"use one of {', '.join(options)}" if options else "delete the line")
            yield line, f"'{name}' is no option of {use.name}", fix
        elif not options[name].allows(value):
            yield line, f"'{value}' cannot be the {name} of {use.name}", f"write {options[name].words}"
        elif options[name] is WORDS and not has_words(value):
            yield line, f"{name}: '{value}' has no words", "write some, or delete the line"
        elif options[name] is WORDS and (found := MARKUP.search(value)):
            yield line, f"{name}: '{found[0]}' would be printed as it stands", "write plain words"
        elif not (items := option_items(text)) or bool(items[0][1]) != bool(value):
            # Words that YAML drops, as behind a # sign, or reads with the lines below.
            yield line, f"':{text}' cannot be read as an option", option_cure(name, without_stray_signs(value))


@rule("directive-option", reads=DirectiveUse)
def late_option(use: DirectiveUse) -> Iterator[Finding]:
    """No option stands below an empty line or below words, where it is one no more."""
    parts = use.parts
    if use.name in KINDS or parts.declared.body is Body.LITERAL or _bare_option(parts):
        return
    for line, text in enumerate(parts.body.splitlines(), parts.body_line):
        found = LATE.match(text)
        if INNER.match(text):
            return  # what follows may be an option of that
        if found and found[1] in parts.declared.options:
            yield line, f"the options of {use.name} end above this line", "delete the empty line, and set it there"


@rule("directive-option", reads=DirectiveUse)
def misplaced_option(use: DirectiveUse) -> Iterator[Finding]:
    """An option stands in a line of its own and begins with a colon; behind the name or without that it is words."""
    parts = use.parts
    if use.name in KINDS or parts.declared.body is Body.LITERAL:
        return
    for line, found in ((use.line, BEHIND.search(use.first_line)), (parts.body_line, _bare_option(parts))):
        if found and found[1] in parts.declared.options:
            fix = f"write `{f':{found[1]}:{found[2]}'.strip()}` in a line of its own below the first"
            yield line, f"'{found[0].strip()}' is taken for words", fix


def _bare_option(parts: Split) -> re.Match[str] | None:
    """What would be an option if it began with a colon."""
    found = BARE.match(parts.body)
    return found if found and found[1] in parts.declared.options else None


@rule("directive-option", reads=DirectiveUse)
def option_that_goes_on(use: DirectiveUse) -> Iterator[Finding]:
    """The value of an option ends with its line; what is set in below it would be printed as words."""
    parts = use.parts
    if parts.declared.body is Body.LITERAL:
        return  # of whose lines other rules speak
    above, below = parts.options[-1:], list(takewhile(str.strip, parts.body.split("\n")))
    if above and below and below[0][0] == " " and not any(map(LATE.match, below)):  # an option below has a message
        name = above[0][1].partition(":")[0].strip()
        fix = "write all of it in one line, or set an empty line above this one"
        yield parts.body_line, f"the value of {name} does not go on in this line", fix


@rule("directive-option", reads=DirectiveUse)
def words_before_a_colon(use: DirectiveUse) -> Iterator[Finding]:
    """Words behind the name begin the body; where a colon follows them, the parser takes that for options and warns."""
    is_body = use.name in DIRECTIVES and use.parts.declared.argument is Argument.NONE
    if is_body and use.first_line and use.content.lstrip().startswith(":::"):
        message = f"words behind {use.name} stand right above a fence"
        yield use.line, message, "write them into a line of their own below"


@rule("directive-argument", reads=DirectiveUse)
def directive_argument(use: DirectiveUse) -> Iterator[Finding]:
    """A directive that is named after something says what, and what it says is of the form that it asks for."""
    declared = use.parts.declared
    if declared.argument is Argument.PICTURE and not use.first_line:
        yield use.line, f"this {use.name} has no path", f"write :::{{{use.name}}} name.png"
    elif declared.titled and not use.first_line:
        yield use.line, f"this {use.name} has no title", f"write :::{{{use.name}}} and its title behind that"
    elif declared.argument is Argument.TITLE and use.first_line and not has_words(use.first_line):
        yield use.line, f"'{use.first_line[:60]}' has no words", f"write :::{{{use.name}}} and a title behind that"
    elif not declared.says.allows(use.first_line):
        what = f"'{use.first_line[:60]}' cannot stand" if use.first_line else "nothing stands"
        yield use.line, f"{what} behind {use.name}", f"write {declared.says.words}"
    elif use.name == BIBLIOGRAPHY and use.first_line and Part.read(use.first_line).is_empty:
        yield use.line, f"'{use.first_line}' ends before it begins", "write the earlier year first"


@rule("directive-body", reads=DirectiveUse)
def directive_body(use: DirectiveUse) -> Iterator[Finding]:
    """A directive holds what it is for, and what can be drawn."""
    declared, body = use.parts.declared, use.parts.body.strip()
    if use.name in KINDS:
        return
    if declared.body is Body.NONE and body:
        yield use.line, f"nothing stands inside of {use.name}", "move the words below the line that closes it"
    elif not body and (declared.filled or (use.name in CARDS and not use.first_line)):
        yield use.line, f"this {use.name} is empty", "write what belongs into it, or delete it"
    elif use.name == TABLE and [block.type for block in blocks_of(body)] != ["table"]:
        yield use.line, "this holds something else than one table", "write one table into it, and all else below"
    elif use.name == LIST_TABLE and (problem := _problem_of_rows(use.parts)):
        fix = "write a list of rows, each a list of as many cells: `- - One` and below it `  - Two`"
        yield problem[0] or use.line, problem[1], fix
    elif use.name == FIGURE and body and [block.type for block in blocks_of(body)][:1] != ["paragraph"]:
        fix = "begin it with words, and write all else below them"
        yield use.line, "the caption of this figure is no paragraph", fix


def _problem_of_rows(parts: Split) -> tuple[int, str] | None:
    """What keeps a table that is written as a list from being one, if anything does, and its line, or 0 for all."""
    blocks = blocks_of(parts.body)
    is_list = [block.type for block in blocks] == ["bullet_list"]
    rows = blocks[0].children if is_list else []
    if not rows or any([block.type for block in row.children] != ["bullet_list"] for row in rows):
        return 0, "this is no list of rows"
    first, *others = (len(row.children[0].children) for row in rows)
    for cells, row in zip(others, rows[1:]):
        if cells != first and row.map:
            return parts.body_line + row.map[0], f"this row has {cells} cells, the first has {first}"
    heads = parts.option(HEADER_ROWS)
    is_all_head = heads is not None and heads.text.isdigit() and int(heads.text) >= len(rows)
    return (0, "this table has no rows below its head") if is_all_head else None


@rule("directive-body", reads=DirectiveUse)
def misplaced_part(use: DirectiveUse) -> Iterator[Finding]:
    """A tab or a card of a grid stands where it is drawn."""
    holder = use.parts.declared.inside
    if holder and use.around[-1:] != (holder,):
        fix = f"open ::::{{{holder}}} above it and close that with :::: below"
        yield use.line, f"a {use.name} stands outside of a {holder}", fix


@rule("card-part", reads=DirectiveUse)
def card_part(use: DirectiveUse) -> Iterator[Finding]:
    """Nothing cuts a card into head, body and foot: it would cut code and boxes in it as well."""
    if use.name in CARDS:
        for line, text in enumerate(use.content.splitlines(), use.line + 1):
            if CUT.fullmatch(text.rstrip()):
                yield line, f"'{text.strip()[:10]}' would cut the card into parts", "delete the line"


@rule("contents-entry", reads=DirectiveUse)
def space_beside_an_entry(use: DirectiveUse) -> Iterator[Finding]:
    """Each line of the contents is a name and nothing else: Sphinx takes a space beside it for a part of the name."""
    lines = use.parts.body.split("\n") if use.name == TOCTREE else ()
    for line, text in enumerate(lines, use.parts.body_line):
        if text.strip() and text != text.strip():
            yield line, f"a space stands beside '{text.strip()}'", "begin the line with the name, and end it there"


@rule("glossary-form", reads=DirectiveUse)
def glossary_form(use: DirectiveUse) -> Iterator[Finding]:
    """A glossary is terms at the margin, each with an explanation below it that is indented; all else is dropped."""
    if use.parts.declared.body is not Body.TERMS:
        return
    explained = True
    for line, text, is_term in use.parts.terms:
        if is_term and text.startswith(".. "):
            yield line, "a line that begins with two full stops is not printed", "begin it with another word"
        elif not is_term and explained:
            yield line, "these words belong to no term", "write the term above them, at the margin"
        elif is_term and not has_words(text):
            yield line, f"the term '{text.strip()}' has no words", "write some"
        elif is_term and text != text.rstrip():
            yield line, f"a space stands behind the term '{text.strip()[:40]}'", "end the line with the term"
        elif is_term and (found := GROUP.search(text)):
            yield line, f"'{found[0].strip()}' in a term is not printed", "write the term alone"
        explained = not is_term and not text.startswith(".. ")
    yield from _problems_of_lines(use.parts)


@rule("leftover-markup", reads=DirectiveUse)
def markup_in_a_term(use: DirectiveUse) -> Iterator[Finding]:
    """Sphinx knows a term by its words alone, and nobody could name one with markup as it is written."""
    if use.parts.declared.body is Body.TERMS:
        for line, text, is_term in use.parts.terms:
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
def nested_record(use: DirectiveUse) -> Iterator[Finding]:
    """No record stands in another, or in a box."""
    if use.name in KINDS and use.around:
        message = f"the {use.name} '{use.first_line}' stands inside a block of {use.around[-1]}"
        in_directive = use.around[-1] in DIRECTIVES
        yield use.line, message, "close that with ::: before this line" if in_directive else "begin it at the margin"


@rule("nesting", reads=DirectiveUse)
def nesting(use: DirectiveUse) -> Iterator[Finding]:
    """Nothing stands so deep that nobody could follow."""
    if len(use.around) >= DEEPEST:
        yield use.line, f"this is more than {DEEPEST} blocks deep", "close some of them before"


@rule("invisible-character", reads=DirectiveUse)
def invisible_in_a_title(use: DirectiveUse) -> Iterator[Finding]:
    """Nothing that nobody sees stands behind the name of a directive, where numbers of letters are read too."""
    yield from invisible(use.line, use.first_line)


@rule("code-language", reads=Code)
def code_language(code: Code) -> Iterator[Finding]:
    """Behind a fence stands the language of the code and nothing else; it would be lost or become a class."""
    if not LANGUAGE.allows(code.language):
        name, rest = _directive_meant(code.language)
        fix = f"write ```{{{name}}} {rest}".rstrip() if name in DIRECTIVES else f"write {LANGUAGE.words}"
        yield code.line, f"'{code.language[:60]}' is no language of code", fix
    elif code.language in DRAWN_ELSEWHERE:
        message = f"'{code.language}' is drawn by other programs, and shown here as it stands"
        yield code.line, message, "say it in words, or in a table"
    elif code.language in DIRECTIVES:
        yield code.line, f"without braces '{code.language}' is taken for code", f"write ```{{{code.language}}}"


@rule("division", reads=Division)
def division(use: Division) -> Iterator[Finding]:
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
