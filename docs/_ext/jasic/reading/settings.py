"""What conf.py says of pages and of Markdown: the linter reads it there, so that nothing is said twice."""

import runpy
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from myst_parser.config.main import MdParserConfig
from sphinx.util.matching import compile_matchers

MYST = "myst_"  # what the settings of MyST begin with in conf.py


@dataclass(frozen=True)
class Settings:
    """The settings that reading needs; the names are those of conf.py."""

    include_patterns: tuple[str, ...]
    bibliography: str  # from the folder of conf.py
    markdown: MdParserConfig

    @classmethod
    def read(cls, docs: Path) -> "Settings":
        """The settings of the folder `docs`; raises what conf.py raises."""
        conf = runpy.run_path(str(docs / "conf.py"))
        myst: dict[str, Any] = {name.removeprefix(MYST): conf[name] for name in conf if name.startswith(MYST)}
        patterns = conf.get("include_patterns", ["**"])
        return cls(tuple(patterns), conf["bibtex_bibfiles"][0], MdParserConfig(**myst))

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
