"""Rules of content: each side of a question is heard, and precedents rest on research."""

from collections.abc import Iterator

from ..model.positions import LONGEST_OPENING, PARTS
from ..model.project import Project
from ..model.records import Page, Record
from .registry import Finding, rule

SCHOLARLY_WORKS = 2  # for a precedent
OTHER_VIEWS = 3  # published sources beside a question that only one speaker takes up


@rule("precedent-sources", reads=Record, kind="precedent")
def precedent_sources(record: Record, project: Project) -> Iterator[Finding]:
    """A precedent rests on two scholarly works, cited anywhere on its page."""
    cited = {use.target for use in project.pages[record.docname].references}
    works = [key for key in cited & project.sources.keys() if project.sources[key].get("stream") == "scholarship"]
    if len(works) < SCHOLARLY_WORKS:
        message = f"the page of the precedent '{record.id}' cites {len(works) or 'no'} scholarly work"
        fix = f"cite at least {SCHOLARLY_WORKS} whose stream is scholarship"
        yield record.line, message, fix


@rule("position-part", reads=Record, kind="position")
def position_part(record: Record, project: Project) -> Iterator[Finding]:
    """The page of a position has the parts that stand side by side at its head."""
    page = project.pages[record.docname]
    for anchor, heading in PARTS.items() if record.fills_page else ():
        if anchor not in page.anchors:
            message = f"the page of the position '{record.id}' has no part '{heading}'"
            yield record.line, message, f"add a line `## {heading}` and what belongs below it"


@rule("position-opening", reads=Record, kind="position")
def position_opening(record: Record, project: Project) -> Iterator[Finding]:
    """A paragraph of these parts opens with what it says in a few words; lists open with their first sentences."""
    page = project.pages[record.docname]
    for paragraph in page.paragraphs if record.fills_page else ():
        if paragraph.heading not in PARTS:
            continue
        length = len(paragraph.opening.split())
        fix = f"begin it with at most {LONGEST_OPENING} words between ** and **, for the box at the head of the page"
        if not length:
            yield paragraph.line, "this paragraph does not open with what it says", fix
        elif length > LONGEST_OPENING:
            yield paragraph.line, f"the opening of this paragraph has {length} words", fix


@rule("question-speakers", reads=Page)
def question_speakers(page: Page) -> Iterator[Finding]:
    """A question has two speakers, or published views beside the one."""
    claims = [record for record in page.records if record.kind == "claim"]
    speakers = {claim.get("by") for claim in claims}
    discussion = {claim.get("source") for claim in claims}
    if claims and len(speakers) < 2 and len(page.sources_of(None) - discussion) < OTHER_VIEWS:
        message = f"only {claims[0].get('by') or 'one side'} speaks on this page"
        fix = f"add a claim of another speaker, or cite at least {OTHER_VIEWS} published views beside the claims"
        yield claims[0].line, message, fix
