"""Citations and the bibliography as a reader sees them.

sphinxcontrib-bibtex gives the roles `{cite:p}` and `{cite:t}`, the directive `{bibliography}` and
its anchors. What they show is made here, from the sources as our own rules have read them: author
and year, the original title with its language and a translation, the archived copy, the stream of
evidence, and the pages that cite it. Labels are looked up, not formatted anew for each citation.
"""

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinxcontrib.bibtex.citation_target import parse_citation_targets
from sphinxcontrib.bibtex.domain import BibtexDomain
from sphinxcontrib.bibtex.nodes import bibliography

from ..model.anchors import source_anchor
from ..model.sources import LANGUAGES, SEEN, STREAMS
from .chinese import marked
from .nodes import NodeFactory, filter_checkboxes


class CitationDomain(BibtexDomain):
    """The citations of sphinxcontrib-bibtex, with our labels."""

    # Who cites what is known from the project. The lists of sphinxcontrib-bibtex are searched whole
    # for each page and each citation, so nothing is kept in them.
    citations = property(lambda self: [])
    citation_refs = property(lambda self: [])

    def clear_doc(self, docname):
        for key in [key for key in self.bibliographies if key.docname == docname]:
            del self.bibliographies[key]

    def env_updated(self):
        """Nothing is formatted in advance: the labels are known from the project."""
        return []

    def resolve_xref(self, env, fromdocname, builder, typ, target, node, contnode):
        targets = parse_citation_targets(target)
        keys, notes = zip(*((target.key, (target.pre, target.post)) for target in targets))
        return NodeFactory(env.get_domain("jasic").project, builder, fromdocname).cite(
            keys, typ.startswith(("t", "ct")), notes
        )


class FillBibliography(SphinxPostTransform):
    """Lists all sources where a page says `{bibliography}`."""

    default_priority = 4  # before sphinxcontrib-bibtex does it

    def run(self, **kwargs):
        for node in list(self.document.findall(bibliography)):
            node.replace_self(self.entries())

    def entries(self):
        make = NodeFactory.for_transform(self)
        found = nodes.container(classes=["sources"])
        if make.for_website:
            languages = {f"in-{code[:2]}": language for code, language in LANGUAGES.items()}
            found += filter_checkboxes(
                {"Stream of evidence": {f"from-{name}": name for name in STREAMS}, "Language": languages}
            )
        for source in sorted(make.project.sources.values(), key=lambda source: source.sort_key):
            entry = nodes.container(
                ids=[source_anchor(source.key)],
                classes=["source", f"from-{source.get('stream')}", f"in-{source.get('langid')[:2]}"],
            )
            entry += nodes.paragraph("", "", *describe(make, source), *condition(make, source))
            entry += nodes.paragraph("", "", *provenance(source), classes=["record-meta"])
            entry += make.appears_in(*make.project.appearances("source", source.key))
            found += entry
        return [found]


def describe(make, source):
    """One source in full, as a list of nodes."""
    language = source.get("langid").lower()
    found = [*marked(source.authors), nodes.Text(f" ({source.get('date')[:4] or 'no date'}). ")]
    title = nodes.emphasis("", "", *marked_title(source.get("title"), language))
    found += [title]
    if translation := source.get("titletranslation"):
        found += [nodes.Text(f" [{translation}]")]
    found.append(nodes.Text(". "))
    for part in filter(None, (published(source), printed_date(make, source))):
        found += [*marked(part), nodes.Text(". ")]
    if doi := source.get("doi"):
        found += [nodes.Text("doi: "), link(f"https://doi.org/{doi}", doi), nodes.Text(". ")]
    if url := source.get("url"):
        found += [link(url, url)]
        found += [nodes.Text(f" (seen {make.date(source.get('urldate'))})")] if source.get("urldate") else []
        found.append(nodes.Text(". "))
    if archive := source.get("archiveurl"):
        when = f" of {make.date(source.get('archivedate'))}" if source.get("archivedate") else ""
        found += [link(archive, f"Archived copy{when}"), nodes.Text(". ")]
    if note := source.get("note"):
        found += marked(note if note.endswith(".") else f"{note}.")
    return found


def condition(make, source):
    """What became of the address, where the link checker has found something that a reader should know."""
    answer = make.project.link_status.get(source.get("url"))
    if answer is None:
        return []
    since = f" since {make.date(answer.failing_since)}" if answer.failing_since else ""
    words = {
        "dead": f"The address is dead{since}.",
        "dead-archived": f"The address is dead{since}; use the archived copy.",
        "moved": f"The address has moved to {answer.detail}.",
    }
    return [nodes.inline("", f" {words[answer.state]}", classes=["condition"])] if answer.state in words else []


def marked_title(title, language):
    if language.startswith("zh"):
        return marked(title, language)
    return [nodes.inline("", title, classes=[f"language-{language}"])] if language != "en" else [nodes.Text(title)]


def published(source):
    """Where a source appeared: journal, volume and pages, or publisher, or site."""
    container = source.get("journaltitle") or source.get("booktitle")
    if volume := source.get("volume"):
        container += f" {volume}"
    if number := source.get("number"):
        container += f"({number})"
    if container and source.get("booktitle"):
        container = f"In: {container}"
    if pages := source.get("pages"):
        container += f", {pages.replace('--', '–')}"
    makers = [source.get(name) for name in ("institution", "publisher", "location")]
    organization = source.get("organization")
    if organization and organization != source.authors:
        makers.insert(0, organization)
    return ". ".join(filter(None, [container, ", ".join(filter(None, makers))]))


def printed_date(make, source):
    """The full date, where it says more than the year that already stands behind the name."""
    date = source.get("date")
    return make.date(date) if len(date) > len("2018") else ""


def provenance(source):
    """What kind of witness a source is, its language, and how far it was read for this site."""
    parts = [str(STREAMS[source.get("stream")]), str(SEEN[source.get("seen")])]
    if (language := str(LANGUAGES[source.get("langid")])) != "English":
        parts.insert(0, f"in {language}")
    key = nodes.literal("", source.key)
    return [nodes.Text(" · ".join(parts) + " · key "), key]


def link(url, text):
    return nodes.reference("", text, refuri=url, internal=False, ours=True)


def setup(app):
    app.add_domain(CitationDomain, override=True)
    app.add_post_transform(FillBibliography)
    app.config.bibtex_cite_id = "src-{key}"
