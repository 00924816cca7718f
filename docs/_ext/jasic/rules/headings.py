"""Rules about headings, the title first, and about the lines --- between parts of a page."""

from collections.abc import Iterator

from ..model.anchors import is_ours
from ..reading.constructs import Block, Heading
from .registry import Finding, rule
from .values import has_words


@rule("underlined-heading", reads=Block)
def underlined_heading(block: Block) -> Iterator[Finding]:
    """A heading begins with #; a line of dashes below words makes one by mistake."""
    if block.type == "heading" and not block.markup.startswith("#"):
        fix = f"write `## …`, or set an empty line above the line of {block.markup}"
        yield block.line, f"the line of {block.markup} below makes a heading of these words", fix


@rule("empty-heading", reads=Heading)
def empty_heading(heading: Heading) -> Iterator[Finding]:
    """A heading has words."""
    if not has_words(heading.words):
        yield heading.line, "the heading has no words", "write some, or delete it"


@rule("bad-id", reads=Heading)
def address_of_ours(heading: Heading) -> Iterator[Finding]:
    """A heading has no address that the site itself gives to something."""
    if found := next(filter(is_ours, heading.addresses), ""):
        yield heading.line, f"the site itself has addresses such as '#{found}'", "word the heading otherwise"


@rule("second-title", reads=Heading)
def second_title(heading: Heading) -> Iterator[Finding]:
    """A page has one title."""
    if heading.level == 1 and heading.before:
        yield heading.line, "the page has a title already", "write `## …`"


@rule("heading-level", reads=Heading)
def heading_level(heading: Heading) -> Iterator[Finding]:
    """No level of headings is left out."""
    before = heading.before
    if before and heading.level > before + 1:  # without a title the page has another mistake
        message = f"a heading of level {heading.level} follows one of level {before}"
        yield heading.line, message, f"write `{'#' * (before + 1)} …`"


@rule("separator", reads=Block)
def separator(block: Block) -> Iterator[Finding]:
    """A line --- separates parts of a page, and stands in no box, list or quotation."""
    if block.type == "hr" and block.depth:
        yield block.line, "a line --- stands inside of something", "delete it, or close what is open before it"
