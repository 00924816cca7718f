"""A picture that the views have drawn themselves, for the media that can show it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from ..model.records import Page, Record
from .factory import NodeFactory

if TYPE_CHECKING:
    from docutils.writers.html5_polyglot import HTMLTranslator
    from sphinx.application import Sphinx


class svg_picture(nodes.raw):
    """An SVG picture as its text, with an alternative in words in `alt`, or nothing where words beside it say all.

    Of two drawings of one picture `wide` is that for wide screens and paper, `narrow` that for phones.

    The website shows it among the text, the e-book as ebook/pages.py says, the book as the translator for Typst. Every
    other builder passes it over, as it does with `raw`; therefore a view says the same in words beside it.
    """


def picture(svg: str, alt: str = "") -> svg_picture:
    """A drawing as a node."""
    return svg_picture("", svg, format="svg", alt=alt)


def drawings(wide: str, narrow: str, alt: str) -> list[svg_picture]:
    """One picture drawn twice, for wide and for narrow screens, of which the style sheet shows one.

    The book shows the wide one, the e-book, which may be on a phone or on a page as small, the narrow one.
    """
    return [
        svg_picture("", wide, format="svg", alt=alt, wide=True),
        svg_picture("", narrow, format="svg", alt=alt, narrow=True),
    ]


def with_caption(wide: str, narrow: str, alt: str, words: str) -> nodes.container:
    """One picture drawn twice, and below it how it is read."""
    caption = nodes.paragraph("", str(words), classes=["meta"])
    return nodes.container("", *drawings(wide, narrow, alt), caption)


def address_of(make: NodeFactory, record: Record) -> str:
    """Where a record stands, as a figure on the page may write it; a picture in the book leads nowhere."""
    return make.address(record) if make.builder.format == "html" else ""


def page_address_of(make: NodeFactory, page: Page) -> str:
    """Where a page is, in the same way; the page itself needs no link."""
    return make.builder.get_relative_uri(make.docname, page.docname) if make.builder.format == "html" else ""


def show_in_html(translator: HTMLTranslator, node: svg_picture) -> None:
    translator.body.append(node.astext())
    raise nodes.SkipNode


def setup(app: Sphinx) -> None:
    app.add_node(svg_picture, html=(show_in_html, None))
