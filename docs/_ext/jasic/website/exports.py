"""The records and sources as data, in the folder data/ of the website: JSON with its schema, and CSV.

Each property is declared once, with its schema and how its value is found, so that files and schemas cannot differ. Ids
and the names of properties are promises: others build on them. A list in CSV is joined with semicolons.
"""

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from sphinx.application import Sphinx

from ..model import dates
from ..model.anchors import DATA
from ..model.custody import MEASURES, Situation
from ..model.project import Project
from ..model.publication import Edition
from ..model.record_kinds import KINDS, Kind, Listed, Option, Type
from ..model.records import Record
from ..model.sources import SOURCE_FIELDS, SOURCE_TYPES, STREAMS
from ..rules.records import ID
from .builder import Website
from .files import write_at_end

Json = dict[str, Any]
Address = Callable[[Record], str]  # gives the url of a record, relative to the first page


class Property(NamedTuple):
    """What is said of each thing in a file: the JSON Schema of it, and a function from the thing to its value."""

    schema: Json
    value: Callable[[Any], Any]


Properties = Mapping[str, Property]


class Line(NamedTuple):
    """A line of a record of custody, and its number in the record, from 1."""

    record: Record
    number: int
    told: Situation


# What a spreadsheet takes for a formula, at the beginning of a cell or behind what some of them end a cell at.
FORMULA = re.compile(r"(?:^|;\s*)(?=[=+@＝＋－＠\t\r-])")
DRAFT = "https://json-schema.org/draft/2020-12/schema"  # an identifier; nothing is fetched
TEXT: Json = {"type": "string"}
TEXTS: Json = {"type": "array", "items": TEXT}
TEXT_OR_NULL: Json = {"type": ["string", "null"]}
CITATIONS: Json = TEXTS | {"description": "keys of sources.json"}
URL = "relative to the first page of the site"


def _text(description: str) -> Json:
    """The schema of a text, and what it is."""
    return TEXT | {"description": description}


def _text_or_null(description: str) -> Json:
    """The same of one that may be missing."""
    return TEXT_OR_NULL | {"description": description}


# Of the edition that a file belongs to.
EDITION = {
    "version": Property(TEXT, lambda edition: edition.version),
    "date": Property(
        _text_or_null("the day of the edition, or null where it is not known"), lambda edition: edition.day or None
    ),
}


def of_records(kind: Kind, project: Project, address: Address) -> Properties:
    """What is said of the records of a kind, with their options under their own names."""
    properties = {
        "id": Property(TEXT | {"pattern": f"^{ID.pattern}$"}, lambda record: record.id),
        "url": Property(_text(URL), address),
        "title": Property(TEXT, lambda record: record.title),
        "names": Property(TEXTS, lambda record: record.names),
        "citations": Property(CITATIONS, lambda record: [source.key for source in project.cited_in(record)]),
    }
    for name, option in kind.options.items():
        if name != kind.naming_option:  # which is its title
            properties[name] = of_option(name, option)
    if kind.listed is Listed.ESTIMATES:
        estimates = of_estimates(project)
        schema = {"type": "array", "items": _object(estimates)}
        properties["figures"] = Property(schema, lambda record: [_row(estimates, each) for each in record.estimates])
    return properties


def of_option(name: str, option: Option) -> Property:
    """What an option says; null where it is not there."""

    def text(record: Record) -> str | None:
        return record.get(name) or None

    match option.type:
        case Type.RECORDS:
            return Property(
                TEXTS | {"description": f"ids of {KINDS[option.kind].plural}.json"}, lambda record: record.items(name)
            )
        case Type.NAMES:
            return Property(TEXTS, lambda record: record.items(name))
        case Type.CHOICE:
            return Property({"enum": [*option.choices, *([] if option.required else [None])]}, text)
    schema = TEXT if option.required else TEXT_OR_NULL
    if option.longest:
        schema = schema | {"maxLength": option.longest}
    return Property(schema | {"description": "EDTF, ISO 8601-2"} if option.type is Type.DATE else schema, text)


def of_estimates(project: Project) -> Properties:
    """What is said of the estimates of a count."""
    return {
        "text": Property(TEXT, lambda estimate: estimate.text),
        "low": Property({"type": "integer"}, lambda estimate: estimate.low),
        "high": Property({"type": "integer"}, lambda estimate: estimate.high),
        "who": Property(
            _text("whoever says so, in the words of the page"), lambda estimate: project.in_words(estimate.who)
        ),
        "citations": Property(TEXTS, lambda estimate: list(estimate.keys)),
    }


