"""Writing what lies in the website beside its pages."""

from collections.abc import Callable, Mapping
from pathlib import Path

from sphinx.application import Sphinx

from ..domain import JasicDomain
from ..model.project import Project
from .builder import Website

Texts = Mapping[str, str | None]  # by the path of a file; None where there is to be none


def write_at_end(app: Sphinx, texts: Callable[[Project, Website], Texts], folder: str = "") -> None:
    """Have files written into the website once all pages are, see `write_files`."""

    def write(app: Sphinx, exception: Exception | None) -> None:
        if exception is None and isinstance(app.builder, Website):
            write_files(Path(app.outdir), texts(JasicDomain.of(app.env).project, app.builder), folder)

    app.connect("build-finished", write)


def write_files(website: Path, texts: Texts, folder: str = "") -> None:
    """Write files by their paths; of a folder that holds nothing else but pages, what is not among them goes.

    A file that holds the same already is left alone, so that it is not looked through again.
    """
    for name, text in texts.items():
        file = website / name
        if text is None:
            file.unlink(missing_ok=True)
        elif not file.is_file() or file.read_bytes() != text.encode():
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(text.encode())
    for file in (website / folder).rglob("*") if folder else ():
        if file.suffix != ".html" and file.is_file() and file.relative_to(website).as_posix() not in texts:
            file.unlink()
