"""`nox -s bundle`: builds everything to publish or to carry away into build/bundle.

A page cannot say the digest of an archive that it stands in. So the pages are built twice, the second time in seconds:
the site in the archive and in the ZIM file lists book and e-book, which it holds; the published site lists the archive
and the ZIM file as well.

    python -m jasic.bundle                          all of it; the steps one by one are
    python -m jasic.bundle contact                  whether those who are named in it can reach whoever publishes it
    python -m jasic.bundle books BUNDLE PDF EPUB    the book and the e-book, and the list for the first build
    python -m jasic.bundle carry BUNDLE SITE        the archive and the ZIM file, and the list for the second build
    python -m jasic.bundle publish BUNDLE SITE OUT  the site with all of them beside it, and SHA256SUMS
"""

import argparse
import hashlib
import os
import re
import shutil
import sys
import tomllib
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial
from inspect import signature
from pathlib import Path

from ..commands import BROKEN_OFF
from ..commands.build import BUILD, WORK, alone, build, side_by_side, sphinx
from ..commands.cli import Refusal
from ..model.downloads import FOLDER, Download
from ..model.publication import MAIL
from ..reading import downloads
from ..reading.edition import EPOCH, differs_from_commit, epoch, of_last_commit
from ..reading.settings import Unreadable, conf_of
from .archive import refuse_unportable, write_archive

NAME = "jasic"
DOCS = Path("docs")
LIST = "list.json"  # in the folder of the bundle, for `-D carried_files=`
SUMS = "SHA256SUMS"  # as `sha256sum --check` reads it
VERSION = re.compile(r"[0-9]+(\.[0-9]+)*")
FIRST, LAST = 315_532_800, 4_354_819_198  # the years from 1980 to 2107, in seconds since 1970, are all that a zip knows
BUILD_FIRST = "Fix: build it first, as `nox -s bundle` does."
CURE = "Fix: run `nox -s bundle`, which sets it to the time of the commit."


def main(arguments: Sequence[str] | None = None) -> None:
    """Make the bundle, or do one step; ends with a sentence and its cure where that is not possible."""
    parser = argparse.ArgumentParser(prog="jasic.bundle", description=__doc__)
    parser.set_defaults(step=make_bundle)
    steps = parser.add_subparsers()
    for step in (contact, books, carry, publish):
        one = steps.add_parser(step.__name__, help=step.__doc__)
        one.set_defaults(step=step)
        for name in signature(step).parameters:
            one.add_argument(name, type=Path)
    chosen = vars(parser.parse_args(arguments))
    try:
        chosen.pop("step")(**chosen)
    except KeyError as error:
        sys.exit(f"The bundle could not be made: {error} is set nowhere. Fix: write it into conf.py or pyproject.toml.")
    except (OSError, ValueError, Unreadable, Refusal) as error:
        sys.exit(f"The bundle could not be made: {error}")
    except KeyboardInterrupt:
        sys.exit(BROKEN_OFF)


def make_bundle() -> None:
    """Build everything, with all steps between the builds."""
    os.environ[EPOCH] = epoch() or time_of_commit()
    contact()
    work, site, out = WORK / "bundle", WORK / "bundle-html", BUILD / "bundle"

    def build_site() -> None:
        listed = f"-Dcarried_files={(work / LIST).resolve()}"
        side_by_side({"site": sphinx("html", site.name, listed)})

    with alone("bundle", "epub", "pdf"):
        build("pdf", "epub")
        books(work, BUILD / "pdf" / f"{NAME}.pdf", BUILD / "epub" / f"{NAME}.epub")
        build_site()
        carry(work, site)
        build_site()
        publish(work, site, out)
    print(f"Site:          {(out / 'index.html').resolve().as_uri()}")
    print(f"To carry away: {(out / FOLDER).resolve().as_uri()}")


def time_of_commit() -> str:
    """When the commit was made, in seconds: the time of everything in a bundle, so that two of one commit are alike."""
    seconds = of_last_commit(DOCS)
    if not seconds:
        raise ValueError(f"nothing says of when this edition is. Fix: build in a clone, or set {EPOCH}.")
    if differs_from_commit(DOCS):
        fix = "Fix: commit, and build again."
        print(f"Files differ from the commit, so nobody else can make this bundle. {fix}", file=sys.stderr)
    return seconds


def contact() -> None:
    """See that those who are named can reach the publisher without an account: an error where that is required.

    Elsewhere a warning: a bundle that nobody publishes needs no address, and says on its page on safety that it has
    none.
    """
    if conf_of(DOCS)[MAIL]:
        return
    words = f"{MAIL} in docs/conf.py is empty, so nobody who is named here can ask you to take a name down"
    fix = "Fix: write an address there that is read, before you publish this."
    if os.environ.get("JASIC_CONTACT") == "required":
        raise ValueError(f"{words}. {fix}")
    print(f"Warning: {words}. {fix}", file=sys.stderr)


