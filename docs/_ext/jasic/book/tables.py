"""Tables: widths after what the columns hold, and pages on their side for those that are too wide."""

import itertools
import re
from collections.abc import Sequence

from docutils import nodes

from ..nodes.elements import captioned_table, folded
from ..nodes.pictures import svg_picture
from .cross_references import ReferenceWriter
from .markup import BREAK, boolean, printed
from .measures import GUTTER, LETTER, LYING_WIDTH, TEXT_WIDTH
from .nodes import enclosing, letters_of, previous

MANY, TIGHT = 4, "tight-table"  # columns beyond which a table is set smaller, and what the measures call that
SHORT_CELL = 14  # letters of a column that is as wide as its longest cell
LONGEST_UNBROKEN = 700  # letters of a cell that is kept on one page
USUAL_COLUMNS = 2  # of a table; in one with more, as many letters are higher
KEPT_ROWS = 2  # first and last rows of a table that do not stand alone on a page
SHORT_TABLE, SHORT_BELOW_DRAWING = 700, 250  # letters of a table that is kept on one page, and with a drawing above it
PAGE_REFERENCE = 9  # letters of ` (p. 291)`, which stands behind what leads to another place
RAGGED = 3  # letters by which a line falls short of its column
STEPS, HIGHEST = 30, 5  # see `lowest`
# Marks of cells: what is printed once for several rows, and of the one that is, the letters beside it.
JOINED, JOINED_LETTERS = "joined", "joined-letters"
PIECE = re.compile(rf"[^\s{BREAK}]+")  # of a text, that is kept on one line


