"""What leads to another place of the book: its words, the page of that place, and marks for the index."""

import re
from collections.abc import Container

from docutils import nodes
from sphinx import addnodes
from sphinx.builders import Builder

from ..model.anchors import source_anchor
from ..model.dates import MONTHS
from ..model.quotes import typographic
from ..translation import _
from .citations import IN_BRACKETS, following_citation, share_brackets
from .index_subjects import letters
from .markup import quoted
from .nodes import enclosing, page_numbers, place_of, previous
from .page_references import anchor_of
from .text import BETWEEN, TextWriter

# Records without a page number beside every reference to them: the index has theirs, and a list its people.
IN_THE_INDEX = ("person", "organisation", "place")
IN_QUESTION = ("people", "organisations")  # fields of an event
TITLED = ("event", "claim", "count", "document")  # what is called by a title, and not by a name
GENITIVE = re.compile("['’]s?\\b")  # no page number stands before it
# What names a thing to its end.
OF_A_DAY = re.compile(rf" of (?:\d{{1,2}}\s)?(?:{'|'.join(MONTHS)})(?:\s\d{{4}})?\b")
# What tells a reader to turn to another place, and what joins the next place to it.
LOOK_UP = re.compile(r"\b(?:[Ss]ee|compare|under|goes on with|accounts? of)(?: the)? $")
AND = re.compile(r"(?:,|,? and) ")


class ReferenceWriter(TextWriter):
    """Writes references, each with its page where a reader needs it."""

    def __init__(self, document: nodes.document, builder: Builder) -> None:
        super().__init__(document, builder)
        self.told: set[str] = set()  # places whose page this chapter has given
        self.told_here: set[str] = set()  # and this section: another chapter is led to anew from the next
        self.table: nodes.Node | None = None  # in which this is, or was last
        self.told_in_table: set[str] = set()  # places whose page it has given
        project = self.names.project
        self.records = {anchor_of(record): record for record in project.records.values()}
        self.sources = {place_of(project.bibliography or "", source_anchor(key)): key for key in project.sources}
        self.terms = terms_by_place(document)
        named = {record.docname for record in project.records.values() if record.fills_page}
        self.titles_of_sections = titles_by_place(document, named)

    def visit_reference(self, node: nodes.Element) -> None:
        uri = node.get("refuri", "")
        name = ""
        if "refid" in node:
            name = place_of(self.docname, node["refid"])
        elif uri.startswith("%"):  # see PdfBuilder.get_target_uri
            docname, _hash, anchor = uri[1:].partition("#")
            name = place_of(docname, anchor)
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
        key = self.sources.get(node["place"])
        # A list of texts names a source as a citation does.
        if key and (key in self.unmarked or not (self.in_title or self.in_bibliography)):
            self.mark_citations(key)
        if node["place"] and not self.citing and not self.in_title and not node.get("without-page"):
            following = node.next_node(descend=False, siblings=True)
            if following is None or not GENITIVE.match(following.astext()):
                # A title in a table stands for what is looked up, also where another row has it under other words.
                must = is_looked_up(node) or (node["is-title"] and enclosing(node, nodes.table) is not None)
                self.tell_page(node, must)

    def mark_heading(self, title: nodes.Element) -> None:
        """Note for the index what a heading names: it is in question there."""
        words = title.astext()
        keys = [key for _end, key in self.names.named_in(typographic(words))]
        places = self.places_of(title.parent)
        record = self.records.get(places[0]) if places else None
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

    def is_told(self, reference: nodes.Element) -> bool:
        """Whether a reader knows where a reference leads: the index says it, or this chapter or table has said it."""
        name, table = reference["place"], enclosing(reference, nodes.table)
        record = self.records.get(name)
        if table is not self.table:
            # Nobody reads a table after the text around it: each has all its pages.
            self.table, self.told_in_table = table, set()
        told = (self.told if record else self.told_here) if table is None else self.told_in_table
        return (record is not None and record.kind in IN_THE_INDEX) or name in self.terms or name in told

    def tell_page(self, reference: nodes.Element, must: bool) -> None:
        """Say where a reference leads, at the first one of a chapter to a place and wherever it `must` be told."""
        name = reference["place"]
        is_known = self.is_told(reference) and not must
        if is_known or (name.partition("#")[0] == self.docname and name.endswith("#")):
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


def terms_by_place(document: nodes.document) -> dict[str, str]:
    """The terms of the glossary as they were written, by the places where they are explained."""
    return {
        place_of(page["docname"], anchor): term.astext().lower().replace("’", "'")
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
