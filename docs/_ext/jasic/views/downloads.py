"""The files of data that the website holds, for the page about them: what each holds, and a link to each form of it."""

from collections.abc import Mapping, Sequence

from docutils import nodes

from ..model.anchors import DATA, FEED
from ..model.forms import FLAG
from ..model.record_kinds import KINDS
from ..model.records import Record
from ..nodes.factory import Cell, NodeFactory, cell, join_nodes, table
from ..nodes.registry import view
from ..translation import _

FORMS = {".json": "JSON", ".csv": "CSV", ".schema.json": _("schema")}
REFERENCES = {".bib": "BibTeX", ".ris": "RIS", ".csl.json": "CSL-JSON"}


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
