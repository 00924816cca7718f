"""The command `nox -s lint`: one line a mistake, a count at the end, and a status that says whether there is any."""

from __future__ import annotations

import pytest
from conftest import Project

from jasic.commands import lint


def test_a_sound_project(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    assert lint.main(str(project.folder)) == 0
    assert capsys.readouterr().out == "4 pages, 2 records, 2 sources: no mistakes\n"


def test_mistakes(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    project.change("events.md", ":people: yue-xin", ":people: yue-xn")
    assert lint.main(str(project.folder)) == 1
    mistake, count = capsys.readouterr().out.splitlines()
    assert mistake.startswith("docs/events.md:6: [unknown-person] ")
    assert count == "4 pages, 2 records, 2 sources: 1 mistakes"
