"""Counts that disagree: the list in a count becomes a table with a bar for each figure.

The bars are drawn with block characters, so that they stand in HTML, EPUB and PDF alike and need
neither a picture nor a script; the figure beside each says the same in words.
"""

from docutils import nodes

from .nodes import pending

WIDTH = 24  # of a bar, in characters


def bar(figure, top):
    """A bar from `low` to `high` on a scale from 0 to `top`; at least one block is filled."""
    start = min(round(figure.low / top * WIDTH), WIDTH - 1)
    end = max(round(figure.high / top * WIDTH), start + 1)
    return "░" * start + "█" * (end - start) + "░" * (WIDTH - end)


def table(record, items):
    """A table for the figures of a count and the list items that they were read from."""
    top = max(figure.high for figure in record.figures)
    rows = nodes.tbody()
    for figure, item in zip(record.figures, items):
        who = item[0].deepcopy()
        first = who[0]
        who.replace(first, nodes.Text(first.astext()[len(figure.text) :].lstrip(": ")))
        drawn = nodes.literal("", bar(figure, top), classes=["bar"])
        streams = pending("streams", ",".join(figure.keys))
        rows += row(
            nodes.paragraph("", figure.text), nodes.paragraph("", "", drawn), who, nodes.paragraph("", "", streams)
        )
    head = nodes.thead(
        "", row(*(nodes.paragraph("", name) for name in ("Figure", f"0 to {top}", "Who says so", "Stream")))
    )
    group = nodes.tgroup("", *(nodes.colspec(colwidth=25) for _ in range(4)), head, rows, cols=4)
    return nodes.table("", group, classes=["count"])


def row(*cells):
    return nodes.row("", *(nodes.entry("", cell) for cell in cells))


def with_tables(record, content):
    """The content of a count with its list of figures as a table."""
    shown = []
    for node in content:
        is_figures = isinstance(node, nodes.bullet_list) and len(node) == len(record.figures) > 0
        shown.append(table(record, node) if is_figures else node)
    return shown
