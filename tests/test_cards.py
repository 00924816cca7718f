"""How records are read: what stands round their prose, in the website and in the book."""

from __future__ import annotations

import re
from html import unescape

import pytest
from conftest import Project, claim
from docutils import nodes

from jasic.compat import Heading
from jasic.model.project import Project as Knowledge
from jasic.views.claim import split_sentence
from jasic.website.contents import MOST, contents_html

METHOD = "# Method\n\n## Certainty\n\nHow it is known.\n\n## Evidence\n\nBy whom.\n\n## Verdicts\n\nWhat was found.\n"
QUESTION = "# Irony\n\n:::{two-views} a-irony, x-no-irony\n:::\n\n:::{argument-map} irony\n:::\n\n" + claim(
    "a-irony",
    "Praise is there, as E. H. Carr says {cite:p}`yue2018letter`. It stands in the Chinese {cite:p}`zhou2018report`.",
    **{"title": "It was irony", "by": "A", "topic": "irony", "verdict": "qualified", "reviewed": "2026-11-25"},
)
FACT = {"title": "It was not", "by": "X", "topic": "irony", "type": "evidence", "reviewed": "2026-11-25"}
QUESTION += claim("x-no-irony", **FACT, answers="a-irony, a-power")
OTHER_QUESTION = "# Power\n\n" + claim("x-power", title="It laughs first", by="X", topic="power", type="evidence")
OTHER_QUESTION += claim("a-power", title="Power laughs last", by="A", topic="power")
POSITION = """# It was irony

:::{position} the-defence
:title: It was irony
:holders: A
:source: yue2018letter
:claims: a-irony
:strongest-answer: x-no-irony

They meant the opposite {cite:p}`yue2018letter`.
:::

## The case at its best

**Nobody was deceived.** So A says.

## The strongest objections

**They meant it.** So others say.

## How its holders reply

**Not all did.** So A answers.

## What is open

- Whether they meant it. Nobody can ask them.
"""


