"""The figures: what a reader sees of them on a page, on a phone, in the book."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import combinations, pairwise
from math import hypot
from xml.etree import ElementTree

import pytest
from conftest import SVG, Project, colours_of_drawings, record
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Page

from jasic.drawing import palette
from jasic.drawing.dashes import broken, hatched
from jasic.drawing.labels import label_places
from jasic.drawing.lanes import MARK
from jasic.drawing.shapes import shape
from jasic.drawing.text import balanced, width_of, wrapped
from jasic.drawing.time_scale import MONTHS_AND_YEARS, Scale, Stretch, ticks
from jasic.figures import counts, phase
from jasic.figures.counts import Version, count_strip
from jasic.figures.evidence import IN_A_LIST, evidence
from jasic.model.dates import month_name
from jasic.model.estimates import ESTIMATE, Estimate
from jasic.model.phases import Phase
from jasic.model.record_kinds import CERTAINTIES, SPEAKERS
from jasic.model.records import Page as RecordsPage
from jasic.model.records import Record, Value
from jasic.model.sources import STREAMS

NO_LOOK = {
    "style",
    "fill",
    "stroke",
    "color",
    "font-size",
    "font-family",
    "opacity",
}  # which belongs into the style sheet


def event(name: str, when: str, arena: str = "plant", certainty: str = "reported", label: str = "") -> str:
    options = {"title": f"{name} & others", "date": when, "certainty": certainty, "arena": arena, "label": label}
    return record("event", name, "It happened {cite:p}`yue2018letter`.", **options)


# Seven on one day in one arena; one that goes back before all, one known to the month, one that belongs to the next.
JULY = "".join(
    (
        "# The beginning\n\n:::{phase-strip}\n:::\n\n",
        event("founding", "2005"),
        *(event(f"arrest-{number}", "2018-07-27", label="Many detained" if number == 1 else "") for number in range(7)),
        event("meetings", "2018-07", "campuses", "documented"),
        event("late", "2018-08-30", "abroad", "disputed"),
    )
)
AUGUST = "".join(
    (
        "# The raid\n\n:::{phase-strip}\n:::\n\n",
        event("raid", "2018-08-24", "supporters", "documented", "Police clear the flat"),
        event("statement", "2018-08-24", "state", "documented"),
        event("letter", "2018-09-03", "supporters", label="Letters"),
    )
)
EVENTS = [f"arrest-{number}" for number in range(7)] + ["founding", "meetings", "late", "raid", "statement", "letter"]
NUMBERS = """# Numbers

:::{count} held
:title: People held
:date: 2018-08-24
:event: raid
:taken: yes

- over 20: reporters {cite:p}`zhou2018report`
- 28: supporters {cite:p}`yue2018letter`; reporters {cite:p}`zhou2018report`
- 29 to 31: supporters {cite:p}`yue2018letter`
- nearly 40: reporters {cite:p}`zhou2018report`
:::
"""


def write_phases(project: Project) -> Project:
    """Two phases and a count; the whole struggle stands on the page of the second, beside its strip."""
    project.write("timeline/2018-07-beginning.md", f"---\nshort: Beginning\n---\n\n{JULY}")
    project.write(
        "timeline/2018-08-24-raid.md", AUGUST.replace(":::{phase-strip}", ":::{struggle}\n:::\n\n:::{phase-strip}")
    )
    project.write("numbers.md", NUMBERS)
    contents = "timeline/2018-07-beginning\ntimeline/2018-08-24-raid\nnumbers\n"
    project.write("index.md", f"# Small\n\n```{{toctree}}\n{contents}yue-xin\nsources\n```\n")
    (project.docs / "events.md").unlink()
    project.change("yue-xin.md", " before the {event}`raid`", "")
    return project


@pytest.fixture(scope="module")
def phases(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The built project, which its readers leave as it is."""
    return write_phases(Project(tmp_path_factory.mktemp("phases"))).built()


def figures(page: str) -> list[ElementTree.Element]:
    """The figures of a page, each of which has to be well-formed XML; some hold other SVGs."""
    found, depth, start = [], 0, 0
    for tag in re.finditer(r"<svg[ >]|</svg>", page):
        if tag[0] == "</svg>":
            depth -= 1
            if not depth:
                found.append(ElementTree.fromstring(page[start : tag.end()]))
        else:
            start = start if depth else tag.start()
            depth += 1
    return [each for each in found if "figure" in each.get("class", "").split()]


