/*
 * The search as a reader sees it, on every page: it loads Sphinx's index and engine and our ranking when somebody
 * searches, not before and not from elsewhere, and shows results while they type. No query is stored.
 */
"use strict";

const JasicSearch = (() => {
  const root = document.documentElement.dataset.content_root;
  const KINDS = {
    person: ["Person", "People"],
    organisation: ["Organisation", "Organisations"],
    event: ["Event", "Events"],
    place: ["Place", "Places"],
    document: ["Document", "Documents"],
    precedent: ["Precedent", "Precedents"],
    position: ["Position", "Positions"],
    claim: ["Claim", "Claims"],
    count: ["Count", "Counts"],
    term: ["Glossary", "Glossary"],
    page: ["Page", "Pages"],
    source: ["Source", "Sources"],
  };
  const BEST = 3,
    SHOWN = 10;

  /* ---- Loading ---- */

  // What is needed, in this order, and whether it is there: after a failure only the rest is loaded again.
  const NEEDED = {
    "_static/language_data.js": () => typeof stopwords !== "undefined",
    "_static/searchtools.js": () => typeof Search !== "undefined",
    "searchindex.js": () => typeof Search !== "undefined" && Search.hasIndex(),
    "_static/ranking.js": () => typeof JasicRanking !== "undefined",
  };
  let loading;
  const load = () =>
    (loading ||= (async () => {
      const missing = Object.keys(NEEDED).filter((file) => !NEEDED[file]());
      // All are asked for at once and run one after the other.
      for (const file of missing)
        document.head.append(element("link", { rel: "preload", as: "script", href: root + file }));
      for (const file of missing) await loadScript(file);
    })().catch((error) => {
      loading = undefined;
      throw error;
    }));

  const loadScript = (file) =>
    new Promise((done, failed) => {
      const script = document.createElement("script");
      script.src = root + file;
      script.onload = done;
      script.onerror = () => failed(new Error(`${file} is missing`));
      document.head.append(script);
    });

  const passages = new Map(); // page -> anchor -> [facts, text]
  const waiting = new Map(); // page -> what to do when its passages are there
  const show = (docname, texts) => {
    passages.set(docname, texts);
    for (const fill of waiting.get(docname) || []) fill(texts);
    waiting.delete(docname);
  };
  const withPassages = (docname, fill) => {
    if (passages.has(docname)) fill(passages.get(docname));
    else if (waiting.has(docname)) waiting.get(docname).push(fill);
    else {
      waiting.set(docname, [fill]);
      // If it fails the result stays, without its line of text, which is asked for again the next time.
      loadScript(`_passages/${docname}.js`).catch(() => waiting.delete(docname));
    }
  };

  /* ---- Showing ---- */

  const element = (name, { role, ariaLabel, ...properties } = {}, ...children) => {
    const made = Object.assign(document.createElement(name), properties);
    // Firefox before 119 knows these two as attributes only.
    if (role) made.setAttribute("role", role);
    if (ariaLabel) made.setAttribute("aria-label", ariaLabel);
    made.append(...children);
    return made;
  };

  /* What to mark in a text: stems of words, runs of Han characters or pairs of them, days. */
  const needles = (query) =>
    JasicWords.parts(query).flatMap(({ form, text, words }) => {
      if (form === "word")
        return stopwords.has(words[0]) ? [] : [JasicRanking.stem(text).length > 2 ? JasicRanking.stem(text) : text];
      if (form === "han") return [text, ...words];
      const [month, day] = (words.find((word) => /^\d\d-\d\d$/.test(word)) || "").split("-").map(Number);
      return day ? [`${day} ${JasicWords.months[month - 1]}`, `${month}月${day}日`] : [];
    });

  /* The part of a text with the most matches, or all of it, as nodes with the matches marked. */
  const excerpt = (text, query, all = false) => {
    const letters = [...text];
    const folded = [],
      origin = []; // folded text by UTF-16 units, as indexOf counts, and which letter of the text each comes from
    letters.forEach((letter, at) => {
      for (const one of JasicWords.fold(letter).split("")) {
        folded.push(one);
        origin.push(at);
      }
    });
    const flat = folded.join("");
    const wordLetter = /[\p{L}\p{N}]/u,
      hanLetter = /\p{Script=Han}/u;
    const matches = [];
    for (const needle of needles(query))
      for (let at = flat.indexOf(needle); at >= 0 && matches.length < 200; at = flat.indexOf(needle, at + 1)) {
        const latin = !hanLetter.test(needle);
        if (latin && at > 0 && wordLetter.test(flat[at - 1])) continue;
        let end = at + needle.length;
        if (latin) while (end < flat.length && wordLetter.test(flat[end])) end++;
        matches.push([origin[at], origin[end - 1] + 1]);
      }
    matches.sort((one, two) => one[0] - two[0] || two[1] - one[1]);
    // The window with the most matches.
    const inside = (start) => matches.filter(([at]) => at >= start && at < start + 150).length;
    const start = matches.reduce((best, [at]) => (inside(at) > inside(best) ? at : best), matches[0]?.[0] ?? 0);
    let from = all ? 0 : Math.max(0, start - 60);
    while (from > 0 && from < start && wordLetter.test(letters[from - 1]) && !hanLetter.test(letters[from])) from++;
    let to = all ? letters.length : Math.min(letters.length, from + 220);
    while (to < letters.length && to > from + 150 && wordLetter.test(letters[to]) && !hanLetter.test(letters[to])) to--;
    const nodes = [from > 0 ? "… " : ""];
    let place = from;
    for (const [at, end] of matches) {
      if (at < place || end > to) continue;
      nodes.push(letters.slice(place, at).join(""), element("mark", {}, letters.slice(at, end).join("")));
      place = end;
    }
    return [...nodes, letters.slice(place, to).join(""), to < letters.length ? " …" : ""];
  };

  const entry = (result, query, withKind) => {
    const [docname, anchor] = result.place.split("#");
    const link = element(
      "a",
      { href: `${root}${docname}.html${anchor ? `#${anchor}` : ""}` },
      ...excerpt(result.title, query, true),
    );
    const item = element("li", { className: `kind-${result.kind}` }, link);
    if (withKind) item.append(" ", element("span", { className: "search-kind" }, KINDS[result.kind][0]));
    withPassages(docname, (texts) => {
      const [facts, text] = texts[anchor || ""] || ["", ""];
      if (facts) item.append(element("p", { className: "search-facts" }, facts));
      if (result.kind === "source") link.append(". ", ...excerpt(text, query, true));
      else if (text) item.append(element("p", { className: "context" }, ...excerpt(text, query)));
    });
    return item;
  };

  const group = (title, results, query, withKind = false) => {
    const list = element("ul", { className: "search", role: "list" });
    list.append(...results.slice(0, SHOWN).map((result) => entry(result, query, withKind)));
    const box = element("section", {}, element("h2", {}, title), list);
    if (results.length > SHOWN) {
      const more = element(
        "button",
        { type: "button", className: "search-more" },
        `Show ${results.length - SHOWN} more`,
      );
      more.onclick = () => {
        const rest = results.slice(SHOWN).map((result) => entry(result, query));
        list.append(...rest);
        more.remove();
        rest[0].querySelector("a").focus();
      };
      box.append(more);
    }
    return box;
  };

  /* Show the results for a query in a box, and say in a line how many there are. */
  const display = (query, box, status) => {
    const { results, meant, found, common } = JasicRanking.find(query);
    const shown = meant || query.slice(0, 300);
    const best = results.slice(0, BEST);
    const groups = new Map();
    for (const result of results.slice(BEST)) groups.set(result.kind, [...(groups.get(result.kind) || []), result]);
    box.replaceChildren(
      ...(best.length ? [group("Best matches", best, shown, true)] : []),
      ...[...groups].map(([kind, found]) => group(KINDS[kind][1], found, shown)),
    );
    status.replaceChildren();
    if (!query.trim()) return;
    if (common) {
      status.append("Words like these stand everywhere. Add another one.");
      return;
    }
    if (!found && results.length) status.append("Nothing has these words. The nearest names: ");
    if (meant) status.append("Did you mean ", element("strong", {}, meant), "? Showing its results. ");
    status.append(
      results.length === 1
        ? "1 result."
        : results.length
          ? `${results.length} results.`
          : "Nothing was found. Try fewer or other words, a name in Chinese or pinyin, or a date.",
    );
  };

  /* Let a field show its results while the reader types. */
  const connect = (field, box, status) => {
    let latest = 0;
    const update = async () => {
      const mine = ++latest;
      if (!loading) status.textContent = "Preparing the search …";
      try {
        await load();
        if (mine === latest) display(field.value, box, status);
      } catch (error) {
        if (mine === latest) status.textContent = `The search cannot start: ${error.message}. Use the index instead.`;
      }
    };
    field.addEventListener("input", update);
    // Down and up walk through the results, from the field and back to it.
    const walk = (event) => {
      if (event.isComposing || (event.key !== "ArrowDown" && event.key !== "ArrowUp")) return;
      const stops = [field, ...box.querySelectorAll("a, button")];
      const next = stops[stops.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1)];
      if (!next) return;
      event.preventDefault();
      next.focus();
    };
    field.addEventListener("keydown", walk);
    box.addEventListener("keydown", walk);
    return update;
  };

  const results = () => element("div", { className: "search-results" });
  const statusLine = () => element("p", { className: "search-status", role: "status" });

  /* The window that opens on every page. */
  let dialog;
  const open = (text = "") => {
    if (!dialog) {
      // Without the name q, by which Sphinx finds the fields that it empties when it starts; of the type text,
      // because in a field for searching Escape empties it and does not close the window.
      const field = element("input", {
        type: "text",
        role: "searchbox",
        autocomplete: "off",
        spellcheck: false,
        ariaLabel: "Search",
      });
      const close = element("button", { type: "button" }, "Close");
      const form = element("form", { role: "search" }, field, close);
      const [box, status] = [results(), statusLine()];
      dialog = element("dialog", { className: "search-window", ariaLabel: "Search" }, form, status, box);
      dialog.update = connect(field, box, status);
      dialog.field = field;
      close.onclick = () => dialog.close();
      form.onsubmit = () => {
        location.href = `${root}search.html?q=${encodeURIComponent(field.value)}`;
        return false;
      };
      box.addEventListener("click", (event) => {
        const elsewhere = event.ctrlKey || event.metaKey || event.shiftKey; // in another tab or window
        if (event.target.closest("a") && !elsewhere) dialog.close();
      });
      document.body.append(dialog);
    }
    if (!dialog.open) dialog.showModal();
    dialog.field.focus();
    if (text) dialog.field.value = text;
    else dialog.field.select(); // what is typed now is another query
    dialog.update();
  };

  const start = () => {
    const own = document.getElementById("search-results");
    if (own && typeof Search === "undefined")
      own.append("The search cannot start: a part of it did not arrive. Load the page again, or use the index.");
    else if (own) {
      // Sphinx's search page: its field is filled from the address; results appear as one types.
      const field = document.querySelector(".search-page input");
      const [box, status] = [results(), statusLine()];
      own.append(status, box);
      const update = connect(field, box, status);
      Search.performSearch = update;
      // So that Back comes to the same results, as after Enter.
      box.addEventListener("click", (event) => {
        if (event.target.closest("a")) history.replaceState(null, "", `?q=${encodeURIComponent(field.value)}`);
      });
      // Sphinx fills the field when the page is there; what a reader has typed by then is kept.
      const typed = field.value;
      document.addEventListener("DOMContentLoaded", () => {
        if (!typed) return;
        field.value = typed;
        update();
      });
      field.focus();
    }
    for (const field of document.querySelectorAll(".sidebar-search")) {
      const move = (event) => {
        if (event.isComposing || !field.value) return; // not in the middle of a Chinese word that is being typed
        const text = field.value;
        field.value = "";
        open(text);
      };
      field.addEventListener("click", () => open());
      field.addEventListener("input", move);
      field.addEventListener("compositionend", move);
    }
    // On a phone the field lies hidden in the navigation, so the header gets a button.
    const button = element("button", {
      type: "button",
      className: "search-open",
      ariaLabel: "Search",
      onclick: () => open(),
    });
    button.innerHTML =
      '<svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" aria-hidden="true">' +
      '<circle cx="10" cy="10" r="7"/><path d="M15 15l7 7"/></svg>';
    document.querySelector(".mobile-header .header-right")?.prepend(button);
    document.addEventListener("keydown", (event) => {
      const typing = event.target.closest("input:not(.sidebar-search), textarea, select, [contenteditable]");
      if (
        (event.key === "/" && !typing && !event.isComposing && !event.ctrlKey && !event.metaKey) ||
        (event.key === "k" && (event.ctrlKey || event.metaKey))
      ) {
        event.preventDefault();
        open();
      }
    });
  };
  start();

  return { load, show };
})();
