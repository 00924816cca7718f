"""The views that pages may ask for: their names, and what may narrow each.

A function in the folder `views` fills one when a page is written; that each has one, and that none has another name, is
looked at when they are registered.
"""

from .bibliography import PART
from .forms import FLAG, Form, one_of
from .record_kinds import KINDS
from .records import QUESTION, RECORD
from .sources import STREAMS

BIBLIOGRAPHY = "bibliography"
PHASE_STRIP = "phase-strip"  # stands on the page of a phase
A_COUNT = Form("[a-z0-9-]+", "an id, such as huizhou-raid", "count")
A_QUESTION = Form("[a-z0-9-]+", "an id, such as huizhou-raid", QUESTION)
A_RECORD_OR_NOTHING = Form("[a-z0-9-]*", "an id, such as huizhou-raid, or nothing", RECORD)
CLAIMS = Form("[a-z0-9-]+(, [a-z0-9-]+)+", "two ids or more, with a comma and a space between them", "claim")

VIEWS = {
    "annotated-bibliography": one_of(STREAMS),
    "argument-map": A_QUESTION,
    BIBLIOGRAPHY: Form(f"|{PART.pattern}", "a stream, and years if need be, such as press 2018-, or nothing"),
    "chronology": A_RECORD_OR_NOTHING,
    "contact": FLAG,
    "copies": FLAG,
    "count-figures": A_COUNT,
    "course": A_COUNT,
    "coverage": FLAG,
    "directory": Form(f"(?:{'|'.join(KINDS)})(?: by page)?", f"one of {', '.join(KINDS)}, and `by page` if need be"),
    "downloads": FLAG,
    "fields": one_of([*KINDS, "source"]),
    "files-to-carry": FLAG,
    "held-by-measure": FLAG,
    "held-each-day": FLAG,
    "matrix": FLAG,
    "places-map": FLAG,
    PHASE_STRIP: FLAG,
    "search-form": FLAG,
    "struggle": FLAG,
    "two-views": CLAIMS,
    "unanswered": FLAG,
    "who-was-held": FLAG,
}
