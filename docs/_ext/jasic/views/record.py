"""What stands round the prose of a record: what is known of it at a glance, its evidence, what it is linked with.

An event has a line above its title (when and where) and one below (how certain, on what evidence); other records have
a box of facts, which stands beside the prose where there is room. Claims have a form of their own, see claim.py.
"""

from docutils import nodes

from ..figures import counts
from ..figures.evidence import evidence_shapes
from ..model.project import Project
from ..model.record_kinds import CERTAINTIES, CHINESE_NAMES, Option, Shown, Type
from ..model.records import Record
from ..model.sources import witnesses
from ..nodes.elements import pending
from ..nodes.factory import NodeFactory, counted_sources, counted_streams, join_nodes
from ..nodes.languages import TRADITIONAL, in_language
from ..nodes.registry import record_part
from ..translation import _
from . import claim
from .backlinks import Group, folded_groups, groups_of, long_list


def parts_of(record: Record, prose: list[nodes.Node]) -> list[nodes.Node]:
    """What a record is made of: its prose, and the placeholders round it."""
    if record.kind == "claim":
        prose = [pending("findings", record.id, *prose)]
    parts = [pending("record-facts", record.id), *with_pending_tables(record, prose)]
    if record.kind in ("event", "claim"):
        parts.insert(0, pending("record-heading", record.id))
    if record.kind == "position":
        parts.append(pending("at-a-glance", record.id))
    if record.kind == "custody":
        return parts[1:]  # its person, beside whom it stands, has facts and links
    return [*parts, pending("record-links", record.id)]


def with_pending_tables(record: Record, content: list[nodes.Node]) -> list[nodes.Node]:
    """The content of a record; a list of estimates or situations waits, as writers know it, to become a table."""
    view, items = ("situations", record.situations) if record.situations else ("estimates", record.estimates)
    return [
        pending(view, record.id, node) if isinstance(node, nodes.bullet_list) and len(node) == len(items) > 0 else node
        for node in content
    ]


def before_record(record: Record) -> list[nodes.Node]:
    """What stands before a record that shares its page with others: before the first claim, what holds of all."""
    return [pending("claims-preface", record.id)] if record.kind == "claim" else []


def classes_of(record: Record) -> list[str]:
    """How style knows a record: its kind and, of a claim, its speaker."""
    return ["record", record.kind, *([claim.speaker_class(record)] if record.kind == "claim" else [])]


@record_part("record-heading")
def record_heading(make: NodeFactory, record_id: str) -> list[nodes.Node]:
    """When and where an event took place, in the line above its title."""
    record = make.project.records[record_id]
    if record.kind == "claim":
        return claim.heading(make, record)
    parts: list[nodes.Node] = [make.moment(record.get("date"))]
    parts += [make.link(make.project.records[place]) for place in record.items("place")]
    parts += make.chinese_title(record)
    line = join_nodes([[part] for part in parts], " · ")
    return [nodes.paragraph("", "", *line, classes=["record-meta", "above-title"])]


@record_part("record-facts", searched=True)
def record_facts(make: NodeFactory, record_id: str) -> list[nodes.Node]:
    """What stands between the title and the prose of a record."""
    record = make.project.records[record_id]
    match record.kind:
        case "event":
            return [evidence_line(make, record)]
        case "claim":
            return claim.relations(make, record)
        case "count":
            return [counts.day_and_versions(make, record)]
        case "position":
            return [holders(make, record)]
    return infobox(make, record)


def holders(make: NodeFactory, record: Record) -> nodes.paragraph:
    """What a position is called in Chinese, who holds it and where it is stated."""
    held_by = _("Held by {holders}").format(holders=record.get("holders"))
    words = [nodes.Text(f"{held_by} "), make.cite([record.get("source")])]
    line = join_nodes([*([title] for title in make.chinese_title(record)), words], " · ")
    return nodes.paragraph("", "", *line, classes=["record-meta"])


