"""What figures and views are made of: links, citations, tables, pictures, and the names by which pages ask for them.

The linter loads all of this to know what pages may ask for, so nothing here or in these two loads a builder of Sphinx.
"""
