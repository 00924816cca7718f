"""Everything that is done here is a session: `nox -l` lists them, `nox -s docs` runs one.

What is installed stands in .ci/locks, a file for each dependency group of pyproject.toml, with the version and the hash
of every package: what is not known by its hash is not installed.
"""

import contextlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import nox
from packaging.specifiers import SpecifierSet

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

nox.needs_version = ">=2025.2.9"
nox.options.default_venv_backend = "uv|virtualenv"
nox.options.reuse_existing_virtualenvs = True
nox.options.sessions = ["lint", "tests", "docs"]

LOCKS = Path(".ci/locks")
BUILD = Path("build")
EXTENSION, JAVASCRIPT = Path("docs/_ext/jasic"), Path("tests/javascript")
WORK = BUILD / "work"  # where Sphinx builds; only a build without a warning leaves it
# -n: report names that lead nowhere; -W: a warning is an error; -j: as many processes as cores
STRICT = ("-n", "-W", "-j", "auto")
CRASHED = 2  # the exit status of Sphinx where it ends in a traceback
# A console that cannot print Chinese shows its numbers and does not end the command.
ENVIRONMENT = {"PYTHONPATH": str(Path("docs/_ext")), "PYTHONIOENCODING": ":backslashreplace"}


def install(session: nox.Session, group: str) -> None:
    """Install a dependency group of pyproject.toml, by the hashes of its lock file."""
    # Here as below, Nox sets the full stop behind an error.
    needed = nox.project.load_toml()["project"]["requires-python"]
    here = ".".join(map(str, sys.version_info[:3]))  # without what some add, such as 3.13.0+
    if here not in SpecifierSet(needed):
        problem = f"here nox runs on Python {here}, and {needed} is needed"
        session.error(f"{problem}. Fix: `uvx --python 3.11 nox -s {session.name}`, or .venv made with a newer Python")
    session.install("--require-hashes", "-r", str(LOCKS / f"{group}.txt"))


def command(session: nox.Session, name: str) -> None:
    """Run one of the commands in docs/_ext/jasic/commands."""
    session.run("python", "-m", f"jasic.commands.{name}", *session.posargs, env=ENVIRONMENT)


def without_arguments(session: nox.Session) -> None:
    """End a session that takes no arguments and was given some, before anybody believes that they count."""
    if session.posargs:
        given = " ".join(session.posargs)
        session.error(f"{session.name} takes no arguments. Fix: leave `-- {given}` out; settings stand in docs/conf.py")


@contextlib.contextmanager
def alone(session: nox.Session, *names: str) -> Iterator[None]:
    """Be alone in folders of build/work while this lasts; who comes second says so and waits.

    The files are those that the tests lock where they build. The system lets go of them when all have ended that hold
    them, however they end: the programs that `side_by_side` starts inherit them, and may outlive this one.
    """
    try:
        WORK.mkdir(parents=True, exist_ok=True)
        with contextlib.ExitStack() as stack:
            for name in sorted(names):  # in one order, or two sessions would wait for each other
                file = stack.enter_context((WORK / f"{name}.lock").open("ab"))
                os.set_inheritable(file.fileno(), True)
                wait_for_lock(session, file.fileno(), name)
            yield
    except OSError as error:
        fix = "see who may read and write there, and whether the disk has room"
        session.error(f"{error.filename or BUILD}: {error.strerror or error}. Fix: {fix}")


def wait_for_lock(session: nox.Session, descriptor: int, name: str) -> None:
    """Lock the file of a folder as soon as nobody else has; says so where one has to wait."""
    if takes_lock(descriptor):
        return
    session.log(f"Another session is at work in {WORK / name}; this one goes on when that has ended.")
    while not takes_lock(descriptor):
        time.sleep(0.2)


def takes_lock(descriptor: int) -> bool:
    """Lock a file, unless somebody else has; as the package filelock does, whose locks no other program inherits."""
    try:
        if sys.platform == "win32":
            os.lseek(descriptor, 0, os.SEEK_SET)
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    except OSError:  # a file system that knows no locks, where nobody can be asked
        return True
    return True


