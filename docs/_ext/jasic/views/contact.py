"""How to reach the maintainers, for the page on safety: what is configured, or plainly that nothing is."""

from docutils import nodes

from ..model.contact import take_down
from ..model.forms import FLAG
from ..nodes.factory import NodeFactory
from ..nodes.registry import view
from ..translation import _
from .sources import external_link

WAYS = _(
    "Each page of the website has the ways to ask at its foot, with its own address filled in; these are the same, and "
    "the first leave no public trace:"
)
NOWHERE = _(
    "This copy names no address of its maintainers, so nobody can be reached from here. Ask whoever has published this "
    "copy, or given it to you: they can take the text out of it themselves, since the licence allows every change, and "
    "they know where it came from and can pass the request on. Name the page and the edition, which stands {place}. "
    "The same holds for errors."
)
IN_PRIVATE = _("Those who work with the source of this work find in its file SECURITY.md how to write in private.")


@view("contact", FLAG)
def contact(make: NodeFactory, argument: str) -> list[nodes.Node]:
    """The ways to ask for a name to be taken down, a line each, or what to do where there is none."""
    ways = take_down(make.project.publication)
    if not ways:
        place = _("at the foot of each page") if make.for_website else _("at the front")
        words = NOWHERE.format(place=place)
        # beside a leaf of paper lies no file
        return [nodes.paragraph("", f"{words} {IN_PRIVATE}" if make.for_website else words)]
    lines = nodes.bullet_list()
    for way in ways:
        line = nodes.paragraph("", "", external_link(way.address, way.label))
        if not make.for_website:  # paper cannot be clicked
            line += nodes.Text(f": {way.address.partition('?')[0]}")
        lines += nodes.list_item("", line)
    return [nodes.paragraph("", str(WAYS)), lines]
