"""A source of the bibliography: what an entry may say, and how it is called in the text.

The tables are the one list of types, fields, streams and languages: the linter, the printed bibliography, its
filters, the data and the guide for contributors all derive from them. To add a stream of evidence, add a line here.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from ..translation import _
from . import dates
from .chinese import is_chinese
from .gathering import grouped
from .numerals import in_letters
from .record_kinds import Choice
from .records import Value


class SourceType(NamedTuple):
    """A type of entry: the fields that it needs beyond a title, and what CSL, which others read, calls it."""

    needs: tuple[str, ...]
    csl: str


# After biblatex, less what nobody here needs.
SOURCE_TYPES = {
    "article": SourceType(("author", "journaltitle", "date"), "article-journal"),
    "book": SourceType(("publisher", "date"), "book"),
    "incollection": SourceType(("author", "booktitle", "date"), "chapter"),
    "inproceedings": SourceType(("author", "booktitle", "date"), "paper-conference"),
    "thesis": SourceType(("author", "institution", "date"), "thesis"),
    "report": SourceType(("institution", "date"), "report"),
    "online": SourceType(("url",), "webpage"),
    "misc": SourceType((), "document"),
}
# Fields in the order in which `nox -s tidy` writes them, and what the guide says of those that are ours.
SOURCE_FIELDS = {
    "author": "",
    "shortauthor": "",
    "editor": "",
    "translator": "",
    "sortname": _("Chinese authors in pinyin, such as `Yue, Xin`"),
    "title": "",
    "titletranslation": _("the title in English, for a source in another language"),
    "shorttitle": _("of several without a date that go by one name: words of the title that tell them apart"),
    "booktitle": "",
    "journaltitle": "",
    "organization": "",
    "outlet": _("of press, state, encyclopaedias: its name in few characters, such as `SCMP`, alike in its entries"),
    "institution": "",
    "publisher": "",
    "location": "",
    "volume": "",
    "number": "",
    "pages": "",
    "edition": "",
    "date": "",
    "url": "",
    "urldate": _("when somebody saw it there; only what you know for certain"),
    "archiveurl": _("a copy in an archive; only what you know for certain"),
    "archivedate": _("the day of that copy"),
    "doi": "",
    "langid": _("the language of the source"),
    "stream": _("what kind of witness it is"),
    "seen": _("how far you have read it"),
    "via": _("of a text that was not seen: the key of the source through which it is known"),
    "copies": _("the key of the source that it repeats, in whole or in part, where a page says so and cites both"),
    "annotation": _("what it argues, in a sentence, for the annotated bibliography of the debate"),
    "note": "",
}
LONGEST_OUTLET = 24  # characters
LONGEST_SHORT_TITLE = 24  # so that it has room in a citation
LONGEST_ANNOTATION = 30  # words: what is scanned and not read
NAME_FIELDS = ("author", "editor", "translator")
DATE_FIELDS = ("date", "urldate", "archivedate")
TRANSLATED_FIELDS = ("titletranslation", "annotation", "note")  # in which we say something ourselves


@dataclass(frozen=True, kw_only=True)
class Stream(Choice):
    """A stream of evidence.

    `colour` is that of its shape, as `#rrggbb` in the light and in the dark theme; drawing/palette.py holds all others.
    Of some streams the sources go by their outlet, such as a newspaper, and not by their authors. One that only
    knows from others what happened `is_witness` of nothing, and is not counted beside them.
    """

    colour: tuple[str, str]
    goes_by_outlet: bool = False
    is_witness: bool = True


# A stream is called as its page in docs/reference/streams is. The shapes are filled: somebody, square, triangle down,
# diamond, triangle up, an open book, three lines, a cross. None is that of a certainty or a verdict too.
STREAMS = {
    "workers": Stream(
        _("workers and supporters"),
        _("workers and their supporters themselves"),
        "M3.4 3.2a2.6 2.6 0 1 0 5.2 0a2.6 2.6 0 1 0-5.2 0zM1 11.4a5 5 0 0 1 10 0z",
        colour=("#a8231d", "#f08a7f"),
    ),
    "press": Stream(
        _("press"),
        _("newspapers, news agencies, broadcasters"),
        "M1.8 1.8h8.4v8.4H1.8z",
        colour=("#1f5a96", "#86b7ea"),
        goes_by_outlet=True,
    ),
    "state": Stream(
        _("state and company"),
        _("police, company, official media, laws"),
        "M.8 2h10.4L6 11z",
        colour=("#33302b", "#d6cfc2"),
        goes_by_outlet=True,
    ),
    "ngo": Stream(
        _("unions and rights groups"),
        _("trade unions, rights groups, international bodies"),
        "M6 .6 11.4 6 6 11.4.6 6z",
        colour=("#23724b", "#7fc9a2"),
    ),
    "left": Stream(
        _("the left"),
        _("political groups and independent writers of the left"),
        "M6 .8 11.2 10.4H.8z",
        colour=("#9e510c", "#e8a662"),
    ),
    "scholarship": Stream(
        _("scholarship"),
        _("scholarly works"),
        "M1 1.6h4.3v8.8H1zM6.7 1.6H11v8.8H6.7z",
        colour=("#6a4a98", "#bda1e6"),
    ),
    "encyclopaedias": Stream(
        _("encyclopaedias"),
        _("encyclopaedias, which rest on the others and are no witness"),
        "M1 1.2h10v2.4H1zM1 4.8h10v2.4H1zM1 8.4h10v2.4H1z",
        colour=("#665a1c", "#cdbb68"),
        goes_by_outlet=True,
        is_witness=False,
    ),
    "discussion": Stream(
        _("the discussion"),
        _("the e-mail discussion of 2018"),
        "M4.1 1h3.8v3.1H11v3.8H7.9V11H4.1V7.9H1V4.1h3.1z",
        colour=("#0f7078", "#6fc5cc"),
        is_witness=False,
    ),
}
OUTLET_STREAMS = tuple(name for name, stream in STREAMS.items() if stream.goes_by_outlet)
LANGUAGES = {
    "en": Choice(_("English")),
    "zh-Hans": Choice(_("Chinese")),
    "zh-Hant": Choice(_("Chinese")),
    "de": Choice(_("German")),
    "fr": Choice(_("French")),
    "ko": Choice(_("Korean")),
}
SEEN = {
    "full": Choice(_("read whole")),
    "part": Choice(_("read in part")),
    "no": Choice(_("not seen: known through another source")),
}
NOT_SEEN = "no"  # what asks for `via`
# Fields with a closed list.
FIELD_VALUES: Mapping[str, Mapping[str, Choice]] = {"langid": LANGUAGES, "stream": STREAMS, "seen": SEEN}

STOPS = (".", "。")
ENDS = (*STOPS, *"?!…？！")  # of a sentence or a title; the name of a group may end with one and has its full stop
_NAMES = re.compile(r"\s+and\s+(?![^{]*\})")


@dataclass
class Source:
    """One entry, and where it stands; field names are lower-case, values keep their own lines."""

    key: str
    type: str
    line: int = field(repr=False)
    fields: dict[str, Value] = field(default_factory=dict)
    path: str = field(default="", repr=False)  # of the bibliography
    is_whole: bool = True  # it could be read to its end

    def get(self, name: str, default: str = "") -> str:
        """The text of a field."""
        return self.fields[name].text if name in self.fields else default

    @property
    def texts(self) -> dict[str, Value]:
        """What a translator translates of it."""
        return {name: value for name, value in self.fields.items() if name in TRANSLATED_FIELDS}

    @property
    def sort_key(self) -> tuple[str, ...]:
        """By the romanised name of the first author, then by date, then by title."""
        return (self.short_name.lower(), self.get("date", "9999"), self.get("title").lower(), self.key)

    @property
    def short_name(self) -> str:
        """The name by which a source goes in the text: the outlet, or family names, or an organisation."""
        if outlet := self.get("outlet"):
            return outlet
        if short := self.get("shortauthor"):
            return short.strip("{}")
        written = self.get("sortname") or self.get("author") or self.get("editor") or self.get("organization")
        families = [name.family for name in names(written)] or [self.get("title")]
        if len(families) > 2 or families[-1] == "others":
            return _("{name} et al.").format(name=families[0])
        return _join(families)

    @property
    def authors(self) -> str:
        """Who made a source, as printed: `Yue Xin 岳昕`, `Radio Free Asia`, `Sebastian Veg (ed.)`."""
        sortname = self.get("sortname")
        if author := self.get("author"):
            return printed_names(author, sortname)
        if editor := self.get("editor"):
            form = _("{names} (eds)") if len(names(editor)) > 1 else _("{names} (ed.)")
            return form.format(names=printed_names(editor, sortname))
        return self.get("organization")


class Name(NamedTuple):
    """A person, or an organisation, which has no given name."""

    family: str
    given: str = ""


def names(text: str) -> list[Name]:
    """The names in a field such as `Yue, Xin and {Radio Free Asia}`; `others` stands for those that are left out."""
    return [_parts(name) for name in _NAMES.split(text) if name.strip()]


def printed_names(text: str, sortname: str = "") -> str:
    """A field of names as printed: `Yue Xin 岳昕`, `Radio Free Asia`, `Pun Ngai 潘毅 and others`.

    `sortname` is the same names romanised, for those that are Chinese.
    """
    romanised = names(sortname)
    printed = []
    for number, (family, given) in enumerate(names(text)):
        name = f"{family}{given}" if is_chinese(family) else f"{given} {family}".strip()
        if number < len(romanised) and is_chinese(name):
            name = f"{' '.join(romanised[number]).strip()} {name}"
        printed.append(name)
    if printed[-1:] == ["others"]:
        return _("{names} and others").format(names=", ".join(printed[:-1]))
    return _join([", ".join(printed[:-1]), printed[-1]]) if len(printed) > 1 else "".join(printed)


def witnesses(streams: Iterable[str]) -> set[str]:
    """Of the streams of some sources those that are counted: each once, and none that is no witness."""
    return {name for name in streams if name in STREAMS and STREAMS[name].is_witness}


def author_date_labels(sources: Iterable[Source], language: str = dates.ENGLISH) -> dict[str, tuple[str, str]]:
    """Author and year of each source: key -> (`Yue`, `2018`).

    Sources of one author and year are told apart by the day and, within a day, by letters, so
    that a new source changes the label of no more than those of its own day. One without a date may have a short title:
    (`Wikipedia`, `“Hukou”`).
    """
    ordered = sorted(sources, key=lambda source: source.sort_key)
    by_year = grouped(((source.short_name, source.get("date")[:4]), source) for source in ordered)
    by_day = grouped(((source.short_name, source.get("date")), source.key) for source in ordered)
    labels = {}
    for (name, year), group in by_year.items():
        for source in group:
            when, same_day = year or str(_("no date")), by_day[name, source.get("date")]
            if (short := source.get("shorttitle")) and not year:
                when = _("“{title}”").format(title=short)
            elif len(group) > 1:
                when = short_date(source.get("date"), language) or when
                if len(same_day) > 1:
                    when += f" {in_letters(same_day.index(source.key) + 1)}"
            labels[source.key] = (name, when)
    return labels


def short_date(text: str, language: str) -> str:
    """A date for a label: 19 Aug 2018. What is no date is a mistake that the rules name; here it stays as it is."""
    try:
        return dates.in_words(text, language, short=True) if text else ""
    except ValueError:
        return text


def _join(names: list[str]) -> str:
    """`Li and Yue`; more than two have commas between them already."""
    return _("{names} and {last}").format(names=" and ".join(names[:-1]), last=names[-1]) if names[1:] else names[0]


def _parts(name: str) -> Name:
    """Family and given name; an organisation, in braces, has only the first."""
    name = name.strip()
    if name.startswith("{"):
        return Name(name.strip("{}"))
    family, _comma, given = name.partition(",")
    return Name(family.strip(), given.strip())
