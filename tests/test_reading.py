"""The linter reads what the build reads: random pages, with MyST in a real build of Sphinx as the judge.

Whatever MyST runs as a directive or a role the linter has to see, in the same line, however deep it stands; and it
must see nothing else, or it would judge examples in code.
"""

import io
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from docutils import nodes
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from markdown_it.tree import SyntaxTreeNode
from myst_parser.mdit_to_docutils.sphinx_ import SphinxRenderer
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace

from jasic.domain import RecordDirective
from jasic.model.record_kinds import KINDS
from jasic.reading.constructs import DirectiveUse, RoleUse
from jasic.reading.markdown import Markdown
from jasic.reading.settings import Settings

DOCS = Path(__file__).parent.parent / "docs"
DEEPEST = 4
Block = list[str]  # lines
Draw = st.DrawFn
Blocks = st.SearchStrategy[list[str]]
Signs = st.SearchStrategy[str]
# Directives (name, argument, line) and roles (name, content).
Seen = tuple[list[tuple[str, str, int]], list[tuple[str, str]]]


class Stub(RecordDirective):
    """A record that nobody has to know; its argument, options and body are read as those of all records."""

    def run(self) -> list[nodes.Node]:
        return self.parse_content_to_nodes()


class Judge:
    """Sphinx with MyST, which notes what is run while it reads a page."""

    def __init__(self, folder: Path) -> None:
        docs = folder / "docs"
        docs.mkdir()
        lines = (DOCS / "conf.py").read_text("utf-8").splitlines()
        kept = [line for line in lines if line.startswith(("myst_", "project ="))]
        kept.append('extensions = ["myst_parser", "sphinx_design"]')
        (docs / "conf.py").write_text("\n".join(kept))
        self.page = docs / "index.md"
        self.page.write_text("# Page\n")
        self.app = Sphinx(docs, docs, folder / "out", folder / "trees", "html", status=None, warning=io.StringIO())
        for kind in KINDS:
            self.app.add_directive(kind, Stub)
        self.seen: Seen = ([], [])

    def read(self, text: str) -> Seen:
        self.page.write_text(text, encoding="utf-8")
        self.seen = ([], [])
        self.app.env.clear_doc("index")
        self.app.builder.read_doc("index")
        return self.seen


@pytest.fixture(scope="module")
def judge(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Judge]:
    with docutils_namespace(), pytest.MonkeyPatch.context() as patch:
        judge = Judge(tmp_path_factory.mktemp("judge"))
        run_directive, render_role = SphinxRenderer.run_directive, SphinxRenderer.render_myst_role

        def noted_directive(
            self: SphinxRenderer, name: str, first_line: str, content: str, position: int, *rest: Any, **more: Any
        ) -> Any:
            judge.seen[0].append((name, first_line, position))
            return run_directive(self, name, first_line, content, position, *rest, **more)

        def noted_role(self: SphinxRenderer, token: SyntaxTreeNode) -> None:
            judge.seen[1].append((token.meta["name"], token.content))
            render_role(self, token)

        patch.setattr(SphinxRenderer, "run_directive", noted_directive)
        patch.setattr(SphinxRenderer, "render_myst_role", noted_role)
        yield judge


words = st.sampled_from(["They met", "in Shenzhen", "于深圳", "*early*", "**late**", "`code {sub}`", "a < b", "\\{x}"])
role = st.builds(
    "{{{}}}`{}`".format, st.sampled_from(["sub", "sup", "abbr", "person", "cite:p"]), st.integers(10, 10**9)
)
link = st.sampled_from(["[there](/a.md)", "[{sub}`3`](/a.md)", "[words]{.language-en}", "![{sub}`4`](a.png)"])
line = st.lists(words | role | link, min_size=1, max_size=3).map(" ".join)
code = st.sampled_from([[":::{note}", "{sub}`5`", ":::"], ["{sub}`6`"], ["    {sub}`7`", "", "> words"], []])


def indented(block: Block, first: str, others: str) -> Block:
    """A block behind a sign: the others of its lines stand below it, empty ones empty."""
    return [f"{first if not number else others}{text}".rstrip() for number, text in enumerate(block)]


def joined(blocks: list[Block]) -> Block:
    return [text for block in blocks for text in [*block, ""]][:-1]


def fenced(
    name: str, body: Block, signs: str, argument: str = "", options: Sequence[str] = (), gap: bool = False
) -> Block:
    """A directive; where the body might be taken for options, or MyST counts a line too many, it has a gap above."""
    longest = max((len(text) - len(text.lstrip(" >-:`~1.")) for text in body), default=0)
    marks = signs * max(3, longest + 1)
    gap = gap or bool(options) or bool(body and body[0].lstrip().startswith((":", "-")))
    first = f"{marks}{{{name}}} {argument}".rstrip()
    return [first, *options, *([""] if gap and body else []), *body, marks]


@st.composite
def blocks(draw: Draw, depth: int) -> Block:
    """Some blocks of one level, with an empty line between them."""
    return joined(draw(st.lists(block(depth), min_size=1, max_size=3)))


@st.composite
def block(draw: Draw, depth: int) -> Block:
    paragraph = st.lists(line, min_size=1, max_size=3)
    if depth == 0:
        return draw(paragraph)
    inside = blocks(depth - 1)
    signs = st.sampled_from(":`~")
    kind = draw(st.sampled_from(sorted(MAKERS)))
    return MAKERS[kind](draw, inside, signs)


