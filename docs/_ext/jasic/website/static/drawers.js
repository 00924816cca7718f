// @ts-check
// The two menus of a narrow screen: a keyboard opens and closes them too.
//
// Furo opens them by labels of hidden check boxes, which take no focus. Here each label becomes a button that says
// whether its menu is open. Without a script a pointer still opens them.

"use strict";

{
  /**
   * Make a label a button for its check box.
   * @param {HTMLLabelElement} label
   */
  function asButton(label) {
    const box = /** @type {HTMLInputElement | null} */ (document.getElementById(label.htmlFor));
    if (!box) return;
    const show = () => label.setAttribute("aria-expanded", String(box.checked));
    label.tabIndex = 0;
    label.setAttribute("role", "button");
    label.setAttribute("aria-label", box.getAttribute("aria-label") || "");
    label.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      box.click();
    });
    box.addEventListener("change", show);
    show();
  }

  document.querySelectorAll("label.nav-overlay-icon, label.toc-overlay-icon").forEach((label) => {
    asButton(/** @type {HTMLLabelElement} */ (label));
  });

  // Escape closes whatever menu is open.
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    document.querySelectorAll("input.sidebar-toggle:checked").forEach((box) => {
      /** @type {HTMLInputElement} */ (box).click();
    });
  });
}
