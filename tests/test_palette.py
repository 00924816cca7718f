"""The colours can be told from what they stand on, in both themes, by the formula of WCAG 2.2."""

from __future__ import annotations

import itertools
import re

import pytest
from conftest import DOCS

from jasic.drawing.palette import GROUNDS, INKS, LINES, PALETTE

TEXT, GRAPHIC = 4.5, 3.0  # least contrast, WCAG 1.4.3 and 1.4.11


def luminance(colour: str) -> float:
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return sum(weight * channel for weight, channel in zip((0.2126, 0.7152, 0.0722), linear))


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_text_can_be_read(theme: str) -> None:
    pairs = itertools.product(INKS.items(), GROUNDS.items())
    found = {(ink, on): contrast(getattr(one, theme), getattr(other, theme)) for (ink, one), (on, other) in pairs}
    assert {pair: ratio for pair, ratio in found.items() if ratio < TEXT} == {}


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_lines_of_figures_can_be_seen(theme: str) -> None:
    line = getattr(LINES["rule-strong"], theme)
    found = {ground: contrast(line, getattr(GROUNDS[ground], theme)) for ground in ("paper", "wash", "wash-strong")}
    assert {ground: ratio for ground, ratio in found.items() if ratio < GRAPHIC} == {}


def test_no_colour_is_chosen_a_second_time() -> None:
    """The book gets its own from the palette; the icon, a file as it is, has colours of it."""
    package = DOCS / "_ext" / "jasic"
    assert not any(re.search(r'rgb\("#', file.read_text("utf-8")) for file in (package / "book").rglob("*.typ"))
    icon = (package / "website" / "static" / "favicon.svg").read_text(encoding="utf-8")
    assert set(re.findall("#[0-9a-f]{6}", icon)) <= {colour.light for colour in PALETTE.values()}
