"""Citations and the bibliography as a reader sees them.

sphinxcontrib-bibtex gives the roles `{cite:p}` and `{cite:t}`, the directive `{bibliography}` and its anchors. What
they show is made here, from the sources as our own rules have read them: author and year, the original title with
its language and a translation, the archived copy, the stream of evidence, and the pages that cite it. Labels are
looked up, not formatted anew for each citation.
"""

from collections.abc import Iterator
from typing import Any

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.config import Config
from sphinx.environment import BuildEnvironment
from sphinx.transforms.post_transforms import SphinxPostTransform

from ..compat import UncountedCitations, bibliographies_in, citation_targets
from ..model.anchors import source_anchor
from ..model.chinese import is_chinese
from ..model.records import SOURCE
from ..model.sources import LANGUAGES, SEEN, STREAMS, Source, printed_names
from ..translation import _
from .languages import ENGLISH, in_language
from .nodes import NodeFactory, filter_checkboxes

YEAR = "2018"  # the form of a date that is no more than a year

# What became of an address, as far as a reader should know it: without and with the day since when.
CONDITIONS = {
    "dead": (_("The address is dead."), _("The address is dead since {date}.")),
    "dead-archived": (
        _("The address is dead; use the archived copy."),
        _("The address is dead since {date}; use the archived copy."),
    ),
    "moved": (_("The address has moved to {address}."),) * 2,
}


class CitationDomain(UncountedCitations):
    """The citations of sphinxcontrib-bibtex, with our labels; who cites what is known from the project."""

    def resolve_xref(  # type: ignore[override]  # Sphinx takes any node, and so does the class above
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        typ: str,
        target: str,
        node: pending_xref,
        contnode: nodes.Element,
    ) -> nodes.Element:
        make = NodeFactory.for_page(env, builder, fromdocname)
        targets = list(citation_targets(target))
        keys, notes = [key for key, *_words in targets], [(before, after) for _key, before, after in targets]
        return make.cite(keys, textual=typ.startswith(("t", "ct")), notes=notes)


class FillBibliography(SphinxPostTransform):
    """Lists all sources where a page says `{bibliography}`."""

    default_priority = 4  # before sphinxcontrib-bibtex does it

    def run(self, **kwargs: Any) -> None:
        for node in bibliographies_in(self.document):
            node.replace_self(list_of_sources(NodeFactory.for_transform(self)))


def list_of_sources(make: NodeFactory) -> nodes.container:
    """All sources by author, with check boxes that narrow the list."""
    sources = nodes.container(classes=["sources"])
    if make.for_website:
        streams = {f"from-{name}": stream.label for name, stream in STREAMS.items()}
        languages = {f"in-{code[:2]}": language.label for code, language in LANGUAGES.items()}
        sources += filter_checkboxes({_("Stream of evidence"): streams, _("Language"): languages})
    for source in sorted(make.project.sources.values(), key=lambda source: source.sort_key):
        entry = nodes.container(
            ids=[source_anchor(source.key)],
            classes=["source", f"from-{source.get('stream')}", f"in-{source.get('langid')[:2]}"],
        )
        entry += nodes.paragraph("", "", *description(make, source), *condition(make, source))
        entry += nodes.paragraph("", "", *provenance(source), classes=["record-meta"])
        entry += make.appears_in(*make.project.appearances(SOURCE, source.key))
        sources += entry
    return sources


def description(make: NodeFactory, source: Source) -> list[nodes.Node]:
    """One source in full."""
    year = source.get("date")[: len(YEAR)] or _("no date")
    title = in_language(source.get("title"), source.get("langid").lower())
    parts: list[nodes.Node] = [
        nodes.Text(f"{source.authors} ({year}). "),
        nodes.emphasis("", "", *title),
    ]
    if translation := source.get("titletranslation"):
        parts.append(nodes.Text(f" [{translation}]"))
    parts.append(nodes.Text(". "))
    more = (*hands(source), publication(source), full_date(make, source))
    parts += [nodes.Text(f"{part}. ") for part in more if part]
    if doi := source.get("doi"):
        parts += [nodes.Text("doi: "), external_link(f"https://doi.org/{doi}", doi), nodes.Text(". ")]
    if url := source.get("url"):
        parts.append(external_link(url, url))
        if day := source.get("urldate"):
            seen = _("seen {date}").format(date=make.date(day))
            parts.append(nodes.Text(f" ({seen})"))
        parts.append(nodes.Text(". "))
    if archive := source.get("archiveurl"):
        day = source.get("archivedate")
        label = _("Archived copy of {date}").format(date=make.date(day)) if day else str(_("Archived copy"))
        parts += [external_link(archive, label), nodes.Text(". ")]
    if note := source.get("note"):
        parts.append(nodes.Text(note if note.endswith((".", "。")) else f"{note}."))
    return parts


