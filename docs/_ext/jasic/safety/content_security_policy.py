"""What a browser may do with a page, said in the page itself, so that it holds from a disk too.

Scripts come from the site alone. The one script that stands in the pages is Furo's, which sets the colours before the
page is drawn; it is known by its hash, and the hash is kept here: one that was computed from the finished page would
bless whatever had slipped in. When Furo changes its script, the audit prints the new hash; look at the script, then
copy it.
"""

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

SCRIPT_HASHES = ("ySvT2PEZeueHGC1y2crNuNTfphBynFPP7i+U21fEgX0=",)
POLICY = {
    "default-src": "'none'",
    "script-src": " ".join(["'self'", *(f"'sha256-{digest}'" for digest in SCRIPT_HASHES)]),
    "style-src": "'self' 'unsafe-inline'",  # Furo's icons and Sphinx's index carry widths and shades of their own
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "object-src": "'none'",
}
POLICY_META = '<meta http-equiv="Content-Security-Policy"'  # in each page that we have made, under whatever policy
META = (POLICY_META + ' content="{}"><meta name="referrer" content="no-referrer">').format(
    "; ".join(f"{name} {sources}" for name, sources in POLICY.items())
)


def add_policy(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Before anything else that a browser reads of the page; an EPUB is XML, holds no scripts and needs none."""
    if app.builder.name != "epub":
        context["metatags"] = META + str(context.get("metatags", ""))


def leave_out_translations(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Sphinx's words for its own search, which ours replaces: they are set by evaluating text, which is forbidden."""
    scripts = context.get("script_files", [])
    context["script_files"] = [script for script in scripts if "translations.js" not in str(script)]


def setup(app: Sphinx) -> None:
    app.connect("html-page-context", add_policy)
    app.connect("html-page-context", leave_out_translations)
