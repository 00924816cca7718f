"""Words for one medium: the website says how it is used, the book and the e-book how they are."""

import re
import zipfile

from conftest import Project

MEDIA = """# Guide

[Who cannot turn the leaf reads on.]{.book-only} Point at a name.

[On a screen press a key; see [events](/events.md).]{.website-only}

- [A leaf]{.book-only}
- A [*Taste*]{.website-only .language-de}

:::{warning}
[Turn the leaf.]{.book-only}
:::

> [Turn the leaf.]{.book-only}

Leaf
: [Turn the leaf.]{.book-only}

:::{dropdown} Leaves
[Turn the leaf.]{.book-only}
:::

::::{tab-set}
:::{tab-item} Leaves
[Turn the leaf.]{.book-only}
:::
::::

::::{note}
[Turn the leaf.]{.book-only}

:::{chronology}
:::
::::

[In the book turn the leaf.]{.book-only} Both say *who* [with a shape]{.website-only}[in brackets]{.book-only}.
"""


def test_each_medium_has_its_own_words_and_no_empty_paragraph(project: Project) -> None:
    project.add_page("guide", MEDIA)
    project.built()
    page = (project.folder / "html" / "guide.html").read_text(encoding="utf-8")
    assert "press a key" in page and "with a shape." in re.sub("<[^>]+>", "", page)
    assert "turn the leaf" not in page and "in brackets" not in page
    assert "website-only" not in page and "<p></p>" not in page
    assert "Warning" not in page and "<blockquote" not in page and "<dl" not in page
    assert "sd-dropdown" not in page and "sd-tab-set" not in page, "a box without words, whatever its title"
    assert "The raid" in page, "a box with a view in it is not empty"
    assert 'lang="de"' in page and "<li></li>" not in re.sub(r"\s", "", page)

    project.built("epub")
    with zipfile.ZipFile(next((project.folder / "epub").glob("*.epub"))) as book:
        name = next(name for name in book.namelist() if "guide" in name)
        page = book.read(name).decode("utf-8")
    assert "turn the leaf" in page and "in brackets." in re.sub("<[^>]+>", "", page)
    assert "press a key" not in page and "with a shape" not in page
    assert "book-only" not in page and "<p></p>" not in page
