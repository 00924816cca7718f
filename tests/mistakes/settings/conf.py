include_patterns = ["**"]
bibtex_bibfiles = "../references.bib"
