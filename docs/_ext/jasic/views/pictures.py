"""A picture that the views have drawn themselves, for the media that can show it."""

from docutils import nodes
from docutils.writers.html5_polyglot import HTMLTranslator
from sphinx.application import Sphinx

from ..model.records import Page, Record
from .nodes import NodeFactory


class svg_picture(nodes.raw):
    """An SVG picture as its text, with an alternative in words in `alt`, or nothing where words beside it say all.

    `narrow` is one for phones alone.

    The website and the e-book show it among the text, the book as the translator for Typst says. Every other builder
    passes it over, as it does with `raw`; therefore a view says the same in words beside it.
    """


def drawings(wide: str, narrow: str, alt: str) -> list[svg_picture]:
    """One picture drawn twice, for wide and for narrow screens, of which the style sheet shows one.

    The book, and whatever else has pages of one width, shows the wide one.
    """
    return [
        svg_picture("", wide, format="svg", alt=alt),
        svg_picture("", narrow, format="svg", alt=alt, narrow=True),
    ]


def address_of(make: NodeFactory, record: Record) -> str:
    """Where a record stands, as a figure on the page may write it; a picture in the book leads nowhere."""
    anchor = f"#{record.anchor}" if record.anchor else ""
    page = page_address_of(make, make.project.pages[record.docname])
    return f"{page}{anchor}" if make.builder.format == "html" else ""


def page_address_of(make: NodeFactory, page: Page) -> str:
    """Where a page is, in the same way; the page itself needs no link."""
    return make.builder.get_relative_uri(make.docname, page.docname) if make.builder.format == "html" else ""


def show_in_html(translator: HTMLTranslator, node: svg_picture) -> None:
    svg = node.astext()
    if translator.builder.name == "epub":  # type: ignore[attr-defined]  # the standard of e-books knows no group
        svg = svg.replace('role="group"', 'role="document"', 1)
    translator.body.append(svg)
    raise nodes.SkipNode


def setup(app: Sphinx) -> None:
    app.add_node(svg_picture, html=(show_in_html, None))  # e-books are HTML too
