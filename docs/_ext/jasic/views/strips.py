"""Events as strips: the whole struggle, and one phase at the head of its page. A list of the events says the same."""

from docutils import nodes

from ..figures import phase, struggle
from ..translation import _
from .nodes import NodeFactory
from .pictures import address_of, page_address_of, svg_picture


def whole_struggle(make: NodeFactory, argument: str) -> list[nodes.Node]:
    """All events by time and arena; on the website and in the e-book with a second drawing for small screens."""
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
    drawn = [svg_picture(struggle.wide(drawing), drawing.description)]
    if make.for_screens:
        drawn.append(svg_picture(struggle.narrow(drawing), drawing.description))
    words = _("{number} events. A phase in which more happened is drawn wider; its name leads to its page.")
    caption = nodes.caption("", words.format(number=len(drawing.events)))
    return [nodes.figure("", *drawn, caption, classes=["strip-of-events"])]


def phase_strip(make: NodeFactory, argument: str) -> list[nodes.Node]:
    """The events of the phase whose page this is, by day and arena."""
    told = next((each for each in make.project.phases if each.page.docname == make.docname), None)
    if told is None:
        return []  # the rules have reported it
    language = make.project.language
    drawn = [phase.strip(told, language, lambda event: address_of(make, event))]
    if make.for_screens:
        drawn.append(phase.strip(told, language, None, phase.NARROW))
    pictures = [svg_picture(picture, phase.description(told.events)) for picture in drawn]
    return [nodes.figure("", *pictures, classes=["strip-of-events"])]
