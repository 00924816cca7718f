"""Rules about translations: they say what a text says in another language, and hold nothing that it does not hold."""

import re
import string
from collections import Counter
from collections.abc import Iterable, Iterator

from ..model.markup import BLOCKS, CITATION_ROLES, LANGUAGE_CLASSES, cited_keys, split_roles, title_and_target
from ..model.project import Project
from ..reading.catalogues import RULE, Translation
from ..reading.constructs import Attributes, Block, Construct, Link, Picture
from .registry import Finding, findings, rule
from .values import ADDRESS

FOOTNOTE = re.compile(r"\[\^[^\]\s]+\]")
# What a browser reads as HTML where a template prints the site's own words as they stand.
HTML = re.compile(r"<[^<>]*>|[<>\"]|&#?\w+;")


@rule(RULE, reads=Translation)
def translation(use: Translation, project: Project) -> Iterator[Finding]:
    """A translation has the names, roles, links and blocks of its text, and no markup that pages may not have."""
    if use.is_own:
        yield from _own_words(use)
        return
    text, words = use.original_constructs, use.constructs
    known = {(mistake.rule, mistake.message) for construct in text for mistake in findings(construct)}
    for construct in words:
        for mistake in findings(construct):
            if (mistake.rule, mistake.message) not in known:
                yield use.line, mistake.message, mistake.fix
                return
    pairs = {
        "reference": (_references(use.original), _references(use.words)),
        "link": (_addresses(Link, text), _addresses(Link, words)),
        "picture": (_addresses(Picture, text), _addresses(Picture, words)),
        "footnote": (Counter(FOOTNOTE.findall(use.original)), Counter(FOOTNOTE.findall(use.words))),
        "mark": (_marks(text), _marks(words)),
        "address": (Counter(ADDRESS.findall(use.original)), Counter(ADDRESS.findall(use.words))),
    }
    for what, (before, after) in pairs.items():
        if lost := before - after:
            message, fix = f"the {what} {next(iter(lost))} is lost in the translation", "write it as the text has it"
            yield use.line, message, fix
            return
        if added := after - before:
            yield use.line, f"the text has no {what} {next(iter(added))}", "take it away: only its words are translated"
            return
    if _blocks(text) != _blocks(words):
        fix = "begin it with another sign, or write \\ before it"
        yield use.line, "the translation makes other blocks than the text", fix


def _own_words(use: Translation) -> Iterator[Finding]:
    """A word of the site holds the names in braces that are filled in, and signs of HTML only where it has them."""
    before, after = _names(use.original), _names(use.words)
    if before != after:
        wanted = ", ".join(f"{{{name}}}" for name in sorted(before or ())) or "no braces"
        yield use.line, "the translation has other names in braces than the text", f"write {wanted}, as the text has"
    elif added := Counter(HTML.findall(use.words)) - Counter(HTML.findall(use.original)):
        yield use.line, f"the translation has a sign of HTML, '{next(iter(added))}'", "take it away"
    elif added := _foreign(use.words) - _foreign(use.original):
        what = "a new line" if (sign := next(iter(added))) == "\n" else f"the address {sign[:40]}"
        yield use.line, f"the translation has {what}, which the text has not", "take it away"


def _foreign(text: str) -> Counter[str]:
    """What stands in few words of the site: addresses, and ends of lines."""
    return Counter([*ADDRESS.findall(text), *re.findall("\n", text)])


def _names(text: str) -> Counter[str] | None:
    """The names that are filled in, each as often as it is; None where the braces are no pairs."""
    try:
        fields = [(name, form, how) for _, name, form, how in string.Formatter().parse(text) if name is not None]
    except ValueError:
        return None
    return Counter(name + (f":{form}" if form else "") + (f"!{how}" if how else "") for name, form, how in fields)


def _blocks(constructs: Iterable[Construct]) -> list[str]:
    return [each.type for each in constructs if isinstance(each, Block) and each.type in BLOCKS]


def _references(text: str) -> Counter[str]:
    """The roles of a text as they are written, without the words that readers see."""
    found: Counter[str] = Counter()
    for name, content in split_roles(text):
        if name in CITATION_ROLES:
            found[f"{{{name}}}`{','.join(cited_keys(content))}`"] += 1
        elif name:
            found[f"{{{name}}}`{title_and_target(content)[1]}`"] += 1
    return found


def _addresses(kind: type[Link | Picture], constructs: Iterable[Construct]) -> Counter[str]:
    return Counter(each.address for each in constructs if isinstance(each, kind))


def _marks(constructs: Iterable[Construct]) -> Counter[str]:
    """What braces say of a run of words, but for their language, which is another in a translation."""
    classes = (
        name for each in constructs if isinstance(each, Attributes) for name in each.values.get("class", "").split()
    )
    return Counter(f".{name}" for name in classes if name not in LANGUAGE_CLASSES)
