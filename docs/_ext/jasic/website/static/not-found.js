// @ts-check
/*
 * On the page for what is not there, which asks for this script at each depth (publishing/discovery.py): the address of
 * the one that is found says where the site begins, so the two ways that everybody wants take the place of guesses,
 * and words that name them in another language lead there too.
 */
"use strict";

{
  const script = document.currentScript;
  const ways = document.getElementById("ways");
  if (script instanceof HTMLScriptElement && ways?.dataset.home) {
    /** @param {string} page @param {string | null | undefined} words */
    const linkTo = (page, words) => {
      const link = document.createElement("a");
      link.href = new URL(`../${page}`, script.src).href;
      link.textContent = words ?? "";
      return link;
    };
    ways.replaceChildren(linkTo("index.html", ways.dataset.home), " · ", linkTo("search.html", ways.dataset.search));
    for (const named of document.querySelectorAll("[data-page]")) {
      if (named instanceof HTMLElement && named.dataset.page) {
        named.replaceWith(linkTo(named.dataset.page, named.textContent));
      }
    }
    delete ways.dataset.home; // the same script at another depth has nothing to do
  }
}
