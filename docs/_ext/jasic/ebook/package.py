"""The e-book as one file, by EPUB 3.3: what is in it, in which order it is read, its contents, and the zip around them.

Written here and not by Sphinx, whose package names no parts of long pages, no language of a file, says nothing of
accessibility and carries the times at which its files were written, so that no two builds are alike.
"""

import posixpath
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from sphinx.config import Config

from ..reading.edition import made
from ..translation import _

OPF, DC, OPS = "http://www.idpf.org/2007/opf", "http://purl.org/dc/elements/1.1/", "http://www.idpf.org/2007/ops"
XHTML, NCX = "http://www.w3.org/1999/xhtml", "http://www.daisy.org/z3986/2005/ncx/"
MEDIA_TYPES = {
    ".xhtml": "application/xhtml+xml",
    ".css": "text/css",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
}
PACKAGE, CONTENTS, OLD_CONTENTS = "content.opf", "nav.xhtml", "toc.ncx"
COVER, COVER_PAGE = "cover.png", "cover.xhtml"
CONTAINER = f"""<?xml version="1.0" encoding="UTF-8"?>
<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0">
  <rootfiles>
    <rootfile full-path="{PACKAGE}" media-type="application/oebps-package+xml" />
  </rootfiles>
</container>
"""
# By the vocabulary of schema.org, which https://www.w3.org/TR/epub-a11y-111/ asks for. No conformance is claimed: that
# is for somebody who has examined the book.
ACCESSIBILITY = {
    "accessMode": ("textual", "visual"),
    "accessModeSufficient": ("textual",),
    "accessibilityFeature": (
        *("tableOfContents", "structuralNavigation", "readingOrder", "index"),
        *("alternativeText", "longDescription", "displayTransformability"),
    ),
    "accessibilityHazard": ("none",),
    "accessibilitySummary": (
        _(
            "All text can be read aloud and set in any size. Each figure has a name and a description, and a list or a "
            "table beside it says the same in words. Chinese is marked with its language."
        ),
    ),
}


@dataclass(frozen=True)
class Chapter:
    """An entry of the contents: a file, or with no `file` a part of the book, and what stands below it."""

    title: str
    file: str = ""
    inner: Sequence["Chapter"] = ()

    def files(self) -> Iterator[str]:
        """The file and those below it, in the order in which they are read."""
        if self.file:
            yield self.file
        for chapter in self.inner:
            yield from chapter.files()


@dataclass(frozen=True)
class EBook:
    """Everything that the package says. `files` are by their paths in the book, `parts` are more files of a chapter."""

    config: Config
    version: str
    files: Mapping[str, bytes]
    contents: Sequence[Chapter]
    parts: Mapping[str, Sequence[str]]
    landmarks: Mapping[str, tuple[str, str]]  # epub:type -> file and title

    def reading_order(self) -> Iterator[str]:
        """The pages in the order in which they are read, cover and contents first."""
        yield from (COVER_PAGE, CONTENTS)
        for chapter in self.contents:
            for file in chapter.files():
                yield from (file, *self.parts.get(file, ()))


def write(book: EBook, file: Path) -> None:
    """Write the book; the same book has the same bytes. It takes the place of an older one when it is whole."""
    own = {
        "META-INF/container.xml": CONTAINER.encode(),
        PACKAGE: _package(book),
        CONTENTS: _contents(book),
        OLD_CONTENTS: _old_contents(book),
    }
    new = file.with_name(f"{file.name}.new")
    with ZipFile(new, "w") as package:
        # First and not compressed, so that a program knows by the first bytes what this is.
        package.writestr(_entry("mimetype"), "application/epub+zip", ZIP_STORED)
        for name, content in (own | dict(sorted(book.files.items()))).items():
            package.writestr(_entry(name), content, ZIP_DEFLATED, compresslevel=9)
    new.replace(file)


def _entry(name: str) -> ZipInfo:
    """The head of a file in the zip, with the earliest time that there is: nothing in it is older or newer."""
    entry = ZipInfo(name)
    entry.external_attr = 0o644 << 16
    return entry


