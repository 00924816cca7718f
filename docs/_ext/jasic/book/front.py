"""Front matter: preface, signs and abbreviations, people, chronology."""

import re
from collections.abc import Container

from docutils import nodes

from ..figures.struggle import bars_in_words, whole_struggle
from ..model.chinese import is_chinese
from ..model.record_kinds import CERTAINTIES, KINDS, VERDICTS, Choice
from ..model.records import Record
from ..model.sources import STREAMS, names, printed_names
from ..nodes.factory import NodeFactory
from ..nodes.pictures import svg_picture
from ..transforms.general_index import without_marks
from ..translation import _
from .figure_forms import numbered
from .index_subjects import Names, sorted_as
from .nodes import called, content, page_of, sign, words
from .page_references import anchor_of

WHERE_IT_IS = re.compile(r",? (?:copy|excerpt|in|on|at) .*|, copy$|^copy .*")  # behind the name of an outlet
NO_PREFACE = (nodes.section, nodes.container, nodes.figure)  # where the opening words of a page end


def preface(opening: nodes.Element, printed: Container[str]) -> list[nodes.Node]:
    """The opening words of the first page, but for what leads to pages not printed; and how the book is used."""
    section = next(iter(opening.findall(nodes.section)), opening)
    paragraphs: list[nodes.Node] = []
    for node in section.children:
        if isinstance(node, nodes.paragraph):
            addresses = [link["refuri"] for link in node.findall(nodes.reference) if link.get("refuri", "")[:1] == "%"]
            if all(address[1:].partition("#")[0] in printed for address in addresses):
                paragraphs.append(node.deepcopy())
        elif isinstance(node, NO_PREFACE):
            break
    told = (
        _(
            "Nothing here says what anyone's situation is today. Where a person was taken, the entry gives the last "
            "public report and its date. Where sources differ over a number, every version is printed and none is "
            "preferred. Who holds an opinion is said; the book holds none."
        ),
        _(
            "A citation such as (Reuters 26 Aug 2018) is the first words of an entry in the bibliography, "
            "which is sorted by these words; A and The at the head of a name are passed over. Where the name stands "
            "before the brackets, the date alone is in them: Reuters (26 Aug 2018). A number after “p.” is a "
            "page of this book; a bare number behind the name of a person, an organisation or a place is the page of "
            "its entry; no number stands where it would be that of the page itself. People, organisations and places "
            "with an entry of their own, terms, and the writers of sources whom the text names are found by the index, "
            "which gives their main place in bold; whoever is only named in passing is not in it. Events are found by "
            "the chronology, the words of law and politics by the glossary."
        ),
        _(
            "The claims on one question are numbered in one sequence, whoever speaks: X 5 is the fifth of them, and X "
            "says it. On the next question the numbers begin anew, so that the page tells which X 5 is meant. "
            "“Unnamed” stands for messages that bear no name."
        ),
    )
    return [*paragraphs, *(nodes.paragraph("", str(text)) for text in told)]


def signs() -> list[nodes.Node]:
    """What the signs mean, a column for each place where they stand."""
    columns: list[tuple[str, list[tuple[str, Choice]]]] = [
        (KINDS["event"].labels, list(CERTAINTIES.items())),
        (KINDS["claim"].labels, list(VERDICTS.items())),
        (_("Streams of evidence"), [(f"stream-{name}", stream) for name, stream in STREAMS.items()]),
    ]
    shown = []
    for head, meanings in columns:
        cells: list[nodes.Node] = [nodes.paragraph("", "", nodes.strong("", str(head)))]
        for name, choice in meanings:
            meaning = f": {choice.meaning}" if name in CERTAINTIES else ""  # the others say it by their names
            cells.append(nodes.paragraph("", "", sign(name), nodes.Text(f" {choice.label}{meaning}")))
        shown.append(content(*cells))
    counted = _(
        "“4 sources in 2 streams” beside an event: it cites four entries of the bibliography, which stand in two of "
        "the streams. Sources of one stream are often one witness."
    )
    drawn = _(
        "In drawings of numbers that differ, a mark stands for each version, with the sign of its stream. A thick bar "
        "joins the two ends of a range. An arrow to the right means that the source says “at least” or “over”, one to "
        "the left “at most” or “nearly”. A drawing with a number has its own caption; one without belongs to the words "
        "above it."
    )
    below = _(
        "In small capitals below an event: “people”, who took part or whom it concerns; “after”, earlier events that "
        "it followed, which need not be its cause; “documents”, texts that belong to it; “numbers”, where the versions "
        "of a number are compared. “No reply found” below a claim or a question: nobody in the discussion answered it, "
        "and no other speaker qualified it or conceded to it; messages without a name count as one speaker. The words "
        "are left out below what a speaker grants, and below a fact named only in support of another claim. “In the "
        "story” gives the pages of the events in which somebody takes part, or that concern a body or a place; other "
        "mentions are found by the index. A bold line in the chronology is a turning point."
    )
    return [
        called("signs", *shown),
        called("explanations", *(nodes.paragraph("", str(words)) for words in (counted, below, drawn))),
    ]


