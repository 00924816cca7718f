"""One phase in a strip: its events by day and certainty, a lane for each arena that has any.

Time runs evenly from the first day of the phase to its last event; what goes back before it, or on into the next, has a
short stretch of its own. Two drawings say the same: one for screens and the book, one for phones, whose lanes have
their names above them. All sizes are in SVG units, which are pixels where nothing is scaled.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from docutils import nodes

from ..drawing import lanes
from ..drawing.legend import legend
from ..drawing.shapes import shapes
from ..drawing.svg import figure, rectangle, text
from ..drawing.text import USUAL, wrapped
from ..drawing.time_scale import DAYS, Scale, Stretch, Tick, ticks, with_ends
from ..model import dates
from ..model.forms import FLAG
from ..model.phases import DAY, Phase
from ..model.record_kinds import ARENAS, CERTAINTIES
from ..model.records import Record
from ..nodes.factory import NodeFactory
from ..nodes.pictures import address_of, drawings
from ..nodes.registry import view
from ..translation import _

PHASE_STRIP = "phase-strip"
LANE = 22.0  # the height of a lane whose marks stand in one row
AXIS = 30.0  # the height of the days and years below the lanes
EDGE = 7.0  # from the ends of a lane to the nearest mark
OUTSIDE = 54.0  # for what lies before the phase, or behind it: room for the name of a year or a month
TICK_ROOM, DAY_ROOM = 34.0, 52.0  # from one tick to the next: the name of a month; a day with its month
SHORT = 100  # days, in which a phase is marked by days and not by months


class Format(NamedTuple):
    """The measures of a drawing: the ends of its lanes, and the room above each for its name."""

    kind: str
    left: float
    right: float
    head: float


WIDE = Format("wide", 128, 720, 0)
NARROW = Format("narrow", 0, 344, 17)


@view(PHASE_STRIP, FLAG)
def phase_strip(make: NodeFactory, argument: str) -> list[nodes.Node]:
    """The events of the phase whose page this is, by day and arena."""
    told = make.project.phase_told_on(make.docname)
    return [strip_of(make, told)] if told else []  # the rules have reported a page that tells no phase


def strip_of(make: NodeFactory, told: Phase, explained: Sequence[Record] | None = None) -> nodes.container:
    """The events of one phase by day and arena, on its own page or any other.

    Below it stands what the signs of its events mean; of strips that follow each other the first may explain those of
    the events of all, and the others none.
    """
    language = make.project.language
    signed = told.events if explained is None else explained
    wide = strip(told, language, lambda event: address_of(make, event), WIDE, signed)
    narrow = strip(told, language, None, NARROW, signed)
    return nodes.container("", *drawings(wide, narrow, lanes.description(told.events)), classes=["strip-of-events"])


def strip(
    phase: Phase,
    language: str,
    address: lanes.Address | None,
    form: Format = WIDE,
    explained: Sequence[Record] | None = None,
) -> str:
    """The strip of a phase as SVG text; without `address` its marks are no links; `explained` as above."""
    signed = phase.events if explained is None else explained
    name = f"{PHASE_STRIP}-{phase.first.isoformat()}-{form.kind}"
    scale = scale_of(phase, form)
    parts = [shapes(name, CERTAINTIES)]
    y = 0.0
    for number, (label, marks) in enumerate(lanes_of(phase, scale)):
        words = wrapped(label, form.left - EDGE, USUAL) if form is WIDE else [label]
        depth = max(mark.across for mark in marks)
        height = max(LANE + depth, lanes.LINE * len(words) + EDGE if form is WIDE else 0)
        y += form.head
        if form is WIDE:
            first = y + LANE / 2 + 4 if len(words) == 1 else y + lanes.LINE
            parts += [text(0, first + lanes.LINE * row, part, class_="quiet") for row, part in enumerate(words)]
        else:
            parts.append(text(0, y - 4, label, class_="quiet"))
        parts.append(
            rectangle(form.left, y, form.right - form.left, height, class_="band" if number % 2 else "band even")
        )
        parts.append(lanes.drawn_lane(name, marks, y + (height - depth) / 2, language, address))
        y += height
    parts += lanes.axis(marked(scale, language), y, form.left, form.right, scale)
    key, end = (
        legend(form.left, y + lanes.FOOT, form.right - form.left, lanes.signs_of(signed)) if signed else ([], y + AXIS)
    )
    title = _("Events of this phase by arena and day")
    words_for_all = lanes.description(phase.events)
    return figure(form.right, end, str(title), words_for_all, *parts, *key, class_=f"{PHASE_STRIP} {form.kind}")


def scale_of(phase: Phase, form: Format) -> Scale:
    """From the first day of the phase to the last of its events, with all days that their dates allow outside it."""
    spans = [dates.span(event.get("date")) for event in phase.events]
    over = max(last for _first, last in spans) + DAY
    # What goes on into the next phase would press the marks of this one together, unlike what is whole within it.
    late = [last for first, last in spans if first >= phase.after]
    after = max([phase.first + DAY, min(over, phase.after), *(last + DAY for last in late)])
    stretch = Stretch(phase.first, after, form.left + EDGE, form.right - EDGE)
    return with_ends([stretch], min(first for first, _last in spans), over, OUTSIDE)


def lanes_of(phase: Phase, scale: Scale) -> Iterator[tuple[str, list[lanes.Mark]]]:
    """The arenas in which anything happened, with the marks of their events, in as many rows as they need."""
    for name, arena in ARENAS.items():
        if events := [event for event in phase.events if event.get("arena") == name]:
            yield str(arena.label), lanes.place(events, scale, [lanes.MARK * row for row in range(len(events))])


def marked(scale: Scale, language: str) -> list[Tick]:
    """The days of a short phase, the months or years of a long one."""
    [stretch] = (each for each in scale.stretches if each not in (scale.earlier, scale.later))
    if (stretch.after - stretch.first).days <= SHORT:
        return ticks(scale, language, DAY_ROOM, DAYS)
    return ticks(scale, language, TICK_ROOM)
