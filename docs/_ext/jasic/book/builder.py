"""The builder `pdf`: the whole knowledge base as one book, set by Typst.

The pages are put together in the order of the toctrees, typst.py turns them into markup, and the
`typst` wheel compiles it with the template book.typ to OUTDIR/jasic.pdf. Nothing outside the
Python packages is needed: Typst brings a serif and a monospaced font, pylopdf-fonts-zh-cn the
Chinese ones.
"""

import os
import re
import shutil
import textwrap
import time
import unicodedata
from datetime import UTC, datetime
from pathlib import Path

import pylopdf_fonts_zh_cn
import typst
from docutils import nodes
from sphinx import addnodes
from sphinx.builders import Builder
from sphinx.environment.adapters.indexentries import IndexEntries
from sphinx.util import logging
from sphinx.util.display import progress_message
from sphinx.util.docutils import new_document

from .translator import TypstTranslator, quoted, words

logger = logging.getLogger(__name__)

TEMPLATE = Path(__file__).with_name("book.typ")
FONTS = Path(pylopdf_fonts_zh_cn.__file__).parent
MISSING_GLYPH = re.compile(r'the text `"(.+?)"` could not be displayed')
ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
PLACE_IN_SOURCE = re.compile(r"jasic\.typ:(\d+):")


class part(nodes.Element):
    """A part of the book: the pages of one toctree of the root page that has a caption."""


class PdfBuilder(Builder):
    """Sets all pages as one book."""

    name = "pdf"
    format = "pdf"
    allow_parallel = True
    default_translator_class = TypstTranslator
    supported_image_types = ["image/svg+xml", "image/png", "image/jpeg", "image/gif", "image/webp", "application/pdf"]

    def get_outdated_docs(self):
        return "the whole book"

    def get_target_uri(self, docname, typ=None):
        # No address of the web begins like this, so the translator can tell its own links.
        return f"%{docname}"

    def get_relative_uri(self, from_, to, typ=None):
        return self.get_target_uri(to, typ)

    def write_documents(self, docnames):
        with progress_message("assembling the book"):
            book = self.assemble()
        with progress_message("writing the Typst source"):
            source = self.translate(book)
            folder = self.write_source(source)
        with progress_message("setting the book with Typst"):
            pages = self.compile(folder, source, book)
        if pages:
            logger.info("The book is %s (%s pages).", self.outdir / "jasic.pdf", pages)

    # Putting the pages together

    def assemble(self):
        """One doctree: the root page, then its toctrees as parts or as chapters without a part."""
        self.assembled = set()
        book = new_document("the book", self.env.settings)
        root, toctrees = self.read_page(self.config.root_doc)
        book += root
        for toctree in toctrees:
            place = book
            if toctree.get("caption"):
                place = part(caption=toctree["caption"])
                book += place
            place += self.assemble_toctree(toctree)
        return book

    def read_page(self, docname):
        """A page with its references resolved, in a start_of_file node, and its toctrees."""
        self.assembled.add(docname)
        tree = self.env.get_doctree(docname)
        toctrees = list(tree.findall(addnodes.toctree))
        for toctree in toctrees:
            wrapper = toctree.parent if isinstance(toctree.parent, nodes.compound) else toctree
            wrapper.parent.remove(wrapper)
        # Page by page and not for the whole book at once: extensions that listen for
        # doctree-resolved get the page that they expect, as from the HTML builder.
        self.env.resolve_references(tree, docname, self)
        self.post_process_images(tree)
        return addnodes.start_of_file("", *tree.children, docname=docname), toctrees

    def assemble_toctree(self, toctree):
        """The pages of a toctree, each with the pages of its own toctrees at its end."""
        pages = []
        for docname in toctree["includefiles"]:
            if docname in self.assembled:
                continue
            page, toctrees = self.read_page(docname)
            sections = [node for node in page.children if isinstance(node, nodes.section)]
            for inner in toctrees:
                (sections[0] if sections else page).extend(self.assemble_toctree(inner))
            pages.append(page)
        return pages

    # From the doctree to the source

    def translate(self, book):
        translator = self.create_translator(book, self)
        book.walkabout(translator)
        translator.write_index(IndexEntries(self.env).create_index(self))
        return self.title_matter() + translator.markup()

    def title_matter(self):
        """The head of the source: what the template has to know about the book."""
        language, _, region = self.config.language.replace("-", "_").partition("_")
        date = datetime.fromtimestamp(self.timestamp, UTC)
        release = f"Release {self.config.release}, " if self.config.release else ""
        arguments = {
            "title": quoted(self.config.project),
            "title-shown": f"[{words(self.config.project, heavy=True)}]",
            "subtitle": f"[{words(self.config.pdf_subtitle)}]",
            "author": quoted(self.config.author),
            "edition": f"[{words(f'{release}{date.day} {date:%B %Y}')}]",
            "licence": f"[{words(self.config.pdf_licence or f'© {self.config.copyright}')}]",
            "date": f"datetime(year: {date.year}, month: {date.month}, day: {date.day})",
            "language": quoted(language or "en"),
            "region": quoted(region.lower()) if region else '"gb"',
        }
        lines = [f"  {name}: {value}," for name, value in arguments.items()]
        return '#import "book.typ": *\n#show: book.with(\n' + "\n".join(lines) + "\n)\n"

    @property
    def timestamp(self):
        return int(os.environ.get("SOURCE_DATE_EPOCH") or time.time())

    def write_source(self, source):
        """Write everything that Typst reads to OUTDIR/typst."""
        folder = self.outdir / "typst"
        shutil.rmtree(folder, ignore_errors=True)
        (folder / "images").mkdir(parents=True)
        for path, name in self.images.items():
            shutil.copyfile(self.srcdir / path, folder / "images" / name)
        shutil.copyfile(TEMPLATE, folder / "book.typ")
        (folder / "jasic.typ").write_text(source, encoding="utf-8")
        return folder

    # Typst

    def compile(self, folder, source, book):
        """Set the book and return the number of its pages; without success say why and return None."""
        result = self.outdir / "jasic.pdf"
        result.unlink(missing_ok=True)
        try:
            compiler = typst.Compiler(
                str(folder / "jasic.typ"), root=str(folder), font_paths=[str(FONTS)], ignore_system_fonts=True
            )
            pdf, warnings = compiler.compile_with_warnings(
                format="pdf", pdf_standards=["ua-1"], timestamp=self.timestamp
            )
            pages = compiler.query("<last-page>", field="value", one=True)
        except typst.TypstError as error:
            # Not raised: Sphinx would print a traceback and throw away its record of all pages.
            for problem in explain(error.diagnostic or error.message, source, book):
                logger.error("%s", problem, type="pdf", subtype="typst")
            self._app.statuscode = 1  # as Sphinx's linkcheck does
            return None
        for warning in warnings:
            logger.warning("Typst: %s", located(warning.diagnostic or warning.message, source), type="pdf")
        result.write_bytes(pdf)
        return pages


