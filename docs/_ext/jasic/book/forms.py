"""The views that have another form in the book than on the website, where they unfold and lead on by links.

A view that is not named here prints what the website prints.
"""

from docutils import nodes

from ..figures import copies, counts, course, custody, how_many_were_held, phase, struggle
from ..figures.argument_map import argument_map
from ..figures.places import places_map
from ..nodes.factory import NodeFactory
from ..nodes.registry import Fill
from ..views import claim, position, record
from ..views.bibliography import bibliography
from ..views.debate import matrix, unanswered
from ..views.lists import chronology, coverage, directory
from ..views.search_form import search_form
from . import claim_forms, figure_forms, record_forms
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
    argument_map: figure_forms.map_of_claims,
    chronology: narrowed_chronology,
    claim.findings: claim_forms.findings,
    claim.two_views: claim_forms.two_views,
    copies.copies: figure_forms.who_repeats_whom,
    counts.count_estimates: figure_forms.count_estimates,
    course.course: figure_forms.course,
    how_many_were_held.held_by_measure: figure_forms.held_by_measure,
    how_many_were_held.held_each_day: figure_forms.held_each_day,
    custody.situations: figure_forms.situations,
    position.at_a_glance: claim_forms.at_a_glance,
    record.record_facts: record_forms.record_facts,
    record.record_heading: record_forms.record_heading,
    record.record_links: record_forms.record_links,
    phase.phase_strip: figure_forms.phase_strip,
    # What the book has elsewhere (see back.py and front.py), or is for the screen alone.
    **dict.fromkeys((bibliography, claim.preface, places_map, search_form, struggle.whole_struggle), nothing),
    # What lists the book again.
    **dict.fromkeys((coverage, directory, matrix, unanswered), overview),
}
