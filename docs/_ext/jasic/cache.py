"""A cache on disk for pure functions of a text: how Chinese sounds, a script without its comments.

They return the same in each build, and an edit of one page changes next to nothing of it. Without this a build reads
pypinyin's dictionary, which takes half a second, and stems all words of the pages and of the search's tables; that is
an eighth of a build in which nothing has changed.

The file lies beside the doctrees. It is believed by the code and the packages that have made it, and by no others.
"""

from __future__ import annotations

import marshal
import os
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:  # the linter does without Sphinx
    from sphinx.application import Sphinx

FILE = "jasic-cache"
Result = TypeVar("Result")

results: dict[tuple[str, ...], Any] = {}  # by the module and the name of a function, and its argument


def cached_on_disk(function: Callable[[str], Result]) -> Callable[[str], Result]:
    """A function whose results, which consist of plain values, are kept from build to build."""

    @wraps(function)
    def cached(text: str) -> Result:
        key = (function.__module__, function.__qualname__, text)
        if key not in results:
            results[key] = function(text)
        known: Result = results[key]
        return known

    return cached


class Cache:
    """The file of one build."""

    def load(self, app: Sphinx) -> None:
        self.file = Path(app.doctreedir, FILE)
        self.code = app.env.domaindata["jasic"]["version"]
        try:
            code, known = marshal.loads(self.file.read_bytes())
        except (OSError, EOFError, ValueError, TypeError):
            code, known = None, {}
        if code == self.code:
            results.update(known)
        self.size = len(known) if code == self.code else 0

    def save(self, app: Sphinx, exception: Exception | None) -> None:
        """Write it in one step, where there is more than it holds; what another process has computed stays there."""
        if exception is None and len(results) > self.size:
            new = self.file.with_name(f"{FILE}.new")
            new.write_bytes(marshal.dumps((self.code, results)))
            os.replace(new, self.file)


def setup(app: Sphinx) -> None:
    cache = Cache()
    app.connect("builder-inited", cache.load)
    app.connect("build-finished", cache.save)
