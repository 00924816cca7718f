"""Rules about links and pictures: where a page leads, and what it shows."""

import posixpath
import re
from collections.abc import Iterator
from urllib.parse import unquote

from ..model.file_names import names_a_device
from ..model.forms import is_page_address
from ..model.markup import CITATION_ROLES, PICTURES
from ..model.record_kinds import KINDS
from ..reading.constructs import Link, Picture
from .registry import Finding, rule
from .values import CITE_IT, has_words, invisible

LEADING = (*KINDS, *CITATION_ROLES, "term", "doc", "ref", "footnote_ref")  # roles and the like that are links
NEARLY_A_PAGE = re.compile(r"(?:\./|(?:\.\./)+|/)?(?:[\w-]+/)*[\w-]+(?:\.html?|\.md|/)?")
NO_TEXTS = ("alt", "alt text", "image", "photo", "picture", "screenshot", "图", "图片", "照片")  # of any picture
# Of letters that mean the same in every file system and every address, and not too many of them.
PICTURE = re.compile(r"(?=.{1,100}$)/?(?:[a-z0-9-]+/)*[a-z0-9_-]+\.[a-z]+")


@rule("invisible-character", reads=Picture)
def invisible_in_a_picture(picture: Picture) -> Iterator[Finding]:
    """Nothing that nobody sees stands in the text of a picture."""
    yield from invisible(picture.line, picture.text)


@rule("link-address", reads=Link)
def link_address(link: Link) -> Iterator[Finding]:
    """Links lead to pages of this site, named from the folder docs; everything else is a source and is cited."""
    address, written = link.address, unquote(link.address)
    if not address:
        return  # an empty link has a rule of its own
    if link.automatic or re.match(r"[\w+.-]+:|//", address):
        yield link.line, f"the address {address[:40]} stands in a page", CITE_IT
    elif not is_page_address(address) or not re.match(r"/.*\.md(#|$)|#", address):
        fix = "name a page from docs, such as /people/yue-xin.md"
        if NEARLY_A_PAGE.fullmatch(near := written.replace("\\", "/")):
            near += "index" * near.endswith("/")
            fix = f"name it from docs: /{re.sub('([.]html?|[.]md)?/?$', '', _from_docs(near, link.path).lower())}.md"
        elif written.lower().endswith(PICTURES):
            fix = f"write ![what it shows]({written[:60]}), with the ! of the English keyboard, for a picture"
        yield link.line, f"'{written[:60]}' is no address of a page", fix


@rule("link-address", reads=Link)
def link_in_a_link(link: Link) -> Iterator[Finding]:
    """A link leads to one place: where another stands in its words, a browser ends it there."""
    if found := next((name for name in link.inside if name in LEADING), ""):
        what = "a footnote" if found == "footnote_ref" else f"{{{found}}}"
        fix = "set it beside the link, or write plain words"
        yield link.line, f"{what} stands in the words of a link, and leads elsewhere itself", fix


def _from_docs(address: str, path: str) -> str:
    """The path below docs of what is named in a page; an address that begins with / is named from there."""
    beside = posixpath.normpath(posixpath.join(posixpath.dirname(path), address)).partition("/")[2]
    return address.removeprefix("/") if address.startswith("/") else beside


def can_be_shown(address: str) -> bool:
    """Whether an address can be that of a picture: a file that every system can keep, of a kind without scripts."""
    return bool(PICTURE.fullmatch(address)) and address.endswith(PICTURES) and not names_a_device(address)


@rule("picture-address", reads=Picture)
def picture_address(picture: Picture) -> Iterator[Finding]:
    """A picture is a file in the folder of its page, or below docs, of a kind that can carry no script."""
    address = picture.address
    if not address:
        return
    if not can_be_shown(address):
        ends = ", ".join(PICTURES)
        fix = f"put the file beside the page and write its name, in small letters and digits; it ends in {ends}"
        below = _from_docs(unquote(address), picture.path)
        made = re.sub("[^a-z0-9_/.-]+", "-", below.lower())
        if (
            re.search(r"[a-z0-9]\.", made)
            and made.endswith(PICTURES)
            and PICTURE.fullmatch(made)
            and ":" not in address
        ):
            fix = f"write /{made}, and call the file so" if below != made else f"write /{below}"
        if names_a_device(address):
            fix = "call the file otherwise: Windows has none of this name"
        yield picture.line, f"'{unquote(address)[:60]}' is no picture that can be shown", fix


@rule("image-text", reads=Picture)
def image_text(picture: Picture) -> Iterator[Finding]:
    """Whoever cannot see a picture is told what it shows."""
    name = unquote(picture.address).rpartition("/")[2].casefold()
    words = picture.text.strip().casefold()
    if not has_words(words) or words in (name, name.rpartition(".")[0], *NO_TEXTS):
        message = f"'{picture.address[:60]}' has no text for those who cannot see it"
        yield picture.line, message, "write ![what it shows](…), or a line `:alt: what it shows`"
    elif picture.lost:
        yield picture.line, "code, roles and footnotes in the text of a picture are not shown", "write plain words"
