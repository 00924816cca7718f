"""The alphabet of the figures: certainties, streams and speakers as the tables of model/ draw them.

A shape is drawn once in a figure and used as often as it is needed, so a hundred marks cost little. Where it is not
filled whole, its inside has the colour of the paper. It has the colour of the text (`color`) of whatever it stands in.
"""

from collections.abc import Mapping
from xml.etree.ElementTree import Element

from ..model.kinds import Choice
from .svg import element

SIZE = 12.0  # the side of the square in which the tables draw


def shape(choice: Choice) -> list[Element]:
    """The paths of a shape, in the square of the tables: its outline and, where that differs, what is filled of it."""
    if choice.inked is None:
        return [element("path", d=choice.shape, class_="inked")]
    outline = element("path", d=choice.shape, class_="outlined")
    return [outline, element("path", d=choice.inked, class_="inked")] if choice.inked else [outline]


def shapes(figure: str, choices: Mapping[str, Choice]) -> Element:
    """What a figure draws once for `use` to repeat: the shape of each value of a table.

    `figure` is the name of the figure, which is its own on the page, because ids count for the page as a whole.
    """
    return element(
        "defs",
        *(
            element("symbol", *shape(choice), id=shape_id(figure, value), viewBox=f"0 0 {SIZE:g} {SIZE:g}")
            for value, choice in choices.items()
        ),
    )


def shape_id(figure: str, value: str) -> str:
    return f"{figure}-{value}"


def use(figure: str, value: str, x: float, y: float, size: float = SIZE, **attributes: str) -> Element:
    """The shape of a value with its middle at a place; `size` is the side of its square in SVG units."""
    place = {"x": x - size / 2, "y": y - size / 2, "width": size, "height": size}
    return element("use", href=f"#{shape_id(figure, value)}", **place, **attributes)
