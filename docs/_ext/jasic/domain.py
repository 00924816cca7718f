"""The Sphinx domain of the records: directives, roles, and the places they refer to.

The pages are read once before the build by `lint.check`, without Sphinx. That gives the `Project`,
which knows every record and every use; the build stops there when the rules find a mistake. So a
directive has nothing to collect, nothing is merged between processes, and an edit, a deletion or a
rename cannot leave anything behind.
"""

import hashlib
import json
from pathlib import Path

from docutils import nodes
from docutils.parsers.rst.directives import unchanged
from sphinx import addnodes
from sphinx.domains import Domain, ObjType
from sphinx.roles import XRefRole
from sphinx.util.docutils import SphinxDirective
from sphinx.util.nodes import make_refnode

from . import lint
from .counts import with_tables
from .model import KINDS
from .writer import placeholder

# What was read by other code than this is not to be trusted: any change of it begins from nothing.
CODE = sorted(Path(__file__).parent.glob("*.py"))
CODE_VERSION = int(hashlib.sha256(b"".join(file.read_bytes() for file in CODE)).hexdigest()[:12], 16)
SHOWN = ".shown.json"  # in the output folder, see `refresh`


class RecordDirective(SphinxDirective):
    """`:::{event} huizhou-raid` and its like: a section with facts, prose and backlinks."""

    has_content = True
    required_arguments = 1
    option_spec = {name: unchanged for kind in KINDS.values() for name in kind.options}

    def run(self):
        record = self.env.get_domain("jasic").project.records[self.arguments[0]]
        prose = with_tables(record, self.parse_content_to_nodes())
        content = [placeholder("head", record.id), *prose, placeholder("foot", record.id)]
        index = addnodes.index(entries=[("single", name, record.id, "main", None) for name in record.names])
        if record.fills_page:
            # The page's title is the record's title, so its address is the page's address.
            target = nodes.target(ids=[f"record-{record.id}"])
            index["entries"] = [(*entry[:2], target["ids"][0], *entry[3:]) for entry in index["entries"]]
            return [index, target, *content]
        section = nodes.section(ids=[record.id], classes=["record", record.kind])
        section += nodes.title("", record.title)
        self.set_source_info(section)
        self.state.document.note_explicit_target(section, section)
        section += content
        return [index, section]


class JasicDomain(Domain):
    """Records by id. `project` is made anew in every build; `data` only saves work between builds.

    data["read"]: path -> (digest of the file, what was read, mistakes), so unchanged files are not read again
    """

    name = "jasic"
    label = "Records"
    object_types = {kind: ObjType(kind, kind) for kind in KINDS}
    directives = {kind: RecordDirective for kind in KINDS}
    roles = {kind: XRefRole(innernodeclass=nodes.inline) for kind in KINDS}
    initial_data = {"read": {}}
    data_version = CODE_VERSION
    project = None
    builder = None
    navigation = None  # of the website, see navigation.py

    def clear_doc(self, docname):
        """Nothing to clear: a page is known by a digest of its text, and `read` drops deleted ones."""

    def merge_domaindata(self, docnames, otherdata):
        """Nothing to merge: the project was read before the build split into processes."""

    def read(self, docs, bibliography):
        """Read all pages, stop at mistakes, and note the project."""
        self.project, mistakes = lint.check(docs, bibliography, self.data["read"])
        if mistakes:
            # Not a SphinxError: Sphinx would bury the list under a traceback.
            raise SystemExit("\n".join([*map(str, mistakes), "Nothing was built: mend these first."]))

    def place(self, record):
        """Docname and anchor of a record."""
        return record.docname, "" if record.fills_page else record.id

    def link(self, builder, fromdocname, record, text=None):
        """A reference node to a record, showing `text` or the record's title."""
        docname, anchor = self.place(record)
        shown = nodes.inline("", text or record.title, classes=["reference", record.kind])
        return make_refnode(builder, fromdocname, docname, anchor, shown, record.title if text else None)

    def resolve_xref(self, env, fromdocname, builder, typ, target, node, contnode):
        record = self.project.find(target)
        if record is None:
            return None  # the rules have reported it
        return self.link(builder, fromdocname, record, contnode.astext() if node["refexplicit"] else None)

    def resolve_any_xref(self, env, fromdocname, builder, target, node, contnode):
        record = self.project.find(target)
        return [(f"jasic:{record.kind}", self.link(builder, fromdocname, record))] if record else []

    def get_objects(self):
        for record in self.project.records.values() if self.project else ():
            place = self.place(record)
            yield record.id, record.title, record.kind, *place, 1
            for name in record.names[1:]:  # so that search and other sites find it by these too
                yield name, name, record.kind, *place, 1


def read_project(app):
    domain = app.env.get_domain("jasic")
    domain.builder = app.builder
    domain.read(app.srcdir, Path(app.confdir, app.config.bibtex_bibfiles[0]))


def refresh(app, env):
    """Pages to write again because something that they show of other pages has changed.

    A page shows titles and places of the records it names, labels of the sources it cites, and
    backlinks to whatever names its own records; pages with views show everything. What the pages in
    an output folder show is noted there, since each folder may be as old as it likes.
    """
    project = env.get_domain("jasic").project
    file = Path(app.outdir, SHOWN)
    old = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
    new = {docname: project.digest(docname) for docname in sorted(env.found_docs)}
    file.write_text(json.dumps(new, indent=0), encoding="utf-8")
    return [docname for docname, digest in new.items() if old.get(docname, digest) != digest]


def leave_out_of_the_e_book(app, config):
    config.epub_exclude_files = [*config.epub_exclude_files, SHOWN]


def setup(app):
    app.add_domain(JasicDomain)
    app.connect("config-inited", leave_out_of_the_e_book)
    # Before sphinxcontrib-bibtex, which ends in a traceback at a broken references.bib.
    app.connect("builder-inited", read_project, priority=100)
    app.connect("env-updated", refresh)
