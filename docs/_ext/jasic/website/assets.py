"""The scripts and style sheets of the website: those in static/, and those that are written from the tables.

Scripts are classic ones, without modules or a bundler, because a site that is opened from a disk may load no modules.
A page loads SCRIPTS; of the rest of static/ engine.py makes one file, which they load when somebody searches.
"""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from sphinx.application import Sphinx
from sphinx.builders import Builder

from ..domain import JasicDomain
from ..figures import palette
from ..model.contact import nothing_found
from ..model.custody import Hold
from ..model.record_kinds import ARENAS, CERTAINTIES, SPEAKERS, VERDICTS, Choice
from ..model.sources import LANGUAGES, STREAMS
from ..views.nodes import is_for_browsers
from .builder import Website
from .vocabulary import vocabulary_as_javascript

STATIC = Path(__file__).with_name("static")
STYLES, DERIVED_STYLES = "jasic.css", "derived.css"
VOCABULARY = "search-vocabulary.js"
# A square nearly as high as small letters are; its colour is seen where the shape is, so one shape serves both themes.
SHAPE = (
    'content: ""; display: inline-block; height: 0.66em; margin-right: 0.28em; width: 0.66em; '
    "mask: center / contain no-repeat; print-color-adjust: exact;"
)
FORCED = "background: CanvasText; forced-color-adjust: none;"  # where a reader sets the colours of all pages
SAFE = " '=:/"  # what may stand as it is in an address between double quotation marks
# In the order in which they run: each may use those before it.
SCRIPTS = (
    VOCABULARY,
    "drawers.js",
    "search-loader.js",
    "search-interface.js",
    "search-window.js",
    "previews.js",
)


def derived_styles() -> str:
    """The colours, the shapes of streams and certainties and the filters of lists."""
    rules = [palette.as_css(), palette.shapes_as_css(), *_shapes(), *_filters()]
    return "\n".join(["/* Written by website/assets.py. */", *rules, ""])


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
    """A rule for each check box of `filter_checkboxes` in views/nodes.py: what a reader has unchecked is hidden."""
    lists = [(".chronology", value, f"li.{value}") for value in (*CERTAINTIES, *ARENAS)]
    classes = [f"from-{stream}" for stream in STREAMS] + [f"in-{language[:2]}" for language in LANGUAGES]
    lists += [(".sources", name, f".{name}") for name in dict.fromkeys(classes)]
    lists += [(".who-was-held", value, f"tr.{value}") for value in (f"last-{hold.name.lower()}" for hold in Hold)]
    for container, value, entry in lists:
        yield f"{container}:has(.show-{value}:not(:checked)) {entry} {{ display: none; }}"


def add_files(app: Sphinx) -> None:
    """Name the files of this builder; an e-book has a style sheet of its own."""
    if not is_for_browsers(app.builder):
        return
    app.config.html_static_path = [*app.config.html_static_path, str(STATIC)]
    app.add_css_file(STYLES)
    app.add_css_file(DERIVED_STYLES)
    if isinstance(app.builder, Website):
        for script in SCRIPTS:
            app.add_js_file(script, loading_method="defer")


def write_generated_files(app: Sphinx, builder: Builder) -> None:
    """Before any page is written, since Sphinx puts a digest of each file into the pages that load it."""
    if not is_for_browsers(builder):
        return
    folder = Path(builder.outdir, "_static")
    folder.mkdir(parents=True, exist_ok=True)
    (folder / DERIVED_STYLES).write_text(derived_styles(), encoding="utf-8")
    project = JasicDomain.of(app.env).project
    script = vocabulary_as_javascript(nothing_found(project.publication), app.config.language)
    (folder / VOCABULARY).write_text(script, encoding="utf-8")


def setup(app: Sphinx) -> None:
    app.connect("builder-inited", add_files)
    app.connect("write-started", write_generated_files)
