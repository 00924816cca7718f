"""Nets behind the parser: refusals end the build, files lie inside docs, addresses are ours.

Each closes what the others cannot see: the parser sees no links of files, this sees no words.
"""

from pathlib import Path
from urllib.parse import urlsplit

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.transforms import SphinxTransform
from sphinx.transforms.post_transforms import SphinxPostTransform

from ..domain import JasicDomain, stop
from ..model.anchors import is_counted, is_ours
from ..model.markup import PICTURES
from ..model.mistake import Mistake
from ..reading import pictures

OURS = "ours"  # attribute of links that the extension makes from the bibliography
HARD_BREAKS = ("<br />\n", "\\\\\n")  # MyST writes them so
COLOURED = ("bibtex", "json", "toml")  # languages whose lexers take twice as long for twice the text
ADDRESSED = (nodes.section, nodes.rubric, nodes.footnote)  # whose addresses come from words of the page
# What no page makes when it is read: HTML as it stands, files to copy, headings of HTTP.
FOREIGN = (nodes.raw, addnodes.download_reference, nodes.meta)


def refuse_nodes(app: Sphinx, document: nodes.document) -> None:
    """Note what a page has become that no page may become, whichever directive or role has made it."""
    docname = app.env.current_document.docname
    elements = list(document.findall(nodes.Element))
    problems = [f"'{node.tagname}' may not come from a page" for node in elements if is_foreign(node)]
    named = [name for node in elements if isinstance(node, ADDRESSED) for name in node["ids"] if not is_counted(name)]
    problems += [f"the site itself has addresses such as '#{name}'" for name in named if is_ours(name)]
    for contents in document.findall(addnodes.toctree):
        entries = [entry for title, entry in contents["entries"] if title or entry not in app.env.found_docs]
        problems += [f"the contents name '{entry}', which is no page" for entry in entries]
    mistakes = [Mistake(f"docs/{docname}.md", 1, "foreign-node", problem, "take it away") for problem in problems]
    JasicDomain.of(app.env).refuse(docname, mistakes)


def is_foreign(node: nodes.Element) -> bool:
    address = node.get("refuri") or node.get("uri") or ""
    if isinstance(node, nodes.raw) and node.astext() in HARD_BREAKS:
        return False
    return isinstance(node, FOREIGN) or (isinstance(node, (nodes.reference, nodes.image)) and leads_away(address))


def leads_away(address: str) -> bool:
    """Whether an address leads out of the site. Within it all addresses are relative, for it is read from disk too."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return True
    return bool(parts.scheme or parts.netloc) or address.lstrip().startswith(("/", "\\"))


def stop_at_refusals(app: Sphinx, env: BuildEnvironment) -> None:
    """End before anything is written, with all that was refused and every file that lies where it must not."""
    refused = sorted({str(mistake) for found in JasicDomain.of(env).data["refused"].values() for mistake in found})
    refused += sorted(misplaced_files(env, Path(app.srcdir).resolve()))
    if refused:
        stop(refused)


def misplaced_files(env: BuildEnvironment, docs: Path) -> list[str]:
    """What was read or would be copied and is no plain file inside docs, or not of a kind that pages may show."""
    problems = []
    for docname in env.found_docs:
        if problem := outside(Path(env.doc2path(docname)), docs):
            problems.append(refusal(docname, problem, "put a plain file there"))
    for picture, (docnames, _) in env.images.items():
        problem = outside(docs / picture, docs) or unshowable(docs / picture)
        problems += [refusal(docname, problem, "put it beside the page") for docname in docnames if problem]
    for download, (docnames, _) in env.dlfiles.items():
        problems += [refusal(docname, f"'{download}' would be copied", "link no file") for docname in docnames]
    return problems


def unshowable(picture: Path) -> str:
    if picture.suffix.lower() not in PICTURES:
        return f"'{picture.name}' is no picture that pages may show"
    return f"'{picture.name}' {problem}" if (problem := pictures.problem(picture)) else ""


def refusal(docname: str, problem: str, fix: str) -> str:
    return str(Mistake(f"docs/{docname}.md", 1, "file-place", problem, fix))


def outside(file: Path, docs: Path) -> str:
    """Why a file may not be read or copied; nothing where it may."""
    if file.is_symlink() or not file.resolve().is_relative_to(docs):
        return f"'{file.name}' is a link or lies outside docs"
    return "" if file.is_file() else f"there is no file '{file.name}'"


class PlainCode(SphinxTransform):
    """Shows code of most languages as it stands: to colour it takes some of Pygments' lexers minutes for a page.

    They try again from every letter of what they do not know. Nor does one that is left say that code has an error.
    """

    default_priority = 400

    def apply(self, **kwargs: object) -> None:
        for block in self.document.findall(nodes.literal_block):
            block["language"] = block.get("language") if block.get("language") in COLOURED else "none"
            block["force"] = True


class RefuseAddresses(SphinxPostTransform):
    """Takes away what leads to another host and was not made by the extension, whatever has put it there."""

    default_priority = 999  # when everything is filled in

    def run(self, **kwargs: object) -> None:
        for node in list(self.document.findall(nodes.reference)):
            if leads_away(node.get("refuri", "")) and not node.get(OURS):
                node.replace_self(nodes.inline("", "", *node.children))
        for picture in list(self.document.findall(nodes.image)):
            if leads_away(picture["uri"]):
                picture.parent.remove(picture)


def setup(app: Sphinx) -> None:
    app.add_transform(PlainCode)
    app.add_post_transform(RefuseAddresses)
    app.connect("doctree-read", refuse_nodes)
    app.connect("env-updated", stop_at_refusals, priority=100)
