"""From a doctree to Typst markup: documents, headings, lists, boxes. The look of it all is in template/.

Everything that has a look is a call of a function of the template or of Typst. What pages may hold is in
model/markup.py; only that, and what the views and Sphinx itself make of it, has a form here. text.py and
cross_references.py write what stands in a line, tables.py and pictures.py what they say, writing.py what is decided at
the end; layout.py says what is kept together.
"""

from docutils import nodes
from sphinx import addnodes
from sphinx.builders import Builder
from sphinx.locale import admonitionlabels
from sphinx.util import logging

from ..figures.counts import KEY
from ..translation import _
from .layout import follows_paragraph, introduces, is_followed_by_see, is_free, is_leading, is_wrapped, long_rows
from .markup import boolean, quoted, short
from .nodes import TOGETHER, WRITTEN, argument, call, letters_of, names_dropdown, place_of
from .pictures import PictureWriter, carries_drawing
from .tables import TableWriter
from .text import is_claim

logger = logging.getLogger(__name__)

KEPT_TOGETHER = {"event": 450, "claim": 700}  # letters up to which a record is kept on one page, by kind
KEPT_FACTS = 600  # letters of facts that are, and that take the text below them along
KEPT_BOX = 700  # and of a box that is

# What stands before and behind the children of nodes without a method of their own: mostly a call of one function …
NOTHING = ("", "")
AROUND = {
    "emphasis": ("#emph[", "]"),
    "strong": ("#strong[", "]"),
    "subscript": ("#sub[", "]"),
    "superscript": ("#super[", "]"),
    "block_quote": ("#quote[", "]\n\n"),
    "attribution": ("#attribution[", "]\n\n"),
    "glossary": ("#glossary[", "]\n\n"),
    "argument": ("[", "]"),
    "list_item": ("[", "],\n"),
    "field_name": ("item([", "], "),
    "field_body": ("[", "]),\n"),
    "PassthroughTextElement": ("", "\n\n"),
    **dict.fromkeys(("document", "field", "definition", "definition_list_item", "tbody", "row"), NOTHING),
    **dict.fromkeys(("target", "problematic", "abbreviation"), NOTHING),
}
# … and that are not printed. A footnote is printed where it is referred to.
SKIPPED = {"comment", "left_out", "index", "system_message", "footnote", "colspec"}

# Where an anchor may stand: these have no place of their own for one and leave it to what follows …
WITHOUT_PLACE = (
    nodes.section,
    nodes.title,
    nodes.tgroup,
    nodes.thead,
    nodes.tbody,
    nodes.row,
    nodes.definition_list_item,
    nodes.field,
    nodes.figure,
    argument,
)
# … and in these it stands inside, after the opening bracket.
WITH_PLACE_INSIDE = (nodes.list_item, nodes.entry, nodes.term, nodes.definition, nodes.field_name, nodes.field_body)

HEAVY = (nodes.strong, nodes.term, nodes.rubric, nodes.thead)  # set in bold
LEANING = ("!", "?")  # marks that in italics lean into the space behind them
DEEPEST = 6  # levels of headings that PDF knows


