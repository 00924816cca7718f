"""Each language in running text is marked, so that fonts and screen readers know it.

Writers need not mark anything: a run of Chinese characters is simplified Chinese, by the editorial rules, unless some
of its characters are traditional. What has only characters of both is marked by who writes it, as in
`[李展]{.language-zh-hant}`; docutils turns such a class into a `lang` attribute. In a build whose own language is
Chinese it is the other way round: what is not translated yet is marked as English, and so are Latin words in Chinese
text.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from docutils import nodes
from markupsafe import Markup, escape
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform

from ..model.chinese import HAN, PUNCTUATION, SHARED, is_traditional

CLASS = "language-"  # docutils makes a `lang` attribute of it
ENGLISH, SIMPLIFIED, TRADITIONAL = "en", "zh-hans", "zh-hant"
PINYIN = "zh-latn-pinyin"  # Chinese in Latin letters

HAN_CHARACTER = re.compile(f"[{HAN}]")
# Han characters, with the punctuation between them and that of Chinese alone around them.
_DASHES = "(?:—{2,}|…{2,})?"
CHINESE_RUN = re.compile(
    f"{_DASHES}[{PUNCTUATION}“]*[{HAN}](?:[{HAN}{PUNCTUATION}{SHARED}]*[{HAN}{PUNCTUATION}”])?{_DASHES}"
)
TONES = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜĀÁǍÀĒÉĚÈĪÍǏÌŌÓǑÒŪÚǓÙ"
_PINYIN_WORD = f"[A-Za-zü’]*[{TONES}][A-Za-zü’{TONES}]*"
PINYIN_RUN = re.compile(f"{_PINYIN_WORD}(?:[ -]{_PINYIN_WORD})*")
# A word of two letters or more that is no part of an address and bears no tone, as pinyin does; and such words with
# what may stand between them.
_ENGLISH_WORD = r"(?<![\w/@#.:-])[A-Za-z][A-Za-zü’'-]*[A-Za-zü](?![\w/@#’'-]|[.:][\w/])"
ENGLISH_WORD = re.compile(_ENGLISH_WORD)
ENGLISH_RUN = re.compile(rf"{_ENGLISH_WORD}(?:[,.;:]?[ –—]{{1,2}}(?:{_ENGLISH_WORD}|\d+))*")

UNMARKED = (nodes.literal, nodes.literal_block, nodes.comment, nodes.raw, nodes.image)


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
    mark = Markup('<span lang="{}">{}</span>')
    parts = _parts(text, CHINESE_RUN.finditer(text), language)
    return Markup("").join(mark.format(spoken, words) if spoken else escape(words) for words, spoken in parts)


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


def marked_language(node: nodes.Node | None) -> str | None:
    """The language of the nearest mark around a node; None without one, and "" in what bears no mark, such as code."""
    while node is not None:
        if isinstance(node, UNMARKED):
            return ""
        if isinstance(node, nodes.Element):
            for name in node["classes"]:
                if name.startswith(CLASS):
                    return str(name.removeprefix(CLASS))
        node = node.parent
    return None


class MarkLanguages(SphinxPostTransform):
    """Marks what is not marked yet, in pages and in everything that the views have added."""

    default_priority = 800

    def run(self, **kwargs: Any) -> None:
        in_chinese = self.config.language.startswith("zh")
        if in_chinese:
            self.mark_english_blocks()
        for text in list(self.document.findall(nodes.Text)):
            if text.isascii() and not in_chinese:  # as most are; to look for a mark takes longer
                continue
            language = marked_language(text)
            if language == ENGLISH and in_chinese:
                self.mark_chinese(text, with_pinyin=True)
            elif language is None and in_chinese:
                self.mark(text, ENGLISH_RUN.finditer(text), ENGLISH)
            elif language is None:
                self.mark_chinese(text)

    def mark_english_blocks(self) -> None:
        """Paragraphs, headings and the like that are English as a whole get one mark instead of many."""
        for block in self.document.findall(nodes.TextElement):
            if isinstance(block, nodes.Inline) or marked_language(block) is not None:
                continue
            text = block.astext()
            # Sphinx says of a text in a catalogue whether it is translated.
            if is_english(text) or (block.get("translated") is False and ENGLISH_WORD.search(text)):
                block["classes"].append(CLASS + ENGLISH)

    def mark_chinese(self, text: nodes.Text, with_pinyin: bool = False) -> None:
        for part in self.mark(text, CHINESE_RUN.finditer(text), SIMPLIFIED):
            if with_pinyin:
                self.mark(part, PINYIN_RUN.finditer(part), PINYIN)

    def mark(self, text: nodes.Text, runs: Iterable[re.Match[str]], language: str) -> list[nodes.Text]:
        """Mark runs of a text in its place; returns what remains of it without a mark."""
        marked = with_marks(text, runs, language)
        if all(isinstance(part, nodes.Text) for part in marked):
            return [text]
        text.parent.replace(text, marked)
        return [part for part in marked if isinstance(part, nodes.Text)]


def setup(app: Sphinx) -> None:
    app.add_post_transform(MarkLanguages)
