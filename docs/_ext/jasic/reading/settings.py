"""What conf.py says of pages and of Markdown: the linter reads it there, so that nothing is said twice.

Whoever needs one of its settings without Sphinx asks `conf_of`, which runs it.
"""

import re
import runpy
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from myst_parser.config.main import MdParserConfig
from sphinx.util.matching import compile_matchers

from ..model.mistake import Mistake
from ..model.publication import ADDRESSES, problem_of

FILE = "conf.py"  # below docs
RULE = "settings"
MYST = "myst_"  # what the settings of MyST begin with in conf.py


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
