"""Every rule has a folder in mistakes/ with a page or a bibliography that breaks it, and what is printed then.

The folder holds one file, laid over a small project, and `expected.txt`, the exact output. The
catalogue in the documentation shows the same files. Run with JASIC_EXPECT=write to write the
expectations of new folders, then read them.
"""

import os
from pathlib import Path

import pytest
from conftest import GLOSSARY, ROOT, Project, Reading

from jasic import mistake_catalogue
from jasic.mistake_catalogue import WRITE
from jasic.rules.check import check
from jasic.rules.registry import RULES

FOLDERS = sorted((ROOT / "tests" / "mistakes").iterdir())
INDEX = "# Small\n\n```{{toctree}}\n:glob:\n\n*\n{}\n```\n"
UNLISTED = "documents"  # where the example of a page lies that no contents name


def mistakes_in(folder: Path, project: Project) -> str:
    """What the linter prints when the files of a folder are laid over a sound project."""
    (project.docs / "timeline").mkdir()
    (project.docs / "events.md").rename(project.docs / "timeline" / "events.md")
    project.write("words.md", GLOSSARY)
    for file in folder.rglob("*"):
        if file.is_file() and file.name != "expected.txt":
            place = project.folder if file.name == "references.bib" else project.docs
            target = place / file.relative_to(folder)
            target.parent.mkdir(parents=True, exist_ok=True)
            sound = target.read_text(encoding="utf-8") if target.name == "references.bib" else ""
            target.write_bytes(file.read_bytes() + sound.encode())
    folders = {page.parent.relative_to(project.docs).as_posix() for page in project.docs.glob("*/**/*.md")}
    contents = "\n".join(f"{name}/*" for name in sorted(folders - {UNLISTED}))
    project.write("index.md", INDEX.format(contents))
    _, mistakes = check(project.docs)
    return "".join(f"{mistake}\n" for mistake in mistakes)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_mistake_is_named_with_place_and_cure(folder: Path, project: Project) -> None:
    printed, expected = mistakes_in(folder, project), folder / "expected.txt"
    if os.environ.get("JASIC_EXPECT") == "write" and not expected.exists():
        expected.write_text(printed, encoding="utf-8")
    assert expected.exists(), f"what is printed has not been written down. Fix: {WRITE}."
    assert printed == expected.read_text(encoding="utf-8")
    assert f"[{folder.name}]" in printed


def test_every_rule_has_a_folder_and_every_folder_a_rule() -> None:
    assert {folder.name for folder in FOLDERS} == {rule.name for rule in RULES}


def test_the_project_itself_has_no_mistake(reading: Reading) -> None:
    assert not reading.mistakes


@pytest.mark.parametrize(("names", "told"), [(["bad-id/expected.txt"], "bad-id has no example"), ([], "is not there")])
def test_a_catalogue_that_is_not_whole_is_named(
    names: list[str], told: str, project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mistake_catalogue, "FOLDER", tmp_path / "mistakes")
    for name in names:
        (tmp_path / "mistakes" / name).parent.mkdir(parents=True)
        (tmp_path / "mistakes" / name).write_text("x.md:1: [bad-id] no id. Fix: write one.", encoding="utf-8")
    project.write("sources.md", "# Sources\n\n```{bibliography}\n```\n\n```{catalogue-of-mistakes}\n```\n")
    said = project.failed()
    assert told in said and "Fix: " in said
