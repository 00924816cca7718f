"""The front door of the rules: `check` for the build, `main` for `nox -s lint`.

Neither starts Sphinx, so a contributor hears of a mistake within a second or two.
"""

import hashlib
import json
import sys
from pathlib import Path

from . import pages, rules, sources
from .model import Mistake, Value
from .project import Project
from .text_rules import text_rules


def check(docs, bibliography, known=None):
    """Read all pages below the folder `docs` and the bibliography; return the Project and its mistakes.

    `known` is what an earlier call has read: path -> (digest of the file, what was read, mistakes). Files
    with the same content are taken from it, and it is brought up to date.
    """
    docs, bibliography = Path(docs), Path(bibliography)
    known = {} if known is None else known
    read = {path: read_file(file, path, read_page, known) for file, path in page_files(docs)}
    pages_found = {page.docname: page for _, page, _ in read.values()}
    read[bibliography.name] = read_file(bibliography, bibliography.name, read_bibliography, known)
    entries = read[bibliography.name][1]
    searches = docs / "about" / "search.tsv"
    searches_path = searches.relative_to(docs.parent).as_posix()
    if searches.exists():
        read[searches_path] = read_file(searches, searches_path, read_searches, known)
    known.clear()
    known.update(read)
    status = bibliography.with_name("docs") / "reference" / "link-status.json"
    addresses, broken = read_status(status)
    project = Project(
        pages_found,
        {entry.key: entry for entry in reversed(entries)},
        addresses,
        read[searches_path][1] if searches_path in read else {},
    )
    mistakes = [mistake for _, _, unreadable in read.values() for mistake in unreadable]
    mistakes += broken
    mistakes += rules.page_rules(project)
    mistakes += rules.source_rules(entries, bibliography.name)
    mistakes += rules.search_rules(project, searches_path)
    return project, sorted(set(mistakes))


def page_files(docs):
    """The pages below a folder, as pairs of file and path from the root; `_static` and its like hold none."""
    for file in sorted(docs.rglob("*.md")):
        if not any(part.startswith("_") for part in file.relative_to(docs).parts):
            yield file, file.relative_to(docs.parent).as_posix()


def read_file(file, path, read, known):
    """The digest of a file and what `read` makes of its text, or what is known of it already."""
    content = file.read_bytes()
    digest = hashlib.sha256(content).hexdigest()
    if path in known and known[path][0] == digest:
        return known[path]
    try:
        text, mistakes = content.decode("utf-8-sig"), []
    except UnicodeDecodeError as error:
        text, line = content.decode("utf-8", "replace"), content.count(b"\n", 0, error.start) + 1
        mistakes = [Mistake(path, line, "not-utf8", "a character is not in UTF-8", "save the file as UTF-8")]
    found, more = read(text, path)
    return digest, found, mistakes + more


def read_page(text, path):
    docname = path.partition("/")[2].removesuffix(".md")
    page, mistakes = pages.read(text, docname, path)
    return page, [*mistakes, *text_rules(text, path)]


def read_bibliography(text, path):
    entries, errors = sources.read(text)
    fix = "compare with the entry above: braces, commas, `=`"
    return entries, [Mistake(path, line, "source-syntax", message, fix) for line, message in errors]


def read_status(file):
    """What the link checker last found, address -> state and dates, and the mistake of a file that is broken."""
    try:
        return (json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}), []
    except ValueError as error:
        path = f"docs/reference/{file.name}"
        fix = f"restore it with `git checkout {path}`, or delete it"
        return {}, [Mistake(path, getattr(error, "lineno", 1), "link-status", "the file is not JSON", fix)]


def read_searches(text, path):
    """What readers type who look for a place, place -> Value, and the mistakes in it. See docs/about/search.md."""
    found, mistakes = {}, []
    for number, line in enumerate(text.split("\n"), 1):
        place, tab, phrases = line.rstrip("\r").partition("\t")
        if not line.strip() or line.startswith("#"):
            continue
        if not tab or not phrases.replace(";", " ").strip():
            message, fix = f"'{line[:40]}' has no phrase", "write the place, a tab, and phrases separated by semicolons"
            mistakes.append(Mistake(path, number, "search-line", message, fix))
        elif place in found:
            message, fix = f"'{place}' stands in line {found[place].line} too", "put all phrases into one line"
            mistakes.append(Mistake(path, number, "search-twice", message, fix))
        else:
            found[place] = Value(phrases, number)
    return found, mistakes


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
