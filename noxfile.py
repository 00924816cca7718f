"""Everything that is done here is a session: `nox -l` lists them, `nox -s docs` runs one.

What is installed stands in .ci/locks, a file for each dependency group of pyproject.toml, with the version and the hash
of every package: what is not known by its hash is not installed.
"""

import os
import shutil
import sys
import tempfile
from pathlib import Path

import nox
from packaging.specifiers import SpecifierSet

nox.needs_version = ">=2025.2.9"
nox.options.default_venv_backend = "uv|virtualenv"
nox.options.reuse_existing_virtualenvs = True
nox.options.sessions = ["lint", "tests", "docs"]

LOCKS = Path(".ci/locks")
BUILD = Path("build")
EXTENSION, JAVASCRIPT = Path("docs/_ext/jasic"), Path("tests/javascript")
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


def command(session: nox.Session, name: str, *arguments: str) -> None:
    """Run one of the commands in docs/_ext/jasic/commands, with what follows `--`."""
    session.run("python", "-m", f"jasic.commands.{name}", *arguments, *session.posargs, env=ENVIRONMENT)


def without_arguments(session: nox.Session) -> None:
    """End a session that takes no arguments and was given some, before anybody believes that they count."""
    if session.posargs:
        given = " ".join(session.posargs)
        session.error(f"{session.name} takes no arguments. Fix: leave `-- {given}` out; settings stand in docs/conf.py")


@nox.session
def docs(session: nox.Session) -> None:
    """Build the website into build/html and the book into build/pdf, side by side."""
    install(session, "docs")
    command(session, "build", "html", "pdf", "--")


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
    command(session, "live")


@nox.session(default=False)
def epub(session: nox.Session) -> None:
    """Build the book for e-readers into build/epub, and check it by the standard where epubcheck is installed."""
    install(session, "docs")
    command(session, "build", "epub", "--")
    required = os.environ.get("JASIC_EPUBCHECK") == "required"  # as in .ci/run; elsewhere it says that it is missing
    check = ("python", "-m", "jasic.commands.epubcheck", str(BUILD / "epub" / "jasic.epub"))
    session.run(*check, env=ENVIRONMENT, success_codes=[0] if required else [0, 127])


@nox.session(default=False)
def pdfcheck(session: nox.Session) -> None:
    """Check the book that `nox -s docs` has built by the standards for archives and for readers who cannot see it."""
    without_arguments(session)
    install(session, "standards")
    session.run("python", "-m", "jasic.commands.pdfcheck", str(BUILD / "pdf" / "jasic.pdf"), env=ENVIRONMENT)


@nox.session(default=False)
def bundle(session: nox.Session) -> None:
    """Build all that is published or carried away into build/bundle: site, book, e-book, archive, ZIM file, digests."""
    without_arguments(session)
    install(session, "bundle")
    session.run("python", "-m", "jasic.bundle", env=ENVIRONMENT)


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
    command(session, "build", "gettext", "--")
    words = str(BUILD / "gettext" / "jasic.pot")
    session.run("pybabel", "extract", "-F", "pyproject.toml", "-o", words, "docs/_ext", "docs/_templates")


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