class TableWriter(ReferenceWriter):
    """Writes tables."""

    def visit_table(self, node: nodes.Element) -> None:
        caption = node[0] if isinstance(node[0], nodes.title) else None
        # The words above what unfolds on the website say already what this is, or a heading does.
        if caption is not None and (isinstance(node.parent, folded) or repeats_heading(caption)):
            node.remove(caption)
            caption = None
        join_repeated(node)
        self.lay(node)
        # The drawing above one stays with its first row, so that both together may be high.
        above = previous(node.parent if isinstance(node.parent, folded) else node)
        shortest = SHORT_BELOW_DRAWING if isinstance(above, svg_picture) else SHORT_TABLE
        is_high = len(columns_of(node)) > MANY or any(node.findall(svg_picture))  # for its few letters
        keep = letters_of(node) < shortest and not is_high
        self.write(f"#captioned-table(keep: {boolean(keep)})")
        self.write("[")
        if caption is not None:
            self.write_nodes(caption.children)
            node.remove(caption)
        self.write("]")

    def lay(self, node: nodes.Element) -> None:
        """Open pages on their side for a table that needs them, unless its heading has."""
        if "lies" not in node:
            node["lies"] = self.is_too_wide(node) and self.may_open_pages(node)
            self.write("#lying[" if node["lies"] else "")

    def depart_table(self, node: nodes.Element) -> None:
        self.write("]\n\n" if node["lies"] else "\n\n")

    def may_open_pages(self, node: nodes.Element) -> bool:
        """Whether nothing but sections lies around a table: only there can pages be turned."""
        parent = node.parent
        while isinstance(parent, nodes.section) and "record" not in parent["classes"]:
            parent = parent.parent
        return not isinstance(parent, nodes.section) and not isinstance(parent, (nodes.TextElement, nodes.Sequential))

    def is_too_wide(self, node: nodes.Element) -> bool:
        """Whether the longest words of all columns do not fit beside each other, at the smaller size."""
        cells = columns_of(node)
        least = sum(max((longest_word(cell) for cell in column), default=0) for column in cells)
        return least * LETTER[TIGHT] + GUTTER[TIGHT] * (len(cells) - 1) > TEXT_WIDTH

    def visit_tgroup(self, node: nodes.Element) -> None:
        is_given = "colwidths-given" in node.parent["classes"] or isinstance(node.parent, captioned_table)
        given = [column["colwidth"] for column in node.findall(nodes.colspec)] if is_given else []
        columns = self.widths(columns_of(node), LYING_WIDTH if node.parent["lies"] else TEXT_WIDTH, given)
        self.rows, self.kept = 0, kept_rows(node)
        options = f"tight: {boolean(len(columns) > MANY)}, kept: {boolean(bool(self.kept))}"
        self.write(f"[#data-table(columns: ({', '.join(columns)},), {options}, ")

    def widths(self, columns: list[list[nodes.Element]], width: float, given: Sequence[float]) -> list[str]:
        """Short columns are as wide as their longest cell; the others share the rest so that the table is low.

        Where shares are `given` they hold for all columns, but for one that is narrower than its longest word.
        """
        form = TIGHT if len(columns) > MANY else "table"
        letter, gutter = LETTER[form], GUTTER[form]
        room = width - gutter * (len(columns) - 1)
        shares = list(given)
        if not given:
            longest = [max((len(cell.astext()) for cell in column), default=0) for column in columns]
            room -= sum(size * letter for size in longest if size <= SHORT_CELL)
            others = iter(lowest([column for column, size in zip(columns, longest) if size > SHORT_CELL], room, letter))
            shares = [0.0 if size <= SHORT_CELL else next(others) + gutter for size in longest]
        widths = []
        for column, share in zip(columns, shares):
            # A name is not divided, and so no column is narrower than one.
            least = max(map(longest_word, column), default=0) * letter + gutter
            fits = share * room / max(sum(shares), 1) >= least
            is_alone = sum(map(bool, shares)) < 2
            widths.append("auto" if not share else f"{share:.4g}fr" if fits or is_alone else f"{least:.4g}pt")
        return widths

    def depart_tgroup(self, node: nodes.Element) -> None:
        self.write(")]")

    def visit_thead(self, node: nodes.Element) -> None:
        """A head is printed again on the next page, its links as plain words; one with a note is not."""
        has_note = next(node.findall(nodes.footnote_reference), None) is not None
        self.in_title = not has_note
        self.write(f"table.header(repeat: {boolean(not has_note)}, ")

    def depart_thead(self, node: nodes.Element) -> None:
        self.in_title = False
        self.write("),\n")

    rows = 0  # of the table so far
    kept: Sequence[tuple[int, int]] = ()  # see `kept_rows`

    def depart_row(self, node: nodes.Element) -> None:
        begins = dict(self.kept).get(self.rows)
        if begins:
            self.write(f"keeping({begins}),")
        elif self.kept and not any(place < self.rows < place + number for place, number in self.kept):
            self.write("[],")
        self.rows += 1
        self.write("\n")

    def visit_entry(self, node: nodes.Element) -> None:
        if JOINED in node:
            raise nodes.SkipNode
        spans = {"colspan": node.get("morecols", 0) + 1, "rowspan": node.get("morerows", 0) + 1}
        options = [f"{name}: {count}" for name, count in spans.items() if count > 1]
        options += [f"align: {side}" for side in ("left", "center", "right") if f"text-{side}" in node["classes"]]
        # A drawing and its words stay on one page, and so does a row that is not long.
        if next(node.findall(svg_picture), None) or node.get(JOINED_LETTERS, letters_of(node)) < LONGEST_UNBROKEN:
            options.append("breakable: false")
        self.is_narrow, self.in_cell = is_narrow(node), True
        self.write(f"table.cell({', '.join(options)})[" + ("#strong[" if self.is_heading(node) else ""))

    def depart_entry(self, node: nodes.Element) -> None:
        self.is_narrow = self.in_cell = False
        self.write("]], " if self.is_heading(node) else "], ")

    def is_heading(self, entry: nodes.Element) -> bool:
        return isinstance(entry.parent.parent, nodes.thead)


def join_repeated(table: nodes.Element) -> None:
    """Print the head of rows once that say the same at their head, such as the question that they answer."""
    entries = list(table.findall(nodes.entry))
    if any("morerows" in cell for cell in entries):
        return
    heads = (cell for cell in entries if cell is cell.parent[0] and isinstance(cell.parent.parent, nodes.tbody))
    for _said, cells in itertools.groupby(heads, key=nodes.Element.pformat):  # links and notes are the same too
        first, *others = cells
        if not others or not first.astext().strip():
            continue
        first["morerows"] = len(others)
        first[JOINED_LETTERS] = sum(max(map(letters_of, cell.parent.children)) for cell in (first, *others))
        for cell in others:
            cell[JOINED] = True


