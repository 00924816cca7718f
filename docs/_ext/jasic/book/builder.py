"""The builder `pdf`: the knowledge base as one book, set by Typst.

Which pages are in it says contents.py; each is resolved as from the HTML builder, book.py writes them and what stands
before and after them, typesetting.py has them set by the `typst` wheel with the template to OUTDIR/jasic.pdf, and
finishing.py lays the last hand on the file. Nothing outside the Python packages is needed: Typst brings a serif and a
monospaced font, pylopdf-fonts-zh-cn the Chinese ones.
"""

import re
import shutil
from collections.abc import Set
from pathlib import Path

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.util import logging
from sphinx.util.display import progress_message
from sphinx.util.docutils import new_document

from ..compat import page_tree, report_failure
from ..domain import JasicDomain
from ..drawing.palette import LIGHT
from ..model import dates
from ..model.project import Project
from ..nodes.factory import NodeFactory
from ..reading.edition import epoch, made
from . import measures, signs
from .book import Book
from .contents import Contents, is_section_left_out
from .forms import BOOK_FORMS
from .imprint import about
from .index_subjects import Names
from .markup import array, quoted
from .pruning import without_empty_sections, without_headings_of_figures, without_sections
from .translator import TypstTranslator
from .typesetting import SOURCE, NotSet, digest_of, typeset

logger = logging.getLogger(__name__)

TEMPLATE = Path(__file__).with_name("template")
BOOK = "jasic.pdf"
MADE_OF = ".made-of"  # beside the book, a digest of what Typst has read: setting it takes most of the time of a build


