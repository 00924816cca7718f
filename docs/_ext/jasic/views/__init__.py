"""What is shown of records, claims and sources, in every medium alike."""

from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType

from sphinx.application import Sphinx
from sphinx.errors import ExtensionError

from ..model.views import VIEWS
from .registry import REGISTERED


def modules() -> Iterator[ModuleType]:
    """Every module of this folder; to import one registers its views."""
    for module in iter_modules(__path__, f"{__name__}."):
        yield import_module(module.name)


def setup(app: Sphinx) -> None:
    for part in modules():
        if hasattr(part, "setup"):
            part.setup(app)
    if missing := VIEWS.keys() - REGISTERED.keys():
        raise ExtensionError(f"nothing fills {', '.join(sorted(missing))}: write a function with @view above it")
