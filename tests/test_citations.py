"""A citation is quiet in the line, whole at the foot of the page, and resolvable in every medium."""

import re
import zipfile
from pathlib import Path

import pypdf
import pytest
from conftest import EVENTS, REAL_THEME, REFERENCES, Project, words
from playwright.sync_api import Page

from jasic.model.records import Value
from jasic.model.sources import Source, author_date_labels

SOURCES = """
@online{qiu2018line,
  author = {秋火}, sortname = {Qiuhuo}, title = {时间线（至今）}, titletranslation = {Timeline},
  date = {2018-08/2018-09}, url = {https://example.org/qiu}, langid = {zh-Hans}, stream = {left}, seen = {full},
}

@online{reuters2018a,
  author = {Wong, Sue-Lin}, outlet = {Reuters}, title = {Riot police},
  date = {2018-08-24}, url = {https://example.org/a}, langid = {en}, stream = {press}, seen = {full},
}

@online{reuters2018b,
  author = {Wong, Sue-Lin}, outlet = {Reuters}, title = {Riot police again},
  date = {2018-08-24}, url = {https://example.org/b}, langid = {en}, stream = {press}, seen = {full},
}

@online{zhang2018record,
  author = {Zhang, Shengye}, title = {A record}, date = {2018-08-27}, url = {https://example.org/z},
  archiveurl = {https://example.net/z}, archivedate = {2018-08-30}, langid = {en}, stream = {workers}, seen = {full},
}
"""
RAID = """# The raid

Police came {cite:p}`reuters2018a,zhang2018record`. They filmed {cite:p}`zhang2018record`.
The students had gone, activists told Reuters {cite:p}`reuters2018b`, as {cite:t}`qiu2018line` has it.
They filmed {cite:p}`zhang2018record`, and {cite:t}`qiu2018line` agrees.

Another paragraph {cite:p}`zhang2018record`.
"""
INDEX = "# Small\n\n```{toctree}\nraid\nsources\n```\n"


