"""The pictures of the site, the book and the e-book, drawn from the records: one module for each kind of figure.

A figure is a static SVG, so that it needs neither a script nor a file of its own, and says nothing that a list or a
table beside it does not say. Its shapes are those of the tables in model/; its lines and sizes stand in the style sheet
beside its module, which the book and the e-book read too.
"""
