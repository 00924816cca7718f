"""The catalogue of mistakes, made from the folders that the tests use, so that it cannot go stale."""

from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.errors import ExtensionError
from sphinx.util.docutils import SphinxDirective

from ..model.markup import PICTURES

WRITE = "run `JASIC_EXPECT=write nox -s tests -- tests/test_mistakes.py`, then read what it has written"
FOLDER = Path(__file__).parents[4] / "tests" / "mistakes"


class CatalogueDirective(SphinxDirective):
    """`:::{catalogue-of-mistakes}`: each rule with a text that breaks it and what is printed then."""

    def run(self) -> list[nodes.Node]:
        entries = nodes.definition_list()
        for folder in sorted(FOLDER.iterdir()):
            expected = folder / "expected.txt"
            if not expected.exists():
                raise ExtensionError(f"{folder} has no expected.txt. Fix: {WRITE}.")
            file = next(file for file in folder.rglob("*") if file.is_file() and file != expected)
            for path in (expected, file):
                self.env.note_dependency(str(path))
            # Of a picture its name says what is wrong.
            is_picture = file.suffix in PICTURES
            text = file.name if is_picture else file.read_text(encoding="utf-8", errors="replace")
            entries += entry(folder.name, text, expected.read_text(encoding="utf-8"))
        return [entries]


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
