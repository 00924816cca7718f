"""The footnotes of a page: a footnote that is not explained is an empty mark; one without a mark is not printed."""

from docutils.nodes import make_id

from ..model.anchors import is_ours
from ..model.mistake import closest
from .markdown import FOOTNOTE, Item
from .page_notes import Notes

RULE = "footnote"


class Footnotes:
    """Those of one page, as far as it is read."""

    def __init__(self, notes: Notes) -> None:
        self.notes = notes
        self.explained: dict[str, list[int]] = {}  # label -> lines
        self.latest = ""  # the label of the explanation that was read last
        self.filled: set[str] = set()  # labels of those that say something
        self.marks: dict[str, int] = {}  # label -> the line where it is first referred to

    def look_inside(self, item: Item) -> None:
        """Whatever stands in an explanation, it is not empty."""
        if FOOTNOTE in item.around:
            self.filled.add(self.latest)

    def read(self, item: Item) -> None:
        kind, label = item.token.type, str(item.token.meta.get("label", ""))
        if kind == "footnote_reference_open":
            self.latest = label
            self.explained.setdefault(label, []).append(item.line)
        elif kind == "footnote_ref":
            self.marks.setdefault(label, item.line)
            if "heading" in item.around:  # which the contents and the book repeat
                fix = "set it behind a sentence below"
                self.notes.mistake(item.line, RULE, "a footnote stands in a heading", fix)

    def end(self) -> None:
        """Compare marks and explanations."""
        for label, line in self.marks.items():
            if label not in self.explained:
                fix = closest(f"[^{label}]", (f"[^{name}]" for name in self.explained), "")
                fix = fix or f"add a line `[^{label}]: …` with an empty line above it"
                self.notes.mistake(line, RULE, f"the footnote [^{label}] is not explained", fix)
        for label, (first, *more) in self.explained.items():
            if is_ours(make_id(label)):
                message = f"the site itself has addresses such as '#{make_id(label)}'"
                self.notes.mistake(first, RULE, message, "give the footnote another name")
            if label not in self.filled:
                fix = "write its words behind the colon, or delete it and its mark"
                self.notes.mistake(first, RULE, f"the footnote [^{label}] says nothing", fix)
            elif label not in self.marks and not self.marks.keys() - self.explained.keys():
                message = f"the footnote [^{label}] would not be printed: nothing refers to it"
                self.notes.mistake(first, RULE, message, f"write [^{label}] behind the words that it belongs to")
            for line in more:
                message = f"the footnote [^{label}] is explained in line {first} too, so this would not be printed"
                self.notes.mistake(line, RULE, message, "give it another name")
