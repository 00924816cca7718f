"""What the parser has taken for words although it looks like markup: a slip, or the markup of another program.

Any sign of markup that is left over is named. Where it is clear what was meant, a line of CAUSES says so.
"""

import re
from collections.abc import Iterator

from ..model.markup import ROLES
from ..reading.constructs import Words
from .registry import Finding, rule

# Signs of markup; sums of money, "~50", "2018-07~" and "5 < 6" have them as words.
SIGNS = re.compile(r"[\[\]{}*_`^|\\@［］｛｝＜＞＊｀＠＃｜＾＿＄]|[<>](?! ?\d)|\$(?! ?\d)|(?<!\d\d)~(?! ?\d)")
# Other things that no sentence has.
OTHERS = re.compile(
    r"''|==|:{3,}|%%|(?<![\w/]):[a-z_]+:|(?:^|\s)#+[^\W\d]|&#?\w+;|[０-９Ａ-Ｚａ-ｚ]"
    r"|(?<![\w.)(/-])(?:docs)?/[a-z0-9-]+(?:/[a-z0-9-]+)*\.md\b"
)
# What stands at the beginning of a line that was to be a part of a list; a sentence may begin with "v. " or "x. ".
DOTS, DIGITS = "•▪◦‣▸►●○■□◆◇·・→➤✓✔☐☑－", "一二三四五六七八九十"
BULLETS = re.compile(
    rf"\s*(?:[{DOTS}]|[–—-](?=[\w\s])|; |[\d{DIGITS}]+、|（[\d{DIGITS}]+）|\d{{1,2}}(?:[.)] |[。．])|[a-z]\) |a\. "
    r"|(?![vx]\.)[ivx]+[.)] |：|::?(?:\s|$)|···\{|(?:!!!|\?\?\?) [a-z])"
)
# The name of a role before code, with a brace too few or none.
NO_ROLE = re.compile(rf"(?:^|[\s(])[({{[]?({'|'.join(ROLES)})[)}}\]]?$")

