"""The debate as a whole: who says how much about what, and what nobody answers."""

from docutils import nodes

from ..model.forms import FLAG
from ..model.record_kinds import SPEAKERS
from ..nodes.factory import NodeFactory, bullets
from ..nodes.registry import view
from ..nodes.tables import cell, table
from ..translation import _
from .claim import is_unanswered, speaker

QUESTION_WIDTH, SPEAKER_WIDTH = 52, 12  # of the columns of the matrix, in hundredths of the table


@view("matrix", FLAG)
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


@view("unanswered", FLAG)
def unanswered(make: NodeFactory, argument: str) -> list[nodes.Node]:
    """Claims and questions without a reply in the exchange, by question, one a line."""
    parts: list[nodes.Node] = []
    for claims in make.project.claims_on.values():
        open_claims = [claim for claim in claims if is_unanswered(make.project, claim)]
        if not open_claims:
            continue
        page = make.project.pages[claims[0].docname]
        lines = ([speaker(claim), nodes.Text(": "), make.link(claim)] for claim in open_claims)
        parts += [nodes.paragraph("", "", nodes.strong("", "", make.page_link(page))), bullets(lines, "directory")]
    return parts
