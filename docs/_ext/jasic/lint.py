"""The front door of the rules: `check` for the build, `main` for `nox -s lint`.

Neither starts Sphinx, so a contributor hears of a mistake within a second or two.
"""

import sys
from pathlib import Path

from . import pages, rules, sources
from .model import Mistake, Project


def check(docs, bibliography):
    """Read all pages below the folder `docs` and the bibliography; return the Project and its mistakes."""
    docs, bibliography = Path(docs), Path(bibliography)
    root = docs.parent
    mistakes, found = [], {}
    for file in sorted(docs.rglob("*.md")):
        name = file.relative_to(docs)
        if any(part.startswith("_") for part in name.parts):
            continue
        docname, path = name.with_suffix("").as_posix(), file.relative_to(root).as_posix()
        found[docname], unreadable = pages.read(file.read_text(encoding="utf-8"), docname, path)
        mistakes += unreadable
    name = bibliography.name
    entries, errors = sources.read(bibliography.read_text(encoding="utf-8"))
    mistakes += [
        Mistake(name, line, "source-syntax", message, "compare with the entry above: braces, commas, `=`")
        for line, message in errors
    ]
    project = Project(found, {entry.key: entry for entry in reversed(entries)})
    mistakes += rules.page_rules(project)
    mistakes += rules.source_rules(entries, name)
    return project, sorted(set(mistakes))


def main(root="."):
    """Print every mistake; the exit status is 1 when there is one."""
    project, mistakes = check(Path(root, "docs"), Path(root, "references.bib"))
    for mistake in mistakes:
        print(mistake)
    counts = f"{len(project.pages)} pages, {len(project.records)} records, {len(project.sources)} sources"
    print(f"{counts}: {len(mistakes)} mistakes" if mistakes else f"{counts}: no mistakes")
    return 1 if mistakes else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
