"""The records of a page: which there are, what is open where something stands, and their options."""

import re

from ..model.record_kinds import KINDS, Type
from ..model.records import SOURCE, Record, Value
from .constructs import DirectiveUse
from .markdown import Item
from .page_notes import Notes
from .splitting import Split, option_cure, option_items, without_stray_signs

FIRST_OPTION = re.compile(r"\s*(?:[-*+] )?\**[:：]?([A-Za-z-]+)\**[:：]\**((?:\s.*)?)$")  # above the first empty line
LATE_OPTION = re.compile(r"\s*:([A-Za-z-]+):((?:\s.*)?)$")
BROKEN_OPTION = re.compile(r"\s*([A-Za-z-]+)\s*[:：]?\s*(.*)")


class Records:
    """Those of one page, as far as it is read."""

    def __init__(self, notes: Notes) -> None:
        self.notes = notes
        self.open: list[tuple[int, Record]] = []  # with how deep they stand
        self.late: set[int] = set()  # lines of options that the parser takes for words

    def around(self, item: Item) -> Record | None:
        """The record in which something stands."""
        while self.open and len(item.around) <= self.open[-1][0]:
            self.open.pop()
        return self.open[-1][1] if self.open else None

    def read(self, use: DirectiveUse, depth: int) -> None:
        """Note a record where one begins, with its options, those included that the parser takes for words."""
        if use.name not in KINDS:
            return
        page, directive = self.notes.page, use.parts
        record = Record(use.name, use.first_line, page.docname, page.path, use.line)
        page.records.append(record)
        self.open.append((depth, record))
        self.notes.record = record
        for line, text in directive.options:
            name, value = self.read_option(line, text)
            if name in record.values:
                self.mistake(line, f"{name} stands in line {record.values[name].line} too", "keep one of the two")
            self.note_option(record, name, Value(value, line))
        beginning = True
        for number, text in enumerate(directive.body.splitlines()):
            option = (LATE_OPTION if number and not beginning else FIRST_OPTION).match(text)
            beginning = beginning and bool(text.strip())
            if option and option[1].lower() in record.options and option[1] not in record.values:
                self.late.add(directive.body_line + number)
                self.late_option(record, directive, number)
                self.note_option(record, option[1].lower(), Value(option[2].strip(), directive.body_line + number))

    def late_option(self, record: Record, directive: Split, number: int) -> None:
        """Name what has ended the options too early, once for a record."""
        line, above = directive.body_line, directive.body.splitlines()[: number + 1]
        message, fix = f"the options of the {record.kind} end here", "delete the empty line"
        if above[0].strip():
            option = FIRST_OPTION.match(above[0])
            fix = "write each option in one line, as `:name: value`"
            if option and option[1].lower() in record.options:
                fix = f"write `:{option[1].lower()}: {option[2].strip()}`"
        message += f", because this line is {'no option' if above[0].strip() else 'empty'}"
        if not any(mistake.line == line for mistake in self.notes.mistakes):
            self.mistake(line, message, fix)

    def read_option(self, line: int, text: str) -> tuple[str, str]:
        """The name and the value of an option; of one that cannot be read, what they seem to be."""
        if is_escaped := "\\" in text:
            message = f"':{text}' has a backslash, which may stand for a sign that nobody sees"
            self.mistake(line, message, "write the sign")
        items = option_items(text)
        if items and len(items) == 1:
            return items[0][0], items[0][1].strip()
        match = BROKEN_OPTION.match(text)
        name, value = (match[1].lower(), without_stray_signs(match[2].strip())) if match else (text.strip(), "")
        if not is_escaped:
            self.mistake(line, f"':{text}' cannot be read as an option", option_cure(name, value))
        return name, value

    def note_option(self, record: Record, name: str, value: Value) -> None:
        """Note an option, but for one that stands there already, and what it points at."""
        if name in record.values:
            return
        record.values[name] = value
        option = record.options.get(name)
        if option and option.type is Type.RECORDS:
            self.notes.refer(option.kind, record.items(name), value.line)
        elif option and option.type is Type.SOURCE:
            self.notes.refer(SOURCE, value.items(), value.line)

    def mistake(self, line: int, message: str, fix: str) -> None:
        self.notes.mistake(line, "bad-option", message, fix)
