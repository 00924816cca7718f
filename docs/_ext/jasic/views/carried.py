"""The files to carry away, with sizes and digests; where a copy of the site came without them, that is said."""

from collections.abc import Sequence

from docutils import nodes

from ..model.carried import FOLDER, Carried
from ..model.forms import FLAG
from ..nodes.factory import NodeFactory
from ..nodes.registry import view
from ..translation import _

UNITS = (("GB", 1e9), ("MB", 1e6), ("kB", 1e3))


@view("files-to-carry", FLAG)
def carried(make: NodeFactory, argument: str) -> Sequence[nodes.Node]:
    """An entry for each file, in the order in which a reader is likely to want them."""
    if not make.for_website:
        return []
    if not make.project.carried:
        words = _("This copy of the site came without these files; it was built for somebody who works on it.")
        return [nodes.paragraph("", words)]
    items = [nodes.definition_list_item("", *_entry(make, one)) for one in make.project.carried]
    return [nodes.definition_list("", *items, classes=["downloads"])]


def _entry(make: NodeFactory, one: Carried) -> Sequence[nodes.Node]:
    link = nodes.reference("", one.name, refuri=f"{make.to_first_folder}{FOLDER}/{one.name}", internal=True)
    facts = nodes.paragraph("", f"{one.form}. {in_words(one.size)}.")
    digest = nodes.paragraph("", "SHA-256: ", nodes.literal("", one.digest, classes=["notranslate"]))
    return nodes.term("", "", link), nodes.definition("", facts, digest)


def in_words(size: int) -> str:
    """A number of bytes as readers know it: `1.2 MB`."""
    for unit, value in UNITS:
        if size >= value:
            return f"{size / value:.1f} {unit}"
    return f"{size} B"
