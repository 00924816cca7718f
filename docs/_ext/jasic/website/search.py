"""The search of the website: Sphinx's own index and engine, told what a word, a name and a passage is here.

Sphinx indexes pages. A page of the timeline holds thirty events, so here each record, each entry of
the glossary and of the bibliography, and each section is indexed as a page of its own, under the name
`page#anchor`. The words come from words.py, the ranking from _static/ranking.js, and what readers see
from _static/search.js. What a result says about itself lies in one small file a page, read only when
it is shown: a script cannot read the pages themselves in a site that is opened from a disk.
"""

import json
import re

from docutils import nodes
from sphinx.search import IndexBuilder
from sphinx.search.en import SearchEnglish

from ..model import dates
from ..model.anchors import is_term
from ..model.chinese import HAN
from . import words


class Words(SearchEnglish):
    """English words, stemmed as Sphinx does it, beside Chinese, dates and names."""

    lang = "en-GB"
    language_name = "English"  # names the stemmer in the browser too
    js_splitter_code = words.javascript()
    # Beside Sphinx's: words of questions and of reports, which tell no page from another.
    stopwords = SearchEnglish.stopwords | {
        "also", "become", "became", "did", "do", "does", "happen", "happened", "many", "mean", "much", "really",
        "say", "says", "said", "think", "thought", "wrote", "among", "can", "ever", "just", "less", "like", "may",
        "might", "must", "neither", "never", "now", "often", "one", "others", "per", "rather", "see", "still",
        "though", "thus", "upon", "whether", "whose", "within", "without", "yet",
        *"的了吗是被有没谁什么怎为何哪里多少几在和与",
    }  # fmt: skip

    def split(self, input):
        return words.split(input)

    def stem(self, word):
        # Sphinx filters the stem: that of "only" would pass, that of "meaning" would not. ranking.js does the same.
        if word in self.stopwords or not re.fullmatch("[a-z]{4,}", word):
            return word
        stem = super().stem(word)
        return word if stem in self.stopwords else stem

    def word_filter(self, word):
        return word not in self.stopwords


class Index(IndexBuilder):
    """Sphinx's index, with passages as its pages. `passages` is a folder, `project` knows the records."""

    def __init__(self, env, lang, options, scoring, passages):
        super().__init__(env, lang, options, scoring)
        self.passages = passages
        self.project = env.get_domain("jasic").project

    def feed(self, docname, filename, title, doctree):
        texts = {}
        for anchor, passage_title, passage in passages(doctree):
            record = self.record(docname, anchor)
            texts[anchor] = [facts(record), text(passage)]
            place = f"{docname}#{anchor}" if anchor else docname
            names = self.names(record) if record else names_of_term(texts[anchor][1]) if is_term(anchor) else []
            passage += [nodes.title("", name) for name in names]
            passage += nodes.paragraph("", " ".join([facts(record), *initials(passage.astext())]))
            # The name of the file is needed for nothing in the browser.
            super().feed(place, "", passage_title or title, passage)
            self.feed_aliases(place, passage_title, record)
        file = self.passages / f"{docname}.js"
        file.parent.mkdir(parents=True, exist_ok=True)
        call = json.dumps([docname, texts], ensure_ascii=False, separators=(",", ":"))
        file.write_text(f"JasicSearch.show(...{call})\n", encoding="utf-8")

    def feed_aliases(self, place, title, record):
        """Add what readers type who look for a passage (docs/about/search.tsv), as if it were part of its title."""
        term = f"term:{title.lower()}".replace("’", "'") if is_term(place.partition("#")[2]) else ""
        called = [place, term, record and record.id]
        phrases = [self.project.aliases[name].text for name in called if name in self.project.aliases]
        for word in map(self.lang.stem, self.lang.split(" ".join(phrases))):
            if self.lang.word_filter(word):
                self._title_mapping.setdefault(word, set()).add(place)
                self._mapping.get(word, set()).discard(place)

    def record(self, docname, anchor):
        """The record that a passage is about, or None."""
        record = self.project.records.get(anchor or docname.rpartition("/")[2])
        return record if record and record.docname == docname and bool(anchor) != record.fills_page else None

    def names(self, record):
        """All that a reader may call a record, printed or not: initials, the day of an event, the Chinese title."""
        yield from record.names[1:]
        if record.kind in ("organisation", "place"):
            yield from initials("; ".join(record.names))
        if record.kind == "event":
            yield record.get("date")
        source = self.project.sources.get(record.get("source")) if record.kind == "document" else None
        if source is not None and source.get("langid").startswith("zh"):
            yield source.get("title")

    def prune(self, docnames):
        """Keep what belongs to these pages, and no word that only others had."""
        docnames = set(docnames)
        kept = {name for name in self._titles if name.partition("#")[0] in docnames}
        super().prune(kept)
        for known in (self._mapping, self._title_mapping):
            for word in [word for word, places in known.items() if not places]:
                del known[word]
        for file in self.passages.rglob("*.js"):
            if file.relative_to(self.passages).with_suffix("").as_posix() not in docnames:
                file.unlink()

    def get_objects(self, fn2index):
        """Names of records and terms with the passage that each leads to, in the form that Sphinx writes."""
        found = []
        for domain in self._domains.sorted():
            for _, name, kind, docname, place, priority in sorted(domain.get_objects()):
                passage = next((key for key in (f"{docname}#{place}", docname) if key in fn2index), None)
                if passage and (priority >= 0 or kind == "term"):  # Sphinx leaves out its glossary
                    name = "" if name == self._titles[passage] else name  # the browser has it as a title
                    number = self._objtypes.setdefault((domain.name, kind), len(self._objtypes))
                    self._objnames[number] = (domain.name, kind, kind)
                    found.append((fn2index[passage], number, priority, "-", name))
        return {"": found}

    def freeze(self):
        """What the browser gets, without what it has already: titles, and names that are objects."""
        frozen = super().freeze()
        known = {(name, place) for place, _, _, _, name in frozen["objects"][""]} | {
            (title, place) for place, title in enumerate(frozen["titles"])
        }
        others = {
            title: kept
            for title, places in frozen["alltitles"].items()
            if (kept := [place for place in places if (title, place[0]) not in known])
        }
        return {**frozen, "alltitles": others, "indexentries": {}}


