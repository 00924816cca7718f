"""The front door of the rules: `check` for the build, `main` for `nox -s lint`.

Neither starts Sphinx, so a contributor hears of a mistake within a second or two.
"""

import hashlib
import sys
from pathlib import Path

from . import pages, rules, sources
from .model import Mistake
from .project import Project
from .text_rules import text_rules


def check(docs, bibliography, known=None):
    """Read all pages below the folder `docs` and the bibliography; return the Project and its mistakes.

    `known` is what an earlier call has read, docname -> (digest of the text, Page, mistakes). Pages
    with the same text are taken from it, and it is brought up to date.
    """
    docs, bibliography = Path(docs), Path(bibliography)
    known = {} if known is None else known
    read = {}
    for file in sorted(docs.rglob("*.md")):
        name = file.relative_to(docs)
        if any(part.startswith("_") for part in name.parts):
            continue
        docname, text = name.with_suffix("").as_posix(), file.read_bytes()
        digest = hashlib.sha256(text).hexdigest()
        if docname in known and known[docname][0] == digest:
            read[docname] = known[docname]
        else:
            path = file.relative_to(docs.parent).as_posix()
            page, unreadable = pages.read(text.decode("utf-8"), docname, path)
            read[docname] = (digest, page, [*unreadable, *text_rules(text.decode("utf-8"), path)])
    known.clear()
    known.update(read)
    found = {docname: page for docname, (_, page, _) in read.items()}
    mistakes = [mistake for _, _, unreadable in read.values() for mistake in unreadable]
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