def write_citing(project: Project) -> Project:
    """A page that cites, and a bibliography on one page."""
    for name in ("events.md", "yue-xin.md"):
        (project.docs / name).unlink()
    project.write("index.md", INDEX)
    project.write("raid.md", RAID)
    project.write(REFERENCES, SOURCES)
    return project


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The built project, which its readers leave as it is."""
    return write_citing(Project(tmp_path_factory.mktemp("site"))).built()


@pytest.fixture
def project(project: Project) -> Project:
    """The same, not built, for a test that changes it."""
    return write_citing(project)


def on_screen(html: str) -> list[str]:
    """The citations of a page as they look: ▪ stands for a shape, whatever it is."""
    found = re.findall(r'<span class="bibtex-citation[^"]*"[^>]*>(.*?</a>)</span>', html, re.DOTALL)
    seen = [re.sub(r'<span class="(?:unseen|printed)">.*?</span>', "", citation) for citation in found]
    return [words(re.sub(r"<a ", "▪<a ", citation)) for citation in seen]


def test_a_name_stands_in_the_line_and_a_shape_alone_where_it_is_said(site: Project) -> None:
    page = site.page("raid")
    assert on_screen(page) == ["▪Reuters 24 Aug a ▪Zhang", "▪", "▪ 24 Aug b", "▪Qiuhuo", "▪", "▪Qiuhuo", "▪Zhang"]
    assert page.count('class="stream-workers reference internal"') >= 4


def test_what_a_shape_alone_means_is_said_on_its_page_and_on_no_other(project: Project) -> None:
    project.write("index.md", INDEX.replace("raid\n", "raid\nonce\n"))
    project.write("once.md", "# Once\n\nThey filmed {cite:p}`zhang2018record`.\n")
    site = project.built()
    assert "A shape alone: the source last named" in words(site.page("raid").partition('id="sources-of-this-page"')[2])
    assert "A shape alone" not in site.page("once")


def test_paper_and_screen_readers_get_names_and_dates(site: Project) -> None:
    page = site.page("raid")
    assert page.count('<span class="printed">24 Aug 2018 a</span>') == 1
    assert '<span class="unseen">Reuters</span>' in page


def test_an_abbreviation_that_ends_a_sentence_has_one_point(project: Project) -> None:
    """On the screen; on paper the date stands between the two."""
    scholars = SOURCES.replace("{Zhang, Shengye}", "{Zhang, Shengye and Pun, Ngai and Chan, Jenny and Qiu, Jack}")
    project.write(REFERENCES, scholars)
    project.write(
        "raid.md", "# The raid\n\nThey wrote {cite:p}`zhang2018record`. So {cite:p}`zhang2018record`, they did.\n"
    )
    page = project.built().page("raid")
    assert 'Zhang et al<span class="point">.</span><span class="printed">' in page
    assert 'class="unseen">Zhang et al.</span>' in page


def test_each_citation_leads_to_a_line_that_leads_on_and_back(site: Project) -> None:
    page = site.page("raid")
    text, _, line_by_line = page.partition('id="sources-of-this-page"')
    for key in ("reuters2018a", "reuters2018b", "zhang2018record", "qiu2018line"):
        assert f'href="#ref-{key}"' in text
        line = line_by_line.partition(f'id="ref-{key}"')[2].partition("</li>")[0]
        assert f'href="sources.html#src-{key}"' in line
        back = re.findall(r'href="#(cite-\d+)"', line)
        assert back
        assert all(f'id="{place}"' in text for place in back)
    zhang = words(line_by_line.partition('id="ref-zhang2018record"')[2].partition("</li>")[0])
    assert "Zhang 2018 Shengye Zhang. A record." in zhang
    assert "original · archived copy" in zhang
    assert "↑ 1 2" in zhang  # once for each paragraph
    assert "In Chinese." in words(line_by_line)


def test_more_sources_of_one_day_than_the_alphabet_has_letters() -> None:
    fields = {"outlet": Value("Reuters", 1), "date": Value("2018-08-24", 1), "stream": Value("press", 1)}
    many = [Source(f"reuters2018{number:02}", "online", number, dict(fields)) for number in range(28)]
    named = sorted(when.removeprefix("24 Aug 2018 ") for _name, when in author_date_labels(many).values())
    assert named == sorted([*"abcdefghijklmnopqrstuvwxyz", "aa", "ab"])


def test_labels_are_the_same_in_every_medium(site: Project) -> None:
    labels = {"Reuters 24 Aug 2018 a", "Reuters 24 Aug 2018 b", "Zhang 2018", "Qiuhuo 2018"}
    page, listed = words(site.page("raid")), words(site.page("sources"))
    assert [label for label in labels if label not in page or label not in listed] == []
    site.built("epub")
    with zipfile.ZipFile(next((site.folder / "epub").glob("*.epub"))) as book:
        raid, sources = (words(book.read(f"{name}.xhtml").decode()) for name in ("raid", "sources"))
    assert "(Reuters 24 Aug 2018 a; Zhang 2018)" in raid
    assert "Sources of this page" not in raid
    assert [label for label in labels if label not in sources] == []
    site.built("pdf")
    printed = " ".join(
        " ".join(page.extract_text() for page in pypdf.PdfReader(site.folder / "pdf" / "jasic.pdf").pages).split()
    )
    assert "(Reuters 24 Aug 2018 a; Zhang 2018)" in printed
    printed = printed.replace("Reuters (24 Aug 2018 b)", "Reuters 24 Aug 2018 b")  # as it stands in a sentence
    assert [label for label in labels if printed.count(label) < 2 and "Qiuhuo" not in label] == []


def test_an_outlet_is_named_before_its_reporters(site: Project) -> None:
    assert "Reuters 24 Aug 2018 a Sue-Lin Wong. Riot police." in words(site.page("raid"))


def test_a_text_known_through_another_names_both(project: Project) -> None:
    head, _, zhang = SOURCES.partition("title = {A record},")
    bibliography = f"{head}title = {{A record}}, via = {{qiu2018line}},{zhang.replace('full', 'no')}"
    project.write(REFERENCES, bibliography)
    page = project.built().page("raid")
    assert on_screen(page)[0] == "▪Reuters 24 Aug a ▪Zhang in ▪Qiuhuo"
    assert "Known through Qiuhuo 2018." in words(page)


def test_the_punctuation_of_a_chinese_title_is_chinese_too(site: Project) -> None:
    assert '<span lang="zh-hans">时间线（至今）</span>' in site.page("sources")


def test_traditional_characters_are_marked_as_such(project: Project) -> None:
    """Fonts draw many characters otherwise in Taiwan and Hong Kong, and nobody marks a name in the bibliography."""
    project.change("raid.md", "They filmed", "張聖業 wrote it, and 岳昕 of 一好一坏. They filmed")
    page = project.built().page("raid")
    assert '<span lang="zh-hant">張聖業</span>' in page
    assert '<span lang="zh-hans">岳昕</span>' in page
    assert '<span lang="zh-hans">一好一坏</span>' in page  # OpenCC takes 一坏 for an old phrase


def test_a_chinese_date_is_chinese_from_its_first_figure_on(project: Project) -> None:
    """Else a line may end between the figure and its sign; what is counted in English stays English."""
    project.change("raid.md", "They filmed", "On 7月20日 (8·24清场), no. 3 岳昕 and 2018-08-24岳昕. They filmed")
    page = project.built().page("raid")
    assert '<span lang="zh-hans">7月20日</span>' in page and '<span lang="zh-hans">8·24清场</span>' in page
    assert 'no. 3 <span lang="zh-hans">岳昕</span>' in page
    assert '2018-08-24<span lang="zh-hans">岳昕</span>' in page


# The bibliography in parts

PARTS = {
    "index.md": INDEX.replace("sources\n", "sources\nparts/press\nparts/others\n"),
    "parts/press.md": "# Reporters\n\n:::{bibliography} press 2018-\n:::\n",
    "parts/others.md": "# Others\n\n:::{bibliography} workers\n:::\n\n:::{bibliography} left -2018\n:::\n",
}


def write_parts(project: Project) -> Project:
    for name, text in PARTS.items():
        project.write(name, text)
    return project


@pytest.fixture(scope="module")
def parts(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The built project with a bibliography on several pages, which its readers leave as it is."""
    return write_parts(write_citing(Project(tmp_path_factory.mktemp("parts")))).built()


