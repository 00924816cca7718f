"""Sphinx settings, all declarative. What a record is and what a mistake is stands in _ext/jasic."""

import sys
import tomllib
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "_ext"))

pyproject = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text(encoding="utf-8"))
project = "The Jasic Struggle"
author = "The contributors"
copyright = "The contributors. Text: CC BY-SA 4.0"
version = pyproject["project"]["version"]  # of the edition, whose day is that of the commit
language = "en-GB"

extensions = ["myst_parser", "sphinx_design", "sphinxcontrib.bibtex", "jasic"]
# Only these are pages, so that no stray file is published. A new folder is named here.
include_patterns = [
    "index.md",
    "answers/*.md",
    "timeline/*.md",
    "people/*.md",
    "organisations/*.md",
    "places/*.md",
    "debate/**.md",
    "precedents/*.md",
    "documents/*.md",
    "reference/**.md",
    "about/*.md",
]
primary_domain = "jasic"  # {event}`huizhou-raid` needs no prefix
nitpicky = True

# Markdown: only what the guide for contributors teaches. Raw HTML stays text.
myst_enable_extensions = ["attrs_inline", "colon_fence", "deflist"]
myst_disable_syntax = ["html_block", "html_inline"]
myst_heading_anchors = 3

# Translation: a catalogue for each page. `nox -s translate` says where they stand.
gettext_compact = False

# Where this work lives, the one place that says so. None of these is known yet, and what needs one that is empty is
# left out. A host can set them for itself: sphinx-build -D html_baseurl=https://example.org/jasic/
html_baseurl = ""  # the website
repository_url = ""  # its sources, on a forge with GitHub's addresses for forms and for editing
archive_url = ""  # where every edition is kept
contact_mail = ""  # for readers who have no account on the forge; without it nothing is published
licence_url = "https://creativecommons.org/licenses/by-sa/4.0/"

# Sources
bibtex_bibfiles = ["../references.bib"]

# Website: no file from another host, nothing that names a contributor.
html_theme = "furo"
html_favicon = "_ext/jasic/website/static/favicon.svg"
html_title = project
html_copy_source = False
html_show_copyright = True
html_theme_options = {"top_of_page_buttons": []}
templates_path = ["_templates"]

# Book
pdf_subtitle = "A reference work on the workers of Jasic Technology, their supporters and the debate about them"
pdf_licence = (
    "Text under the Creative Commons licence Attribution-ShareAlike 4.0 International (CC BY-SA 4.0), which allows "
    "copying, translating and changing it where its source is named and the result has the same licence."
)
pdf_keywords = ["Jasic", "Shenzhen", "labour movement", "China", "trade union", "student movement", "2018"]
# Pages for the web and for contributors, which the book leaves out, and ways into the site; a pattern that begins with
# ! keeps pages in. The answers mostly say in other words what the chapters say, so paper has no room for them. The
# e-book has: it can be as long as it likes, and whoever opens it on a phone begins with a question.
# Of the summaries in Chinese paper has room for those of the positions, and for what a reader in danger should know.
book_leaves_out = [
    *("index", "answers/*", "timeline/index", "about/*", "!about/method", "!about/safety"),
    *("*#summary-in-chinese", "!debate/positions/*#summary-in-chinese", "!about/safety#summary-in-chinese"),
]

# E-book
e_book_keeps = ["answers/*"]  # of what the book leaves out
epub_theme = "e-book"
epub_basename = "jasic"
epub_show_urls = "no"  # a touch on a link shows its address
