"""The file in which the link checker keeps what it has found: docs/reference/link-status.json."""

import json
from datetime import date

from ..model.addresses import STATES, Answer
from ..model.mistake import Mistake

FILE = "reference/link-status.json"  # below docs


def read(text: str, path: str) -> tuple[dict[str, Answer], list[Mistake]]:
    """What was found, by address; nothing and a mistake where the file cannot be read."""
    try:
        return _parse(text), []
    except (ValueError, TypeError, AttributeError) as error:
        line = getattr(error, "lineno", 1)
        fix = f"restore it with `git checkout {path}`, or delete it"
        return {}, [Mistake(path, line, "link-status", f"the file cannot be read: {error}", fix)]


def _parse(text: str) -> dict[str, Answer]:
    answers = {url: Answer(**entry) for url, entry in json.loads(text).items()}
    for answer in answers.values():
        for day in (answer.last_checked, answer.last_ok, answer.failing_since):
            date.fromisoformat(day or "2000-01-01")
        if answer.state not in STATES:
            raise ValueError(f"'{answer.state}' is no state")
    return answers
