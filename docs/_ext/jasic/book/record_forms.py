"""What stands round the prose of a record in the book: on paper pages take the place of links."""

from collections.abc import Sequence

from docutils import nodes

from ..figures import counts
from ..model.record_kinds import CERTAINTIES, CHINESE_NAMES, Shown
from ..model.records import Record
from ..model.sources import STREAMS
from ..nodes.factory import NodeFactory, join_nodes
from ..translation import _
from ..views.record import evidence, holders, option_nodes
from .claim_forms import claim_line, relations
from .nodes import called, content, page_of, sign, words
from .page_references import IN_THE_STORY, anchor_of, listed, named, see

ISSUED = ("author", "date", "source")  # options of a text that share a line


def record_heading(make: NodeFactory, record_id: str) -> list[nodes.Node]:
    """Above the title: of an event when, where, on what evidence; of a claim who says it."""
    record = make.project.records[record_id]
    if record.kind == "claim":
        return claim_line(make, record)
    certainty = record.get("certainty")
    mark = content(sign(certainty)) if certainty in CERTAINTIES else content()
    places = join_nodes([[named(make, make.project.records[place])] for place in record.items("place")], ", ")
    streams = {source.get("stream") for source in make.project.cited_in(record)}
    shapes = [sign(f"stream-{name}") for name in STREAMS if name in streams]
    proof = content(*shapes, nodes.Text(" " + evidence(make.project, record)))
    return [called("event-line", mark, words(make.date(record.get("date"))), content(*places), proof)]


def record_facts(make: NodeFactory, record_id: str) -> list[nodes.Node]:
    """Between title and prose: facts in a box, or the line that tells what a claim or a count is."""
    record = make.project.records[record_id]
    match record.kind:
        case "event":
            return []
        case "claim":
            return relations(make, record)
        case "count":
            return [day_versions_and_event(make, record)]
        case "position":
            return [held_by(make, record)]
    return facts(make, record)


def held_by(make: NodeFactory, record: Record) -> nodes.paragraph:
    """Who holds a position; on paper nothing else tells what the Chinese behind it is."""
    line = holders(make, record)
    for title in make.chinese_title(record):
        if line.children and line[-1].astext() == title.astext():
            line.replace(line[-1], [nodes.Text(_("in Chinese:") + " "), title])
    return line


def day_versions_and_event(make: NodeFactory, record: Record) -> nodes.paragraph:
    """What a count says of itself, and its event: at the end it could come to stand alone on the next page."""
    line = counts.day_and_versions(make, record)
    events = [make.project.records[event] for event in record.items("event")]
    line += [nodes.Text(" · "), *listed(make, events)] if events else []
    return line


def facts(make: NodeFactory, record: Record) -> list[nodes.Node]:
    """The names and facts of a person, an organisation, a place, a document or a precedent."""
    # Without traditional characters, which some records have and others not: side by side both look like two names.
    zh, pinyin = record.get("zh"), record.get("pinyin")
    chinese = [*([nodes.Text(zh + " ")] if zh else []), *([nodes.emphasis("", pinyin)] if pinyin else [])]
    rows: list[tuple[str, Sequence[nodes.Node]]] = [(_("Chinese"), chinese)]
    issued = ISSUED if record.kind == "document" else ()
    if issued:
        rows.append((_("Author, date"), issued_by(make, record)))
    for name, option in record.options.items():
        if option.shown is Shown.ABOVE and name not in (*CHINESE_NAMES, *issued) and record.get(name):
            rows.append((option.label, option_nodes(make, record, name, option)))
    if record.get("status"):
        when = nodes.strong("", make.date(record.get("status-date")) + ". ")
        report = nodes.Text(record.get("status") + " ")
        rows.append((_("Last publicly reported"), [when, report, make.cite([record.get("status-source")])]))
    rows += links_in_rows(make, record)
    listed = make.facts(rows)
    return [nodes.container("", *listed, classes=["record-facts"])] if listed else []


def issued_by(make: NodeFactory, record: Record) -> list[nodes.Node]:
    """Who has issued a text, when, and where it is, in one line: `The police, 26 July 2018 (Qiuhuo 2018)`."""
    author, date, source = (
        option_nodes(make, record, name, record.options[name]) if record.get(name) else [] for name in ISSUED
    )
    return [*join_nodes([part for part in (author, date) if part], ", "), nodes.Text(" "), *source]


def links_in_rows(make: NodeFactory, record: Record) -> list[tuple[str, Sequence[nodes.Node]]]:
    """Where else the book speaks of a record: its events by page, its people, texts and claims by name and page."""
    rows: list[tuple[str, Sequence[nodes.Node]]] = []
    seen: set[str] = set()
    for label, group in linked(make, record):
        fresh = [other for other in group if other.id not in seen]
        if not fresh:
            continue
        seen |= {other.id for other in fresh}
        if fresh[0].kind == "document":  # up to 25 titles: by page, so that the numbers grow
            in_order = [text.id for text in make.project.in_page_order("document")]
            fresh.sort(key=lambda text: in_order.index(text.id))
        if fresh[0].kind == "event" and record.kind in IN_THE_STORY:
            places = map(anchor_of, sorted(fresh, key=lambda event: event.sort_key))
            pages = page_of(*places, before=_("p.\u00a0"), before_several=_("pp.\u00a0"), whole=True)
            rows.append((_("In the story"), [pages]))
        elif fresh[0].kind not in ("custody", "place" if record.kind == "organisation" else ""):
            rows.append((label, listed(make, fresh)))
    return rows


def linked(make: NodeFactory, record: Record) -> list[tuple[str, list[Record]]]:
    """The records that a record names by its options, and those that name it, by what they are called."""
    project = make.project
    groups: dict[str, list[Record]] = {}
    for name, option in record.options.items():
        if option.kind and option.kind != "claim" and record.get(name):
            groups.setdefault(str(option.label), []).extend(project.records[item] for item in record.items(name))
    naming = [other for other in project.appearances(record.kind, record.id)[0] if other.kind != "custody"]
    if record.kind == "place":  # whatever happened in it, also at a place within
        naming = [*project.events_at(record.id), *(other for other in naming if other.kind != "event")]
    for other in naming:
        group = groups.setdefault(str(other.about.labels), [])
        if other.id not in [one.id for one in group]:  # who is named by a record and names it stands once
            group.append(other)
    return list(groups.items())


def record_links(make: NodeFactory, record_id: str) -> list[nodes.Node]:
    """Below an event, its people, texts and numbers with their pages; others have that above."""
    record = make.project.records[record_id]
    if record.kind == "position":
        bearing = set(record.items("claims"))
        claims = [claim for claim in make.project.in_page_order("claim") if claim.id in bearing]
        return see([(_("Claims of the discussion that bear on it"), listed(make, claims))])
    if record.kind != "event":
        return []
    groups: list[tuple[str, Sequence[nodes.Node]]] = []
    for name in ("people", "follows", "documents"):
        others = [make.project.records[item] for item in record.items(name)]
        if others:
            others.sort(key=lambda other: other.sort_key if name == "documents" else ())
            groups.append((_("after") if name == "follows" else str(record.options[name].label), listed(make, others)))
    numbers = [other for other in make.project.named_by(record, "event") if other.kind == "count"]
    groups += [(_("numbers"), listed(make, numbers))] if numbers else []
    return see(groups)
