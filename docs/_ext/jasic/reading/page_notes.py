"""What is noted of a page while it is read: what it points at, and what is wrong with it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from ..model.chinese import is_chinese
from ..model.markup import CITATION_ROLES, cited_keys
from ..model.mistake import Mistake
from ..model.record_kinds import KINDS
from ..model.records import LABEL, PAGE, SOURCE, TERM, Page, Record, Reference
from .constructs import RoleUse

EXPLICIT_TITLE = re.compile(r"[^<]+<([^<>]+)>\s*")  # Sphinx takes all from the first < on for what is named
IS_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*").fullmatch


@dataclass
class Notes:
    """One page, as far as it is read; whoever reads a part of it adds to this.

    `record` is the one in whose text that stands which is read now, or None.
    """

    page: Page
    record: Record | None = None
    mistakes: list[Mistake] = field(default_factory=list)

    def mistake(self, line: int, rule: str, message: str, fix: str) -> None:
        self.mistakes.append(Mistake(self.page.path, line, rule, message, fix))

    def refer(self, kind: str, targets: Iterable[str], line: int, by_id: bool = False) -> None:
        """Note what is pointed at, in the text of a record or outside of all."""
        inside = self.record.id if self.record else None
        self.page.references += [Reference(kind, target, line, inside, self.page.path, by_id) for target in targets]

    def read_role(self, role: RoleUse) -> None:
        explicit = EXPLICIT_TITLE.fullmatch(role.content)
        target = (explicit[1] if explicit else role.content).strip()
        words = role.content.partition("<")[0].strip()
        if role.name in KINDS and explicit and IS_ID(words) and not IS_ID(target) and not is_chinese(target):
            fix = f"write {{{role.name}}}`{target} <{words}>`"
            self.mistake(role.line, f"unknown-{role.name}", f"'{target}' stands where the id belongs", fix)
        elif role.name in KINDS or role.name == TERM:
            self.refer(role.name, [target], role.line)
        elif role.name in CITATION_ROLES:
            self.refer(SOURCE, cited_keys(role.content), role.line)
        elif role.name == "doc":
            self.read_doc(role.line, target)
        elif role.name == "ref":
            self.refer(LABEL, [target], role.line)

    def read_doc(self, line: int, target: str) -> None:
        """Note the page that a role names; of what is written otherwise one message is enough."""
        name, sign, part = target.partition("#")
        address = f"/{self.page.from_docs(name)}" if name else ""
        if sign:
            address = f"{address.removesuffix('.md')}.md#{part}" if name else f"#{part}"
            fix = f"write [words]({address})"
            self.mistake(line, "unknown-page", "{doc} names a page, and no part of it", fix)
        elif name.endswith(".md"):
            fix = f"write {{doc}}`{name.removesuffix('.md')}`"
            self.mistake(line, "unknown-page", "{doc} names a page without .md", fix)
        else:
            self.refer(PAGE, [address], line)
