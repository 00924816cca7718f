"""The link checker against a server on this machine; no test asks another."""

import contextlib
import io
import json
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from functools import partial
from http.server import ThreadingHTTPServer
from itertools import pairwise
from typing import Any

import pytest
from conftest import REFERENCES, Project
from local_server import Quiet

from jasic.commands import http_client, linkcheck
from jasic.commands.http_client import Checker, Finding, Settings
from jasic.commands.linkcheck import is_fresh, next_answer
from jasic.model.link_status import Answer
from jasic.reading import link_status
from jasic.rules.check import check

HOST = "pages.example.org"  # stands for this machine in all these tests
QUICK = Settings(
    timeout=0.5, time_limit=1, delay=0, longest_wait=0.1, tries=3, pause=0.05, workers=4, public_only=False
)
TODAY = date(2026, 11, 25)
PAGE = "<html><head><title>A page</title></head><body>Workers and their union. " + "Words. " * 30 + "</body></html>"
# What pages say, by their paths; those of one charset inside are sent in that.
PAGES = {
    "empty": "",
    "pdf": "%PDF",
    "robots.txt": "User-agent: *\nDisallow: /private\n",
    "gbk": '<html><head><meta charset="gbk"><title>佳士工人</title></head><body>工会</body></html>',
    "gone-gbk": '<html><head><meta charset="gbk"><title>提示</title></head><body>页面不存在</body></html>',
    "gone-zh": "<html><title>提示</title><body>此内容因违规无法查看，内容已被发布者删除</body></html>",
    "gone-en": "<html><title>Page not found</title><body>Sorry.</body></html>",
    "gone-with-script": f"<html><title>提示</title><body><script>{'var words = 1; ' * 500}</script>"
    "<style>p { color: red }</style><!-- note --><p>该内容已被发布者删除</p></body></html>",
    "quotes": "<html><title>WeChat posts removed</title><body><p>The group said that its post had been deleted: "
    "“该内容已被发布者删除”. </p></body></html>",
    "title-quotes": f"<html><title>“该内容已被发布者删除”：一份记录</title><body>{'工会' * 99}</body></html>",
    "papers": "<html><title>A life</title><body>The page was not found among his papers.</body></html>",
    "among-others": f"<html><title>审查</title><body><p>{'工人要求组建工会。' * 20}</p>"
    "<p>此内容因违规无法查看</p></body></html>",
    "about-deletion": PAGE + "The letter is no longer available on the first site. " + "Words. " * 4000,
}
# Of what type they are, where that is another than of most.
CONTENTS = {"bad-charset": "text/html; charset=no-such-thing", "pdf": "application/pdf", "robots.txt": "text/plain"}


class Server(ThreadingHTTPServer):
    """Notes what it was asked: method, path, time."""

    asked: list[tuple[str, str, float]]


