"""Contributions that would harm whoever builds or reads the site are refused, twice: by the linter and by the build.

The attacks stand in attacks/*.toml, by kind. Each has a `name`, a `text` (or `before`, `repeated` so many `times` and
`after`; or the `octets`, a `picture`, a `link`, fields of a `source`), and the `rules` of which one must name it.
`file` is its path below docs, without it a page of its own. `door = "linter"` marks what only the linter can see,
since the build looks at markup and not at words; `wrap = false` what cannot stand in something else; `inline` what can
stand in a title or a cell.
"""

import math
import re
import shutil
import time
import tomllib
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html import unescape
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pytest
from conftest import EVENTS, GLOSSARY, PERSON, REFERENCES, ROOT, SOURCES
from conftest import Project as Sound
from PIL import Image
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace

from jasic import domain
from jasic.model.mistake import Mistake
from jasic.model.project import Project
from jasic.reading import limits
from jasic.rules.check import Known, check
from jasic.website.exports import _flat

CORPUS = Path(__file__).parent / "attacks"
HOSTILE = "timeline/hostile.md"  # read after the sound pages, so that it is what takes an id a second time
SECONDS = 2  # for one contribution, however hostile


@dataclass(frozen=True)
class Attack:
    """One hostile contribution."""

    name: str
    rules: list[str]
    text: str = ""
    before: str = ""
    repeated: str = ""
    times: int = 0
    after: str = ""
    file: str = HOSTILE
    octets: str = ""
    picture: str = ""
    link: str = ""
    source: str = ""
    door: str = "both"
    wrap: bool = True
    inline: bool = False
    kind: str = field(default="", repr=False)

    @property
    def is_page(self) -> bool:
        return self.file == HOSTILE and not self.source

    @property
    def can_stand_in_another(self) -> bool:
        return self.is_page and self.wrap and not self.times

    @property
    def words(self) -> str:
        return self.text.lstrip("\n") or self.before + self.repeated * self.times + self.after

    @property
    def page(self) -> str:
        """The attack as a whole page."""
        return self.words if not self.wrap or self.times else f"# Title\n\n{self.words}"

    def lay_over(self, docs: Path) -> None:
        """Put the contribution into a project."""
        file = docs / self.file
        file.parent.mkdir(parents=True, exist_ok=True)
        if self.source:
            add_source(docs, self.source)
        elif self.link:
            file.symlink_to(self.link)
        elif self.octets or self.picture:
            file.write_bytes(bytes.fromhex(self.octets) or PICTURES[self.picture])
        elif file.name == "references.bib":
            file.write_text(self.words + file.read_text("utf-8"), encoding="utf-8")
        else:
            file.write_bytes((self.page if self.is_page else self.words).encode())
        if self.picture or file.suffix in (".png", ".jpg"):
            (docs / "timeline" / "show.md").write_text(f"# Show\n\n![Words]({file.name})\n", encoding="utf-8")


def corpus() -> Iterator[Attack]:
    for file in sorted(CORPUS.glob("*.toml")):
        for entry in tomllib.loads(file.read_text("utf-8")).get("attack", ()):
            yield Attack(**entry, kind=file.stem)


ATTACKS = list(corpus())
HARMLESS = tomllib.loads((CORPUS / "harmless.toml").read_text("utf-8"))["page"]

# --- a small project

SETTINGS = (ROOT / "docs" / "conf.py").read_text("utf-8") + (
    f"\nhtml_static_path, templates_path = [], [{str(ROOT / 'docs' / '_templates')!r}]\n"
    f"html_favicon = {str(ROOT / 'docs')!r} + '/' + html_favicon\n"
)
SOURCE = """@online{{{key},
  author       = {{Zhou, Min}},
  title        = {{An attack {key}}},
  organization = {{A newspaper}},
  date         = {{2018-08-25}},
  url          = {{https://example.org/{key}}},
  langid       = {{en}},
  stream       = {{left}},
  seen         = {{full}},
}}

"""
PAGES = {
    "index.md": "# Small\n\n:::{toctree}\n:glob:\n\ntimeline/*\npeople/*\nreference/*\n:::\n",
    "timeline/events.md": EVENTS,
    "people/yue-xin.md": PERSON,
    "reference/glossary.md": GLOSSARY,
    "reference/sources.md": "# Sources\n\n:::{bibliography}\n:::\n",
}


