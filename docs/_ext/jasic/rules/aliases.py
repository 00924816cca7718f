"""Rules about what readers type, docs/about/search.tsv."""

import re
from collections.abc import Iterator

from ..model.mistake import closest
from ..model.project import Project
from ..reading.aliases import FILE
from .registry import Finding, Listing, rule

MARKUP = re.compile(r"\\|[<>`^*]|\]\(|\[\[")


@rule("search-place", reads=Listing, kind=FILE)
def unknown_target(aliases: Listing, project: Project) -> Iterator[Finding]:
    """Each line begins with something that can be found."""
    for target, value in project.aliases.items():
        if target not in project.search_targets:
            fix = closest(target, project.search_targets, "write the id of a record, `term:` and a term, or a page")
            yield value.line, f"nothing here is called '{target}'", fix


@rule("leftover-markup", reads=Listing, kind=FILE)
def markup_in_alias(aliases: Listing, project: Project) -> Iterator[Finding]:
    """What readers type is words."""
    for value in project.aliases.values():
        if found := MARKUP.search(value.text):
            yield value.line, f"'{found[0]}' in '{value.text[:40]}' is nothing that readers type", "write plain words"
