"""What lies below docs: the pages, and whether anything lies there that has no business there.

One list for the linter and the build: what is not on it is neither read nor published, and is named.
"""

from collections.abc import Iterator
from pathlib import Path

from ..model.markup import PICTURES
from . import aliases, limits, link_status, not_private, promises

PAGE = ".md"
FOLDERS = ("_ext", "_templates", "locales")  # of those who change the software; they hold no pages
OTHERS = ("conf.py", aliases.FILE, link_status.FILE, not_private.FILE, promises.PUBLISHED, promises.REDIRECTS)


def below(docs: Path) -> Iterator[Path]:
    """All files below docs but those of the software, in order; folders that are links are not followed."""
    for file in sorted(docs.iterdir()):
        if file.name in FOLDERS and not file.is_symlink():
            continue
        yield from [file] if file.is_symlink() or not file.is_dir() else _inside(file)


def _inside(folder: Path) -> Iterator[Path]:
    for file in sorted(folder.iterdir()):
        yield from [file] if file.is_symlink() or not file.is_dir() else _inside(file)


def is_page(file: Path) -> bool:
    return file.suffix == PAGE and file.is_file() and not file.is_symlink()


def problem(file: Path, docs: Path) -> str:
    """Why a file may not lie below docs, or nothing."""
    if file.is_symlink() or not file.is_file():
        return "is a link or no plain file"
    name = file.relative_to(docs).as_posix()
    if file.suffix in PICTURES and file.stat().st_size > limits.PICTURE:
        return f"is larger than {limits.PICTURE:,} bytes"
    if file.suffix == PAGE or name in OTHERS or file.suffix in PICTURES:
        return ""
    return "is neither a page nor a picture, and would not be published"
