"""The forms that everything generated shares: links, citations, lists of facts, backlinks."""

from itertools import groupby

from docutils import nodes
from sphinx.util.nodes import make_refnode

from . import dates
from .languages import marked
from .model import KINDS


class view(nodes.General, nodes.Element):
    """A place in a page that views.py fills when the page is written."""


def placeholder(name, argument=""):
    return view(view=name, argument=argument)


def anchor(key):
    """The anchor of a source on the bibliography page; it never changes as long as the key does not."""
    return f"src-{key}"


class Writer:
    """Writes docutils nodes for one page of one builder."""

    def __init__(self, env, builder, docname):
        self.env, self.builder, self.docname = env, builder, docname
        self.domain = env.get_domain("jasic")
        self.project = self.domain.project

    @classmethod
    def of(cls, transform):
        """The writer for the page that a post-transform works on."""
        return cls(transform.env, transform.env.get_domain("jasic").builder, transform.env.current_document.docname)

    @property
    def for_website(self):
        """Whether the page is one of the website: what only a browser can do is left out elsewhere."""
        return self.builder.format == "html" and self.builder.name != "epub"

    def link(self, record, text=None):
        return self.domain.link(self.builder, self.docname, record, text)

    def links(self, records):
        """Records as links with commas between them, or semicolons where a title is a sentence with commas."""
        sign = "; " if any("," in record.title for record in records) else ", "
        return separated([[self.link(record)] for record in records], sign)

    def page_link(self, page):
        uri = self.builder.get_relative_uri(self.docname, page.docname)
        return nodes.reference("", page.title, refuri=uri, internal=True)

    def facts(self, rows):
        """A list of names and values in a list, or an empty list; rows without a value are left out."""
        fields = nodes.field_list(classes=["record-facts"])
        for name, value in rows:
            if value:
                body = nodes.field_body("", nodes.paragraph("", "", *value))
                fields += nodes.field("", nodes.field_name("", name), body)
        return [fields] if fields.children else []

    def cite(self, keys, textual=False, notes=None):
        """Citations as readers know them: (Yue 2018, p. 3; Li 2019), or Yue (2018) where `textual`.

        `notes` holds the words before and after each key, as a sequence of pairs.
        """
        docname = next((key.docname for key in self.env.get_domain("cite").bibliographies), None)
        cited = []
        for key, (before, after) in zip(keys, notes or [("", "")] * len(keys)):
            name, when = self.project.labels.get(key, (key, "?"))
            label = nodes.inline("", "", *marked(when if textual else f"{name} {when}"))
            if docname:
                label = make_refnode(self.builder, self.docname, docname, anchor(key), label)
            parts = [nodes.Text(f"{before} ")] if before else []
            parts += [label, nodes.Text(f", {after}")] if after else [label]
            cited.append([*marked(name), nodes.Text(" ("), *parts, nodes.Text(")")] if textual else parts)
        shown = nodes.inline(classes=["bibtex-citation"])
        shown += separated(cited, "; ") if textual else [nodes.Text("("), *separated(cited, "; "), nodes.Text(")")]
        return shown

    def appears_in(self, records, pages):
        """The backlinks of a record or a source, by kind; events with their dates."""
        rows = []
        for kind, group in groupby(records, key=lambda record: record.kind):
            links = []
            for record in group:
                when = [nodes.Text(f" ({dates.in_words(record.get('date'))})")] if kind == "event" else []
                links.append([self.link(record), *when])
            rows.append((KINDS[kind].plural.capitalize(), separated(links, "; ")))
        if pages:
            rows.append(("Pages", separated([[self.page_link(page)] for page in pages], "; ")))
        if not rows:
            return []
        box = nodes.container(classes=["appears-in"])
        box += nodes.paragraph("", "", nodes.strong("", "Appears in"))
        box += self.facts(rows)
        return [box]


def boxes(groups):
    """Check boxes that hide entries by style alone (see jasic.css), as HTML: legend -> value -> label."""
    fields = []
    for legend, values in groups.items():
        labels = "".join(
            f'<label><input type="checkbox" checked class="show-{value}"> {label}</label> '
            for value, label in values.items()
        )
        fields.append(f'<fieldset class="filter"><legend>{legend}</legend>{labels}</fieldset>')
    return nodes.raw("", "".join(fields), format="html")


def separated(lists, separator):
    """The nodes of several lists in one, with a separator between them."""
    found = []
    for part in lists:
        found += [nodes.Text(separator), *part] if found else list(part)
    return found
