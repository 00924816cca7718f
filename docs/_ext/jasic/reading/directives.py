"""What the directives of a page say of it: its contents, its terms, what is made from the records, what they name."""

from ..figures.phase import PHASE_STRIP
from ..model.forms import PAGE_NAME
from ..model.markup import CARD_LINK, HOLDERS, LINK_TYPE, TOCTREE, Body
from ..views.bibliography import BIBLIOGRAPHY
from . import limits
from .constructs import DirectiveUse, RoleUse
from .markdown import Item
from .page_notes import Notes
from .splitting import Split


class Directives:
    """Those of one page, as far as it is read; records have a reader of their own."""

    def __init__(self, notes: Notes) -> None:
        self.notes, self.page = notes, notes.page
        self.filled: dict[str, int] = {}  # views as they are asked for, with their lines

    def look_inside(self, item: Item) -> None:
        """What holds cards or tabs holds nothing else: it would not be shown."""
        around = item.around[-1] if item.around else ""
        held = HOLDERS.get(around.strip("{}")) if around.startswith("{") else None
        if held and (item.directive is None or item.directive.name != held):
            holder = around.strip("{}")
            fix = f"write it into a :::{{{held}}}, or below the {holder}"
            self.notes.mistake(item.line, "directive-body", f"a {holder} holds nothing but {held}", fix)

    def read(self, use: DirectiveUse) -> None:
        parts, declared = use.parts, use.parts.declared
        if declared.is_view:
            self.look_at_view(use)
        if use.name == BIBLIOGRAPHY:
            self.page.bibliographies.append((use.line, use.first_line))
        if use.name == PHASE_STRIP:
            self.page.phase_strips.append(use.line)
        if use.name == TOCTREE:
            numbered = enumerate(parts.body.splitlines(), parts.body_line)
            self.page.globs = self.page.globs or parts.option("glob") is not None
            self.page.contents += [(number, text.strip()) for number, text in numbered if text.strip()]
        if declared.body is Body.TERMS:
            self.read_terms(list(parts.terms))
        if kind := declared.says.names:
            named = [name.strip() for name in use.first_line.split(",") if name.strip()]
            for name in dict.fromkeys(name for name in named if named.count(name) > 1):
                message = f"'{name}' stands twice behind {use.name}"
                self.notes.mistake(use.line, "repeated-item", message, "name it once")
            self.notes.refer(kind, named, use.line, by_id=True)
        if LINK_TYPE in declared.options:
            self.read_card_link(parts)

    def look_at_view(self, use: DirectiveUse) -> None:
        """What is made from the records stands once on a page, and few of it: each may list all of them."""
        view = f"{use.name} {use.first_line}".strip()
        first = self.filled.setdefault(view, use.line)
        if first != use.line:
            self.notes.mistake(use.line, "repeated-item", f"'{view}' stands in line {first} too", "keep one of the two")
        elif len(self.filled) > limits.VIEWS:
            message = f"the page has more than {limits.VIEWS} lists and figures made from the records"
            self.notes.mistake(use.line, "too-much", message, "make several pages of it")

    def read_card_link(self, card: Split) -> None:
        """A card names a page or a label as roles do; without saying which, it would name an address of the web."""
        target, form = card.option(CARD_LINK), card.option(LINK_TYPE)
        if target and not form:
            message = f"nothing says what '{target.text[:60]}' is to this card"
            self.notes.mistake(target.line, "directive-option", message, f"add a line `:{LINK_TYPE}: doc` below")
        elif target and form and PAGE_NAME.allows(target.text):
            self.notes.read_role(RoleUse(self.page.path, target.line, form.text, target.text))

    def read_terms(self, pieces: list[tuple[int, str, bool]]) -> None:
        """The terms of a glossary; a term stands right above its explanation, or above another name for the same."""
        lines = self.page.terms
        known = {term.lower(): line for term, line in lines.items()}  # {term} asks for no capitals
        for (line, text, is_term), below in zip(pieces, [*pieces[1:], None]):
            term = text.strip()
            if not is_term:
                continue
            if term.lower() in known:
                message = f"'{term}' is explained in line {known[term.lower()]} too"
                self.notes.mistake(line, "glossary-form", message, "make one explanation of the two")
            elif below is None or (below[2] and below[0] > line + 1):
                message = f"'{term[:40]}' is taken for a term without an explanation"
                fix = "set the explanation in by two spaces, in the lines below its term"
                self.notes.mistake(line, "glossary-form", message, fix)
            lines.setdefault(term, line)
            known.setdefault(term.lower(), line)
