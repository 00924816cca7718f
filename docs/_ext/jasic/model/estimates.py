"""How many there were, as sources say it, who differ: the number or range that each gives, and all of them together."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, Self

from ..translation import _

# What writers put before a number that is a bound: it may be more, or it may be less.
LOWER_BOUNDS, OR_MORE = ("over", "at least", "more than"), "or more"
UPPER_BOUNDS = ("nearly", "almost", "at most", "up to", "under", "fewer than", "less than")
AT_LEAST = "at least"  # the one bound that the lowest number of a range needs no word for
ESTIMATE_COLON = re.compile(r"\s*[:：]\s*")  # between a number and whoever says so
_NUMBER = "(?:[1-9][0-9]{0,2}(?:,[0-9]{3}){1,3}|0|[1-9][0-9]{0,11})(?![0-9,])"
ESTIMATE = re.compile(rf"((?:[a-z]+ ){{0,3}}{_NUMBER}(?:(?: to | or |–|-){_NUMBER})?(?: {OR_MORE})?)\s*:")


@dataclass(frozen=True)
class Estimate:
    """What one source, or several, say a count was: a line such as `- 50 to 60: supporters {cite:p}`key``.

    `low` and `high` are inclusive; `keys` are the sources cited for it; `source` is the whole line, with its roles.
    """

    text: str
    low: int
    high: int
    line: int = field(repr=False)
    keys: tuple[str, ...] = ()
    source: str = ""

    @classmethod
    def read(cls, text: str, line: int, keys: tuple[str, ...]) -> Self | None:
        """The estimate that a line is; None for one that does not begin with a number."""
        if not (match := ESTIMATE.match(text)):
            return None
        numbers = [int(number.replace(",", "")) for number in re.findall(r"[\d,]+", match[1])]
        return cls(match[1], numbers[0], numbers[-1], line, keys, text)

    @property
    def who(self) -> str:
        """Whoever says so, as written; a translation may have the Chinese colon, or none."""
        return ESTIMATE_COLON.split(self.source, maxsplit=1)[-1]

    @property
    def is_lower_bound(self) -> bool:
        return self.text.startswith(LOWER_BOUNDS) or self.text.endswith(OR_MORE)

    @property
    def is_upper_bound(self) -> bool:
        return self.text.startswith(UPPER_BOUNDS)


class Spread(NamedTuple):
    """The lowest and the highest number of a count; what the source of the lowest puts before it; and if more may be.

    Of `over 20` and 31 the bound is "over", so that nobody reads that somebody counted 20.
    """

    low: int
    high: int
    bound: str = ""
    is_open: bool = False

    @property
    def words(self) -> str:
        """As a reader says it: `4`, `over 20–31`, `36–60 or more`."""
        low, high = f"{self.bound} {self.low:,}".lstrip(), f"{self.high:,}"
        if self.low == self.high:
            return _("{number} or more").format(number=low) if self.is_open and not self.bound else low
        words = _("{low}\u2013{high} or more") if self.is_open else "{low}\u2013{high}"
        return words.format(low=low, high=high)

    @property
    def short(self) -> str:
        """The same beside a bar that has no room for words: `20+`, `over 20–31`, `36–60+`."""
        if self.low == self.high and self.is_open:
            return f"{self.low:,}+"
        return Spread(self.low, self.high, self.bound).words + "+" * self.is_open


def spread(estimates: Sequence[Estimate]) -> Spread:
    """From the lowest to the highest of estimates."""
    low, high = min(each.low for each in estimates), max(each.high for each in estimates)
    bounds = [
        each.text.partition(f"{low:,}")[0].strip() if each.is_lower_bound or each.is_upper_bound else ""
        for each in estimates
        if each.low == low
    ]
    bound = "" if "" in bounds or AT_LEAST in bounds else bounds[0]
    return Spread(low, high, bound, any(each.is_lower_bound for each in estimates if each.high == high))
