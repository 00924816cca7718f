"""A position at a glance: its case, the strongest answer and other objections with the replies to them, what is open.

Whoever reads only this box has been fair to both sides. Its words are those of the page: the bold sentence with which
a paragraph opens, or the first sentence of an entry of a list, under the headings that every position has.
"""

from collections.abc import Iterator, Sequence

from docutils import nodes

from ..model.positions import CASE, OBJECTIONS, OPEN, REPLIES
from ..nodes.factory import NodeFactory, bullets
from ..nodes.registry import record_part
from ..translation import _
from .claim import speaker, split_sentence

UNSETTLED = "unsettled"  # the class of the part that stands below the others


@record_part("at-a-glance")
def at_a_glance(make: NodeFactory, position_id: str) -> list[nodes.Node]:
    """The box of a position, or nothing where its page has none of the headings."""
    position = make.project.records[position_id]
    case, objections, replies, unsettled = (openings(make.document, name) for name in (CASE, OBJECTIONS, REPLIES, OPEN))
    if not (case or objections or unsettled):
        return []
    answer = make.project.records[position.get("strongest-answer")]
    said_by = nodes.inline("", "", nodes.Text("– "), speaker(answer), classes=["said-by"])
    strongest = nodes.paragraph("", "", make.link(answer), nodes.Text(" "), said_by, classes=["strongest"])
    columns = [
        column(_("The case at its best"), case),
        column(_("The strongest answer"), [], strongest) + column(_("Other objections"), objections),
        column(_("How its holders reply"), replies),
    ]
    box = nodes.container(classes=["at-a-glance"])
    box += [nodes.container("", *parts) for parts in columns if parts]
    if open_ := column(_("What is open"), unsettled):
        box += nodes.container("", *open_, classes=[UNSETTLED])
    return [box]


def column(heading: str, sentences: Sequence[Sequence[nodes.Node]], *first: nodes.Node) -> list[nodes.Node]:
    """A heading with its sentences as a list; nothing without any."""
    inside = [*first, *([bullets(sentences)] if sentences else [])]
    return [nodes.paragraph("", "", nodes.strong("", str(heading)), classes=["heading"]), *inside] if inside else []


def openings(document: nodes.document, anchor: str) -> list[Sequence[nodes.Node]]:
    """The sentences with which the paragraphs and entries below a heading open, as copies."""
    for section in document.findall(nodes.section):
        if anchor in section["ids"]:
            copy = section.deepcopy()
            for node in copy.findall(nodes.Element):
                node["ids"] = []  # remain those of what is copied
            return list(sentences_of(copy))
    return []


def sentences_of(section: nodes.section) -> Iterator[Sequence[nodes.Node]]:
    """The opening of each paragraph and entry, taken out of them."""
    for block in section.children:
        if isinstance(block, nodes.paragraph):
            first = next(part for part in block.children if part.astext())
            if isinstance(first, nodes.strong):
                yield first.children
        elif isinstance(block, nodes.bullet_list):
            for item in block.findall(nodes.list_item):
                if isinstance(item[0], nodes.paragraph):
                    yield split_sentence(item[0])[0].children
