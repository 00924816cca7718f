"""Rules about pages as a whole and about what they point at."""

import re
from collections.abc import Iterator

from ..model import dates
from ..model.anchors import CITATIONS
from ..model.bibliography import LARGEST
from ..model.file_names import names_a_device
from ..model.markup import LONGEST_SHORT_TITLE, SHORT_TITLE
from ..model.mistake import closest, nearest, with_article
from ..model.phases import date_in_name
from ..model.project import Project
from ..model.record_kinds import KINDS
from ..model.records import LABEL, PAGE, QUESTION, RECORD, SOURCE, TERM, Page, Reference
from ..model.sources import STREAMS
from .registry import Finding, rule
from .values import MARKUP

STREAM_PAGES = "reference/streams/index"  # which the pages of the streams stand beside
LABELS = ("genindex", "search")  # of the pages that Sphinx makes
OWN_PAGES, OWN_FOLDER = (*LABELS, "404"), f"{CITATIONS}/"  # of the website, which would write over another's
SEPARATORS = re.compile(r"\s*(?:[,;；，、&]|\band\b|\s)\s*")  # what people put between ids and keys instead of a comma
PAGES = re.compile(r"(?:([a-z]+\d{4}\w*)\W+)?((?:(?:pp?|S|ch|vol|no|para)\.? ?|第 ?)?\d[\d–-]*(?: ?页)?)\W*")
NAME = re.compile(r"[a-z0-9-]+(?:/[a-z0-9-]+)*")
LONGEST_NAME = 100  # characters from docs on; Windows has 260 for all of a path, and builds put it into folders


def is_own(docname: str) -> bool:
    """Whether the website itself makes a page of this name."""
    return docname in OWN_PAGES or docname.startswith(OWN_FOLDER)


@rule("no-title", reads=Page)
def no_title(page: Page) -> Iterator[Finding]:
    """A page has a title."""
    if not page.title:
        yield 1, "the page has no title", "begin it with a line `# Title`"


@rule("leftover-markup", reads=Page)
def markup_in_title(page: Page) -> Iterator[Finding]:
    """The title of a page is words, for it is printed where there is no markup too: in feeds and by search engines."""
    if found := MARKUP.search(page.title):
        yield 1, f"title: '{found[0]}' would be printed as it stands elsewhere", "write plain words, and cite below"


@rule("long-title", reads=Page)
def long_title(page: Page) -> Iterator[Finding]:
    """A page has a title for the sidebar, which has little room."""
    if not page.short and not page.is_orphan and len(page.title) > LONGEST_SHORT_TITLE:
        message = f"the title has {len(page.title)} characters, too many for the sidebar"
        fix = f"write above it three lines: ---, `{SHORT_TITLE}: …` with at most {LONGEST_SHORT_TITLE}, and ---"
        yield 1, message, fix


@rule("page-name", reads=Page)
def page_name(page: Page, project: Project) -> Iterator[Finding]:
    """A page can be an address and stands in a folder that is published."""
    if not NAME.fullmatch(page.docname):
        name = re.sub(r"[^a-z0-9/]+", "-", page.docname.lower()).replace("/-", "/").strip("-")
        fix = f"call it docs/{name}.md" if NAME.fullmatch(name) else "use small letters, digits and hyphens"
        if name in project.pages:
            fix = f"call it otherwise: docs/{name}.md is there"
        yield 1, "a page has only small letters, digits and hyphens in its name", fix
    elif len(page.docname) > LONGEST_NAME:
        message = f"the name has {len(page.docname)} characters, and some systems have no room for it"
        yield 1, message, f"shorten it to {LONGEST_NAME}, folders counted"
    elif (date := date_in_name(page)) and not dates.span_if_any(date):
        message = f"the name begins with {date}, which is not a date that exists"
        yield 1, message, "correct it, such as 2018-07-27-raid.md"
    elif is_own(page.docname):
        yield 1, "the website makes a page of this name itself", "call it otherwise"
    elif names_a_device(page.docname):
        yield 1, "Windows has no file of this name", "call it otherwise"
    elif not page.published:
        folders = {name.partition("/")[0] for name, other in project.pages.items() if "/" in name and other.published}
        known = ", ".join(sorted(folders)) or "the folders"
        fix = f"move it to one of {known}, or name the folder in docs/conf.py"
        yield 1, "pages in this folder are not published", fix


