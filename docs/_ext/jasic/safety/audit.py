"""The last net: a look at the built website itself, whatever has put things there.

It reads what was written in this build and ends the build where a page holds an element, an attribute, a script or an
address that is not expected, or where a file lies that nobody has asked for. The lists are what our pages hold today;
who adds a form of page adds to them.
"""

import base64
import hashlib
import json
import os
import re
from collections.abc import Iterator, Mapping
from itertools import chain
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser, LexborNode
from sphinx.application import Sphinx

from ..domain import JasicDomain
from ..model.project import Project
from ..processes import in_processes
from .content_security_policy import META, SCRIPT_HASHES
from .nets import leads_away

_ELEMENTS = """
a abbr article aside b blockquote body br button caption circle code col colgroup dd defs desc details div dl dt em
fieldset figcaption figure footer form g h1 h2 h3 h4 h5 h6 head header hr html i img input label legend li line link
main marker meta nav noscript ol option p path pattern polygon polyline pre rect script section select span strong
style sub summary sup svg symbol table tbody td text th thead time title tr tspan ul use
"""
_ATTRIBUTES = """
action alt autocomplete charset checked class colspan content cx cy d datetime defer dominant-baseline dx dy fill
font-family font-size font-weight for height href hreflang http-equiv id lang marker-end markerheight markerwidth
max method min name opacity open orient patternunits placeholder points preserveaspectratio property r refx refy rel
role rowspan rx ry scope spellcheck src start stroke stroke-linecap stroke-linejoin stroke-width style
tabindex text-anchor title transform type value version viewbox width x x1 x2 xmlns y y1 y2
"""
ELEMENTS, ATTRIBUTES = frozenset(_ELEMENTS.split()), frozenset(_ATTRIBUTES.split())
PREFIXES = ("aria-", "data-")
ADDRESSES = ("href", "src", "action")
META_NAMES = ("viewport", "color-scheme", "robots", "referrer", "generator", "description")
META_PREFIXES = ("citation_", "og:")  # of a name or a property: for reference managers, and for whoever shares a page
LINKS = ("canonical", "license")  # that say something of the page and make no browser ask anybody
LINKED_DATA = "application/ld+json"  # a script that is none
META_COMMANDS = ("content-security-policy",)
MOVED = re.compile(r"0; url=[\w./#-]+")  # what leads on from an address that is gone, within the site
# What fetches in a style; a backslash could spell any of it.
STYLE_FETCHES = re.compile(r"(?i)(?:url|image|set|src)\(|@import|\\")
# Furo's and Sphinx's own links, in the footer.
CREDITS = ("https://www.sphinx-doc.org/", "https://github.com/pradyunsg/furo", "https://pradyunsg.me")
SUFFIXES = (
    *("LICENSE.txt", "/feed.xml", "/sitemap.xml", "/robots.txt"),
    *(".html", ".js", ".css", ".json", ".csv", ".bib", ".ris"),
    *(".inv", ".png", ".jpg", ".jpeg", ".webp", ".svg", ".map", ".woff2"),
)
HANDFUL = 8  # pages, for which no other process is begun


class Page:
    """One page; `problems` are what it holds and must not hold, in words.

    It is read by a parser that follows the standard of HTML to the letter, so as a browser reads it: what lies hidden
    from another parser, in a comment or a quote left open, is seen. (It takes an eighth of the time of Python's own.)
    """

    def __init__(self, text: str, addresses: frozenset[str], own: tuple[str, ...] = ()) -> None:
        self.addresses, self.own = addresses, own
        self.problems: list[str] = []
        root = LexborHTMLParser(text).root
        for node in root.traverse() if root else ():
            if node.is_element_node:
                self.look(node)

    def look(self, element: LexborNode) -> None:
        tag = (element.tag or "").lower()
        values = {name.lower(): value or "" for name, value in element.attributes.items()}
        if tag not in ELEMENTS:
            self.problems.append(f"the element <{tag}>")
        for name, value in values.items():
            if name not in ATTRIBUTES and not name.startswith(PREFIXES):
                self.problems.append(f"the attribute {name} of <{tag}>")
            if name in ADDRESSES and not self.is_expected(tag, value, values.get("rel", "")):
                self.problems.append(f"the address {value[:80]} in <{tag}>")
        if STYLE_FETCHES.search(values.get("style", "")):
            self.problems.append(f"the style {values['style'][:80]} of <{tag}>, which fetches something")
        if tag == "meta" and not is_expected_meta(values):
            self.problems.append(f"the meta element {values}")
        if tag == "style" and STYLE_FETCHES.search(element.text()):
            self.problems.append("a style in the page that fetches something")
        if tag == "script" and "src" not in values:
            self.look_at_code(element.text(), values.get("type", ""))

    def is_expected(self, tag: str, address: str, relation: str) -> bool:
        """Whether an address stays in the site, or is one of the bibliography, or of this work, in a link."""
        if not leads_away(address):
            return True
        if tag == "link" and relation in LINKS:
            return address.startswith(self.own)
        address = address.replace("%40", "@", 1) if address.startswith("mailto:") else address  # as docutils writes it
        return tag == "a" and (address in self.addresses or address.startswith((*CREDITS, *self.own)))

    def look_at_code(self, code: str, form: str) -> None:
        if form == LINKED_DATA:
            try:
                json.loads(code)
            except ValueError:
                self.problems.append("linked data that is no JSON")
        elif code.strip():
            digest = base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()
            if digest not in SCRIPT_HASHES:
                self.problems.append(
                    f"a script in the page, of which nothing is known: {code.strip()[:60]} (sha256-{digest})"
                )


