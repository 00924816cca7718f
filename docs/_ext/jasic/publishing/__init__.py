"""How the website is found, cited and answered: what each page says of itself, and files for machines."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup(app: Sphinx) -> None:
    from . import citations, discovery, feed, footer, metadata, redirects

    for part in (citations, discovery, feed, footer, metadata, redirects):
        part.setup(app)