class Handler(Quiet):
    """Answers by path: /status/404, /to/301/page, the names below and those of PAGES."""

    server: Server

    def do_GET(self) -> None:
        self.server.asked.append((self.command, self.path, time.monotonic()))
        kind, _, rest = self.path.strip("/").partition("/")
        getattr(self, f"do_{kind.replace('-', '_')}", self.do_page)(rest)

    do_HEAD = do_GET

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
        self.wfile.write(body)

    def do_page(self, rest: str) -> None:
        name = self.path.strip("/")
        text, content = PAGES.get(name, PAGE), CONTENTS.get(name, "text/html; charset=utf-8")
        charset = "gbk" if "gbk" in text else "utf-8"
        self.send(text=text, content="text/html" if charset == "gbk" else content, charset=charset)

    def do_status(self, rest: str) -> None:
        self.send(int(rest))

    def do_to(self, rest: str) -> None:
        code, _, target = rest.partition("/")
        self.send(int(code), "", Location=f"/{target}")

    def do_loop(self, rest: str) -> None:
        self.send(302, "", Location="/loop")

    def do_slow(self, rest: str) -> None:
        time.sleep(1.5)
        self.send()

    def drip(self, head: bytes) -> None:
        """A byte now and then, as long as somebody listens."""
        with contextlib.suppress(OSError):
            self.wfile.write(head)
            for _ in range(60):
                time.sleep(0.1)
                self.wfile.write(b"a")

    def do_drip_head(self, rest: str) -> None:
        self.drip(b"HTTP/1.0 200 OK\r\nX-Long: ")

    def do_drip_body(self, rest: str) -> None:
        self.drip(b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n<title>A page</title>")

    def do_on_and_on(self, rest: str) -> None:
        """One redirect after another, each of them slow."""
        time.sleep(0.3)
        self.send(302, "", Location=f"/on-and-on/{rest}x")

    def do_far(self, rest: str) -> None:
        self.send(301, "", Location=f"http://{rest}/")

    def do_reset(self, rest: str) -> None:
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
        self.connection.close()

    def do_once(self, rest: str) -> None:
        """429 or 500 until asked a few times."""
        code, _, count = rest.partition("/")
        seen = sum(path == self.path for _, path, _ in self.server.asked)
        self.send(int(code) if seen <= int(count) else 200, Retry_After="0")

    def do_wait(self, rest: str) -> None:
        self.send(429, Retry_After=rest)


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    server = Server(("127.0.0.1", 0), Handler)
    server.asked = []
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()


@pytest.fixture(autouse=True)
def only_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """One name leads to this machine, and no other one anywhere, whatever the network is like."""
    resolve = socket.getaddrinfo

    def guarded(host: str, *args: Any, **kwargs: Any) -> Any:
        if host not in (HOST, "127.0.0.1"):
            raise socket.gaierror(f"no network in tests: {host}")
        return resolve("127.0.0.1", *args, **kwargs)

    monkeypatch.setattr(socket, "getaddrinfo", guarded)
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.delenv(name, raising=False)


def at(server: Server, path: str) -> str:
    return f"http://{HOST}:{server.server_port}/{path}"


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
        ("status/404", "gone", "404"),
        ("status/410", "gone", "410"),
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
        ("to/301/", "gone", "front page"),
        ("to/302/login", "blocked", "log-in"),
        ("to/301/status/404", "gone", "404"),
        ("loop", "unsure", "circle"),
        ("slow", "unsure", "Timeout"),
        ("on-and-on/", "unsure", "not done in 1 seconds"),
        ("drip-head", "unsure", "not done in 1 seconds"),
        ("drip-body", "live", ""),
        ("reset", "unsure", "ConnectionError"),
        ("once/429/2", "live", ""),
        ("once/500/2", "live", ""),
        ("wait/3600", "blocked", "429"),
        ("wait/soon", "blocked", "429"),
        ("status/429", "blocked", "429"),
        ("empty", "unsure", "empty"),
        ("gone-zh", "gone", "says that it is gone"),
        ("gone-en", "gone", "says that it is gone"),
        ("gone-gbk", "gone", "says that it is gone"),
        ("gone-with-script", "gone", "says that it is gone"),
        ("quotes", "live", ""),
        ("title-quotes", "live", ""),
        ("papers", "live", ""),
        ("among-others", "live", ""),
        ("private/letter", "blocked", "robots"),
    ],
)
def test_answers(server: Server, path: str, state: str, detail: str) -> None:
    """And nobody is asked by HEAD, with which many servers do not know what to do."""
    server.asked.clear()
    start = time.monotonic()
    finding = Checker(QUICK).ask(at(server, path))
    assert finding.state == state
    assert detail in finding.detail
    assert time.monotonic() - start < QUICK.time_limit + 0.5
    assert {method for method, _path, _when in server.asked} == {"GET"}


@pytest.mark.parametrize("url", ["http://no-such-host.example/", f"https://{HOST}:1/"])
def test_hosts_that_do_not_answer_are_unsure(url: str) -> None:
    assert Checker(QUICK).ask(url) == Finding("unsure", "ConnectionError", answered=False)


