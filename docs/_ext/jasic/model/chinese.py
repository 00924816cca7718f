"""What is Chinese in a text: the one range of Han characters, and the signs that go with them."""

import re
from functools import cache

from opencc import OpenCC

from ..memory import remembered

# Han characters: radicals, the iteration mark and the zero, ideographs of all blocks.
HAN = "\u2e80-\u2fdf\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
# Signs that only Chinese text has: its brackets, full stops, and full-width forms.
PUNCTUATION = "\u3000-\u303f\uff00-\uffef"
# Signs that it shares with English; between two Han characters they belong to the Chinese.
SHARED = "0-9“”‘’—…·"

_HAN = re.compile(f"[{HAN}]")


def is_chinese(text: str) -> bool:
    """Whether a text holds a Han character."""
    return bool(_HAN.search(text))


def simplify(text: str) -> str:
    """A text with simplified characters for its traditional ones."""
    return str(_simplifier().convert(text))


@remembered
def pinyin(text: str) -> list[str]:
    """The syllables of a Chinese text in Latin letters without tones, as dictionaries have them; other words stay."""
    from pypinyin import lazy_pinyin  # here, because its dictionary takes half a second

    return list(lazy_pinyin(text))


@cache
def _simplifier() -> OpenCC:
    return OpenCC("t2s")  # when it is first needed, because it reads its dictionary
