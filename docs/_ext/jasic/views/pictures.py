"""A picture that the views have drawn themselves, for the media that can show it."""

from docutils import nodes
from docutils.writers.html5_polyglot import HTMLTranslator
from sphinx.application import Sphinx


class svg_picture(nodes.raw):
    """An SVG picture as its text, with a one-line alternative in `alt`; what is black in it is `currentColor`.

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


def show_in_html(translator: HTMLTranslator, node: svg_picture) -> None:
    translator.body.append(node.astext())
    raise nodes.SkipNode


def setup(app: Sphinx) -> None:
    app.add_node(svg_picture, html=(show_in_html, None))  # e-books are HTML too
