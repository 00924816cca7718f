"""The one door through which every page comes: MyST's parser with a renderer that refuses what no page may use.

The linter reads the same page before the build and names the same mistakes by the same rules. This parser is for what
a rule has forgotten, and for whoever builds without the linter's reading: what is refused here is not rendered, and
the build ends before anything is written (nets.py).
"""

from collections.abc import Iterator, Sequence
from typing import Any

from docutils import nodes
from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode
from myst_parser.mdit_to_docutils.base import token_line
from myst_parser.mdit_to_docutils.sphinx_ import SphinxRenderer
from myst_parser.parsers.mdit import create_md_parser
from myst_parser.parsers.sphinx_ import MystParser
from sphinx.application import Sphinx

from ..domain import JasicDomain
from ..model.markup import BLOCKS, INLINES, Argument, Body
from ..reading import constructs
from ..reading.constructs import Construct
from ..reading.markdown import FOOTNOTE
from ..reading.splitting import is_directive, name_and_rest
from ..rules.registry import findings


class GuardedParser(MystParser):
    """Takes the place of MyST's parser; nothing that a page says changes its settings."""

    def parse(self, inputstring: str, document: nodes.document) -> None:
        # Here and not in the environment: docutils.conf may switch both on again there.
        document.settings.raw_enabled = document.settings.file_insertion_enabled = False
        parser = create_md_parser(document.settings.env.myst_config, GuardedRenderer)
        parser.options["document"] = document
        parser.render(inputstring)


class GuardedRenderer(SphinxRenderer):
    """MyST's renderer behind the rules of markup; every nested body comes through the same object."""

    def __init__(self, parser: MarkdownIt) -> None:
        super().__init__(parser)
        allowed = {f"render_{name}" for name in (*BLOCKS, *INLINES)}
        self.rules |= dict.fromkeys(self.rules.keys() - allowed, self.refuse_block)  # type: ignore[arg-type]
        self.around: list[str] = []  # directives that are being rendered

    def is_refused(self, construct: Construct) -> bool:
        """Whether a rule objects; if so the construct is noted as refused, and must not be rendered."""
        mistakes = list(findings(construct))
        JasicDomain.of(self.sphinx_env).refuse(self.sphinx_env.docname, mistakes)
        return bool(mistakes)

    @property
    def path(self) -> str:
        return f"docs/{self.sphinx_env.docname}.md"

    def refuse_block(self, token: SyntaxTreeNode) -> None:
        self.is_refused(constructs.Block(self.path, token_line(token, 1), token.type, token.content))

    def run_directive(self, name: str, first_line: str, content: str, position: int, *rest: Any, **more: Any) -> Any:
        use = constructs.DirectiveUse(self.path, position, name, first_line, content, tuple(self.around))
        refused = self.is_refused(use)
        if use.parts.declared.argument is Argument.PICTURE:
            picture = constructs.Picture(self.path, position, first_line, "its text is an option")
            refused = self.is_refused(picture) or refused
        if refused:
            return []
        if use.parts.declared.body is Body.NONE:
            content = content.rstrip()  # of empty lines MyST takes the second for a body, and warns
        self.around.append(name)
        try:
            return super().run_directive(name, first_line, content, position, *rest, **more)
        finally:
            self.around.pop()

    def render_myst_role(self, token: SyntaxTreeNode) -> None:
        line = token_line(token) if token.map else 1
        if not self.is_refused(constructs.RoleUse(self.path, line, token.meta["name"], token.content)):
            super().render_myst_role(token)

    def render_link(self, token: SyntaxTreeNode) -> None:
        address, automatic = str(token.attrGet("href") or ""), token.info == "auto"
        inside = tuple(_inside(token))
        if not self.is_refused(constructs.Link(self.path, token_line(token, 1), address, automatic, inside)):
            super().render_link(token)

    def render_image(self, token: SyntaxTreeNode) -> None:
        address, text = str(token.attrGet("src") or ""), self.renderInlineAsText(token.children or [])
        lost = constructs.lost_in_text(child.type for child in token.children or ())
        if not self.is_refused(constructs.Picture(self.path, token_line(token, 1), address, text, lost)):
            super().render_image(token)

    def render_colon_fence(self, token: SyntaxTreeNode) -> None:
        name, _ = name_and_rest(token.info)
        if is_directive(name) or not self.is_refused(constructs.Division(self.path, token_line(token, 1), name)):
            super().render_colon_fence(token)

    def render_fence(self, token: SyntaxTreeNode) -> None:
        name, _ = name_and_rest(token.info)
        code = constructs.Code(self.path, token_line(token, 1), token.info.strip())
        if is_directive(name) or not self.is_refused(code):
            super().render_fence(token)

    def render_restructuredtext(self, token: SyntaxTreeNode) -> None:
        self.is_refused(constructs.DirectiveUse(self.path, token_line(token, 1), "eval-rst", "", token.content))

    def render_front_matter(self, token: SyntaxTreeNode) -> None:
        if not self.is_refused(constructs.FrontMatter(self.path, token_line(token, 1), str(token.content))):
            super().render_front_matter(token)

    def copy_attributes(
        self, token: SyntaxTreeNode, node: nodes.Element, keys: Sequence[str] = ("class",), **more: Any
    ) -> None:
        """The one place where classes, ids and targets that a page writes enter its nodes."""
        own = ("href", "src", "alt", "title")
        values = {name: str(value) for name, value in token.attrs.items() if name not in own}
        block, inside = (_block_around(token), tuple(_inside(token))) if token.type == "span" else ("", ())
        use = constructs.Attributes(self.path, token_line(token, 1), values, block, inside)
        if not values or not self.is_refused(use):
            super().copy_attributes(token, node, keys, **more)


def _block_around(token: SyntaxTreeNode) -> str:
    """What the line stands in that a token is part of, such as `paragraph`, or `span` where it is part of another."""
    around = [node.type for node in _above(token)]
    if "span" in around:
        return "span"
    return FOOTNOTE if FOOTNOTE in around else next(iter(around[around.index("inline") + 1 :]), "")


def _inside(token: SyntaxTreeNode) -> Iterator[str]:
    """The types of what a text in square brackets holds, and the names of its roles."""
    for part in token.walk(include_self=False):
        yield str(part.meta["name"]) if part.type == "myst_role" else part.type


def _above(token: SyntaxTreeNode) -> Iterator[SyntaxTreeNode]:
    """What a token stands in, the nearest first; what is no block, such as a title, stands in nothing."""
    while (parent := token.parent) is not None and not parent.is_root:
        yield parent
        token = parent


def setup(app: Sphinx) -> None:
    app.setup_extension("myst_parser")
    app.add_source_parser(GuardedParser, override=True)
