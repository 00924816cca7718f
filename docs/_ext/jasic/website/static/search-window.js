// @ts-check
/* Where a reader types: the window that opens on every page, and the field of the search page. No query is stored. */
"use strict";

{
  const { element, message } = JasicInterface;
  const { messages } = JasicVocabulary;
  const { root } = JasicSearch;

  /* ---- A field and its results ---- */

  const resultsBox = () => element("div", { className: "search-results" });
  const statusLine = () => element("p", { className: "search-status", role: "status" });

  /**
   * Let a field show its results while the reader types; returns what shows them.
   * @param {HTMLInputElement} field
   * @param {HTMLElement} box for the results
   * @param {HTMLElement} status the line that says how many there are
   */
  const connect = (field, box, status) => {
    let latest = 0;
    const update = async () => {
      const mine = ++latest;
      if (!JasicSearch.isLoading()) status.replaceChildren(...message("preparing"));
      try {
        await JasicSearch.load();
        if (mine === latest) JasicResults.display(field.value, box, status);
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        if (mine === latest) status.replaceChildren(...message("failed", { reason }));
      }
    };
    field.addEventListener("input", update);
    field.addEventListener("keydown", (event) => walk(event, field, box));
    box.addEventListener("keydown", (event) => walk(event, field, box));
    return update;
  };

  /**
   * Down and up walk through the results, from the field and back to it.
   * @param {KeyboardEvent} event
   * @param {HTMLInputElement} field
   * @param {HTMLElement} box
   */
  const walk = (event, field, box) => {
    if (event.isComposing || (event.key !== "ArrowDown" && event.key !== "ArrowUp")) return;
    const links = /** @type {NodeListOf<HTMLElement>} */ (box.querySelectorAll("a, button"));
    const stops = [field, ...links];
    const here = stops.findIndex((stop) => stop === document.activeElement);
    const next = stops[here + (event.key === "ArrowDown" ? 1 : -1)];
    if (!next) return;
    event.preventDefault();
    next.focus();
  };

  /**
   * Whether an event is on a link.
   * @param {Event} event
   */
  const isOnLink = (event) => event.target instanceof Element && event.target.closest("a") !== null;

  /* ---- The window ---- */

  const makeWindow = () => {
    // Without the name q, by which Sphinx finds the fields that it empties when it starts; of the type text, because
    // in a field for searching Escape empties it and does not close the window.
    const field = element("input", {
      type: "text",
      role: "searchbox",
      autocomplete: "off",
      spellcheck: false,
      ariaLabel: messages.search,
    });
    const close = element("button", { type: "button" }, ...message("close"));
    const form = element("form", { role: "search" }, field, close);
    const [box, status] = [resultsBox(), statusLine()];
    const dialog = element("dialog", { className: "search-window", ariaLabel: messages.search }, form, status, box);
    close.onclick = () => dialog.close();
    form.onsubmit = () => {
      location.href = `${root}search.html?q=${encodeURIComponent(field.value)}`;
      return false;
    };
    box.addEventListener("click", (event) => {
      const isElsewhere = event.ctrlKey || event.metaKey || event.shiftKey; // in another tab or window
      if (isOnLink(event) && !isElsewhere) dialog.close();
    });
    document.body.append(dialog);
    return { dialog, field, update: connect(field, box, status) };
  };

  /** @type {ReturnType<typeof makeWindow> | undefined} */
  let opened;

  /**
   * Open the window, with a text or with what was typed before.
   * @param {string} [text]
   */
  const open = (text = "") => {
    opened ||= makeWindow();
    const { dialog, field, update } = opened;
    if (!dialog.open) dialog.showModal();
    field.focus();
    if (text) field.value = text;
    else field.select(); // what is typed now is another query
    update();
  };

  /** The fields in the navigation open the window. */
  const connectSidebar = () => {
    for (const field of /** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll(".sidebar-search"))) {
      /** @param {Event} event */
      const move = (event) => {
        const isComposing = event instanceof InputEvent && event.isComposing;
        if (isComposing || !field.value) return; // not in the middle of a Chinese word that is being typed
        const text = field.value;
        field.value = "";
        open(text);
      };
      field.addEventListener("click", () => open());
      field.addEventListener("input", move);
      field.addEventListener("compositionend", move);
    }
  };

  /** On a phone that field lies hidden in the navigation, so the header gets a button. */
  const addButton = () => {
    const button = element("button", {
      type: "button",
      className: "search-open",
      ariaLabel: messages.search,
      onclick: () => open(),
    });
    button.innerHTML =
      '<svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" aria-hidden="true">' +
      '<circle cx="10" cy="10" r="7"/><path d="M15 15l7 7"/></svg>';
    document.querySelector(".mobile-header .header-right")?.prepend(button);
  };

  /** @param {KeyboardEvent} event */
  const isShortcut = (event) => {
    const isCommand = event.ctrlKey || event.metaKey;
    if (event.key === "k") return isCommand;
    const writable = "input:not(.sidebar-search), textarea, select, [contenteditable]";
    const isTyping = event.target instanceof Element && event.target.closest(writable);
    return event.key === "/" && !isTyping && !event.isComposing && !isCommand;
  };

  const connectKeyboard = () =>
    document.addEventListener("keydown", (event) => {
      if (!isShortcut(event)) return;
      event.preventDefault();
      open();
    });

  /* ---- The search page ---- */

  /** Sphinx's search page: its field is filled from the address; results appear as one types. */
  const connectSearchPage = () => {
    const page = document.getElementById("search-results");
    /** @type {HTMLInputElement | null} */
    const field = document.querySelector(".search-page input");
    if (!page || !field) return;
    if (!JasicEngine.isThere()) {
      page.append(...message("incomplete"));
      return;
    }
    const [box, status] = [resultsBox(), statusLine()];
    page.append(status, box);
    const update = connect(field, box, status);
    JasicEngine.takeOver(update);
    // So that Back comes to the same results, as after Enter.
    box.addEventListener("click", (event) => {
      if (isOnLink(event)) history.replaceState(null, "", `?q=${encodeURIComponent(field.value)}`);
    });
    // Sphinx fills the field when the page is there; what a reader has typed by then is kept.
    const typed = field.value;
    document.addEventListener("DOMContentLoaded", () => {
      if (!typed) return;
      field.value = typed;
      update();
    });
    field.focus();
  };

  connectSearchPage();
  connectSidebar();
  addButton();
  connectKeyboard();
}
