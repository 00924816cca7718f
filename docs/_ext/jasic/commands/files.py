"""Changing a file of the project: in one step, so that it is whole at every moment, and with its line ends kept."""

import os
from pathlib import Path


def replace_text(file: Path, text: str) -> None:
    """Put `text`, whose lines end with a line feed, in the place of what the file holds."""
    ends = "\r\n" if file.exists() and b"\r\n" in file.read_bytes() else "\n"
    new = file.with_name(f".{file.name}.new")
    new.write_text(text, encoding="utf-8", newline=ends)
    os.replace(new, file)
