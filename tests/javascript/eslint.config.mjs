import js from "@eslint/js";

const SPHINX = ["Stemmer", "stopwords"];

export default [
  js.configs.recommended,
  {
    languageOptions: { ecmaVersion: 2022, sourceType: "script" },
    rules: {
      complexity: ["error", 10],
      "no-restricted-globals": ["error", ...SPHINX.map((name) => ({ name, message: "Only words.js uses it." }))],
      "no-undef": "off", // TypeScript knows better
      "no-unused-vars": ["error", { varsIgnorePattern: "^Jasic" }], // a file declares what others use
    },
  },
  { files: ["**/words.js"], rules: { "no-restricted-globals": "off" } },
];
