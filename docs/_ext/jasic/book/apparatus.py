"""What stands round the prose of a record in the book: on paper pages take the place of links.

The views of the website unfold, and lead on by links; here each of them has the form of a book
(see BOOK_FORMS at the end). A view that is not named there prints what the website prints.
"""

from collections.abc import Container, Iterable, Sequence

from docutils import nodes

from ..model.record_kinds import CERTAINTIES, CHINESE_NAMES, CLAIM_TYPES, VERDICTS, Shown
from ..model.records import Record
from ..model.sources import STREAMS
from ..translation import _
from ..views import claim, copies, counts, custody, position, strips
from ..views import record as record_views
from ..views.argument import argument_map, matrix, order, unanswered
from ..views.bibliography import bibliography
from ..views.lists import chronology, coverage, directory
from ..views.nodes import NodeFactory, captioned_table, join_nodes
from ..views.pictures import svg_picture
from ..views.places import places_map
from ..views.record import evidence, holders, option_nodes
from ..views.registry import Fill
from ..views.search_form import search_form
from .figures import FLUID_WIDTH
from .markup import quoted
from .nodes import FLOATING, FOOT, called, content, left_out, page_of, place_of, words

ISSUED = ("author", "date", "source")  # options of a text that share a line
IN_THE_STORY = ("person", "organisation", "place")  # of which the pages of their events are given, and no titles


def anchor_of(record: Record) -> str:
    """The name of the place of a record in the book."""
    return place_of(record.docname, record.anchor)


def sign(name: str) -> nodes.Node:
    """The shape of a stream, a certainty or a verdict; words beside it say the same."""
    return called(f'sign("{name}")', inside=True)


# Events


def record_heading(make: NodeFactory, record_id: str) -> list[nodes.Node]:
    """Above the title: of an event when, where, on what evidence; of a claim who says it."""
    record = make.project.records[record_id]
    if record.kind == "claim":
        return claim_line(make, record)
    certainty = record.get("certainty")
    mark = content(sign(certainty)) if certainty in CERTAINTIES else content()
    places = join_nodes([[named(make, make.project.records[place])] for place in record.items("place")], ", ")
    streams = {source.get("stream") for source in make.project.cited_in(record)}
    shapes = [sign(f"stream-{name}") for name in STREAMS if name in streams]
    proof = content(*shapes, nodes.Text(" " + evidence(make.project, record)))
    return [called("event-line", mark, words(make.date(record.get("date"))), content(*places), proof)]


def named(make: NodeFactory, record: Record, text: str = "") -> nodes.reference:
    """A record by its title, or another text, as a link without a page number of its own."""
    link = make.link(record, text)
    link["without-page"] = True
    return link


def record_facts(make: NodeFactory, record_id: str) -> list[nodes.Node]:
    """Between title and prose: facts in a box, or the line that tells what a claim or a count is."""
    record = make.project.records[record_id]
    match record.kind:
        case "event":
            return []
        case "claim":
            return relations(make, record)
        case "count":
            return [day_versions_and_event(make, record)]
        case "position":
            return [held_by(make, record)]
    return facts(make, record)


def held_by(make: NodeFactory, record: Record) -> nodes.paragraph:
    """Who holds a position; on paper nothing else tells what the Chinese behind it is."""
    line = holders(make, record)
    for title in make.chinese_title(record):
        if line.children and line[-1].astext() == title.astext():
            line.replace(line[-1], [nodes.Text(_("in Chinese:") + " "), title])
    return line


def day_versions_and_event(make: NodeFactory, record: Record) -> nodes.paragraph:
    """What a count says of itself, and its event: at the end it could come to stand alone on the next page."""
    line = counts.day_and_versions(make, record)
    events = [make.project.records[event] for event in record.items("event")]
    line += [nodes.Text(" · "), *listed(make, events)] if events else []
    return line


def facts(make: NodeFactory, record: Record) -> list[nodes.Node]:
    """The names and facts of a person, an organisation, a place, a document or a precedent."""
    # Without traditional characters, which some records have and others not: side by side both look like two names.
    zh, pinyin = record.get("zh"), record.get("pinyin")
    chinese = [*([nodes.Text(zh + " ")] if zh else []), *([nodes.emphasis("", pinyin)] if pinyin else [])]
    rows: list[tuple[str, Sequence[nodes.Node]]] = [(_("Chinese"), chinese)]
    issued = ISSUED if record.kind == "document" else ()
    if issued:
        rows.append((_("Author, date"), issued_by(make, record)))
    for name, option in record.options.items():
        if option.shown is Shown.ABOVE and name not in (*CHINESE_NAMES, *issued) and record.get(name):
            rows.append((option.label, option_nodes(make, record, name, option)))
    if record.get("status"):
        when = nodes.strong("", make.date(record.get("status-date")) + ". ")
        report = nodes.Text(record.get("status") + " ")
        rows.append((_("Last publicly reported"), [when, report, make.cite([record.get("status-source")])]))
    rows += links_in_rows(make, record)
    listed = make.facts(rows)
    return [nodes.container("", *listed, classes=["record-facts"])] if listed else []