def infobox(make: NodeFactory, record: Record) -> list[nodes.Node]:
    """The facts of a record in a box: its Chinese name large, what its options say, what was last reported."""
    box = nodes.container(classes=["record-facts", "infobox"])
    for name in CHINESE_NAMES:
        if record.get(name):
            words = option_nodes(make, record, name, record.options[name])
            box += nodes.paragraph("", "", *words, classes=["name-in-chinese", name])
    rows = []
    for name, option in record.options.items():
        if option.shown is Shown.ABOVE and name not in CHINESE_NAMES and record.get(name):
            rows.append((option.label, option_nodes(make, record, name, option)))
    box += make.facts(rows)
    if record.get("status"):
        box += last_report(make, record)
    return [box] if box.children else []


def last_report(make: NodeFactory, record: Record) -> nodes.container:
    """What was last publicly reported of a person, when and by whom; that this is not the present, the words say."""
    when = make.moment(record.get("status-date"))
    heading = nodes.paragraph("", "", nodes.Text(_("Last publicly reported") + ", "), when, classes=["when"])
    status = nodes.strong("", record.get("status"))
    source = make.cite([record.get("status-source")])
    report = nodes.paragraph("", "", status, nodes.Text(" "), source)
    return nodes.container("", heading, report, classes=["last-report"])


def option_nodes(make: NodeFactory, record: Record, name: str, option: Option) -> list[nodes.Node]:
    """The value of one option above the prose."""
    value = record.get(name)
    match option.type:
        case Type.DATE:
            return [make.moment(value)]
        case Type.SOURCE:
            return [make.cite([value])]
        case Type.CHOICE:
            return [nodes.Text(str(option.choices[value].label))]
        case Type.NAMES:
            return [nodes.Text("; ".join(record.items(name)))]
    if name == "pinyin":
        return [nodes.emphasis("", value)]
    return in_language(value, TRADITIONAL) if name == "zh-hant" else [nodes.Text(value)]


def evidence_line(make: NodeFactory, record: Record) -> nodes.paragraph:
    """How certain an event is and how many sources in how many streams say so; both lead to what that means."""
    certainty = make.explained(certainty_badge(record, with_meaning=True), "certainty")
    words = nodes.inline("", evidence(make.project, record), classes=["evidence"])
    line = nodes.paragraph("", "", certainty, nodes.Text(" "), classes=["record-meta", "proof"])
    line += [*evidence_shapes(make, record), make.explained(words, "evidence")]
    return line


def certainty_badge(record: Record, with_meaning: bool = False) -> nodes.inline:
    """The word for how certain an event is, beside which style draws its mark."""
    certainty = record.get("certainty")
    title = {"title": str(CERTAINTIES[certainty].meaning)} if with_meaning else {}
    return nodes.inline("", str(CERTAINTIES[certainty].label), classes=["certainty", certainty], **title)


def certainty_mark(record: Record) -> nodes.inline:
    """The mark of how certain an event is, whose word only those read who do not see it."""
    badge = certainty_badge(record)
    badge["classes"].append("mark")
    return badge


def evidence(project: Project, record: Record) -> str:
    """How many sources a record cites and in how many streams of evidence: `3 sources in 2 streams`."""
    sources = project.cited_in(record)
    streams = witnesses(source.get("stream") for source in sources)
    words = _("{sources} in {streams}")
    return words.format(sources=counted_sources(len(sources)), streams=counted_streams(len(streams)))


@record_part("record-links")
def record_links(make: NodeFactory, record_id: str) -> list[nodes.Node]:
    """What stands below the prose of a record: what it is linked with, and when somebody last checked it."""
    record = make.project.records[record_id]
    if record.kind == "claim":
        return claim.replies(make, record)
    groups = groups_of(make, record)
    counted = counts.strips_of_counts(make, record) if record.kind == "event" else []
    linked = appearances(make, groups) if record.fills_page else folded_groups(make, groups)
    return [*counted, *linked, *make.colophon(record)]


def appearances(make: NodeFactory, groups: list[Group]) -> list[nodes.Node]:
    """At the end of a page about one record, under a heading: the events in their order, and the rest in a line."""
    if not groups:
        return []
    heading = nodes.rubric("", str(_("Appears in")))
    if not make.for_website:
        return [heading, *folded_groups(make, groups)]
    events = [entry for group in groups if group.kind == "event" for entry in group.entries]
    others = [group for group in groups if group.kind != "event"]
    return [heading, *(long_list(events) if events else []), *folded_groups(make, others)]
