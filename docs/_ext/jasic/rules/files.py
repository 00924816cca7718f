"""Rules about what lies below docs besides pages, and about the files that pages use."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches

from ..model.mistake import closest
from ..model.project import Project
from ..model.records import Page
from .registry import Finding, rule


@dataclass(frozen=True)
class File:
    """A file below docs that is no page, and why it may not lie there, or nothing."""

    path: str
    problem: str


@rule("stray-file", reads=File)
def stray_file(file: File, project: Project) -> Iterator[Finding]:
    """Below docs lie pages, the pictures that they show, and a few files by name; all else vanishes or harms."""
    if file.problem:
        fix = "name a page with small letters and .md, and keep all else out of docs"
        yield 1, f"the file {file.problem}", fix


@rule("unused-picture", reads=File)
def unused_picture(file: File, project: Project) -> Iterator[Finding]:
    """A picture is shown by a page, or is not there."""
    name = file.path.partition("/")[2]
    shown = {path for page in project.pages.values() for _, path in page.pictures}
    if not file.problem and name.endswith((".png", ".jpg", ".jpeg", ".webp")) and name not in shown:
        yield 1, "no page shows this picture", "show it with its text, or delete it"


@rule("missing-picture", reads=Page)
def missing_picture(page: Page, project: Project) -> Iterator[Finding]:
    """A picture that is shown is there."""
    for line, name in page.pictures:
        if name not in project.files:
            fix = closest(name, project.files, "put the file beside the page")
            yield line, f"there is no picture docs/{name}", fix


@rule("contents-entry", reads=Page)
def contents_entry(page: Page, project: Project) -> Iterator[Finding]:
    """What the contents name exists, and leads downwards."""
    for line, entry in page.contents:
        found = project.entries(page, entry)
        if not found:
            near = get_close_matches(entry, project.pages, 1)
            fix = f"did you mean '/{near[0]}'" if near else "correct the name"
            yield line, f"there is no page '{entry}'", fix
        elif found in ([page.docname], ["index"]):
            yield line, f"'{entry}' leads back to where it stands", "delete the line"


@rule("unreachable-page", reads=Page)
def unreachable_page(page: Page, project: Project) -> Iterator[Finding]:
    """Every page stands in the contents of another."""
    if page.docname != "index" and not page.is_orphan and page.docname not in project.reachable:
        fix = "name it in the toctree of the folder's index.md, or move it to a folder whose contents take all"
        yield 1, "no contents lead to this page", fix
