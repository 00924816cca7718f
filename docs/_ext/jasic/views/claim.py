"""A claim as a card: who says what and where, what it bears on, what was found of it, and who answers.

What is the same for all claims of a page (the source, the day of review) is said once, before the first of them. The
relations to other claims are named by their words, or by speaker and number where the words stand on the same page.
"""

import re
from collections.abc import Sequence

from docutils import nodes

from ..model.exchange import RELATIONS
from ..model.forms import Form
from ..model.project import Project
from ..model.record_kinds import CLAIM_TYPES, SPEAKERS, VERDICTS
from ..model.records import Record
from ..nodes.elements import fold
from ..nodes.factory import NodeFactory, counted_sources, filled, join_nodes
from ..nodes.registry import record_part, view
from ..translation import _

CLAIMS = Form("[a-z0-9-]+(, [a-z0-9-]+)+", "two ids or more, with a comma and a space between them", "claim")
OPEN_TYPES = ("claim", "question")  # that ask for a reply
# The end of a sentence, and what follows it; the dot of an initial, as in E. H. Carr, is none.
SENTENCE_END = re.compile(r"(?<!\b[A-Z])[.?!。？！][”’\"')»]*(?=\s|$|(?<=[。？！]))")


def is_unanswered(project: Project, claim: Record) -> bool:
    """Whether a claim or a question has no reply: to narrow what one has said oneself, or to add to it, is none."""
    if claim.get("type") not in OPEN_TYPES or project.named_by(claim, "answers"):
        return False
    others = [*project.named_by(claim, "qualifies"), *project.named_by(claim, "concedes-to")]
    return all(other.get("by") == claim.get("by") for other in others)


@view("two-views", CLAIMS)
def two_views(make: NodeFactory, claims: str) -> list[nodes.Node]:
    """The claims that stand most apart on a question, side by side, and where it is said who speaks."""
    columns = []
    for claim in (make.project.records[name.strip()] for name in claims.split(",")):
        words = f" {CLAIM_TYPES[claim.get('type')].label} · {claim.get('passage')}"
        who = nodes.paragraph("", "", speaker(claim), nodes.Text(words), classes=["record-meta"])
        columns.append(nodes.container("", who, nodes.paragraph("", "", make.link(claim))))
    shown: list[nodes.Node] = [nodes.container("", *columns, classes=["two-views"])]
    if debate := make.project.pages.get(f"{make.docname.partition('/')[0]}/index"):
        said = filled(_("Who these speakers are: {page}"), make.page_link(debate))
        shown.append(nodes.paragraph("", "", *said, classes=["meta"]))
    return shown


@record_part("claims-preface")
def preface(make: NodeFactory, claim_id: str) -> list[nodes.Node]:
    """Before the first claim of a page: what holds of all of them."""
    claim = make.project.records[claim_id]
    claims = claims_beside(make.project, claim)
    if claims[0].id != claim.id:
        return []
    words: list[list[nodes.Node]] = []
    if is_shared(claims, "source"):
        words.append(filled(_("All of these are from {source}."), make.cite([claim.get("source")], textual=True)))
    if is_shared(claims, "reviewed") and claim.get("reviewed"):
        words.append(filled(_("Last reviewed {date}."), make.moment(claim.get("reviewed"))))
    return [nodes.paragraph("", "", *join_nodes(words, " "), classes=["record-meta"])] if words else []


def claims_beside(project: Project, claim: Record) -> list[Record]:
    """The claims on the page of a claim, in their order."""
    return [record for record in project.pages[claim.docname].records if record.kind == "claim"]


def is_shared(claims: Sequence[Record], option: str) -> bool:
    return len(claims) > 1 and len({claim.get(option) for claim in claims}) == 1


def heading(make: NodeFactory, claim: Record) -> list[nodes.Node]:
    """Above the words of a claim: its speaker, what the passage does, its name beside the others, its place."""
    words = [
        str(CLAIM_TYPES[claim.get("type")].label),
        _("no. {number}").format(number=number(make.project, claim)),
        claim.get("passage"),
    ]
    parts: list[nodes.Node] = [*map(nodes.Text, words)]
    claims = claims_beside(make.project, claim)
    if not is_shared(claims, "source"):
        parts.append(make.cite([claim.get("source")]))
    if claim.get("topic") != claim.docname.rpartition("/")[2]:
        parts += topic(make, claim)
    line = nodes.paragraph("", "", speaker(claim), classes=["record-meta", "above-title"])
    line += [nodes.Text(" "), *join_nodes([[part] for part in parts], " · ")]
    if claim.get("verdict"):
        line += [nodes.Text(" "), make.explained(verdict(claim), "verdicts")]
    return [line]


def speaker(claim: Record) -> nodes.inline:
    """The name of a speaker, beside which style draws the speech bubble."""
    return nodes.inline("", str(SPEAKERS[claim.get("by")].label), classes=["speaker", speaker_class(claim)])


def speaker_class(claim: Record) -> str:
    return f"speaker-{claim.get('by').lower()}"


