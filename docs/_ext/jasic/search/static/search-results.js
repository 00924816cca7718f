// @ts-check
/*
 * How results are shown: the best first, the rest by kind, each with what it says of itself, which is loaded when a
 * reader comes to see it. What has not all of a query stands apart.
 */
"use strict";

const JasicResults = (() => {
  const SHOWN = 10; // results of a group, until a reader asks for more
  const LOOKED_INTO = 40; // results whose texts are read for a phrase in quotation marks
  const OF_PAGE = " › "; // between the title of a page and that of a section of it
  const AHEAD = "150px"; // below what is seen, where texts are loaded already

  const { element, filled } = JasicInterface;
  const { excerpt, marked } = JasicExcerpt;
  const { kinds } = JasicVocabulary;

  /* ---- The language of who asks ---- */

  /**
   * One of the sentences of the Python module `messages`: for a query in Chinese in Chinese, or else in the language
   * of the site.
   * @param {string} name
   * @param {string} query
   * @param {Record<string, Node | string | number>} [values]
   */
  const message = (name, query, values = {}) => {
    const chinese = JasicWords.hasHan(query) ? JasicInChinese.messages[name] : undefined;
    return chinese ? inChinese(filled(chinese, values)) : JasicInterface.message(name, values);
  };

  /** @param {(Node | string)[]} nodes */
  const inChinese = (nodes) => [element("span", { lang: "zh-Hans" }, ...nodes)];

  /**
   * What one result of a kind is called, or several are.
   * @param {string} kind
   * @param {"label" | "labels"} number
   * @param {string} query
   */
  const nameOfKind = (kind, number, query) => {
    const chinese = JasicWords.hasHan(query) ? JasicInChinese.kinds[kind] : undefined;
    return chinese ? inChinese([chinese]) : [kinds[kind][number]];
  };

  /* ---- One result ---- */

  /** @type {Map<Element, () => void>} what is still to be filled in when it is seen */
  const unseen = new Map();
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) if (isIntersecting) seen(target);
    },
    { rootMargin: AHEAD },
  );

  /** @param {Element} item */
  const seen = (item) => {
    observer.unobserve(item);
    unseen.get(item)?.();
    unseen.delete(item);
  };

  /**
   * @param {Result} result
   * @param {string} query
   * @param {boolean} withKind whether to say of what kind it is
   */
  const entry = (result, query, withKind) => {
    const link = element("a");
    const item = element("li", { className: `search-waiting kind-${result.kind}` }, link);
    if (withKind)
      item.append(" ", element("span", { className: "search-kind" }, ...nameOfKind(result.kind, "label", query)));
    if (result.address) fillTitle(link, result, query);
    unseen.set(item, async () => {
      await JasicSearch.loadParts(JasicRanking.partsOfResult(result));
      if (!link.href) fillTitle(link, result, query);
      fillText(item, result, query);
    });
    observer.observe(item);
    return item;
  };

  /**
   * @param {HTMLAnchorElement} link
   * @param {Result} result
   * @param {string} query
   */
  const fillTitle = (link, result, query) => {
    const [page, anchor = ""] = result.address.split("#");
    link.href = `${JasicSearch.root}${page}.html${anchor && `#${anchor}`}`;
    const [title, ...sections] = result.title.split(OF_PAGE);
    link.append(element("span", {}, ...marked(title, query)));
    if (sections.length) link.append(...marked(OF_PAGE + sections.join(OF_PAGE), query));
  };

  /**
   * @param {HTMLLIElement} item
   * @param {Result} result
   * @param {string} query
   */
  const fillText = async (item, result, query) => {
    const texts = await textsOf(result);
    if (!texts) return; // the result stays without them
    const [facts, text, chinese = ""] = texts;
    item.classList.remove("search-waiting");
    addChinese(item, result, chinese, query);
    if (facts) item.append(element("p", { className: "search-facts" }, facts));
    if (result.kind === "source") item.querySelector("a")?.append(". ", ...marked(text, query));
    else if (text) {
      const language = isChinese(text) ? { lang: "zh-Hans" } : {};
      item.append(element("p", { className: "context", ...language }, ...excerpt(text, query)));
    }
  };

  /**
   * Whether a text is in Chinese, as that of a summary is, and does not only name something in it.
   * @param {string} text
   */
  const isChinese = (text) => (text.match(/\p{Script=Han}/gu) ?? []).length > text.length / 2;

  /**
   * What a result says of itself; nothing where that cannot be loaded.
   * @param {Result} result
   */
  const textsOf = async ({ number, address }) => {
    const [page, anchor = ""] = address.split("#");
    const piece = await JasicSearch.piece(page, JasicIndex.pieceOf(number));
    return piece && (piece.texts[anchor] ?? ["", ""]);
  };

  /**
   * @param {HTMLLIElement} item
   * @param {Result} result
   * @param {string} title in Chinese, which a reader sees who asks in it
   * @param {string} query
   */
  const addChinese = (item, result, title, query) => {
    if (!title || !JasicWords.hasHan(query)) return;
    const chinese = element("span", { className: "search-chinese", lang: "zh-Hans" }, ...marked(title, query));
    // That of a page stands beside its title: after that of a section it would seem to be the section's.
    const link = item.querySelector("a");
    (result.title.includes(OF_PAGE) ? link?.querySelector("span") : link)?.after(" ", chinese);
  };

  /* ---- Groups ---- */

  /**
   * Some results under a heading; what is too much waits behind a button.
   * @param {(Node | string)[]} title
   * @param {Result[]} results
   * @param {string} query
   * @param {boolean} [withKind]
   */
  const group = (title, results, query, withKind = false) => {
    const entries = results.slice(0, SHOWN).map((result) => entry(result, query, withKind));
    const list = element("ul", { className: "search", role: "list" }, ...entries);
    const section = element("section", {}, element("h2", {}, ...title), list);
    const rest = results.slice(SHOWN);
    if (rest.length) section.append(moreButton(list, rest, query));
    return section;
  };

  /**
   * @param {HTMLUListElement} list
   * @param {Result[]} rest
   * @param {string} query
   */
  const moreButton = (list, rest, query) => {
    const label = message("more", query, { number: rest.length });
    const button = element("button", { type: "button", className: "search-more" }, ...label);
    button.onclick = () => {
      const entries = rest.map((result) => entry(result, query, false));
      list.append(...entries);
      button.remove();
      entries[0].querySelector("a")?.focus();
    };
    return button;
  };

  /**
   * The best results whatever they lack, then by kind those that have all, and last those that have not.
   * @param {Result[]} results
   * @param {string} query
   */
  const groups = (results, query) => {
    const best = results.slice(0, JasicRanking.LIMITS.best);
    const others = results.slice(JasicRanking.LIMITS.best);
    const isApart = results.some(({ hasAll }) => hasAll);
    const incomplete = isApart ? others.filter(({ hasAll }) => !hasAll) : [];
    /** @type {Map<string, Result[]>} */
    const byKind = new Map();
    for (const result of others)
      if (!incomplete.includes(result)) byKind.set(result.kind, [...(byKind.get(result.kind) ?? []), result]);
    return [
      ...(best.length ? [group(message("best", query), best, query, true)] : []),
      ...[...byKind].map(([kind, ofKind]) => group(nameOfKind(kind, "labels", query), ofKind, query)),
      ...(incomplete.length ? [group(message("incomplete", query), incomplete, query, true)] : []),
    ];
  };

  /* ---- What is said of them ---- */

  /**
   * What the line above the results says.
   * @param {Found} found
   * @param {string} query
   */
  const sentences = ({ results, isFound, hasOnlyCommonWords, unknown }, query) => {
    if (hasOnlyCommonWords) return message("onlyCommonWords", query);
    if (!results.length) return message("nothing", query);
    /** @type {(Node | string)[]} */
    const nodes = [];
    const words = unknown.join(JasicWords.hasHan(query) ? "、" : ", ");
    if (words) nodes.push(...message("unknown", query, { words }), " ");
    if (!isFound) return [...nodes, ...message("nearestNames", query)];
    const complete = results.filter(({ hasAll }) => hasAll).length;
    if (!complete) return [...nodes, ...message("noneHasAll", query)];
    if (complete === 1) return [...nodes, ...message("oneResult", query)];
    return [...nodes, ...message("results", query, { number: complete })];
  };

  /**
   * That another spelling was searched for, and the way back to what was typed.
   * @param {Found} found
   * @param {string} query
   * @param {() => void} searchLiterally
   */
  const correction = ({ corrected }, query, searchLiterally) => {
    if (!corrected) return [];
    const label = message("instead", query, { words: query.trim() });
    const button = element("button", { type: "button", className: "search-more", onclick: searchLiterally }, ...label);
    const meant = message("corrected", query, { words: element("strong", {}, corrected) });
    return [element("p", { className: "search-correction" }, ...meant, " ", button)];
  };

  /**
   * Where a reader may say what was missed: nothing is sent but what they send themselves.
   * @param {string} query
   */
  const report = (query) => {
    if (!JasicVocabulary.nothingFound) return [];
    const href = JasicVocabulary.nothingFound.replace("{query}", encodeURIComponent(query.trim()));
    const link = element("a", { href, rel: "noreferrer" }, ...message("report", query));
    return [element("p", { className: "search-hint" }, link)];
  };

  /* ---- Phrases in quotation marks ---- */

  const QUOTED = /["“”「『]([^"“”」』]{2,})["“”」』]/gu;

  /**
   * The results with what holds all quoted phrases word for word before the rest, which has not all.
   * @param {Found} found
   * @param {string} query
   * @returns {Promise<Found>}
   */
  const withPhrases = async (found, query) => {
    const phrases = [...query.matchAll(QUOTED)].map(([, phrase]) => JasicWords.fold(phrase).trim());
    if (!phrases.length) return found;
    const results = found.results.slice(0, LOOKED_INTO);
    await Promise.all(results.map((result) => JasicSearch.loadParts(JasicRanking.partsOfResult(result))));
    const texts = await Promise.all(results.map(textsOf));
    const isExact = results.map(({ title }, at) => {
      const text = JasicWords.fold([title, ...(texts[at] ?? [])].join(" "));
      return phrases.every((phrase) => text.includes(phrase));
    });
    const judged = results.map((result, at) => Object.assign(result, { hasAll: isExact[at] }));
    return { ...found, results: [...judged.filter(({ hasAll }) => hasAll), ...judged.filter(({ hasAll }) => !hasAll)] };
  };

  /**
   * Who walks through the results when others come stays on the same one, or begins with the first.
   * @param {string | null} address
   * @param {HTMLElement} box
   */
  const stayOn = (address, box) => {
    const links = [...box.querySelectorAll("a")];
    (links.find((link) => link.getAttribute("href") === address) ?? links[0])?.focus();
  };

  /* ---- Together ---- */

  /**
   * Find and show the results of a query in a box; returns what is to be said of them.
   * @param {string} query
   * @param {HTMLElement} box
   * @param {{ withSources: boolean, isLiteral: boolean }} how
   * @param {() => void} searchLiterally
   * @param {() => boolean} isOld whether another query has come since
   */
  const display = async (query, box, how, searchLiterally, isOld) => {
    const found = await withPhrases(JasicRanking.find(query, how), query);
    const first = found.results.slice(0, JasicRanking.LIMITS.best).flatMap(JasicRanking.partsOfResult);
    await JasicSearch.loadParts(first);
    if (isOld()) return [];
    observer.disconnect();
    unseen.clear();
    const searched = found.corrected ?? query.slice(0, JasicRanking.LIMITS.letters);
    const focused = box.contains(document.activeElement) ? document.activeElement : null;
    box.replaceChildren(
      ...correction(found, query, searchLiterally),
      ...groups(found.results, searched),
      ...report(query),
    );
    if (focused) stayOn(focused.getAttribute("href"), box);
    return sentences(found, query);
  };

  return { display };
})();
