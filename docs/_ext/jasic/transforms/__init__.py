"""What is done to each page by Sphinx: views are filled; citations, tables, languages and the index get their form.

The catalogue of mistakes, which is no view of records, is put in here too.
"""