def kept_rows(table: nodes.Element) -> list[tuple[int, int]]:
    """The first rows of a table and the last: number of the first of them, and how many are kept on one page.

    High ones are not, nor those with drawings; of a short table all are.
    """
    if next(table.findall(svg_picture), None):  # each row is high
        return []
    rows = list(table.findall(nodes.row))
    body = [row for row in rows if isinstance(row.parent, nodes.tbody)]
    first, last = len(rows) - len(body), len(rows) - KEPT_ROWS
    ends = [(first, KEPT_ROWS), (last, KEPT_ROWS)] if len(body) >= 2 * KEPT_ROWS else [(first, len(body))]

    def letters(place: int, number: int) -> int:  # of the longest cell in each row
        return sum(max(map(letters_of, row.children), default=0) for row in rows[place : place + number])

    narrow = len(columns_of(table)) / USUAL_COLUMNS
    return [end for end in ends if end[1] > 1 and letters(*end) * narrow < LONGEST_UNBROKEN]


def lowest(columns: list[list[nodes.Element]], room: float, letter: float) -> list[float]:
    """The widths in points of columns that share some room, chosen so that the rows are about as low as can be.

    Each begins with its longest word; the rest is given away in small steps, each to whom it helps most. A row is as
    high as its highest cell; high powers stand for that, for by them the second highest counts a little too.
    """
    widths = [(max(map(longest_word, column), default=1)) * letter for column in columns]
    lengths = [[length_of(cell) * letter for cell in column] for column in columns]

    def lines(length: float, width: float) -> float:
        return max(length / max(width - RAGGED * letter, letter), 1.0) ** HIGHEST

    powers = [[lines(length, width) for length in cells] for cells, width in zip(lengths, widths)]
    rows = [sum(cells) for cells in itertools.zip_longest(*powers, fillvalue=0.0)]
    step = max(room - sum(widths), 0) / STEPS
    for _step in range(STEPS if columns else 0):
        tried = []
        for cells, old, width in zip(lengths, powers, widths):
            new = [lines(length, width + step) for length in cells]
            changed = [row - before + after for row, before, after in zip(rows, old, new)]
            tried.append((sum(row ** (1 / HIGHEST) for row in changed), changed, new))
        best = min(range(len(tried)), key=lambda column: tried[column][0])
        _height, changed, powers[best] = tried[best]
        rows[: len(changed)] = changed
        widths[best] += step
    return widths


def repeats_heading(caption: nodes.title) -> bool:
    """Whether the section around a table has the words of its caption as its title."""
    section = enclosing(caption, nodes.section)
    title = section.next_node(nodes.title) if section is not None else None
    return title is not None and title is not caption and title.astext() == caption.astext()


def columns_of(table: nodes.Element) -> list[list[nodes.Element]]:
    """The cells of a table by column; one that spans several counts for none."""
    columns: list[list[nodes.Element]] = [[] for _column in table.findall(nodes.colspec)]
    for row in table.findall(nodes.row):
        place = 0
        for cell in row.children:
            assert isinstance(cell, nodes.Element)
            span = cell.get("morecols", 0) + 1
            if span == 1 and place < len(columns):
                columns[place].append(cell)
            place += span
    return columns


def length_of(cell: nodes.Element) -> int:
    """The letters of a cell with the pages that the book will give in it, for each link that is no citation."""
    links = sum("cites" not in link.parent for link in cell.findall(nodes.reference))
    return len(cell.astext()) + PAGE_REFERENCE * links


def is_narrow(cell: nodes.Element) -> bool:
    """Whether a cell stands in one of many columns, where also a short address may break."""
    return len(cell.parent.children) > MANY


def longest_word(cell: nodes.Element) -> int:
    """The letters of the longest word of a cell, as far as it is not broken; those of a head are bold and wider."""
    longest = max(map(len, PIECE.findall(printed(cell.astext(), is_narrow(cell)))), default=0)
    return longest + 1 if isinstance(cell.parent.parent, nodes.thead) else longest
