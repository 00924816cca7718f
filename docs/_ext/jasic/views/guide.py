"""Tables of the guide for contributors, printed from the declarations themselves, so that the two cannot differ."""

from collections.abc import Iterable

from docutils import nodes

from ..model.kinds import KINDS, Option, Type
from ..model.sources import FIELD_VALUES, SOURCE_FIELDS
from .nodes import NodeFactory


def fields(make: NodeFactory, argument: str) -> list[nodes.Node]:
    """What a kind of record, or with `source` an entry of the bibliography, may say."""
    return [_source_fields() if argument == "source" else _record_fields(argument)]


def _record_fields(kind: str) -> nodes.table:
    rows = [
        (name, option.help, _form(option), "yes" if option.required else "")
        for name, option in KINDS[kind].options.items()
    ]
    return _table(("Option", "Holds", "Written as", "Needed"), rows)


def _form(option: Option) -> str:
    if option.type is Type.CHOICE:
        return ", ".join(option.choices)
    return option.type.value.replace("records", KINDS[option.kind].plural) if option.kind else option.type.value


def _source_fields() -> nodes.table:
    rows = [(name, help, ", ".join(FIELD_VALUES.get(name, ()))) for name, help in SOURCE_FIELDS.items() if help]
    return _table(("Field", "Holds", "One of"), rows)


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> nodes.table:
    """A table whose first column is code."""
    body = nodes.tbody()
    for first, *rest in rows:
        cells = [nodes.literal("", first), *map(nodes.Text, rest)]
        body += nodes.row("", *(nodes.entry("", nodes.paragraph("", "", cell)) for cell in cells))
    heading = nodes.row("", *(nodes.entry("", nodes.paragraph("", name)) for name in head))
    columns = [nodes.colspec(colwidth=1) for _name in head]
    group = nodes.tgroup("", *columns, nodes.thead("", heading), body, cols=len(head))
    return nodes.table("", group)
