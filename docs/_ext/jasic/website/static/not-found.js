// @ts-check
/*
 * On the page for what is not there, which asks for this script at each depth (publishing/discovery.py): the address of
 * the one that is found says where the site begins, so the two ways that everybody wants take the place of guesses.
 */
"use strict";

{
  const script = document.currentScript;
  const ways = document.getElementById("ways");
  if (script instanceof HTMLScriptElement && ways?.dataset.home) {
    const links = [
      ["index.html", ways.dataset.home],
      ["search.html", ways.dataset.search],
    ].map(([page, words]) => {
      const link = document.createElement("a");
      link.href = new URL(`../${page}`, script.src).href;
      link.textContent = words ?? "";
      return link;
    });
    const [home, search] = links;
    ways.replaceChildren(home, " · ", search);
    delete ways.dataset.home; // the same script at another depth has nothing to do
  }
}
