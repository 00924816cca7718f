"""The words that the site says of itself, for translators: everything a reader sees passes through `_`.

A catalogue is `locales/<language>/LC_MESSAGES/jasic.po` beside this file; docs/about/translating.md says how one is
begun. What comes from `_` before a build has started is looked up when it is printed, so tables may hold it. Where
docutils wants a plain string, as in `nodes.Text`, write `str(label)`.
"""

from pathlib import Path

from sphinx.locale import get_translation

CATALOGUE = "jasic"
LOCALES = Path(__file__).parent / "locales"

_ = get_translation(CATALOGUE)
