"""The file in which the link checker keeps what it has found: docs/reference/link-status.json."""

import json
import re
from datetime import date
from typing import Any

from ..model.addresses import STATES, Answer, is_web_address
from ..model.mistake import Mistake

FILE = "reference/link-status.json"  # below docs
ESCAPE = re.compile(r"\\u[0-9a-fA-F]{4}")  # nobody needs one in UTF-8 but to hide a letter from the other rules
MOST_FAILS = 10_000


def read(text: str, path: str) -> tuple[dict[str, Answer], list[Mistake]]:
    """What was found, by address; nothing and a mistake where the file cannot be read."""
    answers: dict[str, Answer] = {}
    line = 1
    try:
        if escape := ESCAPE.search(text):
            line = text.count("\n", 0, escape.start()) + 1
            raise ValueError(f"'{escape[0]}' hides what is written")
        found = json.loads(text, object_pairs_hook=_once)
        if not isinstance(found, dict):
            raise ValueError("it is no object of addresses")
        for url, entry in found.items():
            line = text.count("\n", 0, text.find(json.dumps(url, ensure_ascii=False))) + 1
            answers[url] = _answer(entry)
    except (ValueError, TypeError, AttributeError, RecursionError) as error:
        line, message = (error.lineno, error.msg) if isinstance(error, json.JSONDecodeError) else (line, str(error))
        fix = f"restore it with `git checkout {path}`, or delete it"
        return {}, [Mistake(path, line, "link-status", f"the file cannot be read: {message}", fix)]
    return answers, []


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object, of which JSON keeps the last of two that have one name; raises ValueError for the second."""
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise ValueError(f"'{name}' stands in it twice")
        found[name] = value
    return found


def _answer(entry: dict[str, Any]) -> Answer:
    if not isinstance(entry, dict) or "state" not in entry:
        raise ValueError("an address has no state")
    unknown = [name for name in entry if name not in Answer.__dataclass_fields__]
    if unknown:
        raise ValueError(f"'{unknown[0]}' is nothing that is known of an address")
    answer = Answer(**entry)
    for name, value in entry.items():
        if type(value) is not (int if name == "fails" else str):
            raise ValueError(f"'{name}' is no {'number' if name == 'fails' else 'text'}")
    for day in filter(None, (answer.last_checked, answer.last_ok, answer.failing_since)):
        if date.fromisoformat(day).isoformat() != day:
            raise ValueError(f"'{day}' is no day such as 2018-07-27")
    if not 0 <= answer.fails <= MOST_FAILS:
        raise ValueError(f"it cannot have failed {str(answer.fails)[:9]} times")
    if answer.state not in STATES:
        raise ValueError(f"'{answer.state}' is none of {', '.join(STATES)}")
    if answer.state == "moved" and not is_web_address(answer.detail):
        raise ValueError(f"'{answer.detail[:60]}' is no web address")
    return answer
