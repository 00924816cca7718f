"""Quotation marks and apostrophes as a printer sets them: “…” and ‘…’, whether or not the text around is English."""

import re

from .chinese import HAN, PUNCTUATION

STRAIGHT = re.compile("[\"']")
_OPENING = re.compile(r"(^|[\s(\[/—–“‘])([\"'])(?=\S)")
# Between Chinese characters no space tells which of a pair is which: they open and close in turn.
_IN_CHINESE = re.compile(f'(?<=[{HAN}{PUNCTUATION}])"|"(?=[{HAN}])')


def typographic(text: str, before: str = "") -> str:
    """A text with the marks of a printer; `before` is the letter in front of it, as of a link that `'s` follows."""
    if not STRAIGHT.search(text):
        return text
    marks = iter("“”" * text.count('"'))
    text = _IN_CHINESE.sub(lambda found: next(marks), before + text)
    for _level in range(2):  # a quotation may begin with another
        text = _OPENING.sub(lambda found: found[1] + ("“" if found[2] == '"' else "‘"), text)
    return text.replace('"', "”").replace("'", "’")[len(before) :]
