// @ts-check
/*
 * The ranking of the search: which passages fit a query, and in what order. A passage gets points for its names and
 * points for its text; Sphinx's engine finds the words, names.js and spelling.js know the names.
 */
"use strict";

/**
 * @typedef {object} Result
 * @property {string} address of a passage
 * @property {string} kind one of those of vocabulary.py
 * @property {string} title
 * @property {number} score
 */

const JasicRanking = (() => {
  /*
   * Every number of the ranking. They were tuned with the queries of tests/queries-tuning.tsv and -hard.tsv; after a
   * change run tests/test_search.py, which also has queries that were never used for tuning.
   * A share is a number from 0 to 1.
   */

  // How much is looked at, so that a text that somebody pastes does not stop the browser.
  const LIMITS = {
    letters: 300, // of a query; the rest is left out
    words: 40, // of a query that are looked for in texts, and among which names are looked for
    acronym: { shortest: 2, longest: 6 }, // letters of a query in capitals that is one
    nearestNames: 5, // results where nothing fits
  };

  // Points for names, times the weight of what they name. A passage gets those of its best name.
  const NAME = {
    exact: 1000, // the query is the name, but for common words
    inHanQuery: 300, // the name is a part of a Chinese query, which is written without spaces: times …
    inHanQueryPower: 3, // … its share of the query to this power, since most of a query may be one name
    inLatinQuery: 40, // the name is a part of a query in Latin script: times its share of the query
    begins: 300, // the name begins with the query: these, and …
    beginsShare: 500, // … these times the share of the name that was typed
    contains: 60, // the query stands further on in the name: these, and …
    containsShare: 440, // … these times the share of the name that was typed
    shortestBeginning: 2, // letters that a beginning must have; one Chinese character is enough
    shortestWithin: 4, // letters of a query that may stand in the middle of a word
    section: 0.85, // the weight of a section of a page beside that of a page
  };

  // Points for texts, in shares of the query; a word counts by how rare it is.
  const TEXT = {
    words: 100, // all words stand in the passage …
    wordsPower: 2, // … and fewer than all count for much less
    names: 120, // all words stand in its names …
    namesPower: 1.5,
    namesOfSection: 0.4, // … for a section, whose title says less, times this
    titles: 50, // all words stand in its names, or among what docs/about/search.tsv says that readers type
    titlesPower: 1.5,
    lengthShare: 0.2, // how far many words in a long passage say less than the same words in a short one
    unknownInPassages: 10, // a word that no passage has counts as if so many had it: it is not the rarest
  };

  // What a word counts for that is not quite the one that was typed, as a share.
  const MATCH = {
    part: 0.6, // a part of another word
    synonym: 0.5,
    root: 0.6, // a shorter form, where …
    rootIfFewer: 12, // … fewer passages than these have the word
  };

  // What suits the intent of a query gets these times its points.
  const INTENT = {
    answer: 1.3, // a count for "how many", a term for "what is", a page that asks for a question
    explanation: 1.1, // where no name is named it is an idea that is looked for: what discusses it
  };
  const NAMED_KINDS = ["person", "organisation", "place", "event"]; // whose names make a query one for a name

  const { docnames, terms, titleterms } = JasicEngine.index();
  const { all, byKey, namesOf, titleOf, kindOf, isRecord, isSection, tokens, chineseIn, LONGEST_NAME } = JasicNames;
  const { stem, hasHan, synonyms } = JasicWords;
  const { isStopword } = JasicEngine;

  /** @param {string} address */
  const weightOf = (address) => JasicVocabulary.kinds[kindOf(address)].weight;

  /** @param {Name} name */
  const nameWeight = ({ address }) => weightOf(address) * (isSection(address) ? NAME.section : 1);

  /**
   * A query in capitals only, or undefined: NUM is no beginning of Numbers, and WE is not we.
   * @param {string} query
   */
  const acronymIn = (query) => {
    const text = query.trim();
    const { shortest, longest } = LIMITS.acronym;
    return /^[A-Z]+$/.test(text) && text.length >= shortest && text.length <= longest ? text : undefined;
  };

  /**
   * How many letters of some words say something.
   * @param {string[]} words
   */
  const contentLength = (words) => words.filter((word) => !isStopword(word)).join("").length;

  /* ---- Names ---- */

  /** @typedef {Map<string, number>} Scores by address */

  /**
   * How well names fit a query.
   * @param {string[]} query its tokens
   * @param {string} text as it was typed
   */
  const scoreNames = (query, text) => {
    /** @type {Scores} */
    const scores = new Map();
    /**
     * @param {Name} name
     * @param {number} points
     */
    const addScore = (name, points) => {
      const score = points * nameWeight(name);
      if (score > (scores.get(name.address) ?? 0)) scores.set(name.address, score);
    };
    for (const [name, points] of namesInQuery(query)) addScore(name, points);
    for (const [name, points] of namesWithQuery(query.join(""), text)) addScore(name, points);
    return scores;
  };

  /**
   * Names that the query is, or that are a part of it.
   * @param {string[]} query its tokens
   * @returns {Generator<[Name, number]>}
   */
  function* namesInQuery(query) {
    const whole = query.join("");
    const content = contentLength(query) || whole.length;
    for (const span of spans(query, LONGEST_NAME)) {
      const length = contentLength(span);
      if (!length) continue;
      for (const key of new Set([span.join(""), span.map(stem).join("")]))
        for (const name of byKey.get(key) ?? [])
          if (length >= content) yield [name, NAME.exact];
          else if (isRecord(name.address)) yield [name, partOfQuery(length / content, hasHan(whole))];
    }
  }

  /**
   * @param {number} share of the query that is a name
   * @param {boolean} isHan
   */
  const partOfQuery = (share, isHan) =>
    isHan ? NAME.inHanQuery * share ** NAME.inHanQueryPower : NAME.inLatinQuery * share;

  /**
   * All runs of words, the longest first at each.
   * @param {string[]} words
   * @param {number} longest
   */
  function* spans(words, longest) {
    for (let from = 0; from < words.length; from++)
      for (let to = Math.min(words.length, from + longest); to > from; to--) yield words.slice(from, to);
  }

  /**
   * Names that begin with the query or contain it.
   * @param {string} whole the query without spaces
   * @param {string} text as it was typed
   * @returns {Generator<[Name, number]>}
   */
  function* namesWithQuery(whole, text) {
    const isHan = hasHan(whole);
    if (whole.length < (isHan ? 1 : NAME.shortestBeginning)) return;
    const acronym = acronymIn(text);
    for (const name of all) {
      if (acronym && !name.text.includes(acronym) && !name.tokens.includes(whole)) continue;
      const points = beginningOrPart(name, whole, isHan);
      if (points) yield [name, points];
    }
  }

  /**
   * @param {Name} name
   * @param {string} whole the query without spaces
   * @param {boolean} isHan
   */
  const beginningOrPart = (name, whole, isHan) => {
    const at = name.key.indexOf(whole);
    if (at === 0) return NAME.begins + (NAME.beginsShare * whole.length) / name.key.length;
    if (at < 0) return 0;
    const mayStandAnywhere = isHan || whole.length >= NAME.shortestWithin || startsWord(name, whole);
    return mayStandAnywhere ? NAME.contains + (NAME.containsShare * whole.length) / name.key.length : 0;
  };

  /**
   * Whether a text stands in a name at the beginning of a word.
   * @param {Name} name
   * @param {string} text
   */
  const startsWord = ({ tokens }, text) => tokens.some((_, at) => tokens.slice(at).join("").startsWith(text));

  /* ---- Intent ---- */

  const QUESTION = /^(who|what|why|how|when|where|which|is|are|was|were|do|does|did|can|could|should|may)\b|[?？]$/;
  const HOW_MANY = /\b(how many|number of)\b|多少|几/;
  const WHAT_IS = /^what('s| is| was| are| does)\b|什么是/;

  /**
   * What somebody wants to know, as a factor for each passage.
   * @param {string} query
   * @returns {(address: string) => number}
   */
  const intentFactor = (query) => {
    const text = query.trim().toLowerCase();
    const isQuestion = QUESTION.test(text);
    const answers = [HOW_MANY.test(text) && "count", WHAT_IS.test(text) && "term"]; // kinds that answer it
    const isForIdea = !namesSomething(tokens(query).slice(0, LIMITS.words));
    return (address) => {
      const kind = kindOf(address);
      const isAnswer = answers.includes(kind) || (isQuestion && asksItself(address));
      const explains = isForIdea && isExplanation(address, kind);
      return (isAnswer ? INTENT.answer : 1) * (explains ? INTENT.explanation : 1);
    };
  };

  /**
   * Whether the title of a passage is a question that is answered there; those of precedents are of other times.
   * @param {string} address
   */
  const asksItself = (address) => titleOf.get(address)?.endsWith("?") && !address.startsWith("precedents/");

  /**
   * Whether a passage discusses an idea: terms, positions and questions do.
   * @param {string} address
   * @param {string} kind
   */
  const isExplanation = (address, kind) =>
    kind === "term" || kind === "position" || (kind === "page" && /\/questions\/[^#]*$/.test(address));

  /** @param {string[]} words */
  const namesSomething = (words) => {
    for (const span of spans(words, words.length))
      if (byKey.get(span.join(""))?.some(({ address }) => NAMED_KINDS.includes(kindOf(address)))) return true;
    return false;
  };

  /* ---- Texts ---- */

  const wordsIn = new Array(docnames.length).fill(0);
  for (const table of [terms, titleterms])
    for (const passages of Object.values(table)) for (const number of [passages].flat()) wordsIn[number]++;
  const averageWords = wordsIn.reduce((sum, words) => sum + words, 0) / wordsIn.length;
  /** How many different words a passage has; 1 is the average. */
  const lengthOf = new Map(docnames.map((address, number) => [address, wordsIn[number] / averageWords]));

  /**
   * How far a passage has a word or a query: anywhere, in its titles (with what readers type for it), in its names.
   * @typedef {{ anywhere: number, inTitle: number, inName: number }} Coverage
   */

  /** @returns {Coverage} */
  const nothing = () => ({ anywhere: 0, inTitle: 0, inName: 0 });

  /**
   * How well texts fit a query, up to about 250 points.
   * @param {string} query
   */
  const scoreTexts = (query) => {
    const words = JasicWords.split(query).filter((word) => !isStopword(word));
    const stems = [...new Set(words.map(stem))].slice(0, LIMITS.words);
    /** @type {Map<string, Coverage>} */
    const coverages = new Map();
    let total = 0;
    for (const word of stems) {
      const { matches, rarity } = findWord(word, acronymIn(query) !== undefined);
      total += rarity;
      for (const [address, match] of matches) {
        const coverage = coverages.get(address) ?? nothing();
        coverage.anywhere += rarity * match.anywhere;
        coverage.inTitle += rarity * match.inTitle;
        coverage.inName += rarity * match.inName;
        coverages.set(address, coverage);
      }
    }
    const intent = intentFactor(query);
    /** @type {Scores} */
    const scores = new Map();
    for (const [address, coverage] of coverages)
      scores.set(address, textPoints(address, coverage, total) * weightOf(address) * intent(address));
    return scores;
  };

  /**
   * @param {string} address
   * @param {Coverage} coverage
   * @param {number} total what it would be if the passage had all words
   */
  const textPoints = (address, { anywhere, inTitle, inName }, total) => {
    const length = 1 - TEXT.lengthShare + TEXT.lengthShare * (lengthOf.get(address) ?? 1);
    const words = (TEXT.words * (anywhere / total) ** TEXT.wordsPower) / length;
    const section = isSection(address) ? TEXT.namesOfSection : 1;
    const names = TEXT.names * (inName / total) ** TEXT.namesPower * section;
    return words + names + TEXT.titles * (inTitle / total) ** TEXT.titlesPower;
  };

  /**
   * The passages with a word, or with what may stand for it, and how rare it is (inverse document frequency).
   * @param {string} word
   * @param {boolean} isAcronym of which no part of another word is one
   */
  const findWord = (word, isAcronym) => {
    /** @type {Map<string, Coverage>} */
    const matches = new Map();
    /**
     * @param {string} variant
     * @param {number} share that it counts for
     */
    const look = (variant, share) => {
      for (const { address, isPart, inTitle } of JasicEngine.passagesWith(variant)) {
        if (isPart && isAcronym) continue;
        const match = coverageBy(variant, address, share * (isPart ? MATCH.part : 1), inTitle);
        matches.set(address, better(match, matches.get(address) ?? nothing()));
      }
    };
    for (const variant of variants(word)) look(variant, 1);
    const rarity = Math.log(1 + docnames.length / (matches.size || TEXT.unknownInPassages));
    for (const other of synonyms.get(word) ?? []) look(other, MATCH.synonym);
    for (const root of JasicSpelling.roots(word)) if (matches.size < MATCH.rootIfFewer) look(root, MATCH.root);
    return { matches, rarity };
  };

  /**
   * How far a passage has a word by a variant that counts for a share of it.
   * @param {string} variant
   * @param {string} address
   * @param {number} share
   * @param {boolean} isInTitle
   * @returns {Coverage}
   */
  const coverageBy = (variant, address, share, isInTitle) => {
    const inTitle = isInTitle && kindOf(address) !== "source" ? share : 0; // a source is all title
    const inName = inTitle && namesOf.get(address)?.includes(variant) ? share : 0;
    return { anywhere: share, inTitle, inName };
  };

  /**
   * @param {Coverage} one
   * @param {Coverage} two
   * @returns {Coverage}
   */
  const better = (one, two) => ({
    anywhere: Math.max(one.anywhere, two.anywhere),
    inTitle: Math.max(one.inTitle, two.inTitle),
    inName: Math.max(one.inName, two.inName),
  });

  /**
   * A word as the index has it: a single Han character stands there in pairs.
   * @param {string} word
   */
  const variants = (word) =>
    /^\p{Script=Han}$/u.test(word)
      ? [word, ...Object.keys({ ...terms, ...titleterms }).filter((pair) => pair.includes(word))]
      : [word];

  /* ---- Together ---- */

  /**
   * @param {string[]} query its tokens
   * @param {string} text as it was typed
   */
  const rank = (query, text) => {
    const scores = scoreTexts(text);
    const english = JasicWords.inEnglish(text, chineseIn(query));
    if (english.share)
      for (const [address, score] of scoreTexts(english.text))
        scores.set(address, Math.max(score * english.share, scores.get(address) ?? 0));
    for (const [address, score] of scoreNames(query, text)) scores.set(address, score + (scores.get(address) ?? 0));
    return inOrder(scores);
  };

  /**
   * Scores as results, the best first. A page is one result, which leads to the section that fits best.
   * @param {Scores} scores
   */
  const inOrder = (scores) => {
    /** @type {Map<string, Result>} */
    const results = new Map();
    for (const [address, score] of scores) {
      const owner = isSection(address) ? address.split("#")[0] : address;
      const best = results.get(owner);
      if (!best || best.score < score)
        results.set(owner, { address, kind: kindOf(owner), title: titleWithSection(owner, address), score });
    }
    return [...results.values()].sort((one, two) => two.score - one.score || one.title.localeCompare(two.title));
  };

  /**
   * @param {string} owner
   * @param {string} address its own, or that of a section in it
   */
  const titleWithSection = (owner, address) => {
    const title = titleOf.get(owner) ?? "";
    const section = titleOf.get(address) ?? "";
    return section && section !== title ? `${title} › ${section}` : title;
  };

  /**
   * The results of a query, the best first. `corrected` is what was meant, if another spelling. Where nothing fits
   * `isFound` is false: then there may be the nearest names, or all words are too common.
   * @param {string} query
   * @returns {{ results: Result[], corrected: string | null, isFound: boolean, hasOnlyCommonWords: boolean }}
   */
  const find = (query) => {
    query = query.slice(0, LIMITS.letters);
    const typed = tokens(query);
    if (!typed.length) return { results: [], corrected: null, isFound: true, hasOnlyCommonWords: false };
    const corrected = JasicSpelling.correct(typed);
    let results = corrected ? rank(tokens(corrected), corrected) : rank(typed, query);
    if (!results.length) results = rank(typed, query.toLowerCase()); // no acronym after all
    if (results.length) return { results, corrected, isFound: true, hasOnlyCommonWords: false };
    const hasOnlyCommonWords = JasicWords.split(query).every(isStopword);
    const nearest = hasOnlyCommonWords ? [] : inOrder(JasicSpelling.similarNames(typed.join("")));
    return { results: nearest.slice(0, LIMITS.nearestNames), corrected: null, isFound: false, hasOnlyCommonWords };
  };

  return { find, LIMITS };
})();
