"""How a command begins and how it ends: its arguments are read, and what stops it is told in a sentence.

It rests on Python alone, since not every command runs where the packages of a build are.
"""

import argparse
import functools
import io
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NoReturn

from . import BROKEN_OFF

REFUSED, INTERRUPTED = 2, 130  # exit statuses; 1 is of a command that has found something to mend
Command = Callable[[Sequence[str]], int]


class Refusal(Exception):
    """Why a command has done nothing, with a cure."""


class Arguments(argparse.ArgumentParser):
    """What may stand behind `nox -s lint --` and its like; anything else ends the command in a line, with its cure."""

    def __init__(self, prog: str, about: str | None) -> None:
        super().__init__(prog=prog, description=(about or "").partition("\n")[0], allow_abbrev=False)

    def error(self, message: str) -> NoReturn:
        self.exit(REFUSED, f"{message}. Fix: `{self.prog} --help` says what may be written.\n")


def plain_file(file: Path) -> Path:
    """The file; refuses what is none, and a link, which may lead anywhere."""
    if file.is_symlink() or not file.is_file():
        problem = "is no plain file" if file.is_symlink() or file.exists() else "is not there"
        raise Refusal(
            f"{file} cannot be read: it {problem}. Fix: name a file that is, or take it back by git checkout."
        )
    return file


def message_of(error: OSError) -> str:
    """What the system says of a file that it does not give, with a cure."""
    place = f"{error.filename}: " if error.filename else ""
    fix = "see who may read and write there, and whether the disk has room"
    return f"{place}{error.strerror or error}. Fix: {fix}."


def command(main: Command) -> Command:
    """A command that tells what stops it: a refusal, a file that the system does not give, Ctrl-C, a reader that left.

    Messages quote Chinese and names of files, which not every console can show.
    """

    @functools.wraps(main)
    def run(arguments: Sequence[str]) -> int:
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(errors="backslashreplace")
        try:
            status = main(arguments)
            print(end="", flush=True)  # what cannot be printed is told here
        except Refusal as refusal:
            print(refusal, file=sys.stderr)
            return REFUSED
        except BrokenPipeError:  # such as `| head`, which has enough
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return REFUSED
        except OSError as error:
            print(message_of(error), file=sys.stderr)
            return REFUSED
        except KeyboardInterrupt:
            print(BROKEN_OFF, file=sys.stderr)
            return INTERRUPTED
        return status

    return run
