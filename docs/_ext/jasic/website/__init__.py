"""The website: pages, navigation, search, data."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup(app: Sphinx) -> None:
    from . import assets, builder, contents, exports, navigation, templates

    for part in (builder, assets, contents, exports, navigation, templates):
        part.setup(app)
