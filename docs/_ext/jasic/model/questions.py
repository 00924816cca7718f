"""What each page asks of the project, noted while the page is made, and the answers at any later time.

A page gets the project through `Questions.project_for`. It looks like any Project, but whatever is read of it, down to
a single field of a record or of a source, is noted as a question of that page. When the project has changed, each
different question is asked once more, and only pages with another answer need to be made again. So nobody keeps a list
of what a page shows: who asks the project is heard.

An answer that is a record, a source or a page counts by its name alone, since what is read of it is a question of its
own. Anything else counts by its `repr`, so lines, which move without any reader seeing it, are left out of that.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, cast

from .project import Project
from .records import Page, Record
from .sources import Source

# What is asked for itself, with the table of the project that it stands in and the attribute that is its key there.
TABLES: Mapping[type, tuple[str, str]] = {
    Record: ("records", "id"),
    Source: ("sources", "key"),
    Page: ("pages", "docname"),
}
DECLARED = ("about", "options")  # of a record: what model/record_kinds.py says of its kind and no page can change

Thing = tuple[str, ...]  # ("records", "yue-xin"), or () for the project itself
Asked = tuple[Any, ...]  # the attribute, table or method that is asked of a thing, and key or arguments
# What one page asks of one thing. There are a hundred things of which many pages ask the same few, such as title and
# address, so what is asked of a record stays together; of the project each question is one of its own.
Question = tuple[Thing, tuple[Asked, ...]]
Asking = dict[Thing, set[Asked]]  # what one page asks, as it is noted


class Questions:
    """The questions of the pages of one build to one project.

    `asked` holds those of pages that are made; of a page that another process makes, they have to be brought back.
    """

    def __init__(self, project: Project) -> None:
        self.project = project
        self.asked: dict[str, tuple[Question, ...]] = {}
        self._asking: dict[str, Asking] = {}  # of pages that are being made
        self._together: dict[frozenset[Asked], tuple[Asked, ...]] = {}
        self._answers: dict[Question, str] = {}
        self._wholes: dict[Thing, str] = {}

    def project_for(self, docname: str) -> Project:
        """The project for whoever makes this page: what is asked of it is noted."""
        return cast(Project, _Asked(self.project, (), self._asking.setdefault(docname, {})))

    def close(self, docname: str) -> None:
        """A page is made: keep what it has asked in a form that takes a tenth of the room.

        Who still asks for it has to get the project anew.
        """
        asked: list[Question] = []
        for thing, questions in self._asking.pop(docname, {}).items():
            # Of a record of which only the name was read nothing was asked.
            asked += [(thing, tuple(questions))] if thing and questions else [((), (one,)) for one in questions]
        self.add(docname, asked)

    def close_all(self) -> None:
        for docname in list(self._asking):
            self.close(docname)

    def add(self, docname: str, asked: Iterable[Question]) -> None:
        """Add to what a page has asked; where pages ask the same of their things, that is kept once, in one order."""
        shared = [(thing, self._once(frozenset(questions))) for thing, questions in asked]
        self.asked[docname] = tuple(dict.fromkeys([*self.asked.get(docname, ()), *shared]))

    def _once(self, questions: frozenset[Asked]) -> tuple[Asked, ...]:
        if questions not in self._together:
            self._together[questions] = tuple(sorted(questions, key=repr))
        return self._together[questions]

    def answer(self, question: Question) -> str:
        """A digest of what the project answers."""
        if question not in self._answers:
            thing, asked = question
            subject = self._find(thing)
            # What is gone has no answers.
            answers = [] if subject is None else [_names(self._ask(subject, one)) for one in asked]
            self._answers[question] = _digest(answers)
        return self._answers[question]

    def whole(self, thing: Thing) -> str:
        """A digest of all that a record or a source says: where that is the same, so is whatever is asked of it."""
        if thing not in self._wholes:
            self._wholes[thing] = _digest(self._find(thing))
        return self._wholes[thing]

    def _ask(self, subject: Any, question: Asked) -> Any:
        name, *arguments = question
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


class _Asked:
    """The project, a record, a source or a page, which notes what is read of it."""

    def __init__(self, subject: Any, thing: Thing, asking: Asking) -> None:
        self._subject, self._thing, self._asking = subject, thing, asking
        self._note = asking.setdefault(thing, set()).add

    def get(self, field: str, default: str = "") -> Any:
        """A field of a record or a source: most questions are this one, which needs no way for any method."""
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
            return _AskedTable(value, name, self._note, self._asking)
        if not callable(value):
            self._note((name,))
            return _asked(value, self._asking)

        def ask(*arguments: Any) -> Any:
            self._note((name, *map(_name, arguments)))
            plain = [argument._subject if isinstance(argument, _Asked) else argument for argument in arguments]
            return _asked(value(*plain), self._asking)

        return ask


class _AskedTable(Mapping[str, Any]):
    """A table of the project, which notes the keys that are looked up; the list of its keys is a question too."""

    def __init__(self, table: Mapping[str, Any], name: str, note: Callable[[Asked], None], asking: Asking) -> None:
        self._table, self._name, self._note, self._asking = table, name, note, asking

    def __getitem__(self, key: str) -> Any:
        self._note((self._name, key))
        return _asked(self._table[key], self._asking)

    def __iter__(self) -> Iterator[str]:
        self._note((self._name,))
        return iter(self._table)

    def __len__(self) -> int:
        self._note((self._name,))
        return len(self._table)


def _asked(answer: Any, asking: Asking) -> Any:
    """An answer whose records, sources and pages note in their turn what is read of them."""
    if isinstance(answer, str):
        return answer  # as nearly all are
    if thing := _thing(answer):
        return _Asked(answer, thing, asking)
    if isinstance(answer, dict):
        return {key: _asked(value, asking) for key, value in answer.items()}
    if isinstance(answer, list):
        return [_asked(value, asking) for value in answer]
    if isinstance(answer, tuple):
        parts = [_asked(value, asking) for value in answer]
        # A NamedTuple takes them one by one.
        return type(answer)(*parts) if hasattr(answer, "_fields") else tuple(parts)
    return answer


def _digest(answer: Any) -> str:
    return hashlib.sha256(repr(answer).encode()).hexdigest()[:16]


def _names(answer: Any) -> Any:
    """An answer as it is compared: records, sources and pages by their names, sets in order."""
    if isinstance(answer, str):
        return answer  # as nearly all are
    if thing := _thing(answer):
        return thing
    if isinstance(answer, dict):
        return [(key, _names(value)) for key, value in answer.items()]
    if isinstance(answer, (set, frozenset)):
        return sorted(map(_names, answer))
    return [_names(value) for value in answer] if isinstance(answer, (list, tuple)) else answer


def _thing(value: Any) -> Thing:
    """The table and the key of a record, a source or a page; () of anything else."""
    table, key = TABLES.get(type(value), ("", ""))
    return (table, getattr(value, key)) if table else ()


def _name(argument: Any) -> Any:
    """An argument as a question holds it, so that it can be written to a file and asked again."""
    if isinstance(argument, _Asked):
        return argument._thing
    name = _thing(argument) or argument
    if not isinstance(name, (str, tuple)):
        raise TypeError(f"{argument!r} cannot be part of a question; ask with an id, a record, a source or a page")
    return name
