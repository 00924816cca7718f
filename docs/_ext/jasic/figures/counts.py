"""Estimates that differ, on one axis: a shape of its stream for each version, a line for a range, arrows for bounds.

The scale begins at nought, so that a small difference looks small. Where the highest estimate is more than MOST_TIMES
the lowest one, equal steps multiply, and words beside it say so. Places are in per cent, so the figure fits any width
and its text keeps its size; what is not to touch does not touch on a phone either. Heights are in SVG units, which are
pixels. What the shapes mean stands below it as words, which break as the page does, and who says which in a table.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from math import log
from typing import NamedTuple
from xml.etree.ElementTree import Element

from docutils import nodes

from ..drawing.shapes import drawn
from ..drawing.svg import element, fluid_figure, line, sign
from ..drawing.text import width_of
from ..model.estimates import ESTIMATE_COLON, Estimate
from ..model.forms import Form
from ..model.markup import CITATION_ROLES, TEXTUAL, UNSEARCHED, cited, split_roles, title_and_target
from ..model.record_kinds import KINDS, Choice
from ..model.records import Record
from ..model.sources import STREAMS, witnesses
from ..nodes.elements import fold
from ..nodes.factory import NodeFactory, counted_streams, join_nodes
from ..nodes.pictures import picture
from ..nodes.registry import record_part, view
from ..nodes.tables import STACKED, Cell, cell, table
from ..translation import _

MOST_TIMES = 8  # the lowest, up to which the highest estimate stands on a scale from nought
AIR = 1.08, 1.3  # from the highest estimate to the end of the axis: as a share of it, and where steps multiply
PHONE, SCREEN = 270.0, 560.0  # the narrowest widths for which places are chosen: of all, and of what phones leave out
SHAPE, ARROW = 10.0, 17.0  # the side of a shape; from its middle to the tip of an arrow
ROW = 13.0  # from one row of versions to the next
SMALL = 12.0  # the size of letters
NUMBERS_GAP = 3.5  # between two numbers below the axis
TICK, TICK_WORDS = 4.0, 15.0  # from the axis to the end of a mark, and to the foot of the number below it
SLANT = 7.0  # how far lines run down that lead from a mark to a number beside it

COLUMN_WIDTHS = (20, 58, 22)
ON_OTHER_PAGES = "count-figures"  # the view, and its class
KEY = "count-key"  # the class of the words below a drawing that say what its shapes mean
A_COUNT = Form("[a-z0-9-]+", "an id, such as huizhou-raid", "count")

# What stands for an estimate that no source gives.
UNNAMED = Choice(_("none named"), shape="M2 2h8v8H2z", inked="")
SHAPES = {**STREAMS, "": UNNAMED}


class Version(NamedTuple):
    """An estimate and the streams of the sources that give it."""

    estimate: Estimate
    streams: Sequence[str]


class Place(NamedTuple):
    """Where a version stands: in which row above the axis, from and to which share of the width in per cent."""

    version: Version
    stream: str
    row: int
    low: float
    high: float


@record_part("estimates", searched=True)
def estimates(make: NodeFactory, record_id: str, items: nodes.bullet_list) -> list[nodes.Node]:
    """The estimates of a count, drawn, and below them the table made of the list items that they were read from."""
    record = make.project.records[record_id]
    said = [split_item(item, estimate.text) for estimate, item in zip(record.estimates, items.children)]
    return drawn_and_told(make, record, said)


@view(ON_OTHER_PAGES, A_COUNT)
def count_estimates(make: NodeFactory, record_id: str) -> list[nodes.Node]:
    """The estimates of a count on another page, under a link to the count, whose prose says more."""
    record = make.project.records[record_id]
    heading = nodes.paragraph("", "", nodes.strong("", "", make.link(record)), classes=["count-title"])
    said = [(estimate.text, cell(*who_says_so(make, estimate))) for estimate in record.estimates]
    told = [*drawn_and_told(make, record, said), *what_differs(record)]
    return [nodes.container("", heading, *told, classes=[ON_OTHER_PAGES], view=ON_OTHER_PAGES, argument=record_id)]


def drawn_and_told(make: NodeFactory, record: Record, said: list[tuple[str, Cell]]) -> list[nodes.Node]:
    """The estimates of a count, drawn, and below them a table: each estimate as printed, and who says so."""
    rows = [
        [cell(nodes.Text(text)), who, streams_cell(make, estimate.keys)]
        for (text, who), estimate in zip(said, record.estimates)
    ]
    figure = strip(make, record)
    # Where the table is not folded, its title stands right above it.
    title = record.title if figure else ""
    who_says = table(title, [_("Figure"), _("Who says so"), _("Stream")], rows, COLUMN_WIDTHS, ["count", STACKED])
    return [*figure, fold(_("Who says which"), who_says)] if figure else [who_says]


def who_says_so(make: NodeFactory, estimate: Estimate) -> list[nodes.Node]:
    """Whoever gives an estimate, from the words and roles of its line."""
    who: list[nodes.Node] = []
    for role, content in split_roles(estimate.who):
        title, target = title_and_target(content)
        record = make.project.find(target) if role in KINDS else None
        if role in CITATION_ROLES:
            keys, *notes = zip(*cited(content))
            who.append(make.cite(keys, role == TEXTUAL, list(zip(*notes))))
        elif record:
            who.append(make.link(record, title))
        else:
            who.append(nodes.Text(title or target if role else content))
    return who


def day_and_versions(make: NodeFactory, record: Record) -> nodes.paragraph:
    """When something was counted, and on what evidence: `27 July 2018 · 11 versions in 5 streams`."""
    versions = len(record.estimates)
    streams = witnesses(name for estimate in record.estimates for name in streams_of(make, estimate.keys))
    words = _("1 version in {streams}") if versions == 1 else _("{number} versions in {streams}")
    words = words.format(number=versions, streams=counted_streams(len(streams)))
    parts = [make.moment(record.get("date")), nodes.Text(words), *make.chinese_title(record)]
    return nodes.paragraph("", "", *join_nodes([[part] for part in parts], " · "), classes=["record-meta"])


def strip(make: NodeFactory, record: Record) -> list[nodes.Node]:
    """The estimates of a count on one axis and the key to it, for its own page or any other.

    Nothing where they are all the same, for then the words say as much.
    """
    versions = [Version(estimate, streams_of(make, estimate.keys)) for estimate in record.estimates]
    if not differ(versions):
        return []
    alt = f"{record.title}: {estimates_in_words(record)}"
    figure = picture(count_strip(record.title, versions), alt)
    entries: list[list[nodes.Node]] = [
        [picture(key_sign(name)), nodes.Text(f"\u00a0{SHAPES[name].label}")] for name in streams_drawn(versions)
    ]
    if steps := steps_in_words(versions):
        entries.append([nodes.Text(steps)])
    return [figure, nodes.paragraph("", "", *join_nodes(entries, " · "), classes=["record-meta", KEY])]


def strips_of_counts(make: NodeFactory, event: Record) -> list[nodes.Node]:
    """The estimates that differ about an event, drawn; the page of each count says who gives which.

    In words where the page draws the count elsewhere.
    """
    of_event = [count for count in make.project.named_by(event, "event") if count.kind == "count" and count.estimates]
    if not make.for_website or not of_event:
        return []
    views_on_page = (node for node in make.document.findall(nodes.Element) if node.get("view") == ON_OTHER_PAGES)
    drawn_elsewhere = {node["argument"] for node in views_on_page}  # though the view may not be filled yet
    shown: list[nodes.Node] = []
    for count in of_event:
        figure = [] if count.id in drawn_elsewhere else strip(make, count)
        words = [] if figure else [after_name(count)]
        name = nodes.paragraph("", "", nodes.strong("", "", make.link(count)), *words, classes=["record-meta"])
        shown.append(nodes.container("", name, *figure, *what_differs(count), classes=["counted"]))
    return shown


def after_name(record: Record) -> nodes.Text:
    """What stands behind the name of a count where it has no drawing."""
    return nodes.Text(f": {estimates_in_words(record)}")


def estimates_in_words(record: Record) -> str:
    """The estimates of a count, each once: `about 20; 20; over 20`."""
    return "; ".join(dict.fromkeys(estimate.text for estimate in record.estimates))


def what_differs(record: Record) -> list[nodes.Node]:
    """What the estimates of a count are of, where that is not one thing; on its own page its prose says more."""
    words = record.get("differ")
    return [nodes.paragraph("", words, classes=["record-meta", "differ"])] if words else []


def split_item(item: nodes.Node, number: str) -> tuple[str, Cell]:
    """The number before the colon and what stands behind it, with all below; without a colon the words stay whole."""
    paragraph, *below = item.children
    first, *rest = paragraph.children
    parts = ESTIMATE_COLON.split(first.astext(), maxsplit=1)
    text, who = (parts[0], [nodes.Text(parts[1]), *rest]) if len(parts) > 1 else (number, [first, *rest])
    return text, [*cell(*who), *(node for node in below if isinstance(node, nodes.Element))]


def streams_of(make: NodeFactory, keys: Iterable[str]) -> list[str]:
    """The streams of evidence of some sources, each once."""
    return list(dict.fromkeys(make.project.sources[key].get("stream") for key in keys))


def streams_cell(make: NodeFactory, keys: Iterable[str]) -> Cell:
    """The streams of some sources in words, as a cell of a table."""
    streams = ", ".join(str(STREAMS[name].label) for name in streams_of(make, keys))
    return cell(nodes.inline("", streams or str(_("none named")), classes=[UNSEARCHED]))


def count_strip(title: str, versions: Sequence[Version]) -> str:
    """The versions of one count as SVG text."""
    scale = scale_of(versions)
    places = placed(versions, scale)
    base = ROW * (1 + max(place.row for place in places)) + 6
    parts: list[Element] = [line(0, base, 0, base, class_="axis")]
    parts[0].set("x2", "100%")
    parts += _stems(places, base)
    for place in places:
        parts += _version(place, base - 8 - ROW * place.row)
    ticks = _ticks(versions, scale, base)
    parts += ticks
    foot = base + TICK_WORDS + (SLANT if any("L" in tick[0].get("d", "") for tick in ticks) else 0)
    said = "; ".join(
        f"{v.estimate.text} ({', '.join(str(SHAPES[s].label) for s in v.streams or [''])})" for v in versions
    )
    return fluid_figure(foot + 4, title, said, *parts, class_="count-strip")


def ends_of(versions: Sequence[Version]) -> tuple[int, int]:
    """The lowest and the highest number that anybody gives."""
    return min(version.estimate.low for version in versions), max(version.estimate.high for version in versions)


def differ(versions: Sequence[Version]) -> bool:
    """Whether there is something to see: one number alone on an axis says nothing that it does not say in words."""
    low, high = ends_of(versions)
    return low < high


def steps_in_words(versions: Sequence[Version]) -> str:
    """What equal steps do where they multiply, told by distances that this scale has; else nothing."""
    if not multiplies(versions):
        return ""
    low, high = ends_of(versions)
    words = _("Equal distances are equal ratios: from {low:,} to {twice:,} is as far as from {half:,} to {high:,}.")
    return words.format(low=low, twice=2 * low, half=-(-high // 2), high=high)


def multiplies(versions: Sequence[Version]) -> bool:
    """Whether equal steps of the scale multiply."""
    low, high = ends_of(versions)
    return 0 < low * MOST_TIMES < high


def scale_of(versions: Sequence[Version]) -> Callable[[int], float]:
    """From a number to its place in per cent."""
    low, high = ends_of(versions)
    if multiplies(versions):
        start, end = log(low / AIR[1]), log(high * AIR[1])
        return lambda number: 100 * (log(number) - start) / (end - start)
    return lambda number: 100 * number / (max(high, 1) * AIR[0])


def placed(versions: Iterable[Version], scale: Callable[[int], float]) -> list[Place]:
    """A place for each version and stream, in the lowest row where it touches no other; ranges above single numbers."""
    rows: list[list[tuple[float, float]]] = []
    places = []
    order = list(SHAPES)
    for version in sorted(versions, key=lambda v: (v.estimate.low != v.estimate.high, v.estimate.low)):
        estimate = version.estimate
        low, high = scale(estimate.low), scale(estimate.high)
        start = low - 100 / PHONE * (ARROW if estimate.is_upper_bound else SHAPE / 2 + 0.5)
        end = high + 100 / PHONE * (ARROW if estimate.is_lower_bound else SHAPE / 2 + 0.5)
        for stream in sorted(set(version.streams) or {""}, key=order.index):
            row = next((n for n, taken in enumerate(rows) if all(end <= a or b <= start for a, b in taken)), len(rows))
            if row == len(rows):
                rows.append([])
            rows[row].append((start, end))
            places.append(Place(version, stream, row, low, high))
    return places


def _stems(places: Sequence[Place], base: float) -> Iterator[Element]:
    """Lines from the axis up to numbers that have no mark in the lowest row: another's stands beside theirs there."""
    lowest: dict[float, int] = {}
    for place in places:
        for at in (place.low, place.high):
            lowest[at] = min(place.row, lowest.get(at, place.row))
    for at, row in lowest.items():
        if row:
            x = _percent(at)
            yield element("line", x1=x, x2=x, y1=base, y2=base - 8 - ROW * row, class_="axis stem")


