"""The link checker against a server on this machine; no test asks another."""

import json
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from typing import Any

import pytest
from conftest import Project

from jasic.commands import linkcheck
from jasic.commands.linkcheck import Checker, Settings, is_failure, is_fresh, next_answer
from jasic.model.addresses import Answer
from jasic.rules.check import check

QUICK = Settings(timeout=1, delay=0, longest_wait=0.2, tries=3, pause=0.05, workers=4)
TODAY = date(2026, 11, 25)
PAGE = "<html><head><title>A page</title></head><body>Workers and their union. " + "Words. " * 30 + "</body></html>"


class Server(ThreadingHTTPServer):
    """Notes what it was asked: method, path, time."""

    asked: list[tuple[str, str, float]]


class Handler(BaseHTTPRequestHandler):
    """Answers by path: /status/404, /to/301/page, and the names below."""

    server: Server

    def log_message(self, *args: Any) -> None:
        pass

    def do_HEAD(self) -> None:
        self.do_GET()

    def do_GET(self) -> None:
        self.server.asked.append((self.command, self.path, time.monotonic()))
        kind, _, rest = self.path.strip("/").partition("/")
        getattr(self, f"do_{kind.replace('.', '_').replace('-', '_')}", self.do_page)(rest)

    def send(
        self,
        code: int = 200,
        text: str = PAGE,
        content: str = "text/html; charset=utf-8",
        charset: str = "utf-8",
        **headers: str,
    ) -> None:
        body = text.encode(charset)
        self.send_response(code)
        self.send_header("Content-Type", content)
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def do_page(self, rest: str) -> None:
        self.send()

    def do_robots_txt(self, rest: str) -> None:
        self.send(text="User-agent: *\nDisallow: /private\n", content="text/plain")

    def do_status(self, rest: str) -> None:
        self.send(int(rest))

    def do_to(self, rest: str) -> None:
        code, _, target = rest.partition("/")
        self.send(int(code), "", Location=f"/{target}")

    def do_loop(self, rest: str) -> None:
        self.send(302, "", Location="/loop")

    def do_slow(self, rest: str) -> None:
        time.sleep(2)
        self.send()

    def do_reset(self, rest: str) -> None:
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
        self.connection.close()

    def do_no_head(self, rest: str) -> None:
        self.send(405 if self.command == "HEAD" else 200)

    def do_head_404(self, rest: str) -> None:
        self.send(404 if self.command == "HEAD" else 200)

    def do_head_reset(self, rest: str) -> None:
        self.do_reset(rest) if self.command == "HEAD" else self.send()

    def do_once(self, rest: str) -> None:
        """429 or 500 until asked a few times."""
        code, _, count = rest.partition("/")
        seen = sum(path == self.path for _, path, _ in self.server.asked)
        self.send(int(code) if seen <= int(count) else 200, Retry_After="0")

    def do_wait(self, rest: str) -> None:
        self.send(429, Retry_After=rest)

    def do_wait_forever(self, rest: str) -> None:
        self.send(429)

    def do_empty(self, rest: str) -> None:
        self.send(text="")

    def do_pdf(self, rest: str) -> None:
        self.send(text="%PDF", content="application/pdf")

    def do_gone_zh(self, rest: str) -> None:
        self.send(text="<html><title>提示</title><body>此内容因违规无法查看，内容已被发布者删除</body></html>")

    def do_gone_en(self, rest: str) -> None:
        self.send(text="<html><title>Page not found</title><body>Sorry.</body></html>")

    def do_gone_gbk(self, rest: str) -> None:
        text = '<html><head><meta charset="gbk"><title>提示</title></head><body>页面不存在</body></html>'
        self.send(text=text, content="text/html", charset="gbk")

    def do_gbk(self, rest: str) -> None:
        text = '<html><head><meta charset="gbk"><title>佳士工人</title></head><body>工会</body></html>'
        self.send(text=text, content="text/html", charset="gbk")

    def do_bad_charset(self, rest: str) -> None:
        self.send(content="text/html; charset=no-such-thing")

    def do_about_deletion(self, rest: str) -> None:
        """A long article that only mentions that a page is no longer available."""
        self.send(text=PAGE + "The letter is no longer available on the first site. " + "Words. " * 4000)


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    server = Server(("127.0.0.1", 0), Handler)
    server.asked = []
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()


