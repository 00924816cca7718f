"""Custody: the line of one person with what is reported of it, and the page that sets all of them side by side."""

from collections.abc import Sequence

from docutils import nodes

from ..figures import custody
from ..model import dates
from ..model.custody import MEASURES, Hold, Situation
from ..model.records import Page, Record
from ..model.sources import STREAMS
from ..translation import _
from .counts import split_item
from .nodes import Cell, NodeFactory, captioned_table, cell, filter_checkboxes, fold, join_nodes, table
from .pictures import svg_picture
from .registry import view
from .wide_tables import STACKED

COLUMN_WIDTHS = (22, 22, 40, 16)


@view("situations", searched=True)
def situations(make: NodeFactory, record_id: str, items: nodes.bullet_list) -> list[nodes.Node]:
    """The custody of one person, drawn, and below it the table made of the list that it was read from."""
    record = make.project.records[record_id]
    rows = []
    for one, item in zip(record.situations, items.children):
        _measure, who = split_item(item, one.measure)
        streams = dict.fromkeys(make.project.sources[key].get("stream") for key in one.keys)
        said = ", ".join(str(STREAMS[name].label) for name in streams)
        rows.append(
            [
                measure_cell(make, one),
                cell(make.moment(one.date)),
                who,
                cell(nodes.inline("", said, classes=["no-search"])),
            ]
        )
    heads = [_("What"), _("From the first to the last report"), _("Who says so"), _("Stream")]
    words = custody.in_words(record.situations, make.project.language)
    line = svg_picture(
        "", custody.custody_line(record.situations, record.title, make.project.language, True), alt=words
    )
    line["format"] = "svg"
    reports = table(_("Reports on {title}").format(title=record.title), heads, rows, COLUMN_WIDTHS, [STACKED])
    return [line, fold(_("Each report with its sources"), reports)]


def measure_cell(make: NodeFactory, one: Situation) -> Cell:
    """What a report says, in the law's own term, where, and whether the state confirmed it."""
    measure = MEASURES[one.measure]
    parts: list[list[nodes.Node]] = [[nodes.Text(str(measure.label))]]
    if measure.chinese:
        parts[0].append(nodes.Text(f" ({measure.chinese})"))
    if one.place:
        parts.append([make.link(make.project.records[one.place])])
    if one.confirmed:
        parts.append([nodes.Text(str(_("confirmed by the state")))])
    return cell(*join_nodes(parts, ", "))


@view("who-was-held")
def who_was_held(make: NodeFactory, argument: str) -> list[nodes.Node]:
    """Everybody whose custody is recorded, by the phase in which it began: a line each, and what was last reported."""
    parts: list[nodes.Node] = [legend()]
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
    if make.for_website:
        words = _("From July 2018 to the end of 2019, and later")
        months = svg_picture("", custody.months(str(words), make.project.language), format="svg", alt=words)
        heads: list[str | nodes.Node] = [_("Who"), months, _("Last publicly reported")]
        caption = _("Held first in: {phase}").format(phase=phase.short_title)
        return table(caption, heads, rows, (20, 55, 25), ["held"])
    heads = [_("Who"), _("From July 2018 on, and what was last publicly reported")]
    return table("", heads, ([who, line + last] for who, line, last in rows), (20, 80), ["held"])


def groups_by_phase(make: NodeFactory) -> list[tuple[Page, list[Record]]]:
    """The records of custody under the page of the phase in which each person was first held for more than hours."""
    groups: dict[int, list[Record]] = {}
    phases = make.project.beginnings
    for record in make.project.of_kind("custody") if phases else ():
        first = dates.span(custody.first_hold(record))[0]
        begun = [number for number, (_page, begins) in enumerate(phases) if begins <= first]
        groups.setdefault(begun[-1] if begun else 0, []).append(record)
    for records in groups.values():
        records.sort(key=lambda one: (dates.sort_key(custody.first_hold(one)), one.sort_key))
    return [(phases[number][0], groups[number]) for number in sorted(groups)]


def last_hold(record: Record) -> Hold:
    """What the last report means for a person; steps of a case say nothing of where somebody is."""
    holds = [MEASURES[one.measure].hold for one in record.situations]
    return next((hold for hold in reversed(holds) if hold is not Hold.STEP), holds[-1])


def person_row(make: NodeFactory, record: Record) -> list[Cell]:
    """Who was held, the line, and what was last reported; where no head stays in sight, each line has its months."""
    person = make.project.records[record.get("person")]
    drawn = custody.custody_line(record.situations, record.title, make.project.language, not make.for_website)
    words = custody.in_words(record.situations, make.project.language)
    line = svg_picture("", drawn, format="svg", alt=words)
    last = [make.moment(person.get("status-date")), nodes.Text(f": {person.get('status')} ")]
    return [
        cell(make.link(person)),
        [nodes.paragraph("", "", line)],
        cell(*last, make.cite([person.get("status-source")])),
    ]


def legend() -> nodes.bullet_list:
    """What each filling means."""
    items = [
        nodes.list_item(
            "", nodes.paragraph("", "", svg_picture("", drawn, format="svg", alt=words), nodes.Text(f" {words}"))
        )
        for drawn, words in custody.legend()
    ]
    return nodes.bullet_list("", *items, classes=["custody-legend"])


@view("held-each-day")
def held_each_day(make: NodeFactory, argument: str) -> Sequence[nodes.Node]:
    """How many of those recorded were held on each day, from the least to the most that the reports leave possible."""
    people = [record.situations for record in make.project.of_kind("custody")]
    if not people:
        return []
    drawn = custody.totals(people, make.project.language)
    words = _("How many of {number} people were held or missing on each day").format(number=len(people))
    rows = []
    for day in custody.DAYS_TOLD:
        least, most = custody.held_on(day, people)
        rows.append([cell(make.moment(day.isoformat())), cell(nodes.Text(str(least))), cell(nodes.Text(str(most)))])
    heads = [
        _("Day"),
        _("Held or missing by a report that covers the day"),
        _("And those of whom no release is reported"),
    ]
    return [
        svg_picture("", drawn, format="svg", alt=words),
        fold(_("The same as a table"), table(words, heads, rows, (40, 30, 30), ["held-each-day"])),
    ]


@view("held-by-measure")
def held_by_measure(make: NodeFactory, argument: str) -> Sequence[nodes.Node]:
    """How many were under each measure on each day, drawn, and as a table for days of which readers ask."""
    people = [record.situations for record in make.project.of_kind("custody")]
    if not people:
        return []
    drawn = custody.by_measure(people, make.project.language)
    words = _("How many were under each measure on each day")
    rows = []
    for name in custody.measures_reported(people):
        ranges = (custody.held_under(name, day, people) for day in custody.DAYS_TOLD)
        numbers = [str(least) if least == most else f"{least}\u2013{most}" for least, most in ranges]
        most, highest = custody.max_on(name, people)
        at_most = _("{number} on {day}").format(
            number=most, day=dates.in_words(highest.isoformat(), make.project.language, short=True)
        )
        told = (MEASURES[name].label, at_most, *numbers)
        rows.append([cell(nodes.Text(str(words))) for words in told])
    days = [dates.in_words(day.isoformat(), make.project.language, short=True) for day in custody.DAYS_TOLD]
    heads = [_("Measure"), _("At most"), *days]
    measures = table(words, heads, rows, (18, 18, *(8 for day in days)), ["held-by-measure"])
    return [svg_picture("", drawn, format="svg", alt=words), fold(_("The same as a table"), measures)]
