"""Who repeats whom: every source of a chain is drawn once, below what it repeats, and the table says the same."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from conftest import REFERENCES, SOURCES, SVG, Project

from jasic.figures.copies import draw
from jasic.model.project import Project as Knowledge
from jasic.model.sources import STREAMS


@pytest.mark.parametrize("narrow", [False, True])
def test_each_source_of_a_real_chain_stands_once_in_its_place(knowledge: Knowledge, narrow: bool) -> None:
    sources = knowledge.sources
    copiers = {key: [sources[other] for other in others] for key, others in knowledge.copiers.items()}
    originals = [sources[key] for key in copiers if not sources[key].get("copies")]
    svg = draw("Trees", originals, copiers, lambda source: source.key, lambda source: f"#{source.key}", narrow)
    root = ElementTree.fromstring(svg)
    _x, _y, width, height = map(float, root.get("viewBox", "").split())
    places = {}
    for link in root.iter(f"{SVG}a"):
        text = link.find(f"{SVG}text")
        assert text is not None and link.get("href") not in places
        places[link.get("href", "")[1:]] = float(text.get("x", "")), float(text.get("y", ""))
    assert places.keys() == {key for key in copiers} | {other.key for group in copiers.values() for other in group}
    assert len(set(places.values())) == len(places)
    in_key = {text.text for text in root.findall(f"{SVG}text")}
    drawn = {sources[key].get("stream") for key in places}
    assert in_key == {str(STREAMS[stream].label) for stream in drawn}
    assert all(x < width and y < height for x, y in places.values())
    for key, group in copiers.items():
        for copier in group:
            assert places[copier.key] > places[key]  # indented
            assert places[copier.key][1] > places[key][1]  # below


def test_the_figure_and_the_table_say_who_repeats_whom(project: Project) -> None:
    copied = SOURCES.rstrip().removesuffix("}") + "  copies           = {yue2018letter},\n}\n"
    project.write(REFERENCES, copied)
    project.add_page("copies", "# Copies\n\n:::{copies}\n:::\n")
    page = project.built().page("copies")
    assert page.count('href="sources.html#src-zhou2018report"') == 3  # two drawings and the table
    assert "Originals and what repeats them" in page
