"""Custody: the line of one person with what is reported of it, and the page that sets all of them side by side."""

from collections.abc import Sequence

from docutils import nodes

from ..figures import custody, held
from ..model import dates
from ..model.custody import MEASURES, Hold, Situation
from ..model.records import Page, Record
from ..model.sources import STREAMS
from ..translation import _
from .counts import split_item
from .nodes import Cell, NodeFactory, captioned_table, cell, filter_checkboxes, fold, join_nodes, table
from .pictures import drawings, svg_picture
from .registry import record_part, view
from .wide_tables import STACKED

COLUMN_WIDTHS = (22, 22, 40, 16)
NO_REPORT = "\u2013"
SIGNS = "signs-of-custody"  # the id of the legend


@record_part("situations", searched=True)
def situations(make: NodeFactory, record_id: str, items: nodes.bullet_list) -> list[nodes.Node]:
    """The custody of one person, drawn, and below it its signs and the table made of the list it was read from."""
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
    drawn = custody.custody_line(record.situations, record.title, make.project.language, True)
    line = svg_picture("", drawn, format="svg", alt=words)
    signs = legend([record.situations], drawn)
    signs["classes"].append("no-search")
    reports = table(_("Reports on {title}").format(title=record.title), heads, rows, COLUMN_WIDTHS, [STACKED])
    return [line, fold(_("What the signs mean, and each report with its sources"), signs, reports)]


def measure_cell(make: NodeFactory, one: Situation) -> Cell:
    """What a report says, in the law's own term and with its sign, where, and whether others bear it out."""
    measure = MEASURES[one.measure]
    parts: list[list[nodes.Node]] = [[sign(one.measure), nodes.Text(f"\u00a0{measure.label}")]]
    if measure.chinese:
        parts[0].append(nodes.Text(f" ({measure.chinese})"))
    if one.place:
        parts.append([make.link(make.project.records[one.place])])
    if one.confirmed:
        parts.append([nodes.Text(str(_("confirmed by the state")))])
    if one.disputed:
        parts.append([nodes.Text(str(_("disputed by others")))])
    return cell(*join_nodes(parts, ", "))


@view("who-was-held")
def who_was_held(make: NodeFactory, argument: str) -> list[nodes.Node]:
    """Everybody whose custody is recorded, by the phase in which it began: a line each, and what was last reported."""
    signs = legend([record.situations for record in make.project.of_kind("custody")])
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
    months = svg_picture("", custody.months(str(words), make.project.language), format="svg", alt=words)
    if make.for_website:
        heads: list[str | nodes.Node] = [_("Who"), months, _("Last publicly reported")]
        caption = _("Held first in: {phase}").format(phase=phase.short_title)
        return table(caption, heads, rows, (20, 55, 25), ["held"])
    heads = [_("Who"), _("From July 2018 on, and what was last publicly reported")]
    if has_head_in_sight(make):
        heads[1] = months
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
        first = custody.first_hold(record)
        begun = [number for number, (_page, begins) in enumerate(phases) if begins <= first]
        groups.setdefault(begun[-1] if begun else 0, []).append(record)
    for records in groups.values():
        records.sort(key=lambda one: (custody.first_hold(one), one.sort_key))
    return [(phases[number][0], groups[number]) for number in sorted(groups)]


def last_hold(record: Record) -> Hold:
    """What the last report means for a person: whoever was let go is free, a step says nothing of where somebody is."""
    measures = [MEASURES[one.measure] for one in record.situations]
    last = next((one for one in reversed(measures) if one.hold is not Hold.STEP), measures[-1])
    return Hold.FREE if last.brief else last.hold


def person_row(make: NodeFactory, record: Record) -> list[Cell]:
    """Who was held, the line, and what was last reported; where no head stays in sight, each line has its months."""
    person = make.project.records[record.get("person")]
    with_months = not has_head_in_sight(make)
    drawn = custody.custody_line(record.situations, record.title, make.project.language, with_months)
    words = custody.in_words(record.situations, make.project.language)
    line = svg_picture("", drawn, format="svg", alt=words)
    last = [make.moment(person.get("status-date")), nodes.Text(f": {person.get('status')} ")]
    return [
        cell(make.link(person)),
        [nodes.paragraph("", "", line)],
        cell(*last, make.cite([person.get("status-source")])),
    ]


