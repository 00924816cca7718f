"""How a figure is written: elements with attributes, put together to the text of one SVG.

The standard library's trees of XML do the escaping, so no word of a record can become markup.
"""

from xml.etree.ElementTree import Element, tostring

Attribute = str | float


def element(tag: str, *inside: Element | str, **attributes: Attribute) -> Element:
    """An element with its attributes; `inside` are elements, and at most one text, which stands before them.

    `class_` is the attribute `class`, `text_anchor` is `text-anchor`; numbers are rounded to a tenth of a unit.
    """
    made = Element(tag, {name.rstrip("_").replace("_", "-"): _written(value) for name, value in attributes.items()})
    for part in inside:
        if isinstance(part, str):
            made.text = part
        else:
            made.append(part)
    return made


def _written(value: Attribute) -> str:
    return value if isinstance(value, str) else f"{round(value, 1):g}"


def link(address: str, *inside: Element, **attributes: Attribute) -> Element:
    """A part of the figure that leads to an address; without one the part alone."""
    return element("a", *inside, href=address, **attributes) if address else element("g", *inside, **attributes)


def figure(width: float, height: float, name: str, description: str, *inside: Element, class_: str) -> str:
    """The whole SVG; `name` says what it is, `description` what it shows, to readers who do not see it.

    Sizes are in SVG units, which are pixels where nothing is scaled. It is a group, not one picture, since what
    stands in it may be links.
    """
    whole = element(
        "svg",
        element("title", name),
        element("desc", description),
        *inside,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {_written(width)} {_written(height)}",
        role="group",
        class_=f"figure {class_}",
        aria_label=name,
    )
    return tostring(whole, encoding="unicode")
