"""Nodes that only the book has: calls of its template, and page numbers of other places.

What stands round a record in the book (record_forms.py) and before and after the text (front.py, back.py) is made of
them; the translator writes them without knowing what they mean.
"""

from docutils import nodes

from ..nodes.pictures import svg_picture

FLOATING = "floating"  # class of a figure that goes to the next head or foot of a page with room for it
FOOT = "foot"  # class of one of these that opens a chapter, above which another may end: it goes to the foot
TOGETHER = "together"  # class of a section that stays on one page
WRITTEN = "written"  # class of what stands in the book already, at another place


class call(nodes.General, nodes.Element):
    """A call of a function of the template around children: `#function(option: 1)[…]`.

    Children that are `argument`s become an argument each, others one together. `options` are Typst expressions by
    name. What stands `inside` a line is no paragraph of its own.
    """


class argument(nodes.General, nodes.Element):
    """One argument of a call, as content."""


class page_numbers(nodes.Inline, nodes.TextElement):
    """The page numbers of the `places` that the book has, as `3, 17–19`; nothing where it has none of them.

    `before` and `after` are words around them, `before_several` those before more than one. Of what is `whole`, the
    pages are those from its beginning to its end: a name may stand on the last of them.
    """


class left_out(nodes.Invisible, nodes.Element):
    """Stands where the website has an overview that the book does not print."""


def place_of(docname: str, anchor: str = "") -> str:
    """The name in the book of an anchor of a page, or of the page as a whole."""
    return f"{docname}#{anchor}"


def called(function: str, *children: nodes.Node, inside: bool = False, **options: str) -> call:
    """A call; `_` in the name of an option stands for a hyphen."""
    named = {name.replace("_", "-"): value for name, value in options.items()}
    return call("", *children, function=function, options=named, inside=inside)


def sign(name: str) -> nodes.Node:
    """The shape of a stream, a certainty or a verdict; words beside it say the same."""
    return called(f'sign("{name}")', inside=True)


def page_of(
    *places: str, before: str = "", after: str = "", before_several: str = "", whole: bool = False
) -> page_numbers:
    several = before_several or before
    return page_numbers("", places=list(places), before=before, after=after, before_several=several, whole=whole)


def content(*children: nodes.Node) -> argument:
    return argument("", *children)


def words(text: str) -> argument:
    """An argument of plain words."""
    return argument("", *([nodes.Text(text)] if text else []))


def previous(node: nodes.Node) -> nodes.Node | None:
    """What stands before a node in the same place."""
    place = node.parent.index(node) if node.parent else 0
    return node.parent.children[place - 1] if place else None


def enclosing(node: nodes.Node | None, kind: type[nodes.Element]) -> nodes.Element | None:
    """The innermost element of one kind in which something stands, or which it is."""
    while node is not None and not isinstance(node, kind):
        node = node.parent
    return node


def names_dropdown(node: nodes.Node) -> bool:
    """Whether this is the name of a dropdown, and not a heading in the text of one or of another box."""
    box = node.parent
    return isinstance(node, nodes.rubric) and box.get("design_component") == "dropdown" and node is box[0]


def letters_of(node: nodes.Node) -> int:
    """How much there is to read in a node; a drawing has its text as SVG, which is no measure of it."""
    return sum(len(text) for text in node.findall(nodes.Text) if not isinstance(text.parent, svg_picture))
