"""What stands inside a paragraph: words, citations, references with their pages, marks for the index, notes."""

import re
from calendar import month_name
from collections.abc import Container

from docutils import nodes
from sphinx import addnodes
from sphinx.builders import Builder
from sphinx.util import logging

from ..model.anchors import source_anchor
from ..model.quotes import typographic
from ..model.records import Record
from ..translation import _
from ..views.nodes import CITATION
from .citations import (
    IN_BRACKETS,
    drop_said_name,
    following_citation,
    is_in_brackets,
    is_textual,
    share_brackets,
    without_outer_brackets,
)
from .markup import closed_up, is_within_chinese, jointed, quoted, words
from .names import ALONE, Called, Names, letters
from .nodes import page_numbers, place_of, previous
from .writing import Writer

logger = logging.getLogger(__name__)

# Regions by the class that marks a text as Chinese. Traditional characters get none: with "hk" or
# "tw" Typst takes a comma to stand in the middle of its square, but the font has it in the corner.
REGIONS = {"language-zh": '"cn"', "language-zh-hans": '"cn"', "language-zh-hant": "none"}
# Records without a page number beside every reference to them: the index has theirs, and a list its people.
IN_THE_INDEX = ("person", "organisation", "place")
IN_QUESTION = ("people", "organisations")  # fields of an event
TITLED = ("event", "claim", "count", "document")  # what is called by a title, and not by a name
SQUARE_BRACKETS = str.maketrans("()", "[]")  # of a label in brackets
GENITIVE = re.compile("['’]s?\\b")  # no page number stands before it
# What names a thing to its end.
OF_A_DAY = re.compile(rf" of (?:\d{{1,2}}\s)?(?:{'|'.join(month_name[1:])})(?:\s\d{{4}})?\b")
CLOSED, BETWEEN = ") ", "; "  # behind brackets before a citation, and what joins them to it
# What tells a reader to turn to another place, and what joins the next place to it.
LOOK_UP = re.compile(r"\b(?:[Ss]ee|compare|under|goes on with|accounts? of)(?: the)? $")
AND = re.compile(r"(?:,|,? and) ")
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
        self.told: set[str] = set()  # places whose page this chapter has given
        self.told_here: set[str] = set()  # and this section: another chapter is led to anew from the next
        self.begun: tuple[nodes.Node | None, int] = (None, 0)  # a text of which so many letters are written
        self.table: nodes.Node | None = None  # in which this is, or was last
        self.told_in_table: set[str] = set()  # places whose page it has given
        self.names: Names = builder.names  # type: ignore[attr-defined]
        self.records: dict[str, Record] = {
            f"{record.docname}#{record.anchor}": record for record in self.names.project.records.values()
        }
        project = self.names.project
        self.sources = {place_of(project.bibliography or "", source_anchor(key)): key for key in project.sources}
        self.terms = terms_by_place(document)
        self.titles_of_sections = titles_by_place(
            document, {record.docname for record in self.records.values() if record.fills_page}
        )
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

    def begin_block(self) -> None:
        """A paragraph or the like begins."""
        self.marked, self.brackets = set(), 0

    def visit_Text(self, node: nodes.Text) -> None:
        before = previous(node)
        text = closed_up(typographic(node.astext(), before.astext()[-1:] if before is not None else ""))
        if node is self.begun[0]:
            text = text[self.begun[1] :]
        if isinstance(node.parent, nodes.title) and node is node.parent[-1]:
            text = LAST_WORD.sub("\\1\u00a0", text)
        closed = text.count("(") - text.count(")")
        text = without_outer_brackets(node, text) if self.citing else text
        if (citation := following_citation(node)) is not None:
            if text.endswith(CLOSED):
                citation[IN_BRACKETS] = True
                text = text.removesuffix(CLOSED) + BETWEEN
            elif is_in_brackets(citation):  # the page before them has all that stands between
                return
        if self.citing_in_brackets and "cites" not in node.parent:
            text = text.translate(SQUARE_BRACKETS)
        citation_ = node.parent if node.parent is not None and "cites" in node.parent else None
        if citation_ is not None and is_textual(citation_) and text.endswith((" (", ")")):
            opens = text.endswith(" (")
            name, bracket = (text[:-1], "(") if opens else ("", text)
            self.write(f"{self.words(name)}#cited[{self.words(bracket)}" if opens else f"{self.words(bracket)}]")
            return
        # The index leads to no entry of the bibliography, which has an order of its own.
        is_repeated = self.in_title and not is_claim(node.parent)  # in the contents, or overleaf
        if self.citing or is_repeated or self.in_bibliography or isinstance(node.parent, nodes.term):
            self.write(self.words(text))
            return
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
        self.brackets += closed

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
            self.citing_in_brackets = not is_textual(node)
            self.unmarked = [key for key, _notes in node["cites"]] if CITATION in node["classes"] else []
            if not is_textual(node):
                drop_said_name(node, self.names.project.labels)
            # A name that is a part of the sentence looks like one, and is one.
            self.write("#cited[" if self.unmarked and not is_textual(node) else "#[")
            for key in self.unmarked if is_textual(node) else ():
                self.mark_writers(key)
        self.open_language(node)

    def depart_inline(self, node: nodes.Element) -> None:
        self.close_language(node)
        if "cites" in node:
            self.mark_citations(*self.unmarked)
            self.citing -= 1
            self.citing_in_brackets = False
            self.write("])" if is_in_brackets(node) else "]")

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

    def visit_strong(self, node: nodes.Element) -> None:
        self.heavy += 1
        self.write("#strong[")

    def depart_strong(self, node: nodes.Element) -> None:
        self.heavy -= 1
        self.write("]")

    def visit_literal(self, node: nodes.Element) -> None:
        self.write(f"#code[#{quoted(jointed(node.astext()))}]")
        raise nodes.SkipNode

    def depart_abbreviation(self, node: nodes.Element) -> None:
        explanation = node.get("explanation")
        if explanation and explanation not in self.explained:
            self.explained.add(explanation)
            self.write(self.words(f" ({explanation})"))

    # References

    def visit_reference(self, node: nodes.Element) -> None:
        uri = node.get("refuri", "")
        name = ""
        if "refid" in node:
            name = f"{self.docname}#{node['refid']}"
        elif uri.startswith("%"):  # see PdfBuilder.get_target_uri
            docname, _hash, anchor = uri[1:].partition("#")
            name = f"{docname}#{anchor}"
        node["place"], node["is-title"] = name, False
        if self.in_title:
            # Headings are printed again in the contents and above the pages, where no link may be.
            self.write("#[")
        elif name:
            self.open_link(name, node)
            record = self.records.get(name)
            if record is not None and record.kind in IN_THE_INDEX and self.brackets <= 0:
                node["shares-brackets"] = share_brackets(node)
            # In a sentence its words cannot be told from others.
            is_title = typographic(node.astext()) == self.title_at(name)
            node["is-title"] = is_title and not node.get("without-page") and not self.citing
            self.write("#emph[" if node["is-title"] else "")
        else:
            self.write(f"#web({quoted(uri)})[" if uri else "#[")

    def title_at(self, name: str) -> str:
        """The title of what a place is that of, where this is no name: of an event, a text, a chapter, a section."""
        if record := self.records.get(name):
            return typographic(record.title) if record.kind in TITLED else ""
        return self.titles_of_sections.get(name, "")

    def depart_reference(self, node: nodes.Element) -> None:
        self.write("]]" if node["is-title"] else "]")
        if node.get("shares-brackets"):
            self.write(self.words(BETWEEN))
            self.brackets = 0  # the citation closes them
        if node["place"]:
            self.mark_subject(node["place"], node.astext())
        if (key := self.sources.get(node["place"])) in self.unmarked:
            self.mark_citations(str(key))
        elif key and not self.in_title and not self.in_bibliography:  # a list of texts names it as a citation does
            self.mark_citations(key)
        if node["place"] and not self.citing and not self.in_title and not node.get("without-page"):
            following = node.next_node(descend=False, siblings=True)
            if following is None or not GENITIVE.match(following.astext()):
                # A title in a table stands for what is looked up, also where another row has it under other words.
                must = is_looked_up(node) or (node["is-title"] and table_around(node) is not None)
                self.tell_page(node, must)

    def mark_heading(self, title: nodes.Element) -> None:
        """Note for the index what a heading names: it is in question there."""
        words = title.astext()
        keys = [key for _end, key in self.names.named_in(typographic(words))]
        record = self.records.get(f"{self.docname}#{title.parent['ids'][0]}") if title.parent["ids"] else None
        if record is not None and record.kind == "event":  # whose people and bodies its title may call by another name
            subjects = [self.names.by_record[name] for field in IN_QUESTION for name in record.items(field)]
            keys += [
                subject.key
                for subject in subjects
                if subject.is_named_in(words) or (subject.ending and letters(subject.ending) in letters(words))
            ]
        self.write("".join(f"#ix({quoted(key)})" for key in dict.fromkeys(keys)))

    def mark_subject(self, name: str, words: str) -> None:
        """Note for the index that a reference leads to a subject, by one of its names: here it is in question."""
        record, term = self.records.get(name), self.terms.get(name)
        subject = self.names.by_record.get(record.id) if record else self.names.by_term.get(term) if term else None
        is_marked = self.in_title or self.in_bibliography or (subject and f"!{subject.key}" in self.marked)
        if subject and subject.is_named_in(words) and not is_marked:
            self.marked |= {subject.key, f"!{subject.key}"}
            self.write(f"#ix({quoted(subject.key)})")

    def tell_page(self, reference: nodes.Element, must: bool) -> None:
        """Say where a reference leads, at the first one of a chapter to a place and wherever it `must` be told."""
        name = reference["place"]
        record = self.records.get(name)
        table = table_around(reference)
        if table is not self.table:
            # Nobody reads a table after the text around it: each has all its pages.
            self.table, self.told_in_table = table, set()
        told = (self.told if record else self.told_here) if table is None else self.told_in_table
        if not must and ((record and record.kind in IN_THE_INDEX) or name in self.terms or name in told):
            return
        if name.partition("#")[0] == self.docname and name.endswith("#"):
            return
        for told in (self.told, self.told_here, self.told_in_table):
            told.add(name)
        page = _("p. {number}").replace(" ", "\u00a0")
        # In a Chinese sentence a word in English would stand, and the website is what it speaks of.
        elsewhere = _("on the website") if self.is_left_out(name) and not self.chinese else ""
        # No brackets within brackets, nor one pair behind another.
        head, tail, otherwise = (", ", "", "") if self.brackets > 0 else (" (", ")", "")
        space = reference.next_node(descend=False, siblings=True)
        said = typographic(space) if isinstance(space, nodes.Text) else ""
        # The call of 28 July (p. 12): no number stands within what is one name.
        date = OF_A_DAY.match(said)
        rest = said[date.end() :] if date else said
        citation = following_citation(space) if space is not None and rest == " " else None
        if self.brackets <= 0 and citation is not None:
            citation[IN_BRACKETS] = True
            tail, otherwise = BETWEEN, " ("
        if date:
            self.write(self.words(date[0]))
            self.begun = (space, len(date[0]))
        before, _number, after = page.partition("{number}")
        self.write_pages(
            [name],
            self.words(head + before),
            self.words(after + tail),
            here=self.words(otherwise),
            otherwise=self.words(head + elsewhere + tail if elsewhere else otherwise),
        )

    def visit_page_numbers(self, node: page_numbers) -> None:
        before, several, after = (self.words(node[side]) for side in ("before", "before_several", "after"))
        self.write_pages(node["places"], before, after, several, whole=node["whole"])
        raise nodes.SkipNode

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
            for child in self.notes[key].children[1:]:  # the first one is the number
                child.walkabout(self)
            self.write(f"]#label({quoted(label)})")
        raise nodes.SkipNode

    def visit_raw(self, node: nodes.Element) -> None:
        text = node.astext().strip()
        if node["format"] == "html" and text == "<br />":  # a line break of MyST
            self.write("#linebreak()")
        elif node["format"] == "html" and not is_tag(text):
            logger.warning("the PDF cannot print HTML: '%.60s'", text, location=node, type="pdf", subtype="raw")
        raise nodes.SkipNode


