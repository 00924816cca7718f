"""The book: what a reader finds in it, pictures and notes, and the character that no font has."""

import ctypes
import itertools
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pikepdf
import pypdf
import pypdfium2
import pytest
import typst
from conftest import CLAIMS, REFERENCES, Project, Reading, record
from PIL import Image
from pypdf.generic import DictionaryObject

from jasic.book import typesetting
from jasic.book.back import index_entries, short_address
from jasic.book.front import abbreviates
from jasic.book.index_subjects import WORDS_OF_ENGLISH, Called, Names, Subject, sorted_as
from jasic.book.markup import is_pinyin
from jasic.book.markup import printed as as_printed
from jasic.book.measures import MARGIN, MM, PAPER
from jasic.book.printed_svg import FLUID_WIDTH, printed
from jasic.book.typesetting import ESCAPED, FONTS, MISSING_GLYPH
from jasic.drawing.palette import PALETTE
from jasic.figures.counts import UNNAMED
from jasic.figures.course import Part
from jasic.figures.course import draw as course
from jasic.model.chinese import is_chinese
from jasic.model.deceptive_characters import INVISIBLE
from jasic.model.estimates import Spread
from jasic.model.glyphs import MISSING
from jasic.model.markup import CITATION_ROLES, DIRECTIVES, ROLES
from jasic.model.record_kinds import CERTAINTIES, KINDS, SPEAKERS, VERDICTS
from jasic.model.sources import STREAMS
from jasic.nodes.registry import views

Told = Callable[..., str]
LONGEST = 450  # pages
DIVIDED = "[\u00ad\u0002\ufffe]\r?\n?"  # a hyphen that the setter has put at the end of a line, and that end
MONTHS = "(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)"


@dataclass(frozen=True)
class Opening:
    """An entry of the outline, parts at level 0; what it names begins on `page`, `top` points above its foot."""

    level: int
    title: str
    page: int
    top: float


@pytest.fixture(scope="module")
def outline(book_file: Path) -> list[Opening]:
    """The outline, entry by entry."""
    marks = [(mark, mark.get_dest()) for mark in pypdfium2.PdfDocument(book_file).get_toc()]
    return [Opening(mark.level, flat(mark.get_title()), to.get_index(), to.get_view()[1][1]) for mark, to in marks]


@pytest.fixture(scope="module")
def openings(outline: list[Opening]) -> dict[str, int]:
    """The position of the page on which each part, chapter or section first begins, by title."""
    return {opening.title: opening.page for opening in reversed(outline)}


@pytest.fixture(scope="module")
def divisions(outline: list[Opening]) -> list[int]:
    """The positions of the pages that begin anew whatever stands before them: parts, and what is before and behind."""
    return [opening.page for opening in outline if opening.level == 0]


@pytest.fixture(scope="module")
def listed(reading: Reading) -> Names:
    """What the index is about."""
    return Names(reading.project)


@pytest.fixture(scope="module")
def told(book_pages: list[str], openings: dict[str, int]) -> Told:
    """What the book says in one line: all of it, or from one part on, or from there to another."""

    def between(first: str = "", last: str = "") -> str:
        begin, end = (openings[part] if part else None for part in (first, last))
        return flat(" ".join(book_pages[begin:end]))

    return between


def flat(text: str) -> str:
    """Text in one line, without the places where a line may end, as a reader would type it."""
    return " ".join(re.sub("[\u200b\u2060\u00ad]", "", text.replace("\u00a0", " ")).split())


def flat_lines(pages: Sequence[str]) -> str:
    """The lines of all pages, without the places where a line may end."""
    return re.sub("[\r\u200b\u2060]", "", "\n".join(pages)).replace("\u00a0", " ")


def test_it_is_edited_as_a_book(openings: dict[str, int], outline: list[Opening], book_pages: list[str]) -> None:
    order = [
        "Contents",
        "Preface",
        "Signs and abbreviations",
        "Who is who",
        "Map",
        "Chronology",
        "What happened",
        "What is argued",
    ]
    order += ["Appendices", "Glossary", "Bibliography", "Index"]
    assert [opening.title for opening in outline if opening.level == 0] == order
    pages = [openings[title] for title in order]
    assert pages == sorted(pages)
    # Parts open on the right.
    assert [openings[title] % 2 for title in ("What happened", "What is argued", "Appendices")] == [0, 0, 0]
    assert len(book_pages) <= LONGEST


def test_pages_for_the_web_and_for_contributors_stay_out(openings: dict[str, int]) -> None:
    out = {"Contributing", "Mistakes and their cures", "How the site is built", "Search", "Data", "Coverage"}
    assert not out & openings.keys()
    assert "How this work is made" in openings


def test_a_citation_is_the_head_of_an_entry(book_pages: list[str], openings: dict[str, int], told: Told) -> None:
    """Every label that the text cites begins an entry, and the entries stand in the order of what is printed."""
    back = told("Bibliography", "Index")
    # Without the heads, in the midst of which a sentence goes on.
    pages = book_pages[openings["What happened"] : openings["Glossary"]]
    text = flat(" ".join(re.sub(r"\n\d+\s*$", "", page.partition("\n")[2]) for page in pages))
    cited = {label for found in re.findall(r"\(([^()]*?\d{4}[^()]*?)\)", text) for label in found.split("; ")}
    labels = {label for label in cited if re.fullmatch(r"(?:Support group|Reuters|RFA|HKCTU|ITUC) [\w –]+", label)}
    assert len(labels) > 50
    assert sorted(label for label in labels if not re.search(rf"{label}\W", back)) == []
    heads = [
        back.index(name) for name in ("AFP ", "Amnesty International ", "Reuters 26 Aug 2018. ", "Support group 3 Aug")
    ]
    assert heads == sorted(heads)


def test_a_source_says_where_it_is_cited(book_pages: list[str], told: Told) -> None:
    back = told("Bibliography", "Index")
    found = re.search(r"Reuters 26 Aug 2018\. .*?Cited on pp?\. ([\d, –]+)", back)
    assert found
    for page in re.findall(r"\d+", found[1]):
        # Behind the name in a sentence stands the date alone.
        assert re.search(r"Reuters [^.]{0,60}26 Aug 2018", flat(book_pages[int(page) - 1])), page
    assert re.search(r"Au 2018\. [^§]{0,400}?Cited on p", back)  # which only a list of texts names


def test_an_index_entry_has_every_place_that_matters(book_pages: list[str], told: Told) -> None:
    """Each page of an entry names it; the main place is among them; other names lead to it."""
    index = told("Index")
    found = re.search(r"Huang Lanfeng 黄兰凤 ([\d, –]+)", index)
    assert found
    pages = [int(page) for page in re.findall(r"\d+", found[1])]
    assert len(pages) > 3
    wrong = [page for page in pages if "Huang" not in book_pages[page - 1] and "黄兰凤" not in book_pages[page - 1]]
    assert wrong == []
    assert "Four-five Action" in index or "see" in index


def letters(text: str) -> str:
    """The letters and figures of a text as a reader compares them: without marks, signs and the ends of lines."""
    whole = re.sub("[\u00ad\u0002\ufffe-]\r?\n", "", unicodedata.normalize("NFD", text))
    return "".join(filter(str.isalnum, whole.lower()))


