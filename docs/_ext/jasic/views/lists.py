"""Lists of the whole project: the chronology, the directories, the coverage."""

from collections.abc import Iterable, Sequence, Sized

from docutils import nodes
from sphinx.util.nodes import make_refnode

from ..figures.evidence import IN_A_LIST, evidence_shapes
from ..figures.phase import strip_of
from ..model.anchors import CHINESE_SUMMARY
from ..model.forms import FLAG, Form
from ..model.project import Project
from ..model.record_kinds import ARENAS, CERTAINTIES, KINDS
from ..model.records import RECORD, SOURCE, Record
from ..model.sources import STREAMS, witnesses
from ..nodes.factory import NodeFactory, bullets, join_nodes
from ..nodes.registry import view
from ..nodes.tables import filter_checkboxes
from ..translation import _
from .backlinks import LINKS
from .record import certainty_mark
from .sources import stream_legend

COVERED_KINDS = ("event", "person", "organisation")  # whose evidence is looked at
BY_PAGE = "by page"
A_RECORD_OR_NOTHING = Form("[a-z0-9-]*", "an id, such as huizhou-raid, or nothing", RECORD)
A_KIND = Form(f"(?:{'|'.join(KINDS)})(?: {BY_PAGE})?", f"one of {', '.join(KINDS)}, and `{BY_PAGE}` if need be")


@view("chronology", A_RECORD_OR_NOTHING)
def chronology(make: NodeFactory, narrowed_to: str) -> list[nodes.Node]:
    """All events in order, by phase; with an argument only those that name this record."""
    project = make.project
    box = nodes.container(classes=["chronology"])
    if narrowed_to:
        box += event_list(make, project.events_naming(narrowed_to))
        return [box]
    if make.for_website:
        certainties = {name: certainty.label for name, certainty in CERTAINTIES.items()}
        arenas = {name: arena.label for name, arena in ARENAS.items()}
        box += filter_checkboxes({_("Certainty"): certainties, _("Arena"): arenas})
        legend = stream_legend(STREAMS)
        legend.insert(0, nodes.strong("", str(_("Sources"))))
        box += legend
    phases = project.phases
    for number, phase in enumerate(phases, 1):
        link = make.page_link(phase.page)
        heading = nodes.strong("", "", nodes.Text(f"{number} "), link)
        box += nodes.paragraph("", "", heading, classes=["phase-heading"])
        if make.for_website:
            box += strip_of(make, phase, [] if number > 1 else [event for each in phases for event in each.events])
        box += event_list(make, phase.events)
    told = {event.id for phase in phases for event in phase.events}
    if others := [event for event in project.of_kind("event") if event.id not in told]:
        box += event_list(make, others)
    return [box]


def event_list(make: NodeFactory, events: Iterable[Record]) -> nodes.bullet_list:
    """Events one a line: when, how certain, what, in which arena, on what sources; turning points are bold."""
    return nodes.bullet_list("", *(event_item(make, event) for event in events), classes=["event-list"])


def event_item(make: NodeFactory, event: Record) -> nodes.list_item:
    link: nodes.Node = make.link(event)
    title = nodes.strong("", "", link) if event.get("label") else nodes.inline("", "", link)
    title["classes"].append("what")
    line = nodes.paragraph("", "", make.moment(event.get("date"), short=True), nodes.Text(" "))
    line += [certainty_mark(event), nodes.Text(" "), title, nodes.Text(" ")]
    if arena := event.get("arena"):
        line += [nodes.inline("", str(ARENAS[arena].label), classes=["arena"]), nodes.Text(" ")]
    line += nodes.inline("", "", *evidence_shapes(make, event, IN_A_LIST), classes=["shapes"])
    return nodes.list_item("", line, classes=[event.get("certainty"), *([arena] if arena else [])])


@view("directory", A_KIND)
def directory(make: NodeFactory, argument: str) -> list[nodes.Node]:
    """All records of one kind by name, with what is said of each; `person by page` names those of each page alone."""
    kind, _space, order = argument.partition(" ")
    records = make.project.of_kind(kind)
    if order != BY_PAGE:
        return [directory_list(make, records)]
    groups: dict[str, list[Record]] = {}
    for record in sorted(records, key=lambda record: make.project.order.index(record.docname)):
        groups.setdefault("" if record.fills_page else record.docname, []).append(record)
    parts: list[nodes.Node] = []
    for docname, listed in groups.items():
        own = nodes.Text(str(_("With a page of their own")))
        group = nodes.strong("", "", make.page_link(make.project.pages[docname]) if docname else own)
        parts.append(nodes.paragraph("", "", group, nodes.Text(": "), *make.links(listed), classes=["names"]))
    return parts


