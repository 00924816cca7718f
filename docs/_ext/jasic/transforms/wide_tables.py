"""Tables of many columns on a phone: each row is a block of its own, in which each cell says what its column is called.

Style shows these names only where the rows are blocks. Tables of numbers that are read down and across, such as that
of sources by stream and year, are no such tables: of those that views make, only the ones that ask for it by class.
"""

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform

from ..model.markup import UNSEARCHED
from ..nodes.elements import captioned_table
from ..nodes.factory import NodeFactory
from ..nodes.tables import STACKED

MANY_COLUMNS = 3  # from here on the words of a cell have no room on a phone


class StackWideTables(SphinxPostTransform):
    """Gives each cell of a table of many columns the name of its column."""

    default_priority = 710  # after citations have their form, which counts what stands before them

    def run(self, **kwargs: Any) -> None:
        if not NodeFactory.for_transform(self).for_website:
            return
        for table in self.document.findall(nodes.table):
            if table.parent["ids"] == table["ids"]:  # Furo wraps each table and gives the wrapper its address too
                table.parent["ids"] = []
            names = column_names(table)
            if len(names) < MANY_COLUMNS or (isinstance(table, captioned_table) and STACKED not in table["classes"]):
                continue
            if STACKED not in table["classes"]:
                table["classes"].append(STACKED)
            for row in body_rows(table):
                for name, cell in zip(names[1:], row.children[1:]):  # the first cell names the row
                    if name and isinstance(cell, nodes.entry) and cell.children:
                        # A paragraph of its own, since its language may be another than that of the cell.
                        cell.insert(0, nodes.paragraph("", f"{name}:", classes=["column-name", UNSEARCHED]))


def column_names(table: nodes.table) -> list[str]:
    head = table.next_node(nodes.thead)
    return [cell.astext() for cell in head[0].children] if head else []


def body_rows(table: nodes.table) -> list[nodes.row]:
    body = table.next_node(nodes.tbody)
    return list(body.findall(nodes.row)) if body else []


def setup(app: Sphinx) -> None:
    app.add_post_transform(StackWideTables)
