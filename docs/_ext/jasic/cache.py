"""What is worked out of texts alone, kept from build to build: how Chinese sounds, a script without its comments.

Such work comes to the same in each build, and an edit of one page changes next to nothing of it. Without this a build
reads pypinyin's dictionary, which takes half a second, and stems all words of the pages and of the search's tables;
that is an eighth of a build in which nothing has changed.

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

FILE = "worked-out"
Worked = TypeVar("Worked")

worked_out: dict[tuple[str, ...], Any] = {}  # by what worked it out, and the text


def remembered(work_out: Callable[[str], Worked]) -> Callable[[str], Worked]:
    """For a function that makes of a text what consists of plain values."""

    @wraps(work_out)
    def remember(text: str) -> Worked:
        key = (work_out.__module__, work_out.__qualname__, text)
        if key not in worked_out:
            worked_out[key] = work_out(text)
        known: Worked = worked_out[key]
        return known

    return remember


class Cache:
    """The file of one build."""

    def recall(self, app: Sphinx) -> None:
        self.file = Path(app.doctreedir, FILE)
        self.code = app.env.domaindata["jasic"]["version"]
        try:
            code, known = marshal.loads(self.file.read_bytes())
        except (OSError, EOFError, ValueError, TypeError):
            code, known = None, {}
        if code == self.code:
            worked_out.update(known)
        self.size = len(known) if code == self.code else 0

    def keep(self, app: Sphinx, exception: Exception | None) -> None:
        """Write it in one step, where there is more to remember; what another process has worked out stays there."""
        if exception is None and len(worked_out) > self.size:
            new = self.file.with_name(f"{FILE}.new")
            new.write_bytes(marshal.dumps((self.code, worked_out)))
            os.replace(new, self.file)


def setup(app: Sphinx) -> None:
    cache = Cache()
    app.connect("builder-inited", cache.recall)
    app.connect("build-finished", cache.keep)
