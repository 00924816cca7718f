// @ts-check
/*
 * The two menus of a narrow screen: a keyboard opens and closes them too.
 *
 * Furo opens them by labels of hidden check boxes, which take no focus. Here a button takes the place of each label and
 * says whether its menu is open. Without a script a pointer still opens them.
 */
"use strict";

{
  /**
   * Put a button where a label was.
   * @param {HTMLLabelElement} label
   */
  const becomeButton = (label) => {
    const box = document.getElementById(label.htmlFor);
    if (!(box instanceof HTMLInputElement)) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = label.className;
    button.setAttribute("aria-label", box.getAttribute("aria-label") ?? "");
    button.append(...label.childNodes);
    button.addEventListener("click", () => box.click());
    const show = () => button.setAttribute("aria-expanded", String(box.checked));
    box.addEventListener("change", show);
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