def passages(doctree):
    """Anchor, title and nodes of each part of a page that is a result of its own; the page itself last."""
    copy = doctree.deepcopy()
    for node in list(copy.findall(is_aside)):
        # Of a citation remains the name of whoever is said to say it: the year of a source is no date of an event.
        name = re.sub(r" ?\([^)]*\)", "", node.astext()) if isinstance(node, nodes.inline) else ""
        node.parent.replace(node, nodes.Text(name))
    found = []
    for node in reversed(list(copy.findall(is_passage))):
        node.parent.remove(node)
        place = anchor(node)
        title = next(node.findall(nodes.Titular), None) or next(node.findall(nodes.term), None)
        if title is None:  # a source: its author and year name it, its title is its text
            author, source_title = author_and_title(node[0])
            title = nodes.title("", author)
            node.clear()
            node += [title, nodes.paragraph("", source_title)]
        elif isinstance(title, nodes.term):
            title.replace_self(nodes.title("", title.astext()))
        found.append((place, title.astext(), node))
    return [*found, ("", "", copy)]


ASIDES = {"bibtex-citation", "record-meta", "record-facts", "no-search"}


def is_aside(node):
    """Whether a node is no prose: citations, and what is generated round it."""
    return isinstance(node, nodes.Element) and not ASIDES.isdisjoint(node["classes"])


def author_and_title(description):
    """Author with year, and title with its translation, of a source as bibliography.py describes it."""
    parts = list(description)
    at = next(number for number, part in enumerate(parts) if isinstance(part, nodes.emphasis))
    author = "".join(part.astext() for part in parts[:at])
    translation = parts[at + 1].astext() if parts[at + 1].astext().startswith(" [") else ""
    return author.removesuffix(". "), parts[at].astext() + translation


def is_passage(node):
    if isinstance(node, nodes.section):
        return isinstance(node.parent, nodes.section)
    return (isinstance(node, nodes.definition_list_item) and is_term(anchor(node))) or (
        isinstance(node, nodes.container) and "source" in node["classes"]
    )


def anchor(node):
    """The anchor that a link to this node uses."""
    if isinstance(node, nodes.definition_list_item):
        return next((name for term in node.findall(nodes.term) for name in term["ids"]), "")
    return node["ids"][0]


def names_of_term(explanation):
    """The Chinese and the pinyin that stand at the beginning of an entry of the glossary."""
    return [name for pair in EXPLAINED.findall(explanation[:200]) for name in pair]


# Three capitalised words or more, small words between them passed over: National Union of Mineworkers.
CAPITALISED = re.compile(r"[A-Z][a-z’]+(?:(?: and| of| for| the| on| in| at)* [A-Z][a-z’]+){2,}")


def initials(text):
    """What the long names in a text are called for short: NUM. Sorted, so that each build gives the same."""
    return sorted({"".join(re.findall(r"\b[A-Z]", name)) for name in CAPITALISED.findall(text)})


def is_term(anchor):
    return anchor.startswith("term-")


# A Chinese word with its pinyin, as a page gives it at first mention.
EXPLAINED = re.compile(f"([{HAN}]+) \\(([^()]+)\\)")


def facts(record):
    """What a result says of a record before its text: when it happened, how certain it is, who says it."""
    if record is None:
        return ""
    found = [dates.in_words(record.get("date")) if record.get("date") else ""]
    found += [record.get(option) for option in ("certainty", "verdict", "role", "author", "holders")]
    if record.get("by"):
        found.insert(0, "speaker not named" if record.get("by") == "unnamed" else f"said by {record.get('by')}")
    return " · ".join(filter(None, found))


def text(passage):
    """The prose of a passage as one line."""
    parts = passage.findall(lambda node: isinstance(node, nodes.TextElement) and not isinstance(node, nodes.Titular))
    whole = (part.astext() for part in parts if not isinstance(part.parent, nodes.TextElement))
    return re.sub(" (?=[.,;:)])", "", " ".join(" ".join(whole).split()))  # where a citation has gone


def setup(app):
    app.add_search_language(Words)
    app.add_js_file("search.js", loading_method="defer")
