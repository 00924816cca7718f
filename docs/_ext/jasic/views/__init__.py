"""What is shown of records, claims and sources, in every medium alike."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def modules() -> Iterator[ModuleType]:
    """Every module of this folder; to import one registers its views."""
    for module in iter_modules(__path__, f"{__name__}."):
        yield import_module(module.name)


def setup(app: Sphinx) -> None:
    for part in modules():
        if hasattr(part, "setup"):
            part.setup(app)
