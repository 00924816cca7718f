"""How figures look, in one style sheet for the website, the book and the e-book.

What all share stands in figure.css and, for strips of events, in lanes.css; what one has of its own lies beside the
module that draws it, under the same name.
"""

from functools import cache
from pathlib import Path

from . import palette

FOLDER = Path(__file__).parent
SHARED = ("figure", "lanes")  # first, since what one has of its own may differ


@cache
def style_sheet() -> str:
    """All rules for figures; last, the colours of the shapes of streams and speakers."""
    own = sorted({file.stem for file in FOLDER.glob("*.css")}.difference(SHARED))
    rules = [(FOLDER / f"{name}.css").read_text(encoding="utf-8") for name in (*SHARED, *own)]
    return "\n".join([*rules, palette.shapes_as_css()])