def terms_by_place(document: nodes.document) -> dict[str, str]:
    """The terms of the glossary as they were written, by the places where they are explained."""
    return {
        f"{page['docname']}#{anchor}": term.astext().lower().replace("’", "'")
        for page in document.findall(addnodes.start_of_file)
        for term in page.findall(nodes.term)
        for anchor in term["ids"]
    }


def titles_by_place(document: nodes.document, named: Container[str]) -> dict[str, str]:
    """The titles of sections and pages by their places; `named` are pages whose title is a name, which are left out."""
    return {
        place_of(page["docname"], anchor): typographic(title.astext())
        for page in document.findall(addnodes.start_of_file)
        for section in page.findall(nodes.section)
        for title in section.children[:1]
        for anchor in ([*section["ids"], ""] if section.parent is page else section["ids"])
        if section.parent is not page or page["docname"] not in named
    }


def is_claim(title: nodes.Node) -> bool:
    """Whether this is what a claim says, which stands where a title does."""
    return isinstance(title, nodes.title) and "claim" in title.parent["classes"]


def is_looked_up(reference: nodes.Element) -> bool:
    """Whether a reader is told to turn to where a reference leads: by the words before it, or because it is no part of
    a sentence and stands in brackets of its own."""
    before, following = previous(reference), reference.next_node(descend=False, siblings=True)
    if before is None:
        return False
    words = before.astext()
    if words.endswith("(") and following is not None and following.astext().startswith(")"):
        return True
    if AND.fullmatch(words):
        first = previous(before)
        return isinstance(first, nodes.reference) and is_looked_up(first)
    return bool(LOOK_UP.search(words))


def table_around(node: nodes.Node) -> nodes.Node | None:
    """The table in which something stands."""
    while node.parent is not None and not isinstance(node, nodes.table):
        node = node.parent
    return node if isinstance(node, nodes.table) else None


def is_tag(text: str) -> bool:
    """Whether HTML is one tag around words, which are printed: what it would have looked like is all that is lost."""
    return text.startswith("<") and text.endswith(">") and text.count("<") == 1
