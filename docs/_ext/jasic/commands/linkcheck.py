"""`nox -s linkcheck`: asks each address of references.bib whether it still answers, once and politely.

What is found goes into docs/reference/link-status.json after every answer, so that a run can be
broken off at any moment and the next one goes on; the bibliography shows it to readers. The states:

live           it answers with a page
moved          it answers at another address, for good
blocked        it answers, but not to us: robots.txt, a log-in, a limit
unsure         no clear answer, or gone (404, 410, a page that says so, a way back to the front page)
               for less than two weeks
dead           gone in two runs, or without a clear answer in three, two weeks apart or more
dead-archived  the same, but references.bib names an archived copy

The run fails only for a dead address without an archived copy. Archives themselves are not asked: they
limit such visits. Where no address answers, the network is off, and nothing is written.
"""

import argparse
import contextlib
import html
import ipaddress
import json
import re
import socket
import sys
import threading
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from concurrent.futures import Future, as_completed
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple, NoReturn, TypeVar
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

import requests
import urllib3
from requests.adapters import HTTPAdapter
from tqdm import tqdm

from ..model.addresses import STATES, Answer, is_web_address
from ..model.project import Project
from ..model.records import SOURCE
from ..model.sources import Source
from ..reading import link_status
from ..rules.check import check
from .files import replace_text

DOCS = Path("docs")
STATUS = DOCS / link_status.FILE
AGENT = "jasic-linkcheck/1 (weekly check of a bibliography; one request an address)"
BLOCKED = {401, 402, 403, 405, 406, 407, 429, 451}
GONE = {404, 410}
FIRST_BYTES = 65_536
TWO_WEEKS = timedelta(days=14)
LOOKS = {"gone": 2, "unsure": 3}  # how many runs in a row, over two weeks, make an address dead
SILENT = 3  # after so many addresses in a row without an answer, the other ones of a host are not asked
CANARIES, CANARY_SECONDS = 3, 5  # hosts that show whether the network is on, and how long that may take
LOST = 10  # after so many in a row, of whatever hosts, the network is tried again
NETWORK_IS_OFF = (
    "the network is off, and nothing was written. Fix: connect to the internet and start the command again."
)
ARCHIVE_HOSTS = ("web.archive.org", "archive.today", "archive.ph", "archive.is", "archive.org", "github.com")
LOG_IN = re.compile(r"/(log-?in|sign-?in|passport|auth|account/login|sso)\b", re.IGNORECASE)
# What pages say that answer 200 for something that is gone, in a sentence that ends there.
SOFT_404 = re.compile(
    r"内容已被(?:发布者)?删除|该内容已被|页面不存在|页面找不到|您访问的页面|文章不存在|已被删除|此内容因违规|链接已失效|"
    r"(?:page (?:you requested |you are looking for )?(?:was |could )?not (?:be )?found|404 not found|"
    r"no longer available|this (?:page|article) (?:has been|was) (?:removed|deleted)|"
    r"account (?:has been )?suspended)(?! *\w)",
    re.IGNORECASE,
)
QUOTATION = re.compile(r"“[^”]{,200}”|「[^」]{,200}」|『[^』]{,200}』|\"[^\"]{,200}\"")
HARDLY_ANYTHING = 100  # letters beside the notice, such as a greeting and a way home
TITLE = re.compile(r"<title[^>]{0,200}>(.*?)(?:</title|\Z)", re.IGNORECASE | re.DOTALL)
# Each alternative ends at the end of the page too, so that no page makes the search long.
NOT_TEXT = re.compile(r"<!--.*?(?:-->|\Z)|<(script|style)\b.*?(?:</\1|\Z)|<[^>]*(?:>|\Z)", re.IGNORECASE | re.DOTALL)
CHARSET = re.compile(rb"charset=[\"']?([\w-]+)", re.IGNORECASE)
T = TypeVar("T")


@dataclass
class Settings:
    """How polite and how patient; times in seconds."""

    timeout: float = 20  # for a connection, for each wait for more, and for the first bytes of a page together
    time_limit: float = 90  # for one address, with robots.txt, redirects, waits and tries
    delay: float = 2  # between two requests to one host
    longest_wait: float = 60  # whatever Retry-After asks for
    tries: int = 3
    pause: float = 3  # before another try
    workers: int = 8
    max_age: int = 28  # days that a good answer counts
    public_only: bool = True  # no hosts of this machine or its network; tests ask themselves, the command cannot


