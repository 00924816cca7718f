// @ts-check
/*
 * The ranking of the search: which passages fit a query, and in what order. A passage gets points for its text, for
 * its best name and for the best phrase that readers type for it. query.js says what a query asks for, search-index.js
 * where words stand, names.js and spelling.js know the names.
 */
"use strict";

/**
 * @typedef {object} Result
 * @property {number} number of the passage
 * @property {string} address of it, as page#anchor; empty until its part of the index is loaded, as the titles are
 * @property {string} kind one of those of the Python module `messages`
 * @property {string} title
 * @property {number} score
 * @property {boolean} hasAll whether it has all that the query asks for
 */
/**
 * @typedef {object} Found
 * @property {Result[]} results the best first
 * @property {string | null} corrected what was meant, if another spelling
 * @property {boolean} isFound false where the results are only the nearest names, or there are none
 * @property {boolean} hasOnlyCommonWords
 * @property {string[]} unknown words that stand nowhere
 */

const JasicRanking = (() => {
  /*
   * Every number of the ranking. They were fitted to the lists tests/queries-*.tsv but for those called -kept; after a
   * change run tests/test_search.py, which has these too.
   * A share is a number from 0 to 1.
   */

  // How much is looked at, so that a text that somebody pastes does not stop the browser.
  const LIMITS = {
    letters: 300, // of a query; the rest is left out
    nearestNames: 5, // results where nothing fits
    results: 200, // that are kept
    passages: 3000, // that get points, of a large site; see `likely`
    best: 3, // results that stand before the others
    section: 0.97, // of the points of a page: with more, its section says it more closely, and the result leads there
    tail: 0.2, // of the points of the best, that others must have
    unknown: 10, // a word that no passage has counts as if so many had it: it is not the rarest
  };

  // Points for texts, in shares of the query; a word counts by how rare it is.
  const TEXT = {
    words: 150, // all words stand in the passage
    ofPage: 0.42, // of what a section lacks and its page has elsewhere
    singleHan: 0.6, // a single Chinese character says less than a word
    impact: 0.32, // how far it matters how much of the passage the words are (BM25F)
  };
  // Points for one name or title: with the share of the query that it has, and the share of it that the query has.
  const NAME = {
    words: 170, // for both shares; that of the query …
    power: 0.75, // … to this power, that of the name …
    ownPower: 0.55, // … to this
    whole: 30, // all that a query is about stands in it: these, and …
    wholeShare: 250, // … these times the share of the name, …
    exact: 200, // … and these where it is the query, word for word; all by how much of the query that is
    inQuery: 90, // it stands in the query word for word: times its share of that …
    inQuestion: 0.7, // … and times this in a question, which asks for more than the name
    ofPage: 0.65, // of the points of the page for its sections
    section: 0.4, // of a section of a page, whose title says less
    source: 1.6, // of a source, which has few words besides; …
    sourceInPassing: 0.5, // … times this in a question and of a thing or two: its title is what many texts are about
    ownPowerOfSource: 2, // a source is called by its title where most of it was typed
    literal: 60, // the query stands in it as it was typed: for each word, if they are several; three times if it is it
  };
  // Points for one phrase that readers type (docs/about/search.tsv), and of the second best for a part.
  const PHRASE = { words: 88, power: 0.7, ownPower: 0.9, exact: 60, exactOfSource: 340, second: 0.6, ofPage: 0.9 };
  // Points for a name that is written together, or half typed: yuexin, shenmen.
  // What is called so only among other things gets a part of them.
  const KEY = { exact: 1000, begins: 300, beginsShare: 500, contains: 60, containsShare: 440, alias: 0.95 };
  const NEARLY = 0.7; // of the words of a variant, by which it counts how common it is
  const SHORTEST_BEGINNING = 2; // letters; one Chinese character is enough
  const SHORTEST_WITHIN = 4;
  const SHORT = 2; // concepts of a query that names a thing or two

  // What suits the intent of a query gets these times its points.
  const INTENT = {
    answer: 1.15, // a count for "how many", a term for "what is", a page that asks for a question
    asked: 1.3, // what asks in its title, or in a phrase of readers, as the query does: why, who, when …
    happened: 1.5, // on a day or in a month that is all that was typed: an event
    section: 1.05, // a section says a thing more closely than the page
    said: 0.8, // of a thing or two: what somebody says of them is seldom meant
  };
  const NAMED_KINDS = ["person", "organisation", "place", "event"]; // whose names make a query one for a name

  const { labels, kindOf, isSection, asks, pageOf, places, frequency, isIndexed, rarity } = JasicIndex;

  /** @param {number} number */
  const weightOf = (number) => JasicVocabulary.kinds[kindOf(number)].weight;

  /** @typedef {Map<number, number>} Shares of something, by passage or label */

  /**
   * @param {Shares} shares
   * @param {number} key
   * @param {number} share
   */
  const raise = (shares, key, share) => {
    if (share > (shares.get(key) ?? 0)) shares.set(key, share);
  };

  /**
   * @param {Shares} shares
   * @param {number} key
   * @param {number} share
   */
  const add = (shares, key, share) => shares.set(key, (shares.get(key) ?? 0) + share);

  /* ---- Which passages and labels have a concept ---- */

  /**
   * What has a concept. Shares stand in a place for each passage, since a common word is in nearly all of them, and maps
   * of thousands would take a phone longer than all the rest.
   * @typedef {object} Matches
   * @property {number[]} passages that have it
   * @property {Float64Array} shares by passage, how far it has it
   * @property {Float64Array} impacts by passage, how much of it it is
   * @property {Shares} labels
   * @property {number} rarity
   */

  /**
   * @param {Concept} concept
   * @param {string} table words or sources
   * @returns {Matches}
   */
  const matchesOf = ({ variants }, table) => {
    const [shares, impacts] = [0, 1].map(() => new Float64Array(pageOf.length));
    /** @type {Matches} */
    const matches = { passages: [], shares, impacts, labels: new Map(), rarity: 0 };
    let common = 0; // passages that have it in the first way of writing it that any has
    for (const variant of variants) {
      const number = addVariant(matches, variant, table);
      common ||= number;
    }
    const isSingle = /^\p{Script=Han}$/u.test(variants[0].words[0]);
    const share = isSingle ? TEXT.singleHan : JasicWords.weight(variants[0].words[0]);
    return { ...matches, rarity: rarity(common || LIMITS.unknown) * share };
  };

  /**
   * Add what has all the words of a variant, with its share, and what has some of them, with less; returns how many
   * passages have nearly all.
   * @param {Matches} matches
   * @param {Variant} variant
   * @param {string} table
   */
  const addVariant = (matches, { words, share }, table) => {
    const found = words.map((word) => places(table, word));
    if (found.length === 1) return addWord(matches, found[0], share);
    const weights = found.map(({ passages }) => rarity(passages.length || LIMITS.unknown));
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    /** @type {{ shares: Shares, impacts: Shares, labels: Shares }} */
    const sums = { shares: new Map(), impacts: new Map(), labels: new Map() };
    found.forEach(({ passages, impacts, labels: ofWord }, at) => {
      const part = (share * weights[at]) / total;
      passages.forEach((number, place) => {
        add(sums.shares, number, part);
        add(sums.impacts, number, part * impacts[place]);
      });
      for (const label of ofWord) add(sums.labels, label, part);
    });
    let number = 0;
    for (const [passage, one] of sums.shares) {
      addPassage(matches, passage, one, sums.impacts.get(passage) ?? 0);
      if (one > share * NEARLY) number++;
    }
    for (const [label, one] of sums.labels) raise(matches.labels, label, one);
    return number;
  };

  /**
   * The same for a variant of one word, as most are.
   * @param {Matches} matches
   * @param {JasicPlaces} places
   * @param {number} share
   */
  const addWord = (matches, { passages, impacts, labels: ofWord }, share) => {
    passages.forEach((number, place) => addPassage(matches, number, share, share * impacts[place]));
    for (const label of ofWord) raise(matches.labels, label, share);
    return passages.length;
  };

  /**
   * @param {Matches} matches
   * @param {number} passage
   * @param {number} share
   * @param {number} impact
   */
  const addPassage = (matches, passage, share, impact) => {
    const { passages, shares, impacts } = matches;
    if (!shares[passage]) passages.push(passage);
    if (share > shares[passage]) shares[passage] = share;
    if (impact > impacts[passage]) impacts[passage] = impact;
  };

  /**
   * How much of each label a query has: the sum of the rarity of its words, and their number.
   * @param {Concept[]} concepts
   * @param {string} query
   * @param {string} table
   */
  const massesOf = (concepts, query, table) => {
    // Chinese labels are written in pairs across their words, so those of the query count here too.
    const words = new Map(JasicQuery.allPairs(query).map((pair) => [pair, 1]));
    for (const { variants } of concepts)
      for (const { words: ofVariant, share } of variants)
        for (const word of ofVariant) words.set(word, Math.max(share, words.get(word) ?? 0));
    /** @type {Map<number, { mass: number, words: number }>} */
    const masses = new Map();
    for (const [word, share] of words) {
      const found = places(table, word);
      const mass = rarity(frequency(word) || LIMITS.unknown) * JasicWords.weight(word) * share;
      for (const label of found.labels) {
        const known = masses.get(label) ?? { mass: 0, words: 0 };
        known.mass += mass;
        known.words += share === 1 ? 1 : 0;
        masses.set(label, known);
      }
    }
    return masses;
  };

  /* ---- Points ---- */

  /**
   * @typedef {object} Points of a passage
   * @property {number} has the share of the query that it has
   * @property {number} impact
   * @property {number} name of its best name
   * @property {number} whole of its best name that has all of the query
   * @property {number} phrase of its best phrase
   * @property {number} secondPhrase of the best but one
   * @property {number} concepts that it has
   */

  /**
   * @param {string} query
   * @param {string} table
   */
  const score = (query, table) => {
    const concepts = JasicQuery.conceptsOf(query);
    const found = concepts.map((concept) => matchesOf(concept, table));
    const rarities = found.map(({ rarity }, at) =>
      table === "words" ? rarity : matchesOf(concepts[at], "words").rarity,
    );
    const strong = concepts.map(({ variants }) => JasicWords.weight(variants[0].words[0]) === 1);
    const isStrong = strong.map((one) => Number(one || !strong.includes(true)));
    const total = rarities.reduce((sum, one) => sum + one, 0) || 1;
    const [has, impact] = [0, 1].map(() => new Float64Array(pageOf.length));
    /** @type {number[]} */
    const all = [];
    /** @type {Shares} */
    const ofLabels = new Map();
    found.forEach(({ passages, shares, impacts, labels }, at) => {
      const weight = rarities[at] / total;
      for (const number of passages) {
        if (!has[number]) all.push(number);
        has[number] += weight * shares[number];
        impact[number] += weight * impacts[number];
      }
      for (const [label, share] of labels) add(ofLabels, label, weight * share);
    });
    const passages = likely(all, has, impact, ofLabels);
    /** @type {Points[]} */
    const points = new Array(pageOf.length);
    for (const number of passages) {
      const concepts = found.reduce((sum, { shares }, at) => sum + (shares[number] ? isStrong[at] : 0), 0);
      // Written out: to spread another object into each of thousands takes as long as all the rest.
      points[number] = {
        has: has[number],
        impact: impact[number],
        concepts,
        name: 0,
        whole: 0,
        phrase: 0,
        secondPhrase: 0,
      };
    }
    const pages = sharesOfPages(found, rarities, total);
    const masses = massesOf(concepts, query, table);
    const telling = concepts.filter((_concept, at) => isStrong[at]);
    const how = {
      repeated: repetition(query, concepts.length),
      inQuery: NAME.inQuery * questionFactor(query),
      source: questionFactor(query) < 1 || concepts.length <= SHORT ? NAME.sourceInPassing : 1,
      whole: shareOfConcepts(query, telling),
    };
    for (const [label, share] of ofLabels)
      addLabel(points, label, share, masses.get(label) ?? { mass: 0, words: 0 }, how);
    for (const passage of passages) points[passage].phrase += PHRASE.second * points[passage].secondPhrase;
    for (const passage of passages) addPage(points[passage], passage, points, pages);
    return { points, passages, number: isStrong.filter(Boolean).length };
  };

  /**
   * Of very many passages those that are looked at: what has a name or phrase with words of the query, and of the others
   * whose texts have most of it. Giving points to thousands would keep a reader waiting for what nobody sees.
   * @param {number[]} passages
   * @param {Float64Array} has by passage
   * @param {Float64Array} impact by passage
   * @param {Shares} ofLabels
   */
  const likely = (passages, has, impact, ofLabels) => {
    if (passages.length <= LIMITS.passages) return passages;
    const called = new Set([...ofLabels.keys()].map((label) => labels.get(label)?.passage));
    const texts = Float64Array.from(passages, (number) => textPoints(has[number], impact[number]));
    const least = texts.slice().sort().at(-LIMITS.passages) ?? 0;
    return passages.filter((number, at) => texts[at] >= least || called.has(number));
  };

  /**
   * What each page with its sections has of a query.
   * @param {Matches[]} found
   * @param {number[]} rarities
   * @param {number} total
   */
  const sharesOfPages = (found, rarities, total) => {
    /** @type {Shares} */
    const shares = new Map();
    found.forEach((matches, at) => {
      /** @type {Shares} */
      const best = new Map();
      for (const number of matches.passages)
        if (isSection(number) || pageOf[number] === number) raise(best, pageOf[number], matches.shares[number]);
      for (const [page, share] of best) add(shares, page, (share * rarities[at]) / total);
    });
    return shares;
  };

  /**
   * Give a section what its page is called, and both what the page has of a query anywhere.
   * @param {Points} one
   * @param {number} passage
   * @param {Points[]} points by passage
   * @param {Shares} shares of pages
   */
  const addPage = (one, passage, points, shares) => {
    const page = points[pageOf[passage]];
    if (isSection(passage)) {
      one.name = Math.max(one.name, NAME.ofPage * (page?.name ?? 0));
      one.phrase = Math.max(one.phrase, PHRASE.ofPage * (page?.phrase ?? 0));
    } else if (passage !== pageOf[passage]) return;
    one.has += TEXT.ofPage * ((shares.get(pageOf[passage]) ?? one.has) - one.has);
  };

  /**
   * @typedef {object} How the words of a query stand to a label that has some of them
   * @property {number} repeated see `repetition`
   * @property {number} inQuery points where the query has all of the name
   * @property {number} source by how much a source is meant
   * @property {number} whole see `shareOfConcepts`
   */

  /**
   * @param {Points[]} points by passage
   * @param {number} label
   * @param {number} ofQuery the share of the query that stands in it
   * @param {{ mass: number, words: number }} found what of it stands in the query
   * @param {How} how
   */
  const addLabel = (points, label, ofQuery, found, how) => {
    const { passage, words, mass, isName } = /** @type {JasicLabel} */ (labels.get(label));
    const known = points[passage];
    if (!known) return;
    const ofLabel = Math.min(1, found.mass / (mass || 1)) / how.repeated;
    const hasLabel = found.words >= words;
    const isExact = hasLabel && ofQuery > 0.98 && how.repeated === 1;
    if (isName) return addName(known, passage, { ofQuery, ofLabel, hasLabel, isExact }, how);
    const one = phrasePoints(ofQuery, ofLabel, isExact, kindOf(passage));
    known.secondPhrase = Math.max(known.secondPhrase, Math.min(known.phrase, one));
    known.phrase = Math.max(known.phrase, one);
  };

  /**
   * @param {Points} known
   * @param {number} passage
   * @param {{ ofQuery: number, ofLabel: number, hasLabel: boolean, isExact: boolean }} found
   * @param {How} how
   */
  const addName = (known, passage, { ofQuery, ofLabel, hasLabel, isExact }, how) => {
    const isSource = kindOf(passage) === "source";
    const weight = isSource ? NAME.source * how.source : isSection(passage) ? NAME.section : 1;
    const own = isSource ? ofLabel ** NAME.ownPowerOfSource : ofLabel;
    const inQuery = hasLabel && mayBeMeant(kindOf(passage), ofQuery) ? how.inQuery * ofQuery : 0;
    const some = NAME.words * ofQuery ** NAME.power * own ** NAME.ownPower + inQuery;
    known.name = Math.max(known.name, some * weight);
    if (ofQuery > 0.98) known.whole = Math.max(known.whole, wholePoints(own, isExact) * weight * how.whole);
  };

  /**
   * Whether a name in a longer query may be what is looked for: of a term only where it is nearly all.
   * @param {string} kind
   * @param {number} ofQuery
   */
  const mayBeMeant = (kind, ofQuery) =>
    NAMED_KINDS.includes(kind) || (kind === "term" && ofQuery > 0.8 && ofQuery < 0.98);

  /**
   * How often the words of a query stand in it: in "red flag against the red flag" twice, so it is no name of two words.
   * @param {string} query
   * @param {number} concepts
   */
  const repetition = (query, concepts) => {
    if (JasicWords.hasHan(query)) return 1;
    const words = JasicWords.split(query).filter((word) => !JasicWords.isStopword(word) && !/\d/.test(word));
    return concepts ? Math.max(1, words.length / concepts) : 1;
  };

  /**
   * How much of a query is what it is about: of "where are the students now?" one word, which makes no name.
   * @param {string} query
   * @param {Concept[]} concepts
   */
  const shareOfConcepts = (query, concepts) => {
    const letters = JasicWords.parts(query).reduce((sum, { text }) => sum + text.length, 0);
    const typed = new Set(concepts.map(({ typed }) => typed));
    return Math.min(1, [...typed].reduce((sum, text) => sum + text.length, 0) / (letters || 1));
  };

  /** @param {string} query */
  const questionFactor = (query) => {
    const text = query.trim().toLowerCase();
    return QUESTION.test(text) && !WHAT_IS.test(text) && !WHO_IS.test(text) ? NAME.inQuestion : 1;
  };

  /**
   * For a name that has all of the query.
   * @param {number} ofName the share of it that the query has
   * @param {boolean} isExact
   */
  const wholePoints = (ofName, isExact) => NAME.whole + NAME.wholeShare * ofName ** 2 + (isExact ? NAME.exact : 0);

  /**
   * @param {number} ofQuery
   * @param {number} ofPhrase
   * @param {boolean} isExact
   * @param {string} kind
   */
  const phrasePoints = (ofQuery, ofPhrase, isExact, kind) => {
    const exact = kind === "source" ? PHRASE.exactOfSource : PHRASE.exact;
    return PHRASE.words * ofQuery ** PHRASE.power * ofPhrase ** PHRASE.ownPower + (isExact ? exact : 0);
  };

  /**
   * @param {Points} points
   * @param {number} intent
   */
  const sum = ({ has, impact, name, whole, phrase }, intent) =>
    (textPoints(has, impact) + name + phrase) * intent + whole;

  /**
   * @param {number} has
   * @param {number} impact
   */
  const textPoints = (has, impact) => TEXT.words * (has * (1 - TEXT.impact) + TEXT.impact * impact);

  /**
   * For a title in which several words stand as they were typed, next to each other.
   * @param {number} passage
   * @param {string} typed folded
   */
  const literalPoints = (passage, typed) => {
    const words = typed.split(/\s+/).length;
    if (kindOf(passage) === "source" || words < 2) return 0;
    const title = foldedTitle(passage);
    return title.includes(typed) ? NAME.literal * words * (title === typed ? 3 : 1) : 0;
  };

  /** @type {Map<number, string>} what has been folded once */
  const folded = new Map();

  /** @param {number} number of a passage */
  const foldedTitle = (number) => {
    const title = folded.get(number) ?? JasicWords.fold(JasicIndex.passage(number)?.title ?? "");
    if (title) folded.set(number, title); // where it is loaded by now
    return title;
  };

  /* ---- Names that are written together, or half typed ---- */

  /**
   * Points by passage.
   * @param {string[]} query its tokens
   */
  const scoreKeys = (query) => {
    const whole = query.join("");
    const isHan = JasicWords.hasHan(whole);
    /** @type {Shares} */
    const points = new Map();
    if (whole.length < (isHan ? 1 : SHORTEST_BEGINNING)) return points;
    const isWord = frequency(JasicWords.stem(whole)) > 0;
    const shortestWithin = isHan ? 1 : isWord ? Infinity : SHORTEST_WITHIN; // SWAT is none of Human Rights Watch
    for (const { key, number, text, title } of JasicNames.all) {
      const own = text === title ? 1 : KEY.alias;
      raise(points, number, own * keyPoints(key, whole, shortestWithin));
    }
    return points;
  };

  /**
   * @param {string} key
   * @param {string} whole
   * @param {number} shortestWithin letters that may stand anywhere in a key
   */
  const keyPoints = (key, whole, shortestWithin) => {
    if (key === whole) return KEY.exact;
    const share = whole.length / key.length;
    if (key.startsWith(whole)) return KEY.begins + KEY.beginsShare * share;
    return whole.length >= shortestWithin && key.includes(whole) ? KEY.contains + KEY.containsShare * share : 0;
  };

  /* ---- Intent ---- */

  const QUESTION =
    /^(whos?|whats?|why|hows?|when|wheres?|which|is|are|was|were|do|does|did|can|could|should|may(?! ?\d))\b|[?？]$|[吗呢谁]|什么|怎|为何/;
  const WHAT_IS = /^what(['’]?s| is| was| are| does)\b|什么是|是什么|什么叫|什么意思|是谁/;

  const WHO_IS = /^who(['’]?s| is| was| are| were)\b|谁是/;

  /**
   * What somebody wants to know, as a factor for each passage.
   * @param {string} query
   * @returns {(number: number) => number}
   */
  const intentFactor = (query) => {
    const text = query.trim().toLowerCase();
    const isQuestion = QUESTION.test(text);
    const question = JasicWords.question(query);
    const answering = [JasicVocabulary.answering[question.slice(1)], WHAT_IS.test(text) ? "term" : ""];
    const asked = new Set(places("words", question).passages);
    const isShort = JasicQuery.conceptsOf(query).length <= SHORT;
    const isForTime = JasicWords.parts(query).every(({ form }) => form !== "han" && form !== "word");
    /** @param {number} number */
    const isAnswer = (number) =>
      answering.includes(kindOf(number)) || (isQuestion && asks(number) && kindOf(number) === "page");
    return (number) =>
      (isAnswer(number) ? INTENT.answer : 1) *
      (asked.has(number) ? INTENT.asked : 1) *
      (isSection(number) ? INTENT.section : 1) *
      (isShort && kindOf(number) === "claim" ? INTENT.said : 1) *
      (isForTime && kindOf(number) === "event" ? INTENT.happened : 1);
  };

  /* ---- Together ---- */

  /** @typedef {{ score: number, hasAll: boolean }} Score of a passage, and whether it has all that the query asks for */

  /**
   * @param {string} query
   * @param {boolean} withSources
   */
  const rank = (query, withSources) => {
    /** @type {Map<number, Score>} */
    const scores = new Map();
    const intent = intentFactor(query);
    const typed = JasicWords.fold(query).replace(/["“”]/g, "").trim();
    for (const table of withSources ? ["words", "sources"] : ["words"]) {
      const { points, passages, number } = score(query, table);
      for (const passage of passages) {
        const one = points[passage];
        const hasAll = one.concepts === number;
        const literal = hasAll ? literalPoints(passage, typed) : 0;
        scores.set(passage, { score: (sum(one, intent(passage)) + literal) * weightOf(passage), hasAll });
      }
    }
    for (const [number, points] of scoreKeys(JasicNames.tokens(query))) {
      if (!points) continue;
      const score = Math.max(scores.get(number)?.score ?? 0, points * weightOf(number));
      scores.set(number, { score, hasAll: true });
    }
    return inOrder(scores);
  };

  /**
   * Scores as results, the best first. A page is one result, which leads to the section that fits best.
   * @param {Map<number, Score>} scores by passage
   */
  const inOrder = (scores) => {
    /** @type {Map<number, Score & Closest & { owner: number }>} */
    const byOwner = new Map();
    for (const [number, { score, hasAll }] of scores) {
      const owner = isSection(number) ? pageOf[number] : number;
      const closeness = score * (isSection(number) ? 1 : LIMITS.section);
      const known = byOwner.get(owner);
      const closest = known && known.closeness >= closeness ? known : { number, closeness };
      const highest = Math.max(score, known?.score ?? 0);
      byOwner.set(owner, { ...closest, owner, score: highest, hasAll: hasAll || known?.hasAll === true });
    }
    const found = [...byOwner.values()];
    const least = LIMITS.tail * found.reduce((highest, { score }) => Math.max(highest, score), 0);
    return found
      .filter(({ score, hasAll }) => hasAll || score >= least)
      .sort((one, two) => two.score - one.score || one.owner - two.owner)
      .slice(0, LIMITS.results)
      .map(resultOf);
  };

  /** @typedef {{ number: number, closeness: number }} Closest what a result leads to: a page or record, or a section */

  /**
   * @param {Score & Closest & { owner: number }} one
   * @returns {Result}
   */
  const resultOf = ({ owner, number, score, hasAll }) => ({
    number,
    kind: kindOf(owner),
    score,
    hasAll,
    get address() {
      return JasicIndex.passage(number)?.address ?? "";
    },
    get title() {
      const [title, section] = [owner, number].map((one) => JasicIndex.passage(one)?.title ?? "");
      return section !== title ? `${title} › ${section}` : title;
    },
  });

  /**
   * What a query finds in the parts of the index that are there; `isLiteral` takes it as it was typed.
   * @param {string} query
   * @param {{ withSources?: boolean, isLiteral?: boolean }} [how]
   * @returns {Found}
   */
  const find = (query, { withSources = true, isLiteral = false } = {}) => {
    query = query.slice(0, LIMITS.letters);
    JasicNames.update();
    const typed = JasicNames.tokens(query);
    /** @type {Found} */
    const none = { results: [], corrected: null, isFound: true, hasOnlyCommonWords: false, unknown: [] };
    if (!typed.length) return none;
    const corrected = isLiteral ? null : correctedOf(typed, query);
    const areCommon = typed.every(JasicWords.isStopword); // then they can only be a name, as WE
    const results = rank(corrected ? `${corrected} ` : query, withSources).filter(({ hasAll }) => hasAll || !areCommon);
    const unknown = corrected ? [] : unknownWords(query, results);
    if (results.length) return { ...none, results, corrected, unknown };
    if (areCommon) return { ...none, isFound: false, hasOnlyCommonWords: true };
    return { ...none, results: nearestNames(typed), isFound: false, unknown };
  };

  let last = { key: "", corrected: /** @type {string | null} */ (null) };

  /**
   * What was meant, which is asked after each round of loading and then to find it, though it takes long to say.
   * @param {string[]} typed tokens
   * @param {string} query
   */
  const correctedOf = (typed, query) => {
    const key = `${query} ${JasicSearch.partsThere()}`;
    if (last.key !== key) last = { key, corrected: JasicSpelling.correct(typed, query) };
    return last.corrected;
  };

  /** @param {string[]} typed tokens of a query that finds nothing */
  const nearestNames = (typed) => {
    /** @type {Map<number, Score>} */
    const scores = new Map();
    for (const [number, score] of JasicSpelling.similarNames(typed.join("")))
      scores.set(number, { score, hasAll: false });
    return inOrder(scores).slice(0, LIMITS.nearestNames);
  };

  /**
   * What of a query stands nowhere; nothing where a result has it all, as a name that is written together.
   * @param {string} query
   * @param {Result[]} results
   */
  const unknownWords = (query, results) =>
    JasicQuery.conceptsOf(results.some(({ hasAll }) => hasAll) ? "" : query)
      .filter(({ variants }) => variants.every(({ words }) => !words.every(isIndexed)))
      .map(({ typed }) => typed);

  /**
   * The parts of the index that a query still needs.
   * @param {string} query
   * @param {{ withSources?: boolean, isLiteral?: boolean }} [how]
   */
  const missingParts = (query, { withSources = false, isLiteral = false } = {}) => {
    query = query.slice(0, LIMITS.letters);
    JasicNames.update();
    const typed = JasicNames.tokens(query);
    const toKnow = isLiteral ? [] : JasicSpelling.wordsToKnow(typed);
    const names = JasicNames.partsWith(beginningsOf(typed));
    const missing = missingOf([...wordsOf(query), ...toKnow], withSources, names);
    if (missing.length || isLiteral) return missing;
    const corrected = correctedOf(typed, query);
    return missingOf(corrected ? wordsOf(corrected) : [], withSources, partsOfSlips(typed, query));
  };

  /**
   * The parts by which it is known what was meant, if something is mistyped.
   * @param {string[]} typed tokens
   * @param {string} query
   */
  const partsOfSlips = (typed, query) => {
    const mistyped = JasicSpelling.mistyped(typed, query);
    const frequent = mistyped.some((word) => /[a-z]/.test(word)) ? JasicIndex.partsOf("frequent") : [];
    const sounds = mistyped.some(JasicWords.hasHan) ? JasicIndex.partsOf("sounds") : [];
    // A slip is rarely in the first letter.
    const similar = mistyped.length ? JasicNames.partsWith([typed[0], ...mistyped].map(([letter]) => letter)) : [];
    return [...frequent, ...sounds, ...similar];
  };

  /**
   * With what the names begin that a query may be; in Chinese, those that may stand in it too. On a large site a single
   * letter begins half of all names.
   * @param {string[]} typed tokens
   */
  const beginningsOf = (typed) => {
    const whole = typed.join("");
    if (!JasicWords.hasHan(whole))
      return [typed[0] ?? "", whole].filter(({ length }) => length >= SHORTEST_BEGINNING).slice(0, 1);
    return JasicWords.pairs(typed);
  };

  /** @param {string} query */
  const wordsOf = (query) => [
    ...JasicQuery.conceptsOf(query).flatMap(({ variants }) => variants.flatMap(({ words }) => words)),
    ...JasicQuery.allPairs(query),
    ...[JasicWords.question(query)].filter(Boolean),
  ];

  /**
   * @param {string[]} words
   * @param {boolean} withSources
   * @param {string[]} others parts that are needed too
   */
  const missingOf = (words, withSources, others) => {
    const tables = withSources ? ["words", "sources"] : ["words"];
    const needed = tables.flatMap((table) => words.map((word) => JasicIndex.partWith(table, word)));
    return [...new Set([...needed, ...others])].filter((part) => !JasicSearch.part(part));
  };

  /**
   * The parts that a query needs whatever else it turns out to need, which can be asked for while it is being typed.
   * @param {string} query
   */
  const partsOfWords = (query) => {
    query = query.slice(0, LIMITS.letters);
    JasicNames.update();
    return missingOf([...wordsOf(query), ...JasicSpelling.wordsToKnow(JasicNames.tokens(query))], false, []);
  };

  /**
   * The parts of the index that hold the address and the titles of a result.
   * @param {Result} result
   */
  const partsOfResult = ({ number }) => [JasicIndex.blockOf(number), JasicIndex.blockOf(pageOf[number])];

  /**
   * The same for the results that are the best by what is loaded so far.
   * @param {string} query
   * @param {{ withSources?: boolean, isLiteral?: boolean }} how
   */
  const partsOfBest = (query, how) => find(query, how).results.slice(0, LIMITS.best).flatMap(partsOfResult);

  return { find, missingParts, partsOfWords, partsOfResult, partsOfBest, LIMITS };
})();
