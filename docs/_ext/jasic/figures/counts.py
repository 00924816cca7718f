"""The figures that differ, on one axis: a shape of its stream for each version, a line for a range, arrows for bounds.

The scale begins at nought, so that a small difference looks small. Where the highest figure is more than MOST_TIMES
the lowest one, equal steps multiply, and the figure says so. Places are in per cent, so the figure fits any width and
its text keeps its size; what is not to touch does not touch on a phone either. Heights are in SVG units, which are
pixels.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from math import log
from typing import NamedTuple
from xml.etree.ElementTree import Element

from ..model.kinds import Choice
from ..model.records import Figure
from ..model.sources import STREAMS
from ..translation import _
from .shapes import drawn
from .svg import element, fluid_figure, line, text
from .text import balanced, width_of

MOST_TIMES = 8  # the lowest, up to which the highest figure stands on a scale from nought
AIR = 1.08, 1.3  # from the highest figure to the end of the axis: as a share of it, and where steps multiply
PHONE, SCREEN = 270.0, 560.0  # the narrowest widths for which places are chosen: of all, and of what phones leave out
SHAPE, ARROW = 10.0, 17.0  # the side of a shape; from its middle to the tip of an arrow
ROW = 13.0  # from one row of versions to the next
SMALL = 11.0  # the size of letters
LETTERS_GAP = 5.0  # between two words
FIGURES_GAP = 2.5  # between two figures below the axis: 29 and 30 of the detained are to have room
TICK_WORDS, TICK_ROW = 15.0, 12.0  # from the axis to the words below it, and on to their second row
LEGEND_ROW = 16.0  # from row to row of what shapes mean

# What stands for a figure that no source gives.
UNNAMED = Choice(_("none named"), shape="M2 2h8v8H2z", inked="")
SHAPES = {**STREAMS, "": UNNAMED}


class Version(NamedTuple):
    """A figure and the streams of the sources that give it."""

    figure: Figure
    streams: Sequence[str]


class Place(NamedTuple):
    """Where a version stands: in which row above the axis, from and to which share of the width in per cent."""

    version: Version
    stream: str
    row: int
    low: float
    high: float


def count_strip(title: str, versions: Sequence[Version]) -> str:
    """The versions of one count as SVG text."""
    scale = scale_of(versions)
    places = placed(versions, scale)
    base = ROW * (1 + max(place.row for place in places)) + 6
    parts: list[Element] = [line(0, base, 0, base, class_="axis")]
    parts[0].set("x2", "100%")
    parts += _stems(places, base)
    for place in places:
        parts += _version(place, base - 8 - ROW * place.row)
    marked, foot = _ticks(versions, scale, base)
    parts += marked
    y = foot + LEGEND_ROW
    explained, y = _streams(places, y)
    parts += explained
    if multiplies(versions):
        words = str(_("It is as far from 10 to 20 as from 100 to 200."))
        for part in balanced(words, PHONE, SMALL):
            parts.append(text(0, y, part, class_="quiet small"))
            y += LEGEND_ROW
    said = "; ".join(
        f"{v.figure.text} ({', '.join(str(SHAPES[s].label) for s in v.streams or [''])})" for v in versions
    )
    return fluid_figure(y - LEGEND_ROW + 5, title, said, *parts, class_="count-strip")


def differ(versions: Sequence[Version]) -> bool:
    """Whether there is something to see: one number alone on an axis says nothing that it does not say in words."""
    figures = {(figure.low, figure.high, figure.is_lower_bound, figure.is_upper_bound) for figure, _streams in versions}
    return len(figures) > 1 or any(low != high for low, high, *_bounds in figures)


def multiplies(versions: Sequence[Version]) -> bool:
    """Whether equal steps of the scale multiply."""
    low = min(version.figure.low for version in versions)
    return 0 < low * MOST_TIMES < max(version.figure.high for version in versions)


def scale_of(versions: Sequence[Version]) -> Callable[[int], float]:
    """From a figure to its place in per cent."""
    low = min(version.figure.low for version in versions)
    high = max(version.figure.high for version in versions)
    if multiplies(versions):
        start, end = log(low / AIR[1]), log(high * AIR[1])
        return lambda number: 100 * (log(number) - start) / (end - start)
    return lambda number: 100 * number / (max(high, 1) * AIR[0])


def placed(versions: Iterable[Version], scale: Callable[[int], float]) -> list[Place]:
    """A place for each version and stream, in the lowest row where it touches no other; ranges above single figures."""
    rows: list[list[tuple[float, float]]] = []
    places = []
    order = list(SHAPES)
    for version in sorted(versions, key=lambda v: (v.figure.low != v.figure.high, v.figure.low)):
        figure = version.figure
        low, high = scale(figure.low), scale(figure.high)
        start = low - _share(ARROW if figure.is_upper_bound else SHAPE / 2 + 0.5)
        end = high + _share(ARROW if figure.is_lower_bound else SHAPE / 2 + 0.5)
        for stream in sorted(set(version.streams) or {""}, key=order.index):
            row = next((n for n, taken in enumerate(rows) if all(end <= a or b <= start for a, b in taken)), len(rows))
            rows[row:] = [*rows[row:], []] if row == len(rows) else rows[row:]
            rows[row].append((start, end))
            places.append(Place(version, stream, row, low, high))
    return places


def _share(units: float, width: float = PHONE) -> float:
    """How much of a width some units are, in per cent."""
    return 100 * units / width


def _stems(places: Sequence[Place], base: float) -> Iterator[Element]:
    """Lines from the axis up to figures that have no mark in the lowest row: another's stands beside theirs there."""
    lowest: dict[float, int] = {}
    for place in places:
        for at in (place.low, place.high):
            lowest[at] = min(place.row, lowest.get(at, place.row))
    for at, row in lowest.items():
        if row:
            x = _percent(at)
            yield element("line", x1=x, x2=x, y1=base, y2=base - 8 - ROW * row, class_="axis stem")