def pages_in(index: str, subject: Subject, entry: str) -> list[int]:
    """The pages that the index gives for a subject by its entry; none where it has no such one."""

    def lines(words: str) -> str:  # that may end anywhere between words, and in Chinese everywhere
        parts = (r"\s*".join(word) if is_chinese(word) else re.escape(word) for word in words.split())
        return r"\s+".join(parts).replace(r"\-", "[-\u0002\ufffe]\\s*")

    index = index.replace("\u2060", "")
    record = subject.record
    name = lines(flat(as_printed(entry)))
    chinese = rf"(?:\s+{lines(record.get('zh'))})?" if record and record.kind != "document" else ""
    found = re.search(rf"^{name}{chinese}\s+(\d+(?:–\s*\d+)?(?:,\s+\d+(?:–\s*\d+)?)*)$", index, re.MULTILINE)
    spans = [list(map(int, re.findall(r"\d+", span))) for span in found[1].split(",")] if found else []
    return [page for span in spans for page in range(span[0], span[-1] + 1)]


def test_each_page_of_each_index_entry_prints_its_words(
    book_pages: list[str], openings: dict[str, int], outline: list[Opening], listed: Names, reading: Reading
) -> None:
    """Or another name of the same, or the family name alone; a name may begin on the page before."""
    texts = [flat_lines([page]) for page in book_pages]
    index = "\n".join(page.partition("\n")[2] for page in texts[openings["Index"] :])
    subjects = listed.subjects
    home = {}  # by title, the pages from where it opens to where the next of its rank does
    for number, opening in reversed(list(enumerate(outline))):
        after = next((other for other in outline[number + 1 :] if other.level <= opening.level), None)
        last = after.page + (after.top < 215 * MM) if after else LONGEST
        home[as_printed(opening.title)] = range(opening.page + 1, max(last, opening.page + 1) + 1)
    given = {subject.key: pages_in(index, subject, listed.entry(subject.name)) for subject in subjects}
    written = [subject.key for subject in listed.by_author.values()]  # only what is named in print has an entry
    assert [subject.name for subject in subjects if not given[subject.key] and subject.key not in written] == []
    assert {"author:Mao Zedong", "author:Zhang Yueran", "author:Qiuhuo", "author:Chuang", "author:Lausan"} <= {
        key for key in written if given[key]
    }
    wrong = []
    for subject in subjects:
        names = [*subject.names, *filter(None, [subject.ending, listed.family_name(subject)])]
        names += [family for family in WORDS_OF_ENGLISH if subject.name.startswith(f"{family} ")]  # in a citation
        wanted = [letters(re.sub("^[Tt]he ", "", name)) for name in names]
        record = subject.record
        title = reading.project.pages[record.docname].title if record and record.fills_page else subject.name
        own = home.get(as_printed(title), range(0))
        for page in given[subject.key]:
            if page in own and record:
                continue  # what is told of it goes on overleaf
            # Without the head of the page, and of a box that goes on there.
            here = re.sub(r"\A[^\n]*\n(?:[^\n]*, continued\s*\n)?", "", texts[page - 1])
            before, text = letters(re.sub(r"\n\d+\s*$", "", texts[page - 2])), letters(here)
            if not any(name in before[len(before) - len(name) + 1 :] + text for name in wanted):
                wrong.append((subject.name, page))
    assert wrong == []


def test_a_person_is_found_by_every_name_that_a_text_uses(listed: Names) -> None:
    """A family name alone is a name where one person of that name has been named in full."""
    called = Called()

    def named(text: str) -> list[str]:
        return [key for _end, key in listed.named_in(text, called)]

    assert named("Yang sat there. Chris Chan and Jack Qiu came.") == ["chris-chan", "jack-qiu"]
    assert named("When Chan had spoken, Qiu’s turn came; Tony Chan and Chan Yuen saw it.") == [
        "^chris-chan",
        "^jack-qiu",
    ]
    assert named("Chan spoke again.") == []  # it may be another
    assert named("Yang Xiguang was tried.") == ["author:Yang Xiguang"]
    assert named("In 1978 Yang went.") == ["^author:Yang Xiguang"]


def test_the_index_and_the_preface_say_who_is_in_it(told: Told) -> None:
    assert "named in passing" in told("Preface", "Signs and abbreviations")
    assert "named in passing" in told("Index")


def test_the_index_passes_over_articles_and_leaves_claims_out(told: Told) -> None:
    index = told("Index")
    assert not re.search(r" (?:A|An|The) [a-z]+ [a-z]+ [a-z]+ \d", index)
    assert "Petitions only tell the authorities" not in index


def test_no_name_has_two_entries_in_the_index_and_none_begins_small(listed: Names) -> None:
    """Neither the name in another order nor the name of a place that is another name of an office there."""
    entries = [(words, subject) for _key, words, subject, _other in index_entries(listed)]
    counted = Counter(letters(words) for words, _subject in entries if not is_chinese(words))
    assert [name for name, times in counted.items() if times > 1] == []
    moved = [words for words, subject in entries if words != subject.name and words.endswith((", A", ", An", ", The"))]
    assert moved
    assert all(words[0] == words[0].upper() for words in moved)


def test_an_index_entry_gives_the_whole_of_its_main_place_and_no_entry_of_the_bibliography(
    book_pages: list[str], openings: dict[str, int], listed: Names, reading: Reading
) -> None:
    """What fills a chapter is given from its first to its last page, and what is only cited is not indexed."""
    index = flat_lines(book_pages[openings["Index"] :])
    cases = {record.title: listed.by_record[record.id] for record in reading.project.of_kind("precedent")}
    title = "Marikana and the limits of independent unions"
    begins, ends = openings[title] + 1, openings["Xu Lin, songwriter"]
    given = pages_in(index, cases[title], title)
    assert set(range(begins, ends)) <= set(given)
    assert len(set(given) - set(range(begins, ends + 2))) > 1  # and where others speak of it
    back = range(openings["Bibliography"] + 1, openings["Index"] + 1)
    for subject in listed.subjects:
        assert not set(pages_in(index, subject, listed.entry(subject.name))) & set(back), subject.name


def test_the_heads_of_the_bibliography_have_the_dates_or_short_titles_by_which_entries_are_found(
    book_pages: list[str], openings: dict[str, int]
) -> None:
    for page in book_pages[openings["Bibliography"] + 1 : openings["Index"]]:
        head = flat(page.splitlines()[0])
        assert re.search(r"(\d{4}|no date|”)( [a-z])? – .*(\d{4}|no date|”)( [a-z])?(?!\w)", head), head


def test_no_reference_gives_the_page_on_which_it_stands(
    book_pages: list[str], openings: dict[str, int], told: Told
) -> None:
    """Nor is left of it what stood around the number."""
    pages = book_pages[openings["What happened"] : openings["Bibliography"]]
    first = openings["What happened"] + 1
    found = [(number, set(re.findall(r"\bp\. (\d+)", flat(text)))) for number, text in enumerate(pages, first)]
    assert [number for number, given in found if str(number) in given] == []
    assert not re.search(r"\(\)|\( |\bp\. [^\d]|, p\.$", told("What happened", "Bibliography"))


def test_a_citation_shares_the_brackets_before_it(told: Told) -> None:
    """No page reference, gloss or number in brackets stands beside a citation in brackets of its own."""
    text = told("What happened", "Glossary")
    assert len(re.findall(r"[(,] ?p\. \d+; [^()]*\d{4}[^()]*\)", text)) > 30
    assert re.findall(r"p\. \d+\) \([^()]*\d{4}[^()]*\)", text) == []
    assert text.count("(") == text.count(")")


