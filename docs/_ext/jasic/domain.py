"""The Sphinx domain of the records: directives, roles, and the project that they ask.

The pages are read once before the build by `rules.check`, without Sphinx. That gives the `Project`,
which knows every record and every reference; the build stops there when the rules find a mistake. So a
directive has nothing to collect, nothing is merged between processes, and an edit, a deletion or a
rename cannot leave anything behind.
"""

import errno
import hashlib
import os
import time
from collections.abc import Iterable, Iterator, Set
from functools import partial
from pathlib import Path
from typing import Any, ClassVar, NoReturn, Self, cast

from docutils import nodes
from docutils.parsers.rst.directives import unchanged
from sphinx import addnodes
from sphinx.application import ENV_PICKLE_FILENAME, Sphinx
from sphinx.builders import Builder
from sphinx.config import Config
from sphinx.domains import Domain, ObjType
from sphinx.environment import BuildEnvironment
from sphinx.roles import XRefRole
from sphinx.util.docutils import SphinxDirective
from sphinx.util.i18n import docname_to_domain

from .commands.cli import message_of
from .compat import is_set
from .model.anchors import RECORD_PREFIX
from .model.dependencies import Dependencies
from .model.downloads import Download
from .model.mistake import Mistake
from .model.project import Project
from .model.publication import ADDRESSES, Edition, Publication, problem_of
from .model.record_kinds import KINDS
from .model.records import Page
from .nodes.factory import NodeFactory
from .packages import versions
from .processes import in_processes
from .reading import catalogues, downloads
from .reading.edition import day_of, epoch
from .reading.settings import Settings, Unreadable
from .reading.translations import Catalogues, translated
from .rules.check import check
from .views.record import before_record, classes_of, parts_of


def version_of_code() -> int:
    """A number for this code and for the packages that it rests on.

    What was read by others is not to be trusted: any change of them begins from nothing.
    """
    files = sorted(file for file in Path(__file__).parent.rglob("*") if file.suffix in (".py", ".po"))
    code = [(file.name, file.read_bytes()) for file in files]
    return int(hashlib.sha256(repr((code, versions())).encode()).hexdigest()[:12], 16)


def stop(problems: Iterable[str]) -> NoReturn:
    """End the build; not by an error of Sphinx, which buries what is wrong under versions and a traceback."""
    raise SystemExit("\n".join([*problems, "Nothing was built: mend these first."]))


class RecordDirective(SphinxDirective):
    """`:::{event} huizhou-raid` and its like: a section with facts, prose and backlinks."""

    has_content = True
    required_arguments = 1
    option_spec: ClassVar = {name: unchanged for kind in KINDS.values() for name in kind.options}

    def run(self) -> list[nodes.Node]:
        record = JasicDomain.of(self.env).project.records[self.arguments[0]]
        content = parts_of(record, self.parse_content_to_nodes())
        names = record.names if record.about.in_index else ()
        index = addnodes.index(entries=[("single", name, record.id, "main", None) for name in names])
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
    data["rendered"]: docname -> digest of the text that Sphinx has read last
    data["refused"]: docname -> mistakes that the parser has refused to render
    """

    name = "jasic"
    label = "Records"
    object_types: ClassVar = {kind: ObjType(kind, kind) for kind in KINDS}
    directives: ClassVar = {kind: RecordDirective for kind in KINDS}
    roles: ClassVar = {kind: XRefRole(innernodeclass=nodes.inline) for kind in KINDS}
    initial_data: ClassVar = {"read": {}, "rendered": {}, "refused": {}}
    data_version = version_of_code()
    project: Project
    dependencies: Dependencies  # of the pages that this build writes
    aside: dict[str, Any]  # data["read"], while pages are rendered
    builder: Builder
    began: float  # when this build began, in seconds since 1970

    @classmethod
    def of(cls, env: BuildEnvironment) -> Self:
        """The domain of a build."""
        return cast(Self, env.get_domain(cls.name))

    def project_for(self, docname: str) -> Project:
        """The project for whoever writes a page, which notes what is read of it; an index is no page of ours."""
        return self.dependencies.project_for(docname) if docname in self.project.pages else self.project

    @property
    def texts(self) -> dict[str, str]:
        """The pages as they are now: docname -> digest of the text, and of its translation."""
        return {
            docname: self.data["read"][page.path].digest + self.translation_of(page)
            for docname, page in self.project.pages.items()
        }

    def translation_of(self, page: Page) -> str:
        """A digest of the catalogue of a page in the language of the build; Sphinx does not see when one goes."""
        config = self.env.config
        name = docname_to_domain(page.docname, config.gettext_compact)
        folder = page.path.removesuffix(f"{page.docname}.md")
        catalogue = f"{folder}{catalogues.FOLDERS[0]}/{config.language}/LC_MESSAGES/{name}{catalogues.TEXT}"
        return str(self.data["read"][catalogue].digest) if catalogue in self.data["read"] else ""

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

    def read(self, docs: Path, language: str, processes: int) -> None:
        """Read all pages, stop at mistakes, and note the project."""
        self.project, mistakes = check(docs, self.data["read"], partial(in_processes, processes))
        self.project.language = language
        if mistakes:
            stop(map(str, mistakes))

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
        found = self.resolve_any_xref(env, fromdocname, builder, target, node, contnode)
        return found[0][1] if found else None  # which the rules have reported

    def resolve_any_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        target: str,
        node: addnodes.pending_xref,
        contnode: nodes.Element,
    ) -> list[tuple[str, nodes.reference]]:
        make = NodeFactory.for_page(env, builder, fromdocname)
        record = make.project.find(target)
        words = contnode.astext() if node["refexplicit"] else ""
        return [(f"{self.name}:{record.kind}", make.link(record, words))] if record else []

    def get_objects(self) -> Iterator[tuple[str, str, str, str, str, int]]:
        for record in self.project.records.values() if hasattr(self, "project") else ():
            yield record.id, record.title, record.kind, record.docname, record.anchor, 1
            for name in record.names[1:]:  # so that search and other sites find it by these too
                yield name, name, record.kind, record.docname, record.anchor, 1


def read_project(app: Sphinx) -> None:
    domain = JasicDomain.of(app.env)
    domain.builder, domain.began = app.builder, time.time()
    try:
        domain.read(Path(app.srcdir), app.config.language, app.parallel)
    except OSError as error:  # of a file that may not be read, as the linter says it
        stop([message_of(error)])
    domain.project.downloads = listed_files(app.config)
    domain.project.publication = publication(app.config, Path(app.srcdir))


def listed_files(config: Config) -> tuple[Download, ...]:
    """The files that the setting `carried_files` lists; stops where that is no list."""
    try:
        return downloads.read(Path(config.carried_files)) if config.carried_files else ()
    except ValueError as error:
        stop([str(error)])


def publication(config: Config, docs: Path) -> Publication:
    """The work as conf.py and the command line describe it; stops where that cannot be."""
    for name in ADDRESSES:  # the command line may set others than the file, which is read already
        if problem := problem_of(name, config[name]):
            stop([f"{problem}. Fix: write one, or leave it empty."])
    if not catalogues.is_language(config.language):
        stop([f"'{config.language}' is no language. Fix: write one such as en-GB or zh_CN."])
    site, repository = (url and f"{url.rstrip('/')}/" for url in (config.html_baseurl, config.repository_url))
    return Publication(
        title=config.project,
        edition=Edition(config.version, day_of(docs)),
        author=config.author,
        licence=config.licence_url,
        site=site,
        repository=repository,
        archive=config.archive_url,
        mail=config.contact_mail,
    )


def read_what_differs(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> list[str]:
    """Pages with another text, whatever their time is: two that have changed places are as old as they were.

    And those that were read last by a build that was broken off before it could say so: what it read may be gone.
    """
    domain, folder = JasicDomain.of(env), Path(app.doctreedir)
    rendered, domain.data["rendered"] = domain.data["rendered"], domain.texts
    said = modified(folder / ENV_PICKLE_FILENAME)
    return [
        docname
        for docname, digest in domain.texts.items()
        if rendered.get(docname) != digest or modified(folder / f"{docname}.doctree") > said
    ]


def modified(file: Path) -> int:
    """When a file was written, in nanoseconds since 1970; 0 where there is none."""
    return file.stat().st_mtime_ns if file.exists() else 0


def translate_project(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Put the records into the language of the build; now, since Sphinx has just compiled the catalogues."""
    config, domain = app.config, JasicDomain.of(env)
    if app.builder.use_message_catalog and not config.language.startswith("en"):
        folders = [app.srcdir / folder for folder in config.locale_dirs]
        catalogues = Catalogues(folders, config.language, config.gettext_compact)
        domain.project = translated(domain.project, catalogues)


