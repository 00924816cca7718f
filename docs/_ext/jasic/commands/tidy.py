"""`nox -s tidy`: sorts references.bib and writes its fields alike; where something would be lost, it changes nothing.

The file is cut into entries, remarks, which are lines that begin with %, and white space. Remarks right above an
entry move with it. Whatever else stands in the file is named as `nox -s lint` names it.
"""

import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from ..model.mistake import Mistake
from ..model.sources import SOURCE_FIELDS, Source
from ..reading import bibliography
from .cli import Arguments, command
from .files import NOTHING_CHANGED, read_text, replace_text

BIBLIOGRAPHY = "references.bib"
HEAD = re.compile(r"^@\w+\s*\{", re.MULTILINE)
SEPARATORS = ' \t\n{}=,"'  # that may change without a change of what is said


class Block(NamedTuple):
    """One entry with its line, and what stands between it and the entry before."""

    line: int
    text: str
    gap: str


def format_bibliography(text: str, path: str = BIBLIOGRAPHY) -> tuple[str, list[Mistake]]:
    """The bibliography in order; or the text as it is, and what keeps it from being put in order."""
    sources, mistakes = bibliography.read(text, path)
    blocks, end = _blocks(text)
    mistakes = mistakes or list(_changed_entries(path, blocks, sources))
    if mistakes or not blocks:
        return text, mistakes
    # What a blank line parts from the first entry is said of the whole file.
    header, _blank, remark = blocks[0].gap.rpartition("\n\n")
    remarks = [remark, *(block.gap for block in blocks[1:])]
    entries = sorted(zip((source.key for source in sources), map(_remark, remarks), map(format_entry, sources)))
    parts = [header.strip(), "\n".join(remark + entry for _key, remark, entry in entries), end.strip()]
    return "\n\n".join(part.strip("\n") for part in parts if part) + "\n", []


def _blocks(text: str) -> tuple[list[Block], str]:
    """The entries in order, and what stands below the last."""
    blocks = []
    end = 0
    while head := HEAD.search(text, end):
        before, end = end, bibliography.end_of_braces(text, 1, head.end())
        line = text.count("\n", 0, head.start()) + 1
        blocks.append(Block(line, text[head.start() : end], text[before : head.start()]))
    return blocks, text[end:]


def _changed_entries(path: str, blocks: list[Block], sources: list[Source]) -> Iterator[Mistake]:
    """Entries that would lose something: a joined string, the name of a month, a space of Chinese width.

    So would one that stands there for us and not for BibTeX, or the other way round.
    """
    texts, read = {block.line: block.text for block in blocks}, {source.line: source for source in sources}
    for line in sorted(texts.keys() | read.keys()):
        source = read.get(line, Source("", "", line))
        if fingerprint(texts.get(line, "")) != fingerprint(format_entry(source)):
            message = f"the entry '{source.key}' would not say the same"
            yield Mistake(path, line, "tidy", message, "write each value whole and in braces, with plain spaces")


def _remark(gap: str) -> str:
    """The remarks of a gap, each on its line."""
    return "".join(f"{line}\n" for line in gap.split("\n") if line.strip())


def format_entry(source: Source) -> str:
    """One entry with its fields in the usual order, one a line."""
    usual = list(SOURCE_FIELDS)
    names = sorted(source.fields, key=lambda name: (usual.index(name) if name in usual else len(usual), name))
    fields = "".join(f"  {name:<16} = {{{source.fields[name].text}}},\n" for name in names)
    return f"@{source.type}{{{source.key},\n{fields}}}\n"


def fingerprint(text: str) -> tuple[list[tuple[str, ...]], Counter[str]]:
    """All that a bibliography says: each field of each entry, and how often each letter and sign stands in it.

    The letters are counted since the fields alone do not show what BibTeX puts in the place of a name such as `jan`.
    Names of fields and types may be written large or small.
    """
    sources, _mistakes = bibliography.read(text, BIBLIOGRAPHY)
    fields = [
        (source.key, source.type, name, value.text) for source in sources for name, value in source.fields.items()
    ]
    return sorted(fields), Counter(letter for letter in text.casefold() if letter not in SEPARATORS)


@command
def main(arguments: Sequence[str]) -> int:
    """Put a bibliography in order; the status is 1 where its mistakes are in the way."""
    parser = Arguments("nox -s tidy --", __doc__)
    parser.add_argument("file", nargs="?", default=BIBLIOGRAPHY, help="if it is not references.bib")
    path = parser.parse_args(arguments).file
    text = read_text(Path(path))
    new, mistakes = format_bibliography(text, path)
    if mistakes:
        print(*mistakes, NOTHING_CHANGED, sep="\n", file=sys.stderr)
        return 1
    if new != text:
        replace_text(Path(path), new, text)
    print(f"{path} is in order." if new == text else f"{path} was sorted and written alike.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
