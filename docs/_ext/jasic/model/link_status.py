"""What became of the address of a source, as the link checker last found it."""

from dataclasses import dataclass

# In the order in which a run counts them; docs/_ext/jasic/commands/linkcheck.py says what each means.
STATES = ("live", "moved", "blocked", "unsure", "dead", "dead-archived")


@dataclass
class Answer:
    """What is known of one address; dates in ISO form, `fails` counts the failed runs since `failing_since`."""

    state: str
    detail: str = ""
    last_checked: str = ""
    last_ok: str = ""
    failing_since: str = ""
    fails: int = 0
