"""Dates as pages write them: in words, in order, refused."""

import pytest

from jasic import dates


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2018", "2018"),
        ("2018-07", "July 2018"),
        ("2018-07-27", "27 July 2018"),
        ("2018-08-03/2018-08-06", "3–6 August 2018"),
        ("2018-07-30/2018-08-02", "30 July – 2 August 2018"),
        ("2018-07~", "about July 2018"),
        ("2018-07-16?", "possibly 16 July 2018"),
    ],
)
def test_words(text, words):
    assert dates.in_words(text) == words


@pytest.mark.parametrize("text", ["27/7/2018", "2018-02-30", "2018-08-06/2018-08-03", "198X", "soon", ""])
def test_refused(text):
    with pytest.raises(ValueError, match="'"):
        dates.parse(text)


def test_order():
    assert sorted(["2018-08-24", "2018-07-27", "2017"], key=dates.sort_key) == ["2017", "2018-07-27", "2018-08-24"]
