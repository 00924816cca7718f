// @ts-check
/* The part of a text that fits a query best, and in it what fits. */
"use strict";

const JasicExcerpt = (() => {
  // In characters, but for the first.
  const SIZE = {
    matches: 200, // that are looked at in a text
    window: 150, // in which the most matches are wanted
    before: 60, // shown before them
    shown: 220, // of the text, less what would cut a word
    least: 150, // that are shown even if a word is cut
    shortestStem: 3, // a shorter one would mark too much, so the word is marked as it is
  };
  const WORD_LETTER = /[\p{L}\p{N}]/u;
  const HAN_LETTER = /\p{Script=Han}/u;

  /** @typedef {{ from: number, to: number }} Range of letters; `to` is the first that is no more in it */

  /**
   * What to mark: stems of words, runs of Han characters and pairs of them, days.
   * @param {string} query
   */
  const highlightTerms = (query) =>
    JasicWords.parts(query).flatMap(({ form, text, words }) => {
      if (form === "han") return [text, ...words];
      return form === "word" ? wordTerms(text, words[0]) : dayTerms(words);
    });

  /**
   * @param {string} text of the word
   * @param {string} word the same as it is searched for
   */
  const wordTerms = (text, word) => {
    if (JasicEngine.isStopword(word)) return [];
    const stem = JasicWords.stem(text);
    return [stem.length >= SIZE.shortestStem ? stem : text];
  };

  /**
   * A day as pages write it, in English and in Chinese; none where only a month or a year is known.
   * @param {string[]} words that stand for a date
   */
  const dayTerms = (words) => {
    const monthAndDay = words.find((word) => /^\d\d-\d\d$/.test(word));
    if (!monthAndDay) return [];
    const [month, day] = monthAndDay.split("-").map(Number);
    return [`${day} ${JasicWords.months[month - 1]}`, `${month}月${day}日`];
  };

  /**
   * A text folded, and for each of its UTF-16 units, by which indexOf counts, the letter that it comes from.
   * @param {string[]} letters
   */
  const foldLetters = (letters) => {
    let folded = "";
    /** @type {number[]} */
    const origin = [];
    letters.forEach((letter, at) => {
      const units = JasicWords.fold(letter);
      folded += units;
      for (let unit = 0; unit < units.length; unit++) origin.push(at);
    });
    return { folded, origin };
  };

  /**
   * Where a term stands in a folded text: a Chinese one anywhere, another where a word begins, and to its end.
   * @param {string} folded
   * @param {string} term
   * @returns {Generator<Range>} in units
   */
  function* occurrences(folded, term) {
    const isHan = HAN_LETTER.test(term);
    for (let from = folded.indexOf(term); from >= 0; from = folded.indexOf(term, from + 1)) {
      if (!isHan && from > 0 && WORD_LETTER.test(folded[from - 1])) continue;
      let to = from + term.length;
      if (!isHan) while (to < folded.length && WORD_LETTER.test(folded[to])) to++;
      yield { from, to };
    }
  }

  /**
   * What fits a query, in order; of those that begin together the longest first.
   * @param {string[]} letters
   * @param {string} query
   */
  const findMatches = (letters, query) => {
    const { folded, origin } = foldLetters(letters);
    /** @type {Range[]} */
    const matches = [];
    for (const term of highlightTerms(query))
      for (const { from, to } of occurrences(folded, term)) {
        if (matches.length >= SIZE.matches) break;
        matches.push({ from: origin[from], to: origin[to - 1] + 1 });
      }
    return matches.sort((one, two) => one.from - two.from || two.to - one.to);
  };

  /**
   * The match from which a window holds the most matches.
   * @param {Range[]} matches
   */
  const bestStart = (matches) => {
    /** @param {number} start */
    const inside = (start) => matches.filter(({ from }) => from >= start && from < start + SIZE.window).length;
    return matches.reduce(
      (best, { from }) => (inside(from) > inside(best) ? from : best),
      matches.length ? matches[0].from : 0,
    );
  };

  /**
   * Whether a letter belongs to a word that may not be cut before it.
   * @param {string} letter
   */
  const continuesWord = (letter) => WORD_LETTER.test(letter) && !HAN_LETTER.test(letter);

  /**
   * The part of a text that is shown round a letter.
   * @param {string[]} letters
   * @param {number} start
   * @returns {Range}
   */
  const windowAround = (letters, start) => {
    let from = Math.max(0, start - SIZE.before);
    while (from > 0 && from < start && WORD_LETTER.test(letters[from - 1]) && !HAN_LETTER.test(letters[from])) from++;
    let to = Math.min(letters.length, from + SIZE.shown);
    while (to < letters.length && to > from + SIZE.least && continuesWord(letters[to])) to--;
    return { from, to };
  };

  /**
   * A part of a text with what fits marked.
   * @param {string[]} letters
   * @param {Range[]} matches in order
   * @param {Range} part
   */
  const markedNodes = (letters, matches, part) => {
    /** @type {(Node | string)[]} */
    const nodes = [part.from > 0 ? "… " : ""];
    let done = part.from;
    for (const { from, to } of matches) {
      if (from < done || to > part.to) continue;
      const mark = JasicInterface.element("mark", {}, letters.slice(from, to).join(""));
      nodes.push(letters.slice(done, from).join(""), mark);
      done = to;
    }
    return [...nodes, letters.slice(done, part.to).join(""), part.to < letters.length ? " …" : ""];
  };

  /**
   * The part of a text with the most matches, as nodes.
   * @param {string} text
   * @param {string} query
   */
  const excerpt = (text, query) => {
    const letters = [...text];
    const matches = findMatches(letters, query);
    return markedNodes(letters, matches, windowAround(letters, bestStart(matches)));
  };

  /**
   * All of a text, as nodes.
   * @param {string} text
   * @param {string} query
   */
  const marked = (text, query) => {
    const letters = [...text];
    return markedNodes(letters, findMatches(letters, query), { from: 0, to: letters.length });
  };

  return { excerpt, marked };
})();
