"""How often Python looks for garbage while a build runs.

A page is a tree whose parts know their parents, so only the collector of cycles frees it. By default that looks through
some part of the memory after every 700 new objects, and through all of it again and again: a fifth of a build. During a
build it passes over what was there when the build began, and comes seldom: what one page leaves is freed within some
pages, so memory does not grow with the site.
"""

import gc

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

# After so many new objects; every so many times what is older too; the last is for what is oldest of all.
SELDOM = (50_000, 10, 10)

_usual = gc.get_threshold()


def look_seldom(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    gc.freeze()
    gc.set_threshold(*SELDOM)


def look_as_usual(app: Sphinx, exception: Exception | None) -> None:
    """For whoever goes on in this process, such as a test."""
    gc.set_threshold(*_usual)
    gc.unfreeze()


def setup(app: Sphinx) -> None:
    app.connect("env-before-read-docs", look_seldom)
    app.connect("build-finished", look_as_usual)
