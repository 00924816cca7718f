"""How this work is published: as what, in which edition, and where it lives.

Pages, the book, the e-book, the data and the citations all ask here, so that none says another edition than the rest.
Addresses come from conf.py. None is ever guessed: where one is empty, whatever needs it is left out.
"""

import re
from dataclasses import dataclass
from typing import NamedTuple

from ..translation import _
from . import dates

# The settings of conf.py that say where this work lives; each may be empty.
MAIL = "contact_mail"
ADDRESSES = ("html_baseurl", "repository_url", "archive_url", "licence_url", MAIL)
_WEB, _MAIL = re.compile(r"https?://[^\s/?#]+(/[^\s?#]*)?"), re.compile(r"[^\s@<>?&]+@[^\s@<>?&]+")


def problem_of(name: str, value: object) -> str:
    """Why a setting is no address; nothing where it is one, or is empty."""
    look, form = (_MAIL, "somebody@example.org") if name == MAIL else (_WEB, "https://example.org/jasic/")
    if value == "" or (isinstance(value, str) and look.fullmatch(value)):
        return ""
    return f"{name} in conf.py is '{value}', which is no address such as {form}"


class Edition(NamedTuple):
    """An edition: its version, such as `2026.11`, and its day in ISO 8601, or "" where that is not known."""

    version: str
    day: str = ""

    def in_words(self, language: str = dates.ENGLISH) -> str:
        """`Edition 2026.11, 28 November 2026`; without the day where it is not known."""
        if not self.day:
            return _("Edition {version}").format(version=self.version)
        return _("Edition {version}, {date}").format(version=self.version, date=dates.in_words(self.day, language))


@dataclass(frozen=True)
class Publication:
    """The work as a whole.

    `site` and `repository` are web addresses and end with `/`, `archive` is one too, `mail` is an address for letters;
    each is "" where nobody has configured it.
    """

    title: str
    edition: Edition
    author: str = ""
    licence: str = ""  # the address of its text
    site: str = ""  # where the pages are
    repository: str = ""  # where their sources are, and forms for readers
    archive: str = ""  # where every edition is kept
    mail: str = ""  # of the maintainers

    @property
    def addresses(self) -> tuple[str, ...]:
        """What the addresses of other hosts begin with to which pages may lead on account of this."""
        known = (self.licence, self.site, self.repository, self.archive, self.mail and f"mailto:{self.mail}")
        return tuple(address for address in known if address)
