"""What is generated from the records: their facts and backlinks, and lists such as the chronology.

A page holds a placeholder until it is written; only then is it filled, from the whole project. So
a view is never older than the records it shows, in HTML, EPUB and PDF alike, and needs no script.
"""

from itertools import groupby

from docutils import nodes
from docutils.parsers.rst.directives import unchanged
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective

from . import argument, dates
from .languages import marked
from .model import CERTAINTIES, DATE, NAMES, SOURCE
from .writer import Writer, boxes, placeholder, separated, view


class ViewDirective(SphinxDirective):
    """`:::{chronology}` and its like; the argument narrows what is listed."""

    optional_arguments = 1
    final_argument_whitespace = True
    option_spec = {"class": unchanged}

    def run(self):
        return [placeholder(self.name, self.arguments[0] if self.arguments else "")]


class FillViews(SphinxPostTransform):
    """Fills the placeholders of one page."""

    default_priority = 4  # before references are resolved, since what is filled in may hold some

    def run(self, **kwargs):
        for node in list(self.document.findall(view)):
            if node["view"] == "foot" and Writer.of(self).project.records[node["argument"]].fills_page:
                # The page is an essay about the record: what names it stands below, not before the essay begins.
                node.parent.remove(node)
                self.document.next_node(nodes.section).append(node)
            filled = VIEWS[node["view"]](Writer.of(self), node["argument"])
            if node["view"] != "head":
                for part in filled:  # a reader who searches wants the record itself, not a list with its name
                    part["classes"].append("no-search")
            node.replace_self(filled)


def head(writer, record_id):
    """What stands above the prose of a record: for an event one line, for the rest its facts."""
    record = writer.project.records[record_id]
    if record.kind == "event":
        return [event_line(writer, record)]
    rows = []
    for name, option in record.options.items():
        if name in FACTS and record.get(name):
            rows.append((FACTS[name], shown(writer, record, name, option)))
    if record.get("status"):
        when = dates.in_words(record.get("status-date"))
        source = writer.cite([record.get("status-source")])
        rows.append(("Last publicly reported status", [*marked(f"{record.get('status')}, {when} "), source]))
    return writer.facts(rows)


# The options that are printed above the prose, and what they are called there.
FACTS = {
    "zh": "Chinese",
    "zh-hant": "Traditional",
    "pinyin": "Pinyin",
    "also": "Also",
    "role": "Role",
    "date": "Date",
    "author": "Author",
    "holders": "Held by",
    "by": "Said by",
    "type": "Kind",
    "topic": "Topic",
    "passage": "Place in the source",
    "source": "Source",
    "verdict": "Checked",
}


def shown(writer, record, name, option):
    """The nodes for one option above the prose."""
    value = record.get(name)
    if option.holds == DATE:
        return [nodes.Text(dates.in_words(value))]
    if option.holds == SOURCE:
        return [writer.cite([value])]
    if isinstance(option.holds, dict):
        return [nodes.Text(f"{value}: {option.holds[value]}")]
    if name == "pinyin":
        return [nodes.emphasis("", value)]
    if name == "zh-hant":
        return marked(value, "zh-hant")
    return marked("; ".join(record.items(name)) if option.holds == NAMES else value)


def event_line(writer, record):
    """Date, place, certainty and evidence of an event in one line."""
    parts = [nodes.inline("", dates.in_words(record.get("date")), classes=["date"])]
    parts += [writer.link(writer.project.records[place]) for place in record.items("place")]
    certainty = record.get("certainty")
    parts.append(nodes.inline("", certainty, classes=["certainty", certainty], title=CERTAINTIES[certainty]))
    parts.append(nodes.inline("", evidence(writer.project, record), classes=["evidence"]))
    line = nodes.paragraph(classes=["record-meta"])
    for number, part in enumerate(parts):
        line += [nodes.Text(" · "), part] if number else part
    return line


def evidence(project, record):
    """How many sources a record cites and in how many streams of evidence: `3 sources, 2 streams`."""
    sources = project.cited_in(record)
    streams = {source.get("stream") for source in sources}
    return f"{counted(len(sources), 'source')}, {counted(len(streams), 'stream')}"


def counted(number, noun):
    return f"{number} {noun}{'s' if number != 1 else ''}"


