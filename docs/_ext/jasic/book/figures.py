"""Figures for the book: the rules that style them on the website, written into the SVG with the light colours.

Typst draws an SVG by the rules in its <style>, but knows no variables and no file beside it. So the section "Figures"
of the website's style sheet is read; what depends on a screen is left out of it, and so is what the book has no value
for.
"""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import tinycss2
from tinycss2.ast import Node

from ..figures import palette

STYLES = Path(__file__).parents[1] / "website" / "static" / "jasic.css"
SECTION = re.compile(r"---- (\w+)")  # in a comment, the first word of a section's name
# What the website takes from the reader's device.
TOKENS = {"sans": '"Noto Sans SC"'}
POINTS = 0.75  # in an SVG unit, a pixel of the web
TEXT_WIDTH = 502.0  # of the text block, in SVG units; see template/1-measures.typ
LEAST_SCALE = 0.62  # at which letters of twelve units can still be read
WIDTH = re.compile(r'(?:viewBox="0 0 |width=")([\d.]+)')


class Picture(NamedTuple):
    """A figure as the book prints it: its text, its width in SVG units, and whether it has to lie on its side."""

    svg: str
    width: float
    is_turned: bool


def printed(svg: str) -> Picture:
    """A figure of the website for the book; one without a width of its own gets that of the text."""
    head, rest = svg.split(">", 1)
    head = head.replace('width="100%"', f'width="{TEXT_WIDTH:g}"')
    match = WIDTH.search(head)
    width = float(match[1]) if match else TEXT_WIDTH
    return Picture(f"{head}><style>{rules()}</style>{rest}", width, width * LEAST_SCALE > TEXT_WIDTH)


@cache
def rules() -> str:
    """The rules for figures, without variables."""
    tokens = {name: colour.light for name, colour in palette.PALETTE.items()} | TOKENS
    sheets = [tinycss2.parse_stylesheet(STYLES.read_text(encoding="utf-8"))]
    sheets.append(tinycss2.parse_stylesheet(f"/* ---- Figures */ {palette.shapes_as_css()}"))
    return "".join(_resolved(rule, tokens) for sheet in sheets for rule in _section(sheet, "Figures"))


def _section(sheet: list[Node], name: str) -> Iterator[Node]:
    """The rules below the headings of one section, those for screens and printers left out."""
    inside = False
    for node in sheet:
        if node.type == "comment" and (heading := SECTION.search(node.value)):
            inside = heading[1] == name
        elif inside and node.type == "qualified-rule":
            yield node


def _resolved(rule: Node, tokens: dict[str, str]) -> str:
    """A rule with the values of the tokens; a declaration that names another is left out."""
    declarations = []
    for node in tinycss2.parse_blocks_contents(rule.content):
        if node.type == "declaration":
            value = re.sub(
                r"var\(--([\w-]+)\)", lambda token: tokens.get(token[1], token[0]), tinycss2.serialize(node.value)
            )
            if "var(" not in value:
                # Typst knows this word in one spelling only.
                declarations.append(f"{node.lower_name}:{value.strip()}".replace("currentcolor", "currentColor"))
    return f"{tinycss2.serialize(rule.prelude).strip()}{{{';'.join(declarations)}}}"
