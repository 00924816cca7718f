"""A reader sees one kind of quotation marks, whoever has typed which."""

import re

import pytest
from conftest import EVENTS, Project

from jasic.model.quotes import typographic


@pytest.mark.parametrize(
    ("typed", "before", "printed"),
    [
        ("the workers' case", "", "the workers’ case"),
        ("'s letter", "n", "’s letter"),
        ("'tis said", "", "‘tis said"),
        ("\"Not 'we'\", she said", "", "“Not ‘we’”, she said"),
        ('("so")', "", "(“so”)"),
        ('落马"一脸杀气"的"老政法"', "", "落马“一脸杀气”的“老政法”"),
        ('"工会"', "", "“工会”"),
        ("called 工会's", "", "called 工会’s"),
        ("“as it is”", "", "“as it is”"),
    ],
)
def test_marks_open_and_close(typed: str, before: str, printed: str) -> None:
    assert typographic(typed, before) == printed


def test_titles_links_and_figures_have_the_marks_of_the_text(project: Project) -> None:
    project.write("events.md", EVENTS.replace(":title: The raid", """:title: The "raid" on the workers' flat"""))
    project.change("yue-xin.md", "{event}`raid`", "{event}`raid`'s day, `it's code`, and")
    project.built()
    title = "The “raid” on the workers’ flat"
    for name in ("events", "yue-xin"):
        shown = re.sub(r"<[^>]+>", "", project.page(name).partition("<body")[2])
        assert title in shown
        assert 'The "raid"' not in shown and "workers' flat" not in shown
    assert f"{title}</a>’s day" in re.sub(r"</?span[^>]*>", "", project.page("yue-xin"))
    assert "it's code" in project.page("yue-xin").replace("&#39;", "'").replace("&#x27;", "'")
