"""The boxes of a map of claims: what each says, in lines that fit, and where it stands.

All numbers are SVG units, which are pixels where nothing is scaled.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ..model.exchange import RELATIONS, SUPPORTS, links_between, relations_in_words
from ..model.record_kinds import VERDICTS
from ..model.records import Record
from .channels import GRID, Box, Channel, Columns, Line, Trunk, breadth, height_for, most_ports, route
from .text import balanced, width_of, wrapped

TEXT = 14.0  # the size of all letters, which the book prints at 6.5 points or more
ROW = 2 * GRID  # from one line of text to the next, and from one box to the next
PADDING = 12.0  # from the side of a box to its words
MARK = 10.0  # the side of a shape
MARK_GAP = 4.0  # from it to its words
WORD_GAP = 8.0  # between two things in one row


class Format(NamedTuple):
    """The measures of one of the two drawings: its width, and how far speakers are shifted."""

    name: str
    width: float
    lanes: bool  # whether the columns stand beside each other
    shift: float  # of the second column, where it does not stand beside the first
    indent: float  # of each further speaker in a column
    narrowest: float  # of a box, for which the drawing becomes wider


WIDE = Format("wide", 760, lanes=True, shift=0, indent=18, narrowest=220)
SINGLE = Format("single", 760, lanes=False, shift=0, indent=0, narrowest=220)  # wide, with one column only
NARROW = Format("narrow", 304, lanes=False, shift=14, indent=6, narrowest=180)


class Row(NamedTuple):
    """A row of a box: what its words are, as a class of the style sheet, and the words."""

    class_: str
    text: str


@dataclass(frozen=True)
class BoxText:
    """A claim with all that its box says: in the first row its name and `head`, at the right `verdict`; then `rows`."""

    claim: Record
    name: str
    head: str
    verdict: str
    rows: tuple[Row, ...]


def trunks_of(claims: Sequence[Record], columns: Mapping[str, int], form: Format) -> list[Trunk]:
    """The lines, in the order in which they are drawn."""
    column = {claim.id: columns[claim.get("by")] for claim in claims}
    sources: dict[tuple[str, str, Channel], list[str]] = defaultdict(list)
    for source, target, relation in links_between(claims):
        if not form.lanes:  # reasons on one side, replies on the other
            channel = Channel.LEFT if relation == SUPPORTS else Channel.RIGHT
        elif column[source] != column[target]:
            channel = Channel.MIDDLE
        else:
            channel = Channel.RIGHT if column[target] else Channel.LEFT
        sources[target, relation, channel].append(source)
    return [Trunk(*key, tuple(dict.fromkeys(names))) for key, names in sources.items()]


def laid_out(
    claims: Sequence[Record],
    names: Mapping[str, str],
    columns: Mapping[str, int],
    trunks: Sequence[Trunk],
    form: Format,
) -> tuple[dict[str, Box], list[BoxText], list[Line], float]:
    """Boxes, what they say, lines, and the width of the whole.

    The channels take room from the boxes, and the height of the boxes decides how many tracks the channels need; so
    the channels are widened until all tracks have room.
    """
    tracks = dict.fromkeys(Channel, 0)
    while True:
        edges, width = _columns(tracks, form)
        texts = [_box_text(claim, names, edges, columns, form) for claim in claims]
        boxes = _placed(texts, columns, trunks, edges, form)
        lines, used = route(boxes, trunks, edges)
        if all(used[channel] <= tracks[channel] for channel in Channel):
            return boxes, texts, lines, width
        tracks = {channel: max(used[channel], tracks[channel]) for channel in Channel}


def _columns(tracks: Mapping[Channel, int], form: Format) -> tuple[Columns, float]:
    """The edges of the columns between channels with so many tracks, and the width of the whole."""
    left, middle, right = (breadth(channel, tracks[channel]) for channel in Channel)
    if not form.lanes:
        box = max(form.width - left - right, form.narrowest + form.shift)
        return Columns((left, left + box), (left, left + box)), left + box + right
    box = max((form.width - left - middle - right) / 2, form.narrowest)
    second = left + box + middle
    return Columns((left, left + box), (second, second + box)), second + box + right


def _sides(speaker: str, edges: Columns, columns: Mapping[str, int], form: Format) -> tuple[float, float]:
    """The left and the right edge of the boxes of a speaker."""
    column = columns[speaker]
    others = [other for other in columns if columns[other] == column]
    left, right = edges.right if column else edges.left
    shift = form.shift if any(columns.values()) else 0
    left += shift * column + form.indent * others.index(speaker)
    return left, right - shift * (1 - column)


def _box_text(
    claim: Record, names: Mapping[str, str], edges: Columns, columns: Mapping[str, int], form: Format
) -> BoxText:
    """What the box of a claim says, in lines that fit: its words, and before them what it does to others."""
    left, right = _sides(claim.get("by"), edges, columns, form)
    room = right - left - 2 * PADDING
    name, verdict = names[claim.id], claim.get("verdict")
    head, at_right = " · ".join(relations_in_words(claim, names)), verdict
    left_over = room - MARK - MARK_GAP - width_of(name, TEXT, bold=True)
    if verdict:
        left_over -= WORD_GAP + MARK + MARK_GAP + width_of(verdict_word(verdict), TEXT)
    rows = []
    if head and left_over < WORD_GAP + width_of(head, TEXT):
        rows += [Row("relation", line) for line in wrapped(head, room, TEXT)]
        head = ""
    if verdict and left_over < 0:
        rows.append(Row("verdict", verdict_word(verdict)))
        at_right = ""
    rows += [Row("words", line) for line in balanced(claim.title, room, TEXT)]
    return BoxText(claim, name, head, at_right, tuple(rows))


def _placed(
    texts: Sequence[BoxText], columns: Mapping[str, int], trunks: Sequence[Trunk], edges: Columns, form: Format
) -> dict[str, Box]:
    """The boxes in their places, in each column in the order of the text; a reply beside what it answers or below that.

    A claim that answers nothing opposite stands no higher than the one before it, if that is another column's.
    """
    boxes: dict[str, Box] = {}
    bottoms = [0.0, 0.0]
    before: Box | None = None
    for text in texts:
        claim, speaker = text.claim, text.claim.get("by")
        column = columns[speaker]
        left, right = _sides(speaker, edges, columns, form)
        top = bottoms[column] if form.lanes else max(bottoms)
        if form.lanes:
            opposite = [
                boxes[other].y
                for relation in RELATIONS
                if relation != SUPPORTS
                for other in claim.items(relation)
                if other in boxes and boxes[other].column != column
            ]
            if opposite:
                top = max(top, min(opposite))
            elif before and before.column != column:
                top = max(top, before.y)
        rows = (len(text.rows) + 2) * ROW
        height = max(rows, height_for(most_ports(claim.id, column, trunks)))
        before = boxes[claim.id] = Box(left, top, right - left, height, column)
        bottoms[column] = top + height + ROW
    return boxes


def verdict_word(verdict: str) -> str:
    return str(VERDICTS[verdict].label)
