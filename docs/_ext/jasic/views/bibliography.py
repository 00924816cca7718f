"""The bibliography: what `{bibliography}` shows of the sources, see model/bibliography.py for its argument.

A website and an e-book have a page for each part, where sources stand by date, and an overview, where their labels
stand by letter. The book, which is searched by labels alone, has one list in their order.
"""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import NamedTuple

from docutils import nodes

from ..model.anchors import source_anchor
from ..model.bibliography import PART, UNDATED, Part, year_of
from ..model.forms import Form, one_of
from ..model.markup import UNSEARCHED
from ..model.record_kinds import KINDS
from ..model.records import SOURCE, Page, Record
from ..model.sources import LANGUAGES, STREAMS, Source
from ..nodes.elements import captioned_table, fold
from ..nodes.factory import NodeFactory, bullets, join_nodes
from ..nodes.registry import view
from ..nodes.tables import cell, filter_checkboxes, table
from ..translation import _
from .sources import YEAR, brief_description, condition, description, extent_read, key_of, provenance, title_of

BIBLIOGRAPHY = "bibliography"
A_PART = Form(f"|{PART.pattern}", "a stream, and years if need be, such as press 2018-, or nothing")
MONTH = "2018-07"  # the form of a date that is no more than a month
FULL_YEAR = 24  # sources beyond which a year stands month by month
LANGUAGE_BOXES = {f"in-{code[:2]}": language.label for code, language in LANGUAGES.items()}


class Period(NamedTuple):
    """A column of the matrix: years, both inclusive; the one without years is for sources without a date."""

    label: str
    first: str
    last: str

    def holds(self, source: Source) -> bool:
        return self.first <= year_of(source) <= self.last


# Each year of the struggle and its aftermath has a column.
PERIODS = (
    Period(_("to 2016"), "", "2016"),
    *(Period(year, year, year) for year in ("2017", "2018", "2019", "2020", "2021", "2022")),
    Period(_("2023 on"), "2023", "9998"),
    Period(_("no date"), UNDATED, UNDATED),
)
SHADES = (1, 5, 15, 40)  # sources in a cell of the matrix, from which on it is darker


@view(BIBLIOGRAPHY, A_PART, searched=True)
def bibliography(make: NodeFactory, argument: str) -> list[nodes.Node]:
    """The sources of a part, or without an argument all of them; where other pages list them, an overview of those."""
    project = make.project
    if not argument and project.bibliography_parts and make.builder.format == "html":
        return overview(make)
    if not argument:
        return [list_of_sources(make, sorted(project.sources.values(), key=lambda source: source.sort_key))]
    part = Part.read(argument)
    return part_of_bibliography(make, [source for source in project.sources.values() if part.holds(source)])


# All sources, as a list


def list_of_sources(make: NodeFactory, sources: Sequence[Source]) -> nodes.container:
    """Sources in the order of their labels, with check boxes that narrow the list."""
    listed = nodes.container(classes=["sources"])
    if make.for_website:
        streams = {f"from-{name}": stream.label for name, stream in STREAMS.items()}
        listed += filter_checkboxes({_("Stream of evidence"): streams, _("Language"): language_boxes(sources)})
    listed += [entry(make, source, with_stream=True) for source in sources]
    return listed


def language_boxes(sources: Iterable[Source]) -> dict[str, str]:
    """A check box for each language of some sources, if they have several."""
    spoken = {f"in-{source.get('langid')[:2]}" for source in sources}
    return {name: label for name, label in LANGUAGE_BOXES.items() if name in spoken and len(spoken) > 1}


# A part, by date


