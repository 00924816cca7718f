"""What the pages on the debate promise and no rule can know: that the whole discussion and its echo are described."""

from conftest import ROOT

from jasic.model.project import Project as Knowledge


def numbers(text: str) -> set[int]:
    """The numbers of `62-64, 71` as a set."""
    numbers: set[int] = set()
    for part in text.split(","):
        first, _, last = part.strip().partition("-")
        numbers |= set(range(int(first), int(last or first) + 1))
    return numbers


def test_every_line_of_the_discussion_belongs_to_a_claim(knowledge: Knowledge) -> None:
    """The text itself is no part of the project; the file lists the numbers of its lines that say something."""
    lines = (ROOT / "tests" / "discussion-lines.txt").read_text(encoding="utf-8").splitlines()
    wanted = set().union(*(numbers(line) for line in lines if line and not line.startswith("#")))
    claimed = set().union(*(numbers(claim.get("lines")) for claim in knowledge.of_kind("claim") if claim.get("lines")))
    assert len(wanted) > 60
    assert wanted <= claimed


def test_at_least_forty_published_texts_are_described(knowledge: Knowledge) -> None:
    assert len([source for source in knowledge.sources.values() if source.get("annotation")]) >= 40
