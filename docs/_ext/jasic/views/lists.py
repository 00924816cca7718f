"""Lists of the whole project: the chronology, the directories, the coverage, the streams of some sources."""

from itertools import groupby

from docutils import nodes

from ..model import dates
from ..model.kinds import CERTAINTIES
from .chinese import marked
from .nodes import filter_checkboxes, join_nodes
from .record import certainty_badge


def chronology(make, narrowed_to):
    """All events in order, by month; with an argument only those that name this record."""
    events = make.project.of_kind("event")
    if narrowed_to:
        events = [
            event for event in events if narrowed_to in {use for option in event.values for use in event.items(option)}
        ]
    found = nodes.container(classes=["chronology"])
    if make.for_website:
        found += filter_checkboxes({"Show events that are": {name: name for name in CERTAINTIES}})
    for month, group in groupby(
        events, key=lambda event: dates.month_in_words(event.get("date"), make.project.language)
    ):
        found += nodes.paragraph("", "", nodes.strong("", month), classes=["chronology-month"])
        entries = nodes.bullet_list(classes=["chronology-list"])
        for event in group:
            line = nodes.paragraph("", "", nodes.inline("", make.date(event.get("date")), classes=["date"]))
            line += [nodes.Text(" "), make.link(event), nodes.Text(" ")]
            line += certainty_badge(event)
            entries += nodes.list_item("", line, classes=[event.get("certainty")])
        found += entries
    return [found]


def directory(make, argument):
    """All records of one kind by name; `person by page` puts those of one page under its title."""
    kind, _, order = argument.partition(" ")
    records = make.project.of_kind(kind)
    if order != "by page":
        return [entries(make, records)]
    groups = {}
    for record in records:
        page = make.project.pages[record.docname]
        groups.setdefault("With a page of their own" if record.fills_page else page.title, []).append(record)
    found = []
    for title in sorted(groups):
        found += [nodes.paragraph("", "", nodes.strong("", title)), entries(make, groups[title])]
    return found


def entries(make, records):
    """Records as a list of links, each with its Chinese name and role."""
    found = nodes.bullet_list(classes=["directory"])
    for record in records:
        line = nodes.paragraph("", "", make.link(record))
        if record.get("zh"):
            line += [nodes.Text(" "), *marked(record.get("zh"))]
        if record.get("role"):
            line += nodes.Text(": ")
            line += marked(record.get("role"))
        found += nodes.list_item("", line)
    return found


def coverage(make, _):
    """Records by what is weak about their evidence, with their number."""
    found = {
        "Disputed events": [],
        "One source only": [],
        "Several sources, one stream": [],
        "Nothing but workers and supporters": [],
        "Never reviewed": [],
    }
    for kind in ("event", "person", "organisation"):
        for record in make.project.of_kind(kind):
            cited = make.project.cited_in(record)
            kinds = {source.get("stream") for source in cited}
            if record.get("certainty") == "disputed":
                found["Disputed events"].append(record)
            if len(cited) == 1:
                found["One source only"].append(record)
            elif len(kinds) == 1:
                found["Several sources, one stream"].append(record)
            if not record.get("reviewed"):
                found["Never reviewed"].append(record)
            if kinds == {"workers"}:
                found["Nothing but workers and supporters"].append(record)
    uncited = [
        source for source in make.project.sources.values() if not any(make.project.appearances("source", source.key))
    ]
    total = sum(len(make.project.of_kind(kind)) for kind in ("event", "person", "organisation"))
    rows = [
        (f"{name}: {len(records)} of {total}", make.links(records) or [nodes.Text("none")])
        for name, records in found.items()
    ]
    unused = [make.cite([source.key]) for source in uncited] or [nodes.Text("none")]
    rows.append(
        (
            f"Sources not cited: {len(uncited)} of {len(make.project.sources)}",
            join_nodes([[node] for node in unused], " "),
        )
    )
    return make.facts(rows)


def streams(make, keys):
    """The streams of evidence of some sources, given as keys with commas between them."""
    found = dict.fromkeys(make.project.sources[key].get("stream") for key in filter(None, keys.split(",")))
    return [nodes.inline("", ", ".join(found) or "none named", classes=["streams"])]
