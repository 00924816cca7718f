"""The data in the built site: valid by its own schema, complete, and true to the pages."""

import csv
import json

import pytest
from jsonschema import Draft202012Validator

from jasic.model import KINDS

FILES = [kind.plural for kind in KINDS.values()] + ["sources"]


@pytest.mark.parametrize("name", FILES)
def test_json_is_valid_and_csv_has_the_same_records(site, name):
    folder = site / "html" / "data"
    schema = json.loads((folder / f"{name}.schema.json").read_text(encoding="utf-8"))
    data = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(data)
    rows = list(csv.DictReader((folder / f"{name}.csv").read_text(encoding="utf-8").splitlines()))
    key = "key" if name == "sources" else "id"
    assert [row[key] for row in rows] == [record[key] for record in data["records"]]


def test_addresses_lead_to_the_records_and_links_to_records_that_exist(site):
    folder = site / "html" / "data"
    records = {
        kind: json.loads((folder / f"{about.plural}.json").read_text("utf-8"))["records"]
        for kind, about in KINDS.items()
    }
    ids = {kind: {record["id"] for record in found} for kind, found in records.items()}
    sources = {source["key"] for source in json.loads((folder / "sources.json").read_text("utf-8"))["records"]}
    for kind, found in records.items():
        for record in found:
            page, _, anchor = record["url"].partition("#")
            text = (site / "html" / page).read_text(encoding="utf-8")
            assert not anchor or f'id="{anchor}"' in text, record["url"]
            assert set(record["citations"]) <= sources
            for name, option in KINDS[kind].options.items():
                if option.links:
                    assert set(record[name]) <= ids[option.holds], record["id"]
