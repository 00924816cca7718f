"""The work as files to carry away: the site as an archive and as a ZIM file, book and e-book, a list of digests.

`nox -s bundle` builds the parts and calls __main__.py between the builds. Two bundles of one commit are the same bytes:
every time in them is that of the commit, every order is that of the names.
"""
