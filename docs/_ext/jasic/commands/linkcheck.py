"""`nox -s linkcheck`: asks each address of references.bib whether it still answers, once and politely.

What is found goes into docs/reference/link-status.json after every answer, so that a run can be
broken off at any moment and the next one goes on; the bibliography shows it to readers. The states:

live           it answers with a page
moved          it answers at another address, for good
blocked        it answers, but not to us: robots.txt, a log-in, a limit
unsure         no clear answer this time; after three such runs over two weeks it counts as dead
dead           gone: 404, 410, a page that says so, or a way back to the front page
dead-archived  gone, but references.bib names an archived copy

The run fails only for an address that is dead without an archived copy, was so before, and has been
for two weeks. Archives themselves are not asked: they limit such visits.
"""

import argparse
import contextlib
import json
import re
import sys
import threading
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

import requests
from tqdm import tqdm

from ..model.addresses import STATES, Answer
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
ARCHIVE_HOSTS = ("web.archive.org", "archive.today", "archive.ph", "archive.is", "archive.org", "github.com")
LOG_IN = re.compile(r"/(log-?in|sign-?in|passport|auth|account/login|sso)\b", re.IGNORECASE)
# What pages say that answer 200 for something that is gone.
SOFT_404 = re.compile(
    r"内容已被(?:发布者)?删除|该内容已被|页面不存在|页面找不到|您访问的页面|文章不存在|已被删除|此内容因违规|链接已失效|"
    r"page (?:you requested |you are looking for )?(?:was |could )?not (?:be )?found|404 not found|no longer available|"
    r"this (?:page|article) (?:has been|was) (?:removed|deleted)|account (?:has been )?suspended",
    re.IGNORECASE,
)
TITLE = re.compile(r"<title[^>]*>(.*?)</title>", re.IGNORECASE | re.DOTALL)
CHARSET = re.compile(rb"charset=[\"']?([\w-]+)", re.IGNORECASE)


@dataclass
class Settings:
    """How polite and how patient; times in seconds."""

    timeout: float = 20
    delay: float = 2  # between two requests to one host
    longest_wait: float = 60  # whatever Retry-After asks for
    tries: int = 3
    pause: float = 3  # before another try
    workers: int = 8
    max_age: int = 28  # days that a good answer counts


class Host:
    """One host: its lock, the time of the last request, its robots.txt."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.last = 0.0
        self.robots: RobotFileParser | None = None


class Checker:
    """Asks addresses; `ask` never raises."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.hosts: dict[str, Host] = {}
        self.lock = threading.Lock()
        self.session = requests.Session()
        self.session.headers["User-Agent"] = AGENT
        self.session.max_redirects = 10

    def ask(self, url: str) -> tuple[str, str]:
        """The state of an address and a detail for people, such as ('dead', '410')."""
        with self.lock:
            host = self.hosts.setdefault(host_of(url), Host())
        with host.lock:
            try:
                if not self.may_visit(url, host):
                    return "blocked", "robots.txt asks not to"
                for attempt in range(self.settings.tries):
                    if attempt:
                        time.sleep(self.settings.pause)
                    state, detail, wait = self.visit(url, host)
                    if state != "again":
                        return state, detail
                    time.sleep(wait)
                return ("blocked", "429") if detail == "429" else ("unsure", detail)
            except requests.TooManyRedirects:
                return "unsure", "redirects in a circle"
            except requests.RequestException as error:
                return "unsure", type(error).__name__
            except (ValueError, UnicodeError, LookupError) as error:
                return "unsure", str(error)[:80]

    def wait_for(self, host: Host) -> None:
        """Let the pause pass that a host is owed between two requests."""
        time.sleep(max(0.0, host.last + self.settings.delay - time.monotonic()))
        host.last = time.monotonic()

    def may_visit(self, url: str, host: Host) -> bool:
        """Whether robots.txt of the host allows it; a host without one allows everything."""
        if host.robots is None:
            host.robots = RobotFileParser()
            parts = urlsplit(url)
            self.wait_for(host)
            try:
                reply = self.session.get(f"{parts.scheme}://{parts.netloc}/robots.txt", timeout=self.settings.timeout)
                host.robots.parse(reply.text.splitlines() if reply.ok else [])
            except requests.RequestException:
                host.robots.parse([])
        return host.robots.can_fetch(AGENT, url)

    def visit(self, url: str, host: Host) -> tuple[str, str, float]:
        """One try: HEAD, and GET where HEAD does not say enough. Returns state, detail, seconds to wait."""
        self.wait_for(host)
        reply: requests.Response | None = None
        text = None
        with contextlib.suppress(requests.ConnectionError):  # some servers hang up on HEAD
            reply = self.session.head(url, timeout=self.settings.timeout, allow_redirects=True)
        if reply is None or reply.status_code >= 400 or "html" in reply.headers.get("Content-Type", "html"):
            self.wait_for(host)
            with self.session.get(url, timeout=self.settings.timeout, stream=True) as reply:
                is_page = "html" in reply.headers.get("Content-Type", "html")
                text = decoded(reply) if reply.ok and is_page else None
        if reply.status_code == 429:
            return "again", "429", retry_after(reply, self.settings.longest_wait)
        if reply.status_code >= 500:
            return "again", str(reply.status_code), 0
        return (*judge(url, reply, text), 0)


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


