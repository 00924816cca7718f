"""Lines between boxes that stand in columns: they run in the channels beside the columns, never through a box.

All that goes to one box by one relation in one channel is one trunk: a vertical line, to which each source sends a
branch and from which one arrow leads to the target. Where a line meets a box is its port. Ports lie on a grid, the
left column's between those of the right, so no two lines lie on each other; trunks that pass each other have tracks
of their own. All numbers are SVG units; y grows downwards.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from enum import Enum
from itertools import permutations
from typing import NamedTuple

GRID = 8  # the tops and heights of boxes are multiples of it
PORT = 2 * GRID  # from one port to the next on one side of a box
TRACK = 7  # from one track to the next
HEAD_LENGTH = 7  # the length of an arrowhead; half its height is HEAD_HALF
HEAD_HALF = 3.5
APPROACH = 14  # from a column to the first track: room for an arrowhead and a piece of its line
MOST_TRIED = 6  # tracks, of which all orders are compared
LEFTWARDS, RIGHTWARDS = -1, 1


class Channel(Enum):
    """Where a trunk runs: beside both columns, or between them."""

    LEFT = 0
    MIDDLE = 1
    RIGHT = 2


class Point(NamedTuple):
    x: float
    y: float


class Box(NamedTuple):
    """A box in its place; `column` is 0 or 1."""

    x: float
    y: float
    width: float
    height: float
    column: int

    @property
    def middle(self) -> float:
        return self.y + self.height / 2


class Trunk(NamedTuple):
    """The lines from `sources` to `target`, by the names of their boxes."""

    target: str
    relation: str
    channel: Channel
    sources: tuple[str, ...]

    @property
    def ends(self) -> tuple[str, ...]:
        return (self.target, *self.sources)


class Line(NamedTuple):
    """A trunk as it is drawn: its strokes, and the arrowhead with its tip at the target."""

    trunk: Trunk
    strokes: list[list[Point]]
    tip: Point
    heading: int


class Columns(NamedTuple):
    """The edges of the columns; of one column both pairs are the same."""

    left: tuple[float, float]
    right: tuple[float, float]


def height_for(ports: int) -> float:
    """The height that a box needs for so many ports on one side."""
    return (ports + 1) * PORT


def breadth(channel: Channel, tracks: int) -> float:
    """The room that a channel needs for so many tracks."""
    if channel is Channel.MIDDLE:
        return 2 * APPROACH + max(tracks - 1, 0) * TRACK
    return APPROACH + (tracks - 1) * TRACK + 2 if tracks else 2


def heading(channel: Channel, column: int) -> int:
    """From which side of a box of a column a channel is reached."""
    between = RIGHTWARDS if column == 0 else LEFTWARDS
    return {Channel.LEFT: LEFTWARDS, Channel.MIDDLE: between, Channel.RIGHT: RIGHTWARDS}[channel]


def most_ports(name: str, column: int, trunks: Sequence[Trunk]) -> int:
    """How many lines meet a box on the side that has more."""
    sides = [heading(trunk.channel, column) for trunk in trunks if name in trunk.ends]
    return max(map(sides.count, sides), default=0)


def route(boxes: Mapping[str, Box], trunks: Sequence[Trunk], columns: Columns) -> tuple[list[Line], dict[Channel, int]]:
    """The lines, and how many tracks each channel has."""
    ports = _ports(boxes, trunks)
    tracks = _tracks(boxes, trunks, ports)
    used = {channel: max((tracks[t] + 1 for t in tracks if t.channel is channel), default=0) for channel in Channel}
    lines = []
    for trunk in trunks:
        x = _track_at(trunk.channel, tracks.get(trunk, 0), used[trunk.channel], columns)
        lines.append(_line(trunk, x, boxes, ports))
    return lines, used


Ports = dict[tuple[Trunk, str], float]  # trunk and name of a box -> y


def _ports(boxes: Mapping[str, Box], trunks: Sequence[Trunk]) -> Ports:
    sides: dict[tuple[str, int], list[Trunk]] = defaultdict(list)
    for trunk in trunks:
        for name in trunk.ends:
            sides[name, heading(trunk.channel, boxes[name].column)].append(trunk)
    ports: Ports = {}
    for (name, _side), here in sorted(sides.items(), key=lambda side: (boxes[side[0][0]].y, boxes[side[0][0]].column)):
        box = boxes[name]
        free = _grid(box)
        start = (len(free) - len(here)) // 2
        heights = free[start : start + len(here)]
        here.sort(key=lambda trunk: _turn(trunk, name, boxes))
        for number, trunk in enumerate(here):
            above = heights[number - 1] if number else box.y
            below = heights[number + 1] if number + 1 < len(here) else box.y + box.height
            # Straight across, where the other end lies at this height.
            for other in trunk.ends:
                there = ports.get((trunk, other), box.y)
                if above + GRID <= there <= below - GRID:
                    heights[number] = there
            ports[trunk, name] = heights[number]
    return ports


def _grid(box: Box) -> list[float]:
    """Where ports may lie: the left column's between those of the right."""
    first = box.y + GRID
    first += (GRID * box.column - first) % PORT
    return [first + number * PORT for number in range(int((box.y + box.height - GRID - first) // PORT) + 1)]


def _turn(trunk: Trunk, name: str, boxes: Mapping[str, Box]) -> tuple[int, float]:
    """The order of ports from above: what goes up, what goes both ways, what goes down; so few lines cross.

    A line that goes far runs on an outer track, so it begins nearer to the middle than one that turns at once.
    """
    ways = [boxes[other].middle - boxes[name].middle for other in trunk.ends if other != name]
    farthest = max(ways, key=abs)
    if max(ways) < 0:
        return (0, -farthest)
    return (2, -farthest) if min(ways) > 0 else (1, 0)


def _tracks(boxes: Mapping[str, Box], trunks: Sequence[Trunk], ports: Ports) -> dict[Trunk, int]:
    """The track of each trunk that is not straight: from the column, in the middle from the left one."""
    spans = {}
    for trunk in trunks:
        heights = [ports[trunk, name] for name in trunk.ends]
        if min(heights) < max(heights):
            spans[trunk] = (min(heights), max(heights))
    tracks: dict[Trunk, int] = {}
    for trunk in sorted(spans, key=lambda trunk: spans[trunk][1] - spans[trunk][0]):  # short ones nearest
        top, bottom = spans[trunk]
        taken = {
            tracks[other]
            for other in tracks
            if other.channel is trunk.channel and spans[other][0] <= bottom and top <= spans[other][1]
        }
        tracks[trunk] = min(set(range(len(taken) + 1)) - taken)
    for channel in Channel:
        tracks |= _untangled({t: track for t, track in tracks.items() if t.channel is channel}, spans, boxes, ports)
    return tracks


def _untangled(
    tracks: Mapping[Trunk, int], spans: Mapping[Trunk, tuple[float, float]], boxes: Mapping[str, Box], ports: Ports
) -> dict[Trunk, int]:
    """The tracks of a channel in the order in which the fewest lines cross, where they are few enough to try all."""
    crossings: dict[tuple[Trunk, Trunk, bool], int] = defaultdict(int)
    for trunk, other in permutations(tracks, 2):
        top, bottom = spans[other]
        for name in trunk.ends:
            if top < ports[trunk, name] < bottom:
                # On its way to this box the trunk meets what lies between, in the middle of two columns on either side.
                from_right = trunk.channel is Channel.MIDDLE and boxes[name].column == 1
                crossings[trunk, other, from_right] += 1

    def tangle(order: Sequence[int]) -> int:
        return sum(
            number
            for (trunk, other, from_right), number in crossings.items()
            if (order[tracks[other]] > order[tracks[trunk]]) == from_right
        )

    number = max(tracks.values(), default=-1) + 1
    orders = permutations(range(number)) if number <= MOST_TRIED else iter([tuple(range(number))])
    best = min(orders, key=tangle)
    return {trunk: best[track] for trunk, track in tracks.items()}


def _track_at(channel: Channel, track: int, tracks: int, columns: Columns) -> float:
    """The x of a track."""
    if channel is Channel.LEFT:
        return columns.left[0] - APPROACH - track * TRACK
    if channel is Channel.RIGHT:
        return columns.right[1] + APPROACH + track * TRACK
    return (columns.left[1] + columns.right[0]) / 2 + (track - (tracks - 1) / 2) * TRACK


def _line(trunk: Trunk, x: float, boxes: Mapping[str, Box], ports: Ports) -> Line:
    def end(name: str) -> Point:
        """Where the line meets a box; at the target it ends in the arrowhead."""
        box = boxes[name]
        side = heading(trunk.channel, box.column)
        edge = box.x + box.width if side == RIGHTWARDS else box.x
        return Point(edge + side * HEAD_LENGTH * (name == trunk.target), ports[trunk, name])

    ends = sorted(map(end, trunk.ends), key=lambda point: point.y)
    first, *between, last = ends
    around = [Point(x, first.y), Point(x, last.y)] if first.y < last.y else []  # else it is straight
    strokes = [[first, *around, last], *([point, Point(x, point.y)] for point in between)]
    at_head = end(trunk.target)
    side = heading(trunk.channel, boxes[trunk.target].column)
    return Line(trunk, strokes, Point(at_head.x - side * HEAD_LENGTH, at_head.y), -side)