def figure(page: str, *classes: str) -> ElementTree.Element:
    [found] = [each for each in figures(page) if {"figure", *classes} == set(each.get("class", "").split())]
    return found


def marks(drawing: ElementTree.Element) -> list[tuple[ElementTree.Element, float, float]]:
    """The marks of events with their places."""
    groups = (group for group in drawing.iter(f"{SVG}g") if group.get("class") == "events")
    return [
        (use, float(use.get("x", "")), float(use.get("y", ""))) for group in groups for use in group.iter(f"{SVG}use")
    ]


@pytest.mark.parametrize(
    "names", [["2018-07-01-late"], ["2018-07-early", "2018-07-late"], ["2018-07-early", "2019-late"]]
)
def test_a_phase_that_begins_with_another_or_behind_its_events_is_drawn(project: Project, names: list[str]) -> None:
    for number, name in enumerate(names):
        project.write(f"timeline/{name}.md", f"# Page\n\n{event(f'event-{number}', '2018-06-30')}")
    contents = "\n".join(names)
    project.write("timeline/index.md", f"# Time\n\n:::{{struggle}}\n:::\n\n```{{toctree}}\n{contents}\n```\n")
    project.write("index.md", "# Small\n\n```{toctree}\ntimeline/index\nyue-xin\nsources\n```\n")
    project.change("yue-xin.md", " before the {event}`raid`", "")
    (project.docs / "events.md").unlink()
    project.change("conf.py", "sidebars=[]", "sidebars=[], parents=[]")
    project.built()
    assert len(marks(figure(project.page("timeline/index"), "struggle", "wide"))) == len(names)


def test_every_event_has_one_mark_and_no_two_touch(phases: Project) -> None:
    beginning, raid = phases.page("timeline/2018-07-beginning"), phases.page("timeline/2018-08-24-raid")
    for kind in ("wide", "narrow"):
        whole = marks(figure(raid, "struggle", kind))
        assert len(whole) == len(EVENTS)
        assert len(marks(figure(beginning, "phase-strip", kind))) == 10
        assert len(marks(figure(raid, "phase-strip", kind))) == 3
        for drawing in (figure(raid, "struggle", kind), figure(beginning, "phase-strip", kind)):
            places = [(x, y) for _use, x, y in marks(drawing)]
            assert min(hypot(a - c, b - d) for (a, b), (c, d) in combinations(places, 2)) > MARK - 0.2


def test_a_mark_says_what_it_is_and_leads_there_but_not_by_keyboard(phases: Project) -> None:
    page = phases.page("timeline/2018-08-24-raid")
    links = list(figure(page, "struggle", "wide").iter(f"{SVG}a"))
    told = {link.get("href", ""): link for link in links if link.get("tabindex") == "-1"}
    assert len(told) == len(EVENTS)
    for address in told:
        name, _hash, anchor = address.partition("#")
        assert f'id="{anchor}"' in phases.page(
            f"timeline/{name.removesuffix('.html')}" if name else "timeline/2018-08-24-raid"
        )
    [title] = [link.findtext(f"{SVG}title") for address, link in told.items() if address.endswith("#founding")]
    assert title == "2005: founding & others (reported)"
    phases_linked = [link.get("href") for link in links if link.get("class") == "phase"]
    assert phases_linked == ["2018-07-beginning.html"]  # the other is this page


def test_phases_are_named_and_wider_where_more_happened(phases: Project) -> None:
    drawing = figure(phases.page("timeline/2018-08-24-raid"), "struggle", "wide")
    first, second = (
        float(band.get("width", "")) for band in drawing.iter(f"{SVG}rect") if "band" in band.get("class", "")
    )
    assert first > 1.5 * second
    words = "".join(drawing.itertext())
    assert "1 Beginning" in words
    assert "2 The raid" in words


