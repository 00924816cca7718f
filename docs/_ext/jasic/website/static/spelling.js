// @ts-check
/* What was meant by a query that nothing is called: another spelling, an older romanisation, a slip of the finger. */
"use strict";

const JasicSpelling = (() => {
  const LIMITS = {
    letters: 80, // of a query that is corrected; comparing longer ones with all names would take too long
    words: 12, // of such a query
    exactLetters: 3, // up to so many letters a word is taken as it is; another letter would make another word
    oneEditLetters: 6, // up to so many letters one edit is allowed, in longer words two
    shortestUnchecked: 3, // letters; a shorter word in Latin script is taken for a slip if the whole query may be one
    frequentRoot: 3, // passages that must have a root before a mistyped word is taken for it
    root: 5, // letters that a shorter form of a word must have
    rootCut: 3, // letters that it may lack
    hanName: { shortest: 2, longest: 6 }, // characters of a Chinese name in which one may be wrong
  };
  // What makes one candidate worse than another, in edits.
  const COST = {
    marks: 0.5, // a name with tone marks, or in another script: rather without
    firstLetter: 0.5, // another first letter, which is rarely mistyped
    rarity: 1000, // of words that are equal the more frequent one: so many occurrences would make up for an edit …
    mostOccurrences: 99, // … but no more than these count
  };
  const SIMILAR = 0.3; // share of pairs of letters that a name must have in common with a query to be shown for it

  const { terms, titleterms } = JasicEngine.index();
  const { all, byKey, vocabulary, titleOf, isRecord, tokens } = JasicNames;

  /** @param {string} word */
  const isIndexed = (word) => Object.hasOwn(terms, word) || Object.hasOwn(titleterms, word);

  /**
   * The numbers of the passages that have a word.
   * @param {string} word
   */
  const passagesWith = (word) => {
    const stem = JasicWords.stem(word);
    return [terms, titleterms].flatMap((table) => (Object.hasOwn(table, stem) ? table[stem] : []));
  };

  /**
   * In how many passages some words stand together.
   * @param {string[]} words
   */
  const passagesWithAll = (words) =>
    words.map(passagesWith).reduce((common, passages) => common.filter((one) => passages.includes(one))).length;

  /**
   * Shorter words that the pages have, for a form that hardly any has: union for unionisation.
   * @param {string} word
   */
  const roots = (word) => {
    const shorter = [];
    if (/^[a-z]+$/.test(word))
      for (let length = word.length - 1; length >= Math.max(LIMITS.root, word.length - LIMITS.rootCut); length--) {
        const root = word.slice(0, length);
        if (isIndexed(root)) shorter.push(root);
      }
    return shorter;
  };

  /**
   * Whether a word is one that the site knows, whole or as a part of a name.
   * @param {string} word
   */
  const isKnown = (word) =>
    JasicEngine.isStopword(word) ||
    /^[0-9-]+$/.test(word) ||
    vocabulary.has(word) ||
    passagesWith(word).length > 0 ||
    roots(JasicWords.stem(word)).length > 0 ||
    all.some(({ key }) => key.includes(word));

  /**
   * A name as a title writes it, or else as it is.
   * @param {Name} name
   */
  const written = (name) => {
    const title = titleOf.get(name.address) ?? "";
    return tokens(title).join("") === name.key ? title : name.text;
  };

  /**
   * Words as a text; as the name that they are, if they are one.
   * @param {string[]} words
   */
  const asText = (words) => {
    const names = byKey.get(words.join(""));
    return names ? written(names[0]) : words.join(" ");
  };

  /**
   * Letters left out, added, changed or swapped between two words (optimal string alignment); null if more than `most`.
   * @param {string} one
   * @param {string} two
   * @param {number} most
   */
  const editDistance = (one, two, most) => {
    if (Math.abs(one.length - two.length) > most) return null;
    /** @type {number[]} */
    let beforeLast = [];
    let last = Array.from({ length: two.length + 1 }, (_, at) => at);
    for (let row = 1; row <= one.length; row++) {
      const current = distances(one, two, row, last, beforeLast);
      if (Math.min(...current) > most) return null;
      [beforeLast, last] = [last, current];
    }
    return last[two.length] <= most ? last[two.length] : null;
  };

  /**
   * From the first `row` letters of one word to the first 0, 1, 2 … letters of the other.
   * @param {string} one
   * @param {string} two
   * @param {number} row
   * @param {number[]} last the same for one letter less
   * @param {number[]} beforeLast and for two letters less
   */
  const distances = (one, two, row, last, beforeLast) => {
    const current = [row];
    for (let at = 1; at <= two.length; at++) {
      const changed = one[row - 1] === two[at - 1] ? 0 : 1;
      current[at] = Math.min(last[at] + 1, current[at - 1] + 1, last[at - 1] + changed);
      const isSwapped = row > 1 && at > 1 && one[row - 1] === two[at - 2] && one[row - 2] === two[at - 1];
      if (isSwapped) current[at] = Math.min(current[at], beforeLast[at - 2] + 1);
    }
    return current;
  };

  /** @param {string} word */
  const editsAllowed = ({ length }) => (length <= LIMITS.exactLetters ? 0 : length <= LIMITS.oneEditLetters ? 1 : 2);

  /**
   * The candidate at the lowest cost; of equal ones the first. A cost of null rules one out.
   * @template Candidate
   * @param {Iterable<Candidate>} candidates
   * @param {(candidate: Candidate) => number | null} costOf
   */
  const cheapest = (candidates, costOf) => {
    /** @type {{ candidate: Candidate, cost: number } | undefined} */
    let best;
    for (const candidate of candidates) {
      const cost = costOf(candidate);
      if (cost !== null && (!best || cost < best.cost)) best = { candidate, cost };
    }
    return best?.candidate;
  };

  /**
   * The nearest of some words, given with their frequencies.
   * @param {string} word
   * @param {Iterable<[string, number]>} others
   * @param {number} most edits
   */
  const nearestWord = (word, others, most) =>
    cheapest(others, ([other, times]) => {
      const distance = editDistance(word, other, most);
      if (distance === null) return null;
      const frequency = Math.min(times, COST.mostOccurrences) / COST.rarity;
      return distance + (word[0] === other[0] ? 0 : COST.firstLetter) - frequency;
    })?.[0];

  /** @param {string} whole */
  const nearestName = (whole) =>
    cheapest(all, (name) => {
      const distance = editDistance(whole, name.key, editsAllowed(whole));
      return distance === null ? null : distance + (/^[ -~]*$/.test(name.text) ? 0 : COST.marks);
    });

  /**
   * A word as it was meant, or as it is; of a word that is in no name only the root is known, which gets dots.
   * @param {string} word
   */
  const correctedWord = (word) => {
    if (isKnown(word) || !/^[a-z]{4,}$/.test(word)) return word;
    const ofNames = nearestWord(word, vocabulary, editsAllowed(word));
    if (ofNames) return ofNames;
    const frequent = Object.entries(terms)
      .map(([term, passages]) => /** @type {[string, number]} */ ([term, [passages].flat().length]))
      .filter(([, times]) => times >= LIMITS.frequentRoot);
    const root = nearestWord(JasicWords.stem(word), frequent, editsAllowed(word));
    return root ? `${root}…` : word;
  };

  /**
   * A name in the romanisation of Wade and Giles in today's, or undefined.
   * @param {string[]} query its tokens
   */
  const inPinyin = (query) => {
    const [best] = JasicWords.pinyin(query)
      .map((words) => ({ words, weight: byKey.has(words.join("")) ? Infinity : passagesWithAll(words) }))
      .sort((one, two) => (one.weight === two.weight ? 0 : two.weight - one.weight));
    if (!best?.weight) return undefined;
    return asText(best.words).replace(/(^| )[a-z]/g, (letter) => letter.toUpperCase());
  };

  /**
   * A Chinese name of which one character is wrong: its neighbours are right, or the first in a name of two.
   * @param {string[]} query its characters
   */
  const correctedHan = (query) => {
    const whole = query.join("");
    if (all.some(({ key }) => key.includes(whole))) return null;
    /** @param {Name} name */
    const isNear = ({ tokens }) =>
      tokens.length === query.length &&
      tokens.filter((letter, at) => letter !== query[at]).length === 1 &&
      (query.length > 2 || tokens[0] === query[0]);
    return all.find((name) => isNear(name) && isRecord(name.address))?.text ?? null;
  };

  /**
   * Whether there is nothing to correct: every word is known.
   * @param {string[]} query its tokens
   */
  const isRight = (query) =>
    query.every((word) => (word.length < LIMITS.shortestUnchecked ? !/[a-z]/.test(word) : isKnown(word)));

  /**
   * @param {string[]} query its tokens
   */
  const correctedLatin = (query) => {
    if (isRight(query)) return null;
    const name = nearestName(query.join(""));
    if (name) return written(name);
    const words = query.map(correctedWord);
    return words.some((word, at) => word !== query[at]) ? asText(words) : null;
  };

  /** @param {string[]} query its tokens */
  const isHanName = (query) =>
    /^\p{Script=Han}+$/u.test(query.join("")) &&
    query.length >= LIMITS.hanName.shortest &&
    query.length <= LIMITS.hanName.longest;

  /**
   * What was meant, as a text, or null if the query is right or nothing is near.
   * @param {string[]} query its tokens
   * @returns {string | null}
   */
  const correct = (query) => {
    const whole = query.join("");
    if (byKey.has(whole) || all.some(({ key }) => key.startsWith(whole))) return null;
    const modern = inPinyin(query);
    if (modern) return modern;
    if (whole.length > LIMITS.letters || query.length > LIMITS.words) return null;
    return isHanName(query) ? correctedHan(query) : correctedLatin(query);
  };

  /**
   * Where nothing fits: how similar names are to a query by the pairs of letters that they share (Sørensen and Dice),
   * by address, from SIMILAR to 1.
   * @param {string} whole the query without spaces
   */
  const similarNames = (whole) => {
    /** @param {string} text */
    const pairsOf = (text) => new Set([...text].map((letter, at, letters) => letter + (letters[at + 1] ?? "")));
    const pairs = pairsOf(whole);
    /** @type {Map<string, number>} */
    const scores = new Map();
    for (const { key, address } of all) {
      const others = pairsOf(key);
      const share = (2 * [...pairs].filter((pair) => others.has(pair)).length) / (pairs.size + others.size);
      if (share > Math.max(SIMILAR, scores.get(address) ?? 0)) scores.set(address, share);
    }
    return scores;
  };

  return { correct, similarNames, roots };
})();
