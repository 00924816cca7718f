"""The builder `epub`: Sphinx's own for what becomes of a page, ours for which there are and how they are packed."""

import posixpath
import re
import uuid
from collections.abc import Iterable, Sequence, Set
from functools import cached_property
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.builders.epub3 import Epub3Builder
from sphinx.config import Config

from ..book.contents import glossary_of, is_left_out
from ..compat import PageTree, page_tree
from ..domain import JasicDomain
from ..model.project import Project
from ..translation import _
from ..website.builder import BUILD_INFO
from . import long_pages, package, pages, styles
from .cover import cover
from .imprint import imprint
from .package import COVER, COVER_PAGE, Chapter, EBook

IMPRINT, INDEX = "imprint.xhtml", "genindex"
SEARCH = "search"  # a page that the website has alone
THEME = "e-book"
ANNOUNCEMENT = re.compile("[^.?!。？！]*[:：]")  # of a list


class EBookBuilder(Epub3Builder):
    """Takes the place of Sphinx's builder `epub`."""

    @property
    def project(self) -> Project:
        """The project that the pages belong to."""
        return JasicDomain.of(self.env).project

    @cached_property
    def left_out(self) -> frozenset[str]:
        """The pages that stay out, as from the book, but not what leads to pages of the e-book by its links.

        Asked for when all are read.
        """
        keeps = [f"!{pattern}" for pattern in self.config.e_book_keeps]
        tree, named = page_tree(self.env), [*self.config.book_leaves_out, *keeps]

        def leads_on(docname: str) -> bool:
            inside = tree.children.get(docname, ())
            return docname == self.config.root_doc or any(
                not is_left_out(one, named) or leads_on(one) for one in inside
            )

        return frozenset(name for name in self.env.found_docs if is_left_out(name, named) and not leads_on(name))

    def write_documents(self, docnames: Set[str]) -> None:
        if kept := docnames - self.left_out:  # several processes cannot share nothing
            super().write_documents(kept)

    def write_doc(self, docname: str, doctree: nodes.document) -> None:
        for link in list(doctree.findall(nodes.reference)):
            if self.page_behind(docname, link.get("refuri", "")) in {*self.left_out, SEARCH}:
                take_away(link)
        pages.adapt(doctree)
        super().write_doc(docname, doctree)

    def page_behind(self, docname: str, address: str) -> str:
        """The page to which an address on another page leads; for other addresses it is the name of no page."""
        path = posixpath.normpath(posixpath.join(posixpath.dirname(docname), address.partition("#")[0]))
        return path.removesuffix(self.out_suffix)

    def handle_page(self, pagename: str, addctx: dict[str, Any], *rest: Any, **more: Any) -> None:
        if "genindexentries" in addctx:
            addctx["genindexentries"] = [(letter, self.kept(entries)) for letter, entries in addctx["genindexentries"]]
        super().handle_page(pagename, addctx, *rest, **more)

    def kept(self, entries: Iterable[tuple[str, Any]]) -> list[tuple[str, Any]]:
        """The entries of the index less what leads to pages that are left out."""

        def links(found: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
            return [link for link in found if self.page_behind(INDEX, link[1]) not in self.left_out]

        found = [
            (name, [links(own), [(inner, kept) for inner, of_inner in below if (kept := links(of_inner))], key])
            for name, (own, below, key) in entries
        ]
        return [(name, known) for name, known in found if known[0] or known[1]]

    # ---- The package ----

    def handle_finish(self) -> None:
        """Pack the pages as they lie in the folder; what else lies there is no part of the book."""
        tree = page_tree(self.env)
        contents = self.contents(tree)
        names = [name for chapter in contents for name in chapter.files()]
        named = {"title": str(_("Cover")), "name": self.config.epub_title, "subtitle": self.config.pdf_subtitle}
        self.handle_page(Path(COVER_PAGE).stem, {**named, "cover": COVER}, "cover.html")
        told = {"title": contents[0].title, "paragraphs": list(imprint(self.config, self.project.publication))}
        self.handle_page(Path(IMPRINT).stem, told, "imprint.html")
        texts = {name: Path(self.outdir, name).read_text(encoding="utf-8") for name in [COVER_PAGE, *names]}
        written = long_pages.put_together(texts)
        files = {part: text.encode() for parts_of_page in written.values() for part, text in parts_of_page.items()}
        edition = self.project.publication.edition.in_words(self.config.language)
        files[COVER] = cover(self.project, self.config.epub_title, self.config.pdf_subtitle, edition)
        files[f"_static/{styles.NAME}"] = styles.style_sheet().encode()
        for docnames, image in self.env.images.values():  # Sphinx knows only those of pages written in this build
            if not docnames <= self.left_out:
                path = f"{self.imagedir}/{image}"
                files[path] = Path(self.outdir, path).read_bytes()
        more = {name: list(parts_of_page)[1:] for name, parts_of_page in written.items()}
        version = self.project.publication.edition.version
        book = EBook(self.config, version, files, contents, more, self.landmarks(names))
        package.write(book, Path(self.outdir, f"{self.config.epub_basename}.epub"))

    def contents(self, tree: PageTree) -> list[Chapter]:
        """The imprint, the first page, the parts of the book with their pages, and the index."""

        listed = set(self.left_out)  # a page may stand in the contents of two others, and once in a book

        def chapters(docnames: Sequence[str]) -> list[Chapter]:
            kept = [docname for docname in docnames if docname not in listed]
            listed.update(kept)
            return [
                Chapter(tree.titles[docname], docname + self.out_suffix, chapters(tree.children.get(docname, ())))
                for docname in kept
            ]

        root = self.config.root_doc
        found = [Chapter(str(_("Imprint")), IMPRINT), Chapter(tree.titles[root], root + self.out_suffix)]
        for caption, docnames in tree.parts:
            found += [Chapter(caption, "", chapters(docnames))] if caption else chapters(docnames)
        if self.use_index and Path(self.outdir, INDEX + self.out_suffix).exists():
            found.append(Chapter(str(_("Index")), INDEX + self.out_suffix))
        return [chapter for chapter in found if chapter.file or chapter.inner]

    def landmarks(self, names: Sequence[str]) -> dict[str, tuple[str, str]]:
        """What reading systems lead to by a button of their own."""
        found = {
            "cover": (COVER_PAGE, _("Cover")),
            "copyright-page": (IMPRINT, _("Imprint")),
            "bodymatter": (self.config.root_doc + self.out_suffix, _("Beginning")),
            "glossary": (glossary_of(self.project) + self.out_suffix, _("Glossary")),
            "bibliography": (f"{self.project.bibliography}{self.out_suffix}", _("Bibliography")),
            "index": (INDEX + self.out_suffix, _("Index")),
        }
        return {kind: (page, str(words)) for kind, (page, words) in found.items() if page in (COVER_PAGE, *names)}


def remove_withdrawn_files(app: Sphinx, builder: Builder) -> None:
    """What an earlier build has left must not stay beside the book: a page that is gone, or a picture of one."""
    if not isinstance(builder, EBookBuilder) or not (builder.outdir / BUILD_INFO).exists():
        return
    folder, images = builder.outdir, builder.outdir / builder.imagedir
    kept = {Path(builder.get_outfilename(docname)) for docname in app.env.found_docs - builder.left_out}
    kept |= {images / name for _docnames, name in app.env.images.values()}
    for file in {*folder.rglob(f"*{builder.out_suffix}"), *images.glob("*")} - kept:
        file.unlink()  # the cover, the imprint and the index are written in every build


def take_away(link: nodes.reference) -> None:
    """Take away a link to a page that is left out: with the entry of a list that it begins, or else its words stay.

    A list without entries goes too, and so does the sentence that announces it, if that is all that it says.
    """
    paragraph = link.parent
    item = paragraph.parent if paragraph is not None else None
    if not (isinstance(item, nodes.list_item) and paragraph[0] is link and item.parent is not None):
        link.replace_self(nodes.inline("", "", *link.children))
        return
    entries = item.parent
    entries.remove(item)
    if not entries.children and entries.parent is not None:
        around, at = entries.parent, entries.parent.index(entries)
        del around[at - 1 if at and only_announces(around[at - 1]) else at : at + 1]


def only_announces(paragraph: nodes.Node) -> bool:
    """Whether a paragraph is one sentence that ends with a colon, and no statement, for that would have its source."""
    if not isinstance(paragraph, nodes.paragraph):
        return False
    cites = any("cites" in inline for inline in paragraph.findall(nodes.inline))
    return not cites and ANNOUNCEMENT.fullmatch(paragraph.astext()) is not None


def identify(app: Sphinx, config: Config) -> None:
    """Give the book its identifier, where the settings name none.

    It is made from the name and the language, and from nothing that changes: a reading system knows the next edition,
    and a copy from a mirror, as the same book, and keeps a reader's place and marks. Editions differ in their date.
    """
    if config.epub_identifier == "unknown":
        name = f"{config.project} ({config.language})"
        config.epub_identifier = uuid.uuid5(uuid.NAMESPACE_URL, name).urn
    if config.epub_description == "unknown":
        config.epub_description = config.pdf_subtitle


def setup(app: Sphinx) -> None:
    app.add_builder(EBookBuilder, override=True)
    app.add_config_value("e_book_keeps", [], "epub", list)
    app.add_html_theme(THEME, str(Path(__file__).with_name("theme")))
    app.connect("config-inited", identify)
    app.connect("write-started", remove_withdrawn_files)