def small_project(folder: Path) -> Path:
    """A sound project with the settings of the real one; returns its docs."""
    shutil.copy(ROOT / "pyproject.toml", folder)  # which the settings read
    return Sound(folder, {"conf.py": SETTINGS, **PAGES, REFERENCES: SOURCES.lstrip()}).docs


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Known:
    """What reading the small project finds, so that only what a test adds to it is read."""
    known: Known = {}
    _, mistakes = check(small_project(tmp_path_factory.mktemp("sound")), known)
    assert not mistakes
    return known


def add_source(docs: Path, line: str, key: str = "attack2018x") -> None:
    """Put an entry in front of the others, with a field written anew or added."""
    entry = SOURCE.format(key=key).rstrip("}\n")
    name = line.partition("=")[0].strip()
    kept = [old for old in entry.splitlines() if old.partition("=")[0].strip() != name]
    file = docs.parent / "references.bib"
    file.write_text("\n".join([*kept, f"  {line},", "}", "", file.read_text("utf-8")]), encoding="utf-8")


# --- pictures


def chunk(kind: bytes, octets: bytes) -> bytes:
    return len(octets).to_bytes(4, "big") + kind + octets + zlib.crc32(kind + octets).to_bytes(4, "big")


def png(*chunks: bytes, side: int = 1, behind: bytes = b"", end: bytes = b"") -> bytes:
    """One grey dot, or a picture that has only one of the dots that it says it has."""
    head = chunk(b"IHDR", side.to_bytes(4, "big") * 2 + b"\x08\0\0\0\0")
    dot = chunk(b"IDAT", zlib.compress(b"\0\x80") + behind) + chunk(b"IEND", end)
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(chunks) + dot


def jpeg(marker: int, octets: bytes) -> bytes:
    """The segments of a JPEG, without its dots."""
    segment = b"\xff" + bytes([marker]) + (len(octets) + 2).to_bytes(2, "big") + octets
    return b"\xff\xd8" + segment + b"\xff\xda\0\x02\0\0\xff\xd9"


def drawn_jpeg(progressive: bool = False, mode: str = "L") -> bytes:
    """One that can be drawn and says nothing else."""
    picture = BytesIO()
    Image.new(mode, (8, 8)).save(picture, "JPEG", progressive=progressive)
    return picture.getvalue()


def webp(kind: bytes, octets: bytes) -> bytes:
    body = b"WEBP" + kind + len(octets).to_bytes(4, "little") + octets
    return b"RIFF" + len(body).to_bytes(4, "little") + body


PICTURES = {
    "jpeg with a place": jpeg(0xE1, b"Exif\0\0MM\0*\0\0\0\x08\0\1\x88\x25\0\4\0\0\0\1\0\0\0\x1a"),
    "jpeg with a comment": jpeg(0xFE, b"by somebody"),
    "jpeg with a comment behind its dots": drawn_jpeg()[:-2] + b"\xff\xfe\0\x0dby somebody\xff\xd9",
    "jpeg that is drawn again and again": drawn_jpeg(progressive=True)[:-2]
    + jpeg(0xDD, b"\0\0")[2:-2] * 40
    + b"\xff\xd9",
    "jpeg with a smaller one in it": drawn_jpeg()
    .replace(b"\0\x10JFIF", b"\0\x13JFIF")
    .replace(b"\0\0\xff\xdb", b"\1\1abc\xff\xdb", 1),
    "jpeg in the colours of print": drawn_jpeg(mode="CMYK"),
    "png that is cut off": png()[:-9],
    "png with words": png(chunk(b"tEXt", b"Author\0Somebody")),
    "png with Exif": png(chunk(b"eXIf", b"MM\0*\0\0\0\x08")),
    "png with a tail": png() + b"<script>alert(1)</script>",
    "png of a hundred million dots": png(side=10_000),
    "png with words behind its dots": png(behind=b"by somebody"),
    "png with words in its end": png(end=b"by somebody"),
    "png with words in its measures": png(chunk(b"pHYs", b"by somebody")),
    "png without dots": png(side=9),
    "png of one dot": png(),
    "webp with XMP": webp(b"XMP ", b"<x/>"),
}

# --- variants


def indented(first: str, others: str) -> Callable[[str], str]:
    return lambda text: "".join(
        (others if number else first) + line if line.strip() or not number else line
        for number, line in enumerate(text.splitlines(keepends=True))
    )


def around(head: str, foot: str) -> Callable[[str], str]:
    return lambda text: f"{head}\n{text}{foot}\n"


