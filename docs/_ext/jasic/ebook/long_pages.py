"""Long pages in several files, because a reading system loads a whole file to show a line of it.

A page is cut between the children of the one element that holds most of it, so each part is whole for itself; what
leads to an anchor in a part is turned to where it stands. Only the packed book has the parts: the folder keeps the
pages as Sphinx has written them, so that a build of an edit writes no others.
"""

import posixpath
import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple
from xml.parsers import expat

from ..translation import _

LIMIT = 240_000  # bytes; devices with paper-like screens grow slow beyond 300 kB
MOST = 0.6  # of an element: a child with more of it than this is where to cut
ANCHOR = re.compile(r'\bid="([^"]+)"')
LINK = re.compile(r'\bhref="([^"#:]*)#([^"]+)"')
TITLE = re.compile(rb"<title>([^<]*)</title>")
ID = re.compile(rb'\s(?:id|aria-labelledby)="[^"]*"')
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


class Element(NamedTuple):
    """Where an element of a page stands in its bytes: its tag, what is inside, its end."""

    tag: str
    start: int
    inside: int
    inside_end: int
    end: int
    children: list["Element"]


def divided(name: str, page: str) -> dict[str, str]:
    """A page as files of at most LIMIT, by name: `a.xhtml`, then `a.2.xhtml` and so on.

    An element that is longer by itself, such as one table, stays whole. Raises ExpatError where a page is no XML.
    """
    content = page.encode()
    if len(content) <= LIMIT:
        return {name: page}
    way = _way_to_most(_tree(content))
    around = way[-1]
    opening = b"".join(ID.sub(b"", content[element.start : element.inside]) for element in way)
    closing = content[around.inside_end :]
    head, tail = content[: way[0].start], b"".join(b"</" + element.tag.encode() + b">" for element in reversed(way))
    stem, suffix = posixpath.splitext(name)
    files = {}
    groups = list(_groups(around, LIMIT - len(head) - len(opening) - len(closing)))
    for number, (start, end) in enumerate(groups, 1):
        before = content[:start] if number == 1 else _named(head, opening, number, len(groups))
        after = content[end:] if number == len(groups) else tail + b"\n</html>\n"
        files[name if number == 1 else f"{stem}.{number}{suffix}"] = (before + content[start:end] + after).decode()
    return files


def _named(head: bytes, opening: bytes, number: int, parts: int) -> bytes:
    """The head and the opening of a later part, with a title of its own, under which its headings stand."""
    title = TITLE.search(head)
    if title is None:
        return head + opening
    words = _("{title} (part {number} of {parts})").format(title=title[1].decode(), number=number, parts=parts).encode()
    return TITLE.sub(lambda _old: b"<title>" + words + b"</title>", head) + opening + b"<h1>" + words + b"</h1>\n"


def _tree(content: bytes) -> Element:
    """The elements of a page."""
    parser, open_ = expat.ParserCreate(), [Element("", 0, 0, 0, 0, [])]

    def begin(tag: str, attributes: object) -> None:
        start = parser.CurrentByteIndex
        open_.append(Element(tag, start, content.index(b">", start) + 1, 0, 0, []))

    def finish(tag: str) -> None:
        element, at = open_.pop(), parser.CurrentByteIndex
        end = content.index(b">", at) + 1 if content.startswith(b"</", at) else element.inside
        open_[-1].children.append(element._replace(inside_end=max(at, element.inside), end=end))

    parser.StartElementHandler, parser.EndElementHandler = begin, finish
    parser.Parse(content, True)
    return open_[0].children[0]


def _way_to_most(root: Element) -> list[Element]:
    """The elements from the body down to the one between whose children a page is cut."""
    way = [next(child for child in root.children if child.tag == "body")]
    while True:
        size = way[-1].end - way[-1].start
        most = [child for child in way[-1].children if child.end - child.start > MOST * size]
        if not most:
            return way
        way.append(most[0])


def _groups(around: Element, room: int) -> Iterator[tuple[int, int]]:
    """Where each part begins and ends: as many children as have room, and no heading at the end of a part."""
    start, last = around.inside, around.inside
    for number, child in enumerate(around.children):
        following = around.children[number + 1] if number + 1 < len(around.children) else None
        end = following.end if child.tag in HEADINGS and following else child.end  # a heading with what it heads
        if end - start > room and last > start:
            yield start, last
            start = last
        last = child.end
    yield start, around.inside_end


def put_together(pages: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """The files of each page by name: long pages divided, every link turned to the part where its anchor stands."""
    files = {name: divided(name, page) for name, page in pages.items()}
    places = {
        (name, anchor): part
        for name, parts in files.items()
        if len(parts) > 1
        for part, text in parts.items()
        for anchor in ANCHOR.findall(text)
    }
    return {
        name: {part: _turned(part, name, text, places) for part, text in parts.items()} for name, parts in files.items()
    }


def _turned(name: str, origin: str, text: str, places: Mapping[tuple[str, str], str]) -> str:
    """A file with its links turned; `origin` is the page it was, and what its own anchors are written for."""
    folder = posixpath.dirname(origin)

    def turned(link: re.Match[str]) -> str:
        page = posixpath.normpath(posixpath.join(folder, link[1])) if link[1] else origin
        part = places.get((page, link[2]))
        if part is None:
            return link[0]
        address = "" if part == name else posixpath.relpath(part, folder or ".")
        return f'href="{address}#{link[2]}"'

    return LINK.sub(turned, text) if places else text
