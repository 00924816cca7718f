"""What keeps a stranger's page from harming whoever builds or reads the site, behind the rules that name it first."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup(app: Sphinx) -> None:
    from . import audit, nets, parser, policy

    for part in (parser, nets, policy, audit):
        part.setup(app)
