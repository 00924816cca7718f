// What the scripts of the website get from elsewhere: Sphinx's engine, and the tables that Python writes.

// Sphinx, in the engine. Only words.js may use these.
declare const stopwords: Set<string>;
declare class Stemmer {
  stemWord(word: string): string;
}

// index.py: in `_search/engine.js`
interface JasicCore {
  number: number; // of passages that are no sources
  kinds: string[];
  later: string[];
  passages: string; // a character for each
  common: string; // words with spaces between them
  starts: Record<string, string[]>; // table -> the first key of each part
  start: string[]; // tables that are in start.js
}

// engine.py, `rules_of_words`: in the engine
type JasicOrder = [year: number | null, month: number | null, day: number | null];
interface JasicForm {
  pattern: string;
  orders: JasicOrder[];
  otherwise: JasicOrder | null;
}
declare const JasicRules: {
  forms: Record<string, JasicForm>;
  han: string;
  months: string[];
  traditional: string;
  simplified: string;
  apostrophes: [pattern: string, replacement: string][];
  spellings: [pattern: string, replacement: string][];
  synonyms: string[][]; // stems
  everyday: [ours: string, theirs: string[]][]; // stems of the site, and of everyday words for it
  questions: Record<string, string>; // what is asked for -> pattern
  weak: { words: string[]; weight: number };
  chinese: Record<string, string>; // English -> words with spaces between them
  chineseStopwords: string[];
  chineseDate: string;
  chineseYear: string;
  chineseNumber: string;
  chineseDigit: string;
  digits: string;
  units: Record<string, number>; // 十 and the like -> number
  numerals: string; // all signs of Chinese numbers
  shortYear: string;
  firstOfLastCentury: string;
  thousands: string;
  dotted: string;
  article: string;
  irregular: Record<string, string>; // English form -> word
  numbers: Record<string, number>; // English word -> number
  twoWords: string; // pattern of a number of two words
  wadeGiles: Record<"initials" | "finals" | "syllables", Record<string, string>>;
};

// messages.py, `in_chinese_as_javascript`: in the engine
declare const JasicInChinese: {
  messages: Record<string, string | undefined>; // those of the vocabulary that are said of a query
  kinds: Record<string, string | undefined>;
};

// messages.py, `vocabulary_as_javascript`: in search-vocabulary.js
declare const JasicVocabulary: {
  kinds: Record<string, { label: string; labels: string; weight: number }>;
  answering: Record<string, string>; // question of the rules -> the kind of passages that answers it
  chineseHint: string; // what can be typed, in Chinese; nothing where the site is in Chinese
  nothingFound: string; // an address with {query} in it, or nothing
  messages: Record<string, string>;
};
