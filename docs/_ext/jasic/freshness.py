"""Which pages must be written again, although nobody has edited them: what they show of others has changed.

A page is made of its own files, of what it reads of the project while it is made (model/dependencies.py), of the
navigation round it, and of what all pages share: code, settings, templates and static files. The manifest of an output
folder says what the pages in it were made of, since each folder may be as old as it likes, and is written only when the
build has ended well: a page that it does not know, or knows otherwise, is written, so a build that was broken off
leaves nothing half done. What lies there with another size than was noted, as a disk that was full leaves it, was not
written by us: a page is written anew then, and where it was written with the pages the manifest counts for nothing.
"""

import hashlib
import marshal
import os
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from sphinx import addnodes
from sphinx.application import ENV_PICKLE_FILENAME, Sphinx
from sphinx.builders import Builder
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.environment import BuildEnvironment

from .compat import page_tree, warnings_have_failed
from .domain import JasicDomain
from .model.anchors import CITATIONS
from .model.dependencies import Dependency, Thing
from .model.gathering import reached
from .model.project import Project
from .website.builder import IMAGES, PASSAGES, Website
from .website.navigation import Navigation

MANIFEST = ".shown"  # in the output folder
PACKAGE = Path(__file__).parent
WITH_PAGES = (PASSAGES, IMAGES, CITATIONS, Website.searchindex_filename)
UNKNOWN = -1  # the size of what a build that has begun may be writing
READ_MOST = ("records", "sources")  # tables of the project whose things are compared as a whole first


class Made(NamedTuple):
    """What a page was made of: a digest of its files and surroundings, and what it has read of the project.

    `size` is that of its file, in bytes.
    """

    digest: str
    dependencies: tuple[Dependency, ...]
    size: int


class Manifest(NamedTuple):
    """What the pages of an output folder were made of, and digests of what they depend on.

    `wholes` are digests of the records and sources that were read, as a whole; `files` are what was written with the
    pages, and its sizes.
    """

    pages: dict[str, Made]
    dependencies: dict[Dependency, str]
    wholes: dict[Thing, str]
    files: dict[str, int]


EMPTY = Manifest({}, {}, {}, {})


