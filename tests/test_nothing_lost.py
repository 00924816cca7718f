"""Every word of a page reaches the website and the book, or the linter names a mistake: no word is lost in silence.

Pages are put together by chance from all that pages may hold, with a word of its own at every place where words can
stand. Many of them make one project, since a build costs more than a page.
"""

import re
from html import unescape
from itertools import count

from conftest import INDEX, Project
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from test_safety import png

from jasic.rules.check import check

PAGES = 50
# In the pages as they are made: a word that is looked for, and one that is only to be there once.
WORD, ID = "§", "¤"
CITED = "{cite:p}`yue2018letter` {cite:p}`zhou2018report`"

GLOSSARY = (
    "# Words\n\n![A picture](picture.png)\n\n:::{glossary}\nformal arrest\n  A step {cite:p}`yue2018letter`.\n:::\n"
)

INLINE = st.sampled_from(
    (
        "§",
        "*§*",
        "**§**",
        "***§***",
        "*§ **§** `§`*",
        "`§`",
        "[§](/events.md)",
        "[§ **§** `§`](/yue-xin.md)",
        "[](/events.md)§",
        "[§](#raid)",
        "{person}`§ <yue-xin>`",
        "{event}`§ <raid>`",
        "{doc}`§ </events>`",
        "{ref}`§ <genindex>`",
        "{term}`§ <formal arrest>`",
        "{abbr}`§ (§ §)`",
        "§{sub}`§`",
        "§{sup}`§`",
        "[§ *§*]{.language-de}",
        "{cite:p}`{§}yue2018letter{§}`",
        "{cite:t}`yue2018letter{§}`",
        "![§](picture.png)",
        "§\\\n§",
        "岳昕§",
        "&amp;§",
        "§ — “§”",
        "\\*§\\*",
        "**§** §[^¤]",
    )
)
SENTENCE = st.lists(INLINE, min_size=1, max_size=3).map(lambda parts: "Words " + " ".join(parts) + ".")


def indented(text: str, first: str) -> str:
    """A block behind a bullet or the like."""
    margin = " " * len(first)
    lines = text.splitlines()
    return "\n".join([first + lines[0], *(margin + line if line else "" for line in lines[1:])])


def fenced(head: str, body: str) -> str:
    """A directive around something; its fence is longer than those in it."""
    longest = max((len(fence) for fence in re.findall(":{3,}", body)), default=2)
    fence = ":" * (longest + 1)
    return f"{fence}{head}\n{body}\n{fence}"


def row(cells: list[str]) -> str:
    return "| " + " | ".join(cell.replace("\\\n", " ") for cell in cells) + " |"


def table(cells: list[str]) -> str:
    return "\n".join([row(cells[:2]), "| --- | ---: |", row(cells[2:4]), row(cells[4:])])


CELLS = st.lists(SENTENCE, min_size=6, max_size=6)
TITLE = SENTENCE.map(lambda text: text.replace("\\\n", " ").replace("[^¤]", ""))
LEAVES = st.one_of(
    SENTENCE,
    CELLS.map(table),
    SENTENCE.map(lambda text: text + "\n" + text),
    st.sampled_from(
        (
            "```\n§ §\n  § <§>\n```",
            "```{code-block} python\n§ = 1  # §\n```",
            ":::{figure} picture.png\n:alt: §\n\n§ *§*.\n\n§ {person}`yue-xin`\n:::",
            ":::{image} picture.png\n:alt: §\n:::",
        )
    ),
    TITLE.map(lambda text: f":::{{rubric}} {text}\n:::"),
)


