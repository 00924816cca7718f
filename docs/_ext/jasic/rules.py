"""What counts as a mistake. Each rule looks at the project and yields what must be mended.

The linter and the build both run these rules, so a message is written once and here.
"""

import re
from datetime import UTC, datetime
from difflib import get_close_matches
from itertools import pairwise

from . import dates
from .model import DATE, KINDS, Mistake
from .sources import is_chinese

# Folders as in the include_patterns of docs/conf.py; another folder would not be published.
FOLDERS = ["timeline", "people", "organisations", "places", "debate", "precedents", "documents", "reference", "about"]
PAGE_NAME = re.compile(rf"index|[a-z0-9-]+|(?:{'|'.join(FOLDERS)})(?:/[a-z0-9-]+)+")
ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
URL = re.compile(r"https?://[^\s/]+\.[^\s]+")

# Entry types and what each must say beyond a title. After biblatex, less what nobody here needs.
KEY = re.compile(r"[a-z][a-z0-9]*")
LATEX = re.compile(r"\\[a-zA-Z]+|\\[\"'`^~=.&%$#_]|</?[a-z]+>")
SOURCE_TYPES = {
    "article": ["author", "journaltitle", "date"],
    "book": ["publisher", "date"],
    "incollection": ["author", "booktitle", "date"],
    "inproceedings": ["author", "booktitle", "date"],
    "thesis": ["author", "institution", "date"],
    "report": ["institution", "date"],
    "online": ["url"],
    "misc": [],
}
# fmt: off
SOURCE_FIELDS = [
    "author", "shortauthor", "editor", "translator", "sortname", "title", "titletranslation",
    "booktitle", "journaltitle", "organization", "institution", "publisher", "location", "volume",
    "number", "pages", "edition", "date", "url", "urldate", "archiveurl", "archivedate", "doi",
    "langid", "stream", "seen", "note",
]
# fmt: on
STREAMS = {
    "workers": "workers and their supporters themselves",
    "press": "reporters",
    "state": "police, company, official media, laws",
    "ngo": "trade unions, rights groups, international bodies",
    "left": "political groups and independent writers of the left",
    "scholarship": "scholarly works",
    "discussion": "the e-mail discussion of 2018",
}
LANGUAGES = {"en": "English", "zh-Hans": "Chinese", "zh-Hant": "Chinese", "de": "German", "fr": "French"}
SEEN = {"full": "read whole", "part": "read in part", "no": "not seen: known through another source"}


def closest(name, names, otherwise):
    """A fix that offers the nearest valid name, or `otherwise` when none is near."""
    near = get_close_matches(name, names, n=1, cutoff=0.6)
    return f"did you mean '{near[0]}'" if near else otherwise


def page_rules(project):
    """Rules about the records and references of the pages."""
    first = {}
    for page in project.pages.values():
        if not page.title:
            yield Mistake(page.path, 1, "no-title", "the page has no title", "begin it with a line `# Title`")
        for record in page.records:
            yield from _record_rules(record, project)
            if other := first.get(record.id):
                yield Mistake(
                    page.path,
                    record.line,
                    "duplicate-id",
                    f"the id '{record.id}' is taken: {other.path}:{other.line}",
                    "choose another id for one of the two",
                )
            first.setdefault(record.id, record)
        if not PAGE_NAME.fullmatch(page.docname):
            fix = "use small letters, digits and hyphens, in one of the folders named in docs/conf.py"
            yield Mistake(page.path, 1, "page-name", "no page may have this name or stand in this folder", fix)
        for use in page.uses:
            yield from _use_rules(use, page, project)
    yield from _chain_rules(project)


def _record_rules(record, project):
    sources = {
        use.target for use in project.pages[record.docname].uses if (use.record, use.kind) == (record.id, "source")
    }
    if not ID.fullmatch(record.id):
        message = f"'{record.id}' cannot be an id" if record.id else f"this {record.kind} has no id"
        fix = f"write :::{{{record.kind}}} and a name of small letters, digits and hyphens"
        yield Mistake(record.path, record.line, "bad-id", message, fix)
    for name, value in record.values.items():
        yield from _option_rules(record, name, value)
    for name, option in record.options.items():
        if option.required and name not in record.values:
            message = f"the {record.kind} '{record.id}' has no {name}"
            yield Mistake(record.path, record.line, "missing-option", message, f"add a line `:{name}: …`")
    if KINDS[record.kind].cited and not sources:
        message = f"the {record.kind} '{record.id}' cites no source"
        fix = "add {cite:p}`key` after what the source supports"
        yield Mistake(record.path, record.line, "no-citation", message, fix)
    if record.kind == "person" and len(sources) == 1:
        message = f"only one source is cited for '{record.id}'"
        fix = "cite a second published source that names them, or leave them out: docs/about/safety.md"
        yield Mistake(record.path, record.line, "person-sources", message, fix)
    if record.kind == "count":
        yield from _figure_rules(record)


