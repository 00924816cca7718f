"""Every field that a source may have is printed, in the usual way."""

import re
from pathlib import Path

import pytest
from conftest import DOCS, REFERENCES, SOURCES, Project, words

from jasic.model.sources import DATE_FIELDS, FIELD_VALUES, NAME_FIELDS, SOURCE_FIELDS, SOURCE_TYPES, STREAMS
from jasic.rules.check import check

END = "langid = {en}, stream = {press}, outlet = {A newspaper}, seen = {full}"
# A source -> what stands in the bibliography between its title and its kind.
PRINTED = {
    "article, author={Li, Ming}, journaltitle={Quarterly}, volume={2}, number={3}, pages={4–9}": (
        "Quarterly 2(3), 4–9."
    ),
    "article, author={Li, Ming}, journaltitle={Quarterly}, number={37}": "Quarterly, no. 37.",
    "book, author={Li, Ming}, publisher={V}, edition={2nd}, volume={2}": "2nd edition, vol. 2. V.",
    "book, author={Li, Ming}, publisher={V}, edition={3}": "3rd edition. V.",
    "book, author={Li, Ming}, publisher={V}, edition={Revised edition}": "Revised edition. V.",
    "book, author={Li, Ming}, publisher={V}, editor={Wang, Hua}, translator={Munro, Robin and others}": (
        "Edited by Hua Wang. Translated by Robin Munro and others. V."
    ),
    "incollection, author={Li, Ming}, booktitle={The Book}, editor={Pan, Lu and {A Group}}, volume={2}, pages={7}": (
        "Edited by Lu Pan and A Group. In: The Book, vol. 2, 7."
    ),
    "book, editor={Wang, Hua}, publisher={V}": "Hua Wang (ed.). Title {number}. V.",
    "book, editor={Wang, Hua and Li, Ming}, publisher={V}": "Hua Wang and Ming Li (eds). Title {number}. V.",
}
LIVE = (
    "Translated by Robin Munro.",
    "Translated by Ken Knabb.",
    "Translated by NOT BORED!.",
    "Edited by Lu Pan. In: The 70’s Biweekly",
)


def built(project: Project, entries: list[str]) -> str:
    """The words of a bibliography of these entries alone, which the page of events cites."""
    cited = ",".join(re.findall(r"@\w+\{(\w+)", "".join(entries)))
    project.write(REFERENCES, SOURCES + "\n" + "\n".join(entries))
    project.change("events.md", "Police came", f"Police came {{cite:p}}`{cited}`")
    return words(project.built().page("sources"))


def entry(number: int, description: str) -> str:
    kind, fields = description.split(", ", 1)
    key = f"zz2018number{chr(ord('a') + number)}"
    return f"@{kind}{{{key},\n  {fields},\n  title = {{Title {number}}}, date = {{2018}}, {END}\n}}\n"


def test_who_else_and_which_edition_is_printed(project: Project) -> None:
    page = built(project, [entry(number, description) for number, description in enumerate(PRINTED)])
    expected = [printed.format(number=number) for number, printed in enumerate(PRINTED.values())]
    assert [printed for printed in expected if printed not in page] == []


def test_every_field_is_printed(project: Project) -> None:
    """Words of our own in every field that holds words, for every type of source."""
    form_is_fixed = {*FIELD_VALUES, *DATE_FIELDS, "url", "archiveurl", "doi", "pages", "via", "copies"}
    in_labels = {"outlet", "shortauthor", "shorttitle", "sortname"}
    names = [name for name in SOURCE_FIELDS if name not in form_is_fixed | in_labels | {"title"}]
    marks = {(kind, name): f"{kind} {name}" for kind in SOURCE_TYPES for name in names}
    entries = []
    for number, kind in enumerate(SOURCE_TYPES):
        fields = [f"{name} = {{{as_a_name(name, marks[kind, name])}}}" for name in names]
        entries.append(entry(number, ", ".join([kind, *fields, f"url = {{https://example.org/{kind}}}"])))
    page = built(project, entries)
    assert [mark for mark in marks.values() if mark not in page] == []


def as_a_name(field: str, text: str) -> str:
    """A text as a field holds it: the name of a group is in braces."""
    return f"{{{text}}}" if field in NAME_FIELDS else text


def test_real_sources_name_translators_and_editors(html: Path) -> None:
    pages = (html / "reference" / "bibliography").glob("*.html")
    page = words("".join(page.read_text(encoding="utf-8") for page in pages))
    assert [printed for printed in LIVE if printed not in page] == []


def test_parts_stand_in_the_order_of_their_pages_and_each_month_says_how_many_sources_it_has(html: Path) -> None:
    folder = html / "reference"
    overview, press = (
        words((folder / name).read_text(encoding="utf-8")) for name in ("bibliography.html", "bibliography/press.html")
    )
    assert "Press until 2018, Press since 2019" in overview
    assert re.search(r"July 2018 \(\d+\) · August 2018 \(\d+\) · ", press)


@pytest.mark.parametrize(
    ("name", "languages"),
    [("left", "English Chinese German French Korean"), ("encyclopaedias", "English Chinese"), ("discussion", "")],
)
def test_a_list_is_narrowed_by_the_languages_that_it_has(html: Path, name: str, languages: str) -> None:
    page = (html / "reference" / "bibliography" / f"{name}.html").read_text(encoding="utf-8")
    assert re.findall(r'class="show-in-\w+"> (\w+)', page) == languages.split()
    assert ("<fieldset" in page) == bool(languages)


@pytest.mark.parametrize("stream", STREAMS)
def test_a_stream_has_its_sources_and_what_they_are_worth(stream: str) -> None:
    for folder in ("bibliography", "streams"):
        assert (DOCS / "reference" / folder / f"{stream}.md").exists()


def test_a_stream_without_its_page_is_named(project: Project) -> None:
    for stream in ("index", *STREAMS):
        project.write(f"reference/streams/{stream}.md", f"# The {stream}\n\nWords.\n")
    (project.docs / "reference" / "streams" / "ngo.md").unlink()
    project.change("index.md", "events\n", "events\nreference/streams/index\n")
    project.write(
        "reference/streams/index.md", "# Streams\n\nWords.\n\n```{toctree}\n:glob:\n\n/reference/streams/*\n```\n"
    )
    (mistake,) = check(project.docs)[1]
    assert str(mistake).startswith(
        "docs/reference/streams/index.md:1: [unknown-page] the stream 'ngo' has no page. Fix: "
    )
