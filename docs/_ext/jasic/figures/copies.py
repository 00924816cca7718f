"""Who repeats whom among the sources: each original with what repeats it below, indented, as a tree.

The shape is that of the stream of evidence, so that it is seen where one witness has passed into another stream. Below
the name of a source stands no judgement: to be repeated is no fault. All numbers are SVG units.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from docutils import nodes

from ..drawing.legend import Entry, Spacing, legend
from ..drawing.shapes import drawn, shapes, use
from ..drawing.svg import element, figure, link, text
from ..drawing.text import HALF_LETTER, wrapped
from ..model.forms import FLAG
from ..model.sources import STREAMS, Source
from ..nodes.elements import fold
from ..nodes.factory import NodeFactory
from ..nodes.pictures import with_caption
from ..nodes.registry import view
from ..nodes.tables import cell, table
from ..translation import _

WIDTH, NARROW_WIDTH = 760.0, 304.0
ROW, LEADING = 22.0, 15.0  # from one source to the next, and from one line of a name to the next
CHAIN_GAP = 12.0  # between two trees
INDENT = 20.0  # of what repeats another
MARK, WORDS = 12.0, 19.0  # the side of a shape, and from its left to the words
LETTERS = 12.0
KEY_SPACING = Spacing(ROW, gap=WORDS, words=WORDS - MARK, baseline=LETTERS * HALF_LETTER, size=LETTERS)


@dataclass(frozen=True)
class Branch:
    """A source in its tree; `original` is the number of the one that it repeats."""

    source: Source
    depth: int
    original: int | None
    lines: tuple[str, ...]

    @property
    def height(self) -> float:
        return ROW + (len(self.lines) - 1) * LEADING


@view("copies", FLAG)
def copies(make: NodeFactory, argument: str) -> list[nodes.Node]:
    """The trees of what repeats what, their key, and the table."""
    project = make.project
    copiers = {key: [project.sources[other] for other in others] for key, others in project.copiers.items()}
    if not copiers:
        return []
    copying = {copier.key for group in copiers.values() for copier in group}
    originals = sorted(
        (project.sources[key] for key in copiers if key not in copying), key=lambda source: source.get("date")
    )
    title = str(_("Who repeats whom; the table below says the same"))

    def label(source: Source) -> str:
        return make.label(source.key)

    def address(source: Source) -> str:
        linked = make.source_link(source.key)
        return str(linked.get("refuri") or (f"#{linked['refid']}" if linked.get("refid") else ""))

    wide, narrow = (draw(title, originals, copiers, label, address, narrow=narrow) for narrow in (False, True))
    reading = _("An arrow leads from an original to what repeats it, in whole or in part. The shape is the stream's.")
    rows = [
        [cell(_named(make, project.sources[key])), cell(_named(make, copier))]
        for key in sorted(project.copiers, key=lambda key: (project.sources[key].get("date"), make.label(key)))
        for copier in copiers[key]
    ]
    same = table(_("Originals and what repeats them"), [_("Original"), _("Repeated by")], rows, (1, 1))
    return [with_caption(wide, narrow, title, reading), fold(_("The same as a table"), same)]


def _named(make: NodeFactory, source: Source) -> nodes.inline:
    """A source with its stream: `Reuters 24 Aug 2018, press`."""
    stream = STREAMS[source.get("stream")].label
    return nodes.inline(
        "", "", make.source_link(source.key, nodes.Text(make.label(source.key))), nodes.Text(f", {stream}")
    )


def draw(
    title: str,
    originals: Sequence[Source],
    copiers: Mapping[str, Sequence[Source]],
    label: Callable[[Source], str],
    address: Callable[[Source], str],
    narrow: bool = False,
) -> str:
    """The trees as SVG: `originals` repeat nobody; `copiers` says who repeats whom, by key."""
    kind = "narrow" if narrow else "wide"
    name = f"copies-{kind}"
    width, number = (NARROW_WIDTH, 1) if narrow else (WIDTH, 2)
    room = width / number
    trees = [_tree(original, copiers, label, room) for original in originals]
    columns = _columns(trees, number)
    parts: list[Element] = []
    bottom = 0.0
    for column, here in enumerate(columns):
        y = 0.0
        for tree in here:
            parts += _drawn(name, tree, column * room, y, address)
            y += sum(entry.height for entry in tree) + CHAIN_GAP
        bottom = max(bottom, y - CHAIN_GAP)
    streams = {entry.source.get("stream") for tree in trees for entry in tree}
    shown = {stream: STREAMS[stream] for stream in STREAMS if stream in streams}
    entries = [
        Entry([drawn(stream, MARK / 2, 0, class_=f"stream-{name}")], MARK, str(stream.label))
        for name, stream in shown.items()
    ]
    key, bottom = legend(0, bottom + CHAIN_GAP + ROW / 2, width, entries, KEY_SPACING)
    description = str(_("An arrow leads from an original to what repeats it. The shape is that of the stream."))
    return figure(width, bottom, title, description, shapes(name, shown), *parts, *key, class_=f"copies {kind}")


def _tree(
    original: Source, copiers: Mapping[str, Sequence[Source]], label: Callable[[Source], str], room: float
) -> list[Branch]:
    """A source and all that repeat it, directly or not, from above, with the words in lines that fit."""
    tree: list[Branch] = []

    def grow(source: Source, depth: int, parent: int | None) -> None:
        here = len(tree)
        lines = wrapped(label(source), room - depth * INDENT - WORDS - 8, LETTERS)
        tree.append(Branch(source, depth, parent, tuple(lines)))
        for copier in copiers.get(source.key, ()):
            grow(copier, depth + 1, here)

    grow(original, 0, None)
    return tree


def _columns(trees: Sequence[list[Branch]], number: int) -> list[list[list[Branch]]]:
    """The trees in their order in so many columns of like height."""
    heights = [sum(entry.height for entry in tree) + CHAIN_GAP for tree in trees]
    columns: list[list[list[Branch]]] = [[] for _column in range(number)]
    filled = 0.0
    for tree, height in zip(trees, heights):
        column = min(int((filled + height / 2) * number / sum(heights)), number - 1)
        columns[column].append(tree)
        filled += height
    return columns


def _drawn(
    name: str, tree: Sequence[Branch], x: float, y: float, address: Callable[[Source], str]
) -> Iterator[Element]:
    """A tree with its upper left corner at a place."""
    middles: list[float] = []
    for entry in tree:
        left = x + entry.depth * INDENT
        middle = y + ROW / 2
        middles.append(middle)
        if entry.original is not None:
            stem = left - INDENT + MARK / 2
            yield element(
                "path", d=f"M{stem:g} {middles[entry.original] + MARK / 2 + 2:g}V{middle:g}H{left - 6:g}", class_="line"
            )
            yield element("path", d=f"M{left - 2:g} {middle:g}l-5 -3.5v7z", class_="arrowhead")
        stream = entry.source.get("stream")
        words = [
            text(left + WORDS, middle + LETTERS * HALF_LETTER + number * LEADING, line)
            for number, line in enumerate(entry.lines)
        ]
        mark = use(name, stream, left + MARK / 2, middle, class_=f"stream-{stream}")
        yield link(address(entry.source), mark, *words)
        y += entry.height
