"""The colours, each in the light and in the dark theme, chosen once for site, book and e-book.

The website gets them as CSS variables (`--ink`), the book takes the light ones. Text on paper or wash has a contrast of
at least 4.5, a line in a figure of at least 3; tests/test_palette.py measures it. No colour means anything by itself:
a stream, a speaker or a certainty is known by its shape first.
"""

from typing import NamedTuple

from ..model.sources import STREAMS


class Colour(NamedTuple):
    """One colour as `#rrggbb`, in both themes."""

    light: str
    dark: str


# What text and lines stand on.
GROUNDS = {
    "paper": Colour("#fdfcf9", "#171614"),
    "wash": Colour("#f6f3ec", "#1f1d1a"),  # facts, bands of a figure
    "wash-strong": Colour("#efebe2", "#2a2723"),
    "accent-wash": Colour("#f6e4df", "#3a211e"),
    "target-wash": Colour("#fbf0cf", "#3a3213"),  # where a link has led
    "speaker-a-wash": Colour("#eef4f3", "#1a2526"),
    "speaker-x-wash": Colour("#faf1ee", "#2b1d1b"),
    "speaker-sf-wash": Colour("#f0ebf5", "#231f2b"),
    "speaker-unnamed-wash": Colour("#f1eee8", "#23211d"),
}
# Text, and shapes that mean something.
INKS = {
    "ink": Colour("#1d1b18", "#e8e3d9"),
    "quiet": Colour("#5b554c", "#b3ab9e"),  # what is said of a thing, beside the thing
    "accent": Colour("#8c1d18", "#f0a99f"),
    "visited": Colour("#6a3a5e", "#d9b0cf"),
    **{f"stream-{name}": Colour(*stream.colour) for name, stream in STREAMS.items()},
    "speaker-a": Colour("#14626b", "#7fc6cd"),
    "speaker-x": Colour("#94271f", "#f09b90"),
    "speaker-sf": Colour("#6a4a98", "#bda1e6"),
    "speaker-unnamed": Colour("#57524a", "#b3ab9e"),
}
# Lines: a strong one is part of a figure or frames what can be used, the other only separates.
LINES = {"rule-strong": Colour("#8d8474", "#7d7669"), "rule": Colour("#e1dbcf", "#3a362f")}
PALETTE = GROUNDS | INKS | LINES
LIGHT = {name: colour.light for name, colour in PALETTE.items()}


def as_css() -> str:
    """The palette as CSS variables of the page: light, and dark where the reader or the device wants it.

    What the browser itself draws, such as the bar of a window that scrolls, has the theme of the root.
    """
    light = _variables(LIGHT)
    chosen, of_device = map(_dark, ('body[data-theme="dark"]', 'body:not([data-theme="light"])'))
    return (
        f":root {{\n  color-scheme: light;\n}}\nbody {{\n{light}}}\n"
        f"@media not print {{\n{chosen}@media (prefers-color-scheme: dark) {{\n{of_device}}}\n}}\n"
    )


def _dark(body: str) -> str:
    """The rules of the dark theme, for a body that has it."""
    dark = _variables({name: colour.dark for name, colour in PALETTE.items()})
    return f":root:has(> {body}) {{\n  color-scheme: dark;\n}}\n{body} {{\n{dark}}}\n"


def shapes_as_css() -> str:
    """A rule for each stream and speaker, by which a shape in a figure has its colour: `.figure .stream-press`.

    And one for the ground of what a speaker says.
    """
    shapes = [name for name in INKS if name.startswith(("stream-", "speaker-"))]
    rules = [f".figure .{name},\n.evidence .{name} {{\n  color: var(--{name});\n}}\n" for name in shapes]
    rules += [
        f".{name.removesuffix('-wash')} > .ground {{\n  fill: var(--{name});\n}}\n"
        for name in GROUNDS
        if name.startswith("speaker-")
    ]
    return "".join(rules)


def chosen_colours_as_css() -> str:
    """Where a reader has chosen the colours, drawings have no others, and the shapes do the telling.

    Grounds are those of the page, what means something has the colour of text, and lines that help are quieter.
    """
    chosen = dict.fromkeys(GROUNDS, "Canvas") | dict.fromkeys(INKS, "CanvasText") | dict.fromkeys(LINES, "GrayText")
    rule = f".figure,\n.evidence,\n.custody {{\n  forced-color-adjust: none;\n{_variables(chosen)}}}\n"
    return f"@media (forced-colors: active) {{\n{rule}}}\n"


def _variables(values: dict[str, str]) -> str:
    return "".join(f"  --{name}: {value};\n" for name, value in values.items())
