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

from ..figures.svg import NAMESPACE, element
from .styles import style_sheet

# What is an attribute in SVG 1.1, which the oldest reading systems know.
ATTRIBUTES = frozenset(
    [
        "color",
        "fill",
        "fill-opacity",
        "font-family",
        "font-size",
        "font-style",
        "font-weight",
        "opacity",
        "overflow",
        "stroke",
        "stroke-dasharray",
        "stroke-linecap",
        "stroke-linejoin",
        "stroke-opacity",
        "stroke-width",
        "text-anchor",
    ]
)
OLD_VALUES = {"currentcolor": "currentColor", "transparent": "none"}  # by their names in SVG 1.1
SIZE_OF_LETTERS = "dimension"  # in the short form of the rule for a font, which no attribute has
FONTS = re.compile(r".*, (?=[\w-]+$)")  # before the kind of font, with which a list of them ends
XLINK = "http://www.w3.org/1999/xlink"

ElementTree.register_namespace("xlink", XLINK)


def for_e_book(svg: str, is_sign: bool = False) -> str:
    """A picture by the standard of e-books, which knows no group and wants a title in each link, with its own looks.

    A sign stands in a line of text, so it has the size in which it is drawn; all else takes the room that there is.
    """
    root = ElementTree.fromstring(svg)
    rules = [(each.etree_element, _said_of(each)) for each in ElementWrapper.from_xml_root(root).iter_subtree()]
    for each, said in rules:
        for name, value in said.items():
            if name in ATTRIBUTES and name not in each.attrib:
                each.set(name, OLD_VALUES.get(value, FONTS.sub("", value)))
    for each in root.iter():
        each.tag = each.tag.removeprefix(f"{{{NAMESPACE}}}")
        if each.tag == "use":
            each.set(f"{{{XLINK}}}href", each.attrib.pop("href"))  # old systems know no other
    root.set("xmlns", NAMESPACE)
    if is_sign and "width" not in root.attrib:
        _x, _y, width, height = root.attrib["viewBox"].split()
        root.attrib.update(width=width, height=height)
    if root.get("role") == "group":
        root.set("role", "document")
    for link in root.iter("a"):
        if link.find("title") is None:
            link.insert(0, element("title", link.get("aria-label") or " ".join(" ".join(link.itertext()).split())))
    return ElementTree.tostring(root, encoding="unicode")


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
