"""The list in a record from which it is drawn: what sources count, or what is reported of somebody's custody."""

import re
import unicodedata

from ..model.custody import CONFIRMED, DISPUTED, SAID_OF, Situation
from ..model.estimates import Estimate
from ..model.markup import CITATION_ROLES, cited_keys
from ..model.mistake import nearest
from ..model.record_kinds import Listed
from ..model.records import Record
from .markdown import Item
from .page_notes import Notes

PARTS = ("text", "text_special", "myst_role", "softbreak")  # tokens of a line
SITUATION = re.compile(r"([A-Za-z][A-Za-z -]*,[^:：{]{4,80}?)\s*:")
CITED = re.compile(r"\s*\{cite:[pt]\}`[^`]*`")
RULES = {Listed.ESTIMATES: "figure-form", Listed.SITUATIONS: "custody-form"}


def without_wide_signs(text: str) -> str:
    """A cure where the words before the citation have signs of a Chinese keyboard; nothing where they have none."""
    wide = next((sign for sign in text.partition("{")[0] if sign in "：，"), "")
    return f"write '{unicodedata.normalize('NFKC', wide)}' for '{wide}'" if wide else ""


def problem_of_parts(parts: list[str], text: str) -> tuple[str, str] | None:
    """Why what stands before the colon of a line is no measure with a date, and the cure; None where it is one."""
    if not 2 <= len(parts) <= 4 or (len(parts) == 4 and not nearest(parts[3], SAID_OF)):
        form = f"measure, date and, if need be, place and `{CONFIRMED}` or `{DISPUTED}`"
        cure = without_wide_signs(text) or f"write {form}: `- bail, 2018-08-04: who says so`"
        return f"'{text.partition(':')[0][:40]}' is no measure with a date", cure
    if misspelt := next((part for part in parts[2:] if part not in SAID_OF and nearest(part, SAID_OF)), ""):
        return f"'{misspelt}' is no place", f"write {nearest(misspelt, SAID_OF)}"
    return None


class Lists:
    """Those in the records of one page, as far as it is read; each record that has any is in `met`."""

    def __init__(self, notes: Notes) -> None:
        self.notes = notes
        self.met: list[Record] = []

    def look(self, item: Item, record: Record, depth: int) -> None:
        """Of a record that stands so deep one list is drawn, each of whose lines is read; another would stay words."""
        kind = item.token.type
        if record.about.listed is Listed.NOTHING or kind not in ("bullet_list_open", "ordered_list_open"):
            return
        ordered, deeper = kind == "ordered_list_open", len(item.around) > depth + 1
        if ordered or deeper or record in self.met:
            what = "a numbered list" if ordered else "a list inside something else" if deeper else "a second list"
            fix = "write all lines below each other in one list, each with `- ` at its beginning"
            self.mistake(item, record, f"{what} in a record of this kind is not drawn", fix)
        self.met.append(record)

    def read(self, item: Item, record: Record) -> None:
        """A line of the list, where the kind of the record says that such lines are more than words."""
        roles = [child for child in item.token.children or () if child.type == "myst_role"]
        cited = [role.content for role in roles if role.meta["name"] in CITATION_ROLES]
        keys = tuple(key for content in cited for key in cited_keys(content))
        if record.about.listed is Listed.ESTIMATES:
            self.read_estimate(item, record, keys)
        elif record.about.listed is Listed.SITUATIONS:
            self.read_situation(item, record, keys)

    def read_estimate(self, item: Item, record: Record, keys: tuple[str, ...]) -> None:
        """`- about 50 to 60: supporters {cite:p}`key``."""
        text = item.token.content
        if estimate := Estimate.read(text, item.line, keys):
            record.estimates.append(estimate)
            self.look_at_words(item, record, estimate.text)
        else:
            record.unread_items = True
            message = f"'{text.partition(':')[0][:30]}' is no figure that can be compared"
            fix = "begin it with a number or a range in digits, and a colon, such as `- about 50 to 60: who says so`"
            self.mistake(item, record, message, without_wide_signs(text) or fix)

    def read_situation(self, item: Item, record: Record, keys: tuple[str, ...]) -> None:
        """`- criminal-detention, 2018-07-27/2018-09-03, shenzhen, confirmed: words {cite:p}`key``."""
        text = item.token.content
        match = SITUATION.match(text)
        parts = [part.strip() for part in match[1].split(",")] if match else []
        if problem := problem_of_parts(parts, text):
            record.unread_items = True
            self.mistake(item, record, *problem)
            return
        measure, date, *more = parts
        said = [part for part in more if part in SAID_OF]
        places = [part for part in more if part and part not in SAID_OF]
        self.look_at_words(item, record, measure)
        note = CITED.sub("", text.partition(":")[2]).strip()
        if not note:
            fix = "say behind the colon what the sources report, in a few words"
            self.mistake(item, record, f"nothing is said of '{measure}'", fix)
        if len(said) > 1:
            self.mistake(item, record, f"'{', '.join(said)}' is said of one report", "keep one of the two")
        place, line = next(iter(places), ""), item.line
        confirmed, disputed = CONFIRMED in said, DISPUTED in said
        record.situations.append(Situation(measure, date, place, confirmed, note, line, keys, disputed))
        self.notes.refer("place", places[:1], line, by_id=True)

    def look_at_words(self, item: Item, record: Record, begins: str) -> None:
        """A line that is shown elsewhere too, also where there is no markup, holds plain words and roles."""
        if other := next((child for child in item.token.children or () if child.type not in PARTS), None):
            message = f"'{begins}' holds more than words and roles ({other.type.removesuffix('_open')})"
            self.mistake(item, record, message, "write plain words: the line is shown on other pages too")

    def mistake(self, item: Item, record: Record, message: str, fix: str) -> None:
        self.notes.mistake(item.line, RULES[record.about.listed], message, fix)
