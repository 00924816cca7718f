"""Counts that disagree: the list in a count becomes a figure of all versions and a table of who says which."""

import re

from docutils import nodes

from ..figures.counts import Version, count_strip
from ..model.records import Figure, Record
from ..model.sources import STREAMS
from ..translation import _
from .nodes import NodeFactory, cell, fold, pending, table
from .pictures import svg_picture

COLUMN_WIDTHS = (20, 58, 22)
COLON = re.compile(r"\s*[:：]\s*")  # between a figure and whoever says so; a translation may have the Chinese one


def with_pending_tables(record: Record, content: list[nodes.Node]) -> list[nodes.Node]:
    """The content of a record; a list of figures or situations waits, as writers know it, to become a table."""
    view, items = ("situations", record.situations) if record.situations else ("figures", record.figures)
    return [
        pending(view, record.id, node) if isinstance(node, nodes.bullet_list) and len(node) == len(items) > 0 else node
        for node in content
    ]


def figures(make: NodeFactory, record_id: str, items: nodes.bullet_list) -> list[nodes.Node]:
    """The figures of a count, drawn, and below them the table made of the list items that they were read from."""
    record = make.project.records[record_id]
    rows = []
    for figure, item in zip(record.figures, items.children):
        text, who = split_item(item.children[0], figure.text)
        rows.append([cell(nodes.Text(text)), cell(*who), cell(streams_in_words(make, figure))])
    who_says = table(record.title, [_("Figure"), _("Who says so"), _("Stream")], rows, COLUMN_WIDTHS, ["count"])
    return [strip(make, record), fold(_("Who says which"), who_says)]


def strip(make: NodeFactory, record: Record) -> svg_picture:
    """The figures of a count on one axis, for its own page or any other."""
    versions = [Version(figure, streams_of(make, figure)) for figure in record.figures]
    said = "; ".join(figure.text for figure in record.figures)
    return svg_picture("", count_strip(record.title, versions), format="svg", alt=f"{record.title}: {said}")


def split_item(paragraph: nodes.Node, figure: str) -> tuple[str, list[nodes.Node]]:
    """The figure before the colon and what stands behind it; a translation without a colon is left whole."""
    first, *rest = paragraph.children
    parts = COLON.split(first.astext(), maxsplit=1)
    return (parts[0], [nodes.Text(parts[1]), *rest]) if len(parts) > 1 else (figure, [first, *rest])


def streams_of(make: NodeFactory, figure: Figure) -> list[str]:
    """The streams of evidence of the sources of a figure, each once."""
    return list(dict.fromkeys(make.project.sources[key].get("stream") for key in figure.keys))


def streams_in_words(make: NodeFactory, figure: Figure) -> nodes.inline:
    streams = ", ".join(str(STREAMS[name].label) for name in streams_of(make, figure))
    return nodes.inline("", streams or str(_("none named")), classes=["streams", "no-search"])
