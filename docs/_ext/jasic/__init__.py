"""The extension behind the knowledge base, in layers that only look downwards.

model, project, pages, sources, dates, *rules, lint  what a record is and what a mistake is; no Sphinx
domain                                               the records in Sphinx: directives, roles, targets
views, counts, bibliography, catalogue, writer       what is shown of them: chronology, backlinks, sources
languages, website, navigation, exports              how it is put out: marked Chinese, HTML, data,
search, words, words.js                              what readers find it by,
pdf, typst, book.typ                                 and the book
"""


def setup(app):
    """Connect every part to Sphinx; called by Sphinx when it loads the extension."""
    # Here and not above: the linter does without Sphinx.
    from . import bibliography, catalogue, domain, exports, languages, navigation, pdf, search, views, website

    for part in (domain, views, bibliography, catalogue, languages, website, navigation, search, exports, pdf):
        part.setup(app)
    return {"version": "1", "env_version": 1, "parallel_read_safe": True, "parallel_write_safe": True}