def of_lines(project: Project, address: Address) -> Properties:
    """What is reported of people's custody, a row for each line of their records."""

    def streams(line: Line) -> list[str]:
        return list(dict.fromkeys(project.sources[key].get("stream") for key in line.told.keys))

    return {
        "id": Property(TEXT, lambda line: f"{line.record.id}-{line.number}"),
        "url": Property(_text(URL), lambda line: address(line.record)),
        "person": Property(_text("id of people.json"), lambda line: line.record.get("person")),
        "measure": Property({"enum": list(MEASURES)}, lambda line: line.told.measure),
        "chinese": Property(_text_or_null("the term of law"), lambda line: MEASURES[line.told.measure].chinese or None),
        "date": Property(
            _text("EDTF, ISO 8601-2: a day, or from the first to the last report"), lambda line: line.told.date
        ),
        "from": Property(_text("the first day that the date allows"), lambda line: dates.sort_key(line.told.date)[0]),
        "to": Property(_text("the last day that the date allows"), lambda line: dates.sort_key(line.told.date)[1]),
        "place": Property(_text_or_null("id of places.json"), lambda line: line.told.place or None),
        "confirmed": Property(
            {"type": "boolean", "description": "whether the state confirmed it"}, lambda line: line.told.confirmed
        ),
        "disputed": Property(
            {"type": "boolean", "description": "whether one source alone says so, and others contradict it"},
            lambda line: line.told.disputed,
        ),
        "note": Property(TEXT, lambda line: line.told.note),
        "citations": Property(CITATIONS, lambda line: list(line.told.keys)),
        "streams": Property({"type": "array", "items": {"enum": list(STREAMS)}}, streams),
    }


def of_sources() -> Properties:
    """What is said of a source; fields that it does not have are null."""

    def field(name: str) -> Property:
        return Property(TEXT_OR_NULL, lambda source: source.get(name) or None)

    key = Property(TEXT, lambda source: source.key)
    type = Property({"enum": list(SOURCE_TYPES)}, lambda source: source.type)
    return {"key": key, "type": type, **{name: field(name) for name in SOURCE_FIELDS}}


def texts(project: Project, builder: Website) -> dict[str, str]:
    """All files by their path in the website."""

    def address(record: Record) -> str:
        return builder.get_target_uri(record.docname) + (f"#{record.anchor}" if record.anchor else "")

    edition = project.publication.edition
    files = _three_files("sources", edition, of_sources(), (project.sources[key] for key in sorted(project.sources)))
    for name, kind in KINDS.items():
        records = project.of_kind(name)
        if kind.listed is Listed.SITUATIONS:
            lines = (Line(each, *line) for each in records for line in enumerate(each.situations, 1))
            files |= _three_files(kind.plural, edition, of_lines(project, address), lines)
        else:
            files |= _three_files(kind.plural, edition, of_records(kind, project, address), records)
    return files


def _three_files(name: str, edition: Edition, properties: Properties, things: Iterable[Any]) -> dict[str, str]:
    """What lists some things, with its schema, and the same as a table."""
    rows = [_row(properties, thing) for thing in things]
    held = {"edition": _object(EDITION), "records": {"type": "array", "items": _object(properties)}}
    schema = {"$schema": DRAFT, "title": name, **_closed(held)}
    return {
        f"{DATA}/{name}.json": _as_json(_row(EDITION, edition), rows),
        f"{DATA}/{name}.schema.json": json.dumps(schema, ensure_ascii=False, indent=1) + "\n",
        f"{DATA}/{name}.csv": _as_csv(rows, properties),
    }


def _row(properties: Properties, thing: Any) -> Json:
    """The values of all properties of a thing."""
    return {name: each.value(thing) for name, each in properties.items()}


def _object(properties: Properties) -> Json:
    """The schema of an object with these properties."""
    return _closed({name: each.schema for name, each in properties.items()})


def _closed(schemas: Json) -> Json:
    """The schema of an object with all of these and nothing else."""
    return {"type": "object", "properties": schemas, "required": list(schemas), "additionalProperties": False}


def _as_json(edition: Json, rows: list[Json]) -> str:
    """The records of an edition, each in a line, so that two editions can be compared line by line."""
    lines = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    return f'{{"edition": {json.dumps(edition)}, "records": [\n{lines}\n]}}\n'


def _as_csv(rows: list[Json], names: Iterable[str]) -> str:
    """Records as CSV text with a head line, whether or not there is one."""
    file = io.StringIO(newline="")
    table = csv.writer(file, lineterminator="\n")
    table.writerow(names)
    table.writerows([_flat(value) for value in row.values()] for row in rows)
    return file.getvalue()


def _flat(value: Any) -> Any:
    """A value as a cell holds it: of an estimate its text."""
    if isinstance(value, list):
        value = "; ".join(item["text"] if isinstance(item, dict) else item for item in value)
    if isinstance(value, bool):
        return str(value).lower()
    # A spreadsheet would take it for a formula and run it; an apostrophe makes it text.
    return FORMULA.sub(r"\g<0>'", value) if value else value


def setup(app: Sphinx) -> None:
    write_at_end(app, texts)
