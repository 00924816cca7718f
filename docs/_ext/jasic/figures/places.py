"""The places on two maps: the coast of eastern China, and the mouth of the Pearl River, enlarged.

They show where, and by a number how many events are recorded there and in places within; no dot is larger than
another. Nothing is named but where it lies: a place that says no position, such as any building, has no name on the
map, only in the list beside it, under the larger place. The coast is that of coasts.json, which says whence it comes.
All numbers are SVG units, but for degrees.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from math import ceil, cos, hypot, radians
from pathlib import Path
from xml.etree.ElementTree import Element

from docutils import nodes

from ..drawing.area import Area
from ..drawing.svg import element, figure, link, rectangle, text
from ..drawing.text import width_of
from ..model.coordinates import Coordinates
from ..model.forms import FLAG
from ..model.record_kinds import KINDS
from ..model.records import Record
from ..nodes.factory import NodeFactory, counted
from ..nodes.pictures import with_caption
from ..nodes.registry import view
from ..translation import _

WIDTH, GAP = 620.0, 20.0  # of the wide drawing, which the book draws no smaller, and between its maps
NARROW_WIDTH = 304.0
EAST_SHARE = 0.42  # of the width that the map of the coast gets
DOT = 3.5  # the radius
LETTERS, LEADING = 11.0, 14.0
CLEARANCE = 7.0  # from a dot to its words
INSET = 4.0  # the least room between words and the edge of a map
SHORE_STEP = 2.0  # the farthest from one point of the coast to the next, by which it is seen where words would cross it
DEGREE = 111.2  # kilometres in a degree from south to north
SCALES = {"east": 500, "delta": 50}  # kilometres that the scale of each map shows
TIP = 3.0  # the height of the ends of a scale


@dataclass(frozen=True)
class Coast:
    """The land in a window of degrees: west, south, east, north; each ring is a list of degrees east and north.

    `scale` is how many kilometres are shown as a measure.
    """

    scale: int
    window: tuple[float, float, float, float]
    land: list[list[tuple[float, float]]]


@cache
def coasts() -> tuple[Coast, Coast]:
    """The coast of eastern China, and the mouth of the Pearl River, which is a part of it."""
    data = json.loads(Path(__file__).with_name("coasts.json").read_text(encoding="utf-8"))
    east, delta = (Coast(length, tuple(data[name]["window"]), data[name]["land"]) for name, length in SCALES.items())
    return east, delta


@dataclass(frozen=True)
class Sheet:
    """A coast drawn with its upper left corner at a place and as wide as is said."""

    coast: Coast
    x: float
    y: float
    width: float

    @property
    def scale(self) -> float:
        """Units for a degree from south to north."""
        west, _south, east, _north = self.coast.window
        return self.width / ((east - west) * self._squeeze)

    @property
    def _squeeze(self) -> float:
        """How much shorter a degree from west to east is, in the middle of the map."""
        _west, south, _east, north = self.coast.window
        return cos(radians((south + north) / 2))

    @property
    def height(self) -> float:
        return (self.coast.window[3] - self.coast.window[1]) * self.scale

    @property
    def area(self) -> Area:
        return Area(self.x, self.y, self.x + self.width, self.y + self.height)

    def at(self, where: Coordinates) -> tuple[float, float]:
        west, _south, _east, north = self.coast.window
        return self.x + (where.east - west) * self._squeeze * self.scale, self.y + (north - where.north) * self.scale

    def shows(self, where: Coordinates) -> bool:
        west, south, east, north = self.coast.window
        return west < where.east < east and south < where.north < north


@dataclass(frozen=True)
class Label:
    """The words beside a dot: where they stand, and where in that they are held (`start`, `middle` or `end`)."""

    area: Area
    anchor: str

    @property
    def x(self) -> float:
        places = {"start": self.area.left, "end": self.area.right}
        return places.get(self.anchor, (self.area.left + self.area.right) / 2)


@view("places-map", FLAG)
def places_map(make: NodeFactory, argument: str) -> list[nodes.Node]:
    """The maps of all places, what they leave out, and the list that says the same."""
    places = make.project.of_kind("place")
    numbers = {place.id: len(make.project.events_at(place.id)) for place in places}
    title = str(_("Map of the places; the list below says the same in words"))
    wide, narrow = (draw(title, places, numbers, make.address, narrow=narrow) for narrow in (False, True))
    return [with_caption(wide, narrow, title, reading(make)), *_list(make, places, numbers, "")]


def reading(make: NodeFactory) -> str:
    """What the maps show and leave out: no more is counted than the events that name a place."""
    events = make.project.of_kind("event")
    without = sum(not event.get("place") for event in events)
    words = [
        _(
            "Cities and districts of this history. The number beside a name is how many events of this work name that "
            "place or one within it; an event that names several cities counts at each."
        )
    ]
    if without:
        words.append(
            _("Of the {all} events {without} name no place, such as statements and reports, and count nowhere.").format(
                without=without, all=len(events)
            )
        )
    words += [
        _("What lies in the red frame on the first map, the mouth of the Pearl River, is larger on the second."),
        _(
            "A dot may be off by a few kilometres, since it is put no finer than a tenth of a degree; single buildings "
            "have no dot. The coast is from Natural Earth; no borders are drawn."
        ),
    ]
    return " ".join(map(str, words))


def _list(make: NodeFactory, places: list[Record], numbers: dict[str, int], around: str) -> list[nodes.Node]:
    """The places that lie directly in another, or in none that is recorded, with those in them."""
    known = {place.id for place in places}
    here = [place for place in places if (place.get("within") if place.get("within") in known else "") == around]
    items = nodes.bullet_list()
    for place in here:
        line = nodes.paragraph("", "", make.link(place))
        if chinese := place.get("zh"):
            line += nodes.Text(f" {chinese}")
        if number := numbers[place.id]:
            events = counted(number, KINDS["event"].label, KINDS["event"].labels)
            line += nodes.inline("", f" ({events})", classes=["quiet"])
        items += nodes.list_item("", line, *_list(make, places, numbers, place.id))
    return [items] if here else []


def draw(
    title: str,
    places: Sequence[Record],
    numbers: Mapping[str, int],
    address: Callable[[Record], str],
    narrow: bool = False,
) -> str:
    """The maps as SVG; `numbers` says how many events took place at each, by id; `address` where a place is told of."""
    east, delta = coasts()
    if narrow:
        sheets = [Sheet(east, 0, 0, NARROW_WIDTH)]
        sheets.append(Sheet(delta, 0, sheets[0].height + GAP, NARROW_WIDTH))
    else:
        left = (WIDTH - GAP) * EAST_SHARE
        sheets = [Sheet(east, 0, 0, left), Sheet(delta, left + GAP, 0, WIDTH - GAP - left)]
    dots = {place.id: where for place in places if (where := Coordinates.read(place.get("coordinates")))}
    enlarged = [place for place in places if place.id in dots and sheets[1].shows(dots[place.id])]
    others = [
        place for place in places if place.id in dots and place not in enlarged and sheets[0].shows(dots[place.id])
    ]
    inside = _frame(sheets[0], delta)
    scales = [_scale(sheet) for sheet in sheets]
    return figure(
        NARROW_WIDTH if narrow else WIDTH,
        max(sheet.area.bottom for sheet in sheets) + 1,
        title,
        str(_("The coast of eastern China, and the mouth of the Pearl River enlarged.")),
        *_ground(sheets[0]),
        rectangle(*_sides(inside), class_="enlarged"),
        *_ground(sheets[1]),
        *(part for parts, _area in scales for part in parts),
        *_marks(sheets[0], others, dots, numbers, address, [inside, scales[0][1]]),
        *_marks(sheets[1], enlarged, dots, numbers, address, [scales[1][1]]),
        class_=f"places-map {'narrow' if narrow else 'wide'}",
    )


def _frame(sheet: Sheet, coast: Coast) -> Area:
    """What a map shows of another window."""
    west, south, east, north = coast.window
    return Area(*sheet.at(Coordinates(north, west)), *sheet.at(Coordinates(south, east)))


def _sides(area: Area) -> tuple[float, float, float, float]:
    return area.left, area.top, area.right - area.left, area.bottom - area.top


def _ground(sheet: Sheet) -> Iterator[Element]:
    """Sea and land."""
    yield rectangle(*_sides(sheet.area), class_="sea")
    rings = (
        "M" + "L".join("{:.1f} {:.1f}".format(*sheet.at(Coordinates(north, east))) for east, north in ring) + "z"
        for ring in sheet.coast.land
    )
    yield element("path", d="".join(rings), class_="land")
    yield rectangle(*_sides(sheet.area), class_="frame")


def _scale(sheet: Sheet) -> tuple[list[Element], Area]:
    """A measure of kilometres in the lower right corner, which is sea on both maps, and what it covers."""
    length = sheet.coast.scale / DEGREE * sheet.scale
    right, y = sheet.area.right - 2 * INSET, sheet.area.bottom - 2 * INSET
    left = right - length
    path = f"M{left:.1f} {y - TIP:.1f}v{TIP:g}H{right:.1f}v{-TIP:g}"
    words = _("{number} km").format(number=sheet.coast.scale)
    parts = [
        element("path", d=path, class_="scale"),
        text(left - INSET, y, words, text_anchor="end", class_="measure"),
    ]
    return parts, Area(left - INSET - width_of(words, LETTERS), y - LEADING, right, y)


def _shore(sheet: Sheet) -> Iterator[tuple[float, float]]:
    """Points along the coast, so close to each other that no letter lies between two of them."""
    for ring in sheet.coast.land:
        for (x, y), (next_x, next_y) in pairwise(sheet.at(Coordinates(north, east)) for east, north in ring):
            steps = ceil(hypot(next_x - x, next_y - y) / SHORE_STEP) or 1
            yield from ((x + (next_x - x) * n / steps, y + (next_y - y) * n / steps) for n in range(steps))


def _marks(
    sheet: Sheet,
    shown: Sequence[Record],
    dots: Mapping[str, Coordinates],
    numbers: Mapping[str, int],
    address: Callable[[Record], str],
    taken: Sequence[Area],
) -> Iterator[Element]:
    """The dots of a map with their words, which cover neither each other nor another dot nor what is taken."""
    points = {place.id: sheet.at(dots[place.id]) for place in shown}
    named: list[Area] = []
    shore = list(_shore(sheet))
    for place in shown:
        x, y = points[place.id]
        far = DOT + CLEARANCE  # from the dots of others, or the words would be taken for theirs
        others = (Area(a - far, b - far, a + far, b + far) for other, (a, b) in points.items() if other != place.id)
        obstacles = [*taken, *named, *others]
        words = f"{place.title} {numbers[place.id]}" if numbers[place.id] else place.title
        label = _label(words, x, y, sheet.area, obstacles, shore)
        named.append(label.area)
        yield element("circle", cx=x, cy=y, r=DOT, class_="dot")
        baseline = label.area.top + LEADING * 0.75
        yield link(address(place), text(label.x, baseline, words, text_anchor=label.anchor, class_="place"))


def _label(
    words: str, x: float, y: float, sheet: Area, obstacles: Sequence[Area], shore: Sequence[tuple[float, float]]
) -> Label:
    """The words where they are free, at the right or left of the dot, above or below: where the coast is crossed least.

    Where nothing is free they stand in the last of these places.
    """
    width = width_of(words, LETTERS, bold=True)
    above, level, below = y - LEADING - CLEARANCE / 2, y - LEADING / 2, y + CLEARANCE / 2
    sides = {"start": x + CLEARANCE, "end": x - CLEARANCE - width}
    choices = [(anchor, left, level) for anchor, left in sides.items()]
    choices += [("middle", x - width / 2, top) for top in (below, above)]
    choices += [(anchor, left, top) for top in (below, above) for anchor, left in sides.items()]
    labels = [Label(Area(left, top, left + width, top + LEADING), anchor) for anchor, left, top in choices]

    def is_free(area: Area) -> bool:
        around = Area(area.left - INSET, area.top, area.right + INSET, area.bottom)
        return sheet.contains(around) and not any(area.overlaps(other) for other in obstacles)

    def crossed(label: Label) -> int:
        area = label.area
        return sum(area.left < at < area.right and area.top < down < area.bottom for at, down in shore)

    return min((label for label in labels if is_free(label.area)), key=crossed, default=labels[-1])
