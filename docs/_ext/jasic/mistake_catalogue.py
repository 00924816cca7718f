"""The catalogue of mistakes, made from the folders that the tests use, so that it cannot go stale.

It reads files, which no view may; so it is a directive of its own.
"""

from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from .model.markup import PICTURES

logger = logging.getLogger(__name__)
WRITE = "run `JASIC_EXPECT=write nox -s tests -- tests/test_mistakes.py`, then read what it has written"
FOLDER = Path(__file__).parents[3] / "tests" / "mistakes"


class CatalogueDirective(SphinxDirective):
    """`:::{catalogue-of-mistakes}`: each rule with a text that breaks it and what is printed then."""

    def run(self) -> list[nodes.Node]:
        entries = nodes.definition_list()
        folders = sorted(FOLDER.iterdir()) if FOLDER.is_dir() else []
        if not folders:
            self.warn("the folder tests/mistakes is not there. Fix: build in a whole clone.")
        for folder in folders:
            expected = folder / "expected.txt"
            printed = expected.read_text(encoding="utf-8") if expected.is_file() else ""
            file = next((file for file in folder.rglob("*") if file.is_file() and file != expected), None)
            if file is None or f"[{folder.name}]" not in printed:
                self.warn(f"tests/mistakes/{folder.name} has no example, or no message of it. Fix: {WRITE}.")
                continue
            for path in (expected, file):
                self.env.note_dependency(str(path))
            # Of a picture its name says what is wrong.
            is_picture = file.suffix in PICTURES
            text = file.name if is_picture else file.read_text(encoding="utf-8", errors="replace")
            entries += entry(folder.name, text, printed)
        return [entries]

    def warn(self, problem: str) -> None:
        """Name a problem, which ends a strict build; raised it would be buried in a traceback."""
        logger.warning(problem, location=self.get_location(), type="jasic", subtype="catalogue")


def entry(rule: str, text: str, expected: str) -> nodes.definition_list_item:
    """One rule: the line that is named, with its neighbours, and the message without its place."""
    place, _bracket, message = next(line for line in expected.splitlines() if f"[{rule}]" in line).partition(": [")
    number = int(place.rpartition(":")[2])
    lines = text.split("\n")[max(number - 2, 0) : number + 1]
    shown = nodes.literal_block("", "\n".join(lines).strip("\n") or " ", language="none")
    definition = nodes.definition("", shown, nodes.paragraph("", "", nodes.literal("", f"[{message}")))
    return nodes.definition_list_item("", nodes.term("", "", nodes.literal("", rule)), definition)


def setup(app: Sphinx) -> None:
    app.add_directive("catalogue-of-mistakes", CatalogueDirective)
