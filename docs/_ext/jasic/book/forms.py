"""The views that have another form in the book than on the website, where they unfold and lead on by links.

A view that is not named here prints what the website prints.
"""

from docutils import nodes

from ..figures import copies, counts, custody, held, phase, struggle
from ..figures import course as course_figure
from ..figures.argument import argument_map
from ..figures.places import places_map
from ..nodes.factory import NodeFactory
from ..nodes.registry import Fill
from ..views import claim, position
from ..views import record as record_views
from ..views.bibliography import bibliography
from ..views.debate import matrix, unanswered
from ..views.lists import chronology, coverage, directory
from ..views.search_form import search_form
from .apparatus import record_facts, record_heading, record_links
from .claims import at_a_glance, findings, two_views
from .illustrations import (
    count_estimates,
    course,
    held_by_measure,
    held_each_day,
    map_of_claims,
    phase_strip,
    situations,
    who_repeats_whom,
)
from .nodes import left_out


def narrowed_chronology(make: NodeFactory, narrowed_to: str) -> list[nodes.Node]:
    """The events of one record; all events stand in the chronology before the text."""
    return chronology(make, narrowed_to) if narrowed_to else []


def nothing(make: NodeFactory, argument: str, *inside: nodes.Node) -> list[nodes.Node]:
    """What the book has elsewhere, or is for the screen alone."""
    return []


def overview(make: NodeFactory, argument: str) -> list[nodes.Node]:
    """What lists the book again; a section that only leads to it goes too."""
    return [left_out()]


# The form in the book of a view that has another one there, by the function that fills it elsewhere.
BOOK_FORMS: dict[Fill, Fill] = {
    argument_map: map_of_claims,
    chronology: narrowed_chronology,
    claim.findings: findings,
    claim.two_views: two_views,
    copies.copies: who_repeats_whom,
    counts.count_estimates: count_estimates,
    course_figure.course: course,
    held.held_by_measure: held_by_measure,
    held.held_each_day: held_each_day,
    custody.situations: situations,
    position.at_a_glance: at_a_glance,
    record_views.record_facts: record_facts,
    record_views.record_heading: record_heading,
    record_views.record_links: record_links,
    phase.phase_strip: phase_strip,
    # What the book has elsewhere (see back.py and front.py), or is for the screen alone.
    **dict.fromkeys((bibliography, claim.preface, places_map, search_form, struggle.whole_struggle), nothing),
    # What lists the book again.
    **dict.fromkeys((coverage, directory, matrix, unanswered), overview),
}
