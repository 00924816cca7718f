"""Back matter: all claims in a list, the glossary's place, bibliography and index.

Whatever is looked up by its name on paper stands where that name puts it: a source under the words by which it is
cited, a Chinese name under its pinyin, "The Commune" under C.
"""

import re
from collections.abc import Iterator
from urllib.parse import unquote

from docutils import nodes

from ..model.anchors import source_anchor
from ..model.chinese import is_chinese
from ..model.record_kinds import CHINESE_NAMES, VERDICTS
from ..model.sources import SEEN, STREAMS, Source
from ..nodes.factory import NodeFactory, join_nodes
from ..transforms.general_index import without_marks
from ..translation import _
from ..views.sources import (
    authors_of,
    ended,
    external_link,
    full_date,
    hands,
    known_through,
    language_of,
    publication,
    title_of,
)
from .index_subjects import Names, Subject, letters, sorted_as
from .markup import LONGEST_HEAD, quoted, short
from .nodes import called, content, page_of, place_of, sign
from .page_references import anchor_of
from .translator import TypstTranslator
from .writing import Written, end_of

LONGEST_ADDRESS = 160  # signs that are printed of an address; a longer one shows its host
SCHEME = re.compile(r"\bhttps?://(?:www\.)?")
FIRST_WORD = re.compile(r"^[a-z]+(?=\.? )")  # of what stands behind a full stop; the name of a website is none
UNCERTAIN = re.compile("[~?%]")  # marks of a date that say nothing of its place in an order
# A file of a public repository at a fixed state.
KEPT_FILE = re.compile(r"https?://([^/]+/[^/]+/[^/]+)/blob/([0-9a-f]{7})[0-9a-f]*/(.+)")


# Claims


def claims(make: NodeFactory) -> list[nodes.Node]:
    """Every claim of the discussion in a line or two, by question."""
    listed: list[nodes.Node] = []
    for group in make.project.claims_on.values():
        page = make.project.pages[group[0].docname]
        listed.append(called("list-heading", nodes.Text(page.title)))
        for record in group:
            verdict = record.get("verdict")
            found = []
            if verdict in VERDICTS:  # in one piece
                label = f"\u00a0{VERDICTS[verdict].label}".replace(" ", "\u00a0")
                found = [sign(verdict), called("whole", nodes.Text(label), inside=True)]
            words = [nodes.Text(record.title + ("" if record.title[-1:] in "?!." else ".") + " "), *found]
            name = content(nodes.strong("", make.project.claim_name(record)))
            listed.append(called("listed", name, content(*words), content(page_of(anchor_of(record))), width="18mm"))
    note = _(
        "The claims on one question are numbered in one sequence, whoever speaks, and under the next question anew: "
        "X 5 is the fifth claim on a question, and X says it."
    )
    return [called("apparatus", nodes.paragraph("", str(note))), called("list-voice", *listed)] if listed else []


# Bibliography


