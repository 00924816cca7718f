"""Nodes of docutils that the extension adds to those of Sphinx, and how the website writes them."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from docutils import nodes

if TYPE_CHECKING:
    from docutils.writers.html5_polyglot import HTMLTranslator
    from sphinx.application import Sphinx


class pending_view(nodes.General, nodes.Element):
    """A place in a page that is filled when the page is written, see transforms/fill.py.

    `view` names by what and `argument` of what; inside may be what the writer wrote and the view makes another form of.
    """


def pending(view: str, argument: str = "", *content: nodes.Node) -> pending_view:
    return pending_view("", *content, view=view, argument=argument)


class folded(nodes.container):
    """What a reader unfolds on the website; `summary` is the line that is always seen.

    Other media have nothing that unfolds: a view prints there what has to be read, and as shortly as it can.
    """


def fold(summary: str, *content: nodes.Node) -> folded:
    return folded("", *content, summary=str(summary), classes=["folded"])


class moment(nodes.inline):
    """A date in words; `datetime` says it to programs, or is empty where HTML has no form for it."""


class captioned_table(nodes.table):
    """A table of a view: Sphinx numbers those of its own class and wants an id for that."""


class head_cell(nodes.entry):
    """A cell that names a column or a row, as `scope` says."""


def open_folded(translator: HTMLTranslator, node: folded) -> None:
    translator.body.append(translator.starttag(node, "details") + f"<summary>{escape(node['summary'])}</summary>")


def close_folded(translator: HTMLTranslator, node: folded) -> None:
    translator.body.append("</details>\n")


def open_head_cell(translator: HTMLTranslator, node: head_cell) -> None:
    translator.body.append(translator.starttag(node, "th", "", scope=node["scope"]))


def close_head_cell(translator: HTMLTranslator, node: head_cell) -> None:
    translator.body.append("</th>\n")


def open_moment(translator: HTMLTranslator, node: moment) -> None:
    attributes = {"datetime": node["datetime"]} if node["datetime"] else {}
    translator.body.append(translator.starttag(node, "time" if attributes else "span", "", **attributes))


def close_moment(translator: HTMLTranslator, node: moment) -> None:
    translator.body.append("</time>" if node["datetime"] else "</span>")


def setup(app: Sphinx) -> None:
    app.add_node(folded, html=(open_folded, close_folded))
    app.add_node(moment, html=(open_moment, close_moment))
    app.add_node(captioned_table)  # written like any table
    app.add_node(head_cell, html=(open_head_cell, close_head_cell))
