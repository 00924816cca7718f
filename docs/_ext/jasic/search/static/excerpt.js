// @ts-check
/* The part of a text that fits a query best, and in it what fits: for a Chinese query also what it is in English. */
"use strict";

const JasicExcerpt = (() => {
  // In characters, but for the first two and the last.
  const SIZE = {
    matches: 200, // that are looked at in a text
    share: 0.4, // that what is marked must count for, of what was typed
    window: 150, // in which the most matches are wanted
    before: 60, // shown before them
    shown: 220, // of the text, less what would cut a word; a Chinese one counts for two, as it says and takes as much
    least: 2 / 3, // of that, which is shown even if a word is cut
  };
  const WORD_LETTER = /[\p{L}\p{N}]/u;
  const HAN_LETTER = /\p{Script=Han}/u;
  const INNER = /[\p{L}\p{N}’']/u; // in a word, even if no letter: the group’s
  const BEFORE_SENTENCE = /(?:[。！？；][”’）]?|[.!?;][”’)]? )$/u;
  const CLOSING = /[\s,.;:)\]”’，。、；：）》]/u; // with which no part of a text begins
  const WORD = /(?:(?!\p{Script=Han})[\p{L}\p{N}])+/gu;

  /** @typedef {{ from: number, to: number }} Range of letters; `to` is the first that is no more in it */

  /**
   * What to mark: words as the index has them, and texts such as runs of Chinese and days.
   * @typedef {{ words: Set<string>, texts: string[] }} Marked
   */

  /** @type {{ query: string, marked: Marked }} that of the last query, since each result asks for it */
  let last = { query: "", marked: { words: new Set(), texts: [] } };

  /**
   * @param {string} query
   * @returns {Marked}
   */
  const whatToMark = (query) => {
    if (last.query === query) return last.marked;
    const concepts = JasicQuery.conceptsOf(query);
    const variants = concepts.flatMap((concept) => concept.variants.filter(({ share }) => share >= SIZE.share));
    const words = variants.flatMap(({ words }) => words);
    const runs = concepts.map(({ typed }) => typed).filter((typed) => HAN_LETTER.test(typed));
    const texts = [...runs, ...words.filter((word) => HAN_LETTER.test(word)), ...dayTexts(words)];
    last = { query, marked: { words: new Set(words), texts: [...new Set(texts)] } };
    return last.marked;
  };

  /**
   * Days as pages write them, in English and in Chinese; none where only a month or a year is known.
   * @param {string[]} words
   */
  const dayTexts = (words) =>
    words.flatMap((word) => {
      const [, month, day] = (word.match(/^(?:\d{4}-)?(\d\d)-(\d\d)$/) ?? []).map(Number);
      return day ? [`${day} ${JasicWords.months[month - 1].slice(0, 3)}`, `${month}月${day}日`] : [];
    });

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
   * Where a text stands in a folded one: Chinese anywhere, another where a word begins, and to its end.
   * @param {string} folded
   * @param {string} text
   * @returns {Generator<Range>} in units
   */
  function* occurrences(folded, text) {
    const isHan = HAN_LETTER.test(text);
    for (let from = folded.indexOf(text); from >= 0; from = folded.indexOf(text, from + 1)) {
      if (!isHan && from > 0 && WORD_LETTER.test(folded[from - 1])) continue;
      let to = from + text.length;
      if (!isHan) while (to < folded.length && WORD_LETTER.test(folded[to])) to++;
      yield { from, to };
    }
  }

  /**
   * Where words stand in a folded text.
   * @param {string} folded
   * @param {Set<string>} words
   * @returns {Generator<Range>} in units
   */
  function* wordsIn(folded, words) {
    for (const { 0: word, index } of folded.matchAll(WORD))
      if (words.has(word) || words.has(JasicWords.stem(JasicWords.spell(word))))
        yield { from: index, to: index + word.length };
  }

  /**
   * What fits a query, in order; of those that begin together the longest first.
   * @param {string[]} letters
   * @param {string} query
   */
  const findMatches = (letters, query) => {
    const { folded, origin } = foldLetters(letters);
    const { words, texts } = whatToMark(query);
    /** @type {Range[]} */
    const matches = [];
    const ranges = [wordsIn(folded, words), ...texts.map((text) => occurrences(folded, text))];
    for (const some of ranges)
      for (const { from, to } of some) {
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
   * Where the part begins that is shown of a text: with a sentence, if one begins near what fits, or else with a word.
   * @param {string[]} letters
   * @param {number} start of what fits
   */
  const beginning = (letters, start) => {
    let from = Math.max(0, start - SIZE.before);
    if (!from) return 0;
    for (let at = from; at <= start; at++)
      if (BEFORE_SENTENCE.test(letters.slice(Math.max(0, at - 3), at).join("")) && !CLOSING.test(letters[at]))
        return at;
    while (from < start && INNER.test(letters[from - 1]) && !HAN_LETTER.test(letters[from])) from++;
    while (from < start && CLOSING.test(letters[from])) from++;
    return from;
  };

  /**
   * The part of a text that is shown round a letter.
   * @param {string[]} letters
   * @param {number} start
   * @returns {Range}
   */
  const windowAround = (letters, start) => {
    const from = beginning(letters, start);
    let to = from;
    for (let width = 0; to < letters.length && width < SIZE.shown; to++) width += HAN_LETTER.test(letters[to]) ? 2 : 1;
    const least = from + (to - from) * SIZE.least;
    while (to < letters.length && to > least && continuesWord(letters[to])) to--;
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