def containers(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Everything that something can stand in."""
    blocks = st.lists(inner, min_size=1, max_size=2).map("\n\n".join)
    boxes = ("note", "warning", "tip", "important", "seealso", "epigraph")
    titled = ("admonition", "dropdown", "card")
    return st.one_of(
        blocks.map(lambda text: "\n".join(f"> {line}" for line in text.splitlines())),
        st.lists(blocks, min_size=1, max_size=3).map(lambda items: "\n".join(indented(item, "- ") for item in items)),
        st.lists(blocks, min_size=1, max_size=3).map(lambda items: "\n".join(indented(item, "4. ") for item in items)),
        st.tuples(TITLE, blocks).map(lambda pair: f"{pair[0]}\n{indented(pair[1], ': ')}"),
        st.tuples(st.sampled_from(boxes), blocks).map(lambda pair: fenced(f"{{{pair[0]}}}", pair[1])),
        st.tuples(TITLE, SENTENCE).map(lambda pair: fenced(f"{{note}} {pair[0]}", pair[1])),
        st.tuples(st.sampled_from(titled), TITLE, blocks).map(lambda pair: fenced(f"{{{pair[0]}}} {pair[1]}", pair[2])),
        st.lists(st.tuples(TITLE, blocks), min_size=1, max_size=2).map(
            lambda tabs: fenced("{tab-set}", "\n".join(fenced(f"{{tab-item}} {title}", body) for title, body in tabs))
        ),
        st.lists(st.tuples(TITLE, blocks), min_size=1, max_size=2).map(
            lambda cards: fenced(
                "{grid} 1 2 2 2", "\n".join(fenced(f"{{grid-item-card}} {title}", body) for title, body in cards)
            )
        ),
        st.tuples(TITLE, st.lists(blocks, min_size=2, max_size=2)).map(
            lambda pair: fenced(
                f"{{list-table}} {pair[0]}\n:header-rows: 1\n",
                "* - §\n  - *§*\n" + indented("\n".join(indented(text, "- ") for text in pair[1]), "* "),
            )
        ),
        st.tuples(TITLE, CELLS).map(lambda pair: fenced(f"{{table}} {pair[0]}", table(pair[1]))),
    )


BLOCKS = st.recursive(LEAVES, containers, max_leaves=6)
TEXT = st.lists(BLOCKS, min_size=1, max_size=4).map("\n\n".join)
RECORDS = st.one_of(
    TEXT.map(
        lambda text: fenced(
            "{event} ¤\n:title: Title §\n:date: 2018-08-24\n:people: yue-xin\n:certainty: reported\n:arena: plant\n",
            f"{text}\n\n{CITED}",
        )
    ),
    TEXT.map(
        lambda text: fenced(
            "{person} ¤\n:name: Name §\n:pinyin: §\n:also: One §; Two §\n:role: Role §\n:status: Status §\n"
            ":status-date: 2018-08\n:status-source: yue2018letter\n",
            f"{text}\n\n{CITED}",
        )
    ),
    TEXT.map(lambda text: fenced("{place} ¤\n:name: Name §\n:also: Other §\n", text)),
    TEXT.map(lambda text: fenced("{organisation} ¤\n:name: Name §\n:role: Role §\n", f"{text}\n\n{CITED}")),
    TEXT.map(
        lambda text: fenced(
            "{document} ¤\n:title: Title §\n:date: 2018-08-24\n:author: Author §\n:source: yue2018letter\n",
            f"{text}\n\n{CITED}",
        )
    ),
    st.tuples(SENTENCE, SENTENCE, SENTENCE).map(
        lambda parts: fenced(
            "{count} ¤\n:title: Title §\n:date: 2018-08-24\n:event: raid\n",
            f"{parts[1]}\n\n- 50: {indented(parts[0], '  ').strip()} {{cite:p}}`yue2018letter`\n"
            f"- 60–70: § {{cite:p}}`zhou2018report`\n\n{parts[2]}",
        )
    ),
    st.just(fenced("{count} ¤\n:title: Title §\n:date: 2018-08-24\n", "- 5: § {cite:p}`yue2018letter`\n\n  §\n")),
    TEXT.map(lambda text: fenced("{glossary}", f"Term §\n{indented(text, '  ')}\n\nOther §\n  §")),
)
PARTS = st.one_of(
    TEXT,
    TEXT,
    RECORDS,
    st.tuples(TITLE, SENTENCE).map(lambda pair: f"## {pair[0]}\n\n{pair[1]}"),
    st.tuples(TITLE, SENTENCE).map(lambda pair: f"## §\n\n### {pair[0]}\n\n{pair[1]}"),
)
BODY = st.lists(PARTS, min_size=1, max_size=4).map("\n\n".join)


def finished(body: str, page: int) -> tuple[str, list[str]]:
    """A page and its words; each footnote that is named is written below."""
    letters = str.maketrans("0123456789", "abcdefghij")
    numbers = count()

    def word(match: re.Match[str]) -> str:
        return f"zq{page}k{next(numbers)}x".translate(letters)

    text = f"# Page {WORD}\n\n{re.sub(ID, lambda match: f'n{page}n{next(numbers)}'.translate(letters), body)}\n"
    for name in dict.fromkeys(re.findall(r"\[\^(\w+)\]", text)):
        text += f"\n[^{name}]: Note {WORD} *{WORD}*.\n\n    {WORD}\n"
    text = re.sub(WORD, word, text)
    return text, re.findall(r"zq[a-j]+k[a-j]+x", text)


def random_bodies() -> list[str]:
    """As many pages as PAGES, without their titles; the same in every run."""
    bodies: list[str] = []

    @settings(max_examples=PAGES, phases=[Phase.generate], suppress_health_check=[HealthCheck.too_slow])
    @given(body=BODY)
    def collect(body: str) -> None:
        bodies.append(body)

    collect()
    return list(dict.fromkeys(bodies))


def test_no_word_is_lost(project: Project) -> None:
    project.write(
        "index.md", INDEX.replace("events\n", "events\nwords\npg*\n").replace("{toctree}", "{toctree}\n:glob:\n")
    )
    project.write("words.md", GLOSSARY)
    (project.docs / "picture.png").write_bytes(png())
    words = {}
    for number, body in enumerate(random_bodies()):
        text, words[f"pg{number}"] = finished(body, number)
        project.write(f"pg{number}.md", text)
    _, mistakes = check(project.docs)
    for name in {mistake.path.removeprefix("docs/").removesuffix(".md") for mistake in mistakes}:
        words.pop(name)
        (project.docs / f"{name}.md").unlink()
    assert len(words) > PAGES / 2, "the pages are mostly refused"
    project.built(doctrees="both")
    book = project.book_source(doctrees="both")
    lost = []
    for name, expected in words.items():
        page = unescape(project.page(name))
        source = (project.docs / f"{name}.md").read_text(encoding="utf-8")
        for word in expected:
            missing = [place for place, text in (("website", page), ("book", book)) if word not in text]
            if missing:
                line = next(line for line in source.splitlines() if word in line)
                lost.append(f"{name} {missing}: {word} in {line}")
    assert lost == []
