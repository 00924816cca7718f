"""Reading references.bib entry by entry, with the line of each entry and field.

The parser is the one that the build uses (pybtex), so what is read here is what gets printed.
"""

import re
from collections.abc import Iterator
from typing import Any

from pybtex.database.input.bibtex import LowLevelParser
from pybtex.scanner import PybtexSyntaxError

from ..model.markup import MERGE
from ..model.mistake import Mistake
from ..model.records import Value
from ..model.sources import Source
from .markdown import LINE_END

NO_ENTRIES = ("string", "preamble", "comment")  # commands of BibTeX that are no sources
KEY = re.compile(r"@\s*\w+\s*[{(]\s*([^\s,{}]+)\s*,")  # the beginning of an entry
FIELD = re.compile(r"\s*[\w-]+\s*=\s*[{\"]")
ENTRY = re.compile(r"@\s*\w+\s*[{(]")
NO_KEY = re.compile(r"@\s*\w+\s*[{(]\s*,")
SPACED_KEY = re.compile(r"@\s*\w+\s*\{\s*([^\s,{}=]+(?:\s+[^\s,{}=]+)+)\s*,")
REMARK = re.compile(r"%(\s|$)")  # a line of remarks, which `nox -s tidy` keeps with the entry below it
VALUE, WIDE = re.compile(r"\{[^{}]*\}"), re.compile("[，＝]")
INNER_REMARK = re.compile(r"^\s*%|,\s*%")
ENTRY_FIX = "write name = {value}, in each line, and } at the end"
Error = tuple[int, str, str]  # line, what is wrong, cure


class _Reader(LowLevelParser):  # type: ignore[misc]  # pybtex has no types
    """pybtex's parser, noting where each entry and field begins and going on after an error."""

    def __init__(self, text: str) -> None:
        self.errors: list[Error] = []
        self.fields: list[tuple[str, str, int]] = []
        self.entry_line, self.entry_begins = 1, 0  # where the last entry begins: its line, and its place in the text
        self.broken = False  # the entry that is being read has an error
        super().__init__(text, handle_error=self._note_error, macros={})  # not even months: `may` may be a name

    def _note_error(self, error: PybtexSyntaxError) -> None:
        if not self.broken:
            self.errors.append(_explained(LINE_END.split(self.text), self.entry_line, error))
        self.broken = True

    def parse_command(self) -> Any:
        begins = max(self.command_start - 1, 0)
        if self.text[begins : self.command_start] in ("", "\n"):  # no sign in the rest of an entry with an error
            self.broken = False
        self.entry_line += self.text.count("\n", self.entry_begins, self.command_start)
        self.entry_begins = self.command_start
        return super().parse_command()

    def parse_entry_body(self, body_end: object) -> None:
        self.fields = []
        super().parse_entry_body(body_end)

    def parse_field(self) -> None:
        super().parse_field()
        if self.current_field_name:
            value = "".join(self.current_value)
            line = self.lineno - value.count("\n")  # the parser stands at the value's end
            self.fields.append((self.current_field_name.lower(), " ".join(value.split()), line))


def _explained(lines: list[str], first: int, error: PybtexSyntaxError) -> Error:
    """Where and why an entry that begins in line `first` cannot be read, and the cure."""
    if REMARK.match(lines[first - 1]):
        return first, "BibTeX takes the @ in this remark for the beginning of an entry", "take the @ away"
    line = error.lineno or 1
    here = lines[line - 1] if line <= len(lines) else ""
    name = here.partition("=")[0].strip()
    for number in range(first + 1, line):
        field = lines[number - 1]
        if FIELD.match(field) and field.count("{") > field.count("}") and FIELD.match(lines[number]):
            return number, f"the field '{field.partition('=')[0].strip()}' does not end", "write }, at its end"
    above = lines[line - 2].rstrip() if line > first + 1 else ","
    spaced = SPACED_KEY.match(here)
    beside = VALUE.sub("", here)  # what stands outside of braces
    wide = WIDE.search(beside)
    cases = (
        ("too many" in str(error), "a hundred braces are open here", "take away what is not closed, or needless"),
        (INNER_REMARK.search(beside), "a remark stands in an entry", "set it above the entry, or delete it"),
        (wide, f"'{wide and wide[0]}' has a full width", "type the sign with the English keyboard"),
        ("undefined" in str(error), f"the value of '{name}' has no braces", "write {…} round it"),
        (spaced, "a space stands in the key", f"write {''.join(spaced[1].split())}," if spaced else ""),
        (NO_KEY.match(here), "this entry has no key", f"write {here.partition('{')[0]}{{name2018word,"),
        (
            FIELD.match(here) and not above.endswith((",", "{")),
            "a comma is missing at the end of the line above",
            "end each field with },",
        ),
        (
            here.startswith("@") or not here.strip(),
            f"the entry of line {first} does not end before this line",
            ENTRY_FIX,
        ),
        ("=" not in here, "this line is no field", "write name = {value},"),
        (not FIELD.match(here), f"the value of '{name}' has no braces", "write {…} of the English keyboard round it"),
        (True, "the entry cannot be read here", ENTRY_FIX),
    )
    return next((line, message, fix) for applies, message, fix in cases if applies)