@pytest.fixture(autouse=True)
def only_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Names of other hosts do not resolve, whatever the network is like."""
    resolve = socket.getaddrinfo

    def guarded(host: str, *args: Any, **kwargs: Any) -> Any:
        if host not in ("127.0.0.1", "localhost"):
            raise socket.gaierror(f"no network in tests: {host}")
        return resolve(host, *args, **kwargs)

    monkeypatch.setattr(socket, "getaddrinfo", guarded)
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.delenv(name, raising=False)


def at(server: Server, path: str) -> str:
    return f"http://127.0.0.1:{server.server_port}/{path}"


@pytest.mark.parametrize(
    ("path", "state", "detail"),
    [
        ("page", "live", ""),
        ("page?id=7&q=佳士", "live", ""),
        ("文章/公开信", "live", ""),
        ("page#part", "live", ""),
        ("pdf", "live", ""),
        ("gbk", "live", ""),
        ("bad-charset", "unsure", "unknown encoding"),
        ("about-deletion", "live", ""),
        ("status/404", "dead", "404"),
        ("status/410", "dead", "410"),
        ("status/401", "blocked", "401"),
        ("status/403", "blocked", "403"),
        ("status/451", "blocked", "451"),
        ("status/400", "unsure", "400"),
        ("status/500", "unsure", "500"),
        ("status/503", "unsure", "503"),
        ("to/301/page", "moved", "/page"),
        ("to/308/page", "moved", "/page"),
        ("to/302/page", "live", ""),
        ("to/307/page", "live", ""),
        ("to/301/", "dead", "front page"),
        ("to/302/login", "blocked", "log-in"),
        ("to/301/status/404", "dead", "404"),
        ("loop", "unsure", "circle"),
        ("slow", "unsure", "Timeout"),
        ("reset", "unsure", "ConnectionError"),
        ("no-head", "live", ""),
        ("head-404", "live", ""),
        ("head-reset", "live", ""),
        ("once/429/2", "live", ""),
        ("once/500/2", "live", ""),
        ("wait/3600", "blocked", "429"),
        ("wait/soon", "blocked", "429"),
        ("wait-forever", "blocked", "429"),
        ("empty", "unsure", "empty"),
        ("gone-zh", "dead", "says that it is gone"),
        ("gone-en", "dead", "says that it is gone"),
        ("gone-gbk", "dead", "says that it is gone"),
        ("private/letter", "blocked", "robots"),
    ],
)
def test_answers(server: Server, path: str, state: str, detail: str) -> None:
    answer, said = Checker(QUICK).ask(at(server, path))
    assert answer == state
    assert detail in said


@pytest.mark.parametrize("url", ["http://no-such-host.example/", "https://127.0.0.1:1/", "http://[broken/"])
def test_hosts_that_do_not_answer_are_unsure(url: str) -> None:
    assert Checker(QUICK).ask(url)[0] == "unsure"


def test_no_tls_where_https_is_asked_for_is_unsure(server: Server) -> None:
    assert Checker(QUICK).ask(at(server, "page").replace("http:", "https:"))[0] == "unsure"


def test_a_long_wait_is_cut_short(server: Server) -> None:
    start = time.monotonic()
    Checker(QUICK).ask(at(server, "wait/3600"))
    assert time.monotonic() - start < 5


def test_one_host_is_asked_slowly(server: Server) -> None:
    server.asked.clear()
    checker = Checker(Settings(timeout=1, delay=0.3, tries=1))
    for number in range(2):
        checker.ask(at(server, f"page{number}"))
    times = [when for _, _, when in server.asked]
    assert all(later - earlier > 0.25 for earlier, later in pairwise(times))


# What follows from answers over weeks


def test_unsure_becomes_dead_after_three_runs_and_two_weeks() -> None:
    answer = next_answer(None, "unsure", "Timeout", False, date(2026, 11, 1))
    answer = next_answer(answer, "unsure", "Timeout", False, date(2026, 11, 8))
    assert answer.state == "unsure"
    answer = next_answer(answer, "unsure", "Timeout", False, date(2026, 11, 15))
    assert answer.state == "dead"
    assert answer.failing_since == "2026-11-01"


def test_a_good_answer_ends_a_series_of_failures() -> None:
    answer = next_answer(None, "dead", "404", False, date(2026, 11, 1))
    answer = next_answer(answer, "live", "", False, date(2026, 11, 8))
    assert (answer.fails, answer.failing_since, answer.last_ok) == (0, "", "2026-11-08")


def test_only_an_old_death_without_an_archive_fails_the_run() -> None:
    first = next_answer(None, "dead", "404", False, date(2026, 11, 1))
    assert not is_failure(first, date(2026, 11, 1))
    assert not is_failure(next_answer(first, "dead", "404", False, date(2026, 11, 8)), date(2026, 11, 8))
    assert is_failure(next_answer(first, "dead", "404", False, date(2026, 11, 15)), date(2026, 11, 15))
    archived = next_answer(first, "dead", "404", True, date(2026, 11, 15))
    assert archived.state == "dead-archived"
    assert not is_failure(archived, date(2026, 11, 15))


def test_good_answers_count_for_four_weeks_and_bad_ones_for_a_day() -> None:
    assert is_fresh(Answer("live", last_checked="2026-11-01"), QUICK, TODAY)
    assert not is_fresh(Answer("live", last_checked="2026-10-01"), QUICK, TODAY)
    assert not is_fresh(Answer("dead", last_checked="2026-11-24"), QUICK, TODAY)
    assert not is_fresh(None, QUICK, TODAY)


# Whole runs


@pytest.fixture
def bibliography(project: Project, server: Server) -> Project:
    """A project whose sources are pages of the server; returns a function that runs the checker on it."""
    paths = ["page1", "status/404", "status/410", "page2", "to/301/page"]
    entries = []
    for number, path in enumerate(paths):
        archive = "  archiveurl = {https://example.net/copy},\n" if path == "status/410" else ""
        entries.append(
            f"@online{{source{number}x,\n  author = {{A, B}},\n  title = {{Title {number}}},\n  date = {{2018}},\n"
            f"  organization = {{Paper}},\n  url = {{{at(server, path)}}},\n{archive}"
            "  langid = {en},\n  stream = {press},\n  seen = {no},\n}\n"
        )
    (project.folder / "references.bib").write_text("\n".join(entries), encoding="utf-8")
    project.write("events.md", "# Events\n\nPolice came {cite:p}`source1x`.\n")
    return project


def run(bibliography: Project, today: date = TODAY, **options: Any) -> tuple[list[str], str]:
    said: list[str] = []
    failures = linkcheck.run(
        check(bibliography.docs)[0], bibliography.folder / "status.json", QUICK, today, out=said.append, **options
    )
    return failures, "\n".join(said)


def test_each_line_names_place_key_state_and_citing_pages(bibliography: Project, server: Server) -> None:
    _, said = run(bibliography)
    assert f"references.bib:17: [dead] source1x: {at(server, 'status/404')} (404, since 2026-11-25)" in said
    assert "cited in docs/events.md" in said
    assert "[dead-archived] source2x" in said
    assert "[moved] source4x" in said
    assert "2 live, 1 moved, 0 blocked, 0 unsure, 1 dead, 1 dead-archived" in said


def test_a_second_run_asks_only_what_is_not_fresh(bibliography: Project, server: Server) -> None:
    run(bibliography)
    server.asked.clear()
    run(bibliography, today=date(2026, 11, 26))
    assert {path for _, path, _ in server.asked if path != "/robots.txt"} == {"/status/404"}


def test_the_run_fails_when_a_death_is_two_weeks_old(bibliography: Project, server: Server) -> None:
    assert run(bibliography)[0] == []
    assert run(bibliography, today=date(2026, 12, 10))[0] == [at(server, "status/404")]


def test_a_source_that_is_gone_from_the_bibliography_leaves_the_file(bibliography: Project) -> None:
    run(bibliography)
    path = bibliography.folder / "references.bib"
    path.write_text(path.read_text(encoding="utf-8").partition("@online{source4x")[0], encoding="utf-8")
    run(bibliography)
    assert len(json.loads((bibliography.folder / "status.json").read_text(encoding="utf-8"))) == 4


@pytest.mark.parametrize(
    "text", ["{", "[]", '{"a": 1}', '{"a": {"state": "odd"}}', '{"a": {"state": "live", "last_checked": "x"}}']
)
def test_a_poisoned_status_file_is_named_and_kept(bibliography: Project, text: str) -> None:
    file = bibliography.folder / "status.json"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=r"link-status.*Fix:"):
        run(bibliography)
    assert file.read_text(encoding="utf-8") == text


def test_archives_are_suggested_and_nothing_is_written(bibliography: Project, server: Server) -> None:
    run(bibliography)
    file = bibliography.folder / "status.json"
    before = file.read_bytes()
    (suggestion,) = linkcheck.suggestions(check(bibliography.docs)[0], linkcheck.load(file))
    assert f"https://web.archive.org/web/2018/{at(server, 'status/404')}" in suggestion
    assert file.read_bytes() == before


KILLED = """
import sys
from datetime import date
from pathlib import Path
from jasic.commands import linkcheck
from jasic.rules.check import check
settings = linkcheck.Settings(timeout=1, delay=0.02, tries=1, workers=2)
print("ready", flush=True)
linkcheck.run(check(sys.argv[1])[0], Path(sys.argv[2]), settings, date(2026, 11, 25))
"""


def test_killing_a_run_at_any_moment_loses_no_result(bibliography: Project, server: Server) -> None:
    """Five times killed at another moment: the file is whole and keeps all that it had before."""
    entry = (bibliography.folder / "references.bib").read_text(encoding="utf-8").split("\n\n")[0]
    entries = [
        entry.replace("source0x", f"page{n:02}x").replace("/page1", f"/p{n:02}").replace("Title 0", f"Title {n}")
        for n in range(40)
    ]
    (bibliography.folder / "references.bib").write_text("\n\n".join(entries) + "\n", encoding="utf-8")
    bibliography.write("events.md", "# Events\n")
    file = bibliography.folder / "status.json"
    paths = [str(bibliography.docs), str(file)]
    environment = {"PYTHONPATH": ":".join(sys.path), "PATH": "/usr/bin:/bin"}
    kept: set[str] = set()
    for number in range(5):
        process = subprocess.Popen(
            [sys.executable, "-c", KILLED, *paths], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment
        )
        assert process.stdout
        process.stdout.readline()
        time.sleep(0.05 + 0.05 * number)
        process.kill()
        process.communicate()
        answers = set(linkcheck.load(file))
        assert kept <= answers
        kept = answers
    assert kept
    subprocess.run([sys.executable, "-c", KILLED, *paths], check=True, capture_output=True, env=environment)
    assert len(linkcheck.load(file)) == 40


# The command as a contributor types it

Command = Callable[..., int]


@pytest.fixture
def command(bibliography: Project, monkeypatch: pytest.MonkeyPatch) -> Command:
    """The command in the folder of a project, without its pauses."""
    (bibliography.docs / "reference").mkdir()
    monkeypatch.chdir(bibliography.folder)
    return lambda *arguments: linkcheck.main([*arguments, "--timeout=1", "--delay=0", "--pause=0"])


def test_the_command_names_what_it_finds_and_keeps_it(command: Command, capsys: pytest.CaptureFixture[str]) -> None:
    assert command() == 0
    assert "2 live, 1 moved, 0 blocked, 0 unsure, 1 dead, 1 dead-archived" in capsys.readouterr().out
    assert command("--suggest-archive") == 0
    assert "source1x: look at https://web.archive.org/web/2018/" in capsys.readouterr().out


def test_the_command_asks_for_one_source_only(command: Command, server: Server) -> None:
    server.asked.clear()
    assert command("source3x") == 0
    assert {path for _, path, _ in server.asked} == {"/robots.txt", "/page2"}


def test_the_command_fails_for_an_address_that_is_dead_for_good(
    command: Command, bibliography: Project, server: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    answer = {"state": "dead", "last_checked": "2026-01-01", "failing_since": "2026-01-01", "fails": 2}
    file = bibliography.docs / "reference" / "link-status.json"
    file.write_text(json.dumps({at(server, "status/404"): answer}), encoding="utf-8")
    assert command() == 1
    assert f"without an archived copy: {at(server, 'status/404')}. Fix: nox -s linkcheck" in capsys.readouterr().out


def test_the_command_names_a_status_file_that_it_cannot_read(
    command: Command, bibliography: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    (bibliography.docs / "reference" / "link-status.json").write_text("{", encoding="utf-8")
    assert command() == 2
    assert "[link-status]" in capsys.readouterr().err
