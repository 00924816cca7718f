"""How the parts of a page are addressed. Readers and other sites keep these addresses: they are promises."""

import re
import unicodedata

SOURCE_PREFIX = "src-"  # of an entry of the bibliography; the browser's search knows sources by it
PAGE_SOURCES = "sources-of-this-page"  # the list at the foot of a page that cites
REFERENCE_PREFIX = "ref-"  # of a source in that list
CHANGES, FEED = "about/changes", "feed.xml"  # the page that tells what is new, and the same for feed readers
NOT_FOUND = "404.html"  # what hosts show for an address that leads nowhere
DATA = "data"  # folder of the website for what programs read
CITATIONS = "cite"  # folder of the website: for each page how to cite it and its records, and its sources as files
CHINESE_SUMMARY = "summary-in-chinese"  # the section that ends a page and says in Chinese what is on it
CHINESE_SUMMARIES = "summaries-in-chinese"  # the section of some page that lists these
TERM_PREFIX = "term-"  # of an entry of the glossary, given by Sphinx
RECORD_PREFIX = "record-"  # of a record that fills its page, whose address is that of the page
# What no writer may call a record or a heading, since a page may have such an address by itself.
_OURS = re.compile(
    rf"({SOURCE_PREFIX}|{REFERENCE_PREFIX}|{TERM_PREFIX}|{RECORD_PREFIX}).*|(cite|from)-\d+|{PAGE_SOURCES}|"
    r"sd-tab-item-\d.*|furo-.*|svg-.*|searchbox"  # of tabs, of the theme
)
_COUNTED = re.compile(r"id\d+")


def source_anchor(key: str) -> str:
    """The anchor of a source in the bibliography; it never changes as long as the key does not."""
    return f"{SOURCE_PREFIX}{key}"


def reference_anchor(key: str) -> str:
    """The anchor of a source in the list of sources of any page."""
    return f"{REFERENCE_PREFIX}{key}"


def term_anchor(term: str) -> str:
    """The anchor of a term, as Sphinx makes it; nothing where there are no Latin letters: such anchors are numbered."""
    letters = unicodedata.normalize("NFKD", term).encode("ascii", "ignore").decode()
    words = re.findall(r"[A-Za-z0-9._]+", letters)
    return TERM_PREFIX + "-".join(words) if words else ""


def is_ours(anchor: str) -> bool:
    """Whether the site itself gives such an anchor to something."""
    return _OURS.fullmatch(anchor) is not None or is_counted(anchor)


def is_counted(anchor: str) -> bool:
    """Whether an anchor is one that docutils counts out to footnotes and figures without a name."""
    return _COUNTED.fullmatch(anchor) is not None


def is_term(anchor: str) -> bool:
    return anchor.startswith(TERM_PREFIX)


def is_source(anchor: str) -> bool:
    return anchor.startswith(SOURCE_PREFIX)