def build(session: nox.Session, *builders: str) -> list[Path]:
    """Build all pages into build/work, with all builders at once, and put what went well into build/<builder>.

    So a mistake leaves the last good result whole. Each builder reads the pages for itself: reading takes an eighth of
    a build, and two builds may not write into one folder of trees, so whoever calls this is `alone` there.
    """
    seconds = os.environ.get("SOURCE_DATE_EPOCH", "")
    if seconds and not re.fullmatch("[0-9]{1,11}", seconds):  # at which Sphinx ends in a traceback before it asks us
        fix = "write seconds since 1970, such as 1795860000, or unset it"
        session.error(f"SOURCE_DATE_EPOCH is '{seconds[:20]}', which is no time. Fix: {fix}")
    side_by_side(session, {builder: sphinx(session, builder, builder, *session.posargs) for builder in builders})
    return [put_in_place(builder) for builder in builders]


def sphinx(session: nox.Session, builder: str, folder: str, *options: str) -> tuple[str, ...]:
    """The command that builds all pages into a folder of build/work."""
    command = (str(Path(session.bin, "python")), "-m", "sphinx", "-q", *STRICT, "-b", builder)
    return (*command, "-d", str(WORK / f"doctrees-{folder}"), "docs", str(WORK / folder), *options)


def side_by_side(session: nox.Session, commands: dict[str, tuple[str, ...]]) -> None:
    """Run commands at once; when one fails, or at Ctrl-C, end the others.

    The words of each are printed when it has ended. Those of the ones that are ended are not: they would say the same.
    """
    running = {
        name: subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, close_fds=False)
        for name, command in commands.items()
    }
    session.log(f"Building {' and '.join(commands)}; the first time takes longest.")
    try:
        while running:
            for name, process in list(running.items()):
                with contextlib.suppress(subprocess.TimeoutExpired):
                    words, _ = process.communicate(timeout=0.1)
                    tell_end(session, name, process.returncode, words)
                    del running[name]
    finally:
        for process in running.values():
            process.terminate()
            process.communicate()


def tell_end(session: nox.Session, name: str, code: int, words: bytes) -> None:
    """Print what a command has said, and end the session where it failed."""
    if code == CRASHED:  # as by settings that Sphinx reads before ours: the linter knows
        session.run("python", "-m", "jasic.commands.lint", env=ENVIRONMENT)
    print(words.decode(errors="backslashreplace"), end="", flush=True)
    if code:
        session.error(f"{name} failed, for the reasons above")
    session.log(f"{name} is done.")


def put_in_place(builder: str) -> Path:
    """Copy what was built from build/work to build/<builder>; returns the folder."""
    place, new = BUILD / builder, BUILD / f"{builder}.new"
    shutil.rmtree(new, ignore_errors=True)
    shutil.copytree(WORK / builder, new, ignore=shutil.ignore_patterns(".*", "typst"))
    shutil.rmtree(place, ignore_errors=True)
    new.rename(place)
    return place.resolve()


@nox.session
def docs(session: nox.Session) -> None:
    """Build the website into build/html and the book into build/pdf, side by side."""
    install(session, "docs")
    with alone(session, "html", "pdf"):
        website, book = build(session, "html", "pdf")
    session.log(f"Website: {(website / 'index.html').as_uri()}")
    session.log(f"Book:    {(book / 'jasic.pdf').as_uri()}")


@nox.session
def lint(session: nox.Session) -> None:
    """Name every mistake in pages and sources within seconds, offline; then check spelling, and the code."""
    install(session, "lint")
    command(session, "lint")
    session.run("codespell", "docs", "tests", "README.md", "CONTRIBUTING.md", "noxfile.py")
    session.notify("code", posargs=[])  # afterwards, since these need much more
    session.notify("javascript", posargs=[])


@nox.session(default=False)
def code(session: nox.Session) -> None:
    """Check form and types of the Python code."""
    without_arguments(session)
    install(session, "code")
    session.run("ruff", "check", ".")
    session.run("ruff", "format", "--check", ".")
    session.run("mypy")


