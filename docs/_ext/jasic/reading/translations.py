"""The texts of records and sources in the language of the build, from the catalogues of the pages they stand on.

Sphinx translates prose and headings while it reads a page. Titles, roles, statuses and notes are shown on other pages
too, so they are looked up here, once, in the same catalogues: for `people/yue-xin` that is
`docs/locales/<language>/LC_MESSAGES/people/yue-xin.mo`, or what `gettext_compact` in conf.py makes of it.
"""

import gettext
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from sphinx.util.i18n import docname_to_domain

from ..model.project import Project
from ..model.records import Value


@dataclass(frozen=True)
class Catalogues:
    """The catalogues of one language: the folders in which they are looked for, and how pages share them."""

    folders: Sequence[Path]
    language: str
    compaction: bool | str

    def of_page(self, docname: str) -> Callable[[str], str]:
        """A function from a text of a page to its translation, or to itself where it has none."""
        domain = docname_to_domain(docname, self.compaction)
        for folder in self.folders:
            if file := gettext.find(domain, str(folder), [self.language]):
                return _translation(Path(file))
        return str


def _translation(file: Path) -> Callable[[str], str]:
    # Not gettext.translation: that keeps what it has read, and a catalogue may have changed between two builds.
    with file.open("rb") as mo:
        catalogue = gettext.GNUTranslations(mo)
    return lambda text: catalogue.gettext(text) if text else ""  # "" would give the head of the catalogue


def translated(project: Project, catalogues: Catalogues) -> Project:
    """The project with its texts in the language of the catalogues."""
    of_page = cache(catalogues.of_page)
    pages = {}
    for docname, page in project.pages.items():
        translate = of_page(docname)
        records = [
            replace(
                record,
                values=record.values | _translated(record.texts, translate),
                original_title=record.title,
                estimates=[replace(estimate, source=translate(estimate.source)) for estimate in record.estimates],
            )
            for record in page.records
        ]
        short = page.short and Value(translate(page.short.text), page.short.line)
        pages[docname] = replace(page, title=translate(page.title), short=short, records=records)
    translate = of_page(project.bibliography or "")
    sources = {
        key: replace(source, fields=source.fields | _translated(source.texts, translate))
        for key, source in project.sources.items()
    }
    return replace(project, pages=pages, sources=sources)


def _translated(texts: dict[str, Value], translate: Callable[[str], str]) -> dict[str, Value]:
    return {name: Value(translate(value.text), value.line) for name, value in texts.items()}
