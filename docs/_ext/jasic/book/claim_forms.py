"""What stands round a claim of the discussion in the book, and round what is made from several."""

from collections.abc import Iterable

from docutils import nodes

from ..model.exchange import RELATIONS
from ..model.record_kinds import CLAIM_TYPES, VERDICTS
from ..model.records import Record
from ..nodes.factory import NodeFactory, join_nodes
from ..translation import _
from ..views import claim, position
from .markup import quoted
from .nodes import called, content, page_of, sign
from .page_references import anchor_of, listed, named


def claim_line(make: NodeFactory, record: Record) -> list[nodes.Node]:
    """Who says it, what the passage does, where it stands; and at the end of the line what sources say of it."""
    # Whether it can be checked is told by its verdict alone: here a fact would seem to be one.
    does = _("says in support") if record.get("type") == "evidence" else CLAIM_TYPES[record.get("type")].label
    what = [nodes.strong("", make.project.claim_name(record)), nodes.Text(f" {does} · {record.get('passage')}")]
    verdict = record.get("verdict")
    found = [sign(verdict), nodes.Text(" " + str(VERDICTS[verdict].label))] if verdict in VERDICTS else []
    return [called("claim-line", content(*what), content(*found))]


def relations(make: NodeFactory, record: Record) -> list[nodes.Node]:
    """Which claims a claim answers, supports and so on, and which answer it; those of other chapters by page."""
    parts: list[list[nodes.Node]] = []
    for name, option in RELATIONS.items():
        others = [make.project.records[item] for item in record.items(name)]
        if others:
            parts.append([nodes.Text(str(option.label).lower() + " "), *claims_by_name(make, record, others)])
    precedents = [make.project.records[item] for item in record.items("precedents")]
    if precedents:
        parts.append([nodes.Text(_("invokes") + " "), *listed(make, precedents)])
    for name, option in RELATIONS.items():
        if others := make.project.named_by(record, name):
            parts.append([nodes.Text(str(option.inverse).lower() + " "), *claims_by_name(make, record, others)])
    if claim.is_unanswered(make.project, record):
        parts.append([nodes.emphasis("", str(_("no reply found")))])
    return [called("relations", *join_nodes(parts, "; "))] if parts else []


def claims_by_name(make: NodeFactory, record: Record, others: Iterable[Record]) -> list[nodes.Node]:
    """Claims by number, those on the same question first, then those on others by page."""
    parts: list[list[nodes.Node]] = []
    in_order = sorted(others, key=make.project.place_of_claim)
    for other in sorted(in_order, key=lambda other: other.docname != record.docname):
        link = named(make, other, make.project.claim_name(other))
        place = [] if other.docname == record.docname else [page_of(anchor_of(other), before=" (p.\u00a0", after=")")]
        parts.append([link, *place])
    return join_nodes(parts, ", ")


def findings(make: NodeFactory, claim_id: str, *prose: nodes.Node) -> list[nodes.Node]:
    return [called("findings", *prose)] if prose else []


def two_views(make: NodeFactory, claims: str) -> list[nodes.Node]:
    """The claims that stand most apart on a question, beside each other under a heading."""
    columns = []
    for record in (make.project.records[name.strip()] for name in claims.split(",")):
        name = nodes.strong("", make.project.claim_name(record))
        page = page_of(anchor_of(record), before=",\u00a0p.\u00a0")
        columns.append(content(nodes.paragraph("", "", name, page), nodes.paragraph("", "", named(make, record))))
    return [called("side-by-side", *columns, heading=quoted(_("Two claims that stand far apart")))]


def at_a_glance(make: NodeFactory, position_id: str) -> list[nodes.Node]:
    """A position in short: its case, what is said against it and its replies in columns, below them what is open."""
    made = position.at_a_glance(make, position_id)
    for box in made:
        answer = make.project.records[make.project.records[position_id].get("strongest-answer")]
        for link in box.findall(nodes.reference):
            link["without-page"] = True
        for speaker in list(box.findall(lambda node: "speaker" in getattr(node, "attributes", {}).get("classes", ()))):
            page = page_of(anchor_of(answer), before=",\u00a0p.\u00a0")
            speaker.parent.replace(speaker, [nodes.Text(make.project.claim_name(answer)), page])
    parts = [part for box in made for part in box.children if isinstance(part, nodes.container)]
    columns = [content(*part.children) for part in parts if position.UNSETTLED not in part["classes"]]
    below = [node for part in parts if position.UNSETTLED in part["classes"] for node in part.children]
    return [called("at-a-glance", *columns, content(*below))] if columns else []
