"""The file in which the link checker keeps what it has found: docs/reference/link-status.json."""

import json
import re
from datetime import date
from typing import Any

from ..model.link_status import STATES, Answer
from ..model.mistake import Mistake
from ..model.web_addresses import is_web_address

FILE = "reference/link-status.json"  # below docs
# Nobody needs one in UTF-8 but to hide a letter from the other rules; behind a backslash that is meant it is none.
ESCAPE = re.compile(r"(?<!\\)(?:\\\\)*(\\u[0-9a-fA-F]{4})")
MOST_FAILS = 10_000


class Pairs(list[tuple[str, Any]]):
    """An object as it is written, of which JSON would keep the last of two that have one name."""


def read(text: str, path: str) -> tuple[dict[str, Answer], list[Mistake]]:
    """What was found, by address; nothing and a mistake where the file cannot be read."""
    answers: dict[str, Answer] = {}
    line, place = 1, 0
    try:
        if escape := ESCAPE.search(text):
            line = _line_at(text, escape.start(1))
            raise ValueError(f"'{escape[1]}' hides what is written")
        found = json.loads(text, object_pairs_hook=Pairs)
        if not isinstance(found, Pairs):
            raise ValueError("it is no object of addresses")
        for url, entry in found:
            name = re.compile(re.escape(json.dumps(url, ensure_ascii=False)) + r"\s*:").search(text, place)
            place = name.end() if name else place
            line = _line_at(text, place)
            if url in answers:
                raise ValueError(f"'{url}' stands in it twice")
            answers[url] = _answer(entry)
    except (ValueError, TypeError, AttributeError, RecursionError) as error:
        line, message = (error.lineno, error.msg) if isinstance(error, json.JSONDecodeError) else (line, str(error))
        fix = f"restore it with `git checkout {path}`, or delete it"
        return {}, [Mistake(path, line, "link-status", f"the file cannot be read: {message}", fix)]
    return answers, []


def _line_at(text: str, place: int) -> int:
    return text.count("\n", 0, place) + 1


def _answer(pairs: object) -> Answer:
    entry = dict(pairs) if isinstance(pairs, Pairs) else {}
    if "state" not in entry:
        raise ValueError("an address has no state")
    names = [name for name, _value in pairs] if isinstance(pairs, Pairs) else []
    if twice := next((name for name in entry if names.count(name) > 1), ""):
        raise ValueError(f"'{twice}' stands twice in one address")
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