def _version(place: Place, y: float) -> Iterator[Element]:
    """The shape of a stream at a figure, or at both ends of a range, with an arrow where the figure is a bound."""
    figure, choice = place.version.figure, SHAPES[place.stream]
    if place.low != place.high:
        yield element(
            "line", x1=_percent(place.low), x2=_percent(place.high), y1=y, y2=y, class_=f"range stream-{place.stream}"
        )
    for at in sorted({place.low, place.high}):
        signs = [drawn(choice, 0, 0, SHAPE)]
        if figure.is_lower_bound and at == place.high:
            signs.append(element("path", d=f"M{SHAPE / 2 + 2:g} 0H{ARROW:g}m-3-3 3 3-3 3", class_="arrow"))
        if figure.is_upper_bound and at == place.low:
            signs.append(element("path", d=f"M{-SHAPE / 2 - 2:g} 0H{-ARROW:g}m3-3-3 3 3 3", class_="arrow"))
        title = element("title", f"{figure.text} ({choice.label})")
        yield element("svg", title, *signs, x=_percent(at), y=y, class_=f"version stream-{place.stream}")


def _percent(share: float) -> str:
    return f"{round(share, 2):g}%"


def _ticks(versions: Sequence[Version], scale: Callable[[int], float], base: float) -> tuple[list[Element], float]:
    """The axis names as many figures as have room, in two rows, and marks those; also where the lowest row stands.

    `tight` ones are only where there is more room than a phone's. The ends are named first, then what most give.
    """
    given = Counter(
        number for version in versions for number in {version.figure.low, version.figure.high} for _s in version.streams
    )
    numbers = {number for version in versions for number in (version.figure.low, version.figure.high)}
    if not multiplies(versions):
        numbers.add(0)
    first = [max(numbers), min(numbers)]
    others = sorted(numbers, key=lambda number: (-given[number], number))
    named: dict[int, tuple[str, int]] = {}  # the class and the row of its name
    for row, width, hidden in ((0, PHONE, ""), (0, SCREEN, "tight"), (1, SCREEN, "tight")):
        for number in (number for number in [*first, *others] if number not in named):
            room, place = _room(number, scale, width), scale(number)
            # The mark of a figure in the second row runs between those of the first.
            takes = [
                _touch(room if its_row == row else (place, place), _room(other, scale, width))
                for other, (_hidden, its_row) in named.items()
            ]
            if not any(takes):
                named[number] = hidden, row
    parts = []
    for number, (hidden, row) in sorted(named.items()):
        at, down = _percent(scale(number)), TICK_ROW * row
        parts.append(element("line", x1=at, x2=at, y1=base, y2=base + 4 + down, class_=f"axis {hidden}".strip()))
        options = {"text_anchor": "middle" if number else "start", "class_": f"when {hidden}".strip()}
        parts.append(element("text", f"{number:,}", x=at, y=base + TICK_WORDS + down, **options))
    return parts, base + TICK_WORDS + TICK_ROW * max(row for _hidden, row in named.values())


def _room(number: int, scale: Callable[[int], float], width: float) -> tuple[float, float]:
    """From where to where a named figure reaches, in per cent of a width."""
    room = _share(width_of(f"{number:,}", SMALL) + FIGURES_GAP, width)
    return (0, room) if number == 0 else (scale(number) - room / 2, scale(number) + room / 2)


def _touch(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _streams(places: Sequence[Place], y: float) -> tuple[list[Element], float]:
    """What the shapes mean, in one column or two that a phone has room for, and where the next row would be."""
    parts: list[Element] = []
    names = [name for name in SHAPES if name in {place.stream for place in places}]
    x = 0.0
    first, second = _columns({name: SHAPE + 4 + width_of(str(SHAPES[name].label), SMALL) for name in names})
    for column in (first, second):
        for row, name in enumerate(column):
            parts.append(drawn(SHAPES[name], x + SHAPE / 2, y + LEGEND_ROW * row - 4, SHAPE, class_=f"stream-{name}"))
            label = str(SHAPES[name].label)
            parts.append(text(x + SHAPE + 4, y + LEGEND_ROW * row, label, class_="quiet small"))
        x = max(column.values(), default=0) + 2 * LETTERS_GAP
    return parts, y + LEGEND_ROW * max(len(first), len(second))


def _columns(widths: Mapping[str, float]) -> tuple[dict[str, float], dict[str, float]]:
    """Entries of some widths in two columns: at the right narrow ones that have room there, at most half of all."""
    room = PHONE - 2 * LETTERS_GAP - max(widths.values())
    narrow = [name for name, width in widths.items() if width <= room][-(len(widths) // 2) :]
    right = set(narrow) if len(widths) > 1 else set()
    left = {name: width for name, width in widths.items() if name not in right}
    return left, {name: width for name, width in widths.items() if name in right}