def explain(diagnostic, source, book):
    """What is wrong: the characters that no font has one by one, anything else in Typst's words."""
    errors = [block for block in re.split(r"\n\n(?=error|warning)", diagnostic) if block.startswith("error")]
    problems, characters = [], {}
    for error in errors or [diagnostic]:
        if match := MISSING_GLYPH.search(error):
            for character in ESCAPED.sub(lambda escape: chr(int(escape[1], 16)), match[1]):
                characters.setdefault(character, page_of(error, source))
        else:
            problems.append(located(error, source))
    for character, page in characters.items():
        name = unicodedata.name(character, "without a name")
        places = [logging.get_node_location(text.parent) for text in book.findall(nodes.Text) if character in text]
        places = ", ".join(dict.fromkeys(place for place in places if place)) or page
        problems.append(f"{places}: no font of the book has '{character}' (U+{ord(character):04X} {name})")
    return dict.fromkeys(problems)  # without repetitions


def located(diagnostic, source):
    """Typst's words, led by the page that they are about."""
    lines = (textwrap.shorten(line, 160) if len(line) > 160 else line for line in diagnostic.strip().split("\n"))
    return f"{page_of(diagnostic, source)}: " + "\n".join(lines)


def page_of(diagnostic, source):
    """The page that the first place in Typst's words comes from."""
    match = PLACE_IN_SOURCE.search(diagnostic)
    above = source.split("\n")[: int(match[1])] if match else []
    pages = [line[3:] for line in above if line.startswith("// ")]
    return pages[-1] if pages else "conf.py or the template"


def setup(app):
    """Add the builder and its settings to a Sphinx application."""
    app.add_builder(PdfBuilder)
    app.add_config_value("pdf_subtitle", "", "", str)
    app.add_config_value("pdf_licence", "", "", str)