def test_a_drawing_has_its_look_from_classes_and_its_ids_for_itself(phases: Project) -> None:
    for name in ("timeline/2018-07-beginning", "timeline/2018-08-24-raid", "numbers"):
        page = phases.page(name)
        assert figures(page)
        for drawing in figures(page):
            assert drawing.get("role") == "group"
            assert drawing.get("aria-label") == drawing.findtext(f"{SVG}title")
            assert drawing.findtext(f"{SVG}desc")
            for part in drawing.iter():
                assert not NO_LOOK.intersection(part.keys())
            used = {use.get("href", "")[1:] for use in drawing.iter(f"{SVG}use")}
            assert used <= {part.get("id") for part in drawing.iter()}
        ids = Counter(re.findall(r'\sid="([^"]+)"', page))
        assert ids.most_common(1)[0][1] == 1


def test_labels_of_turning_points_stand_beside_their_lines(phases: Project) -> None:
    drawing = figure(phases.page("timeline/2018-08-24-raid"), "struggle", "wide")
    labels = [text.text for text in drawing.iter(f"{SVG}text") if text.get("class") == "turning-point"]
    assert labels == ["Many", "detained", "Police", "clear the flat", "Letters"] or labels[2:4] == [
        "Police clear",
        "the flat",
    ]
    assert len([line for line in drawing.iter(f"{SVG}line") if line.get("class") == "turn"]) == 3
    assert len([line for line in drawing.iter(f"{SVG}line") if line.get("class") == "turn flag"]) == 3


@given(st.lists(st.floats(140, 1060), min_size=1, max_size=10).map(sorted))
def test_labels_never_cover_each_other_nor_a_line(places: list[float]) -> None:
    apart = [at for at, after in pairwise([*places, 2000.0]) if after - at > 12]
    labels = label_places([(at, "Five labour activists held") for at in apart], 128, 1076)
    assert [label.at for label in labels] == apart
    for one, other in combinations(labels, 2):
        upper, lower = sorted((one, other), key=lambda label: label.row)
        if one.row == other.row:
            assert one.end <= other.start or other.end <= one.start
        else:
            assert not lower.start < upper.at < lower.end


@given(st.dates(date(2017, 1, 1), date(2020, 1, 1)), st.integers(1, 3000), st.floats(60, 900))
def test_ticks_have_room_for_their_words(first: date, days: int, width: float) -> None:
    scale = Scale([Stretch(first, first + timedelta(days), 0, width)])
    marked = ticks(scale, "en", 31, MONTHS_AND_YEARS)
    assert all(b.at - a.at >= 31 * (2 if b.is_end else 1) for a, b in pairwise(marked))
    assert all(0 <= tick.at <= width - 31 for tick in marked if not tick.is_end)
    assert not any(tick.is_end for tick in marked[:-1])


@given(st.dates(date(2017, 1, 1), date(2020, 1, 1)), st.integers(31, 3000))
def test_both_ends_of_an_axis_have_their_month_and_year(first: date, days: int) -> None:
    last = first + timedelta(days - 1)
    marked = ticks(Scale([Stretch(first, last + timedelta(1), 0, 900)]), "en", 31, MONTHS_AND_YEARS)
    end = marked[-1]
    # What is nearer than a word to a tick has no room for one of its own.
    assert marked[0].at < 31
    assert 900 - end.at < 62 or end.words == month_name(last.month, "en")
    assert {tick.year or tick.words for tick in marked} >= {str(year) for year in range(first.year + 1, last.year)}
    if marked[0].at == 0:
        assert str(first.year) in (marked[0].year, marked[0].words)
    if end.is_end:
        assert last.year == first.year or str(last.year) in {tick.year or tick.words for tick in marked}


def test_a_line_of_days_is_whole_though_it_begins_before_a_phase_and_ends_after_it() -> None:
    """The strip is cut at both ends, and the day of either end is named."""
    events = [
        made_event("before", "2018-05/2018-06"),
        made_event("now", "2018-07-12"),
        made_event("on", "2018-07-20/2018-09"),
    ]
    july = Phase(RecordsPage("timeline/2018-07-10-july", "p.md"), events, date(2018, 7, 10), date(2018, 8, 1))
    for form in (phase.WIDE, phase.NARROW):
        scale = phase.scale_of(july, form)
        spans = [scale.span(event.get("date")) for event in events]
        assert len({at for span in spans for at in span}) == 5  # no two ends fall together
        assert min(spans)[0] == scale.start and scale.end - max(spans)[1] < 2
        assert scale.middle("2018-07-31") > (scale.start + scale.end) / 2  # July has most of the room
        marked = phase.marked(scale, "en")
        assert (marked[0].words, marked[0].year) == ("May", "2018")
        assert (marked[-1].words, marked[-1].is_end) == ("30 Sep", True)
    drawn = ElementTree.fromstring(phase.strip(july, "en", None))
    cuts = [
        part for part in drawn.iter(f"{SVG}line") if part.get("class") == "axis" and part.get("x1") != part.get("x2")
    ]
    assert len(cuts) == 1 + 2 * 2  # the axis and two strokes at each end