def set_aside(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Keep what was read of the files out of the environment while pages are rendered.

    A process that renders some gives the whole environment back, every ten pages: with two, a third of their time.
    """
    domain = JasicDomain.of(env)
    domain.aside = domain.data.pop("read")


def take_back(app: Sphinx, env: BuildEnvironment) -> None:
    domain = JasicDomain.of(env)
    domain.data["read"] = domain.aside


def begin_writing(app: Sphinx, env: BuildEnvironment) -> None:
    """All pages are read and the project is whole: from now on pages are made, and what they read is noted."""
    domain = JasicDomain.of(env)
    domain.dependencies = Dependencies(domain.project)


def stop_where_nobody_may_write(*folders: Path) -> None:
    """End the build before it trips over a folder that another user has made, or that is not to be written to."""
    for folder in folders:
        if folder.is_dir() and not os.access(folder, os.W_OK):
            stop([message_of(PermissionError(errno.EACCES, "nobody may write here", str(folder)))])


# What is not set is as here, in the place of what Sphinx would take: by that, records stay unknown, and the website and
# the e-book fail.
USUAL = {
    "primary_domain": JasicDomain.name,
    "html_theme": "furo",
    "epub_theme": "e-book",
    "html_copy_source": False,
    "templates_path": [str(Path(__file__).parents[2] / "_templates")],  # those of the site that this comes with
}


def take_what_is_usual(app: Sphinx, config: Config) -> None:
    """Let a small project of one's own do with the settings that differ."""
    for name, value in USUAL.items():
        if not is_set(config, name):
            config[name] = value


def setup(app: Sphinx) -> None:
    stop_where_nobody_may_write(Path(app.outdir), Path(app.doctreedir))
    try:  # now, since Sphinx reads them next, and ends in a traceback
        epoch()
        Settings.read(Path(app.srcdir))
    except (ValueError, Unreadable) as error:
        stop([str(error)])
    app.add_domain(JasicDomain)
    app.add_config_value("carried_files", "", "", str)  # the page that shows them is renewed by freshness.py
    for name in ADDRESSES:
        if name not in app.config:  # Sphinx has one of its own
            app.add_config_value(name, "", "html", str)
    app.connect("config-inited", take_what_is_usual, priority=100)
    # Before sphinxcontrib-bibtex, which ends in a traceback at a broken references.bib.
    app.connect("builder-inited", read_project, priority=100)
    app.connect("env-get-outdated", read_what_differs)
    app.connect("env-before-read-docs", translate_project)
    app.connect("env-before-read-docs", set_aside, priority=900)  # all listeners have seen it
    app.connect("env-updated", take_back, priority=100)
    app.connect("env-updated", begin_writing, priority=200)
