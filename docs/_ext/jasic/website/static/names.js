// @ts-check
/*
 * What everything is called: names of records and terms and titles of pages and sections, from Sphinx's index.
 *
 * An address is that of a passage, `page#anchor`, or of a page. Names are compared by tokens: single Han characters,
 * words, and exact dates.
 */
"use strict";

/**
 * @typedef {object} Name
 * @property {string} text as it is written
 * @property {string} key its tokens without spaces
 * @property {string[]} tokens
 * @property {string} address what it names
 */

const JasicNames = (() => {
  const { docnames, objects, objnames, titles, alltitles } = JasicEngine.index();

  const LONGEST_REVERSED = 3; // tokens of a name whose family name may stand first or last
  const LONGEST_NAME = 12; // tokens of a name that is looked for within a query
  const STRUGGLE = "2018-"; // a day without a year is looked for in the year of the struggle first

  /** @type {Name[]} */
  const all = [];
  /** @type {Map<string, Name[]>} by what readers may type for a name, without spaces */
  const byKey = new Map();
  /** @type {Map<string, string>} address -> its names, joined and word by word, as one text */
  const namesOf = new Map();
  /** @type {Map<string, number>} words of names -> how often they occur */
  const vocabulary = new Map();
  /** @type {Map<string, string>} address -> kind of record, or term */
  const kinds = new Map();
  const titleOf = new Map(docnames.map((address, at) => [address, titles[at]]));

  /**
   * The kind of result that an address is, one of those of vocabulary.py.
   * @param {string} address
   */
  const kindOf = (address) =>
    kinds.get(address) ?? (address.includes(`#${JasicVocabulary.sourcePrefix}`) ? "source" : "page");

  /**
   * Whether an address is that of a record or a term.
   * @param {string} address
   */
  const isRecord = (address) => kinds.has(address);

  /**
   * Whether an address is that of a part of a page that is nothing but that.
   * @param {string} address
   */
  const isSection = (address) => address.includes("#") && kindOf(address) === "page";

  /**
   * @param {string} text
   * @returns {string[]}
   */
  const tokens = (text) =>
    JasicWords.parts(text).flatMap(({ form, text, words }) =>
      form === "han" ? [...text] : form === "word" ? words : words.slice(0, 1),
    );

  /**
   * All that a reader may type for a name.
   * @param {Pick<Name, "key" | "tokens">} name
   */
  const keysOf = ({ key, tokens }) => {
    const keys = new Set([key, tokens.map(JasicWords.stem).join("")]);
    if (tokens.length <= LONGEST_REVERSED)
      tokens.forEach((_, at) => keys.add([...tokens.slice(at), ...tokens.slice(0, at)].join("")));
    if (/^\d{4}-\d\d-\d\d$/.test(key) && key.startsWith(STRUGGLE)) keys.add(key.slice(STRUGGLE.length));
    return keys;
  };

  /**
   * @param {string} text
   * @param {string} address
   */
  const add = (text, address) => {
    if (kindOf(address) === "source") return; // a title of others that holds a word is no name of that word
    const parts = tokens(text);
    const name = { text, key: parts.join(""), tokens: parts, address };
    if (!name.key) return;
    all.push(name);
    namesOf.set(address, `${namesOf.get(address) ?? ""} ${name.key} ${parts.map(JasicWords.stem).join(" ")}`);
    for (const key of keysOf(name)) byKey.set(key, [...(byKey.get(key) ?? []), name]);
    for (const word of parts) if (/^[a-z]{3,}$/.test(word)) vocabulary.set(word, (vocabulary.get(word) ?? 0) + 1);
  };

  for (const [number, type, , , name] of objects[""]) {
    const kind = objnames[type][1];
    if (!Object.hasOwn(JasicVocabulary.kinds, kind)) continue;
    kinds.set(docnames[number], kind);
    add(name, docnames[number]);
  }
  titles.forEach((title, number) => add(title, docnames[number]));
  for (const [title, places] of Object.entries(alltitles)) for (const [number] of places) add(title, docnames[number]);

  /**
   * The Chinese names of records in a query, the longest first, with their English titles.
   * @param {string[]} query its tokens
   */
  const chineseIn = (query) => {
    /** @type {[chinese: string, english: string][]} */
    const pairs = [];
    for (let length = Math.min(LONGEST_NAME, query.length); length > 1; length--)
      for (let from = 0; from + length <= query.length; from++) {
        const key = query.slice(from, from + length).join("");
        const name = /^\p{Script=Han}+$/u.test(key) && byKey.get(key)?.find(({ address }) => isRecord(address));
        if (name) pairs.push([key, titleOf.get(name.address) ?? ""]);
      }
    return pairs;
  };

  return { all, byKey, namesOf, titleOf, vocabulary, kindOf, isRecord, isSection, tokens, chineseIn, LONGEST_NAME };
})();