WIKI, LINK = (
    "write {{person}}`id` for a record, [words](/people/index.md) for a page",
    "write [words](/people/index.md)",
)
# What to look for in a run of words, what is wrong, and the cure; {0} is what the first group has found.
CAUSES = [
    (r"\{([\w:.-]+)\}``", "the role '{0}' is empty", "write an id between its backticks: {{{0}}}`…`"),
    (r"\{([\w:.-]+)\}`", "the role '{0}' has no closing backtick", "write {{{0}}}`…`"),
    (r"···\{(\w+)\}", "'···' is no fence", "write :::{{{0}}} and close it with :::"),
    (r"\{([\w:.-]+)\}(?=\w)", "the role '{0}' has no backticks", "write {{{0}}}`…`"),
    (
        r"(?<!:):{3,}\{?([\w-]+)",
        "':::{0}' opens nothing within a line",
        "write :::{{{0}}} at the beginning of its own line",
    ),
    (r":{3,}", "these colons are printed, and close nothing", "begin the line with them, at the margin"),
    (r"\{(\.[\w-]+)$", "the braces of '{0}' are not closed", "write {{{0}}} right behind the brackets"),
    (
        r"(｛[\w:：.-]+[}｝]|\{[\w:.-]*：[\w:：.-]*[}｝]|\{[\w:：.-]+｝)$",
        "'{0}' has a full-width sign",
        "use the braces and the colon of the English keyboard",
    ),
    (r"\{([\w:.-]+)$", "the role '{0}' has no closing brace", "write {{{0}}}`…`"),
    (r"(?:^|\s)([\w:.-]+)\}$", "the role '{0}' has no opening brace", "write {{{0}}}`…`"),
    (r"^\{(\w+)=", "these braces cannot be read", 'write {{{0}="…"}} right behind the brackets'),
    (r"\{\{", "a template of another program is printed", "write the words that it stands for"),
    (r"\{#", "a heading has no id of its own here", "take the braces away"),
    (r"<!--|-->|%%", "a remark is printed for every reader", "delete it; say such things in the pull request"),
    (
        r"(</?[a-zA-Z][\w-]*(?:\s[^<>]*)?/?>)",
        "'{0}' is HTML, and is printed as it stands",
        "use Markdown, or delete it",
    ),
    (r"(&#?\w+;)", "'{0}' is printed as it stands", "write the sign itself"),
    (r"^\[\^([\w-]+)\]", "this line does not explain the footnote [^{0}]", "begin it with `[^{0}]: `"),
    (r"\^\[", "a footnote cannot stand in a sentence", "write [^1] here and a line `[^1]: …` below"),
    (r"!\[\[", "a note or picture is not shown in this way", "write ![what it shows](name.png), or link the page"),
    (r"\[\[", "a link has the form of a wiki", WIKI),
    (r"\[!(\w+)\]", "'[!{0}]' begins no box here", "write :::{{note}} above the words and ::: below them"),
    (r"^\s*\[[ xX]\]", "a list of tasks is printed as it stands", "put what is left to do into an issue"),
    (r"(\[?@[\w:-]+)", "'{0}' is no citation here and names nobody", "write {{cite:p}}`key`, or take the sign away"),
    (r"!\[[^\]]*\]\(", "the address of a picture cannot be read", "write ![what it shows](name.png), without spaces"),
    (r"\[[^\]]*\]\s+\(", "a space stands between the words of a link and its address", LINK),
    (r"\[[^\]]*\]（", "a link has full-width brackets", LINK),
    (r"\[[^\]]*\]\(", "a link is not closed, or its address has a space", LINK),
    (r"\([^)]*\)\[", "a link has its brackets the wrong way round", LINK),
    (r"\[[^\]]*\]\[", "a link names an address that is written nowhere", LINK),
    (r"([\[［][\w０-９]+[\]］])", "'{0}' is no footnote here", "write [^1] and a line `[^1]: …`, or {{cite:p}}`key`"),
    (r"\\", "a backslash stands before a letter, as in LaTeX or in a path", "write Markdown, or \\\\ for the sign"),
    (r"\$", "a dollar sign makes no mathematics here", "write the words, or \\$ for the sign"),
    (r"~~", "words cannot be struck out", "delete them"),
    (
        r"\*\*|＊＊|__",
        "the signs of bold are not closed, or not at letters",
        "write **words**, with punctuation outside",
    ),
    (r"\*", "a star is left over", "write *words*, or \\* for the sign"),
    (r"_", "an underline is left over", "write *words*, or \\_ for the sign"),
    (r"``", "the quotation marks of LaTeX are printed", 'write "words"'),
    (r"`", "a backtick is left over", "close the code with another, or take it away"),
    (r"''", "the signs of a wiki are printed", "write *words* or **words**"),
    (r"^\s*==", "the heading of a wiki is printed", "write `## …`"),
    (r"==", "words cannot be marked in colour", "write *words*"),
    (r"^\s*＃", "a heading has full-width signs", "write `## …`"),
    (r"[|｜]", "a table is not read as one", "write a row | --- | with as many cells right below its first row"),
    (r"(:[a-z_]+:)", "'{0}' is printed as it stands", "take it away"),
    (r"^\s*#{2,}", "a space is missing after the #", "write `## …`"),
    (r"(?:^|\s)(#+[^\W\d]\w*)", "'{0}' is printed as it stands", "take it away"),
    (r"([０-９Ａ-Ｚａ-ｚ]+)", "'{0}' is in wide letters", "type it with the English keyboard"),
    (r"^\s*＞", "a quotation has a full-width sign", "write `> …`"),
    (r"(?<![\w.)(/-])(?:docs)?(/[a-z0-9-]+(?:/[a-z0-9-]+)*\.md)\b", "'{0}' is no link", "write [words]({0})"),
]
BULLET_CAUSES = [
    (r"···", "'···' is no fence", "write ::: and the name of a directive in braces"),
    (r"!!!|\?\?\?", "a box of another program is printed", "write :::{{note}} above the words and ::: below them"),
    (rf"[{DOTS}–—-]", "a list is not read as one", "begin each line with `- `, and set an empty line above the first"),
    (
        rf"[\da-z{DIGITS}]",
        "a list is not read as one",
        "begin each line with `1. `, and set an empty line above the first",
    ),
    (r"::", "two colons close nothing", "write :::"),
    (r";", "a term needs no sign before it", "take the ; away"),
    (r"[:：]", "an explanation has no term in the line above it", "write the term there, or take the colon away"),
]


@rule("leftover-markup", reads=Words)
def leftover_markup(words: Words) -> Iterator[Finding]:
    """What looks like markup and was taken for words is a slip, or the markup of another program."""
    role = NO_ROLE.search(words.text) if words.before_code else None
    sign = SIGNS.search(words.text)
    bullet = BULLETS.match(words.text) if words.begins else None
    if role:
        yield words.line, f"'{role[1]}' is no role without braces", f"write {{{role[1]}}}`…`"
    elif sign or OTHERS.search(words.text):
        message = f"'{sign[0]}' would be printed as it stands" if sign else ""
        fix = "take the sign away, or write \\ before it if it is meant"
        yield words.line, *(_cause(CAUSES, words.text) or (message, fix))
    elif bullet and (cause := _cause(BULLET_CAUSES, bullet[0])):
        yield words.line, *cause


def _cause(causes: list[tuple[str, str, str]], text: str) -> tuple[str, str] | None:
    """The first cause that fits, with its cure."""
    for look, message, fix in causes:
        if found := re.search(look, text):
            groups = found.groups() or ("",)
            return message.format(*groups), fix.format(*groups)
    return None
