"""What the templates in docs/_templates get from us: names for Furo's parts, words of the search page, fewer styles.

And what ends the build where one cannot be filled in: the linter reads them, but does not know what they will be given.
"""

import traceback
from pathlib import Path
from typing import Any

from jinja2 import StrictUndefined, TemplateError, Undefined
from jinja2.utils import missing
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.jinja2glue import BuiltinTemplateLoader

from ..compat import furo_body, without_second_viewport
from ..domain import stop
from ..model.mistake import Mistake
from ..reading import templates
from ..rules.check import path_of
from ..translation import _

# Names in braces are links, filled in by the template.
SEARCH_PAGE = {
    "title": _("Search"),
    "field": _("Search this site"),
    "no_script": _("Searching needs JavaScript. Without it, use the {index}, the {timeline} or the {people}."),
    "index": _("index"),
    "timeline": _("timeline"),
    "people": _("people"),
}
# The same for a reader who knows little English, where the site is in another language.
SEARCH_PAGE_IN_CHINESE = {
    "no_script": "搜索需要启用 JavaScript。未启用时，可以查{index}、{timeline}或{people}。",
    "index": "索引",
    "timeline": "时间线",
    "people": "人物",
}
# Style sheets of others that weigh more than ours, and what is in a page that needs them: cards and tabs, code.
SPARSE_STYLES = {"sphinx-design.min.css": "sd-", "pygments.css": "highlight"}


class Templates(BuiltinTemplateLoader):
    """Sphinx's, which names what one of ours lacks as the linter would, and not in a traceback or not at all."""

    def init(self, builder: Builder, theme: Any = None, dirs: list[str] | None = None) -> None:
        super().init(builder, theme, dirs)
        self.docs = Path(builder.confdir)
        folders = [self.docs / folder for folder in builder.config.templates_path]
        for name in templates.GIVEN:  # without one of them that replaces the theme's a page would lose parts in silence
            if not any((folder / name).is_file() for folder in folders):
                place = path_of(self.docs / templates.FOLDER / name, self.docs)
                stop([str(templates.mistake_at(place, 1, "there is no such template"))])
        self.environment.undefined = undefined  # type: ignore[assignment]

    def render(self, template: str, context: dict[str, Any]) -> str:  # type: ignore[override]
        try:
            return super().render(template, context)
        except Exception as error:  # whatever Python makes of what is in it
            if mistake := self.mistake_of(error):
                stop([str(mistake)])
            raise

    def mistake_of(self, error: Exception) -> Mistake | None:
        """Where in a template of ours something has failed, if it was in one."""
        folder = self.docs / templates.FOLDER
        places = ((Path(frame.filename), frame.lineno or 1) for frame in traceback.extract_tb(error.__traceback__))
        ours = [(path_of(file, self.docs), line) for file, line in places if folder in file.parents]
        said = str(error).partition("\n")[0].partition(" in [")[0].rstrip(".")  # behind which are paths of this machine
        kind = "" if isinstance(error, TemplateError) else f"{type(error).__name__}: "
        return templates.mistake_at(*ours[-1], f"it fails here: {kind}{said}") if ours else None


def undefined(hint: str | None = None, obj: Any = missing, *rest: Any, **more: Any) -> Undefined:
    """What a template asks of a thing that has it not ends the build; of names that nobody gives, Sphinx's ask."""
    return (Undefined if obj is missing else StrictUndefined)(hint, obj, *rest, **more)


def add_words(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any) -> None:
    context["furo_body"] = furo_body
    context["breadcrumbs_label"] = str(_("Way to this page"))
    if templatename == "search.html":
        in_chinese = None if app.config.language.startswith("zh") else SEARCH_PAGE_IN_CHINESE
        context["search_page"] = {name: str(text) for name, text in SEARCH_PAGE.items()} | {"chinese": in_chinese}


def leave_out(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any) -> None:
    """What a page does not need: style sheets for what it does not hold, and a second `viewport`."""
    context["metatags"] = without_second_viewport(context.get("metatags", ""))
    body = context.get("body", "")
    context["css_files"] = [file for file in context.get("css_files", []) if is_needed(str(file.filename), body)]


def is_needed(file: str, body: str) -> bool:
    """Whether a page with this body needs a style sheet."""
    return all(sign in body for name, sign in SPARSE_STYLES.items() if file.endswith(name))


def setup(app: Sphinx) -> None:
    app.config.template_bridge = f"{__name__}.{Templates.__name__}"
    app.connect("html-page-context", add_words)
    app.connect("html-page-context", leave_out, priority=900)
