"""Addresses that were published, and where those lead that are gone: two files in docs/about, a line each.

`addresses.txt` has what others may have cited, as `timeline/2018-08-24-raid-and-arrests#huizhou-raid`; only
`nox -s addresses` writes it. `redirects.tsv` has an old address, a tab, and the new one.
"""

import re
from collections.abc import Collection

from ..model.markup import MERGE
from ..model.mistake import Mistake
from ..model.records import Value
from .markdown import LINE_END

PUBLISHED, REDIRECTS = "about/addresses.txt", "about/redirects.tsv"  # below docs
ADDRESS = re.compile(r"[a-z0-9-]+(/[a-z0-9-]+)*(#[\w-]+)?")
COUNTED = re.compile(r"# ([\d,]+) addresses")  # in the first line, so that a line that is gone is missed without git
HEAD = (
    "# {:,} addresses that were published, and lead somewhere for ever: a rule sees to it. Written by nox -s addresses."
)


def as_text(addresses: Collection[str]) -> str:
    """What `addresses.txt` holds."""
    return "".join(f"{line}\n" for line in (HEAD.format(len(addresses)), *sorted(addresses)))


def read_published(text: str, path: str) -> tuple[dict[str, int], list[Mistake]]:
    """The published addresses with their lines, and the lines that are none."""
    addresses: dict[str, int] = {}
    mistakes = []
    for number, line in enumerate(LINE_END.split(text), 1):
        if ADDRESS.fullmatch(line):
            addresses.setdefault(line, number)
        elif line and not line.startswith("# ") and not MERGE.match(line):
            fix = f"take the file back as it was: git checkout {path}; nox -s addresses alone adds to it"
            mistakes.append(Mistake(path, number, "address-line", f"'{line[:60]}' is no address", fix))
    head = COUNTED.match(text)  # without it the file is emptied, or cut at its beginning
    said = head[1] if head else "nothing"
    if not mistakes and said.replace(",", "") != str(len(addresses)):
        message = f"the list has {len(addresses):,} addresses, and {said} by its first line"
        fix = f"take the file back as it was: git checkout {path}; where a name was taken down, correct the number"
        mistakes.append(Mistake(path, 1, "address-line", message, fix))
    return addresses, mistakes


def _meant(line: str) -> str:
    """The pair that a line seems to mean, which has spaces for the tab or addresses as a browser shows them."""
    parts = [re.sub(r"^/|\.(?:html|md)(?=#|$)", "", part.lower()) for part in line.split()]
    is_pair = len(parts) == 2 and all(map(ADDRESS.fullmatch, parts))
    return "<tab>".join(parts if is_pair else ("people/yue", "people/yue-xin"))


def read_redirects(text: str, path: str) -> tuple[dict[str, Value], list[Mistake]]:
    """New addresses by the old ones, and the lines that cannot be read."""
    redirects: dict[str, Value] = {}
    mistakes = []
    for number, line in enumerate(LINE_END.split(text), 1):
        old, _tab, new = line.partition("\t")
        if not line.strip() or line.startswith("# ") or MERGE.match(line):
            continue
        if not ADDRESS.fullmatch(old) or not ADDRESS.fullmatch(new):
            fix = f"write the old address, a tab and the new one, such as {_meant(line)}"
            mistakes.append(Mistake(path, number, "address-line", f"'{line[:60]}' is no pair of addresses", fix))
        elif old in redirects:
            message = f"'{old}' stands in line {redirects[old].line} too"
            mistakes.append(Mistake(path, number, "address-line", message, "keep one of the two"))
        else:
            redirects[old] = Value(new, number)
    return redirects, mistakes
