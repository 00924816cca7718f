"""The packages that this software rests on, with those that they need in turn: their versions.

What another version has worked out, read or written is not to be believed: it may parse, spell or mark up otherwise.
Packages that only tests or checks need do not count, so a build goes on from what theirs have left.
"""

import sys
import tomllib
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PROJECT = Path(__file__).parents[3] / "pyproject.toml"
GROUP = "docs"  # of pyproject.toml: what a build needs


def versions() -> dict[str, str]:
    """Python and all packages of a build by name, in order; of one that is not there the version is empty."""
    found: dict[str, str] = {}
    wanted = needed(tomllib.loads(PROJECT.read_text(encoding="utf-8"))["dependency-groups"])
    while wanted:
        name = canonicalize_name(Requirement(wanted.pop()).name)
        if name not in found:
            found[name], needs = _installed(name)
            wanted += needs
    return {"python": sys.version} | dict(sorted(found.items()))


def needed(groups: dict[str, list[Any]], group: str = GROUP) -> list[str]:
    """The requirements of a group of pyproject.toml, with those of the groups that it includes."""
    found: list[str] = []
    for one in groups[group]:
        found += [one] if isinstance(one, str) else needed(groups, one["include-group"])
    return found


def _installed(name: str) -> tuple[str, Iterable[str]]:
    """The version of a package, and what it requires but for its extras."""
    try:
        package = distribution(name)
    except PackageNotFoundError:
        return "", ()
    return package.version, [one for one in package.requires or () if "extra ==" not in one]
