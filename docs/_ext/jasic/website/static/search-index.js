// @ts-check
/*
 * The index as website/index.py has written it: what each passage is, and which passages and labels have a word. What
 * is not loaded yet is not there; `partWith` and its like say which part has it.
 */
"use strict";

const JasicIndex = (() => {
  // As in index.py.
  const [IMPACTS, MASS, FIRST_SIGN] = [15, 2, 48];
  const FLAGS = { page: 1, section: 2, asks: 4 };
  const PASSAGES = 96; // in a part
  const TABLES = ["names", "frequent", "passages", "words", "sources"];
  const MOST_BEGINNING = 60; // words that are looked at for those that begin like another

  const core = /** @type {JasicCore} */ (JasicSearch.part("core-0"));
  const signs = Array.from(core.passages, (sign) => sign.charCodeAt(0) - FIRST_SIGN);

  /** @type {number[]} passage -> the page that it is a part of */
  const pageOf = [];
  signs.forEach((sign, number) => pageOf.push(sign & FLAGS.page ? number : (pageOf[number - 1] ?? 0)));

  /** @param {number} number of a passage */
  const kindOf = (number) => core.kinds[signs[number] >> 3];
  /** @param {number} number */
  const isSection = (number) => (signs[number] & FLAGS.section) > 0;
  /** @param {number} number */
  const asks = (number) => (signs[number] & FLAGS.asks) > 0;

  /** @type {{ passage: number, words: number, mass: number, isName: boolean }[]} */
  const labels = [];
  core.labels.forEach((text, passage) => {
    const [names, phrases = ""] = text.split(" ");
    for (const [row, isName] of /** @type {[string, boolean][]} */ ([
      [names, true],
      [phrases, false],
    ]))
      for (let at = 0; at < row.length; at += 2) {
        const [words, mass] = [row.charCodeAt(at) - FIRST_SIGN, (row.charCodeAt(at + 1) - FIRST_SIGN) / MASS];
        labels.push({ passage, words, mass, isName });
      }
  });

  /* ---- Parts ---- */

  /**
   * The names of all parts of a table.
   * @param {string} table
   */
  const partsOf = (table) => core.starts[table].map((_start, number) => `${table}-${number}`);

  /**
   * The part in which a key of a table stands, if it stands there.
   * @param {string} table
   * @param {string} key
   */
  const partWith = (table, key) => {
    const starts = core.starts[table];
    let [low, high] = [0, starts.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (starts[middle] <= key) low = middle;
      else high = middle;
    }
    return `${table}-${low}`;
  };

  /* ---- Words ---- */

  /** @typedef {{ passages: number[], impacts: number[], labels: number[] }} Places where a word stands */

  /** @type {Map<string, Places>} by table and word */
  const known = new Map();
  /** @type {Places} */
  const NOWHERE = { passages: [], impacts: [], labels: [] };

  /**
   * @param {string} table
   * @param {string} word
   * @returns {Places}
   */
  const places = (table, word) => {
    const id = `${table} ${word}`;
    const before = known.get(id);
    if (before) return before;
    const part = /** @type {Record<string, [number[], number[]]> | undefined} */ (
      JasicSearch.part(partWith(table, word))
    );
    if (!part) return NOWHERE; // not loaded yet
    const found = Object.hasOwn(part, word) ? decoded(part[word]) : NOWHERE;
    known.set(id, found);
    return found;
  };

  /**
   * @param {[number[], number[]]} postings gaps, those of passages with the impact of the word
   * @returns {Places}
   */
  const decoded = ([withImpacts, gaps]) => {
    let [passage, label] = [0, 0];
    return {
      passages: withImpacts.map((number) => (passage += number >> 4)),
      impacts: withImpacts.map((number) => (number & IMPACTS) / IMPACTS),
      labels: gaps.map((gap) => (label += gap)),
    };
  };

  /**
   * The words of loaded parts that begin with some letters, the shortest first.
   * @param {string} table
   * @param {string} letters
   */
  const beginningWith = (table, letters) => {
    const found = [];
    const last = partsOf(table).indexOf(partWith(table, `${letters}\uffff`));
    for (let at = partsOf(table).indexOf(partWith(table, letters)); at <= last; at++)
      for (const word of Object.keys(/** @type {object} */ (JasicSearch.part(`${table}-${at}`) ?? {})))
        if (word.startsWith(letters) && word !== letters) found.push(word);
    return found.sort((one, two) => one.length - two.length).slice(0, MOST_BEGINNING);
  };

  /**
   * How rare a word is (inverse document frequency).
   * @param {number} passages that have it
   */
  const rarity = (passages) => Math.log(1 + core.number / passages);

  /** @returns {string[]} words that some passages have */
  const frequent = () => /** @type {string[] | undefined} */ (JasicSearch.part("frequent-0")) ?? [];

  /* ---- Addresses and titles ---- */

  /**
   * @param {number} number
   * @returns {{ address: string, title: string, chinese: string } | undefined} until it is loaded
   */
  const passage = (number) => {
    const rows = /** @type {[string, string, string, string?][] | undefined} */ (JasicSearch.part(blockOf(number)));
    if (!rows) return undefined;
    let at = number % PASSAGES;
    const [, anchor, title, chinese = ""] = rows[at];
    while (!rows[at][0]) at--;
    return { address: rows[at][0] + (anchor && `#${anchor}`), title, chinese };
  };

  /** @param {number} number */
  const blockOf = (number) => `passages-${Math.floor(number / PASSAGES)}`;

  return {
    TABLES,
    labels,
    kindOf,
    isSection,
    asks,
    pageOf,
    partsOf,
    partWith,
    places,
    beginningWith,
    rarity,
    frequent,
    passage,
    blockOf,
  };
})();
