// @ts-check
/*
 * The short names of records and terms, as index_files.py lists them: by these a reader is understood who joins a name,
 * reverses it, slips in it, or writes it in Chinese. Names are compared by tokens: single Han characters, words, and
 * exact dates.
 */
"use strict";

/**
 * @typedef {object} Name
 * @property {string} key its tokens without spaces, in one of their orders
 * @property {string} text as it is written
 * @property {string} title of what it names
 * @property {number} number of the passage that it names
 */

const JasicNames = (() => {
  /** @type {Name[]} */
  const all = [];
  /** @type {Map<string, Name[]>} */
  const byKey = new Map();
  /** @type {Set<string>} parts that have been read */
  const read = new Set();

  /** Read the parts that have come since. */
  const update = () => {
    for (const part of JasicIndex.partsOf("names")) {
      const table = /** @type {Record<string, [number, string, string?][]> | undefined} */ (JasicSearch.part(part));
      if (!table || read.has(part)) continue;
      read.add(part);
      for (const [key, rows] of Object.entries(table)) {
        const names = rows.map(([number, text, title = text]) => ({ key, text, title, number }));
        byKey.set(key, names);
        all.push(...names);
      }
    }
  };

  /**
   * The parts that hold the names which begin with any of some letters.
   * @param {string[]} beginnings
   */
  const partsWith = (beginnings) => beginnings.flatMap((letters) => JasicIndex.partsBeginningWith("names", letters));

  /**
   * @param {string} text
   * @returns {string[]}
   */
  const tokens = (text) =>
    JasicWords.parts(text).flatMap(({ form, text, words }) =>
      form === "han" ? [...text] : form === "word" ? words : words.slice(0, 1),
    );

  return { all, byKey, update, partsWith, tokens };
})();
