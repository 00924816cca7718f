"""The colours can be told from what they stand on, in both themes, by the formula of WCAG 2.2."""

from __future__ import annotations

import itertools

import pytest

from jasic.figures.palette import GROUNDS, INKS, LINES

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