def _version(place: Place, y: float) -> Iterator[Element]:
    """The shape of a stream at a number, or at both ends of a range, with an arrow where that is a bound."""
    estimate, choice = place.version.estimate, SHAPES[place.stream]
    if place.low != place.high:
        yield element(
            "line", x1=_percent(place.low), x2=_percent(place.high), y1=y, y2=y, class_=f"range stream-{place.stream}"
        )
    for at in sorted({place.low, place.high}):
        signs = [drawn(choice, 0, 0, SHAPE)]
        if estimate.is_lower_bound and at == place.high:
            signs.append(element("path", d=f"M{SHAPE / 2 + 2:g} 0H{ARROW:g}m-3-3 3 3-3 3", class_="arrow"))
        if estimate.is_upper_bound and at == place.low:
            signs.append(element("path", d=f"M{-SHAPE / 2 - 2:g} 0H{-ARROW:g}m3-3-3 3 3 3", class_="arrow"))
        title = element("title", f"{estimate.text} ({choice.label})")
        yield element("svg", title, *signs, x=_percent(at), y=y, class_=f"version stream-{place.stream}")


def _percent(share: float) -> str:
    return f"{round(share, 2):g}%"


def _ticks(versions: Sequence[Version], scale: Callable[[int], float], base: float) -> list[Element]:
    """The axis names every number; where two stand close their names step aside, and a slanting line leads to each.

    The places of names keep their distance from those of numbers in units, so no two touch in any width from SCREEN on.
    A phone has those that have room there, the ends first and then what most give; the others are `tight`.
    """
    numbers = sorted({number for version in versions for number in (version.estimate.low, version.estimate.high)})
    if not multiplies(versions) and 0 not in numbers:
        numbers.insert(0, 0)
    aside = _asides(numbers, scale)
    on_phones: dict[int, tuple[float, float]] = {}  # with their room
    given = Counter(
        number for v in versions for _stream in v.streams or [""] for number in {v.estimate.low, v.estimate.high}
    )
    for number in dict.fromkeys([numbers[-1], numbers[0], *(number for number, _times in given.most_common())]):
        room = _room(number, scale, aside)
        inside = room[0] > -NUMBERS_GAP and room[1] < PHONE + NUMBERS_GAP
        if inside and all(room[1] <= left or right <= room[0] for left, right in on_phones.values()):
            on_phones[number] = room
    down = SLANT if any(aside.values()) else 0
    parts = []
    for number in numbers:
        path = f"M0 0v{TICK:g}" + (f"L{round(aside[number], 1):g} {TICK + down:g}" if down else "")
        tick = element("path", d=path, class_="axis")
        options = {"text_anchor": "middle" if number else "start", "class_": "when"}
        name = element("text", f"{number:,}", x=aside[number], y=TICK_WORDS + down, **options)
        class_ = "tick" if number in on_phones else "tick tight"
        parts.append(element("svg", tick, name, x=_percent(scale(number)), y=base, class_=class_))
    return parts