def verdict(claim: Record) -> nodes.inline:
    """What sources say of a claim of fact, beside which style draws the mark."""
    choice = VERDICTS[claim.get("verdict")]
    return nodes.inline("", str(choice.label), classes=["verdict", claim.get("verdict")], title=str(choice.meaning))


def number(project: Project, claim: Record) -> str:
    """The place of a claim in the exchange on its question: `3` of what is called `X 3`."""
    return project.claim_name(claim).split()[-1]


def topic(make: NodeFactory, claim: Record) -> list[nodes.Node]:
    """A link to the question of a claim that stands on another page."""
    page = make.project.pages.get(f"{claim.docname.rpartition('/')[0]}/{claim.get('topic')}")
    return [make.page_link(page)] if page else []


def relations(make: NodeFactory, claim: Record) -> list[nodes.Node]:
    """A line for each claim that this one answers, supports, qualifies or concedes to, with the words of the other."""
    lines: list[nodes.Node] = []
    for name, option in RELATIONS.items():
        for other in (make.project.records[item] for item in claim.items(name)):
            verb = nodes.strong("", str(option.label).lower())
            line = nodes.paragraph("", "", verb, nodes.Text(" "), speaker(other), classes=["relation"])
            is_here = other.docname == claim.docname
            place = f" {number(make.project, other)}: " if is_here else ": "
            line += [nodes.Text(place), make.link(other)]
            lines.append(line)
    if precedents := [make.project.records[item] for item in claim.items("precedents")]:
        label = nodes.strong("", str(_("invokes")))
        lines.append(nodes.paragraph("", "", label, nodes.Text(" "), *make.links(precedents), classes=["relation"]))
    return lines


@record_part("findings", searched=True)
def findings(make: NodeFactory, claim_id: str, *prose: nodes.Node) -> list[nodes.Node]:
    """What was found of a claim: on the website its first sentence, and the rest folded."""
    claim = make.project.records[claim_id]
    first = prose[0] if prose else None
    if not make.for_website or not isinstance(first, nodes.paragraph):
        return list(prose)
    sentence, rest = split_sentence(first)
    remaining = [*([rest] if rest.children else []), *prose[1:]]
    if not remaining:
        return [sentence]
    sources = {source.key for source in make.project.cited_in(claim)} - {claim.get("source")}
    summary = _("What was found") + f" · {counted_sources(len(sources))}" if sources else str(_("In context"))
    return [sentence, fold(summary, *remaining)]


def split_sentence(paragraph: nodes.paragraph) -> tuple[nodes.paragraph, nodes.paragraph]:
    """The first sentence of a paragraph and the rest of it, which take over its marks, links and citations."""
    children = list(paragraph.children)
    for place, child in enumerate(children):
        match = SENTENCE_END.search(child.astext()) if isinstance(child, nodes.Text) else None
        if match:
            before, after = child.astext()[: match.end()], child.astext()[match.end() :].lstrip()
            first = [*children[:place], nodes.Text(before)]
            rest = [*([nodes.Text(after)] if after else []), *children[place + 1 :]]
            return nodes.paragraph("", "", *first), nodes.paragraph("", "", *rest)
    return paragraph, nodes.paragraph()


def replies(make: NodeFactory, claim: Record) -> list[nodes.Node]:
    """Who answers a claim, supports it and so on; that nobody answers is said too."""
    phrases: list[list[nodes.Node]] = []
    for name, option in RELATIONS.items():
        if others := make.project.named_by(claim, name):
            verb = nodes.strong("", str(option.inverse).lower())
            phrases.append([verb, nodes.Text(" "), *named(make, claim, others)])
    if positions := [record for record in make.project.appearances("claim", claim.id)[0] if record.kind == "position"]:
        phrases.append([nodes.strong("", str(_("in the position"))), nodes.Text(" "), *make.links(positions)])
    if is_unanswered(make.project, claim):
        phrases.append([nodes.emphasis("", str(_("no reply found")))])
    own_review = not is_shared(claims_beside(make.project, claim), "reviewed")
    words = join_nodes(phrases, " · ") if own_review else make.with_cite_link(phrases, claim.docname, claim.anchor)
    line = [nodes.paragraph("", "", *words, classes=["relation", "replies"])] if words else []
    return [*line, *(make.colophon(claim) if own_review else [])]


def named(make: NodeFactory, claim: Record, others: Sequence[Record]) -> list[nodes.Node]:
    """Claims by speaker and number; those of other pages are counted, with a link to the first on each."""
    links: list[list[nodes.Node]] = []
    elsewhere: dict[str, list[Record]] = {}
    for other in sorted(others, key=make.project.place_of_claim):
        if other.docname == claim.docname:
            links.append([make.link(other, make.project.claim_name(other))])
        else:
            elsewhere.setdefault(other.docname, []).append(other)
    for docname, claims in elsewhere.items():
        page = make.project.pages[docname]
        words = _("{number} under “{page}”").format(number=len(claims), page=page.short_title)
        links.append([make.link(claims[0], words)])
    return join_nodes(links, ", ")