def decoded(reply: requests.Response) -> str:
    """The beginning of a page as text, by its own word on its encoding (GBK pages often say it inside)."""
    content: bytes = next(reply.iter_content(FIRST_BYTES), b"")
    inside = CHARSET.search(content[:2048])
    charset = inside[1].decode() if inside else (reply.encoding or "utf-8")
    return content.decode(charset, "replace")


def judge(  # noqa: PLR0911 (one way out for each finding)
    url: str, reply: requests.Response, text: str | None
) -> tuple[str, str]:
    """What an answer below 500 means: state and detail."""
    code = reply.status_code
    if code in GONE:
        return "dead", str(code)
    if code in BLOCKED:
        return "blocked", str(code)
    if code >= 400:
        return "unsure", str(code)
    here, there = urlsplit(url), urlsplit(reply.url)
    if reply.history:
        if LOG_IN.search(there.path):
            return "blocked", "leads to a log-in"
        if there.path in ("", "/") and not there.query and here.path not in ("", "/"):
            return "dead", "leads back to the front page"
    if text is not None:
        if not text.strip():
            return "unsure", "an empty page"
        title = TITLE.search(text)
        if SOFT_404.search(title[1] if title else "") or (len(text) < 20_000 and SOFT_404.search(text)):
            return "dead", "the page says that it is gone"
    if (
        reply.history
        and reply.history[0].status_code in (301, 308)
        and there.netloc + there.path != here.netloc + here.path
    ):
        return "moved", reply.url
    return "live", ""


def next_answer(before: Answer | None, state: str, detail: str, has_archive: bool, today: date) -> Answer:
    """The new entry of the status file, from the one before (or None) and what was found today."""
    now, before = today.isoformat(), before or Answer("live")
    if state in ("live", "moved", "blocked"):
        return Answer(state, detail, now, now if state != "blocked" else before.last_ok)
    since = before.failing_since or now
    fails = before.fails + 1
    if state == "unsure" and fails >= 3 and today - date.fromisoformat(since) >= TWO_WEEKS:
        state, detail = "dead", f"{detail}, {fails} times"
    if state == "dead" and has_archive:
        state = "dead-archived"
    return Answer(state, detail, now, before.last_ok, since, fails)


def is_failure(answer: Answer, today: date) -> bool:
    """Dead without an archived copy, found so twice, two weeks apart."""
    return (
        answer.state == "dead" and answer.fails >= 2 and today - date.fromisoformat(answer.failing_since) >= TWO_WEEKS
    )


def is_fresh(answer: Answer | None, settings: Settings, today: date) -> bool:
    """Whether an address need not be asked today: a good answer counts for weeks, a bad one for its day."""
    if answer is None or answer.state in ("unsure", "dead"):
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


def run(
    project: Project,
    file: Path,
    settings: Settings,
    today: date,
    only: Collection[str] = (),
    out: Callable[[str], None] = print,
) -> list[str]:
    """Check what is not fresh; returns the addresses that fail the run."""
    sources: dict[str, Source] = {}
    for source in project.sources.values():
        url = source.get("url")
        if url and host_of(url) not in ARCHIVE_HOSTS and (not only or source.key in only):
            sources.setdefault(url, source)
    answers = {url: answer for url, answer in load(file).items() if only or url in sources}
    checker, lock = Checker(settings), threading.Lock()
    waiting = [url for url in spread(sources) if not is_fresh(answers.get(url), settings, today)]
    bar = tqdm(total=len(waiting), unit="address", disable=None)

    def ask(url: str) -> None:
        state, detail = checker.ask(url)
        with lock:
            answers[url] = next_answer(answers.get(url), state, detail, bool(sources[url].get("archiveurl")), today)
            save(file, answers)
            bar.update()

    pool = ThreadPoolExecutor(settings.workers)
    try:
        with bar:
            for done in [pool.submit(ask, url) for url in waiting]:
                done.result()
    finally:  # at Ctrl-C too: what is under way ends, nothing new begins
        pool.shutdown(cancel_futures=True)
    save(file, answers)  # without those that the bibliography has no more
    failures = []
    for url in sorted(sources, key=lambda url: sources[url].line):
        answer = answers.get(url)
        if answer and answer.state != "live":
            out(report_line(project, sources[url], url, answer))
        if answer and is_failure(answer, today):
            failures.append(url)
    counts = ", ".join(f"{sum(a.state == state for a in answers.values())} {state}" for state in STATES)
    out(f"{len(answers)} addresses: {counts}")
    return failures


def spread(urls: Iterable[str]) -> list[str]:
    """Addresses with those of one host far from each other, so that the workers do not queue for it."""
    by_host: dict[str, list[str]] = {}
    for url in urls:
        by_host.setdefault(host_of(url), []).append(url)
    return [
        url
        for number in range(max(map(len, by_host.values()), default=0))
        for group in by_host.values()
        for url in group[number : number + 1]
    ]


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
    for name, value in asdict(Settings()).items():
        parser.add_argument(f"--{name.replace('_', '-')}", type=type(value), default=value, help=f"default {value}")
    options = vars(parser.parse_args(arguments))
    keys, suggest = options.pop("keys"), options.pop("suggest_archive")
    project, _ = check(DOCS)
    try:
        if suggest:
            print("\n".join(suggestions(project, load(STATUS))) or "No dead address lacks an archived copy.")
            return 0
        failures = run(project, STATUS, Settings(**options), date.today(), keys)
    except ValueError as error:
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
