"""The book: what a reader finds in it, pictures and notes, and the character that no font has."""

import struct
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from typing import Any

import pypdf
import pytest
from conftest import Project
from pypdf.generic import Destination, DictionaryObject

from jasic.model.kinds import KINDS
from jasic.model.markup import CITATION_ROLES, DIRECTIVES, ROLES, VIEWS


def entries(outline: Sequence[Any], level: int = 1) -> Iterator[tuple[int, Destination]]:
    """The entries of an outline with their levels, in order."""
    for item in outline:
        if isinstance(item, list):
            yield from entries(item, level + 1)
        else:
            yield level, item


@pytest.fixture(scope="module")
def openings(book: pypdf.PdfReader) -> dict[str, int]:
    """The position of the page on which each part, chapter or section first begins, by title."""
    openings: dict[str, int] = {}
    for _level, item in entries(book.outline):
        openings.setdefault(str(item.title), book.get_destination_page_number(item) or 0)
    return openings


def test_it_has_an_outline_with_parts_and_chapters(book: pypdf.PdfReader) -> None:
    parts = [item.title for level, item in entries(book.outline) if level == 1]
    assert parts == ["The Jasic Struggle", "What happened", "The debate", "Reference", "Index"]
    chapters = {item.title for level, item in entries(book.outline) if level == 2}
    assert {"Timeline", "People", "Precedents"} <= chapters


def test_english_chinese_and_the_bibliography_are_printed(book_pages: list[str]) -> None:
    text = " ".join(" ".join(book_pages).split())
    words = ("Riot police clear", "岳昕", "聖業", "Yuè Xīn", "Bibliography", "formal arrest", "Appears in")
    assert [word for word in words if word not in text] == []


def test_the_index_has_chinese_names_beside_their_pinyin(book_pages: list[str], openings: dict[str, int]) -> None:
    index = "\n".join(book_pages[openings["Index"] :])
    entries = [line.partition(",")[0] for line in index.splitlines()]
    for names in (["Yu Juncong", "Yú Jùncōng", "余浚聪"], ["Yue Xin", "Yuè Xīn", "岳昕"]):
        begin = entries.index(names[0])
        assert entries[begin : begin + len(names)] == names
    assert "中文" not in index


def test_running_heads_name_the_part_and_the_chapter(book_pages: list[str], openings: dict[str, int]) -> None:
    head = book_pages[openings["Timeline"] + 2].splitlines()[0]
    assert "What happened" in head
    assert "Timeline" in head


def test_links_inside_the_book_lead_to_pages_of_it(book: pypdf.PdfReader) -> None:
    named = book.named_destinations
    links = [note.get_object() for page in book.pages for note in page.get("/Annots", ())]
    inside = [
        link["/Dest"] if "/Dest" in link else link["/A"].get("/D") for link in links if link["/Subtype"] == "/Link"
    ]
    inside = [target for target in inside if target is not None]
    assert len(inside) > 1000
    assert all(not isinstance(target, str) or target in named for target in inside)


# Small books


def png(width: int, height: int) -> bytes:
    """A grey picture."""

    def chunk(name: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))

    rows = zlib.compress((b"\0" + b"\x80" * width) * height)
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


PICTURES = """
![The gate](gate.png){width="50%"}

![The gate in pixels](gate.png){width=96px}

A sign ![small](gate.png){width=12px} in a line.

:::{figure} gate.png
:width: 120px
:alt: The gate again

What stands below it.
:::
"""


NOTES = """
First[^1], second[^2] and first again[^1].

[^1]: Of 岳昕.

[^2]: Of another.
"""


def set_book(project: Project, **settings: str) -> pypdf.PdfReader:
    """The book of a small project with pictures and notes, made on 28 November 2026."""
    (project.docs / "gate.png").write_bytes(png(200, 100))
    project.change("events.md", ":::{chronology}", f"{PICTURES}{NOTES}\n:::{{chronology}}")
    conf = (project.docs / "conf.py").read_text(encoding="utf-8")
    project.write("conf.py", conf + "".join(f"{name} = {value!r}\n" for name, value in settings.items()))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", "1795824000")
        result = project.build(out="pdf", builder="pdf")
    assert result.returncode == 0, result.stderr
    return pypdf.PdfReader(project.folder / "pdf" / "jasic.pdf")


@pytest.fixture(scope="module")
def small_book(tmp_path_factory: pytest.TempPathFactory) -> pypdf.PdfReader:
    return set_book(Project(tmp_path_factory.mktemp("book")), release="2026.11")


def pictures(book: pypdf.PdfReader) -> list[float]:
    """The widths in points at which pictures are printed."""
    widths: list[float] = []

    def note(operator: bytes, operands: Any, matrix: list[float], text_matrix: list[float]) -> None:
        if operator == b"Do":
            widths.append(round(matrix[0], 1))

    for page in book.pages:
        page.extract_text(visitor_operand_before=note)
    return widths


def alternative_texts(book: pypdf.PdfReader) -> set[str]:
    """What a screen reader says of the pictures."""
    count = len(book.xref_objStm) + len(book.xref[0]) + 1
    objects = [item for number in range(1, count) if isinstance(item := book.get_object(number), DictionaryObject)]
    return {str(item["/Alt"]) for item in objects if "/Alt" in item}


