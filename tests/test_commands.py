"""Commands that are called wrongly or in a bad hour: a sentence with its cure, a status, and every file as it was."""

import errno
import importlib
import json
import os
import re
import runpy
import shutil
import signal
import sys
import time
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from unittest.mock import Mock

import pytest
from conftest import CONF, DOCS, EXTENSION, REFERENCES, ROOT, SOURCES, Project, python, record

from jasic.bundle import __main__ as bundle
from jasic.commands import build, files, linkcheck, new
from jasic.commands.build import alone
from jasic.commands.cli import INTERRUPTED, REFUSED, Refusal
from jasic.commands.files import replace_text
from jasic.rules.check import check

CALLS = {
    "lint": [],
    "build": ["html"],
    "live": [],
    "addresses": [],
    "tidy": [],
    "new": ["event", "march", "docs/events.md"],
    "linkcheck": [],
    "changes": ["."],
    "epubcheck": ["build/epub/jasic.epub"],
    "pdfcheck": ["build/pdf/jasic.pdf"],
}
Call = Callable[..., tuple[int, str]]
STATUS = "reference/link-status.json"
KNOWN = json.dumps({"https://example.org/zhou": {"state": "live", "last_checked": "2026-11-25"}}, indent=1) + "\n"


@pytest.fixture
def folder(project: Project, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project as a contributor stands in it."""
    monkeypatch.chdir(project.folder)
    return project.folder


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str]) -> Call:
    """Calls a command by its name; returns its status and what it says beside what it prints."""

    def run(name: str, *arguments: str) -> tuple[int, str]:
        try:
            status = importlib.import_module(f"jasic.commands.{name}").main(list(arguments))
        except SystemExit as end:  # of argparse
            assert isinstance(end.code, int)
            status = end.code
        return status, capsys.readouterr().err

    return run


def contents(folder: Path) -> dict[str, bytes]:
    files = (file for file in folder.rglob("*") if not file.is_dir())
    return {str(file): file.read_bytes() if file.is_file() else b"" for file in files}


def refused(answer: tuple[int, str]) -> str:
    """What a command says that refuses, in one line with a cure."""
    status, said = answer
    assert status == REFUSED
    assert said.count("\n") == 1 and " Fix: " in said, said
    return said


@pytest.mark.parametrize("name", CALLS)
def test_where_there_is_no_project(name: str, call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    refused(call(name, *CALLS[name]))
    assert contents(tmp_path) == {}


@pytest.mark.parametrize("name", CALLS)
@pytest.mark.parametrize("argument", ["--fix", "-x", "one-more"])
def test_an_argument_that_means_nothing(name: str, argument: str, call: Call, folder: Path) -> None:
    if argument == "one-more" and name in ("lint", "tidy", "changes"):
        arguments = [".", "."]  # as many as they take
    else:
        arguments = [] if name == "linkcheck" else CALLS[name]
    before = contents(folder)
    refused(call(name, *arguments, argument))
    assert contents(folder) == before


@pytest.mark.parametrize(
    ("name", "arguments"),
    [("lint", ["docs/events.md"]), ("lint", [".", "docs"]), ("changes", []), ("changes", [".", ".", "."])],
)
def test_a_folder_that_is_no_project_one_too_many_and_none(
    name: str, arguments: list[str], call: Call, folder: Path
) -> None:
    before = contents(folder)
    refused(call(name, *arguments))
    assert contents(folder) == before


@pytest.mark.parametrize("name", CALLS)
def test_each_says_what_it_takes(name: str, call: Call, folder: Path) -> None:
    assert call(name, "--help") == (0, "")


@pytest.mark.parametrize("number", ["-1", "0", "nan", "inf", "1e400", "100000", "x"])
def test_a_number_that_makes_no_sense_is_not_taken(number: str, call: Call, folder: Path) -> None:
    assert f"'{number}' is no number" in refused(call("linkcheck", f"--time-limit={number}"))


def test_half_a_second_is_a_time(call: Call, folder: Path) -> None:
    assert call("linkcheck", "--suggest-archive", "--time-limit=0.5") == (0, "")


@pytest.mark.parametrize("content", ["", "A book.\n", "%PDF-1.7\n"])
def test_a_book_that_is_none(content: str, call: Call, folder: Path) -> None:
    (folder / "jasic.pdf").write_text(content, encoding="utf-8")
    assert "Fix: build the book first" in refused(call("pdfcheck", "jasic.pdf"))


def test_the_book_is_checked_without_the_packages_that_build_it(folder: Path) -> None:
    """The session installs what checks, and neither Sphinx nor what reads the pages."""
    without = "import sys; sys.modules.update(dict.fromkeys(['sphinx', 'docutils', 'myst_parser', 'pybtex']))"
    run = f"{without}; from jasic.commands.pdfcheck import main; sys.exit(main(['jasic.pdf']))"
    done = python("-c", run)
    assert (done.returncode, "it is not there" in done.stderr) == (REFUSED, True), done.stderr


def test_the_linter_knows_every_view_without_the_packages_that_build_it(project: Project, folder: Path) -> None:
    """The session installs what reads the pages; pages may ask for figures all the same."""
    groups = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["dependency-groups"]
    needed = [re.split("[>=<]", line)[0].replace("-", "_") for line in groups["docs"] if isinstance(line, str)]
    without = f"import sys; sys.modules.update(dict.fromkeys([*{needed}, 'sphinxcontrib', 'sphinx.application']))"
    run = f"{without}; from jasic.commands.lint import main; sys.exit(main(['.']))"
    project.add_page("map", "# Map\n\n:::{places-map}\n:::\n")
    done = python("-c", run)
    assert (done.returncode, "no mistakes" in done.stdout) == (0, True), done.stdout + done.stderr


# The sessions, of which Nox is the program that runs them


class Ended(Exception):
    """What a session says that ends with an error."""


@dataclass
class Session:
    """As much of a session as is asked before anything is installed."""

    posargs: list[str]
    name: str = "a session"

    def error(self, words: str) -> None:
        raise Ended(words)

    def log(self, words: str) -> None:
        print(words, flush=True)


Sessions = dict[str, Callable[[Session], None]]


@pytest.fixture
def sessions(monkeypatch: pytest.MonkeyPatch) -> Sessions:
    """The functions of noxfile.py by name."""
    found: Sessions = {}

    def session(function: Any = None, **options: Any) -> Any:
        return found.setdefault(function.__name__, function) if function else session

    monkeypatch.setitem(sys.modules, "nox", stub_of_nox(session))
    runpy.run_path(str(ROOT / "noxfile.py"))
    return found


def stub_of_nox(session: Any) -> Any:
    settings = SimpleNamespace(load_toml=lambda: tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8")))
    return SimpleNamespace(session=session, options=SimpleNamespace(), Session=Session, project=settings)


# A build that starts a program and is killed while that runs.
KILLED = """
import os, signal, subprocess, sys
from jasic.commands.build import alone
with alone("html", "pdf"):
    subprocess.Popen([sys.executable, "-c", "import time; time.sleep(2)"], close_fds=False)
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(os.name != "posix", reason="elsewhere a program that was started holds no lock")
def test_two_do_not_build_at_once_even_where_one_was_killed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert python("-c", KILLED, stdout=None, stderr=None).returncode == -signal.SIGKILL
    start = time.monotonic()
    with alone("epub"):
        assert capsys.readouterr().out == ""  # another folder
    with alone("html"):
        assert "this goes on when that has ended" in capsys.readouterr().out
    assert time.monotonic() - start > 0.3


def test_a_folder_that_nobody_may_write_to_ends_a_build_in_a_line(
    call: Call, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before it begins, and when it puts in place what it has made."""
    error = PermissionError(errno.EACCES, "Permission denied", "build/html")
    monkeypatch.setattr(build, "side_by_side", Mock(side_effect=error))
    assert refused(call("build", "html")).startswith("build/html: Permission denied. Fix: see who may")
    shutil.rmtree("build")
    Path("build").write_text("", encoding="utf-8")
    assert refused(call("build", "html")).startswith("build")


def test_a_build_says_that_nobody_may_write_where_it_is_to_write(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A superuser may write to all but what is mounted to be read, so that the system is played here."""
    (project.folder / "html").mkdir()
    monkeypatch.setattr("os.access", lambda path, mode: Path(path).name != "html")
    assert f"{project.folder / 'html'}: nobody may write here. Fix: see who may" in project.failed()


class Working(Session):
    """A session that does nothing, and notes what it would have run."""

    bin = ""

    def __init__(self, posargs: list[str], name: str) -> None:
        super().__init__(posargs, name)
        self.ran: list[str] = []

    def run(self, *arguments: str, **options: Any) -> None:
        self.ran += arguments

    def install(self, *arguments: str) -> None:
        pass

    log = notify = lambda *args, **kwargs: None


def test_no_session_passes_over_what_it_is_given(
    sessions: Sessions, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It hands it on to what it runs, or says that it takes nothing."""
    given = "--given"
    monkeypatch.chdir(tmp_path)
    assert sessions
    for name, function in sessions.items():
        session = Working([given], name)
        try:
            function(session)
        except Ended as ended:
            assert str(ended).startswith(f"{name} takes no arguments. Fix: leave `-- {given}` out"), name
        else:
            assert given in session.ran, name


def test_one_commit_is_compared(sessions: Sessions) -> None:
    with pytest.raises(Ended, match="Fix: name one"):
        sessions["changes"](Session(["main", "other"]))


def test_an_old_python_is_named_with_the_cure(sessions: Sessions, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.version_info", (3, 10, 13, "final", 0))
    with pytest.raises(Ended, match=r"Python 3\.10\.13, and >=3\.11 is needed\. Fix: `uvx --python"):
        sessions["docs"](Session([], "docs"))


def test_without_git_a_bundle_says_how_it_gets_its_time(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    for path in (os.environ["PATH"], ""):
        monkeypatch.setenv("PATH", path)
        with pytest.raises(SystemExit, match="Fix: build in a clone, or set SOURCE_DATE_EPOCH"):
            bundle.main([])


@pytest.mark.parametrize("name", ["html", "epub", "bundle"])
def test_nothing_is_built_at_a_time_that_is_none(
    name: str, call: Call, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "today")
    if name == "bundle":
        with pytest.raises(SystemExit, match=r"'today', which is no time\. Fix: "):
            bundle.main([])
    else:
        assert "'today', which is no time" in refused(call("build", name))


# The settings


def test_a_small_project_of_ones_own_needs_few_settings(tmp_path: Path) -> None:
    """What Sphinx would take by itself knows no records, and neither its theme nor its e-book is ours."""
    conf = 'extensions = ["myst_parser", "sphinx_design", "sphinxcontrib.bibtex", "jasic"]\n'
    conf += 'bibtex_bibfiles = ["sources.bib"]\nmyst_enable_extensions = ["colon_fence"]\n'
    options = {"title": "The raid", "date": "2018-08-24", "certainty": "documented", "arena": "plant"}
    index = "# Small\n\n" + record("event", "raid", "Police came {cite:p}`zhou2018report`.", **options)
    index += ":::{bibliography}\n:::\n"
    project = Project(tmp_path, {"conf.py": conf, "index.md": index, "sources.bib": SOURCES})
    assert 'id="raid"' in project.built().page("index")
    assert "The raid" in project.book_source()
    told = {"pdf_subtitle": "A handbook", "copyright": "2018, somebody", "version": "1"}  # which Sphinx asks for
    project.built("epub", options=tuple(f"-D{name}={value}" for name, value in told.items()))


SETTINGS = {
    "def (\n": (1, "SyntaxError"),
    "<<<<<<< HEAD\nproject = 1\n": (1, "SyntaxError"),
    "x = 1\n  y = 2\n": (2, "IndentationError"),
    "x = 1\0\n": (1, "null bytes"),
    "\nlanguage = en\n": (2, "NameError: name 'en' is not defined"),
    "import nothing_like_that\n": (1, "No module named"),
    "def f():\n    f()\nf()\n": (3, "RecursionError"),
    "raise SystemExit\n": (1, "end the program"),
    "import sys\nsys.exit(0)\n": (2, "end the program"),
    "exit('words')\n": (1, "end the program"),
    "import tomllib\ntomllib.loads('[')\n": (2, "TOMLDecodeError"),
    "": (1, "'bibtex_bibfiles' names 0 files"),
    "bibtex_bibfiles = 'references.bib'\n": (1, "'bibtex_bibfiles' is no list of texts"),
    "\nbibtex_bibfiles = ['a.bib', 'b.bib']\n": (2, "'bibtex_bibfiles' names 2 files"),
    "\nlanguage = 'xx'\n": (2, "'language' is 'xx', which is none such as en-GB or zh_CN"),
    "exclude_patterns = ['people/*']\n": (1, "'exclude_patterns' is none of the settings that this site has"),
    "html_js_files = ['https://example.org/x.js']\n": (1, "'html_js_files' is none of the settings that this site has"),
    "sd_custom_directives = {}\n": (1, "'sd_custom_directives' is none of the settings that this site has"),
    "html_title = 'x'\nbibtex_bibfile = ['a.bib']\n": (2, "did you mean 'bibtex_bibfiles'"),
    "html_title = 'x'\nhtml_them = 'furo'\n": (2, "did you mean 'html_theme'"),
    "language = 'en'\n\nlanguage = 5\n": (3, "'language' is of the type int"),
    "version = release = 5\n": (1, "'version' is of the type int"),
    "templates_path = [5]\n": (1, "'templates_path' is no list of texts"),
    "extensions = ['myst_parser']\n": (1, "'extensions' lacks 'jasic'"),
    "bibtex_bibfiles = ['../references.bib']\nlanguage = 5\n": (
        2,
        "'language' is of the type int, and str is asked for",
    ),
    "include_patterns = None\nbibtex_bibfiles = ['../references.bib']\n": (1, "'include_patterns' is no list of texts"),
    "bibtex_bibfiles = ['../references.bib']\ninclude_patterns = ['[z-a].md']\n": (2, "bad character range z-a"),
    "bibtex_bibfiles = ['../references.bib']\nmyst_unheard_of = 1\n": (2, "unheard_of"),
    "bibtex_bibfiles = ['../references.bib']\nmyst_heading_anchors = 'x'\n": (2, "heading_anchors"),
    "bibtex_bibfiles = ['../references.bib']\ncontact_mail = 'me'\n": (2, "contact_mail in conf.py is 'me'"),
    "html_baseurl = 'example.org'\n": (1, "html_baseurl in conf.py is 'example.org'"),
}


@pytest.mark.parametrize("text", SETTINGS)
def test_settings_that_cannot_be_read_are_a_mistake_with_its_line(
    text: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    line, words = SETTINGS[text]
    (folder / "docs" / "conf.py").write_text(text, encoding="utf-8")
    assert importlib.import_module("jasic.commands.lint").main([]) == 1
    mistake, count = capsys.readouterr().out.splitlines()
    assert mistake.startswith(f"docs/conf.py:{line}: [settings] ") and words in mistake and " Fix: " in mistake
    assert count.endswith(": 1 mistakes")


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ('[project\nname = "x"\n', 1, "TOMLDecodeError"),
        ("\n[project\n", 2, "TOMLDecodeError"),
        ("[project]\n", 1, "'version'"),
    ],
)
def test_a_mistake_in_the_file_that_holds_the_version_is_told_there(
    text: str, line: int, words: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copy(DOCS / "conf.py", folder / "docs")
    (folder / "pyproject.toml").write_text(text, encoding="utf-8")
    assert importlib.import_module("jasic.commands.lint").main([]) == 1
    mistake, _ = capsys.readouterr().out.splitlines()
    assert mistake.startswith(f"pyproject.toml:{line}: [settings] ") and words in mistake
    assert mistake.endswith("git checkout pyproject.toml.")


@pytest.mark.parametrize("name", ["new", "linkcheck", "changes"])
def test_without_settings_nothing_is_taken_for_deleted(name: str, call: Call, folder: Path) -> None:
    (folder / "docs" / "conf.py").write_text("language = en\n", encoding="utf-8")
    before = contents(folder)
    status, said = call(name, *CALLS[name])
    assert (status, said.startswith("docs/conf.py:1: [settings] ")) == (REFUSED, True)
    assert contents(folder) == before


@pytest.mark.parametrize(
    "setting",
    ["myst_words = 1", "html_theme = 5", "templates_path = [5]", "html_context = 5", "include_patterns = ['[z-a]']"],
)
def test_the_build_says_of_settings_what_the_linter_says(setting: str, project: Project) -> None:
    project.append("conf.py", f"{setting}\n")
    (mistake,) = check(project.docs)[1]
    assert mistake.line == CONF.count("\n") + 1
    assert str(mistake) in project.failed()


@pytest.mark.parametrize(
    ("setting", "told"),
    [('html_theme = "fur"', "did you mean 'furo'"), ('html_theme = "alabaster"', "use one of furo")],
)
def test_a_theme_that_is_not_there_is_told_as_by_the_linter(setting: str, told: str, project: Project) -> None:
    """With the settings of the real pages, before Sphinx trips over it."""
    conf = (DOCS / "conf.py").read_text(encoding="utf-8")
    line = conf.count("\n") + 1
    project.write("conf.py", f"{conf}{setting}\n")
    shutil.copy(ROOT / "pyproject.toml", project.folder)
    (project.docs / "_ext").symlink_to(DOCS / "_ext")
    done = python("-m", "sphinx", "-q", str(project.docs), str(project.folder / "html"))
    mistake, end = done.stderr.splitlines()
    assert mistake.startswith(f"docs/conf.py:{line}: [settings] ") and told in mistake and " Fix: " in mistake
    assert (done.returncode, end) == (1, "Nothing was built: mend these first.")


@pytest.mark.parametrize(("conf", "told"), [("language = en\n", "docs/conf.py:1: [settings] "), ("", "Traceback")])
def test_where_sphinx_ends_before_our_code_begins_the_linter_says_why_if_it_knows(
    conf: str, told: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if conf:
        (folder / "docs" / "conf.py").write_text(conf, encoding="utf-8")
    crash = "import sys; print('Traceback'); sys.exit(2)"
    with pytest.raises(Refusal, match="html failed, for the reasons above"):
        build.side_by_side({"html": (sys.executable, "-c", crash)})
    said = capsys.readouterr().out
    assert told in said and ("Traceback" in said) == (not conf)


# Files


@pytest.mark.parametrize(
    "spoil",
    [
        lambda project: project.change(REFERENCES, "{Zhou, Min},", "{Zhou, Min,"),
        lambda project: (project.docs / REFERENCES).unlink(),
    ],
)
@pytest.mark.parametrize("name", ["linkcheck", "changes"])
def test_sources_that_cannot_be_read_are_not_taken_for_deleted(
    name: str, spoil: Callable[[Project], None], call: Call, project: Project, folder: Path
) -> None:
    project.write(STATUS, KNOWN)
    spoil(project)
    status, said = call(name, *CALLS[name])
    assert (status, "references.bib:" in said) == (REFUSED, True)
    assert (project.docs / STATUS).read_text(encoding="utf-8") == KNOWN


def link(file: Path) -> None:
    file.symlink_to("/dev/zero")


@pytest.mark.parametrize("make", [link, Path.mkdir, os.mkfifo])
@pytest.mark.parametrize(
    ("name", "arguments", "path"),
    [
        ("tidy", [], "references.bib"),
        ("new", ["source", "zhao2018word", "references.bib"], "references.bib"),
        ("linkcheck", ["--suggest-archive"], f"docs/{STATUS}"),
        ("addresses", [], "docs/about/addresses.txt"),
    ],
)
def test_what_is_no_file_is_neither_read_nor_replaced(
    name: str, arguments: list[str], path: str, make: Callable[[Path], None], call: Call, folder: Path
) -> None:
    file = folder / path
    file.parent.mkdir(exist_ok=True)
    file.unlink(missing_ok=True)
    make(file)
    before = contents(folder)
    assert path in refused(call(name, *arguments))
    assert contents(folder) == before


@pytest.mark.parametrize("arguments", [["tidy"], ["new", "source", "zhao2018word", "references.bib"]])
def test_a_bibliography_that_is_not_there(arguments: list[str], call: Call, folder: Path) -> None:
    (folder / "references.bib").unlink()
    assert "references.bib cannot be read: it is not there" in refused(call(*arguments))
    assert not (folder / "references.bib").exists()


def test_a_mark_of_byte_order_is_no_word(call: Call, folder: Path) -> None:
    file = folder / "references.bib"
    text = file.read_text(encoding="utf-8")
    file.write_text(f"\ufeff{text}", encoding="utf-8")
    assert call("tidy") == (0, "")
    assert file.read_text(encoding="utf-8").startswith("@online")


def full(source: Path, target: Path) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(target))


@pytest.mark.parametrize("name", ["addresses", "new", "tidy"])
def test_a_disk_that_is_full(
    name: str, call: Call, project: Project, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.change(REFERENCES, "  date  ", "  date")
    before = contents(folder)
    monkeypatch.setattr(os, "replace", full)
    assert "No space left" in refused(call(name, *CALLS[name]))
    assert contents(folder) == before


def test_a_page_that_may_not_be_read(
    project: Project, call: Call, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(file: Path, *rest: object) -> None:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(file))

    monkeypatch.setattr("jasic.rules.check.read_file", refuse)
    status, said = call("lint")
    assert status == REFUSED and "Permission denied. Fix: " in said
    assert "Permission denied. Fix: " in project.failed()


def test_a_command_that_is_broken_off(call: Call, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken_off(*arguments: object) -> None:
        raise KeyboardInterrupt

    before = contents(folder)
    monkeypatch.setattr(os, "replace", broken_off)
    assert call("new", *CALLS["new"]) == (INTERRUPTED, "Broken off. Every file is whole.\n")
    assert contents(folder) == before


def test_a_command_that_is_broken_off_while_it_is_loaded(folder: Path) -> None:
    (folder / "edtf.py").write_text("raise KeyboardInterrupt\n", encoding="utf-8")  # in the place of a package
    run = python("-m", "jasic.commands.lint", environment={"PYTHONPATH": os.pathsep.join([str(folder), EXTENSION])})
    assert run.returncode
    assert run.stderr == "Broken off. Every file is whole.\n"


def test_of_two_at_once_none_takes_back_what_the_other_did(
    call: Call, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = folder / "docs" / "events.md"

    def late(file: Path, text: str, was: str) -> None:
        monkeypatch.setattr(new, "replace_text", replace_text)
        assert new.main(["event", "parade", "docs/events.md"]) == 0
        replace_text(file, text, was)

    monkeypatch.setattr(new, "replace_text", late)
    status, said = call("new", *CALLS["new"])
    assert (status, "was changed by another program meanwhile" in said) == (REFUSED, True)
    assert [name in page.read_text(encoding="utf-8") for name in ("parade", "march")] == [True, False]
    assert call("new", *CALLS["new"])[0] == 0
    assert [name in page.read_text(encoding="utf-8") for name in ("parade", "march")] == [True, True]


def test_two_runs_of_the_link_checker_keep_each_other_whole(project: Project) -> None:
    file = project.docs / STATUS
    project.write(STATUS, KNOWN)
    text = linkcheck.save(file, linkcheck.load(file)[0], KNOWN)
    assert linkcheck.save(file, linkcheck.load(file)[0], text) == text
    with pytest.raises(Refusal, match="was changed by another program meanwhile"):
        linkcheck.save(file, {}, KNOWN)
    assert file.read_text(encoding="utf-8") == text


def test_a_file_keeps_who_may_read_it(tmp_path: Path) -> None:
    file = tmp_path / "references.bib"
    file.write_text("a\n", encoding="utf-8")
    file.chmod(0o640)
    files.replace_text(file, "b\n", "a\n")
    assert file.stat().st_mode & 0o777 == 0o640


def test_nobody_listens(call: Call, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    assert call("lint") == (0, "")


def test_a_reader_who_has_seen_enough(folder: Path) -> None:
    here, there = os.pipe()
    os.close(here)
    run = python("-m", "jasic.commands.lint", stdout=there)
    os.close(there)
    assert run.returncode
    assert run.stderr == ""


def test_the_build_and_the_linter_say_that_there_is_no_page(project: Project) -> None:
    for page in project.docs.rglob("*.md"):
        page.unlink()
    (mistake,) = map(str, check(project.docs)[1])
    assert mistake.startswith("docs/index.md:1: [stray-file] this file is not there") and " Fix: " in mistake
    assert mistake in project.failed()
