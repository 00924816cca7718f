"""The book: what a reader finds in it, and the character that no font has."""

import zipfile

import pypdf
import pytest


@pytest.fixture(scope="module")
def book(site):
    return pypdf.PdfReader(site / "pdf" / "jasic.pdf")


def test_it_has_an_outline_with_parts_and_chapters(book):
    titles = [item.title for item in book.outline if not isinstance(item, list)]
    assert {"What happened", "The debate", "Reference", "Index"} <= set(titles)


def test_english_chinese_and_the_index_are_printed(book):
    text = "".join(page.extract_text() for page in book.pages)
    for shown in ("Riot police clear", "岳昕", "张聖業"[1:], "Bibliography", "formal arrest", "中文"):
        assert shown in text


def test_links_inside_the_book_lead_to_pages_of_it(book):
    named = book.named_destinations
    links = [note.get_object() for page in book.pages for note in page.get("/Annots", ())]
    inside = [
        link["/Dest"] if "/Dest" in link else link["/A"].get("/D") for link in links if link["/Subtype"] == "/Link"
    ]
    inside = [target for target in inside if target is not None]
    assert len(inside) > 1000
    assert all(not isinstance(target, str) or target in named for target in inside)


def test_running_heads_name_the_part(book):
    assert "What happened" in book.pages[20].extract_text()[:200]


def test_a_character_without_a_glyph_stops_the_build_and_is_named(project):
    project.change("events.md", "Police came", "Police came 🦄")
    result = project.build(out="pdf", builder="pdf")
    assert result.returncode != 0
    assert "events" in result.stderr
    assert "U+1F984 UNICORN FACE" in result.stderr
    assert not (project.folder / "pdf" / "jasic.pdf").exists()


def test_the_e_book_has_names_backlinks_and_sources(project):
    result = project.build(out="epub", builder="epub")
    assert result.returncode == 0, result.stderr
    (file,) = (project.folder / "epub").glob("*.epub")
    with zipfile.ZipFile(file) as book:
        person = book.read("yue-xin.xhtml").decode()
        assert "岳昕" in person
        assert "Appears in" in person
        assert "events.xhtml#raid" in person
        assert "Archived copy" in book.read("sources.xhtml").decode()
