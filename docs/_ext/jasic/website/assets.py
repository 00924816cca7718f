"""The scripts and style sheets of the website: those in static/, and those that are written from the tables.

Scripts are classic ones, without modules or a bundler, because a site that is opened from a disk may load no modules.
A page loads SCRIPTS; they load the rest of static/ when somebody searches.
"""

from collections.abc import Iterator
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.builders import Builder

from ..figures import palette
from ..model.kinds import CERTAINTIES
from ..model.sources import LANGUAGES, STREAMS
from .builder import Website
from .vocabulary import vocabulary_as_javascript

STATIC = Path(__file__).with_name("static")
STYLES, DERIVED_STYLES = "jasic.css", "derived.css"
VOCABULARY = "search-vocabulary.js"
# In the order in which they run: each may use those before it.
SCRIPTS = (VOCABULARY, "search-engine.js", "search-loader.js", "search-interface.js", "search-window.js")


def derived_styles() -> str:
    """The colours, and what a reader has unchecked: a rule for each box of `filter_checkboxes` in views/nodes.py."""
    filters = "".join(
        f"{container}:has(.show-{value}:not(:checked)) {entry} {{\n  display: none;\n}}\n"
        for container, value, entry in _filters()
    )
    return f"/* Written by website/assets.py. */\n{palette.as_css()}{filters}"


def _filters() -> Iterator[tuple[str, str, str]]:
    """Container of a list, value of a check box, and the entries of the list that it shows."""
    for certainty in CERTAINTIES:
        yield ".chronology", certainty, f"li.{certainty}"
    classes = [f"from-{stream}" for stream in STREAMS] + [f"in-{language[:2]}" for language in LANGUAGES]
    for name in dict.fromkeys(classes):
        yield ".sources", name, f".{name}"


def add_files(app: Sphinx) -> None:
    """Name the files of this builder: an e-book has no search."""
    if app.builder.format != "html":
        return
    is_e_book = app.builder.name == "epub"
    folder_or_file = STATIC / STYLES if is_e_book else STATIC
    app.config.html_static_path = [*app.config.html_static_path, str(folder_or_file)]
    app.add_css_file(DERIVED_STYLES)
    if isinstance(app.builder, Website):
        for script in SCRIPTS:
            app.add_js_file(script, loading_method="defer")


def write_generated_files(app: Sphinx, builder: Builder) -> None:
    """Before any page is written, since Sphinx puts a digest of each file into the pages that load it."""
    if builder.format != "html":
        return
    folder = Path(builder.outdir, "_static")
    folder.mkdir(parents=True, exist_ok=True)
    (folder / DERIVED_STYLES).write_text(derived_styles(), encoding="utf-8")
    if builder.name != "epub":
        (folder / VOCABULARY).write_text(vocabulary_as_javascript(), encoding="utf-8")


def setup(app: Sphinx) -> None:
    app.add_css_file(STYLES)
    app.connect("builder-inited", add_files)
    app.connect("write-started", write_generated_files)
