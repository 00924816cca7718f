"""The guide for contributors keeps its word: each of its examples passes the linter and is shown as the guide says."""

import re
from html import unescape
from pathlib import Path

import pytest
from conftest import REFERENCES, ROOT, Project, Reading, copy_of_real

from jasic.model.custody import MEASURES
from jasic.model.markup import DIRECTIVES, ROLES
from jasic.model.record_kinds import KINDS, Type
from jasic.model.sources import FIELD_VALUES, SOURCE_FIELDS, SOURCE_TYPES
from jasic.nodes.registry import views
from jasic.rules.check import check

GUIDE = (ROOT / "docs" / "about" / "contributing.md").read_text(encoding="utf-8")
EXAMPLES: list[str] = re.findall(r"^```\w*\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL)
# Pages where a record of each kind belongs, some of them new.
PAGES = {
    "event": "timeline/2018-05-union-drive.md",
    "person": "people/workers.md",
    "claim": "debate/questions/earlier-heresies.md",
    "position": "debate/positions/my-position.md",
    "precedent": "precedents/my-precedent.md",
    "count": "reference/numbers.md",
    "custody": "people/workers.md",
    "document": "documents/workers.md",
}
NAMES_SOURCE = r"^ *(?:via|copies) *= *\{(\w+)\}"  # the fields of an entry that hold the key of another
# A picture of one dot.
PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b55"
    "0000000a49444154789c636000000002000148afa4710000000049454e44ae426082"
)


def example(start: str) -> str:
    """The one example that begins with these characters."""
    (found,) = (text for text in EXAMPLES if text.startswith(start))
    return found


def first(form: str, text: str, group: int = 0) -> str:
    """What a regular expression finds first."""
    match = re.search(form, text, re.MULTILINE | re.DOTALL)
    assert match, form
    return str(match[group])


def record_example(kind: str) -> str:
    return example(f":::{{{kind}}} ")


def cited(bibliography: str) -> str:
    """The entries that the examples cite, in their order, and those that these name in their turn."""
    found = re.findall(r"^(@\w+\{(\w+).*?^\}\n)", bibliography, re.MULTILINE | re.DOTALL)
    entries = {key: entry for entry, key in found}
    kept = {key for key in entries if re.search(rf"\b{key}\b", GUIDE)}
    new = kept
    while new:
        new = {key for name in new for key in re.findall(NAMES_SOURCE, entries[name], re.MULTILINE)} - kept
        kept |= new
    return "\n".join(entry for key, entry in entries.items() if key in kept)


def with_source_example(bibliography: str) -> str:
    """The bibliography with the example in its place."""
    entry = example("@")
    key = first(r"@\w+\{(\w+)", entry, 1)
    later = next(match.start() for match in re.finditer(r"^@\w+\{(\w+)", bibliography, re.MULTILINE) if match[1] > key)
    return f"{bibliography[:later]}{entry}\n{bibliography[later:]}"


def append(file: Path, text: str) -> None:
    """Add to a file; a page that is not there yet begins with its title, if the text has none."""
    title = "" if text.startswith("# ") else "# A page\n"
    before = file.read_text(encoding="utf-8").rstrip() + "\n" if file.exists() else title
    file.write_text(before + text, encoding="utf-8")


def test_the_examples_pass_the_linter(tmp_path: Path, reading: Reading) -> None:
    """Laid over the real pages, whose ids and sources they name."""
    docs = copy_of_real(tmp_path)
    bibliography = (ROOT / "references.bib").read_text(encoding="utf-8")
    (tmp_path / "references.bib").write_text(with_source_example(bibliography), encoding="utf-8")
    for kind, page in PAGES.items():
        append(docs / page, f"\n{record_example(kind)}")
    claim = record_example("claim").replace("earlier-heresies", "my-question")
    claims = [claim.replace("my-claim", f"my-{by.lower()}").replace(":by: SF", f":by: {by}") for by in ("A", "SF")]
    append(docs / "debate" / "questions" / "my-question.md", "\n".join([example("# "), *claims]))
    (docs / "timeline" / "2018-08-24-my-raid.md").write_text(example("---"), encoding="utf-8")
    new = ["debate/questions/my-question", "debate/positions/my-position", "precedents/my-precedent"]
    new.append("timeline/2018-08-24-my-raid")
    append(docs / "index.md", "\n```{toctree}\n" + "\n".join(new) + "\n```\n")
    pieces = [example("The letter"), record_example("figure"), record_example("count-figures")]
    append(docs / "timeline" / "2018-05-union-drive.md", "\n" + "\n".join(pieces))
    (docs / "timeline" / "my-picture.png").write_bytes(PICTURE)
    append(docs / "about" / "search.tsv", example("my-event\t"))
    append(docs / "about" / "redirects.tsv", example("people/yue\t"))
    _project, mistakes = check(docs, dict(reading.known))
    assert [str(mistake) for mistake in mistakes] == []


