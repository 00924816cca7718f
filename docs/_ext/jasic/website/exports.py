"""The records and sources as data, in the folder data/ of the website: JSON with its schema, and CSV.

The schema is made from the model, so the two cannot differ. Ids and field names are promises: others build on them.
A list in CSV is joined with semicolons.
"""

import csv
import io
import json
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from sphinx.application import Sphinx

from ..model import dates
from ..model.anchors import DATA
from ..model.custody import MEASURES
from ..model.estimates import Estimate
from ..model.project import Project
from ..model.publication import Edition
from ..model.record_kinds import KINDS, Kind, Listed, Option, Type
from ..model.records import Record
from ..model.sources import SOURCE_FIELDS, SOURCE_TYPES, STREAMS, Source
from ..rules.records import ID
from .builder import Website
from .files import write_at_end

Json = dict[str, Any]
Address = Callable[[Record], str]  # gives the url of a record, relative to the first page

# What a spreadsheet takes for a formula, at the beginning of a cell or behind what some of them end a cell at.
FORMULA = re.compile(r"(?:^|;\s*)(?=[=+@＝＋－＠\t\r-])")
DRAFT = "https://json-schema.org/draft/2020-12/schema"  # an identifier; nothing is fetched
TEXT: Json = {"type": "string"}
TEXTS: Json = {"type": "array", "items": TEXT}
TEXT_OR_NULL: Json = {"type": ["string", "null"]}
URL: Json = TEXT | {"description": "relative to the first page of the site"}
CITATIONS: Json = TEXTS | {"description": "keys of sources.json"}


def record_data(record: Record, project: Project, address: Address) -> Json:
    """One record, with its options under their own names."""
    data: Json = {
        "id": record.id,
        "url": address(record),
        "title": record.title,
        "names": record.names,
        "citations": [source.key for source in project.cited_in(record)],
    }
    for name, option in _other_options(record.about):
        is_list = option.type in (Type.RECORDS, Type.NAMES)
        data[name] = record.items(name) if is_list else record.get(name) or None
    if record.about.listed is Listed.ESTIMATES:
        data["figures"] = [_estimate_data(estimate, project) for estimate in record.estimates]
    return data


def situations_data(record: Record, project: Project, address: Address) -> list[Json]:
    """What is reported of one person's custody, a row for each line; `from` and `to` are days."""
    rows = []
    for number, line in enumerate(record.situations, 1):
        first, last = dates.sort_key(line.date)
        rows.append(
            {
                "id": f"{record.id}-{number}",
                "url": address(record),
                "person": record.get("person"),
                "measure": line.measure,
                "chinese": MEASURES[line.measure].chinese or None,
                "date": line.date,
                "from": first,
                "to": last,
                "place": line.place or None,
                "confirmed": line.confirmed,
                "disputed": line.disputed,
                "note": line.note,
                "citations": list(line.keys),
                "streams": list(dict.fromkeys(project.sources[key].get("stream") for key in line.keys)),
            }
        )
    return rows


def source_data(source: Source) -> Json:
    """One source; fields that it does not have are null."""
    return {"key": source.key, "type": source.type} | {name: source.get(name) or None for name in SOURCE_FIELDS}


def record_schema(kind: str) -> Json:
    """The JSON Schema of a file of records."""
    properties: Json = {
        "id": TEXT | {"pattern": f"^{ID.pattern}$"},
        "url": URL,
        "title": TEXT,
        "names": TEXTS,
        "citations": CITATIONS,
    }
    properties |= {name: _option_schema(option) for name, option in _other_options(KINDS[kind])}
    if KINDS[kind].listed is Listed.ESTIMATES:
        properties["figures"] = {"type": "array", "items": _closed(_ESTIMATE)}
    return _file_schema(KINDS[kind].plural, properties)


def situations_schema() -> Json:
    """The JSON Schema of custody.json, which has a row for each change in somebody's situation."""
    return _file_schema(
        KINDS["custody"].plural,
        {
            "id": TEXT,
            "url": URL,
            "person": TEXT | {"description": "id of people.json"},
            "measure": {"enum": list(MEASURES)},
            "chinese": TEXT_OR_NULL | {"description": "the term of law"},
            "date": TEXT | {"description": "EDTF, ISO 8601-2: a day, or from the first to the last report"},
            "from": TEXT | {"description": "the first day that the date allows"},
            "to": TEXT | {"description": "the last day that the date allows"},
            "place": TEXT_OR_NULL | {"description": "id of places.json"},
            "confirmed": {"type": "boolean", "description": "whether the state confirmed it"},
            "disputed": {
                "type": "boolean",
                "description": "whether one source alone says so, and others contradict it",
            },
            "note": TEXT,
            "citations": CITATIONS,
            "streams": {"type": "array", "items": {"enum": list(STREAMS)}},
        },
    )


