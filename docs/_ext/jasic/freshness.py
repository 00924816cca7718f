"""Which pages must be written again, although nobody has edited them: what they show of others has changed.

A page shows titles and places of the records it names, labels of the sources it cites, and backlinks to whatever names
its own records; pages with views show everything, and all show the navigation. What the pages in an output folder show
is noted there, since each folder may be as old as it likes, and only when the build has ended well: a page that the
note does not know, or knows otherwise, is written, so a build that was broken off leaves nothing half done.
"""

import hashlib
import json
import os
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.environment import BuildEnvironment

from .compat import digest_of_navigation
from .domain import JasicDomain

NOTE = ".shown.json"  # in the output folder


def outdated(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """The pages whose text, or whatever they show, is not what the folder's note says."""
    noted, now = read_note(Path(app.outdir)), digests(env)
    return [docname for docname, digest in now.items() if noted.get(docname) != digest]


def read_note(folder: Path) -> dict[str, str]:
    """What the pages in an output folder show; nothing where no build has ended well, or the note is broken."""
    try:
        note = json.loads((folder / NOTE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return note if isinstance(note, dict) else {}


def digests(env: BuildEnvironment) -> dict[str, str]:
    """What each page shows: a digest of its text, of the navigation, and of all that it asks of the project."""
    domain = env.get_domain(JasicDomain.name)
    assert isinstance(domain, JasicDomain)
    navigation = digest_of_navigation(env, domain.project.short_titles)
    return {
        docname: f"{digest(Path(env.doc2path(docname)).read_bytes())} {navigation} {domain.project.digest(docname)}"
        for docname in sorted(env.found_docs)
    }


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:16]


def write_note(app: Sphinx, exception: Exception | None) -> None:
    """Note what the pages show, in one step, when all are written and the index of the search too."""
    if exception is None:
        new = Path(app.outdir, f"{NOTE}.new")
        new.write_text(json.dumps(digests(app.env), indent=0), encoding="utf-8")
        os.replace(new, Path(app.outdir, NOTE))


def leave_out_of_the_e_book(app: Sphinx, config: Config) -> None:
    config.epub_exclude_files = [*config.epub_exclude_files, NOTE]


def setup(app: Sphinx) -> None:
    app.connect("config-inited", leave_out_of_the_e_book)
    app.connect("env-updated", outdated)
    app.connect("build-finished", write_note, priority=1000)  # after the audit, which may object