@pytest.mark.parametrize(
    "url", ["http://[broken/", "ftp://example.org/", "http://me@pages.example.org/", "http://127.0.0.1/", "http://nas/"]
)
def test_what_is_no_public_web_address_is_not_asked(url: str) -> None:
    assert Checker(QUICK).ask(url) == Finding("unsure", "no public web address", answered=False)


@pytest.mark.parametrize("number", ["127.0.0.1", "10.1.2.3", "169.254.169.254", "240.0.0.1", "::1", "::ffff:10.0.0.1"])
def test_hosts_in_private_networks_are_not_asked(monkeypatch: pytest.MonkeyPatch, server: Server, number: str) -> None:
    server.asked.clear()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **kwargs: [(2, 1, 6, "", (number, 0))])
    finding = Checker(replace(QUICK, public_only=True)).ask(at(server, "page"))
    assert finding == Finding("unsure", "its host is in a private network", answered=False)
    assert server.asked == []


@pytest.mark.parametrize("target", ["127.0.0.1", "me@pages.example.org", "nas"])
def test_redirects_lead_to_public_addresses_only(server: Server, target: str) -> None:
    finding = Checker(QUICK).ask(at(server, f"far/{target}:{server.server_port}"))
    assert (finding.state, finding.detail) == ("unsure", "no public web address")


def test_the_check_of_networks_is_on_and_no_option() -> None:
    assert Settings().public_only
    with pytest.raises(SystemExit):
        linkcheck.main(["--public-only="])


def test_a_host_that_says_nothing_is_given_up(server: Server) -> None:
    checker = Checker(QUICK)
    findings = [checker.ask(at(server, f"slow/{number}")) for number in range(4)]
    server.asked.clear()
    assert checker.ask(at(server, "page")) == findings[3] == Finding("unsure", "its host does not answer", False)
    assert server.asked == []


def test_no_tls_where_https_is_asked_for_is_unsure(server: Server) -> None:
    assert Checker(QUICK).ask(at(server, "page").replace("http:", "https:"))[0] == "unsure"


def test_one_host_is_asked_slowly(server: Server) -> None:
    server.asked.clear()
    checker = Checker(replace(QUICK, delay=1, tries=1))
    for number in range(2):
        checker.ask(at(server, f"page{number}"))
    times = [when for _, _, when in server.asked]
    assert all(later - earlier > 0.5 for earlier, later in pairwise(times))  # the server may note the first late


# What follows from answers over weeks


GONE, NOTHING, LIVE = Finding("gone", "404"), Finding("unsure", "Timeout", answered=False), Finding("live")


def after(*looks: tuple[int, Finding], has_archive: bool = False) -> Answer:
    """What is known after looks on some days of November."""
    answer = None
    for day, finding in looks:
        answer = next_answer(answer, finding, has_archive, date(2026, 11, day))
    assert answer
    return answer


def test_an_address_that_seems_gone_is_dead_after_two_weeks() -> None:
    first = after((1, GONE))
    assert (first.state, first.detail, first.failing_since) == ("unsure", "404", "2026-11-01")
    assert after((1, GONE), (8, GONE)).state == "unsure"
    assert after((1, GONE), (14, GONE)).state == "unsure"
    assert after((1, GONE), (15, GONE)) == Answer("dead", "404", "2026-11-15", "", "2026-11-01", 2)
    assert after((1, GONE), (15, GONE), has_archive=True).state == "dead-archived"


def test_an_address_without_clear_answers_is_dead_after_three_runs_and_two_weeks() -> None:
    assert after((1, NOTHING), (15, NOTHING)).state == "unsure"
    answer = after((1, NOTHING), (8, NOTHING), (15, NOTHING))
    assert (answer.state, answer.failing_since) == ("dead", "2026-11-01")


def test_a_good_answer_ends_a_series_of_failures() -> None:
    answer = after((1, GONE), (8, LIVE))
    assert (answer.fails, answer.failing_since, answer.last_ok) == (0, "", "2026-11-08")
    assert after((1, GONE), (8, LIVE), (15, GONE)).state == "unsure"


