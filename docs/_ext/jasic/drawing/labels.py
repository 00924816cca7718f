"""Labels beside the lines that they name, found places for so that none covers another or is crossed by a line.

A line runs from the row of its label downwards, through all rows below. All sizes are in SVG units.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from .text import USUAL, width_of

GAP = 5.0  # between a line and its label, and at least between two labels


class Label(NamedTuple):
    """The label of a turning point: where its line runs, its row from above, and from where to where it reaches."""

    at: float
    lines: list[str]
    row: int
    to_the_right: bool
    start: float
    end: float


def label_places(points: Sequence[tuple[float, str]], left: float, right: float) -> list[Label]:
    """Places for labels in as few rows as can be.

    `points` are places of lines and words, in order; `left` and `right` are the ends of the figure.
    """
    for rows in range(1, len(points) + 1):
        choices = {
            number: [label for label in _choices(at, words, rows) if left <= label.start and label.end <= right]
            for number, (at, words) in enumerate(points)
        }
        if placed := _placed(choices):
            return [placed[number] for number in range(len(points))]
    # Words that are wider than the figure: each in a row of its own.
    return [next(_choices(at, words, 1))._replace(row=row) for row, (at, words) in enumerate(points)]


def _choices(at: float, words: str, rows: int) -> Iterator[Label]:
    """Where a label may stand: to the right of its line or to the left, in the upper rows first."""
    lines = in_two(words)
    width = GAP + max(width_of(part, USUAL, bold=True) for part in lines)
    for row in range(rows):
        yield Label(at, lines, row, True, at, at + width)
        yield Label(at, lines, row, False, at - width, at)


def in_two(words: str) -> list[str]:
    """A label in two lines as near to each other in length as can be; a single word in one."""
    parts = words.split()
    breaks = [[" ".join(parts[:n]), " ".join(parts[n:])] for n in range(1, len(parts))]
    return min(breaks, key=lambda lines: max(map(len, lines)), default=[words])


def _placed(choices: Mapping[int, Sequence[Label]]) -> dict[int, Label]:
    """One of the choices for each number, such that none disturbs another; or nothing.

    What has the fewest choices is placed first, and every choice that it would disturb is struck out.
    """
    number = min(choices, key=lambda number: len(choices[number]))
    for label in choices[number]:
        rest = {
            other: [choice for choice in theirs if not _disturb(label, choice)]
            for other, theirs in choices.items()
            if other != number
        }
        if not rest:
            return {number: label}
        if all(rest.values()) and (placed := _placed(rest)):
            return placed | {number: label}
    return {}


def _disturb(one: Label, other: Label) -> bool:
    """Whether two labels share room, or the line of one crosses the other."""
    if one.row == other.row:
        return one.start < other.end + GAP and other.start < one.end + GAP
    upper, lower = sorted((one, other), key=lambda label: label.row)
    return lower.start - GAP < upper.at < lower.end + GAP
