"""The style sheet of the e-book, cut from that of the website.

Reading systems know less than browsers, and some drop a whole sheet at the first rule that they cannot read. They also
have a night of their own, in which a colour that is fixed for text on paper cannot be read. So of the sections below
what is plain is taken, with the light colours in the place of variables; everything that fixes colours of text, or
sizes that a phone has no room for, is left out, except in figures, which bring their paper along. e-book.css is added.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import groupby, product
from pathlib import Path

import tinycss2
from sphinx.application import Sphinx
from sphinx.builders import Builder
from tinycss2.ast import Node

from ..drawing.palette import LIGHT
from ..figures import styles
from ..website.style_sheet import FIGURES, section

NAME = "e-book.css"  # in _static; layout.html knows it too
OWN = Path(__file__).with_name(NAME)
NARROW = "(max-width: 40em)"  # what figures are on a phone, and so in an e-book
SECTIONS = ("type", "citations", "records", "debate", FIGURES, "lists", "sources", "first-page")
# Selectors of CSS 2; `:is` is written out before.
PLAIN = re.compile(r"(?:[^:]|::?(?:before|after)\b|:first-child\b|:lang\([\w-]+\))+")
IS = re.compile(r":is\(([^()]+)\)")
VARIABLE = re.compile(r"var\(--([\w-]+)\)")
# What old reading systems read wrongly or not at all, as a value.
TOO_NEW = re.compile(r"var\(|color-mix|calc\(|min\(|max\(|clamp\(|minmax|grid|flex|nowrap")
LAYOUT = re.compile(
    r"--|grid|flex|gap|align-|justify-|contain|content-visibility|clip|text-wrap|scroll|position|z-index|box-shadow|"
    r"outline|cursor|text-decoration|text-underline|float|clear|text-overflow"
)
# How running text is set is for the reader to say: a rule of the book is stronger than that wish in many systems.
PROSE, READERS_OWN = {"article"}, {"font-family", "font-size", "line-height"}
# Around letters; a reading system that does not know of it would paint it over them.
HALO = "paint-order"
# Outside figures: what fixes a colour, or a width that a phone may not have.
FOR_SCREENS = re.compile(r"color|background|(?:min-|max-)?width|height$|min-height|content$|display|overflow")


@cache
def style_sheet() -> str:
    """The whole sheet."""
    tokens = LIGHT | _tokens()
    rules = [rule for name in SECTIONS for node in _rules(name) for rule in _cut(name, node, tokens)]
    lines = {"rule": LIGHT["rule-strong"]}
    own = VARIABLE.sub(lambda name: lines[name[1]], OWN.read_text(encoding="utf-8"))
    return "\n".join(["/* Cut from jasic.css by ebook/styles.py. */", *rules, own])


def _tokens() -> dict[str, str]:
    """The variables that the website sets for all of a page."""
    return {
        declaration.name[2:]: tinycss2.serialize(declaration.value).strip()
        for node in tinycss2.parse_stylesheet(section("tokens"))
        if node.type == "qualified-rule" and tinycss2.serialize(node.prelude).strip() == "body"
        for declaration in tinycss2.parse_blocks_contents(node.content)
        if declaration.type == "declaration" and declaration.name.startswith("--")
    }


def _rules(name: str) -> Iterator[Node]:
    """The rules of a section; of those that figures have for some media, what phones do."""
    for node in tinycss2.parse_stylesheet(styles() if name == FIGURES else section(name)):
        if node.type == "qualified-rule":
            yield node
        elif node.type == "at-rule" and name == FIGURES and tinycss2.serialize(node.prelude).strip() == NARROW:
            yield from tinycss2.parse_rule_list(node.content, skip_comments=True, skip_whitespace=True)


def _cut(name: str, rule: Node, tokens: Mapping[str, str]) -> Iterator[str]:
    """What an e-book takes of a rule: nothing where no selector or no declaration is plain."""
    selectors = [one for written in _selectors(rule.prelude) for one in _without_is(written)]
    selectors = [selector for selector in selectors if PLAIN.fullmatch(selector)]
    said = [node for node in tinycss2.parse_blocks_contents(rule.content) if node.type == "declaration"]
    is_prose = set(selectors) <= PROSE
    has_halo = any(node.lower_name == HALO for node in said)
    declarations = [
        f"{node.lower_name}: {value}"
        for node in said
        if not (has_halo and node.lower_name.startswith(("stroke", HALO)))
        if not (is_prose and node.lower_name in READERS_OWN)
        if (value := _value(name, node.lower_name, tinycss2.serialize(node.value).strip(), tokens))
    ]
    if selectors and declarations:
        yield f"{', '.join(selectors)} {{ {'; '.join(declarations)} }}"


def _selectors(prelude: Sequence[Node]) -> Iterator[str]:
    """The selectors of a list; a comma within brackets does not part them."""
    for is_comma, tokens in groupby(prelude, key=lambda token: token == ","):
        if not is_comma:
            yield " ".join(tinycss2.serialize(tokens).split())


def _without_is(selector: str) -> Iterator[str]:
    """A selector with `:is(a, b)` as the selectors that it stands for."""
    texts = IS.split(selector)  # text, choices, text, choices, …, text
    choices = [[choice.strip() for choice in part.split(",")] for part in texts[1::2]]
    for chosen in product(*choices):
        yield "".join(text + choice for text, choice in zip(texts[::2], [*chosen, ""]))


def _value(section_name: str, name: str, value: str, tokens: Mapping[str, str]) -> str:
    """A value with its tokens filled in; nothing where the declaration is not for an e-book."""
    for _depth in range(3):  # a token may name others
        value = VARIABLE.sub(lambda token: tokens.get(token[1], token[0]), value)
    if name == "font-weight" and value.isdecimal():
        value = str(min(-(-int(value) // 100) * 100, 900))  # CSS 2 knows hundreds only
    is_left_out = (
        TOO_NEW.search(value)
        or LAYOUT.match(name)
        or (section_name != FIGURES and FOR_SCREENS.match(name))
        or (name, value) == ("font-size", "0")  # words that a browser hears only, beside a shape that is not here
    )
    return "" if is_left_out else value


def write(app: Sphinx, builder: Builder) -> None:
    """Write the sheet before any page is written."""
    if builder.name == "epub":
        folder = Path(builder.outdir, "_static")
        folder.mkdir(parents=True, exist_ok=True)
        (folder / NAME).write_text(style_sheet(), encoding="utf-8")


def setup(app: Sphinx) -> None:
    app.connect("write-started", write)
