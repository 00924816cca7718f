"""How the text of the book is put together: what is written at once, and what only the whole book decides.

Every id becomes a label (`nodes.place_of`). Only when the whole book is written is it known which labels exist and
which are used, so links, page numbers and anchors are written as functions that `markup` calls at the end.
"""

from collections.abc import Callable, Iterable, Sequence

from docutils import nodes
from sphinx.builders import Builder
from sphinx.util import logging
from sphinx.util.docutils import SphinxTranslator

from .markup import quoted
from .nodes import place_of

logger = logging.getLogger(__name__)
Written = str | Callable[[], str]


def end_of(name: str) -> str:
    """The name of the place where what has a name ends."""
    return f"{name}~end"


class Writer(SphinxTranslator):
    """The base of the translator: a growing text, and its anchors."""

    def __init__(self, document: nodes.document, builder: Builder) -> None:
        super().__init__(document, builder)
        self.printed: frozenset[str] = builder.printed  # type: ignore[attr-defined]  # the pages in the book
        self.body: list[Written] = []
        self.docname = ""
        self.in_title = False  # or in the head of a table: what is printed again elsewhere may hold no link
        self.in_cell = False  # whether this is a cell of a table, where no word is divided
        self.is_narrow = False  # whether this is a cell of a narrow column
        self.waiting: list[str] = []  # names of anchors that have no place yet
        self.labels: dict[str, str] = {}  # name of an anchor -> the label that stands for it
        self.used: set[str] = set()  # labels that something leads to
        self.references = 0  # with a page, so far
        self.titles: dict[str, str] = {}  # label -> what a link to it says to whoever cannot see it

    def write(self, text: Written) -> None:
        self.body.append(text)

    def markup(self) -> str:
        """The finished text: links to labels that exist, anchors that are led to."""
        # Twice: what is written first may not know yet that something later leads to it.
        for text in self.body:
            if not isinstance(text, str):
                text()
        return "".join(text if isinstance(text, str) else text() for text in self.body)

    def write_nodes(self, made: Iterable[nodes.Node]) -> None:
        """Write nodes that the text does not hold at this place."""
        for node in made:
            node.walkabout(self)

    def rendered(self, made: Iterable[nodes.Node]) -> list[Written]:
        """What some nodes come to, to be written later."""
        outer, self.body = self.body, []
        self.write_nodes(made)
        inner, self.body = self.body, outer
        return inner

    # Anchors

    def places_of(self, node: nodes.Element) -> list[str]:
        """The names of the anchors of a node."""
        return [place_of(self.docname, anchor) for anchor in node["ids"]]

    def set_anchors(self) -> None:
        """Put the anchors that wait here."""
        if self.waiting and not self.in_title:
            self.write(self.anchor(self.name_anchors()))

    def anchor(self, label: str) -> Callable[[], str]:
        """An anchor that is left out where nothing leads to it."""
        return lambda: f"#at({quoted(label)})" if label in self.used else ""

    def set_end(self, *names: str) -> None:
        """Mark where something ends that has these names; the place is told by `end_of` one of them."""
        for name in names:
            self.labels[end_of(name)] = end_of(name)
            self.write(self.anchor(end_of(name)))

    def name_anchors(self) -> str:
        """Let the first of the waiting names be the label for all of them."""
        label = self.waiting[0]
        self.labels.update(dict.fromkeys(self.waiting, label))
        self.waiting = []
        return label

    # What leads to them

    def label_of(self, name: str) -> str | None:
        """The label of a place that the book has, which then gets its anchor."""
        if label := self.labels.get(name):
            self.used.add(label)
        return label

    def open_link(self, name: str, node: nodes.Element) -> None:
        """Open a link inside the book; its end is a square bracket. Without the place it is words alone."""

        def written() -> str:
            label = self.label_of(name)
            if label is None and not self.is_left_out(name):
                logger.warning("the PDF has no place '%s' to link to", name, location=node, type="pdf", subtype="link")
                self.labels[name] = ""  # said once
            return f"#go({quoted(label)})[" if label else "#["

        self.write(written)

    def is_left_out(self, name: str) -> bool:
        """Whether a place lies on a page that is not in the book."""
        return name.partition("#")[0] not in self.printed

    def write_pages(
        self,
        names: Sequence[str],
        before: str,
        after: str,
        before_several: str = "",
        here: str = "",
        otherwise: str = "",
        whole: bool = False,
    ) -> None:
        """Write the page numbers of places, which may be one number; or `otherwise`, where the book has none of them.

        `before`, for more than one page `before_several`, and `after` are markup around them. Where a single number is
        that of the page on which it would stand, `here` is written and no number, unless the number has nothing before
        it and so stands in a list of pages. With `whole`, all pages are given on which a place goes on.
        """
        self.references += 1
        reference = self.references

        def written() -> str:
            labels = list(dict.fromkeys(filter(None, map(self.label_of, names))))
            if not labels:
                return otherwise
            if whole:
                begun = [(begin, name) for name in names if (begin := self.label_of(name))]
                spans = [f"({quoted(begin)}, {quoted(self.label_of(end_of(name)) or begin)})" for begin, name in begun]
                sides = f"one: [{before}], several: [{before_several or before}]"
                return f"#pages-of({sides}, {', '.join(dict.fromkeys(spans))}){after}"
            if len(labels) == 1 and before:
                sides = f"[{before}], [{after}], [{here}]" if here or after else f"[{before}]"
                return f"#page-unless-here({reference}, {quoted(labels[0])}, {sides})"
            if len(labels) == 1:
                return f"{before}#page-of({quoted(labels[0])}){after}"
            numbers = ", ".join(map(quoted, labels))
            return f"#pages-of(one: [{before}], several: [{before_several or before}], {numbers}){after}"

        self.write(written)
