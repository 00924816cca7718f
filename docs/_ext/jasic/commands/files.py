"""Changing a file of the project: in one step, so that it is whole at every moment, and with its line ends kept."""

import os
from pathlib import Path


def docs_below(root: str) -> Path:
    """The pages of a checkout that somebody names; ends the command where there are none."""
    docs = Path(root, "docs")
    if not (docs / "conf.py").is_file():
        raise SystemExit(
            f"{root} is no checkout: there is no {docs.as_posix()}/conf.py. Fix: name its folder, or none."
        )
    return docs


def replace_text(file: Path, text: str) -> None:
    """Put `text`, whose lines end with a line feed, in the place of what the file holds."""
    ends = "\r\n" if file.exists() and b"\r\n" in file.read_bytes() else "\n"
    new = file.with_name(f".{file.name}.new")
    file.parent.mkdir(parents=True, exist_ok=True)
    new.write_text(text, encoding="utf-8", newline=ends)
    os.replace(new, file)
