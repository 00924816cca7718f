"""Check the book by the standards that it names, PDF/A-2a for archives and PDF/UA-1 for readers who cannot see it.

`page` does that; it finds what the test files of veraPDF hold, and needs no Java. Of what Typst and qpdf write it
misreads two things, the lengths of streams and the widths of glyphs; qpdf and fontTools look at those.
"""

import io
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import page
import pikepdf
from fontTools.cffLib import CFFFontSet
from fontTools.pens.basePen import NullPen

from .cli import Arguments, Refusal, command, plain_file

PROFILES = ("2a", "ua1")
MISREAD = {
    # A stream whose last byte is a carriage return, and the line feed before `endstream`, are taken for one line end.
    "PDFA2A-STREAM-LENGTH-001",
    # A glyph of a font of several dictionaries, as the Chinese ones are, is found to have no width.
    "PDFA2A-TRUETYPE-GLYPH-WIDTH-001",
    "PDFUA1-FONT-GLYPH-WIDTH-001",
}


def mistakes(file: Path) -> Iterator[str]:
    """What is wrong with a book, one line each."""
    for profile in PROFILES:
        report = page.validate_pdf(file, profile=profile)
        yield from (f"{each.rule_id}: {each.message}" for each in report.failures if each.rule_id not in MISREAD)
    with pikepdf.open(file) as book:
        yield from map(str, book.check_pdf_syntax())
        for font in book.objects:
            if isinstance(font, pikepdf.Dictionary) and font.get("/Subtype") == "/CIDFontType0":
                yield from wrong_widths(font)


def wrong_widths(font: pikepdf.Dictionary) -> Iterator[str]:
    """The glyphs of an embedded font for which the file states another width than the font."""
    fonts = CFFFontSet()
    fonts.decompile(io.BytesIO(font.FontDescriptor.FontFile3.read_bytes()), None)
    glyphs = fonts[0].CharStrings
    stated = widths(font.W)
    for number, name in enumerate(fonts[0].charset):
        glyph = glyphs[name]
        glyph.draw(NullPen())
        if abs(glyph.width - stated.get(number, float(font.DW))) > 1:
            yield f"{font.BaseFont}: glyph {number} is {glyph.width} wide and said to be {stated.get(number, font.DW)}"


def widths(table: pikepdf.Object) -> dict[int, float]:
    """The widths of glyphs: `first [width …]` for glyphs in a row, `first last width` for those that are alike."""
    found: dict[int, float] = {}
    entries = iter(table)
    for entry in entries:
        first, second = int(entry), next(entries)
        if isinstance(second, pikepdf.Array):
            found.update((first + place, float(width)) for place, width in enumerate(second))
        else:
            found.update(dict.fromkeys(range(first, int(second) + 1), float(next(entries))))
    return found


@command
def main(arguments: Sequence[str]) -> int:
    """Check files; the status is 1 where one of them breaks a rule."""
    parser = Arguments("python -m jasic.commands.pdfcheck", __doc__)
    parser.add_argument("files", nargs="+", type=Path)
    files = [plain_file(file) for file in parser.parse_args(arguments).files]
    try:
        found = [f"{file}: {mistake}" for file in files for mistake in mistakes(file)]
    except (page.PageError, pikepdf.PdfError) as error:
        raise Refusal(
            f"This is no PDF that can be read: {error}. Fix: build the book first, by nox -s docs."
        ) from error
    print("\n".join(found) or f"Nothing breaks a rule of {' or '.join(PROFILES)}.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
