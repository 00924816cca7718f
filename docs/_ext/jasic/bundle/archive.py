"""The site as one zip, which every system opens without a program of its own."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from ..model.file_names import unportable

MOST = 5  # files that are named when there are many
Progress = Callable[[int, int], None]  # how many files of how many


def files_below(folder: Path) -> list[Path]:
    """The files of a folder by name; what begins with a dot is a note of a build and nobody else's."""
    found = (file for file in folder.rglob("*") if file.is_file())
    return sorted(
        (file for file in found if not any(part.startswith(".") for part in file.relative_to(folder).parts)),
        key=lambda file: file.relative_to(folder).as_posix(),
    )


def refuse_unportable(folder: Path) -> None:
    """Raise ValueError, with the cure, for files that somebody could not unpack, and for links, which may lead out."""
    links = (f"'{file.relative_to(folder).as_posix()}' is a link" for file in folder.rglob("*") if file.is_symlink())
    found = [*links, *unportable(file.relative_to(folder).as_posix() for file in files_below(folder))]
    if found:
        more = f", and {len(found) - MOST} more" if len(found) > MOST else ""
        raise ValueError(f"{'; '.join(found[:MOST])}{more}. Fix: call the file otherwise from which it is made.")


def write_archive(site: Path, name: str, made: datetime, file: Path, progress: Progress) -> None:
    """Pack a folder; unpacked, all of it lies in one folder `name`. `made` is the time of every file in it."""
    files = files_below(site)
    day = made.astimezone(UTC)
    with ZipFile(file, "w") as archive:
        for number, each in enumerate(files, 1):
            entry = ZipInfo(f"{name}/{each.relative_to(site).as_posix()}", day.timetuple()[:6])
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            archive.writestr(entry, each.read_bytes(), ZIP_DEFLATED, compresslevel=9)
            progress(number, len(files))
