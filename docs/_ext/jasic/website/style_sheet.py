"""The one style sheet of the website, on top of Furo's: the files of styles/, and what follows from the tables.

Figures bring their own rules; colours are those of drawing/palette.py. The colours of speakers,
the shapes of streams and certainties and the filters of lists are written here, from the tables that name them.
"""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from ..drawing import palette
from ..figures import styles
from ..model.custody import Hold
from ..model.record_kinds import ARENAS, CERTAINTIES, SPEAKERS, VERDICTS, Choice
from ..model.sources import LANGUAGES, STREAMS

FOLDER = Path(__file__).with_name("styles")
FIGURES = "figures"
# In this order: each may refine those before it.
SECTIONS = (
    *("tokens", "type", "frame", "citations", "records", "debate", FIGURES),
    *("lists", "sources", "first-page", "search", "small-screens", "print"),
)
# A square nearly as high as small letters are; its colour is seen where the shape is, so one shape serves both themes.
# The mask is as large as its box: of a smaller one in a line of text WebKit shows the colour above and below it.
SHAPE = (
    'content: ""; display: inline-block; height: 0.66em; margin-right: 0.28em; width: 0.66em; '
    "mask: center / 100% 100% no-repeat; print-color-adjust: exact;"
)
FORCED = "background: CanvasText; forced-color-adjust: none;"  # where a reader sets the colours of all pages
SAFE = " '=:/"  # what may stand as it is in an address between double quotation marks


def style_sheet() -> str:
    """All of it."""
    sections = [styles() if name == FIGURES else section(name) for name in SECTIONS]
    return "\n".join([palette.as_css(), *sections, *_speakers(), *_shapes(), *_filters(), ""])


def section(name: str) -> str:
    """The rules of one file of styles/."""
    return (FOLDER / f"{name}.css").read_text(encoding="utf-8")


def _speakers() -> Iterator[str]:
    """The colours of a speaker, for whatever has the class of one."""
    for name in map(str.lower, SPEAKERS):
        yield f".speaker-{name} {{ --speaker: var(--speaker-{name}); --speaker-wash: var(--speaker-{name}-wash); }}"


def _shapes() -> Iterator[str]:
    """The shape before whatever has the class of a stream or of a certainty."""
    shapes: list[tuple[str, Choice, str]] = []
    shapes += [(f".stream-{name}::before", choice, f"var(--stream-{name})") for name, choice in STREAMS.items()]
    shapes += [(f".certainty.{name}::before", choice, "currentcolor") for name, choice in CERTAINTIES.items()]
    shapes += [(f".speaker.speaker-{name.lower()}::before", SPEAKERS[name], "var(--speaker)") for name in SPEAKERS]
    shapes += [(f".verdict.{name}::before", choice, "currentcolor") for name, choice in VERDICTS.items()]
    everywhere = ", ".join(selector for selector, _choice, _colour in shapes)
    yield f"{everywhere} {{ {SHAPE} }}"
    yield f"@media (forced-colors: active) {{ {everywhere} {{ {FORCED} }} }}"
    for selector, choice, colour in shapes:
        yield f"{selector} {{ background: {colour}; mask-image: {_as_picture(choice)}; }}"


def _as_picture(choice: Choice) -> str:
    """A shape as an address that holds the picture; as a mask it counts where it is drawn, in whatever colour."""
    inked = choice.shape if choice.inked is None else choice.inked
    paths = f"<path d='{inked}'/>" if inked else ""
    if inked != choice.shape:
        paths += f"<path d='{choice.shape}' fill='none' stroke='#000' stroke-width='1.5'/>"
    picture = f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 12 12'>{paths}</svg>"
    return f'url("data:image/svg+xml,{quote(picture, safe=SAFE)}")'


def _filters() -> Iterator[str]:
    """A rule for each check box of `filter_checkboxes` in nodes/factory.py: what a reader has unchecked is hidden."""
    lists = [(".chronology", value, f"li.{value}") for value in (*CERTAINTIES, *ARENAS)]
    classes = [f"from-{stream}" for stream in STREAMS] + [f"in-{language[:2]}" for language in LANGUAGES]
    lists += [(".sources", name, f".{name}") for name in dict.fromkeys(classes)]
    lists += [(".who-was-held", value, f"tr.{value}") for value in (f"last-{hold.name.lower()}" for hold in Hold)]
    for container, value, entry in lists:
        yield f"{container}:has(.show-{value}:not(:checked)) {entry} {{ display: none; }}"