def issued_by(make: NodeFactory, record: Record) -> list[nodes.Node]:
    """Who has issued a text, when, and where it is, in one line: `The police, 26 July 2018 (Qiuhuo 2018)`."""
    author, date, source = (
        option_nodes(make, record, name, record.options[name]) if record.get(name) else [] for name in ISSUED
    )
    return [*join_nodes([part for part in (author, date) if part], ", "), nodes.Text(" "), *source]


def links_in_rows(make: NodeFactory, record: Record) -> list[tuple[str, Sequence[nodes.Node]]]:
    """Where else the book speaks of a record: its events by page, its people, texts and claims by name and page."""
    rows: list[tuple[str, Sequence[nodes.Node]]] = []
    seen: set[str] = set()
    texts = [text.id for text in make.project.in_page_order("document")]
    for label, group in linked(make, record):
        fresh = [other for other in group if other.id not in seen]
        # Up to 25 titles: by page, so that the numbers grow; people and organisations stand as they are named.
        fresh = sorted(fresh, key=lambda text: texts.index(text.id)) if fresh and fresh[0].kind == "document" else fresh
        seen |= {other.id for other in fresh}
        if not fresh:
            continue
        if fresh[0].kind == "event" and record.kind in IN_THE_STORY:
            events = sorted(fresh, key=lambda event: event.sort_key)
            places = map(anchor_of, events)
            pages = page_of(*places, before=_("p.\u00a0"), before_several=_("pp.\u00a0"), whole=True)
            rows.append((_("In the story"), [pages]))
        elif fresh[0].kind not in ("custody", "place" if record.kind == "organisation" else ""):
            rows.append((label, listed(make, fresh)))
    merged: dict[str, list[nodes.Node]] = {}
    for label, row in rows:
        found = merged.setdefault(str(label), [])
        found += [*([nodes.Text("; ")] if found else []), *row]
    return list(merged.items())


def linked(make: NodeFactory, record: Record) -> list[tuple[str, list[Record]]]:
    """The records that a record names by its options, and those that name it, by what they are called."""
    project = make.project
    groups: dict[str, list[Record]] = {}
    for name, option in record.options.items():
        if option.kind and option.kind != "claim" and record.get(name):
            groups.setdefault(str(option.label), []).extend(project.records[item] for item in record.items(name))
    naming = [other for other in project.appearances(record.kind, record.id)[0] if other.kind != "custody"]
    if record.kind == "place":  # whatever happened in it, also at a place within
        naming = [*project.events_at(record.id), *(other for other in naming if other.kind != "event")]
    for other in naming:
        group = groups.setdefault(str(other.about.labels), [])
        if other.id not in [one.id for one in group]:  # who is named by a record and names it stands once
            group.append(other)
    return list(groups.items())


def listed(make: NodeFactory, records: Sequence[Record]) -> list[nodes.Node]:
    """Records by name, each with its page: `Yue Xin 113, Shen Mengyu 120`."""
    if records and records[0].kind == "claim":
        return claims_by_question(make, records)
    parts: list[list[nodes.Node]] = []
    for record in records:
        # A name in pinyin is one thing, however many words it has.
        link = named(make, record, record.title.replace(" ", "\u00a0") if record.kind == "person" else "")
        parts.append(
            [link, page_of(anchor_of(record), before="\u00a0" if record.kind in IN_THE_STORY else ",\u00a0p.\u00a0")]
        )
    separator = ", " if all(record.kind in IN_THE_STORY for record in records) else "; "
    return join_nodes(parts, separator)


