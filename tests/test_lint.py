"""The command `nox -s lint`: one line a mistake, a count at the end, and a status that says whether there is any."""

import pytest
from conftest import Project, python

from jasic.commands import lint


def test_a_sound_project(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    assert lint.main([str(project.folder)]) == 0
    assert capsys.readouterr().out == "4 pages, 2 records, 2 sources: no mistakes\n"


def test_mistakes(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    project.change("events.md", ":people: yue-xin", ":people: yue-xn")
    assert lint.main([str(project.folder)]) == 1
    mistake, count = capsys.readouterr().out.splitlines()
    assert mistake.startswith("docs/events.md:6: [unknown-person] ")
    assert count == "4 pages, 2 records, 2 sources: 1 mistakes"


@pytest.mark.parametrize(
    ("command", "argument"),
    [("lint", "nowhere"), ("changes", "nowhere"), ("linkcheck", "zhou2018reprot")],
)
def test_a_command_that_is_asked_for_what_is_not_there(command: str, argument: str, project: Project) -> None:
    """As a program of its own; test_commands.py calls them in many other ways, from here."""
    run = python("-m", f"jasic.commands.{command}", argument, cwd=project.folder)
    assert run.returncode
    assert " Fix: " in run.stderr and len(run.stderr.splitlines()) == 1
    assert not (project.docs / "reference").exists()


def test_a_first_page_that_is_gone(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    (project.docs / "index.md").unlink()
    assert lint.main([str(project.folder)]) == 1
    told = capsys.readouterr().out.splitlines()[0]
    assert told.endswith("Fix: take the page back whose contents lead to all others: git checkout docs/index.md.")


@pytest.mark.parametrize("name", ["search", "genindex", "404", "cite/events"])
def test_a_page_of_which_the_website_would_take_the_place(
    name: str, project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where all folders are published, as in a small project of one's own."""
    project.add_page(name, "# Words of somebody\n")
    assert lint.main([str(project.folder)]) == 1
    told = f"docs/{name}.md:1: [page-name] the website makes a page of this name itself. Fix: call it otherwise."
    assert capsys.readouterr().out.splitlines()[0] == told


def test_a_photograph_as_a_camera_makes_it_is_to_be_saved_anew(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    """And not called a page, as other files that lie where they must not."""
    project.say("![A gate](gate.jpg)")
    (project.docs / "gate.jpg").write_bytes(bytes(2_000_001))
    assert lint.main([str(project.folder)]) == 1
    told = "docs/gate.jpg:1: [stray-file] the file is larger than 2,000,000 bytes. Fix: save it anew, small and"
    assert capsys.readouterr().out.startswith(told)
