"""What an option or an argument in a page may hold, and how that is said to whoever wrote something else."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import unquote


@dataclass(frozen=True)
class Form:
    """What an option or an argument may hold, as a regular expression and, for whoever has broken it, in words.

    Where it holds ids of records, `names` is their kind, RECORD for any, or QUESTION.
    """

    pattern: str
    words: str
    names: str = ""

    def allows(self, text: str) -> bool:
        return re.fullmatch(self.pattern, text) is not None


def one_of(values: Iterable[str]) -> Form:
    """One of a closed list."""
    values = list(values)
    return Form("|".join(map(re.escape, values)), f"one of {', '.join(values)}")


def is_page_address(text: str) -> bool:
    """Whether an address leads to a page of this site: /people/yue-xin.md, #an-anchor, or a docname."""
    return PAGE_ADDRESS.allows(unquote(text))


ANYTHING = Form("(?s:.*)", "what you like")
PAGE_ADDRESS = Form(
    r"(?=.)(/?[a-z0-9-]+(/[a-z0-9-]+)*(\.md)?)?(#[\w-]+)?", "the name of a page, such as /people/yue-xin"
)
PAGE_NAME = Form(r"/?[a-z0-9-]+(/[a-z0-9-]+)*", "the name of a page without .md, such as /people/yue-xin")
FLAG = Form("|true", "nothing there")
WORDS = Form(r"[^\\]+", "plain words, without a backslash")  # it would stand for a sign that nobody sees in the page
NUMBER = Form("[0-9]{1,2}", "a number, such as 2")
GUTTER = Form("[0-5]( [0-5]){3}|[0-5]", "a number from 0 to 5, or four for four widths of screens")
WIDTH = Form("[1-9][0-9]{0,2}%|[1-9][0-9]{0,3}(px)?", "a width, such as 50% or 400px")
GRID = Form(
    "(?:(?:[1-9]|1[0-2])( (?:[1-9]|1[0-2])){3}|[1-9]|1[0-2])?",
    "how many columns, such as 3, or 1 2 2 3 for four widths of screens",
)
# A program's language, as the highlighter knows it; it becomes a class.
LANGUAGE = Form("[A-Za-z0-9+#.-]{0,30}", "one word, such as text, or nothing")
