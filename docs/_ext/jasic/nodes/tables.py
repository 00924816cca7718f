"""Tables of views, and the boxes that hide some of their rows."""

from collections.abc import Iterable, Mapping, Sequence
from html import escape

from docutils import nodes

from ..model.markup import UNSEARCHED
from .elements import captioned_table, head_cell

Cell = list[nodes.Element]  # of a table: its paragraphs, and whatever else a writer has put there
STACKED = "stacked"  # the class of tables of many columns, in which on a phone each row is a block of its own


def table(
    caption: str,
    head: Sequence[str | nodes.Node],
    rows: Iterable[Iterable[Cell]],
    widths: Sequence[int],
    classes: Sequence[str] = (),
) -> captioned_table:
    """A table with the names of its columns, whose widths are relative to each other; the first names the rows.

    It has no caption where that is empty. A column may be named by a picture.
    """
    names = (name if isinstance(name, nodes.Node) else nodes.Text(str(name)) for name in head)
    columns = [nodes.colspec(colwidth=width) for width in widths]
    # The same words above each table of a view are what nobody looks for, and would stand first in each result.
    heading = nodes.thead(
        "", nodes.row("", *(head_cell("", *cell(name), scope="col") for name in names)), classes=[UNSEARCHED]
    )
    body = nodes.tbody("", *map(_table_row, rows))
    group = nodes.tgroup("", *columns, heading, body, cols=len(columns))
    title = [nodes.title("", str(caption))] if caption else []
    return captioned_table("", *title, group, classes=list(classes))


def cell(*content: nodes.Node) -> Cell:
    """A cell of one paragraph."""
    return [nodes.paragraph("", "", *content)]


def _table_row(cells: Iterable[Cell]) -> nodes.row:
    name, *others = cells
    return nodes.row("", head_cell("", *name, scope="row"), *(nodes.entry("", *each) for each in others))


def filter_checkboxes(groups: Mapping[str, Mapping[str, str]]) -> nodes.raw:
    """Check boxes that hide entries by style alone (see website/style_sheet.py), as HTML: legend -> value -> label.

    Of a group without values nothing is shown.
    """
    fields = []
    for legend, values in groups.items():
        if not values:
            continue
        labels = "".join(
            f'<label><input type="checkbox" checked class="show-{value}"> {escape(str(label))}</label> '
            for value, label in values.items()
        )
        fields.append(f'<fieldset class="filter"><legend>{escape(str(legend))}</legend>{labels}</fieldset>')
    return nodes.raw("", "".join(fields), format="html")