class Freshness:
    """The manifest of one output folder, and what of it still holds."""

    def outdated(self, app: Sphinx, env: BuildEnvironment) -> list[str]:
        """The pages that would come out otherwise than the folder's manifest says."""
        domain = JasicDomain.of(env)
        self.dependencies = domain.dependencies
        self.digests = digests(app, domain.texts, domain.project)
        self.known = known = read_manifest(Path(app.outdir))
        same = {
            docname: page
            for docname, page in known.pages.items()
            if page.digest == self.digests.get(docname) and page.size == size_of_page(app.builder, docname)
        }
        wholes = known.wholes
        self.unchanged = {thing for thing, whole in wholes.items() if self.dependencies.digest_of_whole(thing) == whole}
        # Of these alone, since the others are written whatever they have read.
        read: set[Dependency] = set().union(*(page.dependencies for page in same.values()))
        changed = {dependency for dependency in read if self.digest(dependency) != known.dependencies[dependency]}
        self.fresh = {docname: page for docname, page in same.items() if changed.isdisjoint(page.dependencies)}
        return [docname for docname in self.digests if docname not in self.fresh]

    def digest(self, dependency: Dependency) -> str:
        """A digest of what the project says of it now.

        Four of five are of a record or a source, and where that has not changed as a whole, neither has what is read of
        it: half of the time is saved.
        """
        known = self.known.dependencies.get(dependency) if dependency[0] in self.unchanged else None
        return known or self.dependencies.digest(dependency)

    def forget(self, app: Sphinx, builder: Builder) -> None:
        """Take the pages that are about to be written out of the manifest, in case this build is broken off.

        Sphinx would also write the pages that stand above them. What those show is known, so they wait for a change.
        """
        app.env.files_to_rebuild = {}
        if self.fresh.keys() != self.digests.keys():
            folder = Path(app.outdir)
            files = dict.fromkeys(written_with_pages(folder), UNKNOWN)
            write_manifest(folder, self.known._replace(pages=self.fresh, files=files))

    def note(self, app: Sphinx, exception: Exception | None) -> None:
        """Note what the pages are made of, when all are written and the index of the search too.

        A page that is neither fresh nor written, as when only some were asked for, stays unknown. The book is always
        written whole, so it has no manifest. After a warning that is an error nothing is believed, as Sphinx does after
        any other error: the next build would not come to where it warns, and pass.
        """
        if warnings_have_failed(app):
            Path(app.doctreedir, ENV_PICKLE_FILENAME).unlink(missing_ok=True)
        elif exception is None and app.builder.format != "pdf":
            self.dependencies.close_all()
            # The sources of a page, as files, may change where no page does.
            if self.dependencies.by_page or self.known.files != written_with_pages(Path(app.outdir)):
                self.write(app, self.dependencies.by_page)

    def write(self, app: Sphinx, written: Mapping[str, tuple[Dependency, ...]]) -> None:
        """Write the manifest anew: fresh pages as they stand in it, those that were written by what they read."""
        made = self.fresh | {
            docname: Made(self.digests[docname], read, size_of_page(app.builder, docname))
            for docname, read in written.items()
        }
        same: dict[Dependency, Dependency] = {}  # many pages read the same, which is one thing in the manifest
        pages = {
            docname: page._replace(dependencies=tuple(same.setdefault(one, one) for one in page.dependencies))
            for docname, page in made.items()
        }
        dependencies = {dependency: self.digest(dependency) for dependency in same}
        things = {thing: None for thing, _reads in same if thing and thing[0] in READ_MOST}
        wholes = {thing: self.dependencies.digest_of_whole(thing) for thing in things}
        folder = Path(app.outdir)
        write_manifest(folder, Manifest(pages, dependencies, wholes, written_with_pages(folder)))


# ---- What a page is made of besides the project ----


def digests(app: Sphinx, texts: Mapping[str, str], project: Project) -> dict[str, str]:
    """A digest of all that each page is made of besides the project; `texts` are digests of their own texts."""
    of_file = cache(digest_of_file)
    shared, env = digest_of_shared(app), app.env
    surroundings = Surroundings(env, project)
    parts = {
        docname: [
            shared,
            surroundings.of(docname),
            texts.get(docname, ""),
            *(f"{name} {of_file(Path(app.srcdir, name))}" for name in sorted(map(str, env.dependencies[docname]))),
        ]
        for docname in sorted(env.found_docs)
    }
    return {docname: digest("\n".join(texts).encode()) for docname, texts in parts.items()}


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:16]


def digest_of_file(file: Path) -> str:
    return digest(file.read_bytes()) if file.is_file() else ""


def digest_of_shared(app: Sphinx) -> str:
    """A digest of what any page may be made by: what lies in this extension, templates, static files, settings.

    Sphinx looks at the settings too, but counts them as heeded when it has only begun to write.
    """
    folders = (Path(app.confdir, name) for name in app.config.templates_path + app.config.html_static_path)
    files = [*digests_of_extension(), *(found for folder in folders for found in digests_in(folder))]
    settings = [(one.name, plain(one.value)) for one in app.config.filter({"env", "html", "epub"})]
    return digest(repr((files, sorted(settings, key=repr), sorted(app.tags))).encode())


def plain(value: Any) -> Any:
    """A setting whose `repr` is the same in each process; that of a set is not."""
    return sorted(value) if isinstance(value, (set, frozenset)) else value


@cache  # what was loaded is what pages are made by, whatever becomes of the files while this process runs
def digests_of_extension() -> list[tuple[str, str]]:
    return digests_in(PACKAGE)


