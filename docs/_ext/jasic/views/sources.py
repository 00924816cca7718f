"""One source as a reader sees it: its title, where it appeared, where it can be read, what became of its address."""

from collections.abc import Container, Iterator

from docutils import nodes

from ..model.chinese import is_chinese
from ..model.sources import ENDS, LANGUAGES, SEEN, STOPS, STREAMS, Source, printed_names
from ..nodes.factory import NodeFactory, join_nodes
from ..nodes.languages import CLASS, ENGLISH, ENGLISH_WORD, in_language
from ..translation import _

STREAM = "stream-"  # of a class, with the name of a stream; website/style_sheet.py draws its shape
ROUND = str.maketrans("[]", "()")  # brackets within brackets
YEAR = "2018"  # the form of a date that is no more than a year

# What became of an address, as far as a reader should know it: without and with the day since when.
CONDITIONS = {
    "dead": (_("The address is dead."), _("The address is dead since {date}.")),
    "dead-archived": (
        _("The address is dead; use the archived copy."),
        _("The address is dead since {date}; use the archived copy."),
    ),
    "moved": (_("The address has moved to {address}."),) * 2,
}


def stream_legend(shown: Container[str]) -> nodes.paragraph:
    """The shapes of some streams with their names."""
    named = [[nodes.inline("", str(STREAMS[name].label), classes=[STREAM + name])] for name in STREAMS if name in shown]
    return nodes.paragraph("", "", *join_nodes(named, " "), classes=["stream-legend"])


def key_of(source: Source) -> list[nodes.Node]:
    return [nodes.Text(_("key") + " "), nodes.literal("", source.key)]


def ended(text: str, ends: tuple[str, ...] = STOPS) -> str:
    """What stands before something else: with a full stop, unless it ends by itself, and a space."""
    return f"{text} " if text.endswith(ends) else f"{text}. "


def title_of(source: Source) -> list[nodes.Node]:
    """The title as it stands in the source, and in English where that is another language."""
    title, language = source.get("title"), source.get("langid").lower()
    # A Chinese title is Chinese with its figures and quotation marks; one with words of English, only where it is.
    is_whole = language.startswith("zh") and is_chinese(title) and not ENGLISH_WORD.search(title)
    shown = [nodes.inline("", title, classes=[CLASS + language])] if is_whole else in_language(title, language)
    parts: list[nodes.Node] = [nodes.emphasis("", "", *shown)]
    last, translation = title, source.get("titletranslation")
    if translation and translation != title:
        in_brackets = translation[0] == "[" and translation.find("]") == len(translation) - 1  # as a title we have made
        inside = translation[1:-1] if in_brackets else translation.translate(ROUND)
        last = f" [{inside}]"
        parts.append(nodes.Text(last))
    return [*parts, nodes.Text(ended(last, ENDS).removeprefix(last))]


def authors_of(make: NodeFactory, source: Source) -> list[nodes.Node]:
    """Who made a source, as far as its label does not say so already: of a name that is whole there, the Chinese."""
    authors, name = source.authors, make.project.labels[source.key][0]
    rest = authors.removeprefix(name).lstrip()
    if is_chinese(rest[:1]):
        authors = rest
    return [nodes.Text(ended(authors))] if authors and authors != name else []


def who_and_where(make: NodeFactory, source: Source) -> list[nodes.Node]:
    """Who made a source, its title, where and when it appeared, and through which other one it is known."""
    more = [*hands(source), publication(source), full_date(make, source), language_of(source)]
    words = [nodes.Text(ended(part)) for part in more if part]
    return [*authors_of(make, source), *title_of(source), *words, *known_through(make, source)]


def brief_description(make: NodeFactory, source: Source) -> list[nodes.Node]:
    """A source behind its label on the website, where a short word can hide a long address."""
    parts = who_and_where(make, source)
    links = []
    if doi := source.get("doi"):
        links.append([external_link(f"https://doi.org/{doi}", "doi")])
    if url := source.get("url"):
        links.append([external_link(url, str(_("original")))])
    if archive := source.get("archiveurl"):
        links.append([external_link(archive, str(_("archived copy")))])
    if links:
        parts += [*join_nodes(links, " · "), nodes.Text(". ")]
    return [*parts, *note_of(source)]


def known_through(make: NodeFactory, source: Source, words: str = _("Known through")) -> list[nodes.Node]:
    """Of a text that was not seen, the source that tells of it, after some words."""
    via = make.via(source.key)
    if not via:
        return []
    return [nodes.Text(f"{words} "), make.source_link(via, nodes.Text(make.label(via))), nodes.Text(". ")]