class Bibliography:
    """All sources as the book prints them."""

    def __init__(self, make: NodeFactory) -> None:
        self.make = make
        self.kept: dict[tuple[str, str], str] = {}  # repository and state -> the letter that stands for both

    def write(self, translator: TypstTranslator) -> None:
        """Write the bibliography as a chapter; `back#bibliography` is its place."""
        project = self.make.project
        translator.in_bibliography = True
        entries = [self.entry(translator, source) for source in sorted(project.sources.values(), key=self.sort_key)]
        translator.in_bibliography = False
        translator.write_nodes(self.note())
        said = (_("Cited on p."), _("Cited on pp."), _("Cited throughout"))
        words = [translator.content(each.replace(" ", "\u00a0")) for each in said]
        translator.write(f"#bibliography({', '.join(words)}, (\n")
        for entry in entries:
            translator.body += entry
        translator.write("))\n")

    def sort_key(self, source: Source) -> tuple[str, ...]:
        """The order in which the labels are printed: by name without articles and marks, then by date."""
        name, when = self.make.project.labels[source.key]
        return (sorted_as(name, self.make.project), UNCERTAIN.sub("", source.get("date")) or "9999", when)

    def entry(self, translator: TypstTranslator, source: Source) -> list[Written]:
        """The Typst array of one source; its label stands first, as citations have it."""
        label = self.make.label(source.key)
        place = place_of(self.make.project.bibliography or "", source_anchor(source.key))
        translator.labels[place] = place
        translator.used.add(place)
        translator.titles[place] = label
        fields = (quoted(source.key), quoted(place), quoted(self.running_head(source)), translator.content(label))
        return [f"({', '.join(fields)}, [", *translator.rendered(self.description(source)), "]),\n"]

    def running_head(self, source: Source) -> str:
        """The label as the head of a page has room for it; its date, by which it is found, is never cut."""
        name, when = self.make.project.labels[source.key]
        return f"{short(name, LONGEST_HEAD - len(when) - 1)} {when}"

    def description(self, source: Source) -> list[nodes.Node]:
        """A source behind its label: who, what, where, and its addresses, printed short."""
        make = self.make
        parts = [*authors_of(make, source), *title_of(source)]
        more = [*hands(source), publication(source), full_date(make, source), language_of(source)]
        parts += [nodes.Text(FIRST_WORD.sub(lambda word: word[0].capitalize(), ended(part))) for part in more if part]
        parts += (through := known_through(make, source, _("Not seen; known through")))
        if doi := source.get("doi"):
            parts += [external_link(f"https://doi.org/{doi}", f"doi:{doi}"), nodes.Text(". ")]
        elif url := source.get("url"):
            parts += [external_link(url, self.kept_at(url)), nodes.Text(". ")]
        if archive := source.get("archiveurl"):
            parts += [nodes.Text(_("Kept:") + " "), external_link(archive, self.kept_at(archive)), nodes.Text(". ")]
        if note := source.get("note"):
            parts.append(nodes.Text(SCHEME.sub("", note.rstrip(".。")) + ". "))
        parts.append(sign(f"stream-{source.get('stream')}"))
        if source.get("seen") in SEEN and source.get("seen") != "full" and not through:
            parts.append(nodes.Text(f"\u00a0{str(SEEN[source.get('seen')].label).capitalize()}."))
        parts.append(nodes.Text(" "))
        return parts

    def kept_at(self, address: str) -> str:
        """A file in a public repository: a letter for the repository and its state, and its name; another in short."""
        if not (match := KEPT_FILE.fullmatch(address)):
            return short_address(address)
        letter = self.kept.setdefault((match[1], match[2]), f"K{len(self.kept) + 1}")
        name = unquote(match[3]).rpartition("/")[2].rpartition(".")[0] or match[3]
        return f"{letter}/{name}"

    def note(self) -> list[nodes.Node]:
        """How the list is read, and what the letters of kept copies stand for."""
        words = _(
            "Each entry begins with the words by which it is cited and stands where they put it: by name, then by "
            "date; letters tell texts of one date apart, be it a day or only a month, and A and The at the head of a "
            "name are passed over. “Cited throughout” stands for more than forty pages; an entry without “Cited” was "
            "gathered for this work, and nothing that is printed here cites it. An address of more than {longest} "
            "signs is cut to its host, behind which “/…” stands. The sign tells the stream of evidence:"
        )
        streams = [[sign(f"stream-{name}"), nodes.Text(f"\u00a0{stream.label}")] for name, stream in STREAMS.items()]
        told = words.format(longest=LONGEST_ADDRESS)
        note = [nodes.paragraph("", told, nodes.Text(" "), *join_nodes(streams, "; "), nodes.Text("."))]
        if self.kept:
            kept = _("“Kept” names a copy. K with a number is a public repository at a fixed state:")
            note.append(nodes.paragraph("", str(kept)))
        # To be typed, so in lining figures, among which a nought is no o.
        states = [f"{letter} = {place} @ {state}" for (place, state), letter in self.kept.items()]
        lines = [nodes.paragraph("", line) for line in states]
        return [called("apparatus", *note), *([called("list-voice", *lines)] if lines else [])]


def short_address(url: str) -> str:
    """An address without its scheme, Chinese as a reader types it; one that nobody would type by its host alone."""
    shown = unquote(SCHEME.sub("", url, count=1)).rstrip("/")
    if len(shown) <= LONGEST_ADDRESS and all(map(is_typed, shown)):
        return shown
    return shown.partition("/")[0] + "/…"


