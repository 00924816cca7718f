"""The front door: reads the project and applies all rules. The linter and the build both begin here.

Nothing of this starts Sphinx, so a contributor hears of a mistake within a second or two.
"""

import hashlib
import os
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from ..model.markup import PICTURES
from ..model.mistake import Mistake
from ..model.private import PrivateData, private_lines
from ..model.project import FIRST_PAGE, Project
from ..model.records import Page
from ..model.sources import Source
from ..reading import (
    aliases,
    bibliography,
    catalogues,
    files,
    limits,
    link_status,
    not_private,
    pictures,
    published_addresses,
    templates,
)
from ..reading.constructs import Code, Construct, DirectiveUse
from ..reading.pages import PageReader
from ..reading.settings import Settings, Unreadable
from .bibliography import Bibliography
from .files import File
from .registry import Listing, findings
from .text import Letters, Text


class Content(NamedTuple):
    """What was read of one file: the digest of its bytes, what it holds, and what reading shows to be wrong with it."""

    digest: str
    content: Any
    mistakes: list[Mistake]
    private: list[PrivateData]


ECHOES = ("leftover-markup", "underlined-heading")  # mistakes that others may explain
# What leaves nothing below it where it belongs, and what is then said of that. Of MARKS the first is told: it shows
# where somebody thought that the end is.
BREAKS = ("unclosed-fence", "unparsed-fence", "nested-record")
MARKS = ("division", "nested-record")
MISPLACED = ("directive-body", *MARKS)
# What is said of a record that is cut off since it begins in a list or the like.
CUT_OFF = ("missing-option", "no-citation", "count-figures", "custody-empty")
# Lines below a mistake within which its echoes stand, such as the options of an event whose fence failed.
AFTERWARDS = 5
# What keeps entries of the bibliography from being read; and what would then be said wherever one is missed.
HIDES_SOURCES = ("not-utf8", "source-syntax", "source-text", "stray-file", "too-much")
MISSES_SOURCES = (
    *("unknown-source", "source-copies", "source-via", "lost-address"),
    *("custody-witnesses", "precedent-sources", "number-drift"),
)
MOST = 300  # mistakes of a file: whoever has more mends these first, and the nearest names need not be looked for
Known = dict[str, Content]  # by path
SETTINGS = ""  # no path: by which settings the others were read
Parse = Callable[[str, str], tuple[Any, list[Mistake]]]  # from the text of a file and its path
Each = Callable[[Callable[[str], Content], Sequence[str]], Iterable[Content]]  # `map`, or what does it in processes


@dataclass
class Reading:
    """The files of a project, as they are read; what is `known` of one with the same bytes is taken from there."""

    docs: Path
    known: Known
    each: Each = map
    read: Known = field(default_factory=dict)

    def begin(self, settings: str) -> None:
        """Note by which settings files are read; what others have read is not known."""
        if SETTINGS not in self.known or self.known[SETTINGS].content != settings:
            self.known.clear()
        self.read[SETTINGS] = Content("", settings, [], [])

    def content_of(self, file: Path, parse: Parse) -> Any:
        path = path_of(file, self.docs)
        self.read[path] = read_file(file, path, parse, self.known)
        return self.read[path].content

    def contents_of(self, files: Mapping[Path, Parse]) -> list[Any]:
        """What many files hold; where nothing is known yet, it may be worked out in several processes."""
        by_path = {path_of(file, self.docs): file for file in files}
        each = map if self.known else self.each
        found = each(lambda path: read_file(by_path[path], path, files[by_path[path]], self.known), list(by_path))
        self.read |= zip(by_path, found)
        return [self.read[path].content for path in by_path]

    def optional(self, name: str, parse: Parse) -> Any:
        """What a file holds that a project can do without."""
        file = self.docs / name
        return self.content_of(file, parse) if file.exists() or file.is_symlink() else {}


def check(docs: Path | str, known: Known | None = None, each: Each = map) -> tuple[Project, list[Mistake]]:
    """Read all pages below the folder `docs` and what they rest on; return the Project and its mistakes in order.

    Of settings that cannot be read the mistake is all that is returned, with an empty Project.

    `known` is what an earlier call has read. Files with the same content are taken from it where the settings are the
    same too, and it is brought up to date. `each` takes the place of `map` for the pages.
    """
    docs = Path(docs)
    known = {} if known is None else known
    try:
        settings = Settings.read(docs)
    except Unreadable as error:  # nobody knows what the pages are
        return Project({}, {}), [error.mistake]
    reader = PageReader(settings)
    reading = Reading(docs, known, each)
    reading.begin(settings.all)
    project = read_project(reading, reader, docs / settings.bibliography)
    translated = list(read_translations(reading, reader, project))
    read_templates(reading, project)
    known.clear()
    known.update(reading.read)
    mistakes = list(mistakes_of_files(reading, project))
    mistakes += [found for each in translated for found in findings(each, project)]
    source_file = path_of(docs / settings.bibliography, docs)
    entries = reading.read[source_file]
    about = subjects(project, Bibliography(source_file, entries.content, not entries.mistakes), docs)
    return project, without_consequences({*mistakes, *mistakes_of_subjects(about, mistakes, project)}, source_file)


