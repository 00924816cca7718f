"""What a record, a source, a date and a mistake are, and what one may ask of all of them. Reads no file.

The kinds of record and their fields stand in record_kinds.py, the fields of sources and the streams of evidence in
sources.py, what pages may use of Markdown in markup.py.
"""
