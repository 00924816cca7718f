"""Writing what lies in the website beside its pages."""

from collections.abc import Mapping
from pathlib import Path


def write_files(website: Path, texts: Mapping[str, str], folder: str = "") -> None:
    """Write files by their paths; of a folder that holds nothing else, what is not among them goes.

    A file that holds the same already is left alone, so that it is not looked through again.
    """
    for name, text in texts.items():
        file, octets = website / name, text.encode()
        if not file.is_file() or file.read_bytes() != octets:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(octets)
    for file in (website / folder).rglob("*") if folder else ():
        if file.is_file() and file.relative_to(website).as_posix() not in texts:
            file.unlink()