def read_project(reading: Reading, reader: PageReader, source_file: Path) -> Project:
    """The pages, the bibliography, and the files that a project can do without."""
    found = [file for file in files.below(reading.docs) if file != source_file]  # which may lie anywhere
    largest_first: dict[Path, Parse] = {source_file: read_bibliography}
    # Without any page there is none to begin with, and that is named.
    pages_found = list(filter(files.is_page, found)) or [reading.docs / f"{FIRST_PAGE}{files.PAGE}"]
    largest_first |= dict.fromkeys(pages_found, partial(read_page, reader))
    entries, *pages = reading.contents_of(largest_first)
    return Project(
        {page.docname: page for page in pages},
        {entry.key: entry for entry in reversed(entries)},
        reading.optional(link_status.FILE, link_status.read),
        reading.optional(aliases.FILE, aliases.read),
        files={file.relative_to(reading.docs).as_posix(): files.problem(file, reading.docs) for file in found},
        not_private=reading.optional(not_private.FILE, not_private.read),
        published=reading.optional(published_addresses.PUBLISHED, published_addresses.read_published),
        redirects=reading.optional(published_addresses.REDIRECTS, published_addresses.read_redirects),
    )


def read_translations(reading: Reading, reader: PageReader, project: Project) -> Iterator[catalogues.Translation]:
    """What the catalogues say; of each file the project notes what is wrong with it."""
    for file in catalogues.below(reading.docs):
        name = file.relative_to(reading.docs).as_posix()
        project.files[name] = problem = catalogues.problem(file, reading.docs, project.pages)
        if not problem and file.suffix == catalogues.TEXT:
            yield from reading.content_of(file, partial(catalogues.read, reader.markdown))


def read_templates(reading: Reading, project: Project) -> None:
    """Read the templates; of each file the project notes what is wrong with it."""
    for file in templates.below(reading.docs):
        problem = templates.problem(file)
        project.files[file.relative_to(reading.docs).as_posix()] = problem
        if not problem:
            reading.content_of(file, templates.read)


def mistakes_of_files(reading: Reading, project: Project) -> Iterator[Mistake]:
    """What reading has shown to be wrong, and what rules say of files as such and of private data in them."""
    for content in reading.read.values():
        yield from content.mistakes
        for data in content.private:
            yield from findings(data, project)
    for name, problem in project.files.items():
        path = f"{reading.docs.name}/{name}"
        picture = "" if problem or not name.endswith(PICTURES) else pictures.problem(reading.docs / name)
        yield from findings(File(path, problem, picture), project)
        for data in private_lines(path, name.replace("/", " ")):
            yield from findings(data, project)


def mistakes_of_subjects(about: Iterable[Any], known: Iterable[Mistake], *project: Project) -> Iterator[Mistake]:
    """What the rules that take the project find, or without it the others, while a file is not full of mistakes."""
    counted = Counter(mistake.path for mistake in known)
    for subject in about:
        if counted[subject.path] < MOST:
            named = list(findings(subject, *project))
            counted[subject.path] += len(named)
            yield from named


def subjects(project: Project, entries: Bibliography, docs: Path) -> Iterator[Any]:
    """All that rules about the project read."""
    for page in project.pages.values():
        yield from parts_of(page)
        yield from page.private
    yield entries
    yield from whole(entries.entries)
    for name in (aliases.FILE, published_addresses.PUBLISHED, published_addresses.REDIRECTS):
        yield Listing(path_of(docs / name, docs), name)


def parts_of(page: Page) -> Iterator[Any]:
    """All of a page that rules read, be it with the project or without."""
    yield page
    yield from page.records
    yield from page.references


def whole(entries: Iterable[Source]) -> Iterator[Source]:
    """The entries that could be read to their ends."""
    return (source for source in entries if source.is_whole)


def path_of(file: Path, docs: Path) -> str:
    """The path of a file as a person would type it from the root of the repository."""
    return Path(os.path.relpath(file, docs.parent)).as_posix()