def test_every_example_is_tried() -> None:
    tried = {record_example(kind) for kind in (*PAGES, "figure", "count-figures")}
    starts = ("@", "# ", "---", "The letter", "my-event\t", "people/yue\t")
    assert set(EXAMPLES) == tried | {example(start) for start in starts}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A small site made of the examples, without what they name of the real one, and of the tables of the guide."""
    project = Project(tmp_path_factory.mktemp("guide"))
    bibliography = cited((ROOT / "references.bib").read_text(encoding="utf-8"))
    project.write(REFERENCES, with_source_example(bibliography))
    for name in ("events.md", "yue-xin.md"):
        (project.docs / name).unlink()
    (project.docs / "debate" / "questions").mkdir(parents=True)
    project.write("index.md", "# Small\n\n```{toctree}\n:glob:\n\n*\ndebate/questions/*\n```\n")
    for kind in PAGES:
        if kind not in ("claim", "position", "custody"):
            project.write(f"{kind}.md", f"# A page\n\n{without_records(record_example(kind))}")
    (project.docs / "my-picture.png").write_bytes(PICTURE)
    project.write("picture.md", f"# A page\n\n{record_example('figure')}")
    claim = re.sub(r"^:topic: .*", ":topic: my-question", without_records(record_example("claim")), flags=re.MULTILINE)
    answer = claim.replace("my-claim", "my-answer").replace(":by: SF", ":by: A\n:answers: my-claim")
    project.write("debate/questions/my-question.md", f"{example('# ')}\n{claim}\n{answer}\n\n:::{{matrix}}\n:::\n")
    tables = (f"## {kind}\n\n:::{{fields}} {kind}\n:::\n" for kind in (*KINDS, "source"))
    project.write("tables.md", "\n".join(["# Tables\n", *tables]))
    return project.built()


def without_records(text: str) -> str:
    """A record without the options that name others."""
    options = {name for kind in KINDS.values() for name, option in kind.options.items() if option.type is Type.RECORDS}
    return re.sub(rf"^:({'|'.join(options)}): .*\n", "", text, flags=re.MULTILINE)


def test_a_count_becomes_a_figure_and_a_table(built: Project) -> None:
    page = built.page("count")
    (table,) = re.findall(r"<tbody>.*?</tbody>", page, re.DOTALL)
    assert table.count("<tr") == 2
    assert "about 50" in table and "about 80" in table
    assert "count-strip" in page


def test_a_picture_is_shown_with_its_words(built: Project) -> None:
    page = built.page("picture")
    assert re.search(r'<img[^>]* alt="What the picture shows, in a sentence"', page)
    assert re.search(r"<figcaption>.*under which licence", page, re.DOTALL)
    assert (built.folder / "html" / "_images" / "my-picture.png").read_bytes() == PICTURE


def test_a_claim_appears_in_map_card_and_matrix(built: Project) -> None:
    page = built.page("debate/questions/my-question")
    drawing, matrix = (first(form, page) for form in (r"<svg.*?</svg>", r"<table.*?</table>"))
    card = first(r'<section[^>]* id="my-answer".*?</section>', page)
    words = " ".join(re.sub("<[^>]+>", " ", drawing).split())
    assert "SF 1" in words and "A 2" in words
    assert "What the speaker says, in one line" in card and 'href="#my-claim"' in card
    assert 'href="#my-claim"' in matrix and 'href="#my-answer"' in matrix


def test_the_tables_name_every_option_and_value(built: Project) -> None:
    page = built.page("tables")
    cells = set(re.findall(r'<span class="pre">([^<]*)</span>', unescape(page)))
    for kind in KINDS.values():
        for name, option in kind.options.items():
            assert {name, *option.choices} <= cells
    assert set(MEASURES) <= cells
    assert {name for name, help in SOURCE_FIELDS.items() if help} <= cells
    assert {value for values in FIELD_VALUES.values() for value in values} <= cells
    assert {f"@{name}" for name in SOURCE_TYPES} <= cells


def test_the_guide_prints_the_options_of_every_kind() -> None:
    """From the declaration, so that no list of them is written by hand."""
    assert sorted(re.findall(r"^:::\{fields\} (\w+)", GUIDE, re.MULTILINE)) == sorted([*KINDS, "source"])


def test_the_guide_lists_what_pages_may_use() -> None:
    (listed,) = re.findall(r"^## What else a page may hold\n(.*?)^## ", GUIDE, re.MULTILINE | re.DOTALL)
    names = set(re.findall(r"`:*\{?([a-z][\w:-]*)\}?`", listed))
    assert {*DIRECTIVES, *ROLES} - {*KINDS, *views(), "catalogue-of-mistakes"} <= names <= {*DIRECTIVES, *ROLES}