class TypstTranslator(TableWriter, PictureWriter):
    """Writes the pages one by one as the builder hands them over; afterwards `markup` gives the text of the book."""

    def __init__(self, document: nodes.document, builder: Builder) -> None:
        super().__init__(document, builder)
        self.level = 0  # of headings in the book
        self.depth = 0  # of sections in a chapter
        self.rooms = 0  # that may grow, so far

    def dispatch_visit(self, node: nodes.Node) -> None:
        if isinstance(node, nodes.Element):
            if isinstance(node, (nodes.TextElement, argument)) and not isinstance(node, nodes.Inline):
                self.begin_block()
            self.heavy += isinstance(node, HEAVY)
            if not isinstance(node, (nodes.footnote, nodes.footnote_reference)):
                self.waiting += self.places_of(node)
            if isinstance(node, WITH_PLACE_INSIDE):
                super().dispatch_visit(node)
                self.set_anchors()
                return
            if not isinstance(node, WITHOUT_PLACE):
                self.set_anchors()
        super().dispatch_visit(node)

    def dispatch_departure(self, node: nodes.Node) -> None:
        super().dispatch_departure(node)
        self.heavy -= isinstance(node, HEAVY)

    def unknown_visit(self, node: nodes.Node) -> None:
        """Nodes without a method of their own here: the tables at the top tell what they are."""
        name = node.__class__.__name__
        if name in SKIPPED:
            raise nodes.SkipNode
        if name not in AROUND:
            text = "the PDF has no form for '%s' yet; its text is printed plainly"
            logger.warning(text, name, location=node, type="pdf", subtype="node")
        self.write(AROUND.get(name, NOTHING)[0])

    def unknown_departure(self, node: nodes.Node) -> None:
        name = node.__class__.__name__
        self.write(AROUND.get(name, NOTHING)[1])
        if name == "emphasis" and node.astext()[-1:] in LEANING:
            self.write("#h(0.1em)")

    # Documents and headings

    def begin_page(self, docname: str, level: int) -> None:
        """Begin a page, or what is made from the records; its title has this level."""
        self.docname, self.level, self.depth = docname, level, 0
        self.told, self.told_here, self.called = set(), set(), {}

    def write_page(self, page: addnodes.start_of_file) -> None:
        """Write what a page holds below its title, whose heading the caller has written."""
        own = page.next_node(nodes.section)
        for node in page.children:
            if node is own:
                self.waiting += self.places_of(own)
                self.write_nodes(child for child in own.children if not isinstance(child, nodes.title))
            else:
                node.walkabout(self)
        self.set_end(place_of(self.docname))

    def visit_section(self, node: nodes.Element) -> None:
        self.level += 1
        self.depth += 1
        kind = node["classes"][1] if "record" in node["classes"] else ""
        self.told_here = self.told_here if kind else set()
        self.called = {} if kind else self.called
        if kind:
            is_kept = TOGETHER in node["classes"] or letters_of(node) < KEPT_TOGETHER.get(kind, 0)
            function = kind if kind in KEPT_TOGETHER else "record"
            self.write(f"#{function}(keep: {boolean(is_kept)}, free: {self.room_above(node)})[")
        elif TOGETHER in node["classes"]:
            self.write(f"#together(free: {self.name_room()})[")

    def room_above(self, node: nodes.Element) -> str:
        """The name of the room above a node where it may grow, as a Typst expression."""
        return self.name_room() if is_free(node) else "none"

    def name_room(self) -> str:
        self.rooms += 1
        return quoted(f"room {self.rooms}")

    def depart_section(self, node: nodes.Element) -> None:
        self.level -= 1
        self.depth -= 1
        if "record" in node["classes"]:
            self.set_end(*self.places_of(node))
        if is_wrapped(node):
            self.write("]\n\n")

    def visit_title(self, node: nodes.Element) -> None:
        section = node.parent
        if not isinstance(section, nodes.section):
            self.heavy += 1
            self.write("[")  # of a box
            return
        self.in_title = True
        if is_claim(node):
            self.write("#claim-title[")
            return
        if len(section.children) > 1 and isinstance(section[1], nodes.table):
            self.lay(section[1])  # which its heading goes with
        self.heavy += 1
        level = f"level: {min(self.level, DEEPEST)}"
        if "event" in section["classes"]:
            self.write(f"#record-title({level})[")
        else:
            depth = max(self.depth, 2) if "record" in section["classes"] else self.depth
            self.write(f"#section({level}, depth: {depth}, free: {self.room_above(node)})[")
        self.write(self.anchor(self.name_anchors()) if self.waiting else "")
        self.mark_heading(node)

    def depart_title(self, node: nodes.Element) -> None:
        self.heavy -= not is_claim(node)
        if isinstance(node.parent, nodes.section):
            self.in_title = False
            self.write("]\n\n")
        else:
            self.write("][")

    def visit_rubric(self, node: nodes.Element) -> None:
        if names_dropdown(node):
            self.write("[")
        else:
            self.write("#tab-label[" if "sd-tab-label" in node["classes"] else "#rubric[")

    def depart_rubric(self, node: nodes.Element) -> None:
        self.write("][" if names_dropdown(node) else "]\n\n")

    # Calls of the template

    def visit_call(self, node: call) -> None:
        if node["function"] == "see" and not follows_paragraph(node):
            node["options"]["alone"] = "true"
        options = ", ".join(f"{name}: {value}" for name, value in node["options"].items())
        has_brackets = bool(options or not node.children) and not node["function"].endswith(")")
        takes_one = bool(node.children) and not isinstance(node[0], argument)
        self.write(f"#{node['function']}" + (f"({options})" if has_brackets else "") + ("[" if takes_one else ""))

    def depart_call(self, node: call) -> None:
        self.write("]" if node.children and not isinstance(node[0], argument) else "")
        self.write("" if node["inside"] else "\n\n")

    # Paragraphs

    def visit_paragraph(self, node: nodes.Element) -> None:
        if WRITTEN in node["classes"]:
            raise nodes.SkipNode
        self.write("".join(f"#{wrapper}[" for wrapper in wrappers_of(node)))
        self.open_language(node)

    def depart_paragraph(self, node: nodes.Element) -> None:
        self.close_language(node)
        if is_followed_by_see(node) or carries_drawing(node):  # which hang from the last line, see the template
            return
        self.write("]" * len(wrappers_of(node)) + "\n\n")

    # Lists

    def open_list(self, node: nodes.Element, function: str) -> None:
        """Open a list, or something else that counts as one; items without blocks stand closer."""
        tight = all(len(item.children) < 2 or isinstance(item.children[1], nodes.Sequential) for item in node.children)
        self.write(f"#{function}tight: {boolean(tight)}, ")

    def visit_bullet_list(self, node: nodes.Element) -> None:
        if "custody-legend" in node["classes"]:  # of twenty short lines, with signs in place of dashes
            self.write("#key-of-signs(")
        else:
            self.open_list(node, "list(")

    def visit_enumerated_list(self, node: nodes.Element) -> None:
        form = quoted(f"1{node.get('suffix', '.')}")
        self.open_list(node, f"enum(numbering: {form}, start: {node.get('start', 1)}, ")

    def depart_bullet_list(self, node: nodes.Element) -> None:
        self.write(")\n\n")

    depart_enumerated_list = depart_bullet_list

    def visit_definition_list(self, node: nodes.Element) -> None:
        if isinstance(node.parent, addnodes.glossary):
            return
        inside_facts = "record-facts" in node["classes"] + node.parent.get("classes", [])
        self.write(f"#facts(breaks: {long_rows(node)}, " if inside_facts else "#terms(")

    def depart_definition_list(self, node: nodes.Element) -> None:
        self.write("" if isinstance(node.parent, addnodes.glossary) else ")\n\n")

    def visit_definition_list_item(self, node: nodes.Element) -> None:
        """A term, or several; and its definitions, of which there may be several too."""
        in_glossary = isinstance(node.parent.parent, addnodes.glossary)
        terms = [child for child in node.children if isinstance(child, nodes.term)]
        head = quoted(short(terms[0].astext()))  # for the heads of pages
        self.write(f"#entry({head}, " if in_glossary else "terms.item(")
        definitions = [child for child in node.children if isinstance(child, nodes.definition)]
        for group in (terms, definitions):
            self.write("[")
            for number, child in enumerate(group):
                self.write("#linebreak()" if number and group is terms else "")
                child.walkabout(self)
            self.write("], ")
        self.write(")" if in_glossary else "),\n")
        raise nodes.SkipNode

    def visit_term(self, node: nodes.Element) -> None:
        self.write("#strong[")

    def depart_term(self, node: nodes.Element) -> None:
        self.write("]")
        subject = self.names.by_term.get(node.astext().lower())
        if subject and subject.record:  # whose main place is another
            self.write(f"#ix({quoted(subject.key)})")

    def visit_field_list(self, node: nodes.Element) -> None:
        self.write(f"#facts(breaks: {long_rows(node)}, ")

    depart_field_list = depart_bullet_list

    # Blocks

    def visit_Admonition(self, node: nodes.Element) -> None:
        self.open_boxed(node, str(admonitionlabels.get(node.tagname, "")))

    def open_boxed(self, node: nodes.Element, title: str = "") -> None:
        """Open a box; its title is given here or is the first child of the node, which opens the text too."""
        self.write(f"#boxed({quoted(node.tagname)}, keep: {boolean(letters_of(node) < KEPT_BOX)})")
        if not node.children or not (isinstance(node[0], nodes.title) or names_dropdown(node[0])):
            self.heavy += 1
            self.write(f"{self.content(title)}[")
            self.heavy -= 1

    def depart_Admonition(self, node: nodes.Element) -> None:
        self.write("]\n\n")

    def visit_transition(self, node: nodes.Element) -> None:
        # MyST sets one before its footnotes, which stand at the foot of the page here.
        if "footnotes" not in node["classes"]:
            self.write("#transition\n\n")

    def visit_container(self, node: nodes.Element) -> None:
        component = node.get("design_component")
        if component == "dropdown":
            self.open_boxed(node)
        elif component in ("card", "card-title"):
            self.heavy += component == "card-title"
            self.write(f"#{component}[")
        elif "record-facts" in node["classes"]:
            keep = boolean(letters_of(node) < KEPT_FACTS)
            title = next(iter(node.parent.findall(nodes.title)), None)
            name = _("{title}, continued").format(title=title.astext() if title is not None else "")
            self.write(f"#record-facts(keep: {keep}, name: {self.content(name)})[")

    def depart_container(self, node: nodes.Element) -> None:
        component = node.get("design_component")
        if component in ("dropdown", "card", "card-title") or "record-facts" in node["classes"]:
            self.heavy -= component == "card-title"
            self.write("]\n\n")
        else:
            self.write("\n\n")


def wrappers_of(paragraph: nodes.Element) -> list[str]:
    """The calls of the template around a paragraph, from the outermost to the innermost."""
    wrappers = ["introducing"] if introduces(paragraph) else []
    wrappers += ["leading"] if is_leading(paragraph) else []
    if "record-meta" in paragraph["classes"]:
        # The table below the key of a drawing names the streams again, and so may stand overleaf.
        wrappers.append(f"record-meta(sticky: {boolean(KEY not in paragraph['classes'])})")
    wrappers += ["relations"] if "relation" in paragraph["classes"] else []
    return wrappers
