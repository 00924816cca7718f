"""How the book names a record elsewhere: by its title or its number, and the page where it stands."""

from collections.abc import Iterable, Sequence

from docutils import nodes

from ..model.records import Record
from ..nodes.factory import NodeFactory, join_nodes
from ..translation import _
from .nodes import called, page_of, place_of

IN_THE_STORY = ("person", "organisation", "place")  # of which the pages of their events are given, and no titles


def anchor_of(record: Record) -> str:
    """The name of the place of a record in the book."""
    return place_of(record.docname, record.anchor)


def named(make: NodeFactory, record: Record, text: str = "") -> nodes.reference:
    """A record by its title, or another text, as a link without a page number of its own."""
    link = make.link(record, text)
    link["without-page"] = True
    return link


def listed(make: NodeFactory, records: Sequence[Record]) -> list[nodes.Node]:
    """Records by name, each with its page: `Yue Xin 113, Shen Mengyu 120`."""
    if records and records[0].kind == "claim":
        return claims_by_question(make, records)
    parts: list[list[nodes.Node]] = []
    for record in records:
        # A name in pinyin is one thing, however many words it has.
        link = named(make, record, record.title.replace(" ", "\u00a0") if record.kind == "person" else "")
        before = "\u00a0" if record.kind in IN_THE_STORY else ",\u00a0p.\u00a0"
        parts.append([link, page_of(anchor_of(record), before=before)])
    separator = ", " if all(record.kind in IN_THE_STORY for record in records) else "; "
    return join_nodes(parts, separator)


def claims_by_question(make: NodeFactory, claims: Iterable[Record]) -> list[nodes.Node]:
    """Claims behind the question on which they are numbered, with their pages: `“Who led?” A 9, A 10, pp. 209–210`."""
    questions: dict[str, list[Record]] = {}
    for claim in sorted(claims, key=make.project.place_of_claim):
        questions.setdefault(claim.docname, []).append(claim)
    parts: list[list[nodes.Node]] = []
    for docname, numbered in questions.items():
        question = make.project.pages[docname].short_title
        links = [named(make, claim, make.project.claim_name(claim)) for claim in numbered]
        before, several = (",\u00a0" + word for word in (_("p.\u00a0"), _("pp.\u00a0")))
        pages = page_of(*map(anchor_of, numbered), before=before, before_several=several)
        title = nodes.Text(_("“{title}”").format(title=question) + " ")
        parts.append([title, *join_nodes([[link] for link in links], ", "), pages])
    return join_nodes(parts, "; ")


def see(groups: Iterable[tuple[str, Sequence[nodes.Node]]]) -> list[nodes.Node]:
    """A line of groups, each after what it is called in small capitals."""
    parts: list[list[nodes.Node]] = [
        [called("caps", nodes.Text(name.lower()), inside=True), nodes.Text(" "), *found] for name, found in groups
    ]
    return [called("see", *join_nodes(parts, ". "), nodes.Text("."))] if parts else []
