"""Wide tables as lists of their rows: a phone has no room for many columns, and a book cannot be scrolled aside.

So too tables with a drawing in each row, which needs the whole width to be read.
"""

from docutils import nodes

from ..nodes.factory import join_nodes

MOST_COLUMNS = 2  # that a page of 320 pixels holds without taking words apart
PAIR = 2  # columns, of which the second speaks for itself
SHORT = 12  # letters: a row of cells as short, such as numbers, is one line
NOTHING = ("", "·", "–")  # what tables have where there is nothing


def as_rows(table: nodes.table) -> list[nodes.Node]:
    """What stands in the place of a table: its caption, then of each row the first cell and the others by their heads.

    Nothing for a table that is narrow enough and holds no drawing, has no heads to name its cells by, or has cells that
    reach over several.
    """
    heads = [list(row.children) for row in table.findall(nodes.row) if isinstance(row.parent, nodes.thead)]
    bodies = list(table.findall(nodes.tbody))
    cells = list(table.findall(nodes.entry))
    spans = any(cell.get("morecols") or cell.get("morerows") for cell in cells)
    is_wide = any(len(row) > MOST_COLUMNS for row in heads) or any(True for _drawing in table.findall(nodes.raw))
    if len(heads) != 1 or len(bodies) != 1 or not is_wide or spans:
        return []
    names = [head.astext() for head in heads[0]]
    rows: list[nodes.Node] = [
        nodes.paragraph("", "", nodes.strong("", "", *title.children), ids=table["ids"])
        for title in table.findall(nodes.title)
    ]
    if len(names) == PAIR:
        rows.append(nodes.paragraph("", "", nodes.emphasis("", names[1])))  # once, and not in each row
    return [*rows, *(_row(names, row) for row in bodies[0].children if isinstance(row, nodes.row))]


def _row(names: list[str], row: nodes.row) -> nodes.container:
    first, *others = (cell for cell in row.children if isinstance(cell, nodes.Element))
    made = nodes.container("", ids=[*row["ids"], *first["ids"]], classes=["table-row"])
    made += nodes.paragraph("", "", nodes.strong("", "", *_words(first)))
    if len(names) == PAIR:
        made += others[0].children
        return made
    told = [(name, cell) for name, cell in zip(names[1:], others) if cell.astext().strip() not in NOTHING]
    if all(len(cell.astext()) <= SHORT for _name, cell in told):
        said = [[nodes.Text(f"{name}: "), *_words(cell)] for name, cell in told]
        made += nodes.paragraph("", "", *join_nodes(said, "; "))
        return made
    for name, cell in told:
        head = nodes.inline("", f"{name}:", classes=["column"])
        blocks = list(cell.children)
        words = blocks.pop(0).children if isinstance(blocks[0], nodes.paragraph) else []
        made += nodes.paragraph("", "", head, nodes.Text(" "), *words, ids=cell["ids"])
        made += blocks
    return made


def _words(cell: nodes.Element) -> list[nodes.Node]:
    """What stands in the paragraphs of a cell, in one line."""
    words: list[nodes.Node] = []
    for part in cell.children:
        if words:
            words.append(nodes.Text(" "))
        words += part.children if isinstance(part, nodes.paragraph) else [part]
    return words