def made_event(name: str, when: str) -> Record:
    values = {"title": name, "date": when, "arena": "plant", "certainty": "reported"}
    return Record("event", name, "p", "p.md", 1, {key: Value(text, 1) for key, text in values.items()})


def versions(*estimates: tuple[str, int, int, str]) -> list[Version]:
    return [Version(Estimate(text, low, high, 1), streams.split()) for text, low, high, streams in estimates]


def parts(svg: str, name: str) -> Iterator[ElementTree.Element]:
    return (part for part in ElementTree.fromstring(svg).iter() if name in part.get("class", "").split())


def test_every_version_of_a_count_is_on_the_axis(phases: Project) -> None:
    page = phases.page("numbers")
    drawing = ElementTree.tostring(figure(page, "count-strip"), encoding="unicode")
    titles = Counter(part.findtext(f"{SVG}title") for part in parts(drawing, "version"))
    press, workers = (STREAMS[name].label for name in ("press", "workers"))
    expected = {f"over 20 ({press})": 1, f"28 ({workers})": 1, f"28 ({press})": 1, f"29 to 31 ({workers})": 2}
    expected[f"nearly 40 ({press})"] = 1
    assert titles == expected
    assert len(list(parts(drawing, "arrow"))) == 2
    assert len(list(parts(drawing, "range"))) == 1
    assert "<summary>Who says which</summary>" in page
    assert page.index("<details") < page.index("over 20</") < page.index("</details>")


def test_a_count_begins_at_nought_unless_its_steps_multiply() -> None:
    near = versions(("20", 20, 20, "press"), ("160", 160, 160, "workers"))
    far = versions(("20", 20, 20, "press"), ("161", 161, 161, "workers"))
    assert counts.scale_of(near)(0) == 0
    assert ">0<" in count_strip("Held", near)
    assert counts.steps_in_words(near) == ""
    assert ">0<" not in count_strip("Held", far)
    # The words are of figures that the scale has.
    assert "from 20 to 40 is as far as from 81 to 161" in counts.steps_in_words(far)


@given(st.lists(st.tuples(st.integers(0, 500), st.integers(0, 50)), min_size=1, max_size=12))
def test_versions_do_not_touch_even_on_a_phone(numbers: list[tuple[int, int]]) -> None:
    given_versions = versions(*((f"{low} to {low + more}", low, low + more, "workers press") for low, more in numbers))
    places = counts.placed(given_versions, counts.scale_of(given_versions))
    assert len(places) == 2 * len(numbers)
    least = 100 * counts.SHAPE / counts.PHONE
    for one, other in combinations(places, 2):
        if one.row == other.row:
            assert one.high + least <= other.low or other.high + least <= one.low


@given(st.lists(st.integers(0, 2000), min_size=2, max_size=12, unique=True))
def test_every_figure_of_a_count_is_named_below_the_axis_and_no_two_names_touch(numbers: list[int]) -> None:
    svg = count_strip("Held", versions(*((str(number), number, number, "press") for number in numbers)))
    names = [(tick, tick.find(f"{SVG}text")) for tick in parts(svg, "tick")]
    assert {name.text for _tick, name in names if name is not None} >= {f"{number:,}" for number in numbers}
    for width, shown in (
        (counts.SCREEN, names),
        (1100, names),
        (counts.PHONE, [n for n in names if "tight" not in n[0].get("class", "")]),
    ):
        areas = []
        for tick, name in shown:
            assert name is not None
            at = float(tick.get("x", "").rstrip("%")) * width / 100 + float(name.get("x", ""))
            room = width_of(name.text or "", counts.SMALL)
            areas.append((at, at + room) if name.get("text-anchor") == "start" else (at - room / 2, at + room / 2))
        areas.sort()
        assert all(one[1] <= other[0] for one, other in pairwise(areas))
        assert areas[0][0] > -counts.NUMBERS_GAP and areas[-1][1] < width + counts.NUMBERS_GAP  # within the figure


