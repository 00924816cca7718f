"""The bibliography, references.bib, read entry by entry with line numbers. No Sphinx here.

The parser is the one that the build uses (pybtex), so what is read here is what gets printed.
"""

from dataclasses import dataclass, field

from pybtex.database.input.bibtex import LowLevelParser
from pybtex.scanner import PybtexSyntaxError

from .model import Value


@dataclass
class Source:
    """One entry; field names are lower-case, values keep the line they stand on."""

    key: str
    type: str
    line: int
    fields: dict = field(default_factory=dict)

    def get(self, name, default=""):
        return self.fields[name].text if name in self.fields else default


class _Reader(LowLevelParser):
    """pybtex's parser, noting where each entry and field begins and going on after an error."""

    def __init__(self, text):
        self.errors, self.fields = [], []
        super().__init__(text, handle_error=self._note_error)

    def _note_error(self, error):
        self.errors.append((error.lineno or 1, str(error).partition(" in line")[0]))

    def parse_entry_body(self, body_end):
        self.fields = []
        self.entry_line = self.text.count("\n", 0, self.command_start) + 1
        super().parse_entry_body(body_end)

    def parse_field(self):
        super().parse_field()
        if self.current_field_name:
            value = "".join(self.current_value)
            line = self.lineno - value.count("\n")  # the parser stands at the value's end
            self.fields.append((self.current_field_name.lower(), " ".join(value.split()), line))


def read(text):
    """Read a bibliography.

    Returns the entries in order (a list, so that duplicates stay visible) and the syntax errors
    as pairs of line and message.
    """
    reader, found = _Reader(text), []
    try:
        for command, body in reader:
            if command.lower() in ("string", "preamble"):
                continue
            source = Source(body[0], command.lower(), reader.entry_line)
            for name, value, line in reader.fields:
                source.fields.setdefault(name, Value(value, line))
            found.append(source)
    except PybtexSyntaxError as error:
        reader.errors.append((error.lineno or 1, str(error)))
    return found, reader.errors
