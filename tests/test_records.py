"""Records in a small project: links both ways, names, views of them, mistakes."""

import json
import re
from xml.etree import ElementTree

import pytest
from conftest import CLAIMS, REFERENCES, Project, claim, record

from jasic.model.record_kinds import CHINESE_NAMES, KINDS, SPEAKERS, Type
from jasic.rules.check import check


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The built project, which its readers leave as it is."""
    return Project(tmp_path_factory.mktemp("site")).built()


def test_links_run_both_ways(site: Project) -> None:
    assert 'href="yue-xin.html"' in site.page("events")
    assert 'href="events.html#raid"' in site.page("yue-xin")
    assert "Appears in" in site.page("yue-xin")


def test_chinese_is_marked_with_its_language(site: Project) -> None:
    assert 'lang="zh-hans">岳昕</span>' in site.page("yue-xin")


def test_bibliography_shows_names_titles_archive_and_backlinks(site: Project) -> None:
    page = site.page("sources")
    for shown in ("Yue Xin ", "岳昕", "关于佳士事件的公开信", "[An open letter]", "archived copy"):
        assert shown in page
    assert 'id="src-yue2018letter"' in page
    assert 'href="events.html#raid"' in page
    assert 'href="sources.html#src-yue2018letter"' in site.page("events")


def test_an_encyclopaedia_is_a_source_and_no_witness(project: Project) -> None:
    project.change("events.md", "{cite:p}`yue2018letter`", "{cite:p}`yue2018letter,zhou2018report`")
    assert "2 sources in 2 streams" in project.built().page("events")
    project.change(REFERENCES, "{press}", "{encyclopaedias}")
    assert "2 sources in 1 stream<" in project.built().page("events")
    held = "- taken, 2018-08-24: both {cite:p}`yue2018letter,zhou2018report`"
    custody = record("custody", "yue-xin-custody", held, title="In custody", person="yue-xin")
    project.write("custody.md", f"# Custody\n\n{custody}")
    _read, mistakes = check(project.docs)
    assert [mistake.message for mistake in mistakes if mistake.rule == "custody-witnesses"] == [
        "all that 'yue-xin-custody' says rests on the stream workers"
    ]


def test_what_rests_on_encyclopaedias_alone_is_among_what_is_weak(project: Project) -> None:
    project.change("events.md", "{cite:p}`yue2018letter`", "{cite:p}`yue2018letter,zhou2018report`")
    project.say(":::{coverage}\n:::")
    for stream, more in (("workers", "\n  outlet           = {A book},"), ("press", "")):
        project.change(REFERENCES, f"{{{stream}}},", f"{{encyclopaedias}},{more}")
    assert "Several sources, one stream: 2 of 2" in project.built().page("events")


MISTAKES = {
    "unknown-person": (
        ("events.md", ":people: yue-xin", ":people: yue-xn"),
        "docs/events.md:6: [unknown-person] no person has the id 'yue-xn'. Fix: did you mean 'yue-xin'.",
    ),
    "bad-date": (
        ("events.md", "2018-08-24", "2018-02-30"),
        "docs/events.md:5: [bad-date] date: '2018-02-30' is not a date that exists.",
    ),
    "unknown-source": (
        ("events.md", "`yue2018letter`", "`yue2018leter`"),
        "docs/events.md:10: [unknown-source] references.bib has no entry 'yue2018leter'.",
    ),
    "source-syntax": ((REFERENCES, "= {A report}", "{A report}"), "references.bib:19: [source-syntax]"),
    "duplicate-id": (
        ("yue-xin.md", "# Yue Xin\n", "# Yue Xin\n\n:::{place} raid\n:name: Raid\n:::\n"),
        "[duplicate-id] the id 'raid' is taken: docs/events.md:3.",
    ),
    "missing-option": (
        ("events.md", ":certainty: documented\n", ""),
        "docs/events.md:3: [missing-option] the event 'raid' has no certainty. Fix: add a line `:certainty: …`.",
    ),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_mistake_stops_the_build_with_place_and_cure(site: Project, name: str) -> None:
    before = site.page("events")
    change, message = MISTAKES[name]
    with site.changed(*change):
        assert message in site.failed()
    assert site.page("events") == before


FIGURES = "- about 40: reporters {cite:p}`yue2018letter`\n- 50 to 60: supporters {cite:t}`yue2018letter`"
COUNT = record("count", "taken", FIGURES, title="Taken on 24 August", date="2018-08-24", event="raid")


def test_figures_that_disagree_stand_side_by_side(project: Project) -> None:
    project.add_page("numbers", f"# Numbers\n\n{COUNT}")
    page = project.built().page("numbers")
    assert page.index("about 40") < page.index("50 to 60")
    assert 'aria-label="Taken on 24 August"' in page
    assert page.count('class="version stream-workers"') == 3  # one figure, and both ends of a range
    assert "numbers.html#taken" in project.page("events")


NAMES = ["yue-xin", "Yue Xin", "岳昕", "Yuè Xīn"]


@pytest.fixture(scope="module")
def named(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A page that says of each of NAMES, by its number, that the police came for it."""
    project = Project(tmp_path_factory.mktemp("named"))
    project.change("yue-xin.md", ":zh: 岳昕\n", ":zh: 岳昕\n:pinyin: Yuè Xīn\n")
    said = "\n\n".join(f"Number {number}: {{person}}`{name}`." for number, name in enumerate(NAMES))
    project.change("events.md", "Police came", f"{said}\n\nPolice came")
    return project.built().page("events")


