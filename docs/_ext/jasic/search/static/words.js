// @ts-check
/* What is one word in a query: the twin of words.py, whose rules stand before it in the engine as JasicRules. */
"use strict";

const JasicWords = (() => {
  const rules = JasicRules;
  const HAN = /\p{Script=Han}/u;
  const ENGLISH_WORD = /^(?!intern(?:al|ational)|interval)[a-z]{4,}$/; // what is stemmed, as in stemming.py

  /**
   * Part of a text: as it was written (folded), the form that it was recognised by, and its words.
   * @typedef {{ text: string, form: string, words: string[] }} Part
   */

  /** @type {Map<string, string>} form -> pattern */
  const patterns = new Map(Object.entries(rules.forms).map(([name, form]) => [name, form.pattern]));
  // Letters and digits of any other script. The one pattern that is not in the rules: Python writes it otherwise.
  patterns.set("word", `((?:(?![${rules.han}])[\\p{L}\\p{N}])+)`);

  const anyForm = new RegExp([...patterns].map(([name, pattern]) => `(?<${name}>${pattern})`).join("|"), "gu");
  const wholeForm = new Map([...patterns].map(([name, pattern]) => [name, new RegExp(`^(?:${pattern})$`, "u")]));

  /** @param {[string, string][]} pairs pattern and what takes its place */
  const compile = (pairs) =>
    pairs.map(([pattern, text]) => /** @type {[RegExp, string]} */ ([new RegExp(pattern, "gu"), text]));
  const apostrophes = compile(rules.apostrophes);
  const spellings = compile(rules.spellings);

  const simpleLetters = [...rules.simplified];
  const simplified = new Map([...rules.traditional].map((letter, at) => [letter, simpleLetters[at]]));

  /**
   * A text without case, marks, apostrophes and traditional characters.
   * @param {string} text
   */
  const fold = (text) => {
    text = text
      .normalize("NFKD")
      .replace(/\p{Mn}/gu, "")
      .toLowerCase();
    for (const [pattern, replacement] of apostrophes) text = text.replace(pattern, replacement);
    if (/^[\0-\x7f]*$/.test(text)) return text; // ASCII has nothing to simplify
    return Array.from(text, (letter) => simplified.get(letter) ?? letter).join("");
  };

  /** @param {string} year */
  const withCentury = (year) => (year.length === 2 ? (year < rules.firstOfLastCentury ? "20" : "19") + year : year);

  /**
   * The words that stand for a date, from most to least exact; none where there is no such day.
   * @param {string} year may be empty, or lack its century
   * @param {string} month a number or an English name
   * @param {string} day may be empty
   */
  const dateWords = (year, month, day) => {
    const short = month.slice(0, 3);
    const number = /^\d+$/.test(month) ? Number(month) : rules.months.findIndex((name) => name.startsWith(short)) + 1;
    const dayNumber = Number(day);
    if (number < 1 || number > rules.months.length || (day && (dayNumber < 1 || dayNumber > 31))) return [];
    const yyyy = withCentury(year);
    const mm = String(number).padStart(2, "0");
    if (!day) return [yyyy ? `${yyyy}-${mm}` : `month-${mm}`];
    const dd = String(dayNumber).padStart(2, "0");
    return yyyy ? [`${yyyy}-${mm}-${dd}`, `${mm}-${dd}`, `${yyyy}-${mm}`] : [`${mm}-${dd}`];
  };

  /**
   * The order in which these groups are a date: the usual one, unless its month is none.
   * @param {JasicForm} form
   * @param {JasicOrder} order
   * @param {string[]} groups
   */
  const orderOf = (form, order, groups) => {
    const month = order[1] === null ? "" : groups[order[1]];
    return form.otherwise && Number(month) > rules.months.length ? form.otherwise : order;
  };

  /** @type {Map<string, string>} what has been looked up once */
  const spelt = new Map();

  /**
   * A word in the one spelling that stands for all of it.
   * @param {string} word
   */
  const spell = (word) => {
    if (Object.hasOwn(rules.numbers, word) && word !== "one") return String(rules.numbers[word]);
    let known = spelt.get(word);
    if (known === undefined) {
      const regular = Object.hasOwn(rules.irregular, word) ? rules.irregular[word] : word;
      known = spellings.reduce((text, [pattern, replacement]) => text.replace(pattern, replacement), regular);
      spelt.set(word, known);
    }
    return known;
  };

  /**
   * Pairs of neighbours, or the one that there is.
   * @param {string[]} letters
   */
  const pairs = (letters) =>
    letters.length > 1 ? letters.slice(1).map((letter, at) => letters[at] + letter) : letters;

  /**
   * The words of a text in one form; none where it only looks like a date.
   * @param {string} name of the form
   * @param {string} text
   */
  const wordsOf = (name, text) => {
    if (name === "word") return [spell(text)];
    if (name === "han") return pairs([...text]);
    const form = rules.forms[name];
    const groups = (text.match(/** @type {RegExp} */ (wholeForm.get(name))) ?? []).slice(1).map((group) => group ?? "");
    return form.orders.flatMap((order) => {
      const [year, month, day] = orderOf(form, order, groups).map((at) => (at === null ? "" : groups[at]));
      return dateWords(year, month, day);
    });
  };

  const formNames = [...patterns.keys()];

  const chineseDate = new RegExp(rules.chineseDate, "gu");
  const chineseYear = new RegExp(rules.chineseYear, "gu");
  const shortYear = new RegExp(rules.shortYear, "gu");
  const thousands = new RegExp(rules.thousands, "gu");
  const dotted = new RegExp(rules.dotted, "gu");
  const article = new RegExp(rules.article, "gu");
  const chineseNumber = new RegExp(rules.chineseNumber, "gu");
  const twoWords = new RegExp(rules.twoWords, "gu");

  /** @param {string} numeral a digit for each sign */
  const yearOf = (numeral) => Array.from(numeral.replaceAll("零", "〇"), (sign) => rules.digits.indexOf(sign)).join("");

  /** @param {string} numeral a number as Chinese writes it: 二十四, 一百零七, 一万六千 */
  const numberOf = (numeral) => {
    let [total, section, digit] = [0, 0, 0];
    for (const sign of numeral.replaceAll("零", "〇").replaceAll("两", "二")) {
      const unit = rules.units[sign];
      if (!unit) digit = rules.digits.indexOf(sign);
      else if (sign === "万") [total, section, digit] = [(total + section + digit) * unit, 0, 0];
      else [section, digit] = [section + (digit || 1) * unit, 0];
    }
    return total + section + digit;
  };

  const digitsOfDay = new RegExp(`^(?:\\d{3,4}|${rules.chineseDigit}{3,4})$`, "u");

  /**
   * The day that digits without anything between them may stand for, as 727, 0824 or 八二四, as a text; or nothing.
   * @param {string} text folded
   */
  const dayOf = (text) => {
    if (!digitsOfDay.test(text)) return "";
    const digits = /^\d/.test(text) ? text : yearOf(text);
    const [month, day] = [digits.slice(0, -2), digits.slice(-2)];
    return dateWords("", month, day).length ? `${month}月${day}日` : "";
  };

  /** @param {string} number of an article of a law */
  const articleOf = (number) => (/\d/.test(number) ? number : numberOf(number));

  /**
   * A text with its numbers as digits, see words.py.
   * @param {string} text
   */
  const withDigits = (text) =>
    text
      .replace(dotted, "$1")
      .replace(thousands, "$1")
      .replace(twoWords, (_match, tens, ones) => String(rules.numbers[tens] + rules.numbers[ones]))
      .replace(chineseDate, (_match, year, month, day) => {
        const before = year ? `${yearOf(year)}年` : "";
        return `${before}${numberOf(month)}月${day ? `${numberOf(day)}日` : ""}`;
      })
      .replace(chineseYear, (_match, year) => `${yearOf(year)}年`)
      .replace(shortYear, (_match, before, year) => `${before}19${year}年`)
      .replace(chineseNumber, (_match, before, numeral) => before + numberOf(numeral))
      .replace(article, (_match, before, number) => `${before === "第" ? "" : before} ${articleOf(number)} `);

  /**
   * @param {string} text
   * @returns {Part[]}
   */
  const parts = (text) =>
    [...withDigits(fold(text)).matchAll(anyForm)].map((match) => {
      const form = formNames.find((name) => match.groups?.[name] !== undefined) ?? "word";
      const words = wordsOf(form, match[0]);
      return { text: match[0], form, words: words.length ? words : (match[0].match(/[0-9a-z]+/g) ?? []) };
    });

  /**
   * The words of a text, as the index has them but for their stems.
   * @param {string} text
   */
  const split = (text) => parts(text).flatMap((part) => part.words);

  /** @param {string} word */
  const isStopword = (word) => stopwords.has(word);

  const stemmer = new Stemmer();
  /** @type {Map<string, string>} what has been stemmed once */
  const stems = new Map();

  /**
   * A word as the index has it, see Words.stem in stemming.py.
   * @param {string} word
   */
  const stem = (word) => {
    let known = stems.get(word);
    if (known === undefined) {
      const stemmed = ENGLISH_WORD.test(word) ? stemmer.stemWord(word) : word;
      known = isStopword(word) || isStopword(stemmed) ? word : stemmed;
      stems.set(word, known);
    }
    return known;
  };

  const questions = Object.entries(rules.questions).map(([name, pattern]) => ({
    name,
    pattern: new RegExp(pattern, "u"),
  }));

  /**
   * What a text asks for as the index has it, see words.py; nothing if it asks not.
   * @param {string} text
   */
  const question = (text) => {
    const folded = fold(text).trim();
    const found = questions.find(({ pattern }) => pattern.test(folded));
    return found ? `?${found.name}` : "";
  };

  const weak = new Set(rules.weak.words);

  /**
   * How much of what its rarity says a word counts for, see WEAK in lexicon.py.
   * @param {string} word stemmed
   */
  const weight = (word) => (weak.has(word) ? rules.weak.weight : 1);

  /**
   * Put some words into the list of another.
   * @param {Map<string, string[]>} lists by word
   * @param {string} word
   * @param {string[]} others
   */
  const add = (lists, word, others) => lists.set(word, [...(lists.get(word) ?? []), ...others]);

  /** @type {Map<string, string[]>} stem -> stems of others that may stand for it */
  const synonyms = new Map();
  for (const members of rules.synonyms)
    for (const word of members) {
      const others = members.filter((other) => other !== word);
      add(synonyms, word, others);
    }

  /** @type {Map<string, string[]>} stem of an everyday word -> what the site says for it, with spaces between stems */
  const everyday = new Map();
  for (const [ours, theirs] of rules.everyday) for (const word of theirs) add(everyday, word, [ours]);

  /** @type {Map<string, string[]>} a syllable as Wade and Giles wrote it -> in pinyin; several, as apostrophes get lost */
  const wadeGiles = new Map();
  for (const [initial, oldInitial] of Object.entries(rules.wadeGiles.initials))
    for (const [final, oldFinal] of Object.entries(rules.wadeGiles.finals))
      add(wadeGiles, rules.wadeGiles.syllables[initial + final] ?? oldInitial + oldFinal, [initial + final]);

  const LONGEST_WADE_GILES = 6; // syllables; each may be read in several ways

  /**
   * What a name in that spelling may be in pinyin: mi chiu ping -> [mi, jiuping], [mi, qiuping], [mijiuping] …
   * @param {string[]} syllables
   * @returns {string[][]}
   */
  const pinyin = (syllables) => {
    if (syllables.length < 2 || syllables.length > LONGEST_WADE_GILES) return [];
    /** @type {string[][]} */
    let readings = [[]];
    for (const syllable of syllables)
      readings = readings.flatMap((known) => (wadeGiles.get(syllable) ?? []).map((one) => [...known, one]));
    return readings.flatMap(([first, ...rest]) => [[first, rest.join("")], [first + rest.join("")]]);
  };

  /** @param {string} text */
  const hasHan = (text) => HAN.test(text);

  return {
    fold,
    parts,
    split,
    pairs,
    dayOf,
    spell,
    stem,
    isStopword,
    weight,
    question,
    pinyin,
    hasHan,
    synonyms,
    everyday,
    months: rules.months,
    chinese: rules.chinese,
    chineseStopwords: rules.chineseStopwords,
  };
})();
