"""What prose says beside a record of it agrees with the record, on whichever page it stands."""

from pathlib import Path

from conftest import Reading, copy_of_real

from jasic.rules.check import check

# A sentence that contradicts a record, and the page of that record.
CONTRADICTIONS = (
    ("The {event}`raid <huizhou-raid>` of 25 August 2018 {cite:p}`qiuhuo2018timeline`.", "2018-08-24-raid-and-arrests"),
    ("The raid of 23 August 2018 {cite:p}`qiuhuo2018timeline`.", "2018-08-24-raid-and-arrests"),
    ("The detentions of 28 July {cite:p}`qiuhuo2018timeline`.", "2018-07-16-dismissals"),
    ("On 5 September ({event}`formal-arrests`) {cite:p}`qiuhuo2018timeline`.", "2018-08-24-raid-and-arrests"),
    ("The seizures of 10 November {cite:p}`qiuhuo2018timeline`.", "2018-11-09-november-seizures"),
    ("The {document}`letter of 24 July <text-seven-workers>` {cite:p}`qiuhuo2018timeline`.", "documents/workers"),
    ("That is 35 people detained on 27 July {cite:p}`qiuhuo2018timeline`.", "reference/numbers"),
    ("Forty-five people ({count}`detained-on-27-july`) {cite:p}`qiuhuo2018timeline`.", "reference/numbers"),
    ("Zhang's article was read whole {cite:p}`zhang2020leninists`.", "references.bib"),
    ("On Thursday, 24 August 2018 {cite:p}`qiuhuo2018timeline`.", "was a Friday"),
    ("Fifteen pages of [questions](/debate/questions/index.md).", "the records have"),
)


def test_a_contradiction_is_named_with_both_places_on_any_page(tmp_path: Path, reading: Reading) -> None:
    docs = copy_of_real(tmp_path)
    pages = sorted(docs.rglob("*.md"))
    chosen = pages[:: len(pages) // len(CONTRADICTIONS)]
    for page, (sentence, _there) in zip(chosen, CONTRADICTIONS):
        page.write_text(f"{page.read_text(encoding='utf-8').rstrip()}\n\n{sentence}\n", encoding="utf-8")
    _, mistakes = check(docs, dict(reading.known))
    drift = [mistake for mistake in mistakes if mistake.rule.endswith("-drift")]
    assert {mistake.path.partition("/")[2] for mistake in drift} == {
        page.relative_to(docs).as_posix() for page in chosen[: len(CONTRADICTIONS)]
    }
    for page, (_sentence, there) in zip(chosen, CONTRADICTIONS):
        here = page.relative_to(tmp_path).as_posix()
        assert any(mistake.path == here and there in mistake.message for mistake in drift), here