def directory_list(make: NodeFactory, records: list[Record]) -> nodes.bullet_list:
    """Records as a list of links, each with its Chinese name and role, or of a text when and by whom it was written."""
    items = nodes.bullet_list(classes=["directory"])
    for record in records:
        line = nodes.paragraph()
        if date := record.get("date"):
            line += [make.moment(date, short=True), nodes.Text(" ")]
        chinese = record.get("zh")
        line += nodes.inline("", "", make.link(record), nodes.Text(f" {chinese}" if chinese else ""), classes=["what"])
        if said := [words for name in ("role", "author") if (words := record.get(name))]:
            line += nodes.inline("", ": ", classes=["colon"])
            line += nodes.inline("", ", ".join(said), classes=["quiet"])
        items += nodes.list_item("", line)
    return items


@view("chinese-summaries", FLAG)
def chinese_summaries(make: NodeFactory, argument: str) -> list[nodes.Node]:
    """Links to the summaries in Chinese that end pages, in the order of the contents: a paragraph for each folder."""
    groups: dict[str, list[list[nodes.Node]]] = {}
    for page in map(make.project.pages.__getitem__, make.project.order):
        if CHINESE_SUMMARY in page.anchors:
            above = index_above(make.project, page.docname)
            title = nodes.Text(page.chinese or page.title)
            link = make_refnode(make.builder, make.docname, page.docname, CHINESE_SUMMARY, title)
            groups.setdefault(above, []).append([link])
    paragraphs: list[nodes.Node] = []
    for above, links in groups.items():
        words = join_nodes(links, "\N{NO-BREAK SPACE}· ")  # a line does not begin with the dot
        if above:
            page = make.project.pages[above]  # in English, so it is no link
            words = [nodes.strong("", page.chinese or page.title), nodes.Text("："), *words]
        paragraphs.append(nodes.paragraph("", "", *words, classes=["names"]))
    return paragraphs


def index_above(project: Project, docname: str) -> str:
    """The page that lists the pages of the folder where a page lies, or of the nearest above that has one."""
    folder = docname
    while folder:
        folder = folder.rpartition("/")[0]
        if (index := f"{folder}/index") in project.pages:
            return index
    return ""


@view("coverage", FLAG)
def coverage(make: NodeFactory, argument: str) -> list[nodes.Node]:
    """Records by what is weak about their evidence, with their number."""
    project = make.project
    records = [record for kind in COVERED_KINDS for record in project.of_kind(kind)]
    cited = {record.id: project.cited_in(record) for record in records}
    streams = {id: witnesses(source.get("stream") for source in sources) for id, sources in cited.items()}
    weaknesses = {
        _("One source only"): [record for record in records if len(cited[record.id]) == 1],
        _("Several sources, one stream"): [
            record for record in records if len(streams[record.id]) <= 1 < len(cited[record.id])
        ],
        _("Nothing but workers and supporters"): [record for record in records if streams[record.id] == {"workers"}],
        _("Never reviewed"): [record for record in records if not record.get("reviewed")],
    }
    uncited = [source.key for source in project.sources.values() if not any(project.appearances(SOURCE, source.key))]
    events = project.of_kind("event")
    disputed = [event for event in events if event.get("certainty") == "disputed"]

    def links_to(weak: Sequence[Record]) -> nodes.bullet_list:
        return bullets(([make.link(record)] for record in weak), LINKS)

    rows = [(share(_("Disputed events"), disputed, events), links_to(disputed))]
    rows += [(share(what, weak, records), links_to(weak)) for what, weak in weaknesses.items()]
    sources = bullets(([make.cite([key])] for key in uncited), LINKS)
    rows.append((share(_("Sources not cited"), uncited, project.sources), sources))
    return make.facts(
        (heading, [listed] if listed.children else [nodes.Text(str(_("none")))]) for heading, listed in rows
    )


def share(what: str, part: Sized, whole: Sized) -> str:
    """`One source only: 12 of 300`."""
    return _("{what}: {number} of {total}").format(what=what, number=len(part), total=len(whole))
