"""Mistakes in the text of a page that Markdown lets through: it shows them as words, or drops them.

Each rule looks at the lines outside of code blocks and yields what must be mended.
"""

import re
import unicodedata

from .model import KINDS, Mistake
from .rules import closest

VIEWS = ["argument-map", "catalogue-of-mistakes", "chronology", "coverage", "directory", "matrix", "unanswered"]
DIRECTIVES = {
    *KINDS,
    *VIEWS,
    *[
        "toctree",
        "bibliography",
        "glossary",
        "note",
        "warning",
        "tip",
        "important",
        "seealso",
        "admonition",
        "grid",
        "grid-item-card",
        "card",
    ],
    *["dropdown", "tab-set", "tab-item", "table", "list-table", "figure", "image", "code-block", "epigraph", "rubric"],
}
ROLES = {*KINDS, *["cite:p", "cite:t", "term", "doc", "ref", "abbr", "sub", "sup"]}

FRONT_MATTER = ("orphan", "hide-toc")

FENCE = re.compile(r"\s*(`{3,}|~{3,}|:{3,})(.*)$")
DIRECTIVE = re.compile(r"\s*\{([^}\s]*)\}")
INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\u0000-\u0008\u000b-\u001f]")
ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
CODE = re.compile(r"(\{[a-zA-Z:-]+\}|)(`+)(?!`).+?(?<!`)\2(?!`)")
OWN_WORDS = 12  # the longest quotation, by the editorial rules

# Rule, what to look for in a line, message, cure; {0} is what the first group has found.
PATTERNS = [
    ("merge-marker", r"^(<{7}|={7}|>{7})( |$)", "a merge was left unfinished", "keep one side and delete the marker"),
    ("rst-role", r"(?<![\w`:]):([a-z]+(?::[a-z]+)?):`", "':{0}:`' is not Markdown", "write {{{0}}}`…`"),
    ("rst-directive", r"^\s*\.\. ([a-z-]+)::", "'.. {0}::' is not Markdown", "write :::{{{0}}} and close it with :::"),
    ("role-gap", r"\{([a-z:]+)\} `", "a space stands between the role '{0}' and its text", "write {{{0}}}`…`"),
    ("role-quotes", r"\{([a-z:]+)\}['‘’\"“｀]", "the role '{0}' has quotation marks", "use backticks: {{{0}}}`…`"),
    (
        "full-width-colon",
        r"^\s*(：+\{?|:[a-z-]+：|：[a-z-]+[:：])",
        "'{0}' has a full-width colon",
        "use the colon of the English keyboard",
    ),
    (
        "raw-html",
        r"(</?(?:a|b|br|div|em|font|h[1-6]|hr|i|iframe|img|p|script|span|strong|style|table|td|tr|u)\b[^>]*>)",
        "'{0}' would be printed as it stands",
        "use Markdown",
    ),
    (
        "contact-data",
        r"(?<![\d/.-])(1[3-9]\d{9}|\d{17}[\dXx])(?!\d)|(?P<mail>[\w.+-]+@[\w-]+\.[\w.]+)",
        "a telephone or identity number or an e-mail address stands here",
        "remove it: see docs/about/safety.md",
    ),
    ("empty-link", r"(?<!!)(\[[^\]]*\]\(\s*\))", "'{0}' leads nowhere", "name a page, such as (/timeline/index.md)"),
    (
        "image-text",
        r"(!\[\s*\]\([^)]*\))",
        "'{0}' has no text for those who cannot see it",
        "write ![what it shows](…)",
    ),
    ("tab", r"(\t)", "a tab stands here", "use spaces"),
    ("unparsed-fence", r"^\s*:{1,2}\{([a-z-]+)\}", "a fence has at least three colons", "write :::{{{0}}}"),
    ("unparsed-citation", r"(\[@[\w:-]+\]|\\cite\{?)", "'{0}' is not a citation here", "write {{cite:p}}`key`"),
]
PATTERNS = [(rule, re.compile(look), message, fix) for rule, look, message, fix in PATTERNS]


def text_rules(text, path):
    """Yield the mistakes in the text of one page."""
    lines = text.split("\n")
    if len(unicodedata.normalize("NFC", text)) != len(text):
        line = next(n for n, line in enumerate(lines, 1) if unicodedata.normalize("NFC", line) != line)
        yield Mistake(
            path, line, "decomposed-letter", "a letter and its mark are two characters", "type the letter anew"
        )
    for number, line in enumerate(lines, 1):
        if found := INVISIBLE.search(line.rstrip("\r")):
            name = f"U+{ord(found[0]):04X} {unicodedata.name(found[0], '')}".strip()
            message = f"an invisible character stands after '{line[: found.start()][-20:]}' ({name})"
            yield Mistake(path, number, "invisible-character", message, "delete it")
    yield from front_matter_rules(lines, path)
    yield from fence_rules(lines, path)
    for number, line in enumerate(blanked(lines), 1):
        yield from line_rules(line, number, path)
    yield from heading_rules(lines, path)
    yield from paragraph_rules(lines, path)


