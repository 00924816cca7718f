"""What a record is: its kinds, their options, and the pages that hold them. No Sphinx here."""

from dataclasses import dataclass, field

from . import dates

# What an option holds, which decides how the rules check it and the views show it.
TEXT, DATE, SOURCE, NAMES = "text", "date", "source", "names"

CERTAINTIES = {
    "documented": "independent streams of evidence, or a document that can be read",
    "reported": "one side or one stream of evidence only",
    "disputed": "sources contradict each other on whether or how it happened",
}
CLAIM_TYPES = {
    "claim": "says that something is so",
    "evidence": "names a fact in support",
    "question": "asks",
    "concession": "grants something to the other side",
}
VERDICTS = {
    "confirmed": "sources bear it out",
    "qualified": "sources bear it out in part",
    "contradicted": "sources say otherwise",
    "not-checkable": "an opinion, or nothing is known that would decide it",
}


@dataclass(frozen=True)
class Option:
    """One option of a kind.

    `holds` is a form above, the kind of record whose ids it lists, or a dict of the values allowed.
    `inverse` is what a record that is named this way is told: `follows` of one event is `Followed by`
    of the other. Without it the naming record appears under "Appears in".
    """

    holds: str | dict
    required: bool = False
    inverse: str = ""

    @property
    def links(self):
        """Whether the option lists records."""
        return isinstance(self.holds, str) and self.holds in KINDS


@dataclass(frozen=True)
class Kind:
    """A kind of record. The first option is the one that names it; `cited` asks for a citation in the text."""

    plural: str
    options: dict
    cited: bool = True

    @property
    def naming_option(self):
        return next(iter(self.options))


REVIEWED = {"reviewed": Option(DATE)}  # when somebody last checked a record against its sources


_CHINESE = {"zh": Option(TEXT), "zh-hant": Option(TEXT), "pinyin": Option(TEXT), "also": Option(NAMES)}
_NAMES = {"name": Option(TEXT, required=True), **_CHINESE}
_TITLE = {"title": Option(TEXT, required=True)}
KINDS = {
    "event": Kind(
        "events",
        {
            **_TITLE,
            "date": Option(DATE, required=True),
            "certainty": Option(CERTAINTIES, required=True),
            "place": Option("place"),
            "people": Option("person"),
            "organisations": Option("organisation"),
            "documents": Option("document"),
            "follows": Option("event", inverse="Followed by"),
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
    "place": Kind("places", {**_NAMES, "within": Option("place", inverse="Places in it")}, cited=False),
    "document": Kind(
        "documents",
        {
            **_TITLE,
            **_CHINESE,
            "date": Option(DATE, required=True),
            "author": Option(TEXT, required=True),
            "source": Option(SOURCE, required=True),
            "people": Option("person"),
            "organisations": Option("organisation"),
            "events": Option("event", inverse="Documents"),
        },
    ),
    "precedent": Kind(
        "precedents",
        {
            **_TITLE,
            **_CHINESE,
            "date": Option(DATE, required=True),
            "people": Option("person"),
            "documents": Option("document"),
        },
    ),
    "position": Kind(
        "positions",
        {
            **_TITLE,
            "holders": Option(TEXT, required=True),
            "source": Option(SOURCE, required=True),
            "claims": Option("claim", inverse="Part of the position"),
            "strongest-answer": Option("claim", inverse="Strongest answer to the position"),
        },
    ),
    "claim": Kind(
        "claims",
        {
            **_TITLE,
            "by": Option(TEXT, required=True),
            "type": Option(CLAIM_TYPES, required=True),
            "topic": Option(TEXT, required=True),
            "source": Option(SOURCE, required=True),
            "passage": Option(TEXT, required=True),
            "lines": Option(TEXT),  # of the source's text as we have it, such as 62-66, 71
            "verdict": Option(VERDICTS),
            "supports": Option("claim", inverse="Supported by"),
            "answers": Option("claim", inverse="Answered by"),
            "qualifies": Option("claim", inverse="Qualified by"),
            "concedes-to": Option("claim", inverse="Conceded to by"),
            "precedents": Option("precedent", inverse="Invoked by"),
        },
        cited=False,
    ),
    "count": Kind(
        "counts",
        {**_TITLE, "date": Option(DATE, required=True), "event": Option("event", inverse="Counts")},
    ),
}


for _kind in KINDS.values():
    _kind.options.update(REVIEWED)


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


@dataclass(frozen=True)
class Figure:
    """One line of a count, such as `- 50 to 60: supporters {cite:p}`key``; `low` and `high` are inclusive."""

    text: str
    low: int
    high: int
    line: int
    keys: tuple = ()


@dataclass
class Record:
    """One directive such as `:::{event} huizhou-raid`, as written."""

    kind: str
    id: str
    docname: str
    path: str
    line: int
    values: dict = field(default_factory=dict)
    figures: list = field(default_factory=list)  # of a count

    def get(self, option, default=""):
        return self.values[option].text if option in self.values else default

    def items(self, option):
        """The parts of a list option; other names are separated by semicolons, ids by commas."""
        if option not in self.values:
            return []
        separator = ";" if self.options[option].holds == NAMES else ","
        return self.values[option].items(separator)

    @property
    def options(self):
        """What a record of this kind may say: name -> Option."""
        return KINDS[self.kind].options

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
        """By date what has one, everything else by name."""
        when = dates.sort_key(self.get("date")) if "date" in self.options else ()
        return (*when, self.title.lower(), self.id)


@dataclass
class Page:
    """What one page holds and points at."""

    docname: str
    path: str  # as a person would type it, from the root of the repository
    title: str = ""
    records: list = field(default_factory=list)
    uses: list = field(default_factory=list)
    terms: list = field(default_factory=list)  # that its glossary explains
    anchors: list = field(default_factory=list)  # of its headings below the title
    has_views: bool = False  # lists records or sources of the whole project