def is_typed(sign: str) -> bool:
    """Whether a sign of an address is one that a reader can type."""
    return is_chinese(sign) or (sign.isascii() and sign.isprintable() and sign != " ")


# Index


def index_entries(names: Names) -> Iterator[tuple[str, str, Subject, str]]:
    """The sort key, words and subject of each entry, and for another name of a subject what it is to be seen under."""
    project = names.project
    own_names = {letters(names.entry(subject.name)) for subject in names.subjects}
    for subject in names.subjects:
        name = names.entry(subject.name)
        yield sorted_as(name, project), name, subject, ""
        record = subject.record
        if record is None or record.kind == "document":
            continue
        own = without_marks(subject.name).lower()
        for other in dict.fromkeys(record.names[1:]):
            # Pinyin with its tones is the same word; the simplified form stands beside the name.
            # One that begins it would stand beside it.
            if own.startswith(without_marks(other).lower()) or other in map(record.get, CHINESE_NAMES):
                continue
            entry = names.entry(other)
            if letters(entry) not in own_names:  # which has an entry of its own, and may be the same in another order
                yield sorted_as(entry, project, record), entry, subject, name
        if zh := record.get("zh"):
            pinyin = record.get("pinyin")
            spelt = sorted_as(pinyin or zh, project, record)
            if not sorted_as(name, project).startswith(spelt):  # under its pinyin too, where the name is no pinyin
                yield spelt, f"{zh} {pinyin}".strip() if pinyin else zh, subject, name


def write_index(translator: TypstTranslator, names: Names) -> None:
    """Write the index as a list of entries; only subjects that the book speaks of have one."""
    note = _(
        "Here are the people, organisations, places, texts and precedents that have an entry of their own in this "
        "book, the terms of the glossary, and writers of sources whom the text names more than once; whoever is only "
        "named in passing is not. A bold number is the main place. A name that comes up on more than twenty-five pages "
        "is given where it is in question, not where it is only named, so that some news agencies are not given at "
        "all. A title in italics is that of a text; “see” also leads from slips that sources have made in names. "
        "Articles are passed over in sorting; Chinese stands by its pinyin, also where none is printed. Events are in "
        "the chronology, claims in a list of their own; the bibliography is not indexed."
    )
    translator.write_nodes([called("apparatus", nodes.paragraph("", str(note)))])
    see = translator.content(_("see"))
    translator.write(f"#index({see}, (\n")
    done: set[tuple[str, str]] = set()
    for key, name, subject, other in sorted(index_entries(names), key=lambda entry: (entry[0], bool(entry[3]))):
        if key and (without_marks(name), other) not in done:
            done.add((without_marks(name), other))
            main = main_place(translator, subject)
            if main or not other:
                letter = key[0].upper() if key[0].isalpha() else "0–9"
                translator.write(index_entry(translator, letter, name, subject, other, main))
    translator.write("))\n")


def index_entry(
    translator: TypstTranslator, letter: str, name: str, subject: Subject, other: str, main: tuple[str, str] | None
) -> str:
    """The Typst array of an entry: what it is about, under which letter and name, its main place, what to see."""
    is_title = subject.record is not None and subject.record.kind == "document"
    zh = subject.record.get("zh") if subject.record and not other and not is_title else ""
    fields = (
        quoted(subject.key),
        quoted(letter),
        quoted(short(name)),
        # The title of a text, which would look like a slip among names.
        f"[{'#emph[' if is_title else '#['}{translator.words(f'{name} {zh}' if zh else name)}]]",
        f"({quoted(main[0])}, {quoted(main[1])})" if main and not other else "none",
        translator.content(other) if other else "none",
    )
    return f"({', '.join(fields)}),\n"


def main_place(translator: TypstTranslator, subject: Subject) -> tuple[str, str] | None:
    """The labels of the place where a subject is described, and of its end."""
    if subject.record:
        name = anchor_of(subject.record)
    elif subject.key.startswith("author:"):
        return None
    else:
        term = subject.key.removeprefix("term:")
        name = next((place for place, found in translator.terms.items() if found == term), "")
    begin = translator.label_of(name)
    return (begin, translator.label_of(end_of(name)) or begin) if begin else None