def digests_in(folder: Path) -> list[tuple[str, str]]:
    """The names and digests of the files below a folder."""
    return [(file.name, digest_of_file(file)) for file in sorted(files_in(folder))]


def files_in(folder: Path) -> Iterator[Path]:
    if folder.is_file():
        yield folder
    for file in folder.rglob("*"):
        if "__pycache__" not in file.parts and file.is_file():
            yield file


class Surroundings:
    """What stands round the text of a page: the navigation as it shows it, and the pages above, before and after."""

    def __init__(self, env: BuildEnvironment, project: Project) -> None:
        self.env, self.tree = env, page_tree(env)
        self.navigation = Navigation(self.tree, project, lambda page, other: other)
        self.relations = env.collect_relations()
        self.title = cache(lambda docname: str(env.titles[docname]))

    def of(self, docname: str) -> str:
        """All of it as a text to be compared."""
        _parent, before, after = self.relations.get(docname, (None, None, None))
        named = [*self.above(docname), before, after]
        titles = [(name, self.title(name), self.navigation.titles[name]) for name in named if name in self.env.titles]
        return repr((self.navigation.html(docname), titles, self.contents(docname)))

    def above(self, docname: str) -> list[str]:
        """The pages in whose contents a page stands, the nearest first."""
        found: list[str] = []
        while (relation := self.relations.get(docname)) and (parent := relation[0]) and parent not in found:
            found.append(parent)
            docname = parent
        return found

    def contents(self, docname: str) -> list[str]:
        """What a page with a list of pages may show of these: their titles and headings, and what is below them."""
        toctrees = self.env.tocs[docname].findall(addnodes.toctree)
        if all(toctree["hidden"] for toctree in toctrees):
            return []
        below = reached([docname], lambda name: self.tree.children.get(name, ()))
        return [str(self.env.tocs[name]) for name in sorted(below & self.env.tocs.keys())]


# ---- The manifest ----


def size_of_page(builder: Builder, docname: str) -> int:
    """The size of the file of a page; 0 where there is none, or where pages have none of their own."""
    file = Path(builder.get_outfilename(docname)) if isinstance(builder, StandaloneHTMLBuilder) else None
    return file.stat().st_size if file and file.is_file() else 0


def written_with_pages(folder: Path) -> dict[str, int]:
    """The files that are missed where one is gone or cut off, but for the pages themselves, with their sizes."""
    found = sorted(file for name in WITH_PAGES for file in files_in(folder / name))
    return {file.relative_to(folder).as_posix(): file.stat().st_size for file in found}


def read_manifest(folder: Path) -> Manifest:
    """The manifest of an output folder; an empty one where no build has ended well, or something is gone since.

    That of other code may have another form.
    """
    try:
        code, pages, *others = marshal.loads((folder / MANIFEST).read_bytes())
        if code != JasicDomain.data_version:
            return EMPTY
        manifest = Manifest({docname: Made(*made) for docname, made in pages.items()}, *others)
    except (OSError, EOFError, ValueError, TypeError, AttributeError):
        return EMPTY
    found = written_with_pages(folder)
    is_whole = all(name in found and size in (UNKNOWN, found[name]) for name, size in manifest.files.items())
    return manifest if is_whole else EMPTY


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write it in one step; in the form of Python's compiled files, since JSON has no tuples."""
    plain = {docname: tuple(made) for docname, made in manifest.pages.items()}
    new = folder / f"{MANIFEST}.new"
    new.write_bytes(marshal.dumps((JasicDomain.data_version, plain, *manifest[1:])))
    os.replace(new, folder / MANIFEST)


def setup(app: Sphinx) -> None:
    freshness = Freshness()
    app.connect("env-updated", freshness.outdated)
    app.connect("write-started", freshness.forget, priority=600)  # after what is withdrawn has been removed
    app.connect("build-finished", freshness.note, priority=1000)  # after the audit, which may object