@rule("bibliography-part", reads=Page)
def bibliography_part(page: Page, project: Project) -> Iterator[Finding]:
    """A page of the bibliography lists what no other lists, and no more than a phone opens at once."""
    listed = project.sources_in(page.docname)
    line = next((line for line, part in page.bibliographies if part), 1)
    if len(listed) > LARGEST:
        message = f"this page lists {len(listed)} sources, and a phone opens {LARGEST} at most"
        yield line, message, "make two pages of it, such as `press -2018` and `press 2019-`"
    for source in listed:
        home = project.bibliography_page(source)
        if home and home != page.docname:
            message = f"'{source.key}' and others of these stand in {project.pages[home].path} too"
            yield line, message, "name other years in one of the two"
            return


@rule("phase-strip", reads=Page)
def phase_strip(page: Page, project: Project) -> Iterator[Finding]:
    """A strip shows the events of the phase whose page it stands on."""
    if page.phase_strips and not project.phase_told_on(page.docname):
        fix = "move it to a page of events whose name begins with a date, such as 2018-07-16-dismissals.md"
        for line in page.phase_strips:
            yield line, "this page tells no phase of the struggle", fix


@rule("empty-heading", reads=Page)
def bare_heading(page: Page) -> Iterator[Finding]:
    """Something stands below a heading: the book leaves out one that leads to nothing."""
    for line in page.bare:
        yield line, "nothing stands below this heading", "write something there, or delete it"


@rule("unknown-page", reads=Reference, kind=PAGE)
def unknown_page(use: Reference, project: Project) -> Iterator[Finding]:
    """A link to a page leads somewhere."""
    docname = _docname(use.target)
    if docname and docname not in project.pages:
        near = nearest(docname, project.pages)
        suffix = ".md" if re.search(r"\.[a-z]+$", use.target.partition("#")[0]) else ""  # {doc} writes none
        fix = f"did you mean '/{near}{suffix}'" if near else "correct the address"
        yield use.line, f"there is no page '{use.target}'", fix


@rule("unknown-anchor", reads=Reference, kind=PAGE)
def unknown_anchor(use: Reference, project: Project) -> Iterator[Finding]:
    """A link to a part of a page leads to a heading of it; records have roles of their own."""
    address, _, anchor = use.target.partition("#")
    page = project.pages.get(_docname(use.target) or use.path.partition("/")[2].removesuffix(".md"))
    if not anchor or page is None or anchor in page.slugs:
        return
    if anchor in page.anchors:
        if address and anchor in page.deep:
            message = f"the heading '#{anchor}' is of a level that no other page can link"
            yield use.line, message, f"link a heading above it, or write [words]({address})"
        return
    record = project.records.get(anchor)
    if record and not address:
        return  # Sphinx knows records by their ids, wherever they stand
    near = nearest(anchor, sorted(page.slugs))
    fix = f"did you mean '{address}#{near}'" if near else "write the words of the heading in small letters with hyphens"
    fix = f"write {{{record.kind}}}`{record.id}`" if record else fix
    yield use.line, f"{address or 'this page'} has no heading '#{anchor}'", fix


def _docname(address: str) -> str:
    return address.partition("#")[0].removeprefix("/").removesuffix(".md")


@rule("unknown-page", reads=Page)
def page_of_a_stream(page: Page, project: Project) -> Iterator[Finding]:
    """Each stream of evidence has a page of its name, which says what it can be trusted for."""
    folder, _, name = page.docname.rpartition("/")
    if f"{folder}/{name}" == STREAM_PAGES:
        for stream in STREAMS:
            if (docname := f"{folder}/{stream}") not in project.pages:
                fix = f"write docs/{docname}.md as those beside it are, and name it here"
                yield 1, f"the stream '{stream}' has no page", fix


@rule("unknown-page", reads=Reference, kind=LABEL)
def unknown_label(use: Reference) -> Iterator[Finding]:
    """Only pages that Sphinx makes have labels; all else is linked by its address."""
    if use.target not in LABELS:
        fix = "link the page and its heading: [words](/timeline/index.md#the-heading)"
        yield use.line, f"there is no label '{use.target}'", fix


@rule("unknown-term", reads=Reference, kind=TERM)
def unknown_term(use: Reference, project: Project) -> Iterator[Finding]:
    """A term is explained in the glossary."""
    if project.terms and use.target.lower() not in project.terms:
        fix = closest(use.target, project.terms, "explain it in docs/reference/glossary.md")
        yield use.line, f"the glossary has no '{use.target}'", fix


