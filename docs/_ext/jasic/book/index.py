"""The general index at the end of the book: letters, entries, sub-entries."""

from collections.abc import Sequence
from typing import Any

from ..translation import _
from .markup import quoted, words
from .translator import TypstTranslator

Group = tuple[str, Sequence[tuple[str, Any]]]  # a letter, and its entries with their targets and sub-entries


def write_index(translator: TypstTranslator, groups: Sequence[Group]) -> None:
    """Add the index to the text of the book; written last, when the labels of all places are known."""
    translator.labels["genindex#"] = "genindex#"  # set by the template
    title = words(str(_("Index")), heavy=True)
    translator.write(f"\n// genindex\n#general-index(title: [{title}])[\n")
    for letter, entries in groups:
        translator.write(f"#index-letter[{words(letter, heavy=True)}]\n")
        for text, (targets, subentries, _key) in entries:
            # What has no page of its own is a "see …" and stands on the line of its entry.
            sees = "; ".join(subtext for subtext, subtargets in subentries if not subtargets)
            _write_entry(translator, "index-entry", text, targets, sees)
            for subtext, subtargets in subentries:
                if subtargets:
                    _write_entry(translator, "index-subentry", subtext, subtargets)
    translator.write("]\n")


def _write_entry(
    translator: TypstTranslator, function: str, text: str, targets: Sequence[tuple[str, str]], sees: str = ""
) -> None:
    """One line of the index; a target is a pair of `main` or nothing and an address of this builder."""
    pages = []
    for main, uri in targets:
        docname, _hash, name = uri[1:].partition("#")
        label = translator.labels.get(f"{docname}#{name}")
        if label:
            translator.keep_anchor(label)
            pages.append(f"(label({quoted(label)}), {'true' if main else 'false'}), ")
    translator.write(f"#{function}(({''.join(pages)}), see: [{words(sees)}])[{words(text)}]\n")
