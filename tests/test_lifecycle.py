"""After every kind of change a second build gives what a clean build gives: pages, index, search, data."""

from __future__ import annotations

import gc
import marshal
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import CONF, DOCS, REAL_THEME, REFERENCES, Project, build_here
from PIL import Image

from jasic import cache, domain, freshness, packages
from jasic.domain import JasicDomain

Change = Callable[[Project], None]


def files(folder: Path) -> dict[str, bytes]:
    """The built files, name -> content, less what Sphinx keeps for itself."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not path.name.startswith(".") and not path.name.endswith(".pickle")
    }


def differing(one: dict[str, bytes], other: dict[str, bytes]) -> set[str]:
    """The files that are not the same in both, or in one alone."""
    return {name for name in one | other if one.get(name) != other.get(name)}


def built(project: Project, out: str, **options: Any) -> dict[str, bytes]:
    project.built(out=out, **options)
    return files(project.folder / out)


def add_to_conf(project: Project, text: str) -> None:
    project.append("conf.py", f"\n{text}\n")


def changing(name: str, old: str, new: str) -> Change:
    """A change of one text in a file of docs."""
    return lambda project: project.change(name, old, new)


edit = changing("events.md", "The raid", "The dawn raid")
edit_a_source = changing(REFERENCES, "2018-08-19", "2019-08-19")
edit_what_readers_type = changing("about/search.tsv", "bookkeeping", "papers of the plant")


def add_a_page(project: Project) -> None:
    project.write("debate/questions/strike.md", "# Strike\n\nSee {event}`raid`.\n")


def delete(project: Project) -> None:
    (project.docs / "last.md").unlink()
    project.change("index.md", "more\nlast\n", "more\n")


def rename_a_record(project: Project) -> None:
    project.change("events.md", "{event} raid", "{event} dawn-raid")
    project.change("yue-xin.md", "`raid`", "`dawn-raid`")
    project.change("debate/questions/strike.md", "`raid`", "`dawn-raid`")
    project.change("about/search.tsv", "raid\t", "dawn-raid\t")


def rename_a_page(project: Project) -> None:
    (project.docs / "events.md").rename(project.docs / "what-happened.md")
    project.change("index.md", "events\n", "what-happened\n")
    project.change("about/search.tsv", "events\t", "what-happened\t")


def rename_the_bibliography(project: Project) -> None:
    (project.docs / "sources.md").rename(project.docs / "bibliography.md")
    project.change("index.md", "sources\n", "bibliography\n")


def move_a_record(project: Project) -> None:
    text = (project.docs / "events.md").read_text(encoding="utf-8")
    record = text[text.index(":::{event}") : text.index(":::{chronology}")]
    project.write("events.md", text.replace(record, ""))
    project.append("more.md", "\n" + record)


def show(project: Project, folder: str, name: str) -> None:
    project.write(f"{folder}/show.md", f"---\norphan: true\n---\n# Show\n\n![Two dots in grey]({name})\n")


def add_two_pictures(project: Project) -> None:
    for grey, folder in enumerate(("first", "second")):
        show(project, folder, "dots.png")
        Image.new("L", (2, 1), grey).save(project.docs / folder / "dots.png")


def take_a_picture_away(project: Project) -> None:
    (project.docs / "first" / "show.md").unlink()
    (project.docs / "first" / "dots.png").unlink()


def rename_a_picture(project: Project) -> None:
    (project.docs / "second" / "dots.png").rename(project.docs / "second" / "grey.png")
    show(project, "second", "grey.png")


GLOSSARY = "---\norphan: true\n---\n# {title}\n\n:::{{glossary}}\n{term}\n  Explained.\n:::\n"


def add_a_term(project: Project) -> None:
    project.write("words.md", GLOSSARY.format(title="Words", term="hukou"))
    project.change("more.md", "It names", "It names {term}`hukou` and")


def move_a_term(project: Project) -> None:
    project.write("terms.md", GLOSSARY.format(title="Terms", term="hukou"))  # read before the page that it stood on
    project.write("words.md", GLOSSARY.format(title="Words", term="danwei"))


# In an order in which each finds what it changes.
CHANGES: dict[str, Change] = {
    "a title of a record": edit,
    "a source": edit_a_source,
    "a day that only citations have": changing(REFERENCES, "= {zh-Hans}", "= {zh-Hans},\n  urldate = {2018-09-01}"),
    "what readers type": edit_what_readers_type,
    "a page more": add_a_page,
    "a page less": delete,
    "a title of a page": changing("debate/questions/irony.md", "# Irony", "# Irony and its readers"),
    "the order": changing("index.md", "yue-xin\nmore\n", "more\nyue-xin\n"),
    "a caption": changing("index.md", ":caption: What happened", ":caption: What we know"),
    "a record under another name": rename_a_record,
    "a record on another page": move_a_record,
    "a page under another name": rename_a_page,
    "the bibliography under another name": rename_the_bibliography,
    "two pictures": add_two_pictures,
    "a picture less": take_a_picture_away,
    "a picture under another name": rename_a_picture,
    "a term": add_a_term,
    "a term on another page": move_a_term,
}
INDEX = """# Small

