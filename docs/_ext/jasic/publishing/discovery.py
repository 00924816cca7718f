"""Files for search engines, and the page of a host for what is not there.

Written here: sphinx-sitemap lists only pages that were written in the same build, and sphinx-notfound-page has to know
in which folder of its host the site lies.

The page for what is not there is shown at any depth of a host that nobody has named, such as a mirror or an onion
address, and must not lead from there to another host. So it asks for its script at each depth; the one that is found
knows by its own address where the site begins. Without scripts a reader is given the same ways to try.
"""

from xml.sax.saxutils import escape

from sphinx.application import Sphinx

from ..drawing import palette
from ..model.anchors import NOT_FOUND
from ..model.project import Project
from ..safety.content_security_policy import META
from ..translation import _
from ..website.builder import Website
from ..website.files import Texts, write_at_end

SITEMAP, ROBOTS = "sitemap.xml", "robots.txt"
SCRIPT = "_static/not-found.js"
NOT_FOUND_WORDS = {
    "title": _("There is no such page"),
    "words": _(
        "The address may be misspelt, or the page has never been part of this site. Pages that were moved lead on."
    ),
    "home": _("To the first page"),
    "search": _("Search"),
    "try": _(
        "How deep this address lies is not known without scripts, so please try: the first page of this folder, of the "
        "one above it, and so on. Each page of the site leads to all others, and to the search."
    ),
    "published": _("The site is published at {address}."),
}
# Said beside these where the site is in another language; the names of the two ways on become links.
NOT_FOUND_IN_CHINESE = {
    "words": "没有这个页面：地址可能有误，或者本站从未有过这一页。请从{home}或{search}继续。",
    "home": "首页",
    "search": "搜索",
    "try": "浏览器未启用脚本时，请依次试以下链接。",
}


def texts(project: Project, builder: Website) -> Texts:
    """The files by name. A sitemap has full addresses, so there is none where the site's is not known."""
    site, sitemap = project.publication.site, None
    lines = ["User-agent: *", "Allow: /"]
    if site:
        addresses = (f"{site}{builder.get_target_uri(docname)}" for docname in project.order)
        urls = "".join(f"<url><loc>{escape(address)}</loc></url>\n" for address in addresses)
        namespace = "http://www.sitemaps.org/schemas/sitemap/0.9"
        sitemap = f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="{namespace}">\n{urls}</urlset>\n'
        lines.append(f"Sitemap: {site}{SITEMAP}")
    # How a page is cited lies one folder deeper; one more for addresses that were never ours.
    deepest = max(docname.count("/") for docname in project.pages) + 2
    in_chinese = None if project.language.startswith("zh") else NOT_FOUND_IN_CHINESE
    context = {
        "policy": META,
        "colours": palette.as_css(),
        "language": project.language,
        "site": site,
        "folders": ["../" * depth for depth in range(deepest + 1)],
        "script": SCRIPT,
        "title": project.publication.title,
        "words": {name: str(text) for name, text in NOT_FOUND_WORDS.items()} | {"chinese": in_chinese},
    }
    not_found: str = builder.templates.render(NOT_FOUND, context)
    return {SITEMAP: sitemap, ROBOTS: "\n".join([*lines, ""]), NOT_FOUND: not_found}


def setup(app: Sphinx) -> None:
    write_at_end(app, texts)