WRAPPERS = {
    "a quotation": lambda text: "".join(f"> {line}" for line in text.splitlines(keepends=True)),
    "a list": indented("- ", "  "),
    "a numbered list": indented("1. ", "   "),
    "a footnote": lambda text: "Words[^n].\n\n" + indented("[^n]: ", "    ")(text),
    "a definition": lambda text: "word\n" + indented(": ", "  ")(text),
    "a box of colons": around("::::::{note}", "::::::"),
    "a box of backticks": around("``````{tip}", "``````"),
    "a box of tildes": around("~~~~~~{warning}", "~~~~~~"),
    "a box with a title": around("::::::{admonition} Title", "::::::"),
    "a dropdown": around("::::::{dropdown} Title\n:open:\n", "::::::"),
    "a tab": around(":::::::{tab-set}\n::::::{tab-item} Title", "::::::\n:::::::"),
    "a card": around("::::::{card} Title", "::::::"),
    "a card of a grid": around(":::::::{grid} 1 2 2 2\n::::::{grid-item-card} Title", "::::::\n:::::::"),
    "a record": around(
        "::::::{event} around\n:title: Around\n:date: 2018-07-27\n:certainty: reported\n:arena: plant\n\n"
        "Words {cite:p}`zhou2018report`.\n",
        "::::::",
    ),
    "a glossary": lambda text: "::::::{glossary}\nword\n" + indented("  ", "  ")(text) + "::::::\n",
    "a glossary with wide margins": lambda text: (
        "::::::{glossary}\nword\n    Explained.\n\n" + indented("    ", "    ")(text) + "::::::\n"
    ),
    "a list table": lambda text: (
        "::::::{list-table} Title\n\n* - One\n  - Two\n" + indented("* - ", "    ")(text) + "  - Two\n::::::\n"
    ),
    "a quotation in a list in a box": lambda text: around("::::::{note}", "::::::")(
        indented("- ", "  ")("".join(f"> {line}" for line in text.splitlines(keepends=True)))
    ),
    "lines of Windows": lambda text: text.replace("\n", "\r\n"),
    "lines with spaces behind": lambda text: text.replace("\n", "   \n"),
    "margins": indented("  ", "  "),
}
INLINE_WRAPPERS = {
    "a heading": lambda text: f"## {text}",
    "a table": lambda text: f"| One | Two |\n| --- | --- |\n| {text.strip()} | 2 |\n",
    "the head of a table": lambda text: f"| {text.strip()} | Two |\n| --- | --- |\n| 1 | 2 |\n",
    "emphasis": lambda text: f"*words {text.strip()} words*\n",
    "strong words": lambda text: f"**words {text.strip()} words**\n",
    "the title of a card": lambda text: f":::{{card}} {text}Words.\n:::\n",
    "the title of a tab": lambda text: f"::::{{tab-set}}\n:::{{tab-item}} {text}Words.\n:::\n::::\n",
    "the title of a box": lambda text: f":::{{admonition}} {text}Words.\n:::\n",
    "the title of a dropdown": lambda text: f":::{{dropdown}} {text}Words.\n:::\n",
    "a rubric": lambda text: f":::{{rubric}} {text}:::\n",
    "the first line of a box": lambda text: f":::{{note}} {text}:::\n",
    "the title of a list table": lambda text: f":::{{list-table}} {text}\n* - One\n  - Two\n:::\n",
    "a term of a glossary": lambda text: f":::{{glossary}}\n{text}  Explained.\n:::\n",
    "a term of a list": lambda text: f"{text}: Explained.\n",
    "a caption": lambda text: f":::{{figure}} picture.png\n:alt: Words\n\n{text}:::\n",
}


def variants(attack: Attack) -> Iterator[tuple[str, str]]:
    """The attack as it is and inside everything that it can stand in: what around, and the page."""
    yield "nothing", attack.page
    if attack.can_stand_in_another:
        for name, wrapped in (WRAPPERS | (INLINE_WRAPPERS if attack.inline else {})).items():
            yield name, f"# Title\n\n{wrapped(attack.words)}"


# --- the first door


