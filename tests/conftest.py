"""What all tests share: small projects of a few lines each, the real site and book, a browser."""

import contextlib
import functools
import gc
import importlib.metadata
import io
import logging
import multiprocessing
import os
import pickle
import re
import shutil
import subprocess
import sys
import time
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from threading import Thread
from types import CodeType
from typing import Any, Self

import browser as browsers
import jinja2
import pypdfium2
import pytest
import sphinx.locale
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import write_po
from filelock import FileLock
from hypothesis import settings
from playwright.sync_api import Browser, Page
from sphinx.builders.html import _assets
from sphinx.cmd.build import build_main

from jasic.book.builder import PdfBuilder
from jasic.garbage_collection import THRESHOLD
from jasic.model.mistake import Mistake
from jasic.model.project import Project as Knowledge
from jasic.rules.check import Known, check

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
EXTENSION = str(DOCS / "_ext")  # where Python finds it
WORK = ROOT / "build" / "work"  # where `nox -s docs` builds too
# The same examples in every run, whatever else the machine has to do.
settings.register_profile("same", derandomize=True, database=None, deadline=None)
settings.load_profile("same")
# Names this run: all its processes, if pytest-xdist has made several.
RUN = os.environ.get("PYTEST_XDIST_TESTRUNUID", str(time.time_ns()))
ENVIRONMENT = {**os.environ, "NO_COLOR": "1"}  # before a test changes it
SVG = "{http://www.w3.org/2000/svg}"  # before the names of its elements
STRICT = ("-n", "-W")  # a name that leads nowhere is a warning, a warning is an error

# The settings of the real pages; only what makes a small project small differs.
CONF = f'''
import runpy
globals().update(runpy.run_path({str(DOCS / "conf.py")!r}))
project = html_title = "Small"
version = copyright = author = "1"
include_patterns = ["**"]
html_theme, html_theme_options, html_static_path = "basic", {{}}, []
html_favicon = {str(DOCS)!r} + "/" + html_favicon
templates_path = [{str(DOCS)!r} + "/" + path for path in templates_path]

def without_furniture(app, pagename, templatename, context, doctree):
    """The bars of Sphinx's plain theme hold what ours has not, and the audit of the website would say so."""
    if app.config.html_theme == "basic":
        context.update(rellinks=[], sidebars=[])

at_each_page = [without_furniture]  # a test that adds a second `setup` would take this one's place

def setup(app):
    for listener in at_each_page:
        app.connect("html-page-context", listener)
'''
REFERENCES = "../references.bib"  # from docs
# To be added to it where the theme matters.
REAL_THEME = 'html_theme = "furo"\n'

SOURCES = """
@online{yue2018letter,
  author           = {岳, 昕},
  sortname         = {Yue, Xin},
  title            = {关于佳士事件的公开信},
  titletranslation = {An open letter},
  organization     = {Support group},
  date             = {2018-08-19},
  url              = {https://example.org/letter},
  archiveurl       = {https://example.net/copy},
  archivedate      = {2018-08-20},
  langid           = {zh-Hans},
  stream           = {workers},
  seen             = {full},
}

@online{zhou2018report,
  author           = {Zhou, Min},
  title            = {A report},
  organization     = {A newspaper},
  date             = {2018-08-25},
  url              = {https://example.org/zhou},
  langid           = {en},
  stream           = {press},
  outlet           = {A newspaper},
  seen             = {full},
}
"""

INDEX = """# Small

```{toctree}
events
yue-xin
sources
```
"""

EVENTS = """# Events

:::{event} raid
:title: The raid
:date: 2018-08-24
:people: yue-xin
:certainty: documented
:arena: plant

Police came {cite:p}`yue2018letter`.
:::

:::{chronology}
:::
"""

PERSON = """# Yue Xin

:::{person} yue-xin
:name: Yue Xin
:zh: 岳昕
:role: Graduate
:status: Not heard of
:status-date: 2018-08
:status-source: yue2018letter

Wrote 公开信 {cite:t}`yue2018letter` before the {event}`raid` {cite:p}`zhou2018report`.
:::
"""

