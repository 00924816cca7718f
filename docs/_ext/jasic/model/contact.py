"""How readers reach the maintainers: addresses of forms and of mail, filled in with the page and the edition.

They follow from the addresses in conf.py; where those are empty there are none. The forms are those in
.github/ISSUE_TEMPLATE, whose fields a test compares with these.
"""

from typing import NamedTuple
from urllib.parse import quote, urlencode

from ..translation import _
from .publication import Publication

BRANCH = "main"
CORRECTION, TAKEDOWN = "correction.yml", "takedown.yml"
SAFETY, TAKING_DOWN = "about/safety", "taking-a-name-down"  # the page, and its section on taking names down


class Way(NamedTuple):
    """A way to act: what a reader sees, and where it leads."""

    label: str
    address: str


def report_an_error(publication: Publication, page: str, title: str) -> list[Way]:
    """Ways to say that something on a page is wrong; `page` is its address within the site."""
    ways = []
    if publication.repository:
        ways.append(Way(_("with a form"), form(publication, CORRECTION, page)))
    if publication.mail:
        ways.append(Way(_("by mail, without an account"), letter(publication, _("Error: {title}"), page, title)))
    return ways


def take_down(publication: Publication, page: str = "", title: str = "") -> list[Way]:
    """Ways to ask for a name or a detail to be removed, those that leave no public trace first."""
    ways = []
    if publication.mail:
        label = _("by mail, without an account: {address}").format(address=publication.mail)
        ways.append(Way(label, letter(publication, _("Take a name down: {title}"), page, title)))
    if publication.repository:
        ways.append(Way(_("in private, as a security report"), f"{publication.repository}security/advisories/new"))
        ways.append(Way(_("in public, with a form"), form(publication, TAKEDOWN, page)))
    return ways


def nothing_found(publication: Publication) -> str:
    """Where a reader may say that a search has missed something, or nothing; the query takes the place of {query}."""
    page, subject = "search.html", str(_("Nothing found: {query}"))
    if publication.repository:
        address = f"{form(publication, CORRECTION, page)}&{urlencode({'title': subject}, quote_via=quote)}"
    else:
        kept = subject.replace("{", "{{").replace("}", "}}")
        address = letter(publication, kept, page, "") if publication.mail else ""
    return address.replace(quote("{query}"), "{query}")


def edit(publication: Publication, path: str) -> list[Way]:
    """Where the file behind a page can be changed; `path` is its own in the repository."""
    repository = publication.repository
    return [Way(_("Edit this page"), f"{repository}edit/{BRANCH}/{quote(path)}")] if repository else []


def form(publication: Publication, template: str, page: str) -> str:
    """The address of a form, with the fields that we know filled in."""
    fields = {"template": template, "page": where(publication, page), "edition": edition(publication)}
    known = {name: value for name, value in fields.items() if value}
    return f"{publication.repository}issues/new?{urlencode(known, quote_via=quote)}"


def letter(publication: Publication, subject: str, page: str, title: str) -> str:
    """The address of a letter, which a mail program opens without sending it."""
    lines = [*filter(None, [where(publication, page), edition(publication)]), "", ""]
    # RFC 6068 asks for these ends of lines; some mail programs show no others.
    fields = {"subject": subject.format(title=title or publication.title), "body": "\r\n".join(lines)}
    return f"mailto:{publication.mail}?{urlencode(fields, quote_via=quote)}"


def where(publication: Publication, page: str) -> str:
    """The address of a page, as exact as it is known."""
    return f"{publication.site}{page}" if page else ""


def edition(publication: Publication) -> str:
    """The edition for those who maintain it, in digits."""
    return " ".join(filter(None, publication.edition))
