"""Rules about the entries of the bibliography, one by one."""

import re
from collections.abc import Iterator

from ..model import dates
from ..model.chinese import is_chinese, is_simplified, simplify
from ..model.gathering import reached
from ..model.mistake import closest, nearest
from ..model.project import Project
from ..model.records import PLACEHOLDER, Value
from ..model.sources import (
    DATE_FIELDS,
    FIELD_VALUES,
    LANGUAGES,
    LONGEST_ANNOTATION,
    LONGEST_OUTLET,
    NAME_FIELDS,
    NOT_SEEN,
    OUTLET_STREAMS,
    SEEN,
    SOURCE_FIELDS,
    SOURCE_TYPES,
    STREAMS,
    Source,
    names,
)
from ..model.web_addresses import is_web_address
from .registry import Finding, rule
from .values import ADDRESS, date_problem, future_problem, has_words

LONGEST_KEY = 60
KEY = re.compile(rf"(?=.{{1,{LONGEST_KEY}}}$)[a-z][a-z0-9]*")
DOI = re.compile(r"10\.[0-9]{4,9}/[A-Za-z0-9._;()/:<>+-]{1,200}")
MOST_MISSING = 3  # fields that are named one by one
LONGEST = 1_500  # characters of a field
ENTITY = re.compile(r"&#?\w+;")
LATEX = [
    (re.compile(r"\\&"), "write &, and `and` between names"),
    (re.compile(r"\\[a-zA-Z]+|\\[\"'`^~=.%$#_]|[<>]|\\"), "write plain Unicode"),
    (ENTITY, "write the sign itself"),
    (re.compile(r"[{}]"), "take the braces away"),
    (re.compile(r"(?<=\s)-{2,3}(?=\s)|---"), "write –"),
    (re.compile(r"(?<=\d)--(?=\d)"), "write – or -"),
    (re.compile(r"~"), "write a space"),
    (re.compile(r"\$[A-Za-z][^$]*\$"), "write the words alone"),
    (re.compile(r"``|''"), "write “ and ”"),
    (re.compile(r"\*[^*\s][^*]*\*|\[[^\]]*\]\([^)]*\)"), "write the words alone"),
]
ORGANISATION = re.compile(r"(?:^|(?<= and ))\{[^{}]*\}")  # a name in braces, which has no given name
NOTE = "note"
AS_IT_STANDS = ("via", "copies", "url", "archiveurl", "doi", *FIELD_VALUES, *DATE_FIELDS)  # fields that hold no words
# What other programs call our fields.
CALLED = {
    "year": "date",
    "journal": "journaltitle",
    "school": "institution",
    "address": "location",
    "language": "langid",
}
# Fields that ask for others beside them.
COMPANIONS = {"archivedate": "archiveurl", "urldate": "url"}


@rule("source-type", reads=Source)
def source_type(source: Source) -> Iterator[Finding]:
    """Entries have a type that can be printed."""
    if source.type not in SOURCE_TYPES:
        fix = closest(source.type, SOURCE_TYPES, f"use one of {', '.join(SOURCE_TYPES)}")
        yield source.line, f"{source.key}: @{source.type} is no type of source here", fix


@rule("source-key", reads=Source)
def source_key(source: Source) -> Iterator[Finding]:
    """Keys are author, year and a word."""
    key = source.key
    if not KEY.fullmatch(key):
        made = re.sub(r"[^a-z0-9]", "", key.lower())
        fix = f"write {made}" if KEY.fullmatch(made) else "write author, year and a word, such as yue2018letter"
        message = f"{key[:60]}: a key has small letters and digits" if key else "this entry has no key"
        message = f"this key has {len(key)} letters" if len(key) > LONGEST_KEY else message
        yield source.line, message, fix


@rule("source-incomplete", reads=Source)
def source_incomplete(source: Source) -> Iterator[Finding]:
    """What a type, a language and other fields ask for is there."""
    meant = {_meant(name) for name in source.fields if name not in SOURCE_FIELDS}
    missing = [name for name in dict.fromkeys(_required(source)) if name not in {*source.fields, *meant}]
    if len(missing) > MOST_MISSING:
        fix = "write each, such as title = {…}; nox -s new -- source name2018word prints them all"
        yield source.line, f"{source.key}: these fields are missing: {', '.join(missing)}", fix
    for name in missing if len(missing) <= MOST_MISSING else ():
        yield source.line, f"{source.key}: the field '{name}' is missing", f"add {name} = {{…}}"
    for name, value in source.fields.items():
        if not value.is_placeholder and not has_words(value.text):
            yield value.line, f"{source.key}: the field '{name}' is empty", "write a value, or delete the line"