def claims_by_question(make: NodeFactory, claims: Iterable[Record]) -> list[nodes.Node]:
    """Claims behind the question on which they are numbered, with their pages: `“Who led?” A 9, A 10, pp. 209–210`."""
    questions: dict[str, list[Record]] = {}
    for claim_ in sorted(claims, key=make.project.place_of_claim):
        questions.setdefault(claim_.docname, []).append(claim_)
    parts: list[list[nodes.Node]] = []
    for docname, numbered_ in questions.items():
        question = make.project.pages[docname].short_title
        links = [named(make, claim_, make.project.claim_name(claim_)) for claim_ in numbered_]
        before, several = (",\u00a0" + word for word in (_("p.\u00a0"), _("pp.\u00a0")))
        pages = page_of(*map(anchor_of, numbered_), before=before, before_several=several)
        title = nodes.Text(_("“{title}”").format(title=question) + " ")
        parts.append([title, *join_nodes([[link] for link in links], ", "), pages])
    return join_nodes(parts, "; ")


def record_links(make: NodeFactory, record_id: str) -> list[nodes.Node]:
    """Below an event, its people, texts and numbers with their pages; others have that above."""
    record = make.project.records[record_id]
    if record.kind == "position":
        bearing = set(record.items("claims"))
        claims = [claim for claim in make.project.in_page_order("claim") if claim.id in bearing]
        return see([(_("Claims of the discussion that bear on it"), listed(make, claims))])
    if record.kind != "event":
        return []
    groups: list[tuple[str, Sequence[nodes.Node]]] = []
    for name in ("people", "follows", "documents"):
        others = [make.project.records[item] for item in record.items(name)]
        if others:
            others.sort(key=lambda other: other.sort_key if name == "documents" else ())
            groups.append((_("after") if name == "follows" else str(record.options[name].label), listed(make, others)))
    numbers = [other for other in make.project.named_by(record, "event") if other.kind == "count"]
    groups += [(_("numbers"), listed(make, numbers))] if numbers else []
    return see(groups)


def see(groups: Iterable[tuple[str, Sequence[nodes.Node]]]) -> list[nodes.Node]:
    """A line of groups, each after what it is called in small capitals."""
    parts: list[list[nodes.Node]] = [
        [called("caps", nodes.Text(name.lower()), inside=True), nodes.Text(" "), *found] for name, found in groups
    ]
    return [called("see", *join_nodes(parts, ". "), nodes.Text("."))] if parts else []


# Claims


def claim_line(make: NodeFactory, record: Record) -> list[nodes.Node]:
    """Who says it, what the passage does, where it stands; and at the end of the line what sources say of it."""
    # Whether it can be checked is told by its verdict alone: here a fact would seem to be one.
    does = _("says in support") if record.get("type") == "evidence" else CLAIM_TYPES[record.get("type")].label
    what = [nodes.strong("", make.project.claim_name(record)), nodes.Text(f" {does} · {record.get('passage')}")]
    verdict = record.get("verdict")
    found = [sign(verdict), nodes.Text(" " + str(VERDICTS[verdict].label))] if verdict in VERDICTS else []
    return [called("claim-line", content(*what), content(*found))]


def relations(make: NodeFactory, record: Record) -> list[nodes.Node]:
    """Which claims a claim answers, supports and so on, and which answer it; those of other chapters by page."""
    parts: list[list[nodes.Node]] = []
    for name, option in claim.RELATIONS.items():
        others = [make.project.records[item] for item in record.items(name)]
        if others:
            parts.append([nodes.Text(str(option.label).lower() + " "), *claims_by_name(make, record, others)])
    precedents = [make.project.records[item] for item in record.items("precedents")]
    if precedents:
        parts.append([nodes.Text(_("invokes") + " "), *listed(make, precedents)])
    for name, option in claim.RELATIONS.items():
        if others := make.project.named_by(record, name):
            parts.append([nodes.Text(str(option.inverse).lower() + " "), *claims_by_name(make, record, others)])
    if claim.is_unanswered(make.project, record):
        parts.append([nodes.emphasis("", str(_("no reply found")))])
    return [called("relations", *join_nodes(parts, "; "))] if parts else []


def claims_by_name(make: NodeFactory, record: Record, others: Iterable[Record]) -> list[nodes.Node]:
    """Claims by number, those on the same question first, then those on others by page."""
    parts: list[list[nodes.Node]] = []
    in_order = sorted(others, key=make.project.place_of_claim)
    for other in sorted(in_order, key=lambda other: other.docname != record.docname):
        link = named(make, other, make.project.claim_name(other))
        place = [] if other.docname == record.docname else [page_of(anchor_of(other), before=" (p.\u00a0", after=")")]
        parts.append([link, *place])
    return join_nodes(parts, ", ")