@nox.session(default=False)
def javascript(session: nox.Session) -> None:
    """Check the scripts and style sheets of the website; the first time it fetches what checks them."""
    without_arguments(session)
    install(session, "javascript")
    folder = BUILD / "javascript"
    tools, locked = folder / "node_modules", folder / "package-lock.json"
    if not tools.exists() or locked.read_bytes() != (JAVASCRIPT / locked.name).read_bytes():
        shutil.copytree(JAVASCRIPT, folder, dirs_exist_ok=True)
        session.run("npm", "ci", "--prefix", str(folder), "--no-audit", "--no-fund", silent=True)
    config = shutil.copy(JAVASCRIPT / "eslint.config.mjs", folder)  # finds its parts beside itself
    session.run("node", str(tools / "typescript/bin/tsc"), "--project", str(JAVASCRIPT))
    scripts = [str(found) for found in EXTENSION.glob("*/static")]
    session.run("node", str(tools / "eslint/bin/eslint.js"), "--config", str(config), *scripts)
    settings, styles = ("--config", str(JAVASCRIPT / "package.json")), str(EXTENSION / "**/*.css")
    session.run(
        "node", str(tools / "prettier/bin/prettier.cjs"), *settings, "--check", styles, *scripts, str(JAVASCRIPT)
    )


@nox.session
def tests(session: nox.Session) -> None:
    """Run the tests on all cores; those with a browser need one, or are skipped with a word.

    What follows `--` goes to pytest: `nox -s tests -- --cov` measures which code they reach.
    """
    install(session, "tests")
    # Some images forbid Python to keep what it compiles, and each of many processes would compile everything anew.
    compiled = {"PYTHONDONTWRITEBYTECODE": ""}
    session.run("pytest", "-n", "auto", "--dist", "worksteal", *session.posargs, env=compiled)


@nox.session(default=False)
def live(session: nox.Session) -> None:
    """Show the website and build it again at every change, while writing."""
    without_arguments(session)
    install(session, "live")
    python = str(Path(session.bin, "python"))
    serve = ("-m", "sphinx_autobuild", "--host", "127.0.0.1", "--port", "0", "--open-browser")
    with alone(session, "live"):  # which the program inherits, as Nox would not let it
        done = subprocess.run([python, *serve, "docs", str(WORK / "live")], close_fds=False, check=False)
    if done.returncode:
        session.error("the program that shows the pages has ended, for the reasons above")


@nox.session(default=False)
def epub(session: nox.Session) -> None:
    """Build the book for e-readers into build/epub, and check it by the standard where epubcheck is installed."""
    install(session, "docs")
    with alone(session, "epub"):
        (folder,) = build(session, "epub")
    book = folder / "jasic.epub"
    required = os.environ.get("JASIC_EPUBCHECK") == "required"  # as in .ci/run; elsewhere it says that it is missing
    codes = [0] if required else [0, 127]
    session.run("python", "-m", "jasic.commands.epubcheck", str(book), env=ENVIRONMENT, success_codes=codes)
    session.log(f"E-book: {book.as_uri()}")


@nox.session(default=False)
def pdfcheck(session: nox.Session) -> None:
    """Check the book that `nox -s docs` has built by the standards for archives and for readers who cannot see it."""
    without_arguments(session)
    install(session, "standards")
    session.run("python", "-m", "jasic.commands.pdfcheck", str(BUILD / "pdf" / "jasic.pdf"), env=ENVIRONMENT)


@nox.session(default=False)
def bundle(session: nox.Session) -> None:
    """Build everything to publish or to carry away into build/bundle: site, book, e-book, archive, ZIM file, digests.

    A page cannot say the digest of an archive that it stands in, so the site is built twice, the second time in
    seconds: once as it lies in the archive, once as it is published, with the archive in its list.
    """
    without_arguments(session)
    if not os.environ.get("SOURCE_DATE_EPOCH"):
        os.environ["SOURCE_DATE_EPOCH"] = time_of_commit(session)
    install(session, "bundle")
    work, site = WORK / "bundle", WORK / "bundle-html"
    listed = f"-Dcarried_files={(work / 'list.json').resolve()}"

    def step(name: str, *paths: Path) -> None:
        session.run("python", "-m", "jasic.bundle", name, *map(str, paths), env=ENVIRONMENT)

    def pages() -> None:
        side_by_side(session, {"site": sphinx(session, "html", site.name, listed)})

    step("contact")
    with alone(session, "bundle", "epub", "pdf"):
        build(session, "pdf", "epub")
        step("books", work, WORK / "pdf" / "jasic.pdf", WORK / "epub" / "jasic.epub")
        pages()
        step("carry", work, site)
        pages()
        step("publish", work, site, BUILD / "bundle")
    session.log(f"Site:          {(BUILD / 'bundle' / 'index.html').resolve().as_uri()}")
    session.log(f"To carry away: {(BUILD / 'bundle' / 'downloads').resolve().as_uri()}")