# A page that explains a term, for tests that ask for one.
GLOSSARY = "# Words\n\n```{glossary}\nformal arrest\n  A step {cite:p}`yue2018letter`.\n```\n"


def record(kind: str, name: str, text: str = "", /, **options: str) -> str:
    """A record as a page has it; `zh_hant` is the option `zh-hant`."""
    lines = "".join(f":{option.replace('_', '-')}: {value}\n" for option, value in options.items() if value)
    return f":::{{{kind}}} {name}\n{lines}\n{text}\n:::\n\n"


def claim(name: str, text: str = "", /, **options: str) -> str:
    """A claim, of whose options some have a usual value."""
    usual = {"type": "claim", "source": "yue2018letter", "passage": "first message"}
    return record("claim", name, text, **(usual | options))


# Two on a question, for a page of the debate.
CLAIMS = claim("a-irony", title="It was irony", by="A", topic="irony")
CLAIMS += claim("x-no-irony", title="It was not", by="X", topic="irony", answers="a-irony")
# The files of a small project, by their names below docs.
SMALL = {
    "conf.py": CONF,
    "index.md": INDEX,
    "events.md": EVENTS,
    "yue-xin.md": PERSON,
    "sources.md": "# Sources\n\n```{bibliography}\n```\n",
    REFERENCES: SOURCES,
}


@dataclass(frozen=True)
class Result:
    """What a build left on the terminal."""

    returncode: int
    stdout: str
    stderr: str


class Project:
    """A folder with docs/ and references.bib, as in the repository."""

    def __init__(self, folder: Path, files: Mapping[str, str] = SMALL) -> None:
        self.folder, self.docs = folder, folder / "docs"
        self.docs.mkdir()
        for name, text in files.items():
            self.write(name, text)

    def write(self, name: str, text: str) -> None:
        """Write a file of docs, in a folder that need not exist."""
        (self.docs / name).parent.mkdir(parents=True, exist_ok=True)
        (self.docs / name).write_text(text, encoding="utf-8")

    def append(self, name: str, text: str) -> None:
        """Add to the end of a file of docs."""
        self.write(name, (self.docs / name).read_text(encoding="utf-8") + text)

    def add_page(self, name: str, text: str) -> None:
        """Write a page, and name it at the end of the contents."""
        self.write(f"{name}.md", text)
        self.change("index.md", "sources\n", f"sources\n{name}\n")

    def say(self, text: str) -> None:
        """Put words into the page of events, above the chronology."""
        self.change("events.md", ":::{chronology}", f"{text}\n\n:::{{chronology}}")

    def change(self, name: str, old: str, new: str) -> None:
        """Replace a text that stands in a file of docs."""
        text = (self.docs / name).read_text(encoding="utf-8")
        assert old in text
        self.write(name, text.replace(old, new))

    @contextlib.contextmanager
    def changed(self, name: str, old: str, new: str) -> Iterator[None]:
        """As `change`, for a while: for a project that others use too."""
        text = (self.docs / name).read_text(encoding="utf-8")
        self.change(name, old, new)
        try:
            yield
        finally:
            self.write(name, text)

    def build(
        self, builder: str = "html", out: str = "", jobs: int = 1, doctrees: str = "", options: tuple[str, ...] = ()
    ) -> Result:
        """Build strictly, as on the command line, into a folder that is called `out`, or after the builder.

        `doctrees` names an environment that several outputs share.
        """
        out = out or builder
        arguments = [*STRICT, "-j", str(jobs), "-b", builder, "-d", str(self.folder / f"doctrees-{doctrees or out}")]
        arguments += [*options, str(self.docs), str(self.folder / out)]
        # Starting Python and loading Sphinx takes longer than a small build, so that is done here, in this process.
        return build_in_a_fork(arguments) if jobs > 1 else build_here(arguments)

    def built(self, builder: str = "html", **options: Any) -> Self:
        """The same project, built without a mistake."""
        result = self.build(builder, **options)
        assert result.returncode == 0, result.stdout + result.stderr
        return self

    def failed(self, builder: str = "html", **options: Any) -> str:
        """What a build says that a mistake ends: words for whoever made it, and none of our code."""
        result = self.build(builder, **options)
        assert result.returncode and "Traceback" not in result.stderr, result.stderr
        return result.stderr

    def book_source(self, out: str = "pdf", doctrees: str = "") -> str:
        """All that the book says, as Typst would be given it."""
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(PdfBuilder, "set", lambda *arguments: None)
            self.built("pdf", out=out, doctrees=doctrees)
        return (self.folder / out / "typst" / "jasic.typ").read_text(encoding="utf-8")

    def page(self, name: str, out: str = "html") -> str:
        """The text of a built page."""
        return (self.folder / out / f"{name}.html").read_text(encoding="utf-8")


