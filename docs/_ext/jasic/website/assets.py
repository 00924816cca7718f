"""The scripts and style sheets of the website: those in static/, and two that are written from the tables.

Scripts are classic ones, without modules or a bundler, because a site that is opened from a disk may load no modules.
A page loads SCRIPTS; they load the rest of static/ when somebody searches.
"""

from collections.abc import Iterator
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.builders import Builder

from ..model.kinds import CERTAINTIES
from ..model.sources import LANGUAGES, STREAMS
from .builder import Website
from .vocabulary import vocabulary_as_javascript

STATIC = Path(__file__).with_name("static")
STYLES, FILTERS = "jasic.css", "filters.css"
VOCABULARY = "search-vocabulary.js"
# In the order in which they run: each may use those before it.
SCRIPTS = (VOCABULARY, "search-engine.js", "search-loader.js", "search-interface.js", "search-window.js")


def filters_as_css() -> str:
    """A rule for each check box that hides entries of a list, see `filter_checkboxes` in views/nodes.py."""
    rules = "".join(
        f"{container}:has(.show-{value}:not(:checked)) {entry} {{\n  display: none;\n}}\n"
        for container, value, entry in _filters()
    )
    return f"/* Written by website/assets.py: what a reader has unchecked is hidden. */\n{rules}"


def _filters() -> Iterator[tuple[str, str, str]]:
    """Container of a list, value of a check box, and the entries of the list that it shows."""
    for certainty in CERTAINTIES:
        yield ".chronology", certainty, f"li.{certainty}"
    classes = [f"from-{stream}" for stream in STREAMS] + [f"in-{language[:2]}" for language in LANGUAGES]
    for name in dict.fromkeys(classes):
        yield ".sources", name, f".{name}"


def add_files(app: Sphinx) -> None:
    """Name the files of this builder: an e-book has no check boxes and no search."""
    if app.builder.format != "html":
        return
    is_e_book = app.builder.name == "epub"
    folder_or_file = STATIC / STYLES if is_e_book else STATIC
    app.config.html_static_path = [*app.config.html_static_path, str(folder_or_file)]
    if not is_e_book:
        app.add_css_file(FILTERS)
    if isinstance(app.builder, Website):
        for script in SCRIPTS:
            app.add_js_file(script, loading_method="defer")


def write_generated_files(app: Sphinx, builder: Builder) -> None:
    """Before any page is written, since Sphinx puts a digest of each file into the pages that load it."""
    if builder.format != "html" or builder.name == "epub":
        return
    folder = Path(builder.outdir, "_static")
    folder.mkdir(parents=True, exist_ok=True)
    (folder / FILTERS).write_text(filters_as_css(), encoding="utf-8")
    (folder / VOCABULARY).write_text(vocabulary_as_javascript(), encoding="utf-8")


def setup(app: Sphinx) -> None:
    app.add_css_file(STYLES)
    app.connect("builder-inited", add_files)
    app.connect("write-started", write_generated_files)
