/* The twin of words.py, which fills in the rules. Sphinx puts this into language_data.js. */
var JasicWords = (() => {
  const rules = RULES;
  const word = `((?:(?![${rules.han}])[\\p{L}\\p{N}])+)`;
  const names = Object.keys(rules.forms);
  const source = (name) => rules.forms[name] || word;
  const forms = new RegExp(names.map((name) => `(?<${name}>${source(name)})`).join("|"), "gu");
  const whole = Object.fromEntries(names.map((name) => [name, new RegExp(`^(?:${source(name)})$`, "u")]));
  const replaced = (pairs) => pairs.map(([pattern, text]) => [new RegExp(pattern, "gu"), text]);
  const apostrophes = replaced(rules.apostrophes);
  const spellings = replaced(rules.spellings);
  const simple = [...rules.simplified];
  const simplified = new Map([...rules.traditional].map((old, at) => [old, simple[at]]));
  const order = {
    ymd: [0, 1, 2], compact: [0, 1, 2], chinese: [0, 1, 2], day: [2, 1, 0], american: [2, 0, 1], month: [1, 0], dmy: [2, 1, 0], ym: [0, 1],
  };

  const fold = (text) => {
    text = text.normalize("NFKD").replace(/\p{Mn}/gu, "").toLowerCase();
    for (const [pattern, replacement] of apostrophes) text = text.replace(pattern, replacement);
    if (/^[\0-\x7f]*$/.test(text)) return text;
    return Array.from(text, (letter) => simplified.get(letter) || letter).join("");
  };
  const dateWords = (year, month, day) => {
    const number = /^\d+$/.test(month) ? Number(month) : rules.months.indexOf(month.slice(0, 3)) + 1;
    if (number < 1 || number > 12 || (day && !(day >= 1 && day <= 31))) return [];
    month = String(number).padStart(2, "0");
    day = day ? String(Number(day)).padStart(2, "0") : "";
    return [
      year && day ? `${year}-${month}-${day}` : "",
      day ? `${month}-${day}` : "",
      year ? `${year}-${month}` : day ? "" : `month-${month}`,
    ].filter(Boolean);
  };
  const spelt = new Map(); // what has been looked up once
  const spell = (word) => {
    if (!spelt.has(word))
      spelt.set(word, spellings.reduce((text, [pattern, replacement]) => text.replace(pattern, replacement), word));
    return spelt.get(word);
  };
  const read = (name, groups) => {
    if (name === "word") return [spell(groups[0])];
    if (name === "han") {
      const run = [...groups[0]];
      return run.length > 1 ? run.slice(1).map((letter, at) => run[at] + letter) : run;
    }
    if (name === "days") return [0, 1].flatMap((at) => dateWords(groups[3], groups[2], groups[at]));
    if (name === "dmy" && Number(groups[1]) > 12) return dateWords(groups[2], groups[0], groups[1]);
    if (name === "short") {
      const [first, sign, second] = groups;
      return sign === "/" && Number(second) <= 12 ? dateWords("", second, first) : dateWords("", first, second);
    }
    const [year, month, day] = order[name].map((at) => groups[at]);
    return dateWords(year, month, day || "");
  };
  /* Each part of a text as it was written (folded), the form it was recognised by, and its words. */
  const parts = (text) =>
    [...fold(text).matchAll(forms)].map((match) => {
      const form = match.groups.word ? "word" : names.find((name) => match.groups[name] !== undefined);
      const groups = form === "word" ? [match[0]] : match[0].match(whole[form]).slice(1).map((group) => group || "");
      const words = read(form, groups);
      return { text: match[0], form, words: words.length ? words : match[0].match(/[0-9a-z]+/g) || [] };
    });
  /* Syllables as Wade and Giles wrote them -> the same in pinyin; several, since apostrophes get lost. */
  const older = new Map();
  for (const [initial, wroteInitial] of Object.entries(rules.initials))
    for (const [final, wroteFinal] of Object.entries(rules.finals)) {
      const wrote = rules.syllables[initial + final] || wroteInitial + wroteFinal;
      older.set(wrote, [...(older.get(wrote) || []), initial + final]);
    }
  /* What a name in that spelling may be in pinyin: mi chiu ping -> [mi, jiuping], [mi, qiuping] … */
  const pinyin = (words) => {
    if (words.length < 2 || words.length > 6 || !words.every((word) => older.has(word))) return [];
    let readings = [[]];
    for (const word of words) readings = readings.flatMap((known) => older.get(word).map((one) => [...known, one]));
    return readings.flatMap(([first, ...rest]) => [[first, rest.join("")], [first + rest.join("")]]);
  };
  /* A Chinese query in English, by the names given (Chinese -> English) and our words; and what share of it that is. */
  const english = (text, names) => {
    text = fold(text);
    const length = (text) => (text.match(/\p{Script=Han}/gu) || []).length;
    const whole = length(text);
    for (const [chinese, words] of [...names, ...rules.chinese]) text = text.replaceAll(chinese, ` ${words} `);
    return { text: text.replace(/\p{Script=Han}/gu, " "), share: whole && 1 - length(text) / whole };
  };
  return { fold, parts, pinyin, english, months: rules.months, synonyms: rules.synonyms };
})();
var splitQuery = (text) => JasicWords.parts(text).flatMap((part) => part.words);
