"""The bibliography as a reader sees it, and the roles of citations, which sphinxcontrib-bibtex gives.

What they show is made here, from the sources as our own rules have read them: the label by which citations call a
source, its author, the original title with its language and a translation, the archived copy, the stream of evidence,
and the pages that cite it. A website and an e-book have one page a part, see model/bibliography.py, and an overview;
the book, which is searched by the label alone, has one list.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.environment import BuildEnvironment

from ..compat import UncountedCitations, citation_targets
from ..model.anchors import source_anchor
from ..model.bibliography import UNDATED, Part
from ..model.chinese import is_chinese
from ..model.records import SOURCE
from ..model.sources import LANGUAGES, SEEN, STREAMS, Source, printed_names
from ..translation import _
from .languages import ENGLISH, in_language
from .nodes import NodeFactory, captioned_table, cell, filter_checkboxes, fold, join_nodes, table

YEAR, MONTH = "2018", "2018-07"  # the forms of dates that are no more than a year or a month
FULL_YEAR = 24  # sources beyond which a year stands month by month
LANGUAGE_BOXES = {f"in-{code[:2]}": language.label for code, language in LANGUAGES.items()}


class Period(NamedTuple):
    """A column of the matrix: years, both inclusive; the one without years is for sources without a date."""

    label: str
    first: str
    last: str

    def holds(self, source: Source) -> bool:
        return self.first <= year_of(source) <= self.last


# Each year of the struggle and its aftermath has a column.
PERIODS = (
    Period(_("to 2016"), "", "2016"),
    *(Period(year, year, year) for year in ("2017", "2018", "2019", "2020", "2021", "2022")),
    Period(_("2023 on"), "2023", "9998"),
    Period(_("no date"), UNDATED, UNDATED),
)
SHADES = (1, 5, 15, 40)  # sources in a cell of the matrix, from which on it is darker

# What became of an address, as far as a reader should know it: without and with the day since when.
CONDITIONS = {
    "dead": (_("The address is dead."), _("The address is dead since {date}.")),
    "dead-archived": (
        _("The address is dead; use the archived copy."),
        _("The address is dead since {date}; use the archived copy."),
    ),
    "moved": (_("The address has moved to {address}."),) * 2,
}


class CitationDomain(UncountedCitations):
    """The citations of sphinxcontrib-bibtex, with our labels; who cites what is known from the project."""

    def resolve_xref(  # type: ignore[override]  # Sphinx takes any node, and so does the class above
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        typ: str,
        target: str,
        node: pending_xref,
        contnode: nodes.Element,
    ) -> nodes.Element:
        make = NodeFactory.for_page(env, builder, fromdocname)
        targets = list(citation_targets(target))
        keys, notes = [key for key, *_words in targets], [(before, after) for _key, before, after in targets]
        return make.cite(keys, textual=typ.startswith(("t", "ct")), notes=notes)


def bibliography(make: NodeFactory, argument: str) -> list[nodes.Node]:
    """The sources of a part, or without an argument all of them; where other pages list them, an overview of those."""
    project = make.project
    if not argument and project.bibliography_parts and make.builder.format == "html":
        return overview(make)
    if not argument:
        return [list_of_sources(make, sorted(project.sources.values(), key=lambda source: source.sort_key))]
    part = Part.read(argument)
    return part_of_bibliography(make, [source for source in project.sources.values() if part.holds(source)])


# All sources, as a list


def list_of_sources(make: NodeFactory, sources: Iterable[Source]) -> nodes.container:
    """Sources in the order of their labels, with check boxes that narrow the list."""
    listed = nodes.container(classes=["sources"])
    if make.for_website:
        streams = {f"from-{name}": stream.label for name, stream in STREAMS.items()}
        listed += filter_checkboxes({_("Stream of evidence"): streams, _("Language"): LANGUAGE_BOXES})
    listed += [entry(make, source) for source in sources]
    return listed


# A part, by date


def part_of_bibliography(make: NodeFactory, sources: Iterable[Source]) -> list[nodes.Node]:
    """Sources by date under headings that a line above leads to, with check boxes for their languages."""
    groups = by_time(sorted(sources, key=lambda source: (source.get("date") or UNDATED, source.sort_key)))
    listed = nodes.container(classes=["sources"])
    if make.for_website:
        listed += filter_checkboxes({_("Language"): LANGUAGE_BOXES})
    headings = [heading_of(make, group) for group in groups]
    jumps = [
        [nodes.reference("", heading, refid=f"from-{number}", internal=True), nodes.Text(f" {len(group)}")]
        for number, (heading, group) in enumerate(zip(headings, groups), 1)
    ]
    listed += nodes.paragraph("", "", *join_nodes(jumps, " · "), classes=["jumps", "no-search"])
    for number, (heading, group) in enumerate(zip(headings, groups), 1):
        rubric = nodes.rubric("", heading, ids=[f"from-{number}"], classes=["no-search"])
        rubric["heading-level"] = 2
        listed += [rubric, *(entry(make, source) for source in group)]
    return [listed]


def by_time(sources: Iterable[Source]) -> list[list[Source]]:
    """Sources in groups of a size to be looked through: a month of a full year, a year, or several thin years."""
    groups: list[list[Source]] = []
    gathered: list[Source] = []
    for year, of_year in ((year, list(group)) for year, group in groupby(sources, key=year_of)):
        if year == UNDATED or len(of_year) > FULL_YEAR or len(gathered) + len(of_year) > FULL_YEAR:
            groups.append(gathered)
            gathered = []
        if len(of_year) > FULL_YEAR and year != UNDATED:
            groups += [list(group) for _month, group in groupby(of_year, key=lambda source: source.get("date")[:7])]
        else:
            gathered += of_year
    return [group for group in [*groups, gathered] if group]


def year_of(source: Source) -> str:
    return source.get("date")[: len(YEAR)] or UNDATED


def heading_of(make: NodeFactory, group: Sequence[Source]) -> str:
    """The time that the sources of a group are from."""
    first, last = group[0].get("date"), group[-1].get("date")
    if not first:
        return str(_("no date")).capitalize()
    if first[: len(YEAR)] != last[: len(YEAR)]:
        return f"{first[: len(YEAR)]}–{last[: len(YEAR)]}"
    in_one_month = len({source.get("date")[: len(MONTH)] for source in group}) == 1
    return make.date(first[: len(MONTH)] if in_one_month and len(first) >= len(MONTH) else first[: len(YEAR)])


# The overview of all parts


def overview(make: NodeFactory) -> list[nodes.Node]:
    """How many sources of which stream and time there are, and all labels, each of which leads to its source."""
    return [matrix(make), labels_by_letter(make)]


def matrix(make: NodeFactory) -> captioned_table:
    """Streams by years, the fuller the darker."""
    sources = list(make.project.sources.values())
    columns = [column for column in PERIODS if any(column.holds(source) for source in sources)]
    rows = []
    for name, stream in STREAMS.items():
        of_stream = [source for source in sources if source.get("stream") == name]
        if not of_stream:
            continue
        numbers = [sum(column.holds(source) for source in of_stream) for column in columns]
        docnames = dict.fromkeys(filter(None, map(make.project.bibliography_page, of_stream)))
        names = join_nodes([[make.page_link(make.project.pages[docname])] for docname in docnames], ", ")
        named = nodes.inline("", "", *(names or [nodes.Text(str(stream.label))]), classes=[f"stream-{name}"])
        cells = [cell(nodes.Text(str(number) if number else "·")) for number in numbers]
        rows.append(([cell(named), *cells, cell(nodes.strong("", str(len(of_stream))))], numbers))
    head = [_("Stream of evidence"), *(column.label for column in columns), _("all")]
    caption = _("{number} sources by stream and year").format(number=len(sources))
    made = table(
        caption, head, [cells for cells, _numbers in rows], [30, *[8] * len(columns), 8], ["bibliography-matrix"]
    )
    entries = list(made.findall(nodes.entry))
    for row, (_cells, numbers) in enumerate(rows, 1):
        for column, number in enumerate(numbers, 1):
            shade = sum(number >= step for step in SHADES)
            entries[row * len(head) + column]["classes"].append(f"shade-{shade}")
    made["ids"] = ["sources-by-year"]
    return made


def labels_by_letter(make: NodeFactory) -> nodes.container:
    """All sources as citations call them; each has the anchor that it had when one page listed all."""
    box = nodes.container(classes=["labels-by-letter"])
    sources = sorted(make.project.sources.values(), key=lambda source: source.sort_key)
    for letter, group in groupby(sources, key=lambda source: source.sort_key[0][:1].upper()):
        links = []
        for source in group:
            label = " ".join(make.project.labels[source.key])
            link = make.source_link(source.key, nodes.Text(label), classes=[f"stream-{source.get('stream')}"])
            link["ids"] = [source_anchor(source.key)]
            links.append([link])
        box += nodes.paragraph("", "", nodes.strong("", letter), nodes.Text(" "), *join_nodes(links, " "))
    return box


# One source


def entry(make: NodeFactory, source: Source) -> nodes.container:
    """A source in full, under the name by which citations call it, and where it is cited."""
    made = nodes.container(
        ids=[source_anchor(source.key)],
        classes=["source", f"from-{source.get('stream')}", f"in-{source.get('langid')[:2]}"],
    )
    label = nodes.strong("", " ".join(make.project.labels[source.key]), classes=[f"stream-{source.get('stream')}"])
    describe = brief_description if make.for_website else description
    made += nodes.paragraph("", "", label, nodes.Text(" "), *describe(make, source), *condition(make, source))
    records, pages = make.project.appearances(SOURCE, source.key)
    if make.for_website and (records or pages):
        number = len(records) + len(pages)
        cited = _("cited in {number} places") if number > 1 else _("cited in one place")
        summary = " · ".join([cited.format(number=number), *provenance(source)])
        made += fold(summary, *make.appears_in(records, pages), key_of(source))
    else:
        meta = nodes.paragraph("", f"{' · '.join(provenance(source))} · ", classes=["record-meta"])
        made += [meta, *make.appears_in(records, pages)]
        meta += key_of(source).children
    return made


def key_of(source: Source) -> nodes.paragraph:
    return nodes.paragraph("", "", nodes.Text(f"{_('key')} "), nodes.literal("", source.key), classes=["record-meta"])


def title_of(source: Source) -> list[nodes.Node]:
    """The title as it stands in the source, and in English where that is another language."""
    title = in_language(source.get("title"), source.get("langid").lower())
    parts: list[nodes.Node] = [nodes.emphasis("", "", *title)]
    if translation := source.get("titletranslation"):
        parts.append(nodes.Text(f" [{translation}]"))
    return [*parts, nodes.Text(". ")]


def authors_of(make: NodeFactory, source: Source) -> list[nodes.Node]:
    """Who made a source, where its label does not say so already."""
    authors = source.authors
    return [nodes.Text(f"{authors}. ")] if authors and authors != make.project.labels[source.key][0] else []


def brief_description(make: NodeFactory, source: Source) -> list[nodes.Node]:
    """A source behind its label on the website, where a short word can hide a long address."""
    parts = [*authors_of(make, source), *title_of(source)]
    more = [*hands(source), publication(source), full_date(make, source)]
    if source.get("langid") != ENGLISH:
        more.append(_("In {language}").format(language=LANGUAGES[source.get("langid")].label))
    parts += [nodes.Text(f"{part}. ") for part in more if part]
    links = []
    if doi := source.get("doi"):
        links.append([external_link(f"https://doi.org/{doi}", "doi")])
    if url := source.get("url"):
        links.append([external_link(url, str(_("read")))])
    if archive := source.get("archiveurl"):
        links.append([external_link(archive, str(_("archived copy")))])
    if links:
        parts += [*join_nodes(links, " · "), nodes.Text(" ")]
    return [*parts, *note_of(source)]


def note_of(source: Source) -> list[nodes.Node]:
    note = source.get("note")
    return [nodes.Text(note if note.endswith((".", "。")) else f"{note}.")] if note else []


def description(make: NodeFactory, source: Source) -> list[nodes.Node]:
    """A source behind its label on paper: with its addresses."""
    parts = [*authors_of(make, source), *title_of(source)]
    more = (*hands(source), publication(source), full_date(make, source))
    parts += [nodes.Text(f"{part}. ") for part in more if part]
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
    if organization and organization != source.authors:
        publishers.insert(0, organization)
    return ". ".join(filter(None, [container, ", ".join(filter(None, publishers))]))


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
    """The date, where it says more than the year in the label."""
    date, (_name, when) = source.get("date"), make.project.labels[source.key]
    return make.date(date) if len(date) > len(YEAR) == len(when) else ""


def provenance(source: Source) -> list[str]:
    """What kind of witness a source is, its language, and how far it was read for this site."""
    language = source.get("langid")
    parts = [] if language == ENGLISH else [_("in {language}").format(language=LANGUAGES[language].label)]
    return [*parts, str(STREAMS[source.get("stream")].meaning), str(SEEN[source.get("seen")].label)]


def external_link(url: str, text: str) -> nodes.reference:
    return nodes.reference("", text, refuri=url, internal=False, ours=True)


def setup(app: Sphinx) -> None:
    app.add_domain(CitationDomain, override=True)