```{toctree}
:caption: What happened

events
yue-xin
more
last
sources
```

```{toctree}
:caption: The debate
:glob:

debate/questions/*
```
"""


@pytest.fixture
def larger(project: Project) -> Project:
    project.write("about/search.tsv", "events\tbookkeeping\nraid\tstorming of the flat\n")
    project.write("more.md", "# More\n\n:::{place} beijing\n:name: Beijing\n\nIt names {person}`yue-xin`.\n:::\n")
    project.write("last.md", "# Last\n\nNothing follows.\n")
    project.write("debate/questions/irony.md", "# Irony\n\nNothing is said of it here.\n")
    project.write("index.md", INDEX)
    return project


def test_second_build_equals_a_clean_one(larger: Project) -> None:
    built(larger, "html")
    for number, (name, change) in enumerate(CHANGES.items()):
        change(larger)
        assert differing(built(larger, "html"), built(larger, f"clean-{number}")) == set(), name


def written_and_changed(project: Project) -> tuple[set[str], set[str]]:
    """The pages that a second build writes, and those of them that come out otherwise than before."""
    paths = [path for path in (project.folder / "html").rglob("*.html") if path.stem not in ALWAYS]
    before = {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in paths}
    built(project, "html")
    written = {path.stem for path, (time, _text) in before.items() if path.stat().st_mtime_ns != time}
    return written, {path.stem for path, (_time, text) in before.items() if path.read_bytes() != text}


ALWAYS = ("genindex", "search")  # are written by Sphinx in every build
MOVING_LINES = changing(REFERENCES, "@online{yue", "\n\n@online{yue")
# Where some pages change, and others need not be written again.
EDITS = {
    "lines of sources": MOVING_LINES,
    "a paragraph": changing("events.md", "# Events", "# Events\n\nMore."),
    "an option": changing("yue-xin.md", ":role: Graduate", ":role: Graduate of law"),
    "a note": changing(REFERENCES, "langid           = {zh-Hans}", "langid = {zh-Hans},\n  note = {Read it.}"),
    "a title": edit,
    "what readers type": edit_what_readers_type,
}


def test_only_pages_that_change_are_written(larger: Project) -> None:
    built(larger, "html")
    assert written_and_changed(larger) == (set(), set())
    for name, change in EDITS.items():
        change(larger)
        written, changed = written_and_changed(larger)
        # What is typed shows in the index of the search alone.
        assert written - changed <= ({"events"} if change is edit_what_readers_type else set()), name
        assert changed <= written
        assert bool(written) == (change is not MOVING_LINES)


def test_two_pages_change_places(larger: Project) -> None:
    """Their files are as old as they were, so their times say nothing."""
    built(larger, "html")
    (larger.docs / "more.md").rename(larger.docs / "kept")
    (larger.docs / "last.md").rename(larger.docs / "more.md")
    (larger.docs / "kept").rename(larger.docs / "last.md")
    assert built(larger, "html") == built(larger, "clean")


def test_pages_asked_for_alone_leave_the_others_unknown(larger: Project) -> None:
    built(larger, "html")
    edit(larger)
    arguments = ["-q", "-b", "html", "-d", str(larger.folder / "doctrees-html"), str(larger.docs)]
    assert build_here([*arguments, str(larger.folder / "html"), str(larger.docs / "more.md")]).returncode == 0
    assert built(larger, "html") == built(larger, "clean")


def test_one_and_two_processes_give_the_same_files_and_notes(larger: Project) -> None:
    for number in range(8):
        larger.write(f"p{number}.md", f"---\norphan: true\n---\n\n# Page {number}\n\nSee {{event}}`raid`.\n")
    assert built(larger, "html", jobs=2) == built(larger, "one")
    assert written_and_changed(larger) == (set(), set())  # what the pages were made of is known
    edit(larger)
    assert built(larger, "html", jobs=2) == built(larger, "clean")


def test_two_processes_name_the_mistakes_that_one_names(larger: Project) -> None:
    for name in ("more.md", "events.md"):
        larger.write(name, (larger.docs / name).read_text(encoding="utf-8") + "\nSee {event}`raidd`.\n")
    one, two = larger.build(jobs=1), larger.build(jobs=2, doctrees="two")
    assert two.returncode == one.returncode == 1
    assert two.stderr == one.stderr
    assert two.stderr.count("[unknown-event]") == 2


# To be added to conf.py: what a page may meet in the process that writes it.
STUMBLE = """
import logging, os, signal

