"""The pictures of the site, the book and the e-book, made from the records: one module for each, and nothing elsewhere.

A module has a function with `@view` above it, by whose name pages ask for the figure, or `@record_part`, where records
do; the drawing; and the list or the table beside it, since a figure says nothing that is not told in words too. The
shapes of evidence.py stand in lines of words, which ask for them. A style sheet of the module's name lies beside it
where the drawing has lines and sizes of its own. What several are drawn with is in the folder drawing, with its styles.

A figure is a static SVG, so that it needs neither a script nor a file of its own. Its shapes are those of the tables in
model/.
"""

from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

from ..drawing import palette

FOLDER = Path(__file__).parent
SHARED = [Path(palette.__file__).with_name(name) for name in ("figure.css", "lanes.css")]

for module in iter_modules(__path__, f"{__name__}."):  # to import one registers its views
    import_module(module.name)


@cache
def styles() -> str:
    """How figures look in every medium: first what all share, which each may change, last their colours."""
    rules = [file.read_text(encoding="utf-8") for file in (*SHARED, *sorted(FOLDER.glob("*.css")))]
    return "\n".join([*rules, palette.shapes_as_css(), palette.chosen_colours_as_css()])
