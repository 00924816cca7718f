"""Typst sets the book: what it is given, and in whose words its complaints are told."""

import hashlib
import json
import os
import re
import subprocess
import sys
import textwrap
from collections.abc import Iterable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import pylopdf_fonts_zh_cn
import typst
from docutils import nodes
from sphinx.util import logging

from ..model import glyphs

# No font comes from elsewhere, so the hash of the wheel in .ci/locks is that of the fonts.
FONTS = Path(pylopdf_fonts_zh_cn.__file__).parent
PROCESS = Path(__file__).with_name("typst_process.py")
SOURCE = "jasic.typ"
KNOWN = "known.json"  # beside the source: what an earlier setting has found out
ATTEMPTS = 3
# A page of the source, pictures left out; measured where numbers of pages get their third digit.
CHARACTERS_OF_A_PAGE = 7340
NEAR = 3 * CHARACTERS_OF_A_PAGE  # between a reference and its place, if both may stand on one page, one of tables too
PICTURE = re.compile(r'"<svg (?:[^"\\]|\\.)*"')
REFERENCE = re.compile(r'#page-unless-here\((\d+), "((?:[^"\\]|\\.)*)"')
ANCHOR = re.compile(r'(?:#at\(|\bid: )"((?:[^"\\]|\\.)*)"')
MISSING_GLYPH = re.compile(r'the text `"(.+?)"` could not be displayed')
ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
PLACE_IN_SOURCE = re.compile(r"jasic\.typ:(\d+):")

Position = tuple[int, float]  # a page, and points from its top


class Typeset(NamedTuple):
    """A book: its file, the number of its pages, where each anchor stands, and what Typst had to say."""

    pdf: bytes
    pages: int
    places: dict[str, Position]
    warnings: list[str]


class NotSet(Exception):
    """The book could not be set; the arguments say why."""


def typeset(folder: Path, source: str, book: nodes.document, timestamp: int) -> Typeset:
    """Set the source in a folder; raises NotSet."""
    with TemporaryDirectory() as made:

        def told_by(known: dict[str, Any], timestamp: str = "") -> dict[str, Any]:
            (folder / KNOWN).write_text(json.dumps(known, ensure_ascii=False), encoding="utf-8")
            told = set_once(folder / SOURCE, Path(made), timestamp)
            if "error" in told:
                raise NotSet(*explain(told["error"], source, book))
            return told

        # Numbers of pages are a matter of earlier settings (template/3-places.typ says why). A draft finds out all that
        # the book prints of pages; the proof is right where everything stands on the pages where the draft has it, or
        # where a draft that knows its pages finds out the same again.
        guess = guessed(source)
        draft = told_by(guess)
        known = found_by(draft)
        if known["stretched"]:  # where room is capped pages may turn over, and a proof would be in vain
            draft = told_by(guess | {"pages": pages_of(draft), "stretched": known["stretched"]})
            known = found_by(draft)
        for _attempt in range(ATTEMPTS):
            proof, assumed = told_by(known, str(timestamp)), known
            if is_proved := pages_of(proof) == pages_of(draft):
                break
            draft = told_by(guess | {"pages": pages_of(proof), "stretched": known["stretched"]})
            known = found_by(draft)
            if is_proved := known == assumed:
                break
        places = {name: (int(page), float(top)) for name, (page, top) in proof["places"].items()}
        warnings = [located(warning, source) for warning in proof["warnings"]]
        if not is_proved:
            warnings.append(f"some numbers of pages are still wrong after {ATTEMPTS} proofs")
        return Typeset(Path(made, "book.pdf").read_bytes(), int(proof["number"]), places, warnings)


def pages_of(told: dict[str, Any]) -> dict[str, int]:
    """On which page each anchor stands, as a setting tells it."""
    return {name: int(page) for name, (page, _top) in told["places"].items()}


def found_by(draft: dict[str, Any]) -> dict[str, Any]:
    """All that a proof has to know, as a draft tells it; the references that are `here` are of those assumed to be."""
    told = ("here", "ix", "cite", "openings", "entries", "stretched")
    return {"pages": pages_of(draft)} | {name: draft[name] for name in told}


def guessed(source: str) -> dict[str, Any]:
    """About where each anchor will stand, and which references may stand on the page that they lead to.

    Numbers with the right count of digits leave every line where it will be.
    """
    text = PICTURE.sub("", source)
    places = {match[1]: match.start() for match in ANCHOR.finditer(text)}
    return {
        "pages": {name: 1 + place // CHARACTERS_OF_A_PAGE for name, place in places.items()},
        "here": [
            int(match[1])
            for match in REFERENCE.finditer(text)
            if abs(match.start() - places.get(match[2], -NEAR)) < NEAR
        ],
    }


def set_once(source: Path, made: Path, timestamp: str) -> dict[str, Any]:
    """Set the source with what is known by now, in a process of its own: what Typst takes is not given back."""
    told = made / "told.json"
    told.unlink(missing_ok=True)
    command = [sys.executable, "-I", str(PROCESS), str(source), str(FONTS), str(made), *filter(None, [timestamp])]
    # Threads that lay out chapters side by side save little time, and take 40 MB more.
    environment = {**os.environ, "RAYON_NUM_THREADS": "1"}
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False, env=environment)
    if not told.exists():
        raise NotSet(f"Typst ended without a word (exit status {done.returncode}): {done.stderr[-500:]}")
    answer: dict[str, Any] = json.loads(told.read_text(encoding="utf-8"))
    return answer


def picture(files: Mapping[str, bytes], pixels_per_inch: float) -> bytes:
    """The page that `main.typ` makes, as PNG; `files` are all that it reads, by name. Raises typst.TypstError."""
    # The types of `compile` leave out what its documentation has: several files by name.
    png: bytes = typst.compile(  # type: ignore[call-overload]
        files, format="png", ppi=float(pixels_per_inch), font_paths=[str(FONTS)], ignore_system_fonts=True
    )
    return png


def digest_of(folder: Path, *more: str) -> str:
    """A digest of all that the book is set from: the files in a folder, and what else counts."""
    files = [(file.name, file.read_bytes()) for file in sorted(folder.rglob("*")) if file.is_file()]
    return hashlib.sha256(repr((files, more)).encode()).hexdigest()


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
        lines = [logging.get_node_location(text.parent) for text in book.findall(nodes.Text) if character in text]
        where = ", ".join(dict.fromkeys(filter(None, lines))) or page
        problems.append(f"{where}: {glyphs.problem(character)}. Fix: {glyphs.FIX}.")
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
