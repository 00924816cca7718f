"""The Sphinx domain of the records: directives, roles, and the places they refer to.

The pages are read once before the build by `rules.check`, without Sphinx. That gives the `Project`,
which knows every record and every reference; the build stops there when the rules find a mistake. So a
directive has nothing to collect, nothing is merged between processes, and an edit, a deletion or a
rename cannot leave anything behind.
"""

import hashlib
import time
from collections.abc import Iterator, Set
from pathlib import Path
from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst.directives import unchanged
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.domains import Domain, ObjType
from sphinx.environment import BuildEnvironment
from sphinx.roles import XRefRole
from sphinx.util.docutils import SphinxDirective

from .model.anchors import RECORD_PREFIX
from .model.kinds import KINDS
from .model.mistake import Mistake
from .model.project import Project
from .reading.translations import Catalogues, translated
from .rules.check import check
from .views.nodes import NodeFactory
from .views.record import before_record, classes_of, parts_of

# What was read by other code than this is not to be trusted: any change of it begins from nothing.
CODE = sorted(file for file in Path(__file__).parent.rglob("*") if file.suffix in (".py", ".po"))
CODE_VERSION = int(hashlib.sha256(b"".join(file.read_bytes() for file in CODE)).hexdigest()[:12], 16)


class RecordDirective(SphinxDirective):
    """`:::{event} huizhou-raid` and its like: a section with facts, prose and backlinks."""

    has_content = True
    required_arguments = 1
    option_spec: ClassVar = {name: unchanged for kind in KINDS.values() for name in kind.options}

    def run(self) -> list[nodes.Node]:
        record = self.env.get_domain(JasicDomain.name).project.records[self.arguments[0]]  # type: ignore[attr-defined]
        content = parts_of(record, self.parse_content_to_nodes())
        index = addnodes.index(entries=[("single", name, record.id, "main", None) for name in record.names])
        if record.fills_page:
            # The page's title is the record's title, so its address is the page's address.
            target = nodes.target(ids=[f"{RECORD_PREFIX}{record.id}"])
            index["entries"] = [(*entry[:2], target["ids"][0], *entry[3:]) for entry in index["entries"]]
            return [index, target, *content]
        section = nodes.section(ids=[record.id], classes=classes_of(record))
        section += nodes.title("", record.title)
        self.set_source_info(section)
        self.state.document.note_explicit_target(section, section)
        section += content
        return [*before_record(record), index, section]


class JasicDomain(Domain):
    """Records by id. `project` is made anew in every build; `data` only saves work between builds.

    data["read"]: path -> what was read of the file, so that unchanged files are not read again
    data["refused"]: docname -> mistakes that the parser has refused to render
    """

    name = "jasic"
    label = "Records"
    object_types: ClassVar = {kind: ObjType(kind, kind) for kind in KINDS}
    directives: ClassVar = {kind: RecordDirective for kind in KINDS}
    roles: ClassVar = {kind: XRefRole(innernodeclass=nodes.inline) for kind in KINDS}
    initial_data: ClassVar = {"read": {}, "refused": {}}
    data_version = CODE_VERSION
    project: Project
    builder: Builder
    began: float  # when this build began, in seconds since 1970

    def refuse(self, docname: str, mistakes: list[Mistake]) -> None:
        """Note what a page holds and may not hold; the build ends before it is written."""
        if mistakes:
            self.data["refused"].setdefault(docname, []).extend(mistakes)

    def clear_doc(self, docname: str) -> None:
        """A page is read anew. Of the records there is nothing to clear: the project is made in every build."""
        self.data["refused"].pop(docname, None)

    def merge_domaindata(self, docnames: Set[str], otherdata: dict[str, Any]) -> None:
        """Take what another process has refused; the project was read before the build split into processes."""
        self.data["refused"] |= {name: found for name, found in otherdata["refused"].items() if name in docnames}

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
    domain.builder, domain.began = app.builder, time.time()
    domain.read(Path(app.srcdir), app.config.language)


def translate_project(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Put the records into the language of the build; now, since Sphinx has just compiled the catalogues."""
    config, domain = app.config, env.get_domain(JasicDomain.name)
    if app.builder.use_message_catalog and not config.language.startswith("en"):
        folders = [app.srcdir / folder for folder in config.locale_dirs]
        catalogues = Catalogues(folders, config.language, config.gettext_compact)
        domain.project = translated(domain.project, catalogues)  # type: ignore[attr-defined]


def setup(app: Sphinx) -> None:
    app.add_domain(JasicDomain)
    # Before sphinxcontrib-bibtex, which ends in a traceback at a broken references.bib.
    app.connect("builder-inited", read_project, priority=100)
    app.connect("env-before-read-docs", translate_project)
