"""Rules about what lies below docs besides pages, and about the files that pages use."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from urllib.parse import unquote

from ..model.markup import PICTURES
from ..model.mistake import closest
from ..model.project import FIRST_PAGE, Project
from ..model.records import Page
from ..reading import pictures
from ..reading.catalogues import COMPILED, FOLDERS
from ..reading.files import LINK, TOO_LARGE
from ..reading.templates import FOLDER as TEMPLATES
from .links import can_be_shown
from .registry import Finding, rule

PAGE_LIKE = (".md", ".markdown", ".mdown", ".txt", ".rst")
LINKED = re.compile(r"\[.*\]\((.*)\)")  # an entry written as a link
OPTION = re.compile(r":?[\w-]+:(?: .*)?")


@dataclass(frozen=True)
class File:
    """A file below docs: why it may not lie there, and why a picture may not be shown as it is, or nothing."""

    path: str
    problem: str
    picture: str = ""


@rule("stray-file", reads=File)
def stray_file(file: File, project: Project) -> Iterator[Finding]:
    """Below docs lie pages, the pictures that they show, and a few files by name; all else vanishes or harms."""
    if file.problem:
        fix = "name a page with small letters and .md, and keep all else out of docs"
        if file.problem.endswith(TOO_LARGE):
            fix = _as_new(file.path)
        elif file.path.endswith(COMPILED):
            fix = "delete it: a build makes it anew from the text"
        elif file.problem.endswith(LINK):
            fix = "put the file itself there, if it is a page or a picture"
        elif any(file.path.partition("/")[2].startswith(f"{folder}/") for folder in FOLDERS):
            fix = "keep nothing there but translations of pages: docs/about/translating.md"
        elif file.path.partition("/")[2].startswith(f"{TEMPLATES}/"):
            fix = "keep nothing there but templates; a page belongs into the folder of its kind"
        elif file.path.lower().endswith(PAGE_LIKE):
            fix = f"call it {file.path.rpartition('.')[0]}.md, if it is a page"
        yield 1, f"the file {file.problem}", fix


@rule("picture-metadata", reads=File)
def picture_metadata(file: File, project: Project) -> Iterator[Finding]:
    """A picture can be shown anywhere, and says nothing of whoever took it, where and when."""
    shown = {path for page in project.pages.values() for _, path in page.pictures} if file.picture else ()
    if file.path.partition("/")[2] in shown:
        fix = _as_new(file.path)
        if file.picture in pictures.BROKEN:
            fix += "; if that cannot open it, take it anew from where it comes from"
        yield 1, f"the picture {file.picture}", fix


def _as_new(path: str) -> str:
    """How a picture is saved anew that is too large, or says too much."""
    name = path.rpartition("/")[2]
    command = f"magick '{name}[0]' -auto-orient -colorspace sRGB -strip -resize '2000x2000>' {name}"
    return f"save it anew, small and without metadata: {command}"


@rule("unused-picture", reads=File)
def unused_picture(file: File, project: Project) -> Iterator[Finding]:
    """A picture is shown by a page, or is not there."""
    name = file.path.partition("/")[2]
    shown = {unquote(path) for page in project.pages.values() for _, path in page.pictures}
    if not file.problem and name.endswith(PICTURES) and name not in shown:
        yield 1, "no page shows this picture", "show it with its text, or delete it"


@rule("unknown-picture", reads=Page)
def unknown_picture(page: Page, project: Project) -> Iterator[Finding]:
    """A picture that is shown is there; what can be none has a message of its own."""
    pictures = [name for name in project.files if name.endswith(PICTURES)]
    for line, name in page.pictures:
        if name not in project.files and can_be_shown(name):
            yield line, f"there is no picture docs/{name}", closest(name, pictures, "put the file beside the page")


@rule("contents-entry", reads=Page)
def contents_entry(page: Page, project: Project) -> Iterator[Finding]:
    """What the contents name exists, once, and leads downwards."""
    seen: set[str] = set()
    for line, entry in page.contents:
        found = project.entries(page, entry)
        if not found and OPTION.fullmatch(entry):
            yield line, f"'{entry}' is no page", "write an option as `:name: value` right below the first line"
        elif not found:
            written = LINKED.fullmatch(entry)
            name = (written[1] if written else entry).removesuffix(".md")
            near = project.entries(page, name)[:1] or get_close_matches(page.from_docs(name), project.pages, 1)
            fix = f"write '/{near[0]}'" if near else "write the name of a page without .md, or delete the line"
            yield line, f"there is no page '{entry}'", fix
        elif "*" in entry and not page.globs:
            yield line, f"'{entry}' stands for many pages", "add a line `:glob:` and an empty one above the names"
            return
        elif found in ([page.docname], [FIRST_PAGE]):
            yield line, f"'{entry}' leads back to where it stands", "delete the line"
        elif seen.issuperset(found) or ("*" not in entry and not seen.isdisjoint(found)):
            yield line, f"'{entry}' stands in these contents already", "delete the line"
        seen.update(found)


@rule("unlisted-page", reads=Page)
def unlisted_page(page: Page, project: Project) -> Iterator[Finding]:
    """Every page stands in the contents of another."""
    is_page = page.published and (page.docname != FIRST_PAGE and not page.is_orphan)  # others have a message already
    if is_page and page.docname not in project.reachable:
        folder = page.docname.rpartition("/")[0]
        above = [project.pages[name].path for name in (f"{folder}/index", folder) if name in project.pages]
        contents = next((path for path in above if path != page.path), f"docs/{FIRST_PAGE}.md")
        fix = f"name it in the toctree of {contents}, where a reader would look for it"
        if FIRST_PAGE not in project.pages:
            fix = f"take the page back whose contents lead to all others: git checkout {contents}"
        yield 1, "no contents lead to this page", fix
