"""The work as files to download and carry away: which there are, how large, and how to know that they are whole."""

import re
from typing import NamedTuple

from ..translation import _

FOLDER = "downloads"  # beside the pages of a published site, and in the archive
DIGEST = re.compile(r"[0-9a-f]{64}")
# By the end of its name, what a file is to a reader.
FORMS = {
    ".pdf": _("The book, for printing and for screens as large as a page"),
    ".epub": _("The e-book, for phones and e-readers"),
    ".zip": _("The whole site with search, book, e-book and data: unpack it and open index.html"),
    ".zim": _("The same as one file for the reader Kiwix, which searches it too"),
}


class Download(NamedTuple):
    """One file: its name, its size in bytes, and its SHA-256 in hexadecimal digits."""

    name: str
    size: int
    digest: str

    @property
    def form(self) -> str:
        """What it is to a reader."""
        return next((str(words) for end, words in FORMS.items() if self.name.endswith(end)), "")
