"""The book, set by Typst from the same pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup(app: Sphinx) -> None:
    """Add the builder and its settings."""
    from . import builder  # here and not above: the linter does without Typst

    builder.setup(app)
