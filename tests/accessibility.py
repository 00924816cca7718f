"""The accessibility of a page as the engine axe judges it, and a way to look at each form of a thing once."""

from __future__ import annotations

from typing import Any, Literal

from axe_playwright_python.base import AxeResults
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

ColorScheme = Literal["light", "dark"]
PHONE, DESK = WIDTHS = (390, 1200)  # in CSS pixels
# axe's rules about what our colours decide, and about what the width of a screen decides besides.
COLOURS = ("color-contrast", "link-in-text-block")
LOOKS = (*COLOURS, "target-size")

# What adds nothing goes, since axe takes minutes for a page that holds a thing by the hundred. Whether an
# element can be seen, read and touched follows from its name, its attributes and whether it has words, and from those
# of what it stands in; not from which words, address or id it has, nor from where it lies in a drawing, whose looks axe
# leaves to people. So an element goes of which, and of all inside of which, two more stand above it or on a page before
# (`seen`: how many there were of each form, and of each form inside); two, because style sheets tell odd ones from
# even. Cells and definitions stay, or they would belong to others, and what is in a link or in the head of a column or
# row, or that would be empty.
TWO_OF_EACH_FORM = """(seen) => {
  const FREE = ["alt", "aria-label", "aria-labelledby", "datetime", "for", "href", "id", "src", "title", "value"];
  const FREE_IN_A_DRAWING = ["cx", "cy", "d", "height", "points", "r", "transform", "viewBox", "width",
    "x", "x1", "x2", "y", "y1", "y2"];
  const isFree = (element, name) =>
    FREE.includes(name) || (element instanceof SVGElement && FREE_IN_A_DRAWING.includes(name));
  const isNew = (element, forms) => {
    const attributes = [...element.attributes].map(({ name, value }) =>
      `${name}=${isFree(element, name) ? Boolean(value.trim()) : value}`);
    const hasWords = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
    const form = (forms[[element.localName, ...attributes.sort(), hasWords].join(" ")] ??= { count: 0, inside: {} });
    form.count += 1;
    let anyNew = form.count <= 2;
    for (const child of [...element.children]) {
      if (isNew(child, form.inside)) anyNew = true;
      else if (!["dl", "tr"].includes(element.localName) && !element.closest("a, th")) child.remove();
    }
    return anyNew;
  };
  isNew(document.body, seen);
  return seen;
}"""


# What is shown of a page, in order; of the button that changes the colours a sign in each.
SHOWN = """() => [...document.querySelectorAll("body *")]
  .filter((element) => !element.closest(".theme-toggle") && element.checkVisibility({ visibilityProperty: true }))
  .map((element) => element.localName).join(" ")"""


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


def problems_of_markup(page: Page, width: int) -> str:
    """What is wrong with a page on a screen of this width, whatever it looks like."""
    set_up(page, width, "light")
    return problems(page, rules={rule: {"enabled": False} for rule in LOOKS})


def problems_of_looks(page: Page) -> list[str]:
    """What is wrong with how a page looks on a phone and at a desk, in light and in dark colours.

    Raises AssertionError where the dark changes anything but colours, since then the other rules had to ask again.
    """
    found = []
    for width in WIDTHS:
        set_up(page, width, "light")
        shown = page.evaluate(SHOWN)
        found.append(problems(page, runOnly=list(LOOKS)))
        set_up(page, width, "dark")
        found.append(problems(page, runOnly=list(COLOURS)))
        assert page.evaluate(SHOWN) == shown
    return list(filter(None, found))