def read_page(reader: PageReader, text: str, path: str) -> tuple[Page, list[Mistake]]:
    """A page, and what the rules find that need nothing but its text, which is remembered with it."""
    page, constructs, mistakes = reader.read(text, path)
    mistakes += findings(Text(path, text, frozenset(code_lines(constructs))))
    for construct in constructs:
        mistakes += findings(construct)
    mistakes = without_echoes(mistakes)
    return page, [*mistakes, *mistakes_of_subjects(parts_of(page), mistakes)]


def read_bibliography(text: str, path: str) -> tuple[list[Source], list[Mistake]]:
    """The entries, and what the rules find in each by itself."""
    entries, mistakes = bibliography.read(text, path)
    return entries, [*mistakes, *mistakes_of_subjects(whole(entries), mistakes)]


def code_lines(constructs: Iterable[Construct]) -> Iterator[int]:
    """The lines of a page that are code to its parser, so shown as they stand."""
    for construct in constructs:
        if isinstance(construct, Code):
            yield from construct.lines
        elif isinstance(construct, DirectiveUse):
            yield from construct.literal_lines


def without_echoes(mistakes: list[Mistake]) -> list[Mistake]:
    """What is left over or stands where it must not is named where nothing named on the lines above explains it."""
    kept: list[Mistake] = []
    causes = [mistake.line for mistake in mistakes if mistake.rule not in ECHOES]
    is_broken = is_marked = False
    for mistake in sorted(mistakes, key=lambda mistake: (mistake.line, mistake.rule not in BREAKS, mistake)):
        if is_broken and mistake.rule in MISPLACED and (is_marked or mistake.rule not in MARKS):
            continue
        is_marked = is_marked or (is_broken and mistake.rule in MARKS)
        is_broken = is_broken or mistake.rule in BREAKS
        if mistake.rule in ECHOES:
            if any(0 <= mistake.line - line < AFTERWARDS for line in causes):
                continue
            causes.append(mistake.line)
        kept.append(mistake)
    return kept


def without_consequences(mistakes: Collection[Mistake], bibliography: str) -> list[Mistake]:
    """The mistakes in order; of what cannot be read whole the cause, and not what it leads to."""
    is_cut = any(mistake.path == bibliography and mistake.rule in HIDES_SOURCES for mistake in mistakes)
    nested = {(mistake.path, mistake.line) for mistake in mistakes if mistake.rule == "nested-record"}
    return sorted(
        mistake
        for mistake in mistakes
        if not (is_cut and mistake.rule in MISSES_SOURCES)
        and not (mistake.rule in CUT_OFF and (mistake.path, mistake.line) in nested)
    )


def read_file(file: Path, path: str, parse: Parse, known: Known) -> Content:
    """A file as `parse` reads its text, or what is known of it already."""
    if file.is_symlink() or not file.is_file():
        is_gone = not file.exists() and not file.is_symlink()
        message, fix = "there is no plain file here", "put the file itself there, not a link"
        if is_gone:
            message, fix = "this file is not there, and the site rests on it", f"take it back: git checkout {path}"
        return Content("", parse("", path)[0], [Mistake(path, 1, "stray-file", message, fix)], [])
    if (size := file.stat().st_size) > limits.FILE:
        message = f"the file has {size:,} bytes, more than {limits.FILE:,}"
        return Content("", parse("", path)[0], [Mistake(path, 1, "too-much", message, "make several files of it")], [])
    octets = file.read_bytes()
    digest = hashlib.sha256(octets).hexdigest()
    if path in known and known[path].digest == digest:
        return known[path]
    try:
        text, mistakes = octets.decode("utf-8-sig"), []
    except UnicodeDecodeError as error:
        coding = "utf-16" if octets.startswith((BOM_UTF16_LE, BOM_UTF16_BE)) else "utf-8"  # as old editors write it
        text, line = octets.decode(coding, "replace"), octets.count(b"\n", 0, error.start) + 1
        mistakes = [Mistake(path, line, "not-utf8", "a character is not in UTF-8", "save the file as UTF-8")]
    if too_much := limits.excess(text, path, is_page := file.suffix == files.PAGE):
        first = text.partition("\n")[0][: limits.LINE] if is_page else ""  # so that a page has its title
        return Content(digest, parse(first, path)[0], too_much, [])
    content, more = parse(text, path)
    private = [] if path.endswith(not_private.FILE) else private_lines(path, text)
    # Of what cannot be read, nothing is as it was written.
    more = mistakes or [*findings(Letters(path, text)), *more]
    return Content(digest, content, more, private)
