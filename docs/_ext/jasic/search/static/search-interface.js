// @ts-check
/* What the search is made of as a reader sees it: elements, and sentences in the language of the site. */
"use strict";

const JasicInterface = (() => {
  /**
   * An element with properties and children.
   * @template {keyof HTMLElementTagNameMap} Tag
   * @param {Tag} tag
   * @param {Record<string, unknown>} [properties]
   * @param {...(Node | string)} children
   * @returns {HTMLElementTagNameMap[Tag]}
   */
  const element = (tag, { role, ariaLabel, ...properties } = {}, ...children) => {
    const made = Object.assign(document.createElement(tag), properties);
    // Firefox before 119 knows these two as attributes only.
    if (role) made.setAttribute("role", String(role));
    if (ariaLabel) made.setAttribute("aria-label", String(ariaLabel));
    made.append(...children);
    return made;
  };

  /**
   * A sentence as nodes, with what it leaves open in braces filled in.
   * @param {string} sentence
   * @param {Record<string, Node | string | number>} values
   * @returns {(Node | string)[]}
   */
  const filled = (sentence, values) =>
    sentence.split(/\{(\w+)\}/).map((part, at) => {
      const value = at % 2 ? values[part] : part; // every second part is the name of a value
      return typeof value === "number" ? String(value) : value;
    });

  /**
   * One of the sentences of the Python module `messages` in the language of the site.
   * @param {string} name
   * @param {Record<string, Node | string | number>} [values]
   */
  const message = (name, values = {}) => filled(JasicVocabulary.messages[name], values);

  return { element, filled, message };
})();
