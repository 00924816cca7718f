"""A word of a page or a query as the index has it: stemmed, and whether it says enough to be looked for.

What of a text is one word says words.py, and lexicon.py which words say nothing; words.js does the same in the browser.
"""

import re
from collections.abc import Iterator
from functools import cache, cached_property

from sphinx.search.en import SearchEnglish

from ..cache import cached_on_disk
from ..model.chinese import is_chinese
from . import lexicon, words

# What is stemmed; shorter words and those with other letters stay, and three which the stemmer that Sphinx gives to
# browsers cuts otherwise than the newer one that it uses itself.
ENGLISH_WORD = re.compile("(?!intern(?:al|ational)|interval)[a-z]{4,}")


class Words(SearchEnglish):
    """English words, stemmed as Sphinx does it, beside Chinese, dates and names.

    They serve a site in any language: its pages quote and name in both English and Chinese.
    """

    lang = "en-GB"
    language_name = "English"  # names the stemmer in the browser too
    stopwords = SearchEnglish.stopwords | lexicon.STOPWORDS

    def __init__(self, options: dict[str, str]) -> None:
        super().__init__(options)
        # Sphinx stems a word anew in every passage, which was 8 % of a build.
        self.stem_of = cache(cached_on_disk(self._stem))
        self.weak = {self.stem(word) for word in lexicon.WEAK.split()}

    def split(self, input: str) -> list[str]:
        return words.split(input)

    def stem(self, word: str) -> str:
        return self.stem_of(word)

    def _stem(self, word: str) -> str:
        # Sphinx filters the stem: that of "only" would pass, that of "meaning" would not. words.js does the same.
        if word in self.stopwords or not ENGLISH_WORD.fullmatch(word):
            return word
        stem = super().stem(word)
        return word if stem in self.stopwords else stem

    def word_filter(self, word: str) -> bool:
        return word not in self.stopwords

    def weight(self, word: str) -> float:
        """How much of what its rarity says a stemmed word counts for."""
        return lexicon.WEAK_WEIGHT if word in self.weak else 1

    @cached_property
    def asked(self) -> set[str]:
        """The words of the tables of lexicon.py as the index has them: readers ask with these more than with others."""
        texts = [*lexicon.SYNONYMS, *lexicon.EVERYDAY, *lexicon.ENGLISH_TO_CHINESE]
        return {word for text in texts for word in stems(text)}

    def indexed(self, text: str) -> Iterator[str]:
        """The words of a text as it spells them; Chinese in pairs and, for who types one, single characters."""
        for word in words.split(text):
            if is_chinese(word):
                yield from dict.fromkeys((word, *word))
            elif self.word_filter(word):
                yield word

    def label(self, text: str) -> list[str]:
        """The words of a name or phrase; where all are stop words, as in WE, these. Of a date the most exact one."""
        found = [word for word in words.split(text) if is_chinese(word) or self.word_filter(word)]
        found = [self.stem(word) for word in found or words.split(text)]
        return words.without_vaguer_dates(list(dict.fromkeys(found)))


@cache
def language() -> Words:
    """The one for all indexes of a process, as tests make many: what it knows of the tables is always the same."""
    return Words({})


@cached_on_disk
def stems(text: str) -> list[str]:
    """The words of a text of the tables as the index has them, stop words too."""
    return [language().stem(word) for word in words.split(text)]
