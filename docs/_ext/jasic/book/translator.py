"""From a doctree to Typst markup: the text of the book. Its look is in book.typ.

Everything that has a look is a call of a function of book.typ or of Typst. What pages may hold is in
model/markup.py; only that, and what the views and Sphinx itself make of it, has a form here.

Every id becomes a label `docname#id`. Only when the whole book is written is it known which
labels exist and which are used, so `markup` puts anchors and links into the finished text.
"""

import re

from docutils import nodes
from sphinx import addnodes
from sphinx.builders import Builder
from sphinx.locale import admonitionlabels
from sphinx.util import logging
from sphinx.util.docutils import SphinxTranslator

from ..views.nodes import captioned_table
from ..views.pictures import svg_picture
from .figures import POINTS, TEXT_WIDTH, printed
from .markup import quoted, words

logger = logging.getLogger(__name__)

# Regions by the class that marks a text as Chinese. Traditional characters get none: with "hk" or
# "tw" Typst takes a comma to stand in the middle of its square, but the font has it in the corner.
REGIONS = {"language-zh": '"cn"', "language-zh-hans": '"cn"', "language-zh-hant": "none"}

# Classes that book.typ has a function of the same name for.
STYLED_CLASSES = {
    "record",
    "record-facts",
    "record-meta",
    "appears-in",
    "last-report",
    "at-a-glance",
    "chronology",
    "name-in-chinese",
    "date",
    "mark",
    "arena",
}

# Nodes that are a call of one function around their children …
WRAPPED = {
    "emphasis": "emph",
    "subscript": "sub",
    "superscript": "super",
    "block_quote": "quote",
    "attribution": "attribution",
}
# … that say everything by their children …
PLAIN = {
    "document",
    "glossary",
    "field",
    "definition_list_item",
    "tbody",
    "row",
    "legend",
    "target",
    "problematic",
    "abbreviation",
    "PassthroughTextElement",
}
# … and that are not printed. A footnote is printed where it is referred to.
SKIPPED = {
    "comment",
    "index",
    "system_message",
    "footnote",
    "colspec",
}

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
)
# … and in these it stands inside, after the opening bracket.
WITH_PLACE_INSIDE = (
    nodes.list_item,
    nodes.entry,
    nodes.term,
    nodes.definition,
    nodes.field_name,
    nodes.field_body,
    nodes.caption,
)

ENUMERATIONS = {"loweralpha": "a", "upperalpha": "A", "lowerroman": "i", "upperroman": "I"}
LENGTH = re.compile(r"([0-9.]+)\s*(%|px|pt|em|mm|cm|in|)")


def is_leading(paragraph: nodes.Element) -> bool:
    """Whether a paragraph is the name of what follows, which must not begin another page: all of it is bold."""
    is_bold = len(paragraph.children) == 1 and isinstance(paragraph[0], nodes.strong)
    return is_bold and not isinstance(paragraph.parent, (nodes.list_item, nodes.entry))


