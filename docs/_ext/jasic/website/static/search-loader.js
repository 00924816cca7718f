// @ts-check
/*
 * What the search needs, loaded when somebody searches and not before: Sphinx's engine, ours, and what results say of
 * themselves. All of it comes from this site, and works from a disk.
 */
"use strict";

const JasicSearch = (() => {
  const root = document.documentElement.dataset.content_root ?? "";

  /**
   * Files in the order in which they run, and whether each has: after a failure only the rest is loaded again.
   * @type {Record<string, () => boolean>}
   */
  const FILES = {
    ...JasicEngine.FILES,
    "_static/words.js": () => typeof JasicWords !== "undefined",
    "_static/names.js": () => typeof JasicNames !== "undefined",
    "_static/spelling.js": () => typeof JasicSpelling !== "undefined",
    "_static/ranking.js": () => typeof JasicRanking !== "undefined",
    "_static/excerpt.js": () => typeof JasicExcerpt !== "undefined",
    "_static/search-results.js": () => typeof JasicResults !== "undefined",
  };

  /** @type {Promise<void> | undefined} */
  let loading;

  /** Whether somebody has searched on this page before. */
  const isLoading = () => loading !== undefined;

  /** Load all that is missing; fails with an Error that names the file. */
  const load = () =>
    (loading ||= loadMissing().catch((error) => {
      loading = undefined;
      throw error;
    }));

  const loadMissing = async () => {
    const missing = Object.keys(FILES).filter((file) => !FILES[file]());
    // All are asked for at once and run one after the other.
    for (const file of missing) preload(file);
    for (const file of missing) await loadScript(file);
  };

  /** @param {string} file */
  const preload = (file) => {
    const link = document.createElement("link");
    Object.assign(link, { rel: "preload", as: "script", href: root + file });
    document.head.append(link);
  };

  /**
   * @param {string} file
   * @returns {Promise<void>}
   */
  const loadScript = (file) =>
    new Promise((done, failed) => {
      const script = document.createElement("script");
      script.src = root + file;
      script.onload = () => done();
      script.onerror = () => failed(new Error(JasicVocabulary.messages.missing.replace("{file}", file)));
      document.head.append(script);
    });

  /* ---- What results say of themselves: one file a page, see Index.write_texts in search.py ---- */

  /** @type {Map<string, PassageTexts>} by page */
  const texts = new Map();
  /** @type {Map<string, ((texts: PassageTexts) => void)[]>} by page, until its texts are there */
  const waiting = new Map();

  /**
   * Called by the file of a page.
   * @param {string} page
   * @param {PassageTexts} textsOfPage
   */
  const show = (page, textsOfPage) => {
    texts.set(page, textsOfPage);
    for (const fill of waiting.get(page) ?? []) fill(textsOfPage);
    waiting.delete(page);
  };

  /**
   * Do something with the texts of a page, at once or when they are there.
   * @param {string} page
   * @param {(texts: PassageTexts) => void} fill
   */
  const withTexts = (page, fill) => {
    const known = texts.get(page);
    if (known) fill(known);
    else if (waiting.has(page)) waiting.get(page)?.push(fill);
    else {
      waiting.set(page, [fill]);
      // If it fails the result stays, without its line of text, which is asked for again the next time.
      loadScript(`_passages/${page}.js`).catch(() => waiting.delete(page));
    }
  };

  return { root, load, isLoading, show, withTexts };
})();

/** @typedef {Record<string, [facts: string, text: string]>} PassageTexts by anchor; that of the page itself is "" */
