"""The extension is built as it says: layers that import one way, each vocabulary in one place."""

import ast
import graphlib
import re
import runpy
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import pytest
from conftest import DOCS, ROOT

import jasic
from jasic import figures
from jasic.model.anchors import SOURCE_PREFIX, TERM_PREFIX
from jasic.model.forms import FLAG
from jasic.model.markup import ROLES
from jasic.model.record_kinds import CERTAINTIES, CLAIM_TYPES, KINDS, SPEAKERS, VERDICTS
from jasic.model.sources import LANGUAGES, SEEN, SOURCE_FIELDS, SOURCE_TYPES, STREAMS
from jasic.nodes.registry import view, views
from jasic.reading.templates import GIVEN
from jasic.website import style_sheet

PACKAGE = DOCS / "_ext" / "jasic"
# The one picture of the layers: lines such as `domain    the records in Sphinx: …`, each only above what it serves.
LAYERS = re.findall(r"^(\w+(?:, \w+)*) {2,}", jasic.__doc__ or "", re.MULTILINE)
HEIGHT = {part: number for number, layer in enumerate(LAYERS) for part in layer.split(", ")}


@cache
def modules() -> dict[Path, ast.Module]:
    """The modules of the extension by paths like `jasic/model/record_kinds`."""
    files = PACKAGE.rglob("*.py")
    return {file.relative_to(PACKAGE.parent).with_suffix(""): ast.parse(file.read_bytes()) for file in files}


def imports(module: Path, code: ast.Module) -> Iterator[Path]:
    """The modules of the extension that a module imports, as paths like `jasic/model/record_kinds`."""
    for node in ast.walk(code):
        if isinstance(node, ast.ImportFrom) and node.level:
            folder = module.parents[node.level - 1] / (node.module or "").replace(".", "/")
            for name in node.names:
                yield folder / name.name if folder / name.name in modules() else folder
        elif isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == PACKAGE.name:
            yield Path((node.module or "").replace(".", "/"))


def test_the_picture_shows_every_part() -> None:
    parts = {path.stem for path in PACKAGE.iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()}
    assert parts - {"__init__"} == HEIGHT.keys()


def test_a_part_imports_only_from_those_above_it() -> None:
    wrong = []
    for module, code in modules().items():
        for other in imports(module, code):
            own, used = (path.parts[1] if len(path.parts) > 1 else "__init__" for path in (module, other))
            if own not in (used, "__init__") and not HEIGHT[used] < HEIGHT[own]:
                wrong.append(f"{module} imports {other}")
    assert not wrong


def test_no_module_imports_itself_by_way_of_others() -> None:
    graph = {module: set(imports(module, code)) - {module} for module, code in modules().items()}
    graphlib.TopologicalSorter(graph).prepare()  # raises CycleError, which names them


def test_whatever_has_a_setup_is_connected() -> None:
    connecting = {module for module, code in modules().items() if any(map(is_setup, code.body))}
    names = {".".join(module.parts[1:]).removesuffix(".__init__") for module in connecting}
    assert names - {"__init__"} == set(jasic.CONNECTED)


def is_setup(node: ast.stmt) -> bool:
    return isinstance(node, ast.FunctionDef) and node.name == "setup"


