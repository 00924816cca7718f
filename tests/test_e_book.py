"""The e-book: what a reading system and its reader find in it, and that it is the same book each time."""

from __future__ import annotations

import os
import posixpath
import re
import shutil
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from xml.etree import ElementTree

import pytest
import tinycss2
from conftest import CLAIMS, SVG, Project
from docutils import nodes
from playwright.sync_api import Page

from jasic.commands import epubcheck
from jasic.ebook import drawings, long_pages, pages, styles, wide_tables
from jasic.figures.counts import Version, count_strip
from jasic.figures.custody import NARROW, custody_line, sign_of
from jasic.model.custody import MEASURES, Situation
from jasic.model.estimates import Estimate
from jasic.nodes.elements import fold

OPF, DC = "{http://www.idpf.org/2007/opf}", "{http://purl.org/dc/elements/1.1/}"
XHTML, OPS = "{http://www.w3.org/1999/xhtml}", "{http://www.idpf.org/2007/ops}"
INDEX = """# Small

```{toctree}
:caption: What happened

events
yue-xin
```

```{toctree}
:caption: Reference

about/index
sources
```
"""
ABOUT = """# About

- [Method](/about/method.md): how it is made.
- [Building](/about/building.md): for those who change it.

Who wants to help reads [about building](/about/building.md) first.

```{toctree}
method
building
/answers/asked
```
"""
WIDE = """

:::{list-table} Four columns
:header-rows: 1

* - Who
  - When
  - Where
  - What for
* - Mi
  - July
  - Pingshan
  - A union
* - Yu
  - –
  - Pingshan
  - A union, by the words of the application
:::
"""


# What unfolds or is chosen on the website, and a link to a page that it has alone; contents that others have already.
BOXES = """

:::{dropdown} A question
An answer.
:::

::::{tab-set}
:::{tab-item} One
The first.
:::
:::{tab-item} Two
The second.
:::
::::

The {ref}`search` finds more.
"""
AGAIN = "\n\n:::{toctree}\n/yue-xin\n:::\n"


def write_small(project: Project) -> Project:
    project.write("index.md", INDEX)
    project.write("about/index.md", ABOUT)
    project.write("about/method.md", "# Method\n\nBy reading." + WIDE + AGAIN)
    project.write("about/building.md", "# Building\n\nBy two commands.")
    project.write("answers/asked.md", "# Asked\n\nWhy it began." + BOXES)
    return project


def built(project: Project, options: Sequence[str] = ()) -> Path:
    project.built("epub", options=tuple(options))
    return project.folder / "epub" / "jasic.epub"


