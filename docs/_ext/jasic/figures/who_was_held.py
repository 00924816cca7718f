"""Everybody whose custody is recorded, side by side: a line of time each, and what was last publicly reported."""

import datetime

from docutils import nodes

from ..model import dates
from ..model.custody import MEASURES, Hold, reports
from ..model.forms import FLAG
from ..model.records import Page, Record
from ..nodes.elements import captioned_table
from ..nodes.factory import NodeFactory
from ..nodes.registry import view
from ..nodes.tables import Cell, cell, filter_checkboxes, table
from ..translation import _
from .custody import legend_list, line_of, months

SIGNS = "signs-of-custody"  # the id of the legend


@view("who-was-held", FLAG)
def who_was_held(make: NodeFactory, argument: str) -> list[nodes.Node]:
    """Everybody whose custody is recorded, by the phase in which it began: a line each, and what was last reported."""
    signs = legend_list([record.situations for record in make.project.of_kind("custody")])
    signs["ids"].append(SIGNS)
    parts: list[nodes.Node] = [signs]
    if make.for_website:
        holds = {f"last-{hold.name.lower()}": hold.value for hold in Hold}
        parts.append(filter_checkboxes({_("Last reported as"): holds}))
    for phase, records in groups_by_phase(make):
        title = nodes.paragraph("", "", nodes.strong("", "", make.page_link(phase)))
        rows = [person_row(make, record) for record in records]
        people = people_held(make, phase, rows)
        _head, *drawn_rows = people.findall(nodes.row)
        for row, record in zip(drawn_rows, records):
            row["classes"].append(f"last-{last_hold(record).name.lower()}")
        parts += [title, people]
    return [nodes.container("", *parts, classes=["who-was-held"])]


def people_held(make: NodeFactory, phase: Page, rows: list[list[Cell]]) -> captioned_table:
    """The people first held in one phase; on the website three columns, on narrower pages the line above the words."""
    words = _("From July 2018 to the end of 2019, and later")
    head = nodes.inline("", "", *months(str(words), make.project.language))
    if make.for_website:
        heads: list[str | nodes.Node] = [_("Who"), head, _("Last publicly reported")]
        caption = _("Held first in: {phase}").format(phase=phase.short_title)
        return table(caption, heads, rows, (20, 55, 25), ["held"])
    heads = [_("Who"), _("From July 2018 on, and what was last publicly reported")]
    if has_head_in_sight(make):
        heads[1] = head
    return table("", heads, ([who, line + last] for who, line, last in rows), (20, 80), ["held"])


def has_head_in_sight(make: NodeFactory) -> bool:
    """Whether the head of a long table is always seen: the website keeps it in sight, the book repeats it overleaf."""
    return make.for_website or make.builder.format == "pdf"


def groups_by_phase(make: NodeFactory) -> list[tuple[Page, list[Record]]]:
    """The records of custody under the page of the phase in which each person was first held for more than hours.

    Within a phase they stand by that day, and those of one day by their names.
    """
    groups: dict[int, list[Record]] = {}
    phases = make.project.beginnings
    for record in make.project.of_kind("custody") if phases else ():
        first = first_hold(record)
        begun = [number for number, (_page, begins) in enumerate(phases) if begins <= first]
        groups.setdefault(begun[-1] if begun else 0, []).append(record)
    for records in groups.values():
        records.sort(key=lambda one: (first_hold(one), one.sort_key))
    return [(phases[number][0], groups[number]) for number in sorted(groups)]


def last_hold(record: Record) -> Hold:
    """What the last report means for a person: whoever was let go is free, a step says nothing of where somebody is."""
    measures = [MEASURES[one.measure] for one in record.situations]
    last = next((one for one in reversed(measures) if one.hold is not Hold.STEP), measures[-1])
    return Hold.FREE if last.brief else last.hold


def person_row(make: NodeFactory, record: Record) -> list[Cell]:
    """Who was held, the line, and what was last reported; where no head stays in sight, each line has its months."""
    person = make.project.records[record.get("person")]
    last = [make.moment(person.get("status-date")), nodes.Text(f": {person.get('status')} ")]
    return [
        cell(make.link(person)),
        [nodes.paragraph("", "", *line_of(make, record, with_months=not has_head_in_sight(make)))],
        cell(*last, make.cite([person.get("status-source")])),
    ]


def first_hold(record: Record) -> datetime.date:
    """The first day on which somebody may have been held or missing for more than hours, if any report says so."""
    long = [
        report.told
        for report in reports(record.situations)
        if report.lasts and (report.measure.holds or report.measure.is_missing)
    ]
    return dates.span((long or record.situations)[0].date)[0]
