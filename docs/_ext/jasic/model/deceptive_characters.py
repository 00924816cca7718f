"""Characters that deceive: those that nobody sees, those that turn the order of a line, those that look like others."""

import re
import unicodedata

# Soft hyphen, fillers, blanks and joiners, marks of direction, variation selectors, tags, control characters, letters
# for private use, and breaks of lines that only some programs see.
INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u070f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f"
    "\ufdd0-\ufdef\ufeff\uffa0\ufff0-\ufffc\ufffe\uffff\U000e0000-\U000e0fff\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2800\U0001d159\U00016fe4\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a\ue000-\uf8ff\U000f0000-\U0010ffff"
    f"{''.join(chr(plane + last) for plane in range(0x10000, 0xF0000, 0x10000) for last in (0xFFFE, 0xFFFF))}]"
)
_WORD = re.compile("(?:[^\\W\\d_]|[\u24b6-\u24e9\U0001f110-\U0001f189]){2,}")
_SCRIPTS = ("LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE")  # those with letters that look alike
# What may stand in a word beside Latin letters: none of these looks like one, or as if it were none of the word.
_BESIDE_LATIN = (
    *("LATIN", "CJK", "IDEOGRAPHIC", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA", "HALFWIDTH", "HANGUL", "BOPOMOFO"),
    *("FULLWIDTH", "MODIFIER", "SUPERSCRIPT", "SUBSCRIPT", "MICRO", "MASCULINE", "FEMININE"),
)
# Letters of Cyrillic and Greek that nobody can tell from Latin ones: a word of them alone is none of a language.
_LOOK_LATIN = frozenset("асеорхуіјѕһԁԛԝӏАВЕЅІЈКМНОРСТХУΑΒΕΖΗΙΚΜΝΟΡΤΥΧορν")
# Letters of mathematics, letters in circles and squares and small capitals, as generators of fancy text make them, and
# scripts that nobody writes here, whose letters are like Latin ones: Lisu, Cherokee, Coptic.
_STYLED = re.compile(
    "[\ua4d0-\ua4ff\u13a0-\u13ff\uab70-\uabbf\u2c80-\u2cff\U0001f110-\U0001f189"
    "\U0001d400-\U0001d7ff\u24b6-\u24e9\u1d00-\u1d22\u0262\u026a\u0274\u0280\u028f\u0299\u029c\u029f]"
)
_TOWER = re.compile(".?[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u20d0-\u20ff]{3,}")


def mixed_words(text: str) -> list[str]:
    """Words that look like others: with a Cyrillic a in a Latin name, in fancy letters, under heaps of marks."""
    if text.isascii():
        return []
    words = [word for word in _WORD.findall(text) if not word.isascii() and _looks_like_another(word)]
    return [*words, *_TOWER.findall(text)]


def _looks_like_another(word: str) -> bool:
    scripts = _scripts(word)
    mixed = len(scripts.intersection(_SCRIPTS)) > 1 or ("LATIN" in scripts and not scripts.issubset(_BESIDE_LATIN))
    return mixed or _LOOK_LATIN.issuperset(word) or _STYLED.search(word) is not None


def _scripts(word: str) -> set[str]:
    """The first words of the names of its letters, which are those of their scripts."""
    return {unicodedata.name(letter, "").partition(" ")[0] for letter in word}


def described(character: str) -> str:
    """`U+200B ZERO WIDTH SPACE`."""
    return f"U+{ord(character):04X} {unicodedata.name(character, '')}".strip()
