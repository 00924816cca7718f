"""Data of Python as a browser reads it in a script, as short as it can be written."""

import json
from typing import Any


def literal(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def constant(name: str, data: Any) -> str:
    return f"const {name} = {literal(data)};\n"
