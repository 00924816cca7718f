"""After every kind of change a second build gives what a clean build gives: pages, index, search, data."""

import pytest


def files(folder):
    """The built files, name -> content, less what Sphinx keeps for itself."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not path.name.startswith(".") and not path.name.endswith(".pickle")
    }


def built(project, out, **options):
    result = project.build(out=out, **options)
    assert result.returncode == 0, result.stdout + result.stderr
    return files(project.folder / out)


def edit(project):
    project.change("events.md", "The raid", "The dawn raid")


def edit_a_source(project):
    path = project.folder / "references.bib"
    path.write_text(path.read_text(encoding="utf-8").replace("2018-08-19", "2019-08-19"), encoding="utf-8")


def delete(project):
    (project.docs / "more.md").unlink()
    project.change("index.md", "sources\nmore\n", "sources\n")


def rename_a_record(project):
    project.change("events.md", "{event} raid", "{event} dawn-raid")
    project.change("yue-xin.md", "`raid`", "`dawn-raid`")
    project.change("about/search.tsv", "raid\t", "dawn-raid\t")


def rename_a_page(project):
    (project.docs / "events.md").rename(project.docs / "what-happened.md")
    project.change("index.md", "events\n", "what-happened\n")
    project.change("about/search.tsv", "events\t", "what-happened\t")


def move_a_record(project):
    text = (project.docs / "events.md").read_text(encoding="utf-8")
    record = text[text.index(":::{event}") : text.index(":::{chronology}")]
    project.write("events.md", text.replace(record, ""))
    project.write("more.md", (project.docs / "more.md").read_text(encoding="utf-8") + "\n" + record)


def edit_what_readers_type(project):
    project.write("about/search.tsv", "events\tstorming of the flat\nraid\tbookkeeping\n")


CHANGES = [edit, edit_a_source, edit_what_readers_type, delete, rename_a_record, rename_a_page, move_a_record]


@pytest.fixture
def larger(project):
    (project.docs / "about").mkdir()
    project.write("about/search.tsv", "events\tbookkeeping\nraid\tstorming of the flat\n")
    project.write("more.md", "# More\n\n:::{place} beijing\n:name: Beijing\n\nIt names {person}`yue-xin`.\n:::\n")
    project.change("index.md", "sources\n", "sources\nmore\n")
    return project


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_second_build_equals_a_clean_one(larger, change):
    built(larger, "html")
    change(larger)
    assert built(larger, "html") == built(larger, "clean")


def test_one_and_two_processes_give_the_same_files(larger):
    for number in range(8):
        larger.write(f"p{number}.md", f"---\norphan: true\n---\n\n# Page {number}\n\nSee {{event}}`raid`.\n")
    assert built(larger, "one", jobs=1) == built(larger, "two", jobs=2)


def test_website_and_book_from_one_environment(larger):
    clean = built(larger, "clean")
    for builder in ("pdf", "html"):
        result = larger.build(out=builder, builder=builder, doctrees="shared")
        assert result.returncode == 0, result.stdout + result.stderr
    edit(larger)
    for builder in ("pdf", "html"):
        larger.build(out=builder, builder=builder, doctrees="shared")
    assert b"The dawn raid" in files(larger.folder / "html")["yue-xin.html"]
    assert set(files(larger.folder / "html")) == set(clean)
    assert files(larger.folder / "html") == built(larger, "clean2")


def test_two_clean_books_are_the_same_bytes(larger, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1535068800")
    assert built(larger, "a", builder="pdf")["jasic.pdf"] == built(larger, "b", builder="pdf")["jasic.pdf"]
