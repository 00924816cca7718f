"""The registry of views: what pages and records ask for by name, and the function that fills it.

To add a view or a figure: write its function in a module of `views` or of `figures`, with `@view("its-name", FLAG)`
above it, or instead of FLAG what pages may write behind the name. Nothing else has to know of it: the linter, the build
and the guards of strangers' pages find its directive in the table of model/markup.py, where it enters itself.
"""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple, TypeVar

from docutils import nodes

from ..model.forms import Form
from ..model.markup import DIRECTIVES, Argument, Body, Directive

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


def view(name: str, says: Form, searched: bool = False) -> Callable[[Function], Function]:
    """Register a function as the one that fills a view; `says` is what pages may write behind its name."""
    if name in DIRECTIVES:
        raise LookupError(f"there is a directive '{name}' already: give the view another name")
    DIRECTIVES[name] = Directive(name, Body.NONE, Argument.WORD, says=says)
    return record_part(name, searched)


def record_part(name: str, searched: bool = False) -> Callable[[Function], Function]:
    """Register a function as the one that fills the placeholders of a name, which records have of themselves."""

    def register(fill: Function) -> Function:
        REGISTERED[name] = View(fill, searched)
        return fill

    return register


def views() -> list[str]:
    """The names of all views that pages may ask for."""
    return [name for name in REGISTERED if name in DIRECTIVES]