def condition(make: NodeFactory, source: Source) -> list[nodes.Node]:
    """What became of the address, where the link checker has found something that a reader should know."""
    answer = make.project.link_status.get(source.get("url"))
    if answer is None or answer.state not in CONDITIONS:
        return []
    without_date, with_date = CONDITIONS[answer.state]
    since = make.date(answer.failing_since) if answer.failing_since else ""
    text = (with_date if since else without_date).format(date=since, address=answer.detail)
    return [nodes.inline("", f" {text}", classes=["condition"])]


def hands(source: Source) -> Iterator[str]:
    """Who else had a hand in a source beside its author."""
    if source.get("editor") and source.get("author"):
        yield _("Edited by {names}").format(names=printed_names(source.get("editor")))
    if translator := source.get("translator"):
        yield _("Translated by {names}").format(names=printed_names(translator))


def publication(source: Source) -> str:
    """Where a source appeared: journal, volume and pages, or book and edition, and publisher or site."""
    container, volume, number = source.get("journaltitle"), source.get("volume"), source.get("number")
    if container and volume:
        container, number, volume = f"{container} {volume}" + (f"({number})" if number else ""), "", ""
    book = source.get("booktitle")
    parts = [container, _("In: {container}").format(container=book) if book else "", edition(source.get("edition"))]
    parts.append(_("vol. {number}").format(number=volume) if volume else "")
    parts.append(_("no. {number}").format(number=number) if number else "")
    parts.append(source.get("pages"))
    container = ", ".join(filter(None, parts))
    publishers = [source.get(name) for name in ("institution", "publisher", "location")]
    organization = source.get("organization")
    if organization and organization != source.authors:
        publishers.insert(0, organization)
    return ". ".join(filter(None, [container, ", ".join(filter(None, publishers))]))


def edition(text: str) -> str:
    """An edition in words: `2nd edition` of 2 or of 2nd; what says already that it is one stays as it is."""
    if not text or "edition" in text.lower() or is_chinese(text):
        return text
    if text.isdecimal():
        number = int(text)
        ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
        text = f"{number}{ending}"
    return _("{ordinal} edition").format(ordinal=text)


def full_date(make: NodeFactory, source: Source) -> str:
    """The date, where it says more than the year that already stands behind the name."""
    date = source.get("date")
    return make.date(date) if len(date) > len(YEAR) else ""


def provenance(source: Source) -> list[nodes.Node]:
    """What kind of witness a source is, its language, and how far it was read for this site."""
    language = source.get("langid")
    parts = [] if language == ENGLISH else [_("in {language}").format(language=LANGUAGES[language].label)]
    parts += [str(STREAMS[source.get("stream")].meaning), str(SEEN[source.get("seen")].label), str(_("key"))]
    return [nodes.Text(f"{' · '.join(parts)} "), nodes.literal("", source.key)]


def external_link(url: str, text: str) -> nodes.reference:
    return nodes.reference("", text, refuri=url, internal=False, ours=True)


def name_anchors(app: Sphinx, config: Config) -> None:
    """Let sphinxcontrib-bibtex reserve the ids that we give to the sources, if conf.py does not say otherwise."""
    config.bibtex_cite_id = config.bibtex_cite_id or source_anchor("{key}")


def setup(app: Sphinx) -> None:
    app.add_domain(CitationDomain, override=True)
    app.add_post_transform(FillBibliography)
    app.connect("config-inited", name_anchors)