def part_of_bibliography(make: NodeFactory, sources: Sequence[Source]) -> list[nodes.Node]:
    """Sources by date under headings that a line above leads to, with check boxes for their languages."""
    groups = by_time(sorted(sources, key=lambda source: (month_of(source), source.get("date"), source.sort_key)))
    listed = nodes.container(classes=["sources"])
    if make.for_website:
        listed += filter_checkboxes({_("Language"): language_boxes(sources)})
    headings = [heading_of(make, group) for group in groups]
    jumps = [
        [
            nodes.reference("", heading, refid=f"from-{number}", internal=True),
            nodes.Text(f"\N{NO-BREAK SPACE}({len(group)})"),
        ]
        for number, (heading, group) in enumerate(zip(headings, groups), 1)
    ]
    listed += nodes.paragraph("", "", *join_nodes(jumps, "\N{NO-BREAK SPACE}· "), classes=["jumps", UNSEARCHED])
    for number, (heading, group) in enumerate(zip(headings, groups), 1):
        rubric = nodes.rubric("", heading, ids=[f"from-{number}"], classes=[UNSEARCHED])
        rubric["heading-level"] = 2
        listed += [rubric, *(entry(make, source, with_stream=False) for source in group)]
    return [listed]


def by_time(sources: Iterable[Source]) -> list[list[Source]]:
    """Sources in groups of a size to be looked through: a month of a full year, a year, or several thin years."""
    groups: list[list[Source]] = []
    gathered: list[Source] = []
    for year, of_year in ((year, list(group)) for year, group in groupby(sources, key=year_of)):
        if year == UNDATED or len(of_year) > FULL_YEAR or len(gathered) + len(of_year) > FULL_YEAR:
            groups.append(gathered)
            gathered = []
        if len(of_year) > FULL_YEAR and year != UNDATED:
            groups += [list(group) for _month, group in groupby(of_year, key=month_of)]
        else:
            gathered += of_year
    return [group for group in [*groups, gathered] if group]


def month_of(source: Source) -> str:
    """The month in which a source begins, or its year where no month is known."""
    date = source.get("date")
    return date[: len(MONTH)] if date[len(YEAR) : len(YEAR) + 1] == "-" else year_of(source)


def heading_of(make: NodeFactory, group: Sequence[Source]) -> str:
    """The time that the sources of a group are from."""
    first, last = year_of(group[0]), year_of(group[-1])
    if first == UNDATED:
        return str(_("no date")).capitalize()
    if first != last:
        return f"{first}–{last}"
    months = {month_of(source) for source in group}
    return make.date(months.pop() if len(months) == 1 else first)


# What texts argue, a line each


@view("annotated-bibliography", one_of(STREAMS), searched=True)
def annotated(make: NodeFactory, stream: str) -> list[nodes.Node]:
    """The sources of a stream that have an annotation, by date: what each argues, and how far it was read."""
    sources = [
        source
        for source in make.project.sources.values()
        if source.get("stream") == stream and source.get("annotation")
    ]
    lines = []
    for source in sorted(sources, key=lambda source: (source.get("date") or UNDATED, source.sort_key)):
        link = make.source_link(source.key, nodes.strong("", make.label(source.key)))
        annotation = nodes.Text(source.get("annotation") + " ")
        lines.append([link, nodes.Text(" "), *title_of(source), annotation, extent_read(source)])
    return [bullets(lines, "annotated")]


# The overview of all parts


def overview(make: NodeFactory) -> list[nodes.Node]:
    """How many sources of which stream and time there are, and all labels, each of which leads to its source."""
    return [matrix(make), labels_by_letter(make)]


def matrix(make: NodeFactory) -> captioned_table:
    """Streams by years, the fuller the darker."""
    sources = list(make.project.sources.values())
    columns = [column for column in PERIODS if any(column.holds(source) for source in sources)]
    rows = []
    for name, stream in STREAMS.items():
        of_stream = [source for source in sources if source.get("stream") == name]
        if not of_stream:
            continue
        numbers = [sum(column.holds(source) for source in of_stream) for column in columns]
        listing = set(filter(None, map(make.project.bibliography_page, of_stream)))
        docnames = sorted(listing, key=make.project.order.index)
        names = join_nodes([[make.page_link(make.project.pages[docname], short=True)] for docname in docnames], ", ")
        named = nodes.inline("", "", *(names or [nodes.Text(str(stream.label))]), classes=[f"stream-{name}"])
        cells = [cell(nodes.Text(str(number) if number else "·")) for number in numbers]
        rows.append(([cell(named), *cells, cell(nodes.strong("", str(len(of_stream))))], numbers))
    head = [_("Stream of evidence"), *(column.label for column in columns), _("all")]
    caption = _("{number} sources by stream and year").format(number=len(sources))
    made = table(
        caption, head, [cells for cells, _numbers in rows], [30, *[8] * len(columns), 8], ["bibliography-matrix"]
    )
    _head, *body = made.findall(nodes.row)
    for row, (_cells, numbers) in zip(body, rows):
        _name, *shaded = row.findall(nodes.entry)
        for number, place in zip(numbers, shaded):
            place["classes"].append(f"shade-{sum(number >= step for step in SHADES)}")
    return made


