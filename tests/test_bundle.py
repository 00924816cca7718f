"""The work as files to carry away: opened as a reader would, and the same bytes each time."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
import yaml
from check_jsonschema import main as check_jsonschema
from click.testing import CliRunner
from conftest import DOCS, REAL_THEME, ROOT, Project
from libzim.reader import Archive
from libzim.search import Query, Searcher
from libzim.suggestion import SuggestionSearcher
from local_server import Quiet, serving
from playwright.sync_api import Page

from jasic.bundle import __main__ as bundle
from jasic.bundle.archive import refuse_unportable
from jasic.bundle.zim import metadata, without_chance, write_zim
from jasic.model.downloads import FOLDER, FORMS

TAKE = "# Take it with you\n\n```{files-to-carry}\n```\n"
EDITION = "jasic-2026.11"
MADE = "1795860000"


def write_small(project: Project, patch: pytest.MonkeyPatch) -> Project:
    """A small project as a repository: its pages, its version, and a page that lists what to carry away."""
    patch.setenv("SOURCE_DATE_EPOCH", MADE)
    patch.chdir(project.folder)
    (project.folder / "pyproject.toml").write_text(
        '[project]\nversion = "2026.11"\ndescription = "Small"\n', encoding="utf-8"
    )
    project.append("conf.py", REAL_THEME)
    project.write("about/take.md", TAKE)
    led_to = ("timeline/index", "people/index")  # by the page of the search
    for docname in led_to:
        project.write(f"{docname}.md", "# A page\n\nOf some words.\n")
    project.change("index.md", "sources\n", "\n".join(("sources", "about/take", *led_to, "")))
    (project.folder / "book.pdf").write_bytes(b"%PDF-1.7 a book")
    (project.folder / "book.epub").write_bytes(b"an e-book")
    return project


@pytest.fixture
def small(project: Project, monkeypatch: pytest.MonkeyPatch) -> Project:
    """A project for a test that changes or bundles it."""
    return write_small(project, monkeypatch)


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its bundle, which readers leave as it is."""
    with pytest.MonkeyPatch.context() as patch:
        return bundled(write_small(Project(tmp_path_factory.mktemp("bundle")), patch))


def step(*arguments: object) -> None:
    bundle.main([str(argument) for argument in arguments])


def pages(project: Project) -> Path:
    listed = project.folder / "bundle" / bundle.LIST
    project.built(options=(f"-Dcarried_files={listed}",))
    return project.folder / "html"


def bundled(project: Project) -> Path:
    """What `nox -s bundle` does, less the book and the e-book."""
    work, out = project.folder / "bundle", project.folder / "out"
    step("books", work, project.folder / "book.pdf", project.folder / "book.epub")
    step("carry", work, pages(project))
    step("publish", work, pages(project), out)
    return out


def listed(page: str) -> dict[str, str]:
    """The files that a page lists, with their digests."""
    return dict(re.findall(rf'href="\.\./{FOLDER}/([^"]+)".*?SHA-256: .*?([0-9a-f]{{64}})', page, re.DOTALL))


def digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def test_a_bundle_holds_all_and_says_what_is_in_it(published: Path, tmp_path: Path) -> None:
    carried = published / FOLDER
    names = {f"{EDITION}{end}" for end in (".pdf", ".epub", ".zip", ".zim")}
    assert {file.name for file in carried.iterdir()} == {*names, bundle.SUMS}
    lines = (line.partition("  ") for line in (carried / bundle.SUMS).read_text(encoding="utf-8").splitlines())
    sums = {name: known for known, _space, name in lines}
    assert sums == {name: digest(carried / name) for name in names}
    assert listed((published / "about" / "take.html").read_text(encoding="utf-8")) == sums
    with zipfile.ZipFile(carried / f"{EDITION}.zip") as archive:
        archive.extractall(tmp_path / "unpacked")
    inside = tmp_path / "unpacked" / EDITION
    assert (inside / FOLDER / f"{EDITION}.epub").read_bytes() == b"an e-book"
    own = listed((inside / "about" / "take.html").read_text(encoding="utf-8"))
    assert own == {name: digest(inside / FOLDER / name) for name in names if name.endswith((".pdf", ".epub"))}


def test_two_bundles_are_the_same_bytes(small: Project, published: Path) -> None:
    """Also of two copies of the work that lie in different places, and of one of them once more."""
    first = {file.name: digest(file) for file in (published / FOLDER).iterdir()}
    for _ in range(2):
        assert {file.name: digest(file) for file in (bundled(small) / FOLDER).iterdir()} == first


