// @ts-check
/* How results are shown: the best first, the rest by kind, each with what it says of itself. */
"use strict";

const JasicResults = (() => {
  const BEST = 3; // results that stand before the groups
  const SHOWN = 10; // results of a group, until a reader asks for more

  const { element, message } = JasicInterface;
  const { excerpt, marked } = JasicExcerpt;
  const { kinds } = JasicVocabulary;

  /**
   * One result.
   * @param {Result} result
   * @param {string} query
   * @param {boolean} withKind whether to say of what kind it is
   */
  const entry = (result, query, withKind) => {
    const [page, anchor = ""] = result.address.split("#");
    const href = `${JasicSearch.root}${page}.html${anchor && `#${anchor}`}`;
    const link = element("a", { href }, ...marked(result.title, query));
    const item = element("li", { className: `kind-${result.kind}` }, link);
    if (withKind) item.append(" ", element("span", { className: "search-kind" }, kinds[result.kind].label));
    JasicSearch.withTexts(page, (texts) => {
      const [facts, text] = texts[anchor] ?? ["", ""];
      if (facts) item.append(element("p", { className: "search-facts" }, facts));
      if (result.kind === "source") link.append(". ", ...marked(text, query));
      else if (text) item.append(element("p", { className: "context" }, ...excerpt(text, query)));
    });
    return item;
  };

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
    const label = message("more", { number: rest.length });
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
   * What the line above the results says.
   * @param {ReturnType<typeof JasicRanking.find>} found
   */
  const sentences = ({ results, corrected, isFound, hasOnlyCommonWords }) => {
    if (hasOnlyCommonWords) return message("onlyCommonWords");
    /** @type {(Node | string)[]} */
    const nodes = [];
    if (!isFound && results.length) nodes.push(...message("nearestNames"), " ");
    if (corrected) nodes.push(...message("corrected", { words: element("strong", {}, corrected) }), " ");
    return [...nodes, ...numberOfResults(results.length)];
  };

  /** @param {number} number */
  const numberOfResults = (number) => {
    if (!number) return message("nothing");
    return number === 1 ? message("oneResult") : message("results", { number });
  };

  /**
   * Show the results of a query in a box, and say in a line how many there are.
   * @param {string} query
   * @param {HTMLElement} box
   * @param {HTMLElement} status
   */
  const display = (query, box, status) => {
    const found = JasicRanking.find(query);
    const { results, corrected } = found;
    const searched = corrected ?? query.slice(0, JasicRanking.LIMITS.letters);
    const best = results.slice(0, BEST);
    /** @type {Map<string, Result[]>} */
    const byKind = new Map();
    for (const result of results.slice(BEST)) byKind.set(result.kind, [...(byKind.get(result.kind) ?? []), result]);
    box.replaceChildren(
      ...(best.length ? [group(message("best"), best, searched, true)] : []),
      ...[...byKind].map(([kind, others]) => group([kinds[kind].labels], others, searched)),
    );
    status.replaceChildren(...(query.trim() ? sentences(found) : []));
  };

  return { display };
})();
