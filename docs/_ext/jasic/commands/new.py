"""`nox -s new`: prints a record or a source to fill in, or adds it to a page or to the bibliography.

What a writer has to fill in is marked with "…", which `nox -s lint` names until it is replaced. What is printed beside
it, on stderr, says what each option holds and which others there are.
"""

import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from ..model.mistake import Mistake, closest, printable, with_article
from ..model.project import Project
from ..model.record_kinds import KINDS, Option, Type
from ..model.records import PLACEHOLDER, SOURCE, Page, Record, Value
from ..model.sources import FIELD_VALUES, SOURCE_FIELDS, SOURCE_TYPES, Source
from ..reading.settings import Settings
from ..rules.records import ID, bad_id
from ..rules.sources import KEY
from ..rules.text import FENCE
from .cli import Arguments, Refusal, command
from .files import DOCS, project_below, read_text, refuse_for, replace_text
from .tidy import format_bibliography, format_entry

# The type and the fields that most sources have; lint asks for what another type needs.
TYPE, FIELDS = "online", ("author", "title", "organization", "date", "url", "langid", "stream", "outlet", "seen")
# Mistakes of a page that hide where its records end.
BROKEN = ("not-utf8", "unclosed-fence", "nested-record")


def record_text(kind: str, name: str) -> str:
    """A record with the options that it must have, and what to write about."""
    about = KINDS[kind]
    options = [f":{option}: {PLACEHOLDER}" for option, declared in about.options.items() if declared.required]
    citation = " {cite:p}`key`" if about.cited else ""
    prompts = [f"{prompt} {PLACEHOLDER}{citation}" for prompt in about.prompt.splitlines()]
    return "\n".join([f":::{{{kind}}} {name}", *options, "", *prompts, ":::", ""])


def source_text(key: str) -> str:
    """An entry of the bibliography with the fields that most have."""
    return format_entry(Source(key, TYPE, 1, {name: Value(PLACEHOLDER, 1) for name in FIELDS}))


def record_hints(kind: str) -> Iterator[str]:
    """What each option of a kind holds."""
    options = KINDS[kind].options.items()
    yield f"Write in the place of {PLACEHOLDER}"
    yield from (_option_hint(name, option) for name, option in options if option.required)
    yield "You may add above the text"
    yield from (_option_hint(name, option) for name, option in options if not option.required)


def _option_hint(name: str, option: Option) -> str:
    form = "" if option.type is Type.TEXT else option.form
    return "; ".join(filter(None, (f"  :{name}: {option.help}", form, option.limits)))


def source_hints() -> Iterator[str]:
    """The types of sources, and what each of our own fields holds."""
    yield f"Write in the place of {PLACEHOLDER}, or delete the line. A type of source asks for"
    yield from (f"  @{name}: {', '.join(about.needs) or 'nothing more'}" for name, about in SOURCE_TYPES.items())
    yield "Fields that you may not know"
    for name, help in SOURCE_FIELDS.items():
        if help:
            values = f"; one of {', '.join(FIELD_VALUES[name])}" if name in FIELD_VALUES else ""
            yield f"  {name}: {help}{values}"


def add_record(text: str, page: Page) -> None:
    """Put a record below the last one of a page, above whatever follows there; below everything where there is none."""
    was = read_text(Path(page.path))
    lines = was.split("\n")
    end = max((_last_line(lines, record.line) for record in page.records), default=len(lines))
    above, below = "\n".join(lines[:end]).rstrip(), "\n".join(lines[end:]).strip("\n")
    parts = [part for part in (above, text.rstrip(), below) if part]
    replace_text(Path(page.path), "\n\n".join(parts).rstrip() + "\n", was)


def _last_line(lines: list[str], first: int) -> int:
    """The number of the line that closes the fence of line `first`."""
    opening = FENCE.match(lines[first - 1])
    for number, line in enumerate(lines[first:], first + 1):
        closing = FENCE.match(line)
        if opening and closing and closing[1].startswith(opening[1]) and not closing[2].strip():
            return number
    return len(lines)


