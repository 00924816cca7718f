"""What can be downloaded: the work as files to carry away, and its data, of which a page lists each form."""

from collections.abc import Mapping, Sequence

from docutils import nodes

from ..model.anchors import DATA, FEED
from ..model.downloads import FOLDER, Download
from ..model.forms import FLAG
from ..model.record_kinds import KINDS
from ..model.records import Record
from ..nodes.factory import NodeFactory, join_nodes
from ..nodes.registry import view
from ..nodes.tables import Cell, cell, table
from ..translation import _

UNITS = (("GB", 1e9), ("MB", 1e6), ("kB", 1e3))
FORMS = {".json": "JSON", ".csv": "CSV", ".schema.json": _("schema")}
REFERENCES = {".bib": "BibTeX", ".ris": "RIS", ".csl.json": "CSL-JSON"}


@view("files-to-carry", FLAG)
def files_to_carry(make: NodeFactory, argument: str) -> Sequence[nodes.Node]:
    """An entry for each file, in the order in which a reader is likely to want them."""
    if not make.for_website:
        return []
    if not make.project.downloads:
        words = _("This copy of the site came without these files; it was built for somebody who works on it.")
        return [nodes.paragraph("", words)]
    items = [nodes.definition_list_item("", *_file(make, one)) for one in make.project.downloads]
    return [nodes.definition_list("", *items, classes=["downloads"])]


def _file(make: NodeFactory, one: Download) -> Sequence[nodes.Node]:
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


@view("downloads", FLAG)
def downloads(make: NodeFactory, argument: str) -> list[nodes.Node]:
    """A table of all files, a row for each kind of record, the bibliography and the feed of changes."""
    project = make.project

    def files(name: str, forms: Mapping[str, str]) -> Cell:
        addresses = {label: f"{make.to_first_folder}{DATA}/{name}{end}" for end, label in forms.items()}
        return cell(*links(make, addresses))

    rows = [
        [words(about.labels), words(rows_in_file(project.of_kind(kind))), files(about.plural, FORMS)]
        for kind, about in KINDS.items()
    ]
    rows.append([words(_("Sources")), words(len(project.sources)), files("sources", FORMS | REFERENCES)])
    feed = cell(*links(make, {"Atom": f"{make.to_first_folder}{FEED}"}))
    rows.append([words(_("Changes")), cell(), feed])
    head = [_("What"), _("Number"), _("Files")]
    return [table(str(_("Files of this edition")), head, rows, [25, 20, 55], ["downloads"])]


def rows_in_file(records: Sequence[Record]) -> str:
    """How many rows the file of a kind has; of custody, where a person has several, of how many people as well."""
    rows = sum(len(record.situations) for record in records)
    return _("{rows}, of {number} people").format(rows=rows, number=len(records)) if rows else str(len(records))


def words(text: object) -> Cell:
    return cell(nodes.Text(str(text)))


def links(make: NodeFactory, files: Mapping[str, str]) -> list[nodes.Node]:
    """Links with dots between them, by what they say; outside the website, where the files are not, their names."""
    if not make.for_website:
        return join_nodes([[nodes.literal("", address.rpartition("/")[2])] for address in files.values()], " ")
    made = [[nodes.reference("", str(label), refuri=address, internal=True)] for label, address in files.items()]
    return join_nodes(made, " · ")
