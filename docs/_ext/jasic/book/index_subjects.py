"""What the index is about, and where a text names it.

A subject is a person, an organisation, a place, a document, a precedent, a position, a term of the glossary, or whoever
has written sources and is named in the text; a term that is another name of a record is that record. Events have the
chronology and claims a list of their own, so neither is in the index.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from ..model.chinese import is_chinese
from ..model.markup import TEXTUAL, cited_keys, split_roles
from ..model.project import Project
from ..model.quotes import typographic
from ..model.records import Record
from ..model.sources import Name, Source, names
from ..transforms.general_index import article_of, romanised, without_article, without_marks

INDEXED = ("person", "organisation", "place", "document", "precedent", "position")
NAMED_IN_TEXT = ("person", "organisation", "place")  # whose names are looked for in running text
SHORTEST = 4  # letters of a name in Latin letters that is looked for
SHORTEST_TERM = 6  # and of a term, which may be a word of every day
ABBREVIATION = 2  # characters of a name that may be the end of another: 人大, a university, of 市人大, a congress
OUTLETS = ("organization", "journaltitle", "outlet")  # fields of a source, whose values are no people
NO_LETTER = re.compile(r"[^a-z0-9 ]")
JOINS = re.compile(r"[-–/]")  # words, each of which counts in sorting
WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")
# Family names that are words of English where a sentence begins.
WORDS_OF_ENGLISH = ("An", "He", "Long", "May", "She", "So", "Sun", "You")
# What may stand before a family name alone; another word with a capital is a part of a longer name.
LONGER = re.compile(
    r"(?<!\w)(?!(?:After|And|As|At|Before|Both|But|By|For|From|If|In|Later|Since|That|Then|To|What|When|While|With) )"
    r"[A-Z][^\W\d_]*(?:-[^\W\d_]+)* $"
)
ALONE = "^"  # before the key of a subject that is called by its family name alone
INITIALS = re.compile(r" [A-Z]\.(?=$| )")  # behind a name: Elizabeth J.
GENITIVE = re.compile("[’']s?$")
GIVEN = re.compile(r" [A-Z][a-zü]")  # a name that goes on


Called = dict[str, set[str]]  # family name -> the keys of those of that name whom a chapter has named in full


class Subject(NamedTuple):
    """Something with an entry in the index: its key in the marks, its name, and the record, unless it is a term.

    `short` is how a text calls it whose name is a title: Marikana.
    """

    key: str
    name: str
    record: Record | None = None
    short: str = ""

    @property
    def names(self) -> list[str]:
        """Every name by which a text may call it."""
        names = (self.name, *(self.record.names if self.record else ()), self.short)
        return [name for name in dict.fromkeys(names) if name]

    def is_named_in(self, words: str) -> bool:
        """Whether words have one of its names, whatever the case, the accents and the signs between the letters."""
        found = letters(words)
        return any(letters(without_article(name)) in found for name in self.names)

    @property
    def ending(self) -> str:
        """What is left of a long name where it is clear whose it is: the Marxist Society."""
        words = self.name.split()
        return " ".join(words[-2:]) if self.record and self.record.kind == "organisation" and len(words) > 2 else ""


def letters(text: str) -> str:
    """The letters and digits of a text as one small word without marks."""
    return "".join(filter(str.isalnum, without_marks(text).lower()))


def count_of(name: str, text: str) -> int:
    """How often a name stands for itself in a text, and not in an address or a longer word."""
    literal = re.escape(name)  # first, since they are found sixty times as fast as what may not stand before them
    return len(re.findall(rf"{literal}(?<![\w/.:-]{literal})(?![\w/-]|[.:]\w)", text))


def with_article_last(text: str) -> str:
    """`Commune, The` of `The Commune`, `Open letter, An` of `An open letter`: articles are passed over in sorting."""
    if not (article := article_of(text).strip()):
        return text
    rest = without_article(text)
    return f"{rest[:1].upper()}{rest[1:]}, {article.capitalize()}"


def sorted_as(name: str, project: Project, record: Record | None = None) -> str:
    """How a name is sorted: word by word without its article, Chinese by its pinyin, in small letters without marks.

    Of a Chinese name of a person the surname is a word, so that it stands beside the same name in Latin letters.
    """
    spelt = with_article_last(name)
    if is_chinese(name):
        is_person = record is not None and record.kind == "person"
        spelt = " ".join(romanised(part, project) for part in ([name[:1], name[1:]] if is_person else [name]))
    return NO_LETTER.sub("", JOINS.sub(" ", without_marks(spelt).lower()))


class Names:
    """The subjects of a project."""

    def __init__(self, project: Project) -> None:
        self.project = project

    @cached_property
    def by_record(self) -> dict[str, Subject]:
        """Subjects by the id of their record."""
        records = (record for kind in INDEXED for record in self.project.of_kind(kind))
        return {record.id: Subject(record.id, record.title, record, self._short_name(record)) for record in records}

    def _short_name(self, record: Record) -> str:
        """How a precedent is called, by the short title of its page; and who has more than one given name: Jack Qiu."""
        if record.kind == "person" and record.title in self._surnames_first:
            first, *more, last = record.title.split()
            return f"{first} {last}" if more else ""
        is_title = record.kind == "precedent" and record.fills_page
        return self.project.pages[record.docname].short_title if is_title else ""

    @cached_property
    def by_term(self) -> dict[str, Subject]:
        """Subjects by term of the glossary, in small letters."""
        subjects = {}
        for page in self.project.pages.values():
            for term in page.terms:
                record = self.project.find(term)
                named = self.by_record.get(record.id) if record else None
                subjects[term.lower()] = named or Subject(f"term:{term.lower()}", term)
        return subjects

    @cached_property
    def by_author(self) -> dict[str, Subject]:
        """Subjects by name: who have no entry of their own but have written sources, as Mao, a scholar or a group."""
        said = "\n".join(prose.text for page in self.project.pages.values() for prose in page.prose)
        known = {letters(name) for subject in self.by_record.values() for name in subject.names}
        outlets = {letters(source.get(name)) for source in self.project.sources.values() for name in OUTLETS}
        cited = Counter(name for key in self._named_by_citations() for name in self.writers_in_label(key))
        subjects = {}
        for name in sorted(set(self._writers())):
            orders = self._orders(name)
            if not (known | outlets).isdisjoint(map(letters, orders)):
                continue
            # In the order in which pages have it, which is that of its language.
            shown = max(orders, key=said.count)
            if said.count(shown) + cited[name] > 1 and len(shown) >= SHORTEST:
                subjects[shown] = Subject(f"author:{shown}", shown)
        for body in sorted(set(self._bodies()) - set(subjects)):
            # One that also stands in small letters is a word of every day, as Solidarity.
            is_word = body != body.lower() and count_of(body.lower(), said) > 0
            if not is_word and letters(body) not in known and count_of(body, said) > 1 and len(body) >= SHORTEST:
                subjects[body] = Subject(f"author:{body}", body)
        return subjects

    @staticmethod
    def _orders(name: Name) -> list[str]:
        """The name of a person as it may be printed, given name first and last, with initials and without."""
        given = dict.fromkeys((name.given, INITIALS.sub("", name.given)))
        return [shown.strip() for each in given for shown in (f"{each} {name.family}", f"{name.family} {each}")]

    def _named_by_citations(self) -> Iterator[str]:
        """The keys of sources that a sentence calls by who wrote them, as in Perry (1997), as often as one does."""
        for page in self.project.pages.values():
            for prose in page.prose:
                for role, content in split_roles(prose.text):
                    if role == TEXTUAL:
                        yield from cited_keys(content)

    def writers_in_label(self, key: str) -> Iterator[Name]:
        """The writers of a source whom its label names."""
        source = self.project.sources.get(key)
        for name in names(_by(source)) if source else ():
            if name.given and re.search(rf"\b{re.escape(name.family)}\b", self.project.labels[key][0]):
                yield name

    def called_by(self, key: str) -> Iterator[tuple[str, str]]:
        """The keys of those who are named where a sentence calls a source by who wrote it, with their family names."""
        for name in self.writers_in_label(key):
            for shown in self._orders(name):
                if subject := self.by_author.get(shown):
                    yield subject.key, self.family_name(subject)
        for _end, body in self.named_in(self.project.labels[key][0] if key in self.project.labels else ""):
            yield body, ""

    def _bodies(self) -> Iterator[str]:
        """Bodies that have written sources, in Latin letters: they stand in braces."""
        for source in self.project.sources.values():
            written = _by(source)
            for name in names(written):
                if f"{{{name.family}}}" in written and not name.given and not is_chinese(name.family):
                    yield name.family

    def _writers(self) -> Iterator[Name]:
        """Those who have written sources, in Latin letters: people, and pen names, which stand in no braces."""
        for source in self.project.sources.values():
            written = _by(source)
            for name in names(written):
                is_pen_name = bool(source.get("sortname")) and not name.given and f"{{{name.family}" not in written
                if (name.given or is_pen_name) and not is_chinese(name.family) and name.family != "others":
                    yield name

    @property
    def subjects(self) -> list[Subject]:
        """Each once."""
        found = (*self.by_record.values(), *self.by_term.values(), *self.by_author.values())
        return list({subject.key: subject for subject in found}.values())

    @cached_property
    def _surnames_first(self) -> dict[str, str]:
        """People whose surname stands last, as the sources by them are listed: `Friedman, Eli` of `Eli Friedman`."""
        written = (source.get(field) for source in self.project.sources.values() for field in ("author", "sortname"))
        people = {name for field in written for name in names(field) if name.given}
        given = ((name.family, given) for name in people for given in (INITIALS.sub("", name.given), name.given))
        return {f"{given} {family}": f"{family}, {given}" for family, given in given}

    @cached_property
    def _families_first(self) -> set[str]:
        """People whose surname stands first, as the sources by them are listed without a comma."""
        return {f"{name.family} {name.given}" for name in self._writers() if name.given}

    def entry(self, name: str) -> str:
        """A name as lists have it: surname first, an article last."""
        return self._surnames_first.get(name) or with_article_last(name)

    def family_name(self, subject: Subject) -> str:
        """The family name of a person, by which a text may call them once it has named them in full."""
        is_person = subject.record.kind == "person" if subject.record else subject.key.startswith("author:")
        if not is_person or not subject.name.count(" "):
            return ""
        if subject.name in self._surnames_first:
            family = self._surnames_first[subject.name].partition(",")[0]
        elif (subject.record and subject.record.get("zh")) or subject.name in self._families_first:
            family = subject.name.partition(" ")[0]
        else:
            return ""
        return "" if family in WORDS_OF_ENGLISH else family

    @cached_property
    def _families(self) -> dict[str, str]:
        """Family names by the key of whose they are."""
        found = {subject.key: self.family_name(subject) for subject in self.subjects}
        return {key: family for key, family in found.items() if family}

    @cached_property
    def _all_families(self) -> frozenset[str]:
        return frozenset(self._families.values())

    @cached_property
    def _watched(self) -> dict[str, list[tuple[str, str]]]:
        """What is looked for in running text, by its first word or character: name and key, the longest first."""
        watched: dict[str, str] = {}
        for subject in self.by_record.values():
            assert subject.record
            if subject.short and len(subject.short) >= SHORTEST:
                watched.setdefault(typographic(subject.short), subject.key)
            if subject.record.kind in NAMED_IN_TEXT:
                chinese = [name for name in subject.record.names if is_chinese(name)]
                is_person = subject.record.kind == "person"
                latin = [name for name in subject.record.names if not is_chinese(name) and name[:1].isupper()]
                others = [name for name in latin if " " in name or not is_person]
                for name in (subject.name, *others, *chinese):
                    if len(name) >= SHORTEST or is_chinese(name):
                        watched.setdefault(typographic(name), subject.key)
        for subject in self.by_author.values():
            watched.setdefault(typographic(subject.name), subject.key)
        for subject in self.by_term.values():
            if subject.record is None and len(subject.name) >= SHORTEST_TERM:
                watched.setdefault(typographic(subject.name), subject.key)
        by_first: dict[str, list[tuple[str, str]]] = {}
        for name, key in watched.items():
            first = WORD.match(name)
            begin = name[0] if is_chinese(name[0]) or not first else first[0]
            by_first.setdefault(begin, []).append((name, key))
        return {first: sorted(names, key=lambda found: -len(found[0])) for first, names in by_first.items()}

    def named_in(self, text: str, called: Called | None = None) -> Iterator[tuple[int, str]]:
        """The subjects that a text names, each once: where its name ends, and its key.

        `called` is who has been named in full before, and learns whom this text names; of them a family name alone
        is a name too, and `ALONE` stands before the key.
        """
        found: set[str] = set()
        for word in WORD.finditer(text):
            begins = range(word.start(), word.end()) if is_chinese(word[0]) else (word.start(),)
            for begin in begins:
                first = text[begin] if is_chinese(word[0]) else GENITIVE.sub("", word[0])
                end, key = self._named_at(begin, first, text)
                if called is not None and not key:
                    end, key = self._called_at(word, text, called)
                    key = f"{ALONE}{key}" if key else ""
                elif called is not None and key in self._families:
                    called.setdefault(self._families[key], set()).add(key)
                if key and key not in found:
                    found.add(key)
                    yield end, key

    def _named_at(self, begin: int, first: str, text: str) -> tuple[int, str]:
        """Where the longest name that begins at a place of a text ends, and whose it is."""
        for name, key in self._watched.get(first, ()):
            end = begin + len(name)
            is_whole = is_chinese(name) or not text[end : end + 1].isalnum()
            if is_whole and text.startswith(name, begin) and not self._is_end_of_another(name, key, text[:begin]):
                return end, key
        return begin, ""

    def _called_at(self, word: re.Match[str], text: str, called: Called) -> tuple[int, str]:
        """Where a family name alone ends, and whose it is: of the only one who has been named in full before."""
        family = GENITIVE.sub("", word[0])
        end = word.start() + len(family)
        if family not in self._all_families or LONGER.search(text[: word.start()]):
            return end, ""
        if GIVEN.match(text, end):  # somebody else, of whom the index knows nothing
            called.setdefault(family, set()).add("")
        people = called.get(family, set())
        return end, next(iter(people)) if len(people) == 1 else ""

    def _is_end_of_another(self, name: str, key: str, before: str) -> bool:
        """Whether an abbreviation in Chinese stands behind other characters, and so may be none."""
        record = self.project.records.get(key)
        if record is None or not is_chinese(name) or len(name) > ABBREVIATION:
            return False
        is_abbreviation = record.kind == "organisation" or name != record.get("zh")
        return is_abbreviation and is_chinese(before[-1:])


def _by(source: Source) -> str:
    """The field that tells who wrote a source, in Latin letters where it has both, or who has gathered it."""
    return source.get("sortname") or source.get("author") or source.get("editor")
