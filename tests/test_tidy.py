"""The formatter of the bibliography keeps everything or changes nothing."""

import pytest

from jasic import sources
from jasic.tidy import contents, tidied

MESSY = """% All sources.

@online{zhao2018b,
  title={Second}, Author = {{AFP}}, odd = {kept},
  url = {https://example.org/a,b}
}

% about Li
@book{li2018a, title = {First {Words}}, publisher={P},
 date={2018}}
"""


def test_it_sorts_and_keeps_comments_fields_and_braces():
    new = tidied(MESSY)
    assert new.index("li2018a") < new.index("zhao2018b")
    assert "% about Li\n@book{li2018a," in new
    assert "  title            = {First {Words}},\n" in new
    assert "  odd              = {kept},\n" in new
    assert contents(sources.read(new)[0]) == contents(sources.read(MESSY)[0])
    assert tidied(new) == new


@pytest.mark.parametrize("broken", ["@online{a, title {x}}\n", "@online{a, title = {x}\n"])
def test_what_cannot_be_read_is_not_touched(broken):
    with pytest.raises(ValueError, match="references"):
        tidied(MESSY + broken)
