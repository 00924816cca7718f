"""What is done to each page by Sphinx: views are filled; citations, tables, languages and the index get their form."""
