"""Who repeats whom among the sources: as trees, and in a table that says the same."""

from docutils import nodes

from ..figures import copies as figure
from ..model.sources import STREAMS, Source
from ..translation import _
from .nodes import NodeFactory, cell, table
from .pictures import with_caption
from .registry import view

ORIGINAL, COPIER = 1, 1  # the columns of the table are of like width


@view("copies")
def copies(make: NodeFactory, argument: str) -> list[nodes.Node]:
    """The trees of what repeats what, their key, and the table."""
    project = make.project
    copiers = {key: [project.sources[other] for other in others] for key, others in project.copiers.items()}
    if not copiers:
        return []
    copying = {copier.key for group in copiers.values() for copier in group}
    originals = sorted(
        (project.sources[key] for key in copiers if key not in copying), key=lambda source: source.get("date")
    )
    title = str(_("Who repeats whom; the table below says the same"))

    def label(source: Source) -> str:
        return make.label(source.key)

    def address(source: Source) -> str:
        linked = make.source_link(source.key)
        return str(linked.get("refuri") or (f"#{linked['refid']}" if linked.get("refid") else ""))

    wide, narrow = (figure.draw(title, originals, copiers, label, address, narrow=narrow) for narrow in (False, True))
    reading = _("An arrow leads from an original to what repeats it, in whole or in part. The shape is the stream's.")
    rows = [
        [cell(_named(make, project.sources[key])), cell(_named(make, copier))]
        for key in sorted(project.copiers, key=lambda key: (project.sources[key].get("date"), make.label(key)))
        for copier in copiers[key]
    ]
    same = table(_("Originals and what repeats them"), [_("Original"), _("Repeated by")], rows, [ORIGINAL, COPIER])
    return [with_caption(wide, narrow, title, reading), same]


def _named(make: NodeFactory, source: Source) -> nodes.inline:
    """A source with its stream: `Reuters 24 Aug 2018, press`."""
    stream = STREAMS[source.get("stream")].label
    return nodes.inline(
        "", "", make.source_link(source.key, nodes.Text(make.label(source.key))), nodes.Text(f", {stream}")
    )