def test_what_follows_a_full_stop_in_the_bibliography_has_one_capital(told: Told) -> None:
    back = told("Bibliography", "Index")
    assert " In Chinese." in back
    assert re.findall(r"\bI[A-Z] C|\b\d{1,2} [A-Z]{2}[a-z]+ \d{4}", back) == []
    assert re.findall(r"[.\]] (?:copy at|about|no (?!date)|vol)\b", back) == []


def test_what_ends_with_a_full_stop_has_no_second_one_behind_it(told: Told) -> None:
    assert re.findall(r".{20}[^.]\.\.(?= ).{10}", told("Bibliography", "Index")) == []


def test_the_imprint_says_whose_the_book_is_and_what_is_allowed(book_pages: list[str]) -> None:
    imprint = flat(" ".join(book_pages[:5]))
    assert re.search(r"© 20\d\d The contributors", imprint)
    assert "CC BY-SA 4.0" in imprint and "creativecommons.org/licenses/by-sa/4.0" in imprint


def test_the_words_of_the_website_for_its_parts_are_not_those_of_the_book(told: Told) -> None:
    """The book has no timeline: it has a chronology, and a part that tells what happened."""
    assert re.findall(r"timeline,? \(?p\. \d+|(?:record|part) (?:in|of) the timeline", told()) == []


def test_signs_of_drawings_are_explained_before_the_first_drawing(told: Told) -> None:
    signs = told("Signs and abbreviations", "Who is who")
    assert "An arrow to the right means" in signs and "A thick bar joins" in signs
    assert "“after”, earlier events" in signs and "No reply found" in signs and "bold line in the chronology" in signs


def test_a_caption_says_what_is_drawn(told: Told) -> None:
    captions = re.findall(r"Figure \d+\. (.{12})", told())
    assert len(captions) > 10
    assert [caption for caption in captions if re.match(r"\d+ ", caption)] == []


def test_the_list_of_the_chapters_in_a_group_is_not_cut(book_pages: list[str], reading: Reading) -> None:
    pages = [page for page in book_pages if re.search(r"^10 What became of them \d+", flat_lines([page]), re.MULTILINE)]
    assert any(re.search(r"^\d+ Qiu Zhanxuan \d+", flat_lines([page]), re.MULTILINE) for page in pages[1:])


def test_a_reference_to_another_place_has_its_page(book_pages: list[str], told: Told) -> None:
    story = told("What happened", "What is argued")
    assert len(re.findall(r"p\. \d+", story)) > 300
    found = re.search(r"the union drive \(p\. (\d+)\)", story)
    assert found
    assert "The union drive" in book_pages[int(found[1]) - 1]


def test_running_heads_name_the_article(book_pages: list[str], openings: dict[str, int]) -> None:
    """Left the part, right the chapter; in bibliography and index the first and the last entry."""
    first = openings["The union drive, May to July 2018"]
    heads = [book_pages[page].splitlines()[0] for page in (first + 1, first + 2)]
    assert any("Union drive" in head or "union drive" in head for head in heads)
    for listed in ("Glossary", "Bibliography", "Index"):
        head = flat(book_pages[openings[listed] + 1].splitlines()[0])
        assert re.search(r"\S+ – \S+", head) and listed in head, listed


def test_a_running_head_names_the_chapter_that_has_most_of_the_page(
    outline: list[Opening], book_pages: list[str]
) -> None:
    """No chapter that begins in the last lines of a page is said to be what stands there."""
    numbered = [opening for opening in outline if opening.title in ("Map", "Chronology", "Workers", "Mi Jiuping")]
    for opening in numbered:
        head = flat(book_pages[opening.page].splitlines()[0])
        if opening.page % 2 == 0 and opening.top < 100 * MM:
            assert opening.title not in head, opening


def test_the_chronology_names_its_phases_so_that_no_number_is_a_day(
    book_pages: list[str], openings: dict[str, int]
) -> None:
    text = flat_lines(book_pages[openings["Chronology"] : openings["What happened"]])
    assert re.search(r"^Phase 3\. July 2018: ", text, re.MULTILINE)
    assert not re.search(r"^3 July 2018: ", text, re.MULTILINE)
    assert "Each event stands under the chapter that tells it" in flat(text)


def test_claims_that_bear_on_one_stand_in_their_order(told: Told) -> None:
    """Those on the same question, which have no page, by number; in boxes they stand behind their question."""
    text = told()
    name = "(?:A|X|SF|unnamed) "
    lists = re.findall(
        rf"(?:supported|answered|qualified|granted) by ((?:{name}\d+, )*{name}\d+)(?=[;,.]| [a-z])", text
    )
    numbers = [[int(number) for number in re.findall(r"\d+", found)] for found in lists]
    assert any(len(found) > 2 for found in numbers)
    assert [found for found in numbers if found != sorted(found)] == []
    assert re.search(r"Claims “[^”]+” unnamed \d+, p\. \d+", text)


def test_no_heading_stands_alone_at_the_foot(outline: list[Opening]) -> None:
    """Below the last heading of a page is room for a line of what it heads, or for the drawing."""
    lonely = []
    for opening in outline:
        room = 60 if re.fullmatch(r"(?:[A-Z]\w+ )+in custody", opening.title) else 12  # for the drawing below it
        if opening.top < 20 * MM + room:
            lonely.append(opening)
    assert lonely == []


def test_no_position_in_short_stands_before_its_chapter(
    outline: list[Opening], book_pages: list[str], reading: Reading
) -> None:
    """The boxes seek their room at the foot of a page: each on the page where its chapter opens, or the next."""
    positions = [record for record in reading.project.records.values() if record.kind == "position"]
    titles = {record.title.replace("'", "’") for record in positions}
    opened = sorted(opening.page for opening in outline if re.sub(r"^\d+ ", "", opening.title) in titles)
    boxes = [at for at, page in enumerate(book_pages) if re.search(r"^The strongest answer\b", page, re.MULTILINE)]
    assert len(opened) == len(titles) == len(boxes)
    assert [0 <= box - opening <= 1 for opening, box in zip(opened, boxes, strict=True)] == [True] * len(boxes)


def test_each_drawing_of_custody_says_where_its_signs_are_explained(book_pages: list[str], reading: Reading) -> None:
    told = [number for page in book_pages for number in re.findall(r"Signs: p\.\s(\d+)", flat(page))]
    assert len(told) == sum(1 for _record in reading.project.of_kind("custody"))
    assert len(set(told)) == 1
    assert "no end of it is reported" in flat(book_pages[int(told[0]) - 1])


def test_a_drawing_of_custody_shares_its_page_with_what_its_signs_say(book_pages: list[str], reading: Reading) -> None:
    """The signs stand in the reports below it, which may be long."""
    titles = [record.title for record in reading.project.of_kind("custody")]
    found = [
        (title, page) for title in titles for page in book_pages if re.search(rf"^{title}\s*$", page, re.MULTILINE)
    ]
    assert {title for title, _page in found} == set(titles)
    assert [title for title, page in found if "Signs:" not in flat(page.rpartition(title)[2])] == []


def test_no_term_stands_alone_at_the_foot(book_pages: list[str], openings: dict[str, int], reading: Reading) -> None:
    terms = {term for page in reading.project.pages.values() for term in page.terms}
    glossary = book_pages[openings["Glossary"] : openings["Bibliography"]]
    assert [page.splitlines()[-1] for page in glossary if page.splitlines()[-1] in terms] == []


