"""Words as Typst markup. They are written as string expressions, so no sign of a page is taken for markup."""

import re

from ..model.chinese import HAN, PUNCTUATION, SHARED

CHINESE = f"{HAN}{PUNCTUATION}"
# A dash, a quotation mark or a figure between two Chinese characters belongs to the Chinese run.
CHINESE_RUN = re.compile(f"[{CHINESE}](?:[{SHARED}]*[{CHINESE}])*")


def quoted(text: str) -> str:
    """A Typst string expression for `text`."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def words(text: str, heavy: bool = False, chinese: bool = False) -> str:
    """Markup for plain text.

    Chinese runs get their language; inside text that is marked as `chinese` they have it already.
    Bold text needs another Chinese font, since the serif one has a single weight.
    """
    text = text.replace("\n", " ")
    if chinese:
        return "#" + quoted(text)
    parts, end = [], 0
    for run in CHINESE_RUN.finditer(text):
        if run.start() > end:
            parts.append("#" + quoted(text[end : run.start()]))
        parts.append(f"#zh(heavy: true)[#{quoted(run[0])}]" if heavy else f"#zh[#{quoted(run[0])}]")
        end = run.end()
    if end < len(text):
        parts.append("#" + quoted(text[end:]))
    return "".join(parts)
