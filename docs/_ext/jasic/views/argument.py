"""The debate as pictures and tables: a small map for each question, the thread, the matrix, what is unanswered.

A map is a static SVG: time runs downwards, each speaker has a column and a shape, each relation a
line of its own, so neither colour nor a script is needed. Its text equivalent is the thread below.
"""

from html import escape

from docutils import nodes

from ..book.translator import quoted
from .nodes import join_nodes

COLUMN, ROW, RADIUS, TOP = 86, 42, 13, 46  # in SVG units; three columns fit a phone
SHAPES = {"A": "circle", "X": "square", "SF": "diamond"}
RELATIONS = {
    "answers": ("answers", ""),
    "supports": ("supports", "6 3"),
    "qualifies": ("qualifies", "2 3"),
    "concedes-to": ("concedes to", "8 3 2 3"),
}


LEGEND = (
    "Circle: A; square: X; diamond: SF; octagon: unnamed. "
    "An unbroken line answers, long dashes support, dots qualify, dashes and dots concede."
)


def claims_on(project, topic):
    """The claims on one question in the order of the exchange, which is the order on its page."""
    return [
        record
        for page in project.pages.values()
        for record in page.records
        if record.kind == "claim" and record.get("topic") == topic
    ]


def speakers(claims):
    return list(dict.fromkeys(claim.get("by") for claim in claims))


def links_between(claims):
    """Pairs of numbers with their relation: (from, to, 'answers')."""
    number = {claim.id: n for n, claim in enumerate(claims)}
    return [
        (number[claim.id], number[other], relation)
        for claim in claims
        for relation in RELATIONS
        for other in claim.items(relation)
        if other in number
    ]


def svg(claims, label):
    """The map as SVG text; numbers are those of the thread."""
    columns = speakers(claims)
    place = [(COLUMN * (columns.index(claim.get("by")) + 0.5), TOP + ROW * n) for n, claim in enumerate(claims)]
    width, height = COLUMN * len(columns), TOP + ROW * len(claims)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'role="img" aria-label="{escape(label)}" font-family="sans-serif" font-size="12">',
        '<defs><marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">'
        '<path d="M0 0 8 4 0 8z" fill="currentColor"/></marker></defs>',
    ]
    for number, name in enumerate(columns):
        x = COLUMN * (number + 0.5)
        parts.append(
            f'<text x="{x:g}" y="16" text-anchor="middle" font-weight="bold" fill="currentColor">{escape(name)}</text>'
        )
    for start, end, relation in links_between(claims):
        parts.append(edge(place[start], place[end], RELATIONS[relation][1]))
    for number, (claim, (x, y)) in enumerate(zip(claims, place), 1):
        parts.append(shape(SHAPES.get(claim.get("by"), "octagon"), x, y))
        parts.append(f'<text x="{x:g}" y="{y + 4:g}" text-anchor="middle" fill="currentColor">{number}</text>')
    return "".join([*parts, "</svg>"])


def edge(start, end, dashes):
    """A bent line from the rim of one node to the rim of another; lines in one column pass beside it."""
    (x1, y1), (x2, y2) = start, end
    up = 1 if y2 < y1 else -1
    bend = 30 if x1 == x2 else 0
    middle = (x1 + x2) / 2 + bend * (1 + abs(y1 - y2) / 400), (y1 + y2) / 2
    side = RADIUS * (0.7 if x1 == x2 else 0)
    first, last = (x1 + side, y1 - up * RADIUS * 0.9), (x2 + side, y2 + up * RADIUS * 1.05)
    path = "M{:g} {:g}Q{:g} {:g} {:g} {:g}".format(*first, *middle, *last)
    style = f' stroke-dasharray="{dashes}"' if dashes else ""
    return f'<path d="{path}" fill="none" stroke="currentColor" stroke-width="1.2"{style} marker-end="url(#arrow)"/>'