def findings(make: NodeFactory, claim_id: str, *prose: nodes.Node) -> list[nodes.Node]:
    return [called("findings", *prose)] if prose else []


def two_views(make: NodeFactory, claims: str) -> list[nodes.Node]:
    """The claims that stand most apart on a question, beside each other under a heading."""
    columns = []
    for record in (make.project.records[name.strip()] for name in claims.split(",")):
        name = nodes.strong("", make.project.claim_name(record))
        page = page_of(anchor_of(record), before=",\u00a0p.\u00a0")
        columns.append(content(nodes.paragraph("", "", name, page), nodes.paragraph("", "", named(make, record))))
    return [called("side-by-side", *columns, heading=quoted(_("Two claims that stand far apart")))]


def at_a_glance(make: NodeFactory, position_id: str) -> list[nodes.Node]:
    """A position in short: its case, what is said against it and its replies in columns, below them what is open."""
    made = position.at_a_glance(make, position_id)
    columns = [column.children for box in made for column in box.children]
    for box in made:
        answer = make.project.records[make.project.records[position_id].get("strongest-answer")]
        for link in box.findall(nodes.reference):
            link["without-page"] = True
        for speaker in list(box.findall(lambda node: "speaker" in getattr(node, "attributes", {}).get("classes", ()))):
            page = page_of(anchor_of(answer), before=",\u00a0p.\u00a0")
            speaker.parent.replace(speaker, [nodes.Text(make.project.claim_name(answer)), page])
    if not columns:
        return []
    # The last column has two headings with their lists; what is open takes most words of all.
    *_rest, last = columns
    open_ = list(last[2:])
    columns[-1] = last[:2]
    return [called("at-a-glance", *(content(*column) for column in columns), content(*open_))]


# Figures with their numbers


def numbered(
    *picture: nodes.Node, caption: str, classes: Sequence[str] = (), key: Sequence[nodes.Node] = ()
) -> list[nodes.Node]:
    """A figure of the site with a number and a caption, which a `key` to its signs may end."""
    return [nodes.figure("", *picture, nodes.caption("", caption, *key), classes=list(classes))]


def signs_of_streams(names: Container[str]) -> list[nodes.Node]:
    """The shapes of streams with what they mean, in a line."""
    key: list[nodes.Node] = []
    for name in filter(names.__contains__, STREAMS):
        key += [
            nodes.Text("; " if key else " "),
            sign(f"stream-{name}"),
            nodes.Text(f"\u00a0{STREAMS[name].label}"),
        ]
    return [*key, nodes.Text(".")]


def phase_strip(make: NodeFactory, argument: str) -> list[nodes.Node]:
    told = make.project.phase_told_on(make.docname)
    if told is None:
        return []
    pictures = [picture for picture in strips.strip_of(make, told).children]
    caption = str(_("The events of this chapter by day and arena."))
    return numbered(*pictures, caption=caption, classes=[FLOATING, FOOT])


def map_of_claims(make: NodeFactory, question: str) -> list[nodes.Node]:
    made = argument_map(make, question)
    if not made:
        return []
    pictures = list(made[0].findall(svg_picture))
    # It may come to stand among the words on another question.
    asked = make.project.pages[make.docname].title
    told = order(make.project.claims_on[question])
    bearing = _("How the claims bear on one another.")
    caption = f"{asked}{'' if asked[-1:] in '?!.' else '.'} {bearing} {told}."
    return numbered(*pictures, caption=caption, classes=[FLOATING])


def places(make: NodeFactory) -> list[nodes.Node]:
    """The maps; the list of places is what the chapters say."""
    if not make.project.of_kind("place"):
        return []
    made = places_map(make, "")
    box = made[0]
    assert isinstance(box, nodes.Element)
    caption = next(box.findall(nodes.paragraph)).astext()
    return numbered(*box.findall(svg_picture), caption=caption)


def who_repeats_whom(make: NodeFactory, argument: str) -> list[nodes.Node]:
    """The drawing as a figure, which cites its sources; the table says the same."""
    made = copies.copies(make, argument)
    if not made:
        return []
    box = made[0]
    assert isinstance(box, nodes.Element)
    caption = next(box.findall(nodes.paragraph)).astext()
    drawn = dict.fromkeys(key for original, others in make.project.copiers.items() for key in (original, *others))
    marks = [called(f"cite-mark({quoted(key)})", inside=True) for key in drawn]
    return numbered(*box.findall(svg_picture), caption=caption, classes=[FLOATING], key=marks)