def test_the_names_of_sources_stand_together(book_pages: list[str]) -> None:
    """One name too many stood alone at the head of the page after, above what that page is about."""
    before = next(number for number, page in enumerate(book_pages) if "Names of sources" in page.splitlines())
    assert book_pages[before + 1].splitlines()[1] == "Who is who"  # below the line at the head


def test_what_belongs_to_an_event_is_not_left_to_the_next_page(book_pages: list[str], openings: dict[str, int]) -> None:
    """Its people and what it follows stand below two lines of its last paragraph."""
    pages = book_pages[: openings["Bibliography"]]  # there a line of a title may begin with such a word
    heads = [flat(line) for page in pages for line in page.splitlines()[1:3]]
    assert [head for head in heads if re.match("(?:people|after|figures|claims|event) [A-Z0-9]", head)] == []


def test_no_line_begins_with_a_dash_or_a_letter_of_a_label(book_pages: list[str]) -> None:
    text = "\n".join(book_pages).replace("\r", "")
    assert re.findall(rf"(?:{MONTHS}|\d{{4}}) *\n– ?(?:\d{{1,2}} )?(?:{MONTHS}|\d{{4}}).*", text) == []
    assert re.findall(r"(?:\d{4}|no date) *\n[a-z][);.,].*", text) == []


def test_what_belongs_together_is_not_parted_at_the_end_of_a_line(book_pages: list[str]) -> None:
    """The name and number of a claim, a dash and whom it names, the initials and the name of a person, `no date`."""
    text = flat_lines([re.sub(r"\n\d+\s*$", "", page) for page in book_pages])  # without numbers at the foot
    speakers = "|".join(re.escape(str(speaker.label)) for speaker in SPEAKERS.values())
    assert re.findall(rf"\b(?:{speakers}) *\n\d+(?![\d.]| [A-Z])", text) == []
    assert re.findall(r"\bpp?\. *\n\d+", text) == []
    assert re.findall(rf"– *\n(?:{speakers})\n", text) == []
    assert re.findall(r"\bno *\n *date\b", text) == []
    assert re.findall(r" [A-Z]\. *\n(?:[A-Z]\.|[A-Z][a-z]+ \d{4})", text) == []


def test_a_name_in_a_list_with_pages_is_not_parted(book_pages: list[str], reading: Reading) -> None:
    text = flat_lines(book_pages)
    names = [record.title for record in reading.project.of_kind("person") if record.title.count(" ") == 1]
    parted = "|".join(re.escape(name).replace("\\ ", "\n") for name in names)
    assert re.findall(rf"(?:{parted}) \d{{2,3}}(?:, [A-Z]|\.$)", text, re.MULTILINE) == []


def test_a_label_is_not_parted_inside_a_website_or_a_range(book_pages: list[str]) -> None:
    text = flat_lines(book_pages)
    parted = re.findall(r"(?m)^(.*)\b\w+\. *\n(?:github|io|org|info|com) \d{1,2} [A-Z][a-z]{2} \d{4}", text)
    assert [before for before in parted if len(before) > 40] == []  # a cell may be too narrow
    assert re.findall(rf"{MONTHS}– *\n{MONTHS} \d{{4}}", text) == []


def test_a_citation_is_not_parted_where_a_reader_looks_it_up(book_pages: list[str]) -> None:
    """No word of it is divided, and the year does not stand alone at the head of a line."""
    text = "\n".join(book_pages)
    label = rf"\((?:[^()]{{0,60}}; )?[^();]*[A-Za-z]+{DIVIDED}[a-z]+[^();]*\d{{4}}(?: [a-z])?[;)]"
    assert re.findall(label, text) == []
    year = r".*\((?:[^()\n]*; )?(?:[^().;\n]* )?(?<!in )[A-Z][A-Za-z]{0,13} *\n\d{4}(?: [a-z])?[);].*"
    assert re.findall(year, flat_lines(book_pages)) == []


def test_no_number_is_parted_from_what_it_counts_and_no_range_within(book_pages: list[str]) -> None:
    text = flat_lines(book_pages)
    for parted in (
        r"\d–\n\d",
        r"\b\d{1,3}-\n(?:year|month|day)",
        r"[a-z] \d{1,3} *\n(?:years|months|weeks|days|hours) [a-z]",
    ):
        assert re.findall(rf"(?m)^.*{parted}.*", text) == []


def test_a_word_of_chinese_is_not_parted(book_pages: list[str], reading: Reading) -> None:
    """No name or term of a few characters that stands for itself is divided, and no line holds a character alone."""
    text = flat_lines(book_pages)
    names = {record.get("zh") or "" for record in reading.project.of_kind("person")} | {"声援团", "刑事拘留", "判决"}
    for name in filter(None, names):
        parted = "|".join(f"{name[:end]}\n{name[end:]}" for end in range(1, len(name)))
        assert not re.search(rf"[( ](?:{parted})[ ),]", text), name
    lines = [line for page in book_pages for line in page.splitlines()]
    assert [line for line in lines if re.fullmatch(r"[\u4e00-\u9fff][。，）)”;.]*", line)] == []


CALL = {"date": "2018-08-19", "author": "Yue Xin", "source": "yue2018letter", "people": "yue-xin"}  # of a document


def test_a_box_that_goes_on_overleaf_is_named_again(project: Project) -> None:
    """Above its rows stands whose they are; nothing of a row is lost that is longer than a page."""
    title = "To all who stand at the gate of the plant in the evening, call number "
    texts = (record("document", f"call-{n}", "It calls.", title=f"{title}{n}", **CALL) for n in range(160))
    project.add_page("texts", "# Texts\n\n" + "".join(texts))
    pages = [page.extract_text() for page in set_book(project).pages]
    [number] = [number for number, page in enumerate(pages) if "call number 0," in flat(page)]
    [last] = [number for number, page in enumerate(pages) if "call number 159," in flat(page)]
    assert last > number + 1
    assert all("Yue Xin, continued" in page.partition("call number")[0] for page in pages[number + 1 : last + 1])


def test_rows_share_what_stands_at_their_head_only_where_it_leads_to_one_place(project: Project) -> None:
    """A question with two answers is printed once; two links of one wording both stay."""
    rows = "| [Same](/events.md) | one |\n| [Same](/yue-xin.md) | two |\n| Who led? | three |\n| Who led? | four |\n"
    project.add_page("more", f"# More\n\n| Question | Answer |\n|---|---|\n{rows}")
    text = words_of(set_book(project))
    assert (text.count("Same"), text.count("Who led?")) == (2, 1)
    assert all(answer in text for answer in ("one", "two", "three", "four"))


def test_no_page_begins_with_the_rows_of_a_box_without_its_name(book_pages: list[str]) -> None:
    row = re.compile(r"(?:Documents|Organisations|In the story) \S")
    second = [page.splitlines()[1] for page in book_pages if len(page.splitlines()) > 3]
    assert [line for line in second if row.match(line)] == []


def test_no_word_of_a_table_is_divided(project: Project) -> None:
    """Its columns are ragged, and as wide as their longest word."""
    project.say(WIDE_WORDS)
    text = "\n".join(page.extract_text() for page in set_book(project).pages)
    assert "acknowledgement" in text and "representatives" in text
    assert not re.search("(?:acknowl|organi|confeder)[a-z]*[-\u00ad\u2010]\n", text)


WIDE_WORDS = """
Words.

| Organisation | What its representatives said of the confederation |
|---|---|
| confederation | acknowledgement by representatives of the organisation, acknowledgement by representatives again |
| representatives of organisations | representatives of the confederation, acknowledgement of organisations |
"""


