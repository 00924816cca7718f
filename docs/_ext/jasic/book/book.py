"""The whole book, written in its order: front matter, parts with their chapters, back matter."""

import re
from collections.abc import Iterable, Iterator, Sequence

from docutils import nodes
from sphinx import addnodes

from ..model.numerals import in_letters
from ..model.quotes import typographic
from ..nodes.factory import NodeFactory
from ..translation import _
from . import back, front, imprint
from .contents import Chapter, Contents, Part
from .figure_forms import places
from .markup import array, boolean, quoted
from .nodes import TOGETHER, called, letters_of, place_of, previous
from .pruning import has_text, without_repetitions
from .translator import TypstTranslator
from .writing import Written

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

    def claim_place(self, title: str, *names: str) -> str:
        """A label with a title that must exist for these names, and for those that still wait for a place."""
        self.translator.waiting += names
        label = self.translator.name_anchors()
        self.translator.used.add(label)
        self.translator.titles[label] = title
        return label

    def end_run(self) -> None:
        """End the run of pages that is open."""
        if self.in_run:
            self.translator.write("]\n")
        self.in_run = False

    def open_chapter(
        self,
        place: str,
        label: str,
        title: Sequence[Written],
        short: str,
        number: str,
        level: int,
        heads: str,
        of_entries: bool,
    ) -> None:
        """Open a chapter: behind the end of another, or a new run of pages with words for the left of its `heads`.

        Their other side names the chapter, or the first and the last entry on a page where the run is `of_entries`.
        """
        if heads:
            self.end_run()
            self.in_run = True
            run = f"left: {self.translator.content(heads)}, id: {quoted(label)}, of-entries: {boolean(of_entries)}"
            self.translator.write(f"#run({run})[\n")
        number = self.translator.content(number)
        options = f"id: {quoted(label)}, number: {number}, level: {level}, short: {quoted(short)}"
        # The comment tells typesetting.py which page a line of the source comes from.
        self.translator.write(f"\n// {place}\n#chapter({options}, follows: {boolean(not heads)}, title: [")
        self.translator.body += title
        self.translator.write("])\n")

    def open_made(
        self, place: str, *names: str, number: str = "", level: int = 1, heads: str = "", of_entries: bool = False
    ) -> None:
        """Open a chapter that is made from the records; `names` are other names of its place.

        The heads of a list of entries have its title.
        """
        title = str(MADE[place])
        heads = title if of_entries else heads
        label = self.claim_place(title, place, *names)
        self.translator.begin_page(self.contents.root, level)
        self.open_chapter(place, label, [self.translator.words(title)], title, number, level, heads, of_entries)

    # Before the text

    def front(self, date: str) -> None:
        config = self.translator.builder.config
        edition = imprint.edition_of(config)
        shown = _("Edition {edition}").format(edition=edition) if edition else date
        write, make = self.translator.write, self.make
        title = quoted(typographic(config.project))
        write(f"#half-title({title})\n")
        # No name is parted, and no word alone in the last line.
        subtitle = NAME_IN_TITLE.sub("\\1\u00a0", "\u00a0".join(config.pdf_subtitle.rsplit(" ", 1)))
        write(f"#title-page({title}, {quoted(typographic(subtitle))}, {self.translator.content(shown)})\n")
        write(f"#imprint({', '.join(map(self.translator.content, imprint.imprint(config, date)))})\n")
        self.open_made("front#contents", heads=config.project)
        self.table_of_contents()
        self.open_made("front#preface", heads=config.project)
        self.translator.write_nodes(front.preface(self.pages[self.contents.root], self.translator.printed))
        self.open_made("front#signs", heads=config.project)
        self.signs()
        for place, made in (
            ("front#people", front.people(make, self.translator.names)),
            ("front#map", places(make)),
            ("front#chronology", front.chronology(make)),
        ):
            if made:
                self.open_made(place)
                self.translator.write_nodes(made)

    def signs(self) -> None:
        self.translator.write_nodes(front.signs())
        if short := front.abbreviations(self.make):
            content = self.translator.content
            heading = content(_("Names of sources"))
            pairs = [f"({content(name)}, {content(full)})" for name, full in short.items()]
            half = (len(pairs) + 1) // 2
            columns = f"{array(pairs[:half])}, {array(pairs[half:])}"
            self.translator.write(f"#section(level: 2){heading}\n#abbreviations({columns})\n")

    def table_of_contents(self) -> None:
        """All chapters with their pages."""
        for place, title in FRONT.items():
            self.contents_line("", str(title), place)
        for number, part in enumerate(self.contents.parts, 1):
            if part.title:
                heading = f"{self.above_title(number, part)}, {self.translator.content(part.shown_title)}"
                self.translator.write(f"#contents-part({heading}, {quoted(f'part#{number}')})\n")
            self.lines(part, part.chapters)
            self.claims_line(part)
        self.contents_line("", _("Glossary"), place_of(self.contents.glossary))
        for place in ("back#bibliography", "back#index"):
            self.contents_line("", str(MADE[place]), place)

    def lines(self, part: Part, chapters: Iterable[Chapter]) -> None:
        for chapter in chapters:
            if self.is_printed(chapter):
                title = self.title(part, chapter)
                self.contents_line(chapter.number, title, place_of(chapter.docname), is_group=bool(chapter.inside))
            self.lines(part, chapter.inside)

    def claims_line(self, part: Part) -> None:
        """The list of claims is no page of the site, and stands last in the appendices."""
        if part.is_appendix:
            self.contents_line(self.claims_number(part), str(MADE["back#claims"]), "back#claims")

    def contents_line(self, number: str, title: str, place: str, is_group: bool = False) -> None:
        def written() -> str:
            label = self.translator.label_of(place)
            words = f"{self.translator.content(number)}, {self.translator.content(title)}"
            return f"#contents-line({words}, {quoted(label)}, quiet: {boolean(is_group)})\n" if label else ""

        self.translator.write(written)

    # The text

    def above_title(self, number: int, part: Part) -> str:
        return self.translator.content("" if part.is_appendix else _("Part {number}").format(number=number))

    def title(self, part: Part, chapter: Chapter) -> str:
        """The title of a chapter; one that would repeat that of its part introduces it."""
        title = self.project.pages[chapter.docname].title
        return _("Introduction") if chapter.inside and title == part.title else title

    def is_printed(self, chapter: Chapter) -> bool:
        """Whether a chapter has words of its own, and is no mere group of those inside."""
        return not chapter.inside or has_text(self.pages[chapter.docname])

    def part(self, number: int, part: Part) -> None:
        self.end_run()
        if part.title:
            label = self.claim_place(part.shown_title, f"part#{number}")
            title = self.translator.content(part.shown_title)
            heading = f"name: {self.above_title(number, part)}, title: {title}"
            self.translator.write(f"#part({heading}, id: {quoted(label)})[")
            self.lines(part, self.opening_list(part.chapters))
            self.claims_line(part)
            self.translator.write("]\n")
        if part.chapters:
            self.close_well(list(part.chapters[-1].walk())[-1])
        for chapter in part.chapters:
            self.chapter(part, chapter, 2 if part.title else 1)
        if part.is_appendix and (made := back.claims(self.make)):
            heads = "" if self.in_run else self.translator.builder.config.project
            self.open_made("back#claims", number=self.claims_number(part), level=2, heads=heads)
            self.translator.write_nodes(made)

    def opening_list(self, chapters: Sequence[Chapter]) -> Iterator[Chapter]:
        """What a part or a group lists where it opens: chapters and groups, of a group without words its chapters."""
        for chapter in chapters:
            for each in (chapter,) if self.is_printed(chapter) else chapter.inside:
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
        return in_letters(1 + sum(not each.inside for chapter in part.chapters for each in chapter.walk())).upper()

    def chapter(self, part: Part, chapter: Chapter, level: int) -> None:
        """One chapter with those inside it; it follows the end of another where a run of pages is open."""
        translator, docname = self.translator, chapter.docname
        place, page = place_of(docname), self.pages[docname]
        if not self.is_printed(chapter):  # what leads here leads to the first of its chapters
            translator.waiting.append(place)
            for inside in chapter.inside:
                self.chapter(part, inside, level)
            return
        known, shown = self.project.pages[docname], self.title(part, chapter)
        section = page.next_node(nodes.section)
        names = [place_of(docname, anchor) for anchor in (section["ids"] if section is not None else ())]
        names += map(place_of, self.contents.replaced.get(docname, ()))
        label = self.claim_place(known.title, place, *names)
        translator.begin_page(docname, level)
        translator.in_title = True
        title = page.next_node(nodes.title)
        is_own = shown == known.title
        written = translator.rendered(title.children if title is not None and is_own else [nodes.Text(shown)])
        translator.in_title = False
        short = typographic(known.short_title if is_own else shown)
        is_glossary = docname == self.contents.glossary
        heads = known.title if is_glossary else part.shown_title or translator.builder.config.project
        heads = "" if self.in_run else heads
        self.open_chapter(docname, label, written, short, chapter.number, level, heads, of_entries=is_glossary)
        translator.write_page(page)
        if chapter.inside:
            translator.write("#chapters-inside[")
            self.lines(part, self.opening_list(chapter.inside))
            translator.write("]\n")
        for inside in chapter.inside:
            self.chapter(part, inside, min(level + 1, 5))

    # After the text

    def back(self) -> None:
        self.end_run()
        if self.contents.glossary in self.pages:
            self.chapter(Part("", []), Chapter(self.contents.glossary), 1)
        if self.project.sources:
            self.open_made("back#bibliography", *self.places_of_bibliography(), of_entries=True)
            back.Bibliography(self.make).write(self.translator)
        self.open_made("back#index", place_of("genindex"), of_entries=True)
        self.translator.in_index = True
        back.write_index(self.translator, self.translator.names)

    def places_of_bibliography(self) -> Iterator[str]:
        """What leads to the page of all sources, or to a heading of one that lists some; in the book they are one."""
        whole = self.project.bibliography
        yield f"{whole}#"
        for docname in filter(None, (whole, *self.project.bibliography_parts)):
            page = self.project.pages[docname]
            yield from (f"{whole}#{heading}" for heading in sorted({*page.anchors, *page.slugs}))
