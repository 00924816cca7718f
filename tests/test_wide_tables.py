"""A table of many columns is read row by row on a phone, and is as wide as the paper."""

import re
from pathlib import Path

import pytest
from conftest import REAL_THEME, Project
from playwright.sync_api import Page

CASES = """# Cases

| Case | Demands | Outcome |
|---|---|---|
| Shengwulian | a commune on the model of Paris, by force, and delegates who can be recalled | ten years in prison |
| Li Yizhe | laws | {cite:p}`yue2018letter` |

| Version | Article 3 |
|---|---|
| 1992 | the right to join |

| Year | | Place |
|---|---|---|
| 1979 | spring | Beijing |

:::{table} Two articles

| Number | Article |
|---|---|
| 3 | the right to join |
:::
"""


@pytest.fixture(scope="module")
def cases(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of the page with the tables."""
    project = Project(tmp_path_factory.mktemp("cases"))
    project.add_page("cases", CASES)
    project.append("conf.py", REAL_THEME)
    project.built()
    return project.folder / "html" / "cases.html"


def show(page: Page, file: Path, width: int) -> None:
    """Open a file on a screen of this width."""
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(file.as_uri())


def test_the_address_of_a_table_with_a_title_stands_once(cases: Path) -> None:
    addresses = re.findall(r'(?<= id=")[^"]+', cases.read_text(encoding="utf-8"))
    assert len(addresses) == len(set(addresses))
    assert re.search(r'<table [^>]*id="[^"]+"[^>]*>\s*<caption>.*Two articles', cases.read_text(encoding="utf-8"))


def test_only_tables_of_many_columns_name_them_in_each_row(cases: Path) -> None:
    names = re.findall(r'<p class="column-name no-search">(.*?)</p>', cases.read_text(encoding="utf-8"))
    assert names == ["Demands:", "Outcome:", "Demands:", "Outcome:", "Place:"]


def test_a_phone_shows_a_row_as_a_block(cases: Path, page: Page) -> None:
    show(page, cases, 320)
    title, name, words = (
        page.locator(f"table.stacked tbody {part}").first for part in ("td", ".column-name", "td p + p")
    )
    tops = [part.evaluate("part => part.getClientRects()[0].top") for part in (title, name, words)]
    assert tops[0] < tops[1] == tops[2]  # a line, and on the next one the name of the column with the words
    wrapper = page.locator(".table-wrapper").first
    assert wrapper.evaluate("wrapper => wrapper.scrollWidth <= wrapper.clientWidth")


def test_the_name_of_a_table_is_not_squeezed_on_a_phone(cases: Path, page: Page) -> None:
    show(page, cases, 320)
    lines = page.locator("table.stacked").first.evaluate(
        """table => {
            const name = table.createCaption();
            name.textContent = 'What they asked for';
            return name.getBoundingClientRect().height / parseFloat(getComputedStyle(name).lineHeight);
        }"""
    )
    assert lines < 2


def test_a_desk_shows_columns_under_their_names(cases: Path, page: Page) -> None:
    show(page, cases, 1280)
    assert not page.locator(".column-name").first.is_visible()
    assert page.locator("table.stacked thead").first.is_visible()


def test_tables_of_the_same_columns_have_them_at_the_same_places(project: Project, page: Page) -> None:
    head = "| Case | Language | Body | Demands | Response | Outcome |\n|---|---|---|---|---|---|\n"
    short, long = (
        "| A | b | c | d | e | f |\n",
        "| A | of many words | c | d | of many more words than all others | f |\n",
    )
    project.add_page("cases", f"# Cases\n\n{head}{short}\nOthers:\n\n{head}{long}")
    project.append("conf.py", REAL_THEME)
    project.built()
    show(page, project.folder / "html" / "cases.html", 1280)
    places = page.locator("table").evaluate_all(
        "tables => tables.map(table => [...table.tHead.rows[0].cells].map(cell => cell.getBoundingClientRect().left))"
    )
    assert places[0] == places[1]
