"""How figures look, in one style sheet for the website, the book and the e-book.

What all share stands in drawing/figure.css and, for strips of events, in drawing/lanes.css; what one has of its own
lies beside its module, under the same name.
"""

from functools import cache
from pathlib import Path

from ..drawing import palette

FOLDER = Path(__file__).parent
SHARED = [Path(palette.__file__).with_name(name) for name in ("figure.css", "lanes.css")]


@cache
def style_sheet() -> str:
    """All rules for figures: first those that a figure may change, last the colours of streams and speakers."""
    rules = [file.read_text(encoding="utf-8") for file in (*SHARED, *sorted(FOLDER.glob("*.css")))]
    return "\n".join([*rules, palette.shapes_as_css()])