def stumble(app, pagename, templatename, context, doctree):
    if pagename == "events":
        {}

at_each_page.append(stumble)
"""


@pytest.mark.parametrize(
    ("stumble", "said"),
    [
        ("raise ValueError('a hole')", "a hole"),
        ("os.kill(os.getpid(), signal.SIGKILL)", "terminated abruptly"),
        ("logging.getLogger('sphinx.ours').warning('a doubt')", "a doubt"),
    ],
)
def test_what_fails_in_a_process_ends_the_build(larger: Project, stumble: str, said: str) -> None:
    larger.write("conf.py", CONF + STUMBLE.format(stumble))
    result = larger.build(jobs=2)
    assert result.returncode != 0
    assert said in result.stderr


def test_garbage_is_collected_as_before_when_a_build_is_over(project: Project) -> None:
    before = gc.get_threshold(), gc.get_freeze_count()
    built(project, "html")
    project.change("events.md", "{event} raid", "{even} raid")
    project.build()  # stops at a mistake
    assert (gc.get_threshold(), gc.get_freeze_count()) == before


def test_the_cache_is_read_again_and_nothing_else_is_believed(project: Project) -> None:
    built(project, "html")
    file = project.folder / "doctrees-html" / cache.FILE
    code, known = marshal.loads(file.read_bytes())
    assert ["yue", "xin"] in known.values()
    for kept in (b"", marshal.dumps(("other code", dict.fromkeys(known, "wrong"))), marshal.dumps((code, known))):
        cache.results.clear()
        file.write_bytes(kept)
        project.change("yue-xin.md", "Wrote ", "Wrote now ")
        assert built(project, "html") == built(project, f"clean-{len(kept)}")


def test_website_and_book_from_one_environment(larger: Project) -> None:
    clean = built(larger, "clean")
    for builder in ("pdf", "html"):
        larger.built(builder, doctrees="shared")
    edit(larger)
    for builder in ("pdf", "html"):
        larger.build(builder, doctrees="shared")
    assert b"The dawn raid" in files(larger.folder / "html")["yue-xin.html"]
    assert set(files(larger.folder / "html")) == set(clean)
    assert files(larger.folder / "html") == built(larger, "clean2")


def test_two_clean_books_are_the_same_bytes(larger: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1535068800")
    assert built(larger, "a", builder="pdf")["jasic.pdf"] == built(larger, "b", builder="pdf")["jasic.pdf"]


# To be added to conf.py: breaks the build off, as Ctrl-C does, at the page whose number stands in the file `stop`.
BREAK_OFF = """
def break_off(app, pagename, templatename, context, doctree):
    stop = app.confdir.parent / "stop"
    if stop.exists():
        left = int(stop.read_text())
        stop.write_text(str(left - 1))
        if left == 0:
            raise KeyboardInterrupt

at_each_page.append(break_off)
"""


def change_settings(project: Project) -> None:
    add_to_conf(project, 'html_title = "Other"')


@pytest.mark.parametrize(
    "change", [None, edit, edit_a_source, change_settings], ids=["first", "edit", "source", "settings"]
)
def test_after_a_build_that_was_broken_off_the_next_one_is_whole(larger: Project, change: Change | None) -> None:
    add_to_conf(larger, BREAK_OFF)
    before = {
        path: path.read_text(encoding="utf-8")
        for path in [*larger.docs.rglob("*.md"), larger.folder / "references.bib"]
    }
    if change:
        built(larger, "html")
        change(larger)
    (larger.folder / "stop").write_text("2", encoding="utf-8")
    assert "Interrupted!" in larger.build(out="html").stderr
    (larger.folder / "stop").unlink()
    if change is edit:  # and what was half written is taken back
        for path, text in before.items():
            path.write_text(text, encoding="utf-8")
    assert built(larger, "html") == built(larger, "clean")


# To be added to conf.py: what Sphinx may meet while it reads `more`, where there is a file `stop`.
STUMBLE_IN_READING = """
import logging

