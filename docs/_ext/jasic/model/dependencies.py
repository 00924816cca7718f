"""What each page depends on: what it reads of the project is noted while it is made, and can be read again at any time.

A page gets the project through `Dependencies.project_for`. It looks like any Project, but whatever is read of it, down
to a single field of a record or of a source, is noted as a dependency of that page. When the project has changed, each
different dependency is read once more, and only pages of which one says something else need to be made again. So nobody
keeps a list of what a page shows.

A value that is a record, a source or a page counts by its name alone, since what is read of it is a dependency of its
own. Anything else counts by its `repr`, so lines, which move without any reader seeing it, are left out of that.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, cast

from .project import Project
from .records import Page, Record
from .sources import Source

# What is tracked by itself, with the table of the project that it stands in and the attribute that is its key there.
TABLES: Mapping[type, tuple[str, str]] = {
    Record: ("records", "id"),
    Source: ("sources", "key"),
    Page: ("pages", "docname"),
}
DECLARED = ("about", "options")  # of a record: what model/record_kinds.py says of its kind and no page can change

Thing = tuple[str, ...]  # ("records", "yue-xin"), or () for the project itself
Read = tuple[Any, ...]  # the attribute, table or method that is read of a thing, and key or arguments
# What one page reads of one thing. There are a hundred things of which many pages read the same few, such as title and
# address, so what is read of a record stays together; of the project each read is a dependency of its own.
Dependency = tuple[Thing, tuple[Read, ...]]
Reads = dict[Thing, set[Read]]  # what one page reads, as it is noted


class Dependencies:
    """What the pages of one build read of one project.

    `by_page` holds that of pages that are made; of a page that another process makes, it has to be brought back.
    """

    def __init__(self, project: Project) -> None:
        self.project = project
        self.by_page: dict[str, tuple[Dependency, ...]] = {}
        self._open: dict[str, Reads] = {}  # of pages that are being made
        self._together: dict[frozenset[Read], tuple[Read, ...]] = {}
        self._digests: dict[Dependency, str] = {}
        self._digests_of_wholes: dict[Thing, str] = {}

    def project_for(self, docname: str) -> Project:
        """The project for whoever makes this page: what is read of it is noted."""
        return cast(Project, _Tracked(self.project, (), self._open.setdefault(docname, {})))

    def close(self, docname: str) -> None:
        """A page is made: keep what it has read in a form that takes a tenth of the room.

        Who still reads for it has to get the project anew.
        """
        found: list[Dependency] = []
        for thing, reads in self._open.pop(docname, {}).items():
            # Of a record of which only the name was read nothing is noted.
            found += [(thing, tuple(reads))] if thing and reads else [((), (one,)) for one in reads]
        self.add(docname, found)

    def close_all(self) -> None:
        for docname in list(self._open):
            self.close(docname)

    def add(self, docname: str, found: Iterable[Dependency]) -> None:
        """Add to what a page depends on; where pages read the same of their things, that is kept once, in one order."""
        shared = [(thing, self._once(frozenset(reads))) for thing, reads in found]
        self.by_page[docname] = tuple(dict.fromkeys([*self.by_page.get(docname, ()), *shared]))

    def _once(self, reads: frozenset[Read]) -> tuple[Read, ...]:
        if reads not in self._together:
            self._together[reads] = tuple(sorted(reads, key=repr))
        return self._together[reads]

    def digest(self, dependency: Dependency) -> str:
        """A digest of what the project says of it now."""
        if dependency not in self._digests:
            thing, reads = dependency
            subject = self._find(thing)
            # What is gone says nothing.
            values = [] if subject is None else [_names(self._read(subject, one)) for one in reads]
            self._digests[dependency] = _digest(values)
        return self._digests[dependency]

    def digest_of_whole(self, thing: Thing) -> str:
        """A digest of all that a record or a source says: where that is the same, so is whatever is read of it."""
        if thing not in self._digests_of_wholes:
            self._digests_of_wholes[thing] = _digest(self._find(thing))
        return self._digests_of_wholes[thing]

    def _read(self, subject: Any, read: Read) -> Any:
        name, *arguments = read
        value = getattr(subject, name)
        if isinstance(value, dict):
            return value.get(arguments[0]) if arguments else list(value)
        if not callable(value):
            return value
        found = [self._find(argument) if isinstance(argument, tuple) else argument for argument in arguments]
        try:
            return None if None in found else value(*found)
        except LookupError:  # it asks for a page, by its name, that is gone
            return None

    def _find(self, thing: Thing) -> Any:
        if not thing:
            return self.project
        table, key = thing
        return getattr(self.project, table).get(key)


class _Tracked:
    """The project, a record, a source or a page, which notes what is read of it."""

    def __init__(self, subject: Any, thing: Thing, reads: Reads) -> None:
        self._subject, self._thing, self._reads = subject, thing, reads
        self._note = reads.setdefault(thing, set()).add

    def get(self, field: str, default: str = "") -> Any:
        """A field of a record or a source: most reads are this one, which needs no way for any method."""
        self._note(("get", field))
        return self._subject.get(field, default)

    def __getattr__(self, name: str) -> Any:
        value = getattr(self._subject, name)
        if self._thing and name == TABLES[type(self._subject)][1]:
            return value
        if name in DECLARED:
            self._note(("kind",))
            return value
        if isinstance(value, dict):
            return _TrackedTable(value, name, self._note, self._reads)
        if not callable(value):
            self._note((name,))
            return _tracked(value, self._reads)

        def call(*arguments: Any) -> Any:
            self._note((name, *map(_name, arguments)))
            plain = [argument._subject if isinstance(argument, _Tracked) else argument for argument in arguments]
            return _tracked(value(*plain), self._reads)

        return call


class _TrackedTable(Mapping[str, Any]):
    """A table of the project, which notes the keys that are looked up; the list of its keys is a read too."""

    def __init__(self, table: Mapping[str, Any], name: str, note: Callable[[Read], None], reads: Reads) -> None:
        self._table, self._name, self._note, self._reads = table, name, note, reads

    def __getitem__(self, key: str) -> Any:
        self._note((self._name, key))
        return _tracked(self._table[key], self._reads)

    def __iter__(self) -> Iterator[str]:
        self._note((self._name,))
        return iter(self._table)

    def __len__(self) -> int:
        self._note((self._name,))
        return len(self._table)


def _tracked(value: Any, reads: Reads) -> Any:
    """A value whose records, sources and pages note in their turn what is read of them."""
    if isinstance(value, str):
        return value  # as nearly all are
    if thing := _thing(value):
        return _Tracked(value, thing, reads)
    if isinstance(value, dict):
        return {key: _tracked(each, reads) for key, each in value.items()}
    if isinstance(value, list):
        return [_tracked(each, reads) for each in value]
    if isinstance(value, tuple):
        parts = [_tracked(each, reads) for each in value]
        # A NamedTuple takes them one by one.
        return type(value)(*parts) if hasattr(value, "_fields") else tuple(parts)
    return value


def _digest(value: Any) -> str:
    return hashlib.sha256(repr(value).encode()).hexdigest()[:16]


def _names(value: Any) -> Any:
    """A value as it is compared: records, sources and pages by their names, sets in order."""
    if isinstance(value, str):
        return value  # as nearly all are
    if thing := _thing(value):
        return thing
    if isinstance(value, dict):
        return [(key, _names(each)) for key, each in value.items()]
    if isinstance(value, (set, frozenset)):
        return sorted(map(_names, value))
    return [_names(each) for each in value] if isinstance(value, (list, tuple)) else value


def _thing(value: Any) -> Thing:
    """The table and the key of a record, a source or a page; () of anything else."""
    table, key = TABLES.get(type(value), ("", ""))
    return (table, getattr(value, key)) if table else ()


def _name(argument: Any) -> Any:
    """An argument as a dependency holds it, so that it can be written to a file and read again."""
    if isinstance(argument, _Tracked):
        return argument._thing
    name = _thing(argument) or argument
    if not isinstance(name, (str, tuple)):
        raise TypeError(f"{argument!r} cannot be part of a dependency; pass an id, a record, a source or a page")
    return name
