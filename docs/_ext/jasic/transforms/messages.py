"""What pages say in options and in the bibliography, handed to Sphinx's builder of message catalogues.

Sphinx finds prose and headings by itself. The titles, roles and statuses of records and the notes on sources stand in
options and in references.bib, so they are put at the end of the page that prints them, for `sphinx-build -b gettext`
alone. reading/translations.py looks the translations up again.
"""

from collections.abc import Iterable
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform

from ..model.records import Value
from ..nodes.factory import NodeFactory


class message(nodes.Invisible, nodes.Element, addnodes.translatable):
    """A text for translators, which the page shows elsewhere."""

    uid = ""  # no node without one is looked at; identifiers that Sphinx keeps between builds are not wanted here

    def extract_original_messages(self) -> list[str]:
        return [self.rawsource]


class OfferMessages(SphinxPostTransform):
    """Adds the texts of the records on a page, and on the page with the bibliography those of the sources."""

    builders = ("gettext",)
    default_priority = 900

    def run(self, **kwargs: Any) -> None:
        make = NodeFactory.for_transform(self)
        page = make.project.pages[make.docname]
        if page.short:
            self.offer([page.short], page.path)
        for record in page.records:
            self.offer(record.texts.values(), page.path)
        if page.docname == make.project.bibliography:
            for source in make.project.sources.values():
                self.offer(source.texts.values(), self.config.bibtex_bibfiles[0])

    def offer(self, texts: Iterable[Value], file: str) -> None:
        for text in texts:
            node = message(text.text)
            node.source, node.line = str(self.env.srcdir / file), text.line
            self.document += node


def setup(app: Sphinx) -> None:
    app.add_post_transform(OfferMessages)
