"""Where links lead that name no record: to pages, headings, labels and terms, as Sphinx has placed them."""

from typing import Any

from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import docname_join

from .compat import headings
from .domain import JasicDomain
from .model.project import LinkTarget
from .nodes.factory import NodeFactory

ELSEWHERE = ("std", "doc", "", None)  # domains that do not ask the project by themselves


class TrackLinkTargets(SphinxPostTransform):
    """Asks the project where each link leads that Sphinx and MyST will resolve without it."""

    default_priority = 8  # before MyST's resolver, and that before Sphinx's

    def run(self, **kwargs: Any) -> None:
        targets = NodeFactory.for_transform(self).project.link_targets
        for node in self.document.findall(addnodes.pending_xref):
            for name in targets_of(node) if node.get("refdomain") in ELSEWHERE else ():
                targets.get(name)


def targets_of(node: addnodes.pending_xref) -> list[str]:
    """What a link may lead to, as keys of `Project.link_targets`; nothing where the page itself says all."""
    docname, anchor = node["reftarget"], node.get("reftargetid")
    if node["reftype"] == "doc":
        docname = docname_join(node["refdoc"], docname)
    if node["reftype"] == "doc" or node.get("refdomain") == "doc":  # a link in Markdown to a page
        if anchor:
            return [f"heading {docname}#{anchor}", f"label {anchor}"]
        return [] if node["refexplicit"] else [f"doc {docname}"]
    kinds = [node["reftype"]] if node["reftype"] in ("term", "ref") else ["term", "ref", "doc"]
    return [f"{'label' if kind == 'ref' else kind} {docname.lower()}" for kind in kinds]


def link_targets(env: BuildEnvironment) -> dict[str, LinkTarget]:
    """Where Sphinx has put pages, labels, terms and headings, by kind and name: `term strike`."""
    found = {
        f"{kind} {name if kind == 'doc' else name.lower()}": LinkTarget(docname, anchor, title)
        for name, title, kind, docname, anchor, _priority in env.domains.standard_domain.get_objects()
    }
    for docname in env.found_docs:
        for slug, (anchor, title) in headings(env, docname).items():
            found[f"heading {docname}#{slug}"] = LinkTarget(docname, anchor, title)
    return found


def note_link_targets(app: Sphinx, env: BuildEnvironment) -> None:
    """Now that all pages are read."""
    JasicDomain.of(env).project.link_targets = link_targets(env)


def setup(app: Sphinx) -> None:
    app.add_post_transform(TrackLinkTargets)
    app.connect("env-updated", note_link_targets, priority=199)  # before pages are made, see begin_writing of domain.py