def test_a_phone_has_the_figure_that_most_sources_give() -> None:
    few = (("20", 20, 20, "press"), ("28", 28, 28, "left"), ("30", 30, 30, "ngo"), ("31", 31, 31, "left"))
    svg = count_strip("Held", versions(*few, ("29", 29, 29, "workers press state left")))
    wide = {tick.findtext(f"{SVG}text") for tick in parts(svg, "tick") if "tight" not in tick.get("class", "")}
    assert {"20", "29", "31"} <= wide


def test_a_line_leads_from_a_figure_to_a_name_that_steps_aside() -> None:
    svg = count_strip("Held", versions(*((str(n), n, n, "press") for n in (900, 1000, 1012, 10000))))
    paths = {
        tick.findtext(f"{SVG}text"): (tick.find(f"{SVG}path"), tick.find(f"{SVG}text")) for tick in parts(svg, "tick")
    }
    for number in ("1,000", "1,012", "10,000"):
        path, name = paths[number]
        assert path is not None and name is not None
        assert f"L{name.get('x')} " in path.get("d", "")


def test_figures_that_are_all_the_same_are_told_and_not_drawn(project: Project) -> None:
    event_ = event("raid", "2018-08-24").replace(":arena:", ":reviewed: 2026-01-01\n:arena:")
    same = (
        NUMBERS[: NUMBERS.index("- over 20")]
        + "- over 20: reporters {cite:p}`zhou2018report`\n- 20: supporters {cite:p}`yue2018letter`\n:::\n"
    )
    project.write("events.md", f"# Events\n\n{event_}\n:::{{count-figures}} held\n:::\n")
    project.add_page("numbers", same)
    project.built()
    for name in ("numbers", "events"):
        page = project.page(name)
        assert "count-strip" not in page
        assert "over 20" in page and "<summary>Who says which" not in page


def test_what_differs_between_figures_stands_by_every_drawing_of_them(project: Project) -> None:
    event_ = event("raid", "2018-08-24")
    project.write("events.md", f"# Events\n\n{event_}\n:::{{count-figures}} held\n:::\n")
    project.add_page("numbers", NUMBERS.replace(":taken: yes", ":differ: Some count days, others people."))
    project.built()
    assert project.page("events").count("Some count days, others people.") == 2  # at the event, and where it is named
    assert "Some count days, others people." in project.book_source()


@pytest.mark.parametrize("text", ["at least 30 to 40", "50 to 60 or more", "over 20"])
def test_an_estimate_that_may_be_higher_has_an_arrow(text: str) -> None:
    estimate = ESTIMATE.match(f"{text}: supporters")
    assert estimate and estimate[1] == text
    svg = count_strip("Held", versions((text, 30, 40, "press")))
    assert len(list(parts(svg, "arrow"))) == 1


def test_no_mark_floats_above_an_axis() -> None:
    """What has no room in the lowest row hangs on a line from it."""
    svg = count_strip("Held", versions(("32", 32, 32, "press workers"), ("33", 33, 33, "ngo")))
    assert len(list(parts(svg, "stem"))) == 1


def test_one_number_alone_is_not_drawn() -> None:
    same = (("3", 3, 3, "press"), ("3", 3, 3, "ngo"))
    assert not counts.differ(versions(*same))
    assert counts.differ(versions(*same, ("4", 4, 4, "press")))
    assert counts.differ(versions(("3 to 4", 3, 4, "press")))


def test_a_figure_without_a_source_is_drawn_all_the_same() -> None:
    svg = count_strip("Held", versions(("20", 20, 20, ""), ("30", 30, 30, "press")))
    assert len(list(parts(svg, "version"))) == 2


