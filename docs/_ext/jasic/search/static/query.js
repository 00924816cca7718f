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
    beginning: 0.6, // a longer word that begins so, where no passage has the word itself
    beginningOfFound: 0.6, // and where some have it
    dayOfMonth: 0.9, // a day of a month that was typed
    synonym: 0.6,
    everyday: 0.75, // what the site says for an everyday word, where …
    everydayIfFewer: 20, // … fewer passages than these have that
    root: 0.6, // a shorter form, where …
    rootIfFewer: 12, // … fewer passages than these have the word
    translation: 0.75, // a Chinese word in English
    day: 0.3, // a day without its year
    month: 0.9, // a month in English
    digitsOfDay: 0.75, // a day whose month and day were typed as one number
  };
  const LONGEST_CHINESE = 12; // characters of a name or word that is looked for in a Chinese query
  const MOST_CONCEPTS = 40;
  const DAYS = 31;
  const LONGEST_LABEL = 24; // characters of a Chinese title or phrase

  const { stem, isStopword, pairs, synonyms, everyday } = JasicWords;
  /** @type {Map<string, string>} word -> English */
  const chinese = new Map();
  for (const [english, words] of Object.entries(JasicWords.chinese))
    for (const word of words.split(" ")) chinese.set(word, english);
  const chineseStopwords = new Set(JasicWords.chineseStopwords);
  const { frequency } = JasicIndex;

  /* ---- English ---- */

  /**
   * @param {string} word stemmed
   * @param {boolean} mayBeBeginning whether it may still be typed
   * @returns {Variant[]}
   */
  const variantsOfWord = (word, mayBeBeginning) => {
    const found = frequency(word);
    const longer = mayBeBeginning || !found ? ["words", "sources"] : [];
    const beginnings = longer.flatMap((table) => JasicIndex.beginningWith(table, word));
    return [
      { words: [word], share: 1 },
      ...others(synonyms.get(word), SHARE.synonym),
      ...(found < SHARE.everydayIfFewer ? others(everyday.get(word), SHARE.everyday) : []),
      ...(found < SHARE.everydayIfFewer ? others(JasicWords.split(JasicWords.dayOf(word)), SHARE.digitsOfDay) : []),
      ...(found < SHARE.rootIfFewer ? others(JasicSpelling.roots(word), SHARE.root) : []),
      ...others(beginnings, found ? SHARE.beginningOfFound : SHARE.beginning),
    ];
  };

  /**
   * @param {string[] | undefined} texts stems with spaces between them
   * @param {number} share
   * @returns {Variant[]}
   */
  const others = (texts, share) => (texts ?? []).map((text) => ({ words: text.split(" "), share }));

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
      if (/^\d{4}-\d\d$/.test(word))
        for (const day of JasicIndex.beginningWith("words", `${word}-`))
          variants.push({ words: [day], share: SHARE.dayOfMonth });
      if (/^month-\d\d$/.test(word)) variants.push(...variantsOfMonth(Number(word.slice(-2))));
      return { typed, variants };
    });
  };

  /**
   * A month whose year was not typed: its name in English, and its days.
   * @param {number} month
   * @returns {Variant[]}
   */
  const variantsOfMonth = (month) => {
    const days = Array.from({ length: DAYS }, (_, at) => JasicWords.split(`${month}月${at + 1}日`));
    return [
      { words: [stem(JasicWords.months[month - 1])], share: SHARE.month },
      ...days.map((words) => ({ words, share: SHARE.dayOfMonth })),
    ];
  };

  /* ---- Chinese ---- */

  // What each way to go on costs when a run of Chinese is cut: the cut with the fewest unknown characters wins, of those
  // with as many that with the fewest words. A single grammatical character may also be a part of a word nobody told us.
  const COST = { word: 1, grammar: 1.6, unknown: 2 };

  /**
   * @typedef {object} Piece of a run of Chinese
   * @property {string} text
   * @property {"word" | "grammar" | "unknown"} type a name or known word, what binds words, a character of another
   * @property {string} english of a word, or the day that it is; empty if it has none
   */

  /**
   * All pieces with which a text may begin.
   * @param {string[]} letters
   * @returns {Piece[]}
   */
  const piecesAt = (letters) => {
    /** @type {Piece[]} */
    const pieces = [];
    for (let length = Math.min(LONGEST_CHINESE, letters.length); length > 0; length--) {
      const text = letters.slice(0, length).join("");
      const name = length > 1 ? JasicNames.byKey.get(text)?.[0] : undefined;
      const english = [name?.title, chinese.get(text), JasicWords.dayOf(text)].filter(Boolean).join(" / ");
      if (english) pieces.push({ text, type: "word", english });
      else if (chineseStopwords.has(text)) pieces.push({ text, type: length > 1 ? "word" : "grammar", english: "" });
      else if (length === 1) pieces.push({ text, type: "unknown", english: "" });
    }
    return pieces;
  };

  /**
   * The cheapest cut of a run of Chinese into pieces (Viterbi).
   * @param {string[]} letters
   * @returns {Piece[]}
   */
  const cut = (letters) => {
    /** @type {{ cost: number, pieces: Piece[] }[]} the cheapest cut of what follows a place */
    const best = [];
    best[letters.length] = { cost: 0, pieces: [] };
    for (let at = letters.length - 1; at >= 0; at--)
      for (const piece of piecesAt(letters.slice(at))) {
        const rest = best[at + [...piece.text].length];
        const cost = COST[piece.type] + rest.cost;
        if (!best[at] || cost < best[at].cost) best[at] = { cost, pieces: [piece, ...rest.pieces] };
      }
    return best[0]?.pieces ?? [];
  };

  /**
   * The stretches of a run of Chinese of which nobody told us any word, where a name may be mistyped.
   * @param {string[]} letters
   */
  const strange = (letters) => {
    let text = "";
    for (const piece of cut(letters)) text += piece.type === "word" ? " " : piece.text;
    return text.split(" ").filter((stretch) => [...stretch].length > 1);
  };

  /**
   * A run of Chinese taken apart into names, known words, and what remains: unknown characters that pages have together
   * are one word, and so are those of which pages have no two together, since a single one stands there by chance.
   * @param {string[]} letters
   * @param {boolean} withCommon with what only binds words
   * @returns {Concept[]}
   */
  const conceptsOfHan = (letters, withCommon) => {
    /** @type {Piece[]} */
    const joined = [];
    for (const piece of cut(letters)) {
      const last = joined.at(-1);
      if (piece.type === "unknown" && last?.type === "unknown") last.text += piece.text;
      else joined.push({ ...piece });
    }
    const apart = joined.flatMap((piece) =>
      piece.type === "unknown" ? stretchesOf([...piece.text]).map((text) => ({ ...piece, text })) : [piece],
    );
    /** @param {Piece} piece */
    const says = ({ type, text, english }) => english || type === "unknown" || chinese.has(text);
    const said = withCommon ? apart : apart.filter(says);
    return said.map(({ text, english }) => conceptOfHan([...text], english));
  };

  /**
   * Unknown characters, cut where pages do not have two of them together; where they have no two, all of them.
   * @param {string[]} letters
   */
  const stretchesOf = (letters) => {
    if (!pairs(letters).some(frequency)) return [letters.join("")];
    let text = "";
    letters.forEach((letter, at) => (text += (at && !frequency(letters[at - 1] + letter) ? " " : "") + letter));
    return text.split(" ");
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
        if (form === "han") return conceptsOfHan([...text], withCommon);
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
   * All pairs of Chinese characters that stand in a query, across the limits of words; of a query that is longer than
   * any label none, since only labels are compared by them.
   * @param {string} query
   */
  const allPairs = (query) =>
    query.length > LONGEST_LABEL
      ? []
      : JasicWords.parts(query).flatMap(({ form, words }) => (form === "han" ? words : []));

  return { conceptsOf, allPairs, strange };
})();
