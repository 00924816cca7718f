"""Numbers as letters, for what is told apart by them: sources of one day, chapters of an appendix."""


def in_letters(number: int) -> str:
    """1 is a, 26 is z, 27 is aa."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return letters