class Finding(NamedTuple):
    """What one look at an address shows: live, moved, blocked, unsure or gone; `answered` if its host was heard."""

    state: str
    detail: str = ""
    answered: bool = True


class Host:
    """One host: the time of the last request, its robots.txt, how many addresses in a row were not answered."""

    def __init__(self) -> None:
        self.last = 0.0
        self.robots: RobotFileParser | None = None
        self.silent = 0


class PublicAdapter(HTTPAdapter):
    """Sends no request, redirected ones included, to anything but a public web address."""

    def __init__(self, public_only: bool) -> None:
        super().__init__()
        self.public_only = public_only

    def send(self, request: requests.PreparedRequest, *args: Any, **kwargs: Any) -> requests.Response:
        refuse_private(request.url or "", self.public_only)
        return super().send(request, *args, **kwargs)


class Checker:
    """Asks addresses, those of one host one after the other; `ask` never raises."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.hosts: dict[str, Host] = {}
        self.session = requests.Session()
        self.session.headers["User-Agent"] = AGENT
        self.session.max_redirects = 10
        for scheme in ("http://", "https://"):
            self.session.mount(scheme, PublicAdapter(settings.public_only))

    def ask(self, url: str) -> Finding:
        """What has become of an address, such as Finding('gone', '410'), within the time limit."""
        host = self.hosts.setdefault(host_of(url), Host())
        if host.silent >= SILENT:
            return Finding("unsure", "its host does not answer", answered=False)
        limit = self.settings.time_limit
        try:
            finding = in_background(self.visit, url, host, time.monotonic() + limit).result(limit)
        except requests.TooManyRedirects:
            finding = Finding("unsure", "redirects in a circle")
        except requests.exceptions.InvalidURL as error:
            finding = Finding("unsure", str(error)[:80], answered=False)
        except TimeoutError:
            finding = Finding("unsure", f"not done in {limit:g} seconds", answered=False)
        except (requests.RequestException, urllib3.exceptions.HTTPError) as error:
            finding = Finding("unsure", type(error).__name__, answered=False)
        except (ValueError, LookupError) as error:  # an encoding that there is not
            finding = Finding("unsure", str(error)[:80])
        host.silent = 0 if finding.answered else host.silent + 1
        return finding

    def wait_for(self, host: Host, deadline: float) -> None:
        """Let the pause pass that a host is owed between two requests; raises TimeoutError past the deadline."""
        moment = max(time.monotonic(), host.last + self.settings.delay)
        if moment >= deadline:
            raise TimeoutError
        time.sleep(max(0.0, moment - time.monotonic()))
        host.last = time.monotonic()

    def may_visit(self, url: str, host: Host, deadline: float) -> bool:
        """Whether robots.txt of the host allows it; a host without one allows everything."""
        if host.robots is None:
            host.robots = RobotFileParser()
            host.robots.parse([])
            parts = urlsplit(url)
            self.wait_for(host, deadline)
            with (
                contextlib.suppress(requests.RequestException, urllib3.exceptions.HTTPError),
                self.get(f"{parts.scheme}://{parts.netloc}/robots.txt") as reply,
            ):
                host.robots.parse(self.first_bytes(reply).decode("utf-8", "replace").splitlines() if reply.ok else [])
        return host.robots.can_fetch(AGENT, url)

    def visit(self, url: str, host: Host, deadline: float) -> Finding:
        """Ask until there is an answer that says something, as often as the settings and the deadline allow.

        Always by GET, which many servers answer that do not know what to do with HEAD; what is not read of the
        reply is not fetched.
        """
        refuse_private(url, self.settings.public_only)
        if not self.may_visit(url, host, deadline):
            return Finding("blocked", "robots.txt asks not to")
        finding = Finding("unsure", "not asked", answered=False)
        for _ in range(self.settings.tries):
            self.wait_for(host, deadline)
            with self.get(url) as reply:
                code, pause = reply.status_code, self.settings.pause
                if code != 429 and code < 500:
                    is_page = "html" in reply.headers.get("Content-Type", "html")
                    return judge(url, reply, decoded(self.first_bytes(reply), reply) if reply.ok and is_page else None)
            finding = Finding("blocked" if code == 429 else "unsure", str(code))
            if code == 429:
                pause = max(pause, retry_after(reply, self.settings.longest_wait))
            if time.monotonic() + pause >= deadline:
                break
            time.sleep(pause)
        return finding

    def get(self, url: str) -> requests.Response:
        """The head of a reply; `first_bytes` fetches of its body what is needed."""
        return self.session.get(url, timeout=self.settings.timeout, stream=True)

    def first_bytes(self, reply: requests.Response) -> bytes:
        """The beginning of a body, or as much of it as has come when the time is up."""
        content, end = b"", time.monotonic() + self.settings.timeout
        while len(content) < FIRST_BYTES and time.monotonic() < end:
            piece = reply.raw.read1(FIRST_BYTES, decode_content=True)  # what is there, without waiting for more
            if not piece:
                break
            content += piece
        return content[:FIRST_BYTES]


def in_background(call: Callable[..., T], *arguments: Any) -> Future[T]:
    """The result to come of a call in a thread of its own.

    Such a thread may be left behind: what hangs in a library, in a look-up of a name or between two lines of a
    header, holds neither the run nor the end of the program.
    """
    future: Future[T] = Future()

    def work() -> None:
        try:
            future.set_result(call(*arguments))
        except BaseException as error:
            future.set_exception(error)

    threading.Thread(target=work, daemon=True).start()
    return future


def refuse_private(url: str, public_only: bool = True) -> None:
    """Raise InvalidURL for what is no web address of a public host, and ConnectionError where there is no host."""
    if not is_web_address(url):
        raise requests.exceptions.InvalidURL("no public web address")
    if public_only:
        try:
            found = socket.getaddrinfo(urlsplit(url).hostname, None, type=socket.SOCK_STREAM)
        except OSError as error:
            raise requests.ConnectionError("no such host") from error
        for *_, address in found:
            number = ipaddress.ip_address(str(address[0]).partition("%")[0])
            if not (getattr(number, "ipv4_mapped", None) or number).is_global:
                raise requests.exceptions.InvalidURL("its host is in a private network")


def network_is_on(urls: Sequence[str], settings: Settings) -> bool:
    """Whether one of the hosts takes a connection within seconds; nothing is asked of it."""

    def connect(url: str) -> None:
        refuse_private(url, settings.public_only)
        proxy = requests.utils.select_proxy(url, requests.utils.get_environ_proxies(url))
        parts = urlsplit(proxy or url)
        port = parts.port or (443 if parts.scheme == "https" else 80)
        socket.create_connection((parts.hostname or "", port), CANARY_SECONDS).close()

    with contextlib.suppress(TimeoutError):
        for attempt in as_completed([in_background(connect, url) for url in urls], CANARY_SECONDS):
            if attempt.exception() is None:
                return True
    return False


def host_of(url: str) -> str:
    """The host of an address with its port; the address itself where it has none that can be read."""
    try:
        return urlsplit(url).netloc or url
    except ValueError:
        return url


def retry_after(reply: requests.Response, longest: float) -> float:
    """How many seconds a host asks us to wait, but no more than `longest`."""
    with contextlib.suppress(ValueError):
        return min(float(reply.headers.get("Retry-After", "0")), longest)
    return longest


def decoded(content: bytes, reply: requests.Response) -> str:
    """The beginning of a page as text, by its own word on its encoding (GBK pages often say it inside)."""
    inside = CHARSET.search(content[:2048])
    charset = inside[1].decode() if inside else (reply.encoding or "utf-8")
    return content.decode(charset, "replace")


def says_that_it_is_gone(page: str) -> bool:
    """Whether the title says so, or the text and hardly anything else; reports on deletions quote such notices."""
    title = TITLE.search(page)
    name, text = (
        QUOTATION.sub("", html.unescape(part)) for part in (title[1] if title else "", NOT_TEXT.sub("\n", page))
    )
    others = "".join(SOFT_404.sub("", text).split())
    return bool(SOFT_404.search(name) or (len(others) < HARDLY_ANYTHING and SOFT_404.search(text)))


def judge(  # noqa: PLR0911 (one way out for each finding)
    url: str, reply: requests.Response, page: str | None
) -> Finding:
    """What an answer below 500 means."""
    code = reply.status_code
    if code in GONE:
        return Finding("gone", str(code))
    if code in BLOCKED:
        return Finding("blocked", str(code))
    if code >= 400:
        return Finding("unsure", str(code))
    here, there = urlsplit(url), urlsplit(reply.url)
    if reply.history:
        if LOG_IN.search(there.path):
            return Finding("blocked", "leads to a log-in")
        if there.path in ("", "/") and not there.query and here.path not in ("", "/"):
            return Finding("gone", "leads back to the front page")
    if page is not None:
        if not page.strip():
            return Finding("unsure", "an empty page")
        if says_that_it_is_gone(page):
            return Finding("gone", "the page says that it is gone")
    if (
        reply.history
        and reply.history[0].status_code in (301, 308)
        and there.netloc + there.path != here.netloc + here.path
    ):
        return Finding("moved", reply.url)
    return Finding("live")


def next_answer(before: Answer | None, finding: Finding, has_archive: bool, today: date) -> Answer:
    """The new entry of the status file, from the one before (or None) and what was found today."""
    now, before = today.isoformat(), before or Answer("live")
    state, detail = finding.state, finding.detail
    if state in ("live", "moved", "blocked"):
        return Answer(state, detail, now, now if state != "blocked" else before.last_ok)
    since = before.failing_since or now
    fails = before.fails + 1
    is_dead = fails >= LOOKS[state] and today - date.fromisoformat(since) >= TWO_WEEKS
    state = "unsure" if not is_dead else "dead-archived" if has_archive else "dead"
    return Answer(state, detail, now, before.last_ok, since, fails)


def is_fresh(answer: Answer | None, settings: Settings, today: date) -> bool:
    """Whether an address need not be asked today: a good answer counts for weeks, a bad one for its day."""
    if answer is None or not answer.last_checked or answer.state in ("unsure", "dead"):
        return answer is not None and answer.last_checked == today.isoformat()
    return today - date.fromisoformat(answer.last_checked) < timedelta(days=settings.max_age)


def load(file: Path) -> dict[str, Answer]:
    """The status file as address -> Answer; raises ValueError with a cure for one that cannot be read."""
    if not file.exists():
        return {}
    answers, mistakes = link_status.read(file.read_text(encoding="utf-8"), file.as_posix())
    if mistakes:
        raise ValueError("\n".join(map(str, mistakes)))
    return answers


def save(file: Path, answers: dict[str, Answer]) -> None:
    """Write the status file, sorted so that a run changes few lines of it."""
    entries = {url: asdict(answers[url]) for url in sorted(answers)}
    replace_text(file, json.dumps(entries, ensure_ascii=False, indent=1) + "\n")


class Results:
    """What a run finds, put into the status file after each answer; shared by the workers.

    An address that was not heard from is held back until another one answers: it may be our own network.
    """

    def __init__(self, file: Path, answers: dict[str, Answer], sources: dict[str, Source], today: date) -> None:
        self.file, self.answers, self.sources, self.today = file, answers, sources, today
        self.lock, self.held, self.heard = threading.Lock(), dict[str, Finding](), False

    def add(self, url: str, finding: Finding) -> None:
        with self.lock:
            self.held[url] = finding
            if finding.answered:
                self.heard = True
                self.write()

    def write(self) -> None:
        for url, finding in self.held.items():
            has_archive = bool(self.sources[url].get("archiveurl"))
            self.answers[url] = next_answer(self.answers.get(url), finding, has_archive, self.today)
        self.held.clear()
        save(self.file, self.answers)


def progress(total: int) -> "tqdm[NoReturn]":
    """How far a run has come: a bar on a terminal, elsewhere (in a log) a line each half minute."""
    if sys.stderr.isatty():
        return tqdm(total=total, unit="address")
    return tqdm(total=total, mininterval=30, maxinterval=30, bar_format="{n_fmt} of {total_fmt} addresses asked\n")


def asked_sources(project: Project, only: Collection[str] = ()) -> dict[str, Source]:
    """Sources by address, without archives; those with certain keys, or all."""
    sources: dict[str, Source] = {}
    for source in project.sources.values():
        url = source.get("url")
        if url and host_of(url) not in ARCHIVE_HOSTS and (not only or source.key in only):
            sources.setdefault(url, source)
    return sources


def run(
    project: Project,
    file: Path,
    settings: Settings,
    today: date,
    only: Collection[str] = (),
    out: Callable[[str], None] = print,
) -> list[str]:
    """Check what is not fresh; returns the addresses that are dead without an archived copy.

    Raises ConnectionError and leaves the file as it is where nothing answers.
    """
    sources, answers = asked_sources(project, only), load(file)
    # Hosts that answered last are the best sign of a network; of all sources, for those asked may well be dead.
    latest = sorted(asked_sources(project), key=lambda url: answers[url].last_ok if url in answers else "")
    canaries = list({host_of(url): url for url in latest}.values())[-CANARIES:]
    answers = {url: answer for url, answer in answers.items() if only or url in sources}
    waiting = by_host(url for url in sources if not is_fresh(answers.get(url), settings, today))
    results, checker, hosts = Results(file, answers, sources, today), Checker(settings), iter(waiting)
    if waiting and not network_is_on(canaries, settings):
        raise ConnectionError(f"No connection to {', '.join(map(host_of, canaries))}: {NETWORK_IS_OFF}")

    def work(bar: "tqdm[NoReturn]") -> None:
        for urls in hosts:  # all workers take from this one iterator; a slow host keeps no more than one of them
            for url in urls:
                if stop.is_set():
                    return
                results.add(url, checker.ask(url))
                bar.update()
                if len(results.held) >= LOST and not network_is_on(canaries, settings):
                    stop.set()

    stop = threading.Event()
    try:
        with progress(sum(map(len, waiting))) as bar:
            for worker in [in_background(work, bar) for _ in range(settings.workers)]:
                worker.result()
    finally:  # at Ctrl-C too
        stop.set()
    if waiting and not results.heard:
        raise ConnectionError(f"No address answered: {NETWORK_IS_OFF}")
    if not results.held or network_is_on(canaries, settings):
        results.write()  # at least without the addresses that the bibliography has no more
    else:
        print(
            f"The network went off during the run; the next one asks {len(results.held)} addresses again.",
            file=sys.stderr,
        )
    failures = []
    for url in sorted(sources, key=lambda url: sources[url].line):
        answer = answers.get(url)
        if answer and answer.state != "live":
            out(report_line(project, sources[url], url, answer))
        if answer and answer.state == "dead":
            failures.append(url)
    counts = ", ".join(f"{sum(a.state == state for a in answers.values())} {state}" for state in STATES)
    out(f"{len(answers)} addresses: {counts}")
    return failures


def by_host(urls: Iterable[str]) -> list[list[str]]:
    """Addresses in a list for each host, the longest first."""
    hosts: dict[str, list[str]] = {}
    for url in urls:
        hosts.setdefault(host_of(url), []).append(url)
    return sorted(hosts.values(), key=len, reverse=True)


def report_line(project: Project, source: Source, url: str, answer: Answer) -> str:
    """What a run says of an address: where it stands, its state, and the pages that cite it."""
    records, pages = project.appearances(SOURCE, source.key)
    paths = sorted({record.path for record in records} | {page.path for page in pages})
    cited = f"; cited in {', '.join(paths)}" if paths else "; not cited"
    since = f", since {answer.failing_since}" if answer.failing_since else ""
    field = source.fields["url"].line
    return (
        f"references.bib:{field}: [{answer.state}] {source.key}: {url} ({answer.detail or 'no detail'}{since}){cited}"
    )


def suggestions(project: Project, answers: dict[str, Answer]) -> Iterator[str]:
    """For dead addresses without an archived copy: where a snapshot may be, to be looked at by a person."""
    for source in project.sources.values():
        answer = answers.get(source.get("url"))
        if answer and answer.state == "dead" and not source.get("archiveurl"):
            day = re.sub(r"\D", "", source.get("date"))[:8].ljust(4, "0")
            yield f"references.bib:{source.line}: {source.key}: look at https://web.archive.org/web/{day}/{source.get('url')}"


def main(arguments: Sequence[str] | None = None) -> int:
    """The command; exit status 1 for addresses that are dead for good, 2 for something to mend first."""
    parser = argparse.ArgumentParser(prog="nox -s linkcheck --", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("keys", nargs="*", help="check only these sources")
    parser.add_argument(
        "--suggest-archive", action="store_true", help="say where a copy of a dead page may be; writes nothing"
    )
    settings = asdict(Settings())
    public_only = settings.pop("public_only")  # no option: nobody needs it but the tests
    for name, value in settings.items():
        parser.add_argument(f"--{name.replace('_', '-')}", type=type(value), default=value, help=f"default {value}")
    options = vars(parser.parse_args(arguments))
    keys, suggest = options.pop("keys"), options.pop("suggest_archive")
    project, _ = check(DOCS)
    try:
        if suggest:
            print("\n".join(suggestions(project, load(STATUS))) or "No dead address lacks an archived copy.")
            return 0
        failures = run(project, STATUS, Settings(**options, public_only=public_only), date.today(), keys)
    except (ValueError, ConnectionError) as error:
        print(error, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print(f"Broken off. What was found is in {STATUS}; the next run goes on from there.", file=sys.stderr)
        return 130
    for url in failures:
        print(f"Dead for two weeks and without an archived copy: {url}. Fix: nox -s linkcheck -- --suggest-archive")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