def abbreviations(make: NodeFactory) -> dict[str, str]:
    """The short names by which sources are cited, and what they stand for, where that says more."""
    found: dict[str, str] = {}
    for source in make.project.sources.values():
        short = source.short_name
        named = make.project.find(short)
        is_body = source.get("author").startswith("{")  # a body, or a name that is not taken apart
        if source.get("outlet"):  # which may be a host, a copy or a reprint beside whom it goes by
            fields = map(source.get, ("organization", "journaltitle", "publisher"))
            candidates = [*(WHERE_IT_IS.sub("", text) for text in fields), named.title if named else ""]
            # A Chinese author in braces may be a pen name, and so nobody whom the outlet's name stands for.
            author = printed_names(source.get("author")) if is_body else ""
            candidates += [] if is_chinese(author) else [author]
        else:
            spelt = names(source.get("sortname"))
            is_pen_name = len(spelt) == 1 and not spelt[0].given
            is_other = source.get("shortauthor") or (spelt and (is_body or is_pen_name))
            candidates = [printed_names(source.get("author"))] if is_other else []
            candidates += [named.title] if named and abbreviates(short, named.title) else []
        for full in candidates:
            if full and short.lower() not in full.lower() and (not source.get("outlet") or abbreviates(short, full)):
                found.setdefault(short, full)
    return dict(sorted(found.items(), key=lambda pair: without_marks(pair[0]).lower()))


def abbreviates(short: str, full: str) -> bool:
    """Whether a short name has two capitals at least, the long one begins with the first and has all of them in order;
    a Chinese name stands behind any."""
    first, *capitals = re.findall(r"[A-Z]", short) or [""]
    letters = iter(full.upper().removeprefix("THE "))
    is_in_order = next(letters, None) == first and all(capital in letters for capital in capitals)
    return is_chinese(full) or (short[:2].isupper() and is_in_order)


def people(make: NodeFactory, names: Names) -> list[nodes.Node]:
    """Everybody with an entry: name, who they are, page."""
    lines: list[nodes.Node] = []
    listed = [(names.entry(record.title), record) for record in make.project.of_kind("person")]
    for entry, record in sorted(listed, key=lambda person: sorted_as(person[0], make.project)):
        chinese = f" {record.get('zh')}" if record.get("zh") else ""
        name = content(nodes.strong("", entry), nodes.Text(chinese))
        page = content(page_of(anchor_of(record)))
        lines.append(called("listed", name, words(record.get("role")), page, width="38mm"))
    return [called("list-voice", *lines)] if lines else []


def chronology(make: NodeFactory) -> list[nodes.Node]:
    """The whole struggle as a figure, and all events by phase: when, how certain, what, and on which page."""
    drawn = whole_struggle(make, "")
    shown: list[nodes.Node] = []
    if drawn:
        caption = _("All events by day and arena. Phases with many events are drawn wider than their time.")
        wide = [picture for picture in drawn[0].findall(svg_picture) if not picture.get("narrow")]
        shown.append(numbered(wide, caption + bars_in_words(make.project.with_option("count", "taken"))))
    lines: list[nodes.Node] = []
    for number, phase in enumerate(make.project.phases, 1):
        # Not the bare number: 3 July 2018 would be a day.
        told = _("Phase {number}. {title}").format(number=number, title=phase.page.title)
        lines.append(called("list-heading", nodes.Text(told)))
        lines += [event_line(make, event) for event in phase.events]
    listed = {event.id for phase in make.project.phases for event in phase.events}
    lines += [event_line(make, event) for event in make.project.of_kind("event") if event.id not in listed]
    told = _(
        "Each event stands under the chapter that tells it, even where its day falls outside the dates in the heading."
    )
    said = called("apparatus", nodes.paragraph("", str(told)))
    return [*shown, said, called("list-voice", *lines)] if lines else shown


def event_line(make: NodeFactory, event: Record) -> nodes.Node:
    title = nodes.Text(event.title)
    shown = nodes.strong("", "", title) if event.get("label") else title
    certainty = event.get("certainty")
    mark = [sign(certainty), nodes.Text(" ")] if certainty in CERTAINTIES else []
    when = content(make.moment(event.get("date"), short=True))
    return called("listed", when, content(*mark, shown), content(page_of(anchor_of(event))), width="30mm")