def python(*arguments: str, environment: Mapping[str, str] = {}, **options: Any) -> subprocess.CompletedProcess[str]:
    """What Python says in a process of its own, which knows the extension, and how it ends."""
    options = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "encoding": "utf-8", **options}
    known = {**os.environ, "PYTHONPATH": EXTENSION, **environment}
    command = [sys.executable, *arguments]
    return subprocess.run(command, env=known, timeout=60, check=False, **options)


def write_catalogue(folder: Path, language: str, name: str, texts: Mapping[str, str]) -> None:
    """A catalogue of translations as gettext reads it, and beside it its text."""
    catalogue = Catalog(locale=language)
    for text, translated in texts.items():
        catalogue.add(text, translated)
    file = folder / language / "LC_MESSAGES" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    for suffix, write in ((".po", write_po), (".mo", write_mo)):
        with file.with_name(f"{file.name}{suffix}").open("wb") as stream:
            write(stream, catalogue)


def colours_of_drawings(page: Page) -> tuple[set[str], set[str]]:
    """The colours that drawings have where a reader has chosen those of all pages, and those that were chosen."""
    page.emulate_media(forced_colors="active")
    used, chosen = page.evaluate(
        """() => {
            const painted = "rect, path, line, polygon, circle, text, tspan, use";
            const shapes = [...document.querySelectorAll(`:is(svg.figure, svg.evidence, svg.custody) :is(${painted})`)];
            const colours = shapes.flatMap(shape => {
                const style = getComputedStyle(shape);
                return [style.fill, style.stroke, ...shape.tagName === "use" ? [style.color] : []];
            });
            const probe = document.body.appendChild(document.createElement("i"));
            const chosen = ["Canvas", "CanvasText", "GrayText", "LinkText"].map(name => {
                probe.style.color = name;
                return getComputedStyle(probe).color;
            });
            return [colours, chosen];
        }"""
    )
    page.emulate_media(forced_colors="none")
    return set(used) - {"none", "rgb(0, 0, 0)", "rgba(0, 0, 0, 0)"}, set(chosen)


def words(html: str) -> str:
    """What a reader reads in HTML, in one line."""
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]*>", "", html)))


@pytest.fixture(scope="session", autouse=True)
def what_builds_share() -> Iterator[None]:
    """Two fifths of a small build would be the compiling of its templates and the search for what is installed.

    A twelfth would be what Sphinx notes for who has asked it to tell everything, which no test does.
    """
    entry_points = functools.cache(importlib.metadata.entry_points)
    compiled: dict[tuple[Any, ...], CodeType] = {}

    def compile_once(environment: jinja2.Environment, *text: Any, **named: Any) -> CodeType:
        key = (type(environment), *environment.extensions, *text, *named.items())
        if key not in compiled:
            compiled[key] = compile_template(environment, *text, **named)
        return compiled[key]

    compile_template: Any = jinja2.Environment.compile
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(jinja2.Environment, "compile", compile_once)
        patch.setattr("tomllib.loads", functools.cache(tomllib.loads))  # conf.py reads pyproject.toml
        for module in ("pybtex.plugin", "sphinxcontrib.bibtex.plugin", "sphinx.registry", "sphinx.theming"):
            patch.setattr(f"{module}.entry_points", entry_points)
        patch.setattr(logging.root.manager, "disable", logging.DEBUG)
        yield


