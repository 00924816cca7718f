"""Each command and each path that the documentation names exists."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
GUIDES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs" / "about").glob("*.md")]
SESSIONS = re.findall(r"@nox\.session.*?\ndef (\w+)", (ROOT / "noxfile.py").read_text(encoding="utf-8"))


@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.name)
def test_commands_and_paths(guide):
    text = guide.read_text(encoding="utf-8")
    for session in re.findall(r"nox -s (\w+)", text):
        assert session in SESSIONS
    for path in re.findall(r"\b(?:docs|tests)/[\w./-]+\w", text):
        assert (ROOT / path).exists(), path


def test_files_stay_short():
    assert len((ROOT / "docs" / "conf.py").read_text(encoding="utf-8").splitlines()) <= 90
    assert len((ROOT / "noxfile.py").read_text(encoding="utf-8").splitlines()) <= 150


def test_the_extension_is_layered_as_described():
    """Every file is in the table of building.md and imports only from its own row or from rows above."""
    text = (ROOT / "docs" / "about" / "building.md").read_text(encoding="utf-8")
    table = [line for line in text.splitlines() if line.startswith("| `")]
    rows = [set(re.findall(r"`(\w+)\.(?:py|typ)`", line.split("|")[1])) for line in table]
    height = {name: number for number, row in enumerate(rows) for name in row}
    for file in (ROOT / "docs" / "_ext" / "jasic").glob("*.py"):
        if file.stem == "__init__":
            continue
        code = file.read_text(encoding="utf-8")
        used = re.findall(r"^from \.(\w+) import", code, re.MULTILINE)
        for names in re.findall(r"^from \. import ([\w, ]+)", code, re.MULTILINE):
            used += names.split(", ")
        for other in used:
            assert height[other] <= height[file.stem], f"{file.stem} imports {other}"
