"""Reading and changing files of the project: plain files alone, and in one step, so that each is always whole."""

import os
import tempfile
from pathlib import Path

from ..model.mistake import Mistake
from ..model.project import Project
from ..reading.settings import FILE, RULE
from ..rules.check import HIDES_SOURCES, Known, check
from .cli import Refusal, plain_file

DOCS = Path("docs")
NOTHING_CHANGED = "Nothing was changed."


def docs_below(root: str | Path = ".") -> Path:
    """The pages of a checkout that somebody names; refuses a folder that is none."""
    docs = Path(root, DOCS)
    if not (docs / FILE).is_file():
        raise Refusal(
            f"{root} is no checkout: there is no {(docs / FILE).as_posix()}. Fix: go to the folder of the project"
            " that has README.md in it, or name such a folder where the command takes one; what was deleted comes back"
            " by git checkout."
        )
    return docs


def project_below(root: str | Path = ".", known: Known | None = None) -> tuple[Project, list[Mistake]]:
    """The project of a checkout and its mistakes; refuses one whose settings cannot be read, which has no pages."""
    project, mistakes = check(docs_below(root), known)
    refuse_for([mistake for mistake in mistakes if mistake.rule == RULE])
    return project, mistakes


def refuse_lost_sources(mistakes: list[Mistake]) -> None:
    """Refuse a bibliography that cannot be read whole: what is not read of it would be taken for deleted."""
    refuse_for([each for each in mistakes if each.path.endswith(".bib") and each.rule in HIDES_SOURCES])


def refuse_for(mistakes: list[Mistake]) -> None:
    """Refuse to go on where there are such mistakes."""
    if mistakes:
        raise Refusal("\n".join([*map(str, mistakes), NOTHING_CHANGED]))


def read_text(file: Path) -> str:
    """The text of a plain file, with line feeds; refuses what is no text."""
    try:
        return plain_file(file).read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        line = file.read_bytes().count(b"\n", 0, error.start) + 1
        problem = f"{file}:{line}: the file cannot be read: a character is not in UTF-8"
        raise Refusal(f"{problem}. Fix: save it as UTF-8.") from error


def text_so_far(file: Path) -> str:
    """The text of a plain file, or "" where there is none yet; refuses what is there and is none."""
    return read_text(file) if file.exists() or file.is_symlink() else ""


def replace_text(file: Path, text: str, was: str = "") -> None:
    """Put `text`, whose lines end with a line feed, in the place of what the file holds.

    Refuses where the file does not hold what it `was` made from: somebody else has changed it since.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    ends = "\r\n" if file.exists() and b"\r\n" in file.read_bytes() else "\n"
    # Of its own name, since another command may be at work here.
    with tempfile.TemporaryDirectory(prefix=f".{file.name}.", dir=file.parent) as folder:
        new = Path(folder, file.name)
        new.write_text(text, encoding="utf-8", newline=ends)
        if file.exists():
            new.chmod(file.stat().st_mode & 0o777)
        if text_so_far(file) != was:
            raise Refusal(
                f"{file} was changed by another program meanwhile, and stays as that left it. Fix: start again."
            )
        os.replace(new, file)
