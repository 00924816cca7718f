"""What conf.py says of pages and of Markdown: the linter reads it there, so that nothing is said twice.

Whoever needs one of its settings without Sphinx asks `conf_of`, which runs it.
"""

import re
import runpy
import traceback
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Self

from myst_parser.config.main import MdParserConfig
from sphinx.config import Config
from sphinx.util.matching import compile_matchers

from ..model.mistake import Mistake, closest
from ..model.publication import ADDRESSES, problem_of
from .catalogues import is_language

FILE = "conf.py"  # below docs
RULE = "settings"
HERE = "docs/_ext/jasic/reading/settings.py"
MYST = "myst_"  # what the settings of MyST begin with in conf.py
# What conf.py may set, by the type of its value; the items of a list are texts. By any other setting of Sphinx a build
# would read, load or publish what the linter does not know of. What is set for MyST, MyST judges.
OF_TYPE: dict[type, tuple[str, ...]] = {
    str: (
        *("project", "author", "copyright", "version", "release", "language", "primary_domain", *ADDRESSES),
        *("html_theme", "html_title", "html_favicon", "epub_theme", "epub_basename", "epub_show_urls"),
        *("pdf_subtitle", "pdf_licence"),
    ),
    list: (
        *("extensions", "include_patterns", "bibtex_bibfiles", "templates_path", "html_static_path"),
        *("pdf_keywords", "book_leaves_out", "e_book_keeps"),
    ),
    dict: ("html_theme_options",),
    bool: ("nitpicky", "gettext_compact", "html_copy_source", "html_show_copyright"),
}
TYPES = {name: type for type, names in OF_TYPE.items() for name in names}
# Beside those that Sphinx has of itself: of builders, ours among them, and of extensions.
OF_SPHINX = re.compile("(html|epub|pdf|book|e_book|bibtex|sd|mathjax)_[a-z0-9_]+")
EXTENSIONS = {"myst_parser", "sphinx_design", "sphinxcontrib.bibtex", "jasic"}
THEMES = ("furo", "e-book", "basic")  # the plain one for the small projects of the tests
# Of what Sphinx knows others of, and for which it ends in a traceback, or says nothing.
VALUES = {
    "html_theme": THEMES,
    "epub_theme": THEMES,
    "primary_domain": ("jasic",),
    "epub_show_urls": ("no", "footnote", "inline"),
}


class Unreadable(Exception):
    """Why settings cannot be read: the mistake to be told."""

    def __init__(self, path: str, line: int, problem: str) -> None:
        fix = f"correct it, or take the file back as it was: git checkout {path}"
        self.mistake = Mistake(path, line, RULE, problem, fix)
        super().__init__(str(self.mistake))


@dataclass(frozen=True)
class Settings:
    """The settings that reading needs; the names are those of conf.py."""

    include_patterns: tuple[str, ...]
    bibliography: str  # from the folder of conf.py
    markdown: MdParserConfig

    @classmethod
    def read(cls, docs: Path) -> Self:
        """The settings of the folder `docs`; raises Unreadable."""
        conf = conf_of(docs)
        try:
            return cls._of(conf)
        except (TypeError, ValueError) as error:
            line = _line_that_sets(str(error), conf, docs / FILE)
            raise Unreadable(f"{docs.name}/{FILE}", line, str(error)) from error

    @classmethod
    def _of(cls, conf: Mapping[str, Any]) -> Self:
        """Settings by name; raises ValueError or TypeError for values that nobody can use."""
        if problem := next(_problems(conf), ""):
            raise ValueError(problem)
        patterns = _texts(conf, "include_patterns", ["**"])
        try:
            compile_matchers(patterns)
        except re.error as error:  # of Sphinx's own making, which says nothing of the setting
            raise ValueError(f"'include_patterns' has a pattern that cannot be read: {error}") from error
        if not is_language(language := conf.get("language", "en")):
            raise ValueError(f"'language' is '{language[:20]}', which is none such as en-GB or zh_CN")
        files = _texts(conf, "bibtex_bibfiles")
        if len(files) != 1:
            raise ValueError(f"'bibtex_bibfiles' names {len(files)} files, and one is read")
        myst: dict[str, Any] = {name.removeprefix(MYST): conf[name] for name in conf if name.startswith(MYST)}
        return cls(patterns, files[0], MdParserConfig(**myst))

    def includes(self, file: str) -> bool:
        """Whether a page of this name, such as `people/yue-xin.md`, is published."""
        return any(match(file) for match in self._matchers)

    @cached_property
    def all(self) -> str:
        """All of them as a text to be compared; sets in order, since theirs differs from process to process."""
        of_markdown = {
            name: sorted(value) if isinstance(value, (set, frozenset)) else value
            for name, value in vars(self.markdown).items()
        }
        return repr((self.include_patterns, self.bibliography, of_markdown))

    @cached_property
    def _matchers(self) -> list[Callable[[str], Any]]:
        return compile_matchers(self.include_patterns)