# Each vocabulary and the one file in which it is written.
FOLDERS = {pattern.split("/")[0] for pattern in runpy.run_path(str(DOCS / "conf.py"))["include_patterns"]}
MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
VOCABULARIES: dict[str, tuple[Iterable[str], str]] = {
    "kinds": (KINDS, "model/record_kinds.py"),
    "certainties": (CERTAINTIES, "model/record_kinds.py"),
    "types of claims": (CLAIM_TYPES, "model/record_kinds.py"),
    "verdicts": (VERDICTS, "model/record_kinds.py"),
    "speakers": (SPEAKERS, "model/record_kinds.py"),
    "roles": (set(ROLES) - set(KINDS), "model/markup.py"),
    "views": (views(), ""),  # each stands with its function alone
    "types of sources": (SOURCE_TYPES, "model/sources.py"),
    "fields of sources": (SOURCE_FIELDS, "model/sources.py"),
    "streams": (STREAMS, "model/sources.py"),
    "languages": (LANGUAGES, "model/sources.py"),
    "how far a source was read": (SEEN, "model/sources.py"),
    "folders": (FOLDERS - {"index.md"}, "../../conf.py"),
    "months": (MONTHS, "search/words.py"),
}
WRITTEN = [
    *(file for suffix in ("py", "js", "css", "typ") for file in PACKAGE.rglob(f"*.{suffix}")),
    *(DOCS / "_templates").iterdir(),
    *(ROOT / "tests" / f"{name}.py" for name in ("conftest", "bench", "bench_pages", "bench_search")),
    DOCS / "conf.py",
    ROOT / "noxfile.py",
]


@cache
def lists_in(file: Path) -> list[set[str]]:
    """The lists of words that a file writes, of paths the first folder; of a file that is no Python, all its words.

    Words are there what is quoted, keys, and in style sheets the names of classes.
    """
    text = file.read_text(encoding="utf-8")
    if file.suffix == ".py":
        return [set(texts_of(node)) for node in ast.walk(ast.parse(text))]
    word = r"\.([\w-]+)" if file.suffix == ".css" else r"""["'`]([\w-]+)["'`]|([\w-]+):"""
    comments = r"//.*|/\*[\s\S]*?\*/"
    return [{"".join(match.groups(default="")) for match in re.finditer(word, re.sub(comments, "", text))}]


def texts_of(node: ast.AST) -> Iterator[str]:
    """The texts in a literal list, tuple or set, and the keys of a dictionary."""
    parts = node.keys if isinstance(node, ast.Dict) else getattr(node, "elts", None)
    for part in parts or ():
        if isinstance(part, ast.Constant) and isinstance(part.value, str):
            yield part.value.split("/")[0]


@pytest.mark.parametrize("name", VOCABULARIES)
def test_a_vocabulary_is_written_once(name: str) -> None:
    """A choice from it may stand elsewhere; more than two thirds of it are a second copy."""
    words, home = VOCABULARIES[name]
    words = set(words)
    writing = {file for file in WRITTEN for written in lists_in(file) if len(written & words) * 3 > len(words) * 2}
    assert writing == ({(PACKAGE / home).resolve()} if home else set())


def test_every_style_sheet_is_used() -> None:
    """That of a figure has the name of its module; the others are put together in an order."""
    assert {file.stem for file in figures.FOLDER.glob("*.css")} <= {file.stem for file in figures.FOLDER.glob("*.py")}
    assert set((PACKAGE / "drawing").glob("*.css")) == set(figures.SHARED)
    assert {file.stem for file in style_sheet.FOLDER.glob("*.css")} == {*style_sheet.SECTIONS} - {style_sheet.FIGURES}


@pytest.mark.parametrize("name", ["chronology", "figure"])
def test_a_view_takes_no_name_that_means_something_already(name: str) -> None:
    with pytest.raises(LookupError, match="give the view another name"):
        view(name, FLAG)


@pytest.mark.parametrize(
    ("text", "home"),
    [(SOURCE_PREFIX, "model/anchors.py"), (TERM_PREFIX, "model/anchors.py"), ("4e00", "model/chinese.py"), ("一-", "")],
)
def test_a_prefix_or_a_range_is_written_once(text: str, home: str) -> None:
    quoted = re.compile(rf"""["'`#.\[\\u{{]{re.escape(text)}""", re.IGNORECASE)
    writing = {file for file in WRITTEN if quoted.search(file.read_text(encoding="utf-8"))}
    assert writing == ({PACKAGE / home} if home else set())


def test_of_every_template_is_known_what_it_is_given() -> None:
    assert {file.name for file in (DOCS / "_templates").iterdir()} == GIVEN.keys()
