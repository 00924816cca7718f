"""The evidence of a record at a glance: one small shape for each source, those of one stream together."""

from collections import Counter
from collections.abc import Sequence

from docutils import nodes

from ..drawing.shapes import drawn
from ..drawing.svg import sign, text
from ..drawing.text import width_of
from ..model.records import Record
from ..model.sources import STREAMS
from ..nodes.factory import NodeFactory
from ..nodes.pictures import picture
from ..translation import _

SHAPE, STEP, GROUP = 10.0, 11.0, 4.0  # the side of a shape, from one to the next, and more between two streams
SMALL = 12.0  # the size of letters, as in evidence.css
IN_A_LIST = 7  # shapes in a line of a list


def evidence_shapes(make: NodeFactory, record: Record, most: int | None = None) -> list[nodes.Node]:
    """A shape for each source that a record cites, at most so many; a browser shows them, elsewhere words do."""
    streams = [source.get("stream") for source in make.project.cited_in(record)]
    if not streams or not make.for_website:
        return []
    return [picture(evidence(streams, most)), nodes.Text(" ")]


def evidence(streams: Sequence[str], most: int | None = None) -> str:
    """The stream of each source as SVG text, to stand in a line of words; at most `most` shapes, and how many more."""
    numbers = Counter(streams)
    shown = numbers if most is None or len(streams) <= most else _share(numbers, most)
    parts, x = [], 0.0
    for name in (name for name in STREAMS if shown[name]):
        for _number in range(shown[name]):
            parts.append(drawn(STREAMS[name], x + SHAPE / 2, SHAPE / 2, SHAPE, class_=f"stream-{name}"))
            x += STEP
        x += GROUP
    if more := len(streams) - shown.total():
        words = f"+{more}"
        parts.append(text(x, SHAPE - 1, words, class_="quiet"))
        x += width_of(words, SMALL) + GROUP
    said = ", ".join(f"{STREAMS[name].label} {numbers[name]}" for name in STREAMS if numbers[name])
    return sign(max(x - GROUP, 1), SHAPE, _("Sources: {streams}").format(streams=said), *parts, class_="evidence")


def _share(numbers: Counter[str], most: int) -> Counter[str]:
    """As many of each stream as there is room for: one of each, then one more of whichever is cut down furthest."""
    shown = Counter({name: 1 for name in numbers})
    while shown.total() < most:
        shown[max(numbers, key=lambda name: numbers[name] / shown[name])] += 1
    return shown
