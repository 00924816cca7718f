"""The whole book, written in its order: front matter, parts with their chapters, back matter."""

import re
from collections.abc import Callable, Iterator, Sequence

from docutils import nodes
from sphinx import addnodes

from ..model.quotes import typographic
from ..nodes.factory import NodeFactory
from ..translation import _
from . import back, front
from .contents import Chapter, Contents, Part, letters
from .illustrations import places
from .markup import array, boolean, quoted
from .nodes import TOGETHER, called, letters_of, previous
from .pruning import has_text, without_repetitions
from .translator import TypstTranslator

NAME_IN_TITLE = re.compile(r"\b([A-Z]\w+) (?=[A-Z])")  # of two words
SHORT_SECTION = 1200  # letters of one that can be kept on a page
FEW_LINES = 400  # letters of one that takes the last words before it along to the last page of a part
# The chapters that are made from the records and are no pages of the site, by their place: those before the text that
# the contents list, and all.
FRONT = {
    "front#preface": _("Preface"),
    "front#signs": _("Signs and abbreviations"),
    "front#people": _("Who is who"),
    "front#map": _("Map"),
    "front#chronology": _("Chronology"),
}
MADE = {
    **FRONT,
    "front#contents": _("Contents"),
    "back#claims": _("The claims of the discussion"),
    "back#bibliography": _("Bibliography"),
    "back#index": _("Index"),
}
Pages = dict[str, addnodes.start_of_file]  # by docname, with everything in them resolved


