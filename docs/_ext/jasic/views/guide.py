"""Tables of the guide for contributors, printed from the declarations themselves, so that the two cannot differ."""

from collections.abc import Mapping

from docutils import nodes

from ..model.custody import MEASURES
from ..model.forms import one_of
from ..model.record_kinds import KINDS, Choice, Listed, Option, Type
from ..model.sources import FIELD_VALUES, SOURCE_FIELDS, SOURCE_TYPES
from ..nodes.factory import NodeFactory, join_nodes
from ..nodes.registry import view
from ..nodes.tables import Cell, cell, table
from ..translation import _

NAME_WIDTH, MEANING_WIDTH = 30, 70  # of the columns, in hundredths of the table


@view("fields", one_of([*KINDS, "source"]))
def fields(make: NodeFactory, argument: str) -> list[nodes.Node]:
    """What a kind of record, or with `source` an entry of the bibliography, may say."""
    if argument == "source":
        return [_source_fields(), _source_types()]
    rows = [
        (_name(name, option.required), _holds(_help(option), option.choices))
        for name, option in KINDS[argument].options.items()
    ]
    options = _guide_table(_("Options of {kind}").format(kind=KINDS[argument].label), _("Option"), _("Holds"), rows)
    return [options, _measures()] if KINDS[argument].listed is Listed.SITUATIONS else [options]


def _help(option: Option) -> str:
    """What an option holds, its limits and, where that is no plain text, how it is written."""
    form = "" if option.type in (Type.TEXT, Type.CHOICE) else option.form
    return ": ".join(filter(None, (str(option.help), option.limits or form)))


def _measures() -> nodes.table:
    rows = [(_name(name), _holds(about.in_words, {})) for name, about in MEASURES.items()]
    return _guide_table(_("Measures of custody"), _("Measure"), _("Means"), rows)


def _source_fields() -> nodes.table:
    rows = [(_name(name), _holds(help, FIELD_VALUES.get(name, {}))) for name, help in SOURCE_FIELDS.items() if help]
    return _guide_table(_("Fields of a source"), _("Field"), _("Holds"), rows)


def _source_types() -> nodes.table:
    rows = [
        (_name(f"@{name}"), _holds(", ".join(f"`{need}`" for need in about.needs) or "–", {}))
        for name, about in SOURCE_TYPES.items()
    ]
    return _guide_table(_("Types of sources"), _("Type"), _("Needs besides a title"), rows)


def _name(name: str, required: bool = False) -> Cell:
    needed = [nodes.Text(" "), nodes.emphasis("", str(_("needed")))] if required else []
    return cell(nodes.literal("", name), *needed)


def _holds(help: str, choices: Mapping[str, Choice]) -> Cell:
    """What is to be written, with code between backticks; the values of a closed list, one a line if explained."""
    words = [nodes.literal("", part) if odd % 2 else nodes.Text(part) for odd, part in enumerate(help.split("`"))]
    paragraphs, unexplained = cell(*words), []
    for value, choice in choices.items():
        explanation = str(choice.meaning or choice.label)
        if explanation == value:
            unexplained.append([nodes.literal("", value)])
        else:
            paragraphs += cell(nodes.literal("", value), nodes.Text(f": {explanation}"))
    return paragraphs + (cell(*join_nodes(unexplained, ", ")) if unexplained else [])


def _guide_table(caption: str, name: str, meaning: str, rows: list[tuple[Cell, Cell]]) -> nodes.table:
    return table(caption, [name, meaning], rows, [NAME_WIDTH, MEANING_WIDTH], ["guide"])
