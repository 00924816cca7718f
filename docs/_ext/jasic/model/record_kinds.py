"""The kinds of record and their options: the one table from which all else about them derives.

The linter checks by it, the pages and the book print by it, the search ranks by it, the data and their schema are
written by it, `nox -s new` prompts by it, and the guide for contributors prints it. To add a field to a person, add
an `Option` here.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from functools import partial

from ..translation import _


class Type(Enum):
    """What an option holds, which decides how it is read, checked and printed."""

    TEXT = _("text")
    NAMES = _("other names, separated by semicolons")
    DATE = _("a date, such as 2018-07-27")
    CHOICE = _("one of a closed list")
    SOURCE = _("the key of a source")
    RECORDS = _("ids of {records}, separated by commas")
    QUESTION = _("the name of a page in docs/debate/questions")
    LINES = _("numbers of lines, such as 62-66, 71")
    COORDINATES = _("degrees north and east to a tenth, such as 22.7, 114.3")


ONE_RECORD = _("the id of one of the {records}")


class Shown(Enum):
    """Where the page of a record prints an option by itself."""

    NOWHERE = "in no place of its own, or where a view of its kind decides"
    ABOVE = "in the list of facts above the prose"
    BELOW = "in the list of links below the prose"


@dataclass(frozen=True)
class Choice:
    """One value of a closed list: `label` is what a reader sees, `meaning` explains it, where it needs that.

    `shape` is what it looks like beside a name and in every figure: the outline as data of an SVG path in a square of
    12 units; `inked` is the part of an outline that is filled, where that is not all of it.
    """

    label: str
    meaning: str = ""
    shape: str = ""
    inked: str | None = None


@dataclass(frozen=True)
class Option:
    """One option of a kind.

    `label` is what a reader sees, `help` what `nox -s new` and the guide say to a writer. `choices` maps the values
    of a CHOICE to their meaning, or to nothing where the value says it; `kind` names whose ids RECORDS lists. A
    `single` option names one record, or one day. `inverse` is what a record that is named this way is told: `follows`
    of one event is `Later events` of the other; without it the naming record appears under "Appears in". `in_results`
    puts the value before the text of a search result. `longest` is how many characters a text may have, `most` how
    many records may say it, where that is limited.
    """

    type: Type
    label: str
    help: str = ""
    required: bool = False
    shown: Shown = Shown.NOWHERE
    choices: Mapping[str, Choice] = field(default_factory=dict)
    kind: str = ""
    single: bool = False
    inverse: str = ""
    in_results: bool = False
    longest: int = 0
    most: int = 0

    @property
    def limits(self) -> str:
        """What a writer has to keep to: `at most 28 characters, for at most 10`; or nothing."""
        longest = _("at most {number} characters").format(number=self.longest) if self.longest else ""
        most = _("for at most {number}").format(number=self.most) if self.most else ""
        return ", ".join(filter(None, (longest, most)))

    @property
    def form(self) -> str:
        """How a writer writes it: `one of documented, reported, disputed`, `ids of people, separated by commas`."""
        if self.type is Type.CHOICE:
            return _("one of {values}").format(values=", ".join(self.choices))
        form = ONE_RECORD if self.single and self.kind else self.type.value
        return str(form).format(records=str(KINDS[self.kind].labels).lower() if self.kind else "")


class Listed(Enum):
    """What the lines of the list in a record are, if they are more than words."""

    NOTHING = ""
    ESTIMATES = _("figures, such as `- 50 to 60: who says so`")
    SITUATIONS = _("measures with their dates, such as `- criminal-detention, 2018-07-27/2018-09-03: who says so`")


@dataclass(frozen=True)
class Kind:
    """A kind of record. The first option is the one that names it.

    `plural` is the name of its data files, a promise to others; `label` and `labels` are what readers see, `chinese`
    what those see who search in Chinese, on a site in any language. `prompt` is what a writer is asked for, each line
    of it with a citation where the kind has them. `cited` asks for a citation in the text. `weight` says how likely a
    reader who types a name means a record of this kind, where names are equal; 1 is the likeliest. `listed` says what
    the lines of a list in it are. `in_index` gives it an entry in the general index.
    """

    plural: str
    label: str
    labels: str
    chinese: str
    prompt: str
    options: Mapping[str, Option]
    weight: float
    cited: bool = True
    listed: Listed = Listed.NOTHING
    in_index: bool = True

    @property
    def naming_option(self) -> str:
        return next(iter(self.options))


# A filled dot, a ring, a diamond of which one half is filled: known by their form, without any colour.
CERTAINTIES = {
    "documented": Choice(
        _("documented"),
        _("independent streams of evidence, or a document that can be read"),
        "M1.8 6a4.2 4.2 0 1 0 8.4 0a4.2 4.2 0 1 0-8.4 0z",
    ),
    "reported": Choice(
        _("reported"),
        _("one side or one stream of evidence only"),
        "M2.3 6a3.7 3.7 0 1 0 7.4 0a3.7 3.7 0 1 0-7.4 0z",
        inked="",
    ),
    "disputed": Choice(
        _("disputed"),
        _("sources contradict each other on whether or how it happened"),
        "M6 1 11 6 6 11 1 6z",
        inked="M6 1V11L1 6z",
    ),
}
# Where an event took place: the lanes of the figures, from the plant outwards.
ARENAS = {
    "plant": Choice(
        _("Plant and union"),
        _("conditions and conflict in the plant, the union that its workers wanted, and what became of them"),
    ),
    "supporters": Choice(
        _("Supporters"), _("what those who stood by the workers did in the open, and what was done to them")
    ),
    "campuses": Choice(_("Campuses"), _("at a university, or done by or to its students and their societies")),
    "labour": Choice(
        _("Labour groups and editors"), _("labour organisations, editors, and workers of other employers")
    ),
    "state": Choice(
        _("State and company"),
        _("what authorities, the official union, official media and the company said or settled among themselves"),
    ),
    "abroad": Choice(_("Hong Kong and abroad"), _("done or said in Hong Kong or in another country")),
}
CLAIM_TYPES = {
    "claim": Choice(_("says"), _("says that something is so")),
    "evidence": Choice(_("gives a fact"), _("names a fact in support")),
    "question": Choice(_("asks"), _("asks")),
    "concession": Choice(_("grants"), _("grants something to the other side")),
}
# A tick, half a disc, a cross, a question mark: none is the shape of a certainty or a stream too.
VERDICTS = {
    "confirmed": Choice(_("borne out"), _("sources bear it out"), "M1 6.5 2.6 4.9 4.8 7.1 9.6 2 11.2 3.6 4.8 10.3z"),
    "qualified": Choice(
        _("borne out in part"),
        _("sources bear it out in part"),
        "M2 6a4 4 0 1 0 8 0a4 4 0 1 0-8 0z",
        inked="M6 2v8a4 4 0 0 1 0-8z",
    ),
    "contradicted": Choice(
        _("contradicted"),
        _("sources say otherwise"),
        "M1.7 3.1 3.1 1.7 6 4.6 8.9 1.7 10.3 3.1 7.4 6l2.9 2.9-1.4 1.4L6 7.4l-2.9 2.9-1.4-1.4L4.6 6z",
    ),
    "not-checkable": Choice(
        _("cannot be checked"),
        _("nothing is known that would decide it"),
        "M2.4 4.4C2.4 2 4 .8 6.1.8S9.7 2.1 9.7 4c0 2.3-2.6 2.5-2.6 4.2H5.1c0-2.5 2.5-2.8 2.5-4.1 "
        "0-.8-.6-1.4-1.5-1.4s-1.6.6-1.6 1.7zM4.9 9.2h2.4v2.3H4.9z",
    ),
}
# The speakers of the discussion, who stay pseudonymous, in the order of the columns. Each is a speech bubble, so that
# none is taken for a stream of evidence: round, square, pointed, and hollow for whoever is not named.
SPEAKERS = {
    "A": Choice(
        "A", shape="M6 .5c3 0 5.5 1.9 5.5 4.25S9 9 6 9h-.75L2.5 11.5V8.3C1.25 7.5.5 6.2.5 4.75.5 2.4 3 .5 6 .5z"
    ),
    "X": Choice("X", shape="M.75 1h10.5v7.75H5.5L2.5 11.5V8.75H.75z"),
    "SF": Choice("SF", shape="M3.25 1h5.5l3 3.88-3 3.87H5.5L2.5 11.5l.5-3L.25 4.88z"),
    "unnamed": Choice(_("unnamed"), shape="M1.5 1.75h9V8H5.5l-2.2 2.4V8H1.5z", inked=""),
}


# Options of the usual forms, each of which may say more of itself.
_text = partial(Option, Type.TEXT)
_choice = partial(Option, Type.CHOICE, required=True)
_records = partial(Option, Type.RECORDS, shown=Shown.BELOW)
_one_record = partial(_records, single=True)
_date = partial(Option, Type.DATE, _("Date"), required=True, shown=Shown.ABOVE, in_results=True)
_source = partial(Option, Type.SOURCE, required=True, shown=Shown.ABOVE)

_CHINESE = {
    "zh": _text(_("Chinese"), _("the name in simplified characters"), shown=Shown.ABOVE),
    "zh-hant": _text(_("Traditional"), _("in traditional characters, where sources use them"), shown=Shown.ABOVE),
    "pinyin": _text(_("Pinyin"), _("with tone marks: Yuè Xīn"), shown=Shown.ABOVE),
    "also": Option(Type.NAMES, _("Also"), _("other names in use"), shown=Shown.ABOVE),
}
PINYIN = "pinyin"
CHINESE_NAMES = ("zh", "zh-hant", PINYIN)  # options that hold a name in Chinese, which nobody translates
_NAMES = {"name": _text(_("Name"), _("as English readers meet it"), required=True), **_CHINESE}
_TITLE = {"title": _text(_("Title"), _("one line in your own words"), required=True)}
CHINESE_TITLE = "zh-title"  # of what has no name in Chinese; that of a page stands in its front matter
LONGEST_CHINESE_TITLE = 30
_TITLES = {
    **_TITLE,
    CHINESE_TITLE: _text(
        _("Chinese title"),
        _("the same in simplified characters, as a Chinese reader would put it"),
        longest=LONGEST_CHINESE_TITLE,
    ),
}
_ROLE = {
    "role": _text(_("Role"), _("the public role, in a few words"), required=True, shown=Shown.ABOVE, in_results=True)
}
# When somebody last checked a record against its sources; every kind ends with it.
_REVIEWED = {
    "reviewed": Option(Type.DATE, _("Reviewed"), _("the day on which you checked it against its sources"), single=True)
}

KINDS = {
    "event": Kind(
        "events",
        _("Event"),
        _("Events"),
        "事件",
        "What happened, in your own words, and who says so",
        {
            **_TITLES,
            "date": _date(_("when it happened"), shown=Shown.NOWHERE),
            "certainty": _choice(_("Certainty"), _("how well it is known"), choices=CERTAINTIES, in_results=True),
            "arena": _choice(_("Arena"), _("where it took place, in the sense of the figures"), choices=ARENAS),
            "label": _text(
                _("Label"),
                _("of a turning point, for the figure of the whole struggle; it says no more than the title"),
                longest=28,
                most=10,
            ),
            "called": Option(
                Type.NAMES,
                _("Called"),
                _("what pages call it right before its date, such as `raid`, in no other sense"),
            ),
            "place": _records(_("Place"), _("where"), kind="place", shown=Shown.NOWHERE),
            "people": _records(_("People"), _("who took part"), kind="person"),
            "organisations": _records(_("Organisations"), _("which took part"), kind="organisation"),
            "documents": _records(_("Documents"), _("that belong to it"), kind="document"),
            "follows": _records(_("Earlier events"), _("what led to it"), kind="event", inverse=_("Later events")),
            **_REVIEWED,
        },
        weight=0.98,
        in_index=False,  # its title is a sentence; the chronology has all of them
    ),
    "person": Kind(
        "people",
        _("Person"),
        _("People"),
        "人物",
        "Who this is in public, what at least two sources report, and who says so",
        {
            **_NAMES,
            **_ROLE,
            "status": _text(
                _("Last publicly reported status"), _("what was last reported of their situation"), required=True
            ),
            "status-date": Option(Type.DATE, _("Date of the status"), _("when that was reported"), required=True),
            "status-source": _source(_("Source of the status"), _("who reported it"), shown=Shown.NOWHERE),
            **_REVIEWED,
        },
        weight=1,
    ),
    "organisation": Kind(
        "organisations",
        _("Organisation"),
        _("Organisations"),
        "组织",
        "What this body is, what it did in these events, and who says so",
        {**_NAMES, **_ROLE, **_REVIEWED},
        weight=1,
    ),
    "place": Kind(
        "places",
        _("Place"),
        _("Places"),
        "地点",
        "Where it is and what happened there",
        {
            **_NAMES,
            "within": _one_record(_("Within"), _("the larger place"), kind="place", inverse=_("Places in it")),
            "coordinates": Option(
                Type.COORDINATES, _("Position"), _("of a city or a district; a building has none, and nobody's home")
            ),
            **_REVIEWED,
        },
        weight=0.97,
        cited=False,
    ),
    "document": Kind(
        "documents",
        _("Document"),
        _("Documents"),
        "文献",
        "What the text says, in your own words, and where it can be read",
        {
            **_TITLE,
            **_CHINESE,
            "date": _date(_("when it was written or published")),
            "author": _text(_("Author"), _("who signed it"), required=True, shown=Shown.ABOVE, in_results=True),
            "source": _source(_("Source"), _("where the text is")),
            "people": _records(_("People"), _("whom it is about or from"), kind="person"),
            "organisations": _records(_("Organisations"), _("which it is about or from"), kind="organisation"),
            "events": _records(_("Events"), _("that it belongs to"), kind="event", inverse=_("Documents")),
            **_REVIEWED,
        },
        weight=0.85,
    ),
    "precedent": Kind(
        "precedents",
        _("Precedent"),
        _("Precedents"),
        "历史先例",
        "What happened then, by at least two scholarly works, and how the discussion uses it",
        {
            **_TITLE,
            **_CHINESE,
            "date": _date(_("when it happened")),
            "people": _records(_("People"), _("who took part"), kind="person"),
            "documents": _records(_("Documents"), _("that belong to it"), kind="document"),
            **_REVIEWED,
        },
        weight=1,
    ),
    "position": Kind(
        "positions",
        _("Position"),
        _("Positions"),
        "立场",
        "The position as its holders would put it, and who states it",
        {
            **_TITLES,
            "holders": _text(_("Held by"), _("who holds it"), required=True, shown=Shown.ABOVE, in_results=True),
            "source": _source(_("Source"), _("where it is stated")),
            "claims": _records(
                _("Claims"), _("that make it up"), kind="claim", inverse=_("Part of the position"), required=True
            ),
            "strongest-answer": _one_record(
                _("Strongest answer"),
                _("the strongest reply to it"),
                kind="claim",
                inverse=_("Strongest answer to the position"),
                required=True,
            ),
            **_REVIEWED,
        },
        weight=1.05,
    ),
    "claim": Kind(
        "claims",
        _("Claim"),
        _("Claims"),
        "论点",
        "What the speaker says, as the speaker would accept it, and what the evidence says",
        {
            **_TITLES,
            "by": _choice(_("Said by"), _("the speaker"), choices=SPEAKERS, shown=Shown.ABOVE, in_results=True),
            "type": _choice(_("Kind"), _("what the passage does"), choices=CLAIM_TYPES, shown=Shown.ABOVE),
            "topic": Option(
                Type.QUESTION, _("Topic"), _("the page of the question it bears on"), required=True, shown=Shown.ABOVE
            ),
            "source": _source(_("Source"), _("the discussion")),
            "passage": _text(_("Place in the source"), _("where it is said"), required=True, shown=Shown.ABOVE),
            "lines": Option(Type.LINES, _("Lines"), _("of the source's text, where it has numbers")),
            "verdict": _choice(
                _("Checked"),
                _("what sources say of a fact; opinions get none"),
                choices=VERDICTS,
                required=False,
                shown=Shown.ABOVE,
                in_results=True,
            ),
            "supports": _records(_("Supports"), _("claims it supports"), kind="claim", inverse=_("Supported by")),
            "answers": _records(_("Answers"), _("claims it replies to"), kind="claim", inverse=_("Answered by")),
            "qualifies": _records(_("Qualifies"), _("claims it narrows"), kind="claim", inverse=_("Qualified by")),
            "concedes-to": _records(_("Concedes to"), _("claims it grants"), kind="claim", inverse=_("Granted by")),
            "precedents": _records(_("Precedents"), _("cases it invokes"), kind="precedent", inverse=_("Invoked by")),
            **_REVIEWED,
        },
        weight=0.9,
        cited=False,
        in_index=False,  # nobody looks a sentence up by its first word; claims stand under the questions they answer
    ),
    "count": Kind(
        "counts",
        _("Number"),
        _("Numbers"),
        "数字",
        "- 50: who says so\n- 60: who else says so",
        {
            **_TITLES,
            "date": _date(_("the day that is counted")),
            "event": _records(_("Event"), _("at which it was counted"), kind="event", inverse=_("Numbers")),
            "part-of": _one_record(
                _("Part of"), _("the count of which these people are a part"), kind="count", inverse=_("Of these")
            ),
            "differ": _text(
                _("Differ"), _("what the figures count, where that is not one thing; shown where the count is named")
            ),
            "taken": _choice(
                _("Taken"),
                _("whether it counts people taken in one operation, for the figure of the whole struggle"),
                choices={"yes": Choice(_("yes"))},
                required=False,
            ),
            **_REVIEWED,
        },
        weight=0.8,
        listed=Listed.ESTIMATES,
        in_index=False,  # its title says what was counted and when; the page of numbers has all of them
    ),
    "custody": Kind(
        "custody",
        _("Custody"),
        _("Custody"),
        "羁押情况",
        "- criminal-detention, 2018-07-27/2018-09-03: who says so",
        {
            **_TITLE,
            "person": _one_record(
                _("Person"), _("whom it is about"), kind="person", inverse=_("Custody"), required=True
            ),
            **_REVIEWED,
        },
        weight=0.85,
        cited=False,
        listed=Listed.SITUATIONS,
        in_index=False,  # readers look for the person, beside whom it stands
    ),
}
