"""The catalogues of translators, as gettext has them: which there are, and what each says for what.

Those of pages lie in docs/locales, those of the site's own words beside the software; docs/about/translating.md says
more. Sphinx compiles them into files with the ending mo, which are as good as the text beside them and no better.
"""

import gettext
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

from babel import Locale, UnknownLocaleError
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import read_mo
from babel.messages.pofile import PoFileError, PoFileParser, read_po

from ..model.mistake import Mistake
from ..translation import CATALOGUE
from . import files, limits
from .constructs import Construct
from .markdown import Markdown

FOLDERS = ("locales", "_ext/jasic/locales")  # below docs
TEXT, COMPILED = ".po", ".mo"
LANGUAGE = r"[a-z]{2,3}(?:[_-][A-Z][a-z]{3})?(?:[_-][A-Z]{2})?"
PLACE = re.compile(rf"(?P<language>{LANGUAGE})/LC_MESSAGES/(?P<name>[a-z0-9/-]+)\.po")
# A line of a catalogue: nothing, a remark, or words in quotation marks, which Babel passes over where one is missing.
LINE = re.compile(r'\s*(?:#.*|(?:(?:msgctxt|msgid|msgid_plural|msgstr(?:\[\d\])?)\s*)?"(?:[^"\\]|\\.)*"\s*)?')
# What begins a part of an entry, and the order of these parts in a catalogue: context, text, its plural, translations.
PART = re.compile(r"\s*(msgctxt|msgid_plural|msgid|msgstr)\b")
ENTRIES, LETTERS = re.compile(r"(?:c?i(?:s|ps+))*"), {"msgctxt": "c", "msgid": "i", "msgid_plural": "p", "msgstr": "s"}
# How many forms of the plural the head names, in which Babel would believe any number; and where a string goes on.
FORMS, GOES_ON = re.compile(r"nplurals\s*=\s*(\d{2,})"), re.compile(r'"\s*\n\s*"')
RULE = "catalogue"


@dataclass(frozen=True)
class Translation(Construct):
    """What a translator wrote for a text; of the site's own words, which are no Markdown, there are no constructs."""

    original: str
    words: str
    original_constructs: tuple[Construct, ...] = ()
    constructs: tuple[Construct, ...] = ()

    @property
    def is_own(self) -> bool:
        """Whether it is one of the words that the site says of itself."""
        return self.path.endswith(f"/{CATALOGUE}{TEXT}")


class Strict(Catalog):
    """A catalogue that notes what is in it twice, of which Babel would keep one in silence."""

    def __init__(self) -> None:
        super().__init__()
        self.twice: list[Message] = []
        self.has_head = False

    def __setitem__(self, id: Any, message: Message) -> None:
        if self.get(id, message.context) is not None if id else self.has_head:
            self.twice.append(message)
        self.has_head = self.has_head or not id
        super().__setitem__(id, message)


def is_language(name: str) -> bool:
    """Whether a language has a name such as en-GB or zh_CN, and Babel knows it, which words its dates."""
    try:
        return re.fullmatch(LANGUAGE, name) is not None and bool(Locale.parse(name.replace("-", "_")))
    except (ValueError, UnknownLocaleError):
        return False


def below(docs: Path) -> list[Path]:
    """Whatever lies in the folders of catalogues; folders that are links are not followed."""
    return [file for folder in FOLDERS if (docs / folder).is_dir() for file in files.inside(docs / folder)]


def problem(file: Path, docs: Path, pages: Iterable[str]) -> str:
    """Why a file may not lie there, or nothing."""
    if file.is_symlink() or not file.is_file():
        return f"is {files.LINK}"
    folder = next(docs / name for name in reversed(FOLDERS) if file.is_relative_to(docs / name))
    place = PLACE.fullmatch(file.relative_to(folder).with_suffix(TEXT).as_posix())
    if file.suffix not in (TEXT, COMPILED) or not place:
        return "is no catalogue of translations, such as zh_CN/LC_MESSAGES/people/yue-xin.po"
    if not is_language(place["language"]):
        return f"is for '{place['language']}', which is no language"
    if re.match("en(?![a-z])", place["language"]):
        return "would translate the pages into English, in which they are"
    of_page = any(name == place["name"] or name.startswith(f"{place['name']}/") for name in pages)
    if not (of_page if folder == docs / FOLDERS[0] else place["name"] == CATALOGUE):
        return "has the name of no page, and would change words of the software"
    return "says something else than the text beside it" if file.suffix == COMPILED and not _is_faithful(file) else ""


