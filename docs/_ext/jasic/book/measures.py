"""Measures of the book's page that both the template and those who write for it need: the template is told them.

Change the size of the book or of its type here.
"""

from math import floor

# In millimetres.
PAPER = {"width": 170, "height": 240}  # two pages fit one sheet of A4, slightly reduced
MARGIN = {"inside": 17, "outside": 20, "top": 19, "bottom": 17}
# In points.
MM = 72 / 25.4
PITCH = 12.6  # from line to line
SIZE = {"body": 9.8, "apparatus": 8.1, "table": 8, "tight-table": 7.6, "note": 7.6}  # of type
LETTER = {"table": 4.2, "tight-table": 3.8}  # what a letter takes on average, at the sizes above
GUTTER = {"table": 11.37, "tight-table": 6.8}  # between the columns of a table; one of many columns is tight
# The text block of a page, and of one on its side, whose margins are those of its top and inside.
TEXT_WIDTH = floor((PAPER["width"] - MARGIN["inside"] - MARGIN["outside"]) * MM)
TEXT_HEIGHT = floor((PAPER["height"] - MARGIN["top"] - MARGIN["bottom"]) * MM)
LYING_WIDTH = floor((PAPER["height"] - 2 * MARGIN["top"]) * MM)


def written() -> str:
    """A Typst file that defines them for the template."""
    tables = (("paper", PAPER, "mm"), ("margin", MARGIN, "mm"), ("size", SIZE, "pt"), ("gutter", GUTTER, "pt"))
    return f"#let pitch = {PITCH}pt\n" + "".join(
        f"#let {name} = ({', '.join(f'{key}: {length}{unit}' for key, length in lengths.items())})\n"
        for name, lengths, unit in tables
    )
