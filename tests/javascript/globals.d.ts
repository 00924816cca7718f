// What the scripts of the website get from elsewhere: Sphinx's engine, and the tables that Python writes.

// Sphinx: language_data.js, searchtools.js, searchindex.js. Only search-engine.js may use these.
declare const stopwords: Set<string>;
declare class Stemmer {
  stemWord(word: string): string;
}
declare const Scorer: { title: number; partialTitle: number; term: number; partialTerm: number };
declare const Search: {
  _index: SphinxIndex;
  hasIndex(): boolean;
  performSearch: (query: string) => void;
  performTermsSearch(words: Set<string>, excluded: Set<string>): SphinxResult[];
};
type SphinxResult = [docname: string, title: string, anchor: string, description: null, score: number, ...unknown[]];
type Passages = number | number[]; // numbers of docnames; one stands alone
interface SphinxIndex {
  docnames: string[];
  titles: string[];
  objects: { "": [docname: number, type: number, priority: number, anchor: string, name: string][] };
  objnames: Record<number, [domain: string, kind: string, label: string]>;
  alltitles: Record<string, [docname: number, anchor: string | null][]>;
  terms: Record<string, Passages>;
  titleterms: Record<string, Passages>;
}

// words.py, `rules`: in language_data.js
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
  synonyms: string[];
  chineseToEnglish: [chinese: string, english: string][];
  wadeGiles: Record<"initials" | "finals" | "syllables", Record<string, string>>;
};

// vocabulary.py, `vocabulary`: in search-vocabulary.js
declare const JasicVocabulary: {
  kinds: Record<string, { label: string; labels: string; weight: number }>;
  sourcePrefix: string;
  messages: Record<string, string>;
};
