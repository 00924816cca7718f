"""`nox -s tidy`: sorts references.bib and writes its fields alike; nothing is lost, or nothing is changed."""

import re
import sys
from pathlib import Path

from ..model.sources import SOURCE_FIELDS
from ..reading import bibliography

# An entry with the comments right above it, up to the next.
ENTRY = re.compile(r"((?:^%[^\n]*\n)*)(^@.*?)(?=(?:^%[^\n]*\n)*^@|\Z)", re.MULTILINE | re.DOTALL)


def tidied(text):
    """The bibliography in order; raises ValueError where it cannot be read whole."""
    entries, errors = bibliography.parse(text)
    if errors:
        raise ValueError("\n".join(f"references.bib:{line}: [source-syntax] {message}" for line, message in errors))
    first = ENTRY.search(text)
    if not first:
        return text
    found = []
    for match in ENTRY.finditer(text):
        (entry,) = bibliography.parse(match[2])[0]
        found.append((entry.key, match[1] + written(entry)))
    new = text[: first.start()].rstrip("\n") + "\n\n" + "\n".join(entry for _, entry in sorted(found))
    new = new.lstrip("\n")
    if contents(bibliography.parse(new)[0]) != contents(entries) or new.count("%") != text.count("%"):
        raise ValueError("references.bib:1: [tidy] something would be lost: is there text between the entries?")
    return new


def written(entry):
    """One entry with its fields in the usual order, one a line."""
    names = sorted(entry.fields, key=lambda name: (SOURCE_FIELDS.index(name) if name in SOURCE_FIELDS else 99, name))
    fields = "".join(f"  {name:<16} = {{{entry.fields[name].text}}},\n" for name in names)
    return f"@{entry.type}{{{entry.key},\n{fields}}}\n"


def contents(entries):
    return sorted((e.key, e.type, sorted((name, value.text) for name, value in e.fields.items())) for e in entries)


def main(path="references.bib"):
    file = Path(path)
    text = file.read_text(encoding="utf-8")
    try:
        new = tidied(text)
    except ValueError as error:
        print(error, "Nothing was changed.", sep="\n", file=sys.stderr)
        return 1
    if new != text:
        file.write_text(new, encoding="utf-8")
    print(f"{path} is in order." if new == text else f"{path} was sorted and written alike.")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
