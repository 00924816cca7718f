"""What a pull request says of itself: pages, addresses, records and sources that differ between two checkouts."""

from pathlib import Path

from conftest import REFERENCES, Project

from jasic.commands.changes import Checkout, changes


def two(folder: Path) -> tuple[Project, Project]:
    for name in ("old", "new"):
        (folder / name).mkdir()
    return Project(folder / "old"), Project(folder / "new")


def compared(old: Project, new: Project) -> str:
    return changes(Checkout.read(old.folder), Checkout.read(new.folder))


def test_nothing_has_changed(tmp_path: Path) -> None:
    assert compared(*two(tmp_path)) == "Nothing that a reader would see has changed.\n"


def test_all_that_has_changed_is_named(tmp_path: Path) -> None:
    old, new = two(tmp_path)
    new.change("events.md", "{event} raid", "{event} dawn-raid")
    new.change("yue-xin.md", "`raid`", "`dawn-raid`")
    new.change("yue-xin.md", " {cite:p}`zhou2018report`", "")
    new.change("yue-xin.md", ":role: Graduate", ":role: Student")
    new.write("letter.md", "# A letter\n\nWords.\n")
    new.change(REFERENCES, "A report", "A long report")
    said = compared(old, new)
    for line in (
        "- added `letter`: A letter",
        "- changed `events` (text): Events",
        "- new: `events#dawn-raid`",
        "- **gone**: `events#raid`",
        "- removed `raid`: event “The raid”",
        "- changed `yue-xin` (role): person “Yue Xin”",
        "- person “Yue Xin”: **lost** `zhou2018report`",
        "- changed `zhou2018report` (title): A long report",
    ):
        assert line in said.splitlines(), said


def test_an_address_that_leads_on_has_moved(tmp_path: Path) -> None:
    old, new = two(tmp_path)
    new.change("events.md", "{event} raid", "{event} dawn-raid")
    new.change("yue-xin.md", "`raid`", "`dawn-raid`")
    new.write("about/redirects.tsv", "events#raid\tevents#dawn-raid\n")
    assert "- moved: `events#raid` → `events#dawn-raid`" in compared(old, new).splitlines()
