"""Rules about addresses: what was published leads somewhere for ever."""

from collections.abc import Iterator

from ..model.file_names import names_a_device
from ..model.mistake import closest, nearest
from ..model.project import Project
from ..reading.published_addresses import PUBLISHED, REDIRECTS
from .pages import LONGEST_NAME, is_own
from .registry import Finding, Listing, rule


@rule("lost-address", reads=Listing, kind=PUBLISHED)
def lost_address(published: Listing, project: Project) -> Iterator[Finding]:
    """A page, a record, a heading or a source that was published is where it was, or its old address leads on."""
    for address, line in project.published.items():
        if address not in project.addresses and not project.successor(address):
            near = nearest(address, project.addresses)
            fix = f"add to docs/about/redirects.tsv a line with `{address}`, a tab and "
            fix += f"`{near}`, if its text is there now" if near else "the address where its text is now"
            yield line, f"'{address}' was published and leads nowhere now", fix


@rule("redirect-target", reads=Listing, kind=REDIRECTS)
def redirect_target(redirects: Listing, project: Project) -> Iterator[Finding]:
    """A redirect leads from what is gone to what is there."""
    for old, new in project.redirects.items():
        if old in project.addresses:
            yield new.line, f"'{old}' is there, and nobody would be led on", "delete the line, or rename what is there"
        elif is_own(page := old.partition("#")[0]) or names_a_device(page):
            yield new.line, f"the page '{page}' is none that can be gone", "delete the line"
        elif len(page) > LONGEST_NAME:
            yield new.line, f"the old address has {len(page)} characters, more than any page", "delete the line"
        elif new.text not in project.addresses:
            fix = closest(new.text, project.addresses, "name a page, or a page with # and an anchor on it")
            yield new.line, f"'{new.text}' leads nowhere", fix
