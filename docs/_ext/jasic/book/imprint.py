"""Which edition of the book this is, whose, and how it is cited: on paper, and as properties of the file."""

from collections.abc import Iterator
from typing import NamedTuple

from sphinx.config import Config

from ..reading.edition import made
from ..translation import _


def edition_of(config: Config) -> str:
    """The edition: what conf.py calls the release, or else the version."""
    return str(config.release or config.version)


def imprint(config: Config, date: str) -> Iterator[str]:
    """The paragraphs of the imprint: edition and date, rights, licence, how to cite, address, how it was made."""
    edition = edition_of(config)
    title = config.project + ("." if config.project[-1:] not in ".?!" else "")
    yield f"{title} " + (_("Edition {edition}, {date}.").format(edition=edition, date=date) if edition else f"{date}.")
    yield from rights_and_licence(config)
    cited = f"{config.project}, " + (_("edition {edition}").format(edition=edition) if edition else date)
    yield _(
        "How to cite: by edition and page, as in “{title}, p. 123”. Pages are counted in one sequence from the "
        "half-title, as a PDF reader counts them too."
    ).format(title=cited)
    if config.html_baseurl:
        yield _(
            "The website: {address}. Events, claims and people have a name there that outlives editions; it is the "
            "last part of their address."
        ).format(address=config.html_baseurl)
    yield _("Set in Libertinus Serif, Noto Serif SC and Noto Sans SC with Typst, as a tagged PDF (PDF/UA-1, PDF/A-2a).")


def rights(config: Config) -> str:
    """Whose the book is, from the year of this edition."""
    return f"© {made().year} {config.author}" if config.pdf_licence else f"© {config.copyright}"


def rights_and_licence(config: Config) -> Iterator[str]:
    """Whose the book is, and what readers may do with it, for those who see the address and cannot follow it."""
    yield rights(config)
    if config.pdf_licence and config.licence_url:
        yield f"{config.pdf_licence} {config.licence_url.removeprefix('https://').rstrip('/')}"


class About(NamedTuple):
    """What the file says of the book besides what Typst has written into it."""

    licence: str
    licence_address: str
    version: str


def about(config: Config) -> About:
    """What the file of this edition says of itself."""
    licence = " ".join(filter(None, [rights(config) + ".", config.pdf_licence]))
    return About(licence, config.licence_url, edition_of(config))