def labels_by_letter(make: NodeFactory) -> nodes.container:
    """All sources as citations call them; each has the anchor that it had when one page listed all."""
    box = nodes.container(classes=["labels-by-letter"])
    sources = sorted(make.project.sources.values(), key=lambda source: source.sort_key)
    for letter, group in groupby(sources, key=lambda source: source.sort_key[0][:1].upper()):
        links = []
        for source in group:
            label = make.label(source.key)
            link = make.source_link(source.key, nodes.Text(label), classes=[f"stream-{source.get('stream')}"])
            link["ids"] = [source_anchor(source.key)]
            links.append([link])
        box += nodes.paragraph("", "", nodes.strong("", letter), nodes.Text(" "), *join_nodes(links, " "))
    return box


# One source


def entry(make: NodeFactory, source: Source, with_stream: bool) -> nodes.container:
    """A source in full, under the name by which citations call it, and where it is cited."""
    made = nodes.container(
        ids=[source_anchor(source.key)],
        classes=["source", f"from-{source.get('stream')}", f"in-{source.get('langid')[:2]}"],
    )
    label = nodes.strong("", make.label(source.key), classes=[f"stream-{source.get('stream')}"])
    describe = brief_description if make.for_website else description
    made += nodes.paragraph("", "", label, nodes.Text(" "), *describe(make, source), *condition(make, source))
    if annotation := source.get("annotation"):
        made += nodes.paragraph("", annotation)
    records, pages = make.project.appearances(SOURCE, source.key)
    if make.for_website and (records or pages):
        number = len(records) + len(pages)
        cited = _("cited in {number} places") if number > 1 else _("cited in one place")
        summary = " · ".join([cited.format(number=number), *provenance(source, with_stream)])
        ways = make.with_cite_link([key_of(source)], make.docname, source_anchor(source.key))
        key = nodes.paragraph("", "", *ways, classes=["record-meta"])
        made += fold(summary, *appearances(make, records, pages), key)
    else:
        known: list[Sequence[nodes.Node]] = [[nodes.Text(words)] for words in provenance(source, with_stream)]
        if make.for_website:  # whoever reads a book writes no citation for it
            known.append(key_of(source))
        made += nodes.paragraph("", "", *join_nodes(known, " · "), classes=["record-meta"])
        made += appearances(make, records, pages)
    return made


def appearances(make: NodeFactory, records: Iterable[Record], pages: Iterable[Page]) -> list[nodes.Node]:
    """Where a source is cited: in records, by kind, events with their dates; and in the prose of pages."""
    rows: list[tuple[str, Sequence[nodes.Node]]] = []
    for kind, group in groupby(records, key=lambda record: record.kind):
        links: list[list[nodes.Node]] = []
        for record in group:
            when = [nodes.Text(f" ({make.date(record.get('date'))})")] if kind == "event" else []
            links.append([make.link(record), *when])
        rows.append((KINDS[kind].labels, join_nodes(links, "; ")))
    rows.append((_("Pages"), join_nodes([[make.page_link(page)] for page in pages], "; ")))
    heading = nodes.paragraph("", "", nodes.strong("", str(_("Appears in"))))
    facts = make.facts(rows)
    return [nodes.container("", heading, *facts, classes=["appears-in"])] if facts else []
