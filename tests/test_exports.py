"""The data in the built site: valid by its own schema, complete, and true to the pages."""

import csv
import json
import re
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from jasic.model.record_kinds import KINDS, Type

FILES = [kind.plural for kind in KINDS.values()] + ["sources"]


@pytest.mark.parametrize("name", FILES)
def test_json_is_valid_and_csv_has_the_same_records(html: Path, name: str) -> None:
    folder = html / "data"
    schema = json.loads((folder / f"{name}.schema.json").read_text(encoding="utf-8"))
    data = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(data)
    rows = list(csv.DictReader((folder / f"{name}.csv").read_text(encoding="utf-8").splitlines()))
    key = "key" if name == "sources" else "id"
    assert [row[key] for row in rows] == [record[key] for record in data["records"]]


def test_the_page_about_the_files_says_how_many_rows_each_has(html: Path) -> None:
    page = (html / "about" / "data.html").read_text(encoding="utf-8")
    rows = re.findall(r"<tr[^>]*>(.*?)</tr>", page, re.DOTALL)
    said = {
        file: int(number[1])
        for row in rows
        for file in FILES
        if (number := re.search(rf">(\d+).*/{file}.json", row, re.DOTALL))
    }
    held = {file: len(json.loads((html / "data" / f"{file}.json").read_text("utf-8"))["records"]) for file in FILES}
    assert said == held


def test_addresses_lead_to_the_records_and_links_to_records_that_exist(html: Path) -> None:
    folder = html / "data"
    records = {
        kind: json.loads((folder / f"{about.plural}.json").read_text("utf-8"))["records"]
        for kind, about in KINDS.items()
    }
    ids = {kind: {record["id"] for record in of_kind} for kind, of_kind in records.items()}
    sources = {source["key"] for source in json.loads((folder / "sources.json").read_text("utf-8"))["records"]}
    for kind, of_kind in records.items():
        for record in of_kind:
            page, _, anchor = record["url"].partition("#")
            text = (html / page).read_text(encoding="utf-8")
            assert not anchor or f'id="{anchor}"' in text, record["url"]
            assert set(record["citations"]) <= sources
            for name, option in KINDS[kind].options.items():
                if option.type is Type.RECORDS:
                    # A row of custody is about one person, and says so without a list.
                    named = record[name] if isinstance(record[name], list) else [record[name]]
                    assert set(named) <= ids[option.kind], record["id"]
    assert {row["place"] for row in records["custody"] if row["place"]} <= ids["place"]
