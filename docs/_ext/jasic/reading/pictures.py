"""Why a picture may not be shown as it is.

It may say more than it shows: a photograph may tell where and when it was taken, and by whom. And it may be none, or
one that a few bytes make so large that whoever draws it runs out of memory: Pillow, which knows all of them, draws it
here, so that neither the typesetter nor a reader's telephone is the first to try.
"""

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
JPEG_APPLICATIONS = {0xE0: b"JFIF\0", 0xEE: b"Adobe"}  # of those that programs may add, the two that say how to show it
START_OF_SCAN, COMMENT = 0xDA, 0xFE


FORMATS = {".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG", ".webp": "WEBP"}
PIECE = 1 << 20  # octets that are unpacked at once
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
            image.load()
    except Exception:  # Pillow names no classes of what may be wrong with a file
        return "cannot be drawn"
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
    return "is no picture that can be read"


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
    is_whole = position == len(octets) and _ends_with_its_dots(dots)
    return "" if is_whole else "goes on after its end"


def _ends_with_its_dots(packed: bytes | bytearray) -> bool:
    """Whether nothing stands behind the packed dots of a PNG, which are no more than the largest picture has."""
    unpacking = zlib.decompressobj()
    unpacked = 0
    try:
        while packed and not unpacking.eof:
            unpacked += len(unpacking.decompress(packed, PIECE))
            packed = unpacking.unconsumed_tail
            if unpacked > 9 * LARGEST:  # eight octets a dot, and one for each line
                return False
    except zlib.error:
        return True  # what cannot be drawn has a message of its own
    return not unpacking.unused_data


def _in_jpeg(octets: bytes) -> str:
    position = len(JPEG)
    while (kind := octets[position + 1]) != START_OF_SCAN:
        head = octets[position + 4 :]
        if octets[position] != 0xFF:
            return "is no picture that can be read"
        if kind == COMMENT or (0xE0 <= kind <= 0xEF and not head.startswith(JPEG_APPLICATIONS.get(kind, b"none"))):
            return f"says more than it shows (a part {bytes([kind])!r})"
        position += 2 + int.from_bytes(octets[position + 2 : position + 4], "big")
    return "" if octets.endswith(b"\xff\xd9") and octets.count(b"\xff\xd9") == 1 else "goes on after its end"


def _in_webp(octets: bytes) -> str:
    position = 12
    while position < len(octets):
        kind, length = octets[position : position + 4], int.from_bytes(octets[position + 4 : position + 8], "little")
        if kind not in WEBP_PARTS:
            return f"says more than it shows (a part {kind!r})"
        position += 8 + length + length % 2
    return "" if position == len(octets) == int.from_bytes(octets[4:8], "little") + 8 else "goes on after its end"