def test_evidence_has_a_shape_for_each_source_and_in_lists_at_most_seven() -> None:
    streams = ["press"] * 9 + ["workers"] * 2 + ["ngo"]
    whole = evidence(streams)
    assert [len(list(parts(whole, f"stream-{name}"))) for name in ("press", "workers", "ngo")] == [9, 2, 1]
    short = evidence(streams, IN_A_LIST)
    assert sum(len(list(parts(short, f"stream-{name}"))) for name in ("press", "workers", "ngo")) == IN_A_LIST
    assert "+5" in short
    for svg in (whole, short):
        said = ", ".join(
            f"{STREAMS[name].label} {number}" for name, number in (("workers", 2), ("press", 9), ("ngo", 1))
        )
        assert ElementTree.fromstring(svg).get("aria-label") == f"Sources: {said}"


def test_every_value_has_a_shape_and_every_stream_and_speaker_a_colour() -> None:
    tables = (CERTAINTIES, STREAMS, SPEAKERS)
    drawn = ["".join(part.get("d", "") for part in shape(choice)) for table in tables for choice in table.values()]
    assert all(drawn)
    assert len(set(drawn)) == len(drawn)
    rules = palette.shapes_as_css()
    for name in [*(f"stream-{stream}" for stream in STREAMS), *(f"speaker-{speaker.lower()}" for speaker in SPEAKERS)]:
        assert f".figure .{name}," in rules


def test_the_book_draws_by_the_rules_of_the_website(phases: Project) -> None:
    source = phases.book_source()
    assert (
        source.count('picture("<svg') == 6
    )  # the struggle, two phases, a count with two signs in its key; none for phones
    assert f"color:{palette.PALETTE['ink'].light}" in source
    assert "var(" not in source
    assert 'href=\\"%' not in source


def test_the_e_book_has_the_figures_in_its_pages(phases: Project) -> None:
    phases.built("epub")
    page = (phases.folder / "epub" / "timeline" / "2018-08-24-raid.xhtml").read_text(encoding="utf-8")
    ElementTree.fromstring(page.partition("<!DOCTYPE html>")[2])
    # Of two drawings of one picture that for phones; a high one in pieces.
    assert {each.get("class") for each in figures(page)} == {"figure struggle narrow", "figure phase-strip narrow"}


def test_a_phone_shows_the_drawing_for_phones(phases: Project, page: Page) -> None:
    for width, shown in ((1366, "wide"), (320, "narrow")):
        page.set_viewport_size({"width": width, "height": 800})
        page.goto((phases.folder / "html" / "timeline" / "2018-08-24-raid.html").as_uri())
        for kind in ("wide", "narrow"):
            assert page.locator(f".phase-strip.{kind}").is_visible() == (kind == shown)


def test_where_the_drawing_for_phones_leaves_room_the_words_stand_beside_it(phases: Project, page: Page) -> None:
    """Of a window that is neither narrow nor wide no half stays empty."""
    page.goto((phases.folder / "html" / "timeline" / "2018-08-24-raid.html").as_uri())
    for width, is_beside in ((360, False), (900, True)):
        page.set_viewport_size({"width": width, "height": 800})
        strip = page.locator(".strip-of-events:has(.struggle)")
        drawn = strip.locator(".struggle:visible").bounding_box()
        words = strip.locator(".caption-text").bounding_box()
        assert drawn and words
        assert is_beside == (words["x"] >= drawn["x"] + drawn["width"] and words["y"] < drawn["y"] + drawn["height"])


def test_in_colours_that_a_reader_has_chosen_no_drawing_has_others(phases: Project, page: Page) -> None:
    """Nor has any shape of a stream or a turning point: it would be dark on a dark page."""
    for name in ("numbers", "timeline/2018-08-24-raid"):
        page.goto((phases.folder / "html" / f"{name}.html").as_uri())
        used, chosen = colours_of_drawings(page)
        assert used <= chosen
    assert used


def test_a_readers_own_spacing_pushes_no_words_out_of_their_places(phases: Project, page: Page) -> None:
    """As people set it who read better so, by WCAG 1.4.12."""
    page.set_viewport_size({"width": 1366, "height": 800})
    page.goto((phases.folder / "html" / "timeline" / "2018-08-24-raid.html").as_uri())
    words = page.locator("svg.figure text:visible")
    before = words.evaluate_all("all => all.map(one => one.getComputedTextLength())")
    page.add_style_tag(content="* { letter-spacing: 0.12em !important; word-spacing: 0.16em !important }")
    assert before and words.evaluate_all("all => all.map(one => one.getComputedTextLength())") == before
    assert page.evaluate("getComputedStyle(document.querySelector('p')).letterSpacing") != "normal"


