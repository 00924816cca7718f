"""A polite HTTP client: asks addresses of public hosts, within a time limit and as their robots.txt allows."""

import contextlib
import html
import ipaddress
import re
import socket
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future, as_completed
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeVar
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

import requests
import urllib3
from requests.adapters import HTTPAdapter

from ..model.web_addresses import is_web_address

AGENT = "jasic-linkcheck/1 (weekly check of a bibliography; one request an address)"
BLOCKED = {401, 402, 403, 405, 406, 407, 429, 451}
GONE = {404, 410}
FIRST_BYTES = 65_536
SILENT = 3  # after so many addresses in a row without an answer, the other ones of a host are not asked
CANARY_SECONDS = 5  # how long it may take to find out whether the network is on
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
TITLE = re.compile(r"<title[^>]{,200}>(.{,500}?)</title", re.IGNORECASE | re.DOTALL)
# Each alternative ends at the end of the page too, so that no page makes the search long.
NOT_TEXT = re.compile(r"<!--.*?(?:-->|\Z)|<(script|style)\b.*?(?:</\1|\Z)|<[^>]*(?:>|\Z)", re.IGNORECASE | re.DOTALL)
CHARSET = re.compile(rb"charset=[\"']?([\w-]+)", re.IGNORECASE)
T = TypeVar("T")


@dataclass
class Settings:
    """How polite and how patient; times in seconds. The command asks for the time limit alone, tests for more."""

    timeout: float = 20.0  # for a connection, for each wait for more, and for the first bytes of a page together
    time_limit: float = 90.0  # for one address, with robots.txt, redirects, waits and tries
    delay: float = 2.0  # between two requests to one host
    longest_wait: float = 60.0  # whatever Retry-After asks for
    tries: int = 3
    pause: float = 3.0  # before another try
    workers: int = 8
    max_age: int = 28  # days that a good answer counts
    public_only: bool = True  # no hosts of this machine or its network


class Finding(NamedTuple):
    """What one look at an address shows: live, moved, blocked, unsure or gone; `answered` if its host was heard."""

    state: str
    detail: str = ""
    answered: bool = True


@dataclass
class Host:
    """One host: the time of the last request, its robots.txt, how many addresses in a row were not answered."""

    last: float = 0.0
    robots: RobotFileParser | None = None
    silent: int = 0


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
            finding = in_background(self.fetch, url, host, time.monotonic() + limit).result(limit)
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

    def may_fetch(self, url: str, host: Host, deadline: float) -> bool:
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

    def fetch(self, url: str, host: Host, deadline: float) -> Finding:
        """Ask until there is an answer that says something, as often as the settings and the deadline allow.

        Always by GET, which many servers answer that do not know what to do with HEAD; what is not read of the
        reply is not fetched.
        """
        refuse_private(url, self.settings.public_only)
        if not self.may_fetch(url, host, deadline):
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


def refuse_private(url: str, public_only: bool) -> None:
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
    """What an answer below 500 means; `page` is its text, or None of what is no page."""
    code = reply.status_code
    if code >= 400:
        return Finding("gone" if code in GONE else "blocked" if code in BLOCKED else "unsure", str(code))
    here, there = urlsplit(url), urlsplit(reply.url)
    if reply.history and LOG_IN.search(there.path):
        return Finding("blocked", "leads to a log-in")
    if reply.history and there.path in ("", "/") and not there.query and here.path not in ("", "/"):
        return Finding("gone", "leads back to the front page")
    if page is not None and not page.strip():
        return Finding("unsure", "an empty page")
    if page is not None and says_that_it_is_gone(page):
        return Finding("gone", "the page says that it is gone")
    is_for_good = reply.history and reply.history[0].status_code in (301, 308)
    if is_for_good and there.netloc + there.path != here.netloc + here.path:
        return Finding("moved", reply.url)
    return Finding("live")
