"""Characters that deceive: those that nobody sees, those that turn the order of a line, those that look like others."""

import re
import unicodedata

# Soft hyphen, fillers and joiners, marks of direction, variation selectors, tags, control characters, and breaks of
# lines that only some programs see.
INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f"
    "\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e01ef\u0000-\u0008\u000b-\u001f\u007f-\u009f]"
)
_WORD = re.compile(r"[^\W\d_]{2,}")
_SCRIPTS = ("LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE")  # those with letters that look alike


def mixed_words(text: str) -> list[str]:
    """Words with letters of two scripts that look alike, such as a Latin name with a Cyrillic a."""
    if text.isascii():
        return []
    return [word for word in _WORD.findall(text) if not word.isascii() and len(_scripts(word)) > 1]


def _scripts(word: str) -> set[str]:
    names = (unicodedata.name(letter, "").partition(" ")[0] for letter in word)
    return {name for name in names if name in _SCRIPTS}


def described(character: str) -> str:
    """`U+200B ZERO WIDTH SPACE`."""
    return f"U+{ord(character):04X} {unicodedata.name(character, '')}".strip()