class PdfBuilder(Builder):
    """Sets the pages as one book."""

    name = "pdf"
    format = "pdf"
    default_translator_class = TypstTranslator
    supported_image_types = ["image/svg+xml", "image/png", "image/jpeg", "image/gif", "image/webp", "application/pdf"]
    forms_of_views = BOOK_FORMS  # instead of those of the website, see transforms/fill.py
    names: Names  # what the index is about
    printed: frozenset[str] = frozenset()  # the pages in the book

    def get_outdated_docs(self) -> str:
        return "the whole book"

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        # No address of the web begins like this, so the translator can tell its own links.
        # The pages that the bibliography is divided into on the website are one list in the book.
        whole = self.project.bibliography if docname in self.project.bibliography_parts else ""
        return f"%{whole or docname}"

    @property
    def project(self) -> Project:
        """The project that the pages belong to."""
        return JasicDomain.of(self.env).project

    def get_relative_uri(self, from_: str, to: str, typ: str | None = None) -> str:
        return self.get_target_uri(to, typ)

    def write_documents(self, docnames: Set[str]) -> None:
        with progress_message("assembling the book"):
            contents = Contents(page_tree(self.env), self.project, self.config)
            book, pages = self.assemble(contents)
        with progress_message("writing the Typst source"):
            source, titles = self.translate(book, contents, pages)
            folder = self.write_source(source)
        self.set(folder, source, book, titles)

    # Putting the pages together

    def assemble(self, contents: Contents) -> tuple[nodes.document, dict[str, addnodes.start_of_file]]:
        """The pages of the book, and a document that holds them all; the first page is there for the preface."""
        self.printed = frozenset((*contents.docnames, self.project.bibliography or "", "genindex"))
        book = new_document("the book", self.env.settings)
        pages = {}
        for docname in dict.fromkeys([contents.root, *contents.docnames]):
            pages[docname] = self.read_page(docname)
            book += pages[docname]
        return book, pages

    def read_page(self, docname: str) -> addnodes.start_of_file:
        """A page with its references resolved, without its toctrees and without headings that nothing stands below."""
        tree = self.env.get_doctree(docname)
        for toctree in list(tree.findall(addnodes.toctree)):
            wrapper = toctree.parent if isinstance(toctree.parent, nodes.compound) else toctree
            wrapper.parent.remove(wrapper)
        # Page by page and not for the whole book at once: extensions that listen for
        # doctree-resolved get the page that they expect, as from the HTML builder.
        self.env.resolve_references(tree, docname, self)
        self.post_process_images(tree)
        page = addnodes.start_of_file("", *tree.children, docname=docname)
        without_sections(page, lambda anchor: is_section_left_out(docname, anchor, self.config.book_leaves_out))
        without_empty_sections(page)
        without_headings_of_figures(page)
        return page

    # From the pages to the source

    def translate(
        self, book: nodes.document, contents: Contents, pages: dict[str, addnodes.start_of_file]
    ) -> tuple[str, dict[str, str]]:
        """The source, and the words for links by label."""
        self.names = Names(self.project)
        translator = self.create_translator(book, self)
        assert isinstance(translator, TypstTranslator)
        make = NodeFactory.for_page(self.env, self, contents.root)
        Book(translator, make, contents, pages).write(dates.in_words(made().date().isoformat(), self.config.language))
        source = self.settings() + translator.markup()
        titles = {
            label: record.title
            for name, record in translator.records.items()
            if (label := translator.labels.get(name)) and label not in translator.titles
        }
        return source, titles | translator.titles

    def settings(self) -> str:
        """The head of the source: what the template has to know about the book."""
        config, day = self.config, made()
        language, *subtags = re.split("[-_]", config.language)
        region = next((tag.lower() for tag in subtags if len(tag) == 2), None)  # others name scripts
        arguments = {
            "title": quoted(config.project),
            "author": quoted(config.author),
            "subject": quoted(config.pdf_subtitle),
            "keywords": array(map(quoted, config.pdf_keywords)),
            "date": f"datetime(year: {day.year}, month: {day.month}, day: {day.day})",
            "language": quoted(language),
            "region": quoted(region) if region else "none",
        }
        lines = [f"  {name}: {value}," for name, value in arguments.items()]
        return '#import "book.typ": *\n#show: book.with(\n' + "\n".join(lines) + "\n)\n"

    def write_source(self, source: str) -> Path:
        """Write everything that Typst reads to OUTDIR/typst."""
        folder = self.outdir / "typst"
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(TEMPLATE, folder)
        (folder / "images").mkdir()
        for path, name in self.images.items():
            shutil.copyfile(self.srcdir / path, folder / "images" / name)
        (folder / "measures.typ").write_text(measures.written(), encoding="utf-8")
        (folder / "signs.typ").write_text(signs.written(), encoding="utf-8")
        (folder / "colours.typ").write_text(f'#let accent = rgb("{LIGHT["accent"]}")\n', encoding="utf-8")
        (folder / SOURCE).write_text(source, encoding="utf-8")
        return folder

    # Setting it

    def set(self, folder: Path, source: str, book: nodes.document, titles: dict[str, str]) -> None:
        """Set the book where it would come out otherwise than the last one; without success say why."""
        made_by = str(JasicDomain.data_version)  # our code, Typst and the fonts
        made_of = digest_of(folder, made_by, epoch(), repr(about(self.config)), repr(titles))
        note, result = self.outdir / MADE_OF, self.outdir / BOOK
        if note.exists() and note.read_text(encoding="utf-8") == made_of and result.exists():
            logger.info("The book stays as it is: nothing in it has changed.")
            return
        note.unlink(missing_ok=True)
        result.unlink(missing_ok=True)
        try:
            with progress_message("setting the book with Typst"):
                done = typeset(folder, source, book, int(made().timestamp()))
        except NotSet as failure:
            # Not passed on: Sphinx would print a traceback and throw away its record of all pages.
            for problem in failure.args:
                logger.error("%s", problem, type="pdf", subtype="typst")
            report_failure(self)
            return
        for warning in done.warnings:
            logger.warning("Typst: %s", warning, type="pdf")
        from .finishing import finished  # here, since pikepdf takes 50 ms to load, which other builds do without

        result.write_bytes(finished(done.pdf, done.places, titles, about(self.config)))
        if not done.warnings:  # else the next build sets the book again, to say so again
            note.write_text(made_of, encoding="utf-8")
        logger.info("The book is %s (%s pages).", result, done.pages)


def setup(app: Sphinx) -> None:
    """Add the builder and its settings to a Sphinx application."""
    app.add_builder(PdfBuilder)
    app.add_config_value("pdf_subtitle", "", "", str)
    app.add_config_value("pdf_licence", "", "", str)
    app.add_config_value("pdf_keywords", [], "", list)
    app.add_config_value("book_leaves_out", [], "epub", list)  # in an e-book, what leads to such pages changes too
