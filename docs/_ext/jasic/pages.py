"""Reading a page without Sphinx: its records, what it points at, and the line of each.

The Markdown parser is the one that MyST uses, with the same plugins, so that the linter and the
build see the same page. It takes milliseconds a page, where a Sphinx build takes seconds.
"""

import re
from functools import lru_cache

from docutils.nodes import make_id
from markdown_it import MarkdownIt
from mdit_py_plugins.attrs import attrs_plugin
from mdit_py_plugins.colon_fence import colon_fence_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin
from mdit_py_plugins.myst_role import myst_role_plugin
from myst_parser.parsers.directives import is_option_line
from myst_parser.parsers.options import TokenizeError, options_to_items

from .model import KINDS, SOURCE, Figure, Mistake, Page, Record, Use, Value

DIRECTIVE = re.compile(r"\{([^}\s]+)\}\s*(.*)")
EXPLICIT_TITLE = re.compile(r".*<([^<>]+)>\s*", re.DOTALL)
FIGURE = re.compile(r"((?:[a-z]+ ){0,2}\d[\d,]*(?:(?: to | or |–|-)\d[\d,]*)?)\s*:")
CITATION_NOTES = re.compile(r"\{[^{}]*\}")
# Directives that list records or sources of the whole project.
VIEWS = {"argument-map", "bibliography", "chronology", "coverage", "directory", "matrix", "unanswered"}
# Directives whose content is not Markdown.
LITERAL = {"code", "code-block", "literalinclude", "math", "toctree", "bibliography", "raw", "image"}


@lru_cache(maxsize=1)
def _parser():
    parser = MarkdownIt("commonmark").enable("table")
    for plugin in (front_matter_plugin, myst_role_plugin, colon_fence_plugin, deflist_plugin):
        parser.use(plugin)
    parser.use(footnote_plugin, inline=False, move_to_end=False, always_match_refs=True)
    return parser.use(attrs_plugin, spans=True, span_after="footnote_ref")


def read(text, docname, path):
    """Read one page. Returns the Page and the mistakes that reading alone shows."""
    page, mistakes = Page(docname, path), []
    _read_block(page, mistakes, text, 0, None)
    return page, mistakes


def _read_block(page, mistakes, text, offset, record):
    """Read Markdown that begins `offset` lines into the file, inside `record` or in none."""
    tokens = _parser().parse(text)
    for position, token in enumerate(tokens):
        if token.type == "heading_open" and token.tag == "h1" and not page.title:
            page.title = tokens[position + 1].content
        elif token.type == "heading_open":
            text = "".join(child.content for child in tokens[position + 1].children)
            page.anchors += [make_id(text)] if make_id(text) else []  # of a Chinese heading there is none
        elif token.type == "inline":
            _read_inline(page, mistakes, token, offset, record)
            if tokens[position - 2].type == "list_item_open":
                _read_figure(page, token, offset, record)
        elif token.type in ("fence", "colon_fence") and (match := DIRECTIVE.match(token.info.strip())):
            line = offset + token.map[0] + 1
            _read_directive(page, mistakes, match[1], match[2].strip(), token.content, line, record)


def _read_directive(page, mistakes, name, argument, content, line, record):
    lines = content.splitlines()
    count = 0
    while count < len(lines) and is_option_line(lines[count]):
        count += 1
    page.has_views = page.has_views or name in VIEWS
    if name == "glossary":
        page.terms += [text.strip() for text in lines[count:] if text.strip() and not text.startswith(" ")]
    if name in KINDS:
        record = Record(name, argument, page.docname, page.path, line)
        page.records.append(record)
        _read_options(page, mistakes, record, lines[:count])
    if name not in LITERAL:
        _read_block(page, mistakes, "\n".join(lines[count:]), line + count, record and record.id)


def _read_options(page, mistakes, record, lines):
    for line, text in enumerate((line.lstrip()[1:] for line in lines), record.line + 1):
        try:
            ((name, value),) = options_to_items(text)[0]
        except (TokenizeError, ValueError):
            mistakes.append(
                Mistake(
                    page.path,
                    line,
                    "bad-option",
                    f"':{text}' cannot be read as an option",
                    'write `:name: value` and put a value that holds ": " or " #" in double quotes',
                )
            )
            continue
        record.values[name] = Value(value.strip(), line)
        option = KINDS[record.kind].options.get(name)
        if option and option.links:
            page.uses += [Use(option.holds, item, line, record.id) for item in record.items(name)]
        elif option and option.holds == SOURCE:
            page.uses.append(Use("source", value.strip(), line, record.id))


def _read_figure(page, token, offset, record_id):
    """A list item in a count: `- about 50 to 60: supporters {cite:p}`key``."""
    record = page.records[-1] if page.records else None
    if not record or record.id != record_id or record.kind != "count":
        return
    if match := FIGURE.match(token.content):
        numbers = [int(number.replace(",", "")) for number in re.findall(r"[\d,]+", match[1])]
        keys = tuple(
            use.target
            for use in page.uses
            if use.kind == "source" and use.line > offset + token.map[0] and use.record == record_id
        )
        record.figures.append(Figure(match[1], numbers[0], numbers[-1], offset + token.map[0] + 1, keys))


def _read_inline(page, mistakes, token, offset, record):
    line = offset + token.map[0] + 1
    for child in token.children:
        if child.type in ("softbreak", "hardbreak"):
            line += 1
        elif child.type == "text" and "**" in child.content:
            fix = "put a space outside the asterisks, or take the marks of punctuation out of them"
            message = "** is printed as it stands: Markdown finds no bold text here"
            mistakes.append(Mistake(page.path, line, "unparsed-emphasis", message, fix))
        elif child.type == "link_open" and child.attrs["href"].startswith("/"):
            page.uses.append(Use("page", str(child.attrs["href"]), line, record))
        elif child.type == "myst_role":
            kind, target = child.meta["name"], child.content
            if kind in (*KINDS, "term"):
                explicit = EXPLICIT_TITLE.fullmatch(target)
                page.uses.append(Use(kind, (explicit[1] if explicit else target).strip(), line, record))
            elif kind.startswith("cite"):
                keys = CITATION_NOTES.sub("", target).split(",")
                page.uses += [Use("source", key.strip(), line, record) for key in keys]
