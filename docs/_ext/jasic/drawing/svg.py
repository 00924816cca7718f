"""How a figure is written: elements with attributes, put together to the text of one SVG.

The standard library's trees of XML do the escaping, so no word of a record can become markup. A figure has no id but
those of `shapes.py`, so two drawings can stand on one page.
"""

from xml.etree.ElementTree import Element, fromstring, tostring

from ..model.quotes import typographic

Attribute = str | float
NAMESPACE = "http://www.w3.org/2000/svg"


def element(tag: str, *inside: Element | str, **attributes: Attribute) -> Element:
    """An element with its attributes; `inside` are elements, and at most one text, which stands before them.

    `class_` is the attribute `class`, `text_anchor` is `text-anchor`; numbers are rounded to a tenth of a unit.
    """
    made = Element(tag, {name.rstrip("_").replace("_", "-"): _written(value) for name, value in attributes.items()})
    for part in inside:
        if isinstance(part, str):
            made.text = typographic(part)
        else:
            made.append(part)
    return made


def _written(value: Attribute) -> str:
    return value if isinstance(value, str) else f"{round(value, 1):.10g}"


def text(x: float, y: float, words: str, **attributes: Attribute) -> Element:
    """Words whose line begins at a place, or as `text_anchor` says."""
    return element("text", words, x=x, y=y, **attributes)


def rectangle(x: float, y: float, width: float, height: float, **attributes: Attribute) -> Element:
    """A rectangle by its upper left corner."""
    return element("rect", x=x, y=y, width=width, height=height, **attributes)


def line(x1: float, y1: float, x2: float, y2: float, **attributes: Attribute) -> Element:
    """A straight line from one place to another."""
    return element("line", x1=x1, y1=y1, x2=x2, y2=y2, **attributes)


def link(address: str, *inside: Element, **attributes: Attribute) -> Element:
    """A part of the figure that leads to an address; without one, as in the book, the part alone."""
    return element("a", *inside, href=address, **attributes) if address else element("g", *inside)


def figure(width: float, height: float, name: str, description: str, *inside: Element, class_: str) -> str:
    """The whole SVG; `name` says what it is, `description` what it shows, to readers who do not see it.

    Sizes are in SVG units, which are pixels where nothing is scaled. It is a group, not one picture, since what
    stands in it may be links.
    """
    return _whole(name, description, *inside, viewBox=_view_box(width, height), class_=class_)


def fluid_figure(height: float, name: str, description: str, *inside: Element, class_: str) -> str:
    """An SVG that is as wide as its place: what stands in it has places in per cent and keeps its size."""
    return _whole(name, description, *inside, width="100%", height=height, class_=class_)


def sign(width: float, height: float, words: str, *inside: Element, class_: str) -> str:
    """A small SVG that stands in a line of text, as one picture; `words` say the same to readers who do not see it.

    Without any, the line itself says it, and the picture is passed over.
    """
    size: dict[str, Attribute] = {"width": width, "height": height, "viewBox": _view_box(width, height)}
    if not words:
        return _svg(*inside, **size, class_=class_, aria_hidden="true")
    return _svg(element("title", words), *inside, **size, role="img", class_=class_, aria_label=words)


def read(svg: str) -> Element:
    """The elements of an SVG by their plain names, without the namespace. Raises ParseError where it is no XML."""
    root = fromstring(svg)
    for each in root.iter():
        each.tag = each.tag.removeprefix(f"{{{NAMESPACE}}}")
    return root


def _whole(name: str, description: str, *inside: Element, class_: str, **size: Attribute) -> str:
    words = (element("title", name), element("desc", description))
    return _svg(*words, *inside, **size, role="group", class_=f"figure {class_}", aria_label=name)


def _svg(*inside: Element, **attributes: Attribute) -> str:
    return str(tostring(element("svg", *inside, xmlns=NAMESPACE, **attributes), encoding="unicode"))


def _view_box(width: float, height: float) -> str:
    return f"0 0 {_written(width)} {_written(height)}"