def _is_faithful(compiled: Path) -> bool:
    """Whether a compiled catalogue says nothing that the text beside it does not say, or is older than that."""
    text = compiled.with_suffix(TEXT)
    if text.is_symlink() or not text.is_file():
        return False
    if text.stat().st_mtime > compiled.stat().st_mtime:
        return True  # it is written anew before it is read
    try:
        says, said = read_mo(BytesIO(compiled.read_bytes())), read_po(BytesIO(text.read_bytes()))
    except Exception:  # whatever Babel makes of octets that are no catalogue
        return False
    return all(message.string == getattr(said.get(message.id), "string", None) for message in says if message.id)


def read(markdown: Markdown, text: str, path: str) -> tuple[list[Translation], list[Mistake]]:
    """What is translated in a catalogue, or why it cannot be read."""
    fix = "open it with an editor for gettext, or take it back as it was"
    for number, message in _broken_lines(text.splitlines()):
        return [], [Mistake(path, number, RULE, message, fix)]
    if forms := FORMS.search(GOES_ON.sub("", text)):
        return [], [_in_head(path, f"the head of the catalogue names {forms[1][:20]} forms of the plural")]
    try:
        catalogue = Strict()
        PoFileParser(catalogue, abort_invalid=True).parse(StringIO(text))
        gettext.c2py(catalogue.plural_expr)
    except PoFileError as error:
        return [], [Mistake(path, error.lineno + 1, RULE, "the catalogue cannot be read here", fix)]
    except Exception:  # of the head: a date, a coding or a plural that Babel does not know
        return [], [_in_head(path, "the head of the catalogue cannot be read")]
    if catalogue.charset.lower() not in ("utf-8", "utf8"):
        return [], [_in_head(path, f"the head of the catalogue names the coding '{catalogue.charset[:20]}'")]
    mistakes = [*_too_much(catalogue, path), *_twice(catalogue, path), *_elsewhere(catalogue, path)]
    return ([] if mistakes else list(_translations(catalogue, path, markdown))), mistakes


def _broken_lines(lines: list[str]) -> Iterator[tuple[int, str]]:
    """Lines that are none of a catalogue, and the first that belongs to no entry, as where the text is gone."""
    for number, line in enumerate(lines, 1):
        if not LINE.fullmatch(line):
            yield number, f"'{line[:40]}' is no line of a catalogue"
    parts = {number: part[1] for number, line in enumerate(lines, 1) if (part := PART.match(line))}
    in_order = ENTRIES.match("".join(LETTERS[part] for part in parts.values()))
    for number in list(parts)[in_order.end() if in_order else 0 :]:
        yield number, "this is no whole entry: a msgid, and its msgstr below"


def _elsewhere(catalogue: Catalog, path: str) -> Iterator[Mistake]:
    """A head that names another language than the folder, as of a file that was copied into the wrong one."""
    folder = path.partition("/LC_MESSAGES/")[0].rpartition("/")[2]
    named = catalogue.locale_identifier or folder
    if re.split("[_-]", named)[0] != re.split("[_-]", folder)[0]:
        yield _in_head(path, f"the head of the catalogue names the language {named[:20]}, and its folder {folder[:20]}")


def _twice(catalogue: Strict, path: str) -> Iterator[Mistake]:
    """Texts that are translated twice, of which one would be lost."""
    for message in catalogue.twice:
        text = _strings(message.id)[0]
        what = f"'{text[:40]}' is translated above too" if text else "this is a second head"
        yield Mistake(path, message.lineno or 1, RULE, what, "keep one of the two")


def _too_much(catalogue: Catalog, path: str) -> Iterator[Mistake]:
    """Texts that would keep the parser busy; they may go over any number of lines."""
    for message in catalogue:
        if counted := next(filter(None, map(limits.overfull, (*_strings(message.id), *_strings(message.string)))), ""):
            found = f"a text of the catalogue has {counted}"
            yield Mistake(path, message.lineno or 1, "too-much", found, "make several texts of it")


def _strings(text: object) -> list[str]:
    """A text of a catalogue, or its forms in singular and plural."""
    return [str(each) for each in (text if isinstance(text, (list, tuple)) else [text])]


def _in_head(path: str, message: str) -> Mistake:
    fix = "write its lines as `nox -s translate` does, with charset=utf-8, and let the editor fill in the plural"
    return Mistake(path, 1, RULE, message, fix)


def _translations(catalogue: Catalog, path: str, markdown: Markdown) -> Iterator[Translation]:
    """Those that are printed: an editor marks others as doubtful, and those are left in English."""

    def walk(text: str) -> tuple[Construct, ...]:
        return tuple(construct for item in markdown.walk(text, path) for construct in item.constructs)

    for message in catalogue:
        if message.id and not message.fuzzy:
            for words in filter(None, _strings(message.string)):
                found = Translation(path, message.lineno or 1, _strings(message.id)[-1], words)
                if not found.is_own:
                    found = replace(found, original_constructs=walk(found.original), constructs=walk(found.words))
                yield found