def write_site(project: Project) -> Project:
    """The page that explains marks, two questions, and a position."""
    project.add_page("about/method", METHOD)
    project.add_page("debate/positions/the-defence", POSITION)
    project.add_page("debate/questions/power", OTHER_QUESTION)
    project.add_page("debate/questions/irony", QUESTION)
    return project


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A small built site, which its readers leave as it is."""
    return write_site(Project(tmp_path_factory.mktemp("cards"))).built()


@pytest.fixture
def own_site(project: Project) -> Project:
    """The same, not built, for a test that changes it."""
    return write_site(project)


def text(html: str) -> str:
    return " ".join(unescape(re.sub("<[^>]+>", " ", html)).split())


def section(page: str, anchor: str) -> str:
    """The part of a page from the heading with an anchor to the next part of its kind."""
    return page.partition(f'id="{anchor}"')[2].partition("</section>")[0]


def test_an_event_says_when_what_and_how_certain_and_its_marks_lead_to_their_meaning(site: Project) -> None:
    event = section(site.page("events"), "raid")
    assert event.index('<time class="date" datetime="2018-08-24">') < event.index("<h2>") < event.index("Police came")
    assert "documented" in text(event) and "1 source in 1 stream" in text(event)
    assert 'href="about/method.html#certainty"' in event and 'href="about/method.html#evidence"' in event


def test_links_of_a_record_are_folded_in_one_line_that_counts_them(site: Project) -> None:
    event = section(site.page("events"), "raid")
    folded = re.search(r"<details[^>]*>\s*<summary>(.*?)</summary>(.*?)</details>", event, re.DOTALL)
    assert folded and folded[1] == "1 person" and 'href="yue-xin.html"' in folded[2]


def test_a_long_list_is_folded_past_ten(own_site: Project) -> None:
    more = "".join(
        f":::{{event}} raid-{number}\n:title: Raid {number}\n:date: 2018-08-{number}\n:people: yue-xin\n"
        f":certainty: reported\n:arena: supporters\n\nIt came {{cite:p}}`yue2018letter`.\n:::\n\n"
        for number in range(10, 22)
    )
    own_site.add_page("more", f"# More\n\n{more}")
    page = own_site.built().page("yue-xin")
    listed, _folded, rest = page.partition("<summary>3 more</summary>")
    assert "Raid 10" in listed and "Raid 19" in listed and "Raid 20" not in listed and "Raid 21" in rest


def test_a_person_has_a_box_of_facts_with_the_last_report(site: Project) -> None:
    page = site.page("yue-xin")
    box = text(page.partition("infobox")[2].partition("Wrote")[0])
    assert "岳昕" in box and "Role : Graduate" in box.replace("Role:", "Role :")
    assert "Last publicly reported, August 2018 Not heard of" in box


def test_a_claim_is_a_card_with_speaker_place_verdict_relations_and_replies(site: Project) -> None:
    page = site.page("debate/questions/irony")
    first, second = text(section(page, "a-irony")), text(section(page, "x-no-irony"))
    assert first.index("A says · no. 1 · first message borne out in part") < first.index("It was irony")
    assert "answered by X 2" in first and "no reply found" not in first
    assert "answers A 1: It was irony" in second
    assert "answers A : Power laughs last" in second
    assert "no reply found" not in second  # a fact asks for none
    other = site.page("debate/questions/power")
    assert "answered by 1 under “Irony”" in text(section(other, "a-power"))


def test_who_grants_a_claim_has_replied_to_it_and_who_narrows_his_own_has_not(own_site: Project) -> None:
    first = claim("first-one", title="One", by="A", topic="power")
    for by, how, is_open in (("X", "concedes-to", False), ("X", "qualifies", False), ("A", "qualifies", True)):
        last = claim("last-one", title="Last", by=by, topic="power", **{how: "first-one"})
        own_site.write("debate/questions/power.md", OTHER_QUESTION + first + last)
        card = text(section(own_site.built().page("debate/questions/power"), "first-one"))
        assert ("no reply found" in card) is is_open


def test_the_first_sentence_of_what_was_found_is_seen_and_the_rest_folded(site: Project) -> None:
    card = section(site.page("debate/questions/irony"), "a-irony")
    seen, folded = card.split("<summary>What was found · 1 source</summary>")
    assert "as E. H. Carr says" in text(seen) and "It stands in the Chinese" in text(folded)


def test_what_is_the_same_for_all_claims_is_said_once(site: Project) -> None:
    page = text(site.page("debate/questions/irony"))
    assert page.count("Last reviewed 25 November 2026") == 1
    assert page.count("All of these are from") == 1


def test_no_id_is_shown(site: Project) -> None:
    page = text(site.page("debate/questions/irony"))
    for hidden in ("not-checkable", "qualified", "a-irony", "x-no-irony", "evidence:"):
        assert hidden not in page.partition("Sources of this page")[0].partition("It was irony")[2]


def test_a_question_opens_with_two_views(site: Project) -> None:
    page = site.page("debate/questions/irony")
    views = text(page.partition("two-views")[2].partition("<svg")[0])
    assert "It was irony" in views and "It was not" in views


def test_a_view_of_a_claim_that_does_not_exist_is_a_mistake(own_site: Project) -> None:
    own_site.change("debate/questions/irony.md", "{two-views} a-irony,", "{two-views} a-irny,")
    said = own_site.failed()
    assert "irony.md:3: [unknown-claim] no claim has the id 'a-irny'. Fix: did you mean 'a-irony'" in said


def test_a_position_is_fair_to_both_sides_at_a_glance(site: Project) -> None:
    page = site.page("debate/positions/the-defence")
    box = text(page.partition("at-a-glance")[2].partition("<section")[0])
    order = ["Nobody was deceived.", "It was not – X", "They meant it.", "Not all did.", "Whether they meant it."]
    assert [box.index(words) for words in order] == sorted(box.index(words) for words in order)
    assert "So A says" not in box and "Nobody can ask them" not in box
    assert "Nobody was deceived." in text(section(page, "the-case-at-its-best"))  # and it still stands there


def test_the_book_prints_what_the_website_folds(site: Project) -> None:
    site.built("pdf")
    source = (site.folder / "pdf" / "typst" / "jasic.typ").read_text(encoding="utf-8")
    source = re.sub(r'"?#whole\("(.*?)"\)#"', r"\1", source)  # names and the like, which are not divided
    for words in ("It stands in the Chinese", "Nobody was deceived.", "Last publicly reported"):
        assert words in source
    assert "What was found ·" not in source


def test_a_sentence_ends_where_a_reader_would_say_so() -> None:
    first, rest = split_sentence(nodes.paragraph("", "E. H. Carr wrote “no.” He left. It ended."))
    assert (first.astext(), rest.astext()) == ("E. H. Carr wrote “no.”", "He left. It ended.")
    cited = nodes.paragraph("", "", nodes.Text("It ended "), nodes.inline("", "(Li 2018)"), nodes.Text(". So he left."))
    assert [part.astext() for part in split_sentence(cited)] == ["It ended (Li 2018).", "So he left."]
    assert split_sentence(nodes.paragraph("", "结束了。他走了。"))[0].astext() == "结束了。"


def test_the_contents_of_a_page_have_few_entries_and_fold_the_rest() -> None:
    knowledge = Knowledge({}, {})
    records = [Heading(f"claim-{number}", f"Claim {number}", []) for number in range(20)]
    sections = [Heading("map", "Map", []), Heading("exchange", "Exchange", records)]
    html = contents_html([Heading("", "Page", sections)], knowledge)
    seen, folded = html.split("<details>")
    assert seen.count("<a ") == 1 + len(sections) and "<summary>20 more</summary>" in folded
    many = contents_html([Heading("", "Page", records)], knowledge)
    assert many.split("<details>")[0].count("<a ") == 1 + MOST
