"""Broken lines and hatching, of which every dash is a stroke of its own.

Readers of e-books often know neither `stroke-dasharray` nor patterns, and draw a broken line whole, which here says
something else. All dashes of a line are one path, so it costs little more.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from math import cos, dist, fsum, pi, sin

Point = tuple[float, float]
SLIGHT = 1e-6  # by which lengths may differ that were added up
Dash = list[Point]  # its points from one end to the other, with the corners of the line between them


def broken(strokes: Iterable[Sequence[Point]], drawn: float, free: float) -> str:
    """Lines as the data of one path: of each, about `drawn` units are there and `free` are not, by turns."""
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


def path(strokes: Iterable[Sequence[Point]]) -> str:
    """Strokes as the data of one path in which each point is told from the one before, which is short."""
    written, pen = [], (0.0, 0.0)
    for stroke in strokes:
        for number, point in enumerate(stroke):
            to = round(point[0], 1), round(point[1], 1)
            across, down = (f"{round(new - old, 1):.10g}" for new, old in zip(to, pen))
            if not number:
                written.append(f"m{across} {down}")
            elif across == "0":
                written.append(f"v{down}" if down != "0" else "")
            else:
                written.append(f"h{across}" if down == "0" else f"l{across} {down}")
            pen = to
    return "".join(written)


def _dashes(stroke: Sequence[Point], drawn: float, free: float) -> Iterator[Dash]:
    """The dashes of one line, which go round its corners.

    They are a little longer or shorter, so that both ends have one; a line that is longer than one has two at least.
    """
    whole = fsum(dist(*ends) for ends in pairwise(stroke))
    number = max(2, round((whole + free) / (drawn + free))) if whole > drawn else 1
    share = whole / (number * drawn + (number - 1) * free)
    edges = [number * (drawn + free) * share + part for number in range(number) for part in (0, drawn * share)]
    done, dash = 0.0, []
    for start, end in pairwise(stroke):
        if not (length := dist(start, end)):
            continue
        while edges and edges[0] <= done + length + SLIGHT:
            way = (edges.pop(0) - done) / length
            dash.append((start[0] + (end[0] - start[0]) * way, start[1] + (end[1] - start[1]) * way))
            if len(edges) % 2 == 0:
                yield dash
                dash = []
        if dash:
            dash.append(end)
        done += length