def test_good_answers_count_for_four_weeks_and_bad_ones_for_a_day() -> None:
    assert is_fresh(Answer("live", last_checked="2026-11-01"), QUICK, TODAY)
    assert not is_fresh(Answer("live", last_checked="2026-10-01"), QUICK, TODAY)
    assert not is_fresh(Answer("dead", last_checked="2026-11-24"), QUICK, TODAY)
    assert not is_fresh(Answer("live"), QUICK, TODAY)
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
            "  langid = {en},\n  stream = {left},\n  seen = {part},\n}\n"
        )
    project.write(REFERENCES, "\n".join(entries))
    project.write("events.md", "# Events\n\nPolice came {cite:p}`source1x`.\n")
    return project


LATER = date(2026, 12, 10)  # more than two weeks


def run(bibliography: Project, today: date = TODAY, **options: Any) -> tuple[list[str], str]:
    file = bibliography.folder / "status.json"
    with contextlib.redirect_stdout(io.StringIO()) as said:
        failures = linkcheck.run(check(bibliography.docs)[0], file, QUICK, today, **options)
    return failures, said.getvalue()


def test_each_line_names_place_key_state_and_citing_pages(bibliography: Project, server: Server) -> None:
    _, said = run(bibliography)
    assert "2 live, 1 moved, 0 blocked, 2 unsure, 0 dead, 0 dead-archived" in said
    _, said = run(bibliography, today=LATER)
    assert f"references.bib:17: [dead] source1x: {at(server, 'status/404')} (404, since 2026-11-25)" in said
    assert "cited in docs/events.md" in said
    assert "[dead-archived] source2x" in said
    assert "[moved] source4x" in said
    assert "2 live, 1 moved, 0 blocked, 0 unsure, 1 dead, 1 dead-archived" in said


def test_a_second_run_asks_only_what_is_not_fresh(bibliography: Project, server: Server) -> None:
    run(bibliography)
    server.asked.clear()
    run(bibliography, today=date(2026, 11, 26))
    assert {path for _, path, _ in server.asked if path != "/robots.txt"} == {"/status/404", "/status/410"}


def test_the_run_fails_when_a_death_is_two_weeks_old(bibliography: Project, server: Server) -> None:
    assert run(bibliography)[0] == []
    assert run(bibliography, today=LATER)[0] == [at(server, "status/404")]


def test_a_source_that_is_gone_from_the_bibliography_leaves_the_file(bibliography: Project) -> None:
    run(bibliography)
    text = (bibliography.folder / "references.bib").read_text(encoding="utf-8")
    bibliography.write(REFERENCES, text.partition("@online{source4x")[0])
    run(bibliography)
    assert len(json.loads((bibliography.folder / "status.json").read_text(encoding="utf-8"))) == 4


@pytest.mark.parametrize(
    "text",
    [
        "{",
        "[]",
        '{"a": 1}',
        '{"a": {"state": "odd"}}',
        '{"a": {"state": "live", "last_checked": "x"}}',
        '{"a": {"state": "unsure", "fails": "2"}}',
        '{"a": {"state": "moved", "detail": "http://nas/"}}',
    ],
)
def test_a_poisoned_status_file_is_named_and_kept(bibliography: Project, text: str) -> None:
    file = bibliography.folder / "status.json"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=r"link-status.*Fix:"):
        run(bibliography)
    assert file.read_text(encoding="utf-8") == text


def test_archives_are_suggested_and_nothing_is_written(bibliography: Project, server: Server) -> None:
    run(bibliography)
    run(bibliography, today=LATER)
    file = bibliography.folder / "status.json"
    before = file.read_bytes()
    (suggestion,) = linkcheck.suggestions(check(bibliography.docs)[0], linkcheck.load(file)[0])
    assert f"https://web.archive.org/web/2018/{at(server, 'status/404')}" in suggestion
    assert list(linkcheck.suggestions(check(bibliography.docs)[0], linkcheck.load(file)[0], ["source0x"])) == []
    assert file.read_bytes() == before


