"""What a record is: its kinds, their options, and the pages that hold them. No Sphinx here."""

from dataclasses import dataclass, field

from . import dates

# What an option holds, which decides how the rules check it.
TEXT, DATE, CERTAINTY, SOURCE, NAMES = "text", "date", "certainty", "source", "names"

CERTAINTIES = {
    "documented": "independent streams of evidence, or a document that can be read",
    "reported": "one side or one stream of evidence only",
    "disputed": "sources contradict each other on whether or how it happened",
}


@dataclass(frozen=True)
class Option:
    """One option of a kind; `holds` is a form above or the kind of record whose ids it lists."""

    holds: str
    required: bool = False


@dataclass(frozen=True)
class Kind:
    """A kind of record. The first option is the one that names it."""

    plural: str
    options: dict

    @property
    def naming_option(self):
        return next(iter(self.options))


_NAMES = {
    "name": Option(TEXT, required=True),
    "zh": Option(TEXT),
    "zh-hant": Option(TEXT),
    "pinyin": Option(TEXT),
    "also": Option(NAMES),
}
KINDS = {
    "event": Kind(
        "events",
        {
            "title": Option(TEXT, required=True),
            "date": Option(DATE, required=True),
            "certainty": Option(CERTAINTY, required=True),
            "place": Option("place"),
            "people": Option("person"),
            "organisations": Option("organisation"),
            "follows": Option("event"),
        },
    ),
    "person": Kind(
        "people",
        {
            **_NAMES,
            "role": Option(TEXT, required=True),
            "status": Option(TEXT, required=True),
            "status-date": Option(DATE, required=True),
            "status-source": Option(SOURCE, required=True),
        },
    ),
    "organisation": Kind("organisations", {**_NAMES, "role": Option(TEXT, required=True)}),
    "place": Kind("places", {**_NAMES, "within": Option("place")}),
}


@dataclass(frozen=True, order=True)
class Mistake:
    """One thing to mend, printed alike by the linter and the build."""

    path: str
    line: int
    rule: str
    message: str
    fix: str

    def __str__(self):
        return f"{self.path}:{self.line}: [{self.rule}] {self.message}. Fix: {self.fix}."


@dataclass(frozen=True)
class Value:
    """The text of an option and the line where it stands."""

    text: str
    line: int

    def items(self, separator=","):
        """The parts of a list such as `yue-xin, mi-jiuping`."""
        return [item.strip() for item in self.text.split(separator) if item.strip()]


@dataclass(frozen=True)
class Use:
    """Something that a page points at: a record (`kind` is its kind) or a source (kind `source`)."""

    kind: str
    target: str
    line: int
    record: str | None  # id of the record whose text this stands in


@dataclass
class Record:
    """One directive such as `:::{event} huizhou-raid`, as written."""

    kind: str
    id: str
    docname: str
    path: str
    line: int
    values: dict = field(default_factory=dict)

    def get(self, option, default=""):
        return self.values[option].text if option in self.values else default

    def items(self, option):
        """The parts of a list option; other names are separated by semicolons, ids by commas."""
        if option not in self.values:
            return []
        separator = ";" if KINDS[self.kind].options[option].holds == NAMES else ","
        return self.values[option].items(separator)

    @property
    def title(self):
        return self.get(KINDS[self.kind].naming_option, self.id)

    @property
    def names(self):
        """Every name a reader may look for, the usual one first."""
        found = [self.title, *(self.get(option) for option in ("zh", "zh-hant", "pinyin"))]
        return [name for name in dict.fromkeys(found + (self.items("also") if "also" in self.values else [])) if name]

    @property
    def fills_page(self):
        """Whether the page is about this record alone: the file has the record's name."""
        return self.docname.rpartition("/")[2] == self.id

    @property
    def shown(self):
        """What other pages show of the record: where it is, its title and its date."""
        return self.id, self.docname, self.title, self.get("date")

    @property
    def sort_key(self):
        """Events by date, everything else by name."""
        when = dates.sort_key(self.get("date")) if self.kind == "event" else ()
        return (*when, self.title.lower(), self.id)


@dataclass
class Page:
    """What one page holds and points at."""

    docname: str
    path: str  # as a person would type it, from the root of the repository
    title: str = ""
    records: list = field(default_factory=list)
    uses: list = field(default_factory=list)
    has_views: bool = False  # lists records or sources of the whole project
