"""Small Sphinx projects made of a few lines each, built in processes of their own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parent.parent

CONF = f"""
import sys
sys.path.insert(0, {str(ROOT / "docs" / "_ext")!r})
extensions = ["myst_parser", "sphinxcontrib.bibtex", "jasic"]
myst_enable_extensions = ["colon_fence", "attrs_inline"]
bibtex_bibfiles = ["../references.bib"]
primary_domain = "jasic"
project = "Small"
version = copyright = author = "1"
language = "en-GB"
html_theme = "basic"
html_copy_source = False
"""

SOURCES = """
@online{yue2018letter,
  author           = {岳, 昕},
  sortname         = {Yue, Xin},
  title            = {关于佳士事件的公开信},
  titletranslation = {An open letter},
  organization     = {Support group},
  date             = {2018-08-19},
  url              = {https://example.org/letter},
  archiveurl       = {https://example.net/copy},
  archivedate      = {2018-08-20},
  langid           = {zh-Hans},
  stream           = {workers},
  seen             = {full},
}
"""

SOURCES += """
@online{zhou2018report,
  author           = {Zhou, Min},
  title            = {A report},
  organization     = {A newspaper},
  date             = {2018-08-25},
  url              = {https://example.org/zhou},
  langid           = {en},
  stream           = {press},
  seen             = {full},
}
"""

INDEX = """# Small

```{toctree}
events
yue-xin
sources
```
"""

EVENTS = """# Events

:::{event} raid
:title: The raid
:date: 2018-08-24
:people: yue-xin
:certainty: documented

Police came {cite:p}`yue2018letter`.
:::

:::{chronology}
:::
"""

PERSON = """# Yue Xin

:::{person} yue-xin
:name: Yue Xin
:zh: 岳昕
:role: Graduate
:status: Missing
:status-date: 2018-08
:status-source: yue2018letter

Wrote 公开信 {cite:t}`yue2018letter` before the {event}`raid` {cite:p}`zhou2018report`.
:::
"""

BIBLIOGRAPHY = "# Sources\n\n```{bibliography}\n:all:\n```\n"


class Project:
    """A folder with docs/ and references.bib, as in the repository."""

    def __init__(self, folder):
        self.folder, self.docs = folder, folder / "docs"
        self.docs.mkdir()
        self.write("conf.py", CONF)
        self.write("index.md", INDEX)
        self.write("events.md", EVENTS)
        self.write("yue-xin.md", PERSON)
        self.write("sources.md", BIBLIOGRAPHY)
        (folder / "references.bib").write_text(SOURCES, encoding="utf-8")

    def write(self, name, text):
        (self.docs / name).write_text(text, encoding="utf-8")

    def change(self, name, old, new):
        text = (self.docs / name).read_text(encoding="utf-8")
        assert old in text
        self.write(name, text.replace(old, new))

    def build(self, out="html", builder="html", jobs=1, doctrees=None):
        """Build strictly; returns the finished process, with its output as text."""
        command = [sys.executable, "-m", "sphinx", "-n", "-W", "-j", str(jobs), "-b", builder]
        command += ["-d", str(self.folder / f"doctrees-{doctrees or out}"), str(self.docs), str(self.folder / out)]
        environment = {**os.environ, "NO_COLOR": "1"}
        return subprocess.run(command, capture_output=True, text=True, env=environment, check=False)

    def page(self, name, out="html"):
        return (self.folder / out / f"{name}.html").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def site():
    """The real pages, built strictly as `nox -s docs` builds them; returns the folder with html and pdf."""
    work = ROOT / "build" / "work"
    for builder in ("html", "pdf"):
        command = [sys.executable, "-m", "sphinx", "-q", "-n", "-W", "-b", builder, "-d", str(work / "doctrees")]
        subprocess.run([*command, str(ROOT / "docs"), str(work / builder)], check=True)
    return work


@pytest.fixture(scope="session")
def html(site):
    """The folder of the real website."""
    return site / "html"


@pytest.fixture(scope="session")
def browser():
    """Debian's Chromium; skipped where there is none, unless JASIC_BROWSER says that it is required."""
    chromium = Path("/usr/bin/chromium")
    if not chromium.exists():
        assert os.environ.get("JASIC_BROWSER") != "required", "no Chromium, though the browser tests are required"
        pytest.skip("Chromium is not installed")
    flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(chromium), args=flags)
        yield browser
        browser.close()


@pytest.fixture
def project(tmp_path):
    return Project(tmp_path)