def rules_of(mistakes: list[Mistake], path: str) -> set[str]:
    return {mistake.rule for mistake in mistakes if mistake.path == path}


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: f"{attack.kind}: {attack.name}")
def test_the_linter_refuses(attack: Attack, tmp_path: Path, sound: Known) -> None:
    docs = small_project(tmp_path)
    attack.lay_over(docs)
    begin = time.process_time()
    _, mistakes = check(docs, dict(sound))
    assert time.process_time() - begin < SECONDS
    named = rules_of(mistakes, f"docs/{HOSTILE}") if attack.is_page else {mistake.rule for mistake in mistakes}
    assert named & set(attack.rules), [*map(str, mistakes)][:9]
    assert not any(sign in str(mistake) for mistake in mistakes for sign in "\n\x1b\u202e")


@pytest.mark.parametrize("attack", [a for a in ATTACKS if a.can_stand_in_another], ids=lambda attack: attack.name)
def test_the_linter_refuses_it_inside_of_anything(attack: Attack, tmp_path: Path, sound: Known) -> None:
    docs = small_project(tmp_path)
    (docs / "timeline" / "picture.png").write_bytes(png())
    _alone, *inside = variants(attack)
    pages = {f"timeline/v{number}.md": variant for number, variant in enumerate(inside)}
    for name, (_, text) in pages.items():
        (docs / name).write_bytes(text.encode())
    _, mistakes = check(docs, dict(sound))
    passed = [what for name, (what, _) in pages.items() if not rules_of(mistakes, f"docs/{name}") & set(attack.rules)]
    assert passed == []


# --- the second door


