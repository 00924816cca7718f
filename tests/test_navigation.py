"""The way through the pages: short titles, the way to a page, previous and next, the order of the contents."""

import re

import pytest
from conftest import CONF, EVENTS, REAL_THEME, Project, record

from jasic.rules.check import check

SUMMARY = "\n## 中文摘要 (summary in Chinese)\n\n经过。\n"
INDEX = "# Small\n\n```{toctree}\nstory/index\nsources\n```\n"
STORY = "# The story\n\n```{toctree}\nsecond\nfirst\n```\n\n:::{directory} event by page\n:::\n"


def phase(short: str, title: str, name: str) -> str:
    """A page with an event."""
    said = {"title": f"The {name}", "date": "2018-08-24", "certainty": "documented", "arena": "plant"}
    event = record("event", name, "Police came {cite:p}`yue2018letter`.", **said)
    return f"---\nshort: {short}\n---\n\n# {title}\n\n{event}"


@pytest.fixture
def site(project: Project) -> Project:
    """A site of two pages below a third, in another order than that of their names, with the theme of the website."""
    for name in ("events.md", "yue-xin.md"):
        (project.docs / name).unlink()
    project.write("conf.py", CONF + REAL_THEME)
    project.write("index.md", INDEX)
    project.write("story/index.md", STORY)
    project.write("story/first.md", phase("Raid & after", "The raid and all arrests", "raid"))
    project.write("story/second.md", phase("Before", "What came before it", "march"))
    return project.built()


def words(html: str) -> list[str]:
    """The words of a piece of HTML, tag by tag."""
    text = re.sub(r"<svg.*?</svg>", "", html, flags=re.DOTALL)
    return [words.strip() for words in re.split(r"<[^>]*>", text) if words.strip()]


def part(html: str, start: str, end: str) -> list[str]:
    match = re.search(f"{start}.*?{end}", html, re.DOTALL)
    assert match, start
    return words(match[0])


def test_people_by_page_are_named_and_what_is_said_of_them_stands_by_name_alone(project: Project) -> None:
    project.add_page("people", "# People\n\n:::{directory} person\n:::\n\n:::{directory} person by page\n:::\n")
    role = re.search("^:role: (.*)", (project.docs / "yue-xin.md").read_text(encoding="utf-8"), re.MULTILINE)
    page = project.built().page("people")
    assert role and page.count(f">{role[1]}<") == 1
    assert page.count('class="reference person">Yue Xin') == 2


def test_pages_go_by_their_short_titles_in_the_order_of_the_contents(site: Project) -> None:
    page = site.page("story/first")
    assert part(page, '<div class="sidebar-tree">', "</div>") == ["The story", "Before", "Raid &amp; after", "Sources"]
    assert part(page, '<nav class="breadcrumbs"', "</nav>") == ["The story"]
    assert "<h1>The raid and all arrests" in page
    assert part(page, '<a class="prev-page"', "</a>") == ["Previous", "Before"]
    assert part(site.page("story/second"), '<a class="next-page"', "</a>") == ["Next", "Raid &amp; after"]
    assert "breadcrumbs" not in site.page("sources")
    listed = part(site.page("story/index"), "<article", "</article>")
    assert listed.index("What came before it") < listed.index("The raid and all arrests")


def test_a_summary_in_chinese_is_one_step_from_the_top(site: Project) -> None:
    site.append("story/first.md", SUMMARY)
    site.built()
    above = site.page("story/first").partition("<h1>")[0]
    assert '<a href="#summary-in-chinese">中文摘要</a>' in above
    assert "chinese-summary" not in site.page("story/second")


def test_a_page_without_a_summary_in_chinese_leads_to_the_list_of_all(site: Project) -> None:
    """Also one that was written before there was a list; in it nothing but summaries is a link."""
    site.append("story/first.md", SUMMARY)
    site.write("story/index.md", f"---\nzh-title: 经过\n---\n\n{STORY}")
    site.built()
    site.append("sources.md", "\n## 中文摘要 (summaries in Chinese)\n\n:::{chinese-summaries}\n:::\n")
    site.built()
    for page, way in (
        ("index", "sources.html#summaries-in-chinese"),
        ("story/second", "../sources.html#summaries-in-chinese"),
        ("sources", "#summaries-in-chinese"),
        ("story/first", "#summary-in-chinese"),
    ):
        assert f'lang="zh-Hans"><a href="{way}">' in site.page(page).partition("<h1>")[0], page
    listed = site.page("sources").partition('<section id="summaries-in-chinese">')[2].partition("</section>")[0]
    links = re.findall('href="([^"]*)"', listed.partition("</h2>")[2])
    assert "经过" in listed and links == ["story/first.html#summary-in-chinese"]


def test_the_menu_has_the_first_level_in_chinese_too(site: Project) -> None:
    for name, title in (("index", "经过"), ("first", "清场")):
        file = site.docs / "story" / f"{name}.md"
        text = file.read_text(encoding="utf-8").removeprefix("---\n")
        heading = text if text.startswith("short:") else f"---\n\n{text}"
        site.write(f"story/{name}.md", f"---\nzh-title: {title}\n{heading}")
    site.built()
    for page in ("index", "sources", "story/first"):  # also those whose own text has not changed
        assert '>The story <span lang="zh-hans">经过</span></a>' in site.page(page), page
    assert "清场" not in part(site.page("story/first"), '<div class="sidebar-tree">', "</div>")


def test_a_new_short_title_reaches_the_pages_beside_it(site: Project) -> None:
    site.change("story/first.md", "short: Raid & after", "short: The raid")
    site.built()
    assert part(site.page("story/second"), '<a class="next-page"', "</a>") == ["Next", "The raid"]
    assert "The raid" in part(site.page("story/index"), '<div class="sidebar-tree">', "</div>")


def test_the_address_of_a_heading_is_known_before_the_build(project: Project) -> None:
    headings = (
        "## What {abbr}`ACFTU (a union)` did",
        "## {person}`The poet <yue-xin>` *speaks*",
        "## {person}`yue-xin` in H{sub}`2`",
        "## A — `b` \\* {cite:p}`yue2018letter`",
    )
    project.write(
        "events.md",
        "# Events\n\n"
        + "".join(f"{heading}\n\nWords.\n\n" for heading in headings)
        + EVENTS.removeprefix("# Events\n\n"),
    )
    known, _ = check(project.docs)
    project.built()
    built = re.findall(r'<section id="([^"]+)">', project.page("events"))
    assert [anchor for anchor in known.pages["events"].anchors if anchor not in built] == []
    assert len(known.pages["events"].anchors) == len(headings)
