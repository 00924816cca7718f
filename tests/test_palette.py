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
@pytest.mark.parametrize(("ground", "ink"), itertools.product(GROUNDS, INKS))
def test_text_can_be_read(ground: str, ink: str, theme: str) -> None:
    found = contrast(getattr(INKS[ink], theme), getattr(GROUNDS[ground], theme))
    assert found >= TEXT, f"{ink} on {ground}: {found:.1f}"


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("ground", ["paper", "wash", "wash-strong"])
def test_lines_of_figures_can_be_seen(ground: str, theme: str) -> None:
    found = contrast(getattr(LINES["rule-strong"], theme), getattr(GROUNDS[ground], theme))
    assert found >= GRAPHIC, f"{ground}: {found:.1f}"
