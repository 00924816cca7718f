"""The e-book: the pages of the book as one EPUB 3, for readers on phones and on paper-like screens."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup(app: Sphinx) -> None:
    """Add the builder `epub` and the look of its pages."""
    from . import builder, styles  # here and not above: the linter does without Typst

    builder.setup(app)
    styles.setup(app)
