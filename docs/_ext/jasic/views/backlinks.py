"""What a record names by its options and what names it: counted in one line that unfolds to lists, group by group.

The book and the e-book, where nothing unfolds, print the groups as compact lists.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from docutils import nodes

from ..model.record_kinds import KINDS, Shown
from ..model.records import Page, Record
from ..nodes.elements import fold
from ..nodes.factory import NodeFactory, bullets, counted, join_nodes
from ..translation import _

LINKS = "links"  # the class of compact lists
SHOWN = 10  # entries of a list that stand open; what is beyond is folded
BESIDE = "custody"  # the kind whose records stand beside the person whom they are about
ELSEWHERE = _("Events elsewhere that name it")  # of a place, which counts as its own the events in it
# How a group is counted that is not called after the kind of its records: its name -> one of it.
SINGULAR = {
    _("Earlier events"): _("earlier event"),
    _("Later events"): _("later event"),
    ELSEWHERE: _("event elsewhere that names it"),
}


@dataclass(frozen=True)
class Group:
    """Links of one sort: `many` is its name, `one` that of a single entry in small letters, `kind` that of its records.

    Pages have no kind.
    """

    kind: str
    one: str
    many: str
    entries: Sequence[Sequence[nodes.Node]]

    @property
    def counted(self) -> str:
        """`1 organisation`, `11 people`."""
        return counted(len(self.entries), self.one, self.many)


def groups_of(make: NodeFactory, record: Record) -> list[Group]:
    """All that a record names and that names it, each once: by its options, by those of others, in their text."""
    project = make.project
    if record.kind == BESIDE:
        return []
    related: dict[str, list[Record]] = {}
    for name, option in record.options.items():
        if option.shown is Shown.BELOW and record.get(name):
            related[str(option.label)] = [project.records[item] for item in record.items(name)]
    for label, others in project.inverses(record).items():
        if others[0].kind != BESIDE:
            related.setdefault(label, []).extend(others)
    if record.kind == "place" and (there := project.events_at(record.id)):
        related[str(KINDS["event"].labels)] = there  # as on the map: with those at a place within it
    listed = {other.id for others in related.values() for other in others}
    records, pages = project.appearances(record.kind, record.id)
    for other in records:
        if other.id not in listed and other.kind != BESIDE:
            is_elsewhere = (record.kind, other.kind) == ("place", "event")
            related.setdefault(str(ELSEWHERE if is_elsewhere else other.about.labels), []).append(other)
    return [_group(make, name, others) for name, others in related.items()] + page_groups(make, pages)


def page_groups(make: NodeFactory, pages: Sequence[Page]) -> list[Group]:
    links = [[make.page_link(page)] for page in pages]
    return [Group("", str(_("page")), str(_("Pages")), links)] if links else []


def _group(make: NodeFactory, name: str, records: Sequence[Record]) -> Group:
    one = SINGULAR.get(name) or KINDS[records[0].kind].label.lower()
    unique = {record.id: record for record in records}.values()
    return Group(records[0].kind, str(one), name, [dated_link(make, record) for record in unique])


def dated_link(make: NodeFactory, record: Record) -> list[nodes.Node]:
    """A link to a record and, where it has one, its date, which in a list comes first."""
    if not (date := record.get("date")):
        return [make.link(record)]
    when = make.moment(date, short=True)
    if make.for_website:
        return [when, nodes.Text(" "), make.link(record)]
    return [make.link(record), nodes.Text(" ("), when, nodes.Text(")")]


def folded_groups(make: NodeFactory, groups: Iterable[Group]) -> list[nodes.Node]:
    """One line that counts the groups and unfolds to their lists; where nothing unfolds, the lists in short."""
    groups = list(groups)
    if not groups:
        return []
    if not make.for_website:
        return make.facts((group.many, join_nodes(group.entries, "; ")) for group in groups)
    lists = make.facts((group.many, long_list(group.entries)) for group in groups)
    return [fold(" · ".join(group.counted for group in groups), *lists)]


def long_list(entries: Sequence[Sequence[nodes.Node]]) -> list[nodes.Node]:
    """A list whose end is folded where it is long: one or two more take no more room than the line that counts them."""
    shown = SHOWN if len(entries) > SHOWN + 2 else len(entries)
    first, rest = entries[:shown], entries[shown:]
    more = [fold(_("{number} more").format(number=len(rest)), bullets(rest, LINKS))] if rest else []
    return [bullets(first, LINKS), *more]
