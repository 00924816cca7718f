"""Counts that disagree: the list in a count becomes a figure of all versions and a table of who says which."""

from collections.abc import Iterable

from docutils import nodes

from ..compat import citation_targets
from ..figures.counts import SHAPES, Version, count_strip, differ, key_sign, steps_in_words, streams_drawn
from ..figures.course import PHONE, Part
from ..figures.course import course as draw_course
from ..model.markup import CITATION_ROLES, TEXTUAL, split_roles, title_and_target
from ..model.record_kinds import KINDS
from ..model.records import ESTIMATE_COLON, Estimate, Record, spread
from ..model.sources import STREAMS, witnesses
from ..translation import _
from .nodes import Cell, NodeFactory, cell, counted_streams, fold, join_nodes, pending, table
from .pictures import address_of, svg_picture
from .registry import record_part, view
from .wide_tables import STACKED

COLUMN_WIDTHS = (20, 58, 22)
ON_OTHER_PAGES = "count-figures"  # the view, and its class
KEY = "count-key"  # the class of the words below a drawing that say what its shapes mean


def with_pending_tables(record: Record, content: list[nodes.Node]) -> list[nodes.Node]:
    """The content of a record; a list of estimates or situations waits, as writers know it, to become a table."""
    view, items = ("situations", record.situations) if record.situations else ("estimates", record.estimates)
    return [
        pending(view, record.id, node) if isinstance(node, nodes.bullet_list) and len(node) == len(items) > 0 else node
        for node in content
    ]


@record_part("estimates", searched=True)
def estimates(make: NodeFactory, record_id: str, items: nodes.bullet_list) -> list[nodes.Node]:
    """The estimates of a count, drawn, and below them the table made of the list items that they were read from."""
    record = make.project.records[record_id]
    said = [split_item(item, estimate.text) for estimate, item in zip(record.estimates, items.children)]
    return drawn_and_told(make, record, said)


@view(ON_OTHER_PAGES)
def count_estimates(make: NodeFactory, record_id: str) -> list[nodes.Node]:
    """The estimates of a count on another page, under a link to the count, whose prose says more."""
    record = make.project.records[record_id]
    heading = nodes.paragraph("", "", nodes.strong("", "", make.link(record)), classes=["count-title"])
    said = [(estimate.text, cell(*who_says_so(make, estimate))) for estimate in record.estimates]
    told = [*drawn_and_told(make, record, said), *what_differs(record)]
    return [nodes.container("", heading, *told, classes=[ON_OTHER_PAGES], view=ON_OTHER_PAGES, argument=record_id)]


def shown_on_page(make: NodeFactory) -> set[str]:
    """The counts that the page shows by this view, whether it is filled already or not."""
    found = make.document.findall(nodes.Element)
    return {node["argument"] for node in found if node.get("view") == ON_OTHER_PAGES}


def drawn_and_told(make: NodeFactory, record: Record, said: list[tuple[str, Cell]]) -> list[nodes.Node]:
    """The estimates of a count, drawn, and below them a table: each estimate as printed, and who says so."""
    rows = [
        [cell(nodes.Text(text)), who, cell(streams_in_words(make, estimate))]
        for (text, who), estimate in zip(said, record.estimates)
    ]
    drawn = strip(make, record)
    # Where the table is not folded, its title stands right above it.
    title = record.title if drawn else ""
    who_says = table(title, [_("Figure"), _("Who says so"), _("Stream")], rows, COLUMN_WIDTHS, ["count", STACKED])
    return [*drawn, fold(_("Who says which"), who_says)] if drawn else [who_says]


@view("course")
def course(make: NodeFactory, record_id: str) -> list[nodes.Node]:
    """How those of a count went on, drawn from the counts that are parts of it, and the list that says the same."""
    return [
        course_picture(make, record_id),
        fold(_("The same as a list, and who says so"), _course_list(make, [make.project.records[record_id]])),
    ]


def course_picture(make: NodeFactory, record_id: str, width: float = PHONE) -> svg_picture:
    """The drawing of a course; `width` is the least that there is for words, in SVG units."""
    whole = _with_parts(make, make.project.records[record_id])
    return svg_picture("", draw_course(whole, width), format="svg", alt=whole.name)