def test_lines_stand_at_one_distance_whatever_is_written_in_them(
    book_letters: list[pypdfium2.PdfTextPage], openings: dict[str, int]
) -> None:
    """In the index, where Chinese stands in many lines; only a letter that opens a group has more room."""
    for page in book_letters[openings["Index"] + 1 : openings["Index"] + 4]:
        for left in (True, False):
            lines = baselines(page, left)
            steps = [round(above - below, 1) for above, below in itertools.pairwise(lines)]
            usual = max(set(steps), key=steps.count)
            assert [step for step in steps if abs(step - usual) > 0.15 and step < usual + 3] == []


def baselines(page: pypdfium2.PdfTextPage, left: bool) -> list[float]:
    """The heights in points of the lines of a column, from the top, without the head of the page."""
    width, height = page.page.get_size()
    found = set()
    for number in range(page.count_chars()):
        x, y = ctypes.c_double(), ctypes.c_double()
        pypdfium2.raw.FPDFText_GetCharOrigin(page, number, x, y)
        if (x.value < width / 2) == left and 17 * MM <= y.value < height - 19 * MM:
            found.add(round(y.value, 1))
    return sorted(found, reverse=True)


def test_no_address_has_a_hyphen_of_the_setter(book_pages: list[str]) -> None:
    text = flat_lines(book_pages)
    assert re.findall(rf"\w[./][\w/]*{DIVIDED}", text) == []
    assert re.findall(rf"\w{DIVIDED}[a-z-]*\.(?:org|com|info|io|net|cn|hk)\b", text) == []


def test_no_page_stands_before_a_genitive(told: Told) -> None:
    assert re.findall(r"\(p\. \d+\)’s", told()) == []


def test_pinyin_is_never_divided(book_pages: list[str]) -> None:
    """Nor is it taken for pinyin what has letters that no syllable has."""
    divided = re.findall(f"([A-Z]?[a-z]+){DIVIDED}([A-Za-z]+)", "\n".join(book_pages))
    assert len(divided) > 100
    names = [first + rest for first, rest in divided if first[:1].isupper()]  # others may have a hyphen of their own
    assert [name for name in names if is_pinyin(name)] == []
    assert is_pinyin("Qiuhuo") and is_pinyin("Tian’anmen") and not is_pinyin("chronology")


def test_a_title_is_printed_with_its_own_marks(told: Told) -> None:
    text = told()
    assert "[[" not in text
    assert "———" not in text
    assert "“8.24 暴力清场”" in text


def test_names_are_sorted_as_a_reader_looks_for_them(listed: Names, reading: Reading) -> None:
    """By surname, in whatever letters; word by word."""
    project = reading.project
    person = project.records["yu-juncong"]
    names = [("Yu Juncong", None), ("余俊聪", person), ("Yu Tianfu", None), ("Yue Xin", None)]
    assert sorted(names, key=lambda name: sorted_as(name[0], project, name[1])) == names
    assert sorted_as("Li-Yi-Che", project) < sorted_as("Liu Penghua", project)
    assert listed.entry("Eli Friedman") == "Friedman, Eli"
    assert listed.entry("The Commune") == "Commune, The"


def test_every_sign_has_one_meaning() -> None:
    choices = [*CERTAINTIES.values(), *VERDICTS.values(), *STREAMS.values(), *SPEAKERS.values(), UNNAMED]
    assert len({(choice.shape, choice.inked) for choice in choices}) == len(choices)


def test_one_page_is_a_page(book_pages: list[str]) -> None:
    assert not [
        number for number, text in enumerate(book_pages, 1) if re.search(r"pp\. \d+(?![\d, –]*[,–])", flat(text))
    ]


def test_facts_begin_with_their_first_word(book_pages: list[str]) -> None:
    assert not [number for number, text in enumerate(book_pages, 1) if re.search(r"In the story\s*;", text)]


def test_a_figure_that_is_too_high_for_a_page_is_cut_between_its_boxes() -> None:
    boxes = "".join(f'<rect x="0" y="{top}" width="300" height="80" />' for top in range(0, 1300, 100))
    pieces = printed(f'<svg viewBox="0 0 760 1300">{boxes}</svg>').pieces
    part = r'<svg width="760" height="(\d+)"><g transform="translate\(0 -(\d+)\)">'  # that is seen
    views = [re.findall(part, piece)[-1] for piece in pieces]
    edges = [(int(top), int(top) + int(height)) for height, top in views]
    assert len(edges) == len(pieces) == 2
    assert edges[0][0] == 0 and edges[0][1] == edges[1][0] and edges[1][1] == 1300
    assert edges[0][1] % 100 > 80  # below a box and above the next


@pytest.mark.parametrize(
    ("short", "full", "says_it"),
    [
        ("FT", "Financial Times", True),
        ("HKCTU", "Hong Kong Confederation of Trade Unions", True),
        ("IOL", "Independent Online", True),
        ("NYT", "The New York Times", True),
        ("Jasic", "WeChat", False),
        ("AFP", "Hong Kong Free Press", False),
    ],
)
def test_a_host_is_not_what_a_short_name_stands_for(short: str, full: str, says_it: bool) -> None:
    assert abbreviates(short, full) is says_it


def test_an_apostrophe_behind_a_name_opens_no_quotation(book_pages: list[str]) -> None:
    """Also where the name is a link or has a mark for the index, so that the words after it are a text of their own."""
    pages = "\n".join(book_pages)
    assert len(re.findall(r"\w’s\b", pages)) > 100
    assert not re.findall(r"\w+‘\w+", pages)


Rectangle = tuple[float, float, float, float]  # left, bottom, right, top, in points from the foot of the page
Runs = list[tuple[pypdfium2.PdfTextPage, list[Rectangle]]]  # of each page its text, and where that stands


def test_claims_in_a_map_have_the_tint_of_their_speaker(book_file: Path, openings: dict[str, int]) -> None:
    first = openings["Was the loyal language obeisance or satire?"]
    pages = pypdfium2.PdfDocument(book_file)
    pictures = [pages[first + number].render(scale=1).to_pil().convert("RGB") for number in range(3)]
    colours = Counter(colour for picture in pictures for colour in picture.get_flattened_data())
    for speaker in ("a", "x"):
        tint = PALETTE[f"speaker-{speaker}-wash"].light
        assert colours[tuple(bytes.fromhex(tint[1:]))] > 5000, speaker


@pytest.fixture(scope="module")
def runs_of_letters(book_letters: list[pypdfium2.PdfTextPage]) -> Runs:
    """Of each page its text, and where the runs of letters stand, from the foot to the head."""
    runs = (map(page.get_rect, range(page.count_rects())) for page in book_letters)
    return [(page, sorted(found, key=lambda run: run[1])) for page, found in zip(book_letters, runs)]


def test_nothing_runs_off_the_page(runs_of_letters: Runs) -> None:
    """No letter stands outside the text block, but for what hangs by a few points."""
    outside = []
    for number, (page, runs) in enumerate(runs_of_letters):
        width, _height = page.page.get_size()
        if width > 500:  # a table on its side
            continue
        inner, outer = (17 * MM, 20 * MM) if number % 2 == 0 else (20 * MM, 17 * MM)
        wide = (run for run in runs if run[0] < inner - 8 or run[2] > width - outer + 8)
        outside += [(number + 1, page.get_text_bounded(*run)) for run in wide]
    assert outside == []