def front_matter_rules(lines, path):
    """Between two lines of --- at the top of a page only a few settings may stand."""
    if lines[0].rstrip() != "---":
        return
    for number, line in enumerate(lines[1:], 2):
        if line.rstrip() == "---":
            return
        name, colon, _ = line.partition(":")
        if not colon or name.strip() not in FRONT_MATTER:
            fix = closest(name.strip(), FRONT_MATTER, f"delete the line; only {', '.join(FRONT_MATTER)} may stand here")
            yield Mistake(path, number, "front-matter", f"'{name.strip()}' is no setting of a page", fix)
    yield Mistake(path, 1, "front-matter", "the lines of settings have no end", "add a line --- below them")


def fence_rules(lines, path):
    """Fences that are never closed, unknown directives, records inside records, options out of place."""
    open_fences = []  # (marks, name, line)
    for number, line in enumerate(lines, 1):
        if not (match := FENCE.match(line)):
            continue
        marks, rest = match[1], match[2].strip()
        literal = open_fences and open_fences[-1][0][0] in "`~"
        closing = [fence for fence in open_fences if fence[0][0] == marks[0] and len(fence[0]) <= len(marks)]
        if not rest and closing:
            del open_fences[open_fences.index(closing[-1]) :]
        elif not literal:
            name = found[1] if (found := DIRECTIVE.match(rest)) else ""
            if found and name not in DIRECTIVES:
                yield Mistake(
                    path,
                    number,
                    "unknown-directive",
                    f"there is no directive '{name}'",
                    closest(name, DIRECTIVES, "see docs/about/contributing.md"),
                )
            outer = [fence for fence in open_fences if fence[1] in KINDS]
            if name in KINDS and outer:
                message = f"the {name} stands inside the {outer[-1][1]} of line {outer[-1][2]}"
                yield Mistake(path, number, "nested-record", message, "close the first with ::: before this line")
            open_fences.append((marks, name, number))
    for marks, name, number in open_fences:
        message = f"the fence {marks}{'{' + name + '}' if name else ''} is never closed"
        yield Mistake(path, number, "unclosed-fence", message, f"add a line {marks} where it ends")  # fmt: skip


def blanked(lines):
    """The lines, with code replaced by spaces between backticks, so that examples are no mistakes."""
    inside = None
    for line in lines:
        match = FENCE.match(line)
        if inside:
            if match and not match[2].strip() and match[1].startswith(inside):
                inside = None
            yield ""
        elif match and match[1][0] in "`~" and not DIRECTIVE.match(match[2]):
            inside = match[1]
            yield ""
        else:
            yield CODE.sub(lambda code: f"{code[1]}`".ljust(len(code[0]) - 1) + "`", line)


def line_rules(line, number, path):
    for rule, look, message, fix in PATTERNS:
        if found := look.search(line):
            words = found.groups() or ("",)
            yield Mistake(path, number, rule, message.format(*words), fix.format(*words))
    if found := ADDRESS.search(line):
        message = f"the address {found[0][:40]} stands in a page"
        yield Mistake(path, number, "web-address", message, "put it into references.bib and cite the source")
    for found in re.finditer(r"\{([a-z][a-z:-]*)\}`", line):
        if found[1] not in ROLES:
            fix = closest(found[1], ROLES, "see docs/about/contributing.md")
            yield Mistake(path, number, "unknown-role", f"there is no role '{found[1]}'", fix)


def heading_rules(lines, path):
    """One title, no level left out, no heading without words."""
    before = 0
    for number, line in enumerate(blanked(lines), 1):
        if not (match := re.match(r"(#{1,6})(\s+.*|)$", line)):
            if re.match(r"#{1,6}[^\s#]", line):
                yield Mistake(path, number, "heading-gap", "a space is missing after the #", "write `# Title`")
            continue
        level = len(match[1])
        if not match[2].strip():
            yield Mistake(path, number, "empty-heading", "the heading has no words", "write some, or delete it")
        if level == 1 and before:
            yield Mistake(path, number, "second-title", "the page has a title already", "write `## …`")
        elif level > before + 1:
            message = f"a heading of level {level} follows one of level {before}"
            yield Mistake(path, number, "heading-level", message, f"write `{'#' * (before + 1)} …`")
        before = level


def paragraph_rules(lines, path):
    """Quotations that are too long, tables with uneven rows."""
    columns = 0
    for number, line in enumerate(blanked(lines), 1):
        is_row = line.lstrip().startswith("|")
        cells = len(re.findall(r"(?<!\\)\|", line.strip()[1:-1])) + 1 if is_row else 0
        if is_row and columns and cells != columns:
            message = f"this row has {cells} cells, the first has {columns}"
            yield Mistake(path, number, "table-row", message, "put a | between all cells, and \\| for one in the text")
        columns = columns or cells if is_row else 0
        for quotation in re.findall(r'"([^"]*)"|“([^”]*)”', "" if line.startswith(":") else line):
            words = re.sub(r"\{[a-z:]+\}`[^`]*`", "", "".join(quotation)).split()
            if len(words) > OWN_WORDS:
                message = f'a quotation of {len(words)} words: "{" ".join(words[:5])} …"'
                yield Mistake(
                    path,
                    number,
                    "long-quotation",
                    message,
                    f"quote at most {OWN_WORDS} words, and say the rest yourself",
                )