def conf_of(docs: Path) -> dict[str, Any]:
    """What conf.py in the folder `docs` sets, by name; raises Unreadable."""
    file = docs / FILE
    try:
        return runpy.run_path(str(file))
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # whatever a program can raise, an end of it included
        path, line = _place_of(error, file)
        raise Unreadable(path, line, _words_of(error)) from error


def _problems(conf: Mapping[str, Any]) -> Iterator[str]:
    """What is wrong with single settings; of many Sphinx itself would say so in a traceback, or not at all."""
    for name, value in conf.items():
        if TYPES.get(name) is list:
            _texts(conf, name)
        elif name in TYPES:
            if type(value) is not TYPES[name]:
                yield f"'{name}' is of the type {type(value).__name__}, and {TYPES[name].__name__} is asked for"
        elif name in Config.config_values or OF_SPHINX.fullmatch(name):
            fix = closest(name, TYPES, f"they stand in {HERE}")
            yield f"'{name}' is none of the settings that this site has; {fix}"
        if name in VALUES and value not in VALUES[name]:
            fix = closest(value, VALUES[name], f"use one of {', '.join(VALUES[name])}")
            yield f"'{name}' is '{value[:20]}', which this site has not; {fix}"
    yield from filter(None, (problem_of(name, conf.get(name, "")) for name in ADDRESSES))
    extensions = set(conf.get("extensions", EXTENSIONS))
    for name in sorted(extensions - EXTENSIONS):
        fix = closest(name, EXTENSIONS, "whoever adds one adds it to " + HERE)
        yield f"'extensions' names '{name}', which this site is not made with; {fix}"
    if missing := EXTENSIONS - extensions:
        yield f"'extensions' lacks '{min(missing)}', which this site is made with"


def _texts(conf: Mapping[str, Any], name: str, otherwise: object = ()) -> tuple[str, ...]:
    """A setting that is a list of texts; raises ValueError where it is none."""
    value = conf.get(name, otherwise)
    if not isinstance(value, (list, tuple)) or not all(isinstance(each, str) for each in value):
        raise ValueError(f"'{name}' is no list of texts")
    return tuple(value)


def _place_of(error: BaseException, file: Path) -> tuple[str, int]:
    """The line of conf.py at which it failed, or of pyproject.toml, which has the version of the edition."""
    path = f"{file.parent.name}/{FILE}"
    if isinstance(error, SyntaxError) and error.filename == str(file):
        return path, error.lineno or 1
    frames = traceback.walk_tb(error.__traceback__)
    line = max([0, *(line for frame, line in frames if frame.f_code.co_filename == str(file))])
    if line and "pyproject" in file.read_text(encoding="utf-8", errors="replace").splitlines()[line - 1]:
        found = re.search(r"\(at line (\d+)", str(error))
        return "pyproject.toml", int(found[1]) if found else 1
    return path, max(line, 1)


def _words_of(error: BaseException) -> str:
    """What Python says of a failure, in a line."""
    if isinstance(error, SystemExit):
        return "the settings end the program that reads them"
    said = (error.msg if isinstance(error, SyntaxError) else str(error)).partition("\n")[0]
    return f"the settings cannot be read: {type(error).__name__}: {said}"


def _line_that_sets(problem: str, conf: Mapping[str, Any], file: Path) -> int:
    """The line of conf.py that sets what a message names first, the last of them as in Python; otherwise 1."""
    lines: dict[str, int] = {}
    for number, line in enumerate(file.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
        if setting := re.match(r"(\w+\s*=\s*(?!=))+", line):
            lines |= {name.removeprefix(MYST): number for name in re.findall(r"\w+", setting[0]) if name in conf}
    return next((lines[word] for word in re.findall(r"\w+", problem) if word in lines), 1)
