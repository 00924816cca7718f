"""Rules about records: their ids, their options, their citations, and the chains that link them."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace

from docutils.nodes import make_id

from ..model import dates
from ..model.anchors import is_ours
from ..model.chinese import is_chinese, is_traditional, simplify
from ..model.coordinates import Coordinates
from ..model.custody import Situation
from ..model.estimates import Estimate
from ..model.gathering import reached
from ..model.mistake import closest, nearest, with_article
from ..model.project import Project
from ..model.record_kinds import CHINESE_NAMES, CHINESE_TITLE, KINDS, PINYIN, Option, Type
from ..model.records import PLACEHOLDER, Record, Reference, Value
from .registry import Finding, rule
from .values import MARKUP, chinese_problem, date_problem, future_problem, has_words

ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LONGEST_ID = 60  # characters: it stands in addresses
MOST_RECORDS = 40  # in a list of a record
TONES = "\u0304\u0301\u030c\u0300\u0308"  # the marks of the four tones, and of ü
DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
_LINE = "[1-9][0-9]{0,5}"
LINES = re.compile(f"{_LINE}(-{_LINE})?(, ?{_LINE}(-{_LINE})?)*")


def filled_options(record: Record, *types: Type) -> Iterator[tuple[str, Option, Value]]:
    """The options of these types, or of any, that the record's kind has and that hold something of the writer's."""
    for name, value in record.values.items():
        option = record.options.get(name)
        if option and value.text and not value.is_placeholder and option.type in (types or Type):
            yield name, option, value


@rule("bad-id", reads=Record)
def bad_id(record: Record) -> Iterator[Finding]:
    """An id has small letters, digits and hyphens."""
    if not ID.fullmatch(record.id):
        message = f"'{record.id}' cannot be an id" if record.id else f"this {record.kind} has no id"
        words = unicodedata.normalize("NFKC", record.id).lower()
        made = re.sub(r"[^a-z0-9]+", "-", words).strip("-") or "and a name of small letters, digits and hyphens"
        yield record.line, message, f"write :::{{{record.kind}}} {made}"
    elif len(record.id) > LONGEST_ID:
        yield record.line, f"the id has {len(record.id)} characters", f"shorten it to {LONGEST_ID}"
    elif is_ours(record.id):
        yield record.line, f"the site itself has addresses such as '{record.id}'", "choose an id that begins otherwise"


@rule("duplicate-id", reads=Record)
def duplicate_id(record: Record, project: Project) -> Iterator[Finding]:
    """No two records of any kind share an id, and none shares its address with a heading."""
    first, page = project.records[record.id], project.pages[record.docname]
    if first is not record:
        message = f"the id '{record.id}' is taken: {first.path}:{first.line}"
        yield record.line, message, "choose another id for one of the two"
    elif record.anchor in (make_id(page.title), *page.anchors, *page.slugs):
        message = f"a heading of this page has the address '#{record.id}' already"
        yield record.line, message, "choose another id, or word the heading otherwise"


@rule("unknown-option", reads=Record)
def unknown_option(record: Record) -> Iterator[Finding]:
    """A record has no other options than its kind."""
    for name, value in record.values.items():
        if name not in record.options:
            fix = closest(name, record.options, f"use one of {', '.join(record.options)}")
            yield value.line, f"'{name}' is no option of {with_article(record.kind)}", fix


@rule("empty-option", reads=Record)
def empty_option(record: Record) -> Iterator[Finding]:
    """An option that is written has a value."""
    for name, value in record.values.items():
        option = record.options.get(name)
        if option and not value.text.strip(" ,;"):
            yield value.line, f"{name} has no value", "write one, or delete the line"
        elif option and option.type in (Type.TEXT, Type.NAMES) and not (has_words(value.text) or value.is_placeholder):
            yield value.line, f"{name}: '{value.text}' has no words", "write some, or delete the line"


@rule("placeholder", reads=Record)
def placeholder(record: Record) -> Iterator[Finding]:
    """What a template prints to be replaced is replaced."""
    for name, value in record.values.items():
        if value.is_placeholder:
            yield value.line, f"{name} still holds the '{PLACEHOLDER}' of the template", "write a value"


@rule("missing-option", reads=Record)
def missing_option(record: Record) -> Iterator[Finding]:
    """What a kind asks for is there."""
    unknown = [name for name in record.values if name not in record.options]
    meant = {nearest(other, record.options) for other in unknown}
    required = [name for name, option in record.options.items() if option.required]
    missing = [name for name in required if name not in record.values and name not in meant]
    if missing:
        message = f"the {record.kind} '{record.id}' has no {', no '.join(missing)}"
        lines = ", ".join(f"`:{name}: …`" for name in missing)
        fix = f"add a line {lines}" if len(missing) == 1 else f"add the lines {lines} below its first"
        yield record.line, message, fix


@rule("bad-value", reads=Record)
def bad_value(record: Record) -> Iterator[Finding]:
    """An option with a closed list holds one of its values."""
    for name, option, value in filled_options(record, Type.CHOICE):
        if value.text not in option.choices:
            fix = closest(value.text, option.choices, f"write one of {', '.join(option.choices)}")
            yield value.line, f"'{value.text}' is no {name} of {with_article(record.kind)}", fix


@rule("bad-value", reads=Record)
def bad_separator(record: Record) -> Iterator[Finding]:
    """An option that takes one thing names one, and other names have a semicolon of the English keyboard between."""
    for name, option, value in filled_options(record):
        if option.type is Type.SOURCE and len(value.items()) > 1:
            yield value.line, f"{name} names more than one source", "keep one, and cite the others in the text"
        elif option.type is Type.RECORDS and option.single and len(value.items()) > 1:
            yield value.line, f"{name} names more than one {option.kind}", "keep one, and name the others in the text"
        elif option.type is Type.RECORDS and re.search(r",\s*,|^\s*,", value.text):
            yield value.line, f"an id is missing beside a comma in {name}", "write it, or take the comma away"
        elif option.type is Type.NAMES and "；" in value.text:
            yield value.line, f"'；' separates no names in {name}", "use the semicolon of the English keyboard"


@rule("leftover-markup", reads=Record)
def markup_in_option(record: Record) -> Iterator[Finding]:
    """Options hold plain words."""
    for name, _option, value in filled_options(record, Type.TEXT, Type.NAMES):
        if found := MARKUP.search(value.text):
            yield value.line, f"{name}: '{found[0]}' would be printed as it stands", "write plain words"


@rule("bad-lines", reads=Record)
def bad_lines(record: Record) -> Iterator[Finding]:
    """Numbers of lines are written as 62-66, 71."""
    for name, _option, value in filled_options(record, Type.LINES):
        if not LINES.fullmatch(value.text):
            yield value.line, f"{name}: '{value.text}' names no lines", "write numbers and ranges, such as 62-66, 71"
            continue
        for first, last in re.findall(r"(\d+)-(\d+)", value.text):
            if int(first) >= int(last):
                yield value.line, f"{name}: '{first}-{last}' ends before it begins", "write the lower number first"


@rule("bad-position", reads=Record)
def bad_position(record: Record) -> Iterator[Finding]:
    """A position is that of a city or a district, in degrees north and east."""
    for name, _option, value in filled_options(record, Type.COORDINATES):
        if not Coordinates.read(value.text):
            message = f"{name}: '{value.text}' is no position to a tenth of a degree"
            fix = "write degrees north and east of the city or the district, such as 22.7, 114.3, and nothing finer"
            yield value.line, message, fix


@rule("unknown-question", reads=Record)
def unknown_question(record: Record, project: Project) -> Iterator[Finding]:
    """A topic is the name of the page of a question."""
    for name, _option, value in filled_options(record, Type.QUESTION):
        if value.text not in project.questions:
            otherwise = f"write one of {', '.join(project.questions) or 'the pages there'}"
            fix = closest(value.text, project.questions, otherwise)
            yield value.line, f"{name}: docs/debate/questions has no page '{value.text}'", fix


@rule("long-option", reads=Record)
def long_option(record: Record) -> Iterator[Finding]:
    """What has a place of a certain size, as in a figure, fits into it, and a list can be read and drawn."""
    for name, option, value in filled_options(record):
        if option.type is Type.RECORDS and len(record.items(name)) > MOST_RECORDS:
            message = f"{name} names {len(record.items(name))} records"
            yield value.line, message, f"name the {MOST_RECORDS} that matter most"
        if option.longest and len(value.text) > option.longest:
            message = f"{name} has {len(value.text)} characters"
            yield value.line, message, f"say it in {option.longest}"


@rule("chinese-title", reads=Record)
def chinese_title(record: Record) -> Iterator[Finding]:
    """A Chinese title is in simplified characters."""
    for name, _option, value in filled_options(record):
        if name == CHINESE_TITLE and (found := chinese_problem(value.text)):
            yield value.line, f"{name}: {found[0]}", found[1]


@rule("chinese-name", reads=Record)
def chinese_name(record: Record) -> Iterator[Finding]:
    """Each form of a Chinese name is what it says: simplified, traditional, or spelt with tones."""
    for name, _option, value in filled_options(record):
        if name not in CHINESE_NAMES:
            continue
        if name == PINYIN and is_chinese(value.text):
            yield value.line, f"{name}: '{value.text}' has Chinese characters", "write it in Latin letters: Yuè Xīn"
        elif name == PINYIN and (mark := _foreign_mark(value.text)):
            yield value.line, f"{name}: '{mark}' has no mark of a tone", "write ā á ǎ à, with ǎ for the third tone"
        elif name == PINYIN and not _has_tones(value.text):
            yield value.line, f"{name}: '{value.text}' has no tone marks", "write them: Yuè Xīn"
        elif name != PINYIN and not is_chinese(value.text):
            yield value.line, f"{name}: '{value.text}' has no Chinese character", "write the name in Chinese"
        elif record.kind == "person" and name != PINYIN and (sign := re.search("[、,，;；/]", value.text)):
            yield value.line, f"{name}: '{sign[0]}' stands in a name", "write one name; others belong into `also`"
        elif name == CHINESE_NAMES[1] and record.get("zh") and simplify(value.text) != simplify(record.get("zh")):
            simple = simplify(value.text)
            message = f"{name}: '{value.text}' is {simple} in simplified characters, and zh says otherwise"
            yield value.line, message, "correct one of the two"
        elif name == CHINESE_NAMES[0] and is_traditional(value.text):
            yield value.line, f"{name}: '{value.text}' has traditional characters", f"write {simplify(value.text)}"


def _foreign_mark(pinyin: str) -> str:
    """A letter with a mark that is none of a tone, such as the breve that is taken for the third; or nothing."""
    for letter in pinyin:
        if any(unicodedata.combining(mark) and mark not in TONES for mark in unicodedata.normalize("NFD", letter)):
            return letter
    return ""


def _has_tones(pinyin: str) -> bool:
    """Whether marks, and no digits, say the tones."""
    letters = unicodedata.normalize("NFD", pinyin)
    return any(map(unicodedata.combining, letters)) and not any(map(str.isdigit, letters))


@rule("rare-option", reads=Record)
def rare_option(record: Record, project: Project) -> Iterator[Finding]:
    """What marks the few that stand out is not given to many."""
    for name, option, value in filled_options(record):
        if option.most and record in (others := project.with_option(record.kind, name))[option.most :]:
            message = f"{len(others)} {record.about.plural} have a {name}, and only {option.most} may"
            yield value.line, message, "take it away from those that changed least"


@rule("name-for-id", reads=Record)
def name_for_id(record: Record, project: Project) -> Iterator[Finding]:
    """Options list ids; names are for the text."""
    for name, _option, value in filled_options(record, Type.RECORDS):
        for item in record.items(name):
            other = project.find(item)
            if other and other.id != item:
                yield value.line, f"{name}: '{item}' is a name", f"write the id '{other.id}'"


@rule("name-for-id", reads=Reference)
def name_in_a_line(use: Reference, project: Project) -> Iterator[Finding]:
    """What a list or a figure is made from is named by its id as well."""
    other = project.find(use.target) if use.by_id and use.kind in KINDS else None
    if other and other.id != use.target:
        yield use.line, f"'{use.target}' is a name", f"write the id '{other.id}'"


@rule("repeated-item", reads=Record)
def repeated_item(record: Record) -> Iterator[Finding]:
    """A list names nothing twice."""
    for name, option, value in filled_options(record, Type.RECORDS, Type.NAMES):
        items = record.items(name)
        items += [record.title] if option.type is Type.NAMES and record.kind != "event" else []
        for item in dict.fromkeys(item for item in items if items.count(item) > 1):
            if option.type is Type.NAMES and item == record.title:
                yield value.line, f"{name} repeats '{item}'", "take it away"
            else:
                yield value.line, f"'{item}' stands twice in {name}", "name it once"


@rule("repeated-item", reads=Record)
def repeated_line(record: Record) -> Iterator[Finding]:
    """A list that is drawn has nothing twice: one voice would be drawn, and counted, as two."""
    lines: list[Estimate | Situation] = [*record.estimates, *record.situations]
    first: dict[Estimate | Situation, int] = {}
    for each in lines:
        if (line := first.setdefault(replace(each, line=0), each.line)) != each.line:
            yield each.line, f"line {line} says the same", "keep one of the two"


@rule("bad-date", reads=Record)
def bad_date(record: Record) -> Iterator[Finding]:
    """A date exists and has one of the forms that can be printed."""
    yield from filter(None, (date_problem(value, name) for name, _, value in filled_options(record, Type.DATE)))


@rule("bad-date", reads=Record)
def bad_day(record: Record) -> Iterator[Finding]:
    """A record is checked on one day."""
    for name, option, value in filled_options(record, Type.DATE):
        if option.single and not date_problem(value, name) and not DAY.fullmatch(value.text):
            yield value.line, f"{name}: '{value.text}' is no day", "write the day, such as 2018-07-27"


@rule("future-date", reads=Record)
def future_date(record: Record, project: Project) -> Iterator[Finding]:
    """Nothing has happened tomorrow; asked in every build, since by then it may have."""
    yield from filter(None, (future_problem(value, name) for name, _, value in filled_options(record, Type.DATE)))


@rule("no-citation", reads=Record)
def no_citation(record: Record, project: Project) -> Iterator[Finding]:
    """Every statement of fact is cited."""
    if record.about.cited and not project.pages[record.docname].sources_of(record.id):
        message = f"the {record.kind} '{record.id}' cites no source"
        yield record.line, message, "add {cite:p}`key` after what the source supports"


@rule("person-sources", reads=Record, kind="person")
def person_sources(record: Record, project: Project) -> Iterator[Finding]:
    """A person has an entry only where at least two published sources name them."""
    if len(project.pages[record.docname].sources_of(record.id)) == 1:
        fix = "cite a second published source that names them, or leave them out: docs/about/safety.md"
        yield record.line, f"only one source is cited for '{record.id}'", fix


@rule("count-figures", reads=Record, kind="count")
def count_estimates(record: Record) -> Iterator[Finding]:
    """A count is there to compare: with others of the same people, or with those of whom they are a part."""
    needed = 1 if record.get("part-of") else 2
    if not record.unread_items and len(record.estimates) < needed:
        fix = "list at least two, such as `- 50 to 60: supporters {cite:p}`key``, or say which count it is `:part-of:`"
        yield record.line, "a count sets at least two figures side by side", fix


@rule("figure-order", reads=Record, kind="count")
def estimate_order(record: Record) -> Iterator[Finding]:
    """A range goes upwards."""
    for estimate in record.estimates:
        if estimate.low > estimate.high:
            yield estimate.line, f"'{estimate.text}' ends below its beginning", "write the lower number first"


@rule("part-larger", reads=Record, kind="count")
def part_larger(record: Record, project: Project) -> Iterator[Finding]:
    """A part has no more people than the whole."""
    whole = project.find(record.get("part-of"))
    if whole and whole.estimates and record.estimates:
        least, most = min(each.low for each in record.estimates), max(each.high for each in whole.estimates)
        if least > most:
            message = f"'{record.id}' counts at least {least}, and '{whole.id}', of which it is a part, at most {most}"
            yield record.values["part-of"].line, message, "name the count that holds them, or correct a figure"


@rule("figure-source", reads=Record, kind="count")
def estimate_source(record: Record) -> Iterator[Finding]:
    """Each estimate has whoever says so."""
    for estimate in record.estimates:
        if not estimate.keys:
            yield estimate.line, f"'{estimate.text}' has no source", "add {cite:p}`key` after it"


def _chains(record: Record) -> Iterator[tuple[str, int]]:
    """The options that lead from a record to others of its kind, with their lines."""
    for name, option in record.options.items():
        if option.kind == record.kind:
            yield name, record.values[name].line if name in record.values else record.line


@rule("circle", reads=Record)
def circle(record: Record, project: Project) -> Iterator[Finding]:
    """Nothing leads back to itself."""
    for name, line in _chains(record):
        if record.id in _reached(record, name, project):
            yield line, f"'{record.id}' leads back to itself by {name}", "take one of the links away"


@rule("order", reads=Record)
def order(record: Record, project: Project) -> Iterator[Finding]:
    """No event follows a later one."""
    for name, line in _chains(record):
        for other in filter(None, map(project.find, record.items(name))):
            if name == "follows" and _begins(other) > _begins(record):
                message = f"'{record.id}' follows '{other.id}', which is later"
                yield line, message, "correct a date, or the direction of the link"


def _begins(event: Record) -> str:
    try:
        return dates.sort_key(event.get("date"))[0]
    except ValueError:
        return ""  # reported as a bad date


def _reached(record: Record, name: str, project: Project) -> set[str]:
    """The ids that a chain of links by one option reaches from a record."""

    def following(item: str) -> list[str]:
        other = project.find(item)
        return other.items(name) if other and other.kind == record.kind else []

    return {other.id for other in map(project.find, reached(record.items(name), following)) if other}
