"""Templates: printed or added where they belong, named by the linter until they are filled in, never in the way."""

from pathlib import Path

import pytest
from conftest import Project, python

from jasic.commands.new import main
from jasic.model.record_kinds import KINDS
from jasic.rules.check import check

PAGE = """# Events

:::{event} raid
:title: The raid
:date: 2018-08-24
:certainty: documented
:arena: plant

Police came {cite:p}`yue2018letter`.
:::

## What followed

| Day | Arrests |
|---|---|
| 24 August | 50 |
"""


@pytest.fixture
def folder(project: Project, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project as a contributor stands in it; `docs/events.md` has a table below its last record."""
    project.write("events.md", PAGE)
    monkeypatch.chdir(project.folder)
    return project.folder


def files(folder: Path) -> dict[Path, bytes]:
    return {file: file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def lines_to_fill_in(path: str) -> set[int]:
    """The lines of a file that the linter names as the template's."""
    _, mistakes = check("docs")
    return {mistake.line for mistake in mistakes if (mistake.path, mistake.rule) == (path, "placeholder")}


@pytest.mark.parametrize("kind", KINDS)
def test_every_line_of_a_template_is_named_until_it_is_filled_in(
    folder: Path, capsys: pytest.CaptureFixture[str], kind: str
) -> None:
    assert main([kind, "new-one"]) == 0
    printed = capsys.readouterr().out
    page = folder / "docs" / "template.md"
    page.write_text(f"# Template\n\n{printed}", encoding="utf-8")
    lines = page.read_text(encoding="utf-8").split("\n")
    marked = {number for number, line in enumerate(lines, 1) if "…" in line}
    required = [f":{name}:" for name, option in KINDS[kind].options.items() if option.required]
    assert [line.split()[0] for line in lines if line.startswith(":") and line[1] != ":"] == required
    assert marked == lines_to_fill_in("docs/template.md")
    assert len(marked) >= len(required) + 1


@pytest.mark.parametrize("kind", KINDS)
def test_what_else_may_be_written_is_said_beside_the_template(
    folder: Path, capsys: pytest.CaptureFixture[str], kind: str
) -> None:
    main([kind, "new-one"])
    out, err = capsys.readouterr()
    for name, option in KINDS[kind].options.items():
        assert f"  :{name}: {option.help}" in err
        assert option.required or f":{name}:" not in out


def test_taking_the_sign_away_does_not_make_a_template_a_text(project: Project, folder: Path) -> None:
    main(["place", "new-one", "docs/events.md"])
    project.change("events.md", "there …", "there")
    assert max(lines_to_fill_in("docs/events.md")) == 15


def test_a_count_has_two_figures_and_a_place_needs_no_citation(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["count", "new-count"])
    assert capsys.readouterr().out.count("\n- ") == 2
    main(["place", "new-place"])
    assert "cite" not in capsys.readouterr().out


def test_a_template_once_filled_in_is_sound(project: Project, folder: Path) -> None:
    main(["event", "march", "docs/events.md"])
    filled_in = {"title": "The march", "date": "2018-08-25", "certainty": "reported", "arena": "plant"}
    for option, words in filled_in.items():
        project.change("events.md", f":{option}: …", f":{option}: {words}")
    prompt = f"{KINDS['event'].prompt} … {{cite:p}}`key`"
    project.change("events.md", prompt, "They marched {cite:p}`yue2018letter`.")
    assert check("docs")[1] == []


def test_a_record_is_added_below_the_last_and_above_what_follows(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["event", "march", "./docs/events.md"]) == 0
    text = (folder / "docs" / "events.md").read_text(encoding="utf-8")
    before, after = PAGE.split("## What followed")
    assert text.startswith(f"{before}:::{{event}} march\n")
    assert text.endswith(f":::\n\n## What followed{after}")
    assert "docs/events.md" in capsys.readouterr().out


def test_a_record_is_added_at_the_end_of_a_page_without_records(folder: Path) -> None:
    main(["event", "march", "docs/index.md"])
    text = (folder / "docs" / "index.md").read_text(encoding="utf-8")
    assert "```\n\n:::{event} march\n" in text
    assert text.endswith("\n:::\n")


def test_a_source_is_added_where_its_key_belongs(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["source", "zhao2018word", "references.bib"]) == 0
    text = (folder / "references.bib").read_text(encoding="utf-8")
    assert [line for line in text.split("\n") if line.startswith("@")] == [
        "@online{yue2018letter,",
        "@online{zhao2018word,",
        "@online{zhou2018report,",
    ]
    assert "%" not in text
    lines = text.split("\n")
    assert lines_to_fill_in("references.bib") == {number for number, line in enumerate(lines, 1) if "…" in line}
    rules = {mistake.rule for mistake in check("docs")[1]}
    assert rules == {"placeholder"}
    said = capsys.readouterr().err
    assert "@incollection: author, booktitle, date" in said
    assert "stream: what kind of witness it is; one of workers, press" in said


def test_a_source_is_only_printed_without_a_file(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = files(folder)
    assert main(["source", "zhao2018word"]) == 0
    assert capsys.readouterr().out.startswith("@online{zhao2018word,\n")
    assert files(folder) == before


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["evnt", "march"], "there is no kind 'evnt'. Fix: did you mean 'event'."),
        (["event", "March"], "'March' cannot be an id. Fix: write small letters"),
        (["event", "march_2"], "'march_2' cannot be an id"),
        (["event", "march\n\u202e"], "'march\\n\\u202e' cannot be an id. Fix: write small letters"),
        (["event", "svg-menu"], "the site itself has addresses such as 'svg-menu'. Fix: choose"),
        (["event", "a" * 61], "the id has 61 characters. Fix: shorten it to 60."),
        (["event", "raid"], "docs/events.md:3: [duplicate-id] the id 'raid' is taken by an event. Fix:"),
        (["person", "raid", "docs/index.md"], "docs/events.md:3: [duplicate-id]"),
        (["event", "march", "docs/event.md"], "there is no page docs/event.md. Fix: did you mean 'docs/events.md'."),
        (["event", "march", "docs/conf.py"], "there is no page docs/conf.py. Fix: "),
        (["event", "march", "references.bib"], "there is no page references.bib. Fix: "),
        (["source", "Zhao2018Word"], "'Zhao2018Word' cannot be the key of a source. Fix: "),
        (["source", "zhou2018report", "references.bib"], "references.bib:17: [duplicate-source] the key"),
        (["source", "zhao2018word", "docs/events.md"], "docs/events.md is not the bibliography. Fix: write references"),
    ],
)
def test_rubbish_changes_nothing_and_is_named(
    folder: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    before = files(folder)
    assert main(arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(said)
    assert files(folder) == before


@pytest.mark.parametrize(
    ("file", "broken", "rule"),
    [
        ("docs/events.md", PAGE.replace("\n:::\n", "\n").encode(), "unclosed-fence"),
        ("docs/events.md", PAGE.encode("utf-8").replace(b"Police", b"\xb9\xfa"), "not-utf8"),
        ("references.bib", b"@online{yue2018letter, title = {x}\n", "source-syntax"),
        ("references.bib", b"A remark.\n", "source-text"),
    ],
)
def test_nothing_is_added_to_a_file_that_cannot_be_read_whole(
    folder: Path, capsys: pytest.CaptureFixture[str], file: str, broken: bytes, rule: str
) -> None:
    (folder / file).write_bytes(broken)
    before = files(folder)
    arguments = ["event", "march"] if file.endswith(".md") else ["source", "zhao2018word"]
    assert main([*arguments, file]) == 2
    assert f"[{rule}]" in capsys.readouterr().err
    assert files(folder) == before


def test_the_command(folder: Path) -> None:
    command = ("-m", "jasic.commands.new", "event", "march", "docs/events.md")
    assert python(*command, cwd=folder).stdout.startswith("Added to docs/events.md")
    assert {".events.md.new"}.isdisjoint(file.name for file in (folder / "docs").iterdir())
    assert python(*command[:2], cwd=folder).returncode == 2