_EDITION: Json = {
    "version": TEXT,
    "date": TEXT_OR_NULL | {"description": "the day of the edition, or null where it is not known"},
}


def source_schema() -> Json:
    """The JSON Schema of sources.json."""
    properties = {"key": TEXT, "type": {"enum": list(SOURCE_TYPES)}}
    return _file_schema("sources", properties | dict.fromkeys(SOURCE_FIELDS, TEXT_OR_NULL))


def texts(project: Project, builder: Website) -> dict[str, str]:
    """All files by their path in the website."""

    def address(record: Record) -> str:
        return builder.get_target_uri(record.docname) + (f"#{record.anchor}" if record.anchor else "")

    edition = project.publication.edition
    sources = [source_data(project.sources[key]) for key in sorted(project.sources)]
    files = _three_files("sources", edition, sources, source_schema())
    for kind, about in KINDS.items():
        records = project.of_kind(kind)
        if about.listed is Listed.SITUATIONS:
            rows = [row for record in records for row in situations_data(record, project, address)]
            files |= _three_files(about.plural, edition, rows, situations_schema())
        else:
            rows = [record_data(record, project, address) for record in records]
            files |= _three_files(about.plural, edition, rows, record_schema(kind))
    return files


def _other_options(kind: Kind) -> Iterator[tuple[str, Option]]:
    """All options but the one that names a record, which is its `title` in every kind."""
    return ((name, option) for name, option in kind.options.items() if name != kind.naming_option)


_ESTIMATE: Json = {
    "text": TEXT,
    "low": {"type": "integer"},
    "high": {"type": "integer"},
    "who": TEXT | {"description": "whoever says so, in the words of the page"},
    "citations": TEXTS,
}


def _estimate_data(estimate: Estimate, project: Project) -> Json:
    return {
        "text": estimate.text,
        "low": estimate.low,
        "high": estimate.high,
        "who": project.in_words(estimate.who),
        "citations": list(estimate.keys),
    }


def _option_schema(option: Option) -> Json:
    match option.type:
        case Type.RECORDS:
            return TEXTS | {"description": f"ids of {KINDS[option.kind].plural}.json"}
        case Type.NAMES:
            return TEXTS
        case Type.CHOICE:
            return {"enum": [*option.choices, *([] if option.required else [None])]}
    schema = TEXT if option.required else TEXT_OR_NULL
    if option.longest:
        schema = schema | {"maxLength": option.longest}
    return schema | {"description": "EDTF, ISO 8601-2"} if option.type is Type.DATE else schema


def _file_schema(name: str, properties: Json) -> Json:
    records = {"type": "array", "items": _closed(properties)}
    return {"$schema": DRAFT, "title": name, **_closed({"edition": _closed(_EDITION), "records": records})}


def _closed(properties: Json) -> Json:
    """An object with all of these properties and no other."""
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


def _three_files(name: str, edition: Edition, records: Sequence[Json], schema: Json) -> dict[str, str]:
    fields = list(schema["properties"]["records"]["items"]["properties"])
    return {
        f"{DATA}/{name}.json": _as_json(edition, records),
        f"{DATA}/{name}.schema.json": json.dumps(schema, ensure_ascii=False, indent=1) + "\n",
        f"{DATA}/{name}.csv": _as_csv(records, fields),
    }


def _as_json(edition: Edition, records: Sequence[Json]) -> str:
    """The records of an edition, each in a line, so that two editions can be compared line by line."""
    belongs_to = json.dumps({"version": edition.version, "date": edition.day or None})
    lines = ",\n".join(json.dumps(record, ensure_ascii=False) for record in records)
    return f'{{"edition": {belongs_to}, "records": [\n{lines}\n]}}\n'


def _as_csv(records: Sequence[Json], fields: Sequence[str]) -> str:
    """Records as CSV text with a head line, whether or not there is one."""
    file = io.StringIO(newline="")
    table = csv.DictWriter(file, fields, lineterminator="\n", extrasaction="ignore")
    table.writeheader()
    for record in records:
        table.writerow({name: _flat(record[name]) for name in fields})
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
