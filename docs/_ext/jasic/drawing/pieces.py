"""A drawing that is higher than a page of the book or the e-book, cut into pieces that are not.

A reading system shrinks such a drawing until nobody can read it, or shows only as much of it as one page holds.
"""

from collections.abc import Iterator
from copy import deepcopy
from itertools import pairwise
from math import ceil
from xml.etree.ElementTree import Element

from .svg import element

RISE, FALL = 0.75, 0.25  # of the size of letters, by which they reach above and below their line
WORDS = ("title", "desc")  # for who does not see it

Reach = tuple[float, float]  # from top to bottom, in SVG units


def in_pieces(drawing: Element, page: float, key_class: str = "") -> list[Element]:
    """The pieces of a drawing, from top to bottom, cut where nothing stands that has words; or the drawing itself.

    None is much higher than a `page`, in SVG units. The key at its foot, a group with `key_class`, stands below each.
    """
    _x, top, _width, height = map(float, drawing.attrib["viewBox"].split())
    keys = drawing.findall(f"g[@class='{key_class}']")
    for key in keys:
        drawing.remove(key)
    foot = top + height
    bottom = max(end for _start, end in _reaches(drawing)) + 1 if keys else foot
    page -= foot - bottom
    number = ceil((bottom - top) / page)
    even = [top + (bottom - top) * piece / number for piece in range(1, number)]
    # None that would leave a sliver at either end.
    free = [place for place in _free_places(drawing) if top + page / 4 < place < bottom - page / 4]
    cuts = {min(free, key=lambda place, wanted=wanted: abs(place - wanted)) for wanted in even if free}  # type: ignore[misc]
    if not cuts:
        drawing.extend(keys)
        return [drawing]
    below = element("g", *keys, transform=f"translate(0 {-bottom:g})") if keys else None
    places = enumerate(pairwise([top, *sorted(cuts), bottom]))
    return [_piece(drawing, number, start, end, below, foot - bottom) for number, (start, end) in places]


def _piece(
    drawing: Element, number: int, top: float, bottom: float, below: Element | None, room_below: float
) -> Element:
    """What a drawing shows from one height to another, and what stands below each piece.

    All pieces stand on one page, so each has ids of its own.
    """
    whole = deepcopy(drawing)
    width, height = float(drawing.attrib["viewBox"].split()[2]), bottom - top
    words = [part for part in whole if part.tag in WORDS]
    drawn = [part for part in whole if part.tag not in WORDS and not _is_elsewhere(part, top, bottom)]
    moved = element("g", *drawn, transform=f"translate(0 {-top:g})")
    # An SVG in another one shows no more than its own part, whatever a style sheet says of the outer one.
    inner = element("svg", moved, width=width, height=height)
    whole[:] = [inner] if number else [*words, inner]
    if below is not None:
        whole.append(element("g", deepcopy(below), transform=f"translate(0 {height:g})"))
    whole.set("viewBox", f"0 0 {width:g} {height + room_below:g}")
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