class Book:
    """Writes one book with a translator."""

    def __init__(self, translator: TypstTranslator, make: NodeFactory, contents: Contents, pages: Pages) -> None:
        self.translator, self.make, self.contents, self.pages = translator, make, contents, pages
        self.project = make.project
        self.bibliography = back.Bibliography(make)
        self.in_run = False  # whether a run of pages is open
        for chapter in contents.chapters:
            if chapter.inside:
                without_repetitions(pages[chapter.docname])

    def write(self, date: str) -> None:
        """Write everything between the settings of the document and its end."""
        self.front(date)
        for number, part in enumerate(self.contents.parts, 1):
            self.part(number, part)
        self.back()
        self.end_run()

    # Small helpers

    def words(self, text: str) -> str:
        return f"[{self.translator.words(text)}]"

    def nodes(self, made: Sequence[nodes.Node]) -> None:
        self.translator.docname = self.contents.root
        self.translator.body += self.translator.rendered(made)

    def claim_place(self, *names: str) -> str:
        """A label that must exist for these names, and for those that still wait for a place."""
        self.translator.waiting += names
        label = self.translator.name_anchors()
        self.translator.used.add(label)
        return label

    def begin_run(self, label: str, left: str, of_entries: bool = False) -> None:
        """Begin a run of pages, which ends where the next begins; `left` is markup for its heads.

        Their other side names the chapter, or where a run is `of_entries` the first and the last of them on a page.
        """
        self.end_run()
        options = f"left: {left}, id: {quoted(label)}, of-entries: {boolean(of_entries)}"
        self.translator.write(f"#run({options})[\n")
        self.in_run = True

    def end_run(self) -> None:
        if self.in_run:
            self.translator.write("]\n")
        self.in_run = False

    def made(
        self, place: str, write: Callable[[], None], level: int = 1, number: str = "", follows: bool = False
    ) -> None:
        """A chapter that is made from the records; one `follows` the end of another."""
        label, title = self.claim_place(place), str(MADE[place])
        self.translator.titles[label] = title
        self.translator.level = level
        self.translator.told, self.translator.called = set(), {}
        if not follows:
            self.begin_run(label, self.words(self.translator.builder.config.project))
        shown = self.words(title)
        head = f"follows: {boolean(follows)}, number: {self.words(number)}, title: {shown}"
        rest = f"short: {quoted(title)}, id: {quoted(label)}, level: {level}"
        self.translator.write(f"\n// {place}\n#chapter({head}, {rest})\n")
        write()

    # Before the text

    def front(self, date: str) -> None:
        config = self.translator.builder.config
        edition = front.edition_of(self.translator.builder)
        shown = _("Edition {edition}").format(edition=edition) if edition else date
        write, make = self.translator.write, self.make
        title = quoted(typographic(config.project))
        write(f"#half-title({title})\n")
        # No name is parted, and no word alone in the last line.
        subtitle = NAME_IN_TITLE.sub("\\1\u00a0", "\u00a0".join(config.pdf_subtitle.rsplit(" ", 1)))
        write(f"#title-page({title}, {quoted(typographic(subtitle))}, {self.words(shown)})\n")
        paragraphs = front.imprint(self.translator.builder, date)
        write(f"#imprint({', '.join(map(self.words, paragraphs))})\n")
        self.made("front#contents", self.table_of_contents)
        opening = self.pages[self.contents.root]
        self.made("front#preface", lambda: self.nodes(front.preface(make, opening, self.translator.printed)))
        self.made("front#signs", self.signs)
        for place, made in (
            ("front#people", front.people(make, self.translator.names)),
            ("front#map", places(make)),
            ("front#chronology", front.chronology(make)),
        ):
            if made:
                self.made(place, lambda made=made: self.nodes(made), follows=True)  # type: ignore[misc]

    def signs(self) -> None:
        self.nodes(front.signs(self.make))
        if short := front.abbreviations(self.make):
            names = self.translator.words(_("Names of sources"))
            pairs = [f"({self.words(name)}, {self.words(full)})" for name, full in short.items()]
            half = (len(pairs) + 1) // 2
            columns = f"{array(pairs[:half])}, {array(pairs[half:])}"
            self.translator.write(f"#section(level: 2)[{names}]\n#abbreviations({columns})\n")

    def table_of_contents(self) -> None:
        """All chapters with their pages."""
        for place, title in FRONT.items():
            self.contents_line("", str(title), place)
        for number, part in enumerate(self.contents.parts, 1):
            if part.title:
                name, title = self.name_of(number, part)
                self.translator.write(
                    f"#contents-part({self.words(name)}, {self.words(title)}, {quoted(f'part#{number}')})\n"
                )
            self.lines(part, part.chapters, 0)
            self.claims_line(part)
        self.contents_line("", _("Glossary"), f"{self.contents.glossary}#")
        for place in ("back#bibliography", "back#index"):
            self.contents_line("", str(MADE[place]), place)

    def lines(self, part: Part, chapters: Sequence[Chapter], depth: int) -> None:
        for chapter in chapters:
            if not chapter.inside or has_text(self.pages[chapter.docname]):
                title = self.title(part, chapter)
                self.contents_line(chapter.number, title, f"{chapter.docname}#", depth, is_group=bool(chapter.inside))
            self.lines(part, chapter.inside, depth)

    def claims_line(self, part: Part) -> None:
        """The list of claims is no page of the site, and stands last in the appendices."""
        if part.is_appendix:
            self.contents_line(self.claims_number(part), str(MADE["back#claims"]), "back#claims")

    def contents_line(self, number: str, title: str, place: str, depth: int = 0, is_group: bool = False) -> None:
        options = f"depth: {depth}, quiet: {boolean(is_group)}"

        def written() -> str:
            label = self.translator.label_of(place)
            shown = f"{self.words(number)}, {self.words(title)}, {quoted(label or '')}, {options}"
            return f"#contents-line({shown})\n" if label else ""

        self.translator.write(written)

    # The text

    def name_of(self, number: int, part: Part) -> tuple[str, str]:
        """What stands above the title of a part, and the title."""
        if part.is_appendix:
            return "", _("Appendices")
        return _("Part {number}").format(number=number), part.title

    def title(self, part: Part, chapter: Chapter) -> str:
        """The title of a chapter; one that would repeat that of its part introduces it."""
        title = self.project.pages[chapter.docname].title
        return _("Introduction") if chapter.inside and title == part.title else title

    def part(self, number: int, part: Part) -> None:
        self.end_run()
        if part.title:
            label = self.claim_place(f"part#{number}")
            name, title = self.name_of(number, part)
            self.translator.titles[label] = title
            options = f"name: {self.words(name)}, title: {self.words(title)}, id: {quoted(label)}"
            self.translator.write(f"#part({options})[")
            self.lines(part, list(self.opening_list(part.chapters)), 0)
            self.claims_line(part)
            self.translator.write("]\n")
        if part.chapters:
            self.close_well(list(part.chapters[-1].walk())[-1])
        self.series(part, part.chapters, 2 if part.title else 1)
        if part.is_appendix and (made := back.claims(self.make)):
            self.made("back#claims", lambda: self.nodes(made), 2, self.claims_number(part), follows=self.in_run)

    def opening_list(self, chapters: Sequence[Chapter]) -> Iterator[Chapter]:
        """What a part or a group lists where it opens: chapters and groups, of a group without words its chapters."""
        for chapter in chapters:
            is_printed = not chapter.inside or has_text(self.pages[chapter.docname])
            for each in (chapter,) if is_printed else chapter.inside:
                yield Chapter(each.docname, each.numbers)

    def close_well(self, last: Chapter) -> None:
        """Keep the last section of a part together, a short one with words before it: no page has but a few lines."""
        sections = list(self.pages[last.docname].findall(nodes.section))
        if not sections or letters_of(sections[-1]) >= SHORT_SECTION:
            return
        end, before = sections[-1], previous(sections[-1])
        kept: list[nodes.Node] = [end]
        while isinstance(before, nodes.section) and isinstance(before[-1], nodes.paragraph):
            if sum(map(letters_of, kept)) > FEW_LINES:
                break
            kept.insert(0, before.pop())
        if len(kept) > 1:
            around, place = end.parent, end.parent.index(end)
            is_first = isinstance(before, nodes.section) and isinstance(before[-1], nodes.title)
            around[place] = called("together", *kept, indent="0em" if is_first else "1.3em")
        else:
            end["classes"].append(TOGETHER)

    def claims_number(self, part: Part) -> str:
        """The letter of the list of claims: the one after the last chapter."""
        return letters(1 + sum(not each.inside for chapter in part.chapters for each in chapter.walk()))

    def series(self, part: Part, chapters: Sequence[Chapter], level: int) -> None:
        for chapter in chapters:
            self.chapter(part, chapter, level)

    def chapter(self, part: Part, chapter: Chapter, level: int) -> None:
        """One chapter with those inside it; it follows the end of another where a run of pages is open."""
        page = self.pages[chapter.docname]
        if chapter.inside and not has_text(page):  # what leads here leads to the first of its chapters
            self.translator.waiting.append(f"{chapter.docname}#")
            self.series(part, chapter.inside, level)
            return
        translator = self.translator
        sections = [node for node in page.children if isinstance(node, nodes.section)]
        names = [f"{chapter.docname}#{name}" for section in sections[:1] for name in section["ids"]]
        names += [f"{docname}#" for docname in self.contents.replaced.get(chapter.docname, ())]
        label = self.claim_place(f"{chapter.docname}#", *names)
        known = self.project.pages[chapter.docname]
        translator.titles[label] = known.title
        shown = self.title(part, chapter)
        translator.docname = chapter.docname
        translator.in_title = True
        if shown == known.title and translator.title_of(page):
            written = translator.rendered(translator.title_of(page))
        else:
            written = [translator.words(shown)]
        translator.in_title = False
        short = quoted(typographic(known.short_title if shown == known.title else shown))
        options = f"number: {self.words(chapter.number)}, level: {level}, short: {short}"
        if self.in_run:
            options += ", follows: true"
        else:
            is_glossary = chapter.docname == self.contents.glossary
            head = self.name_of(1, part)[1] if part.title else self.translator.builder.config.project
            self.begin_run(label, self.words(known.title if is_glossary else head), of_entries=is_glossary)
        translator.write(f"\n// {chapter.docname}\n#chapter(id: {quoted(label)}, {options}, title: [")
        translator.body += written
        translator.write("])\n")
        translator.write_page(page, level)
        if chapter.inside:
            self.translator.write("#chapters-inside[")
            self.lines(part, list(self.opening_list(chapter.inside)), 0)
            self.translator.write("]\n")
        self.series(part, chapter.inside, min(level + 1, 5))

    # After the text

    def back(self) -> None:
        last = Part("", [])
        self.end_run()
        if self.contents.glossary in self.pages:
            assert self.contents.glossary
            self.chapter(last, Chapter(self.contents.glossary), 1)
        if self.project.sources:
            self.entries("back#bibliography", self.project.bibliography, self.write_bibliography)
        self.entries("back#index", "genindex", self.write_index)

    def entries(self, place: str, docname: str | None, write: Callable[[], None]) -> None:
        title = str(MADE[place])
        names = [place, *([f"{docname}#"] if docname else [])]
        page = self.pages.get(docname or "")
        if page is not None:
            names += [f"{docname}#{name}" for section in page.findall(nodes.section) for name in section["ids"]]
        label = self.claim_place(*names)
        self.translator.titles[label] = title
        options = f"title: {self.words(title)}, id: {quoted(label)}"
        self.begin_run(label, self.words(title), of_entries=True)
        self.translator.write(f"\n// {place}\n#chapter({options})\n")
        write()

    def write_bibliography(self) -> None:
        self.translator.docname = self.contents.root
        self.bibliography.write(self.translator)

    def write_index(self) -> None:
        self.translator.docname = self.contents.root
        self.translator.in_index = True
        back.write_index(self.translator, self.translator.names)