def test_pictures_have_their_width_and_their_alternative_text(small_book: pypdf.PdfReader) -> None:
    text_width = 595.28 - 2 * 31 * 72 / 25.4  # of A4, in points
    assert pictures(small_book) == [pytest.approx(width, abs=0.1) for width in (text_width / 2, 72, 9, 90)]
    assert alternative_texts(small_book) == {"The gate", "The gate in pixels", "small", "The gate again"}
    assert "What stands below it." in "".join(page.extract_text() for page in small_book.pages)


def test_a_picture_without_alternative_text_stops_a_strict_build(project: Project) -> None:
    (project.docs / "gate.png").write_bytes(png(20, 10))
    project.change("events.md", ":::{chronology}", ":::{image} gate.png\n:::\n\n:::{chronology}")
    result = project.build(out="pdf", builder="pdf")
    assert result.returncode != 0
    assert "has no text for those who cannot see it" in result.stderr


def test_a_note_that_is_referred_to_twice_is_printed_once(small_book: pypdf.PdfReader) -> None:
    (text,) = [text for page in small_book.pages if "first again" in (text := page.extract_text())]
    assert "First1, second2 and first again1." in " ".join(text.split())
    assert text.count("Of 岳昕.") == 1
    assert text.count("Of another.") == 1


def test_the_edition_has_its_release_and_the_day_of_the_build(small_book: pypdf.PdfReader) -> None:
    assert "Release 2026.11, 28 November 2026" in small_book.pages[0].extract_text()
    assert str(small_book.root_object["/Lang"]) == "en-GB"


def test_a_book_in_another_language_has_its_dates_and_its_region(project: Project) -> None:
    book = set_book(project, language="zh_CN")
    assert "2026年11月28日" in book.pages[0].extract_text().replace(" ", "")
    assert str(book.root_object["/Lang"]) == "zh-CN"


# Every directive and role that pages may use, and what Markdown has besides.
MARKUP = """
## Headings

A term
: and its explanation

1. One
2. Two
   - *inner*
   - **bold**

> A quotation with `code`, H{sub}`2`O and the 2{sup}`nd`, {abbr}`PSB (Public Security Bureau)`.

A line\\
and the next, {doc}`sources`, {ref}`here <genindex>`, {term}`strike`.

---

| A | B |
|---|---:|
| 1 | 2 |

### Smaller

```{code-block} python
print("x")
```

```{glossary}
strike
  Work is stopped.
```

```{image} gate.png
:alt: The gate
```
"""
BOXES = {
    name: f":::{{{name}}} Words\nmore words\n:::\n"
    for name in ("note", "warning", "tip", "important", "seealso", "admonition", "card", "dropdown")
} | {
    "rubric": ":::{rubric} Words\n:::\n",
    "epigraph": ":::{epigraph}\nWords\n\n-- Somebody\n:::\n",
    "grid": "::::{grid}\n:::{grid-item-card} A card\nbody\n:::\n::::\n",
    "tab-set": "::::{tab-set}\n:::{tab-item} One\nbody\n:::\n::::\n",
    "table": ":::{table} A caption\n\n| A |\n|---|\n| 1 |\n\n:::\n",
    "list-table": ":::{list-table} A caption\n:header-rows: 1\n\n* - A\n* - 1\n:::\n",
    "figure": ":::{figure} gate.png\n:alt: The gate\n\nA caption.\n\nA legend.\n:::\n",
}


def test_all_that_pages_may_use_has_a_form_in_the_book(project: Project) -> None:
    text = "\n".join([MARKUP, *BOXES.values()])
    elsewhere = {*KINDS, *VIEWS, "bibliography", "catalogue-of-mistakes", "toctree"}  # in the real pages
    assert [name for name in DIRECTIVES if f"{{{name}}}" not in text and name not in elsewhere] == []
    assert [name for name in ROLES if f"{{{name}}}`" not in text and name not in (*KINDS, *CITATION_ROLES)] == []
    (project.docs / "gate.png").write_bytes(png(20, 10))
    project.write("events.md", (project.docs / "events.md").read_text(encoding="utf-8") + text)
    result = project.build(out="pdf", builder="pdf")
    assert result.returncode == 0, result.stderr


def test_a_character_without_a_glyph_stops_the_build_and_is_named(project: Project) -> None:
    project.change("events.md", "Police came", "Police came 🦄")
    result = project.build(out="pdf", builder="pdf")
    assert result.returncode != 0
    assert "events" in result.stderr
    assert "U+1F984 UNICORN FACE" in result.stderr
    assert not (project.folder / "pdf" / "jasic.pdf").exists()


def test_the_e_book_has_names_backlinks_and_sources(project: Project) -> None:
    result = project.build(out="epub", builder="epub")
    assert result.returncode == 0, result.stderr
    (file,) = (project.folder / "epub").glob("*.epub")
    with zipfile.ZipFile(file) as book:
        person = book.read("yue-xin.xhtml").decode()
        assert "岳昕" in person
        assert "Appears in" in person
        assert "events.xhtml#raid" in person
        assert "Archived copy" in book.read("sources.xhtml").decode()