def _required(source: Source) -> Iterator[str]:
    yield from ("title", "langid", "stream", "seen")
    if source.type in SOURCE_TYPES:
        yield from SOURCE_TYPES[source.type].needs
    if not source.get("author") and not source.get("editor"):
        yield "organization" if source.type == "online" else "author"
    if source.get("stream") in OUTLET_STREAMS:
        yield "outlet"
    if source.get("seen") == NOT_SEEN:
        yield "via"
    if source.get("langid") in LANGUAGES and source.get("langid") != "en":
        yield "titletranslation"
    if any(is_chinese(source.get(name).lstrip("{")[:1]) for name in ("author", "editor")):
        yield "sortname"
    yield from (other for name, other in COMPANIONS.items() if source.get(name))


def _fields(source: Source) -> Iterator[tuple[str, Value]]:
    """The fields that are printed and hold something of the writer's."""
    printed = ((name, value) for name, value in source.fields.items() if name in SOURCE_FIELDS)
    return ((name, value) for name, value in printed if not value.is_placeholder)


@rule("placeholder", reads=Source)
def placeholder(source: Source) -> Iterator[Finding]:
    """What a template prints to be replaced is replaced."""
    for name, value in source.fields.items():
        if value.is_placeholder:
            message = f"{source.key}: '{name}' still holds the '{PLACEHOLDER}' of the template"
            yield value.line, message, "write a value, or delete the line"


def _meant(name: str) -> str:
    """The field that another is a misspelling of, or its name in other programs; or nothing."""
    return CALLED.get(name) or nearest(name, SOURCE_FIELDS)


@rule("source-field", reads=Source)
def source_field(source: Source) -> Iterator[Finding]:
    """No field is written that nothing prints."""
    for name, value in source.fields.items():
        if name not in SOURCE_FIELDS:
            meant = _meant(name)
            fix = f"did you mean '{meant}'" if meant else "delete it"
            yield value.line, f"{source.key}: '{name}' would not be printed", fix


@rule("source-value", reads=Source)
def source_value(source: Source) -> Iterator[Finding]:
    """A field with a closed list holds one of its values."""
    for name, value in _fields(source):
        values = FIELD_VALUES.get(name)
        if values and value.text not in values:
            named = [code for code, choice in values.items() if str(choice.label).lower() == value.text.lower()]
            otherwise = f"use {' or '.join(named)}" if named else f"use one of {', '.join(values)}"
            fix = closest(value.text, values, otherwise)
            yield value.line, f"{source.key}: '{value.text}' is no {name}", fix


@rule("source-value", reads=Source)
def source_language(source: Source) -> Iterator[Finding]:
    """The language of a source is that of its title, since the title is marked with it."""
    title, language = source.get("title"), source.fields.get("langid")
    if not language or language.text not in LANGUAGES or not is_chinese(title):
        return
    if not language.text.startswith("zh"):
        if not re.search("[A-Za-z]", title):
            message = f"{source.key}: the title is in Chinese, and langid says {language.text}"
            yield language.line, message, "write zh-Hans or zh-Hant"
    elif language.text == "zh-Hans" and (simple := simplify(title)) != title:
        message = f"{source.key}: the title has traditional characters, and langid says zh-Hans"
        yield language.line, message, f"write zh-Hant, or the title as {simple[:60]}"
    elif language.text == "zh-Hant" and is_simplified(title):
        message = f"{source.key}: the title has simplified characters, and langid says zh-Hant"
        yield language.line, message, "write zh-Hans, or the title in traditional characters, if the source has them"


def _dates(source: Source) -> Iterator[tuple[str, Value]]:
    return ((f"{source.key}: {name}", value) for name, value in _fields(source) if name in DATE_FIELDS)


@rule("bad-date", reads=Source)
def bad_date(source: Source) -> Iterator[Finding]:
    """A date exists and has one of the forms that can be printed."""
    yield from filter(None, (date_problem(value, name) for name, value in _dates(source)))


