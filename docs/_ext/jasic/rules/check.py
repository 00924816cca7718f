"""The front door: reads the project and applies all rules. The linter and the build both begin here.

Nothing of this starts Sphinx, so a contributor hears of a mistake within a second or two.
"""

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from ..model.mistake import Mistake
from ..model.project import Project
from ..model.records import Page
from ..model.sources import Source
from ..reading import aliases, bibliography, link_status
from ..reading.pages import PageReader
from ..reading.settings import Settings
from . import debate, records  # noqa: F401 (their rules are registered when they are imported)
from .aliases import Aliases
from .pages import Pointer
from .registry import findings
from .sources import Bibliography, Entry
from .text import Text


class Content(NamedTuple):
    """What was read of one file: the digest of its bytes, what it holds, and the mistakes that reading shows."""

    digest: str
    content: Any
    mistakes: list[Mistake]


Known = dict[str, Content]  # by path


def check(docs: Path | str, known: Known | None = None) -> tuple[Project, list[Mistake]]:
    """Read all pages below the folder `docs` and what they rest on; return the Project and its mistakes in order.

    `known` is what an earlier call has read. Files with the same content are taken from it, and it is brought up to
    date.
    """
    docs = Path(docs)
    known = {} if known is None else known
    settings = Settings.read(docs)
    reader = PageReader(settings)
    read: Known = {}

    def content_of(file: Path, path: str, parse: Callable[[str, str], tuple[Any, list[Mistake]]]) -> Any:
        read[path] = read_file(file, path, parse, known)
        return read[path].content

    def optional(name: str, parse: Callable[[str, str], tuple[Any, list[Mistake]]]) -> Any:
        file = docs / name
        return content_of(file, path_of(file, docs), parse) if file.exists() else {}

    files = list(content_files(docs))
    page_files = [file for file in files if file.suffix == ".md"]
    pages = [content_of(file, path_of(file, docs), with_text_rules(reader)) for file in page_files]
    source_file = docs / settings.bibliography
    entries: list[Source] = content_of(source_file, source_file.name, bibliography.read)
    project = Project(
        {page.docname: page for page in pages},
        {entry.key: entry for entry in reversed(entries)},
        optional(link_status.FILE, link_status.read),
        optional(aliases.FILE, aliases.read),
        frozenset(file.relative_to(docs).as_posix() for file in files if file.suffix != ".md"),
    )
    known.clear()
    known.update(read)
    mistakes = [mistake for content in read.values() for mistake in content.mistakes]
    for subject in subjects(pages, Bibliography(source_file.name, entries), path_of(docs / aliases.FILE, docs)):
        mistakes += findings(subject, project)
    return project, sorted(set(mistakes))


def subjects(pages: list[Page], entries: Bibliography, aliases_path: str) -> Iterator[Any]:
    """All that rules about the project read."""
    for page in pages:
        yield page
        yield from page.records
        yield from (Pointer(page.path, reference) for reference in page.references)
    yield entries
    yield from (Entry(entries.path, source) for source in entries.entries)
    yield Aliases(aliases_path)


def content_files(docs: Path) -> Iterator[Path]:
    """Pages and what they show, below a folder; `_static` and its like hold none."""
    for file in sorted(docs.rglob("*.*")):
        if not any(part.startswith("_") for part in file.relative_to(docs).parts):
            yield file


def path_of(file: Path, docs: Path) -> str:
    """The path of a file as a person would type it from the root of the repository."""
    return file.relative_to(docs.parent).as_posix()


def with_text_rules(reader: PageReader) -> Callable[[str, str], tuple[Page, list[Mistake]]]:
    """Reading a page, and the rules that need nothing but its text, which are remembered with it."""

    def read(text: str, path: str) -> tuple[Page, list[Mistake]]:
        page, mistakes = reader.read(text, path)
        return page, [*mistakes, *findings(Text(path, text), None)]

    return read


def read_file(file: Path, path: str, parse: Callable[[str, str], tuple[Any, list[Mistake]]], known: Known) -> Content:
    """A file as `parse` reads its text, or what is known of it already."""
    octets = file.read_bytes()
    digest = hashlib.sha256(octets).hexdigest()
    if path in known and known[path].digest == digest:
        return known[path]
    try:
        text, mistakes = octets.decode("utf-8-sig"), []
    except UnicodeDecodeError as error:
        text, line = octets.decode("utf-8", "replace"), octets.count(b"\n", 0, error.start) + 1
        mistakes = [Mistake(path, line, "not-utf8", "a character is not in UTF-8", "save the file as UTF-8")]
    content, more = parse(text, path)
    return Content(digest, content, mistakes + more)
