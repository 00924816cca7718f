"""The templates of the website, docs/_templates: whether each can be read, which a build would say in a traceback."""

from collections.abc import Iterator
from pathlib import Path

from jinja2 import TemplateSyntaxError, meta, nodes
from jinja2.sandbox import SandboxedEnvironment

from ..model.mistake import Mistake, closest
from . import files

FOLDER, SUFFIX = "_templates", ".html"
RULE = "template"
# What each of ours may name: of anything else Jinja would print nothing, and say nothing. Others replace a template of
# the theme, and what those are given is known to the theme alone.
_PLAIN = ("language", "policy")
GIVEN = {
    "plain.html": _PLAIN,
    "404.html": (*_PLAIN, "colours", "folders", "script", "site", "title", "words"),
    "citations.html": (*_PLAIN, "citations", "edition", "page", "styles", "title", "whole", "words"),
    "moved.html": (*_PLAIN, "anchors", "new", "script", "title"),
    "page.html": ("breadcrumbs", "breadcrumbs_label", "chinese_summary", "foot", "furo_body", "moved", "moved_label"),
    "search.html": ("chinese_summary", "docstitle", "pathto", "search_page"),
}
_JINJA = SandboxedEnvironment(extensions=["jinja2.ext.i18n"])  # as Sphinx reads them; nothing is run
_JINJA.filters |= dict.fromkeys(("tobool", "toint", "todim", "slice_index"), str)  # Sphinx has these too


def below(docs: Path) -> Iterator[Path]:
    """Whatever lies in the folder of templates."""
    folder = docs / FOLDER
    yield from files.inside(folder) if folder.is_dir() and not folder.is_symlink() else ()


def problem(file: Path) -> str:
    """Why a file may not lie there, or nothing."""
    if file.is_symlink() or not file.is_file():
        return f"is {files.LINK}"
    return "" if file.suffix == SUFFIX else "is no template, and nothing would show it"


def mistake_at(path: str, line: int, problem: str, cure: str = "correct it") -> Mistake:
    """What is wrong in a template."""
    return Mistake(path, line, RULE, problem, f"{cure}, or take the file back as it was: git checkout {path}")


def read(text: str, path: str) -> tuple[None, list[Mistake]]:
    """What keeps a template from being read, and what it names that is not there."""
    try:
        template = _JINJA.parse(text)
        _JINJA.compile(text)
    except TemplateSyntaxError as error:
        said = (error.message or "").rstrip(".")
        return None, [mistake_at(path, error.lineno, f"the template cannot be read here: {said}")]
    except RecursionError:
        return None, [mistake_at(path, 1, "the template has too many things inside each other")]
    return None, [*_unknown_functions(template, path), *_unknown_names(template, path)]


def _unknown_functions(template: nodes.Template, path: str) -> Iterator[Mistake]:
    """Filters and tests that nobody has, for which Jinja looks only where it comes to them."""
    for kind, what, known in ((nodes.Filter, "filter", _JINJA.filters), (nodes.Test, "test", _JINJA.tests)):
        for use in template.find_all(kind):
            if use.name not in known:
                cure = closest(use.name, known, "take it away")
                yield mistake_at(path, use.lineno, f"there is no {what} '{use.name}'", cure)


def _unknown_names(template: nodes.Template, path: str) -> Iterator[Mistake]:
    """Names that nobody gives to the template, each where it stands first."""
    given = GIVEN.get(path.partition(f"{FOLDER}/")[2])
    if given is None:
        return
    macros = {macro.name for macro in template.find_all(nodes.Macro)}
    unknown = meta.find_undeclared_variables(template) - macros - _JINJA.globals.keys() - {*given}
    for name in template.find_all(nodes.Name):
        if name.name in unknown:
            unknown.remove(name.name)
            cure = closest(name.name, given, f"name one of {', '.join(given)}")
            yield mistake_at(path, name.lineno, f"nobody gives '{name.name}' to this template", cure)
