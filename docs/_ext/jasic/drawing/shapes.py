"""The alphabet of the figures: certainties, streams and speakers as the tables of model/ draw them.

Where a shape is not filled whole, its inside has the colour of the paper. It has the colour of the text (`color`) of
whatever it stands in. Many marks of a figure share one drawing of each shape, so that a hundred of them cost little.
"""

from collections.abc import Mapping
from xml.etree.ElementTree import Element

from ..model.record_kinds import Choice
from .svg import element

SIZE = 12.0  # the side of the square in which the tables draw


def shape(choice: Choice) -> list[Element]:
    """The paths of a shape, in the square of the tables: its outline and, where that differs, what is filled of it."""
    if choice.inked is None:
        return [element("path", d=choice.shape, class_="inked")]
    outline = element("path", d=choice.shape, class_="outlined")
    return [outline, element("path", d=choice.inked, class_="inked")] if choice.inked else [outline]


def drawn(choice: Choice, x: float, y: float, size: float = SIZE, **attributes: str) -> Element:
    """A shape with its middle at a place; `size` is the side of its square in SVG units."""
    return element("g", *shape(choice), transform=_transform(x, y, size), **attributes)


def shapes(figure: str, choices: Mapping[str, Choice]) -> Element:
    """What a figure draws once for `use` to repeat: the shape of each value of a table.

    `figure` is the name of the figure, which is its own on the page, because ids count for the page as a whole.
    """
    values = (element("g", *shape(choice), id=shape_id(figure, value)) for value, choice in choices.items())
    return element("defs", *values)


def shape_id(figure: str, value: str) -> str:
    return f"{figure}-{value}"


def use(figure: str, value: str, x: float, y: float, size: float = SIZE, **attributes: str) -> Element:
    """The shape of a value with its middle at a place; `size` is the side of its square in SVG units."""
    address = f"#{shape_id(figure, value)}"
    if size == SIZE:
        return element("use", href=address, x=x - SIZE / 2, y=y - SIZE / 2, **attributes)
    return element("use", href=address, transform=_transform(x, y, size), **attributes)


def _transform(x: float, y: float, size: float) -> str:
    """What brings the square of the tables to a place and a size."""
    moved = f"translate({round(x - size / 2, 1):.10g} {round(y - size / 2, 1):.10g})"
    return moved if size == SIZE else f"{moved} scale({size / SIZE:.3g})"
