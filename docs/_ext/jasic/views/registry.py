"""The registry of views: the function that fills each, under the name by which a page or a record asks for it.

To add a view that pages may ask for: declare it in model/views.py, from which the linter knows it, and write
its function in a module of this folder with `@view("its-name")` above it.
"""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple, TypeVar

from docutils import nodes

from ..model.views import VIEWS

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
    """Register a function as the one that fills a view that pages may ask for."""
    if name not in VIEWS:
        raise LookupError(f"no view is called '{name}': declare it in model/views.py")
    return record_part(name, searched)


def record_part(name: str, searched: bool = False) -> Callable[[Function], Function]:
    """Register a function as the one that fills the placeholders of a name, which records have of themselves."""

    def register(fill: Function) -> Function:
        REGISTERED[name] = View(fill, searched)
        return fill

    return register
