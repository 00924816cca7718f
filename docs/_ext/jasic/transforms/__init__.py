"""What is done to each page by Sphinx: views are filled; citations, tables and languages get their form."""