def sign(measure: str) -> svg_picture:
    """The sign of a measure, to stand before its name."""
    return svg_picture("", custody.sign_of(measure), format="svg", alt="")


def legend(people: Sequence[Sequence[Situation]], drawn: str = "") -> nodes.bullet_list:
    """What the signs of these people's measures mean, and those of lines, if need be only where `drawn` has them."""
    reported = {one.measure for situations in people for one in situations}
    measures = [name for name in MEASURES if name in reported]
    items = [
        nodes.list_item(
            "", nodes.paragraph("", "", svg_picture("", picture, format="svg", alt=words), nodes.Text(f" {words}"))
        )
        for picture, words in custody.legend(measures, drawn)
    ]
    return nodes.bullet_list("", *items, classes=["custody-legend"])


@view("held-each-day")
def held_each_day(make: NodeFactory, argument: str) -> Sequence[nodes.Node]:
    """How many of those recorded were reported held or missing on each day, and of whom no release is reported."""
    people = [record.situations for record in make.project.of_kind("custody")]
    if not people:
        return []
    language, told = make.project.language, held.daily(people)
    wide, narrow = (held.totals(told, language, form) for form in (held.WIDE, held.NARROW))
    words = _("How many of {number} people were reported held or missing on each day").format(number=len(people))
    rows = []
    for day in held.DAYS_TOLD:
        numbers = held.held_on(day, people)
        rows.append([cell(make.moment(day.isoformat())), *(cell(nodes.Text(in_digits(each))) for each in numbers)])
    heads = [
        _("Day"),
        _("Held, by a report that covers the day"),
        _("Missing, by a report that covers the day"),
        _("Last reported held or missing and nothing else since, or disputed"),
    ]
    return [
        *drawings(wide, narrow, words),
        fold(_("The same as a table"), table(words, heads, rows, (28, 22, 22, 28), ["held-each-day", STACKED])),
    ]


@view("held-by-measure")
def held_by_measure(make: NodeFactory, argument: str) -> Sequence[nodes.Node]:
    """How many are reported under each measure on each day, drawn, and as a table for days of which readers ask."""
    people = [record.situations for record in make.project.of_kind("custody")]
    if not people:
        return []
    language, counted = make.project.language, held.daily_by_measure(people)
    wide, narrow = (held.by_measure(counted, language, form) for form in (held.WIDE, held.NARROW))
    words = _(
        "How many were reported under each measure on each day; in brackets those for whom the reports leave it open"
    )
    rows = []
    for name, each_day in counted.items():
        numbers = [with_open(held.held_under(name, day, people)) for day in held.DAYS_TOLD]
        most, highest = each_day.most
        day_of_most = dates.in_words(highest.isoformat(), language, short=True)
        told_most = _("{number} on {day}").format(number=most, day=day_of_most)
        told = (MEASURES[name].label, told_most if most else NO_REPORT, *numbers)
        rows.append([cell(nodes.Text(str(words))) for words in told])
    days = [dates.in_words(day.isoformat(), language, short=True) for day in held.DAYS_TOLD]
    heads = [_("Measure"), _("Most by reports of one day"), *days]
    measures = table(words, heads, rows, (46, 34, *(15 for day in days)), ["held-by-measure", STACKED])
    return [*drawings(wide, narrow, words), fold(_("The same as a table"), measures)]


def in_digits(number: int) -> str:
    """A number of people; where nobody is reported, no naught, which would say that nobody was held."""
    return str(number) if number else NO_REPORT


def with_open(count: held.Count) -> str:
    """How many are reported for sure, and in brackets those for whom it is open: `7 (+5)`."""
    if not count.open:
        return in_digits(count.sure)
    return f"{count.sure}\u00a0(+{count.open})" if count.sure else f"(+{count.open})"