KILLED = """
import socket
import sys
from datetime import date
from pathlib import Path
from jasic.commands import linkcheck
from jasic.commands.http_client import Settings
from jasic.rules.check import check
settings = Settings(timeout=1, delay=0.02, tries=1, workers=2, public_only=False)
resolve = socket.getaddrinfo
socket.getaddrinfo = lambda host, *args, **kwargs: resolve("127.0.0.1", *args, **kwargs)
linkcheck.run(check(sys.argv[1])[0], Path(sys.argv[2]), settings, date(2026, 11, 25))
"""


def test_killing_a_run_at_any_moment_loses_no_result(bibliography: Project, server: Server) -> None:
    """Three times killed at another moment: the file is whole and keeps all that it had before."""
    entry = (bibliography.folder / "references.bib").read_text(encoding="utf-8").split("\n\n")[0]
    entries = [
        entry.replace("source0x", f"page{n:03}x").replace("/page1", f"/p{n:03}").replace("Title 0", f"Title {n}")
        for n in range(100)
    ]
    bibliography.write(REFERENCES, "\n\n".join(entries) + "\n")
    bibliography.write("events.md", "# Events\n")
    file = bibliography.folder / "status.json"
    paths = [str(bibliography.docs), str(file)]
    environment = {"PYTHONPATH": ":".join(sys.path), "PATH": "/usr/bin:/bin"}
    kept: set[str] = set()
    for number in range(3):
        process = subprocess.Popen([sys.executable, "-c", KILLED, *paths], stderr=subprocess.DEVNULL, env=environment)
        end = time.monotonic() + 60
        while len(linkcheck.load(file)[0]) == len(kept) and time.monotonic() < end:  # however slow the machine is
            time.sleep(0.01)
        time.sleep(0.1 * number)
        process.kill()
        process.communicate()
        answers = set(linkcheck.load(file)[0])
        assert kept < answers
        kept = answers
    subprocess.run([sys.executable, "-c", KILLED, *paths], check=True, capture_output=True, env=environment)
    assert len(linkcheck.load(file)[0]) == 100


# The command as a contributor types it

Command = Callable[..., int]


@pytest.fixture
def command(bibliography: Project, monkeypatch: pytest.MonkeyPatch) -> Command:
    """The command in the folder of a project, without its pauses."""
    (bibliography.docs / "reference").mkdir()
    monkeypatch.chdir(bibliography.folder)
    monkeypatch.setattr(linkcheck, "Settings", partial(Settings, timeout=1, delay=0, pause=0, public_only=False))
    return lambda *arguments: linkcheck.main(arguments)


def test_the_command_names_what_it_finds_and_keeps_it(command: Command, capsys: pytest.CaptureFixture[str]) -> None:
    assert command() == 0
    assert "2 live, 1 moved, 0 blocked, 2 unsure, 0 dead, 0 dead-archived" in capsys.readouterr().out
    assert command("--suggest-archive") == 0
    assert "No dead address lacks an archived copy." in capsys.readouterr().out


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
    assert command("--suggest-archive") == 0
    assert "source1x: look at https://web.archive.org/web/2018/" in capsys.readouterr().out