def _outside(text: str) -> Iterator[Error]:
    """What stands between the entries and is not read: the first line of each run, and commands of BibTeX."""
    depth, entry, named = 0, 0, False
    for number, line in enumerate(LINE_END.split(text), 1):
        if command := re.match(rf"@\s*({'|'.join(NO_ENTRIES)})\b", line, re.IGNORECASE):
            yield number, f"@{command[1]} is no source and is not read", "delete it"
        if line.startswith("@"):
            depth, entry, named = 0, number, False
            if re.match(r"@\s*\w+\s*\(", line):
                yield number, "this entry stands in round brackets", "write { in the place of (, and } at its end"
                named = True
        elif depth <= 0 and line.strip() and not REMARK.match(line) and not named and not MERGE.match(line):
            named = True
            if entry and FIELD.match(line):
                yield number, f"the entry of line {entry} has ended above this line", "take a } away there"
            else:
                fix = "write it as an entry: nox -s new -- source name2018word; a remark begins with % and a space"
                if re.match(r"\w+\s*\{[^\s,]+,", line):
                    fix = "write @ before it"
                message = f"'{line.strip()[:30]}' stands outside of all entries and is not read"
                if ENTRY.search(line):
                    message, fix = "something stands before the @ of this entry", "begin the line with the @"
                yield number, message, fix
        if REMARK.match(line) and ENTRY.search(line) and depth <= 0:
            yield number, "BibTeX reads the entry in this remark", "delete it, or take the @ away"
        elif (behind := line[end_of_braces(line, depth) :].strip(" ,")) and depth + line.count("{") > 0:
            fix = "begin each entry, and each remark as % remark, in a line of its own"
            yield number, f"'{behind[:30]}' stands behind the end of the entry of line {entry}", fix
        depth += line.count("{") - line.count("}")


def end_of_braces(text: str, depth: int, begin: int = 0) -> int:
    """Where the last brace is closed of those that are open at `begin`, `depth` of them; else the end of the text.

    BibTeX counts all braces, whatever stands before them.
    """
    for position in range(begin, len(text)):
        depth += {"{": 1, "}": -1}.get(text[position], 0)
        if text[position] == "}" and depth == 0:
            return position + 1
    return len(text)


def parse(text: str, path: str) -> tuple[list[Source], list[Error]]:
    """The entries in order (a list, so that duplicates stay visible), and what could not be read."""
    reader = _Reader(text)
    entries: list[Source] = []
    try:
        for command, body in reader:
            if command.lower() in NO_ENTRIES:
                continue  # see `_outside`
            source = Source(body[0] or "", command.lower(), reader.entry_line, path=path, is_whole=not reader.broken)
            for name, value, line in reader.fields:
                if name in source.fields:
                    message = f"the field '{name}' of {source.key} stands twice"
                    reader.errors.append((line, message, "keep one of the two"))
                source.fields.setdefault(name, Value(value, line))
            entries.append(source)
    except (PybtexSyntaxError, RecursionError) as error:
        reader.errors.append((getattr(error, "lineno", 1) or 1, str(error), ENTRY_FIX))
    found = {source.key for source in entries}
    for number, written in enumerate(LINE_END.split(text), 1):
        if (key := KEY.match(written)) and key[1] not in found:  # lost by an entry above it that does not end
            entries.append(Source(key[1], "", number, path=path, is_whole=False))
    return sorted(entries, key=lambda source: source.line), reader.errors


def read(text: str, path: str) -> tuple[list[Source], list[Mistake]]:
    """The entries, and the mistakes that reading alone shows."""
    entries, errors = parse(text, path)
    mistakes = [Mistake(path, line, "source-syntax", message, fix) for line, message, fix in errors]
    for line, message, fix in () if errors else _outside(text):  # an entry that cannot be read looks like words
        mistakes.append(Mistake(path, line, "source-text", message, fix))
        for source in entries:
            is_named = source.line == line or (fix.startswith("take a }") and f"line {source.line} " in message)
            source.is_whole = source.is_whole and not is_named
    return entries, mistakes
