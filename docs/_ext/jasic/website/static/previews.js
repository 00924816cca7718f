// @ts-check
/*
 * Who points at a citation or at the name of a record sees what it leads to, as a card. The card stays while one points
 * at it and goes with Escape. Screen readers have the link itself, which leads there with and without this file.
 */
"use strict";

{
  const WAIT = 250; // milliseconds until a card opens or closes, so that a pointer can pass
  const SENTENCE = /^.{20,}?[.!?](?=\s|$)|^.{0,240}/su; // the first of a text that is longer than an abbreviation

  /** @type {HTMLElement | undefined} */
  let card;
  /** @type {HTMLAnchorElement | undefined} */
  let wanted; // the link whose card is open, or will be when its text has been loaded
  let timer = 0;

  const close = () => {
    card?.remove();
    card = wanted = undefined;
  };

  /** @param {() => void} action */
  const soon = (action) => {
    clearTimeout(timer);
    timer = setTimeout(action, WAIT);
  };

  /**
   * The citation or the record that somebody points at.
   * @param {Event} event
   * @returns {HTMLAnchorElement | null}
   */
  const linkAt = ({ target }) =>
    target instanceof Element ? target.closest(".bibtex-citation a, article a:has(> .reference)") : null;

  /** @param {Event} event */
  const isInCard = ({ target }) => target instanceof Node && Boolean(card?.contains(target));

  /**
   * @param {HTMLAnchorElement} link
   * @param {(Node | string)[]} content
   */
  const show = (link, content) => {
    const box = JasicInterface.element("div", { className: "preview-card" }, ...content);
    box.setAttribute("aria-hidden", "true");
    for (const inner of box.querySelectorAll("a")) inner.tabIndex = -1;
    document.body.append(box);
    const { left, top, bottom } = link.getClientRects()[0];
    const below = bottom + box.offsetHeight + 12 < innerHeight || top < box.offsetHeight;
    box.style.left = `${scrollX + Math.max(8, Math.min(left, document.body.clientWidth - box.offsetWidth - 8))}px`;
    box.style.top = `${scrollY + (below ? bottom + 4 : top - box.offsetHeight - 4)}px`;
    card = box;
  };

  /** @param {HTMLAnchorElement} link */
  const open = (link) => {
    if (link === wanted) return;
    close();
    wanted = link;
    const anchor = decodeURIComponent(link.hash.slice(1));
    const line = link.closest(".bibtex-citation") && document.getElementById(anchor);
    if (line) show(link, [...line.cloneNode(true).childNodes]);
    else openRecord(link, anchor);
  };

  /**
   * Look for a passage in the files of its page, one after the other: most have few.
   * @param {string} page
   * @param {string} anchor
   */
  const textsOf = async (page, anchor) => {
    for (let number = 0; ; number++) {
      const piece = await JasicSearch.piece(page, number);
      if (!piece || Object.hasOwn(piece.texts, anchor)) return piece?.texts[anchor];
      if (piece.isLast) return undefined;
    }
  };

  /**
   * @param {HTMLAnchorElement} link
   * @param {string} anchor
   */
  const openRecord = async (link, anchor) => {
    const root = new URL(JasicSearch.root, location.href).pathname;
    const page = link.pathname.slice(root.length).replace(/\.html$/, "");
    const texts = await textsOf(page, anchor);
    if (!texts || link !== wanted) return;
    const title = JasicInterface.element("strong", { textContent: link.title || link.textContent });
    const lines = [title, texts[0], texts[1].match(SENTENCE)?.[0] ?? ""].filter(Boolean);
    const paragraphs = lines.map((line) => JasicInterface.element("p", {}, line));
    show(link, paragraphs);
  };

  addEventListener("pointerover", (event) => {
    const link = linkAt(event);
    if (event.pointerType === "touch") return;
    if (isInCard(event) || (link && link === wanted)) clearTimeout(timer);
    else if (link) soon(() => open(link));
    else soon(close);
  });
  addEventListener("focusin", (event) => {
    const link = linkAt(event);
    if (link?.matches(":focus-visible")) open(link);
    else if (!isInCard(event)) close();
  });
  // A finger shows the card of a citation first; touching the citation again follows it.
  addEventListener("click", (event) => {
    const link = linkAt(event);
    const isTouch = event instanceof PointerEvent && event.pointerType === "touch";
    const isFirst = link !== wanted && isTouch && link?.closest(".bibtex-citation");
    if (!isInCard(event)) close();
    if (link && isFirst) {
      event.preventDefault();
      open(link);
    }
  });
  addEventListener("keydown", ({ key }) => key === "Escape" && close());
}
