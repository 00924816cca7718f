"""Figures of the e-book: what the style sheet says of a drawing is written into it as well, as attributes of SVG.

Many reading systems draw an SVG by itself, and the sheet beside it does not reach it; others drop the sheet of a book
on a reader's wish. Every shape would then be black, and the words of a figure would run into each other. An attribute
yields to a rule, so where the sheet is read nothing changes.
"""

import re
from collections.abc import Iterator
from functools import cache
from xml.etree import ElementTree

import tinycss2
from cssselect2 import ElementWrapper, Matcher, compile_selector_list
from tinycss2.ast import Node

from ..drawing.palette import LIGHT
from ..drawing.pieces import WORDS, in_pieces
from ..drawing.svg import NAMESPACE, read, rectangle
from .styles import style_sheet

# What is an attribute in SVG 1.1, which the oldest reading systems know.
_ATTRIBUTES = """
color fill fill-opacity font-family font-size font-style font-weight opacity overflow stroke stroke-linecap
stroke-linejoin stroke-opacity stroke-width text-anchor
"""
ATTRIBUTES = frozenset(_ATTRIBUTES.split())
OLD_VALUES = {"currentcolor": "currentColor", "transparent": "none"}  # by their names in SVG 1.1
SIZE_OF_LETTERS = "dimension"  # in the short form of the rule for a font, which no attribute has
FONTS = re.compile(r".*, (?=[\w-]+$)")  # before the kind of font, with which a list of them ends
WIDTH = 400.0  # SVG units of a drawing that has none; on a phone its letters are then nearly as large as drawn
HIGHEST = 1.3  # times its width, as high as a page is between its margins on most screens
XLINK = "http://www.w3.org/1999/xlink"

ElementTree.register_namespace("xlink", XLINK)


def for_e_book(svg: str, is_sign: bool = False) -> str:
    """A picture with its own looks, and without what a phone has no room for.

    It has no links, since systems that know none in SVG do not draw what is in one; the list or the table beside it
    leads wherever it leads. A sign stands in a line of text, so it has the size in which it is drawn; all else takes
    the room that there is, in pieces where it would be higher than a page.
    """
    root = read(svg)
    rules = [(each.etree_element, _said_of(each)) for each in ElementWrapper.from_xml_root(root).iter_subtree()]
    for each, said in rules:
        for name, value in said.items():
            if name in ATTRIBUTES and name not in each.attrib:
                each.set(name, OLD_VALUES.get(value, FONTS.sub("", value)))
    hidden = {each for each, said in rules if said.get("display") == "none" and each is not root}
    for parent in list(root.iter()):
        parent[:] = [each for each in parent if each not in hidden]
    for each in root.iter():
        if each.tag == "a":
            each.tag = "g"
            del each.attrib["href"]
            each.attrib.pop("aria-label", None)
        if each.tag == "use":
            each.set(f"{{{XLINK}}}href", each.attrib.pop("href"))  # old systems know no other
        if each.tag == "text" and "font-family" in root.attrib:  # which not every reader lets it inherit
            each.attrib.setdefault("font-family", root.attrib["font-family"])
    root.set("xmlns", NAMESPACE)
    fix_width(root)
    if is_sign and "width" not in root.attrib:
        _x, _y, width, height = root.attrib["viewBox"].split()
        root.attrib.update(width=width, height=height)
    if root.get("role") == "group":
        root.set("role", "img")
    pieces = in_pieces(root, HIGHEST * float(root.attrib["viewBox"].split()[2]))
    for piece in pieces:
        piece.insert(sum(part.tag in WORDS for part in piece), _paper(piece))
    return "".join(ElementTree.tostring(piece, encoding="unicode") for piece in pieces)


def _paper(drawing: ElementTree.Element) -> ElementTree.Element:
    """What a drawing in colours for paper stands on, by day and by night.

    It is no ground of the box, with which some readers fill the rest of a page that a drawing did not fit.
    """
    _x, _y, width, height = map(float, drawing.attrib["viewBox"].split())
    return rectangle(0, 0, width, height, fill=LIGHT["paper"])


def fix_width(root: ElementTree.Element) -> None:
    """Draw what is as wide as its place in one width: many systems know neither shares of it nor an SVG in another."""
    if root.get("width") != "100%":
        return
    root.set("viewBox", f"0 0 {WIDTH:g} {root.attrib.pop('height')}")
    del root.attrib["width"]
    for part in root.iter():
        for name, value in part.items():
            if value.endswith("%"):
                part.set(name, f"{float(value[:-1]) * WIDTH / 100:.4g}")
        if part.tag == "svg" and part is not root:
            part.tag = "g"
            part.set("transform", f"translate({part.attrib.pop('x')} {part.attrib.pop('y')})")


def _said_of(drawn: ElementWrapper) -> dict[str, str]:
    """What the sheet says of an element of a drawing: property -> value, the strongest rule last."""
    return {name: value for _weight, _order, _pseudo, said in _matcher().match(drawn) for name, value in said}


@cache
def _matcher() -> Matcher:
    """All rules of the sheet, of which those for drawings match what is in one."""
    matcher = Matcher()
    for rule in tinycss2.parse_stylesheet(style_sheet(), skip_comments=True, skip_whitespace=True):
        said = [pair for node in tinycss2.parse_blocks_contents(rule.content) for pair in _declared(node)]
        for selector in compile_selector_list(rule.prelude):
            if not selector.pseudo_element:
                matcher.add_selector(selector, said)
    return matcher


def _declared(node: Node) -> Iterator[tuple[str, str]]:
    """What a declaration says: of a font in its short form the size."""
    if node.type != "declaration":
        return
    if node.lower_name == "font":
        sizes = (part.serialize() for part in node.value if part.type == SIZE_OF_LETTERS)
        yield from (("font-size", size) for size in sizes)
    else:
        yield node.lower_name, tinycss2.serialize(node.value).strip()
