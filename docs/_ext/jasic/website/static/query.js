// @ts-check
/*
 * What a query asks for: its concepts. A concept is one thing that a passage is to have, in one of several ways: the
 * word that was typed, one that may stand for it, the beginning of a longer one; for a Chinese word its characters or
 * its English.
 */
"use strict";

/**
 * @typedef {object} Variant one way to have a concept: all of these words
 * @property {string[]} words as the index has them
 * @property {number} share what it counts for, from 0 to 1
 */
/**
 * @typedef {object} Concept
 * @property {string} typed
 * @property {Variant[]} variants the likeliest first
 */

const JasicQuery = (() => {
  // What a concept counts for that is not there quite as it was typed.
  const SHARE = {
    beginning: 0.6, // a longer word that begins so
    synonym: 0.6,
    root: 0.6, // a shorter form, where …
    rootIfFewer: 12, // … fewer passages than these have the word
    translation: 0.85, // a Chinese word in English
    day: 0.6, // a day without its year
  };
  const LONGEST_CHINESE = 12; // characters of a name or word that is looked for in a Chinese query
  const NEVER_IN_A_WORD = "的了吗呢吧么";
  const MOST_CONCEPTS = 40;

  const { stem, isStopword, synonyms } = JasicWords;
  const chinese = new Map(Object.entries(JasicWords.chinese));
  const chineseStopwords = new Set(JasicWords.chineseStopwords);

  /** @param {string} word */
  const isIndexed = (word) => JasicIndex.places("words", word).passages.length > 0;

  /* ---- English ---- */

  /**
   * @param {string} word stemmed
   * @param {boolean} mayBeBeginning whether it may still be typed
   * @returns {Variant[]}
   */
  const variantsOfWord = (word, mayBeBeginning) => {
    const found = JasicIndex.places("words", word).passages.length;
    /** @type {Variant[]} */
    const variants = [{ words: [word], share: 1 }];
    for (const other of synonyms.get(word) ?? []) variants.push({ words: [other], share: SHARE.synonym });
    if (found < SHARE.rootIfFewer)
      for (const root of JasicSpelling.roots(word)) variants.push({ words: [root], share: SHARE.root });
    if (mayBeBeginning || !found)
      for (const table of ["words", "sources"])
        for (const longer of JasicIndex.beginningWith(table, word))
          variants.push({ words: [longer], share: SHARE.beginning });
    return variants;
  };

  /** @param {string} english words with strokes between those that may each stand there */
  const variantsOfTranslation = (english) =>
    english.split(" / ").flatMap((text) => {
      const words = JasicWords.split(text)
        .filter((word) => !isStopword(word))
        .map(stem);
      /** @type {Variant[]} */
      const variants = words.length ? [{ words, share: SHARE.translation }] : [];
      for (const other of words.length === 1 ? (synonyms.get(words[0]) ?? []) : [])
        variants.push({ words: [other], share: SHARE.translation * SHARE.synonym });
      return variants;
    });

  /* ---- Dates ---- */

  /**
   * The days or months of a date, each with the same day of any year.
   * @param {string} typed
   * @param {string[]} words that stand for it
   * @returns {Concept[]}
   */
  const conceptsOfDate = (typed, words) => {
    const days = words.filter((word) => /^\d{4}-\d\d-\d\d$/.test(word));
    const vaguer = days.flatMap((day) => [day.slice(5), day.slice(0, 7)]);
    const exact = words.filter((word) => !vaguer.includes(word));
    return [...new Set(exact)].map((word) => {
      const variants = [{ words: [word], share: 1 }];
      if (days.includes(word)) variants.push({ words: [word.slice(5)], share: SHARE.day });
      return { typed, variants };
    });
  };

  /* ---- Chinese ---- */

  /** @param {string[]} letters */
  const pairs = (letters) =>
    letters.length > 1 ? letters.slice(1).map((letter, at) => letters[at] + letter) : letters;

  /**
   * The longest name or known word that begins a text: its length and, of a word, its English.
   * @param {string[]} letters
   * @returns {{ length: number, english: string } | undefined} English is empty where the word says nothing
   */
  const wordAt = (letters) => {
    for (let length = Math.min(LONGEST_CHINESE, letters.length); length > 1; length--) {
      const text = letters.slice(0, length).join("");
      const name = JasicNames.byKey.get(text)?.[0];
      if (name) return { length, english: [name.title, chinese.get(text)].filter(Boolean).join(" / ") };
      if (chineseStopwords.has(text)) return { length, english: "" };
      const english = chinese.get(text);
      if (english !== undefined) return { length, english };
    }
    return undefined;
  };

  /**
   * How many characters from here belong together because pages have them so.
   * @param {string[]} letters
   */
  const lengthOfRun = (letters) => {
    let length = 1;
    while (
      length < letters.length &&
      !(length > 1 && wordAt(letters.slice(length))) &&
      !NEVER_IN_A_WORD.includes(letters[length - 1]) &&
      !NEVER_IN_A_WORD.includes(letters[length]) &&
      isIndexed(letters[length - 1] + letters[length])
    )
      length++;
    return length;
  };

  /**
   * A run of Chinese taken apart into names, known words, and what remains.
   * @param {string[]} letters
   * @returns {Concept[]}
   */
  const conceptsOfHan = (letters) => {
    /** @type {Concept[]} */
    const concepts = [];
    for (let at = 0; at < letters.length;) {
      const rest = letters.slice(at);
      const word = wordAt(rest);
      const length = word?.length ?? lengthOfRun(rest);
      const text = rest.slice(0, length);
      const english = word?.english ?? chinese.get(text.join("")) ?? "";
      if (english || (!word && !chineseStopwords.has(text.join("")))) concepts.push(conceptOfHan(text, english));
      at += length;
    }
    return concepts;
  };

  /**
   * @param {string[]} letters
   * @param {string} english
   * @returns {Concept}
   */
  const conceptOfHan = (letters, english) => ({
    typed: letters.join(""),
    variants: [{ words: pairs(letters), share: 1 }, ...variantsOfTranslation(english)],
  });

  /* ---- Together ---- */

  /**
   * The concepts of a query; where it has common words only these, since a name may consist of them.
   * @param {string} query
   * @returns {Concept[]}
   */
  const conceptsOf = (query) => {
    const parts = JasicWords.parts(query);
    const isAcronym = /^\s*[A-Z]{2,6}\s*$/.test(query);
    /** @param {boolean} withCommon */
    const found = (withCommon) =>
      parts.flatMap(({ form, text, words }, at) => {
        if (form === "han") return conceptsOfHan([...text]);
        if (form !== "word") return conceptsOfDate(text, words);
        const word = stem(words[0]);
        if (isStopword(word)) return withCommon ? [{ typed: text, variants: [{ words: [word], share: 1 }] }] : [];
        const isLast = at === parts.length - 1 && /[\p{L}\p{N}]$/u.test(query);
        return [{ typed: text, variants: variantsOfWord(word, isLast && !isAcronym) }];
      });
    const concepts = found(false);
    const all = concepts.length ? concepts : found(true);
    const once = new Map(all.map((concept) => [concept.variants[0].words.join(" "), concept]));
    return [...once.values()].slice(0, MOST_CONCEPTS);
  };

  /**
   * All pairs of Chinese characters that stand in a query, across the limits of words.
   * @param {string} query
   */
  const allPairs = (query) => JasicWords.parts(query).flatMap(({ form, words }) => (form === "han" ? words : []));

  return { conceptsOf, allPairs };
})();
