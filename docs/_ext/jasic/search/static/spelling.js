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
    twoEditsOfWord: 10, // letters that one word of several must have to be two edits from what was meant
    shortestPlain: 6, // letters of a word that is taken for another which is no name
    root: 5, // letters that a shorter form of a word must have
    rootCut: 3, // letters that it may lack
    wordsPerSlip: 4, // of so many words one may be corrected, and always one
    wordsOfPerson: 3, // of a query that may be a person's name
    hanName: { shortest: 2, longest: 6 }, // characters of a Chinese name in which one may be wrong, or sound alike
  };
  // What makes one candidate worse than another, in edits.
  const COST = {
    marks: 0.5, // a name with tone marks, or in another script: rather without
    firstLetter: 0.5, // another first letter, which is rarely mistyped
    sameSound: 0.1, // another character that sounds alike, which a keyboard for pinyin gives easily
    noPerson: 0.25, // of two names as near as each other that of a person
    rarity: 1000, // of words that are equal the more frequent one: so many occurrences would make up for an edit …
    mostOccurrences: 99, // … but no more than these count
  };
  const ENDINGS = /^(s|es|e|ed|d|er|ers|or|ing|ly|al|ial|ion|ist|ism|y|ic|ity|ive|ise|is|at|iv|t)$/; // of stems
  const PEOPLE = ["person"];
  const NUMERAL = new RegExp(`[${JasicRules.numerals}]`);
  const SIMILAR = 0.3; // share of pairs of letters that a name must have in common with a query to be shown for it

  const { all, byKey, tokens } = JasicNames;
  const { isIndexed } = JasicIndex;

  /**
   * In how many passages some words stand together.
   * @param {string[]} words
   */
  const passagesWithAll = (words) =>
    words
      .map((word) => JasicIndex.places("words", JasicWords.stem(word)).passages)
      .reduce((common, passages) => common.filter((one) => passages.includes(one))).length;

  /**
   * Shorter words that the pages have, for a form that hardly any has: union for unionisation.
   * @param {string} word
   */
  const roots = (word) =>
    possibleRoots(word).filter((root) => ENDINGS.test(word.slice(root.length)) && isIndexed(root));

  /** @param {string} word */
  const possibleRoots = (word) => {
    const shorter = [];
    if (/^[a-z]+$/.test(word))
      for (let length = word.length - 1; length >= Math.max(LIMITS.root, word.length - LIMITS.rootCut); length--)
        shorter.push(word.slice(0, length));
    return shorter;
  };

  /**
   * Whether a word is one that the site knows, whole, as a part of a name, or by what it has for it.
   * @param {string} word
   */
  const isKnown = (word) =>
    JasicWords.isStopword(word) ||
    /\d/.test(word) ||
    isIndexed(JasicWords.stem(word)) ||
    JasicWords.everyday.has(JasicWords.stem(word)) ||
    roots(JasicWords.stem(word)).length > 0 ||
    JasicIndex.beginningWith("words", word).length > 0 ||
    all.some(({ key }) => key.includes(word));

  /**
   * A name as a title writes it, or else as it is.
   * @param {Name} name
   */
  const written = ({ key, text, title }) => (tokens(title).join("") === tokens(text).join("") ? title : text || key);

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

  /**
   * The name of so many words that is nearest.
   * @param {string[]} query its tokens
   */
  const nearestName = (query) => {
    const whole = query.join("");
    return cheapest(all, (name) => {
      const distance = editDistance(whole, name.key, editsAllowed(whole));
      if (distance === null || /\d/.test(name.key)) return null;
      const kind = PEOPLE.includes(JasicIndex.kindOf(name.number)) ? 0 : COST.noPerson;
      const letter = whole[0] === name.key[0] ? 0 : COST.firstLetter;
      return distance + kind + letter + (/^[ -~]*$/.test(name.text) ? 0 : COST.marks);
    });
  };

  /**
   * A word as it was meant, or as it is: one of a name, or else one of the pages, in its commonest form. Of roots that
   * are as near as each other the word itself decides.
   * @param {string} word
   */
  const correctedWord = (word) => {
    if (isKnown(word) || !/^[a-z]{4,}$/.test(word)) return word;
    const edits = word.length < LIMITS.twoEditsOfWord ? 1 : 2;
    const ofNames = nearestWord(word, wordsOfNames(), Math.min(edits, editsAllowed(word)));
    if (ofNames) return ofNames;
    if (word.length < LIMITS.shortestPlain) return word;
    const root = JasicWords.stem(word);
    const near = JasicIndex.frequent().filter((other) => other[0] === word[0]);
    const nearest = cheapest(near, (other) => {
      const distance = editDistance(root, JasicWords.stem(other), edits);
      return distance === null ? null : distance + (editDistance(word, other, LIMITS.letters) ?? 0) / COST.rarity;
    });
    return nearest ?? word;
  };

  /** Words of names, with how often they occur. */
  const wordsOfNames = () => {
    /** @type {Map<string, number>} */
    const words = new Map();
    for (const { text } of all)
      for (const word of tokens(text)) if (/^[a-z]{3,}$/.test(word)) words.set(word, (words.get(word) ?? 0) + 1);
    return words;
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
   * How far a Chinese name is from what was typed, or null: other characters that sound alike, or a single other one.
   * In a name of two the first must be right, and numerals are no slips but in a person's: 七二七 is not 七二〇.
   * @param {string[]} typed
   * @param {Name} name
   * @param {boolean} isWhole whether that is all that was typed; of a part only a person may have another character
   */
  const hanDistance = (typed, { key, number }, isWhole) => {
    const letters = [...key];
    if (!mayBeTypedAs(letters, typed)) return null;
    const wrong = letters.map((letter, at) => [letter, typed[at]]).filter(([right, one]) => right !== one);
    const isPerson = PEOPLE.includes(JasicIndex.kindOf(number));
    if (!isPerson && wrong.some((pair) => NUMERAL.test(pair.join("")))) return null;
    const kind = isPerson ? 0 : COST.noPerson;
    if (wrong.every(([right, one]) => JasicIndex.soundAlike(right, one))) return COST.sameSound * wrong.length + kind;
    return wrong.length === 1 && mayHaveAnother(letters.length, isPerson, isWhole) ? 1 + kind : null;
  };

  /**
   * Whether one character of a name may be any other: of two only in a person's, for 新疆 is not 新光.
   * @param {number} letters of the name
   * @param {boolean} isPerson
   * @param {boolean} isWhole
   */
  const mayHaveAnother = (letters, isPerson, isWhole) => (letters > 2 ? isWhole || isPerson : isWhole && isPerson);

  /**
   * @param {string[]} letters of a Chinese name
   * @param {string[]} typed
   */
  const mayBeTypedAs = (letters, typed) =>
    letters.length === typed.length && (letters.length > 2 || letters[0] === typed[0]);

  /**
   * The Chinese name that was meant by some characters which stand nowhere together.
   * @param {string} typed
   * @param {boolean} isWhole
   */
  const nearestHan = (typed, isWhole) =>
    JasicQuery.allPairs(typed).every(isIndexed)
      ? undefined
      : cheapest(all, (name) => hanDistance([...typed], name, isWhole));

  /**
   * What was meant by a query with Chinese: all of it a name, or a name somewhere in it.
   * @param {string[]} query its tokens
   * @param {string} text as it was typed
   */
  const correctedHan = (query, text) => {
    if (isHanName(query)) {
      const name = nearestHan(query.join(""), true);
      if (name) return name.text;
    }
    const parts = strange(text).flatMap(partsOfHan);
    const meant = parts.map((part) => ({ part, name: nearestHan(part, false) }));
    const best = cheapest(meant, ({ part, name }) =>
      name ? (hanDistance([...part], name, false) ?? 0) - part.length : null,
    );
    return best?.name ? JasicWords.fold(text).replace(best.part, best.name.text) : null;
  };

  /**
   * The stretches of a text in which a Chinese name may be mistyped; of a long text none, whose pairs nobody looks up.
   * @param {string} text
   */
  const strange = (text) =>
    JasicQuery.allPairs(text).length
      ? JasicWords.parts(text).flatMap(({ form, text }) => (form === "han" ? JasicQuery.strange([...text]) : []))
      : [];

  /**
   * All parts of a stretch that are as long as a name.
   * @param {string} stretch
   */
  const partsOfHan = (stretch) => {
    const letters = [...stretch];
    const { shortest, longest } = LIMITS.hanName;
    return letters.flatMap((_letter, at) => {
      const lengths = Array.from({ length: Math.max(0, Math.min(longest, letters.length - at) - shortest + 1) });
      return lengths.map((_, more) => letters.slice(at, at + shortest + more).join(""));
    });
  };

  /**
   * Whether every word is known; one of two letters may be the rest of a mistyped name.
   * @param {string[]} query its tokens
   */
  const isRight = (query) =>
    query.every((word) => (word.length < LIMITS.shortestUnchecked ? !/[a-z]/.test(word) : isKnown(word)));

  /**
   * @param {string[]} query its tokens
   */
  const correctedLatin = (query) => {
    if (query.some((word) => /\d/.test(word))) return null; // a number is never a slip
    const isWritten = isRight(query);
    if (isWritten && !mayBePerson(query)) return null; // comparing it with all names would take long
    const name = nearestName(query);
    if (isWritten) return name && isOneSlipFromPerson(query, name) ? written(name) : null;
    if (name) return written(name);
    const words = query.map(correctedWord);
    const changed = words.filter((word, at) => word !== query[at]).length;
    return changed && changed <= Math.max(1, query.length / LIMITS.wordsPerSlip) ? asText(words) : null;
  };

  /**
   * Whether a query whose words all occur may still be a mistyped name: Zhang Shenye.
   * @param {string[]} query
   */
  const mayBePerson = (query) =>
    query.length > 1 && query.length <= LIMITS.wordsOfPerson && !query.some(JasicWords.isStopword);

  /**
   * @param {string[]} query
   * @param {Name} name
   */
  const isOneSlipFromPerson = (query, { key, number }) =>
    PEOPLE.includes(JasicIndex.kindOf(number)) && editDistance(query.join(""), key, 1) !== null;

  /** @param {string[]} query its tokens */
  const isHanName = (query) =>
    /^\p{Script=Han}+$/u.test(query.join("")) &&
    query.length >= LIMITS.hanName.shortest &&
    query.length <= LIMITS.hanName.longest;

  /**
   * What was meant, as a text, or null if the query is right or nothing is near.
   * @param {string[]} query its tokens
   * @param {string} text as it was typed
   * @returns {string | null}
   */
  const correct = (query, text) => {
    const whole = query.join("");
    if (byKey.has(whole) || all.some(({ key }) => key.startsWith(whole))) return null;
    const modern = inPinyin(query);
    if (modern) return modern;
    const han = JasicWords.hasHan(whole) ? correctedHan(query, text) : null;
    if (han || isHanName(query) || whole.length > LIMITS.letters || query.length > LIMITS.words) return han;
    return correctedLatin(query);
  };

  /**
   * Where nothing fits: how similar names are to a query by the pairs of letters that they share (Sørensen and Dice),
   * by passage, from SIMILAR to 1.
   * @param {string} whole the query without spaces
   */
  const similarNames = (whole) => {
    /** @param {string} text */
    const pairsOf = (text) => new Set([...text].slice(1).map((letter, at) => [...text][at] + letter));
    const pairs = pairsOf(whole);
    /** @type {Map<number, number>} */
    const scores = new Map();
    for (const { key, number } of all) {
      const others = pairsOf(key);
      const share = (2 * [...pairs].filter((pair) => others.has(pair)).length) / (pairs.size + others.size || 1);
      if (share > Math.max(SIMILAR, scores.get(number) ?? 0)) scores.set(number, share);
    }
    return scores;
  };

  /**
   * What is no word that the site knows, and may be a slip: of Chinese all that may be a name.
   * @param {string[]} query its tokens
   * @param {string} text as it was typed
   */
  const mistyped = (query, text) => {
    const han = [...(isHanName(query) ? [query.join("")] : []), ...strange(text)];
    return [
      ...han.filter((name) => !JasicQuery.allPairs(name).every(isIndexed)),
      ...(isHanName(query) ? [] : query.filter((word) => /[a-z]/.test(word) && !isKnown(word))),
    ];
  };

  /**
   * The words that must be looked up before it is known whether a query is right; of Chinese its pairs are.
   * @param {string[]} query its tokens
   */
  const wordsToKnow = (query) => [
    ...query
      .filter((word) => !JasicWords.hasHan(word))
      .flatMap((word) => [word, JasicWords.stem(word), ...possibleRoots(JasicWords.stem(word))]),
    ...JasicWords.pinyin(query).flat().map(JasicWords.stem),
  ];

  return { correct, mistyped, similarNames, roots, possibleRoots, wordsToKnow };
})();
