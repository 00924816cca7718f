"""Which language a run of text is in, and how it is marked, so that fonts and screen readers know it."""

import re
from collections.abc import Iterable, Iterator

from docutils import nodes
from markupsafe import Markup, escape

from ..model.chinese import HAN, HAN_CHARACTER, PUNCTUATION, SHARED, is_chinese, is_traditional

CLASS = "language-"  # docutils makes a `lang` attribute of it
ENGLISH, SIMPLIFIED, TRADITIONAL = "en", "zh-hans", "zh-hant"

# Han characters and the signs that only Chinese has, with what they share with English between them and with the
# figure that a date or a number begins with: 7月20日. A full stop may stand alone, behind a citation.
_CHINESE, _DASHES = f"{HAN}{PUNCTUATION}", "(?:—{2,}|…{2,})?"
_FIGURE = r"(?<![\w.,:/·–-])[0-9]+(?:[.·][0-9]+)*"
CHINESE_RUN = re.compile(
    f"{_DASHES}(?:“?[{_CHINESE}]|{_FIGURE}[{HAN}])(?:[{_CHINESE}{SHARED}]*[{_CHINESE}”])?{_DASHES}"
)
# A word of two letters or more that is no part of an address and bears no tone, as pinyin does.
ENGLISH_WORD = re.compile(r"(?<![\w/@#.:-])[A-Za-z][A-Za-zü’'-]*[A-Za-zü](?![\w/@#’'-]|[.:][\w/])")


def in_language(text: str, language: str) -> list[nodes.Node]:
    """Nodes for a text in a language; in traditional Chinese it may hold names in Latin letters.

    English and simplified Chinese stay as they are: they are marked when the page is finished, where they need it.
    """
    if language in (ENGLISH, SIMPLIFIED):
        return [nodes.Text(text)]
    if language == TRADITIONAL:
        return with_marks(text, CHINESE_RUN.finditer(text), TRADITIONAL)
    return [nodes.inline("", text, classes=[CLASS + language])]


def with_marks(text: str, runs: Iterable[re.Match[str]], language: str) -> list[nodes.Node]:
    """Nodes for a text in which some runs are in a language."""
    return [
        nodes.inline("", words, classes=[CLASS + spoken]) if spoken else nodes.Text(words)
        for words, spoken in _parts(text, runs, language)
    ]


def marked_html(text: str, language: str = SIMPLIFIED) -> Markup:
    """A text as HTML in which Chinese has its language, for what is written beside a page and so not marked with it."""
    if not is_chinese(text):
        return escape(text)  # a seventh of the time, and as most entries of a bibliography are
    parts = ((escape(words), spoken) for words, spoken in _parts(text, CHINESE_RUN.finditer(text), language))
    return Markup("".join(f'<span lang="{spoken}">{words}</span>' if spoken else words for words, spoken in parts))


def _parts(text: str, runs: Iterable[re.Match[str]], language: str) -> Iterator[tuple[str, str]]:
    """A text in parts, each with its language: "" between the runs; of Chinese its characters say in which script."""
    end = 0
    for run in runs:
        if run.start() > end:
            yield text[end : run.start()], ""
        yield run[0], TRADITIONAL if language == SIMPLIFIED and is_traditional(run[0]) else language
        end = run.end()
    if end < len(text):
        yield text[end:], ""


def is_english(text: str) -> bool:
    """Whether a text has more English words than Chinese characters."""
    return len(ENGLISH_WORD.findall(text)) > len(HAN_CHARACTER.findall(text))