def build_here(arguments: list[str]) -> Result:
    """Build in this process and leave nothing behind in it; Sphinx itself takes back what it told docutils."""
    out, err, path = io.StringIO(), io.StringIO(), sys.path.copy()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            code = build_main(arguments)
        except SystemExit as error:  # our domain's list of mistakes, which the interpreter would print
            code = 1
            print(error.code, file=err)
        finally:
            sys.path[:] = path
            sphinx.locale.translators.clear()
            _assets._file_checksum_inner.cache_clear()  # Sphinx believes that a process builds once
    return Result(code, out.getvalue(), err.getvalue())


def build_in_a_fork(arguments: list[str]) -> Result:
    """Build in a copy of this process, since Sphinx hangs where an extension raises beside processes that write pages.

    Where there is no fork, Sphinx has no such processes either. Raises AssertionError when it takes minutes.
    """
    if "fork" not in multiprocessing.get_all_start_methods():
        return build_here(arguments)
    fork = multiprocessing.get_context("fork")
    here, there = fork.Pipe(duplex=False)
    copy = fork.Process(target=lambda: there.send(build_here(arguments)))
    copy.start()
    there.close()  # so that nobody waits for a copy that was ended
    try:
        assert here.poll(120), "the build hangs"
        result: Result = here.recv()
    finally:
        copy.kill()
        copy.join()
    return result


def copy_of_real(folder: Path) -> Path:
    """A copy of the real pages, without the software, to be changed; returns its docs."""
    for name in ("references.bib", "pyproject.toml"):  # which conf.py reads
        shutil.copy(ROOT / name, folder)
    return shutil.copytree(DOCS, folder / "docs", ignore=shutil.ignore_patterns("_*"))


def in_turn(name: str) -> FileLock:
    """What the test processes of a run share is made by the one that comes first, while the others wait."""
    WORK.mkdir(parents=True, exist_ok=True)
    return FileLock(WORK / f"{name}.lock")


def is_of_this_run(stamp: Path) -> bool:
    """Whether what a stamp stands for was made in this run; of an earlier one it is out of date."""
    return stamp.exists() and stamp.read_text(encoding="utf-8") == RUN


def build_real(builder: str) -> Path:
    """The real pages, built strictly into build/work by the first test process of a run that asks; returns the folder.

    The environments are those of `nox -s docs`, so what has not changed since is not built again.
    """
    with in_turn(builder):
        stamp = WORK / f"{builder}.tested"
        if not is_of_this_run(stamp):
            folders = ["-d", str(WORK / f"doctrees-{builder}"), str(DOCS), str(WORK / builder)]
            command = [sys.executable, "-m", "sphinx", "-q", *STRICT, "-b", builder, *folders]
            done = subprocess.run(
                command, capture_output=True, encoding="utf-8", cwd=ROOT, env=ENVIRONMENT, check=False, timeout=900
            )
            assert done.returncode == 0, done.stderr
            stamp.write_text(RUN, encoding="utf-8")
    return WORK / builder


NEEDS = {"html": "html", "book_file": "pdf"}  # what a test asks for -> the builder behind it


