"""What becomes of a page in the e-book, before Sphinx writes it.

Nothing unfolds there, no drawing knows how wide the screen is, styles may be missing, and what only scripts or styles
of the website fill is no more than an empty element. An address that nobody would type is short, and still a link.
"""

from collections.abc import Iterable

from docutils import nodes
from sphinx_design.dropdown import dropdown_main
from sphinx_design.tabs import sd_tab_input, sd_tab_label

from ..book.back import short_address
from ..nodes.elements import folded
from ..nodes.pictures import svg_picture
from . import drawings, wide_tables

UNFOLDED = "unfolded"
COLUMNS = frozenset({"event-list", "labels-by-letter"})
FRAMES = (nodes.inline, nodes.compound, nodes.container)
BETWEEN = "\N{NO-BREAK SPACE}· "


def adapt(page: nodes.document) -> None:
    """Make a page that is about to be written one of the e-book."""
    for each in list(page.findall(folded)):
        each.replace_self(unfolded(each))
    for box in list(page.findall(dropdown_main)):
        box.replace_self(without_buttons(box))
    for tabs in [box for box in page.findall(nodes.container) if has_tabs(box)]:
        kept = [part for part in tabs.children if not isinstance(part, sd_tab_input)]
        tabs[:] = [named_by(part.children) if isinstance(part, sd_tab_label) else part for part in kept]
    for picture in list(page.findall(svg_picture)):
        show(picture)
    for table in list(page.findall(nodes.table)):
        if rows := wide_tables.as_rows(table):
            table.replace_self(rows)
    for empty in list(page.findall(is_empty)):
        empty.parent.remove(empty)
    for line in [line for box in page.findall(has_columns) for line in box.findall(nodes.paragraph)]:
        in_one_line(line)
    for link in page.findall(nodes.reference):
        if (address := link.get("refuri", "")) == link.astext():
            link.children[:] = [nodes.Text(short_address(address))]


def unfolded(fold: folded) -> list[nodes.Node]:
    """What was folded, under the line that was always seen; a table that has a name of its own needs no other."""
    named = [child for child in fold if isinstance(child, nodes.table) and child.next_node(nodes.title)]
    if len(named) == len(fold):
        return list(fold)
    summary = named_by([nodes.Text(fold["summary"])])
    return [nodes.container("", summary, *fold, ids=fold["ids"], classes=[UNFOLDED])]


def without_buttons(box: dropdown_main) -> nodes.container:
    """What somebody folds and opens on the website, below its title."""
    title, body = box.children
    words = title.next_node(nodes.inline)
    return nodes.container("", named_by(words.children if words else ()), *body.children, classes=[UNFOLDED])


def has_tabs(box: nodes.container) -> bool:
    """Whether it holds tabs, each of which is a button, its name and what it shows."""
    return any(isinstance(child, sd_tab_input) for child in box.children)


def named_by(words: Iterable[nodes.Node]) -> nodes.paragraph:
    """The line that names what stands below it."""
    return nodes.paragraph("", "", nodes.strong("", "", *words))


def show(picture: svg_picture) -> None:
    """Draw a picture by the standard of e-books; of two drawings that for phones."""
    if picture.get("wide"):
        picture.parent.remove(picture)
    else:
        is_sign = isinstance(picture.parent, nodes.paragraph) and len(picture.parent) > 1  # with words beside it
        svg = drawings.for_e_book(picture.astext(), is_sign)
        picture.replace_self(nodes.raw("", svg, format="html"))


def has_columns(node: nodes.Node) -> bool:
    """Whether it is a list whose columns only a style sheet keeps apart."""
    return isinstance(node, nodes.Element) and not COLUMNS.isdisjoint(node.get("classes", ()))


def in_one_line(line: nodes.paragraph) -> None:
    """Keep the columns of a line apart by signs; a letter that heads the line stands for itself."""
    while line.children and not line.children[-1].astext().strip():
        line.pop()
    for place, node in enumerate(line.children):
        if place and node.astext() == " " and not isinstance(line[place - 1], nodes.strong):
            line[place] = nodes.Text(BETWEEN)


def is_empty(node: nodes.Node) -> bool:
    """Whether an element says nothing: what a contents that is not shown, or a script of the website, leaves."""
    return isinstance(node, FRAMES) and not node.children and not node["ids"]
