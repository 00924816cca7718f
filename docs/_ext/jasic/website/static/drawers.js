// @ts-check
/*
 * The two menus of a narrow screen: a keyboard opens them, moves within them and closes them.
 *
 * Furo opens them by labels of hidden check boxes, which take no focus. Here a button takes the place of each label and
 * says whether its menu is open; while it is, the rest of the page is out of reach. Without a script a pointer still
 * opens them.
 */
"use strict";

{
  /**
   * Put a button where a label was.
   * @param {HTMLLabelElement} label
   */
  const becomeButton = (label) => {
    const box = document.getElementById(label.htmlFor);
    const name = label.htmlFor === "__toc" ? ".toc-drawer" : ".sidebar-drawer";
    const drawer = document.querySelector(name);
    if (!(box instanceof HTMLInputElement) || !drawer) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = label.className;
    button.setAttribute("aria-label", box.getAttribute("aria-label") ?? "");
    button.append(...label.childNodes);
    const show = () => button.setAttribute("aria-expanded", String(box.checked));
    button.addEventListener("click", () => box.click());
    box.addEventListener("change", () => {
      show();
      for (const part of document.querySelectorAll(".mobile-header, .main > .content")) {
        part.toggleAttribute("inert", box.checked);
      }
      const link = drawer.querySelector("a[href], input");
      const next = box.checked ? link : button;
      if (next instanceof HTMLElement && button.offsetParent) next.focus();
    });
    show();
    label.replaceWith(button);
  };

  for (const label of document.querySelectorAll("label.nav-overlay-icon, label.toc-overlay-icon")) {
    if (label instanceof HTMLLabelElement) becomeButton(label);
  }

  document.addEventListener("keydown", ({ key }) => {
    if (key !== "Escape") return;
    for (const box of document.querySelectorAll("input.sidebar-toggle:checked")) {
      if (box instanceof HTMLInputElement) box.click();
    }
  });
}
