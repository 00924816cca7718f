"""The book, set by Typst from the same pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup(app: Sphinx) -> None:
    from . import builder

    for part in (builder,):
        part.setup(app)
