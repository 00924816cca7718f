"""What a page reads of the project is noted, and only what it has read makes it outdated."""

from __future__ import annotations

import ast
from typing import Any

import pytest
from conftest import DOCS

from jasic.model.dependencies import Dependencies
from jasic.model.project import Project
from jasic.model.records import Page, Record, Reference, Value
from jasic.model.sources import Source


def project(title: str = "The raid", line: int = 1, **options: str) -> Project:
    """Two pages: an event, and a person whom it names."""
    values = {
        name: Value(text, line)
        for name, text in {"title": title, "date": "2018-08-24", "people": "li", **options}.items()
    }
    raid = Record("event", "raid", "events", "docs/events.md", line, values)
    li = Record("person", "li", "people", "docs/people.md", line, {"name": Value("Li", line)})
    uses = [Reference("person", "li", line, "raid"), Reference("source", "key", line, "raid")]
    pages = [
        Page("events", "docs/events.md", "Events", records=[raid], references=uses),
        Page("people", "docs/people.md", "People", records=[li]),
    ]
    source = Source("key", "online", line, {"title": Value("A report", line)})
    return Project({page.docname: page for page in pages}, {"key": source})


def differs_after(read: Any, before: Project, after: Project) -> bool:
    """Whether a page that reads something of a project finds something else in another one."""
    first, second = Dependencies(before), Dependencies(after)
    read(first.project_for("page"))
    first.close("page")
    return any(first.digest(dependency) != second.digest(dependency) for dependency in first.by_page["page"])


@pytest.mark.parametrize(
    ("read", "after", "differs"),
    [
        (lambda project: project.records["raid"].title, project("The dawn raid"), True),
        (lambda project: project.records["raid"].docname, project("The dawn raid"), False),
        (lambda project: project.find("raid").get("date"), project(date="2018-07-27"), True),
        (lambda project: project.records["raid"].values, project(date="2018-07-27"), False),  # nothing is read of them
        (lambda project: list(project.records["raid"].values), project(place="beijing"), True),
        (lambda project: project.records["raid"].values["title"], project(line=9), False),
        (lambda project: project.find("dawn"), project("dawn"), True),
        (lambda project: project.of_kind("event"), project("The dawn raid"), False),
        (lambda project: [event.title for event in project.of_kind("event")], project("The dawn raid"), True),
        (lambda project: project.appearances("person", "li"), project(line=9), False),
        (lambda project: project.appearances("person", "li")[0][0].title, project("The dawn raid"), True),
        (lambda project: project.inverses(project.records["li"]), project(line=9), False),
        (lambda project: project.cited_in(project.records["raid"]), Project({}, {}), True),
        (lambda project: project.sources["key"].get("title"), Project({}, {}), True),
        (lambda project: "other" in project.sources, project(), False),
        (lambda project: project.claims_on.get("irony"), project("The dawn raid"), False),
    ],
)
def test_only_what_was_read_counts(read: Any, after: Project, differs: bool) -> None:
    assert differs_after(read, project(), after) == differs


@pytest.mark.parametrize(
    ("after", "differs"),
    [
        (project(line=9), False),
        (project("The dawn raid"), True),
        (project(place="beijing"), True),
        (Project({}, {}), True),
    ],
)
def test_a_record_that_says_the_same_has_the_same_digest(after: Project, differs: bool) -> None:
    thing = ("records", "raid")
    before = Dependencies(project())
    assert (before.digest_of_whole(thing) != Dependencies(after).digest_of_whole(thing)) == differs


def test_a_dependency_names_what_it_is_about() -> None:
    with pytest.raises(TypeError, match="cannot be part of a dependency"):
        Dependencies(project()).project_for("page").find(project())  # type: ignore[arg-type]


# What the writers of nodes may read of the environment: the page itself, and the domain that hands out the project.
OF_THE_PAGE = {"get_domain", "current_document", "srcdir", "note_dependency"}


def test_whatever_writes_nodes_reads_the_project_alone() -> None:
    writing = [DOCS / "_ext" / "jasic" / folder for folder in ("nodes", "figures", "views", "transforms")]
    for file in (file for folder in writing for file in folder.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_bytes())):
            if isinstance(node, ast.Attribute) and ast.unparse(node.value).endswith("env"):
                assert node.attr in OF_THE_PAGE, f"{file.name}:{node.lineno}"
