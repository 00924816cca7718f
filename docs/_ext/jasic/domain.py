"""The Sphinx domain of the records: directives, roles, and the places they refer to.

The pages are read once before the build by `rules.check`, without Sphinx. That gives the `Project`,
which knows every record and every reference; the build stops there when the rules find a mistake. So a
directive has nothing to collect, nothing is merged between processes, and an edit, a deletion or a
rename cannot leave anything behind.
"""

import hashlib
import json
from collections.abc import Iterator, Set
from pathlib import Path
from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst.directives import unchanged
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.config import Config
from sphinx.domains import Domain, ObjType
from sphinx.environment import BuildEnvironment
from sphinx.roles import XRefRole
from sphinx.util.docutils import SphinxDirective

from .compat import digest_of_navigation
from .model.anchors import RECORD_PREFIX
from .model.kinds import KINDS
from .model.project import Project
from .reading.translations import Catalogues, translated
from .rules.check import check
from .views.counts import with_pending_tables
from .views.nodes import NodeFactory, pending

# What was read by other code than this is not to be trusted: any change of it begins from nothing.
CODE = sorted(file for file in Path(__file__).parent.rglob("*") if file.suffix in (".py", ".po"))
CODE_VERSION = int(hashlib.sha256(b"".join(file.read_bytes() for file in CODE)).hexdigest()[:12], 16)
SHOWN = ".shown.json"  # in the output folder, see `refresh`


class RecordDirective(SphinxDirective):
    """`:::{event} huizhou-raid` and its like: a section with facts, prose and backlinks."""

    has_content = True
    required_arguments = 1
    option_spec: ClassVar = {name: unchanged for kind in KINDS.values() for name in kind.options}

    def run(self) -> list[nodes.Node]:
        record = self.env.get_domain(JasicDomain.name).project.records[self.arguments[0]]  # type: ignore[attr-defined]
        prose = with_pending_tables(record, self.parse_content_to_nodes())
        content = [pending("record-facts", record.id), *prose, pending("record-backlinks", record.id)]
        index = addnodes.index(entries=[("single", name, record.id, "main", None) for name in record.names])
        if record.fills_page:
            # The page's title is the record's title, so its address is the page's address.
            target = nodes.target(ids=[f"{RECORD_PREFIX}{record.id}"])
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

    data["read"]: path -> what was read of the file, so that unchanged files are not read again
    """

    name = "jasic"
    label = "Records"
    object_types: ClassVar = {kind: ObjType(kind, kind) for kind in KINDS}
    directives: ClassVar = {kind: RecordDirective for kind in KINDS}
    roles: ClassVar = {kind: XRefRole(innernodeclass=nodes.inline) for kind in KINDS}
    initial_data: ClassVar = {"read": {}}
    data_version = CODE_VERSION
    project: Project
    builder: Builder

    def clear_doc(self, docname: str) -> None:
        """Nothing to clear: a page is known by a digest of its text, and `read` drops deleted ones."""

    def merge_domaindata(self, docnames: Set[str], otherdata: dict[str, Any]) -> None:
        """Nothing to merge: the project was read before the build split into processes."""

    def read(self, docs: Path, language: str) -> None:
        """Read all pages, stop at mistakes, and note the project."""
        self.project, mistakes = check(docs, self.data["read"])
        self.project.language = language
        if mistakes:
            # Not a SphinxError: Sphinx would bury the list under a traceback.
            raise SystemExit("\n".join([*map(str, mistakes), "Nothing was built: mend these first."]))

    def resolve_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        typ: str,
        target: str,
        node: addnodes.pending_xref,
        contnode: nodes.Element,
    ) -> nodes.reference | None:
        record = self.project.find(target)
        if record is None:
            return None  # the rules have reported it
        text = contnode.astext() if node["refexplicit"] else ""
        return NodeFactory(self.project, builder, fromdocname).link(record, text)

    def resolve_any_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        target: str,
        node: addnodes.pending_xref,
        contnode: nodes.Element,
    ) -> list[tuple[str, nodes.reference]]:
        record = self.project.find(target)
        link = record and NodeFactory(self.project, builder, fromdocname).link(record)
        return [(f"{self.name}:{record.kind}", link)] if record and link else []

    def get_objects(self) -> Iterator[tuple[str, str, str, str, str, int]]:
        for record in self.project.records.values() if hasattr(self, "project") else ():
            yield record.id, record.title, record.kind, record.docname, record.anchor, 1
            for name in record.names[1:]:  # so that search and other sites find it by these too
                yield name, name, record.kind, record.docname, record.anchor, 1


def read_project(app: Sphinx) -> None:
    domain = app.env.get_domain(JasicDomain.name)
    assert isinstance(domain, JasicDomain)
    domain.builder = app.builder
    domain.read(Path(app.srcdir), app.config.language)


def translate_project(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Put the records into the language of the build; now, since Sphinx has just compiled the catalogues."""
    config, domain = app.config, env.get_domain(JasicDomain.name)
    if app.builder.use_message_catalog and not config.language.startswith("en"):
        folders = [app.srcdir / folder for folder in config.locale_dirs]
        catalogues = Catalogues(folders, config.language, config.gettext_compact)
        domain.project = translated(domain.project, catalogues)  # type: ignore[attr-defined]


def refresh(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Pages to write again because something that they show of other pages has changed.

    A page shows titles and places of the records it names, labels of the sources it cites, and
    backlinks to whatever names its own records; pages with views show everything, and all show the
    navigation. What the pages in an output folder show is noted there, since each folder may be as old
    as it likes.
    """
    project: Project = env.get_domain(JasicDomain.name).project  # type: ignore[attr-defined]
    file = Path(app.outdir, SHOWN)
    old = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
    navigation = digest_of_navigation(env)
    new = {docname: f"{navigation} {project.digest(docname)}" for docname in sorted(env.found_docs)}
    file.write_text(json.dumps(new, indent=0), encoding="utf-8")
    return [docname for docname, digest in new.items() if old.get(docname, digest) != digest]


def leave_out_of_the_e_book(app: Sphinx, config: Config) -> None:
    config.epub_exclude_files = [*config.epub_exclude_files, SHOWN]


def setup(app: Sphinx) -> None:
    app.add_domain(JasicDomain)
    app.connect("config-inited", leave_out_of_the_e_book)
    # Before sphinxcontrib-bibtex, which ends in a traceback at a broken references.bib.
    app.connect("builder-inited", read_project, priority=100)
    app.connect("env-before-read-docs", translate_project)
    app.connect("env-updated", refresh)
