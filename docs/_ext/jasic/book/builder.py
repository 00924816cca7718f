"""The builder `pdf`: the whole knowledge base as one book, set by Typst.

The pages are put together in the order of the toctrees, translator.py turns them into markup, and the `typst` wheel
compiles it with the template book.typ to OUTDIR/jasic.pdf. Nothing outside the Python packages is needed: Typst brings
a serif and a monospaced font, pylopdf-fonts-zh-cn the Chinese ones.
"""

import hashlib
import os
import re
import shutil
import textwrap
import time
import unicodedata
from collections.abc import Iterable, Set
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import pylopdf_fonts_zh_cn
import typst
from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.environment.adapters.indexentries import IndexEntries
from sphinx.util import logging
from sphinx.util.display import progress_message
from sphinx.util.docutils import new_document

from ..compat import report_failure
from ..model import dates
from ..model.project import Project
from ..translation import _
from ..views.general_index import in_reading_order
from .index import write_index
from .markup import quoted, words
from .translator import TypstTranslator

logger = logging.getLogger(__name__)

TEMPLATE = Path(__file__).with_name("book.typ")
# No font comes from elsewhere, so the hash of the wheel in .ci/locks is that of the fonts.
FONTS = Path(pylopdf_fonts_zh_cn.__file__).parent
MISSING_GLYPH = re.compile(r'the text `"(.+?)"` could not be displayed')
ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
PLACE_IN_SOURCE = re.compile(r"jasic\.typ:(\d+):")


BOOK = "jasic.pdf"
MADE_OF = ".made-of"  # beside the book, a digest of what Typst has read: setting it takes most of the time of a build


class part(nodes.Element):
    """A part of the book: the pages of one toctree of the root page that has a caption."""


class PdfBuilder(Builder):
    """Sets all pages as one book."""

    name = "pdf"
    format = "pdf"
    allow_parallel = True
    default_translator_class = TypstTranslator
    warned = False  # by Typst: then the next build sets the book again, to say so again
    supported_image_types = ["image/svg+xml", "image/png", "image/jpeg", "image/gif", "image/webp", "application/pdf"]

    def get_outdated_docs(self) -> str:
        return "the whole book"

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        # No address of the web begins like this, so the translator can tell its own links.
        return f"%{self.project.bibliography if self.is_part_of_bibliography(docname) else docname}"

    @property
    def project(self) -> Project:
        """The project that the pages belong to."""
        return self.env.get_domain("jasic").project  # type: ignore[attr-defined, no-any-return]

    def is_part_of_bibliography(self, docname: str) -> bool:
        """Whether a page lists a part of what the book prints as one list, and so is no chapter of it."""
        return docname in self.project.bibliography_parts and self.project.bibliography is not None

    def get_relative_uri(self, from_: str, to: str, typ: str | None = None) -> str:
        return self.get_target_uri(to, typ)

    def write_documents(self, docnames: Set[str]) -> None:
        with progress_message("assembling the book"):
            book = self.assemble()
        with progress_message("writing the Typst source"):
            source = self.translate(book)
            folder = self.write_source(source)
        made_of = digest_of(folder, os.environ.get("SOURCE_DATE_EPOCH", ""))
        note = self.outdir / MADE_OF
        if note.exists() and note.read_text(encoding="utf-8") == made_of and (self.outdir / BOOK).exists():
            logger.info("The book stays as it is: nothing in it has changed.")
            return
        note.unlink(missing_ok=True)
        with progress_message("setting the book with Typst"):
            pages = self.compile(folder, source, book)
        if pages and not self.warned:
            note.write_text(made_of, encoding="utf-8")
        if pages:
            logger.info("The book is %s (%s pages).", self.outdir / BOOK, pages)

    # Putting the pages together

    def assemble(self) -> nodes.document:
        """One doctree: the root page, then its toctrees as parts or as chapters without a part."""
        self.assembled: set[str] = set()
        book = new_document("the book", self.env.settings)
        root, toctrees = self.read_page(self.config.root_doc)
        book += root
        for toctree in toctrees:
            parent: nodes.Element = book
            if toctree.get("caption"):
                parent = part(caption=toctree["caption"])
                book += parent
            parent += self.assemble_toctree(toctree)
        return book

    def read_page(self, docname: str) -> tuple[addnodes.start_of_file, list[addnodes.toctree]]:
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

    def assemble_toctree(self, toctree: addnodes.toctree) -> list[addnodes.start_of_file]:
        """The pages of a toctree, each with the pages of its own toctrees at its end."""
        pages: list[addnodes.start_of_file] = []
        for docname in toctree["includefiles"]:
            if docname in self.assembled or self.is_part_of_bibliography(docname):
                continue
            page, toctrees = self.read_page(docname)
            sections = [node for node in page.children if isinstance(node, nodes.section)]
            for inner in toctrees:
                (sections[0] if sections else page).extend(self.assemble_toctree(inner))
            pages.append(page)
        return pages

    # From the doctree to the source

    def translate(self, book: nodes.document) -> str:
        translator = self.create_translator(book, self)
        assert isinstance(translator, TypstTranslator)
        book.walkabout(translator)
        write_index(translator, in_reading_order(IndexEntries(self.env).create_index(self), self.project))
        return self.title_matter() + translator.markup()

    def title_matter(self) -> str:
        """The head of the source: what the template has to know about the book."""
        config = self.config
        language, *subtags = re.split("[-_]", config.language)
        region = next((tag.lower() for tag in subtags if len(tag) == 2), None)  # others name scripts
        day = datetime.fromtimestamp(self.timestamp, UTC).date()
        edition = dates.in_words(day.isoformat(), config.language)
        if config.release:
            edition = _("Release {release}, {date}").format(release=config.release, date=edition)
        arguments = {
            "title": quoted(config.project),
            "title-shown": f"[{words(config.project, heavy=True)}]",
            "subtitle": f"[{words(config.pdf_subtitle)}]",
            "author": quoted(config.author),
            "edition": f"[{words(edition)}]",
            "licence": f"[{words(config.pdf_licence or f'© {config.copyright}')}]",
            "contents": "[" + words(str(_("Contents")), heavy=True) + "]",
            "date": f"datetime(year: {day.year}, month: {day.month}, day: {day.day})",
            "language": quoted(language),
            "region": quoted(region) if region else "none",
        }
        lines = [f"  {name}: {value}," for name, value in arguments.items()]
        return '#import "book.typ": *\n#show: book.with(\n' + "\n".join(lines) + "\n)\n"

    @property
    def timestamp(self) -> int:
        """When the book is made, in seconds, or when reproducible-builds.org has it that it was."""
        return int(os.environ.get("SOURCE_DATE_EPOCH") or time.time())

    def write_source(self, source: str) -> Path:
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

    def compile(self, folder: Path, source: str, book: nodes.document) -> int | None:
        """Set the book and return the number of its pages; without success say why and return None."""
        result = self.outdir / BOOK
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
            report_failure(self)
            return None
        self.warned = bool(warnings)
        for warning in warnings:
            logger.warning("Typst: %s", located(warning.diagnostic or warning.message, source), type="pdf")
        assert isinstance(pdf, bytes)
        result.write_bytes(pdf)
        return int(pages)


