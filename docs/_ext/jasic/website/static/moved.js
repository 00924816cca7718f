// @ts-check
/*
 * On the page of an address that is gone: goes on to the new one, and there to the place that was asked for.
 *
 * A page without a script is led on too, by publishing/redirects.py, but to the head of the new page.
 */
"use strict";

{
  const anchor = location.hash.slice(1);
  const renamed = anchor && document.getElementById(anchor)?.querySelector("a");
  const page = document.getElementById("new-address");
  if (renamed) location.replace(renamed.href);
  else if (page instanceof HTMLAnchorElement) location.replace(page.href + location.hash);
}
