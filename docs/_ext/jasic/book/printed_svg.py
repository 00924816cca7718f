"""Figures for the book: the rules that style them on the website, written into the SVG with the light colours.

Typst draws an SVG by the rules in its <style>, but knows no variables and no file beside it. What depends on a screen
is left out of them, and so is what the book has no value for.
"""

import re
from functools import cache
from typing import NamedTuple
from xml.etree.ElementTree import tostring

import tinycss2
from tinycss2.ast import Node

from ..drawing.palette import LIGHT
from ..drawing.pieces import in_pieces
from ..drawing.svg import NAMESPACE, read
from ..figures import argument_map, styles
from . import measures

# What the website takes from the reader's device.
TOKENS = {"sans": '"Noto Sans SC"'}
# Whose marks of quotation are as wide as a Chinese character, so they are taken from another.
QUOTES, QUOTES_FONT = re.compile("[“”‘’]"), "Libertinus Serif"
TEXTS, BETWEEN_TAGS = re.compile(r"<text\b[^>]*>.*?</text>", re.DOTALL), re.compile(r">[^<]+<")
POINTS = 0.75  # in an SVG unit, a pixel of the web
TEXT_WIDTH = measures.TEXT_WIDTH // POINTS  # in SVG units
PAGE_HEIGHT = measures.TEXT_HEIGHT - 78.0  # points for a figure: its heading and caption are taken off
DRAWN = 0.6  # points of a unit where a figure has room to be as wide as it likes: its letters are then those of notes
LEAST_SCALE = 0.62  # of POINTS, below which a drawing is cut or turned
CELL = 0.75  # of the text block, which a cell with a drawing has at least
# Points that letters come to be, so that they can be read, but they grow by a seventh at most: figures leave words the
# room that they need in DejaVu Sans (drawing/text.py), and in the face of the book they are narrower by as much.
LETTERS, GROWTH = 7.0, 1.15
LETTER_SIZE = re.compile(r"(?<=font:|size:)([\d.]+)px")
FLUID_WIDTH = TEXT_WIDTH * POINTS / DRAWN  # SVG units in which a figure without a width of its own is drawn
OWN_WIDTH = re.compile(r' width="([\d.]+)"')
VIEW_BOX = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')


class Picture(NamedTuple):
    """A figure as the book prints it: its pieces, their width in points, and whether it has to lie on its side.

    One that is too high for a page is cut between its boxes; `width` is none where it is that of the text.
    """

    pieces: list[str]
    width: float | None = None
    is_turned: bool = False


def printed(svg: str, is_in_table: bool = False) -> Picture:
    """A figure of the website for the book; one without a width of its own gets that of the text or of its cell."""
    head = svg.partition(">")[0]
    room = TEXT_WIDTH * POINTS * (CELL if is_in_table else 1)
    if 'width="100%"' in head:
        units = TEXT_WIDTH if is_in_table else FLUID_WIDTH
        return Picture([styled(svg.replace('width="100%"', f'width="{units:g}"', 1), room / units)])
    if own := OWN_WIDTH.search(head):
        points = float(own[1]) * POINTS
        return Picture([styled(svg, POINTS)], points if points < TEXT_WIDTH * POINTS else None)
    view = VIEW_BOX.search(head)
    assert view
    width, height = float(view[1]), float(view[2])
    if is_in_table:
        return Picture([styled(svg, room / width)])
    if width * LEAST_SCALE > TEXT_WIDTH:
        return Picture([styled(svg, PAGE_HEIGHT / width)], is_turned=True)
    scale, scale_by_height = min(DRAWN, room / width), PAGE_HEIGHT / height
    if min(scale, scale_by_height) < LEAST_SCALE * POINTS:
        drawing = read(svg)
        drawing.set("xmlns", NAMESPACE)
        pieces = in_pieces(drawing, PAGE_HEIGHT / scale, argument_map.KEY)
        return Picture([styled(tostring(piece, encoding="unicode"), scale) for piece in pieces], width * scale)
    scale = min(scale, scale_by_height)
    return Picture([styled(svg, scale)], width * scale)


def styled(svg: str, scale: float) -> str:
    """A figure with its rules, and with marks of quotation that are as wide as Latin ones."""
    head, rest = svg.split(">", 1)
    return f"{head}>{style(scale)}{with_narrow_quotes(rest)}"


def with_narrow_quotes(svg: str) -> str:
    """A figure whose words have marks of quotation that are as wide as Latin ones."""

    def narrow(found: re.Match[str]) -> str:
        return QUOTES.sub(lambda sign: f'<tspan font-family="{QUOTES_FONT}">{sign[0]}</tspan>', found[0])

    return TEXTS.sub(lambda text: BETWEEN_TAGS.sub(narrow, text[0]), svg)


def style(scale: float) -> str:
    """The rules for a figure of which a unit has so many points, with letters that can be read at that size."""

    def readable(size: re.Match[str]) -> str:
        units = float(size[1])
        return f"{max(units, min(LETTERS / scale, GROWTH * units)):.4g}px"

    return f"<style>{LETTER_SIZE.sub(readable, rules())}</style>"


@cache
def rules() -> str:
    """The rules for figures, without variables."""
    tokens = LIGHT | TOKENS
    sheet = tinycss2.parse_stylesheet(styles(), skip_comments=True, skip_whitespace=True)
    return "".join(_resolved(rule, tokens) for rule in sheet if rule.type == "qualified-rule")


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
