"""What only the website needs: right after deletions, and a whole search index."""

from pathlib import Path


def remove_deleted_pages(app, env, added, changed, removed):
    """A page that was deleted or renamed must not stay in the site; Sphinx leaves it there."""
    if app.builder.format == "html":
        for docname in removed:
            Path(app.builder.get_outfilename(docname)).unlink(missing_ok=True)
    return []


def complete_search_index(app):
    """Put the index entries of all pages into the search index, in the order of their names.

    A second build of Sphinx 9.0 forgets those of pages that it does not write again, and keeps the
    words of pages that are gone.
    """
    indexer = getattr(app.builder, "indexer", None)
    if indexer is not None:
        entries = app.env.get_domain("index").entries
        indexer._index_entries.clear()
        for docname in sorted(app.env.found_docs):
            found = {(value, target or "", main) for _, value, target, main, _ in entries.get(docname, ())}
            indexer._index_entries[docname] = sorted(found)
        for words in (indexer._mapping, indexer._title_mapping):
            for word in [word for word, docnames in words.items() if app.env.found_docs.isdisjoint(docnames)]:
                del words[word]
    return []


def setup(app):
    app.connect("env-get-outdated", remove_deleted_pages)
    app.connect("html-collect-pages", complete_search_index)  # the last moment before the index is written