class TypstTranslator(SphinxTranslator):
    """Writes the assembled doctree; afterwards `markup` gives the text of the book."""

    def __init__(self, document: nodes.document, builder: Builder) -> None:
        super().__init__(document, builder)
        self.body: list[str] = []
        self.docname = ""
        self.level = 0  # of headings
        self.heavy = 0  # depth of bold text
        self.chinese = 0  # depth of text marked as Chinese
        self.in_title = False
        self.waiting: list[str] = []  # names of anchors that have no place yet
        self.labels: dict[str, str] = {}  # name of an anchor -> the label that stands for it
        self.anchors: dict[str, int] = {}  # label -> its position in the body
        self.links: list[tuple[int, str, nodes.Element]] = []  # position in the body, name of the anchor, node
        self.notes = {
            (note["docname"], name): note for note in document.findall(nodes.footnote) for name in note["ids"]
        }
        self.notes_set: set[tuple[str, str]] = set()
        self.explained: set[str] = set()  # abbreviations spelt out already

    # Anchors and links

    def markup(self) -> str:
        """The finished text: links to labels that exist, anchors that are linked to."""
        used = set()
        for position, name, node in self.links:
            if name in self.labels:
                used.add(self.labels[name])
                self.body[position] = f"#link(label({quoted(self.labels[name])}))["
            else:
                self.body[position] = "#["
                logger.warning("the PDF has no place '%s' to link to", name, location=node, type="pdf", subtype="link")
        for label, position in self.anchors.items():
            if label not in used:
                self.body[position] = ""
        return "".join(self.body)

    def set_anchors(self) -> None:
        """Put the anchors that wait here."""
        if self.waiting and not self.in_title:
            label = self.name_anchors()
            self.anchors[label] = len(self.body)
            self.body.append(f"#anchor({quoted(label)})")

    def name_anchors(self) -> str:
        """Let the first of the waiting names be the label for all of them."""
        label = self.waiting[0]
        self.labels.update(dict.fromkeys(self.waiting, label))
        self.waiting = []
        return label

    def keep_anchor(self, label: str) -> None:
        """Let `markup` keep an anchor that something besides the links of the pages leads to."""
        self.anchors.pop(label, None)

    def open_link(self, name: str, node: nodes.Element) -> None:
        self.links.append((len(self.body), name, node))
        self.body.append("")

    def dispatch_visit(self, node: nodes.Node) -> None:
        if isinstance(node, nodes.Element):
            if not isinstance(node, (nodes.footnote, nodes.footnote_reference)):
                self.waiting += [f"{self.docname}#{name}" for name in node["ids"]]
            if isinstance(node, WITH_PLACE_INSIDE):
                super().dispatch_visit(node)
                self.set_anchors()
                return
            if not isinstance(node, WITHOUT_PLACE):
                self.set_anchors()
        super().dispatch_visit(node)

    def unknown_visit(self, node: nodes.Node) -> None:
        """Nodes without a method of their own here: the tables at the top tell what they are."""
        name = node.__class__.__name__
        if name in SKIPPED:
            raise nodes.SkipNode
        if name in WRAPPED:
            self.write(f"#{WRAPPED[name]}[")
        elif name not in PLAIN:
            text = "the PDF has no form for '%s' yet; its text is printed plainly"
            logger.warning(text, name, location=node, type="pdf", subtype="node")

    def unknown_departure(self, node: nodes.Node) -> None:
        name = node.__class__.__name__
        if name in WRAPPED:
            self.write("]" if isinstance(node, nodes.Inline) else "]\n\n")

    # Small helpers

    def write(self, text: str) -> None:
        self.body.append(text)

    def open_styles(self, node: nodes.Element) -> None:
        """Open what the classes of a node ask for; `close_styles` closes it."""
        for name in node["classes"]:
            if region := REGIONS.get(name.lower()):
                self.chinese += 1
                heavy = ", heavy: true" if self.heavy else ""
                self.write(f"#zh(region: {region}{heavy})[")
            elif name in STYLED_CLASSES:
                self.write(f"#{name}[")

    def close_styles(self, node: nodes.Element) -> None:
        for name in node["classes"]:
            if name.lower() in REGIONS:
                self.chinese -= 1
            elif name not in STYLED_CLASSES:
                continue
            self.write("]")

    def close_block(self, node: nodes.Element) -> None:
        self.write("]\n\n")

    # Documents and headings

    def visit_start_of_file(self, node: nodes.Element) -> None:
        # The comment tells builder.py which page a line of the source comes from.
        self.write(f"\n// {node['docname']}\n")
        node["outer"] = self.docname
        self.docname = node["docname"]
        self.waiting.append(f"{self.docname}#")

    def depart_start_of_file(self, node: nodes.Element) -> None:
        self.docname = node["outer"]

    def visit_part(self, node: nodes.Element) -> None:
        self.level += 1
        self.write(f"#part[{words(node['caption'], heavy=True)}]\n\n")

    def depart_part(self, node: nodes.Element) -> None:
        self.level -= 1

    def visit_section(self, node: nodes.Element) -> None:
        self.level += 1

    def depart_section(self, node: nodes.Element) -> None:
        self.level -= 1

    def visit_title(self, node: nodes.Element) -> None:
        self.heavy += 1
        if isinstance(node.parent, nodes.section):
            node["names_here"], self.waiting = self.waiting, []
            self.in_title = True
            page = node.parent.parent
            is_chapter = isinstance(page, addnodes.start_of_file) and not isinstance(page.parent, nodes.section)
            # PDF knows six levels.
            self.write(f"#{'chapter' if is_chapter else 'heading'}(level: {min(self.level, 6)})[")
        else:
            self.write("[")  # of a table or a box

    def depart_title(self, node: nodes.Element) -> None:
        self.heavy -= 1
        if not isinstance(node.parent, nodes.section):
            self.write("]" if isinstance(node.parent, nodes.table) else "][")
        else:
            self.write("]")
            self.in_title = False
            inside, self.waiting = self.waiting, node["names_here"]
            if self.waiting:
                self.write(f"#label({quoted(self.name_anchors())})")
            self.waiting = inside
            self.write("\n\n")
            self.set_anchors()

    def visit_rubric(self, node: nodes.Element) -> None:
        self.heavy += 1
        if node.parent.get("design_component") == "dropdown":
            self.write("[")
        else:
            self.write("#tab-label[" if "sd-tab-label" in node["classes"] else "#rubric[")

    def depart_rubric(self, node: nodes.Element) -> None:
        self.heavy -= 1
        self.write("][" if node.parent.get("design_component") == "dropdown" else "]\n\n")

    # Paragraphs and text

    def visit_Text(self, node: nodes.Text) -> None:
        self.write(words(node.astext(), heavy=self.heavy > 0, chinese=self.chinese > 0))

    def visit_paragraph(self, node: nodes.Element) -> None:
        self.write("#leading[" if is_leading(node) else "")
        self.open_styles(node)

    def depart_paragraph(self, node: nodes.Element) -> None:
        self.close_styles(node)
        self.write("]\n\n" if is_leading(node) else "\n\n")

    visit_inline = open_styles
    depart_inline = close_styles

    def depart_PassthroughTextElement(self, node: nodes.Element) -> None:
        self.close_styles(node)
        self.write("\n\n")

    def visit_strong(self, node: nodes.Element) -> None:
        self.heavy += 1
        self.write("#strong[")

    def depart_strong(self, node: nodes.Element) -> None:
        self.heavy -= 1
        self.write("]")

    def visit_literal(self, node: nodes.Element) -> None:
        self.write(f"#raw({quoted(node.astext())})")
        raise nodes.SkipNode

    def depart_abbreviation(self, node: nodes.Element) -> None:
        explanation = node.get("explanation")
        if explanation and explanation not in self.explained:
            self.explained.add(explanation)
            self.write(words(f" ({explanation})"))

    def visit_reference(self, node: nodes.Element) -> None:
        uri = node.get("refuri", "")
        if self.in_title:
            # Headings are printed again in the contents and above the pages, where no link may be.
            self.write("#[")
        elif "refid" in node:
            self.open_link(f"{self.docname}#{node['refid']}", node)
        elif uri.startswith("%"):  # see PdfBuilder.get_target_uri
            docname, _, name = uri[1:].partition("#")
            self.open_link(f"{docname}#{name}", node)
        elif uri:
            self.write(f"#link({quoted(uri)})[")
        else:
            self.write("#[")

    def depart_reference(self, node: nodes.Element) -> None:
        self.write("]")

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
        if node["format"] == "html" and node.astext().strip() == "<br />":  # a line break of MyST
            self.write("#linebreak()")
        raise nodes.SkipNode

    def visit_svg_picture(self, node: nodes.Element) -> None:
        if not node.get("narrow"):
            drawing = printed(node.astext())
            width = f"{drawing.width * POINTS:g}pt" if drawing.width < TEXT_WIDTH else "100%"
            alt = f", alt: {quoted(node['alt'])}" if node["alt"] else ""
            picture = f'image(bytes({quoted(drawing.svg)}), format: "svg", width: {width}{alt})'
            if not node["alt"]:  # the words beside it say all
                picture = f"pdf.artifact({picture})"
            if isinstance(node.parent, nodes.TextElement):
                self.write(f"#box({picture})")
            else:
                self.write(f"#{'turned' if drawing.is_turned else 'drawing'}({picture})\n\n")
        raise nodes.SkipNode

    # Lists

    def open_list(self, node: nodes.Element, function: str) -> None:
        """Open a list, or something else that counts as one; items without blocks stand closer."""
        self.open_styles(node)
        tight = all(len(item.children) < 2 or isinstance(item.children[1], nodes.Sequential) for item in node.children)
        self.write(f"#{function}tight: {'true' if tight else 'false'}, ")

    def visit_bullet_list(self, node: nodes.Element) -> None:
        self.open_list(node, "list(")

    def visit_enumerated_list(self, node: nodes.Element) -> None:
        form = node.get("prefix", "") + ENUMERATIONS.get(node.get("enumtype"), "1") + node.get("suffix", ".")
        self.open_list(node, f"enum(numbering: {quoted(form)}, start: {node.get('start', 1)}, ")

    def depart_bullet_list(self, node: nodes.Element) -> None:
        self.write(")")
        self.close_styles(node)
        self.write("\n\n")

    depart_enumerated_list = depart_bullet_list

    def open_item(self, node: nodes.Element) -> None:
        self.write("[")

    def close_item(self, node: nodes.Element) -> None:
        self.write("],\n")

    visit_list_item = open_item
    depart_list_item = close_item

    def visit_definition_list(self, node: nodes.Element) -> None:
        self.open_styles(node)
        inside_facts = "record-facts" in node["classes"] + node.parent.get("classes", [])
        self.write("#facts(" if inside_facts else "#terms(")

    depart_definition_list = depart_bullet_list

    def depart_definition_list_item(self, node: nodes.Element) -> None:
        self.write("]),\n" if isinstance(node[-1], nodes.definition) else "], []),\n")

    def visit_term(self, node: nodes.Element) -> None:
        self.heavy += 1
        self.write("#linebreak()" if node.parent.index(node) else "item([")

    def depart_term(self, node: nodes.Element) -> None:
        self.heavy -= 1

    def visit_definition(self, node: nodes.Element) -> None:
        self.write("], [")

    def visit_field_list(self, node: nodes.Element) -> None:
        self.open_styles(node)
        self.write("#facts(")

    depart_field_list = depart_bullet_list

    def visit_field_name(self, node: nodes.Element) -> None:
        self.heavy += 1
        self.write("item([")

    def depart_field_name(self, node: nodes.Element) -> None:
        self.heavy -= 1
        self.write("], ")

    visit_field_body = open_item

    def depart_field_body(self, node: nodes.Element) -> None:
        self.write("]),\n")

    # Blocks

    def visit_literal_block(self, node: nodes.Element) -> None:
        language = node.get("language", "none")
        language = "none" if language in ("none", "default", "text") else quoted(language)
        self.write(f"#raw(block: true, lang: {language}, {quoted(node.astext())})\n\n")
        raise nodes.SkipNode

    def visit_Admonition(self, node: nodes.Element) -> None:
        self.open_boxed(node, str(admonitionlabels.get(node.tagname, "")))

    def open_boxed(self, node: nodes.Element, title: str = "") -> None:
        """Open a box; its title is given here or is the first child of the node, which opens the text too."""
        self.write(f"#boxed({quoted(node.tagname)})")
        if not node.children or not isinstance(node[0], (nodes.title, nodes.rubric)):
            self.write(f"[{words(title, heavy=True)}][")

    depart_Admonition = close_block

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
        else:
            self.open_styles(node)

    def depart_container(self, node: nodes.Element) -> None:
        component = node.get("design_component")
        if component in ("dropdown", "card", "card-title"):
            self.heavy -= component == "card-title"
            self.write("]\n\n")
        else:
            self.close_styles(node)
            self.write("\n\n")

    # Tables

    def visit_table(self, node: nodes.Element) -> None:
        self.write("#captioned-table" + ("" if isinstance(node[0], nodes.title) else "[]"))

    depart_table = close_block

    def visit_tgroup(self, node: nodes.Element) -> None:
        widths = [column["colwidth"] for column in node.findall(nodes.colspec)]
        given = "colwidths-given" in node.parent["classes"] or isinstance(node.parent, captioned_table)
        columns = "(" + "".join(f"{width}fr, " for width in widths) + ")" if given else str(len(widths))
        self.write(f"[#data-table(columns: {columns}, many: {'true' if len(widths) > 4 else 'false'}, ")

    def depart_tgroup(self, node: nodes.Element) -> None:
        self.write(")")

    def visit_thead(self, node: nodes.Element) -> None:
        self.heavy += 1
        # A head that is printed again on the next page may hold no link: PDF/UA knows it as decoration.
        has_link = next(node.findall(nodes.reference), None) is not None
        self.write("table.header(repeat: false, " if has_link else "table.header(")

    def depart_thead(self, node: nodes.Element) -> None:
        self.heavy -= 1
        self.write("),\n")

    def depart_row(self, node: nodes.Element) -> None:
        self.write("\n")

    def visit_entry(self, node: nodes.Element) -> None:
        spans = {"colspan": node.get("morecols", 0) + 1, "rowspan": node.get("morerows", 0) + 1}
        options = [f"{name}: {count}" for name, count in spans.items() if count > 1]
        options += [f"align: {side}" for side in ("left", "center", "right") if f"text-{side}" in node["classes"]]
        if next(node.findall(svg_picture), None):  # a drawing and its words stay on one page
            options.append("breakable: false")
        self.write(f"table.cell({', '.join(options)})[" + ("#strong[" if self.is_heading(node) else ""))

    def depart_entry(self, node: nodes.Element) -> None:
        self.write("]], " if self.is_heading(node) else "], ")

    def is_heading(self, entry: nodes.Element) -> bool:
        return isinstance(entry.parent.parent, nodes.thead)

    # Pictures

    def visit_image(self, node: nodes.Element) -> None:
        file = self.builder.images.get(node["uri"])
        if file is None:
            logger.warning("the PDF cannot hold the picture '%s'", node["uri"], location=node.parent, type="pdf")
            raise nodes.SkipNode
        if not node.get("alt"):
            logger.warning("a picture needs alternative text", location=node.parent, type="pdf", subtype="alt")
        options = [quoted(f"images/{file}"), f"alt: {quoted(node.get('alt') or file)}"]
        if match := LENGTH.fullmatch(node.get("width", "")):
            number, unit = float(match[1]), match[2]
            if unit in ("px", ""):  # a pixel of the web is 1/96 inch
                number, unit = number * 0.75, "pt"
            options.append(f"width: {number:g}{unit}")
        inline = isinstance(node.parent, nodes.TextElement) and len(node.parent.children) > 1
        self.write(f"#{'box(' if inline else 'block(breakable: false, '}image({', '.join(options)}))")
        raise nodes.SkipNode

    def visit_figure(self, node: nodes.Element) -> None:
        drawn = (picture for picture in node.findall(svg_picture) if not picture.get("narrow"))
        self.write("#plate[" if any(printed(picture.astext()).is_turned for picture in drawn) else "#illustration[")

    def depart_figure(self, node: nodes.Element) -> None:
        self.write("]\n\n" if any(isinstance(child, nodes.caption) for child in node.children) else "][]\n\n")

    def visit_caption(self, node: nodes.Element) -> None:
        self.write("][" if isinstance(node.parent, nodes.figure) else "#rubric[")

    def depart_caption(self, node: nodes.Element) -> None:
        self.write("\n\n" if isinstance(node.parent, nodes.figure) else "]\n\n")
