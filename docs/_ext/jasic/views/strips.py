"""Events as strips: the whole struggle, and one phase at the head of its page. A list of the events says the same."""

from collections.abc import Sequence

from docutils import nodes

from ..figures import phase, struggle
from ..figures.lanes import description
from ..model.phases import Phase
from ..model.records import Record, spread
from ..translation import _
from .nodes import NodeFactory
from .pictures import address_of, drawings, page_address_of
from .registry import view


@view("struggle")
def whole_struggle(make: NodeFactory, argument: str) -> list[nodes.Node]:
    """All events by time and arena."""
    project = make.project
    if not project.phases:
        return []
    drawing = struggle.Drawing(
        project.phases,
        project.with_option("count", "taken"),
        project.language,
        lambda event: address_of(make, event),
        lambda page: page_address_of(make, page),
    )
    drawn = drawings(struggle.wide(drawing), struggle.narrow(drawing), drawing.description)
    words = _(
        "{number} events. Phases with many events are drawn wider than their time; their names lead to their pages."
    )
    caption = nodes.caption("", words.format(number=len(drawing.events)) + bars_in_words(drawing.taken))
    return [nodes.figure("", *drawn, caption, ids=["struggle-figure"], classes=["strip-of-events"])]


def bars_in_words(taken: Sequence[Record]) -> str:
    """Which counts the bars of people taken are, in their order: a bar has room for its numbers alone."""
    if not taken:
        return ""
    counts = "; ".join(f"{count.title}, {spread(count.estimates).words}" for count in taken)
    return " " + _("The bars, from the first to the last: {counts}.").format(counts=counts)


@view("phase-strip")
def phase_strip(make: NodeFactory, argument: str) -> list[nodes.Node]:
    """The events of the phase whose page this is, by day and arena."""
    told = make.project.phase_told_on(make.docname)
    return [strip_of(make, told)] if told else []  # the rules have reported a page that tells no phase


def strip_of(make: NodeFactory, told: Phase) -> nodes.container:
    """The events of one phase by day and arena, on its own page or any other."""
    language = make.project.language
    wide = phase.strip(told, language, lambda event: address_of(make, event))
    narrow = phase.strip(told, language, None, phase.NARROW)
    return nodes.container("", *drawings(wide, narrow, description(told.events)), classes=["strip-of-events"])
