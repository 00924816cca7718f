"""`nox -s new`: prints a record or a source to fill in, or writes a new page. No Sphinx here."""

import sys
from pathlib import Path

from ..model.kinds import KINDS, Type
from ..model.sources import SOURCE_TYPES, STREAMS
from ..rules.records import ID

USAGE = f"""Usage: nox -s new -- KIND ID [PAGE]
  KIND  {", ".join(KINDS)} or source
  ID    small letters, digits and hyphens, such as huizhou-raid; for a source author, year and a word: yue2018letter
  PAGE  where to add it, such as docs/people/workers.md; without it the text is printed
"""


def record(kind, name):
    """The text of a new record with every option; those not required are marked as such."""
    lines = [f":::{{{kind}}} {name}"]
    for option, about in KINDS[kind].options.items():
        hint = "2018-07-27" if about.type is Type.DATE else "…"
        lines.append(f":{option}: {hint}" if about.required else f":{option}:  (may be left out)")
    return "\n".join([*lines, "", "What happened, in your own words, and who says so {cite:p}`key`.", ":::", ""])


def source(key):
    """The text of a new entry of references.bib."""
    fields = {
        "author": "Family, Given",
        "title": "…",
        "organization": "site or newspaper",
        "date": "2018-07-27",
        "url": "https://…",
        "langid": "en",
        "stream": " | ".join(STREAMS),
        "seen": "full | part | no",
    }
    body = "\n".join(f"  {name:<16} = {{{value}}}," for name, value in fields.items())
    return f"% one of: {', '.join(SOURCE_TYPES)}\n@online{{{key},\n{body}\n}}\n"


def main(arguments):
    """Print or append the template; returns the exit status."""
    if len(arguments) not in (2, 3) or arguments[0] not in (*KINDS, "source"):
        print(USAGE, file=sys.stderr)
        return 2
    kind, name, *page = arguments
    if kind != "source" and not ID.fullmatch(name):
        print(f"'{name}' cannot be an id.\n{USAGE}", file=sys.stderr)
        return 2
    text = source(name) if kind == "source" else record(kind, name)
    if not page:
        print(text)
        return 0
    path = Path(page[0])
    if not path.is_file():
        print(f"There is no page {path}. Begin it with a line `# Title`, then try again.", file=sys.stderr)
        return 2
    path.write_text(path.read_text(encoding="utf-8").rstrip() + "\n\n" + text, encoding="utf-8")
    print(f"Added to the end of {path}; `nox -s lint` says what is still to be filled in.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
