"""The map of an exchange: every claim in a box with its words, in the order of the text, and lines between them.

The speakers stand in two columns, those who answer each other opposite; a reply stands beside what it answers, where
its own column leaves that place free. On a phone the boxes stand in one column, each shifted to the side of its
speaker: a drawing of its own. What a claim does to which other stands in its box, so the map can be read without its
lines. Where boxes stand says drawing/claim_boxes.py, and how lines run drawing/channels.py. All numbers are SVG units,
which are pixels where nothing is scaled.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from xml.etree.ElementTree import Element

from docutils import nodes

from ..drawing.channels import GRID, HEAD_HALF, HEAD_LENGTH, Box, Line, Point, Trunk
from ..drawing.claim_boxes import (
    MARK,
    MARK_GAP,
    NARROW,
    PADDING,
    ROW,
    SINGLE,
    TEXT,
    WIDE,
    WORD_GAP,
    BoxText,
    Format,
    laid_out,
    trunks_of,
    verdict_word,
)
from ..drawing.dashes import broken, path
from ..drawing.legend import Entry, Spacing, legend
from ..drawing.shapes import shapes, use
from ..drawing.svg import element, figure, link
from ..drawing.text import HALF_LETTER, width_of
from ..model.exchange import RELATIONS, relation_word, relations_in_words, speaker_columns
from ..model.forms import Form
from ..model.record_kinds import SPEAKERS, VERDICTS
from ..model.records import QUESTION, Record
from ..nodes.factory import NodeFactory
from ..nodes.pictures import with_caption
from ..nodes.registry import view
from ..translation import _

A_QUESTION = Form("[a-z0-9-]+", "an id, such as huizhou-raid", QUESTION)
# Of a line by which a relation is known: how much of it is drawn at a time, and how much is left free.
BROKEN = {"qualifies": (2.0, 3.0), "concedes-to": (7.0, 3.0)}
BASELINE = 12.0  # of the letters in a row
BAR = 4.0  # the width of the bar in the speaker's colour
SAMPLE = 28.0  # the length of a line in the legend
LEFT = 2.0  # where the legend begins
KEY_SPACING = Spacing(ROW, gap=18, words=MARK_GAP, baseline=TEXT * HALF_LETTER, size=TEXT)
CORNER = 3.0  # the radius of the corners of a box
KEY = "key"  # the class of the legend, which the book repeats below each piece of a map that it cuts


@view("argument-map", A_QUESTION)
def argument_map(make: NodeFactory, question: str) -> list[nodes.Node]:
    """The map of one question and how it is read; the cards of its claims say the same."""
    claims = make.project.claims_on.get(question)
    if not claims:
        return []
    title = _("Map of {number} claims; the cards below say the same").format(number=len(claims))
    names = {claim.id: make.project.claim_name(claim) for claim in claims}
    wide, narrow = (draw(question, title, claims, names, make.address, narrow=narrow) for narrow in (False, True))
    beside = _("a reply stands beside what it answers where there is room.")
    replies = f"; {beside}" if has_two_columns(claims) else "."
    reading = f"{order(claims)}{replies}"
    if make.for_website:
        reading += " " + _("Each box leads to its claim.")
    return [with_caption(wide, narrow, title, reading)]


def has_two_columns(claims: Sequence[Record]) -> bool:
    """Whether the claims of a question stand in two columns of its map."""
    return any(speaker_columns(claims).values())


def order(claims: Sequence[Record]) -> str:
    """In which order the claims stand in the map, without a full stop."""
    if has_two_columns(claims):
        return _(
            "In each column the claims stand in the order in which the page of the discussion prints them, which is "
            "not always that of their days"
        )
    return _(
        "The claims stand in the order in which the page of the discussion prints them, which is not always that of "
        "their days"
    )


def draw(
    question: str,
    title: str,
    claims: Sequence[Record],
    names: Mapping[str, str],
    address: Callable[[Record], str],
    narrow: bool = False,
) -> str:
    """The map of a question as SVG.

    `names` are what the claims are called, `X 1`, by id; `address` is where a claim stands, from the page of the map.
    """
    columns = speaker_columns(claims)
    form = NARROW if narrow else WIDE if any(columns.values()) else SINGLE
    trunks = trunks_of(claims, columns, form)
    boxes, texts, lines, width = laid_out(claims, names, columns, trunks, form)
    bottom = max(box.y + box.height for box in boxes.values())
    name = f"map-{question}-{form.name}"
    entries = _entries(name, claims, columns, trunks, form)
    middle = bottom + ROW + KEY_SPACING.row / 2
    signs, end = legend(LEFT, middle, width - LEFT, entries, KEY_SPACING)
    return figure(
        width,
        end + 2,
        title,
        _description(claims, names),
        shapes(name, {f"by-{speaker}": SPEAKERS[speaker] for speaker in columns}),
        shapes(name, {verdict: VERDICTS[verdict] for verdict in _verdicts(claims)}),
        *(part for line in lines for part in _drawn_line(line)),
        *(_drawn_box(name, text, boxes[text.claim.id], address(text.claim)) for text in texts),
        element("g", *signs, class_=KEY),
        class_=f"argument-map {form.name}",
    )


def _description(claims: Sequence[Record], names: Mapping[str, str]) -> str:
    """What the lines say, in words."""
    said = [f"{names[claim.id]} {phrase}" for claim in claims for phrase in relations_in_words(claim, names)] or [
        str(_("no claim names another"))
    ]
    return _("Each column is in the order of the text. {relations}.").format(relations="; ".join(said))


def _verdicts(claims: Iterable[Record]) -> list[str]:
    """The verdicts that some claim has, in the order of the table."""
    given = {claim.get("verdict") for claim in claims}
    return [verdict for verdict in VERDICTS if verdict in given]


def _drawn_line(line: Line) -> list[Element]:
    """A trunk and its arrowhead; an edge in the colour of the paper shows which of two lines that cross is which."""
    relation = line.trunk.relation
    return [
        element("path", d=path(line.strokes), class_="casing"),
        element("path", d=_strokes(line.strokes, relation), class_=f"line {relation}"),
        _arrowhead(line.tip, line.heading, relation),
    ]


def _strokes(strokes: Sequence[Sequence[Point]], relation: str) -> str:
    """The data of a path, broken where that tells the relation."""
    return broken(strokes, *BROKEN[relation]) if relation in BROKEN else path(strokes)


def _arrowhead(tip: Point, heading: int, relation: str) -> Element:
    back = tip.x - heading * HEAD_LENGTH
    corners = f"M{tip.x:g} {tip.y:g}L{back:g} {tip.y - HEAD_HALF:g}V{tip.y + HEAD_HALF:g}z"
    return element("path", d=corners, class_=f"arrowhead {relation}")


def _drawn_box(drawing: str, text: BoxText, box: Box, address: str) -> Element:
    """A claim in its place: number, what it does, what sources say of it, and its words."""
    speaker, verdict = text.claim.get("by"), text.claim.get("verdict")
    left, right = box.x + PADDING, box.x + box.width - PADDING
    after_mark = left + MARK + MARK_GAP
    baseline = box.y + GRID + BASELINE
    parts = [
        _mark(drawing, f"by-{speaker}", left, baseline, "bubble"),
        element("text", text.name, x=after_mark, y=baseline, class_="name"),
    ]
    if text.head:
        after_name = after_mark + width_of(text.name, TEXT, bold=True) + WORD_GAP
        parts.append(element("text", text.head, x=after_name, y=baseline, class_="relation"))
    if text.verdict:
        word = verdict_word(text.verdict)
        parts.append(_mark(drawing, verdict, right - width_of(word, TEXT) - MARK_GAP - MARK, baseline, "verdict"))
        parts.append(element("text", word, x=right, y=baseline, text_anchor="end", class_="verdict"))
    for row in text.rows:
        baseline += ROW
        marked = row.class_ == "verdict"
        if marked:
            parts.append(_mark(drawing, verdict, left, baseline, "verdict"))
        parts.append(element("text", row.text, x=after_mark if marked else left, y=baseline, class_=row.class_))
    return link(
        address,
        element("rect", x=box.x, y=box.y, width=box.width, height=box.height, rx=CORNER, class_="ground"),
        element("rect", x=box.x, y=box.y, width=BAR, height=box.height, class_="bar"),
        *parts,
        class_=f"claim speaker-{speaker.lower()}",
    )


def _mark(drawing: str, value: str, x: float, baseline: float, class_: str) -> Element:
    """A shape in a row of small letters, with its left side at `x`."""
    return use(drawing, value, x + MARK / 2, baseline - TEXT * HALF_LETTER, MARK, class_=class_)


def _entries(
    drawing: str, claims: Sequence[Record], columns: Mapping[str, int], trunks: Sequence[Trunk], form: Format
) -> Iterator[Entry]:
    """What the lines, the marks and the steps of this map mean."""
    relations = {trunk.relation for trunk in trunks}
    for relation in RELATIONS:
        if relation in relations:
            yield Entry(_sample(relation), SAMPLE, relation_word(relation))
    for is_filled, words in ((True, _("a speaker")), (False, _("messages without a name"))):
        speakers = [name for name in SPEAKERS if name in columns and (SPEAKERS[name].inked is None) == is_filled]
        if speakers:
            step = MARK + MARK_GAP
            signs = [
                use(drawing, f"by-{name}", number * step + MARK / 2, 0, MARK, class_="bubble")
                for number, name in enumerate(speakers)
            ]
            yield Entry(signs, step * len(speakers) - MARK_GAP, str(words))
    if form.indent and len(columns) > len(set(columns.values())):
        yield Entry(_steps(), SAMPLE / 2, str(_("set in: another speaker of the same column")))
    for verdict in _verdicts(claims):
        sign = use(drawing, verdict, MARK / 2, 0, MARK, class_="verdict")
        yield Entry([sign], MARK, f"{verdict_word(verdict)}: {VERDICTS[verdict].meaning}")


def _sample(relation: str) -> list[Element]:
    """A line of a relation with its arrowhead."""
    strokes = [[Point(0, 0), Point(SAMPLE - HEAD_LENGTH, 0)]]
    return [
        element("path", d=_strokes(strokes, relation), class_=f"line {relation}"),
        _arrowhead(Point(SAMPLE, 0), 1, relation),
    ]


def _steps() -> list[Element]:
    """Two boxes, of which the lower one is set in."""
    half = MARK / 2
    corners = ((0, -half, half - 1), (half, 1, half))  # left, top, bottom
    return [
        element("path", d=f"M{left:g} {top:g}H{SAMPLE / 2:g}V{bottom:g}H{left:g}z", class_="ground")
        for left, top, bottom in corners
    ]
