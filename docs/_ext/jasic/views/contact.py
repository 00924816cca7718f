"""How to reach the maintainers, for the page on safety: what is configured, or plainly that nothing is."""

from docutils import nodes

from ..model.contact import take_down
from ..translation import _
from .nodes import NodeFactory
from .sources import external_link

NOWHERE = _(
    "This copy of the site names no address of the maintainers. Whoever has published it, or given it to you, can be "
    "asked to pass a request on; where it came from a repository, the file SECURITY.md in it says how."
)


def contact(make: NodeFactory, argument: str) -> list[nodes.Node]:
    """The ways to ask for a name to be taken down, a line each."""
    ways = take_down(make.project.publication)
    if not ways:
        return [nodes.paragraph("", str(NOWHERE))]
    lines = nodes.bullet_list()
    for way in ways:
        line = nodes.paragraph("", "", external_link(way.address, way.label))
        if not make.for_website:  # paper cannot be clicked
            line += nodes.Text(f": {way.address.partition('?')[0]}")
        lines += nodes.list_item("", line)
    return [lines]
