"""`nox -s changes -- main`: what a change does to pages, addresses, records and their sources, in Markdown.

Two checkouts are read as the linter reads them, which takes seconds where two builds take minutes. The workflow puts
the result into the summary of a pull request.
"""

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple, Self, TypeVar

from ..model.project import Project
from ..model.records import Page, Record
from ..model.sources import Source
from ..rules.check import Known
from .cli import Arguments, command
from .files import project_below, refuse_lost_sources

Thing = TypeVar("Thing")
MOST = 40  # lines of a list; a change with more is looked at file by file anyway


class Checkout(NamedTuple):
    """The pages as they stand at a commit: the project, and digests of the texts of its pages by docname."""

    project: Project
    texts: Mapping[str, str]

    @classmethod
    def read(cls, folder: Path) -> Self:
        """What lies in a folder; its mistakes are the linter's matter, but for those that hide sources."""
        known: Known = {}
        project, mistakes = project_below(folder, known)
        refuse_lost_sources(mistakes)
        return cls(project, {docname: known[page.path].digest for docname, page in project.pages.items()})

    @property
    def pages(self) -> dict[str, tuple[Page, str]]:
        return {docname: (page, self.texts[docname]) for docname, page in self.project.pages.items()}


def changes(before: Checkout, after: Checkout) -> str:
    """All that differs, under a heading for each part; parts in which nothing differs are left out."""
    old, new = before.project, after.project
    parts = {
        "Pages": list(_differences(before.pages, after.pages, _page, lambda page: page[0].title)),
        "Addresses": list(_addresses(old, new)),
        "Records": list(_differences(old.records, new.records, _record, _name)),
        "What gained or lost sources": list(_citations(old, new)),
        "Sources": list(_differences(old.sources, new.sources, _fields, lambda source: source.get("title"))),
    }
    sections = [f"## {heading}\n\n{_list(lines)}" for heading, lines in parts.items() if lines]
    return "\n".join(sections) or "Nothing that a reader would see has changed.\n"


def _list(lines: list[str]) -> str:
    more = [f"… and {len(lines) - MOST} more"] if len(lines) > MOST else []
    return "".join(f"- {line}\n" for line in [*lines[:MOST], *more])


def _differences(
    old: Mapping[str, Thing],
    new: Mapping[str, Thing],
    content: Callable[[Thing], Mapping[str, Any]],
    title: Callable[[Thing], str],
) -> Iterator[str]:
    """What was added, changed or taken away; `content` is what is compared of each, `title` what it is called."""
    for name in sorted(old.keys() | new.keys()):
        if name not in old:
            yield f"added `{name}`: {title(new[name])}"
        elif name not in new:
            yield f"removed `{name}`: {title(old[name])}"
        elif content(old[name]) != content(new[name]):
            before, after = content(old[name]), content(new[name])
            parts = [part for part in sorted(before.keys() | after.keys()) if before.get(part) != after.get(part)]
            yield f"changed `{name}` ({', '.join(parts)}): {title(new[name])}"


def _page(page: tuple[Page, str]) -> Mapping[str, Any]:
    """What a page is besides its records, and what tells one text from another."""
    return {"title": page[0].title, "headings": page[0].anchors, "text": page[1]}


def _record(record: Record) -> Mapping[str, Any]:
    """What the data say of a record."""
    values: dict[str, Any] = {name: value.text for name, value in record.values.items()}
    return values | {"page": record.docname, "figures": record.estimates, "situations": record.situations}


def _fields(source: Source) -> Mapping[str, Any]:
    return {name: value.text for name, value in source.fields.items()}


def _name(record: Record) -> str:
    return f"{record.kind} “{record.title}”"


def _addresses(old: Project, new: Project) -> Iterator[str]:
    """Addresses that are new or gone, and whether those that are gone lead on."""
    for address in sorted(old.addresses ^ new.addresses):
        if address in new.addresses:
            yield f"new: `{address}`"
        elif address in new.redirects:
            yield f"moved: `{address}` → `{new.redirects[address].text}`"
        else:
            yield f"**gone**: `{address}`"


def _citations(old: Project, new: Project) -> Iterator[str]:
    """Records and pages that cite other sources than before."""
    for record in new.records.values():
        if record.id in old.records:
            yield from _sources(_name(record), _cited(old, record.id), _cited(new, record.id))
    for docname, page in new.pages.items():
        if docname in old.pages:
            yield from _sources(f"page `{docname}`", old.pages[docname].sources_of(None), page.sources_of(None))


def _cited(project: Project, record_id: str) -> set[str]:
    return {source.key for source in project.cited_in(project.records[record_id])}


def _sources(name: str, old: Iterable[str], new: Iterable[str]) -> Iterator[str]:
    lost, gained = sorted(set(old) - set(new)), sorted(set(new) - set(old))
    words = [*(f"**lost** `{key}`" for key in lost), *(f"gained `{key}`" for key in gained)]
    if words:
        yield f"{name}: {', '.join(words)}"


@command
def main(arguments: Sequence[str]) -> int:
    """Print what differs between two checkouts, given by their folders."""
    parser = Arguments("nox -s changes --", __doc__)
    parser.add_argument("old", type=Path, help="the folder of the older checkout")
    parser.add_argument("new", type=Path, nargs="?", default=".", help="that of the newer, if it is not this one")
    folders = parser.parse_args(arguments)
    print(changes(Checkout.read(folders.old), Checkout.read(folders.new)))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
