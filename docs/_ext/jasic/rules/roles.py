"""Rules about roles: what they name, cite and show."""

import re
from collections.abc import Iterator

from ..model.markup import CITATION_ROLES, MOST_KEYS, ROLES, citation_notes, cited_keys, is_citation, title_and_target
from ..model.mistake import closest
from ..model.record_kinds import KINDS
from ..reading.constructs import RoleUse
from .markup import CALLED, GUIDE
from .registry import Finding, rule
from .values import ADDRESS, CITE_IT, MARKUP, has_words

LINKING, WORDY = (*KINDS, "term", "doc", "ref"), ("abbr", "sub", "sup")  # roles that name something, or show all
LONGEST_NOTE = 120  # characters beside the key of a citation


@rule("unknown-role", reads=RoleUse)
def unknown_role(use: RoleUse) -> Iterator[Finding]:
    """Pages use only the roles of the table in model/markup.py."""
    if use.name not in ROLES:
        fix = closest(CALLED.get(use.name, use.name.removeprefix("jasic:")), ROLES, GUIDE)
        yield use.line, f"there is no role '{use.name}'", fix


@rule("unknown-role", reads=RoleUse)
def role_without_link(use: RoleUse) -> Iterator[Finding]:
    """What a role names is linked; Sphinx takes a ! at its beginning for the wish to have the id printed instead."""
    if use.name in LINKING and use.content.startswith("!"):
        title, target = title_and_target(use.content.lstrip("! "))
        content = f"{title} <{target}>" if title else target
        fix = f"write {{{use.name}}}`{content[:60]}`"
        yield use.line, "a ! at the beginning of a role takes its link away", fix


@rule("role-gap", reads=RoleUse)
def space_in_a_role(use: RoleUse) -> Iterator[Finding]:
    """What a role names has no space beside it, of whatever width: Sphinx takes it for a part of the name."""
    title, target = title_and_target(use.content)
    written = f"{title} <{target}>" if title else target
    if use.name in LINKING and (use.content != use.content.strip() or re.search(r"<\s|\s>", use.content)):
        yield use.line, f"a space stands beside '{target[:60]}'", f"write {{{use.name}}}`{written[:90]}`"


@rule("unknown-source", reads=RoleUse)
def citation_form(use: RoleUse) -> Iterator[Finding]:
    """A citation can be taken apart into keys and the words beside them."""
    if use.name not in CITATION_ROLES:
        return
    keys = cited_keys(use.content)
    if not is_citation(use.content):
        fix = "write {see}key{p. 3}, with words in each pair of braces, and commas between keys"
        yield use.line, f"the citation '{use.content[:60]}' cannot be read", fix
    elif found := next(filter(None, map(_problem_of_note, citation_notes(use.content))), None):
        yield use.line, *found
    elif len(keys) > MOST_KEYS:
        yield use.line, f"one citation names {len(keys)} sources", f"name {MOST_KEYS} at most"


def _problem_of_note(note: str) -> tuple[str, str] | None:
    """What keeps the words beside a key from being printed as they stand, with its cure."""
    if found := ADDRESS.search(note):
        return f"the address '{found[0][:40]}' stands in a citation", CITE_IT
    if found := MARKUP.search(note):
        return f"'{found[0]}' in a citation would be printed as it stands", "write plain words, such as {p. 3}"
    if len(note) > LONGEST_NOTE:
        return f"the words beside a key have {len(note)} characters", "write the page there, and all else into the text"
    return None


@rule("repeated-item", reads=RoleUse)
def cited_twice(use: RoleUse) -> Iterator[Finding]:
    """A citation names nothing twice."""
    keys = cited_keys(use.content) if use.name in CITATION_ROLES and "{" not in use.content else []
    for key in dict.fromkeys(key for key in keys if key and keys.count(key) > 1):
        yield use.line, f"'{key}' stands twice in one citation", "name it once"


@rule("leftover-markup", reads=RoleUse)
def markup_in_a_role(use: RoleUse) -> Iterator[Finding]:
    """What a role shows is plain words, and no address of the web: a link hides where it leads."""
    words = use.content if use.name in WORDY else ""
    if use.name in LINKING:  # Sphinx takes all from the first < on for what is named
        words = title_and_target(use.content)[0].partition("<")[0]
    if found := ADDRESS.search(words):
        yield use.line, f"the address {found[0][:40]} stands in a role", CITE_IT
    elif found := MARKUP.search(words):
        yield use.line, f"'{found[0]}' in a role would be printed as it stands", "write plain words"


@rule("abbreviation", reads=RoleUse)
def abbreviation(use: RoleUse) -> Iterator[Finding]:
    """An abbreviation says what it stands for."""
    short, _, long = use.content.strip().partition("(")
    if use.name == "abbr" and not (short and long.endswith(")") and has_words(long)):
        fix = f"write {{abbr}}`{short.strip() or 'ACFTU'} (what it stands for)`"
        yield use.line, f"nothing says what '{use.content[:40]}' stands for", fix
