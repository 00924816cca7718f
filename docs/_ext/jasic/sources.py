"""The bibliography, references.bib: read entry by entry with line numbers, and how its sources are called. No Sphinx.

The parser is the one that the build uses (pybtex), so what is read here is what gets printed.
"""

import re
from dataclasses import dataclass, field

from pybtex.database.input.bibtex import LowLevelParser
from pybtex.scanner import PybtexSyntaxError

from . import dates
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
                if name in source.fields:
                    reader.errors.append((line, f"the field '{name}' of {source.key} stands twice"))
                source.fields.setdefault(name, Value(value, line))
            found.append(source)
    except PybtexSyntaxError as error:
        reader.errors.append((error.lineno or 1, str(error)))
    return found, reader.errors


NAMES = re.compile(r"\s+and\s+(?![^{]*\})")


def authors(source):
    """Who made a source, as printed: `Yue Xin 岳昕`, `Radio Free Asia`, `Pun Ngai 潘毅 and others`."""
    written = _names(source.get("author") or source.get("editor")) or [source.get("organization")]
    romanised = _names(source.get("sortname"))
    shown = []
    for number, (family, given) in enumerate(map(_parts, written)):
        name = f"{family}{given}" if is_chinese(family) else f"{given} {family}".strip()
        if number < len(romanised) and is_chinese(name):
            name = f"{' '.join(_parts(romanised[number])).strip()} {name}"
        shown.append(name)
    if shown[-1] == "others":
        return f"{', '.join(shown[:-1])} and others"
    return f"{', '.join(shown[:-1])} and {shown[-1]}" if len(shown) > 1 else shown[0]


def sort_key(source):
    """Sources by the romanised name of their first author, then by date, then by title."""
    return (_called(source).lower(), source.get("date", "9999"), source.get("title").lower(), source.key)


def labels(sources):
    """Author and year of each source: key -> (`Yue`, `2018`).

    Sources of one author and year are told apart by the day and, within a day, by letters, so
    that a new source changes the label of no more than those of its own day.
    """
    by_year, by_day = {}, {}
    for source in sorted(sources, key=sort_key):
        name, date = _called(source), source.get("date")
        by_year.setdefault((name, date[:4]), []).append(source)
        by_day.setdefault((name, date), []).append(source.key)
    found = {}
    for (name, year), group in by_year.items():
        for source in group:
            when, same_day = year or "no date", by_day[name, source.get("date")]
            if len(group) > 1:
                when = short_date(source.get("date")) or "no date"
                if len(same_day) > 1:
                    when += f" {chr(ord('a') + same_day.index(source.key))}"
            found[source.key] = (name, when)
    return found


def short_date(text):
    """A date for a label: 19 Aug 2018."""
    try:
        return re.sub(r"([A-Z][a-z]{2})[a-z]+(?= )", r"\1", dates.in_words(text)) if text else ""
    except ValueError:
        return text


def is_chinese(text):
    return any("\u3400" <= character <= "\u9fff" for character in text)


def _called(source):
    """The name by which a source goes in the text: family names, or an organisation."""
    if short := source.get("shortauthor"):
        return short.strip("{}")
    written = source.get("sortname") or source.get("author") or source.get("editor") or source.get("organization")
    families = [_parts(name)[0] for name in _names(written)] or [source.get("title")]
    if len(families) > 2 or families[-1] == "others":
        return f"{families[0]} et al."
    return " and ".join(families)


def _names(text):
    return [name.strip() for name in NAMES.split(text) if name.strip()]


def _parts(name):
    """Family and given name; an organisation, in braces, has only the first."""
    if name.startswith("{"):
        return name.strip("{}"), ""
    family, _, given = name.partition(",")
    return family.strip(), given.strip()