def test_the_archive_is_used_from_the_disk_without_a_network(published: Path, page: Page, tmp_path: Path) -> None:
    with zipfile.ZipFile(published / FOLDER / f"{EDITION}.zip") as archive:
        archive.extractall(tmp_path / "unpacked")
    page.context.set_offline(True)
    try:
        page.goto((tmp_path / "unpacked" / EDITION / "search.html").as_uri() + "?q=岳昕")
        page.locator("#search-results li a", has_text="Yue Xin").first.click()
        assert page.title().startswith("Yue Xin")
    finally:
        page.context.set_offline(False)


def test_a_copy_without_the_files_says_so(small: Project) -> None:
    page = small.built().page("about/take")
    assert "came without these files" in page
    assert FOLDER + "/" not in page


@pytest.mark.parametrize("content", ["", "[{}]", '[{"name": "../x.pdf", "size": 1, "sha256": "%s"}]' % ("0" * 64)])
def test_a_list_that_is_none_ends_the_build_with_a_cure(small: Project, content: str) -> None:
    (small.folder / "list.json").write_text(content, encoding="utf-8")
    listed = f"-Dcarried_files={small.folder / 'list.json'}"
    assert "Fix: run `nox -s bundle`" in small.failed(options=(listed,))


def rename_version(folder: Path, version: str) -> None:
    file = folder / "pyproject.toml"
    file.write_text(file.read_text(encoding="utf-8").replace("2026.11", version), encoding="utf-8")


@pytest.mark.parametrize(
    ("broken", "words"),
    [
        (lambda folder: os.environ.pop("SOURCE_DATE_EPOCH"), "Fix: run `nox -s bundle`"),
        (lambda folder: (folder / "html" / "index.html").unlink(), "Fix: build it first"),
        (lambda folder: (folder / "html" / "film.xyz").write_text(""), "Fix: add it to MEDIA_TYPES"),
        (lambda folder: os.environ.update(SOURCE_DATE_EPOCH="0"), "Fix: run `nox -s bundle`"),
        (lambda folder: os.environ.update(SOURCE_DATE_EPOCH="9" * 10), "Fix: run `nox -s bundle`"),
        (lambda folder: (folder / "html" / "etc").symlink_to("/etc"), "'etc' is a link"),
        (lambda folder: (folder / "html" / "con.html").write_text(""), "Fix: call the file otherwise"),
        (lambda folder: (folder / "pyproject.toml").write_text("[project]\n"), "is set nowhere. Fix: "),
        (lambda folder: rename_version(folder, "../1"), "the version in pyproject.toml is '../1'. Fix: write digits"),
    ],
)
def test_what_cannot_be_bundled_leaves_the_last_bundle_whole(published, tmp_path, monkeypatch, broken, words) -> None:  # type: ignore[no-untyped-def]
    shutil.copytree(published.parent, tmp_path / "copy", ignore=shutil.ignore_patterns("doctrees-*"))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", MADE)
    monkeypatch.chdir(tmp_path / "copy")
    out = tmp_path / "copy" / published.name
    before = {file: digest(file) for file in out.rglob("*") if file.is_file()}
    broken(tmp_path / "copy")
    with pytest.raises(SystemExit) as end:
        step("carry", tmp_path / "copy" / "bundle", tmp_path / "copy" / "html")
    assert words in str(end.value)
    assert {file: digest(file) for file in out.rglob("*") if file.is_file()} == before


@pytest.mark.parametrize(
    ("names", "words"),
    [
        (["people/aux.html"], "device in Windows"),
        (["lpt9/index.html"], "device in Windows"),
        (["a:b.html"], "has a sign"),
        (["what?.html"], "has a sign"),
        (["a\\b.html"], "has a sign"),
        (["a\x1b[31m.html"], "has a sign"),
        (["people./a.html"], "has a sign"),
        (["a.html "], "has a sign"),
        (["people/Yue-Xin.html", "people/yue-xin.html"], "are one file in Windows and macOS"),
        (["\u00e9.html", "e\u0301.html"], "are one file in Windows and macOS"),
        (["/".join(["a" * 60] * 4)], "has 243 characters"),
    ],
)
def test_what_somebody_could_not_unpack_is_not_packed(names: list[str], words: str, tmp_path: Path) -> None:
    for name in names:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("", encoding="utf-8")
    with pytest.raises(ValueError, match=f"{words}.* Fix: "):
        refuse_unportable(tmp_path)


