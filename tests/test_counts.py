"""A count is kept in one place: its figures are shown wherever a page names it, and are exported with who says so."""

import json
import re

import pytest
from conftest import Project

from jasic.rules.check import check

COUNT = """# Numbers

:::{count} taken
:title: People taken
:date: 2018-08-24
:taken: yes

- about 50: {person}`Yue <yue-xin>`, in a letter {cite:p}`yue2018letter`; a student {cite:p}`zhou2018report{p. 3}`
- 60: {cite:t}`zhou2018report`, with 10 workers
:::
"""
PAGE = "# August\n\nIt is disputed.\n\n:::{count-figures} taken\n:::\n"


@pytest.fixture
def counted(project: Project) -> Project:
    project.add_page("numbers", COUNT)
    project.add_page("august", PAGE)
    return project


def rows(html: str) -> list[list[str]]:
    """The cells of the tables of counts on a page, in words."""
    (table,) = re.findall(r'<table class="[^"]*count[^"]*".*?</table>', html, re.DOTALL)
    cells = (re.findall(r"<t[hd].*?</t[hd]>", row, re.DOTALL) for row in re.findall(r"<tr.*?</tr>", table, re.DOTALL))
    return [[re.sub(r"\s+", " ", re.sub("<[^>]*>", "", cell)).strip() for cell in row] for row in cells]


def test_another_page_shows_what_the_count_says(counted: Project) -> None:
    counted.built()
    there, here = counted.page("numbers"), counted.page("august")
    assert rows(here) == rows(there)
    assert [row[0] for row in rows(here)] == ["Figure", "about 50", "60"]
    assert "Yue, in a letter" in rows(here)[1][1] and "p. 3" in rows(here)[1][1]
    assert 'href="numbers.html#taken"' in here and "yue-xin.html" in here
    assert re.findall(r"<svg.*?</svg>", here, re.DOTALL)


def test_a_count_of_an_event_is_drawn_once_on_a_page_that_shows_it(counted: Project) -> None:
    counted.change("numbers.md", ":taken: yes", ":taken: yes\n:event: raid")
    counted.built()
    assert counted.page("events").count('aria-label="People taken"') == 1
    counted.append("events.md", "\n## What is disputed\n\n:::{count-figures} taken\n:::\n")
    page = counted.built().page("events")
    assert page.count('aria-label="People taken"') == 1
    assert "</strong>: about 50; 60" in page


def test_whoever_says_so_is_exported_in_words(counted: Project) -> None:
    counted.build()
    data = json.loads((counted.folder / "html" / "data" / "counts.json").read_text(encoding="utf-8"))
    (count,) = data["records"]
    assert [figure["who"] for figure in count["figures"]] == [
        "Yue, in a letter; a student",
        "A newspaper, with 10 workers",
    ]
    assert count["taken"] == "yes"


def test_a_count_that_is_not_there_is_named(counted: Project) -> None:
    counted.change("august.md", "taken\n:::", "takn\n:::")
    _, mistakes = check(counted.docs)
    assert [str(mistake) for mistake in mistakes] == [
        "docs/august.md:5: [unknown-count] no count has the id 'takn'. Fix: did you mean 'taken'."
    ]
