"""Items of CSL in the formats that reference managers read: BibTeX, RIS and CSL-JSON, and in words.

BibTeX is written here and not by pybtex, which puts backslashes into addresses, so that they lead nowhere.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from ..model import dates
from ..model.project import Project
from ..model.quotes import typographic
from ..model.sources import NAME_FIELDS, SOURCE_TYPES
from ..translation import _
from .csl_items import Item

# ---- BibTeX: fields of BibLaTeX, and `year` and `journal` for whoever still uses the old styles ----

BIBTEX_TYPES = {about.csl: name for name, about in SOURCE_TYPES.items()}
BIBTEX_FIELDS = {
    "title": "title",
    "publisher": "publisher",
    "publisher-place": "address",
    "volume": "volume",
    "issue": "number",
    "number": "number",
    "page": "pages",
    "edition": "edition",
    "version": "version",
    "URL": "url",
    "DOI": "doi",
    "language": "language",
    "note": "note",
}
CONTAINERS = {"article-journal": "journal", "chapter": "booktitle", "paper-conference": "booktitle"}
PUBLISHERS = {"thesis": "institution", "report": "institution"}
AS_IT_IS = ("url", "doi", "addendum")  # addresses, in which nothing is a sign of TeX
TEX_SIGNS = re.compile(r"[&%$#_]")
BRACES = str.maketrans("{}", "()")
SPACES = re.compile(r"\s+")


def _bibtex_entry(item: Item) -> str:
    lines = [f"@{BIBTEX_TYPES[item['type']]}{{{item['id']},"]
    for name, value in _bibtex_fields(item):
        written = value if name in AS_IT_IS else TEX_SIGNS.sub(r"\\\g<0>", value)
        lines.append(f"  {name} = {{{written}}},")
    return "\n".join([*lines, "}\n"])


def _bibtex_fields(item: Item) -> Iterator[tuple[str, str]]:
    for role in NAME_FIELDS:
        if people := item.get(role):
            yield role, " and ".join(_bibtex_name(person) for person in people)
    for variable, name in BIBTEX_FIELDS.items():
        if value := item.get(variable):
            yield (PUBLISHERS.get(item["type"], name) if variable == "publisher" else name), _in_braces(value)
    if container := item.get("container-title"):
        yield CONTAINERS.get(item["type"], "organization"), _in_braces(container)
    for variable, name in (("issued", "date"), ("accessed", "urldate")):
        if variable in item:
            yield name, _iso(item[variable])
    if "issued" in item:
        yield "year", str(item["issued"]["date-parts"][0][0])
    if archive := item.get("archive_location"):
        yield "addendum", _("Archived copy: {address}").format(address=f"\\url{{{archive}}}")


def _in_braces(text: str) -> str:
    """A text in one line, without braces of its own: an unpaired one would end the field."""
    return SPACES.sub(" ", text).translate(BRACES)


def _bibtex_name(person: dict[str, str]) -> str:
    return f"{person['family']}, {person['given']}" if "given" in person else f"{{{person['literal']}}}"


def _iso(date: Item) -> str:
    """`2018-07-27/2018-08-06`, as BibLaTeX has it."""
    ends = ["-".join([f"{end[0]:04}", *(f"{part:02}" for part in end[1:])]) for end in date["date-parts"]]
    return "/".join(f"{end}~" if date.get("circa") else end for end in ends)


# ---- RIS ----

RIS_TYPES = {
    "article-journal": "JOUR",
    "book": "BOOK",
    "chapter": "CHAP",
    "paper-conference": "CPAPER",
    "thesis": "THES",
    "report": "RPRT",
    "webpage": "ELEC",
    "document": "GEN",
}
RIS_NAMES = {"author": "AU", "editor": "ED", "translator": "A4"}
RIS_TAGS = {
    "title": "TI",
    "container-title": "T2",
    "publisher": "PB",
    "publisher-place": "CY",
    "volume": "VL",
    "issue": "IS",
    "number": "M1",
    "edition": "ET",
    "version": "ET",
    "URL": "UR",
    "DOI": "DO",
    "language": "LA",
    "archive_location": "AV",
    "note": "N1",
}
RANGE = re.compile(r"(\w+)[-–]+(\w+)")


def _ris_entry(item: Item) -> str:
    """The format asks for the ends of lines of a teletype."""
    return "".join(f"{tag}  - {value}\r\n" for tag, value in _ris_lines(item))


def _ris_lines(item: Item) -> Iterator[tuple[str, str]]:
    yield "TY", RIS_TYPES[item["type"]]
    yield "ID", item["id"]
    for role, tag in RIS_NAMES.items():
        for person in item.get(role, ()):
            yield tag, _ris_name(person)
    for variable, tag in RIS_TAGS.items():
        if value := item.get(variable):
            yield tag, SPACES.sub(" ", str(value))
    if issued := item.get("issued"):
        yield "PY", str(issued["date-parts"][0][0])
        yield "DA", _slashes(issued)
    if accessed := item.get("accessed"):
        yield "Y2", _slashes(accessed)
    if pages := item.get("page"):
        ends = RANGE.fullmatch(pages)
        yield from zip(("SP", "EP"), ends.groups() if ends else (pages,))
    yield "ER", ""


def _ris_name(person: dict[str, str]) -> str:
    """A comma stands between family and given name, so in the name of an organisation there is none."""
    return f"{person['family']}, {person['given']}" if "given" in person else person["literal"].replace(",", " –")


def _slashes(date: Item) -> str:
    """`2018/07/27/`: year, month, day and anything else."""
    year, month, day = [*date["date-parts"][0], "", ""][:3]
    return f"{year:04}/{month and f'{month:02}'}/{day and f'{day:02}'}/"


# ---- CSL-JSON, and all of them ----

_AS_JSON = json.JSONEncoder(ensure_ascii=False).encode  # made once: there are ten thousand values


def _csl_entry(item: Item) -> str:
    """Each variable in a line of its own."""
    lines = (f' "{variable}": {_AS_JSON(value)}' for variable, value in item.items())
    return "{\n" + ",\n".join(lines) + "\n}"


class Format(NamedTuple):
    """A format: what readers know it by, the ending of its files, and what stands before, between and after entries."""

    label: str
    suffix: str
    entry: Callable[[Item], str]
    before: str = ""
    between: str = ""
    after: str = ""

    def whole(self, entries: Iterable[str]) -> str:
        """A file that holds these entries."""
        return self.before + self.between.join(entries) + self.after


BIBTEX = Format("BibTeX", ".bib", _bibtex_entry, between="\n")
RIS = Format("RIS", ".ris", _ris_entry)
CSL_JSON = Format("CSL-JSON", ".csl.json", _csl_entry, "[", ",\n", "]\n")
FORMATS = (BIBTEX, RIS, CSL_JSON)


def in_words(item: Item, project: Project) -> tuple[str, str]:
    """A part of this work as a footnote gives it: its title in quotation marks, and the rest."""
    publication = project.publication
    edition = publication.edition
    day = dates.in_words(edition.day, project.language) if edition.day else ""
    named = _("edition {version} ({date})") if day else _("edition {version}")
    parts = [publication.title, named.format(version=edition.version, date=day), item.get("URL") or item["note"]]
    rest = ", ".join(parts) + "."
    if publication.archive:
        rest += " " + _("Archived: {address}.").format(address=publication.archive)
    return _("“{title}”").format(title=typographic(item["title"])), rest
