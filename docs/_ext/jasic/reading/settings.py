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
from types import FunctionType
from typing import Any

from myst_parser.config.main import MdParserConfig
from sphinx.config import Config
from sphinx.util.matching import compile_matchers

from ..model.mistake import Mistake
from ..model.publication import ADDRESSES, problem_of
from .catalogues import is_language

FILE = "conf.py"  # below docs
RULE = "settings"
MYST = "myst_"  # what the settings of MyST begin with in conf.py
# Settings of Sphinx by which other files would be pages; `include_patterns` says which are.
OF_PAGES = {"exclude_patterns", "master_doc", "root_doc", "source_suffix"}


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
    def read(cls, docs: Path) -> "Settings":
        """The settings of the folder `docs`; raises Unreadable."""
        conf = conf_of(docs)
        try:
            return cls._of(conf)
        except (TypeError, ValueError) as error:
            line = _line_that_sets(str(error), conf, docs / FILE)
            raise Unreadable(f"{docs.name}/{FILE}", line, str(error)) from error

    @classmethod
    def _of(cls, conf: Mapping[str, Any]) -> "Settings":
        """Settings by name; raises ValueError or TypeError for values that nobody can use."""
        for name in ADDRESSES:
            if problem := problem_of(name, conf.get(name, "")):
                raise ValueError(problem)
        if problem := next(_of_wrong_type(conf), ""):
            raise ValueError(problem)
        if others := conf.keys() & OF_PAGES:
            raise ValueError(f"'{min(others)}' would have the build read other pages than the linter")
        if not is_language(language := conf.get("language", "en")):
            raise ValueError(f"'language' is '{language[:20]}', which is none such as en-GB or zh_CN")
        files = _texts(conf, "bibtex_bibfiles")
        if len(files) != 1:
            raise ValueError(f"'bibtex_bibfiles' names {len(files)} files, and one is read")
        myst: dict[str, Any] = {name.removeprefix(MYST): conf[name] for name in conf if name.startswith(MYST)}
        return cls(_texts(conf, "include_patterns", ["**"]), files[0], MdParserConfig(**myst))

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
        raise Unreadable(f"{docs.name}/{FILE}", _line_of(error, file), _words_of(error)) from error


def _of_wrong_type(conf: Mapping[str, Any]) -> Iterator[str]:
    """What is wrong with settings of Sphinx that would end it in a traceback, before it says what it says of others."""
    for name, option in Config.config_values.items():
        if name in conf and isinstance(option.valid_types, frozenset):
            types = {*option.valid_types, type(option.default)}
            if type(conf[name]) not in types:
                names = " or ".join(sorted(each.__name__ for each in types - {type(None), FunctionType}))
                yield f"'{name}' is of the type {type(conf[name]).__name__}, and {names} is asked for"


def _texts(conf: Mapping[str, Any], name: str, otherwise: object = ()) -> tuple[str, ...]:
    """A setting that is a list of texts; raises ValueError where it is none."""
    value = conf.get(name, otherwise)
    if not isinstance(value, (list, tuple)) or not all(isinstance(each, str) for each in value):
        raise ValueError(f"'{name}' is no list of texts")
    return tuple(value)


def _line_of(error: BaseException, file: Path) -> int:
    """The line of conf.py at which it failed."""
    if isinstance(error, SyntaxError) and error.filename == str(file):
        return error.lineno or 1
    frames = traceback.walk_tb(error.__traceback__)
    return max([1, *(line for frame, line in frames if frame.f_code.co_filename == str(file))])


def _words_of(error: BaseException) -> str:
    """What Python says of a failure, in a line."""
    if isinstance(error, SystemExit):
        return "the settings end the program that reads them"
    said = (error.msg if isinstance(error, SyntaxError) else str(error)).partition("\n")[0]
    return f"the settings cannot be read: {type(error).__name__}: {said}"


def _line_that_sets(problem: str, conf: Mapping[str, Any], file: Path) -> int:
    """The line of conf.py that sets what a message names; the first where none does."""
    for number, line in enumerate(file.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
        name = re.match(r"(\w+)\s*=", line)
        if name and name[1] in conf and re.search(rf"\b{name[1].removeprefix(MYST)}\b", problem):
            return number
    return 1
