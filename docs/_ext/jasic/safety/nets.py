"""Nets behind the parser: refusals end the build, files lie inside docs, addresses are ours.

Each closes what the others cannot see: the parser sees no links of files, this sees no words.
"""

from pathlib import Path
from urllib.parse import urlsplit

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.transforms.post_transforms import SphinxPostTransform

from ..model.markup import PICTURES
from ..model.mistake import Mistake

OURS = "ours"  # attribute of links that the extension makes from the bibliography


def stop_at_refusals(app: Sphinx, env: BuildEnvironment) -> None:
    """End before anything is written, with all that was refused and every file that lies where it must not."""
    refused = sorted({str(mistake) for found in env.get_domain("jasic").data["refused"].values() for mistake in found})
    refused += sorted(misplaced_files(env, Path(app.srcdir).resolve()))
    if refused:
        # Not an error of Sphinx: it would bury the list under a traceback.
        raise SystemExit("\n".join([*refused, "Nothing was built: mend these first."]))


def misplaced_files(env: BuildEnvironment, docs: Path) -> list[str]:
    """What was read or would be copied and is no plain file inside docs, or not of a kind that pages may show."""
    problems = []
    for docname in env.found_docs:
        if problem := outside(Path(env.doc2path(docname)), docs):
            problems.append(refusal(docname, problem, "put a plain file there"))
    for picture, (docnames, _) in env.images.items():
        problem = outside(docs / picture, docs) or unshowable(picture)
        problems += [refusal(docname, problem, "put it beside the page") for docname in docnames if problem]
    for download, (docnames, _) in env.dlfiles.items():
        problems += [refusal(docname, f"'{download}' would be copied", "link no file") for docname in docnames]
    return problems


def unshowable(picture: str) -> str:
    return "" if picture.lower().endswith(PICTURES) else f"'{picture}' is no picture that pages may show"


def refusal(docname: str, problem: str, fix: str) -> str:
    return str(Mistake(f"docs/{docname}.md", 1, "file-place", problem, fix))


def outside(file: Path, docs: Path) -> str:
    """Why a file may not be read or copied; nothing where it may."""
    if file.is_symlink() or not file.resolve().is_relative_to(docs):
        return f"'{file.name}' is a link or lies outside docs"
    return "" if file.is_file() else f"there is no file '{file.name}'"


class RefuseAddresses(SphinxPostTransform):
    """Takes away what leads to another host and was not made by the extension, whatever has put it there."""

    default_priority = 999  # when everything is filled in

    def run(self, **kwargs: object) -> None:
        for node in list(self.document.findall(nodes.reference)):
            address = urlsplit(node.get("refuri", ""))
            if (address.scheme or address.netloc) and not node.get(OURS):
                node.replace_self(nodes.inline("", "", *node.children))
        for picture in list(self.document.findall(nodes.image)):
            if urlsplit(picture["uri"]).scheme or urlsplit(picture["uri"]).netloc:
                picture.parent.remove(picture)


def setup(app: Sphinx) -> None:
    app.add_post_transform(RefuseAddresses)
    app.connect("env-updated", stop_at_refusals, priority=100)
