"""Broken lines and hatching, of which every dash is a stroke of its own.

Readers of e-books often know neither `stroke-dasharray` nor patterns, and draw a broken line whole, which here says
something else. All dashes of a line are one path, so it costs little more.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from math import cos, hypot, pi, sin

Place = tuple[float, float]
Dash = list[Place]  # its places from one end to the other, with the corners of the line between them


def broken(strokes: Iterable[Sequence[Place]], drawn: float, free: float) -> str:
    """Lines as the data of one path: of each, `drawn` units are there and `free` units are not, from its start on."""
    return path(dash for stroke in strokes for dash in _dashes(stroke, drawn, free))


def hatched(left: float, top: float, width: float, height: float, step: float) -> str:
    """Upright strokes in a rectangle, a `step` from each other."""
    places = (left + step * (number + 0.5) for number in range(round(width / step)))
    return path([(x, top), (x, top + height)] for x in places)


def broken_ring(x: float, y: float, radius: float, number: int) -> str:
    """A circle of so many dashes, each twice as long as what is free behind it."""
    turn, reach = 2 * pi / number, 4 / 3 * pi / number
    ends = [(turn * dash, turn * dash + reach) for dash in range(number)]
    round_about = [[f"{x + radius * cos(angle):.2f} {y + radius * sin(angle):.2f}" for angle in pair] for pair in ends]
    return "".join(f"M{start}A{radius:g} {radius:g} 0 0 1 {end}" for start, end in round_about)


def path(strokes: Iterable[Sequence[Place]]) -> str:
    """Strokes as the data of one path in which each place is told from the one before, which is short."""
    written, pen = [], (0.0, 0.0)
    for stroke in strokes:
        for number, place in enumerate(stroke):
            to = round(place[0], 1), round(place[1], 1)
            across, down = (f"{round(new - old, 1):.10g}" for new, old in zip(to, pen))
            if not number:
                written.append(f"m{across} {down}")
            elif across == "0":
                written.append(f"v{down}" if down != "0" else "")
            else:
                written.append(f"h{across}" if down == "0" else f"l{across} {down}")
            pen = to
    return "".join(written)


def _dashes(stroke: Sequence[Place], drawn: float, free: float) -> Iterator[Dash]:
    """The dashes of one line, which go round its corners."""
    dash: Dash | None = [stroke[0]]
    left = drawn  # of the dash, or of what is free
    for (x, y), (to_x, to_y) in pairwise(stroke):
        length = hypot(to_x - x, to_y - y)
        done = 0.0
        while done + left < length:
            done += left
            at = (x + (to_x - x) * done / length, y + (to_y - y) * done / length)
            if dash:
                yield [*dash, at]
            dash, left = (None, free) if dash else ([at], drawn)
        left -= length - done
        if dash:
            dash.append((to_x, to_y))
    if dash and len(dash) > 1:
        yield dash
