"""The records and sources as data, in the folder data/ of the website: JSON with its schema, and CSV.

The schema is made from the model, so the two cannot differ. Ids and field names are promises:
others build on them. A list in CSV is joined with semicolons.
"""

import csv
import io
import json
from pathlib import Path

from ..model.kinds import KINDS, Type
from ..model.sources import SOURCE_FIELDS, SOURCE_TYPES

DRAFT = "https://json-schema.org/draft/2020-12/schema"  # an identifier; nothing is fetched


def record_data(record, project, address):
    """One record as a dict, with its options under their own names."""
    data = {
        "id": record.id,
        "url": address(record),
        "title": record.title,
        "names": record.names,
        "citations": [source.key for source in project.cited_in(record)],
    }
    for name, option in record.options.items():
        if name not in ("title", "name"):
            is_list = option.type in (Type.RECORDS, Type.NAMES)
            data[name] = record.items(name) if is_list else record.get(name) or None
    if record.kind == "count":
        data["figures"] = [
            {"text": figure.text, "low": figure.low, "high": figure.high, "citations": list(figure.keys)}
            for figure in record.figures
        ]
    return data


def source_data(source):
    """One source as a dict; fields that it does not have are null."""
    return {"key": source.key, "type": source.type} | {name: source.get(name) or None for name in SOURCE_FIELDS}


def record_schema(kind):
    """The JSON Schema of a file of records."""
    texts = {"type": "array", "items": {"type": "string"}}
    properties = {
        "id": {"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"},
        "url": {"type": "string", "description": "relative to the first page of the site"},
        "title": {"type": "string"},
        "names": texts,
        "citations": texts | {"description": "keys of sources.json"},
    }
    for name, option in KINDS[kind].options.items():
        if name in ("title", "name"):
            continue
        if option.type is Type.RECORDS:
            properties[name] = texts | {"description": f"ids of {KINDS[option.kind].plural}.json"}
        elif option.type is Type.NAMES:
            properties[name] = texts
        elif option.type is Type.CHOICE:
            properties[name] = {"enum": [*option.choices, *([] if option.required else [None])]}
        else:
            about = {"description": "EDTF, ISO 8601-2"} if option.type is Type.DATE else {}
            properties[name] = {"type": "string" if option.required else ["string", "null"]} | about
    if kind == "count":
        figure = {
            "text": {"type": "string"},
            "low": {"type": "integer"},
            "high": {"type": "integer"},
            "citations": texts,
        }
        properties["figures"] = {"type": "array", "items": closed(figure)}
    return file_schema(KINDS[kind].plural, properties)


def source_schema():
    """The JSON Schema of sources.json."""
    properties = {"key": {"type": "string"}, "type": {"enum": list(SOURCE_TYPES)}}
    return file_schema("sources", properties | {name: {"type": ["string", "null"]} for name in SOURCE_FIELDS})


def file_schema(name, properties):
    records = {"type": "array", "items": closed(properties)}
    return {"$schema": DRAFT, "title": name, **closed({"records": records})}


def closed(properties):
    """An object with all of these properties and no other."""
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


def as_json(data):
    return json.dumps(data, ensure_ascii=False, indent=1, sort_keys=False) + "\n"


def as_csv(records, fields):
    """Records as CSV text with a head line, whether or not there is one."""
    file = io.StringIO(newline="")
    table = csv.DictWriter(file, fields, lineterminator="\n", extrasaction="ignore")
    table.writeheader()
    for record in records:
        table.writerow({name: flat(record[name]) for name in fields})
    return file.getvalue()


def flat(value):
    if isinstance(value, list):
        return "; ".join(item["text"] if isinstance(item, dict) else item for item in value)
    return value


def files(project, address):
    """All files: name -> text. `address` gives the url of a record."""
    found = {}
    for kind, about in KINDS.items():
        records = [record_data(record, project, address) for record in project.of_kind(kind)]
        found |= three_files(about.plural, records, record_schema(kind))
    sources = [source_data(project.sources[key]) for key in sorted(project.sources)]
    return found | three_files("sources", sources, source_schema())


def three_files(name, records, schema):
    fields = list(schema["properties"]["records"]["items"]["properties"])
    return {
        f"{name}.json": as_json({"records": records}),
        f"{name}.schema.json": as_json(schema),
        f"{name}.csv": as_csv(records, fields),
    }


def write(app, exception):
    """Write the files into the website once all pages are written."""
    if exception or app.builder.name != "html":
        return
    domain = app.env.get_domain("jasic")

    def address(record):
        docname, anchor = record.docname, record.anchor
        return app.builder.get_target_uri(docname) + (f"#{anchor}" if anchor else "")

    folder = Path(app.outdir, "data")
    folder.mkdir(exist_ok=True)
    for name, text in files(domain.project, address).items():
        (folder / name).write_text(text, encoding="utf-8")


def setup(app):
    app.connect("build-finished", write)
