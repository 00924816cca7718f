"""Rules about pages as a whole and about what they point at."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from ..model.kinds import KINDS
from ..model.mistake import closest, with_article
from ..model.project import Project
from ..model.records import PAGE, PICTURE, SOURCE, TERM, Page, Reference
from .registry import Finding, rule

NAME = re.compile(r"[a-z0-9-]+(?:/[a-z0-9-]+)*")


@dataclass(frozen=True)
class Pointer:
    """A reference and the path of the page that it stands in."""

    path: str
    use: Reference


@rule("no-title", reads=Page)
def no_title(page: Page, project: Project) -> Iterator[Finding]:
    """A page has a title."""
    if not page.title:
        yield 1, "the page has no title", "begin it with a line `# Title`"


@rule("page-name", reads=Page)
def page_name(page: Page, project: Project) -> Iterator[Finding]:
    """A page can be an address and stands in a folder that is published."""
    if not NAME.fullmatch(page.docname) or not page.published:
        fix = "use small letters, digits and hyphens, in one of the folders named in docs/conf.py"
        yield 1, "no page may have this name or stand in this folder", fix


@rule("unknown-page", reads=Pointer)
def unknown_page(pointer: Pointer, project: Project) -> Iterator[Finding]:
    """A link to a page leads somewhere."""
    use = pointer.use
    address = use.target.partition("#")[0].removeprefix("/").removesuffix(".md")
    if use.kind == PAGE and address not in project.pages:
        yield use.line, f"there is no page '{use.target}'", closest(address, project.pages, "correct the address")


@rule("unknown-picture", reads=Pointer)
def unknown_picture(pointer: Pointer, project: Project) -> Iterator[Finding]:
    """A picture that is shown is there."""
    use = pointer.use
    if use.kind == PICTURE and use.target.lstrip("/") not in project.files:
        fix = closest(use.target.lstrip("/"), project.files, "put it beside the page, or correct its name")
        yield use.line, f"there is no picture '{use.target}'", fix


@rule("unlisted-page", reads=Page)
def unlisted_page(page: Page, project: Project) -> Iterator[Finding]:
    """A page stands in the contents, or nobody finds it."""
    if page.docname != "index" and page.docname not in project.contents and not page.orphan:
        yield 1, "the contents do not name the page", "add it to the toctree in the index.md of its folder"


@rule("unknown-term", reads=Pointer)
def unknown_term(pointer: Pointer, project: Project) -> Iterator[Finding]:
    """A term is explained in the glossary."""
    use = pointer.use
    if use.kind == TERM and project.terms and use.target.lower() not in project.terms:
        fix = closest(use.target, project.terms, "explain it in docs/reference/glossary.md")
        yield use.line, f"the glossary has no '{use.target}'", fix


@rule("unknown-source", reads=Pointer)
def unknown_source(pointer: Pointer, project: Project) -> Iterator[Finding]:
    """A citation has its entry in the bibliography."""
    use = pointer.use
    if use.kind == SOURCE and use.target not in project.sources:
        fix = closest(use.target, project.sources, "add the entry to references.bib, or correct the key")
        yield use.line, f"references.bib has no entry '{use.target}'", fix


@rule("wrong-kind", reads=Pointer)
def wrong_kind(pointer: Pointer, project: Project) -> Iterator[Finding]:
    """A record is referred to as what it is."""
    use = pointer.use
    record = project.find(use.target) if use.kind in KINDS else None
    if record and record.kind != use.kind:
        message = f"'{use.target}' is {with_article(record.kind)}, not {with_article(use.kind)}"
        yield use.line, message, f"refer to it as {with_article(record.kind)}, or name {with_article(use.kind)} here"


def _unknown_record(kind: str, pointer: Pointer, project: Project) -> Iterator[Finding]:
    """A record that is named exists."""
    use = pointer.use
    if use.kind == kind and project.find(use.target) is None:
        names = [record.id for record in project.of_kind(kind)]
        fix = closest(use.target, names, f"add it with: nox -s new -- {kind} {use.target}")
        yield use.line, f"no {kind} has the id '{use.target}'", fix


for _kind in KINDS:
    rule(f"unknown-{_kind}", reads=Pointer)(partial(_unknown_record, _kind))
