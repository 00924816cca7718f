"""The debate as a whole: the map of a question, who says how much about what, and what nobody answers."""

from collections.abc import Sequence

from docutils import nodes

from ..figures import argument
from ..model.record_kinds import SPEAKERS
from ..model.records import Record
from ..translation import _
from .claim import is_unanswered, speaker
from .nodes import NodeFactory, cell, table
from .pictures import with_caption
from .registry import view

QUESTION_WIDTH, SPEAKER_WIDTH = 52, 12  # of the columns of the matrix, in hundredths of the table


@view("argument-map")
def argument_map(make: NodeFactory, question: str) -> list[nodes.Node]:
    """The map of one question and how it is read; the cards of its claims say the same."""
    claims = make.project.claims_on.get(question)
    if not claims:
        return []
    title = _("Map of {number} claims; the cards below say the same").format(number=len(claims))
    names = {claim.id: make.project.claim_name(claim) for claim in claims}
    wide, narrow = (
        argument.draw(question, title, claims, names, make.address, narrow=narrow) for narrow in (False, True)
    )
    beside = _("a reply stands beside what it answers where there is room.")
    replies = f"; {beside}" if has_two_columns(claims) else "."
    reading = f"{order(claims)}{replies}"
    if make.for_website:
        reading += " " + _("Each box leads to its claim.")
    return [with_caption(wide, narrow, title, reading)]


def has_two_columns(claims: Sequence[Record]) -> bool:
    """Whether the claims of a question stand in two columns of its map."""
    return any(argument.speaker_columns(claims).values())


def order(claims: Sequence[Record]) -> str:
    """In which order the claims stand in the map, without a full stop."""
    said = (
        _(
            "In each column the claims stand in the order in which the page of the discussion prints them, which is "
            "not always that of their days"
        )
        if has_two_columns(claims)
        else _(
            "The claims stand in the order in which the page of the discussion prints them, which is not always that "
            "of their days"
        )
    )
    return str(said)


@view("matrix")
def matrix(make: NodeFactory, argument: str) -> list[nodes.Node]:
    """Questions by speakers: how many claims, with a link to the first of each."""
    rows = []
    for claims in make.project.claims_on.values():
        cells = [cell(make.page_link(make.project.pages[claims[0].docname]))]
        for name in SPEAKERS:
            said = [claim for claim in claims if claim.get("by") == name]
            cells.append(cell(make.link(said[0], str(len(said))) if said else nodes.Text("–")))
        rows.append(cells)
    head = [_("Question"), *(speaker.label for speaker in SPEAKERS.values())]
    widths = [QUESTION_WIDTH, *[SPEAKER_WIDTH] * len(SPEAKERS)]
    return [table(_("Claims by question and speaker"), head, rows, widths, ["matrix"])]


@view("unanswered")
def unanswered(make: NodeFactory, argument: str) -> list[nodes.Node]:
    """Claims and questions without a reply in the exchange, by question, one a line."""
    parts: list[nodes.Node] = []
    for claims in make.project.claims_on.values():
        open_claims = [claim for claim in claims if is_unanswered(make.project, claim)]
        if not open_claims:
            continue
        page = make.project.pages[claims[0].docname]
        lines = [
            nodes.list_item("", nodes.paragraph("", "", speaker(claim), nodes.Text(": "), make.link(claim)))
            for claim in open_claims
        ]
        parts += [
            nodes.paragraph("", "", nodes.strong("", "", make.page_link(page))),
            nodes.bullet_list("", *lines, classes=["directory"]),
        ]
    return parts