@pytest.mark.parametrize("name", NAMES)
def test_a_role_finds_a_record_by_any_of_its_names(named: str, name: str) -> None:
    (said,) = re.findall(f"<p>Number {NAMES.index(name)}: .*?</p>", named)
    assert 'href="yue-xin.html"' in said


def test_the_bibliography_says_what_became_of_an_address(project: Project) -> None:
    answer = {"state": "dead-archived", "detail": "404", "failing_since": "2026-11-01"}
    project.write("reference/link-status.json", json.dumps({"https://example.org/letter": answer}))
    assert "The address is dead since 1 November 2026; use the archived copy." in project.built().page("sources")


def test_the_bibliography_keeps_the_ids_that_its_settings_ask_for(project: Project) -> None:
    project.built(options=("-D", "bibtex_cite_id=own-{key}"))  # in conf.py a rule refuses it
    page = project.page("sources")
    assert 'id="src-yue2018letter"' in page  # an address that others keep
    assert 'id="own-' not in page


QUESTION = """# Irony

:::{argument-map} irony
:::

"""
OTHER_QUESTION = (
    "# Power\n\n"
    + claim("x-elsewhere", title="Power laughs last", by="X", topic="power", type="evidence")
    + claim("a-elsewhere", title="It does not", by="unnamed", topic="power", type="evidence")
    + ":::{matrix}\n:::\n\n:::{unanswered}\n:::\n"
)


@pytest.fixture(scope="module")
def debate(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A project with two questions, which builders leave as it is."""
    project = Project(tmp_path_factory.mktemp("debate"))
    claims = CLAIMS.replace(":answers: a-irony", ":answers: a-irony\n:supports: x-elsewhere")
    project.add_page("questions/power", OTHER_QUESTION)
    project.add_page("questions/irony", QUESTION + claims)
    return project


def drawings(page: str) -> list[ElementTree.Element]:
    """The map of a page for wide and for narrow screens, which have to be well-formed XML."""
    return [ElementTree.fromstring(svg) for svg in re.findall("<svg.*?</svg>", page)]


def test_the_debate_has_a_map_a_matrix_and_what_is_unanswered(debate: Project) -> None:
    debate.built()
    irony, power = debate.page("questions/irony"), debate.page("questions/power")
    for drawing in drawings(irony):
        assert drawing.get("aria-label") == "Map of 2 claims; the cards below say the same"
        links = {link.get("href"): " ".join(link.itertext()) for link in drawing.iter("{http://www.w3.org/2000/svg}a")}
        assert links == {"#a-irony": "A\u00a01 It was irony", "#x-no-irony": "X\u00a02 answers A\u00a01 It was not"}
    card = irony[irony.index('id="x-no-irony"') :].partition("</section>")[0]
    answers, supports = (re.search(rf"<strong>{word}</strong>.*?</p>", card) for word in ("answers", "supports"))
    assert answers and 'href="#a-irony"' in answers[0] and "It was irony" in answers[0]
    assert supports and 'href="power.html#x-elsewhere"' in supports[0]
    assert irony.count("no reply found") == 1
    assert "answered by" in irony.lower()  # at the first claim, though only the second says so
    assert power.count('<th scope="col"') == 1 + len(SPEAKERS)
    assert 'speaker-x">X</span>: <a class="reference internal" href="irony.html#x-no-irony"' in power  # unanswered


@pytest.mark.parametrize("builder", ["epub", "text", "xml", "pdf"])
def test_every_builder_shows_the_debate_as_it_can(debate: Project, builder: str) -> None:
    debate.built(builder)
    folder = debate.folder / builder
    if builder == "epub":
        page = (folder / "questions" / "irony.xhtml").read_text(encoding="utf-8")
        ElementTree.fromstring(page.partition("<!DOCTYPE html>")[2])
        assert len(drawings(page)) == 1  # that for phones
    elif builder == "text":
        assert "It was irony" in (folder / "questions" / "irony.txt").read_text(encoding="utf-8")
    elif builder == "pdf":
        source = (folder / "typst" / "jasic.typ").read_text(encoding="utf-8")
        assert 'alt: "Map of 2 claims; the cards below say the same"' in source


SAID_OF_A_PERSON = [
    name
    for name, option in KINDS["person"].options.items()
    if option.type in (Type.TEXT, Type.NAMES) and name not in CHINESE_NAMES
]


@pytest.mark.parametrize("name", SAID_OF_A_PERSON)
def test_nothing_that_is_said_of_a_person_at_a_glance_tells_of_the_family(project: Project, name: str) -> None:
    """Whichever option says it: one that is new is looked at too."""
    said = {"name": "Zhou Min", "role": "Reporter", name: "Zhou Min, whose mother is ill"}
    person = record("person", "zhou-min", "Reported {cite:p}`zhou2018report`.", **said)
    project.add_page("zhou", f"# Others\n\n{person}")
    assert "private-life" in {mistake.rule for mistake in check(project.docs)[1]}
