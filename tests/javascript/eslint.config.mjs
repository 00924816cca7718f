import js from "@eslint/js";
import globals from "globals";

const SPHINX = ["Search", "Scorer", "Stemmer", "stopwords"]; // see search-engine.js
const OURS = [
  ...["JasicRules", "JasicVocabulary"], // written by Python
  ...["JasicEngine", "JasicSearch", "JasicInterface", "JasicWords", "JasicNames", "JasicSpelling", "JasicRanking"],
  ...["JasicExcerpt", "JasicResults"],
];
const readonly = (names) => Object.fromEntries(names.map((name) => [name, "readonly"]));

export default [
  js.configs.recommended,
  {
    languageOptions: {
      ecmaVersion: 2022,
      sourceType: "script",
      globals: { ...globals.browser, ...readonly(OURS) },
    },
    rules: {
      complexity: ["error", 10],
      "no-redeclare": ["error", { builtinGlobals: false }],
      "no-unused-vars": ["error", { varsIgnorePattern: "^Jasic" }], // a file declares what others use
    },
  },
  { files: ["**/search-engine.js"], languageOptions: { globals: { ...readonly(SPHINX), Search: "writable" } } },
];