def bullets(draw: Draw, inside: Blocks, signs: Signs) -> Block:
    return [text for item in draw(st.lists(inside, min_size=1, max_size=2)) for text in indented(item, "- ", "  ")]


def footnote(draw: Draw, inside: Blocks, signs: Signs) -> Block:
    name = draw(st.integers(1, 10**6))
    return [f"{draw(line)}[^{name}]", "", *indented(draw(inside), f"[^{name}]: ", "    ")]


def plain_box(draw: Draw, inside: Blocks, signs: Signs) -> Block:
    name = draw(st.sampled_from(["note", "tip", "seealso", "epigraph", "grid"]))
    return fenced(name, draw(inside), draw(signs), gap=draw(st.booleans()))


def titled_box(draw: Draw, inside: Blocks, signs: Signs) -> Block:
    name = draw(st.sampled_from(["admonition", "dropdown", "card"]))
    options = [":open:"] if name == "dropdown" else [":link: /a"] if name == "card" else []
    return fenced(name, draw(inside), draw(signs), draw(line), options)


def tabs(draw: Draw, inside: Blocks, signs: Signs) -> Block:
    items = [fenced("tab-item", draw(inside), ":", "One"), fenced("tab-item", draw(inside), ":", draw(line))]
    return fenced("tab-set", joined(items), draw(signs), gap=True)


def list_table(draw: Draw, inside: Blocks, signs: Signs) -> Block:
    rows = [[f"* - {draw(line)}", f"  - {draw(line)}"] for _ in range(2)]
    return fenced("list-table", [text for row in rows for text in row], draw(signs), draw(line), [":header-rows: 1"])


def glossary(draw: Draw, inside: Blocks, signs: Signs) -> Block:
    depth = " " * draw(st.sampled_from([2, 4]))
    terms = [[f"term {draw(st.integers(1, 10**6))}", *indented(draw(inside), depth, depth)] for _ in range(2)]
    return fenced("glossary", joined(terms), draw(signs))


def record(draw: Draw, inside: Blocks, signs: Signs) -> Block:
    style = draw(st.sampled_from(["colons", "dashes", "none"]))
    options = {
        "colons": [":title: {sub}`8`", ":date: 2018"],
        "dashes": ["---", "title: words", "---"],
        "none": [],
    }[style]
    return fenced(draw(st.sampled_from(["event", "person"])), draw(inside), draw(signs), "an-id", options)


def division(draw: Draw, inside: Blocks, signs: Signs) -> Block:
    body = draw(inside)
    longest = max((len(text) - len(text.lstrip(" >-:`~1.")) for text in body), default=0)
    marks = ":" * max(3, longest + 1)
    return [f"{marks}name", *body, marks]


# What makes a block of something inside, with the signs of a fence.
MAKERS: dict[str, Callable[[Draw, Blocks, Signs], Block]] = {
    "quotation": lambda draw, inside, signs: indented(draw(inside), "> ", "> "),
    "bullets": bullets,
    "numbers": lambda draw, inside, signs: indented(draw(inside), "1. ", "   "),
    "footnote": footnote,
    "definition": lambda draw, inside, signs: [draw(line), *indented(draw(inside), ": ", "  ")],
    "heading": lambda draw, inside, signs: [f"## {draw(line)}"],
    "table": lambda draw, inside, signs: [
        *(f"| {draw(line)} | {draw(line)} |", "| --- | --- |"),
        f"| {draw(line)} | {draw(line)} |",
    ],
    "plain_box": plain_box,
    "begun_box": lambda draw, inside, signs: fenced("note", draw(inside), ":", argument=draw(line)),
    "titled_box": titled_box,
    "tabs": tabs,
    "figure": lambda draw, inside, signs: fenced("figure", draw(inside), draw(signs), "a.png", [":alt: words"]),
    "list_table": list_table,
    "glossary": glossary,
    "record": record,
    "example": lambda draw, inside, signs: fenced("code-block", draw(code), draw(signs), "text", gap=True),
    "plain_code": lambda draw, inside, signs: ["~~~~", *draw(code), "~~~~"],
    "contents": lambda draw, inside, signs: fenced("toctree", ["a {sub}`9`"], draw(signs), "", [":hidden:"]),
    "division": division,
}
MARKDOWN = Markdown(Settings.read(DOCS).markdown)


def seen_by_the_linter(text: str) -> Seen:
    constructs = [one for item in MARKDOWN.walk(text, "docs/index.md") for one in item.constructs]
    roles = [use for use in constructs if isinstance(use, RoleUse)]
    for use in roles:  # MyST notes the first line of the block instead, and for a title the line below it
        assert f"{{{use.name}}}`{use.content}`" in text.splitlines()[use.line - 1], text
    directives = [(use.name, use.first_line, use.line) for use in constructs if isinstance(use, DirectiveUse)]
    return directives, [(use.name, use.content) for use in roles]


@settings(max_examples=60, deadline=None, derandomize=True, database=None)
@given(page=blocks(DEEPEST))
def test_the_linter_sees_what_myst_runs(judge: Judge, page: Block) -> None:
    text = "\n".join(["# Page", "", *page, ""])
    explained = re.findall(r"\[\^(\d+)\]: ", text)
    assume(len(explained) == len(set(explained)))  # MyST drops the second of two, and a rule names it
    directives, roles = judge.read(text)
    own_directives, own_roles = seen_by_the_linter(text)
    assert sorted(own_directives) == sorted(directives), text
    assert sorted(own_roles) == sorted(roles), text