def _asides(numbers: Sequence[int], scale: Callable[[int], float]) -> dict[int, float]:
    """How far the name of each number stands from its place, in units: no farther than it must in SCREEN.

    Names that touch become a block, whose middle stands as near to their places as may be; blocks that touch are one.
    """
    blocks: list[list[int]] = []
    for number in numbers:
        blocks.append([number])
        while len(blocks) > 1 and _block(blocks[-2], scale)[1] > _block(blocks[-1], scale)[0]:
            blocks[-2:] = [[*blocks[-2], *blocks[-1]]]
    aside = {}
    for block in blocks:
        left, _right = _block(block, scale)
        for number in block:
            room = _width(number)
            middle = left + (0 if number == 0 else room / 2)
            aside[number] = middle - scale(number) * SCREEN / 100 if len(block) > 1 else 0.0
            left += room
    return aside


def _block(numbers: Sequence[int], scale: Callable[[int], float]) -> tuple[float, float]:
    """From where to where names that stand side by side reach in SCREEN, so that on a phone none leaves the figure."""
    room = sum(map(_width, numbers))
    middle = sum(scale(number) for number in numbers) / len(numbers) * SCREEN / 100
    # What is as far from its place on a phone stands so much further left there.
    first, last = ((SCREEN - PHONE) * scale(number) / 100 for number in (numbers[0], numbers[-1]))
    left = max(first, min(middle - room / 2, PHONE + last - room))
    left = 0 if 0 in numbers else max(0.0, min(left, SCREEN - room))
    return left, left + room


def _width(number: int) -> float:
    return width_of(f"{number:,}", SMALL) + NUMBERS_GAP


def _room(number: int, scale: Callable[[int], float], aside: Mapping[int, float]) -> tuple[float, float]:
    """From where to where a name reaches on a phone."""
    at, room = scale(number) * PHONE / 100 + aside[number], _width(number)
    return (at, at + room) if number == 0 else (at - room / 2, at + room / 2)


def streams_drawn(versions: Iterable[Version]) -> list[str]:
    """The streams whose shapes stand in the figure, in the order of their table; "" where no source is named."""
    here = {stream for version in versions for stream in version.streams or [""]}
    return [name for name in SHAPES if name in here]


def key_sign(stream: str) -> str:
    """The shape of a stream as SVG text, to stand before its name in a line of words."""
    shape = drawn(SHAPES[stream], SHAPE / 2, SHAPE / 2, SHAPE, class_=f"stream-{stream}")
    return sign(SHAPE, SHAPE, "", shape, class_="evidence")
