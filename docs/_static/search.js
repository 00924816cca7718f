/*
 * The search, on top of Sphinx's: its index and its engine find the words (searchtools.js, searchindex.js,
 * language_data.js); here the names are compared, the passages are ranked, and the results are shown while
 * the reader types. Nothing is loaded until then, and nothing from elsewhere. No query is stored.
 */
"use strict";

const JasicSearch = (() => {
  const root = document.documentElement.dataset.content_root;
  const KINDS = {
    person: ["Person", "People"], organisation: ["Organisation", "Organisations"], event: ["Event", "Events"],
    place: ["Place", "Places"], document: ["Document", "Documents"], precedent: ["Precedent", "Precedents"],
    position: ["Position", "Positions"], claim: ["Claim", "Claims"], count: ["Count", "Counts"],
    term: ["Glossary", "Glossary"], page: ["Page", "Pages"], source: ["Source", "Sources"],
  };
  // Where names are equal, what a reader is likelier to mean comes first.
  const WEIGHT = {
    person: 1, organisation: 1, precedent: 1, position: 1.05, event: 0.98, place: 0.97, page: 0.97, term: 0.96,
    document: 0.95, count: 0.9, claim: 0.8, source: 0.4,
  };
  const EXACT = 1000, BEST = 3, SHOWN = 10;

  /* ---- What is searched ---- */

  let names = []; // every name of everything: { text, key, atoms, place, weight }
  let byKey; // a name without its spaces -> names
  let vocabulary; // words that occur in names -> how often, for typing mistakes
  let kinds; // place -> kind of record
  let synonyms; // word -> others that may stand for it
  let stemmer;

  const stem = (word) => (/^[a-z]{4,}$/.test(word) ? stemmer.stemWord(word) : word);
  const place = (docname, anchor) => (anchor ? `${docname}#${anchor}` : docname);
  const page = (place) => place.split("#")[0];

  /* A text as single Han characters, words and exact dates: what names are compared by. */
  const atoms = (text) =>
    JasicWords.parts(text).flatMap(({ form, text, words }) =>
      form === "han" ? [...text] : form === "word" ? words : words.slice(0, 1));

  const addName = (text, where) => {
    const parts = atoms(text);
    if (kindOf(where) === "source") return; // a title of others that holds a word is no name of that word
    const weight = WEIGHT[kindOf(where)] * (isSection(where) ? 0.85 : 1);
    const name = { text, key: parts.join(""), atoms: parts, place: where, weight };
    if (!name.key) return;
    names.push(name);
    const keys = new Set([name.key, parts.map(stem).join("")]);
    // Family name first or last.
    if (parts.length < 4) parts.forEach((_, at) => keys.add([...parts.slice(at), ...parts.slice(0, at)].join("")));
    for (const key of keys) byKey.set(key, [...(byKey.get(key) || []), name]);
    for (const word of parts) if (/^[a-z]{3,}$/.test(word)) vocabulary.set(word, (vocabulary.get(word) || 0) + 1);
  };

  const readNames = () => {
    const { docnames, objects, objnames, alltitles, titles, terms, titleterms } = Search._index;
    [names, byKey, vocabulary, kinds, stemmer] = [[], new Map(), new Map(), new Map(), new Stemmer()];
    for (const [doc, type, , , name] of objects[""]) {
      const kind = objnames[type][1];
      if (!(kind in KINDS)) continue;
      kinds.set(docnames[doc], kind);
      addName(name, docnames[doc]);
    }
    titles.forEach((title, doc) => addName(title, docnames[doc]));
    for (const [title, found] of Object.entries(alltitles)) for (const [doc] of found) addName(title, docnames[doc]);
    titleOf = new Map(docnames.map((docname, at) => [docname, titles[at]]));
    synonyms = new Map();
    for (const group of JasicWords.synonyms) {
      const stems = splitQuery(group).map(stem);
      for (const word of stems) synonyms.set(word, [...(synonyms.get(word) || []), ...stems.filter((other) => other !== word)]);
    }
    const sizes = new Array(docnames.length).fill(0);
    for (const known of [terms, titleterms])
      for (const found of Object.values(known)) for (const doc of [found].flat()) sizes[doc]++;
    const usual = sizes.reduce((sum, size) => sum + size, 0) / sizes.length;
    lengthOf = new Map(docnames.map((docname, at) => [docname, sizes[at] / usual]));
  };
  let lengthOf; // place -> number of its words, 1 is the average
  let titleOf; // place -> title

  const kindOf = (where) => kinds.get(where) || (where.includes("#src-") ? "source" : "page");
  const isSection = (where) => where.includes("#") && kindOf(where) === "page";

  /* ---- Finding ---- */

  /* How well the names fit: place -> score. */
  const byName = (query) => {
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
    if (whole.length >= (han ? 1 : 2))
      for (const name of names) {
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
    const asks = /^(who|what|why|how|when|where|which|is|are|was|were|do|does|did|can|could|should|may)\b|[?？]$/.test(text);
    const counts = /\b(how many|number of)\b|多少|几/.test(text);
    const defines = /^what('s| is| was| are| does)\b|什么是/.test(text);
    const words = atoms(query).slice(0, 40);
    const isNamed = (name) => ["person", "organisation", "place", "event"].includes(kindOf(name.place));
    const named = words.some((_, from) =>
      words.some((_, to) => (byKey.get(words.slice(from, to + 1).join("")) || []).some(isNamed)));
    const explains = (docname, kind) =>
      kind === "term" || kind === "position" || (kind === "page" && /\/questions\/[^#]*$/.test(docname));
    return (docname) => {
      const kind = kindOf(docname);
      let factor = 1;
      if ((counts && kind === "count") || (asks && titleOf.get(docname).endsWith("?")) || (defines && kind === "term"))
        factor *= 1.1;
      // Without a name it is an idea that is looked for: what discusses it comes before what mentions it.
      if (!named && explains(docname, kind)) factor *= 1.1;
      return factor;
    };
  };

  /* How well the texts fit, word by word from Sphinx: place -> score up to about 250. */
  const byText = (query) => {
    const total = Search._index.docnames.length;
    const words = [...new Set(splitQuery(query).filter((word) => !stopwords.has(word)).map(stem))].slice(0, 40);
    const scores = new Map();
    const suits = suiting(query);
    let wanted = 0;
    for (const word of words) {
      const found = new Map(); // place -> how much of the word it counts for, and whether in its title
      const look = (form, share) => {
        for (const [docname, , , , score] of Search.performTermsSearch(new Set([form]), new Set())) {
          const part = share * (score === Scorer.partialTerm || score === Scorer.partialTitle ? 0.6 : 1);
          // A source is all title, so there it says nothing.
          const titled = score >= Scorer.partialTitle && kindOf(docname) !== "source" ? part : 0;
          const known = found.get(docname);
          if (!known || known.part < part) found.set(docname, { part, titled: Math.max(titled, known?.titled || 0) });
        }
      };
      look(word, 1);
      const rarity = Math.log(1 + total / (found.size || 10)) ** 1.3; // an unknown word is not the rarest
      for (const other of synonyms.get(word) || []) look(other, 0.5);
      for (const root of roots(word)) if (found.size < 4) look(root, 0.6);
      wanted += rarity;
      for (const [docname, { part, titled }] of found) {
        const known = scores.get(docname) || { covered: 0, titled: 0 };
        known.covered += rarity * part;
        known.titled += rarity * titled;
        scores.set(docname, known);
      }
    }
    for (const [docname, { covered, titled }] of scores) {
      // Many words in a long passage say less than the same words in a short one.
      const text = (100 * (covered / wanted) ** 2) / (0.8 + 0.2 * lengthOf.get(docname));
      const title = 120 * (titled / wanted) ** 1.5 * (isSection(docname) ? 0.65 : 1);
      scores.set(docname, (text + title) * WEIGHT[kindOf(docname)] * suits(docname));
    }
    return scores;
  };

  /* Shorter words that the pages have, for a form that hardly any has: union for unionisation. */
  const roots = (word) => {
    const { terms, titleterms } = Search._index;
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
    if (byKey.has(whole)) return null;
    const { terms, titleterms } = Search._index;
    const passagesWith = (word) => [terms, titleterms].flatMap((all) => (Object.hasOwn(all, stem(word)) ? all[stem(word)] : []));
    const occurs = (word) => passagesWith(word).length > 0;
    const together = (words) =>
      words.map(passagesWith).reduce((both, found) => both.filter((passage) => found.includes(passage))).length;
    const newer = JasicWords.pinyin(query)
      .map((words) => ({ words, weight: byKey.has(words.join("")) ? 1000 : together(words) }))
      .sort((one, two) => two.weight - one.weight);
    if (newer.length && newer[0].weight) return spelt(newer[0].words);
    const known = (word) =>
      stopwords.has(word) || /^[0-9-]+$/.test(word) || vocabulary.has(word) || occurs(word) || roots(stem(word)).length ||
      names.some((name) => name.key.includes(word));
    if (whole.length > 80 || query.length > 12) return null;
    if (/^\p{Script=Han}{2,6}$/u.test(whole)) {
      // One character wrong in a name: its neighbours are right, or the first in a name of two.
      if (names.some((name) => name.key.includes(whole))) return null;
      const like = (name) =>
        name.atoms.length === query.length && name.atoms.filter((letter, at) => letter !== query[at]).length === 1 &&
        (query.length > 2 || name.atoms[0] === query[0]);
      const near = names.find((name) => like(name) && kinds.has(name.place));
      return near ? near.text : null;
    }
    if (query.every((word) => word.length < 3 ? !/[a-z]/.test(word) : known(word))) return null;
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
      const all = Object.entries(terms).map(([term, found]) => [term, [found].flat().length]).filter(([, times]) => times > 2);
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
    let before = [], last = Array.from({ length: two.length + 1 }, (_, at) => at);
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

  /* Results, the best first: { place, kind, title, score }; what was meant, if another spelling; whether anything fits. */
  const find = (query) => {
    query = query.slice(0, 300);
    const typed = atoms(query);
    if (!typed.length) return { results: [], meant: null, found: true };
    const meant = corrected(typed);
    let results = meant ? rank(atoms(meant), meant) : rank(typed, query);
    const found = results.length > 0;
    if (!found) results = nearest(typed.join(""));
    return { results, meant: found ? meant : null, found };
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
    for (const [where, score] of byName(typed)) scores.set(where, score + (scores.get(where) || 0));
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
      results.set(owner, { place: where, kind: kindOf(owner), title: part && part !== title ? `${title} › ${part}` : title, score });
    }
    return [...results.values()].sort((one, two) => two.score - one.score || one.title.localeCompare(two.title));
  };

  /* ---- Loading ---- */

  let loading;
  const load = () =>
    (loading ||= (async () => {
      if (typeof Search === "undefined" || !Search.hasIndex())
        for (const file of ["_static/language_data.js", "_static/searchtools.js", "searchindex.js"])
          if (!document.querySelector(`script[src*="${file}"]`)) await loadScript(file);
      while (!Search.hasIndex()) await new Promise((done) => setTimeout(done, 20));
      readNames();
    })());

  const loadScript = (file) =>
    new Promise((done, failed) => {
      const script = document.createElement("script");
      script.src = root + file;
      script.onload = done;
      script.onerror = () => failed(new Error(`${file} is missing`));
      document.head.append(script);
    });

  const passages = new Map(); // page -> anchor -> [facts, text]
  const waiting = new Map(); // page -> what to do when its passages are there
  const show = (docname, texts) => {
    passages.set(docname, texts);
    for (const fill of waiting.get(docname) || []) fill(texts);
    waiting.delete(docname);
  };
  const withPassages = (docname, fill) => {
    if (passages.has(docname)) fill(passages.get(docname));
    else if (waiting.has(docname)) waiting.get(docname).push(fill);
    else {
      waiting.set(docname, [fill]);
      loadScript(`_passages/${docname}.js`).catch(() => {}); // the result stays, without its line of text
    }
  };

  /* ---- Showing ---- */

  const element = (name, properties = {}, ...children) => {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  };

  /* What to mark in a text: stems of words, runs of Han characters or pairs of them, days. */
  const needles = (query) =>
    JasicWords.parts(query).flatMap(({ form, text, words }) => {
      if (form === "word") return stopwords.has(words[0]) ? [] : [stem(text).length > 2 ? stem(text) : text];
      if (form === "han") return [text, ...words];
      const [month, day] = (words.find((word) => /^\d\d-\d\d$/.test(word)) || "").split("-").map(Number);
      return day ? [`${day} ${JasicWords.months[month - 1]}`, `${month}月${day}日`] : [];
    });

  /* The part of a text round the first match, as nodes with the matches marked. */
  const excerpt = (text, query) => {
    const letters = [...text];
    const folded = [], origin = []; // folded letters, and which letter of the text each comes from
    letters.forEach((letter, at) => {
      for (const one of JasicWords.fold(letter)) { folded.push(one); origin.push(at); }
    });
    const flat = folded.join("");
    const wordLetter = /[\p{L}\p{N}]/u, hanLetter = /\p{Script=Han}/u;
    const matches = [];
    for (const needle of needles(query))
      for (let at = flat.indexOf(needle); at >= 0 && matches.length < 200; at = flat.indexOf(needle, at + 1)) {
        const latin = !hanLetter.test(needle);
        if (latin && at > 0 && wordLetter.test(flat[at - 1])) continue;
        let end = at + needle.length;
        if (latin) while (end < flat.length && wordLetter.test(flat[end])) end++;
        matches.push([origin[at], origin[end - 1] + 1]);
      }
    matches.sort((one, two) => one[0] - two[0] || two[1] - one[1]);
    // The window with the most matches.
    const inside = (start) => matches.filter(([at]) => at >= start && at < start + 150).length;
    const start = matches.reduce((best, [at]) => (inside(at) > inside(best) ? at : best), matches[0]?.[0] ?? 0);
    let from = Math.max(0, start - 60);
    while (from > 0 && from < start && wordLetter.test(letters[from - 1]) && !hanLetter.test(letters[from])) from++;
    let to = Math.min(letters.length, from + 220);
    while (to < letters.length && to > from + 150 && wordLetter.test(letters[to]) && !hanLetter.test(letters[to])) to--;
    const nodes = [from > 0 ? "… " : ""];
    let place = from;
    for (const [at, end] of matches) {
      if (at < place || end > to) continue;
      nodes.push(letters.slice(place, at).join(""), element("mark", {}, letters.slice(at, end).join("")));
      place = end;
    }
    return [...nodes, letters.slice(place, to).join(""), to < letters.length ? " …" : ""];
  };

  const entry = (result, query, withKind) => {
    const [docname, anchor] = result.place.split("#");
    const link = element("a", { href: `${root}${docname}.html${anchor ? `#${anchor}` : ""}` }, ...excerptTitle(result.title, query));
    const item = element("li", { className: `kind-${result.kind}` }, link);
    if (withKind) item.append(" ", element("span", { className: "search-kind" }, KINDS[result.kind][0]));
    withPassages(docname, (texts) => {
      const [facts, text] = texts[anchor || ""] || ["", ""];
      if (facts) item.append(element("p", { className: "search-facts" }, facts));
      if (text) item.append(element("p", { className: "context" }, ...excerpt(text, query)));
    });
    return item;
  };
  const excerptTitle = (title, query) => (title.length < 200 ? excerpt(title, query).filter((part) => part !== "… ") : [title]);

  const group = (title, results, query, withKind = false) => {
    const list = element("ul", { className: "search", role: "list" });
    list.append(...results.slice(0, SHOWN).map((result) => entry(result, query, withKind)));
    const box = element("section", {}, element("h2", {}, title), list);
    if (results.length > SHOWN) {
      const more = element("button", { type: "button", className: "search-more" }, `Show ${results.length - SHOWN} more`);
      more.onclick = () => {
        const rest = results.slice(SHOWN).map((result) => entry(result, query));
        list.append(...rest);
        more.remove();
        rest[0].querySelector("a").focus();
      };
      box.append(more);
    }
    return box;
  };

  /* Show the results for a query in a box, and say in a line how many there are. */
  const display = (query, box, status) => {
    const { results, meant, found } = find(query);
    const shown = meant || query;
    const best = results.slice(0, BEST);
    const groups = new Map();
    for (const result of results.slice(BEST))
      groups.set(result.kind, [...(groups.get(result.kind) || []), result]);
    box.replaceChildren(
      ...(best.length ? [group("Best matches", best, shown, true)] : []),
      ...[...groups].map(([kind, found]) => group(KINDS[kind][1], found, shown)),
    );
    status.replaceChildren();
    if (!query.trim()) return;
    if (!found && results.length) status.append("Nothing has these words. The nearest names: ");
    if (meant) status.append("Did you mean ", element("strong", {}, meant), "? Showing its results. ");
    status.append(results.length === 1 ? "1 result." : results.length ? `${results.length} results.` :
      "Nothing was found. Try fewer or other words, a name in Chinese or pinyin, or a date.");
  };

  /* Let a field show its results while the reader types. */
  const connect = (field, box, status) => {
    let latest = 0;
    const update = async () => {
      const mine = ++latest;
      if (!loading) status.textContent = "Preparing the search …";
      try {
        await load();
        if (mine === latest) display(field.value, box, status);
      } catch (error) {
        loading = undefined;
        status.textContent = `The search cannot start: ${error.message}. Use the index instead.`;
      }
    };
    field.addEventListener("input", update);
    // Down and up walk through the results, from the field and back to it.
    const walk = (event) => {
      if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
      const stops = [field, ...box.querySelectorAll("a")];
      const next = stops[stops.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1)];
      if (!next) return;
      event.preventDefault();
      next.focus();
    };
    field.addEventListener("keydown", walk);
    box.addEventListener("keydown", walk);
    return update;
  };

  const results = () => element("div", { className: "search-results" });
  const statusLine = () => element("p", { className: "search-status", role: "status" });

  /* The window that opens on every page. */
  let dialog;
  const open = (text = "") => {
    if (!dialog) {
      // Without the name q, by which Sphinx finds the fields that it empties when it starts; of the type text,
      // because in a field for searching Escape empties it and does not close the window.
      const field = element("input", { type: "text", role: "searchbox", autocomplete: "off", spellcheck: false, ariaLabel: "Search" });
      const close = element("button", { type: "button" }, "Close");
      const form = element("form", { role: "search" }, field, close);
      const [box, status] = [results(), statusLine()];
      dialog = element("dialog", { className: "search-window", ariaLabel: "Search" }, form, status, box);
      dialog.update = connect(field, box, status);
      dialog.field = field;
      close.onclick = () => dialog.close();
      form.onsubmit = () => {
        location.href = `${root}search.html?q=${encodeURIComponent(field.value)}`;
        return false;
      };
      box.addEventListener("click", (event) => event.target.closest("a") && dialog.close());
      document.body.append(dialog);
    }
    if (!dialog.open) dialog.showModal();
    if (text) dialog.field.value = text;
    dialog.field.focus();
    dialog.update();
  };

  const start = () => {
    const own = document.getElementById("search-results");
    if (own) {
      // Sphinx's search page: its field is filled from the address; results appear as one types.
      const field = document.querySelector(".search-page input");
      const [box, status] = [results(), statusLine()];
      own.append(status, box);
      const update = connect(field, box, status);
      Search.performSearch = update;
      field.focus();
    }
    for (const field of document.querySelectorAll(".sidebar-search"))
      field.addEventListener("input", () => {
        const text = field.value;
        field.value = "";
        open(text);
      });
    // On a phone the field lies hidden in the navigation, so the header gets a button.
    const button = element("button", { type: "button", className: "search-open", ariaLabel: "Search", onclick: () => open() });
    button.innerHTML =
      '<svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" aria-hidden="true">' +
      '<circle cx="10" cy="10" r="7"/><path d="M15 15l7 7"/></svg>';
    document.querySelector(".mobile-header .header-right")?.prepend(button);
    document.addEventListener("keydown", (event) => {
      const typing = event.target.closest("input, textarea, select, [contenteditable]");
      if ((event.key === "/" && !typing && !event.ctrlKey && !event.metaKey) || (event.key === "k" && (event.ctrlKey || event.metaKey))) {
        event.preventDefault();
        open();
      }
    });
  };
  if (typeof document !== "undefined") start();

  return { find, show, load, slipsBetween };
})();
