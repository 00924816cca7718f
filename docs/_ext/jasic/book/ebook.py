"""The builder `epub`: Sphinx's own, with what the standard asks of pages that have drawings among their text.

A reading system may leave the drawings out of a page that the list of files does not announce them for.
"""

import re
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.builders.epub3 import Epub3Builder

PAGE = re.compile(r'(<item id="[^"]*" href="([^"]+\.xhtml)" media-type="[^"]*") ?/>')


class EBook(Epub3Builder):
    """Takes the place of Sphinx's builder `epub`."""

    def build_content(self) -> None:
        """Write the list of files, which says of each page whether SVG stands in it."""
        super().build_content()
        listed = Path(self.outdir, "content.opf")

        def announced(item: re.Match[str]) -> str:
            has_drawing = "<svg" in Path(self.outdir, item[2]).read_text(encoding="utf-8")
            return f'{item[1]} properties="svg"/>' if has_drawing else item[0]

        listed.write_text(PAGE.sub(announced, listed.read_text(encoding="utf-8")), encoding="utf-8")


def setup(app: Sphinx) -> None:
    app.add_builder(EBook, override=True)