def test_no_letter_stands_on_another(runs_of_letters: Runs) -> None:
    """Neither the heads of narrow columns nor lines that follow each other share a place."""
    covered = []
    for number, (page, runs) in enumerate(runs_of_letters, 1):
        for place, run in enumerate(runs):
            for other in itertools.takewhile(lambda other, run=run: other[1] < run[3] - 1.5, runs[place + 1 :]):  # type: ignore[misc]
                if min(run[2], other[2]) - max(run[0], other[0]) > 1.5 and min(run[3], other[3]) - other[1] > 1.5:
                    covered.append((number, page.get_text_bounded(*run), page.get_text_bounded(*other)))
    assert covered == []


LEAST_LETTERS = 5.8  # points; nearly all of drawings have seven


def test_the_letters_of_drawings_can_be_read(book_letters: list[pypdfium2.PdfTextPage]) -> None:
    small = set()
    for number, page in enumerate(book_letters, 1):
        matrix = pypdfium2.raw.FS_MATRIX()
        for letter in range(0, page.count_chars(), 7):
            pypdfium2.raw.FPDFText_GetMatrix(page, letter, matrix)
            size = pypdfium2.raw.FPDFText_GetFontSize(page, letter) * (abs(matrix.a) + abs(matrix.b))
            if 0 < size < LEAST_LETTERS and chr(pypdfium2.raw.FPDFText_GetUnicode(page, letter)).isalpha():
                small.add((number, round(size, 1)))
    assert small == set()


def test_pages_end_in_one_line(
    runs_of_letters: Runs,
    openings: dict[str, int],
    divisions: list[int],
) -> None:
    """What is over on a page is shared out above its records and headings and at its foot; few end 20 mm above it.

    More would, if the room above a heading could become a hole: see the next test. The last page of a part may end
    anywhere, but holds more than a few lines.
    """
    lowest = [
        min((bottom for _, bottom, _, top in runs if bottom > 15 * MM), default=0) for _page, runs in runs_of_letters
    ]
    last = {page - 1 for page in divisions} | {page - 2 for page in divisions if lowest[page - 1] == 0}
    text = range(openings["The complaints, July 2017 to April 2018"], openings["Bibliography"])
    short = [page + 1 for page in text if page not in last and lowest[page] > 37 * MM]
    assert len(short) < len(text) / 20, short
    assert [page + 1 for page in text if page not in last and lowest[page] > 70 * MM] == []
    assert [page + 1 for page in text if lowest[page] > 200 * MM] == []


MOST_ABOVE = 78  # points between a heading and the words above it: its own room, and three lines more


def test_room_above_a_heading_grows_to_no_hole(outline: list[Opening], runs_of_letters: Runs) -> None:
    """What is left over on a page stands at its foot, where it would be more than three lines above each heading."""
    holes = []
    for opening in outline:
        _page, runs = runs_of_letters[opening.page]
        above = [bottom for _, bottom, _, _ in runs if opening.top + 2 < bottom < 221 * MM]
        if above and min(above) - opening.top > MOST_ABOVE:
            holes.append((opening.title, opening.page + 1, round(min(above) - opening.top)))
    assert holes == []


def test_a_course_has_the_width_of_the_page_for_its_words() -> None:
    drawn = course(Part("Of those in the flat, still held or missing in early September", Spread(5, 6)), FLUID_WIDTH)
    assert drawn.count("<text") == 2  # the number and one line


def test_every_short_name_of_a_source_is_told(told: Told) -> None:
    signs, back = told("Signs and abbreviations", "Who is who"), told("Bibliography", "Index")
    short = set(re.findall(rf"(?<=[.\d] )([A-Z]{{2,6}}) (?:\d{{1,2}} )?(?:{MONTHS} )?\d{{4}}(?: [a-z])?\. ", back))
    assert len(short) > 10
    assert [name for name in short if f"{name} " not in signs] == []


def test_links_inside_the_book_lead_to_pages_of_it(book_file: Path) -> None:
    """Each leads to a page, and says to whoever cannot see it what stands there."""
    with pikepdf.open(book_file) as book:
        links = [link for page in book.pages for link in page.get("/Annots", ())]
        inside = [link for link in links if "/Dest" in link]
        assert len(inside) > 5000
        assert not [link for link in links if "/A" in link and str(link["/A"].get("/URI", "")).startswith("jasic:")]
        words = [str(link["/Contents"]) for link in inside]
    assert all(words)
    assert any(text.startswith("Reuters 26 Aug 2018, page ") for text in words)


def test_the_file_is_small_and_says_what_it_is(book_file: Path) -> None:
    assert book_file.stat().st_size < 8_000_000
    book = pypdf.PdfReader(book_file)
    metadata = book.xmp_metadata
    assert metadata is not None
    text = metadata.stream.get_data().decode() if hasattr(metadata, "stream") else str(metadata)
    assert "CC BY-SA" in str(metadata.dc_rights) or "CC BY-SA" in text
    assert book.metadata is not None
    assert "Jasic" in str(book.metadata.get("/Keywords"))
    assert str(book.metadata.subject)


# Small books


PICTURES = """
![The gate](gate.png){width="50%"}

![The gate in pixels](gate.png){width=96px}

A sign ![small](gate.png){width=12px} in a line.

:::{figure} gate.png
:width: 120px
:alt: The gate again

What stands below it.
:::
"""


NOTES = """
First[^1], second[^2] and first again[^1].

[^1]: Of 岳昕.

[^2]: Of another.
"""


def set_book(project: Project, **settings: str | list[str]) -> pypdf.PdfReader:
    """The book of a small project with pictures and notes, made on 28 November 2026."""
    Image.new("L", (200, 100), "grey").save(project.docs / "gate.png")
    project.say(f"{PICTURES}{NOTES}")
    project.append("conf.py", "".join(f"{name} = {value!r}\n" for name, value in settings.items()))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", "1795824000")
        project.built("pdf")
    return pypdf.PdfReader(project.folder / "pdf" / "jasic.pdf")


def words_of(book: pypdf.PdfReader) -> str:
    """All that a small book says, in one line."""
    return flat(" ".join(page.extract_text() for page in book.pages))


HEADINGS_IN_BOXES = """
[![The gate](gate.png)](/sources.md) leads on.

:::{note}
## A heading begins it

Words of the note.
:::

:::{dropdown} Name of the box
Words of the box.

## A heading in it

More words.
:::
"""


def test_a_heading_in_a_box_is_no_name_of_it_and_a_picture_may_lead_on(project: Project) -> None:
    project.say(HEADINGS_IN_BOXES)
    text = words_of(set_book(project))
    for words in ("A heading begins it", "Words of the note.", "Name of the box", "A heading in it", "More words."):
        assert words in text


GROUP = """
- [More](/more.md): what nothing else says {cite:p}`yue2018letter`.

Its pages:

- [More](/more.md): told twice.

```{toctree}
more
```
"""


def test_of_the_pages_of_a_group_no_list_is_repeated_and_none_that_cites_is_lost(project: Project) -> None:
    project.write("more.md", "# More\n\nWords.\n")
    project.say(GROUP)
    text = words_of(set_book(project))
    assert "what nothing else says" in text
    assert "told twice" not in text


@pytest.fixture(scope="module")
def small_book(tmp_path_factory: pytest.TempPathFactory) -> pypdf.PdfReader:
    return set_book(Project(tmp_path_factory.mktemp("book")), release="2026.11")


