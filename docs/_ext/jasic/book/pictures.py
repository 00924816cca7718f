"""Pictures, figures and code: what stands in the book as one piece."""

import re

from docutils import nodes
from sphinx.util import logging

from ..figures.counts import KEY
from ..nodes.pictures import svg_picture
from ..translation import _
from .cross_references import ReferenceWriter
from .markup import LONGEST_WORD, jointed, quoted
from .nodes import FLOATING, FOOT, WRITTEN, enclosing, letters_of, previous
from .printed_svg import POINTS, printed

logger = logging.getLogger(__name__)

LENGTH = re.compile(r"([0-9]+)(%|px|)")
SIGN = re.compile(r'^<svg [^>]*class="[^"]*\bsign"')  # stands in a line, beside words that say the same
HUNG = 300  # letters of a paragraph from which its drawing hangs; a shorter one goes with it whole
LINE = 62  # signs of code that a line of the book holds


class PictureWriter(ReferenceWriter):
    """Writes pictures, the site's own figures, and code."""

    figures = 0  # with a number so far

    def visit_svg_picture(self, node: nodes.Element) -> None:
        if not node.get("narrow"):
            drawing = printed(node.astext(), enclosing(node, nodes.table) is not None)
            width = f"{drawing.width:.5g}pt" if drawing.width else "100%"
            for number, piece in enumerate(drawing.pieces):
                alt = f", alt: {quoted(node['alt'])}" if node["alt"] and number == 0 else ""
                picture = f"picture({quoted(piece)}, width: {width}{alt})"
                if not alt:  # the words beside it say all
                    picture = f"pdf.artifact({picture})"
                if carries_drawing(previous(node)):
                    self.write(f"#hung({picture}, key: [")
                    if key := key_below(node):
                        self.write_nodes([key])
                        key["classes"].append(WRITTEN)
                    self.write("])\n\n")
                elif isinstance(node.parent, nodes.TextElement):
                    self.write(f"#in-line({quoted(piece)})" if SIGN.search(piece) else f"#box({picture})")
                else:
                    self.write("][" if number and isinstance(node.parent, nodes.figure) else "")
                    self.write(f"#drawing({picture})\n\n")
        raise nodes.SkipNode

    def visit_image(self, node: nodes.Element) -> None:
        file = self.builder.images.get(node["uri"])
        if file is None:
            logger.warning("the PDF cannot hold the picture '%s'", node["uri"], location=node.parent, type="pdf")
            raise nodes.SkipNode
        if not node.get("alt"):
            logger.warning("a picture needs alternative text", location=node.parent, type="pdf", subtype="alt")
        options = [quoted(f"images/{file}"), f"alt: {quoted(node.get('alt') or file)}"]
        if match := LENGTH.fullmatch(node.get("width", "")):
            number, unit = float(match[1]), match[2]
            if unit != "%":  # a pixel of the web is 1/96 inch
                number, unit = number * POINTS, "pt"
            options.append(f"width: {number:g}{unit}")
        inline = isinstance(node.parent, nodes.TextElement) and len(node.parent.children) > 1
        self.write(f"#{'box(' if inline else 'block(breakable: false, '}image({', '.join(options)}))")
        raise nodes.SkipNode

    def visit_figure(self, node: nodes.Element) -> None:
        drawn = [printed(each.astext()) for each in node.findall(svg_picture) if not each.get("narrow")]
        is_long = any(len(picture.pieces) > 1 for picture in drawn)
        is_turned = any(picture.is_turned for picture in drawn)
        seeks_room = FLOATING in node["classes"] or is_long or is_turned
        function = "plate" if seeks_room else "illustration"
        captions = [child for child in node.children if isinstance(child, (nodes.caption, nodes.legend))]
        self.write(f"#{function}(")
        if captions:
            self.figures += 1
            name = _("Figure {number}.").format(number=self.figures)
            self.write(f"[#strong[#{quoted(name)}] ")
            for caption in captions:
                node.remove(caption)
                self.write_nodes(caption.children)
                self.write(" ")
            goes_on = _("It goes on at the head of the next page, and so do the lines that are cut at its foot.")
            self.write(f"{self.words(goes_on)}]" if is_long else "]")
        else:
            self.write("none")
        if is_long:
            continued = _("Figure {number}, continued.").format(number=self.figures)
            self.write(f", continued: [#strong{self.content(continued)}]")
        if is_turned:
            self.write(", turned: true")
        if FOOT in node["classes"]:
            self.write(", foot: true")
        self.write(")[")
        self.set_anchors()  # what leads to a figure leads to where it comes to stand

    def depart_figure(self, node: nodes.Element) -> None:
        self.write("]\n\n")

    def visit_literal_block(self, node: nodes.Element) -> None:
        language = node.get("language", "none")
        language = "none" if language in ("none", "default", "text") else quoted(language)
        self.write(f"#listing(language: {language}, {quoted(broken(node.astext()))})\n\n")
        raise nodes.SkipNode


def carries_drawing(node: nodes.Node | None) -> bool:
    """Whether this is a long paragraph on a count with its drawing below, which takes the last lines of it along."""
    if not isinstance(node, nodes.paragraph) or "record-meta" in node["classes"]:
        return False
    if not isinstance(node.parent, nodes.section) or "count" not in node.parent["classes"]:
        return False
    following = node.next_node(descend=False, siblings=True)
    return isinstance(following, svg_picture) and not following.get("narrow") and letters_of(node) >= HUNG


def key_below(node: nodes.Element) -> nodes.Element | None:
    """The words below a drawing of a count that say what its shapes mean."""
    following = node.next_node(descend=False, siblings=True)
    return following if isinstance(following, nodes.paragraph) and KEY in following["classes"] else None


def broken(code: str) -> str:
    """Code whose lines can all be broken: a run without a space that is longer than a line gets joints."""
    return re.sub(rf"\S{{{LINE},}}", lambda run: jointed(run[0]) if len(run[0]) > LONGEST_WORD else run[0], code)
