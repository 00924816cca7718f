"""The last hand on the PDF: links inside the book, what it says of itself, and a small file.

Typst has written the links inside the book as addresses `jasic:ID` (template/3-places.typ says why). Here each becomes
a link to its place, with words for whoever cannot see where it leads. The metadata get what Typst does not know:
licence, version, publisher.
"""

import io
from collections.abc import Iterator, Mapping

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from ..translation import _
from .imprint import About
from .typesetting import Position

SCHEME, PAGE = "jasic:", "page "  # the second for numbers of the index, which lead to a page and no place on it
ABOVE = 14.0  # points above a place that a link shows too


def finished(pdf: bytes, places: Mapping[str, Position], titles: Mapping[str, str], about: About) -> bytes:
    """The book as it is handed out; `titles` are the words of anchors."""
    with pikepdf.open(io.BytesIO(pdf)) as book:
        pages = [page.obj for page in book.pages]
        height = float(book.pages[0].MediaBox[3])
        for link, target in links_inside(book):
            number, top = (int(target.removeprefix(PAGE)), 0.0) if target.startswith(PAGE) else places[target]
            del link.A
            link.Dest = Array([pages[number - 1], Name.XYZ, 0, min(height - top + ABOVE, height), 0])
            words = titles.get(target, "")
            said = _("{title}, page {number}") if words else _("page {number}")
            link.Contents = String(said.format(title=words, number=number))
        book.Root.PageMode = Name.UseOutlines
        book.Root.PageLayout = Name.TwoPageRight
        book.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
        describe(book, about)
        file = io.BytesIO()
        book.save(
            file, object_stream_mode=pikepdf.ObjectStreamMode.generate, compress_streams=True, deterministic_id=True
        )
    return file.getvalue()


def links_inside(book: pikepdf.Pdf) -> Iterator[tuple[pikepdf.Object, str]]:
    """The links that Typst has written as our addresses, and what each leads to."""
    for page in book.pages:
        for note in page.get("/Annots", ()):
            action = note.get("/A")
            address = str(action.get("/URI", "")) if action is not None else ""
            if address.startswith(SCHEME):
                yield note, address.removeprefix(SCHEME)


def describe(book: pikepdf.Pdf, about: About) -> None:
    """Write licence and version as metadata; all of them properties that PDF/A knows."""
    facts = {
        "dc:rights": about.licence,
        "xmpRights:Marked": "True" if about.licence else "",
        "xmpRights:UsageTerms": about.licence,
        "xmpRights:WebStatement": about.licence_address,
        "xmpMM:VersionID": about.version,
    }
    with book.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as data:
        data.update({name: value for name, value in facts.items() if value})
