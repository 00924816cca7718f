"""Rules about the settings at the top of a page."""

from collections.abc import Iterator

from ..model.markup import FLAGS, FRONT_MATTER, LONGEST
from ..model.mistake import closest
from ..model.record_kinds import CHINESE_TITLE
from ..reading.constructs import FrontMatter
from .registry import Finding, rule
from .values import MARKUP, chinese_problem, has_words

TITLE_BELOW = "delete the line, and write the title below the settings as `# …`"  # where other tools want it here


@rule("front-matter", reads=FrontMatter)
def front_matter(use: FrontMatter) -> Iterator[Finding]:
    """At the top of a page only a few settings may stand, each in a line of its own."""
    settings = use.settings
    if settings is None:
        fix = "write each once and in one line, such as short: The raid, with double quotes where words hold a colon"
        yield use.line + use.first_unread, "the settings cannot be read", fix
        return
    for number, (text, (name, value)) in enumerate(zip(use.content.splitlines(), settings.items()), use.line + 1):
        if text.count("#") != f"{name}{value}".count("#"):
            yield number, "what stands behind the sign # is not read", "write the words in double quotes, or delete it"
        elif name not in FRONT_MATTER:
            otherwise = f"delete the line; only {', '.join(FRONT_MATTER)} may stand here"
            fix = TITLE_BELOW if name == "title" else closest(str(name), FRONT_MATTER, otherwise)
            yield number, f"'{name}' is no setting of a page", fix
        elif name in FLAGS and value is not True:
            yield number, f"'{name}' can only be true", f"write {name}: true, or delete the line"
        elif name in LONGEST and (problem := _problem_of_words(value, text, LONGEST[str(name)])):
            fix = f"write plain words of at most {LONGEST[str(name)]} characters, in double quotes if need be"
            yield number, f"{name}: {problem}", fix


@rule("chinese-title", reads=FrontMatter)
def chinese_title(use: FrontMatter) -> Iterator[Finding]:
    """The Chinese title of a page is in simplified characters."""
    for number, (name, value) in enumerate((use.settings or {}).items(), use.line + 1):
        if name == CHINESE_TITLE and isinstance(value, str) and (found := chinese_problem(value)):
            yield number, f"{name}: {found[0]}", found[1]


def _problem_of_words(words: object, line: str, longest: int) -> str:
    """What keeps the words of a setting from being printed as they stand in its line, if anything does."""
    if not isinstance(words, str) or not has_words(words):
        return "these are no words"
    if len(words) > longest:
        return f"this has {len(words)} characters"
    single = words.replace("'", "''")
    if line.partition(":")[2].strip() not in (words, f'"{words}"', f"'{single}'"):  # YAML has made something else of it
        return "this would be printed otherwise"
    if "\\" in words:
        return "a backslash would be printed as it stands"
    found = MARKUP.search(words)
    return f"'{found[0]}' would be printed as it stands" if found else ""
