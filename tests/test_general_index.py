"""The general index has Chinese where readers look for it."""

import re

from conftest import CLAIMS, Project, record

PLACES = record(
    "place", "pingshan", "A district.", name="Pingshan", zh="坪山区", zh_hant="坪山區", pinyin="Píngshān Qū"
) + record("place", "zhongnanhai", "A seat of power.", name="Zhongnanhai", zh="中南海", also="马峦山; 727广场")


def test_chinese_stands_by_its_pinyin_and_has_its_language(project: Project) -> None:
    project.add_page("places", f"# Places\n\n{PLACES}")
    index = project.built().page("genindex")
    entries = re.sub(r"<(?!/?h2)[^>]*>", "", index)
    words = ("<h2", "马峦山", "Píngshān Qū", "坪山区", "坪山區", "727广场", "Yue Xin", "岳昕", "Zhongnanhai", "中南海")
    places = [re.search(rf"{word}\s", entries).start() for word in words]  # type: ignore[union-attr]
    assert places == sorted(places)
    assert '<span lang="zh-hans">岳昕</span>' in index
    assert '<span lang="zh-hant">坪山區</span>' in index
    assert re.findall(r'<h2 id="(.)">', index) == ["M", "P", "Q", "Y", "Z"]


def test_claims_and_events_are_no_entries_since_they_are_sentences(project: Project) -> None:
    project.add_page("debate/questions/irony", f"# Irony\n\n{CLAIMS}")
    project.built()
    assert "It was not" in project.page("debate/questions/irony")
    assert "It was not" not in project.page("genindex")
    assert "The raid" not in project.page("genindex")
    assert "Yue Xin" in project.page("genindex")


def test_titles_stand_by_their_first_telling_word_and_stay_whole(project: Project) -> None:
    said = {"title": "A second letter; its author is sought", "date": "2018-08-19", "author": "unknown"}
    letter = record("document", "second-letter", "A letter {cite:p}`yue2018letter`.", **said, source="yue2018letter")
    project.add_page("letters", f"# Letters\n\n{letter}")
    project.built()
    index = re.sub(r"<(?!/?h2)[^>]*>", "", project.page("genindex"))
    under_s = re.search(r"<h2[^>]*>S</h2>(.*?)(?:<h2|$)", index, re.DOTALL)
    assert under_s
    assert "A second letter; its author is sought" in under_s[1]


def test_a_word_of_the_glossary_that_has_an_entry_of_its_own_is_told_from_it(project: Project) -> None:
    wall = record("place", "wall", "A wall.", name="Democracy Wall", zh="民主墙", pinyin="Mínzhǔqiáng")
    terms = "```{glossary}\nDemocracy Wall\n  A wall of bricks.\n\nbail\n  Release.\n```\n"
    project.add_page("words", f"# Words\n\n{wall}\n## Glossary\n\n{terms}")
    index = project.built().page("genindex")
    assert re.search(r'#wall"><strong>Democracy Wall</strong></a>\s*</li>', index)
    assert 'term-Democracy-Wall"><strong>Democracy Wall, in the glossary</strong></a>' in index
    assert 'term-bail"><strong>bail</strong></a>' in index and "[1]" not in index
