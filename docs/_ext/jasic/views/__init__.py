"""What is shown of records, claims and sources, in every medium alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup(app: Sphinx) -> None:
    from . import catalogue, citations, fill, general_index, languages, messages, nodes, pictures

    for part in (
        catalogue,
        citations,
        fill,
        general_index,
        languages,
        messages,
        nodes,
        pictures,
    ):
        part.setup(app)
