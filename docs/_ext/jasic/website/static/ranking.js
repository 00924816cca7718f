/*
 * The ranking of the search: which names and passages fit a query, and in what order. Sphinx's engine finds the
 * words (searchtools.js, searchindex.js, language_data.js); search.js shows the results.
 */
"use strict";

const JasicRanking = (() => {
  // Where names are equal, what a reader is likelier to mean comes first.
  const WEIGHT = {
    person: 1,
    organisation: 1,
    precedent: 1,
    position: 1.05,
    event: 0.98,
    place: 0.97,
    page: 0.97,
    term: 0.96,
    document: 0.95,
    count: 0.9,
    claim: 0.8,
    source: 0.4,
  };
  const EXACT = 1000;

  /* ---- What is searched ---- */

  const { docnames, objects, objnames, titles, alltitles, terms, titleterms } = Search._index;
  const stemmer = new Stemmer();
  const names = []; // every name of everything: { text, key, atoms, place, weight }
  const byKey = new Map(); // a name without its spaces -> names
  const namesOf = new Map(); // place -> its names, joined and word by word, as one text
  const vocabulary = new Map(); // words that occur in names -> how often, for typing mistakes
  const kinds = new Map(); // place -> kind of record
  const titleOf = new Map(docnames.map((docname, at) => [docname, titles[at]]));

  const stems = new Map(); // what has been stemmed once
  const stem = (word) => {
    if (!stems.has(word)) {
      const found = /^[a-z]{4,}$/.test(word) ? stemmer.stemWord(word) : word;
      stems.set(word, stopwords.has(word) || stopwords.has(found) ? word : found); // as search.py
    }
    return stems.get(word);
  };
  const page = (place) => place.split("#")[0];
  const kindOf = (where) => kinds.get(where) || (where.includes("#src-") ? "source" : "page");
  const isSection = (where) => where.includes("#") && kindOf(where) === "page";

  /* A text as single Han characters, words and exact dates: what names are compared by. */
  const atoms = (text) =>
    JasicWords.parts(text).flatMap(({ form, text, words }) =>
      form === "han" ? [...text] : form === "word" ? words : words.slice(0, 1),
    );

  const addName = (text, where) => {
    if (kindOf(where) === "source") return; // a title of others that holds a word is no name of that word
    const parts = atoms(text);
    const weight = WEIGHT[kindOf(where)] * (isSection(where) ? 0.85 : 1);
    const name = { text, key: parts.join(""), atoms: parts, place: where, weight };
    if (!name.key) return;
    names.push(name);
    namesOf.set(where, `${namesOf.get(where) || ""} ${name.key} ${parts.map(stem).join(" ")}`);
    const keys = new Set([name.key, parts.map(stem).join("")]);
    // Family name first or last.
    if (parts.length < 4) parts.forEach((_, at) => keys.add([...parts.slice(at), ...parts.slice(0, at)].join("")));
    // A day without a year is looked for in the year of the struggle first.
    if (/^2018-\d\d-\d\d$/.test(name.key)) keys.add(name.key.slice(5));
    for (const key of keys) byKey.set(key, [...(byKey.get(key) || []), name]);
    for (const word of parts) if (/^[a-z]{3,}$/.test(word)) vocabulary.set(word, (vocabulary.get(word) || 0) + 1);
  };
  for (const [doc, type, , , name] of objects[""]) {
    const kind = objnames[type][1];
    if (!(kind in WEIGHT)) continue;
    kinds.set(docnames[doc], kind);
    addName(name, docnames[doc]);
  }
  titles.forEach((title, doc) => addName(title, docnames[doc]));
  for (const [title, found] of Object.entries(alltitles)) for (const [doc] of found) addName(title, docnames[doc]);

  const synonyms = new Map(); // word -> others that may stand for it
  for (const group of JasicWords.synonyms) {
    const stems = splitQuery(group).map(stem);
    for (const word of stems)
      synonyms.set(word, [...(synonyms.get(word) || []), ...stems.filter((other) => other !== word)]);
  }

  const sizes = new Array(docnames.length).fill(0);
  for (const known of [terms, titleterms])
    for (const found of Object.values(known)) for (const doc of [found].flat()) sizes[doc]++;
  const usual = sizes.reduce((sum, size) => sum + size, 0) / sizes.length;
  const lengthOf = new Map(docnames.map((docname, at) => [docname, sizes[at] / usual])); // 1 is the average

  /* ---- Finding ---- */

  /* A query in capitals only: NUM is no beginning of Numbers, and WE is not we. */
  const acronymIn = (query) => /^[A-Z]{2,6}$/.exec(query.trim())?.[0];

  /* How well the names fit: place -> score. */
  const byName = (query, text) => {
    const scores = new Map();
    const give = (name, score) => {
      score *= name.weight;
      if (score > (scores.get(name.place) || 0)) scores.set(name.place, score);
    };
    const whole = query.join("");
    const han = /\p{Script=Han}/u.test(whole);
    const telling = query.filter((word) => !stopwords.has(word)).join("").length || whole.length;
    for (let from = 0; from < query.length; from++)
      for (let to = Math.min(query.length, from + 12); to > from; to--) {
        const span = query.slice(from, to);
        const length = span.filter((word) => !stopwords.has(word)).join("").length;
        if (!length) continue;
        for (const key of new Set([span.join(""), span.map(stem).join("")]))
          for (const name of byKey.get(key) || [])
            if (length >= telling) give(name, EXACT);
            else if (kinds.has(name.place)) {
              // Chinese is written without spaces, so most of a query may be one name.
              const share = length / telling;
              give(name, han ? 300 * share ** 3 : 40 * share);
            }
      }
    const acronym = acronymIn(text);
    if (whole.length >= (han ? 1 : 2))
      for (const name of names) {
        if (acronym && !name.text.includes(acronym) && !name.atoms.includes(whole)) continue;
        const at = name.key.indexOf(whole);
        if (at === 0) give(name, 300 + (500 * whole.length) / name.key.length);
        else if (at > 0 && (han || whole.length > 3 || startsWord(name, whole)))
          give(name, 60 + (440 * whole.length) / name.key.length);
      }
    return scores;
  };
  const startsWord = (name, whole) => name.atoms.some((_, at) => name.atoms.slice(at).join("").startsWith(whole));

  /* A factor for each place by what kind of question a query is. */
  const suiting = (query) => {
    const text = query.trim().toLowerCase();
    const asks = /^(who|what|why|how|when|where|which|is|are|was|were|do|does|did|can|could|should|may)\b|[?？]$/.test(
      text,
    );
    const counts = /\b(how many|number of)\b|多少|几/.test(text);
    const defines = /^what('s| is| was| are| does)\b|什么是/.test(text);
    const words = atoms(query).slice(0, 40);
    const isNamed = (name) => ["person", "organisation", "place", "event"].includes(kindOf(name.place));
    const named = words.some((_, from) =>
      words.some((_, to) => (byKey.get(words.slice(from, to + 1).join("")) || []).some(isNamed)),
    );
    const explains = (docname, kind) =>
      kind === "term" || kind === "position" || (kind === "page" && /\/questions\/[^#]*$/.test(docname));
    return (docname) => {
      const kind = kindOf(docname);
      let factor = 1;
      const answers = asks && titleOf.get(docname).endsWith("?") && !docname.startsWith("precedents/");
      if ((counts && kind === "count") || answers || (defines && kind === "term")) factor *= 1.3;
      // Without a name it is an idea that is looked for: what discusses it comes before what mentions it.
      if (!named && explains(docname, kind)) factor *= 1.1;
      return factor;
    };
  };

  /* How well the texts fit, word by word from Sphinx: place -> score up to about 250. */
  const byText = (query) => {
    const words = [
      ...new Set(
        splitQuery(query)
          .filter((word) => !stopwords.has(word))
          .map(stem),
      ),
    ].slice(0, 40);
    const scores = new Map();
    const suits = suiting(query);
    let wanted = 0;
    for (const word of words) {
      const found = new Map(); // place -> how much of the word it counts for, and whether in its title
      const look = (form, share) => {
        for (const [docname, , , , score] of Search.performTermsSearch(new Set([form]), new Set())) {
          const isPart = score === Scorer.partialTerm || score === Scorer.partialTitle;
          if (isPart && acronymIn(query)) continue;
          const part = share * (isPart ? 0.6 : 1);
          const asked = score >= Scorer.partialTitle && kindOf(docname) !== "source" ? part : 0; // a source is all title
          const titled = asked && namesOf.get(docname)?.includes(form) ? part : 0;
          const known = found.get(docname) || { part: 0, asked: 0, titled: 0 };
          found.set(docname, {
            part: Math.max(part, known.part),
            asked: Math.max(asked, known.asked),
            titled: Math.max(titled, known.titled),
          });
        }
      };
      for (const form of forms(word)) look(form, 1);
      const rarity = Math.log(1 + docnames.length / (found.size || 10)); // an unknown word is not the rarest
      for (const other of synonyms.get(word) || []) look(other, 0.5);
      for (const root of roots(word)) if (found.size < 12) look(root, 0.6);
      wanted += rarity;
      for (const [docname, { part, asked, titled }] of found) {
        const known = scores.get(docname) || { covered: 0, asked: 0, titled: 0 };
        known.covered += rarity * part;
        known.asked += rarity * asked;
        known.titled += rarity * titled;
        scores.set(docname, known);
      }
    }
    for (const [docname, { covered, asked, titled }] of scores) {
      // Many words in a long passage say less than the same words in a short one.
      const text = (100 * (covered / wanted) ** 2) / (0.8 + 0.2 * lengthOf.get(docname));
      const title = 120 * (titled / wanted) ** 1.5 * (isSection(docname) ? 0.4 : 1);
      const phrase = 50 * (asked / wanted) ** 1.5;
      scores.set(docname, (text + title + phrase) * WEIGHT[kindOf(docname)] * suits(docname));
    }
    return scores;
  };

  /* A word as the index has it: a single Han character stands there in pairs. */
  const forms = (word) =>
    /^\p{Script=Han}$/u.test(word)
      ? [word, ...Object.keys({ ...terms, ...titleterms }).filter((pair) => pair.includes(word))]
      : [word];

  /* Shorter words that the pages have, for a form that hardly any has: union for unionisation. */
  const roots = (word) => {
    const shorter = [];
    if (/^[a-z]{6,}$/.test(word))
      for (let end = word.length - 1; end > Math.max(4, word.length - 4); end--) {
        const root = word.slice(0, end);
        if (Object.hasOwn(terms, root) || Object.hasOwn(titleterms, root)) shorter.push(root);
      }
    return shorter;
  };

  /*
   * What was meant, as a text, or null: a name in an older romanisation, or the nearest name or word within
   * two slips of the finger.
   */
  const corrected = (query) => {
    const whole = query.join("");
    if (byKey.has(whole) || names.some((name) => name.key.startsWith(whole))) return null;
    const passagesWith = (word) =>
      [terms, titleterms].flatMap((all) => (Object.hasOwn(all, stem(word)) ? all[stem(word)] : []));
    const occurs = (word) => passagesWith(word).length > 0;
    const together = (words) =>
      words.map(passagesWith).reduce((both, found) => both.filter((passage) => found.includes(passage))).length;
    const newer = JasicWords.pinyin(query)
      .map((words) => ({ words, weight: byKey.has(words.join("")) ? 1000 : together(words) }))
      .sort((one, two) => two.weight - one.weight);
    if (newer.length && newer[0].weight)
      return spelt(newer[0].words).replace(/(^| )[a-z]/g, (letter) => letter.toUpperCase());
    const known = (word) =>
      stopwords.has(word) ||
      /^[0-9-]+$/.test(word) ||
      vocabulary.has(word) ||
      occurs(word) ||
      roots(stem(word)).length ||
      names.some((name) => name.key.includes(word));
    if (whole.length > 80 || query.length > 12) return null;
    if (/^\p{Script=Han}{2,6}$/u.test(whole)) {
      // One character wrong in a name: its neighbours are right, or the first in a name of two.
      if (names.some((name) => name.key.includes(whole))) return null;
      const like = (name) =>
        name.atoms.length === query.length &&
        name.atoms.filter((letter, at) => letter !== query[at]).length === 1 &&
        (query.length > 2 || name.atoms[0] === query[0]);
      const near = names.find((name) => like(name) && kinds.has(name.place));
      return near ? near.text : null;
    }
    if (query.every((word) => (word.length < 3 ? !/[a-z]/.test(word) : known(word)))) return null;
    const slips = (length) => (length < 4 ? 0 : length < 7 ? 1 : 2);
    let best = null;
    for (const name of names) {
      const distance = slipsBetween(whole, name.key, slips(whole.length));
      if (distance === null) continue;
      const cost = distance + (/^[ -~]*$/.test(name.text) ? 0 : 0.5); // rather without tones
      if (!best || cost < best.cost) best = { cost, name };
    }
    if (best) return written(best.name);
    const words = query.map((word) => {
      if (known(word) || !/^[a-z]{4,}$/.test(word)) return word;
      const other = nearestWord(word, vocabulary, slips(word.length));
      if (other) return other;
      const all = Object.entries(terms)
        .map(([term, found]) => [term, [found].flat().length])
        .filter(([, times]) => times > 2);
      const root = nearestWord(stem(word), all, slips(word.length));
      return root ? `${root}…` : word; // the index has the roots of words only
    });
    return words.some((word, at) => word !== query[at]) ? spelt(words) : null;
  };

  /* The word with fewest slips from another; of several one with the same first letter, and the more frequent. */
  const nearestWord = (word, others, most) => {
    let nearest = null;
    for (const [other, times] of others) {
      const distance = slipsBetween(word, other, most);
      if (distance === null) continue;
      const cost = distance + (word[0] === other[0] ? 0 : 0.5) - Math.min(times, 99) / 1000;
      if (!nearest || cost < nearest.cost) nearest = { cost, other };
    }
    return nearest && nearest.other;
  };

  /* A name as a title writes it, or else as it is; words that are a name likewise. */
  const written = (name) => {
    const title = titleOf.get(name.place);
    return atoms(title).join("") === name.key ? title : name.text;
  };
  const spelt = (words) => (byKey.has(words.join("")) ? written(byKey.get(words.join(""))[0]) : words.join(" "));

  /* Letters left out, added, changed or swapped between two words; null where they are more than `most`. */
  const slipsBetween = (one, two, most) => {
    if (Math.abs(one.length - two.length) > most) return null;
    let before = [],
      last = Array.from({ length: two.length + 1 }, (_, at) => at);
    for (let row = 1; row <= one.length; row++) {
      const now = [row];
      for (let at = 1; at <= two.length; at++) {
        const changed = one[row - 1] === two[at - 1] ? 0 : 1;
        now[at] = Math.min(last[at] + 1, now[at - 1] + 1, last[at - 1] + changed);
        if (row > 1 && at > 1 && one[row - 1] === two[at - 2] && one[row - 2] === two[at - 1])
          now[at] = Math.min(now[at], before[at - 2] + 1);
      }
      if (Math.min(...now) > most) return null;
      [before, last] = [last, now];
    }
    return last[two.length] <= most ? last[two.length] : null;
  };

  /*
   * Results, the best first: { place, kind, title, score }; what was meant, if another spelling; whether anything
   * fits, and if not, whether all words are too common.
   */
  const find = (query) => {
    query = query.slice(0, 300);
    const typed = atoms(query);
    if (!typed.length) return { results: [], meant: null, found: true };
    const meant = corrected(typed);
    let results = meant ? rank(atoms(meant), meant) : rank(typed, query);
    if (!results.length) results = rank(typed, query.toLowerCase()); // no acronym after all
    const found = results.length > 0;
    const common = !found && splitQuery(query).every((word) => stopwords.has(word));
    if (!found && !common) results = nearest(typed.join(""));
    return { results, meant: found ? meant : null, found, common };
  };

  /* Where nothing fits: up to five things whose names share most pairs of letters with the query. */
  const nearest = (whole) => {
    const pairs = (text) => new Set([...text].map((letter, at, all) => letter + (all[at + 1] || "")));
    const own = pairs(whole);
    const scores = new Map();
    for (const name of names) {
      const others = pairs(name.key);
      const share = (2 * [...own].filter((pair) => others.has(pair)).length) / (own.size + others.size);
      if (share > Math.max(0.3, scores.get(name.place) || 0)) scores.set(name.place, share);
    }
    return ordered(scores).slice(0, 5);
  };

  /* The Chinese names of records in a query, the longest first, with their English titles. */
  const chineseNames = (query) => {
    const found = [];
    for (let length = Math.min(12, query.length); length > 1; length--)
      for (let from = 0; from + length <= query.length; from++) {
        const key = query.slice(from, from + length).join("");
        const name = /^\p{Script=Han}+$/u.test(key) && byKey.get(key)?.find((name) => kinds.has(name.place));
        if (name) found.push([key, titleOf.get(name.place)]);
      }
    return found;
  };

  const rank = (typed, text) => {
    const scores = byText(text);
    const english = JasicWords.english(text, chineseNames(typed));
    if (english.share)
      for (const [where, score] of byText(english.text))
        scores.set(where, Math.max(score * english.share, scores.get(where) || 0));
    for (const [where, score] of byName(typed, text)) scores.set(where, score + (scores.get(where) || 0));
    return ordered(scores);
  };

  /* Scores of places as results, the best first. */
  const ordered = (scores) => {
    const results = new Map();
    for (const [where, score] of scores) {
      // A page is one result, which leads to the section that fits best.
      const owner = isSection(where) ? page(where) : where;
      const known = results.get(owner);
      if (known && known.score >= score) continue;
      const title = titleOf.get(owner);
      const part = where === owner ? "" : titleOf.get(where);
      results.set(owner, {
        place: where,
        kind: kindOf(owner),
        title: part && part !== title ? `${title} › ${part}` : title,
        score,
      });
    }
    return [...results.values()].sort((one, two) => two.score - one.score || one.title.localeCompare(two.title));
  };

  return { find, stem };
})();