def _option_rules(record, name, value):
    def mistake(rule, message, fix):
        return Mistake(record.path, value.line, rule, message, fix)

    if name not in record.options:
        fix = closest(name, record.options, f"use one of {', '.join(record.options)}")
        yield mistake("unknown-option", f"'{name}' is no option of {_a(record.kind)}", fix)
        return
    if not value.text:
        yield mistake("empty-option", f"{name} has no value", "write one, or delete the line")
        return
    holds, items = record.options[name].holds, record.items(name)
    if holds == DATE:
        yield from _date_rules(record.path, value, name)
    elif isinstance(holds, dict) and value.text not in holds:
        fix = closest(value.text, holds, f"write one of {', '.join(holds)}")
        yield mistake("bad-value", f"'{value.text}' is no {name} of {_a(record.kind)}", fix)
    elif record.options[name].links:
        for item in dict.fromkeys(item for item in items if items.count(item) > 1):
            yield mistake("repeated-item", f"'{item}' stands twice in {name}", "name it once")


def _figure_rules(record):
    if len(record.figures) < 2:
        fix = "list at least two, such as `- 50 to 60: supporters {cite:p}`key``"
        message = "a count sets at least two figures side by side"
        yield Mistake(record.path, record.line, "count-figures", message, fix)
    for figure in record.figures:
        if figure.low > figure.high:
            message = f"'{figure.text}' ends below its beginning"
            yield Mistake(record.path, figure.line, "figure-order", message, "write the lower number first")
        if not figure.keys:
            message, fix = f"'{figure.text}' has no source", "add {cite:p}`key` after it"
            yield Mistake(record.path, figure.line, "figure-source", message, fix)


def _date_rules(path, value, name):
    try:
        if dates.sort_key(value.text)[0] > datetime.now(UTC).strftime("%Y-%m-%d"):
            yield Mistake(
                path, value.line, "future-date", f"{name}: '{value.text}' is still to come", "correct the date"
            )
    except ValueError as error:
        yield Mistake(path, value.line, "bad-date", f"{name}: {error}", f"write one of {dates.FORMS}")


def _chain_rules(project):
    """Rules about options that lead from record to record: no circle, no event that follows a later one."""
    for record in project.records.values():
        for name, option in record.options.items():
            if option.holds != record.kind:
                continue
            line = record.values[name].line if name in record.values else record.line
            if record.id in _reached(record, name, project):
                message = f"'{record.id}' leads back to itself by {name}"
                yield Mistake(record.path, line, "circle", message, "take one of the links away")
            for other in filter(None, map(project.find, record.items(name))):
                if name == "follows" and _starts(other) > _starts(record):
                    message = f"'{record.id}' follows '{other.id}', which is later"
                    yield Mistake(record.path, line, "order", message, "correct a date, or the direction of the link")


def _starts(event):
    try:
        return dates.sort_key(event.get("date"))[0]
    except ValueError:
        return ""  # reported as a bad date


def _reached(record, name, project):
    """The ids that a chain of links by one option reaches from a record."""
    found, waiting = set(), list(record.items(name))
    while waiting:
        other = project.find(waiting.pop())
        if other and other.id not in found:
            found.add(other.id)
            waiting += other.items(name) if other.kind == record.kind else []
    return found


def _use_rules(use, page, project):
    if use.kind == "page":
        address = use.target.partition("#")[0].removeprefix("/").removesuffix(".md")
        if address not in project.pages:
            fix = closest(address, project.pages, "correct the address")
            yield Mistake(page.path, use.line, "unknown-page", f"there is no page '{use.target}'", fix)
        return
    if use.kind == "term":
        if project.terms and use.target.lower() not in project.terms:
            fix = closest(use.target, project.terms, "explain it in docs/reference/glossary.md")
            yield Mistake(page.path, use.line, "unknown-term", f"the glossary has no '{use.target}'", fix)
        return
    if use.kind == "source":
        if use.target not in project.sources:
            fix = closest(use.target, project.sources, "add the entry to references.bib, or correct the key")
            message = f"references.bib has no entry '{use.target}'"
            yield Mistake(page.path, use.line, "unknown-source", message, fix)
        return
    found = project.find(use.target)
    if found is None:
        names = [record.id for record in project.of_kind(use.kind)]
        fix = closest(use.target, names, f"add it with: nox -s new -- {use.kind} {use.target}")
        yield Mistake(page.path, use.line, f"unknown-{use.kind}", f"no {use.kind} has the id '{use.target}'", fix)
    elif found.kind != use.kind:
        message = f"'{use.target}' is {_a(found.kind)}, not {_a(use.kind)}"
        fix = f"refer to it as {_a(found.kind)}, or name {_a(use.kind)} here"
        yield Mistake(page.path, use.line, "wrong-kind", message, fix)


