"""How pages, records and sources are cited: other programs read what we write, and it says the same."""

import functools
import gzip
import json
import re
from collections.abc import Iterable
from html import unescape
from pathlib import Path

import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.model import Locale
from citeproc.source.json import CiteProcJSON
from conftest import REAL_THEME, Project

from jasic.model.project import Project as Knowledge
from jasic.publishing.citation_formats import BIBTEX, CSL_JSON, RIS, Format
from jasic.publishing.csl_items import csl_date, source_item

SITE = ("-D", "html_baseurl=https://example.org/jasic", "-D", "archive_url=https://archive.example/editions")
HEAVIEST = 600  # bytes of a page on their way to a reader, for how it is cited


@pytest.fixture(scope="module")
def items(knowledge: Knowledge) -> list[dict[str, object]]:
    return [source_item(source) for source in knowledge.sources.values()]


def whole(form: Format, items: Iterable[dict[str, object]]) -> str:
    return form.whole(map(form.entry, items))


def test_bibtex_of_the_whole_bibliography_is_read_by_another_program(
    items: list[dict[str, object]], knowledge: Knowledge
) -> None:
    library = parse_string(whole(BIBTEX, items))
    assert library.failed_blocks == []
    entries = {entry.key: {field.key: field.value for field in entry.fields} for entry in library.entries}
    assert entries.keys() == knowledge.sources.keys()
    for key, source in knowledge.sources.items():
        assert entries[key].get("url", "") == source.get("url"), key
        assert entries[key].get("year", "") == source.get("date")[:4], key
        assert ("author" in entries[key]) == bool(source.get("author") or source.get("organization")) or source.get(
            "editor"
        ), key


def test_ris_of_the_whole_bibliography_is_read_by_another_program(
    items: list[dict[str, object]], knowledge: Knowledge
) -> None:
    entries = {entry["id"]: entry for entry in rispy.loads(whole(RIS, items))}
    assert entries.keys() == knowledge.sources.keys()
    for key, source in knowledge.sources.items():
        assert entries[key].get("urls", [""])[0] == source.get("url"), key
        assert entries[key]["title"] == " ".join(source.get("title").split()), key


def test_csl_json_of_the_whole_bibliography_is_set_by_another_program(
    items: list[dict[str, object]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Locale, "get_term", functools.cache(Locale.get_term))  # or each is searched for each time
    source = CiteProcJSON(json.loads(whole(CSL_JSON, items)))
    style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    bibliography = CitationStylesBibliography(style, source, formatter.plain)
    for key in source:
        bibliography.register(Citation([CitationItem(key)]))
    printed = [str(entry) for entry in bibliography.bibliography()]
    assert len(printed) == len(items)
    assert all(printed)


def test_what_a_reference_manager_would_take_for_something_else(knowledge: Knowledge) -> None:
    """By what Zotero's own translators made of these files."""
    items = {key: source_item(source) for key, source in knowledge.sources.items()}
    # A comma parts family and given name; the number of an issue would be the day of a visit.
    records = {entry["id"]: entry for entry in rispy.loads(whole(RIS, items.values()))}
    for key, item in items.items():
        literals = [person["literal"] for person in item.get("author", ()) if "literal" in person]
        assert sum("," in name for name in records[key].get("authors", ())) == len(item.get("author", ())) - len(
            literals
        )
        assert item["type"] != "webpage" or "number" not in item, key
    # Two persons in one pair of braces; an outlet left out because persons wrote; a full stop after a question mark.
    in_braces = re.compile(r"^\w+, \w+( and \w+, \w+)*$")
    for key, item in items.items():
        assert not any(in_braces.match(person.get("literal", "")) for person in item.get("author", ())), key
        assert not re.search(r"[?!…]\.", item.get("note", "")), key
    assert items["taiwannews2018truck"]["container-title"] == "Taiwan News"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2018", {"date-parts": [[2018]]}),
        ("2018-07-27/2018-08-06", {"date-parts": [[2018, 7, 27], [2018, 8, 6]]}),
        ("2018-07~", {"date-parts": [[2018, 7]], "circa": True}),
    ],
)
def test_dates(text: str, expected: dict[str, object]) -> None:
    assert csl_date(text) == expected


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A small website whose address and archive are known."""
    project = Project(tmp_path_factory.mktemp("citing"))
    project.append("conf.py", REAL_THEME)
    return project.built(options=SITE)


def formats(page: str) -> dict[str, str]:
    """What stands to be copied first on a page, by the name of its format."""
    shown = re.findall(r"<summary>([\w-]+)</summary><pre>(.*?)</pre>", page, re.DOTALL)
    return {name: unescape(text) for name, text in reversed(shown)}


@pytest.mark.parametrize(
    ("page", "title", "address"),
    [("yue-xin", "Yue Xin", "yue-xin.html"), ("cite/events", "The raid", "events.html#raid")],
)
def test_a_page_and_a_record_are_cited_in_each_format(site: Project, page: str, title: str, address: str) -> None:
    shown, url = formats(site.page(page)), f"https://example.org/jasic/{address}"
    (entry,) = parse_string(shown["BibTeX"]).entries
    assert (entry["title"], entry["url"], entry["organization"], entry["version"]) == (title, url, "Small", "1")
    assert "https://archive.example/editions" in entry["addendum"]
    (record,) = rispy.loads(shown["RIS"])
    assert (record["title"], record["urls"], record["edition"]) == (title, [url], "1")
    (item,) = json.loads(shown["CSL-JSON"])
    assert (item["title"], item["URL"], item["container-title"], item["version"]) == (title, url, "Small", "1")
    assert f"edition 1, {url}. Archived: https://archive.example/editions." in site.page(page)


def test_each_record_and_each_source_leads_to_its_citation(site: Project) -> None:
    assert 'href="cite/events.html#raid"' in site.page("events")
    assert 'href="cite/sources.html#src-yue2018letter"' in site.page("sources")
    assert 'id="src-yue2018letter"' in site.page("cite/sources")
    assert 'href="cite/yue-xin.bib"' in site.page("yue-xin")


def test_without_an_address_a_citation_names_the_page_and_invents_nothing(project: Project) -> None:
    project.built()
    shown = formats(project.page("cite/events"))
    assert "http" not in "".join(shown.values())
    assert "note = {events.html\\#raid}" in shown["BibTeX"]
    assert "edition 1, events.html." in project.page("events")


def test_files_of_a_page_hold_its_sources_and_go_with_it(project: Project) -> None:
    project.built()
    file = project.folder / "html" / "cite" / "yue-xin.csl.json"
    cited = {item["id"] for item in json.loads(file.read_text(encoding="utf-8"))}
    assert cited == {"yue2018letter", "zhou2018report"}
    project.change("yue-xin.md", "before the", "before the rally")
    (project.docs / "events.md").write_text("# Events\n\nNone.\n", encoding="utf-8")
    project.change("yue-xin.md", " {event}`raid`", "")
    project.built()
    assert file.exists()
    assert not (file.parent / "events.html").exists()
    assert not (file.parent / "events.bib").exists()


def test_pages_stay_light(html: Path) -> None:
    for path in [html / "people/yue-xin.html", html / "timeline/2018-08-24-raid-and-arrests.html"]:
        text = path.read_text(encoding="utf-8")
        fold = text[text.index('<details class="cite-this-page">') : text.index('<details class="act">')]
        with_it, without = (len(gzip.compress(page.encode())) for page in (text, text.replace(fold, "")))
        assert with_it - without <= HEAVIEST
