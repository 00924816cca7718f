// @ts-check
/* Where a reader types: the window that opens on every page, and the field of the search page. No query is stored. */
"use strict";

{
  const { element, message } = JasicInterface;
  const { chineseHint, messages } = JasicVocabulary;
  const { root } = JasicSearch;

  const PAUSE = 120; // ms after a key, in which the next one is awaited
  const CALM = 500; // ms after which it is said how many results there are

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
    let saying = 0;
    /**
     * Say something when the reader has stopped typing: a screen reader would read each word of it otherwise.
     * @param {(Node | string)[]} words
     * @param {number} [wait]
     */
    const say = (words, wait = CALM) => {
      clearTimeout(saying);
      saying = window.setTimeout(() => status.replaceChildren(...words), wait);
    };
    /** @param {boolean} isBusy */
    const setBusy = (isBusy) => box.setAttribute("aria-busy", String(isBusy));
    /** @param {boolean} isLiteral */
    const search = async (isLiteral) => {
      const mine = ++latest;
      const query = field.value;
      const isOld = () => mine !== latest;
      if (!query.trim()) {
        box.replaceChildren(...welcome(field, update));
        say([], 0);
        return setBusy(false);
      }
      if (!JasicSearch.isStarted()) say(message("preparing"), 0);
      try {
        await showAll(query, isLiteral, isOld);
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        if (!isOld()) say(message("failed", { reason }), 0);
      }
      if (!isOld()) setBusy(false);
    };
    /**
     * Sources come later: they are half of the index, and seldom what is looked for.
     * @param {string} query
     * @param {boolean} isLiteral
     * @param {() => boolean} isOld whether another query has come since
     */
    const showAll = async (query, isLiteral, isOld) => {
      for (const withSources of [false, true]) {
        const how = { withSources, isLiteral };
        await JasicSearch.loadFor(query, how);
        const isReading = withSources && box.contains(document.activeElement);
        if (isOld() || isReading) return;
        const words = await JasicResults.display(query, box, how, () => search(true), isOld);
        if (!isOld()) say(words);
      }
    };
    let typing = 0;
    const update = () => {
      clearTimeout(typing); // what was to come after the pause comes now
      return search(false);
    };
    field.addEventListener("input", () => {
      setBusy(true);
      clearTimeout(typing);
      latest++; // what is still on its way is not wanted any more
      typing = window.setTimeout(update, PAUSE);
      JasicSearch.prepareFor(field.value).catch(() => {}); // what fails is asked for again, and said, after the pause
    });
    field.addEventListener("keydown", (event) => walk(event, field, box));
    box.addEventListener("keydown", (event) => walk(event, field, box));
    return update;
  };

  /**
   * What stands where nothing has been typed: what can be, and three examples.
   * @param {HTMLInputElement} field
   * @param {() => void} update
   */
  const welcome = (field, update) => {
    const examples = messages.examples.split("; ").map((text) => {
      const onclick = () => {
        field.value = text;
        field.focus();
        update();
      };
      const language = /\p{Script=Han}/u.test(text) ? { lang: "zh-Hans" } : {};
      return element("button", { type: "button", className: "search-more", onclick, ...language }, text);
    });
    return [
      ...(chineseHint ? [element("p", { className: "search-hint", lang: "zh-Hans" }, chineseHint)] : []),
      element("p", { className: "search-hint" }, ...message("hint")),
      element("p", { className: "search-examples" }, ...examples),
    ];
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
      placeholder: messages.placeholder,
      enterKeyHint: "search",
    });
    const close = element("button", { type: "button" }, ...message("close"));
    const form = element("form", { role: "search" }, field, close);
    const [box, status] = [resultsBox(), statusLine()];
    const keys = element("p", { className: "search-keys" }, ...message("keys"));
    const parts = [form, status, box, keys];
    const dialog = element("dialog", { className: "search-window", ariaLabel: messages.search }, ...parts);
    close.onclick = () => dialog.close();
    form.onsubmit = () => {
      location.href = `${root}search.html?q=${encodeURIComponent(field.value)}`;
      return false;
    };
    box.addEventListener("click", (event) => {
      const isElsewhere = event.ctrlKey || event.metaKey || event.shiftKey; // in another tab or window
      if (isOnLink(event) && !isElsewhere) dialog.close();
    });
    // Sphinx takes Escape for its own, wherever on a page it is pressed, and the window would not close on a result.
    dialog.addEventListener("keydown", (event) => event.key === "Escape" && event.stopPropagation());
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
    JasicSearch.start().catch(() => {}); // before a slow phone draws the window; what fails is said when it is needed
    opened ||= makeWindow();
    const { dialog, field, update } = opened;
    if (!dialog.open) dialog.showModal();
    field.focus();
    if (text) field.value = text;
    else field.select(); // what is typed now is another query
    update();
  };

  /**
   * Ask for what a search needs as soon as a reader reaches for it; what fails then is asked for again and said later.
   * @param {HTMLElement} control
   */
  const prepareOn = (control) => {
    for (const event of ["pointerdown", "focus"])
      control.addEventListener(event, () => JasicSearch.start().catch(() => {}), { once: true });
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
      field.placeholder = `${messages.search} ( / )`;
      prepareOn(field);
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
    prepareOn(button);
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

  /** The search page: its field is filled from the address; results appear as one types. */
  const connectSearchPage = () => {
    const page = document.getElementById("search-results");
    /** @type {HTMLInputElement | null} */
    const field = document.querySelector(".search-page input");
    if (!page || !field) return;
    const [box, status] = [resultsBox(), statusLine()];
    page.append(status, box);
    const update = connect(field, box, status);
    // So that Back comes to the same results, as after Enter.
    box.addEventListener("click", (event) => {
      if (isOnLink(event)) history.replaceState(null, "", `?q=${encodeURIComponent(field.value)}`);
    });
    field.value ||= new URLSearchParams(location.search).get("q") ?? ""; // what a reader has typed by now is kept
    update();
    field.focus();
  };

  connectSearchPage();
  connectSidebar();
  addButton();
  connectKeyboard();
}
