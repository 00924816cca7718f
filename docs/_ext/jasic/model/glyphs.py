"""Letters that no font of the book has, so that the linter names them without the fonts, which have 20 MB.

These are whole scripts, and what people paste most: emoji and mathematics. Of a script that a font has in part, such as
rare Chinese characters, the book alone knows the gaps, and says the same.
"""

import re

from .deceptive_characters import described

# From Armenian to Tibetan but for Hebrew, with Arabic and the scripts of India; jamo and all behind them up to phonetic
# letters; dingbats and signs; Yi; Cherokee in small letters and Hangul; forms of Arabic; the second plane.
MISSING = re.compile(
    "[\u0530-\u058f\u0606-\u115e\u1161-\u1cff\u26bf-\u2701\u2703-\u2708\u2728\u2741-\u2755\u2757\u2764\u2795-\u2797"
    "\u2a00-\u2aff\u2b1b-\u2b94\ua000-\ua63f\uab70-\ud7fb\ufb50-\ufdcf\ufe70-\ufefc"
    "\U00010000-\U0001d0ff\U0001d110-\U0001f0f5\U0001f260-\U0001ffff]"
)
INSTEAD = "write it in Latin or Chinese letters, or in words"


def told(character: str) -> str:
    """What is wrong with one; `INSTEAD` is the cure."""
    return f"no font of the book has '{character}' ({described(character)})"
