"""How the bibliography is divided among pages: the argument of `{bibliography}`, and the sources that it stands for.

`workers` stands for one stream, `press 2018` for one year of it, `press -2017` and `press 2019-` for what comes before
and after; a source without a date stands with the latest. Without an argument all are meant.
"""

import re
from typing import NamedTuple, Self

from .sources import STREAMS, Source

PART = re.compile(rf"({'|'.join(STREAMS)})(?: (?:([0-9]{{4}})|([0-9]{{4}})?-([0-9]{{4}})?))?")
UNDATED = "9999"  # later than every year
LARGEST = 200  # sources on one page: what a phone still opens at once


def year_of(source: Source) -> str:
    """The year of a source, or the first of several; UNDATED of one without a date."""
    return source.get("date")[:4] or UNDATED


class Part(NamedTuple):
    """The sources of a stream, from a year to a year; both are inclusive, and "" is no limit."""

    stream: str
    first: str = ""
    last: str = ""

    @classmethod
    def read(cls, argument: str) -> Self:
        """The part that an argument names; raises ValueError for one that names none."""
        match = PART.fullmatch(argument)
        if match is None:
            raise ValueError(f"'{argument}' is no part of the bibliography")
        stream, year, first, last = match.groups(default="")
        return cls(stream, year or first, year or last)

    @property
    def is_empty(self) -> bool:
        """Whether its years leave nothing over, whatever sources there are."""
        return bool(self.last) and self.last < self.first

    def holds(self, source: Source) -> bool:
        """Whether a source belongs to this part."""
        in_years = self.first <= year_of(source) <= (self.last or UNDATED)
        return in_years and source.get("stream") == self.stream
