"""Tables of the guide for contributors, printed from the declarations themselves, so that the two cannot differ."""

from collections.abc import Iterable, Mapping

from docutils import nodes

from ..model.kinds import KINDS, Choice, Option, Type
from ..model.sources import FIELD_VALUES, SOURCE_FIELDS, SOURCE_TYPES
from ..translation import _
from .nodes import NodeFactory, join_nodes

Cell = list[nodes.Node]  # its paragraphs


def fields(make: NodeFactory, argument: str) -> list[nodes.Node]:
    """What a kind of record, or with `source` an entry of the bibliography, may say."""
    if argument == "source":
        return [_source_fields(), _source_types()]
    rows = (
        (_name(name, option.required), _holds(_help(option), option.choices))
        for name, option in KINDS[argument].options.items()
    )
    return [_table((_("Option"), _("Holds")), rows)]


def _help(option: Option) -> str:
    """What an option holds and, where that is no plain text, how it is written."""
    if option.type in (Type.TEXT, Type.CHOICE):
        return option.help
    return f"{option.help}: {option.form}"


def _source_fields() -> nodes.table:
    rows = ((_name(name), _holds(help, FIELD_VALUES.get(name, {}))) for name, help in SOURCE_FIELDS.items() if help)
    return _table((_("Field"), _("Holds")), rows)


def _source_types() -> nodes.table:
    rows = ((_name(f"@{name}"), _holds(", ".join(needs) or "–", {})) for name, needs in SOURCE_TYPES.items())
    return _table((_("Type"), _("Needs besides a title")), rows)


def _name(name: str, required: bool = False) -> Cell:
    needed = [nodes.Text(" "), nodes.emphasis("", str(_("needed")))] if required else []
    return [nodes.paragraph("", "", nodes.literal("", name), *needed)]


def _holds(help: str, choices: Mapping[str, Choice]) -> Cell:
    """What is to be written, with code between backticks; the values of a closed list, one a line if explained."""
    words = [nodes.literal("", part) if odd % 2 else nodes.Text(part) for odd, part in enumerate(help.split("`"))]
    meanings = {value: str(choice.meaning or choice.label) for value, choice in choices.items()}
    explained = [
        nodes.paragraph("", "", nodes.literal("", value), nodes.Text(f": {meaning}"))
        for value, meaning in meanings.items()
        if meaning != value
    ]
    plain = join_nodes([[nodes.literal("", value)] for value, meaning in meanings.items() if meaning == value], ", ")
    return [nodes.paragraph("", "", *words), *explained, *([nodes.paragraph("", "", *plain)] if plain else [])]


def _table(head: tuple[str, str], rows: Iterable[tuple[Cell, Cell]]) -> nodes.table:
    heading = nodes.row("", *(nodes.entry("", nodes.paragraph("", str(name))) for name in head))
    body = nodes.tbody("", *(nodes.row("", *(nodes.entry("", *cell) for cell in row)) for row in rows))
    columns = [nodes.colspec(colwidth=width) for width in (30, 70)]
    return nodes.table("", nodes.tgroup("", *columns, nodes.thead("", heading), body, cols=2))
