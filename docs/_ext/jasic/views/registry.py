"""The registry of views: the function that fills each, under the name by which a page or a record asks for it.

To add a view that pages may ask for: write its function in a module of this folder, put `@view("its-name")` above it,
and say in VIEWS of model/markup.py, from which the linter knows it, what may narrow it.
"""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple, TypeVar

from docutils import nodes

# Gets the NodeFactory of the page, the argument of the view, and what stands inside its placeholder.
Fill = Callable[..., Sequence[nodes.Node]]
Function = TypeVar("Function", bound=Callable[..., Any])


class View(NamedTuple):
    """What fills a placeholder, and whether a reader who searches wants it.

    That is what is part of a record, or a source in full, and no list of names.
    """

    fill: Fill
    searched: bool


REGISTERED: dict[str, View] = {}


def view(name: str, searched: bool = False) -> Callable[[Function], Function]:
    """Register a function as the one that fills the placeholders of a name."""

    def register(fill: Function) -> Function:
        REGISTERED[name] = View(fill, searched)
        return fill

    return register
