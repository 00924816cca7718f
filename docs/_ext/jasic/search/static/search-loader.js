// @ts-check
/*
 * What the search needs, loaded when somebody searches and not before: the engine, the tables that every query reads,
 * the parts of the index that hold the words of a query (search/index_files.py), and what results say of themselves.
 * All of it comes from this site, and works from a disk.
 */
"use strict";

const JasicSearch = (() => {
  const root = document.documentElement.dataset.content_root ?? "";
  const ROUNDS = 5; // in which a query may ask for parts: those of its words, of what was meant, of their synonyms
  // ms in which the engine has the line for itself, since with it the words of a query can be asked for: on slow 4G
  // (Lighthouse's) it takes 450, of which 150 pass before anything comes.
  const HEAD_START = 300;
  const TOO_SHORT = /(?<![a-z])[a-z]{1,2}$/i; // of a word that is being typed, to be asked for already

  /** @type {Promise<void> | undefined} */
  let starting;

  /** Whether somebody has searched on this page before. */
  const isStarted = () => starting !== undefined;

  /** Load what every query needs; fails with an Error that names the file. What has failed is loaded again. */
  const start = () =>
    (starting ||= loadEngineAndTables().catch((error) => {
      starting = undefined;
      throw error;
    }));

  const loadEngineAndTables = async () => {
    const engine = loadEngine();
    await Promise.race([engine, new Promise((done) => setTimeout(done, HEAD_START))]);
    await Promise.all([engine, areTablesThere() ? undefined : loadScript("_search/start.js")]);
    if (!areTablesThere()) throw new Error(JasicVocabulary.messages.changed);
  };

  const loadEngine = async () => {
    if (!parts.has("core-0")) await loadScript("_search/engine.js");
  };

  const areTablesThere = () => parts.has("core-0") && tablesAtStart().every((table) => parts.has(`${table}-0`));

  /** The tables that are in start.js. */
  const tablesAtStart = () => /** @type {JasicCore | undefined} */ (parts.get("core-0"))?.start ?? [];

  /** @type {Map<string, Promise<void>>} files that are on their way */
  const awaited = new Map();

  /**
   * Load a file, once for all who wait for it.
   * @param {string} file
   */
  const loadScript = (file) => {
    const loading = awaited.get(file) ?? addScript(file).finally(() => awaited.delete(file));
    awaited.set(file, loading);
    return loading;
  };

  /**
   * @param {string} file
   * @returns {Promise<void>}
   */
  const addScript = (file) =>
    new Promise((done, failed) => {
      const script = document.createElement("script");
      script.src = root + file;
      script.onload = () => done();
      script.onerror = () => failed(new Error(JasicVocabulary.messages.missing.replace("{file}", file)));
      document.head.append(script);
    });

  /* ---- The parts of the index, named `words-12` ---- */

  /** @type {Map<string, unknown>} */
  const parts = new Map();
  let version = "";

  /**
   * Called by the file of a part.
   * @param {string} table
   * @param {number} number
   * @param {string} versionOfPart the same for all parts of one build
   * @param {unknown} data
   */
  const take = (table, number, versionOfPart, data) => {
    version ||= versionOfPart;
    if (version === versionOfPart) parts.set(`${table}-${number}`, data);
  };

  /** @param {string} name */
  const part = (name) => parts.get(name);
  const partsThere = () => parts.size;

  /** @param {string[]} names */
  const loadParts = async (names) => {
    await Promise.all(names.map(loadPart));
  };

  /** @param {string} name */
  const loadPart = async (name) => {
    if (parts.has(name)) return;
    const isAtStart = tablesAtStart().some((table) => name.startsWith(`${table}-`));
    await (isAtStart ? start() : loadScript(`_search/${name}.js`));
    if (!parts.has(name)) throw new Error(JasicVocabulary.messages.changed);
  };

  /**
   * Ask for the words of a query that is being typed, as soon as the engine can tell where they stand. What fails is
   * asked for again, and said, when the query is.
   * @param {string} query
   */
  const prepareFor = async (query) => {
    await loadEngine();
    await loadParts(JasicRanking.partsOfWords(query.replace(TOO_SHORT, "")));
  };

  /**
   * Load what a query needs, without sources or with them.
   * @param {string} query
   * @param {{ withSources?: boolean, isLiteral?: boolean }} [how]
   */
  const loadFor = async (query, how = {}) => {
    await start();
    for (let round = 0; round < ROUNDS; round++) {
      const missing = JasicRanking.missingParts(query, how);
      if (!missing.length) return;
      // With them the titles of what is first so far: on a slow line each round takes as long as all its files.
      const titles = round && !JasicIndex.hasTitles ? JasicRanking.partsOfBest(query, how) : [];
      await loadParts([...new Set([...missing, ...titles])]);
    }
  };

  /** Load all that there is, for whoever asks many queries. */
  const load = async () => {
    await start();
    await loadParts(JasicIndex.TABLES.flatMap(JasicIndex.partsOf));
  };

  /* ---- What results say of themselves: a file for a few passages of a page, see `Index.write_texts` in indexing.py -- */

  /** @type {Map<string, { texts: PassageTexts, isLast: boolean }>} by page and number of the file: index/0 */
  const pieces = new Map();

  /**
   * Called by the file.
   * @param {string} name
   * @param {PassageTexts} texts
   * @param {boolean} isLast of its page
   */
  const show = (name, texts, isLast) => pieces.set(name, { texts, isLast });

  /**
   * What such a file says; nothing where it fails, and is asked for again the next time.
   * @param {string} page
   * @param {number} number
   */
  const piece = async (page, number) => {
    const name = `${page}/${number}`;
    if (!pieces.has(name)) await loadScript(`_passages/${name}.js`).catch(() => {});
    return pieces.get(name);
  };

  return { root, start, isStarted, prepareFor, load, loadFor, loadParts, take, part, partsThere, show, piece };
})();

/** @typedef {Record<string, [facts: string, text: string, chinese?: string]>} PassageTexts by anchor; the page is "" */
