"""The browser is found wherever it is, and its absence is said."""

import browser
import pytest

OWN, NAMED, ON_PATH = "/cache/chromium/chrome", "/opt/chrome/chrome", "/usr/bin/google-chrome"


def find(asked: str = "", there: tuple[str, ...] = ()) -> str:
    """What is found on a machine that has the files `there`, those of /usr/bin on its PATH."""
    environment = {browser.VARIABLE: asked} if asked else {}
    names = {path.rpartition("/")[2]: path for path in there if path.startswith("/usr/bin/")}
    return browser.find(OWN, environment, names.get, there.__contains__)


@pytest.mark.parametrize(
    ("asked", "there", "found"),
    [
        ("", (OWN, ON_PATH), OWN),
        ("", (ON_PATH, browser.PLACES[0]), ON_PATH),
        ("", ("/usr/bin/google-chrome", "/usr/bin/chromium"), "/usr/bin/chromium"),
        ("", ("/usr/bin/chromium", "/usr/bin/chromium-headless-shell"), "/usr/bin/chromium-headless-shell"),
        ("", (browser.PLACES[3],), browser.PLACES[3]),
        ("required", (ON_PATH,), ON_PATH),
        (NAMED, (OWN, NAMED), NAMED),
        ("google-chrome", (OWN, ON_PATH), ON_PATH),
    ],
)
def test_found(asked: str, there: tuple[str, ...], found: str) -> None:
    assert find(asked, there) == found


@pytest.mark.parametrize(("asked", "required"), [("", False), ("required", True), (NAMED, True)])
def test_missing(asked: str, required: bool) -> None:
    with pytest.raises(browser.NoBrowser, match="JASIC_BROWSER") as caught:
        find(asked, (OWN,) if asked == NAMED else ())
    assert caught.value.required is required
