"""The accessibility of a page as the engine axe judges it, and a way to look at each form of a thing once."""

from itertools import product
from typing import Any, Literal

from axe_playwright_python.base import AxeResults
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

ColorScheme = Literal["light", "dark"]
WIDTHS = (390, 1200)  # of a phone and of a desk, in CSS pixels
SCHEMES: tuple[ColorScheme, ...] = ("light", "dark")
SETTINGS = tuple(product(WIDTHS, SCHEMES))

# What adds nothing goes, since axe takes minutes for a page that holds a thing by the hundred. Whether an element can
# be seen, read and touched follows from its name, its attributes and whether it has words, and from those of what it
# stands in; not from which words, address or id it has, nor from where it lies in a drawing, whose looks axe leaves to
# people. So an element goes of which, and of all inside of which, two more stand above it; two, because style sheets
# tell odd ones from even. Cells and definitions stay, or they would belong to others, and what is in a link or in the
# head of a column or row, or that would be empty.
TWO_OF_EACH_FORM = """() => {
  const FREE = ["alt", "aria-label", "aria-labelledby", "datetime", "for", "href", "id", "src", "title", "value"];
  const FREE_IN_A_DRAWING = ["cx", "cy", "d", "height", "points", "r", "transform", "viewBox", "width",
    "x", "x1", "x2", "y", "y1", "y2"];
  const isFree = (element, name) =>
    FREE.includes(name) || (element instanceof SVGElement && FREE_IN_A_DRAWING.includes(name));
  const counts = new Map();
  const isNew = (element, around) => {
    const attributes = [...element.attributes].map(({ name, value }) =>
      `${name}=${isFree(element, name) ? Boolean(value.trim()) : value}`);
    const hasWords = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
    const form = `${around}>${[element.localName, ...attributes.sort(), hasWords].join(" ")}`;
    counts.set(form, (counts.get(form) ?? 0) + 1);
    let anyNew = counts.get(form) <= 2;
    for (const child of [...element.children]) {
      if (isNew(child, form)) anyNew = true;
      else if (!["dl", "tr"].includes(element.localName) && !element.closest("a, th")) child.remove();
    }
    return anyNew;
  };
  isNew(document.body, "");
}"""


def set_up(page: Page, width: int, scheme: ColorScheme) -> None:
    """Show a page as on a screen of this width, to a reader who prefers this scheme."""
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme)


def problems(page: Page, **options: Any) -> str:
    """What axe finds wrong with a page as it is now, in words; nothing where all is well. The options are axe's."""
    if page.evaluate("typeof axe === 'undefined'"):
        page.evaluate(Axe().axe_script)
    # Without looking into style sheets and sounds, which only rules about orientation and sounds do.
    options = {"resultTypes": ["violations"], "preload": False, **options}
    results = AxeResults(page.evaluate("(options) => axe.run(options)", options))
    return str(results.generate_report()) if results.violations_count else ""