@pytest.fixture
def small(project: Project, monkeypatch: pytest.MonkeyPatch) -> Project:
    """A small project, not built, for a test that changes it."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795860000")
    return write_small(project)


@pytest.fixture(scope="module")
def e_book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its e-book."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", "1795860000")
        return built(write_small(Project(tmp_path_factory.mktemp("e-book"))))


def read(book: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(book) as package:
        return {name: package.read(name) for name in package.namelist()}


def unpacked(book: Path) -> Path:
    """The folder with what is in it."""
    with zipfile.ZipFile(book) as package:
        package.extractall(folder := book.with_suffix(""))
    return folder


def links(files: dict[str, bytes]) -> Iterator[tuple[str, str, str]]:
    """Each link within the book: where it stands, the file and the anchor it leads to."""
    for name, content in files.items():
        if name.endswith((".xhtml", ".ncx")):
            for address in re.findall(r'(?:href|src)="([^":]+)"', content.decode()):
                path, _, anchor = address.partition("#")
                yield name, posixpath.normpath(posixpath.join(posixpath.dirname(name), path)) if path else name, anchor


def dead(files: dict[str, bytes]) -> list[tuple[str, str, str]]:
    return [
        link
        for link in links(files)
        if link[1] not in files or (link[2] and f'id="{link[2]}"'.encode() not in files[link[1]])
    ]


def test_the_package_says_what_shelves_and_readers_ask(e_book: Path) -> None:
    files = read(e_book)
    package = ElementTree.fromstring(files["content.opf"])
    said = {
        name: package.findtext(f".//{DC}{name}") for name in ("identifier", "title", "language", "date", "description")
    }
    assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", said["identifier"] or "")
    assert (said["language"], said["date"]) == ("en-GB", "2026-11-28")
    assert said["description"] and "unknown" not in files["content.opf"].decode()
    properties = {meta.get("property"): meta.text for meta in package.iter(f"{OPF}meta")}
    assert {"schema:accessMode", "schema:accessibilityFeature", "schema:accessibilitySummary"} <= properties.keys()
    cover = [item.get("href") for item in package.iter(f"{OPF}item") if item.get("properties") == "cover-image"]
    assert cover == ["cover.png"]
    assert len(list(package.iter(f"{DC}subject"))) > 1
    assert files["cover.png"].startswith(b"\x89PNG")
    for name, content in files.items():
        if name.endswith(".xhtml"):
            root = ElementTree.fromstring(content)
            assert root.get("lang") == root.get("{http://www.w3.org/XML/1998/namespace}lang") == "en-GB", name


def test_the_imprint_tells_the_edition_the_licence_and_how_to_cite(e_book: Path) -> None:
    files = read(e_book)
    words = re.sub(r"<[^>]+>", "", files["imprint.xhtml"].decode())
    assert "Edition 1" in words
    assert "creativecommons.org/licenses/by-sa/4.0" in words
    assert "How to cite" in words
    assert "p. 123" not in words  # of which an e-book has none
    assert b'epub:type="copyright-page" href="imprint.xhtml"' in files["nav.xhtml"]


def test_each_page_has_a_title_of_its_own_and_one_first_heading(e_book: Path) -> None:
    pages = {name: text.decode() for name, text in read(e_book).items() if name.endswith(".xhtml")}
    titles = [re.findall("<title>(.*?)</title>", page) for page in pages.values()]
    assert len({*map(tuple, titles)}) == len(pages)
    assert {name: page.count("<h1") for name, page in pages.items() if page.count("<h1") != 1} == {"cover.xhtml": 0}


def test_it_has_names_backlinks_and_sources(e_book: Path) -> None:
    files = read(e_book)
    person = files["yue-xin.xhtml"].decode()
    assert "岳昕" in person
    assert "Appears in" in person
    assert "events.xhtml#raid" in person
    assert "Archived copy" in files["sources.xhtml"].decode()


def test_the_index_is_leafed_through_by_letters_and_holds_no_claim(small: Project) -> None:
    claims = CLAIMS.replace("It was not", "It was not; nobody laughed")
    small.write("debate/questions/irony.md", f"# Irony\n\n{claims}")
    small.write("index.md", INDEX.replace("yue-xin\n", "yue-xin\ndebate/questions/irony\n"))
    files = read(built(small))
    index = files["genindex.xhtml"].decode()
    assert "It was" not in index
    assert "nobody laughed" not in index
    letters = re.findall(r'<a href="#([^"]+)">(\w+)</a>', index)
    assert [words for _place, words in letters] == re.findall(r"<h2[^>]*>(\w+)</h2>", index)
    assert ("Y" in dict(map(reversed, letters))) and not dead(files)


def test_contents_are_whole_and_nested(e_book: Path) -> None:
    files = read(e_book)
    contents = ElementTree.fromstring(files["nav.xhtml"])

    def entries(items: ElementTree.Element) -> list[object]:
        found: list[object] = []
        for item in items.findall(f"{XHTML}li"):
            words = "".join(item[0].itertext())
            inner = item.find(f"{XHTML}ol")
            found.append((words, entries(inner)) if inner is not None else words)
        return found

    (toc,) = [nav for nav in contents.iter(f"{XHTML}nav") if nav.get(f"{OPS}type") == "toc"]
    items = toc.find(f"{XHTML}ol")
    assert items is not None
    reference = ("Reference", [("About", ["Method", "Asked"]), "Sources"])
    assert entries(items) == ["Imprint", "Small", ("What happened", ["Events", "Yue Xin"]), reference, "Index"]
    assert [text.decode() for text in re.findall(rb"<text>(.*?)</text>", files["toc.ncx"])].count("Method") == 1


def test_what_is_for_contributors_stays_out_with_what_leads_there(e_book: Path) -> None:
    files = read(e_book)
    about = files["about/index.xhtml"].decode()
    assert "about/building.xhtml" not in files
    assert "answers/asked.xhtml" in files  # which only the printed book leaves out
    assert "for those who change it" not in about  # an entry of a list goes
    assert "reads about building first" in re.sub(r"<[^>]+>", "", about)  # a word in a sentence stays
    assert not dead(files)
    assert not any(name.endswith(".js") for name in files)


def test_two_builds_are_the_same_bytes_and_an_edit_writes_its_page_alone(small: Project) -> None:
    first = built(small).read_bytes()
    written = (small.folder / "epub" / "yue-xin.xhtml").stat().st_mtime_ns
    small.change("about/method.md", "By reading.", "By reading much.")
    built(small)
    assert (small.folder / "epub" / "yue-xin.xhtml").stat().st_mtime_ns == written
    small.change("about/method.md", "By reading much.", "By reading.")
    assert built(small).read_bytes() == first
    shutil.rmtree(small.folder / "epub")
    shutil.rmtree(small.folder / "doctrees-epub")
    assert built(small).read_bytes() == first


def test_a_page_that_is_gone_is_gone_from_the_book(small: Project) -> None:
    built(small)
    (small.docs / "about" / "method.md").unlink()
    (small.docs / "answers" / "asked.md").unlink()
    small.write("about/index.md", "# About\n\nNothing yet.")
    small.write("about/building.md", "---\norphan: true\n---\n\n# Building\n\nBy two commands.")
    small.write("index.md", INDEX)
    assert "about/method.xhtml" not in read(built(small))
    beside = {file.name for file in (small.folder / "epub").rglob("*.xhtml")}
    assert "method.xhtml" not in beside and {"cover.xhtml", "imprint.xhtml", "index.xhtml"} <= beside


def test_what_unfolds_or_is_chosen_stands_below_its_name(e_book: Path) -> None:
    page = read(e_book)["answers/asked.xhtml"].decode()
    words = " ".join(re.sub(r"<[^>]+>", " ", page).split())
    assert "A question An answer. One The first. Two The second. The Search Page finds more." in words
    assert not re.search(r"<(?:svg|input|label|details)|search.xhtml", page)
    order = re.findall(r'<itemref idref="([^"]+)"', read(e_book)["content.opf"].decode())
    assert len(order) == len(set(order))


def test_a_wide_table_is_a_list_of_its_rows(e_book: Path) -> None:
    page = read(e_book)["about/method.xhtml"].decode()
    assert "<table" not in page
    words = " ".join(re.sub(r"<[^>]+>", " ", page).split())
    assert "Four columns Mi When: July; Where: Pingshan; What for: A union Yu" in words  # short cells in one line
    assert "Yu Where: Pingshan What for: A union, by the words of the application" in words  # and none that is empty


def test_no_table_has_columns_in_which_words_are_taken_apart(small: Project, page: Page) -> None:
    rows = (
        "* - Who\n  - Stream\n  - Ground\n* - a representative of the confederation\n  - supporters\n  - identified\n"
    )
    table = f":::{{list-table}} Three columns\n:header-rows: 1\n\n{rows}:::\n"
    small.change("about/method.md", "By reading.", f"By reading.\n\n{table}")
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto((unpacked(built(small)) / "about" / "method.xhtml").as_uri())
    page.add_style_tag(content="html { font-size: 150% }")
    lines = """word => {
        const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
        while (texts.nextNode()) {
            const at = texts.currentNode.data.indexOf(word), range = document.createRange()
            if (at < 0) continue
            range.setStart(texts.currentNode, at)
            range.setEnd(texts.currentNode, at + word.length)
            return range.getClientRects().length
        }
    }"""
    for word in ("representative", "confederation", "supporters", "identified", "Three"):
        assert page.evaluate(lines, word) == 1, word


def test_a_figure_looks_the_same_without_the_style_sheet(page: Page) -> None:
    estimates = [Estimate("over 900", 900, 900, 1), Estimate("1,200", 1200, 1200, 1)]
    svg = drawings.for_e_book(count_strip("Held", [Version(estimate, ["press"]) for estimate in estimates]))
    looks = """() => [...document.querySelectorAll("svg *")].map(part => {
        const style = getComputedStyle(part)
        return [part.tagName, style.fill, style.stroke, style.strokeWidth, style.fontSize, style.overflow]
    })"""

    def seen(sheet: str) -> object:
        page.set_content(f"<html><head><style>{sheet}</style></head><body>{svg}</body></html>")
        return page.evaluate(looks)

    with_sheet = seen(styles.style_sheet())
    assert seen("") == with_sheet
    # Marks are whole and in their places, also where nobody knows an SVG in another, or shares of a width.
    assert "svg" not in [part[0] for part in with_sheet]  # type: ignore[attr-defined]
    assert "%" not in svg


def test_a_sign_in_a_line_has_its_size() -> None:
    sign = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 16" class="figure custody"></svg>'
    assert 'width="24" height="16"' in drawings.for_e_book(sign, is_sign=True)
    assert "width" not in ElementTree.fromstring(drawings.for_e_book(sign)).attrib


def test_a_drawing_has_no_more_words_than_a_phone_has_room_for() -> None:
    numbers = [Estimate(f"{number:,}", number, number, 1) for number in (900, 959, 1000, 1012, 1200, 10000)]
    svg = count_strip("Employed", [Version(number, ["press"]) for number in numbers])
    assert "tight" in svg and "tight" not in drawings.for_e_book(svg)


def test_a_drawing_that_is_higher_than_a_page_comes_in_pieces() -> None:
    """Each is no higher than a page, and between them stands every word once; what it leads to stands beside it."""
    boxes = "".join(
        f'<a href="#claim-{number}"><rect x="16" y="{96 * number}" width="272" height="80"/>'
        f'<text x="28" y="{96 * number + 20}" font-size="14px">Claim {number}</text></a>'
        for number in range(12)
    )
    shape = '<defs><path id="shape" d="M0 0h9"/></defs><use href="#shape" transform="translate(3 700)"/>'
    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 304 1148" role="group" aria-label="Map">'
    drawn = ElementTree.fromstring(f"<p>{drawings.for_e_book(f'{svg}<title>Map</title>{shape}{boxes}</svg>')}</p>")
    sizes = [[float(size) for size in piece.attrib["viewBox"].split()] for piece in drawn]
    assert all(height <= 1.5 * width for _x, _y, width, height in sizes)
    assert sum(height for *_place, height in sizes) == 1148
    assert [text.text for text in drawn.iter(f"{SVG}text")] == [f"Claim {number}" for number in range(12)]
    assert not list(drawn.iter(f"{SVG}a"))
    ids = [part.attrib["id"] for part in drawn.iter() if "id" in part.attrib]
    used = [part.attrib[f"{{{drawings.XLINK}}}href"][1:] for part in drawn.iter(f"{SVG}use")]
    assert len(ids) == len(set(ids)) == len(sizes) and used == ids
    assert [piece.get("aria-label") for piece in drawn] == ["Map", *[None] * (len(sizes) - 1)]


def test_a_drawing_brings_its_own_paper_for_the_night() -> None:
    """It fills the drawing and no more: no reader can paint the ground of a box over half a page."""
    report = Situation("reported-free", "2018-08-24", "", False, "", 1)
    for drawn in (custody_line([report], "Yue Xin", "en-GB"), sign_of(report.measure)):
        root = ElementTree.fromstring(drawings.for_e_book(drawn))
        paper = next(root.iter(f"{SVG}rect"))
        assert paper.attrib["fill"] == "#fdfcf9"
        assert f"0 0 {paper.attrib['width']} {paper.attrib['height']}" == root.attrib["viewBox"]
    assert ".figure { background" not in styles.style_sheet()


@pytest.mark.parametrize("look", ["dashed", "hatched", "dotted", "reported-free"])
def test_a_line_is_broken_where_the_reader_knows_no_dashes(look: str) -> None:
    """Many draw what has `stroke-dasharray`, or a pattern, whole: all of it is drawn as strokes that are apart."""
    measure = next(name for name, one in MEASURES.items() if one.look == look)
    drawn = drawings.for_e_book(custody_line([Situation(measure, "2018-08-24", "", False, "", 1)], "Yue Xin", "en-GB"))
    assert not re.search("dasharray|<pattern|<clipPath|<mask", drawn)
    strokes = [path for path in re.findall(r' d="([^"]+)"', drawn) if path.lower().count("m") > 1]
    assert strokes


def test_no_letters_rise_above_the_edge_of_a_drawing() -> None:
    """They are as large as on a phone, where tests/test_site.py looks at all drawings."""
    reports = [Situation("missing", "2018-08-24/2019-07-27", "", False, "", 1)]
    line = ElementTree.fromstring(drawings.for_e_book(custody_line(reports, "Yue Xin", "en-GB", True, NARROW)))
    words = list(line.iter(f"{SVG}text"))
    sizes = [float(word.attrib["font-size"].removesuffix("px")) for word in words]
    assert min(float(word.attrib["y"]) - 0.74 * size for word, size in zip(words, sizes)) >= 0
    phone, width = 328, float(line.attrib["viewBox"].split()[2])
    assert min(sizes) * phone / width > 11.5
    # By each word, not by the whole alone: some readers hand no face down, and another has letters of other widths.
    assert {word.attrib["font-family"] for word in words} == {"sans-serif"}


def test_what_was_folded_has_one_name_and_lists_are_kept_apart_by_signs() -> None:
    row = nodes.row("", nodes.entry("", nodes.paragraph("", "Cell")))
    table = nodes.table("", nodes.title("", "Named"), nodes.tgroup("", nodes.tbody("", row), cols=1))
    assert pages.unfolded(fold("The same as a table", table)) == [table]
    (other,) = pages.unfolded(fold("Reports", nodes.paragraph("", "One")))
    assert other.astext().split() == ["Reports", "One"]
    line = nodes.paragraph("", "", nodes.strong("", "A"))
    for label in ("AFP 2018", "AP 2018"):
        line += [nodes.Text(" "), nodes.inline("", label)]
    line += nodes.Text(" ")
    pages.in_one_line(line)
    assert line.astext() == "A AFP 2018\N{NO-BREAK SPACE}· AP 2018"


def test_a_drawing_in_a_table_has_the_whole_width() -> None:
    def row(*cells: nodes.Node) -> nodes.row:
        return nodes.row("", *(nodes.entry("", cell) for cell in cells))

    head = nodes.thead("", row(nodes.paragraph("", "Who"), nodes.paragraph("", "When")))
    drawing = nodes.raw("", "<svg></svg>", format="html")
    body = nodes.tbody("", row(nodes.paragraph("", "Yue Xin"), drawing))
    table = nodes.table("", nodes.tgroup("", head, body, cols=2))
    said, person = wide_tables.as_rows(table)
    assert (said.astext(), person.children[0].astext(), person.children[1]) == ("When", "Yue Xin", drawing)
    assert ".custody-legend .figure {" in styles.style_sheet()


def test_a_cell_of_several_blocks_stands_whole_below_the_name_of_its_column() -> None:
    def row(*cells: list[nodes.Node]) -> nodes.row:
        return nodes.row("", *(nodes.entry("", *cell) for cell in cells))

    def said(*texts: str) -> list[nodes.Node]:
        return [nodes.paragraph("", text) for text in texts]

    bullets = nodes.bullet_list("", nodes.list_item("", *said("a commune of the people")))
    head = nodes.thead("", row(said("Who"), said("Demands"), said("Means")))
    body = nodes.tbody("", row(said("Shengwulian"), [bullets], said("an army of the people", "and force")))
    (made,) = wide_tables.as_rows(nodes.table("", nodes.tgroup("", head, body, cols=3)))
    assert isinstance(made, nodes.container)
    assert [part.astext() for part in made.children] == [
        *("Shengwulian", "Demands: ", "a commune of the people", "Means: an army of the people", "and force")
    ]


def test_nothing_is_wider_than_a_phone(small: Project, page: Page) -> None:
    small.change("about/method.md", "By reading.", f"By reading `{'x' * 200}`.")
    page.set_viewport_size({"width": 320, "height": 640})
    for file in unpacked(built(small)).rglob("*.xhtml"):
        page.goto(file.as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, file.name


def test_a_long_page_is_divided_and_every_link_still_leads_home(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(long_pages, "LIMIT", 3_000)
    entries = "".join(f'<h2>Part {n}</h2>\n<div id="e{n}"><p>Entry {n} <br/>{"x" * 200}</p></div>\n' for n in range(40))
    head = '<!DOCTYPE html>\n<html xmlns="http://www.w3.org/1999/xhtml"><head><title>Long</title></head>\n'
    section = f'<section id="long"><h1>Long</h1>{entries}<p>See <a href="#e39">e</a></p></section>'
    long = f"{head}<body><article>{section}</article></body></html>"
    short = f'{head}<body><a href="../a/long.xhtml#e20">20</a> <a href="../a/long.xhtml">all</a></body></html>'
    together = long_pages.put_together({"a/long.xhtml": long, "b/short.xhtml": short})
    files = {name: text.encode() for texts in together.values() for name, text in texts.items()}
    assert len(together["a/long.xhtml"]) > 2
    assert max(map(len, files.values())) <= 3_500
    assert not dead(files)
    for name, content in files.items():
        ElementTree.fromstring(content.partition(b"\n")[2])
        assert not re.search(rb"</h2>\s*</section>", content), name  # no heading alone at the end
    everything = b"".join(files[name] for name in together["a/long.xhtml"])
    heads = [re.search(rb"<h1>(.*?)</h1>", files[name]) for name in together["a/long.xhtml"]]
    assert len({head[1] for head in heads if head}) == len(heads)  # each is told from the others
    assert [everything.count(f'id="e{n}"'.encode()) for n in range(40)] == [1] * 40
    assert everything.count(b'id="long"') == 1


def test_the_style_sheet_has_nothing_that_an_old_reading_system_cannot_read() -> None:
    sheet = styles.style_sheet()
    rules = tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True)
    assert {rule.type for rule in rules} == {"qualified-rule"}
    assert not re.search(r"var\(|:has|:is\(|:not|color-mix|@media|calc\(", sheet)
    selectors = [tinycss2.serialize(rule.prelude) for rule in rules]
    assert any(".figure .band" in selector for selector in selectors)
    assert any(".claim" in selector for selector in selectors)
    assert "paint-order" not in sheet  # which paints over letters where it is not known
    assert not re.search(r"^article \{[^}]*(?:font|line-height)", sheet, re.MULTILINE)  # that is for the reader to say
    for rule in rules:  # at night a reading system turns colours round, and cannot where they are fixed
        if "article" in tinycss2.serialize(rule.prelude):
            assert not re.search(r"(?<!-)\bcolor:|background", tinycss2.serialize(rule.content))


@pytest.mark.skipif(not epubcheck.checker() and "JASIC_EPUBCHECK" not in os.environ, reason=epubcheck.MISSING)
def test_epubcheck_finds_nothing(e_book: Path) -> None:
    assert epubcheck.main([str(e_book)]) == 0


def test_an_edit_of_a_page_that_stays_out_leaves_the_book_as_it_is(small: Project) -> None:
    """Also where several processes would share the pages to write, of which there are none."""
    options = ("-D", "book_leaves_out=about/building")
    small.built("epub", jobs=2, options=options)
    before = (small.folder / "epub" / "jasic.epub").read_bytes()
    small.change("about/building.md", "By two commands", "By three commands")
    small.built("epub", jobs=2, options=options)
    assert (small.folder / "epub" / "jasic.epub").read_bytes() == before


def test_another_choice_of_pages_changes_those_that_lead_there(small: Project) -> None:
    small.append("events.md", "\nSee [what is asked](/answers/asked.md).\n")
    for options, kept in (((), True), (("-D", "e_book_keeps=events"), False), ((), True)):
        files = read(built(small, options))
        assert ("answers/asked.xhtml" in files, b"asked.xhtml" in files["events.xhtml"]) == (kept, kept)
        assert dead(files) == []


def test_no_sentence_announces_a_list_of_which_nothing_is_kept(small: Project) -> None:
    small.append("events.md", "\nRead first:\n\n- [What is asked](/answers/asked.md): an answer.\n\nThis stays.\n")
    for options, kept in (((), True), (("-D", "e_book_keeps=events"), False)):
        page = read(built(small, options))["events.xhtml"]
        assert (b"Read first:" in page, b"This stays." in page) == (kept, True)


@pytest.mark.parametrize("statement", ["A letter went round. More:", "A letter went round {cite:p}`yue2018letter`:"])
def test_no_statement_goes_with_the_list_that_it_announces(small: Project, statement: str) -> None:
    small.append("events.md", f"\n{statement}\n\n- [What is asked](/answers/asked.md): an answer.\n")
    book = built(small, ("-D", "e_book_keeps=events"))
    assert b"A letter went round" in read(book)["events.xhtml"]
