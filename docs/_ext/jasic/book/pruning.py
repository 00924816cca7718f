"""What is taken away from a page before it is printed: headings of nothing, and lists of what the book lists itself."""

from collections.abc import Callable

from docutils import nodes
from sphinx import addnodes

from .nodes import FLOATING, enclosing, left_out


def without_headings_of_figures(page: nodes.Element) -> None:
    """Take away the heading of a section that is but a figure: its caption says what it is, and goes where it goes."""
    for section in list(page.findall(nodes.section)):
        inner = [node for node in section.children if not isinstance(node, (nodes.title, nodes.target))]
        if len(inner) == 1 and isinstance(inner[0], nodes.figure) and FLOATING in inner[0]["classes"]:
            inner[0]["ids"] += section["ids"]
            section.replace_self(inner[0])


def without_repetitions(page: addnodes.start_of_file) -> None:
    """Take away where a page that holds others lists them: the book prints the list of its chapters.

    A list that cites something says more than they are.
    """
    lists: list[nodes.Element] = [*page.findall(nodes.bullet_list), *page.findall(nodes.enumerated_list)]
    for listed in lists:
        cites = any("cites" in inline for inline in listed.findall(nodes.inline))
        if not cites and all(map(begins_with_link, listed.children)):
            listed.parent.remove(listed)
    without_empty_sections(page)


def begins_with_link(item: nodes.Node) -> bool:
    """Whether an entry of a list begins with a link to a page."""
    first = item.next_node(nodes.Text) if isinstance(item, nodes.Element) else None
    link = enclosing(first, nodes.reference)
    return link is not None and "#" not in link.get("refuri", "#")


def without_sections(page: nodes.Element, is_left_out: Callable[[str], bool]) -> None:
    """Take away sections that the book leaves out, by their anchors; what leads there leads to what is around."""
    for section in list(page.findall(nodes.section)):
        if section.parent is not page and any(map(is_left_out, section["ids"])):
            remove(section)


def without_empty_sections(page: nodes.Element) -> None:
    """Take away headings below which nothing is printed, or only words that lead to what is left out.

    What leads to such a place leads to the section around it.
    """
    for section in reversed(list(page.findall(nodes.section))):
        if section.parent is page or "record" in section["classes"]:
            continue
        if not has_text(section) or leads_to_nothing(section):
            remove(section)


def remove(section: nodes.section) -> None:
    """Take a section away; what is named after it and what is in it is now what is around it."""
    section.parent["ids"] += [id for inner in section.findall(nodes.Element) for id in inner["ids"]]
    section.parent.remove(section)


def leads_to_nothing(section: nodes.Element) -> bool:
    """Whether a section has but paragraphs beside something that the book leaves out."""
    inner = [node for node in section.children if not isinstance(node, (nodes.title, nodes.target))]
    are_words = all(isinstance(node, (left_out, nodes.paragraph)) for node in inner)
    return are_words and any(isinstance(node, left_out) for node in inner)


def has_text(section: nodes.Element) -> bool:
    """Whether something besides a title is printed below a heading."""
    inner = section
    if isinstance(section, addnodes.start_of_file):
        inner = next((node for node in section.children if isinstance(node, nodes.section)), section)
    unseen = (nodes.title, addnodes.index, nodes.comment, left_out)
    others = (node for node in inner.children if not isinstance(node, unseen))
    return any(node.astext().strip() or not isinstance(node, (nodes.target, nodes.section)) for node in others)
