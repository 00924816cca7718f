"""What counts as a mistake. Each rule looks at the project and yields what must be mended.

The linter and the build both run these rules, so a message is written once and here.
"""

import re
from difflib import get_close_matches

from . import dates
from .model import DATE, KINDS, Mistake

ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
URL = re.compile(r"https?://[^\s/]+\.[^\s]+")

# Entry types and what each must say beyond a title. After biblatex, less what nobody here needs.
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
        for use in page.uses:
            yield from _use_rules(use, page, project)


def _record_rules(record, project):
    def mistake(line, rule, message, fix):
        return Mistake(record.path, line, rule, message, fix)

    options = KINDS[record.kind].options
    if not ID.fullmatch(record.id):
        yield mistake(
            record.line,
            "bad-id",
            f"'{record.id}' cannot be an id" if record.id else f"this {record.kind} has no id",
            f"write :::{{{record.kind}}} and a name of small letters, digits and hyphens",
        )
    for name, value in record.values.items():
        if name not in options:
            fix = closest(name, options, f"use one of {', '.join(options)}")
            yield mistake(value.line, "unknown-option", f"'{name}' is no option of {_a(record.kind)}", fix)
        elif options[name].holds == DATE:
            yield from _date_rules(record.path, value, name)
        elif isinstance(allowed := options[name].holds, dict) and value.text not in allowed:
            fix = closest(value.text, allowed, f"write one of {', '.join(allowed)}")
            yield mistake(value.line, "bad-value", f"'{value.text}' is no {name} of {_a(record.kind)}", fix)
    for name, option in options.items():
        if option.required and not record.get(name):
            message = f"the {record.kind} '{record.id}' has no {name}"
            yield mistake(record.line, "missing-option", message, f"add a line `:{name}: …`")
    cited = any(use.record == record.id and use.kind == "source" for use in project.pages[record.docname].uses)
    if KINDS[record.kind].cited and not cited:
        message = f"the {record.kind} '{record.id}' cites no source"
        yield mistake(record.line, "no-citation", message, "add {cite:p}`key` after what the source supports")


def _date_rules(path, value, name):
    try:
        dates.parse(value.text)
    except ValueError as error:
        yield Mistake(path, value.line, "bad-date", f"{name}: {error}", f"write one of {dates.FORMS}")


def _use_rules(use, page, project):
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


def source_rules(sources, path):
    """Rules about the entries of the bibliography, given as a list."""
    first = {}
    for source in sources:
        if other := first.get(source.key):
            message = f"the key '{source.key}' is taken: {path}:{other.line}"
            yield Mistake(path, source.line, "duplicate-source", message, "give one of the two another key")
        first.setdefault(source.key, source)
        yield from _source_rules(source, path)


def _source_rules(source, path):
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
        elif name in ("url", "archiveurl") and not URL.fullmatch(value.text):
            yield mistake(value.line, "source-url", f"'{value.text}' is no web address", "begin it with https://")
        elif name in ("author", "editor", "translator") and value.text.count(",") > 1 + 2 * value.text.count(" and "):
            message = f"the names in '{name}' have too many commas"
            yield mistake(value.line, "source-names", message, "write {Family, Given and Family, Given}")


def _a(kind):
    return f"an {kind}" if kind[0] in "aeiou" else f"a {kind}"
