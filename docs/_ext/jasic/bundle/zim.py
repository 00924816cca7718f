"""The site as a ZIM file, for Kiwix and other readers that need no network: https://wiki.openzim.org/wiki/ZIM_file_format

Pages keep their addresses, so every link and script works as it does from a disk; the full text is indexed besides, by
libzim, for the search of the reader. Two files of the same pages are the same bytes: libzim numbers entries as they
come when it has one process, and the random numbers by which it calls a file are replaced.
"""

import hashlib
import json
import re
from collections.abc import Mapping
from datetime import datetime
from html import unescape
from pathlib import Path
from typing import Any

from libzim.writer import Creator, Hint, IndexData, Item, StringProvider

from ..book.typesetting import picture
from ..model.anchors import NOT_FOUND
from .archive import Progress, files_below

# https://wiki.openzim.org/wiki/Metadata: languages have three letters.
LANGUAGES = {"en": "eng", "zh": "zho", "de": "deu", "fr": "fra", "es": "spa", "ja": "jpn"}
MEDIA_TYPES = {
    ".html": "text/html",
    ".css": "text/css",
    ".js": "text/javascript",
    ".json": "application/json",
    ".map": "application/json",
    ".csv": "text/csv",
    ".txt": "text/plain",
    ".inv": "application/octet-stream",
    ".xml": "application/xml",
    ".atom": "application/atom+xml",
    ".bib": "application/x-bibtex",
    ".ris": "application/x-research-info-systems",
    ".pdf": "application/pdf",
    ".epub": "application/epub+zip",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".webp": "image/webp",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
}
# What a search shall not find, nor chance show: the index, and whatever asks search engines not to list it.
ASIDE = re.compile(rb'<meta[^>]+name="robots"[^>]+content="noindex')
INDEX = "genindex.html"
# What a page says of itself (publishing/metadata.py), and what those say that are no pages of ours.
LINKED_DATA = re.compile(r'<script type="application/ld\+json">(.*?)</script>')
TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
# A digest behind an address makes browsers fetch a new file; in a ZIM it would be part of the name.
VERSION = re.compile(r'(\b(?:href|src)="[^"?#]+)\?v=[0-9a-f]+(?=")')
ICON = 48  # pixels: the size that the format asks for
ICON_TEMPLATE = f"""#set page(width: {ICON}pt, height: {ICON}pt, margin: 0pt, fill: white)
#image("icon.svg", width: 100%)""".encode()

# Places of the format: where the random number of a file stands, and that of each index of Xapian in it.
UUID = slice(8, 24)
CHECKSUM = 16  # bytes of MD5, at the end
XAPIAN = re.compile(rb"\x0f\rXapian Glass..(.{16})", re.DOTALL)


class _Unindexed(IndexData):  # type: ignore[misc]
    """Of a page in which no search looks."""

    def has_indexdata(self) -> bool:
        return False


class _File(Item):  # type: ignore[misc]  # libzim has no types for what it wants to be asked
    """A file of the site as libzim asks for it."""

    def __init__(self, path: str, content: bytes) -> None:
        super().__init__()
        # What is empty is taken for damaged by the checker of the format.
        self.path, self.content = path, content or b"\n"

    def get_path(self) -> str:
        return self.path

    def get_title(self) -> str:
        """English and Chinese, since this is what a reader suggests while one types."""
        text = self.content.decode() if self.is_page else ""
        if said := LINKED_DATA.search(text):
            data = json.loads(said[1])
            return " ".join(filter(None, (data.get("name"), data.get("alternateName"))))
        match = TITLE.search(text)
        return unescape(match[1]).strip() if match else ""

    def get_mimetype(self) -> str:
        return MEDIA_TYPES[Path(self.path).suffix]

    def get_contentprovider(self) -> StringProvider:
        return StringProvider(self.content)

    def get_hints(self) -> dict[Hint, bool]:
        is_text = MEDIA_TYPES[Path(self.path).suffix].startswith(("text/", "application/json", "image/svg"))
        return {Hint.FRONT_ARTICLE: self.is_page, Hint.COMPRESS: is_text}

    @property
    def is_page(self) -> bool:
        return self.path.endswith(".html")


class _AsideFile(_File):
    """A page that a search shall not find."""

    def get_hints(self) -> dict[Hint, bool]:
        return super().get_hints() | {Hint.FRONT_ARTICLE: False}

    def get_indexdata(self) -> IndexData:
        return _Unindexed()


def metadata(name: str, description: str, settings: Mapping[str, Any], made: datetime) -> dict[str, str]:
    """What the file says of the work, by the names and within the lengths of the format; `settings` are conf.py's.

    Raises KeyError where conf.py does not set what is needed.
    """
    language = LANGUAGES.get(settings["language"][:2], settings["language"][:2])
    return {
        "Name": f"{name}_{language}_all",
        "Title": settings["project"][:30],
        "Description": description[:80],
        "LongDescription": settings["pdf_subtitle"][:4000],
        "Language": language,
        "Creator": settings["author"],
        "Publisher": settings["author"],
        "License": settings["copyright"],
        "Date": made.date().isoformat(),
        "Tags": "_ftindex:yes;_pictures:yes;_videos:no;_details:yes",
    }


def write_zim(site: Path, about: Mapping[str, str], file: Path, progress: Progress) -> None:
    """Write the files of a folder as a ZIM file; `about` is the `metadata` of it.

    Raises ValueError, with the cure, for a kind of file that has no media type here.
    """
    files = [each for each in files_below(site) if each != site / NOT_FOUND]  # readers have their own
    if unknown := sorted({each.name for each in files if each.suffix not in MEDIA_TYPES}):
        raise ValueError(
            f"no media type is known for {', '.join(unknown)}. Fix: add it to MEDIA_TYPES in bundle/zim.py"
        )
    file.unlink(missing_ok=True)
    creator = Creator(file).config_indexing(True, about["Language"]).config_nbworkers(1)
    creator.set_mainpath("index.html")
    with creator:
        icon = next((each for each in files if each.name == "favicon.svg"), None)
        if icon is not None:
            drawn = {"main.typ": ICON_TEMPLATE, "icon.svg": icon.read_bytes()}
            creator.add_illustration(ICON, picture(drawn, pixels_per_inch=72))
        for name, value in about.items():
            creator.add_metadata(name, value)
        for number, each in enumerate(files, 1):
            content = each.read_bytes()
            if each.suffix == ".html":
                content = VERSION.sub(r"\1", content.decode()).encode()
            path = each.relative_to(site).as_posix()
            is_aside = path == INDEX or ASIDE.search(content) is not None
            creator.add_item((_AsideFile if is_aside else _File)(path, content))
            progress(number, len(files))
    file.write_bytes(without_chance(file.read_bytes()))


def without_chance(content: bytes) -> bytes:
    """A ZIM file with numbers made from its content in the place of random ones, and its checksum made anew.

    Raises ValueError where it is not built as expected, as by a new version of libzim.
    """
    written = bytearray(content[:-CHECKSUM])
    indexes = [match.span(1) for match in XAPIAN.finditer(written)]
    if written[:4] != b"ZIM\x04" or not indexes:
        raise ValueError("libzim writes otherwise than it did. Fix: see UUID and XAPIAN in bundle/zim.py")
    for start, end in (UUID.indices(len(written))[:2], *indexes):
        written[start:end] = bytes(end - start)
    for start, end in (UUID.indices(len(written))[:2], *indexes):
        written[start:end] = hashlib.sha256(written + start.to_bytes(8, "big")).digest()[: end - start]
    return bytes(written) + hashlib.md5(written, usedforsecurity=False).digest()
