"""Each command, path and module that the documentation names exists."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
EXTENSION = ROOT / "docs" / "_ext" / "jasic"
GUIDES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs" / "about").glob("*.md")]
SESSIONS = re.findall(r"@nox\.session.*?\ndef (\w+)", (ROOT / "noxfile.py").read_text(encoding="utf-8"))


@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.name)
def test_commands_and_paths(guide: Path) -> None:
    text = guide.read_text(encoding="utf-8")
    for session in re.findall(r"nox -s (\w+)", text):
        assert session in SESSIONS
    for path in re.findall(r"\b(?:docs|tests)/[\w./-]+\w", text):
        assert (ROOT / path).exists(), path


def test_the_places_to_add_something_exist() -> None:
    """The table of building.md names files of the extension from its folder, others from the root."""
    text = (ROOT / "docs" / "about" / "building.md").read_text(encoding="utf-8")
    table = [line.split("|")[2] for line in text.splitlines() if line.startswith("| ") and "`" in line.split("|")[2]]
    paths = [path for line in table for path in re.findall(r"`([\w./]+)`", line) if "/" in path or "." in path]
    assert len(paths) > 10
    for path in paths:
        assert (EXTENSION / path).exists() or (ROOT / path).exists(), path


def test_every_module_that_is_named_exists() -> None:
    """By its name or the end of its path: in guides, docstrings and comments, also those of scripts and styles."""
    there = [file.as_posix() for folder in (ROOT / "docs", ROOT / "tests") for file in folder.rglob("*.py")]
    there.append((ROOT / "noxfile.py").as_posix())
    written = (file for file in EXTENSION.rglob("*") if file.suffix in (".py", ".js", ".css", ".typ"))
    for file in (*GUIDES, *written):
        for name in re.findall(r"(?<![\w./])(?:\w+/)*\w+\.py\b", file.read_text(encoding="utf-8")):
            assert any(path.endswith(f"/{name}") for path in there), f"{file} names {name}"
