"""The imprint of the e-book: which edition this is, whose, how it is cited, and what a reading system may tell."""

from collections.abc import Iterator

from sphinx.config import Config

from ..book.imprint import rights_and_licence
from ..model.publication import Publication
from ..translation import _


def imprint(config: Config, publication: Publication) -> Iterator[str]:
    """Its paragraphs. What the printed book says of its pages and its type is not true here."""
    edition = publication.edition.in_words(config.language)
    yield f"{config.epub_title}. {edition}."
    yield from rights_and_licence(config)
    yield _(
        "How to cite: “{title}. {edition}”, and the heading under which the words stand, since the pages of an e-book "
        "are others on each screen. An event, a claim or a person has besides a name that outlives editions; it is "
        "the last part of its address on the website."
    ).format(title=config.epub_title, edition=edition)
    if config.html_baseurl:
        yield _("The website: {address}").format(address=config.html_baseurl)
    yield _(
        "This book asks no host for anything. The app or device on which it is read may keep, or tell its maker, what "
        "was read and when. Links to sources lead out of the book; whoever follows one is seen by that source's host."
    )