def _package(book: EBook) -> bytes:
    config, day = book.config, made()
    language = config.epub_language
    root = Element("package", {"xmlns": OPF, "version": "3.0", "unique-identifier": "id", "xml:lang": language})
    metadata = SubElement(root, "metadata", {"xmlns:dc": DC})
    facts = {
        "title": config.epub_title,
        "language": language,
        "creator": config.epub_author,
        "publisher": config.epub_publisher,
        "description": config.epub_description,
        "rights": config.epub_copyright,
        "date": day.date().isoformat(),
    }
    SubElement(metadata, "dc:identifier", id="id").text = config.epub_identifier
    for name, value in facts.items():
        if value:
            SubElement(metadata, f"dc:{name}").text = value
    for subject in config.pdf_keywords:
        SubElement(metadata, "dc:subject").text = subject
    properties = [("dcterms:modified", day.strftime("%Y-%m-%dT%H:%M:%SZ"))]
    properties += [("schema:version", book.version)] if book.version else []
    properties += [(f"schema:{name}", str(value)) for name, values in ACCESSIBILITY.items() for value in values]
    for name, value in properties:
        SubElement(metadata, "meta", property=name).text = value
    ids = {name: f"file-{number}" for number, name in enumerate((CONTENTS, OLD_CONTENTS, *sorted(book.files)))}
    SubElement(metadata, "meta", name="cover", content=ids[COVER])  # for systems that know EPUB 2 only
    manifest = SubElement(root, "manifest")
    for name, key in ids.items():
        media_type = "application/x-dtbncx+xml" if name == OLD_CONTENTS else MEDIA_TYPES[posixpath.splitext(name)[1]]
        attributes = {"id": key, "href": name, "media-type": media_type}
        if properties_of_file := " ".join(_properties(book, name)):
            attributes["properties"] = properties_of_file
        SubElement(manifest, "item", attributes)
    spine = SubElement(root, "spine", toc=ids[OLD_CONTENTS])
    for name in book.reading_order():
        SubElement(spine, "itemref", idref=ids[name])
    return _written(root)


def _properties(book: EBook, name: str) -> Iterator[str]:
    """What a reading system must know of a file before it opens it, or it may leave the drawings out."""
    if name == CONTENTS:
        yield "nav"
    elif name == COVER:
        yield "cover-image"
    elif name.endswith(".xhtml") and b"<svg" in book.files[name]:
        yield "svg"


def _contents(book: EBook) -> bytes:
    language = book.config.epub_language
    root = Element("html", {"xmlns": XHTML, "xmlns:epub": OPS, "lang": language, "xml:lang": language})
    head, body = SubElement(root, "head"), SubElement(root, "body")
    title = str(_("Contents"))
    SubElement(head, "title").text = title
    SubElement(head, "link", rel="stylesheet", type="text/css", href="_static/e-book.css")
    contents = SubElement(body, "nav", {"epub:type": "toc", "id": "toc", "role": "doc-toc"})
    SubElement(contents, "h1").text = title
    contents.append(_list(book.contents))
    marks = SubElement(body, "nav", {"epub:type": "landmarks", "id": "landmarks", "hidden": "hidden"})
    SubElement(marks, "h2").text = str(_("Landmarks"))
    items = SubElement(marks, "ol")
    for kind, (file, words) in {**book.landmarks, "toc": (f"{CONTENTS}#toc", title)}.items():
        SubElement(SubElement(items, "li"), "a", {"epub:type": kind, "href": file}).text = words
    return _written(root, b"<!DOCTYPE html>\n")


def _list(chapters: Sequence[Chapter]) -> Element:
    items = Element("ol")
    for chapter in chapters:
        item = SubElement(items, "li")
        named = SubElement(item, "a", href=chapter.file) if chapter.file else SubElement(item, "span")
        named.text = chapter.title
        if chapter.inner:
            item.append(_list(chapter.inner))
    return items


def _old_contents(book: EBook) -> bytes:
    """The same contents for reading systems that know EPUB 2 only, as many of those with paper-like screens."""
    root = Element("ncx", xmlns=NCX, version="2005-1")
    head = SubElement(root, "head")
    facts = {"uid": book.config.epub_identifier, "depth": "4", "totalPageCount": "0", "maxPageNumber": "0"}
    for name, value in facts.items():
        SubElement(head, "meta", name=f"dtb:{name}", content=value)
    SubElement(SubElement(root, "docTitle"), "text").text = book.config.epub_title
    _add_points(SubElement(root, "navMap"), book.contents)
    read: dict[str, int] = {}  # file -> when it is read; a part has the number of its first page
    for number, point in enumerate(root.iter("navPoint"), 1):
        _label, page = point[:2]
        point.attrib.update(id=f"point-{number}", playOrder=str(read.setdefault(page.attrib["src"], len(read) + 1)))
    return _written(root)


def _add_points(parent: Element, chapters: Sequence[Chapter]) -> None:
    for chapter in chapters:
        point = SubElement(parent, "navPoint")
        SubElement(SubElement(point, "navLabel"), "text").text = chapter.title
        SubElement(point, "content", src=next(chapter.files()))
        _add_points(point, chapter.inner)


def _written(root: Element, doctype: bytes = b"") -> bytes:
    ElementTree.indent(root)
    text: bytes = ElementTree.tostring(root, encoding="utf-8")
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + doctype + text + b"\n"