def builders_behind(item: pytest.Item) -> set[str]:
    return {builder for name, builder in NEEDS.items() if name in getattr(item, "fixturenames", ())}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests that need website or book come last, since these are built while others run."""
    items.sort(key=lambda item: bool(builders_behind(item)))


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop(session: pytest.Session) -> None:
    """Begin to build what some test will need, and let Python collect garbage as seldom as in a build."""
    gc.set_threshold(THRESHOLD)
    if not session.config.option.collectonly:
        builders = sorted(set().union(*map(builders_behind, session.items)))
        # Every other process begins with the book, which would wait for the website.
        if int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")) % 2:
            builders.reverse()
        Thread(target=build_ahead, args=[builders], daemon=True).start()


def pytest_sessionfinish() -> None:
    """Look once through all that the tests have left, for which pytest takes seconds at each of several times."""
    gc.collect()
    gc.freeze()


def build_ahead(builders: list[str]) -> None:
    """Build one after the other; a test that needs what could not be built builds it again, and says why."""
    with contextlib.suppress(AssertionError, subprocess.TimeoutExpired):
        for builder in builders:
            build_real(builder)


@pytest.fixture(scope="session")
def html() -> Path:
    """The folder of the real website."""
    return build_real("html")


@pytest.fixture(scope="session")
def book_file() -> Path:
    """The file of the real book."""
    return build_real("pdf") / "jasic.pdf"


@pytest.fixture(scope="session")
def book_letters(book_file: Path) -> list[pypdfium2.PdfTextPage]:
    """The letters of each page of the real book and where they stand."""
    # Not by pypdf, which takes a minute and more for what takes PDFium two seconds.
    return [page.get_textpage() for page in pypdfium2.PdfDocument(book_file)]


@pytest.fixture(scope="session")
def book_pages(book_letters: list[pypdfium2.PdfTextPage]) -> list[str]:
    """The text of each page of the real book."""
    return [page.get_text_range() for page in book_letters]


@dataclass(frozen=True)
class Reading:
    """What the linter makes of the real pages."""

    project: Knowledge
    mistakes: list[Mistake]
    known: Known  # to be copied for a reading of changed pages, which then takes a fifth of the time


@pytest.fixture(scope="session")
def reading() -> Reading:
    """The real pages as the linter reads them, once by a run of the tests."""
    stamp, file = WORK / "reading.tested", WORK / "reading.pickle"
    with in_turn("reading"):
        if is_of_this_run(stamp):
            found: Reading = pickle.loads(file.read_bytes())
        else:
            known: Known = {}
            found = Reading(*check(DOCS, known), known)
            file.write_bytes(pickle.dumps(found))
            stamp.write_text(RUN, encoding="utf-8")
    return found


@pytest.fixture(scope="session")
def knowledge(reading: Reading) -> Knowledge:
    """The records and sources of the real pages."""
    return reading.project


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A browser; where there is none the test is skipped with a word, or fails if JASIC_BROWSER says `required`."""
    try:
        with browsers.launched() as launched:
            yield launched
    except browsers.NoBrowser as error:
        (pytest.fail if error.required else pytest.skip)(str(error))


def kept_open(browser: Browser, **options: Any) -> Iterator[Page]:
    """A page that stays open in a window of its own; to open another costs as much as to show several."""
    with contextlib.closing(browser.new_context(**options)) as window:
        yield window.new_page()


def lent(page: Page) -> Iterator[Page]:
    """A page for one test, which finds it as new: nothing shown, chosen, intercepted or pointed at."""
    size = page.viewport_size
    assert size
    yield page
    page.evaluate("() => { try { localStorage.clear() } catch { /* a page that has none */ } }")
    page.goto("about:blank")
    page.unroute_all()
    page.emulate_media(color_scheme="light")
    page.set_viewport_size(size)
    page.mouse.move(0, 0)


@pytest.fixture(scope="session")
def only_page(browser: Browser) -> Iterator[Page]:
    yield from kept_open(browser)


@pytest.fixture(scope="session")
def only_plain_page(browser: Browser) -> Iterator[Page]:
    yield from kept_open(browser, java_script_enabled=False)


@pytest.fixture(scope="session")
def only_phone(browser: Browser) -> Iterator[Page]:
    yield from kept_open(browser, has_touch=True, viewport={"width": 390, "height": 800})


@pytest.fixture
def page(only_page: Page) -> Iterator[Page]:
    """A page on a desk."""
    yield from lent(only_page)


@pytest.fixture
def plain_page(only_plain_page: Page) -> Iterator[Page]:
    """A page on a desk, for a reader who lets no script run."""
    yield from lent(only_plain_page)


@pytest.fixture
def phone(only_phone: Page) -> Iterator[Page]:
    """A page on a phone, where one taps."""
    yield from lent(only_phone)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A small project of its own for each test."""
    return Project(tmp_path)
