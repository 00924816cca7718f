"""An exchange: the claims on one question, which of them names which other, and who stands opposite whom."""

from collections.abc import Mapping, Sequence
from itertools import product

from .record_kinds import KINDS
from .records import Record

# Every option by which one claim names another, in the order in which lines are drawn and read out.
RELATIONS = {name: option for name, option in KINDS["claim"].options.items() if option.kind == "claim"}
SUPPORTS = "supports"  # the one relation that takes no exception to the other claim


def links_between(claims: Sequence[Record]) -> list[tuple[str, str, str]]:
    """Which of the claims names which other, with the relation: (`x-no-irony`, `a-irony`, `answers`)."""
    here = {claim.id for claim in claims}
    return [
        (claim.id, other, relation)
        for claim in claims
        for relation in RELATIONS
        for other in claim.items(relation)
        if other in here and other != claim.id
    ]


def speaker_columns(claims: Sequence[Record]) -> dict[str, int]:
    """The column of each speaker: whoever opens stands left, and the split separates as many answers as can be.

    Of equal splits the one that separates other objections counts, then the one that keeps supports together, then
    the one with columns of like length.
    """
    speakers = list(dict.fromkeys(claim.get("by") for claim in claims))
    by = {claim.id: claim.get("by") for claim in claims}
    pairs = [(relation, by[start], by[end]) for start, end, relation in links_between(claims)]
    said = [claim.get("by") for claim in claims]

    def merit(columns: Mapping[str, int]) -> tuple[int, int, int, int]:
        apart = [relation for relation, start, end in pairs if columns[start] != columns[end]]
        uneven = abs(sum(1 if columns[speaker] else -1 for speaker in said))
        return (
            apart.count("answers"),
            sum(relation not in ("answers", SUPPORTS) for relation in apart),
            -apart.count(SUPPORTS),
            -uneven,
        )

    splits = [dict(zip(speakers, (0, *others))) for others in product((0, 1), repeat=len(speakers) - 1)]
    return max(splits, key=merit)


def relations_in_words(claim: Record, names: Mapping[str, str]) -> list[str]:
    """How a claim bears on those that have a name: [`answers X 1, X 2`, `supports A 3`]."""
    phrases = []
    for relation in RELATIONS:
        if others := [names[other] for other in claim.items(relation) if other in names and other != claim.id]:
            phrases.append(f"{relation_word(relation)} {', '.join(others)}")
    return phrases


def relation_word(relation: str) -> str:
    return str(RELATIONS[relation].label).lower()
