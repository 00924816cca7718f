"""The edition: one version and one day, which pages, data and citation all say."""

import json
import subprocess
import tomllib
from importlib import import_module
from pathlib import Path

import pytest
import yaml
from conftest import DOCS, ROOT, Project

from jasic.model.publication import Edition
from jasic.reading.edition import EPOCH, day_of

VERSION = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
DAY, SECONDS = "2026-11-28", "1795860000"


def git(folder: Path, *arguments: str, given: str = "") -> str:
    """What git says, which may be given something to read."""
    command = ["git", "-c", "user.name=Somebody", "-c", "user.email=somebody@example.org", *arguments]
    return subprocess.run(command, cwd=folder, input=given, check=True, capture_output=True, text=True).stdout


def committed(project: Project) -> None:
    git(project.folder, "init")
    git(project.folder, "add", ".")
    git(project.folder, "commit", "-m", "Pages", "--date", "2020-01-01T00:00:00Z")


@pytest.fixture(autouse=True)
def without_a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(EPOCH, raising=False)


def test_the_day_is_that_of_the_commit(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    assert day_of(project.docs) == ""
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2021-02-03T23:30:00-05:00")
    committed(project)
    assert day_of(project.docs) == "2021-02-04"  # in UTC, wherever it is built
    monkeypatch.setenv(EPOCH, SECONDS)
    assert day_of(project.docs) == DAY


def test_what_git_log_would_say_besides_is_no_day(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2021-02-03T12:00:00Z")
    committed(project)
    signer = project.folder / "signer"
    signer.write_text("#!/bin/sh\necho signed by somebody >&2\n", encoding="utf-8")
    signer.chmod(0o755)
    signature = "\ngpgsig -----BEGIN PGP SIGNATURE-----\n -----END PGP SIGNATURE-----\n\n"
    signed = git(project.folder, "cat-file", "commit", "HEAD").replace("\n\n", signature, 1)
    made = git(project.folder, "hash-object", "-t", "commit", "-w", "--stdin", given=signed)
    git(project.folder, "update-ref", "HEAD", made.strip())
    git(project.folder, "config", "gpg.program", str(signer))
    git(project.folder, "config", "log.showSignature", "true")
    assert day_of(project.docs) == "2021-02-03"


def test_the_day_of_a_repository_around_a_copy_is_not_its_own(tmp_path: Path) -> None:
    (tmp_path / "copy").mkdir()
    project = Project(tmp_path / "copy")
    (tmp_path / "notes.txt").write_text("Of somebody", encoding="utf-8")
    git(tmp_path, "init")
    git(tmp_path, "add", "notes.txt")
    git(tmp_path, "commit", "-m", "Notes")
    assert day_of(project.docs) == ""


@pytest.mark.parametrize("seconds", ["1e9", "-1", "\u00b2", "9" * 14, "today"])
def test_what_is_no_time_in_the_environment_is_named(
    seconds: str, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    import_module("sphinx.builders.gettext")  # where Sphinx itself fails at some of them; `nox -s docs` looks before
    monkeypatch.setenv("SOURCE_DATE_EPOCH", seconds)
    assert project.failed().startswith(f"SOURCE_DATE_EPOCH is '{seconds}', which is no time. Fix: ")


@pytest.mark.parametrize("language", ["", "../x", "C", "Chinese"])
def test_what_is_no_language_is_named(language: str, project: Project) -> None:
    said = project.failed(options=("-D", f"language={language}"))
    assert said.startswith(f"'{language}' is no language. Fix: ")


def test_pages_and_data_say_the_edition_and_are_renewed_with_it(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.built()
    assert '<p class="edition">Edition 1</p>' in project.page("events")
    monkeypatch.setenv(EPOCH, SECONDS)
    project.built()
    for page in ("index", "events", "yue-xin"):
        assert '<p class="edition">Edition 1, 28 November 2026</p>' in project.page(page), page
    data = json.loads((project.folder / "html/data/events.json").read_text(encoding="utf-8"))
    assert data["edition"] == {"version": "1", "date": DAY}


def test_the_citation_of_the_whole_and_the_list_of_changes_name_this_edition() -> None:
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert citation["version"] == VERSION
    changes = (DOCS / "about" / "changes.md").read_text(encoding="utf-8")
    newest = changes.partition("\n## ")[2].partition("\n")[0]
    assert newest == Edition(VERSION, citation["date-released"]).in_words()


def test_an_edition_in_words() -> None:
    assert Edition("2026.11", DAY).in_words() == "Edition 2026.11, 28 November 2026"
    assert Edition("2026.11").in_words() == "Edition 2026.11"
