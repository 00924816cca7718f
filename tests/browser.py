"""Which browser the tests drive: whatever Chromium or Chrome is here, wherever it is."""

import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

VARIABLE = "JASIC_BROWSER"
REQUIRED = "required"
NAMES = (
    "chromium-headless-shell",  # has no windows, which even where nobody sees them cost more than the page
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "msedge",
    "microsoft-edge",
)
# Where macOS and Windows keep them, which is on no PATH.
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
)
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run")


class NoBrowser(Exception):
    """There is no browser. `required` says that this is a failure and no reason to skip a test."""

    def __init__(self, message: str, required: bool) -> None:
        super().__init__(message)
        self.required = required


def find(
    playwrights_own: str,
    environment: Mapping[str, str] = os.environ,
    which: Callable[[str], str | None] = shutil.which,
    exists: Callable[[str], bool] = lambda path: Path(path).exists(),
) -> str:
    """The path of a browser: the one that JASIC_BROWSER names, Playwright's own, one on the PATH, one of PLACES.

    Raises NoBrowser where there is none, or none where JASIC_BROWSER says.
    """
    asked = environment.get(VARIABLE, "")
    if asked not in ("", REQUIRED):
        if named := which(asked) or (asked if exists(asked) else None):
            return named
        raise NoBrowser(f"{VARIABLE} names '{asked}', which is not there", required=True)
    candidates = (playwrights_own, *(which(name) for name in NAMES), *PLACES)
    for path in candidates:
        if path and exists(path):
            return path
    message = f"no Chromium or Chrome was found: install one, or put the path of one into {VARIABLE}"
    raise NoBrowser(message, required=asked == REQUIRED)


@contextmanager
def launched() -> Iterator[Browser]:
    """A browser without a window, closed at the end; raises NoBrowser."""
    with sync_playwright() as playwright:
        path = find(playwright.chromium.executable_path)
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()
