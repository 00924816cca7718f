"""The site in another language: our words, dates, texts of records, marks; and never that of the builder's computer."""

import ast
import calendar
import locale
import re
import shutil
import subprocess
import time
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

import lxml.html
import pytest
from babel.dates import get_month_names
from babel.messages.catalog import Catalog
from babel.messages.frontend import CommandLineInterface
from babel.messages.pofile import read_po
from conftest import REFERENCES, ROOT, WORK, Project, in_turn, write_catalogue
from conftest import record as as_record

from jasic import translation
from jasic.figures.phase import PHASE_STRIP
from jasic.model.custody import CONFIRMED, MEASURES
from jasic.model.record_kinds import KINDS, Kind, Listed, Type
from jasic.model.sources import LANGUAGES, NOT_SEEN, OUTLET_STREAMS, SEEN, STREAMS
from jasic.nodes.registry import views
from jasic.rules.check import check

CHINESE = ("-D", "language=zh_CN")


def pages(project: Project, out: str) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in (project.folder / out).rglob("*.html")}


# The language of the builder's computer

MONTHS = {f"{name}.UTF-8": " ".join(get_month_names(locale=name).values()) for name in ("de_DE", "zh_CN")}


@pytest.fixture(params=MONTHS)
def foreign_computer(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A computer in another language: by its own locale where the system can make it, and in Python in any case."""
    language, _dot, encoding = request.param.partition(".")
    localedef = shutil.which("localedef")
    if localedef and Path("/usr/share/i18n/locales", language).exists():
        folder = WORK / "locales"
        with in_turn("locales"):
            if not (folder / request.param).exists():  # it takes seconds and is the same each time
                made = folder / "made" / request.param  # a run that is broken off leaves no half of one in its place
                made.parent.mkdir(parents=True, exist_ok=True)
                subprocess.run([localedef, "-i", language, "-f", encoding, str(made)], check=True)
                made.rename(folder / request.param)
        monkeypatch.setenv("LOCPATH", str(folder))
        locale.setlocale(locale.LC_ALL, request.param)
    names = ["", *MONTHS[request.param].split()]
    strftime = time.strftime
    monkeypatch.setattr(calendar, "month_name", names)
    monkeypatch.setattr(calendar, "month_abbr", [name[:3] for name in names])
    monkeypatch.setattr(time, "strftime", lambda form, *when: strftime(re.sub("%[bBaA]", names[1], form), *when))
    monkeypatch.setenv("LC_ALL", request.param)
    yield
    monkeypatch.undo()
    locale.setlocale(locale.LC_ALL, "C")


def with_coverage(project: Project) -> Project:
    project.say(":::{coverage}\n:::")
    return project


@pytest.fixture(scope="module")
def english_pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The small project as every computer should build it; made before the computer is a foreign one."""
    project = with_coverage(Project(tmp_path_factory.mktemp("english")))
    project.built(out="here")
    return pages(project, "here")


@pytest.mark.usefixtures("foreign_computer")
def test_the_language_of_the_computer_is_nowhere_in_the_pages(
    project: Project, english_pages: dict[str, bytes]
) -> None:
    with_coverage(project).built(out="there")
    assert "24 August 2018" in project.page("events", "there")
    assert pages(project, "there") == english_pages


# Words of ours

LOREM = "Lorem ipsum dolor sit amet"  # what the records of the pseudo-translated project say
# Names, and what the theme `basic` does not translate.
OTHER_WORDS = {"doi", "sf", "sphinx", "main", "related", "atom", "bibtex", "csl", "csv", "json", "ris"}
PSEUDO = "zh_TW"  # Sphinx has its own words in this language, so that what is left in English is ours
ID = "lorem"
CITED = ("amet2018", "lorem2018")
NGO = "ipsum2012"  # of the stream whose word on somebody's custody may stand alone
SPANS = ("2018-07-27", "2018-07-27/2018-08-24", "2018-07?", "2018")  # dates of every form


def option_values(kind: Kind, number: int) -> Iterator[tuple[str, str]]:
    """A value for each option of a record; the record before it is the one that it names."""
    for name, option in kind.options.items():
        match option.type:
            case Type.TEXT:
                yield (
                    name,
                    {"zh": "张圣业", "zh-hant": "張聖業", "pinyin": "Zhāng Shèngyè", "zh-title": "罢工"}.get(
                        name, f"{LOREM} {number}"
                    ),
                )
            case Type.NAMES:
                yield name, "Dolor; Sit"
            case Type.DATE:
                yield name, ("2018~", "2018-08", "2018-08-24")[min(number, 2)] if name == "date" else "2018-08-24"
            case Type.CHOICE:
                yield name, list(option.choices)[number % len(option.choices)]
            case Type.SOURCE:
                yield name, "lorem2018"
            case Type.QUESTION:
                yield name, ID
            case Type.LINES:
                yield name, "1-2"
            case Type.COORDINATES:
                yield name, "22.7, 114.3"
            case Type.RECORDS if option.kind != next(key for key, other in KINDS.items() if other is kind):
                yield name, f"{option.kind}-{number % 2}"
            case Type.RECORDS if number:
                yield name, f"{option.kind}-{number - 1}"


def record(name: str, number: int) -> str:
    text = "\n".join(["Lorem {cite:p}`lorem2018, amet2018`.\n", *list_items(KINDS[name].listed)])
    return as_record(name, f"{name}-{number}", text, **dict(option_values(KINDS[name], number)))


def list_items(listed: Listed) -> Iterator[str]:
    """What the list of a record says: for custody every measure."""
    if listed is Listed.ESTIMATES:
        yield "- 50–60: lorem {cite:p}`lorem2018`"
        yield "- 40: ipsum {cite:t}`amet2018`"
    elif listed is Listed.SITUATIONS:
        for measure, span in zip(MEASURES, cycle(SPANS)):
            yield f"- {measure}, {span}, place-0, {CONFIRMED}: lorem {{cite:p}}`{CITED[1]}, {NGO}`"


def source(key: str, number: int) -> str:
    date = ["2018-08-24", "2018", ""][number % 3]
    stream = "scholarship" if key in CITED else list(STREAMS)[number % len(STREAMS)]
    seen = list(SEEN)[number % len(SEEN)]
    fields = {
        "author": "Lorem, Ipsum and Dolor, Sit and others" if number else "Amet, Ipsum",
        "title": f"Lorem {number}",
        "titletranslation": "Ipsum",
        "shorttitle": "" if date else f"Lorem {number}",
        "booktitle": "Dolor",
        "publisher": "Lorem",
        "date": date,
        "url": f"https://example.org/{key}",
        "urldate": "2018-09-01",
        "archiveurl": f"https://example.net/{key}",
        "archivedate": "2018-09-01" if number % 2 else "",
        "langid": list(LANGUAGES)[number % len(LANGUAGES)],
        "stream": stream,
        "outlet": "Ipsum" if stream in OUTLET_STREAMS else "",
        "seen": seen,
        "via": CITED[0] if seen == NOT_SEEN else "",
        "note": "Amet",
    }
    return f"@misc{{{key},\n" + "".join(f"  {name} = {{{text}}},\n" for name, text in fields.items() if text) + "}\n"


def write_everything(project: Project) -> None:
    """Every kind of record with every option, every view, sources of every form; only in words of LOREM."""
    counts = {
        name: max([2, *(len(option.choices) for option in kind.options.values())]) for name, kind in KINDS.items()
    }
    files = {f"{name}.md": "".join(record(name, number) for number in range(counts[name])) for name in KINDS}
    files["questions/lorem.md"] = files.pop("claim.md")
    arguments = {
        "annotated-bibliography": STREAMS,
        "argument-map": [ID],
        "count-figures": ["count-0"],
        "course": ["count-0"],
        "directory": [*KINDS, "person by page"],
        "fields": [*KINDS, "source"],
        "two-views": ["claim-0, claim-1"],
    }
    asked = {
        view: "".join(f":::{{{view}}} {argument}\n:::\n\n" for argument in arguments.get(view, [""]))
        for view in views()
    }
    files["2018-08-lorem.md"] = files.pop("event.md") + asked.pop(PHASE_STRIP)
    files |= {"sources.md": "```{bibliography}\n```\n", "dolor.md": asked.pop("fields")}
    files["sit.md"] = "".join(asked.values())  # a page may hold so many of them and no more
    for page in project.docs.glob("*.md"):
        page.unlink()
    for file, text in files.items():
        project.write(file, f"# Lorem\n\n{text}")
    names = "\n".join(file.removesuffix(".md") for file in files)
    project.write("index.md", f"# Lorem\n\n```{{toctree}}\n{names}\n```\n")
    project.change("conf.py", '"Small"', '"Lorem"')
    keys = sorted([*CITED, *(f"ipsum201{number}" for number in range(8))])
    bibliography = "".join(source(key, number) for number, key in enumerate(keys))
    project.write(REFERENCES, bibliography)
    states, moved = ("dead", "dead-archived", "moved"), "https://example.org/lorem"
    answers = ", ".join(
        f'"https://example.org/{key}": {{"state": "{state}", "detail": "{moved}", "failing_since": "{since}"}}'
        for key, state, since in zip(keys, states * 2, ["2018-09-01"] * 3 + [""] * 3)
    )
    project.write("reference/link-status.json", f"{{{answers}}}")


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of our words as `nox -s translate` finds them."""
    template = tmp_path_factory.mktemp("extracted") / "jasic.pot"
    extract = ["-q", "extract", "-F", str(ROOT / "pyproject.toml"), "-o", str(template)]
    CommandLineInterface().run(  # type: ignore[no-untyped-call]
        ["pybabel", *extract, str(ROOT / "docs" / "_ext"), str(ROOT / "docs" / "_templates")]
    )
    return template


def extracted(template: Path) -> Catalog:
    with template.open("rb") as pot:
        return read_po(pot, locale=PSEUDO)


def test_every_word_of_ours_reaches_translators(template: Path) -> None:
    """Also where it is written so that Babel may pass over it, as inside of an f-string."""
    code = [ast.parse(file.read_text(encoding="utf-8")) for file in (ROOT / "docs" / "_ext").rglob("*.py")]
    calls = [node for tree in code for node in ast.walk(tree) if isinstance(node, ast.Call)]
    calls = [call for call in calls if isinstance(call.func, ast.Name) and call.func.id == "_"]
    words = {word.value for call in calls for word in call.args[:1] if isinstance(word, ast.Constant)}
    assert len(words) > 300
    assert words <= {message.id for message in extracted(template)}


# What writers type and machines read is alike in every language.
HIDDEN = "//script | //style | //code | //pre"
SHOWN = "//text() | //@title | //@alt | //@aria-label | //@placeholder"


def visible_text(page: str) -> str:
    """What readers see, hear or find under the pointer."""
    tree = lxml.html.fromstring(page)
    for element in tree.xpath(HIDDEN):
        element.drop_tree()
    return "\n".join(tree.xpath(SHOWN))


def test_no_word_of_ours_stays_english(project: Project, template: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_everything(project)
    between_brackets = {str(message.id): f"⟦{message.id}⟧" for message in extracted(template) if message.id}
    write_catalogue(project.folder / "locales", PSEUDO, translation.CATALOGUE, between_brackets)
    monkeypatch.setattr(translation, "LOCALES", project.folder / "locales")
    project.built(options=("-D", f"language={PSEUDO}"))
    known = set(LOREM.lower().split()) | OTHER_WORDS
    left: dict[str, set[str]] = {}
    for file in (project.folder / "html").rglob("*.html"):
        if file.name in ("search.html", "genindex.html"):
            continue
        text = visible_text(file.read_text(encoding="utf-8"))
        while "⟦" in text:
            text, pairs = re.subn("⟦[^⟦⟧]*⟧", " ", text)
            assert pairs, "a translation was cut in two"
        text = re.sub(r"https?://\S+|\S+\.html\S*", " ", text)
        for word in set(re.findall(r"(?<!\w)[a-z]{2,}(?!\w)", text.lower())) - known:
            left.setdefault(word, set()).add(file.name)
    assert not left


# Texts of pages, records and sources

CATALOGUES = {
    "events": {
        "Events": "事件",
        "The raid": "清场",
        "Police came {cite:p}`yue2018letter`.": "警察来到 Huizhou Support Group 的住处 {cite:p}`yue2018letter`。",
    },
    "yue-xin": {"Graduate": "毕业生", "Not heard of": "没有消息"},
    "sources": {"An open letter": "致社会的公开信", "Seen in a copy": "据副本"},
}


@pytest.fixture
def chinese_project(project: Project) -> Project:
    """The small project, half translated, with pinyin and a note on a source."""
    project.change("yue-xin.md", ":zh: 岳昕\n", ":zh: 岳昕\n:pinyin: Yuè Xīn\n")
    project.change(REFERENCES, "{full},\n}\n\n", "{full},\n  note = {Seen in a copy},\n}\n\n")
    for page, texts in CATALOGUES.items():
        write_catalogue(project.docs / "locales", "zh_CN", page, texts)
    return project


EDITORS = """# What editors for gettext leave in a catalogue.
msgid ""
msgstr ""
"Language: zh_CN\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=1; plural=0;\\n"

#: docs/events.md:3
#, python-format
#| msgid "The search"
msgid "The raid"
msgstr "清场"

msgctxt "a title"
msgid "The raid"
msgstr "清场"

msgid "a day"
msgid_plural "days"
msgstr[0] "天"

#, fuzzy
msgid "Events"
msgstr ""

#~ msgid "The raid"
#~ msgstr "搜查"
"""


@pytest.mark.parametrize("folder", ["zh_CN", "zh-CN", "zh", "zh_Hans", "zh_Hans_CN"])
def test_what_editors_for_gettext_write_is_no_mistake(folder: str, project: Project) -> None:
    project.write(f"locales/{folder}/LC_MESSAGES/events.po", EDITORS)
    assert [str(mistake) for mistake in check(project.docs)[1]] == []


def messages_of(project: Project, page: str) -> dict[str, list[tuple[str, int]]]:
    """What translators get of a page: each text with the files and lines where it stands."""
    project.built("gettext")
    with (project.folder / "gettext" / f"{page}.pot").open("rb") as pot:
        return {str(message.id): message.locations for message in read_po(pot) if message.id}


def test_what_a_record_says_is_translated_wherever_it_stands(chinese_project: Project) -> None:
    chinese_project.built(options=CHINESE)
    events, person, sources = (chinese_project.page(name) for name in ("events", "yue-xin", "sources"))
    assert "2018年8月24日" in events
    assert "毕业生" in person
    reported = re.sub("<[^>]*>", "", re.findall('<div class="last-report.*?</div>', person, re.DOTALL)[0])
    assert "没有消息" in reported and "2018年8月" in reported
    assert events.count("清场") >= 2  # heading and chronology
    assert "清场" in person  # a link by its title, and the backlink
    assert "清场" in sources
    assert "The raid" not in events + sources
    assert "[致社会的公开信]" in sources
    assert "据副本." in sources


def test_a_record_keeps_the_name_by_which_pages_call_it(chinese_project: Project) -> None:
    chinese_project.change("yue-xin.md", "{event}`raid`", "{event}`The raid`")
    chinese_project.built(options=CHINESE)
    assert 'href="events.html#raid"' in chinese_project.page("yue-xin")


def test_a_translation_that_changes_reaches_all_pages(chinese_project: Project) -> None:
    chinese_project.built(options=CHINESE)
    write_catalogue(chinese_project.docs / "locales", "zh_CN", "events", CATALOGUES["events"] | {"The raid": "抓捕"})
    chinese_project.built(options=CHINESE)
    chinese_project.built(out="clean", options=CHINESE)
    assert "抓捕" in chinese_project.page("yue-xin")
    assert pages(chinese_project, "html") == pages(chinese_project, "clean")


def test_a_translation_that_is_taken_back_leaves_nothing(chinese_project: Project) -> None:
    chinese_project.built(options=CHINESE)
    for catalogue in (chinese_project.docs / "locales").rglob("events.*"):
        catalogue.unlink()
    chinese_project.built(options=CHINESE)
    chinese_project.built(out="clean", options=CHINESE)
    assert "The raid" in chinese_project.page("events")
    assert pages(chinese_project, "html") == pages(chinese_project, "clean")


def test_translators_get_what_records_and_sources_say(chinese_project: Project) -> None:
    person = messages_of(chinese_project, "yue-xin")
    assert {"Yue Xin", "Graduate", "Not heard of"} <= person.keys()
    assert not {"岳昕", "Yuè Xīn"} & person.keys()
    assert messages_of(chinese_project, "events").keys() == CATALOGUES["events"].keys()
    assert messages_of(chinese_project, "sources").keys() == {"Sources", *CATALOGUES["sources"]}
    file, line = person["Graduate"][0]
    assert (Path(file).name, line) == ("yue-xin.md", 7)


def test_the_figures_of_a_count_are_translated_with_their_sentence(chinese_project: Project) -> None:
    item = "about 40: reporters {cite:p}`yue2018letter`"
    figures = f"- {item}\n- 50: others {{cite:p}}`yue2018letter`"
    count = as_record("count", "taken", figures, title="Taken", date="2018-08-24")
    chinese_project.add_page("numbers", f"# Numbers\n\n{count}")
    translated = {item: "约40人：记者 {cite:p}`yue2018letter`"}
    write_catalogue(chinese_project.docs / "locales", "zh_CN", "numbers", translated)
    assert item in messages_of(chinese_project, "numbers")
    chinese_project.built(options=CHINESE)
    page = chinese_project.page("numbers")
    assert "<p>约40人</p>" in page
    assert "<p>记者 " in page


# Languages marked the other way round


def test_english_is_marked_in_a_chinese_build(chinese_project: Project) -> None:
    chinese_project.built(options=CHINESE)
    events, person = chinese_project.page("events"), chinese_project.page("yue-xin")
    assert '<p lang="en">Wrote <span lang="zh-hans">公开信</span>' in person  # not translated yet
    assert '<span lang="en">Huizhou Support Group</span>' in events
    assert 'lang="zh-hans">警察' not in events
    assert "<em>Yuè Xīn</em>" in person


def test_pinyin_in_english_is_marked_as_what_it_is(chinese_project: Project) -> None:
    chinese_project.change("yue-xin.md", "Wrote 公开信", "Yue Xin (岳昕 Yuè Xīn) wrote a letter")
    chinese_project.change("events.md", "Police came", "Police came for Yuè Xīn")
    chinese_project.built(options=CHINESE)
    marked = '<span lang="zh-latn-pinyin">Yuè Xīn</span>'
    assert f'(<span lang="zh-hans">岳昕</span> {marked}) wrote' in chinese_project.page("yue-xin")
    assert f"Police came for {marked} " in chinese_project.page("events")