def is_expected_meta(values: Mapping[str, str]) -> bool:
    """Whether a meta element, by its attributes, says something that pages say, or leads on from what is gone."""
    name, command = values.get("name", ""), values.get("http-equiv", "")
    says = name.lower() in META_NAMES or (name or values.get("property", "")).startswith(META_PREFIXES)
    leads_on = command == "refresh" and MOVED.fullmatch(values.get("content", "")) is not None
    return says or leads_on or command.lower() in META_COMMANDS or "charset" in values


def known_addresses(project: Project) -> frozenset[str]:
    """The addresses to other hosts that pages may link: those of the bibliography, and where they have moved to."""
    sources = project.sources.values()
    found = {source.get(name) for source in sources for name in ("url", "archiveurl")}
    found |= {f"https://doi.org/{source.get('doi')}" for source in sources if source.get("doi")}
    return frozenset(found | {answer.detail for answer in project.link_status.values() if answer.state == "moved"})


def problems_of(folder: Path, project: Project, since: float, processes: int = 1) -> Iterator[str]:
    """What is wrong in the website, a line each; pages that were not written since a time are passed over.

    Several processes share the pages where there is more than a handful.
    """
    pages: list[str] = []
    for file in sorted(files_in(folder)):
        name = os.path.relpath(file, folder).replace(os.sep, "/")
        if name.startswith("."):
            continue
        if os.path.islink(file) or not f"/{name}".endswith(SUFFIXES):
            yield f"{name}: a file that nobody has asked for"
        elif name.endswith(".html") and os.stat(file).st_mtime >= since:
            pages.append(name)
    addresses = known_addresses(project)

    def look(name: str) -> list[str]:
        return list(problems_in(folder, name, addresses, project.publication.addresses))

    yield from chain.from_iterable(in_processes(processes if len(pages) > HANDFUL else 1, look, pages))


def files_in(folder: Path) -> Iterator[str]:
    """All files; links to folders count as files. A Path for each of ten thousand would cost a twentieth of a build."""
    for place, folders, files in os.walk(folder):
        links = [name for name in folders if os.path.islink(os.path.join(place, name))]
        yield from (os.path.join(place, name) for name in (*files, *links))


def problems_in(folder: Path, name: str, addresses: frozenset[str], own: tuple[str, ...]) -> Iterator[str]:
    """What is wrong in one page, whose links may lead to these addresses and to those that begin like our own."""
    text = (folder / name).read_text(encoding="utf-8")
    if META not in text.partition("<body")[0]:
        yield f"{name}: no policy in the head of the page"
    yield from (f"{name}: {words}" for words in Page(text, addresses, own).problems)


def audit(app: Sphinx, exception: Exception | None) -> None:
    """Look at the website once it is written; a finding means that a rule or a net has a hole."""
    if exception or app.builder.name != "html":
        return
    domain = JasicDomain.of(app.env)
    problems = list(problems_of(Path(app.outdir), domain.project, domain.began, app.parallel))
    if problems:
        cure = "Fix: find what has put it there; if it is meant, add it to docs/_ext/jasic/safety/audit.py."
        raise SystemExit("\n".join(["The website holds what it must not hold:", *problems[:50], cure]))


def setup(app: Sphinx) -> None:
    app.connect("build-finished", audit, priority=900)
