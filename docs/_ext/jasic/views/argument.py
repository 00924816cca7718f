"""The debate on the pages of its questions: the map, the thread that says the same in words, and what is unanswered."""

from collections.abc import Sequence

from docutils import nodes

from ..model.kinds import KINDS, SPEAKERS
from ..model.records import Record
from ..translation import _
from .argument_svg import STROKES, draw, legend, speaker_name
from .claim import is_unanswered
from .nodes import NodeFactory, cell, join_nodes, table
from .pictures import svg_picture

QUESTION_WIDTH, SPEAKER_WIDTH = 52, 12  # of the columns of the matrix, in hundredths of the table


def argument_map(make: NodeFactory, question: str) -> list[nodes.Node]:
    """The map of one question, with what its shapes and lines mean, and the thread as its equivalent."""
    claims = make.project.claims_on.get(question)
    if not claims:
        return []
    label = _("Map of {number} claims; the list below says the same in words").format(number=len(claims))
    picture = svg_picture("", draw(claims, label), format="svg", alt=label)
    key = nodes.paragraph("", legend(), classes=["record-meta"])
    return [nodes.container("", picture, key, classes=["argument-map"]), thread(make, claims)]


def thread(make: NodeFactory, claims: Sequence[Record]) -> nodes.enumerated_list:
    """The claims of a question as a numbered list: who, what, and how it bears on the others."""
    numbers = {claim.id: number for number, claim in enumerate(claims, 1)}
    items = nodes.enumerated_list(classes=["thread"], enumtype="arabic", prefix="", suffix=".")
    for claim in claims:
        line = nodes.paragraph("", "", nodes.Text(f"{speaker_name(claim.get('by'))}: "), make.link(claim))
        if relations := "; ".join(relations_in_words(claim, numbers)):
            line += nodes.Text(f" ({relations})")
        if is_unanswered(make.project, claim):
            line += [nodes.Text(" "), nodes.emphasis("", str(_("No reply found.")))]
        items += nodes.list_item("", line)
    return items


def relations_in_words(claim: Record, numbers: dict[str, int]) -> list[str]:
    """How a claim bears on others: `answers 1, 2`, `supports 1 on another page`."""
    phrases = []
    for relation in STROKES:
        verb = str(KINDS["claim"].options[relation].label).lower()
        others = claim.items(relation)
        within = [str(numbers[other]) for other in others if other in numbers]
        if within:
            phrases.append(f"{verb} {', '.join(within)}")
        if elsewhere := len(others) - len(within):
            phrases.append(_("{verb} {number} on another page").format(verb=verb, number=elsewhere))
    return phrases


def matrix(make: NodeFactory, argument: str) -> list[nodes.Node]:
    """Questions by speakers: how many claims, with a link to the first of each."""
    rows = []
    for claims in make.project.claims_on.values():
        cells = [cell(make.page_link(make.project.pages[claims[0].docname]))]
        for speaker in SPEAKERS:
            said = [claim for claim in claims if claim.get("by") == speaker]
            cells.append(cell(make.link(said[0], str(len(said))) if said else nodes.Text("–")))
        rows.append(cells)
    head = [_("Question"), *map(speaker_name, SPEAKERS)]
    widths = [QUESTION_WIDTH, *[SPEAKER_WIDTH] * len(SPEAKERS)]
    return [table(_("Claims by question and speaker"), head, rows, widths, ["matrix"])]


def unanswered(make: NodeFactory, argument: str) -> list[nodes.Node]:
    """Claims and questions that nothing in the exchange answers, by question."""
    rows = []
    for claims in make.project.claims_on.values():
        links: list[list[nodes.Node]] = [
            [nodes.Text(f"{speaker_name(claim.get('by'))}: "), make.link(claim)]
            for claim in claims
            if is_unanswered(make.project, claim)
        ]
        rows.append((make.project.pages[claims[0].docname].title, join_nodes(links, "; ")))
    return make.facts(rows)
