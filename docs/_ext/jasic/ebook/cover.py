"""The cover: title, the whole struggle as the site draws it, and the edition, set by Typst as one picture."""

import json
from pathlib import Path

from ..book.printed_svg import printed
from ..book.typesetting import picture
from ..drawing.palette import LIGHT
from ..figures import struggle
from ..model.project import Project

TEMPLATE = Path(__file__).with_name("cover.typ")
DOTS_PER_INCH = 180  # 1063 by 1701 dots: what the largest shelves show


def cover(project: Project, title: str, subtitle: str, edition: str) -> bytes:
    """The cover as PNG; a project without phases has no figure on it."""
    files = {"cover.typ": TEMPLATE.read_bytes()}
    arguments = {"title": title, "subtitle": subtitle, "edition": edition}
    arguments |= {name: LIGHT[name] for name in ("paper", "ink", "accent", "quiet")}
    if figure := whole_struggle(project):
        files["struggle.svg"] = figure.encode()
        arguments["figure"] = "struggle.svg"
    # Typst reads a string as JSON does.
    call = ", ".join(f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in arguments.items())
    files["main.typ"] = f'#import "cover.typ": cover\n#cover({call})\n'.encode()
    return picture(files, DOTS_PER_INCH)


def whole_struggle(project: Project) -> str:
    """The figure of the first page as it is printed; nothing where there are no phases."""
    if not project.phases:
        return ""
    counts = project.with_option("count", "taken")
    drawing = struggle.Drawing(project.phases, counts, project.language, lambda event: "", lambda page: "")
    (svg,) = printed(struggle.wide(drawing)).pieces  # lower than a page, so in one piece
    return svg
