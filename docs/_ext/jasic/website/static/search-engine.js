// @ts-check
/*
 * Sphinx's search engine, as our search uses it. Sphinx documents none of this, so it stands here and nowhere else;
 * tests/test_compat.py says so when a new Sphinx has changed it.
 */
"use strict";

const JasicEngine = (() => {
  /**
   * Sphinx's files, in the order in which they run, and whether each has: stop words, stemmer and the rules of
   * words.py; the engine; the index.
   * @type {Record<string, () => boolean>}
   */
  const FILES = {
    "_static/language_data.js": () => typeof stopwords !== "undefined",
    "_static/searchtools.js": () => isThere(),
    "searchindex.js": () => isThere() && Search.hasIndex(),
  };

  const isThere = () => typeof Search !== "undefined";

  const index = () => Search._index;

  /** @param {string} word */
  const isStopword = (word) => stopwords.has(word);

  const stemmer = () => new Stemmer();

  /**
   * The passages that have a word in their titles or texts; where none has it, those that have it in another word.
   * @param {string} word as the index has it
   */
  const passagesWith = (word) =>
    Search.performTermsSearch(new Set([word]), new Set()).map(([address, , , , score]) => ({
      address,
      isPart: score === Scorer.partialTerm || score === Scorer.partialTitle,
      inTitle: score >= Scorer.partialTitle,
    }));

  /**
   * Let Sphinx's search page, when it is there, call our search instead of its own.
   * @param {() => void} search
   */
  const takeOver = (search) => {
    Search.performSearch = search;
  };

  return { FILES, isThere, index, isStopword, stemmer, passagesWith, takeOver };
})();
