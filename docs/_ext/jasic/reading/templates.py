"""The templates of the website, docs/_templates: whether each can be read, which a build would say in a traceback."""

from collections.abc import Iterator
from pathlib import Path

from jinja2 import TemplateSyntaxError
from jinja2.sandbox import SandboxedEnvironment

from ..model.mistake import Mistake
from . import files

FOLDER, SUFFIX = "_templates", ".html"
RULE = "template"
_JINJA = SandboxedEnvironment(extensions=["jinja2.ext.i18n"])  # as Sphinx reads them; nothing is run


def below(docs: Path) -> Iterator[Path]:
    """Whatever lies in the folder of templates."""
    folder = docs / FOLDER
    yield from files.inside(folder) if folder.is_dir() and not folder.is_symlink() else ()


def problem(file: Path) -> str:
    """Why a file may not lie there, or nothing."""
    if file.is_symlink() or not file.is_file():
        return f"is {files.LINK}"
    return "" if file.suffix == SUFFIX else "is no template, and nothing would show it"


def read(text: str, path: str) -> tuple[None, list[Mistake]]:
    """What keeps a template from being read."""
    try:
        _JINJA.parse(text)
    except TemplateSyntaxError as error:
        message = f"the template cannot be read here: {(error.message or '').rstrip('.')}"
        fix = f"correct it, or take the file back as it was: git checkout {path}"
        return None, [Mistake(path, error.lineno, RULE, message, fix)]
    return None, []
