"""The formatter of the bibliography keeps everything or changes nothing."""

import random
from pathlib import Path

import pytest
from conftest import ROOT, python

from jasic.commands.tidy import fingerprint, format_bibliography, main

MESSY = """% All sources.

@online{zhao2018b,
  title={Second}, Author = {{AFP}}, odd = {kept},
  url = {https://example.org/a,b}
}

% about Li
@book{li2018a, title = {First {Words}}, publisher="P",
 date={2018}}

% the last word
"""
TIDY = """% All sources.

% about Li
@book{li2018a,
  title            = {First {Words}},
  publisher        = {P},
  date             = {2018},
}

@online{zhao2018b,
  author           = {{AFP}},
  title            = {Second},
  url              = {https://example.org/a,b},
  odd              = {kept},
}

% the last word
"""


def test_it_sorts_entries_with_the_remarks_above_them_and_writes_fields_alike() -> None:
    assert format_bibliography(MESSY) == (TIDY, [])
    assert format_bibliography(TIDY) == (TIDY, [])


def test_our_own_bibliography_is_not_refused() -> None:
    text = (ROOT / "references.bib").read_text(encoding="utf-8")
    assert format_bibliography(text) == (text, [])


@pytest.mark.parametrize(
    ("added", "named"),
    [
        ("A remark without a percent sign.\n", "13: [source-text] 'A remark without a percent sig' stands outside"),
        ("@comment{kept?}\n", "13: [source-text] @comment is no source and is not read. Fix: delete it"),
        ('@string{rfa = "Radio Free Asia"}\n', "13: [source-text] @string is no source"),
        ('@preamble{"x"}\n', "13: [source-text] @preamble is no source"),
        ("@misc(a2018b, title = {x})\n", "13: [source-text] this entry stands in round brackets"),
        ("@misc{a2018b, title = {x}} % so they say\n", "13: [source-text] '% so they say' stands behind the end"),
        ("% @misc{a2018b, title = {x}}\n", "13: [source-text] BibTeX reads the entry in this remark"),
        ("@misc{a2018b, month = jan}\n", "13: [source-syntax] the value of"),
        ('@misc{a2018b, title = "x" # "y"}\n', "13: [tidy] the entry 'a2018b' would not say the same"),
        ("@misc{a2018b, title = {佳士\u3000工人}}\n", "13: [tidy] the entry 'a2018b' would not say the same"),
        ("@misc{a2018b, title {x}}\n", "13: [source-syntax]"),
        ("@misc{a2018b, title = {x}\n", "14: [source-syntax]"),
        ("@misc{a2018b, note = {x}, note = {y}}\n", "13: [source-syntax]"),
    ],
)
def test_what_it_cannot_keep_is_named_and_nothing_is_changed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], added: str, named: str
) -> None:
    file = tmp_path / "references.bib"
    file.write_text(MESSY + added, encoding="utf-8")
    before = file.read_bytes()
    assert main([str(file)]) == 1
    assert file.read_bytes() == before
    said = capsys.readouterr().err
    assert f"references.bib:{named}" in said
    assert "Fix: " in said
    assert said.endswith("Nothing was changed.\n")


def test_a_word_put_anywhere_stays_or_is_refused() -> None:
    for place in range(len(MESSY) + 1):
        text = f"{MESSY[:place]}qzq{MESSY[place:]}"
        new, mistakes = format_bibliography(text)
        assert new == text if mistakes else fingerprint(new) == fingerprint(text), text
        assert "qzq" in new


def test_any_order_of_entries_becomes_the_same() -> None:
    header, *entries = MESSY.removesuffix("\n% the last word\n").split("\n\n")
    entries += [f"@misc{{entry{number}x, title = {{A title}}}}" for number in range(6)]
    shuffle = random.Random(12).shuffle
    results = set()
    for _time in range(10):
        shuffle(entries)
        results.add(format_bibliography("\n\n".join([header, *entries]))[0])
    assert len(results) == 1


def test_lines_of_another_system_keep_their_ends(tmp_path: Path) -> None:
    file = tmp_path / "references.bib"
    file.write_bytes(MESSY.replace("\n", "\r\n").encode())
    assert main([str(file)]) == 0
    assert file.read_bytes() == TIDY.replace("\n", "\r\n").encode()


def test_a_file_that_is_not_there_or_not_unicode_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "references.bib"
    assert main([str(file)]) == 2
    file.write_bytes(b"@misc{a2018b, title = {\xb9\xfa}}\n")
    assert main([str(file)]) == 2
    assert capsys.readouterr().err.count("cannot be read") == 2


def test_the_command(tmp_path: Path) -> None:
    (tmp_path / "references.bib").write_text(MESSY, encoding="utf-8")

    for said in ("references.bib was sorted and written alike.\n", "references.bib is in order.\n"):
        assert python("-m", "jasic.commands.tidy", cwd=tmp_path).stdout == said
    assert [file.name for file in tmp_path.iterdir()] == ["references.bib"]