@rule("future-date", reads=Source)
def future_date(source: Source, project: Project) -> Iterator[Finding]:
    """Nothing was published tomorrow; asked in every build, since by then it may have been."""
    yield from filter(None, (future_problem(value, name) for name, value in _dates(source)))


@rule("source-latex", reads=Source)
def source_latex(source: Source) -> Iterator[Finding]:
    """No sign of LaTeX, HTML or Markdown reaches a reader."""
    for name, value in _fields(source):
        if name in AS_IT_STANDS:
            continue
        text = value.text
        if name in NAME_FIELDS or name in ("shortauthor", "sortname"):
            text = ORGANISATION.sub("", text)
        for look, fix in LATEX:
            if found := look.search(text):
                yield value.line, f"{source.key}: '{found[0]}' would be printed as it stands", fix
                break


@rule("source-url", reads=Source)
def source_url(source: Source) -> Iterator[Finding]:
    """Addresses are addresses of the web."""
    for name, value in _fields(source):
        if name in ("url", "archiveurl") and not is_web_address(value.text):
            begins = value.text.startswith(("https://", "http://"))
            fix = "write the address of a public host, with %20 for a space" if begins else "begin it with https://"
            yield value.line, f"{source.key}: '{value.text}' is no web address", fix


@rule("source-url", reads=Source)
def address_as_words(source: Source) -> Iterator[Finding]:
    """A name or a title is no address: programs make links of such words where they find them. A note may name one."""
    for name, value in _fields(source):
        found = [address.rstrip(".,;:!?)]。，；：）") for address in ADDRESS.findall(value.text)]
        if name in AS_IT_STANDS or not found:
            continue
        if name != NOTE:
            message = f"{source.key}: the address {found[0][:40]} stands in '{name}'"
            yield value.line, message, "write it as url = {…}, and here what it is called"
        elif wrong := next((address for address in found if not is_web_address(address)), ""):
            message = f"{source.key}: '{wrong[:60]}' in the note is no web address"
            yield value.line, message, "write the address of a public host, which begins with https://, or leave it out"


@rule("source-url", reads=Source)
def copy_elsewhere(source: Source) -> Iterator[Finding]:
    """An archived copy is kept at another address, or it is lost with the first."""
    copy = source.fields.get("archiveurl")
    if copy and not copy.is_placeholder and copy.text == source.get("url"):
        message = f"{source.key}: the copy has the address of the source"
        yield copy.line, message, "name the copy, or delete the line"


@rule("too-much", reads=Source)
def too_long(source: Source) -> Iterator[Finding]:
    """A field is not a text."""
    for name, value in source.fields.items():
        if len(value.text) > LONGEST:
            yield value.line, f"{source.key}: '{name}' has more than {LONGEST:,} characters", "shorten it"


@rule("source-names", reads=Source)
def source_names(source: Source) -> Iterator[Finding]:
    """Names are separated by `and`."""
    for name, value in _fields(source):
        apart = ENTITY.sub("", ORGANISATION.sub("", value.text))
        if name not in NAME_FIELDS or "\\&" in apart:
            continue
        if found := re.search(r"[;；、，&]|\bet al\b|等$", apart):
            fix = "write and others" if found[0] in ("et al", "等") else "write {Family, Given and Family, Given}"
            yield value.line, f"{source.key}: '{found[0]}' separates no names in '{name}'", fix
        elif any(one.count(",") > 1 for one in apart.split(" and ")):
            message = f"{source.key}: the names in '{name}' have too many commas"
            yield value.line, message, "write {Family, Given and Family, Given}"
        elif apart == "others":
            message = f"{source.key}: 'others' is no name in '{name}'"
            yield value.line, message, "name the first, and write `and others`"
        elif re.search(r"\bothers\s+and\b", apart):
            message = f"{source.key}: 'others' stands before another name in '{name}'"
            yield value.line, message, "write `and others` at the end"
        elif re.search(r"^and\b|\band$|\band\s+and\b", value.text) or not all(
            has_words(one.family) for one in names(value.text)
        ):
            message = f"{source.key}: a name is missing beside `and` in '{name}'"
            yield value.line, message, "write {Family, Given and Family, Given}"


