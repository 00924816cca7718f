"""Each command and each path that the documentation names exists."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
GUIDES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs" / "about").glob("*.md")]
SESSIONS = re.findall(r"@nox\.session.*?\ndef (\w+)", (ROOT / "noxfile.py").read_text(encoding="utf-8"))


@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.name)
def test_commands_and_paths(guide: Path) -> None:
    text = guide.read_text(encoding="utf-8")
    for session in re.findall(r"nox -s (\w+)", text):
        assert session in SESSIONS
    for path in re.findall(r"\b(?:docs|tests)/[\w./-]+\w", text):
        assert (ROOT / path).exists(), path