def digest_of(folder: Path, time: str) -> str:
    """A digest of all that the book is set from: the files in a folder, Typst and the fonts, a fixed time."""
    files = [(file.name, file.read_bytes()) for file in sorted(folder.rglob("*")) if file.is_file()]
    versions = [version("typst"), version("pylopdf-fonts-zh-cn"), time]
    return hashlib.sha256(repr((files, versions)).encode()).hexdigest()


def explain(diagnostic: str, source: str, book: nodes.document) -> Iterable[str]:
    """What is wrong: the characters that no font has one by one, anything else in Typst's words."""
    errors = [block for block in re.split(r"\n\n(?=error|warning)", diagnostic) if block.startswith("error")]
    problems = []
    characters: dict[str, str] = {}  # that no font has -> a page where one stands
    for error in errors or [diagnostic]:
        if match := MISSING_GLYPH.search(error):
            for character in ESCAPED.sub(lambda escape: chr(int(escape[1], 16)), match[1]):
                characters.setdefault(character, page_of(error, source))
        else:
            problems.append(located(error, source))
    for character, page in characters.items():
        name = unicodedata.name(character, "without a name")
        lines = [logging.get_node_location(text.parent) for text in book.findall(nodes.Text) if character in text]
        where = ", ".join(dict.fromkeys(filter(None, lines))) or page
        problems.append(f"{where}: no font of the book has '{character}' (U+{ord(character):04X} {name})")
    return dict.fromkeys(problems)  # without repetitions


def located(diagnostic: str, source: str) -> str:
    """Typst's words, led by the page that they are about."""
    lines = (textwrap.shorten(line, 160) if len(line) > 160 else line for line in diagnostic.strip().split("\n"))
    return f"{page_of(diagnostic, source)}: " + "\n".join(lines)


def page_of(diagnostic: str, source: str) -> str:
    """The page that the first place in Typst's words comes from."""
    match = PLACE_IN_SOURCE.search(diagnostic)
    above = source.split("\n")[: int(match[1])] if match else []
    pages = [line[3:] for line in above if line.startswith("// ")]
    return pages[-1] if pages else "conf.py or the template"


def setup(app: Sphinx) -> None:
    """Add the builder and its settings to a Sphinx application."""
    app.add_builder(PdfBuilder)
    app.add_config_value("pdf_subtitle", "", "", str)
    app.add_config_value("pdf_licence", "", "", str)
