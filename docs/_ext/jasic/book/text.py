"""What stands inside a paragraph: words, citations, marks for the index, notes. What leads on: cross_references.py."""

import re

from docutils import nodes
from sphinx.builders import Builder
from sphinx.util import logging

from ..model.quotes import typographic
from .citations import IN_BRACKETS, drop_said_name, following_citation, without_outer_brackets
from .index_subjects import ALONE, Called, Names
from .markup import closed_up, is_within_chinese, jointed, quoted, words
from .nodes import previous
from .writing import Writer

logger = logging.getLogger(__name__)

# Regions by the class that marks a text as Chinese. Traditional characters get none: with "hk" or
# "tw" Typst takes a comma to stand in the middle of its square, but the font has it in the corner.
REGIONS = {"language-zh": '"cn"', "language-zh-hans": '"cn"', "language-zh-hant": "none"}
SQUARE_BRACKETS = str.maketrans("()", "[]")  # of a label in brackets
CLOSED, BETWEEN = ") ", "; "  # behind brackets before a citation, and what joins them to it
LAST_WORD = re.compile(r"(?<=^.{45})(.*\w) (?=\S{1,9}$)")  # of a long heading, which is no line of its own


class TextWriter(Writer):
    """Writes what stands in a line."""

    def __init__(self, document: nodes.document, builder: Builder) -> None:
        super().__init__(document, builder)
        self.heavy = 0  # depth of bold text
        self.chinese = 0  # depth of text marked as Chinese
        self.citing = 0  # depth of citations
        self.citing_in_brackets = False  # whether all of the citation is in brackets
        self.unmarked: list[str] = []  # sources that the citation names and that have no mark yet
        self.in_bibliography = self.in_index = False
        self.brackets = 0  # that are open in this paragraph
        self.marked: set[str] = set()  # subjects marked in this paragraph
        self.called: Called = {}  # whom this chapter, or this record, has named in full
        self.begun: tuple[nodes.Node | None, int] = (None, 0)  # a text of which so many letters are written
        self.names: Names = builder.names  # type: ignore[attr-defined]
        self.notes = {
            (note["docname"], name): note for note in document.findall(nodes.footnote) for name in note["ids"]
        }
        self.notes_set: set[tuple[str, str]] = set()
        self.explained: set[str] = set()  # abbreviations spelt out already

    def words(self, text: str, is_part: bool = False) -> str:
        """Markup for words; of those that are part of a longer run of Chinese none are kept in one line."""
        return words(
            text,
            heavy=self.heavy > 0,
            chinese=self.chinese > 0,
            is_narrow=self.is_narrow,
            is_label=self.citing > 0,
            is_divided=not self.citing and not self.in_cell,
            is_bound=not self.in_bibliography and not self.in_index and not is_part,
        )

    def content(self, text: str) -> str:
        """Words as a content block of Typst, such as the argument of a function: `[#"Contents"]`."""
        return f"[{self.words(text)}]"

    def begin_block(self) -> None:
        """A paragraph or the like begins."""
        self.marked, self.brackets = set(), 0

    def visit_Text(self, node: nodes.Text) -> None:
        text = self.unwritten(node)
        opened = text.count("(") - text.count(")")
        text = joined_to_citation(node, without_outer_brackets(node, text) if self.citing else text)
        if self.citing_in_brackets and "cites" not in node.parent:
            text = text.translate(SQUARE_BRACKETS)
        # The index leads to no entry of the bibliography, which has an order of its own.
        is_repeated = self.in_title and not is_claim(node.parent)  # in the contents, or overleaf
        if node.parent is not None and node.parent.get("textual") and text.endswith(" ("):
            self.write(f"{self.words(text[:-1])}#cited[{self.words('(')}")  # behind the name begins what is quiet
        elif node.parent is not None and node.parent.get("textual") and text.endswith(")"):
            self.write(f"{self.words(text)}]")
        elif self.citing or is_repeated or self.in_bibliography or isinstance(node.parent, nodes.term):
            self.write(self.words(text))
        else:
            self.write_with_marks(text)
            self.brackets += opened

    def unwritten(self, node: nodes.Text) -> str:
        """A text with its printer's marks, less what stands in the book already, see `begun`."""
        before = previous(node)
        text = closed_up(typographic(node.astext(), before.astext()[-1:] if before is not None else ""))
        if node is self.begun[0]:
            text = text[self.begun[1] :]
        is_end_of_title = isinstance(node.parent, nodes.title) and node is node.parent[-1]
        return LAST_WORD.sub("\\1\u00a0", text) if is_end_of_title else text

    def write_with_marks(self, text: str) -> None:
        """Write words with a mark for the index behind each name that this paragraph has not named before."""
        begin = 0
        for end, key in self.names.named_in(text, self.called):
            if key not in self.marked and end > begin:
                self.marked.add(key)
                # The mark stands right behind the name, where no line can end, so that both are on one page.
                is_part = is_within_chinese(text, begin) or is_within_chinese(text, end)
                name = key if key.startswith(ALONE) else f"~{key}"
                self.write(self.words(text[begin:end], is_part) + f"#ix({quoted(name)})")
                begin = end
        self.write(self.words(text[begin:], is_within_chinese(text, begin)))

    # Styles

    def open_language(self, node: nodes.Element) -> None:
        for name in node["classes"]:
            if region := REGIONS.get(name.lower()):
                self.chinese += 1
                self.write(f"#zh(region: {region}{', heavy: true' if self.heavy else ''})[")

    def close_language(self, node: nodes.Element) -> None:
        for name in node["classes"]:
            if name.lower() in REGIONS:
                self.chinese -= 1
                self.write("]")

    def visit_inline(self, node: nodes.Element) -> None:
        if "cites" in node:
            self.citing += 1
            self.citing_in_brackets = not node["textual"]
            self.unmarked = [key for key, _notes in node["cites"]]
            if self.citing_in_brackets:
                drop_said_name(node, self.names.project.labels)
            # A name that is a part of the sentence looks like one, and is one.
            self.write("#cited[" if self.unmarked and self.citing_in_brackets else "#[")
            for key in self.unmarked if node["textual"] else ():
                self.mark_writers(key)
        self.open_language(node)

    def depart_inline(self, node: nodes.Element) -> None:
        self.close_language(node)
        if "cites" in node:
            self.mark_citations(*self.unmarked)
            self.citing -= 1
            self.citing_in_brackets = False
            self.write("])" if IN_BRACKETS in node else "]")

    def mark_writers(self, key: str) -> None:
        """Note for the index who is named by the label of a source, and remember it for a family name alone."""
        for name, family in self.names.called_by(key):
            if name not in self.marked:
                self.marked.add(name)
                self.write(f"#ix({quoted('~' + name)})")
            if family:
                self.called.setdefault(family, set()).add(name)

    def mark_citations(self, *keys: str) -> None:
        """Note for the bibliography that sources are cited here, each behind its label: a page may end between two."""
        self.write("".join(f"#cite-mark({quoted(key)})" for key in keys))
        self.unmarked = [key for key in self.unmarked if key not in keys]

    def visit_literal(self, node: nodes.Element) -> None:
        self.write(f"#code[#{quoted(jointed(node.astext()))}]")
        raise nodes.SkipNode

    def depart_abbreviation(self, node: nodes.Element) -> None:
        explanation = node.get("explanation")
        if explanation and explanation not in self.explained:
            self.explained.add(explanation)
            self.write(self.words(f" ({explanation})"))

    # Notes, and what comes from other writers

    def visit_footnote_reference(self, node: nodes.Element) -> None:
        key = (self.docname, node.get("refid"))
        label = "note {}#{}".format(*key)
        if self.in_title:
            logger.warning("the PDF has no notes in headings", location=node, type="pdf", subtype="note")
        elif key in self.notes_set:
            self.write(f"#footnote(label({quoted(label)}))")
        elif key in self.notes:
            self.notes_set.add(key)
            self.write("#footnote[")
            self.write_nodes(self.notes[key].children[1:])  # the first one is the number
            self.write(f"]#label({quoted(label)})")
        raise nodes.SkipNode

    def visit_raw(self, node: nodes.Element) -> None:
        text = node.astext().strip()
        if node["format"] == "html" and text == "<br />":  # a line break of MyST
            self.write("#linebreak()")
        elif node["format"] == "html" and not is_tag(text):
            logger.warning("the PDF cannot print HTML: '%.60s'", text, location=node, type="pdf", subtype="raw")
        raise nodes.SkipNode


def joined_to_citation(node: nodes.Text, text: str) -> str:
    """A text whose brackets at its end the citation right behind it shares, so that none close before others open."""
    citation = following_citation(node)
    if citation is not None and text.endswith(CLOSED):
        citation[IN_BRACKETS] = True
        return text.removesuffix(CLOSED) + BETWEEN
    if citation is not None and IN_BRACKETS in citation:  # the page before this text has all that stands between
        return ""
    return text


def is_claim(title: nodes.Node) -> bool:
    """Whether this is what a claim says, which stands where a title does."""
    return isinstance(title, nodes.title) and "claim" in title.parent["classes"]


def is_tag(text: str) -> bool:
    """Whether HTML is one tag around words, which are printed: what it would have looked like is all that is lost."""
    return text.startswith("<") and text.endswith(">") and text.count("<") == 1
