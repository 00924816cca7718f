"""What Markdown makes of a line though hardly anybody means it: a quotation, a list, a row of a table."""

import re
from itertools import pairwise

from ..model.chinese import HAN
from .markdown import FOOTNOTE, Item
from .page_notes import Notes

ROW = re.compile(r"(?:\s|>|[-*+:] |\d+[.)] )*\|")  # of a table, in whatever stands around it

CONTAINERS = {"list_item": "list", "blockquote": "quotation", "dd": "explanation", FOOTNOTE: "footnote"}
SENTENCE = re.compile(rf"(?:[*_“\"‘\[(]|\{{[\w:]+\}}`)*[A-Z{HAN}]")  # at the margin
ENDED = re.compile(r"[.!?:;。！？：；…][”’\")\]]*\s*$")
MORE_THAN = re.compile(r"(?:\s|[-*+] |\d+[.)] )*>\d")
LONG = 60  # characters of a line that somebody may have broken because it was long


class Slips:
    """Looks for them in one page."""

    def __init__(self, notes: Notes) -> None:
        self.notes = notes
        self.ended = 0  # the line right below the paragraph that was read last
        self.is_ruled = True  # the table that is read has a | at the beginning of its first row

    def look_at_break(self, item: Item) -> None:
        """At the beginning of a line the sign for more, or a plus, is one only where no empty line stands above it."""
        token = item.token
        if not token.block or token.type == "inline":
            return  # words of the paragraph
        ended, self.ended = self.ended, 0
        made = {"blockquote_open": "a quotation", "bullet_list_open": "a list"}.get(token.type)
        if token.type == "paragraph_open" and token.map:
            self.ended = item.line + token.map[1] - token.map[0]
        elif ended == item.line and made and token.markup in (">", "+"):  # whatever that paragraph stands in
            message = f"the {token.markup} at the beginning of this line makes {made} of it"
            fix = "set an empty line above it, or write a word for the sign"
            self.notes.mistake(item.line, "leftover-markup", message, fix)
        elif token.type == "blockquote_open" and MORE_THAN.match(token.content):
            message = "the > before this number makes a quotation, and is not printed"
            self.notes.mistake(item.line, "leftover-markup", message, "write a word for it, or a space behind it")

    def look_at_margin(self, item: Item) -> None:
        """A new sentence at the margin, right below a list or the like, is taken for the end of its last item.

        Whoever breaks long lines means that. A sentence begins where a line ends early, or with a full stop.
        """
        around = next((CONTAINERS[block] for block in reversed(item.around) if block in CONTAINERS), "")
        lines = item.token.content.split("\n") if around and item.token.type == "paragraph_open" else []
        for number, (above, line) in enumerate(pairwise(lines), item.line + 1):
            if SENTENCE.match(line) and (ENDED.search(above) or len(above) < LONG):
                message = f"this line is taken for a part of the {around} above it"
                fix = "set an empty line above it, or spaces before it if it belongs there"
                self.notes.mistake(number, "leftover-markup", message, fix)

    def look_at_row(self, item: Item) -> None:
        """A row begins with |, or one can tell neither where a table ends nor whether a cell of it is lost."""
        if item.token.type != "tr_open":
            return
        is_ruled, is_head = ROW.match(item.token.content) is not None, "thead" in item.around[-1:]
        if is_head:
            self.is_ruled = is_ruled
            message, fix = "the rows of this table have no | at their beginning", "begin and end each with |"
        else:
            message, fix = "this line is taken for a row of the table above it", "set an empty line above it"
        if not is_ruled and (self.is_ruled or is_head):
            self.notes.mistake(item.line, "table-row", message, fix)
