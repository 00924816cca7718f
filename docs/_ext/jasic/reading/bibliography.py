"""Reading references.bib entry by entry, with the line of each entry and field.

The parser is the one that the build uses (pybtex), so what is read here is what gets printed.
"""

from pybtex.database.input.bibtex import LowLevelParser
from pybtex.scanner import PybtexSyntaxError

from ..model.mistake import Mistake
from ..model.records import Value
from ..model.sources import Source

NO_ENTRIES = ("string", "preamble", "comment")  # commands of BibTeX that are no sources


class _Reader(LowLevelParser):  # type: ignore[misc]  # pybtex has no types
    """pybtex's parser, noting where each entry and field begins and going on after an error."""

    def __init__(self, text: str) -> None:
        self.errors: list[tuple[int, str]] = []
        self.fields: list[tuple[str, str, int]] = []
        self.entry_line = 1
        super().__init__(text, handle_error=self._note_error)

    def _note_error(self, error: PybtexSyntaxError) -> None:
        self.errors.append((error.lineno or 1, str(error).partition(" in line")[0]))

    def parse_entry_body(self, body_end: object) -> None:
        self.fields = []
        self.entry_line = self.text.count("\n", 0, self.command_start) + 1
        super().parse_entry_body(body_end)

    def parse_field(self) -> None:
        super().parse_field()
        if self.current_field_name:
            value = "".join(self.current_value)
            line = self.lineno - value.count("\n")  # the parser stands at the value's end
            self.fields.append((self.current_field_name.lower(), " ".join(value.split()), line))


def parse(text: str) -> tuple[list[Source], list[tuple[int, str]]]:
    """The entries in order (a list, so that duplicates stay visible) and syntax errors as pairs of line and message."""
    reader = _Reader(text)
    entries: list[Source] = []
    try:
        for command, body in reader:
            if command.lower() in NO_ENTRIES:
                continue
            source = Source(body[0], command.lower(), reader.entry_line)
            for name, value, line in reader.fields:
                if name in source.fields:
                    reader.errors.append((line, f"the field '{name}' of {source.key} stands twice"))
                source.fields.setdefault(name, Value(value, line))
            entries.append(source)
    except PybtexSyntaxError as error:
        reader.errors.append((error.lineno or 1, str(error)))
    return entries, reader.errors


def read(text: str, path: str) -> tuple[list[Source], list[Mistake]]:
    """The entries, and the mistakes that reading alone shows."""
    entries, errors = parse(text)
    fix = "compare with the entry above: braces, commas, `=`"
    return entries, [Mistake(path, line, "source-syntax", message, fix) for line, message in errors]
