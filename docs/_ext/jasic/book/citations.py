"""Citations in a sentence of the book: whether the author is a part of it, and in whose brackets they stand."""

from collections.abc import Mapping

from docutils import nodes

IN_BRACKETS = "in-brackets"  # mark of a citation that stands in the brackets of what is before it


def following_citation(node: nodes.Node) -> nodes.Element | None:
    """The citation right behind a node that is wholly in brackets of its own."""
    following = node.next_node(descend=False, siblings=True) if node.parent is not None else None
    is_citation = isinstance(following, nodes.inline) and "cites" in following and not following["textual"]
    return following if is_citation else None  # type: ignore[return-value]


def share_brackets(reference: nodes.Element) -> bool:
    """Leave the last bracket of a name such as Xinshengdai (iLabour) to the citation right behind it."""
    space = reference.next_node(descend=False, siblings=True)
    citation = following_citation(space) if space is not None and space.astext() == " " else None
    last = next(reversed(list(reference.findall(nodes.Text))), None)  # None where it is a picture
    if citation is None or last is None or not last.endswith(")"):
        return False
    last.parent.replace(last, nodes.Text(last.removesuffix(")")))
    citation[IN_BRACKETS] = True
    return True


def drop_said_name(citation: nodes.Element, labels: Mapping[str, tuple[str, str]]) -> None:
    """Leave the date alone where the words before a citation end in the name of its source: Initium (17 Sep 2018)."""
    said = "".join(node.astext() for node in citation.parent[: citation.parent.index(citation)]).rstrip()
    if not citation["cites"] or (key := citation["cites"][0][0]) not in labels:
        return
    name = labels[key][0]
    # With a small letter too, as in the support group; but it is not the end of Jasic Workers’ Support Group.
    before, last = said[: -len(name)], said[-len(name) :]
    if last not in (name, name[:1].lower() + name[1:]) or before[-1:].isalnum():
        return
    texts = list(citation.findall(nodes.Text))
    for key, notes in citation["cites"]:
        label = " ".join(labels.get(key, ()))
        found = next((text for text in texts if text == label), None)
        if labels.get(key, ("",))[0] != name or any(notes) or found is None:
            return
        found.parent.replace(found, nodes.Text(labels[key][1]))


def without_outer_brackets(node: nodes.Text, text: str) -> str:
    """The words of a citation without its own brackets, its first and last sign, where it has those before it."""
    if node.parent is None or IN_BRACKETS not in node.parent:
        return text
    text = text.removeprefix("(") if node is node.parent[0] else text
    return text.removesuffix(")") if node is node.parent[-1] else text
