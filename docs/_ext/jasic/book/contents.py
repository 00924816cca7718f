"""What stands in the book and in which order: the one place that knows, for the PDF and whoever else prints pages.

The book follows the contents of the site. The toctrees of the first page are its parts, the pages in them its chapters;
a page that holds others opens a group of chapters. What `book_leaves_out` in conf.py names stays out: pages for the web
and for contributors. The part that holds the bibliography is the appendix, whose chapters have letters; the glossary
closes it, and then come bibliography and index.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase

from sphinx.config import Config

from ..compat import PageTree
from ..model.numerals import in_letters
from ..model.project import Project
from ..translation import _


@dataclass
class Chapter:
    """A page in the book. `inside` are the chapters of a page that holds others; `number` is empty for such a one."""

    docname: str
    number: str = ""
    inside: list[Chapter] = field(default_factory=list)

    def walk(self) -> Iterator[Chapter]:
        yield self
        for chapter in self.inside:
            yield from chapter.walk()

    @property
    def numbers(self) -> str:
        """Its number, or those of the first and the last chapter inside."""
        numbers = [chapter.number for chapter in self.walk() if chapter.number]
        return "–".join(dict.fromkeys(numbers[:1] + numbers[-1:]))


@dataclass
class Part:
    """A part of the book; the pages of a toctree without a caption form one without a title."""

    title: str
    chapters: list[Chapter]
    is_appendix: bool = False

    @property
    def shown_title(self) -> str:
        return _("Appendices") if self.is_appendix else self.title


def is_left_out(docname: str, patterns: Sequence[str]) -> bool:
    """Whether a page stays out: the last pattern that fits decides, and one that begins with ! keeps a page in."""
    out = False
    for pattern in patterns:
        if fnmatchcase(docname, pattern.removeprefix("!")):
            out = not pattern.startswith("!")
    return out


def is_section_left_out(docname: str, anchor: str, patterns: Sequence[str]) -> bool:
    """Whether a section of a page that stands in the book stays out: `*#notes` names the sections `notes` of all."""
    return is_left_out(f"{docname}#{anchor}", [pattern for pattern in patterns if "#" in pattern])


def glossary_of(project: Project) -> str:
    """The page that explains words; nothing where none does."""
    return next((name for name, page in project.pages.items() if page.terms), "")


class Contents:
    """The plan of one book."""

    def __init__(self, tree: PageTree, project: Project, config: Config) -> None:
        self.tree, self.project = tree, project
        self.leaves_out: Sequence[str] = config.book_leaves_out
        self.root: str = config.root_doc
        self.glossary = glossary_of(project)
        self.replaced: dict[str, list[str]] = {}  # chapter -> pages left out for which it and its sisters stand
        self._seen = {self.root}
        self.parts = [part for part in map(self._part, tree.parts) if part.chapters or part.is_appendix]
        self._number()

    @property
    def chapters(self) -> list[Chapter]:
        """All chapters, groups among them, in order."""
        return [each for part in self.parts for chapter in part.chapters for each in chapter.walk()]

    @property
    def docnames(self) -> list[str]:
        """Every page of the book in its order, the glossary last."""
        glossary = [self.glossary] if self.glossary and not is_left_out(self.glossary, self.leaves_out) else []
        return [*(each.docname for each in self.chapters), *glossary]

    def _part(self, toctree: tuple[str | None, Sequence[str]]) -> Part:
        caption, docnames = toctree
        pages = {page for docname in docnames for page in self._below(docname)}
        is_appendix = bool(caption) and self.project.bibliography in pages
        return Part(caption or "", list(self._chapters(docnames)), is_appendix)

    def _below(self, docname: str) -> Iterator[str]:
        """A page and all pages under it."""
        yield docname
        for child in self.tree.children.get(docname, ()):
            yield from self._below(child)

    def _chapters(self, docnames: Sequence[str]) -> Iterator[Chapter]:
        """Chapters for pages; those under a page that is left out take its place."""
        special = (self.glossary, self.project.bibliography)
        for docname in docnames:
            if docname in self._seen or docname in self.project.bibliography_parts:
                continue
            self._seen.add(docname)
            inside = list(self._chapters(self.tree.children.get(docname, ())))
            if docname in special or is_left_out(docname, self.leaves_out):
                if inside and docname not in special:
                    self.replaced.setdefault(inside[0].docname, []).append(docname)
                yield from inside
            else:
                yield Chapter(docname, inside=inside)

    def _number(self) -> None:
        """Chapters run through the book in numerals, through the appendix in letters."""
        number = 0
        for part in self.parts:
            if part.is_appendix:
                number = 0
            for chapter in (each for top in part.chapters for each in top.walk() if not each.inside):
                number += 1
                chapter.number = in_letters(number).upper() if part.is_appendix else str(number)
