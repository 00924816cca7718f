"""A drawing that is higher than a page, cut into pieces that are not.

A reading system shrinks such a drawing until nobody can read it, or shows only as much of it as one page holds.
"""

from collections.abc import Iterator
from copy import deepcopy
from itertools import pairwise
from math import ceil
from xml.etree.ElementTree import Element

from ..drawing.svg import element

HIGHEST = 1.3  # times its width, as high as a page is between its margins on most screens
RISE, FALL = 0.75, 0.25  # of the size of letters, by which they reach above and below their line
WORDS = ("title", "desc")  # for who does not see it

Reach = tuple[float, float]  # from top to bottom, in SVG units


def in_pieces(drawing: Element) -> list[Element]:
    """The pieces of a drawing, from top to bottom, cut where nothing stands that has words; or the drawing itself."""
    _x, top, width, height = map(float, drawing.attrib["viewBox"].split())
    page = HIGHEST * width
    number = ceil(height / page)
    even = [top + height * piece / number for piece in range(1, number)]
    # None that would leave a sliver at either end.
    free = [place for place in _free_places(drawing) if page / 4 < place - top < height - page / 4]
    cuts = sorted({min(free, key=lambda place, wanted=wanted: abs(place - wanted)) for wanted in even}) if free else []  # type: ignore[misc]
    if not cuts:
        return [drawing]
    places = enumerate(pairwise([top, *cuts, top + height]))
    return [_piece(drawing, number, width, start, end) for number, (start, end) in places]


def _piece(drawing: Element, number: int, width: float, top: float, bottom: float) -> Element:
    """What a drawing shows from one height to another; all pieces stand on one page, so each has ids of its own."""
    whole = deepcopy(drawing)
    words = [part for part in whole if part.tag in WORDS]
    drawn = [part for part in whole if part.tag not in WORDS and not _is_elsewhere(part, top, bottom)]
    moved = element("g", *drawn, transform=f"translate(0 {-top:g})")
    # An SVG in another one shows no more than its own part, whatever a style sheet says of the outer one.
    inner = element("svg", moved, width=width, height=bottom - top)
    whole[:] = [inner] if number else [*words, inner]
    whole.set("viewBox", f"0 0 {width:g} {bottom - top:g}")
    if number:  # the first says what all of them are
        for name in ("role", "aria-label"):
            whole.attrib.pop(name, None)
        whole.set("aria-hidden", "true")
    for part in whole.iter() if number else ():
        for name, value in part.items():
            if name == "id" or (part.tag == "use" and value.startswith("#")):
                part.set(name, f"{value}-{number}")
    return whole


def _is_elsewhere(part: Element, top: float, bottom: float) -> bool:
    """Whether it has words, and none in this part; lines and areas go through all of them."""
    has_words = part.tag != "defs" and next(part.iter("text"), None) is not None
    return has_words and not any(start < bottom and end > top for start, end in _reaches(part))


def _reaches(drawing: Element) -> Iterator[Reach]:
    """From where to where the boxes and the words of a drawing reach."""
    for box in drawing.iter("rect"):
        y = float(box.get("y", 0))
        yield y, y + float(box.get("height", 0))
    for words in drawing.iter("text"):
        size = float(words.get("font-size", "0").removesuffix("px"))
        for line in words.iter():  # it may have lines of their own
            if "y" in line.attrib:
                yield float(line.attrib["y"]) - RISE * size, float(line.attrib["y"]) + FALL * size


def _free_places(drawing: Element) -> Iterator[float]:
    """The middle of each gap between what has words."""
    reaches = sorted(_reaches(drawing))
    for _start, end in reaches:
        following = min((start for start, _end in reaches if start >= end), default=None)
        if following is not None and not any(start < end < other for start, other in reaches):
            yield (end + following) / 2