def note_of(source: Source) -> list[nodes.Node]:
    note = source.get("note")
    return [nodes.Text(note if note.endswith(STOPS) else f"{note}.")] if note else []


def description(make: NodeFactory, source: Source) -> list[nodes.Node]:
    """A source behind its label on paper: with its addresses."""
    parts = who_and_where(make, source)
    if doi := source.get("doi"):
        parts += [nodes.Text("doi: "), external_link(f"https://doi.org/{doi}", doi), nodes.Text(". ")]
    if url := source.get("url"):
        parts.append(external_link(url, url))
        if day := source.get("urldate"):
            seen = _("seen {date}").format(date=make.date(day))
            parts.append(nodes.Text(f" ({seen})"))
        parts.append(nodes.Text(". "))
    if archive := source.get("archiveurl"):
        day = source.get("archivedate")
        label = _("Archived copy of {date}").format(date=make.date(day)) if day else str(_("Archived copy"))
        parts += [external_link(archive, label), nodes.Text(". ")]
    return [*parts, *note_of(source)]


def condition(make: NodeFactory, source: Source) -> list[nodes.Node]:
    """What became of the address, where the link checker has found something that a reader should know."""
    answer = make.project.link_status.get(source.get("url"))
    if answer is None or answer.state not in CONDITIONS:
        return []
    without_date, with_date = CONDITIONS[answer.state]
    since = make.date(answer.failing_since) if answer.failing_since else ""
    text = (with_date if since else without_date).format(date=since, address=answer.detail)
    return [nodes.inline("", f" {text}", classes=["condition"])]


def hands(source: Source) -> Iterator[str]:
    """Who else had a hand in a source beside its author."""
    if source.get("editor") and source.get("author"):
        yield _("Edited by {names}").format(names=printed_names(source.get("editor")))
    if translator := source.get("translator"):
        yield _("Translated by {names}").format(names=printed_names(translator))


def publication(source: Source) -> str:
    """Where a source appeared: journal, volume and pages, or book and edition, and publisher or site."""
    container, volume, number = source.get("journaltitle"), source.get("volume"), source.get("number")
    if container and volume:
        container, number, volume = f"{container} {volume}" + (f"({number})" if number else ""), "", ""
    book = source.get("booktitle")
    parts = [container, _("In: {container}").format(container=book) if book else "", edition(source.get("edition"))]
    parts.append(_("vol. {number}").format(number=volume) if volume else "")
    parts.append(_("no. {number}").format(number=number) if number else "")
    parts.append(source.get("pages"))
    container = ", ".join(filter(None, parts))
    publishers = [source.get(name) for name in ("institution", "publisher", "location")]
    organization = source.get("organization")
    if organization and organization not in (source.authors, printed_names(source.get("translator"))):
        publishers.insert(0, organization)
    published = ", ".join(filter(None, publishers))
    return ended(container) + published if container and published else container or published


def edition(text: str) -> str:
    """An edition in words: `2nd edition` of 2 or of 2nd; what says already that it is one stays as it is."""
    if not text or "edition" in text.lower() or is_chinese(text):
        return text
    if text.isdecimal():
        number = int(text)
        ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
        text = f"{number}{ending}"
    return _("{ordinal} edition").format(ordinal=text)


def full_date(make: NodeFactory, source: Source) -> str:
    """The date, where it says more than the year in the label; it opens a sentence."""
    date, (_name, when) = source.get("date"), make.project.labels[source.key]
    words = make.date(date) if len(date) > len(YEAR) == len(when) else ""
    return words[:1].upper() + words[1:]


def language_of(source: Source) -> str:
    """The language of a source in words, if it is not English."""
    language = source.get("langid")
    return "" if language == ENGLISH else _("In {language}").format(language=LANGUAGES[language].label)


def provenance(source: Source, with_stream: bool) -> list[str]:
    """What kind of witness a source is, and how far it was read for this site."""
    stream = [str(STREAMS[source.get("stream")].label)] if with_stream else []
    return [*stream, str(SEEN[source.get("seen")].label)]


def extent_read(source: Source) -> nodes.inline:
    """How far a source was read for this site, as said behind it wherever it is listed, as a sentence."""
    words = str(SEEN[source.get("seen")].label)
    return nodes.inline("", f"{words[:1].upper()}{words[1:]}.", classes=["seen"])


def external_link(url: str, text: str) -> nodes.reference:
    return nodes.reference("", text, refuri=url, internal=False, ours=True)