def build(docs: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Build the website with the linter's mistakes ignored, which only this test does; returns the warnings."""

    def check_nothing(*arguments: Any) -> tuple[Project, list[Mistake]]:
        return check(*arguments)[0], []

    monkeypatch.setattr(domain, "check", check_nothing)
    out = docs.parent / "out"
    trees = docs.parent / "doctrees"
    with docutils_namespace():  # or the directives of this build stay, and are in the way of the next
        Sphinx(docs, docs, out, trees, "html", status=None, warning=(said := StringIO()), freshenv=True).build()
    return said.getvalue()


def test_the_build_refuses_what_a_rule_has_forgotten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    docs = small_project(tmp_path)
    (docs / "timeline" / "picture.png").write_bytes(png())
    attacks = [attack for attack in ATTACKS if attack.is_page and attack.door == "both" and not attack.times]
    # All as they are, and one of each kind in everything: the others would find the same code at work.
    examples = {attack.kind: attack for attack in attacks if attack.wrap and attack.inline}.values()
    pages = {
        f"docs/timeline/v{number}-{variant}.md": (f"{attack.name}, inside of {what}", text)
        for number, attack in enumerate(attacks)
        for variant, (what, text) in enumerate(variants(attack))
        if variant == 0 or attack in examples
    }
    for path, (_, text) in pages.items():
        (tmp_path / path).write_bytes(text.encode())
    with pytest.raises(SystemExit) as end:
        build(docs, monkeypatch)
    refused = {line.partition(":")[0] for line in str(end.value).splitlines()}
    assert [name for path, (name, _) in pages.items() if path not in refused] == []
    assert not list((tmp_path / "out").rglob("*.html"))


# --- what must pass


def lay_harmless(docs: Path) -> dict[str, str]:
    """All harmless pages in one project: path below docs -> words that a reader must see."""
    words = {}
    (docs / "timeline" / "picture.png").write_bytes(png())
    for number, page in enumerate(HARMLESS):
        text = page["text"]
        if source := page.get("source"):
            text = text.replace("attack2018x", key := f"attack2018{chr(97 + number // 26)}{chr(97 + number % 26)}")
            add_source(docs, source, key)
        name = f"timeline/h{number}.md"
        (docs / name).write_bytes((text if text.startswith("---") else f"# Title of page {number}\n\n{text}").encode())
        words[name] = page["words"]
    return words


def test_what_is_harmless_passes_both_doors(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    docs = small_project(tmp_path)
    pages = lay_harmless(docs)
    file = docs.parent / "references.bib"
    entries = sorted(file.read_text("utf-8").split("\n\n"))  # as `nox -s tidy` does
    file.write_text("\n\n".join(filter(None, entries)) + "\n", encoding="utf-8")
    assert [str(mistake) for mistake in check(docs)[1]] == []
    assert build(docs, monkeypatch) == ""
    for name, words in pages.items():
        html = (docs.parent / "out" / name).with_suffix(".html").read_text("utf-8")
        assert words in unescape(re.sub(r"<[^>]*>", "", html)) or f'alt="{words}"' in html, name


def test_an_exception_is_a_whole_string(tmp_path: Path) -> None:
    docs = small_project(tmp_path)
    (docs / "about").mkdir()
    (docs / "timeline" / "page.md").write_text("# Title\n\nRing 139 1234 5678.\n", encoding="utf-8")
    for exception, is_refused in (("139", True), ("1", True), ("139 1234 5678", False)):
        (docs / "about" / "not-private.txt").write_text(f"{exception}\ta docket\n", encoding="utf-8")
        assert bool(rules_of(check(docs)[1], "docs/timeline/page.md")) is is_refused


def test_a_cell_of_the_data_is_no_formula() -> None:
    assert [_flat(value) for value in ("=1+1", "+1", "-1", "@a", "\t=1")] == ["'=1+1", "'+1", "'-1", "'@a", "'\t=1"]
    assert _flat(["=a", "b"]) == "'=a; b"
    assert _flat("a=b") == "a=b"
    # A spreadsheet whose cells end at semicolons, and one with wide letters.
    assert [_flat("a; =b"), _flat("＝1"), _flat("a; b-c")] == ["a; '=b", "'＝1", "a; b-c"]


# --- bounded work

DEAR = (
    *(
        "a",
        "1",
        "1 ",
        "*",
        "*a ",
        "_a ",
        "[",
        "[](",
        "![",
        "`a",
        "<a ",
        "<a:b",
        "“a",
        "a.",
        "a@",
        "{a",
        "{a}`b` ",
        "&a",
    ),
    *("\\", "> ", "- ", "岳", "1室", "a\u0301", "[^a]", "1.2.", "139 ", "wechat:a", "{a} ", "flat 1 ", "^", "(", "|"),
)


@pytest.mark.parametrize("piece", DEAR)
def test_twice_the_text_is_twice_the_work(piece: str, tmp_path: Path, sound: Known) -> None:
    docs = small_project(tmp_path)
    page = docs / "timeline" / "page.md"

    def seconds(size: int) -> float:
        line = piece * (1000 // len(piece))
        page.write_text("# Title\n\n" + f"{line}\n" * (size // len(line)), encoding="utf-8")
        begin = time.process_time()
        check(docs, dict(sound))
        return time.process_time() - begin

    small = large = math.inf
    for _ in range(3):  # until one that was not disturbed
        small, large = min(small, seconds(15_000)), min(large, seconds(60_000))
        if large < max(2.6**2 * small, 0.1):  # twice doubled, so that the noise of a machine weighs less
            return
    pytest.fail(f"{small:.2f} seconds become {large:.2f}")


def test_code_is_coloured_only_where_that_is_quick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    docs = small_project(tmp_path)
    line = "a:" * 1400 + "\n"  # for a fifth of this Pygments would take ten seconds
    fences = (
        (":::{code-block} console\n", ":::"),
        ("```console\n", "```"),
        ("```\n", "```"),
        ("```no-language\n", "```"),
    )
    code = "\n\n".join(f"{begin}{line * 10}{end}" for begin, end in fences)
    (docs / "timeline" / "code.md").write_text(f"# Code\n\n{code}\n\n```bibtex\n@}}{{ x\n```\n", encoding="utf-8")
    assert [str(mistake) for mistake in check(docs)[1]] == []
    begin = time.process_time()
    build(docs, monkeypatch)
    assert time.process_time() - begin < 10 * SECONDS
    assert (docs.parent / "out" / "timeline" / "code.html").read_text("utf-8").count("highlight-none") == len(fences)


def test_what_is_no_text_has_one_message(tmp_path: Path, sound: Known) -> None:
    docs = small_project(tmp_path)
    (docs / "timeline" / "page.md").write_bytes("# Title\n\n公開信 [他們的話]\n".encode("big5"))
    (docs / "timeline" / "picture.md").write_bytes(b"# Title\n\n" + PICTURES["png with words"])
    assert [mistake.rule for mistake in check(docs, dict(sound))[1]] == ["not-utf8", "not-utf8"]


def test_a_page_has_few_lists_of_all_records(tmp_path: Path, sound: Known) -> None:
    docs = small_project(tmp_path)
    lists = [f":::{{bibliography}} left {year}-\n:::\n" for year in range(1000, 1000 + limits.VIEWS + 1)]
    (docs / "timeline" / "page.md").write_text("\n".join(["# Title\n", *lists]), encoding="utf-8")
    assert "too-much" in rules_of(check(docs, dict(sound))[1], "docs/timeline/page.md")