def count_estimates(make: NodeFactory, record_id: str) -> list[nodes.Node]:
    """The versions of a count on another page, drawn; who gives which is said where the count stands."""
    record = make.project.records[record_id]
    page = page_of(anchor_of(record), before=",\u00a0p.\u00a0")
    name = nodes.paragraph("", "", nodes.strong("", "", named(make, record)), page, *counts.in_short(make, record))
    return [called("kept", name, *counts.strip(make, record), *counts.what_differs(record))]


def course(make: NodeFactory, record_id: str) -> list[nodes.Node]:
    """How those of a count went on, drawn, and where each of the counts stands with whoever gives it."""
    counted = counts.with_all_parts(make, make.project.records[record_id])
    return [counts.course_picture(make, record_id, FLUID_WIDTH), *see([(_("numbers"), listed(make, counted))])]


def held_each_day(make: NodeFactory, argument: str) -> list[nodes.Node]:
    """The drawing as a figure, and below it the table."""
    made = custody.held_each_day(make, argument)
    if not made:
        return []
    picture, _narrow, same = made
    caption = _(
        "How many people with an entry were reported held or missing on each day. Dark: held; grey: missing; both by "
        "a report of that day. Pale: last reported so and nothing else since, or disputed."
    )
    return [*numbered(picture, caption=str(caption)), same]


def held_by_measure(make: NodeFactory, argument: str) -> list[nodes.Node]:
    """The drawing as a figure, since it takes half a page and so has to seek its room; the table need not be near."""
    made = custody.held_by_measure(make, argument)
    if not made:
        return []
    picture, _narrow, same = made
    caption = _(
        "How many people with an entry were reported under each measure on each day. Dark: by a report of that day; "
        "pale: the reports leave it open."
    )
    return [*numbered(picture, caption=str(caption), classes=[FLOATING]), *same.findall(captioned_table)]


def situations(make: NodeFactory, record_id: str, items: nodes.bullet_list) -> list[nodes.Node]:
    """The custody of one person, drawn, and each report with its sources, one after the other."""
    record = make.project.records[record_id]
    line, *_table = custody.situations(make, record_id, items)
    reports: list[list[nodes.Node]] = []
    for one, item in zip(record.situations, items.children):
        _measure, who = counts.split_item(item, one.measure)
        (what,) = custody.measure_cell(make, one)
        said = join_nodes([list(paragraph.children) for paragraph in who], " ")
        when = nodes.strong("", make.date(one.date))
        reports.append([when, nodes.Text(": "), *what.children, nodes.Text(": "), *said])
    # One page has the legend; where nobody put it into the book, no place of that name is in it.
    signs = page_of(
        *(place_of(page, custody.SIGNS) for page in make.project.pages),
        before=str(_(" Signs:\u00a0p.\u00a0")),
        after=".",
    )
    told = called("apparatus", nodes.paragraph("", "", *join_nodes(reports, "; "), nodes.Text("."), signs))
    return [called("kept", line, told)]  # on one page, since the signs in the words say what the drawing shows


def narrowed_chronology(make: NodeFactory, narrowed_to: str) -> list[nodes.Node]:
    """The events of one record; all events stand in the chronology before the text."""
    return chronology(make, narrowed_to) if narrowed_to else []


def nothing(make: NodeFactory, argument: str, *inside: nodes.Node) -> list[nodes.Node]:
    """What the book has elsewhere, or is for the screen alone."""
    return []


def overview(make: NodeFactory, argument: str) -> list[nodes.Node]:
    """What lists the book again; a section that only leads to it goes too."""
    return [left_out()]


# The form in the book of a view that has another one there, by the function that fills it elsewhere.
BOOK_FORMS: dict[Fill, Fill] = {
    argument_map: map_of_claims,
    chronology: narrowed_chronology,
    claim.findings: findings,
    claim.two_views: two_views,
    copies.copies: who_repeats_whom,
    counts.count_estimates: count_estimates,
    counts.course: course,
    custody.held_by_measure: held_by_measure,
    custody.held_each_day: held_each_day,
    custody.situations: situations,
    position.at_a_glance: at_a_glance,
    record_views.record_facts: record_facts,
    record_views.record_heading: record_heading,
    record_views.record_links: record_links,
    strips.phase_strip: phase_strip,
    # What the book has elsewhere (see back.py and front.py), or is for the screen alone.
    **dict.fromkeys((bibliography, claim.preface, places_map, search_form, strips.whole_struggle), nothing),
    # What lists the book again.
    **dict.fromkeys((coverage, directory, matrix, unanswered), overview),
}
