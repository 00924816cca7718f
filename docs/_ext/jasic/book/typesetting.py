"""Typst sets the book: what it is given, and in whose words its complaints are told."""

import hashlib
import json
import re
import subprocess
import sys
import textwrap
import unicodedata
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import pylopdf_fonts_zh_cn
from docutils import nodes
from sphinx.util import logging

# No font comes from elsewhere, so the hash of the wheel in .ci/locks is that of the fonts.
FONTS = Path(pylopdf_fonts_zh_cn.__file__).parent
PROCESS = Path(__file__).with_name("typst_process.py")
SOURCE = "jasic.typ"
MISSING_GLYPH = re.compile(r'the text `"(.+?)"` could not be displayed')
ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
PLACE_IN_SOURCE = re.compile(r"jasic\.typ:(\d+):")

Place = tuple[int, float]  # a page, and points from its top


class Typeset(NamedTuple):
    """A book: its file, the number of its pages, where each anchor stands, and what Typst had to say."""

    pdf: bytes
    pages: int
    places: dict[str, Place]
    warnings: list[str]


class NotSet(Exception):
    """The book could not be set; the arguments say why."""


def typeset(folder: Path, source: str, book: nodes.document, timestamp: int) -> Typeset:
    """Set the source in a folder; raises NotSet."""
    # In a process of its own, because what Typst takes is not given back.
    with TemporaryDirectory() as made:
        command = [sys.executable, "-I", str(PROCESS), str(folder / SOURCE), str(FONTS), str(timestamp), made]
        done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
        told = Path(made, "told.json")
        if not told.exists():
            raise NotSet(f"Typst ended without a word (exit status {done.returncode}): {done.stderr[-500:]}")
        answer = json.loads(told.read_text(encoding="utf-8"))
        if "error" in answer:
            raise NotSet(*explain(answer["error"], source, book))
        places = {name: (int(page), float(top)) for name, (page, top) in answer["places"].items()}
        warnings = [located(warning, source) for warning in answer["warnings"]]
        return Typeset(Path(made, "book.pdf").read_bytes(), int(answer["pages"]), places, warnings)


def digest_of(folder: Path, *more: str) -> str:
    """A digest of all that the book is set from: the files in a folder, Typst and the fonts, and what else counts."""
    files = [(file.name, file.read_bytes()) for file in sorted(folder.rglob("*")) if file.is_file()]
    versions = [version("typst"), version("pylopdf-fonts-zh-cn"), version("pikepdf"), *more]
    return hashlib.sha256(repr((files, versions)).encode()).hexdigest()


def explain(diagnostic: str, source: str, book: nodes.document) -> Iterable[str]:
    """What is wrong: the characters that no font has one by one, anything else in Typst's words."""
    errors = [block for block in re.split(r"\n\n(?=error|warning)", diagnostic) if block.startswith("error")]
    problems = []
    characters: dict[str, str] = {}  # that no font has -> a page where one stands
    for error in errors or [diagnostic]:
        if match := MISSING_GLYPH.search(error):
            for character in ESCAPED.sub(lambda escape: chr(int(escape[1], 16)), match[1]):
                characters.setdefault(character, page_of(error, source))
        else:
            problems.append(located(error, source))
    for character, page in characters.items():
        name = unicodedata.name(character, "without a name")
        lines = [logging.get_node_location(text.parent) for text in book.findall(nodes.Text) if character in text]
        where = ", ".join(dict.fromkeys(filter(None, lines))) or page
        problems.append(f"{where}: no font of the book has '{character}' (U+{ord(character):04X} {name})")
    return dict.fromkeys(problems)  # without repetitions


def located(diagnostic: str, source: str) -> str:
    """Typst's words, led by the page that they are about."""
    lines = (textwrap.shorten(line, 160) if len(line) > 160 else line for line in diagnostic.strip().split("\n"))
    return f"{page_of(diagnostic, source)}: " + "\n".join(lines)


def page_of(diagnostic: str, source: str) -> str:
    """The page that the first place in Typst's words comes from."""
    match = PLACE_IN_SOURCE.search(diagnostic)
    above = source.split("\n")[: int(match[1])] if match else []
    pages = [line[3:] for line in above if line.startswith("// ")]
    return pages[-1] if pages else "conf.py or the template"