def time_of_commit(session: nox.Session) -> str:
    """When the commit was made, in seconds: the time of everything in a bundle, so that two of one commit are alike."""
    git = shutil.which("git")
    time_and_name = ["rev-list", "--max-count=1", "--timestamp", "HEAD"]  # `git log` heeds what somebody has set for it
    done = git and subprocess.run([git, *time_and_name], capture_output=True, text=True, check=False)
    if not done or done.returncode:
        session.error("Nothing says of when this edition is. Fix: build in a clone, or set SOURCE_DATE_EPOCH")
    if subprocess.run([git, "diff", "--quiet", "HEAD"], check=False).returncode:
        session.warn("Files differ from the commit, so nobody else can make this bundle. Fix: commit, and build again.")
    return done.stdout.partition(" ")[0]


@nox.session(default=False)
def linkcheck(session: nox.Session) -> None:
    """Ask every address of references.bib whether it still answers; needs the network."""
    install(session, "docs")
    command(session, "linkcheck")


@nox.session(default=False)
def new(session: nox.Session) -> None:
    """Start a record or a source: nox -s new -- event my-id, nox -s new -- source key2018word."""
    install(session, "lint")
    command(session, "new")


@nox.session(default=False)
def tidy(session: nox.Session) -> None:
    """Sort references.bib and write its fields alike."""
    install(session, "lint")
    command(session, "tidy")


@nox.session(default=False)
def addresses(session: nox.Session) -> None:
    """Add what can be cited today to the list of published addresses, when an edition is cut."""
    install(session, "lint")
    command(session, "addresses")


@nox.session(default=False)
def changes(session: nox.Session) -> None:
    """Say in Markdown what has changed for readers since a commit: nox -s changes -- main."""
    if len(session.posargs) > 1:
        session.error("This checkout is compared with one commit. Fix: name one, such as `nox -s changes -- main`")
    install(session, "lint")
    (commit,) = session.posargs or ["main"]
    with tempfile.TemporaryDirectory() as folder:
        session.run("git", "worktree", "add", "--detach", folder, commit, external=True, silent=True)
        try:
            session.run("python", "-m", "jasic.commands.changes", folder, env=ENVIRONMENT)
        finally:
            session.run("git", "worktree", "remove", "--force", folder, external=True, silent=True)


@nox.session(default=False)
def translate(session: nox.Session) -> None:
    """Collect what there is to translate in build/gettext; docs/about/translating.md says what then."""
    install(session, "docs")
    folder = BUILD / "gettext"
    doctrees = ("--doctree-dir", str(WORK / "doctrees-gettext"))  # they hold other marks than those of the website
    words = ("-F", "pyproject.toml", "-o", str(folder / "jasic.pot"), "docs/_ext", "docs/_templates")
    command = (str(Path(session.bin, "python")), "-m", "sphinx", "-q", "-n", "-W", *doctrees)
    with alone(session, "gettext"):
        side_by_side(session, {"catalogues": (*command, "-b", "gettext", "docs", str(folder), *session.posargs)})
        session.run("pybabel", "extract", *words)


@nox.session(default=False)
def bench(session: nox.Session) -> None:
    """Measure what a build costs, beside other tools, then a search; takes an hour. `-- --help` says more."""
    session.notify("bench_search", posargs=[])
    install(session, "bench")
    session.run("python", "tests/bench.py", *session.posargs, env=ENVIRONMENT)


@nox.session(default=False)
def bench_search(session: nox.Session) -> None:
    """Measure what a search costs a reader: `-- 5000` on so many pages."""
    install(session, "tests")
    session.run("python", "tests/bench_search.py", *session.posargs, env=ENVIRONMENT)


@nox.session(default=False)
def lock(session: nox.Session) -> None:
    """Write the newest versions that fit, with their hashes, into the lock files."""
    without_arguments(session)
    session.install("uv")
    options = "--quiet --universal --python-version 3.11 --no-header --no-annotate --generate-hashes --upgrade"
    for group in nox.project.load_toml("pyproject.toml")["dependency-groups"]:
        session.run("uv", "pip", "compile", *options.split(), "--group", group, "-o", str(LOCKS / f"{group}.txt"))