def with_all_parts(make: NodeFactory, record: Record) -> list[Record]:
    """A count and, behind it, all that are parts of it or of one of those."""
    return [record, *(below for part in _parts(make, record) for below in with_all_parts(make, part))]


def _parts(make: NodeFactory, whole: Record) -> list[Record]:
    return [part for part in make.project.named_by(whole, "part-of") if part.estimates]


def _with_parts(make: NodeFactory, record: Record) -> Part:
    parts = [_with_parts(make, part) for part in _parts(make, record)]
    return Part(record.title, spread(record.estimates), address_of(make, record), parts)


def _course_list(make: NodeFactory, records: Iterable[Record]) -> nodes.bullet_list:
    items = nodes.bullet_list()
    for record in records:
        line = nodes.paragraph("", "", make.link(record), nodes.Text(": "))
        for number, estimate in enumerate(record.estimates):
            line += [nodes.Text(f"{'; ' if number else ''}{estimate.text}, "), *who_says_so(make, estimate)]
        parts = _parts(make, record)
        items += nodes.list_item("", line, *([_course_list(make, parts)] if parts else []))
    return items


def who_says_so(make: NodeFactory, estimate: Estimate) -> list[nodes.Node]:
    """Whoever gives an estimate, from the words and roles of its line."""
    who: list[nodes.Node] = []
    for role, content in split_roles(estimate.who):
        title, target = title_and_target(content)
        record = make.project.find(target) if role in KINDS else None
        if role in CITATION_ROLES:
            keys, *notes = zip(*citation_targets(content))
            who.append(make.cite(keys, role == TEXTUAL, list(zip(*notes))))
        elif record:
            who.append(make.link(record, title))
        else:
            who.append(nodes.Text(title or target if role else content))
    return who


def day_and_versions(make: NodeFactory, record: Record) -> nodes.paragraph:
    """When something was counted, and on what evidence: `27 July 2018 · 11 versions in 5 streams`."""
    versions = len(record.estimates)
    streams = witnesses(name for estimate in record.estimates for name in streams_of(make, estimate))
    words = _("1 version in {streams}") if versions == 1 else _("{number} versions in {streams}")
    words = words.format(number=versions, streams=counted_streams(len(streams)))
    parts = [make.moment(record.get("date")), nodes.Text(words), *make.chinese_title(record)]
    return nodes.paragraph("", "", *join_nodes([[part] for part in parts], " · "), classes=["record-meta"])


def strip(make: NodeFactory, record: Record) -> list[nodes.Node]:
    """The estimates of a count on one axis and the key to it, for its own page or any other.

    Nothing where they are all the same, for then the words say as much.
    """
    versions = [Version(estimate, streams_of(make, estimate)) for estimate in record.estimates]
    if not differ(versions):
        return []
    alt = f"{record.title}: {estimates_in_words(record)}"
    drawn = svg_picture("", count_strip(record.title, versions), format="svg", alt=alt)
    entries: list[list[nodes.Node]] = [
        [svg_picture("", key_sign(name), format="svg", alt=""), nodes.Text(f"\u00a0{SHAPES[name].label}")]
        for name in streams_drawn(versions)
    ]
    if steps := steps_in_words(versions):
        entries.append([nodes.Text(steps)])
    return [drawn, nodes.paragraph("", "", *join_nodes(entries, " · "), classes=["record-meta", KEY])]


def in_short(make: NodeFactory, record: Record) -> list[nodes.Node]:
    """What stands behind the name of a count where it has no drawing."""
    return [] if strip(make, record) else [after_name(record)]


def after_name(record: Record) -> nodes.Text:
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


def streams_of(make: NodeFactory, estimate: Estimate) -> list[str]:
    """The streams of evidence of the sources of an estimate, each once."""
    return list(dict.fromkeys(make.project.sources[key].get("stream") for key in estimate.keys))


def streams_in_words(make: NodeFactory, estimate: Estimate) -> nodes.inline:
    streams = ", ".join(str(STREAMS[name].label) for name in streams_of(make, estimate))
    return nodes.inline("", streams or str(_("none named")), classes=["streams", "no-search"])
