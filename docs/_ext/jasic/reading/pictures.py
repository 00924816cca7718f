"""Why a picture may not be shown as it is.

It may say more than it shows: a photograph may tell where and when it was taken, and by whom. And it may be none, or
one that a few bytes make so large that whoever draws it runs out of memory: Pillow, which knows all of them, draws it
here, so that neither the typesetter nor a reader's telephone is the first to try.
"""

import re
import warnings
import zlib
from io import BytesIO
from pathlib import Path

from PIL import Image

PNG, JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8"
# All that is needed to show a picture, and how many octets each may have; every other part could carry words.
PNG_PARTS = {
    **{b"IHDR": 13, b"PLTE": 768, b"IDAT": 1 << 31, b"IEND": 0, b"tRNS": 256},
    **{b"gAMA": 4, b"cHRM": 32, b"sRGB": 1, b"sBIT": 4, b"pHYs": 9, b"bKGD": 6},
}
WEBP_PARTS = (b"VP8 ", b"VP8L", b"VP8X", b"ALPH")
# The same of JPEG: tables, frames and scans; and of what programs may add the two that say how to show it, without the
# small picture that the first may hold.
JPEG_PARTS = (0xC0, 0xC1, 0xC2, 0xC4, 0xDB, 0xDD, 0xDA)
JPEG_APPLICATIONS = {0xE0: (b"JFIF\0", 16), 0xEE: (b"Adobe", 14)}
START_OF_SCAN, END_OF_IMAGE = 0xDA, 0xD9
MARK = re.compile(rb"\xff+([^\x00\xff\xd0-\xd7])")  # of a part; within a scan others are dots
BEHIND_DOTS = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]")  # the same, to be looked for
FORMATS = {".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG", ".webp": "WEBP"}
PIECE = 1 << 20  # octets that are unpacked at once
SCANS = 30  # of a JPEG, three times what programs write: for each, which may have a few bytes, all is drawn anew
BROKEN = UNREAD, CUT, UNDRAWN = ("is no picture that can be read", "ends too early", "cannot be drawn")
LARGEST = 20_000_000  # dots, of which each takes four bytes where it is drawn


def problem(file: Path) -> str:
    """What is wrong with a picture, or nothing."""
    octets = file.read_bytes()
    return _said(octets) or _drawn(octets, FORMATS[file.suffix.lower()])


def _drawn(octets: bytes, name: str) -> str:
    """What keeps a picture from being drawn."""
    try:
        kinds = sorted(set(FORMATS.values()))
        with warnings.catch_warnings(action="ignore"), Image.open(BytesIO(octets), formats=kinds) as image:
            if image.width * image.height > LARGEST:
                return f"has {image.width * image.height:,} dots, more than {LARGEST:,}"
            if image.format != name:
                return f"is a {image.format} by its content and a {name} by its name"
            if image.mode == "CMYK":  # which the standards of the book allow to nobody
                return "has the four colours of print"
            image.load()
    except Exception:  # Pillow names no classes of what may be wrong with a file
        return UNDRAWN
    return ""


def _said(octets: bytes) -> str:
    """What a picture holds besides what it shows."""
    try:
        if octets.startswith(PNG):
            return _in_png(octets)
        if octets.startswith(JPEG):
            return _in_jpeg(octets)
        if octets.startswith(b"RIFF") and octets[8:12] == b"WEBP":
            return _in_webp(octets)
    except IndexError:
        pass
    return UNREAD


def _in_png(octets: bytes) -> str:
    position, dots = len(PNG), bytearray()
    while position < len(octets):
        length, kind = int.from_bytes(octets[position : position + 4], "big"), octets[position + 4 : position + 8]
        if length > PNG_PARTS.get(kind, -1):
            return f"says more than it shows (a part {kind!r})"
        dots += octets[position + 8 : position + 8 + length] if kind == b"IDAT" else b""
        position += length + 12
        if kind == b"IEND":
            break
    if position > len(octets):
        return CUT
    return _problem_of_dots(dots) if position == len(octets) else "goes on after its end"


def _problem_of_dots(packed: bytes | bytearray) -> str:
    """Whether the packed dots of a PNG are more than the largest picture has, or something stands behind them."""
    unpacking = zlib.decompressobj()
    unpacked = 0
    try:
        while packed and not unpacking.eof:
            unpacked += len(unpacking.decompress(packed, PIECE))
            packed = unpacking.unconsumed_tail
            if unpacked > 9 * LARGEST:  # eight octets a dot, and one for each line
                return f"has more than {LARGEST:,} dots"
    except zlib.error:
        return ""  # what cannot be drawn has a message of its own
    return "goes on after its end" if unpacking.unused_data else ""


def _in_jpeg(octets: bytes) -> str:
    position, scans = len(JPEG), 0
    while mark := MARK.match(octets, position):
        position, kind = mark.end(), mark[1][0]
        if kind == END_OF_IMAGE:
            return "" if position == len(octets) else "goes on after its end"
        length = int.from_bytes(octets[position : position + 2], "big")
        begins, most = JPEG_APPLICATIONS.get(kind, (b"", 1 << 16 if kind in JPEG_PARTS else 0))
        if length > most or not octets.startswith(begins, position + 2):
            return f"says more than it shows (a part {bytes([kind])!r})"
        position += length
        if kind == START_OF_SCAN:
            scans += 1
            if scans > SCANS:
                return f"is drawn in more than {SCANS} rounds"
            following = BEHIND_DOTS.search(octets, position)
            position = following.start() if following else len(octets)
    return CUT if position >= len(octets) else UNREAD


def _in_webp(octets: bytes) -> str:
    position = 12
    while position < len(octets):
        kind, length = octets[position : position + 4], int.from_bytes(octets[position + 4 : position + 8], "little")
        if kind not in WEBP_PARTS:
            return f"says more than it shows (a part {kind!r})"
        position += 8 + length + length % 2
    return "" if position == len(octets) == int.from_bytes(octets[4:8], "little") + 8 else "goes on after its end"