def foot(writer, record_id):
    """What stands below the prose of a record: what it names, what names it by an option, what else names it."""
    record, project = writer.project.records[record_id], writer.project
    users, pages = project.appearances(record.kind, record.id)
    rows, listed = [], set()
    for name, option in record.options.items():
        if option.links and not (record.kind == "event" and name == "place"):
            named = [project.records[item] for item in record.items(name)]
            rows.append((name.replace("-", " ").capitalize(), writer.links(named)))
            listed.update(other.id for other in named)
    for inverse, others in project.inverses(record).items():
        rows.append((inverse, writer.links(others)))
        listed.update(other.id for other in others)
    return writer.facts(rows) + writer.appears_in([other for other in users if other.id not in listed], pages)


def chronology(writer, narrowed_to):
    """All events in order, by month; with an argument only those that name this record."""
    events = writer.project.of_kind("event")
    if narrowed_to:
        events = [
            event for event in events if narrowed_to in {use for option in event.values for use in event.items(option)}
        ]
    found = nodes.container(classes=["chronology"])
    if writer.for_website:
        found += boxes({"Show events that are": {name: name for name in CERTAINTIES}})
    for month, group in groupby(events, key=lambda event: dates.month_in_words(event.get("date"))):
        found += nodes.paragraph("", "", nodes.strong("", month), classes=["chronology-month"])
        entries = nodes.bullet_list(classes=["chronology-list"])
        for event in group:
            certainty = event.get("certainty")
            line = nodes.paragraph("", "", nodes.inline("", dates.in_words(event.get("date")), classes=["date"]))
            line += [nodes.Text(" "), writer.link(event), nodes.Text(" ")]
            line += nodes.inline("", certainty, classes=["certainty", certainty])
            entries += nodes.list_item("", line, classes=[certainty])
        found += entries
    return [found]


def directory(writer, argument):
    """All records of one kind by name; `person by page` puts those of one page under its title."""
    kind, _, order = argument.partition(" ")
    records = writer.project.of_kind(kind)
    if order != "by page":
        return [entries(writer, records)]
    groups = {}
    for record in records:
        page = writer.project.pages[record.docname]
        groups.setdefault("With a page of their own" if record.fills_page else page.title, []).append(record)
    found = []
    for title in sorted(groups):
        found += [nodes.paragraph("", "", nodes.strong("", title)), entries(writer, groups[title])]
    return found


def entries(writer, records):
    """Records as a list of links, each with its Chinese name and role."""
    found = nodes.bullet_list(classes=["directory"])
    for record in records:
        line = nodes.paragraph("", "", writer.link(record))
        if record.get("zh"):
            line += [nodes.Text(" "), *marked(record.get("zh"))]
        if record.get("role"):
            line += nodes.Text(": ")
            line += marked(record.get("role"))
        found += nodes.list_item("", line)
    return found


def coverage(writer, _):
    """Records by what is weak about their evidence, with their number."""
    found = {
        "Disputed events": [],
        "One source only": [],
        "Several sources, one stream": [],
        "Nothing but workers and supporters": [],
        "Never reviewed": [],
    }
    for kind in ("event", "person", "organisation"):
        for record in writer.project.of_kind(kind):
            cited = writer.project.cited_in(record)
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
        source
        for source in writer.project.sources.values()
        if not any(writer.project.appearances("source", source.key))
    ]
    total = sum(len(writer.project.of_kind(kind)) for kind in ("event", "person", "organisation"))
    rows = [
        (f"{name}: {len(records)} of {total}", writer.links(records) or [nodes.Text("none")])
        for name, records in found.items()
    ]
    unused = [writer.cite([source.key]) for source in uncited] or [nodes.Text("none")]
    rows.append(
        (
            f"Sources not cited: {len(uncited)} of {len(writer.project.sources)}",
            separated([[node] for node in unused], " "),
        )
    )
    return writer.facts(rows)


def streams(writer, keys):
    """The streams of evidence of some sources, given as keys with commas between them."""
    found = dict.fromkeys(writer.project.sources[key].get("stream") for key in filter(None, keys.split(",")))
    return [nodes.inline("", ", ".join(found) or "none named", classes=["streams"])]


VIEWS = {
    "streams": streams,
    "head": head,
    "foot": foot,
    "chronology": chronology,
    "coverage": coverage,
    "argument-map": argument.argument_map,
    "matrix": argument.matrix,
    "unanswered": argument.unanswered,
    "directory": directory,
}


DIRECTIVES = ("argument-map", "chronology", "coverage", "directory", "matrix", "unanswered")


def setup(app):
    app.add_node(view)
    app.add_post_transform(FillViews)
    for name in DIRECTIVES:
        app.add_directive(name, ViewDirective)
