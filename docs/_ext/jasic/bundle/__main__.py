"""What `nox -s bundle` calls between its builds; each step works in a folder that nobody else reads.

A page cannot say the digest of an archive that it stands in. So the pages are built twice: the site in the archive and
in the ZIM file lists book and e-book, which it holds; the published site lists the archive and the ZIM file as well.

    python -m jasic.bundle books BUNDLE PDF EPUB    the book and the e-book, and the list for the first build
    python -m jasic.bundle carry BUNDLE SITE        the archive and the ZIM file, and the list for the second build
    python -m jasic.bundle publish BUNDLE SITE OUT  the site with all of them beside it, and SHA256SUMS
"""

import argparse
import hashlib
import os
import runpy
import shutil
import sys
import tomllib
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from ..model.carried import FOLDER, Carried
from ..reading import carried
from .archive import write_archive

NAME = "jasic"
DOCS = Path("docs")
LIST = "list.json"  # in the folder of the bundle, for `-D carried_files=`
SUMS = "SHA256SUMS"  # as `sha256sum --check` reads it
CURE = "Fix: run `nox -s bundle`, which sets it to the time of the commit."


def main(arguments: Sequence[str] | None = None) -> None:
    """Do one step; ends with a sentence and its cure where that is not possible."""
    parser = argparse.ArgumentParser(prog="jasic.bundle", description=__doc__)
    steps = parser.add_subparsers(required=True)
    for step, names in ((books, ("pdf", "epub")), (carry, ("site",)), (publish, ("site", "out"))):
        one = steps.add_parser(step.__name__, help=step.__doc__)
        one.set_defaults(step=step)
        for name in ("bundle", *names):
            one.add_argument(name, type=Path)
    chosen = vars(parser.parse_args(arguments))
    try:
        chosen.pop("step")(**chosen)
    except (OSError, ValueError) as error:
        sys.exit(f"The bundle could not be made: {error}")


def books(bundle: Path, pdf: Path, epub: Path) -> None:
    """Put the book and the e-book under the name of their edition into a new bundle."""
    shutil.rmtree(bundle, ignore_errors=True)
    (bundle / FOLDER).mkdir(parents=True)
    for file in (epub, pdf):
        shutil.copyfile(file, bundle / FOLDER / f"{edition()}{file.suffix}")
    note(bundle, ".epub", ".pdf")


def carry(bundle: Path, site: Path) -> None:
    """Pack the site, with book and e-book in it, as an archive and as a ZIM file."""
    from .zim import About, write_zim  # here, because only this step needs libzim and Typst

    settings = runpy.run_path(str(DOCS / "conf.py"))
    whole = assembled(site, bundle, bundle / "site")
    about = About(
        name=NAME,
        title=settings["project"],
        description=named_in_project("description"),
        long_description=settings["pdf_subtitle"],
        creator=settings["author"],
        licence=settings["copyright"],
        language=settings["language"],
        made=made(),
    )
    files = {end: bundle / FOLDER / f"{edition()}{end}" for end in (".zip", ".zim")}
    write_archive(whole, edition(), made(), files[".zip"], Counter("archive"))
    write_zim(whole, about, files[".zim"], Counter("ZIM file"))
    note(bundle, ".zip", ".zim", ".epub", ".pdf")


def publish(bundle: Path, site: Path, out: Path) -> None:
    """Put the site with everything to carry away beside its pages where it is taken from, and the list of digests."""
    new = assembled(site, bundle, out.with_name(f"{out.name}.new"))
    found = carried.read(bundle / LIST)
    sums = "".join(f"{one.digest}  {one.name}\n" for one in sorted(found))
    (new / FOLDER / SUMS).write_text(sums, encoding="utf-8")
    shutil.rmtree(out, ignore_errors=True)
    new.rename(out)


def assembled(site: Path, bundle: Path, place: Path) -> Path:
    """A copy of a built site with the files of the bundle in it."""
    if not (site / "index.html").is_file():
        raise ValueError(f"{site} holds no site. Fix: build it first, as `nox -s bundle` does.")
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(site, place, ignore=shutil.ignore_patterns(".*"))
    shutil.copytree(bundle / FOLDER, place / FOLDER)
    return place


def note(bundle: Path, *ends: str) -> None:
    """Write the list of what is there, in the order in which readers are likely to want it."""
    found = [bundle / FOLDER / f"{edition()}{end}" for end in ends]
    carried.write((described(file) for file in found), bundle / LIST)


def described(file: Path) -> Carried:
    content = file.read_bytes()
    return Carried(file.name, len(content), hashlib.sha256(content).hexdigest())


def edition() -> str:
    """What the files are called: the name of the work and the version of pyproject.toml."""
    return f"{NAME}-{named_in_project('version')}"


def named_in_project(field: str) -> str:
    """What pyproject.toml says of the work."""
    text: str = tomllib.loads((DOCS.parent / "pyproject.toml").read_text(encoding="utf-8"))["project"][field]
    return text


def made() -> datetime:
    """The time that every file bears: that of the commit."""
    seconds = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not seconds.isdigit():
        raise ValueError(f"SOURCE_DATE_EPOCH says no time. {CURE}")
    return datetime.fromtimestamp(int(seconds), UTC)


class Counter:
    """Says how far a step has come: on a terminal file by file, elsewhere once."""

    def __init__(self, what: str) -> None:
        self.what = what

    def __call__(self, number: int, total: int) -> None:
        if sys.stderr.isatty():
            print(f"\r{self.what}: {number} of {total} files", end="\n" if number == total else "", file=sys.stderr)
        elif number == total:
            print(f"{self.what}: {total} files", file=sys.stderr)


if __name__ == "__main__":
    main()