def stumble_in_reading(app, doctree):
    if app.env.docname == "more" and (app.confdir.parent / "stop").exists():
        {}

before = setup

def setup(app):
    before(app)
    app.connect("doctree-read", stumble_in_reading)
"""


def test_a_page_that_is_put_back_after_reading_was_broken_off_is_read_again(larger: Project) -> None:
    """It is as old as it was, and so is what the last whole build has noted of it."""
    add_to_conf(larger, STUMBLE_IN_READING.format("raise KeyboardInterrupt"))
    built(larger, "html")
    page, kept = larger.docs / "events.md", larger.folder / "kept"
    page.rename(kept)
    larger.write("events.md", kept.read_text(encoding="utf-8").replace("The raid", "The dawn raid"))
    larger.change("more.md", "# More", "# Much more")
    (larger.folder / "stop").touch()
    assert "Interrupted!" in larger.build(out="html").stderr
    (larger.folder / "stop").unlink()
    kept.rename(page)
    assert built(larger, "html") == built(larger, "clean")


@pytest.mark.parametrize("trees", ["thrown away", "of other code", "shared"])
def test_a_deleted_page_is_gone_whatever_became_of_the_trees(
    larger: Project, trees: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    built(larger, "html")
    delete(larger)
    if trees == "thrown away":
        shutil.rmtree(larger.folder / "doctrees-html")
    elif trees == "of other code":  # as after `git switch`
        monkeypatch.setattr(JasicDomain, "data_version", 1)
    else:
        built(larger, "other", doctrees="html")
    assert built(larger, "html") == built(larger, "clean")


def test_a_page_of_somebody_else_stays(larger: Project) -> None:
    built(larger, "html")
    theirs = larger.folder / "html" / "imprint.html"
    theirs.write_text("<h1>Imprint</h1>", encoding="utf-8")
    os.utime(theirs, (0, 0))
    edit(larger)
    built(larger, "html")
    assert theirs.exists()


def test_a_first_build_deletes_nothing_in_a_folder_that_is_not_empty(larger: Project) -> None:
    theirs = [larger.folder / "html" / name for name in ("_static/theirs.css", "_images/theirs.png", "theirs.html")]
    for file in theirs:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("theirs", encoding="utf-8")
    built(larger, "html")
    assert [file for file in theirs if not file.exists()] == []


def test_what_other_versions_of_packages_have_made_is_made_again(
    larger: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = packages.versions()
    assert {"python", "sphinx", "docutils", "markdown-it-py", "pypinyin", "typst"} <= names.keys()
    assert "pytest" not in names
    monkeypatch.setattr(packages, "_installed", lambda name: ("1", ()))
    assert domain.version_of_code() != JasicDomain.data_version
    built(larger, "html")
    monkeypatch.setattr(JasicDomain, "data_version", 1)
    assert {"events", "yue-xin", "irony"} <= written_and_changed(larger)[0]


LOST = (".indexed", "_passages/events", "_images", "_search", "_static", "cite", "data", "events.html", "robots.txt")


def test_what_is_gone_from_the_website_is_written_again(larger: Project) -> None:
    add_two_pictures(larger)
    clean = built(larger, "html")
    for name in LOST:
        lost = larger.folder / "html" / name
        shutil.rmtree(lost) if lost.is_dir() else lost.unlink()
        assert differing(built(larger, "html"), clean) == set(), name


@pytest.mark.parametrize("name", ["events.html", "_images/first.dots.png", "_passages/events/0.js", "feed.xml"])
def test_what_a_full_disk_has_cut_off_is_written_again(larger: Project, name: str) -> None:
    """It is as young as the rest, and nothing is missing."""
    add_two_pictures(larger)
    clean = built(larger, "html")
    os.truncate(larger.folder / "html" / name, 20)
    assert differing(built(larger, "html"), clean) == set()
    assert written_and_changed(larger) == (set(), set())


def test_a_manifest_of_another_form_is_not_believed(larger: Project) -> None:
    """As the code of yesterday has left it, where somebody has pulled since."""
    clean = built(larger, "html")
    forms: list[Any] = [({}, {}, {}, []), ({"events": ("", ())}, {}, {}, ["gone"]), ("other code", {}, {}, {}, {}), 1]
    for earlier in forms:
        for builder in ("html", "pdf"):
            (larger.folder / builder).mkdir(exist_ok=True)
            (larger.folder / builder / freshness.MANIFEST).write_bytes(marshal.dumps(earlier))
            larger.built(builder)
        assert differing(built(larger, "html"), clean) == set()


OPTIONS = (
    "html_theme=basic",
    "html_use_index=0",
    "html_baseurl=https://example.org/",
    "contact_mail=us@example.org",
    "language=zh_CN",
    "version=2",
)


def test_settings_that_are_given_for_one_build_leave_nothing_to_the_next(larger: Project) -> None:
    add_to_conf(larger, REAL_THEME)
    assert "nobody has asked for" in larger.build(options=("-D", "html_copy_source=1")).stderr
    for option in (*OPTIONS, "version=1"):
        again, clean = (built(larger, out, options=("-D", option)) for out in ("html", "clean"))
        assert differing(again, clean) == set(), option
        for folder in ("clean", "doctrees-clean"):
            shutil.rmtree(larger.folder / folder)


def test_pages_are_read_by_the_settings_that_hold_now(larger: Project) -> None:
    larger.change("more.md", "It names", "On paper it stands [elsewhere]{.book-only}. It names")
    built(larger, "html")
    add_to_conf(larger, 'myst_enable_extensions = ["colon_fence"]')
    again, clean = larger.build(), larger.build(out="clean")
    assert "leftover-markup" in clean.stderr
    assert again.stderr == clean.stderr


@pytest.mark.parametrize("stumble", [STUMBLE, STUMBLE_IN_READING])
def test_a_warning_that_has_ended_a_build_ends_the_next_one_too(larger: Project, stumble: str) -> None:
    add_to_conf(larger, stumble.format("logging.getLogger('sphinx.ours').warning('a doubt')"))
    (larger.folder / "stop").touch()
    for _time in range(2):
        result = larger.build()
        assert (result.returncode, "a doubt" in result.stderr) == (1, True)


def test_of_a_page_that_is_gone_nothing_is_left_to_translate(larger: Project) -> None:
    built(larger, "gettext", builder="gettext")
    (larger.folder / "gettext" / "jasic.pot").touch()  # as `nox -s translate` puts it there
    rename_a_page(larger)
    delete(larger)
    again, clean = (set(built(larger, out, builder="gettext")) for out in ("gettext", "clean"))
    assert again == {*clean, "jasic.pot"}


def test_an_e_book_keeps_the_pictures_of_pages_that_stay(larger: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1535068800")
    add_two_pictures(larger)
    built(larger, "epub", builder="epub")
    edit(larger)
    again, clean = (built(larger, out, builder="epub")["jasic.epub"] for out in ("epub", "clean"))
    assert again == clean


def test_a_book_of_which_nothing_has_changed_stays(larger: Project) -> None:
    built(larger, "pdf", builder="pdf")
    book = larger.folder / "pdf" / "jasic.pdf"
    time = book.stat().st_mtime_ns
    built(larger, "pdf", builder="pdf")
    assert book.stat().st_mtime_ns == time
    edit(larger)
    built(larger, "pdf", builder="pdf")
    assert book.stat().st_mtime_ns != time


# Templates


@pytest.mark.parametrize("name", ["page.html", "plain.html"])
def test_a_template_that_is_gone_is_named(name: str, project: Project) -> None:
    """Also one that replaces the theme's, without which pages would lose their foot in silence."""
    shutil.copytree(DOCS / "_templates", project.docs / "_templates")
    add_to_conf(project, 'templates_path = ["_templates"]')
    (project.docs / "_templates" / name).unlink()
    assert f"docs/_templates/{name}:1: [template] there is no such template. Fix: " in project.failed()


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        ("page.html", "foot.labels.cite", "foot.labels.site", "page.html:31: [template] it fails here"),
        ("404.html", "words.title", "words.heading", "404.html:4: [template] it fails here"),
        ("moved.html", "plain.html", "plane.html", "moved.html:2: [template] it fails here: 'plane.html' not found."),
    ],
)
def test_a_template_that_cannot_be_filled_in_is_named(
    name: str, old: str, new: str, told: str, project: Project
) -> None:
    shutil.copytree(DOCS / "_templates", project.docs / "_templates")
    add_to_conf(project, 'templates_path = ["_templates"]')
    project.write("about/redirects.tsv", "people/old\tyue-xin\n")
    project.change(f"_templates/{name}", old, new)
    said = project.failed(jobs=2)
    assert f"docs/_templates/{told}" in said and "Fix: " in said