def books(bundle: Path, pdf: Path, epub: Path) -> None:
    """Put the book and the e-book under the name of their edition into a new bundle."""
    for file in (epub, pdf):
        if not file.is_file():
            raise ValueError(f"{file} is not there. {BUILD_FIRST}")
    delete_bundle(bundle, LIST)
    (bundle / FOLDER).mkdir(parents=True)
    downloads.write((), bundle / LIST)  # by which it is known for a bundle, wherever this is broken off
    for file in (epub, pdf):
        shutil.copyfile(file, bundle / FOLDER / f"{edition()}{file.suffix}")
    note(bundle, ".epub", ".pdf")


def carry(bundle: Path, site: Path) -> None:
    """Pack the site, with book and e-book in it, as an archive and as a ZIM file."""
    from .zim import metadata, write_zim  # here, because only this step needs libzim and Typst

    whole = assembled(site, bundle, bundle / "site")
    about = metadata(NAME, named_in_project("description"), conf_of(DOCS), made())
    files = {end: bundle / FOLDER / f"{edition()}{end}" for end in (".zip", ".zim")}
    write_archive(whole, edition(), made(), files[".zip"], partial(say_progress, "archive"))
    write_zim(whole, about, files[".zim"], partial(say_progress, "ZIM file"))
    note(bundle, ".zip", ".zim", ".epub", ".pdf")


def publish(bundle: Path, site: Path, out: Path) -> None:
    """Put the site with everything to carry away beside its pages where it is taken from, and the list of digests."""
    found = downloads.read(bundle / LIST)
    refuse_another(out, f"{FOLDER}/{SUMS}")
    new = assembled(site, bundle, out.with_name(f"{out.name}.new"))
    sums = "".join(f"{one.digest}  {one.name}\n" for one in sorted(found))
    (new / FOLDER / SUMS).write_text(sums, encoding="utf-8")
    delete_bundle(out, f"{FOLDER}/{SUMS}")
    new.rename(out)


def delete_bundle(folder: Path, mark: str) -> None:
    """Delete what an earlier run has made."""
    refuse_another(folder, mark)
    shutil.rmtree(folder, ignore_errors=True)


def refuse_another(folder: Path, mark: str) -> None:
    """Raise ValueError for a folder that is full without the `mark` of a bundle: somebody would lose what is in it."""
    if folder.exists() and any(folder.iterdir()) and not (folder / mark).exists():
        raise ValueError(f"{folder} holds no bundle, and would be deleted. Fix: name an empty folder, or a new one.")


def assembled(site: Path, bundle: Path, place: Path) -> Path:
    """A copy of a built site with the files of the bundle in it."""
    if not (site / "index.html").is_file():
        raise ValueError(f"{site} holds no site. {BUILD_FIRST}")
    refuse_unportable(site)
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(site, place, ignore=shutil.ignore_patterns(".*"))
    shutil.copytree(bundle / FOLDER, place / FOLDER)
    return place


def note(bundle: Path, *ends: str) -> None:
    """Write the list of what is there, in the order in which readers are likely to want it."""
    found = [bundle / FOLDER / f"{edition()}{end}" for end in ends]
    downloads.write((described(file) for file in found), bundle / LIST)


def described(file: Path) -> Download:
    content = file.read_bytes()
    return Download(file.name, len(content), hashlib.sha256(content).hexdigest())


def edition() -> str:
    """What the files are called: the name of the work and the version of pyproject.toml."""
    if not VERSION.fullmatch(version := named_in_project("version")):
        raise ValueError(f"the version in pyproject.toml is '{version}'. Fix: write digits and dots, such as 2026.11.")
    return f"{NAME}-{version}"


def named_in_project(field: str) -> str:
    """What pyproject.toml says of the work."""
    text: str = tomllib.loads((DOCS.parent / "pyproject.toml").read_text(encoding="utf-8"))["project"][field]
    return text


def made() -> datetime:
    """The time that every file bears: that of the commit."""
    seconds = int(epoch() or 0)
    if not FIRST <= seconds <= LAST:
        raise ValueError(f"{EPOCH} says no time that an archive can bear. {CURE}")
    return datetime.fromtimestamp(seconds, UTC)


def say_progress(what: str, number: int, total: int) -> None:
    """Say how far a step has come: on a terminal file by file, elsewhere once."""
    if sys.stderr.isatty():
        print(f"\r{what}: {number} of {total} files", end="\n" if number == total else "", file=sys.stderr)
    elif number == total:
        print(f"{what}: {total} files", file=sys.stderr)


if __name__ == "__main__":
    main()