@pytest.mark.parametrize("name", ["books", "publish"])
def test_a_folder_that_is_no_bundle_is_not_deleted(name: str, published: Path, tmp_path: Path) -> None:
    folder = published.parent
    mine = tmp_path / "mine"
    (mine / FOLDER).mkdir(parents=True)  # a home directory has one too
    (mine / "letter.txt").write_text("mine", encoding="utf-8")
    places = {
        "books": (mine, folder / "book.pdf", folder / "book.epub"),
        "publish": (folder / "bundle", folder / "html", mine),
    }
    with pytest.raises(SystemExit, match=r"holds no bundle, and would be deleted\. Fix: "):
        step(name, *places[name])
    assert {file.name for file in tmp_path.rglob("*")} == {"mine", FOLDER, "letter.txt"}


def test_without_a_book_the_last_bundle_stays(published: Path, tmp_path: Path) -> None:
    bundle_folder = published.parent / "bundle"
    before = sorted(bundle_folder.rglob("*"))
    with pytest.raises(SystemExit, match=r"book\.pdf is not there\. Fix: build it first"):
        step("books", bundle_folder, tmp_path / "book.pdf", published.parent / "book.epub")
    assert sorted(bundle_folder.rglob("*")) == before


def test_the_real_site_can_be_unpacked_anywhere(html: Path) -> None:
    refuse_unportable(html)


