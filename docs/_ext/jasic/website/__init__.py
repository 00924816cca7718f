"""The website: pages, navigation, search, data."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup(app: Sphinx) -> None:
    from . import builder, exports, navigation, search

    for part in (
        builder,
        exports,
        navigation,
        search,
    ):
        part.setup(app)
