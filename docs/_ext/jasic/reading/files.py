"""What lies below docs: the pages, and whether anything lies there that has no business there.

One list for the linter and the build: what is not on it is neither read nor published, and is named.
"""

from collections.abc import Iterator
from pathlib import Path

from ..model.markup import PICTURES
from . import aliases, limits, link_status, not_private
from .published_addresses import PUBLISHED, REDIRECTS

PAGE = ".md"
# Of those who change the software and of translators, see catalogues.py; they hold no pages.
FOLDERS = ("_ext", "_templates", "locales")
OTHERS = ("conf.py", aliases.FILE, link_status.FILE, not_private.FILE, PUBLISHED, REDIRECTS)
LINK, TOO_LARGE = "a link or no plain file", f"larger than {limits.PICTURE:,} bytes"  # what a file is that is refused
DEEPEST = 12  # folders inside each other; whatever lies deeper is not looked for


def below(docs: Path) -> Iterator[Path]:
    """All files below docs but those of the software, in order; folders that are links are not followed."""
    for file in sorted(docs.iterdir()):
        if file.name in FOLDERS and file.is_dir() and not file.is_symlink():
            continue
        yield from inside(file)


def inside(file: Path, depth: int = 1) -> Iterator[Path]:
    """A file, or what lies in a folder; a folder that lies too deep stands for all that lies in it."""
    if file.is_symlink() or not file.is_dir() or depth > DEEPEST:
        yield file
    else:
        for each in sorted(file.iterdir()):
            yield from inside(each, depth + 1)


def is_page(file: Path) -> bool:
    return file.suffix == PAGE and file.is_file() and not file.is_symlink()


def problem(file: Path, docs: Path) -> str:
    """Why a file may not lie below docs, or nothing."""
    if file.is_dir() and not file.is_symlink():
        return f"is a folder inside of {DEEPEST} others, and what lies in it is not read"
    if file.is_symlink() or not file.is_file():
        return f"is {LINK}"
    name = file.relative_to(docs).as_posix()
    if file.suffix in PICTURES and file.stat().st_size > limits.PICTURE:
        return f"is {TOO_LARGE}"
    if file.suffix == PAGE or name in OTHERS or file.suffix in PICTURES:
        return ""
    return "is neither a page nor a picture, and would not be published"
