"""Each language in running text is marked, so that fonts and screen readers know it.

Writers need not mark anything: a run of Chinese characters is simplified Chinese, by the editorial rules, unless some
of its characters are traditional. What has only characters of both is marked by who writes it, as in
`[李展]{.language-zh-hant}`; docutils turns such a class into a `lang` attribute. In a build whose own language is
Chinese it is the other way round: what is not translated yet is marked as English, and so are Latin words in Chinese
text.
"""

import re
from collections.abc import Iterable
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform

from ..nodes.languages import CHINESE_RUN, CLASS, ENGLISH, ENGLISH_WORD, SIMPLIFIED, is_english, with_marks

PINYIN = "zh-latn-pinyin"  # Chinese in Latin letters
TONES = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜĀÁǍÀĒÉĚÈĪÍǏÌŌÓǑÒŪÚǓÙ"
_PINYIN_WORD = f"[A-Za-zü’]*[{TONES}][A-Za-zü’{TONES}]*"
PINYIN_RUN = re.compile(f"{_PINYIN_WORD}(?:[ -]{_PINYIN_WORD})*")
# English words with what may stand between them.
ENGLISH_RUN = re.compile(rf"{ENGLISH_WORD.pattern}(?:[,.;:]?[ –—]{{1,2}}(?:{ENGLISH_WORD.pattern}|\d+))*")
UNMARKED = (nodes.literal, nodes.literal_block, nodes.comment, nodes.raw, nodes.image)


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
