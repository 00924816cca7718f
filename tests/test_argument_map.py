"""The map of an exchange: nothing hides anything, every line leads where it says, on wide and on narrow screens."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeVar
from xml.etree import ElementTree

import pytest
from conftest import DOCS, SVG
from hypothesis import given, settings
from hypothesis import strategies as st

from jasic.book.printed_svg import printed
from jasic.drawing.area import Area
from jasic.drawing.claim_boxes import TEXT
from jasic.drawing.text import width_of
from jasic.figures.argument_map import draw
from jasic.model.exchange import RELATIONS, relations_in_words, speaker_columns
from jasic.model.project import Project as Knowledge
from jasic.model.quotes import typographic
from jasic.model.record_kinds import SPEAKERS, VERDICTS
from jasic.model.records import Record, Value

# By the names of their pages, since the pages are read when the first test asks.
QUESTIONS = sorted(page.stem for page in (DOCS / "debate" / "questions").glob("*.md") if page.stem != "index")


@dataclass(frozen=True)
class Stroke(Area):
    """A straight piece of a line, by its number and relation."""

    line: int
    relation: str


AnArea = TypeVar("AnArea", bound=Area)


class Picture:
    """A drawn map, as a reader sees it: boxes, words and lines with their places."""

    def __init__(self, svg: str) -> None:
        self.root = ElementTree.fromstring(svg)
        _x, _y, width, height = map(float, self.root.get("viewBox", "").split())
        self.whole = Area(0, 0, width, height)
        self.boxes: dict[str, Area] = {}
        self.words: list[tuple[str, Area]] = []  # address of the box, or "" of the legend
        for link in self.root.iter(f"{SVG}a"):
            address = link.get("href", "")
            self.boxes[address] = _box(link)
            self.words += [(address, _word(text)) for text in link.iter(f"{SVG}text")]
        key = self.root.find(f"{SVG}g[@class='key']")
        assert key is not None
        self.words += [("", _word(text)) for text in key.iter(f"{SVG}text")]
        self.key = [text.text for text in key.iter(f"{SVG}text")]
        in_legend = max(box.bottom for box in self.boxes.values())
        self.strokes = [stroke for stroke in _strokes(self.root) if stroke.top < in_legend]
        self.arrows = [arrow for arrow in _arrows(self.root) if arrow[2] < in_legend]


def _box(link: ElementTree.Element) -> Area:
    rect = link.find(f"{SVG}rect")
    assert rect is not None
    x, y, width, height = (float(rect.get(name, "")) for name in ("x", "y", "width", "height"))
    return Area(x, y, x + width, y + height)


def _word(text: ElementTree.Element) -> Area:
    """What a text covers in the widest common font."""
    kind = text.get("class", "")
    width = width_of(text.text or "", TEXT, bold=kind == "name")
    x, y = float(text.get("x", "")), float(text.get("y", ""))
    left = x - width if text.get("text-anchor") == "end" else x
    return Area(left, y - 0.75 * TEXT, left + width, y + 0.2 * TEXT)


def _points(path: str) -> list[list[tuple[float, float]]]:
    """The corners of each stroke of a path, which is of relative moves and lines."""
    strokes: list[list[tuple[float, float]]] = []
    x = y = 0.0
    for step, numbers in re.findall(r"([mhvl])([-\d. ]+)", path):
        first, *others = map(float, numbers.split())
        x = round(x + (first if step != "v" else 0), 1)
        y = round(y + (first if step == "v" else sum(others)), 1)
        if step == "m":
            strokes.append([])
        strokes[-1].append((x, y))
    return strokes


def _strokes(root: ElementTree.Element) -> Iterator[Stroke]:
    """The lines as their casings show them, whole, with the relation of the line that lies on each."""
    paths = list(root.findall(f"{SVG}path"))
    cased = [(one, other) for one, other in pairwise(paths) if one.get("class") == "casing"]
    for number, (casing, line) in enumerate(cased):
        name, relation = line.get("class", "").split()
        assert name == "line"
        corners_of_line = {point for dash in _points(line.get("d", "")) for point in dash}
        for corners in _points(casing.get("d", "")):
            # Both ends have a dash.
            assert {corners[0], corners[-1]} <= corners_of_line
            for (x, y), (to_x, to_y) in pairwise(corners):
                assert x == to_x or y == to_y  # no line is slanted
                yield Stroke(min(x, to_x), min(y, to_y), max(x, to_x), max(y, to_y), number, relation)


def _arrows(root: ElementTree.Element) -> Iterator[tuple[str, float, float]]:
    """The relation and the tip of each arrowhead."""
    for path in root.findall(f"{SVG}path"):
        if path.get("class", "").startswith("arrowhead "):
            x, y = map(float, path.get("d", "").split("L")[0].removeprefix("M").split())
            yield path.get("class", "").split()[1], x, y


def picture(claims: Sequence[Record], narrow: bool) -> Picture:
    names = {claim.id: f"{claim.get('by')} {number}" for number, claim in enumerate(claims, 1)}
    return Picture(draw("question", "A map", claims, names, lambda claim: f"#{claim.id}", narrow))


def check_geometry(claims: Sequence[Record], narrow: bool) -> None:
    """All that must hold of every map, whatever is said in it."""
    drawn = picture(claims, narrow)
    assert list(drawn.boxes) == [f"#{claim.id}" for claim in claims]
    for claim in claims:
        whole = "".join(text.text or "" for text in drawn.root.iter(f"{SVG}text"))
        assert typographic(claim.title).replace(" ", "") in whole.replace(" ", "")
    boxes, words = list(drawn.boxes.values()), [word for _owner, word in drawn.words]
    assert all(map(drawn.whole.contains, [*boxes, *words, *drawn.strokes]))
    assert all(drawn.boxes[owner].contains(word) for owner, word in drawn.words if owner)
    assert not any(one.overlaps(other) for one, other in side_by_side(boxes))
    assert not any(one.overlaps(other) for one, other in side_by_side(words))
    for what in (boxes, words):
        assert not any(
            one.overlaps(other) and isinstance(one, Stroke) != isinstance(other, Stroke)
            for one, other in side_by_side([*what, *drawn.strokes])
        ), "a line runs through a box or over a word"
    for one, other in side_by_side(drawn.strokes):
        assert one.line == other.line or not on_each_other(one, other)
    check_time(claims, drawn, narrow)
    check_relations(claims, drawn)


def side_by_side(areas: Sequence[AnArea]) -> Iterator[tuple[AnArea, AnArea]]:
    """The pairs of areas that have a height in common: others cannot meet."""
    in_order = sorted(areas, key=lambda area: area.top)
    for number, area in enumerate(in_order, 1):
        for other in itertools.islice(in_order, number, None):
            if other.top > area.bottom:
                break
            yield area, other


def on_each_other(one: Stroke, other: Stroke) -> bool:
    """Whether two strokes run along each other, so that nobody can tell them apart."""
    across = one.left == one.right == other.left == other.right and one.top <= other.bottom and other.top <= one.bottom
    along = one.top == one.bottom == other.top == other.bottom and one.left <= other.right and other.left <= one.right
    return across or along


def check_time(claims: Sequence[Record], drawn: Picture, narrow: bool) -> None:
    """Time runs down: in the one column of a phone, and in each column of the wide map."""
    columns = speaker_columns(claims)
    for column in (0, 1):
        tops = [drawn.boxes[f"#{claim.id}"].top for claim in claims if narrow or columns[claim.get("by")] == column]
        assert tops == sorted(tops)


def check_relations(claims: Sequence[Record], drawn: Picture) -> None:
    """Whatever names a claim is joined to it by a line of its relation, which ends there in an arrowhead."""

    def ends(box: Area, line: int) -> list[tuple[float, float]]:
        corners = [(x, s.top) for s in drawn.strokes if s.line == line and s.top == s.bottom for x in (s.left, s.right)]
        # The line to an arrowhead ends before the box.
        return [(x, y) for x, y in corners if box.top < y < box.bottom and x in (box.left, box.right)]

    drawn_relations = set()
    for line in {stroke.line for stroke in drawn.strokes}:
        strokes = [stroke for stroke in drawn.strokes if stroke.line == line]
        relation = strokes[0].relation
        levels = {stroke.top for stroke in strokes if stroke.top == stroke.bottom}
        targets = {
            address
            for name, x, y in drawn.arrows
            for address, box in drawn.boxes.items()
            if name == relation and y in levels and x in (box.left, box.right) and box.top < y < box.bottom
            if any(abs(x - end) == 7 for s in strokes if s.top == s.bottom == y for end in (s.left, s.right))
        }
        assert len(targets) == 1
        (target,) = targets
        sources = {address for address, box in drawn.boxes.items() if ends(box, line)}
        drawn_relations |= {(source[1:], target[1:], relation) for source in sources}
    here = {claim.id for claim in claims}
    said = {
        (claim.id, other, relation)
        for claim in claims
        for relation in RELATIONS
        for other in claim.items(relation)
        if other in here
    }
    assert drawn_relations == said


@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize("question", QUESTIONS)
def test_no_line_of_a_real_map_runs_through_a_box_or_over_words(
    knowledge: Knowledge, question: str, narrow: bool
) -> None:
    check_geometry(knowledge.claims_on[question], narrow)


def test_the_exchange_has_sixteen_maps(knowledge: Knowledge) -> None:
    assert set(knowledge.claims_on) == set(QUESTIONS)
    assert len(QUESTIONS) >= 16


WORDS = st.lists(
    st.sampled_from(["the", "workers", "反对官僚", "Massenentlassungen" * 4, "self-organisation", "W"]), min_size=1
)


@st.composite
def exchanges(draws: st.DrawFn) -> list[Record]:
    """Claims of anybody on anything, each with any relations to those before it."""
    claims: list[Record] = []
    for number in range(draws(st.integers(1, 12))):
        values = {
            "title": " ".join(draws(WORDS)),
            "by": draws(st.sampled_from(list(SPEAKERS))),
            "verdict": draws(st.sampled_from(["", *VERDICTS])),
        }
        for relation in RELATIONS:
            others = draws(st.lists(st.integers(0, number - 1), max_size=3, unique=True)) if number else []
            values[relation] = ", ".join(f"c{other}" for other in others)
        filled = {name: Value(text, 1) for name, text in values.items() if text}
        claims.append(Record("claim", f"c{number}", "question", "question.md", 1, filled))
    return claims


@settings(max_examples=60)
@given(exchanges(), st.booleans())
def test_no_line_of_any_map_runs_through_a_box_or_over_words(claims: list[Record], narrow: bool) -> None:
    check_geometry(claims, narrow)


def claim(name: str, by: str, **relations: str) -> Record:
    values = {"title": f"Claim {name}", "by": by, **relations}
    return Record("claim", name, "q", "q.md", 1, {key: Value(text, 1) for key, text in values.items()})


def test_speakers_who_answer_each_other_stand_opposite_and_a_reply_beside_what_it_answers() -> None:
    claims = [
        claim("a", "A"),
        claim("b", "A"),
        claim("c", "X", answers="b"),
        claim("d", "SF", answers="c"),
    ]
    assert speaker_columns(claims) == {"A": 0, "X": 1, "SF": 0}
    boxes = picture(claims, narrow=False).boxes
    assert boxes["#c"].top == boxes["#b"].top
    assert boxes["#d"].left > boxes["#a"].left  # a third speaker is indented


def test_a_box_says_in_words_what_its_lines_show() -> None:
    claims = [claim("a", "A"), claim("b", "X", answers="a, elsewhere")]
    names = {"a": "A 1", "b": "X 2"}
    assert relations_in_words(claims[1], names) == ["answers A 1"]
    texts = [text.text for text in picture(claims, narrow=True).root.iter(f"{SVG}text")]
    assert texts[:3] == ["A 1", "Claim a", "X 2"]
    assert "answers A 1" in texts


def test_the_key_explains_bubbles_with_and_without_a_name_and_boxes_that_are_set_in() -> None:
    claims = [claim("a", "A"), claim("b", "X", answers="a"), claim("c", "unnamed", answers="b")]
    key = picture(claims, narrow=False).key
    assert key[0] == "answers"
    assert {"a speaker", "messages without a name", "set in: another speaker of the same column"} <= set(key)
    assert picture([claim("a", "A")], narrow=False).key == ["a speaker"]


def test_maps_of_one_and_of_two_columns_have_letters_of_one_size_in_the_book(knowledge: Knowledge) -> None:
    sizes = set()
    for question, claims in knowledge.claims_on.items():
        names = {each.id: knowledge.claim_name(each) for each in claims}
        drawing = printed(draw(question, "A map", claims, names, lambda each: each.id))
        for piece in drawing.pieces:
            width = float(re.findall(r'viewBox="0 0 ([\d.]+)', piece)[0])
            letters = re.findall(r"\.argument-map text\{font-size:([\d.]+)px", piece)
            assert drawing.width is not None and letters
            sizes.add(round(float(letters[0]) * drawing.width / width, 1))
    assert sizes == {7.0}


def test_each_piece_of_a_map_that_the_book_cuts_has_its_key_and_its_own_words_alone() -> None:
    claims = [claim(f"c{number}", "A" if number % 2 else "X") for number in range(60)]
    names = {each.id: f"N {each.id[1:]}" for each in claims}
    drawing = printed(draw("q", "A map", claims, names, lambda each: each.id))
    assert len(drawing.pieces) > 1
    said = []
    for piece in drawing.pieces:
        root = ElementTree.fromstring(piece)
        texts = [text.text or "" for text in root.iter(f"{SVG}text")]
        assert "a speaker" in texts
        said += [text for text in texts if text.startswith("Claim ")]
    assert sorted(said) == sorted(each.title for each in claims)
