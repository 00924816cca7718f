"""The work as files to carry away: the site as an archive and as a ZIM file, book and e-book, a list of digests.

`nox -s bundle` is __main__.py, which builds the parts too. Two bundles of one commit are the same bytes: every time in
them is that of the commit, every order is that of the names.
"""
