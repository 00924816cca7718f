"""Dates as pages write them: in words, in order, refused."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jasic.model import dates


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2018", "2018"),
        ("2018-07", "July 2018"),
        ("2018-07-27", "27 July 2018"),
        ("2018-08-03/2018-08-06", "3–6 August 2018"),
        ("2018-07-30/2018-08-02", "30 July – 2 August 2018"),
        ("2018-12-30/2019-01-02", "30 December 2018 – 2 January 2019"),
        ("1973/1976", "1973 – 1976"),
        ("2018-07~", "about July 2018"),
        ("2018-07-16?", "possibly 16 July 2018"),
    ],
)
def test_words(text: str, words: str) -> None:
    assert dates.in_words(text) == words


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en-GB", "3–6 August 2018"),
        ("de", "3.–6. August 2018"),
        ("zh_CN", "2018年8月3日 – 6日"),
        ("fr", "3–6 août 2018"),
    ],
)
def test_words_of_other_languages(language: str, words: str) -> None:
    assert dates.in_words("2018-08-03/2018-08-06", language) == words


REFUSED = ("27/7/2018", "2018-02-30", "2018-08-06/2018-08-03", "198X", "2018-0X", "2018-0X/2018", "../2018", "soon", "")


@pytest.mark.parametrize("text", REFUSED)
def test_refused(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(ValueError, match="'"):
        dates.parse(text)
    assert capsys.readouterr() == ("", "")  # the package has words of its own, which help nobody


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("2018-07-21/23", "2018-07-21/2018-07-23"),
        ("2018-07-21-23", "2018-07-21/2018-07-23"),
        ("2018-07-21/08-03", "2018-07-21/2018-08-03"),
        ("2018-07/08", "2018-07/2018-08"),
        ("21–23 July 2018", "2018-07-21/2018-07-23"),
        ("2018年7月21日至23日", "2018-07-21/2018-07-23"),
        ("~2018-07-21", "2018-07-21~"),
        ("2018-07-23/21", ""),
        ("July/August 2018", ""),
    ],
)
def test_what_a_wrong_form_means(text: str, meant: str) -> None:
    """Others are in tests/slips; where it is not certain nothing is guessed."""
    assert dates.guess(text) == meant


def test_order() -> None:
    assert sorted(["2018-08-24", "2018-07-27", "2017"], key=dates.sort_key) == ["2017", "2018-07-27", "2018-08-24"]


DAYS = st.dates(datetime.date(1000, 1, 1), datetime.date(2999, 12, 31))


@given(DAYS, DAYS)
def test_every_range_of_days_is_sorted_and_printed_whole(one: datetime.date, other: datetime.date) -> None:
    first, last = sorted((one, other))
    text = f"{first}/{last}"
    assert dates.sort_key(text) == (str(first), str(last))
    for part in (first.day, last.day, last.year, f"{last:%B}"):
        assert str(part) in dates.in_words(text)
