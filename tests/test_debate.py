"""What the pages on the debate promise: nothing left out, every position answered, precedents with scholarship."""

from pathlib import Path

import pytest

from jasic import lint

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def project():
    return lint.check(ROOT / "docs", ROOT / "references.bib")[0]


def numbers(text):
    """The numbers of `62-64, 71` as a set."""
    found = set()
    for part in text.split(","):
        first, _, last = part.strip().partition("-")
        found |= set(range(int(first), int(last or first) + 1))
    return found


def test_every_line_of_the_discussion_belongs_to_a_claim(project):
    """The text itself is no part of the project; the file lists the numbers of its lines that say something."""
    lines = (ROOT / "tests" / "discussion-lines.txt").read_text(encoding="utf-8").splitlines()
    wanted = set().union(*(numbers(line) for line in lines if line and not line.startswith("#")))
    claimed = set().union(*(numbers(claim.get("lines")) for claim in project.of_kind("claim") if claim.get("lines")))
    assert len(wanted) > 60
    assert wanted <= claimed


def test_every_claim_has_a_speaker_a_question_and_a_place(project):
    questions = {page.docname.rpartition("/")[2] for page in project.pages.values() if "/questions/" in page.docname}
    claims = project.of_kind("claim")
    assert len(claims) >= 90
    for claim in claims:
        assert claim.get("by") in ("A", "X", "SF", "unnamed"), claim.id
        assert claim.get("topic") in questions, claim.id
        assert claim.get("passage"), claim.id


def test_every_position_links_to_its_strongest_answer(project):
    positions = project.of_kind("position")
    assert len(positions) >= 6
    for position in positions:
        assert position.items("claims"), position.id
        assert position.items("strongest-answer"), position.id


def test_every_precedent_cites_two_scholarly_works(project):
    precedents = [page for page in project.pages.values() if page.docname.startswith("precedents/")]
    for page in precedents:
        cited = {use.target for use in page.uses if use.kind == "source"}
        scholarly = [key for key in cited if project.sources[key].get("stream") == "scholarship"]
        assert len(scholarly) >= 2, page.docname


def test_both_sides_of_a_question_stand_near_its_top(project):
    """Several speakers, or where the exchange has one only, published views beside it."""
    for page in project.pages.values():
        claims = [record for record in page.records if record.kind == "claim"]
        beside = {use.target for use in page.uses if use.kind == "source" and use.record is None} - {"dd2018discussion"}
        if claims:
            assert len({claim.get("by") for claim in claims}) > 1 or len(beside) >= 3, page.docname


def test_at_least_forty_published_texts_are_described(project):
    page = project.pages["debate/published-texts"]
    assert len({use.target for use in page.uses if use.kind == "source"}) >= 40