def test_each_source_stands_on_the_page_of_its_part(parts: Project) -> None:
    press, others = parts.page("parts/press"), parts.page("parts/others")
    assert "Riot police again" in press
    assert "Timeline" in others
    assert 'class="source from-press' not in others
    assert 'href="parts/press.html#src-reuters2018a"' in parts.page("raid")


def test_the_old_address_of_a_source_leads_on_without_a_script(parts: Project) -> None:
    overview = parts.page("sources")
    for key, part in {"reuters2018a": "press", "zhang2018record": "others", "qiu2018line": "others"}.items():
        link = re.search(rf'<a [^>]*id="src-{key}"[^>]*>|<a [^>]*href="[^"]*#src-{key}"[^>]*>', overview)
        assert link is not None
        assert f'href="parts/{part}.html#src-{key}"' in link[0]
        assert f'id="src-{key}"' in link[0]
    assert "4 sources by stream and year" in overview


def test_the_book_prints_one_list(parts: Project) -> None:
    parts.built("pdf")
    text = " ".join(page.extract_text() for page in pypdf.PdfReader(parts.folder / "pdf" / "jasic.pdf").pages)
    assert text.count("Riot police again") == 1
    assert "Reporters" not in text


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            ("parts/press.md", "press 2018-", "press 2019-"),
            "no page of the bibliography lists 'reuters2018a'",
        ),
        (("parts/others.md", "workers", "press"), "stand in docs/parts/press.md too"),
        (("parts/press.md", "press 2018-", "papers"), "'papers' cannot stand behind bibliography"),
    ],
)
def test_a_source_on_no_page_or_on_two_is_named(project: Project, change: tuple[str, str, str], message: str) -> None:
    write_parts(project).change(*change)
    assert message in project.failed()


