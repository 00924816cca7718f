"""The list of files to carry away, in JSON: `nox -s bundle` hands it to the build of the pages."""

import json
from collections.abc import Iterable
from pathlib import Path

from ..model.downloads import DIGEST, FORMS, Download


def read(file: Path) -> tuple[Download, ...]:
    """The files of a list.

    Raises ValueError, with the cure, where it is none: its names become addresses, so nothing else passes.
    """
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
        downloads = tuple(Download(str(one["name"]), int(one["size"]), str(one["sha256"])) for one in found)
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise ValueError(f"{file} is no list of downloads ({error}). {_CURE}") from error
    for name, _size, digest in downloads:
        if Path(name).name != name or Path(name).suffix not in FORMS or not DIGEST.fullmatch(digest):
            raise ValueError(f"{file} names '{name}', which is no file to carry away. {_CURE}")
    return downloads


def write(downloads: Iterable[Download], file: Path) -> None:
    """Write a list."""
    found = [{"name": name, "size": size, "sha256": digest} for name, size, digest in downloads]
    file.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


_CURE = "Fix: run `nox -s bundle`, which writes it, or build without -D carried_files."
