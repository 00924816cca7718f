"""A page in passages: the parts of it that are results of a search by themselves.

A page of the timeline holds thirty events, so a result leads to a record, an entry of the glossary or of the
bibliography, or a section, and only what is in none of them belongs to the page.
"""

import re

from docutils import nodes

from ..model.anchors import is_term
from ..model.chinese import HAN
from ..model.markup import UNSEARCHED
from ..nodes.factory import CITATION

# Classes of what is no prose: citations, what views print round the prose, and what Sphinx's search leaves out.
ASIDES = {CITATION, "record-meta", "record-facts", UNSEARCHED}
# A Chinese word with its pinyin, as a page gives it at first mention.
EXPLAINED_WORD = re.compile(f"([{HAN}]+) \\(([^()]+)\\)")
BEGINNING_OF_TERM = 200  # characters in which an entry of the glossary gives the Chinese of its term
# Three capitalised words or more, small words between them passed over: National Union of Mineworkers.
LONG_NAME = re.compile(r"[A-Z][a-z’]+(?:(?: and| of| for| the| on| in| at)* [A-Z][a-z’]+){2,}")


def passages(doctree: nodes.document) -> list[tuple[str, str, nodes.Element]]:
    """Anchor, title and node of each passage, the last and innermost first; at the end the page, with "" for both.

    They are taken out of it, so nothing else can be done with the tree afterwards.
    """
    _remove_asides(doctree)
    found: list[tuple[str, str, nodes.Element]] = []
    # By class first, for which docutils has a way that is twice as fast.
    for node in reversed([node for node in doctree.findall(nodes.Element) if _is_passage(node)]):
        assert node.parent is not None
        node.parent.remove(node)
        found.append((_anchor(node), _give_title(node), node))
    return [*found, ("", "", doctree)]


def prose(passage: nodes.Element) -> str:
    """The text of a passage as one line, without its titles, and without examples of markup."""
    unsaid = (nodes.Titular, nodes.literal_block)
    texts = (text for text in passage.findall(nodes.TextElement) if not isinstance(text, unsaid))
    whole = (text.astext() + _after(text) for text in texts if not isinstance(text.parent, nodes.TextElement))
    line = re.sub(" (?=[.,;:)])", "", " ".join(" ".join(whole).split()))  # where a citation has gone
    return re.sub("(?: ·)+(?=;|$)", "", line).rstrip(";")  # where a cell has nothing else


def _after(text: nodes.TextElement) -> str:
    """What keeps a cell of a table from the next: in one line a figure would seem to be that of the row before."""
    cell = text.parent
    if not isinstance(cell, nodes.entry) or text is not cell[-1]:
        return ""
    return ";" if cell is cell.parent[-1] else " ·"


def names_of_term(explanation: str) -> list[str]:
    """The Chinese and the pinyin that stand at the beginning of an entry of the glossary."""
    return [name for pair in EXPLAINED_WORD.findall(explanation[:BEGINNING_OF_TERM]) for name in pair]


def initials(text: str) -> list[str]:
    """What the long names in a text are called for short: NUM. Sorted, so that each build gives the same."""
    return sorted({"".join(re.findall(r"\b[A-Z]", name)) for name in LONG_NAME.findall(text)})


def _remove_asides(page: nodes.document) -> None:
    """Leave prose only; of a citation in a sentence its authors, for the year of a source is no date of an event."""
    for node in [node for node in page.findall(nodes.Element) if _is_aside(node)]:
        assert node.parent is not None
        links = list(node.findall(nodes.reference)) if "textual" in node["classes"] else []
        authors = [link.children[0].astext() for link in links]
        node.parent.replace(node, nodes.Text(" ".join(authors)))


def _is_aside(node: nodes.Element) -> bool:
    """What is no prose: a drawing, whose text is its SVG, too."""
    return isinstance(node, nodes.raw) or not ASIDES.isdisjoint(node["classes"])


def _is_passage(node: nodes.Element) -> bool:
    if isinstance(node, nodes.section):
        return isinstance(node.parent, nodes.section)
    is_entry_of_glossary = isinstance(node, nodes.definition_list_item) and is_term(_anchor(node))
    return is_entry_of_glossary or (isinstance(node, nodes.container) and "source" in node["classes"])


def _anchor(node: nodes.Element) -> str:
    """The anchor that a link to a passage uses."""
    if isinstance(node, nodes.definition_list_item):
        return next((anchor for term in node.findall(nodes.term) for anchor in term["ids"]), "")
    return str(node["ids"][0])


def _give_title(passage: nodes.Element) -> str:
    """The title of a passage, which is made one if it is none yet: Sphinx weighs words of titles more."""
    title = _title_or_term(passage)
    if title is None:  # a source: its author and year name it, its title is its text
        author, source_title = _author_and_title(passage)
        title = nodes.title("", author)
        passage.clear()
        passage += [title, nodes.paragraph("", source_title)]
    elif isinstance(title, nodes.term):
        title.replace_self(nodes.title("", title.astext()))
    return title.astext()


def _title_or_term(passage: nodes.Element) -> nodes.Element | None:
    found = (
        node
        for kind in (nodes.Titular, nodes.term)
        for node in passage.findall(nodes.Element)
        if isinstance(node, kind)
    )
    return next(found, None)


def _author_and_title(source: nodes.Element) -> tuple[str, str]:
    """Label with author, and title with its translation, of an entry as views/bibliography.py describes it."""
    description = source[0]
    assert isinstance(description, nodes.Element)
    parts = list(description)
    at = next(number for number, part in enumerate(parts) if isinstance(part, nodes.emphasis))
    label, *authors = [part.astext() for part in parts[:at]]
    author = "".join(authors).strip().removesuffix(".")
    translation = parts[at + 1].astext() if parts[at + 1].astext().startswith(" [") else ""
    return f"{label} · {author}" if author else label, parts[at].astext() + translation