def shape(name, x, y):
    r = RADIUS
    style = 'fill="none" stroke="currentColor" stroke-width="1.5"'
    if name == "circle":
        return f'<circle cx="{x:g}" cy="{y:g}" r="{r}" {style}/>'
    if name == "square":
        return f'<rect x="{x - r:g}" y="{y - r:g}" width="{2 * r}" height="{2 * r}" {style}/>'
    offsets = {"diamond": [(0, -17), (17, 0), (0, 17), (-17, 0)]}.get(
        name, [(-6, -r), (6, -r), (r, -6), (r, 6), (6, r), (-6, r), (-r, 6), (-r, -6)]
    )
    points = " ".join(f"{x + dx:g},{y + dy:g}" for dx, dy in offsets)
    return f'<polygon points="{points}" {style}/>'


def argument_map(make, topic):
    """The map of one question, with what its shapes and lines mean, and the thread as its equivalent."""
    claims = claims_on(make.project, topic)
    if not claims:
        return []
    label = f"Map of {len(claims)} claims; the list below says the same in words"
    picture = svg(claims, label)
    drawing = quoted(picture.replace("currentColor", "#222222"))
    typst_picture = f'#figure(image(bytes({drawing}), format: "svg", alt: {quoted(label)}))\n\n'
    found = nodes.container(classes=["argument-map"])
    if make.builder.format == "html":
        found += nodes.raw("", picture, format="html")
    found += nodes.raw("", typst_picture, format="typst")
    found += nodes.paragraph("", LEGEND, classes=["record-meta"])
    return [found, thread(make, claims)]


def thread(make, claims):
    """The claims of a question as a numbered list: who, what, and how it bears on the others."""
    number = {claim.id: n for n, claim in enumerate(claims, 1)}
    found = nodes.enumerated_list(classes=["thread"], enumtype="arabic", prefix="", suffix=".")
    for claim in claims:
        line = nodes.paragraph("", f"{claim.get('by')}: ")
        line += make.link(claim)
        relations = []
        for relation, (words, _) in RELATIONS.items():
            others = [number.get(other) or make.project.records[other].get("by") for other in claim.items(relation)]
            within = [str(other) for other in others if isinstance(other, int)]
            outside = len(others) - len(within)
            if within:
                relations.append(f"{words} {', '.join(within)}")
            if outside:
                relations.append(f"{words} {outside} on another page")
        if relations:
            line += nodes.Text(f" ({'; '.join(relations)})")
        if not make.project.named_by(claim, "answers") and claim.get("type") in ("claim", "question"):
            line += [nodes.Text(" "), nodes.emphasis("", "No reply found.")]
        found += nodes.list_item("", line)
    return found


def matrix(make, _):
    """Questions by speakers: how many claims, with a link to the first of each."""
    topics = list(dict.fromkeys(claim.get("topic") for claim in make.project.in_page_order("claim")))
    names = ["A", "X", "SF", "unnamed"]
    head = nodes.thead("", row([[nodes.Text(text)] for text in ("Question", *names)]))
    body = nodes.tbody()
    for topic in topics:
        claims = claims_on(make.project, topic)
        page = make.project.pages[claims[0].docname]
        cells = [[make.page_link(page)]]
        for name in names:
            said = [claim for claim in claims if claim.get("by") == name]
            cells.append([make.link(said[0], f"{len(said)}")] if said else [nodes.Text("–")])
        body += row(cells)
    columns = [nodes.colspec(colwidth=width) for width in (52, 12, 12, 12, 12)]
    return [nodes.table("", nodes.tgroup("", *columns, head, body, cols=5), classes=["matrix"])]


def unanswered(make, _):
    """Claims and questions that nothing in the exchange answers, by question."""
    rows = []
    for topic in dict.fromkeys(claim.get("topic") for claim in make.project.in_page_order("claim")):
        claims = claims_on(make.project, topic)
        open_ones = [
            claim
            for claim in claims
            if claim.get("type") in ("claim", "question") and not make.project.named_by(claim, "answers")
        ]
        if open_ones:
            links = [[nodes.Text(f"{claim.get('by')}: "), make.link(claim)] for claim in open_ones]
            rows.append((make.project.pages[claims[0].docname].title, join_nodes(links, "; ")))
    return make.facts(rows)


def in_order(project):
    return [record for page in project.pages.values() for record in page.records if record.kind == "claim"]


def row(cells):
    return nodes.row("", *(nodes.entry("", nodes.paragraph("", "", *cell)) for cell in cells))
