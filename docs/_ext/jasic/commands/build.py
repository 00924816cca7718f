"""Build all pages, with all builders at once, into build/work, and put what went well into build/<builder>.

    python -m jasic.commands.build html pdf -- -j 1 -T

So a mistake leaves the last good result whole. What stands behind `--` goes to Sphinx. Each builder reads the pages for
itself: reading takes an eighth of a build, and two builds may not write into one folder of trees.
"""

import contextlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile
from pathlib import Path

from ..reading.edition import epoch
from . import lint
from .cli import Arguments, Refusal, command
from .files import docs_below

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

BUILD = Path("build")
WORK = BUILD / "work"  # where Sphinx builds; only a build without a warning leaves it
# -n: report names that lead nowhere; -W: a warning is an error; -j: as many processes as cores
STRICT = ("-n", "-W", "-j", "auto")
CRASHED = 2  # the exit status of Sphinx where it ends in a traceback
# What each builder makes, and the file to open.
RESULTS = {
    "html": ("Website", "index.html"),
    "pdf": ("Book", "jasic.pdf"),
    "epub": ("E-book", "jasic.epub"),
    "gettext": ("What there is to translate", ""),
}


@command
def main(arguments: Sequence[str]) -> int:
    """Build with the builders that are named."""
    parser = Arguments("python -m jasic.commands.build", __doc__)
    parser.add_argument("builders", nargs="+", choices=RESULTS)
    ours = list(takewhile(lambda argument: argument != "--", arguments))
    builders, options = parser.parse_args(ours).builders, arguments[len(ours) + 1 :]
    docs_below(".")
    with alone(*builders):
        build(*builders, options=options)
    for builder in builders:
        name, file = RESULTS[builder]
        say(f"{name}: {(BUILD / builder / file).resolve().as_uri()}")
    return 0


def build(*builders: str, options: Sequence[str] = ()) -> None:
    """Build and put in place, for whoever is `alone` in the folders; raises Refusal where one of the builders fails."""
    try:
        epoch()
    except ValueError as error:  # at which Sphinx ends in a traceback before it asks us
        raise Refusal(str(error)) from None
    side_by_side({builder: sphinx(builder, builder, *options) for builder in builders})
    for builder in builders:
        put_in_place(builder)


def sphinx(builder: str, folder: str, *options: str) -> Sequence[str]:
    """The command that builds all pages into a folder of build/work."""
    command = (sys.executable, "-m", "sphinx", "-q", *STRICT, "-b", builder)
    return (*command, "-d", str(WORK / f"doctrees-{folder}"), "docs", str(WORK / folder), *options)


def side_by_side(commands: Mapping[str, Sequence[str]]) -> None:
    """Run commands at once; when one fails, or at Ctrl-C, end the others, and raise Refusal.

    The words of each are printed when it has ended. Those of the ones that are ended are not: they would say the same.
    """
    running = {
        name: subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, close_fds=False)
        for name, command in commands.items()
    }
    say(f"Building {' and '.join(commands)}; the first time takes longest.")
    try:
        while running:
            for name, process in list(running.items()):
                with contextlib.suppress(subprocess.TimeoutExpired):
                    words, _ = process.communicate(timeout=0.1)
                    tell_end(name, process.returncode, words)
                    del running[name]
    finally:
        for process in running.values():
            process.terminate()
            process.communicate()


def tell_end(name: str, code: int, words: bytes) -> None:
    """Print what a command has said; raises Refusal where it failed."""
    if code != CRASHED or not lint.main([]):  # as by settings that Sphinx reads before ours: the linter knows them
        say(words.decode(errors="backslashreplace"), end="")
    if code:
        raise Refusal(f"{name} failed, for the reasons above.")
    say(f"{name} is done.")


def put_in_place(builder: str) -> None:
    """Copy what was built from build/work to build/<builder>."""
    place, new = BUILD / builder, BUILD / f"{builder}.new"
    shutil.rmtree(new, ignore_errors=True)
    shutil.copytree(WORK / builder, new, ignore=shutil.ignore_patterns(".*", "typst"))
    shutil.rmtree(place, ignore_errors=True)
    new.rename(place)


# ---- Two builds in one folder ----


@contextlib.contextmanager
def alone(*names: str) -> Iterator[None]:
    """Be alone in folders of build/work while this lasts; who comes second says so and waits.

    The files are those that the tests lock where they build. The system lets go of them when all have ended that hold
    them, however they end: the programs that `side_by_side` starts inherit them, and may outlive this one.
    """
    WORK.mkdir(parents=True, exist_ok=True)
    with contextlib.ExitStack() as stack:
        for name in sorted(names):  # in one order, or two commands would wait for each other
            file = stack.enter_context((WORK / f"{name}.lock").open("ab"))
            os.set_inheritable(file.fileno(), True)
            wait_for_lock(file.fileno(), name)
        yield


def wait_for_lock(descriptor: int, name: str) -> None:
    """Lock the file of a folder as soon as nobody else has; says so where one has to wait."""
    if takes_lock(descriptor):
        return
    say(f"Somebody else is at work in {WORK / name}; this goes on when that has ended.")
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


def say(words: str, end: str = "\n") -> None:
    print(words, end=end, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