def pictures(book: pypdf.PdfReader) -> list[float]:
    """The widths in points at which pictures are printed."""
    widths: list[float] = []

    def note(operator: bytes, operands: Any, matrix: list[float], text_matrix: list[float]) -> None:
        if operator == b"Do":
            widths.append(round(matrix[0], 1))

    for page in book.pages:
        page.extract_text(visitor_operand_before=note)
    return widths


def alternative_texts(book: pypdf.PdfReader) -> set[str]:
    """What a screen reader says of the pictures."""
    count = len(book.xref_objStm) + len(book.xref[0]) + 1
    objects = [item for number in range(1, count) if isinstance(item := book.get_object(number), DictionaryObject)]
    return {str(item["/Alt"]) for item in objects if "/Alt" in item}


def test_pictures_have_their_width_and_their_alternative_text(small_book: pypdf.PdfReader) -> None:
    text_width = (PAPER["width"] - MARGIN["inside"] - MARGIN["outside"]) * MM
    assert pictures(small_book) == [pytest.approx(width, abs=0.1) for width in (text_width / 2, 72, 9, 90)]
    assert alternative_texts(small_book) == {"The gate", "The gate in pixels", "small", "The gate again"}
    assert "What stands below it." in words_of(small_book)


def test_a_picture_without_alternative_text_stops_a_strict_build(project: Project) -> None:
    Image.new("L", (20, 10), "grey").save(project.docs / "gate.png")
    project.say(":::{image} gate.png\n:::")
    assert "has no text for those who cannot see it" in project.failed("pdf")


def test_a_note_that_is_referred_to_twice_is_printed_once(small_book: pypdf.PdfReader) -> None:
    (text,) = [text for page in small_book.pages if "first again" in (text := page.extract_text())]
    assert "First1, second2 and first again1." in " ".join(text.split())
    assert text.count("Of 岳昕.") == 1
    assert text.count("Of another.") == 1


def test_the_edition_has_its_release_and_the_day_of_the_build(small_book: pypdf.PdfReader) -> None:
    front = flat(" ".join(page.extract_text() for page in small_book.pages[:5]))
    assert "Edition 2026.11, 28 November 2026" in front
    assert str(small_book.root_object["/Lang"]) == "en-GB"


