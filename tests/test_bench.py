"""The pages that the bench makes: what breaks a rule would end it after half an hour."""

from pathlib import Path

from bench_pages import Dialect, write

from jasic.rules.check import check


def test_generated_pages_break_no_rule(tmp_path: Path) -> None:
    write(tmp_path, 60, Dialect.JASIC)
    _project, mistakes = check(tmp_path / "docs")
    assert mistakes == []
