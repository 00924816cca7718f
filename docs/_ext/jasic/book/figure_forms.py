"""The figures of the site in the book, each with a number and a caption; and what is drawn of one record."""

from collections.abc import Iterable, Sequence

from docutils import nodes

from ..figures import copies, counts, custody, how_many_were_held, who_was_held
from ..figures.argument_map import argument_map, order
from ..figures.course import course_picture, with_all_parts
from ..figures.phase import strip_of
from ..figures.places import places_map
from ..nodes.elements import captioned_table
from ..nodes.factory import NodeFactory, join_nodes
from ..nodes.pictures import svg_picture
from ..translation import _
from .markup import quoted
from .nodes import FLOATING, FOOT, called, page_of, place_of
from .page_references import anchor_of, listed, named, see
from .printed_svg import FLUID_WIDTH


def numbered(
    pictures: Iterable[nodes.Node], caption: str, *classes: str, key: Sequence[nodes.Node] = ()
) -> nodes.figure:
    """A figure of the site with a number and a caption, which a `key` to its signs may end."""
    return nodes.figure("", *pictures, nodes.caption("", str(caption), *key), classes=list(classes))


def phase_strip(make: NodeFactory, argument: str) -> list[nodes.Node]:
    told = make.project.phase_told_on(make.docname)
    if told is None:
        return []
    caption = _("The events of this chapter by day and arena.")
    return [numbered(strip_of(make, told).children, caption, FLOATING, FOOT)]


def map_of_claims(make: NodeFactory, question: str) -> list[nodes.Node]:
    made = argument_map(make, question)
    if not made:
        return []
    # It may come to stand among the words on another question.
    asked = make.project.pages[make.docname].title
    told = order(make.project.claims_on[question])
    bearing = _("How the claims bear on one another.")
    caption = f"{asked}{'' if asked[-1:] in '?!.' else '.'} {bearing} {told}."
    return [numbered(made[0].findall(svg_picture), caption, FLOATING)]


def places(make: NodeFactory) -> list[nodes.Node]:
    """The maps; the list of places is what the chapters say."""
    if not make.project.of_kind("place"):
        return []
    box, *_list = places_map(make, "")
    return [numbered(box.findall(svg_picture), next(box.findall(nodes.paragraph)).astext())]


def who_repeats_whom(make: NodeFactory, argument: str) -> list[nodes.Node]:
    """The drawing as a figure, which cites its sources; the table says the same."""
    made = copies.copies(make, argument)
    if not made:
        return []
    box, *_table = made
    caption = next(box.findall(nodes.paragraph)).astext()
    drawn = dict.fromkeys(key for original, others in make.project.copiers.items() for key in (original, *others))
    marks = [called(f"cite-mark({quoted(key)})", inside=True) for key in drawn]
    return [numbered(box.findall(svg_picture), caption, FLOATING, key=marks)]


def count_estimates(make: NodeFactory, record_id: str) -> list[nodes.Node]:
    """The versions of a count on another page, drawn; who gives which is said where the count stands."""
    record = make.project.records[record_id]
    page = page_of(anchor_of(record), before=",\u00a0p.\u00a0")
    figure = counts.strip(make, record)
    words = [] if figure else [counts.after_name(record)]
    name = nodes.paragraph("", "", nodes.strong("", "", named(make, record)), page, *words)
    return [called("kept", name, *figure, *counts.what_differs(record))]


def course(make: NodeFactory, record_id: str) -> list[nodes.Node]:
    """How those of a count went on, drawn, and where each of the counts stands with whoever gives it."""
    counted = with_all_parts(make, make.project.records[record_id])
    return [course_picture(make, record_id, FLUID_WIDTH), *see([(_("numbers"), listed(make, counted))])]


def held_each_day(make: NodeFactory, argument: str) -> list[nodes.Node]:
    """The drawing as a figure, and below it the table."""
    made = how_many_were_held.held_each_day(make, argument)
    if not made:
        return []
    picture, _narrow, same = made
    caption = _("How many people with an entry were reported held or missing on each day.")
    return [numbered([picture], caption), same]


def held_by_measure(make: NodeFactory, argument: str) -> list[nodes.Node]:
    """The drawing as a figure, since it takes half a page and so has to seek its room; the table need not be near."""
    made = how_many_were_held.held_by_measure(make, argument)
    if not made:
        return []
    picture, _narrow, same = made
    caption = _("How many people with an entry were reported under each measure on each day.")
    return [numbered([picture], caption, FLOATING), *same.findall(captioned_table)]


def situations(make: NodeFactory, record_id: str, items: nodes.bullet_list) -> list[nodes.Node]:
    """The custody of one person, drawn, and each report with its sources, one after the other."""
    record = make.project.records[record_id]
    line, *_table = custody.situations(make, record_id, items)
    reports: list[list[nodes.Node]] = []
    for one, item in zip(record.situations, items.children):
        _measure, who = counts.split_item(item, one.measure)
        (what,) = custody.measure_cell(make, one)
        said = join_nodes([list(paragraph.children) for paragraph in who], " ")
        when = nodes.strong("", make.date(one.date))
        reports.append([when, nodes.Text(": "), *what.children, nodes.Text(": "), *said])
    # One page has the legend; where nobody put it into the book, no place of that name is in it.
    signs = page_of(
        *(place_of(page, who_was_held.SIGNS) for page in make.project.pages),
        before=str(_(" Signs:\u00a0p.\u00a0")),
        after=".",
    )
    told = called("apparatus", nodes.paragraph("", "", *join_nodes(reports, "; "), nodes.Text("."), signs))
    return [called("kept", line, told)]  # on one page, since the signs in the words say what the drawing shows
