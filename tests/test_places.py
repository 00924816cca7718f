"""The places on the map: all where they lie, none hidden, nothing finer than a district."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree

import pytest
from conftest import Project

from jasic.figures.places import Area, draw
from jasic.figures.text import width_of
from jasic.model.coordinates import Position, position
from jasic.model.project import Project as Knowledge

SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize("text", ["22.69, 114.35", "north", "22.7", "95, 10", "22.7, 200", ""])
def test_a_position_is_no_finer_than_a_district(text: str) -> None:
    assert position(text) is None


def test_a_position_is_read() -> None:
    assert position("22.7, 114.3") == Position(22.7, 114.3)


def words(root: ElementTree.Element) -> Iterator[tuple[str, Area]]:
    for text in root.iter(f"{SVG}text"):
        width = width_of(text.text or "", 11, bold=text.get("class") == "place")
        x, y = float(text.get("x", "")), float(text.get("y", ""))
        left = x - width if text.get("text-anchor") == "end" else x
        yield text.text or "", Area(left, y - 8, left + width, y + 2)


@pytest.mark.parametrize("narrow", [False, True])
def test_every_real_place_is_named_on_the_map_and_no_name_covers_another(knowledge: Knowledge, narrow: bool) -> None:
    places = knowledge.of_kind("place")
    numbers = {place.id: len(knowledge.events_at(place.id)) for place in places}
    root = ElementTree.fromstring(draw("Map", places, numbers, lambda place: f"#{place.id}", narrow))
    _x, _y, width, height = map(float, root.get("viewBox", "").split())
    named = list(words(root))
    for number, (_text, area) in enumerate(named):
        assert Area(0, 0, width, height).holds(area)
        assert not any(area.meets(other) for _other, other in named[:number])
    dots = root.findall(f"{SVG}circle")
    assert len(dots) == sum(bool(place.get("coordinates")) for place in places)
    for dot in dots:
        x, y = float(dot.get("cx", "")), float(dot.get("cy", ""))
        assert not any(area.meets(Area(x - 3, y - 3, x + 3, y + 3)) for _text, area in named)
    linked = {link.get("href") for link in root.iter(f"{SVG}a")}
    # Where a phone has no room, the places within a city stand in the list alone.
    assert linked >= {f"#{place.id}" for place in places if place.get("coordinates") or not narrow}


def test_events_count_at_the_larger_place_too(knowledge: Knowledge) -> None:
    plant, district, city = (knowledge.events_at(name) for name in ("jasic-plant", "pingshan", "shenzhen"))
    assert {event.id for event in plant} < {event.id for event in district} < {event.id for event in city}


def test_the_list_beside_the_map_says_the_same(project: Project) -> None:
    place = ":::{{place}} {id}\n:name: {name}\n{more}:reviewed: 2026-01-01\n\nA place.\n:::\n\n"
    places = place.format(id="city", name="City", more=":coordinates: 30.0, 114.0\n")
    places += place.format(id="hall", name="Hall", more=":within: city\n")
    project.write("places.md", f"# Places\n\n{places}:::{{places-map}}\n:::\n")
    project.change("index.md", "sources\n", "sources\nplaces\n")
    project.change("events.md", ":people: yue-xin", ":people: yue-xin\n:place: hall")
    result = project.build()
    assert result.returncode == 0, result.stderr
    page = project.page("places")
    assert ">City 1</text>" in page and ">Hall 1</text>" in page
    assert page.count("(1 event)") == 2