def test_the_key_of_a_count_names_the_streams_that_it_shows_as_words_that_break_as_the_page_does(
    phases: Project,
) -> None:
    page = phases.page("numbers")
    (key,) = re.findall(r'<p class="[^"]*count-key[^"]*">.*?</p>', page, re.DOTALL)
    words = " ".join(re.sub("<[^>]*>", "", key).replace("\xa0", " ").split())
    assert words == f"{STREAMS['workers'].label} · {STREAMS['press'].label}"
    assert key.count("<svg") == 2


def test_the_key_of_a_strip_shows_every_sign_of_it(phases: Project) -> None:
    raid = figure(phases.page("timeline/2018-08-24-raid"), "struggle", "wide")
    words = [text.text for text in raid.iter(f"{SVG}text") if text.get("class") == "quiet"]
    assert "ring, red: turning point" in words
    assert "people taken: lowest to highest figure" in words
    assert "The bars, from the first to the last: People held, over 20–40." in phases.page("timeline/2018-08-24-raid")
    assert "line: first to last day of its date" in words
    turning = [group for group in raid.iter(f"{SVG}g") if group.get("class") == "turning"]
    assert len(turning) == 2  # one documented, others reported
    rings = [circle for circle in raid.iter(f"{SVG}circle") if circle.get("class") == "turning-ring"]
    assert len(rings) > len(turning)  # those of the key and of the events, to be seen without colour too


@given(st.lists(st.text("abcdefgh", min_size=1, max_size=9), min_size=2, max_size=20).map(" ".join))
def test_a_text_in_lines_is_whole_and_no_wider_than_its_room(words: str) -> None:
    lines = balanced(words, 120, 12)
    assert " ".join(lines) == words
    assert len(lines) == len(wrapped(words, 120, 12))
    assert all(width_of(line, 12) <= 120 for line in lines)


@given(st.text(alphabet="ab -W反", min_size=1), st.floats(20, 200))
def test_lines_hold_all_letters_and_fit_their_room(text: str, room: float) -> None:
    lines = wrapped(text, room, 13)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(width_of(line, 13) <= room for line in lines)


@given(length=st.floats(0.5, 800), drawn=st.floats(1, 9), free=st.floats(1, 9))
def test_a_broken_line_is_broken_and_has_both_its_ends(length: float, drawn: float, free: float) -> None:
    """Also where it goes round a corner, one that is named twice too, and where it is short.

    What is longer than a dash is never whole.
    """
    corner = (3 + length / 2, 5)
    for stroke in ([(3, 5), (3 + length, 5)], [(3, 5), corner, corner, (corner[0], 5 + length / 2)]):
        dashes = broken([stroke], drawn, free).split("m")[1:]
        assert len(dashes) > 1 if length > drawn + free / 2 else len(dashes) <= 2
        ends, written = [], [0.0, 0.0]
        for dash in dashes:
            for step, x, y in re.findall(r"(^|[hvl])([-\d.]+)(?: ([-\d.]+))?", dash):
                written[0] += 0 if step == "v" else float(x)
                written[1] += float(x if step == "v" else y or 0)
                ends.append(tuple(written))
        assert ends[0] == pytest.approx(stroke[0], abs=0.06) and ends[-1] == pytest.approx(stroke[-1], abs=0.06)


def test_strokes_of_a_hatched_bar_stay_within_it() -> None:
    for width, number in ((20, 4), (6, 1)):
        strokes = re.findall(r"m([\d.]+) -?[\d.]+v12", hatched(10, 4, width, 12, 4.5))
        assert len(strokes) == number and 10 < sum(map(float, strokes)) < 10 + width


def test_strips_that_follow_each_other_explain_their_signs_once(project: Project) -> None:
    """The first those of all phases."""
    write_phases(project).append("numbers.md", "\n## Events\n\n:::{chronology}\n:::\n")
    page = project.built().page("numbers")
    drawn = [
        ElementTree.tostring(one, encoding="unicode") for one in figures(page) if "phase-strip wide" in str(one.attrib)
    ]
    assert [strip.count(">documented<") for strip in drawn] == [1, 0]
