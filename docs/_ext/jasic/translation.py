"""The words that the site says of itself, for translators: everything a reader sees passes through `_`.

A catalogue is `locales/<language>/LC_MESSAGES/jasic.po` beside this file; docs/about/translating.md says how one is
begun. What comes from `_` before a build has started is looked up when it is printed, so tables may hold it. Where
docutils wants a plain string, as in `nodes.Text`, write `str(label)`.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.locale import get_translation

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder

CATALOGUE = "jasic"
OF_TEMPLATES = "sphinx"  # where Sphinx collects the words of templates
LOCALES = Path(__file__).parent / "locales"

_ = get_translation(CATALOGUE)


def remove_withdrawn_templates(app: Sphinx, builder: Builder) -> None:
    """Nobody should translate a page that is gone; Sphinx leaves what it has collected of it.

    What bears the name of another project, as what Babel collects, was not collected from a page of ours.
    """
    from sphinx.util.i18n import docname_to_domain

    if builder.name == "gettext":
        named = {docname_to_domain(docname, app.config.gettext_compact) for docname in app.env.found_docs}
        folder, of_project = Path(builder.outdir), f'"Project-Id-Version: {app.config.project} '
        kept = {folder / f"{name}.pot" for name in (*named, OF_TEMPLATES)}
        for file in set(folder.rglob("*.pot")) - kept:
            if of_project in file.read_text(encoding="utf-8", errors="replace"):
                file.unlink()


def setup(app: Sphinx) -> None:
    """Compile the catalogue of the build's language where its text is newer, and load it."""
    from sphinx.util.i18n import CatalogRepository  # here, because the linter does without half of Sphinx

    repository = CatalogRepository(LOCALES.parent, [LOCALES.name], app.config.language, app.config.source_encoding)
    for catalogue in repository.catalogs:
        if catalogue.is_outdated():
            catalogue.write_mo(app.config.language)
    app.add_message_catalog(CATALOGUE, str(LOCALES))
    app.connect("write-started", remove_withdrawn_templates)