def test_a_page_that_would_be_endless_is_named(project: Project) -> None:
    one = SOURCES.split("\n\n")[2]
    many = [one.replace("reuters2018b", f"reuters2018c{chr(97 + n // 26)}{chr(97 + n % 26)}") for n in range(201)]
    many = [text.replace("Riot police", f"Number {n}").replace("org/b", f"org/{n}") for n, text in enumerate(many)]
    project.write(REFERENCES, SOURCES + "\n" + "\n\n".join(many))
    said = write_parts(project).failed()
    assert "docs/parts/press.md:3: [bibliography-part] this page lists 203 sources" in said


# Cards


@pytest.fixture(scope="module")
def themed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the built website in Furo, where a page cites and names a record."""
    project = write_citing(Project(tmp_path_factory.mktemp("themed")))
    project.write("events.md", EVENTS.replace("yue2018letter", "zhang2018record").replace(":people: yue-xin\n", ""))
    project.change("raid.md", "Another", "The {event}`raid` and another")
    project.change("index.md", "raid\n", "raid\nevents\n")
    project.append("conf.py", REAL_THEME)
    return project.built().folder / "html"


@pytest.fixture
def raid(themed: Path, page: Page) -> Page:
    """The page that cites, open in a browser."""
    page.goto((themed / "raid.html").as_uri())
    return page


def test_a_card_shows_the_reference_stays_under_the_pointer_and_goes_with_escape(raid: Page) -> None:
    card = raid.locator(".preview-card")
    raid.locator(".bibtex-citation a").first.hover()
    card.wait_for()
    assert "Reuters 24 Aug 2018 a" in card.inner_text()
    card.hover()
    raid.wait_for_timeout(600)
    assert card.is_visible()
    raid.keyboard.press("Escape")
    assert card.count() == 0


def test_a_keyboard_opens_the_card_and_leaves_it(raid: Page) -> None:
    raid.locator(".bibtex-citation a").first.focus()
    raid.keyboard.press("Shift+Tab")
    raid.keyboard.press("Tab")
    assert "Riot police" in raid.locator(".preview-card").inner_text()
    raid.keyboard.press("Tab")
    assert "Shengye Zhang" in raid.locator(".preview-card").inner_text()


def test_without_a_script_a_citation_leads_to_its_line(site: Project, plain_page: Page) -> None:
    plain_page.goto((site.folder / "html" / "raid.html").as_uri())
    plain_page.locator(".bibtex-citation a").first.click()
    assert plain_page.url.endswith("#ref-reuters2018a")
    assert plain_page.locator("#ref-reuters2018a").is_visible()


def test_a_finger_shows_the_card_first_and_then_follows(themed: Path, phone: Page) -> None:
    phone.goto((themed / "raid.html").as_uri())
    citation = phone.locator(".bibtex-citation a").first
    citation.tap()
    assert "Riot police" in phone.locator(".preview-card").inner_text()
    assert "#ref-" not in phone.url
    citation.tap()
    assert phone.url.endswith("#ref-reuters2018a")
    assert phone.locator(".preview-card").count() == 0


def test_the_name_of_a_record_shows_what_it_is(raid: Page) -> None:
    raid.locator("article p > a", has_text="The raid").hover()
    card = raid.locator(".preview-card")
    card.wait_for()
    assert card.inner_text().split("\n\n") == ["The raid", "24 August 2018 · documented", "Police came."]


def test_each_stream_has_a_shape_of_its_own(raid: Page) -> None:
    shape = "link => getComputedStyle(link, '::before').maskImage"
    drawn = [link.evaluate(shape) for link in raid.locator(".stream-legend span").all()]
    assert all(picture.startswith('url("data:image/svg+xml,') for picture in drawn)
    assert len(set(drawn)) == 3
