// @ts-check
/*
 * The index as search/index_files.py has written it: what each passage is, and which passages and labels have a word.
 * What is not loaded yet is not there; `partWith` and its like say which part has it.
 */
"use strict";

/**
 * @typedef {object} JasicLabel a name or a phrase of a passage
 * @property {number} passage
 * @property {number} words how many it has
 * @property {number} mass the sum of their rarity
 * @property {boolean} isName
 */
/** @typedef {{ passages: number[], impacts: number[], labels: number[] }} JasicPlaces where a word stands */

const JasicIndex = (() => {
  // As in index_files.py.
  const [IMPACTS, MASS, FIRST_SIGN, LAST_DIGITS, SIGNS] = [15, 2, 48, 60, 91];
  const FLAGS = { page: 1, section: 2, asks: 4 };
  const PASSAGES = 96; // in a part
  const PIECE = 4;
  const TABLES = ["names", "passages", "common", "words", "sources", "entries", "frequent", "sounds"];
  const MOST_BEGINNING = 60; // words that are looked at for those that begin like another
  const MOST_LABELS = 1000; // of a passage

  const core = /** @type {JasicCore} */ (JasicSearch.part("core-0"));
  const size = core.passages.length;
  const signs = new Uint8Array(size);
  /** The page that a passage is a part of. */
  const pageOf = new Uint32Array(size);
  /** How many of its table come before a passage: sources have one of their own. */
  const rankOf = new Uint32Array(size);

  const isLater = core.kinds.map((kind) => core.later.includes(kind));
  for (let [number, passages, entries] = [0, 0, 0]; number < size; number++) {
    signs[number] = core.passages.charCodeAt(number) - FIRST_SIGN;
    pageOf[number] = signs[number] & FLAGS.page ? number : pageOf[number - 1];
    rankOf[number] = isLater[signs[number] >> 3] ? entries++ : passages++;
  }

  /** @param {number} number of a passage */
  const kindOf = (number) => core.kinds[signs[number] >> 3];
  /** @param {number} number */
  const isSection = (number) => (signs[number] & FLAGS.section) > 0;
  /** @param {number} number */
  const asks = (number) => (signs[number] & FLAGS.asks) > 0;

  /** @type {Map<number, JasicLabel>} those that have the words which were looked up */
  const labels = new Map();

  /* ---- Parts ---- */

  /**
   * The names of all parts of a table.
   * @param {string} table
   */
  const partsOf = (table) => core.starts[table].map((_start, number) => `${table}-${number}`);

  /** The words that readers ask with most, which are in no other part, with their places in that. */
  const common = new Map(core.common.split(" ").map((word, at) => [word, at]));

  /**
   * The part in which a key of a table stands, if it stands there.
   * @param {string} table
   * @param {string} key
   */
  const partWith = (table, key) => (table === "words" && common.has(key) ? "common-0" : place(table, key));

  /**
   * The part of a table in the order of whose keys a key has its place.
   * @param {string} table
   * @param {string} key
   */
  const place = (table, key) => {
    const starts = core.starts[table];
    let [low, high] = [0, starts.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (starts[middle] <= key) low = middle;
      else high = middle;
    }
    return `${table}-${low}`;
  };

  /**
   * The parts of a table in which the keys stand that begin with some letters.
   * @param {string} table
   * @param {string} letters
   */
  const partsBeginningWith = (table, letters) => {
    const parts = partsOf(table);
    const [first, last] = [letters, `${letters}\uffff`].map((key) => parts.indexOf(place(table, key)));
    return parts.slice(first, last + 1);
  };

  /* ---- Words ---- */

  /** @type {Map<string, JasicPlaces>} by table and word */
  const known = new Map();
  /** @type {JasicPlaces} */
  const NOWHERE = { passages: [], impacts: [], labels: [] };

  /**
   * @param {string} table
   * @param {string} word
   * @returns {JasicPlaces}
   */
  const places = (table, word) => {
    const id = `${table} ${word}`;
    const before = known.get(id);
    if (before) return before;
    const part = /** @type {Record<string | number, string> | undefined} */ (JasicSearch.part(partWith(table, word)));
    const key = (table === "words" ? common.get(word) : undefined) ?? word;
    if (!part || !Object.hasOwn(part, key)) return NOWHERE; // it may be in one that is still to come
    const found = decoded(part[key]);
    known.set(id, found);
    return found;
  };

  /**
   * In how many passages a word stands, but for sources.
   * @param {string} word
   */
  const frequency = (word) => places("words", word).passages.length;

  /** @param {string} word */
  const isIndexed = (word) => frequency(word) > 0 || places("sources", word).passages.length > 0;

  /**
   * The postings of a word, see `Postings` in index_files.py.
   * @param {string} text
   * @returns {JasicPlaces}
   */
  const decoded = (text) => {
    /** @type {JasicPlaces} */
    const found = { passages: [], impacts: [], labels: [] };
    let at = 0;
    const number = () => {
      for (let high = 0; ;) {
        const code = text.charCodeAt(at++);
        const digit = code - (code > 92 ? 36 : 35);
        if (digit < LAST_DIGITS) return high * LAST_DIGITS + digit;
        high = high * (SIGNS - LAST_DIGITS) + digit - LAST_DIGITS + 1;
      }
    };
    for (let passage = 0; at < text.length;) {
      passage += number();
      const impact = number();
      found.passages.push(passage);
      found.impacts.push((impact >> 1) / IMPACTS);
      for (let isMore = impact % 2 === 1; isMore;) {
        const [place, words, mass] = [number(), number(), number()];
        const label = passage * MOST_LABELS + (place >> 1);
        labels.set(label, { passage, words: words >> 1, mass: mass / MASS, isName: words % 2 === 1 });
        found.labels.push(label);
        isMore = place % 2 === 1;
      }
    }
    return found;
  };

  /**
   * The words of loaded parts that begin with some letters, the shortest first.
   * @param {string} table
   * @param {string} letters
   */
  const beginningWith = (table, letters) => {
    const parts = partsBeginningWith(table, letters);
    const loaded = parts.map((name) => /** @type {object} */ (JasicSearch.part(name) ?? {}));
    const words = [...loaded.flatMap(Object.keys), ...(table === "words" ? common.keys() : [])];
    const found = words.filter((word) => word.startsWith(letters) && word !== letters);
    return found.sort((one, two) => one.length - two.length || (one < two ? -1 : 1)).slice(0, MOST_BEGINNING);
  };

  /**
   * How rare a word is (inverse document frequency).
   * @param {number} passages that have it
   */
  const rarity = (passages) => Math.log(1 + core.number / passages);

  /** @returns {string[]} words that some passages have, as these spell them */
  const frequent = () => /** @type {string[] | undefined} */ (JasicSearch.part("frequent-0")) ?? [];

  /** @type {Map<string, Set<string>>} character -> how it may sound, of those that are mistaken for one of a name */
  const soundsOf = new Map();

  /**
   * Whether two characters may sound alike; unknown until the table is loaded.
   * @param {string} one
   * @param {string} two
   */
  const soundAlike = (one, two) => {
    const table = /** @type {Record<string, string> | undefined} */ (JasicSearch.part("sounds-0"));
    if (!soundsOf.size)
      for (const [sound, letters] of Object.entries(table ?? {}))
        for (const letter of letters) soundsOf.set(letter, (soundsOf.get(letter) ?? new Set()).add(sound));
    return one === two || [...(soundsOf.get(one) ?? [])].some((sound) => soundsOf.get(two)?.has(sound));
  };

  /* ---- Addresses and titles ---- */

  /** @param {number} number */
  const tableOf = (number) => (isLater[signs[number] >> 3] ? "entries" : "passages");

  /**
   * @param {number} number
   * @returns {{ address: string, title: string } | undefined} until it is loaded
   */
  const passage = (number) => {
    const rows = /** @type {[string, string, string][] | undefined} */ (JasicSearch.part(blockOf(number)));
    if (!rows) return undefined;
    let at = rankOf[number] % PASSAGES;
    const [, anchor, title] = rows[at];
    while (!rows[at][0]) at--;
    return { address: rows[at][0] + (anchor && `#${anchor}`), title };
  };

  /** @param {number} number */
  const blockOf = (number) => `${tableOf(number)}-${Math.floor(rankOf[number] / PASSAGES)}`;

  /**
   * Which of the files of its page has the text of a passage.
   * @param {number} number
   */
  const pieceOf = (number) => Math.floor((number - pageOf[number]) / PIECE);

  /** Whether the titles of all that comes before the sources are there from the start. */
  const hasTitles = core.start.includes("passages");

  return {
    TABLES,
    hasTitles,
    labels,
    kindOf,
    isSection,
    asks,
    pageOf,
    partsOf,
    partWith,
    partsBeginningWith,
    places,
    frequency,
    isIndexed,
    beginningWith,
    rarity,
    frequent,
    soundAlike,
    passage,
    blockOf,
    pieceOf,
  };
})();