def add_source(text: str, file: Path) -> None:
    """Put an entry where its key belongs in the bibliography."""
    was = read_text(file)
    new, mistakes = format_bibliography(f"{was}\n{text}", file.as_posix())
    refuse_for(mistakes)
    replace_text(file, new, was)


def check_id(kind: str, name: str, project: Project) -> None:
    """Refuse an id that the linter would refuse, or that is taken."""
    if not ID.fullmatch(name):
        fix = "write small letters, digits and hyphens, such as huizhou-raid"
        raise Refusal(f"'{printable(name)}' cannot be an id. Fix: {fix}.")
    for _line, problem, fix in bad_id(Record(kind, name, "", "", 1)):
        raise Refusal(f"{problem}. Fix: {fix}.")
    if name in project.records:
        record = project.records[name]
        taken = f"the id '{name}' is taken by {with_article(record.kind)}"
        raise Refusal(str(Mistake(record.path, record.line, "duplicate-id", taken, "choose another id")))


def check_key(key: str, project: Project, path: str) -> None:
    """Refuse a key that has another form or is taken."""
    if not KEY.fullmatch(key):
        fix = "write author, year and a word in small letters, such as yue2018letter"
        raise Refusal(f"'{key}' cannot be the key of a source. Fix: {fix}.")
    if key in project.sources:
        taken = f"the key '{key}' is taken"
        raise Refusal(str(Mistake(path, project.sources[key].line, "duplicate-source", taken, "choose another key")))


def page_at(name: str, project: Project, mistakes: list[Mistake]) -> Page:
    """The page that a writer names; refuses what is none, and one in which the end of a record cannot be known."""
    pages = {page.path: page for page in project.pages.values()}
    path = Path(os.path.relpath(name)).as_posix()
    if path not in pages:
        fix = closest(path, pages, "name a file below docs; begin a new one with a line `# Title`")
        raise Refusal(f"there is no page {path}. Fix: {fix}.")
    refuse_for([mistake for mistake in mistakes if (mistake.path, mistake.rule in BROKEN) == (path, True)])
    return pages[path]


def new_record(kind: str, name: str, path: str) -> None:
    """Print a record, or add it to a page."""
    project, mistakes = project_below()
    check_id(kind, name, project)
    text = record_text(kind, name)
    if path:
        add_record(text, page_at(path, project, mistakes))
    tell(text, path, record_hints(kind))


def new_source(key: str, path: str) -> None:
    """Print an entry, or add it to the bibliography."""
    project, _mistakes = project_below()
    file = Path(os.path.relpath(DOCS / Settings.read(DOCS).bibliography))
    check_key(key, project, file.as_posix())
    if path and Path(path).resolve() != file.resolve():
        raise Refusal(f"{path} is not the bibliography. Fix: write {file.as_posix()}.")
    text = source_text(key)
    if path:
        add_source(text, file)
    tell(text, path, source_hints())


def tell(text: str, path: str, hints: Iterator[str]) -> None:
    """Print the text or where it is, and beside it what a writer may like to know."""
    print(f"Added to {path}; `nox -s lint` names the lines that are still to be filled in." if path else text)
    print(*hints, sep="\n", file=sys.stderr)


@command
def main(arguments: Sequence[str]) -> int:
    """The command; refuses where nothing was printed or written."""
    kinds = (*KINDS, SOURCE)
    parser = Arguments("nox -s new --", __doc__)
    parser.add_argument("kind", help=f"one of {', '.join(kinds)}")
    parser.add_argument("name", help="an id such as huizhou-raid; the key of a source, such as yue2018letter")
    parser.add_argument("file", nargs="?", default="", help="where to add it, such as docs/people/workers.md")
    given = parser.parse_args(arguments)
    if given.kind not in kinds:
        fix = closest(given.kind, kinds, f"use one of {', '.join(kinds)}")
        raise Refusal(f"there is no kind '{given.kind}'. Fix: {fix}.")
    new_source(given.name, given.file) if given.kind == SOURCE else new_record(given.kind, given.name, given.file)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
