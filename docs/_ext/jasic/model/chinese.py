"""What is Chinese in a text: the one range of Han characters, and the signs that go with them."""

import re
from collections.abc import Iterable
from functools import cache

from opencc import OpenCC

from ..cache import cached_on_disk

# Han characters: radicals, the iteration mark and the zero, ideographs of all blocks.
HAN = "\u2e80-\u2fdf\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
# Signs that only Chinese text has: its brackets, full stops, and full-width forms.
PUNCTUATION = "\u3000-\u303f\uff00-\uffef"
# Signs that it shares with English; between two Han characters they belong to the Chinese.
SHARED = "0-9“”‘’—…·"

HAN_CHARACTER = re.compile(f"[{HAN}]")


def is_chinese(text: str) -> bool:
    """Whether a text holds a Han character."""
    return not text.isascii() and bool(HAN_CHARACTER.search(text))  # most are, which takes no time to know


def simplify(text: str) -> str:
    """A text with simplified characters for its traditional ones."""
    return str(_simplifier().convert(text))


def is_traditional(text: str) -> bool:
    """Whether a text has characters that only traditional Chinese has.

    Those of both, such as 岳昕, say nothing; nor do those that OpenCC exchanges in old phrases alone, as in 一坏.
    """
    return simplify(text) != text and any(simplify(letter) != letter for letter in text)


def is_simplified(text: str) -> bool:
    """Whether a text has characters that only simplified Chinese has: Big5, the set of Taiwan, lacks them."""
    return any(is_chinese(letter) and _is_in("gb2312", letter) and not _is_in("big5", letter) for letter in text)


def _is_in(encoding: str, letter: str) -> bool:
    try:
        letter.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


@cached_on_disk
def pinyin(text: str) -> list[str]:
    """The syllables of a Chinese text in Latin letters without tones, as dictionaries have them; other words stay."""
    from pypinyin import lazy_pinyin  # here, because its dictionary takes half a second

    return list(lazy_pinyin(text))


def by_sound(characters: Iterable[str]) -> dict[str, str]:
    """How characters sound -> all that may sound so: they themselves, and those in common use.

    Sounds are without tones, and without what many Chinese speakers do not tell apart: z and zh, n and ng at the end.
    """
    everyday = bytes(code for row in range(0xB0, 0xD8) for cell in range(0xA1, 0xFF) for code in (row, cell))
    known = "".join(sorted(characters))
    usual = dict.fromkeys(known + everyday.decode("gb2312", errors="ignore"))  # level 1 of the standard: 3,755
    found = {sound: "" for sounds in _sounds(known) for sound in sounds}
    for character, sounds in zip(usual, _sounds("".join(usual)), strict=True):
        for sound in sounds:
            if sound in found:
                found[sound] += character
    return found


@cached_on_disk
def _sounds(text: str) -> list[list[str]]:
    """For each character of a text all sounds that it may have."""
    from pypinyin import Style
    from pypinyin import pinyin as readings

    of_each = (readings(character, style=Style.NORMAL, heteronym=True)[0] for character in text)
    return [sorted({re.sub("^([zcs])h", r"\1", sound).removesuffix("g") for sound in sounds}) for sounds in of_each]


@cache
def _simplifier() -> OpenCC:
    return OpenCC("t2s")  # when it is first needed, because it reads its dictionary
