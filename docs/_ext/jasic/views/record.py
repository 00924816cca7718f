"""What stands above and below the prose of a record: its facts, its evidence, its backlinks."""

from docutils import nodes

from ..model.kinds import CERTAINTIES, Option, Shown, Type
from ..model.project import Project
from ..model.records import Record
from ..translation import _
from .languages import TRADITIONAL, in_language
from .nodes import NodeFactory, join_nodes


def record_facts(make: NodeFactory, record_id: str) -> list[nodes.Node]:
    """What stands above the prose of a record: for an event one line, for the rest its facts."""
    record = make.project.records[record_id]
    if record.kind == "event":
        return [event_line(make, record)]
    rows = []
    for name, option in record.options.items():
        if option.shown is Shown.ABOVE and record.get(name):
            rows.append((option.label, option_nodes(make, record, name, option)))
    if record.get("status"):
        when = make.date(record.get("status-date"))
        source = make.cite([record.get("status-source")])
        rows.append((record.options["status"].label, [nodes.Text(f"{record.get('status')}, {when} "), source]))
    return make.facts(rows)


def option_nodes(make: NodeFactory, record: Record, name: str, option: Option) -> list[nodes.Node]:
    """The value of one option above the prose."""
    value = record.get(name)
    match option.type:
        case Type.DATE:
            return [nodes.Text(make.date(value))]
        case Type.SOURCE:
            return [make.cite([value])]
        case Type.CHOICE:
            choice = option.choices[value]
            return [nodes.Text(f"{choice.label}: {choice.meaning}" if choice.meaning else str(choice.label))]
        case Type.NAMES:
            return [nodes.Text("; ".join(record.items(name)))]
    if name == "pinyin":
        return [nodes.emphasis("", value)]
    return in_language(value, TRADITIONAL) if name == "zh-hant" else [nodes.Text(value)]


def event_line(make: NodeFactory, record: Record) -> nodes.paragraph:
    """Date, place, certainty and evidence of an event in one line."""
    parts: list[nodes.Node] = [nodes.inline("", make.date(record.get("date")), classes=["date"])]
    parts += [make.link(make.project.records[place]) for place in record.items("place")]
    parts.append(certainty_badge(record, title=str(CERTAINTIES[record.get("certainty")].meaning)))
    parts.append(nodes.inline("", evidence(make.project, record), classes=["evidence"]))
    line = nodes.paragraph(classes=["record-meta"])
    line += join_nodes([[part] for part in parts], " · ")
    return line


def certainty_badge(record: Record, **attributes: str) -> nodes.inline:
    certainty = record.get("certainty")
    return nodes.inline("", str(CERTAINTIES[certainty].label), classes=["certainty", certainty], **attributes)


def evidence(project: Project, record: Record) -> str:
    """How many sources a record cites and in how many streams of evidence: `3 sources, 2 streams`."""
    sources = project.cited_in(record)
    streams = {source.get("stream") for source in sources}
    many_sources = _("1 source") if len(sources) == 1 else _("{number} sources").format(number=len(sources))
    many_streams = _("1 stream") if len(streams) == 1 else _("{number} streams").format(number=len(streams))
    return f"{many_sources}, {many_streams}"


def record_backlinks(make: NodeFactory, record_id: str) -> list[nodes.Node]:
    """What stands below the prose of a record: what it names, what names it by an option, what else names it."""
    record, project = make.project.records[record_id], make.project
    records, pages = project.appearances(record.kind, record.id)
    rows = []
    listed: set[str] = set()
    for name, option in record.options.items():
        if option.shown is Shown.BELOW:
            named = [project.records[item] for item in record.items(name)]
            rows.append((option.label, make.links(named)))
            listed.update(other.id for other in named)
    for inverse, others in project.inverses(record).items():
        rows.append((inverse, make.links(others)))
        listed.update(other.id for other in others)
    return make.facts(rows) + make.appears_in([other for other in records if other.id not in listed], pages)