def search_rules(project, path):
    """Rules about what readers type, by place."""
    for place, value in project.searches.items():
        if place not in project.places:
            fix = closest(place, project.places, "write the id of a record, `term:` and a term, or a page")
            yield Mistake(path, value.line, "search-place", f"nothing here is called '{place}'", fix)


def source_rules(sources, path):
    """Rules about the entries of the bibliography, given as a list."""
    first = {}
    for source in sources:
        if other := first.get(source.key):
            message = f"the key '{source.key}' is taken: {path}:{other.line}"
            yield Mistake(path, source.line, "duplicate-source", message, "give one of the two another key")
        first.setdefault(source.key, source)
        yield from _source_rules(source, path)
    yield from _neighbour_rules(sources, path)


def _neighbour_rules(sources, path):
    """Rules about entries beside each other: their order, and two entries for one source."""
    for before, source in pairwise(sources):
        if before.key > source.key:
            message = f"the entry '{source.key}' stands after '{before.key}'"
            yield Mistake(path, source.line, "source-order", message, "sort the entries by their keys")
    seen = {}
    for source in sources:
        alike = re.sub(r"\W+", "", source.get("title") + source.get("author")).casefold() + source.get("date")[:4]
        is_copy = "copy" in source.get("note").lower()  # two copies that differ may both be cited
        signs = {"url": source.get("url") and source.get("url") + source.get("title"), "doi": source.get("doi")}
        for sign in [*signs.items(), *([] if is_copy else [("alike", alike)])]:
            if sign[1]:
                other = seen.setdefault(sign, source)
                if other.key != source.key:
                    message = f"'{source.key}' and '{other.key}' (line {other.line}) are the same source"
                    yield Mistake(path, source.line, "same-source", message, "keep one, and cite its key everywhere")


def _source_rules(source, path):  # noqa: PLR0912 (one branch a rule)
    def mistake(line, rule, message, fix):
        return Mistake(path, line, rule, f"{source.key}: {message}", fix)

    if source.type not in SOURCE_TYPES:
        fix = closest(source.type, SOURCE_TYPES, f"use one of {', '.join(SOURCE_TYPES)}")
        yield mistake(source.line, "source-type", f"@{source.type} is no type of source here", fix)
    required = ["title", "langid", "stream", "seen", *SOURCE_TYPES.get(source.type, [])]
    if not source.get("author") and not source.get("editor"):
        required.append("organization" if source.type == "online" else "author")
    if source.get("langid", "en") != "en":
        required.append("titletranslation")
    if any(is_chinese(source.get(name).lstrip("{")[:1]) for name in ("author", "editor")):
        required.append("sortname")
    for name, other in (("archivedate", "archiveurl"), ("urldate", "url")):
        if source.get(name):
            required.append(other)
    if not KEY.fullmatch(source.key):
        fix = "write author, year and a word in small letters, such as yue2018letter"
        yield mistake(source.line, "source-key", "the key has another form than the others", fix)
    for name in dict.fromkeys(required):
        if not source.get(name):
            yield mistake(source.line, "source-incomplete", f"the field '{name}' is missing", f"add {name} = {{…}}")
    allowed = {"langid": LANGUAGES, "stream": STREAMS, "seen": SEEN}
    for name, value in source.fields.items():
        if name not in SOURCE_FIELDS:
            fix = closest(name, SOURCE_FIELDS, f"use one of {', '.join(SOURCE_FIELDS)}")
            yield mistake(value.line, "source-field", f"'{name}' would not be printed", fix)
        elif name in allowed and value.text not in allowed[name]:
            fix = closest(value.text, allowed[name], f"use one of {', '.join(allowed[name])}")
            yield mistake(value.line, "source-value", f"'{value.text}' is no {name}", fix)
        elif name in ("date", "urldate", "archivedate"):
            yield from _date_rules(path, value, f"{source.key}: {name}")
        elif name != "url" and (found := LATEX.search(value.text)):
            yield mistake(
                value.line, "source-latex", f"'{found[0]}' would be printed as it stands", "write plain Unicode"
            )
        elif name in ("url", "archiveurl") and not URL.fullmatch(value.text):
            yield mistake(value.line, "source-url", f"'{value.text}' is no web address", "begin it with https://")
        elif name in ("author", "editor", "translator") and value.text.count(",") > 1 + 2 * value.text.count(" and "):
            message = f"the names in '{name}' have too many commas"
            yield mistake(value.line, "source-names", message, "write {Family, Given and Family, Given}")


def _a(kind):
    return f"an {kind}" if kind[0] in "aeiou" else f"a {kind}"
