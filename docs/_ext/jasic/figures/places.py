"""The places on two maps: the coast of eastern China, and the mouth of the Pearl River, enlarged.

They show where, and by a number how many events are recorded there; no dot is larger than another. A place that says
no position stands under the larger one that it lies in, so no building is ever shown. The coast is that of
coasts.json, which says whence it comes. All numbers are SVG units, but for degrees.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import cos, radians
from pathlib import Path
from typing import NamedTuple
from xml.etree.ElementTree import Element

from ..model.coordinates import Position, position
from ..model.records import Record
from ..translation import _
from .svg import element, figure, link, rectangle, text
from .text import width_of

WIDTH, GAP = 760.0, 24.0  # of the wide drawing, and between its maps
NARROW_WIDTH = 304.0
EAST_SHARE = 0.42  # of the width that the map of the coast gets
DOT = 3.5  # the radius
LETTERS, LEADING = 11.0, 14.0
CLEARANCE = 7.0  # from a dot to its words
INSET = 4.0  # the least room between words and the edge of a map


@dataclass(frozen=True)
class Coast:
    """The land in a window of degrees: west, south, east, north; each ring is a list of degrees east and north."""

    window: tuple[float, float, float, float]
    land: list[list[tuple[float, float]]]


@cache
def coasts() -> tuple[Coast, Coast]:
    """The coast of eastern China, and the mouth of the Pearl River, which is a part of it."""
    data = json.loads(Path(__file__).with_name("coasts.json").read_text(encoding="utf-8"))
    east, delta = (Coast(tuple(data[name]["window"]), data[name]["land"]) for name in ("east", "delta"))
    return east, delta


class Area(NamedTuple):
    """What a dot or a label covers."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Area) -> bool:
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    def holds(self, other: Area) -> bool:
        return (
            self.left <= other.left
            and other.right <= self.right
            and self.top <= other.top
            and other.bottom <= self.bottom
        )


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

    def at(self, where: Position) -> tuple[float, float]:
        west, _south, _east, north = self.coast.window
        return self.x + (where.east - west) * self._squeeze * self.scale, self.y + (north - where.north) * self.scale

    def shows(self, where: Position) -> bool:
        west, south, east, north = self.coast.window
        return west < where.east < east and south < where.north < north


class Line(NamedTuple):
    """A line of a label: a place, and its words."""

    place: Record
    words: str


@dataclass(frozen=True)
class Label:
    """The words beside a dot: the place, and below it those within that have no dot."""

    lines: tuple[Line, ...]
    area: Area
    at_right: bool


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
    dots = {place.id: where for place in places if (where := position(place.get("coordinates")))}
    enlarged = [place for place in places if place.id in dots and sheets[1].shows(dots[place.id])]
    others = [
        place for place in places if place.id in dots and place not in enlarged and sheets[0].shows(dots[place.id])
    ]
    inside = _frame(sheets[0], delta)
    return figure(
        NARROW_WIDTH if narrow else WIDTH,
        max(sheet.area.bottom for sheet in sheets) + 1,
        title,
        str(_("The coast of eastern China, and the mouth of the Pearl River enlarged.")),
        *_ground(sheets[0]),
        rectangle(*_sides(inside), class_="enlarged"),
        *_ground(sheets[1]),
        *_marks(sheets[0], others, places, dots, numbers, address, [inside]),
        *_marks(sheets[1], enlarged, places, dots, numbers, address, []),
        class_=f"places-map {'narrow' if narrow else 'wide'}",
    )


def _frame(sheet: Sheet, coast: Coast) -> Area:
    """What a map shows of another window."""
    west, south, east, north = coast.window
    return Area(*sheet.at(Position(north, west)), *sheet.at(Position(south, east)))


def _sides(area: Area) -> tuple[float, float, float, float]:
    return area.left, area.top, area.right - area.left, area.bottom - area.top


def _ground(sheet: Sheet) -> Iterator[Element]:
    """Sea and land."""
    yield rectangle(*_sides(sheet.area), class_="sea")
    rings = (
        "M" + "L".join("{:.1f} {:.1f}".format(*sheet.at(Position(north, east))) for east, north in ring) + "z"
        for ring in sheet.coast.land
    )
    yield element("path", d="".join(rings), class_="land")
    yield rectangle(*_sides(sheet.area), class_="frame")


def _marks(
    sheet: Sheet,
    shown: Sequence[Record],
    places: Sequence[Record],
    dots: Mapping[str, Position],
    numbers: Mapping[str, int],
    address: Callable[[Record], str],
    taken: Sequence[Area],
) -> Iterator[Element]:
    """The dots of a map with their words, which cover neither each other nor another dot nor what is taken."""
    points = {place.id: sheet.at(dots[place.id]) for place in shown}
    obstacles = [*taken, *(Area(x - DOT, y - DOT, x + DOT, y + DOT) for x, y in points.values())]
    lines = {place.id: _lines(place, places, dots, numbers) for place in shown}
    for place in sorted(shown, key=lambda place: -len(lines[place.id])):  # the longest, which fit in few places, first
        x, y = points[place.id]
        label = _label(lines[place.id], x, y, sheet.area, obstacles)
        obstacles.append(label.area)
        yield element("circle", cx=x, cy=y, r=DOT, class_="dot")
        for number, line in enumerate(label.lines):
            side = label.area.left if label.at_right else label.area.right
            baseline = label.area.top + LEADING * (number + 0.75)
            anchor = "start" if label.at_right else "end"
            words = text(side, baseline, line.words, text_anchor=anchor, class_="within" if number else "place")
            yield link(address(line.place), words)


def _lines(
    place: Record, places: Sequence[Record], dots: Mapping[str, Position], numbers: Mapping[str, int]
) -> tuple[Line, ...]:
    """A place and those within it that have no dot, each with the number of its events."""
    named = {other.id: other for other in places}

    def shown_at(other: Record) -> str:
        """The nearest place with a dot that a place lies in."""
        seen = set()
        while other.id not in dots and other.id not in seen:
            seen.add(other.id)
            other = named.get(other.get("within"), other)
        return other.id

    here = [place, *(other for other in places if other.id not in dots and shown_at(other) == place.id)]
    return tuple(Line(one, f"{one.title} {numbers[one.id]}" if numbers[one.id] else one.title) for one in here)


def _label(lines: tuple[Line, ...], x: float, y: float, sheet: Area, obstacles: Sequence[Area]) -> Label:
    """The words where they are free: at the right or left of the dot, level with it, above or below.

    Where nothing is free, without the places within, which stand in the list beside the map too.
    """
    for few in (lines, lines[:1]):
        width = max(width_of(line.words, LETTERS, bold=line is few[0]) for line in few)
        height = LEADING * len(few)
        tops = (y - LEADING / 2, y - height + LEADING / 2, y + CLEARANCE, y - height - CLEARANCE)
        for top in tops:
            for at_right in (True, False):
                left = x + CLEARANCE if at_right else x - CLEARANCE - width
                area = Area(left, top, left + width, top + height)
                around = Area(area.left - INSET, area.top, area.right + INSET, area.bottom)
                if sheet.holds(around) and not any(area.meets(other) for other in obstacles):
                    return Label(few, area, at_right)
    return Label(few, area, at_right)