def test_the_command_names_a_status_file_that_it_cannot_read(
    command: Command, bibliography: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    (bibliography.docs / "reference" / "link-status.json").write_text("{", encoding="utf-8")
    assert command() == 2
    assert "[link-status]" in capsys.readouterr().err


def test_what_a_host_says_in_signs_that_nobody_sees_is_read_again() -> None:
    answer = next_answer(None, Finding("unsure", "no\u200b answer"), False, TODAY)
    written = {"https://example.org/a": {"state": answer.state, "detail": answer.detail}}
    answers, mistakes = link_status.read(json.dumps(written, ensure_ascii=False), "link-status.json")
    assert not mistakes
    assert answers["https://example.org/a"].detail == answer.detail


# A network that is off


def is_off(*args: Any, **kwargs: Any) -> Any:
    raise socket.gaierror("Temporary failure in name resolution")


@pytest.mark.parametrize("function", ["getaddrinfo", "create_connection"])
def test_without_a_network_nothing_is_asked_and_nothing_written(
    command: Command,
    bibliography: Project,
    server: Server,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    function: str,
) -> None:
    file = bibliography.docs / "reference" / "link-status.json"
    file.write_text('{"https://example.org/no-more-in-the-bibliography": {"state": "live"}}', encoding="utf-8")
    before = file.read_bytes()
    server.asked.clear()
    monkeypatch.setattr(socket, function, is_off)
    start = time.monotonic()
    assert command() == 2
    assert time.monotonic() - start < 5
    output = capsys.readouterr()
    host = f"{HOST}:{server.server_port}"
    assert output.err == (
        f"No connection to {host}: the network is off, and nothing was written. "
        "Fix: connect to the internet and start the command again.\n"
    )
    assert output.out == ""
    assert (file.read_bytes(), server.asked) == (before, [])


def test_a_network_that_swallows_everything_is_off_after_seconds(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(http_client, "CANARY_SECONDS", 0.2)
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **kwargs: time.sleep(2))
    start = time.monotonic()
    assert not http_client.network_is_on([at(server, "page")], replace(QUICK, public_only=True))
    assert time.monotonic() - start < 1


def test_a_run_in_which_no_address_answers_writes_nothing(
    bibliography: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The network takes a connection, and goes off before the first answer."""
    monkeypatch.setattr(Checker, "ask", lambda self, url: NOTHING)
    with pytest.raises(ConnectionError, match=r"No address answered: .* nothing was written\. Fix:"):
        run(bibliography)
    assert not (bibliography.folder / "status.json").exists()


@pytest.mark.parametrize("stays_on", [True, False])
def test_what_was_not_heard_from_counts_only_while_the_network_is_on(
    bibliography: Project,
    server: Server,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    stays_on: bool,
) -> None:
    """Two addresses say nothing, one answers, two say nothing; whether the network is still on then is looked up."""
    findings = iter([NOTHING, NOTHING, LIVE, NOTHING, NOTHING])
    network = iter([True, stays_on])
    monkeypatch.setattr(Checker, "ask", lambda self, url: next(findings))
    monkeypatch.setattr(linkcheck, "network_is_on", lambda *args: next(network))
    run(bibliography)
    answers = linkcheck.load(bibliography.folder / "status.json")[0]
    assert len(answers) == (5 if stays_on else 3)
    assert ("went off during the run; the next one asks 2 addresses again" in capsys.readouterr().err) is not stays_on


def test_a_run_ends_soon_after_the_network_went_off(bibliography: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    findings = iter([LIVE, NOTHING, NOTHING, LIVE, LIVE])
    network = iter([True, False, False])
    monkeypatch.setattr(linkcheck, "LOST", 2)
    monkeypatch.setattr(Checker, "ask", lambda self, url: next(findings))
    monkeypatch.setattr(linkcheck, "network_is_on", lambda *args: next(network))
    run(bibliography)
    assert len(linkcheck.load(bibliography.folder / "status.json")[0]) == 1
    assert len(list(findings)) == 2


def test_the_hosts_that_answered_last_show_whether_the_network_is_on(
    bibliography: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = (bibliography.folder / "references.bib").read_text(encoding="utf-8")
    for number, address in enumerate(part.partition("}")[0] for part in text.split("  url = {")[1:]):
        text = text.replace(f"{{{address}}}", f"{{https://host{number}.example.org/}}")
    bibliography.write(REFERENCES, text)
    known = {f"https://host{n}.example.org/": {"state": "live", "last_ok": f"2026-01-0{n}"} for n in (1, 3, 4)}
    (bibliography.folder / "status.json").write_text(json.dumps(known), encoding="utf-8")
    with pytest.raises(ConnectionError, match=r"to host4\.example\.org, host3\.example\.org, host1\.example\.org:"):
        run(bibliography)


def test_progress_is_told_without_a_terminal(bibliography: Project, capsys: pytest.CaptureFixture[str]) -> None:
    run(bibliography)
    lines = capsys.readouterr().err.replace("\r", "").split("\n")
    assert lines[0].strip() == "0 of 5 addresses asked"
    assert "5 of 5 addresses asked" in map(str.strip, lines)
