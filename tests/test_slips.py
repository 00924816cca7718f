"""Honest slips: what a contributor mistypes, and the exact lines that the linter prints for it.

The files of tests/slips/ hold one kind each. The text of a slip is the rest of the page timeline/slip.md below its
title; with `file` it is that file, and of the bibliography and the aliases what stands above their sound lines.
"""

import shutil
import tomllib
from pathlib import Path
from typing import Any

import pytest
from conftest import DOCS, REFERENCES, ROOT, Project, claim, python, record

from jasic.rules.check import Known, check

SLIPS = [
    pytest.param(slip, id=f"{file.stem}: {slip['name']}")
    for file in sorted((ROOT / "tests" / "slips").glob("*.toml"))
    for slip in tomllib.loads(file.read_text("utf-8"))["slip"]
]
PAGE, ALIASES = "timeline/slip.md", "about/search.tsv"
MEETING = {"title": "Ten people meet", "date": "2018-07-20", "certainty": "reported", "arena": "plant"}
MEETING |= {"place": "shenzhen", "people": "wang-hua", "organisations": "reading-club"}
WANG_HUA = {"name": "Wang Hua", "zh": "王华", "role": "student", "status": "studying", "status-date": "2018-12"}
WANG_HUA |= {"status-source": "zhou2018report"}
LETTER = {"title": "An open letter", "date": "2018-08-19", "author": "Li Ming", "source": "li2018letter"}
QUESTION = {"topic": "independence", "source": "zhou2018report"}
SOUND = {
    "index.md": """# Small

```{toctree}
:glob:

timeline/*
people/*
organisations/*
places/*
documents/*
debate/questions/*
reference/*
about/*
```
""",
    "timeline/meeting.md": "# The meeting\n\n## Who came\n\n"
    + record("event", "first-meeting", "They met {cite:p}`zhou2018report`.", **MEETING),
    "people/wang-hua.md": "# Wang Hua\n\n"
    + record("person", "wang-hua", "Two reports name her {cite:p}`li2018letter,zhou2018report`.", **WANG_HUA),
    "organisations/clubs.md": "# Clubs\n\n"
    + record(
        "organisation",
        "reading-club",
        "It read {cite:p}`li2018letter`.",
        **{"name": "The reading club", "role": "club of students"},
    ),
    "places/cities.md": "# Cities\n\n" + record("place", "shenzhen", "A city.", name="Shenzhen"),
    "documents/letters.md": "# Letters\n\n"
    + record("document", "open-letter", "It asks {cite:p}`li2018letter`.", **LETTER),
    "debate/questions/independence.md": "# Were they independent?\n\n"
    + claim("a-they-were", "They decided alone.", title="They were", by="A", **QUESTION)
    + claim("x-they-were-not", "They did not.", title="They were not", by="X", answers="a-they-were", **QUESTION),
    "reference/glossary.md": """# Glossary

```{glossary}
formal arrest
  A step of the law.
```
""",
    "reference/bibliography.md": "# Bibliography\n\n```{bibliography}\n```\n",
    "about/method.md": "# Method\n\n## Sources\n\nWe cite.\n",
    ALIASES: "wang-hua\tthe student from the south\n",
    REFERENCES: """@online{li2018letter,
  author           = {李, 明},
  sortname         = {Li, Ming},
  title            = {公开信},
  titletranslation = {An open letter},
  date             = {2018-08-19},
  url              = {https://example.org/letter},
  langid           = {zh-Hans},
  stream           = {workers},
  seen             = {full},
}

@article{zhou2018report,
  author       = {Zhou, Min},
  title        = {A report},
  journaltitle = {A newspaper},
  date         = {2018-08-25},
  url          = {https://example.org/report},
  langid       = {en},
  stream       = {press},
  outlet       = {A newspaper},
  seen         = {full},
}
""",
}


def lay_sound(root: Path) -> Project:
    """A project without a mistake."""
    shutil.copy(ROOT / "pyproject.toml", root)
    return Project(root, {**SOUND, "conf.py": (DOCS / "conf.py").read_text(encoding="utf-8")})


def lay_over(project: Project, slip: dict[str, Any]) -> str:
    """Make a slip in the project; returns the name of the file."""
    name = {"references.bib": REFERENCES}.get(slip.get("file", PAGE), slip.get("file", PAGE))
    above, below = ("# Slip\n\n" if name == PAGE else ""), (SOUND[name] if name in (REFERENCES, ALIASES) else "")
    project.write(name, above + slip["text"] + below)
    return str(name)


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> tuple[Project, Known]:
    """The sound project and what reading it finds, so that only the slip of each test is read."""
    project, known = lay_sound(tmp_path_factory.mktemp("sound")), Known()
    _, mistakes = check(project.docs, known)
    assert not mistakes
    return project, known


@pytest.mark.parametrize("slip", SLIPS)
def test_slip_is_named_with_its_cause_and_cure(slip: dict[str, Any], read: tuple[Project, Known]) -> None:
    project, known = read
    name = lay_over(project, slip)
    try:
        _, mistakes = check(project.docs, dict(known))
    finally:
        if name in SOUND:
            project.write(name, SOUND[name])
        else:
            (project.docs / name).unlink()
    assert [str(mistake) for mistake in mistakes] == slip["expected"]
    assert 0 < len(mistakes) <= 3, "one slip has one cause, and is not buried under its consequences"


def test_there_are_many_slips() -> None:
    names = [slip.id for slip in SLIPS]
    assert len(names) == len(set(names)) >= 180


@pytest.mark.parametrize("encoding", ["cp1252", "ascii"])
def test_a_console_without_chinese_shows_the_message(encoding: str, tmp_path: Path) -> None:
    lay_over(lay_sound(tmp_path), {"text": ":::{event} 第二次\n:title: 第二次\n:::\n"})
    console = {"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
    run = python("-m", "jasic.commands.lint", str(tmp_path), environment=console, encoding=encoding)
    assert run.returncode == 1
    assert r"[bad-id] '\u7b2c\u4e8c\u6b21' cannot be an id" in run.stdout
    assert "Traceback" not in run.stderr
