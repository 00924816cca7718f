"""The book, set by Typst from the same pages, and the e-book."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup(app: Sphinx) -> None:
    """Add the builders and their settings."""
    from . import builder, ebook  # here and not above: the linter does without Typst

    builder.setup(app)
    ebook.setup(app)
