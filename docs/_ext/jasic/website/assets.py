"""The scripts and the style sheet of the website: those in static/, here and of the search, and those from the tables.

Scripts are classic ones, without modules or a bundler, because a site that is opened from a disk may load no modules.
A page loads SCRIPTS; of the rest search/engine.py makes one file, which they load when somebody searches.
"""

from pathlib import Path

from sphinx.application import Sphinx
from sphinx.builders import Builder

from ..domain import JasicDomain
from ..model.contact import nothing_found
from ..nodes.factory import is_for_browsers
from ..search import engine
from ..search.messages import vocabulary_as_javascript
from .builder import Website
from .style_sheet import style_sheet

FOLDERS = (Path(__file__).with_name("static"), engine.STATIC)
STYLES = "jasic.css"
VOCABULARY = "search-vocabulary.js"
# In the order in which they run: each may use those before it.
SCRIPTS = (
    VOCABULARY,
    "drawers.js",
    "search-loader.js",
    "search-interface.js",
    "search-window.js",
    "previews.js",
)


def add_files(app: Sphinx) -> None:
    """Name the files of this builder; an e-book has a style sheet of its own."""
    if not is_for_browsers(app.builder):
        return
    app.config.html_static_path = [*app.config.html_static_path, *map(str, FOLDERS)]
    app.add_css_file(STYLES)
    if isinstance(app.builder, Website):
        for script in SCRIPTS:
            app.add_js_file(script, loading_method="defer")


def write_generated_files(app: Sphinx, builder: Builder) -> None:
    """Before any page is written, since Sphinx puts a digest of each file into the pages that load it."""
    if not is_for_browsers(builder):
        return
    folder = Path(builder.outdir, "_static")
    folder.mkdir(parents=True, exist_ok=True)
    (folder / STYLES).write_text(style_sheet(), encoding="utf-8")
    project = JasicDomain.of(app.env).project
    script = vocabulary_as_javascript(nothing_found(project.publication), app.config.language)
    (folder / VOCABULARY).write_text(script, encoding="utf-8")


def setup(app: Sphinx) -> None:
    app.connect("builder-inited", add_files)
    app.connect("write-started", write_generated_files)
