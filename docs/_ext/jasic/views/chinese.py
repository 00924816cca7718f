"""Chinese in running text is marked with its language, so that fonts and screen readers know it.

Writers need not mark anything: a run of Chinese characters in an English page is simplified
Chinese, by the editorial rules. Text in traditional characters is marked by who writes it, as in
`[張聖業]{.language-zh-hant}`; docutils turns the class into a `lang` attribute.
"""

import re

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from ..model.chinese import HAN, PUNCTUATION

# Han characters, with the punctuation between them.
RUN = re.compile(f"[《「“]?[{HAN}](?:[{HAN}{PUNCTUATION}·0-9“”]*[{HAN}》」”])?")
UNMARKED = (nodes.literal, nodes.literal_block, nodes.comment, nodes.raw, nodes.image)


def marked(text, language="zh-hans"):
    """Nodes for a text whose runs of Chinese are marked as `language`."""
    found, end = [], 0
    for run in RUN.finditer(text):
        found += [nodes.Text(text[end : run.start()])] if run.start() > end else []
        found.append(nodes.inline("", run[0], classes=[f"language-{language}"]))
        end = run.end()
    return found + ([nodes.Text(text[end:])] if end < len(text) else [])


class MarkChinese(SphinxPostTransform):
    """Marks what is not marked yet, in pages and in everything the views have added."""

    default_priority = 800

    def run(self, **kwargs):
        for text in [text for text in self.document.findall(nodes.Text) if RUN.search(text)]:
            if not self.is_marked(text):
                text.parent.replace(text, marked(text.astext()))

    @staticmethod
    def is_marked(node):
        while node := node.parent:
            if isinstance(node, UNMARKED) or any(name.startswith("language-") for name in node.get("classes", ())):
                return True
        return False


def setup(app):
    app.add_post_transform(MarkChinese)