@rule("glossary-form", reads=Page)
def one_glossary(page: Page, project: Project) -> Iterator[Finding]:
    """A term is explained in one place."""
    for term, line in page.terms.items():
        home = next(other for other in project.pages.values() if term.lower() in map(str.lower, other.terms))
        if home is not page:
            yield line, f"'{term}' is explained in {home.path} too", "make one explanation of the two"


@rule("unknown-record", reads=Reference, kind=RECORD)
def unknown_record(use: Reference, project: Project) -> Iterator[Finding]:
    """A list of what names a record has such a record."""
    if use.target not in project.records:
        yield use.line, f"no record has the id '{use.target}'", closest(use.target, project.records, "write an id")


@rule("unknown-question", reads=Reference, kind=QUESTION)
def unknown_map(use: Reference, project: Project) -> Iterator[Finding]:
    """A map shows the claims on a question."""
    if use.target not in project.questions:
        otherwise = f"write one of {', '.join(project.questions) or 'the pages there'}"
        fix = closest(use.target, project.questions, otherwise)
        yield use.line, f"docs/debate/questions has no page '{use.target}'", fix


@rule("unknown-source", reads=Reference, kind=SOURCE)
def unknown_source(use: Reference, project: Project) -> Iterator[Finding]:
    """A citation has its entry in the bibliography."""
    if use.target in project.sources:
        return
    several = [part for part in SEPARATORS.split(use.target) if part in project.sources]
    page = PAGES.fullmatch(use.target)
    if not use.target:
        yield use.line, "a key is missing in this citation", "write {cite:p}`key`, or take a comma away"
    elif len(several) > 1:
        yield use.line, f"'{use.target}' is not one key", f"separate keys with commas: {','.join(several)}"
    elif page and (not page[1] or page[1] in project.sources):
        place = page[2] if re.match("[^0-9]", page[2]) else f"p. {page[2]}"
        fix = f"write it in braces right behind the key: {page[1] or 'key'}{{{place}}}"
        yield use.line, f"'{page[2]}' is a page, not a key", fix
    else:
        fix = closest(use.target, project.sources, "add the entry to references.bib, or correct the key")
        yield use.line, f"references.bib has no entry '{use.target}'", fix


@rule("wrong-kind", reads=Reference)
def wrong_kind(use: Reference, project: Project) -> Iterator[Finding]:
    """A record is referred to as what it is."""
    record = project.find(use.target) if use.kind in KINDS else None
    if record and record.kind != use.kind:
        message = f"'{use.target}' is {with_article(record.kind)}, not {with_article(use.kind)}"
        yield use.line, message, f"refer to it as {with_article(record.kind)}, or name {with_article(use.kind)} here"


def _unknown_id(use: Reference, project: Project) -> Iterator[Finding]:
    """A record that is named exists."""
    if project.find(use.target) is None:
        yield use.line, f"no {use.kind} has the id '{use.target}'", _cure_of_unknown_id(use, project)


def _cure_of_unknown_id(use: Reference, project: Project) -> str:
    """What to write instead: by the signs that stand where the id belongs, or by the ids that there are."""
    kind, target = use.kind, use.target
    ids = [record.id for record in project.of_kind(kind)]
    meant = next((word for word in re.findall(r"[\w-]+", target) if word in ids), "")
    several = list(dict.fromkeys(part for part in SEPARATORS.split(target) if part))
    holder = project.records.get(use.record or "")
    in_option = holder and any(value.line == use.line for value in holder.values.values())
    if in_option and re.search("[<>{}`]", target):
        cure = f"an option holds ids alone: write {meant or 'one of small letters, digits and hyphens'}"
    elif "</" in target:
        cure = f"HTML is not read here: write {{{kind}}}`words <{meant or 'id'}>`"
    elif inside := re.findall("<([^<>]+)>", target):
        cure = f"write {{{kind}}}`words <{inside[-1]}>`, with one bracket on each side"
    elif target.endswith("<>"):
        cure = f"write the id between the brackets: {{{kind}}}`words <id>`"
    elif "<" in target:
        cure = f"close the brackets: {{{kind}}}`{target}>`"
    elif SEPARATORS.search(target) and any(part in project.records for part in several):
        cure = f"name one in each role, and in a list separate ids with commas: {', '.join(several)}"
    elif re.fullmatch(r"[a-z0-9-]+", target):
        cure = closest(target, ids, f"add it with: nox -s new -- {kind} {target}")
    else:
        cure = closest(target, ids, f"write the id of {with_article(kind)}")
    return cure


for _kind in KINDS:
    rule(f"unknown-{_kind}", reads=Reference, kind=_kind)(_unknown_id)
