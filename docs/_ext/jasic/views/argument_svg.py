"""The drawing of an argument map: time runs downwards, each speaker has a column and a shape, each relation a line.

The picture is a static SVG, so neither colour nor a script is needed to read it. Its text equivalent is the thread
in argument.py. All numbers are in SVG units, which are pixels where nothing is scaled.
"""

from collections.abc import Sequence
from html import escape
from typing import NamedTuple

from ..model.kinds import KINDS, SPEAKERS
from ..model.records import Record
from ..translation import _

COLUMN_WIDTH, ROW_HEIGHT, HEAD_HEIGHT = 86, 42, 46  # three columns fit a phone
NAME_BASELINE = 16  # of the speakers' names at the top
NUMBER_BASELINE = 4  # of the number in a shape, below its centre
RADIUS = 13  # of a circle, and half the side of a square
DIAMOND = 17  # from the centre to a corner
OCTAGON = 6  # from the middle of a side to a corner
LINE_WIDTH, OUTLINE_WIDTH = 1.2, 1.5
BEND = 30  # how far a line between two shapes of one column goes aside
BEND_GROWTH = 400  # the length in which that doubles, so that long lines do not cover short ones
# Where a line begins and ends, in radii from the centre: on the rim, with room for the arrowhead, and in one column
# on the side to which the line bends.
START_GAP, END_GAP, SIDE_GAP = 0.9, 1.05, 0.7


class Point(NamedTuple):
    """A place in the drawing; `y` grows downwards."""

    x: float
    y: float


class Stroke(NamedTuple):
    """The line of a relation: the lengths of its dashes and gaps, and what the legend says of it."""

    dashes: str
    meaning: str


# The shape of each speaker, what it is called, and the corners of those that SVG has no element for.
SHAPES = dict(zip(SPEAKERS, ("circle", "square", "diamond", "octagon")))
SHAPE_NAMES = {"circle": _("circle"), "square": _("square"), "diamond": _("diamond"), "octagon": _("octagon")}
CORNERS = {
    "diamond": [(0, -DIAMOND), (DIAMOND, 0), (0, DIAMOND), (-DIAMOND, 0)],
    "octagon": [
        *((-OCTAGON, -RADIUS), (OCTAGON, -RADIUS), (RADIUS, -OCTAGON), (RADIUS, OCTAGON)),
        *((OCTAGON, RADIUS), (-OCTAGON, RADIUS), (-RADIUS, OCTAGON), (-RADIUS, -OCTAGON)),
    ],
}
# Every option by which one claim names another, in the order in which its lines are drawn and read out.
STROKES = {
    "answers": Stroke("", _("an unbroken line answers")),
    "supports": Stroke("6 3", _("long dashes support")),
    "qualifies": Stroke("2 3", _("dots qualify")),
    "concedes-to": Stroke("8 3 2 3", _("dashes and dots concede")),
}
OPTIONS = KINDS["claim"].options


def speaker_name(speaker: str) -> str:
    return str(OPTIONS["by"].choices[speaker].label)


def legend() -> str:
    """What the shapes and lines mean."""
    shapes = "; ".join(f"{SHAPE_NAMES[shape]}: {speaker_name(speaker)}" for speaker, shape in SHAPES.items())
    lines = ", ".join(str(stroke.meaning) for stroke in STROKES.values())
    return f"{sentence(shapes)} {sentence(lines)}"


def sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."


def links_between(claims: Sequence[Record]) -> list[tuple[int, int, str]]:
    """Which claim names which, by their place in the list, with the relation: (1, 0, "answers")."""
    places = {claim.id: place for place, claim in enumerate(claims)}
    return [
        (places[claim.id], places[other], relation)
        for claim in claims
        for relation in STROKES
        for other in claim.items(relation)
        if other in places
    ]


def draw(claims: Sequence[Record], label: str) -> str:
    """The map as SVG text; the numbers are those of the thread."""
    columns = list(dict.fromkeys(claim.get("by") for claim in claims))
    middles = {speaker: COLUMN_WIDTH * (number + 0.5) for number, speaker in enumerate(columns)}
    centres = [Point(middles[claim.get("by")], HEAD_HEIGHT + ROW_HEIGHT * row) for row, claim in enumerate(claims)]
    width, height = COLUMN_WIDTH * len(columns), HEAD_HEIGHT + ROW_HEIGHT * len(claims)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'role="img" aria-label="{escape(label)}" font-family="sans-serif" font-size="12">',
        '<defs><marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">'
        '<path d="M0 0 8 4 0 8z" fill="currentColor"/></marker></defs>',
    ]
    for speaker, x in middles.items():
        parts.append(words(Point(x, NAME_BASELINE), speaker_name(speaker), ' font-weight="bold"'))
    parts += [arrow(centres[start], centres[end], relation) for start, end, relation in links_between(claims)]
    for number, (claim, centre) in enumerate(zip(claims, centres), 1):
        parts.append(outline(SHAPES[claim.get("by")], centre))
        parts.append(words(Point(centre.x, centre.y + NUMBER_BASELINE), str(number)))
    return "".join([*parts, "</svg>"])


def words(point: Point, text: str, style: str = "") -> str:
    """A text whose middle stands at a point."""
    x, y = point
    return f'<text x="{x:g}" y="{y:g}" text-anchor="middle"{style} fill="currentColor">{escape(text)}</text>'


def arrow(start: Point, end: Point, relation: str) -> str:
    """A bent line from the rim of one shape to the rim of another; in one column it passes beside what is between."""
    upwards = 1 if end.y < start.y else -1
    bend = BEND * (1 + abs(start.y - end.y) / BEND_GROWTH) if start.x == end.x else 0
    side = RADIUS * SIDE_GAP if start.x == end.x else 0
    first = Point(start.x + side, start.y - upwards * RADIUS * START_GAP)
    middle = Point((start.x + end.x) / 2 + bend, (start.y + end.y) / 2)
    last = Point(end.x + side, end.y + upwards * RADIUS * END_GAP)
    path = "M{:g} {:g}Q{:g} {:g} {:g} {:g}".format(*first, *middle, *last)
    dashes = STROKES[relation].dashes
    style = f' stroke-dasharray="{dashes}"' if dashes else ""
    return (
        f'<path d="{path}" fill="none" stroke="currentColor" stroke-width="{LINE_WIDTH}"{style} '
        'marker-end="url(#arrow)"/>'
    )


def outline(shape: str, centre: Point) -> str:
    """The shape of a speaker."""
    x, y = centre
    style = f'fill="none" stroke="currentColor" stroke-width="{OUTLINE_WIDTH}"'
    if shape == "circle":
        return f'<circle cx="{x:g}" cy="{y:g}" r="{RADIUS}" {style}/>'
    if shape == "square":
        return f'<rect x="{x - RADIUS:g}" y="{y - RADIUS:g}" width="{2 * RADIUS}" height="{2 * RADIUS}" {style}/>'
    points = " ".join(f"{x + dx:g},{y + dy:g}" for dx, dy in CORNERS[shape])
    return f'<polygon points="{points}" {style}/>'