def test_numbers_of_pages_are_right_however_wrong_the_first_guess(
    project: Project, small_book: pypdf.PdfReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(typesetting, "CHARACTERS_OF_A_PAGE", 1)
    book = set_book(project, release="2026.11")
    assert [page.extract_text() for page in book.pages] == [page.extract_text() for page in small_book.pages]


def test_a_book_in_another_language_has_its_dates_and_its_region(project: Project) -> None:
    book = set_book(project, language="zh_CN")
    assert "2026年11月28日" in "".join(page.extract_text() for page in book.pages[:5]).replace(" ", "")
    assert str(book.root_object["/Lang"]) == "zh-CN"


TABLE = """
Words.

| One |
|---|
"""


def test_no_row_of_a_long_table_stands_alone_on_a_page(project: Project) -> None:
    """Neither the first at the foot nor the last at the head, wherever the table begins."""
    sizes = range(12, 38)
    row = "| T{}R{} with a few words more, so that a table is no short one, which has one page |\n"
    tables = (TABLE + "".join(row.format(size, number) for number in range(size)) for size in sizes)
    project.say("".join(tables))
    pages = [page.extract_text() for page in set_book(project).pages]
    for size in sizes:
        on = [len(found) for page in pages if (found := re.findall(rf"\bT{size}R\d+", page))]
        assert sum(on) == size
        assert min(on) > 1, (size, on)


# Every directive and role that pages may use, and what Markdown has besides.
MARKUP = """
## Headings

A term
: and its explanation

1. One
2. Two
   - *inner*
   - **bold**

> A quotation with `code`, H{sub}`2`O and the 2{sup}`nd`, {abbr}`PSB (Public Security Bureau)`.

A line\\
and the next, {doc}`sources`, {ref}`here <genindex>`, {term}`strike`.

---

| A | B |
|---|---:|
| 1 | 2 |

### Smaller

```{code-block} python
print("x")
```

```{glossary}
strike
  Work is stopped.
```

```{image} gate.png
:alt: The gate
```
"""
BOXES = {
    name: f":::{{{name}}} Words\nmore words\n:::\n"
    for name in ("note", "warning", "tip", "important", "seealso", "admonition", "card", "dropdown")
} | {
    "rubric": ":::{rubric} Words\n:::\n",
    "epigraph": ":::{epigraph}\nWords\n\n-- Somebody\n:::\n",
    "grid": "::::{grid}\n:::{grid-item-card} A card\nbody\n:::\n::::\n",
    "tab-set": "::::{tab-set}\n:::{tab-item} One\nbody\n:::\n::::\n",
    "table": ":::{table} A caption\n\n| A |\n|---|\n| 1 |\n\n:::\n",
    "list-table": ":::{list-table} A caption\n:header-rows: 1\n\n* - A\n* - 1\n:::\n",
    "figure": ":::{figure} gate.png\n:alt: The gate\n\nA caption.\n\nA legend.\n:::\n",
}


def test_all_that_pages_may_use_has_a_form_in_the_book(project: Project) -> None:
    text = "\n".join([MARKUP, *BOXES.values()])
    elsewhere = {*KINDS, *views(), "bibliography", "catalogue-of-mistakes", "toctree"}  # in the real pages
    assert [name for name in DIRECTIVES if f"{{{name}}}" not in text and name not in elsewhere] == []
    assert [name for name in ROLES if f"{{{name}}}`" not in text and name not in (*KINDS, *CITATION_ROLES)] == []
    Image.new("L", (20, 10), "grey").save(project.docs / "gate.png")
    project.append("events.md", text)
    project.built("pdf")


def test_a_link_to_a_heading_with_nothing_below_leads_to_what_is_around_it(project: Project) -> None:
    parts = "## To be written\n\n### As this is\n\n[](#as-this-is)\n\n## Nor this\n\n:::{search-form}\n:::\n"
    project.append("events.md", f"\n{parts}")
    project.append("index.md", "\n[](/events.md#nor-this)\n")
    assert "To be written" in project.book_source()


def test_a_link_to_a_heading_of_the_bibliography_leads_to_the_list_that_it_is_in_the_book(project: Project) -> None:
    project.write(
        "sources.md", "# Sources\n\n## By date\n\nAll.\n\n```{bibliography}\n```\n\n```{toctree}\npress\nworkers\n```\n"
    )
    for stream in ("press", "workers"):
        project.write(f"{stream}.md", f"# From {stream}\n\n## The list\n\nSome.\n\n```{{bibliography}} {stream}\n```\n")
    project.change(
        "events.md", "Police came", "See [here](/sources.md#by-date), [there](/press.md#the-list). Police came"
    )
    source = project.book_source()
    assert source.count('#go("back#bibliography")') >= 2


QUESTION = """# Irony

See [the map](#the-map).

## The map

:::{argument-map} irony
:::

## Claims

"""


def test_what_leads_to_a_figure_leads_to_where_it_has_found_room(project: Project) -> None:
    project.add_page("questions/irony", QUESTION + CLAIMS)
    source = project.book_source()
    assert '#go("questions/irony#the-map")' in source
    assert re.search(r'#plate\(\[.*?\]\)\[#at\("questions/irony#the-map"\)', source)


def test_a_character_without_a_glyph_stops_the_build_and_is_named(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("jasic.model.glyphs.MISSING", re.compile("(?!)"))  # as if the linter did not know it
    project.change("events.md", "Police came", "Police came \U0002a6d6")
    said = project.failed("pdf")
    assert "events" in said
    assert "U+2A6D6 CJK UNIFIED IDEOGRAPH-2A6D6). Fix: write it in Latin or Chinese letters" in said
    assert not (project.folder / "pdf" / "jasic.pdf").exists()


def test_the_linter_names_the_letters_that_no_font_has_and_no_others(tmp_path: Path) -> None:
    """Typst is asked for all that it has, and of what it has not for the first and the last of each run."""
    letters = [
        chr(code)
        for code in range(0x20, 0x32400)
        # What stands for another letter has a rule of its own.
        if unicodedata.category(chr(code))[0] not in "CZ"
        and not INVISIBLE.match(chr(code))
        and unicodedata.is_normalized("NFC", chr(code))
    ]
    runs = [(missing, list(run)) for missing, run in itertools.groupby(letters, lambda one: bool(MISSING.match(one)))]
    ends = {end for missing, run in runs if missing for end in (run[0], run[-1])}
    assert len(ends) > 300
    assert set(what_no_font_has(tmp_path, ends)) == ends
    assert what_no_font_has(tmp_path, (letter for missing, run in runs if not missing for letter in run)) == ""


def what_no_font_has(folder: Path, letters: Iterable[str]) -> str:
    """Those of some letters that Typst cannot print, each below a letter if it is a mark."""
    source = folder / "letters.typ"
    marked = ("a" * unicodedata.category(letter).startswith("M") + f"\\u{{{ord(letter):x}}}" for letter in letters)
    source.write_text(
        '#set text(font: ("Libertinus Serif", "Noto Serif SC"), fallback: false)\n'
        + "".join(f'#text("{each}")\n' for each in marked)
    )
    compiler = typst.Compiler(str(source), root=str(folder), font_paths=[str(FONTS)], ignore_system_fonts=True)
    try:
        compiler.compile(format="pdf", pdf_standards=["a-2a"])
    except typst.TypstError as told:
        named = "".join(MISSING_GLYPH.findall(told.diagnostic))
        return ESCAPED.sub(lambda escape: chr(int(escape[1], 16)), named).replace("a", "")
    return ""


def test_who_is_named_by_a_text_and_names_it_stands_once_in_its_list(project: Project) -> None:
    call = record("document", "call", "It calls {cite:p}`yue2018letter`.", title="A call", **CALL)
    project.add_page("texts", f"# Texts\n\n{call}")
    project.change("yue-xin.md", "before the {event}", "in {document}`call`, before the {event}")
    pages = [page.extract_text() for page in set_book(project).pages]
    listed = next(page for page in pages if "It calls" in page).partition("It calls")[0].partition("A call")[2]
    assert flat(listed).count("Yue Xin") == 2, listed  # the author, and the person


def test_no_brackets_of_one_kind_stand_in_each_other(project: Project) -> None:
    """Neither round ones of a name in those of its citation, nor what tells where a left-out page is."""
    project.change(REFERENCES, "= {A newspaper}", "= {Paper (Weekly)}")
    project.add_page("copies", "# Copies\n\nHow they are made.\n")
    project.say("See [a copy](/copies.md) {cite:p}`zhou2018report`.")
    book = set_book(project, book_leaves_out=["copies"])
    text = words_of(book)
    assert "See a copy (on the website; Paper [Weekly] 2018)." in text


def test_a_section_may_be_left_out_of_all_pages_but_some(project: Project) -> None:
    """What leads to it leads to its page, which is in the book."""
    for name in ("first", "second"):
        project.add_page(name, f"# The {name}\n\nBefore.\n\n## Notes\n\nBeside the {name}.\n\n## After\n\nMore.\n")
    project.say("See [the notes](/first.md#notes).")
    book = set_book(project, book_leaves_out=["*#notes", "!second#notes"])
    text = words_of(book)
    assert "Beside the first" not in text and "Beside the second" in text
    assert "See the notes" in text and "on the website" not in text


WORDS = "# Words\n\n```{glossary}\nstrike\n  Work is stopped.\n```\n"  # which the book has on a page of its own


# What a page says, and how the book prints it; each has a page of its own.
SENTENCES = {
    "no name is printed twice beside a citation": (
        "It is told by A newspaper {cite:p}`zhou2018report`, and by {cite:t}`zhou2018report`; "
        "others repeat it {cite:p}`zhou2018report`.",
        r"told by A newspaper \(2018\), and by A newspaper \(2018\); others repeat it \(A newspaper 2018\)\.",
    ),
    "a page stands behind the date that belongs to a name": (
        "The [list](/words.md) of 24 August 2018 is long; "
        "the [rest](/words.md) of August {cite:p}`zhou2018report`, too.",
        r"The list of 24 August 2018 \(p\. \d+\) is long; the rest of August \(A newspaper 2018\), too\.",
    ),
    "a table has its pages whatever was told before": (
        "See [words](/words.md), but [words](/words.md).\n\n| Case |\n|---|\n| [the words](/words.md) |\n\nSo far.",
        r"See words \(p\. \d+\), but words\. Case the words \(p\. \d+\) So far",
    ),
    "a word in brackets alone has its page, also one of the glossary, which elsewhere is looked up by itself": (
        "A stoppage ({term}`strike`), a {term}`strike`.",
        r"A stoppage \(strike, p\. \d+\), a strike\.",
    ),
}


@pytest.fixture(scope="module")
def sentences(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What a small book says that holds them."""
    project = Project(tmp_path_factory.mktemp("sentences"))
    project.add_page("words", WORDS)
    for number, (said, _printed) in enumerate(SENTENCES.values()):
        project.add_page(f"said-{number}", f"# Said {number}\n\n{said}\n")
    return words_of(set_book(project))


@pytest.mark.parametrize("name", SENTENCES)
def test_a_sentence_is_printed_for_paper(name: str, sentences: str) -> None:
    assert re.search(SENTENCES[name][1], sentences)


def test_a_term_with_an_apostrophe_has_its_page_in_the_index(project: Project) -> None:
    project.add_page("words", WORDS.replace("strike", "workers' congress"))
    pages = [flat(page.extract_text()) for page in set_book(project).pages]
    here = next(number for number, text in enumerate(pages, 1) if "Work is stopped." in text)
    assert re.search(rf"workers’ congress {here}(?!\d)", pages[-1])


def test_an_address_is_printed_so_that_it_can_be_typed() -> None:
    """Chinese in it stands as such; only what nobody would type is left out."""
    chinese = quote("新闻")
    assert short_address(f"https://www.example.org/{chinese}/1") == "example.org/新闻/1"
    assert short_address("https://example.org/" + "a" * 120) == "example.org/" + "a" * 120
    assert short_address("https://example.org/" + "a" * 300) == "example.org/…"
    assert short_address("https://example.org/%B1%B1") == "example.org/…"  # not UTF-8


def test_a_name_that_ends_in_a_bracket_shares_it_with_its_citation(project: Project) -> None:
    project.change("yue-xin.md", ":name: Yue Xin", ":name: Yue Xin (student)")
    told = "Known to {person}`yue-xin` {cite:p}`zhou2018report`, and seen [raid](/sources.md)."
    project.say(told)
    text = words_of(set_book(project))
    assert re.search(r"Known to Yue Xin \(student; A newspaper 2018\), and seen raid \(p\. \d+\)", text)
