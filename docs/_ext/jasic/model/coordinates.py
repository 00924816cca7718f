"""Where a place lies: degrees north and east, to a tenth of a degree, which is about ten kilometres.

Nothing finer is kept here, so that no record leads anybody to a door; a building lies where its district does.
"""

import re
from typing import NamedTuple, Self

_FORM = re.compile(r"([0-9]{1,2}(?:\.[0-9])?), *([0-9]{1,3}(?:\.[0-9])?)")


class Coordinates(NamedTuple):
    """Degrees north of the equator and east of Greenwich."""

    north: float
    east: float

    @classmethod
    def read(cls, text: str) -> Self | None:
        """Those that a writer gave, such as `22.7, 114.3`, or None where it has another form."""
        found = _FORM.fullmatch(text)
        north, east = map(float, found.groups()) if found else (91.0, 0.0)
        return cls(north, east) if north <= 90 and east <= 180 else None