def test_nothing_is_published_without_an_address_for_those_who_are_named(
    small: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    step("contact")
    assert "contact_mail in docs/conf.py is empty" in (warning := capsys.readouterr().err) and " Fix: " in warning
    monkeypatch.setenv("JASIC_CONTACT", "required")
    with pytest.raises(SystemExit, match=r"contact_mail in docs/conf\.py is empty.* Fix: "):
        step("contact")
    small.append("conf.py", 'contact_mail = "us@example.org"\n')
    step("contact")
    assert capsys.readouterr().err == ""


def test_whatever_publishes_asks_for_that_address() -> None:
    publishing = [file for file in WORKFLOWS if "nox -s bundle" in file.read_text(encoding="utf-8")]
    assert {file.stem for file in publishing} == {"publish", "release"}
    for file in publishing:
        steps = yaml.safe_load(file.read_text(encoding="utf-8"))["jobs"]["build"]["steps"]
        (bundling,) = [step for step in steps if "nox -s bundle" in step.get("run", "")]
        assert bundling["env"] == {"JASIC_CONTACT": "required"}
    assert "JASIC_CONTACT=required python -m jasic.bundle contact" in (ROOT / ".readthedocs.yaml").read_text("utf-8")


def test_the_zim_file_opens_and_its_index_finds(published: Path) -> None:
    archive = Archive(published / FOLDER / f"{EDITION}.zim")
    assert archive.check()
    assert archive.main_entry.get_item().path == "index.html"
    assert archive.get_entry_by_path("yue-xin.html").title == "Yue Xin 岳昕"
    assert archive.has_fulltext_index and archive.has_illustration(48)
    assert archive.get_metadata("Language") == b"eng"
    assert archive.get_metadata("Description") == b"Small"
    for words in ("yue", "岳昕"):
        assert list(SuggestionSearcher(archive).suggest(words).getResults(0, 5)) == ["yue-xin.html"]
    for words in ("Yue Xin graduate", "岳昕"):
        assert "yue-xin.html" in list(Searcher(archive).search(Query().set_query(words)).getResults(0, 5))
    types = {
        path: archive.get_entry_by_path(path).get_item().mimetype for path in ("_static/jasic.css", "_search/engine.js")
    }
    assert types == {"_static/jasic.css": "text/css", "_search/engine.js": "text/javascript"}
    assert archive.get_entry_by_path(f"{FOLDER}/{EDITION}.epub").get_item().mimetype == "application/epub+zip"


# What zimcheck is asked. Not --integrity: those of Debian take the absence of an index that the format has given up for
# damage (https://github.com/openzim/zim-tools/issues/484); libzim itself checks it, in the test above.
ZIMCHECK = tuple(
    f"--{name}" for name in ("empty", "checksum", "metadata", "favicon", "main", "url_internal", "url_external")
)


@pytest.mark.skipif(
    not shutil.which("zimcheck") and "JASIC_ZIMCHECK" not in os.environ,
    reason="zimcheck is not here, so only libzim has checked the ZIM file. Fix: apt install zim-tools",
)
def test_zimcheck_finds_nothing(published: Path) -> None:
    file = published / FOLDER / f"{EDITION}.zim"
    done = subprocess.run(["zimcheck", *ZIMCHECK, str(file)], capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture
def served(published: Path) -> Iterator[str]:
    """The address of the ZIM file, served as readers do it: a path is an entry, and what stands behind it is not."""
    archive = Archive(published / FOLDER / f"{EDITION}.zim")

    class Reader(Quiet):
        def do_GET(self) -> None:
            path = unquote(urlsplit(self.path).path).removeprefix("/content/")
            if not archive.has_entry_by_path(path):
                self.send_error(404)
                return
            item = archive.get_entry_by_path(path).get_item()
            self.send_response(200)
            self.send_header("Content-Type", item.mimetype)
            self.end_headers()
            self.wfile.write(bytes(item.content))

    with serving(Reader) as address:
        yield f"{address}/content/"


def test_the_search_of_the_site_works_in_the_zim_file(served: str, page: Page) -> None:
    missing: list[str] = []
    page.on("response", lambda response: missing.append(response.url) if response.status >= 400 else None)
    page.goto(f"{served}index.html")
    page.keyboard.press("/")
    page.locator(".search-window input").fill("raid")
    page.locator(".search-window li a", has_text="The raid").first.click()
    assert "events.html" in page.url
    page.goto(f"{served}search.html?q=yuexin")
    page.locator("#search-results li a", has_text="Yue Xin").first.wait_for()
    assert [url for url in missing if not url.endswith("favicon.ico")] == []


def test_a_zim_file_of_another_make_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"bundle/zim\.py"):
        without_chance(b"ZIM\x04" + bytes(100))


def test_pages_of_another_title_and_language(tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (site / "index.html").write_text("<title>Anfang &amp; Ende</title><p>Wort", encoding="utf-8")
    aside = '<head><meta name="robots" content="noindex"/><title>Wort</title></head><p>Wort, wie man es zitiert'
    (site / "cite.html").write_text(aside, encoding="utf-8")
    conf = {"project": "x" * 99, "pdf_subtitle": "d" * 9999, "author": "", "copyright": "", "language": "de"}
    about = metadata("jasic", "d" * 99, conf, datetime.fromtimestamp(int(MADE), UTC))
    write_zim(site, about, tmp_path / "a.zim", lambda number, total: None)
    archive = Archive(tmp_path / "a.zim")
    assert archive.get_entry_by_path("index.html").title == "Anfang & Ende"
    assert archive.get_metadata("Language") == b"deu"
    assert list(Searcher(archive).search(Query().set_query("Wort")).getResults(0, 9)) == ["index.html"]
    assert list(SuggestionSearcher(archive).suggest("Wort").getResults(0, 9)) == []


def test_the_real_page_tells_how_to_open_each_form(knowledge: object) -> None:
    page = (DOCS / "about" / "take-it-with-you.md").read_text(encoding="utf-8")
    assert [end for end in FORMS if f"`{end}`" not in page] == []
    assert "take-it-with-you" in (DOCS / "index.md").read_text(encoding="utf-8")


WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.name)
def test_a_workflow_is_pinned_and_gives_no_right_to_what_strangers_wrote(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    flow = yaml.safe_load(text)
    events = flow[True]  # YAML reads the key `on` so
    assert all(re.fullmatch(r"[\w/-]+@[0-9a-f]{40}", use) for use in re.findall(r"uses: (\S+)", text))
    assert "pull_request_target" not in events
    assert set(flow["permissions"].values() if flow["permissions"] else ()) <= {"read"}
    for name, job in flow["jobs"].items():
        writes = "write" in str(job.get("permissions", {}))
        code = [step for step in job["steps"] if "checkout" in step.get("uses", "")]
        ours = [step["run"] for step in job["steps"] if re.search(r"nox|pip|\.ci/run", step.get("run", ""))]
        assert not (writes and ours), f"{name} runs code and may write"
        if "workflow_run" in events:
            assert not code, f"{name} checks out what a stranger wrote, with the rights of main"
        for step in job["steps"]:  # what strangers may choose is never written into a script
            assert "${{" not in step.get("run", "")


@pytest.mark.parametrize(
    ("schema", "pattern"),
    [
        ("github-workflows", ".github/workflows/*.yml"),
        ("github-issue-forms", ".github/ISSUE_TEMPLATE/*.yml"),
        ("dependabot", ".github/dependabot.yml"),
        ("readthedocs", ".readthedocs.yaml"),
        ("citation-file-format", "CITATION.cff"),
    ],
)
def test_what_hosts_read_keeps_to_their_schemas(schema: str, pattern: str) -> None:
    files = [str(file) for file in sorted(ROOT.glob(pattern))]
    assert files
    result = CliRunner().invoke(check_jsonschema, ["--builtin-schema", f"vendor.{schema}", *files])
    assert result.exit_code == 0, result.output
