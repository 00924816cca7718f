"""Counts that disagree: the list in a count becomes a table with a bar for each figure.

The bars are drawn with block characters, so that they stand in HTML, EPUB and PDF alike and need neither a picture
nor a script; the figure beside each says the same in words.
"""

import re

from docutils import nodes

from ..model.records import Figure, Record
from ..model.sources import STREAMS
from ..translation import _
from .nodes import NodeFactory, cell, pending, table

BAR_WIDTH = 24  # in characters
COLUMN_WIDTHS = (25, 25, 25, 25)
COLON = re.compile(r"\s*[:：]\s*")  # between a figure and whoever says so; a translation may have the Chinese one


def with_pending_tables(record: Record, content: list[nodes.Node]) -> list[nodes.Node]:
    """The content of a count; its list of figures waits, as writers and translators know it, to become a table."""
    return [
        pending("figures", record.id, node)
        if isinstance(node, nodes.bullet_list) and len(node) == len(record.figures) > 0
        else node
        for node in content
    ]


def figures(make: NodeFactory, record_id: str, items: nodes.bullet_list) -> list[nodes.Node]:
    """A table for the figures of a count and the list items that they were read from."""
    record = make.project.records[record_id]
    top = max(figure.high for figure in record.figures)
    rows = []
    for figure, item in zip(record.figures, items.children):
        text, who = split_item(item.children[0], figure.text)
        drawn = nodes.literal("", bar(figure, top), classes=["bar"])
        rows.append([cell(nodes.Text(text)), cell(drawn), cell(*who), cell(streams_of(make, figure))])
    head = [_("Figure"), _("0 to {number}").format(number=top), _("Who says so"), _("Stream")]
    return [table(record.title, head, rows, COLUMN_WIDTHS, ["count"])]


def split_item(paragraph: nodes.Node, figure: str) -> tuple[str, list[nodes.Node]]:
    """The figure before the colon and what stands behind it; a translation without a colon is left whole."""
    first, *rest = paragraph.children
    parts = COLON.split(first.astext(), maxsplit=1)
    return (parts[0], [nodes.Text(parts[1]), *rest]) if len(parts) > 1 else (figure, [first, *rest])


def bar(figure: Figure, top: int) -> str:
    """A bar from `low` to `high` on a scale from 0 to `top`; at least one block is filled."""
    start = min(round(figure.low / top * BAR_WIDTH), BAR_WIDTH - 1)
    end = max(round(figure.high / top * BAR_WIDTH), start + 1)
    return "░" * start + "█" * (end - start) + "░" * (BAR_WIDTH - end)


def streams_of(make: NodeFactory, figure: Figure) -> nodes.inline:
    """The streams of evidence of the sources of a figure."""
    names = dict.fromkeys(make.project.sources[key].get("stream") for key in figure.keys)
    streams = ", ".join(str(STREAMS[name].label) for name in names)
    return nodes.inline("", streams or str(_("none named")), classes=["streams", "no-search"])
