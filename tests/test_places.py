"""The places on the map: all where they lie, none hidden, nothing finer than a district."""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import hypot
from xml.etree import ElementTree

import pytest
from conftest import SVG, Project, record

from jasic.drawing.area import Area
from jasic.drawing.text import width_of
from jasic.figures.places import draw
from jasic.model.coordinates import Coordinates
from jasic.model.project import Project as Knowledge


@pytest.mark.parametrize("text", ["22.69, 114.35", "north", "22.7", "95, 10", "22.7, 200", ""])
def test_a_position_is_no_finer_than_a_district(text: str) -> None:
    assert Coordinates.read(text) is None


def test_a_position_is_read() -> None:
    assert Coordinates.read("22.7, 114.3") == Coordinates(22.7, 114.3)


def words(root: ElementTree.Element) -> Iterator[tuple[str, Area]]:
    for text in root.iter(f"{SVG}text"):
        width = width_of(text.text or "", 11, bold=text.get("class") == "place")
        x, y = float(text.get("x", "")), float(text.get("y", ""))
        left = x - {"end": width, "middle": width / 2}.get(text.get("text-anchor", ""), 0)
        yield text.text or "", Area(left, y - 8, left + width, y + 2)


@pytest.mark.parametrize("narrow", [False, True])
def test_every_real_place_is_named_on_the_map_and_no_name_covers_another(knowledge: Knowledge, narrow: bool) -> None:
    places = knowledge.of_kind("place")
    numbers = {place.id: len(knowledge.events_at(place.id)) for place in places}
    root = ElementTree.fromstring(draw("Map", places, numbers, lambda place: f"#{place.id}", narrow))
    _x, _y, width, height = map(float, root.get("viewBox", "").split())
    named = list(words(root))
    for number, (_text, area) in enumerate(named):
        assert Area(0, 0, width, height).contains(area)
        assert not any(area.overlaps(other) for _other, other in named[:number])
    dots = root.findall(f"{SVG}circle")
    assert len(dots) == sum(bool(place.get("coordinates")) for place in places)
    for dot in dots:
        x, y = float(dot.get("cx", "")), float(dot.get("cy", ""))
        assert not any(area.overlaps(Area(x - 3, y - 3, x + 3, y + 3)) for _text, area in named)
    linked = {link.get("href") for link in root.iter(f"{SVG}a")}
    # What has no dot would be named where it does not lie.
    assert linked == {f"#{place.id}" for place in places if place.get("coordinates")}


@pytest.mark.parametrize("narrow", [False, True])
def test_each_name_stands_nearest_to_its_own_dot(knowledge: Knowledge, narrow: bool) -> None:
    places = knowledge.of_kind("place")
    root = ElementTree.fromstring(draw("Map", places, {p.id: 99 for p in places}, lambda place: place.id, narrow))
    dots = [(float(dot.get("cx", "")), float(dot.get("cy", ""))) for dot in root.iter(f"{SVG}circle")]
    names = [(text, area) for text, area in words(root) if not text.endswith(" km")]
    assert len(names) == len(dots)
    for (name, area), own in zip(names, dots):
        assert min(dots, key=lambda dot: away(area, dot)) == own, name


def test_a_name_that_has_the_choice_stands_where_no_coast_runs_through_it(knowledge: Knowledge) -> None:
    for place in (knowledge.records[name] for name in ("guangzhou", "huizhou", "nanjing", "daya-bay")):
        root = ElementTree.fromstring(draw("Map", [place], {place.id: 9}, lambda place: place.id))
        shores = [
            Area(float(x), float(y), float(x), float(y))
            for path in root.iter(f"{SVG}path")
            if path.get("class") == "land"
            for x, y in re.findall(r"([-\d.]+) ([-\d.]+)", path.get("d", ""))
        ]
        for name, area in words(root):
            if not name.endswith(" km"):
                assert not any(area.overlaps(shore) for shore in shores), name


def away(area: Area, dot: tuple[float, float]) -> float:
    """How far a dot is from the nearest edge of words."""
    x, y = dot
    return hypot(max(area.left - x, 0, x - area.right), max(area.top - y, 0, y - area.bottom))


def test_each_map_has_a_measure_of_its_own(knowledge: Knowledge) -> None:
    drawn = draw("Map", knowledge.of_kind("place"), {p.id: 0 for p in knowledge.of_kind("place")}, lambda p: p.id)
    assert ">500 km</text>" in drawn and ">50 km</text>" in drawn


def test_events_count_at_the_larger_place_too(knowledge: Knowledge) -> None:
    plant, district, city = (knowledge.events_at(name) for name in ("jasic-plant", "pingshan", "shenzhen"))
    assert {event.id for event in plant} < {event.id for event in district} < {event.id for event in city}


def place(name: str, **options: str) -> str:
    return record("place", name.lower(), "A place.", name=name, reviewed="2026-01-01", **options)


def test_the_list_beside_the_map_says_the_same(project: Project) -> None:
    places = place("City", coordinates="30.0, 114.0") + place("Hall", within="city")
    project.add_page("places", f"# Places\n\n{places}:::{{places-map}}\n:::\n")
    project.change("events.md", ":people: yue-xin", ":people: yue-xin\n:place: hall")
    page = project.built().page("places")
    assert ">City 1</text>" in page and ">Hall 1</text>" not in page
    assert page.count("(1 event)") == 2


def test_a_place_counts_the_events_that_the_map_counts_and_those_elsewhere_apart(project: Project) -> None:
    places = place("City") + place("Hall", within="city")
    project.add_page("places", f"# Places\n\n{places}:::{{places-map}}\n:::\n")
    project.change("events.md", ":people: yue-xin", ":people: yue-xin\n:place: hall")
    options = {"title": "A letter", "date": "2018-08-26", "certainty": "reported", "arena": "campuses"}
    words = "They had met in {place}`city` {cite:p}`yue2018letter`."
    project.append("events.md", "\n" + record("event", "letter", words, **options))
    page = project.built().page("places")
    assert page.count("(1 event)") == 2
    counted = re.findall("<summary[^>]*>(.*?)</summary>", page, re.DOTALL)
    assert any("1 event ·" in words and "1 event elsewhere that names it" in words for words in counted)


def test_the_caption_says_how_many_events_have_no_place(project: Project) -> None:
    project.add_page("places", f"# Places\n\n{place('City')}:::{{places-map}}\n:::\n")
    project.built()
    assert "Of the 1 events 1 name no place" in project.page("places")
    project.change("events.md", ":people:", ":place: city\n:people:")
    project.built()
    assert "name no place" not in project.page("places")


def test_every_city_in_the_title_of_an_event_counts_it(knowledge: Knowledge) -> None:
    """Or the number on the map would be less than what a reader finds."""
    cities = [place for place in knowledge.of_kind("place") if place.get("coordinates")]
    for event in knowledge.of_kind("event"):
        for city in cities:
            if re.search(rf"\bin (?:[A-Z]\w+,? (?:and )?)*{city.title}\b", event.title):
                assert event in knowledge.events_at(city.id), f"{event.id}: {city.title}"
