"""What is cited, as an item of CSL: a source of the bibliography, a page or a record of this work.

CSL, the Citation Style Language, is what reference managers share; the other formats are written from its items. Its
data model stands at https://docs.citationstyles.org/en/stable/specification.html.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from ..model.project import Project
from ..model.sources import ENDS, NAME_FIELDS, SOURCE_TYPES, Source, names
from ..translation import _

Item = dict[str, Any]  # the variables of CSL-JSON

# Fields that CSL has under another name and takes as they are; of several the first that a source has.
VARIABLES: Mapping[str, Sequence[str]] = {
    "container-title": ("journaltitle", "booktitle"),
    "publisher": ("publisher", "institution"),
    "publisher-place": ("location",),
    "volume": ("volume",),
    "page": ("pages",),
    "edition": ("edition",),
    "URL": ("url",),
    "DOI": ("doi",),
    "archive_location": ("archiveurl",),
    "language": ("langid",),
}
OTHERS = "others"  # stands for the authors that a source leaves out


def source_item(source: Source) -> Item:
    """A source as CSL has it. Chinese names and titles stay in Chinese; the translated title is a note."""
    item: Item = {"id": source.key, "type": SOURCE_TYPES[source.type].csl, "title": source.get("title")}
    for role in NAME_FIELDS:
        people = [name for name in names(source.get(role)) if name.family != OTHERS]
        if people:
            item[role] = [
                {"family": name.family, "given": name.given} if name.given else {"literal": name.family}
                for name in people
            ]
    for variable, fields in VARIABLES.items():
        if value := next(filter(None, map(source.get, fields)), ""):
            item[variable] = value
    if number := source.get("number"):
        item["issue" if source.type in ("article", "online") else "number"] = number
    _add_publisher(item, source)
    for variable, date in (("issued", source.get("date")), ("accessed", source.get("urldate"))):
        if date:
            item[variable] = csl_date(date)
    translation = source.get("titletranslation")
    notes = [_("In English: {title}").format(title=translation) if translation else "", source.get("note")]
    if note := " ".join(text if text.endswith(ENDS) else f"{text}." for text in notes if text):
        item["note"] = note
    return item


def _add_publisher(item: Item, source: Source) -> None:
    """Add who has published a source: an organisation that is no author already, or an outlet."""
    if organization := source.get("organization"):
        if "author" not in item and "editor" not in item:
            item["author"] = [{"literal": organization}]
        else:
            item.setdefault("container-title" if source.type == "online" else "publisher", organization)
    has_organisation = any("literal" in person for person in item.get("author", ()))
    if (outlet := source.get("outlet")) and not has_organisation and not {"container-title", "publisher"} & item.keys():
        item["container-title"] = outlet  # a short name, which those in full make superfluous


def csl_date(text: str) -> Item:
    """A date of EDTF, of the forms that model/dates.py allows: `2018-07-27/2018-08~`."""
    ends = [end.rstrip("~?%") for end in text.split("/")]
    date: Item = {"date-parts": [[int(part) for part in end.split("-")] for end in ends]}
    return date | ({"circa": True} if "".join(ends) != text.replace("/", "") else {})


def part_of_work(project: Project, name: str, title: str, address: str) -> Item:
    """A page or a record of this work; `address` is its own, from the first page of the site.

    Where the site has no address yet that is a note.
    """
    publication = project.publication
    item: Item = {
        "id": f"jasic-{name}",
        "type": "webpage",
        "title": title,
        "container-title": publication.title,
        "version": publication.edition.version,
    }
    if publication.edition.day:
        item["issued"] = csl_date(publication.edition.day)
    if publication.site:
        item["URL"] = f"{publication.site}{address}"
    else:
        item["note"] = address
    if publication.archive:
        item["archive_location"] = publication.archive
    return item | {"language": project.language}
