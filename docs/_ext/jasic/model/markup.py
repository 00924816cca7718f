"""What pages may use of Markdown's extensions: the one table of directives and roles.

The linter refuses what is not in it, the reader knows by it what is Markdown and what is not, and the views are
registered under its names. To allow a directive, add it here.
"""

from dataclasses import dataclass
from enum import Enum

from .kinds import KINDS


class Body(Enum):
    """What stands inside a directive."""

    MARKDOWN = "Markdown, read like the rest of the page"
    LITERAL = "text that is no Markdown"
    TERMS = "the terms of a glossary, with their explanations in Markdown"
    NONE = "nothing"


@dataclass(frozen=True)
class Directive:
    """A directive that pages may use. `lists_project`: it shows records or sources of other pages."""

    name: str
    body: Body
    lists_project: bool = False


BIBLIOGRAPHY, TOCTREE = "bibliography", "toctree"
PICTURES = ("figure", "image")  # whose argument is a file
# Filled from the records when a page is written, see views/fill.py.
VIEWS = ("argument-map", "chronology", "coverage", "directory", "fields", "matrix", "unanswered")

DIRECTIVES = {
    directive.name: directive
    for directive in (
        *(Directive(kind, Body.MARKDOWN) for kind in KINDS),
        *(Directive(view, Body.NONE, lists_project=True) for view in VIEWS),
        Directive(BIBLIOGRAPHY, Body.LITERAL, lists_project=True),
        Directive("catalogue-of-mistakes", Body.NONE),
        Directive("glossary", Body.TERMS),
        *(Directive(name, Body.LITERAL) for name in (TOCTREE, "code-block", "image")),
        *(
            Directive(name, Body.MARKDOWN)
            for name in (
                *("note", "warning", "tip", "important", "seealso", "admonition"),
                *("grid", "grid-item-card", "card", "dropdown", "tab-set", "tab-item"),
                *("table", "list-table", "figure", "epigraph", "rubric"),
            )
        ),
    )
}
CITATION_ROLES = ("cite:p", "cite:t")
ROLES = (*KINDS, *CITATION_ROLES, "term", "doc", "ref", "abbr", "sub", "sup")
# What may stand between two lines of --- at the top of a page.
FRONT_MATTER = ("orphan", "hide-toc")