@rule("source-names", reads=Source)
def romanised_names(source: Source) -> Iterator[Finding]:
    """Chinese names are spelt in pinyin, each of them."""
    spelt = source.fields.get("sortname")
    written = source.get("author") or source.get("editor")
    if not spelt or spelt.is_placeholder or not written or any(source_names(source)):
        return
    if is_chinese(spelt.text):
        yield spelt.line, f"{source.key}: 'sortname' has Chinese characters", "write the names in pinyin: {Yue, Xin}"
    elif len(names(spelt.text)) != len(names(written)):
        message = f"{source.key}: 'sortname' has {len(names(spelt.text))} names, and there are {len(names(written))}"
        yield spelt.line, message, "write each name in pinyin, in the same order, with `and` between them"


@rule("source-doi", reads=Source)
def source_doi(source: Source) -> Iterator[Finding]:
    """A DOI is its number, without the address of whoever resolves it."""
    doi = source.fields.get("doi")
    if doi and not DOI.fullmatch(doi.text):
        found = re.search(r"10\.\d{4,9}/\S+", doi.text)
        meant = found[0] if found and DOI.fullmatch(found[0]) else "it as 10.1000/182, with ASCII letters"
        yield doi.line, f"{source.key}: '{doi.text}' is no DOI", f"write {meant}"


@rule("source-via", reads=Source)
def source_via(source: Source, project: Project) -> Iterator[Finding]:
    """What is known only through another source says through which, and only that."""
    if not (via := source.fields.get("via")) or via.is_placeholder:
        return
    if via.text not in project.sources:
        fix = closest(via.text, project.sources, "add the entry, or correct the key")
        yield via.line, f"{source.key}: references.bib has no entry '{via.text}'", fix
    elif _leads_back(source, "via", project):
        yield via.line, f"'{source.key}' is known through itself by via", "name the source that was read"
    elif source.get("seen") in SEEN.keys() - {NOT_SEEN}:
        yield via.line, f"{source.key}: it was read, and yet via says through which other", "delete the line"


def _leads_back(source: Source, field: str, project: Project) -> bool:
    """Whether a field leads from one source to the next, and in the end to where it began."""
    known = project.sources
    return source.key in reached([source.get(field)], lambda key: [known[key].get(field)] if key in known else [])


@rule("source-copies", reads=Source)
def source_copies(source: Source, project: Project) -> Iterator[Finding]:
    """What repeats another source names it by its key, does not go round in a circle, and is not older."""
    if not (copies := source.fields.get("copies")) or copies.is_placeholder:
        return
    original = project.sources.get(copies.text)
    if original is None:
        fix = closest(copies.text, project.sources, "add the entry, or correct the key")
        yield copies.line, f"{source.key}: references.bib has no entry '{copies.text}'", fix
    elif _leads_back(source, "copies", project):
        yield copies.line, f"'{source.key}' repeats itself by copies", "name the source that it has its words from"
    elif _is_older(source, original):
        message = f"{source.key} is older than '{original.key}', which it is said to repeat"
        yield copies.line, message, "correct a date, or say it the other way round"


def _is_older(source: Source, other: Source) -> bool:
    """Whether a source is older on any reading of the dates; a date that has another form is another rule's."""
    own, others = dates.span_if_any(source.get("date")), dates.span_if_any(other.get("date"))
    return own is not None and others is not None and own[1] < others[0]


@rule("source-outlet", reads=Source)
def source_outlet(source: Source) -> Iterator[Finding]:
    """An outlet is short, and only those have one that go by it."""
    outlet = source.fields.get("outlet")
    if outlet and len(outlet.text) > LONGEST_OUTLET:
        message = f"{source.key}: the outlet has {len(outlet.text)} characters"
        yield outlet.line, message, f"shorten it to {LONGEST_OUTLET}"
    elif outlet and source.get("stream") in STREAMS and source.get("stream") not in OUTLET_STREAMS:
        message = f"{source.key}: a source of the stream '{source.get('stream')}' goes by its author"
        yield outlet.line, message, "delete the line"


@rule("source-annotation", reads=Source)
def source_annotation(source: Source) -> Iterator[Finding]:
    """An annotation is a line that is scanned."""
    annotation = source.fields.get("annotation")
    if annotation and (words := len(annotation.text.split())) > LONGEST_ANNOTATION:
        message = f"{source.key}: the annotation has {words} words"
        yield annotation.line, message, f"say in at most {LONGEST_ANNOTATION} what the text argues"
