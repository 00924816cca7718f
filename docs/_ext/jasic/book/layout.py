"""What goes with what on a page of the book: what is kept with the text below it, and where room may grow."""

from docutils import nodes
from sphinx import addnodes

from ..figures.counts import KEY
from ..nodes.elements import folded
from ..nodes.pictures import svg_picture
from .markup import array
from .nodes import TOGETHER, argument, call, letters_of, previous
from .pictures import HUNG, carries_drawing

SHORT_PARAGRAPH = 200  # letters of one that stays with the drawing or the table below it
KEPT_ROW = 300  # letters up to which a row of facts is kept on one page


def is_followed_by_see(node: nodes.Element) -> bool:
    """Whether what belongs to a record comes next, in the same section or behind its end."""
    while isinstance(node.parent, nodes.section) and node.parent[-1] is node and not is_wrapped(node.parent):
        node = node.parent
    following = node.next_node(descend=False, siblings=True)
    return isinstance(following, call) and following["function"] == "see"


def follows_paragraph(node: nodes.Element) -> bool:
    """Whether the last that comes before is a paragraph, in the same section or at the end of another."""
    before = previous(node)
    while isinstance(before, nodes.section) and not is_wrapped(before):
        before = before[-1]
    return isinstance(before, nodes.paragraph)


def is_wrapped(section: nodes.Element) -> bool:
    """Whether a section is a block of its own."""
    return "record" in section["classes"] or TOGETHER in section["classes"]


def is_free(node: nodes.Element) -> bool:
    """Whether room above a node may grow: no block lies around it, and no heading is its own."""
    if isinstance(node, nodes.title) and not is_wrapped(node.parent):
        node = node.parent
    before = previous(node)
    while isinstance(before, (nodes.Invisible, addnodes.index)):
        before = previous(before)
    if isinstance(before, nodes.title):
        return False
    parent = node.parent
    while isinstance(parent, nodes.section) and not is_wrapped(parent):
        parent = parent.parent
    return isinstance(parent, addnodes.start_of_file)


def introduces(paragraph: nodes.Element) -> bool:
    """Whether a short paragraph goes with what is below it: a drawing, a table, a list, a record."""
    if carries_drawing(paragraph) or is_leading(paragraph) or KEY in paragraph["classes"]:
        return False
    if isinstance(paragraph.parent, nodes.list_item) or not isinstance(paragraph.parent, nodes.section):
        return False
    following = paragraph.next_node(descend=False, siblings=True)
    if following is None and is_wrapped(paragraph.parent):  # the end of a record
        return False
    if isinstance(following, folded) and following.children:
        following = following[0]
    if letters_of(paragraph) >= (HUNG if isinstance(following, svg_picture) else SHORT_PARAGRAPH):
        return False
    if isinstance(following, nodes.section):
        return is_wrapped(following)
    return isinstance(following, (svg_picture, nodes.table, nodes.bullet_list, nodes.enumerated_list))


def is_leading(paragraph: nodes.Element) -> bool:
    """Whether what follows a paragraph must not begin another page: it is all bold, and so a name."""
    is_bold = len(paragraph.children) == 1 and isinstance(paragraph[0], nodes.strong)
    is_heading = "heading" in paragraph["classes"]
    return is_bold and (is_heading or not isinstance(paragraph.parent, (nodes.list_item, nodes.entry, argument)))


def long_rows(facts: nodes.Element) -> str:
    """The Typst array of the rows of facts that are too long to be kept on one page, by number."""
    return array(str(number) for number, row in enumerate(facts.children) if letters_of(row) >= KEPT_ROW)
