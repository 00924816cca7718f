"""What can be wrong with words and dates wherever they stand: in a record, a source, a page or a directive."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime

from ..model import dates
from ..model.chinese import is_chinese, is_traditional, simplify
from ..model.deceptive_characters import INVISIBLE, described, mixed_words
from ..model.records import Value
from .registry import Finding

EARLIEST = "1800"  # year of anything that is dated here; an earlier one is a slip
MARKUP = re.compile(r"\{[\w:]+\}`[^`]*`|[`{}<>]|\*[^*]*\*|\[[^\]]*\]\([^)]*\)|&#?\w+;|[*^@]|(?<!\w)_|_(?!\w)|^[-+#|]\s")
# Of whatever scheme and in letters of whatever width, for programs make links of them where they find them; and of no
# scheme, where a host of a usual ending has a path.
ADDRESS = re.compile(
    r"(?i)(?<!\]\()(?<![<\w])(?:[a-z]\w{0,19}[:：](?://|／／)|www\."
    r"|(?<![\w./@-])(?:[a-z0-9-]{1,63}\.){1,5}(?:com|org|net|edu|gov|info|io|cn|hk|tw|uk|de|fr)/\w)\S+"
)
CITE_IT = "put it into references.bib and cite the source"  # the cure for an address


def has_words(text: str) -> bool:
    """Whether it holds a letter or a digit; signs alone make no address, and nobody finds them."""
    return any(map(str.isalnum, text))


def invisible(line: int, text: str) -> Iterator[Finding]:
    """A character that nobody sees, in a text in which numbers of characters have been read."""
    if found := INVISIBLE.search(text):
        yield line, f"an invisible character is written by its number ({described(found[0])})", "delete it"


def mixed(line: int, text: str) -> Iterator[Finding]:
    """Words that are not written in the letters that they seem to be written in."""
    for word in mixed_words(text):
        yield line, f"'{word}' mixes letters of two alphabets that look alike", "type the word anew"


def chinese_problem(title: str) -> tuple[str, str] | None:
    """What keeps a text from being a title in simplified characters, with its cure; None where nothing does."""
    if latin := re.search("[A-Za-z]+", title):
        return f"'{latin[0]}' is in Latin letters", "write the whole title in Chinese"
    if not is_chinese(title):
        return f"'{title}' has no Chinese character", "write the title in Chinese, or delete the line"
    if is_traditional(title):
        return f"'{title}' has traditional characters", f"write {simplify(title)}"
    return None


def date_problem(value: Value, name: str) -> Finding | None:
    """What is wrong with the form of a date, if anything is."""
    try:
        dates.parse(value.text)
    except ValueError as error:
        meant = dates.guess(value.text)
        fix = "write the earlier date first" if "before" in str(error) else f"write one of {dates.FORMS}"
        return value.line, f"{name}: {error}", f"write {meant}" if meant else fix
    if value.text[:4] < EARLIEST:
        return value.line, f"{name}: '{value.text}' is before {EARLIEST}", "correct the year"
    return None


def future_problem(value: Value, name: str) -> Finding | None:
    """That a date is still to come, if it is; of a range that its end is."""
    last = value.text.rpartition("/")[2]
    if not date_problem(value, name) and dates.sort_key(last)[0] > datetime.now(UTC).strftime("%Y-%m-%d"):
        return value.line, f"{name}: '{value.text}' is still to come", "correct the date"
    return None
