"""The extension behind the knowledge base, in layers; each imports only from those above it.

translation           the words for translators
packages              which versions of other software this rests on
compat                the private parts of other packages that we cannot do without
cache                 what functions make of texts alone, kept from build to build
model                 what a record, a source, a date and a mistake are
nodes                 what figures and views are made of: links, tables, pictures, and the names that pages ask by
drawing               what figures are drawn with: SVG, shapes, colours, scales of time
figures               the pictures drawn from the records, as SVG, with the tables that say the same
views                 what else is shown of the records, in any medium
reading               from files to the model
rules                 what is a mistake
processes             work that several processes share
commands              what contributors call, such as lint, new and tidy
domain                the records in Sphinx: directives, roles, addresses
link_targets          where links lead that name no record
mistake_catalogue     the directive that lists each rule with its example from the tests
transforms            what is done to each page: views filled, citations and tables set, languages marked
garbage_collection    how often it runs during a build
safety                what keeps a stranger's page from harming whoever builds or reads the site
search                what of the pages is found by which words, and the scripts that find it
website, book         how it is put out
ebook                 the book once more, for reading systems
bundle                all of it as files to carry away
publishing            how it is found, cited and answered: what each page says of itself, and files for machines
freshness             which pages must be written again
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sphinx.application import Sphinx

# The modules that connect something to Sphinx, in the order in which they do so. By name, since the linter does without
# them. The translations last: what they say in tables is looked up when it is printed, if none is loaded yet.
CONNECTED = (
    *("garbage_collection", "compat", "cache", "domain", "link_targets", "mistake_catalogue", "freshness"),
    *("safety.parser", "safety.nets", "safety.content_security_policy", "safety.audit"),
    *("nodes.elements", "nodes.pictures"),
    *("transforms.citations", "transforms.fill", "transforms.general_index", "transforms.languages"),
    *("transforms.media", "transforms.messages", "transforms.quotes", "transforms.wide_tables"),
    *("website.builder", "website.assets", "website.contents"),
    *("website.exports", "website.navigation", "website.templates"),
    "book.builder",
    *("ebook.builder", "ebook.styles"),
    *("publishing.citations", "publishing.discovery", "publishing.feed"),
    *("publishing.footer", "publishing.metadata", "publishing.redirects"),
    "translation",
)


def setup(app: Sphinx) -> dict[str, Any]:
    """Connect every part to Sphinx; called by Sphinx when it loads the extension."""
    for name in CONNECTED:
        import_module(f"{__name__}.{name}").setup(app)
    return {"version": "1", "env_version": 1, "parallel_read_safe": True, "parallel_write_safe": True}
