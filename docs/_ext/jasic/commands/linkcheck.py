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

import contextlib
import json
import re
import sys
import threading
from argparse import ArgumentTypeError
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import asdict, replace
from datetime import date, timedelta
from pathlib import Path
from typing import NoReturn

from tqdm import tqdm

from ..model.gathering import grouped
from ..model.link_status import STATES, Answer
from ..model.mistake import closest, printable
from ..model.project import Project
from ..model.records import SOURCE
from ..model.sources import Source
from ..reading import link_status
from .cli import INTERRUPTED, Arguments, Refusal, command
from .files import DOCS, project_below, refuse_lost_sources, replace_text, text_so_far
from .http_client import Checker, Finding, Settings, host_of, in_background, network_is_on

STATUS = DOCS / link_status.FILE
TWO_WEEKS = timedelta(days=14)
LOOKS = {"gone": 2, "unsure": 3}  # how many runs in a row, over two weeks, make an address dead
CANARIES = 3  # hosts that show whether the network is on
LONGEST = 1_500  # characters of a detail, such as the address to which one has moved
SHORTEST_LIMIT, LONGEST_LIMIT = 0.1, 86_400  # seconds for one address
LOST = 10  # after so many addresses without an answer, of whatever hosts, that is looked up again
NETWORK_IS_OFF = (
    "the network is off, and nothing was written. Fix: connect to the internet and start the command again."
)
ARCHIVE_HOSTS = ("web.archive.org", "archive.today", "archive.ph", "archive.is", "archive.org", "github.com")


def next_answer(before: Answer | None, finding: Finding, has_archive: bool, today: date) -> Answer:
    """The new entry of the status file, from the one before (or None) and what was found today."""
    now, before = today.isoformat(), before or Answer("live")
    state, detail = finding.state, printable(finding.detail)[:LONGEST]
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
    age = today - date.fromisoformat(answer.last_checked)
    return timedelta(0) <= age < timedelta(days=settings.max_age)  # a day to come says nothing


def load(file: Path) -> tuple[dict[str, Answer], str]:
    """The status file as address -> Answer, and its text; raises ValueError with a cure for one that is unreadable."""
    text = text_so_far(file)
    answers, mistakes = link_status.read(text, file.as_posix()) if file.exists() else ({}, [])
    if mistakes:
        raise ValueError("\n".join(map(str, mistakes)))
    return answers, text


def save(file: Path, answers: dict[str, Answer], was: str) -> str:
    """Write the status file, which `was` so before, sorted so that a run changes few lines of it; returns its text."""
    entries = {url: asdict(answers[url]) for url in sorted(answers)}
    text = json.dumps(entries, ensure_ascii=False, indent=1) + "\n"
    replace_text(file, text, was)
    return text


class Results:
    """What a run finds, put into the status file after each answer; shared by the workers.

    An address that was not heard from is held back until another one answers: it may be our own network.
    """

    def __init__(
        self, file: Path, text: str, answers: dict[str, Answer], sources: dict[str, Source], today: date
    ) -> None:
        self.file, self.answers, self.sources, self.today = file, answers, sources, today
        self.text = text  # as it stands in the file
        self.lock, self.held = threading.Lock(), dict[str, Finding]()
        self.heard = self.over = False

    def add(self, url: str, finding: Finding) -> None:
        with self.lock:
            if self.over:
                return
            self.held[url] = finding
            if finding.answered:
                self.heard = True
                self.write()

    def end(self) -> None:
        """Take no more, once what is being written is written."""
        with self.lock:
            self.over = True

    def write(self) -> None:
        for url, finding in self.held.items():
            has_archive = bool(self.sources[url].get("archiveurl"))
            self.answers[url] = next_answer(self.answers.get(url), finding, has_archive, self.today)
        self.held.clear()
        self.text = save(self.file, self.answers, self.text)


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


def run(project: Project, file: Path, settings: Settings, today: date, only: Collection[str] = ()) -> list[str]:
    """Check what is not fresh; returns the addresses that are dead without an archived copy.

    Raises ConnectionError and leaves the file as it is where nothing answers.
    """
    sources, (answers, text) = asked_sources(project, only), load(file)
    # The best sign of a network: hosts that answered last, of all sources, for those asked may well be dead.
    hosts = sorted(by_host(asked_sources(project)), key=lambda urls: last_ok(urls, answers), reverse=True)
    canaries = [urls[0] for urls in hosts[:CANARIES]]
    answers = {url: answer for url, answer in answers.items() if only or url in sources}
    waiting = by_host(url for url in sources if not is_fresh(answers.get(url), settings, today))
    results = Results(file, text, answers, sources, today)
    if waiting and not network_is_on(canaries, settings):
        raise ConnectionError(f"No connection to {', '.join(map(host_of, canaries))}: {NETWORK_IS_OFF}")
    ask(waiting, results, canaries, settings)
    if waiting and not results.heard:
        raise ConnectionError(f"No address answered: {NETWORK_IS_OFF}")
    if not results.held or network_is_on(canaries, settings):
        results.write()  # at least without the addresses that the bibliography has no more
    else:
        again = f"The network went off during the run; the next one asks {len(results.held)} addresses again."
        print(again, file=sys.stderr)
    print(*report(project, sources, answers), sep="\n")
    return [url for url in in_file_order(sources) if url in answers and answers[url].state == "dead"]


def ask(waiting: list[list[str]], results: Results, canaries: Sequence[str], settings: Settings) -> None:
    """Ask addresses, several hosts at a time, until all are asked or the network is off."""
    checker, queue = Checker(settings), iter(waiting)

    def work(bar: "tqdm[NoReturn]") -> None:
        for urls in queue:  # all workers take from this one iterator; a slow host keeps no more than one of them
            for url in urls:
                if results.over:
                    return
                results.add(url, checker.ask(url))
                bar.update()
                if len(results.held) >= LOST and not network_is_on(canaries, settings):
                    results.end()

    try:
        with progress(sum(map(len, waiting))) as bar:
            for worker in [in_background(work, bar) for _ in range(settings.workers)]:
                worker.result()
    finally:  # at Ctrl-C too
        results.end()


def report(project: Project, sources: dict[str, Source], answers: dict[str, Answer]) -> Iterator[str]:
    """What a run says at its end: of each address that does not simply live, and how many have which state."""
    for url in in_file_order(sources):
        answer = answers.get(url)
        if answer and answer.state != "live":
            yield report_line(project, sources[url], url, answer)
    counts = ", ".join(f"{sum(a.state == state for a in answers.values())} {state}" for state in STATES)
    yield f"{len(answers)} addresses: {counts}"


def in_file_order(sources: dict[str, Source]) -> list[str]:
    """Addresses as they follow each other in references.bib."""
    return sorted(sources, key=lambda url: sources[url].line)


def last_ok(urls: Iterable[str], answers: dict[str, Answer]) -> str:
    """The day on which one of some addresses last answered; empty where none has."""
    return max(answers[url].last_ok if url in answers else "" for url in urls)


def by_host(urls: Iterable[str]) -> list[list[str]]:
    """Addresses in a list for each host, the longest first."""
    return sorted(grouped((host_of(url), url) for url in urls).values(), key=len, reverse=True)


def report_line(project: Project, source: Source, url: str, answer: Answer) -> str:
    """What a run says of an address: where it stands, its state, and the pages that cite it."""
    records, pages = project.appearances(SOURCE, source.key)
    paths = sorted({record.path for record in records} | {page.path for page in pages})
    cited = f"; cited in {', '.join(paths)}" if paths else "; not cited"
    since = f", since {answer.failing_since}" if answer.failing_since else ""
    place, detail = f"{source.path}:{source.fields['url'].line}", answer.detail or "no detail"
    return f"{place}: [{answer.state}] {source.key}: {url} ({detail}{since}){cited}"


def suggestions(project: Project, answers: dict[str, Answer], only: Collection[str] = ()) -> Iterator[str]:
    """For dead addresses without an archived copy: where a snapshot may be, to be looked at by a person."""
    for source in project.sources.values():
        answer = answers.get(source.get("url"))
        if answer and answer.state == "dead" and not source.get("archiveurl") and (not only or source.key in only):
            day = re.sub(r"\D", "", source.get("date"))[:8].ljust(4, "0")
            yield f"{source.path}:{source.line}: {source.key}: look at https://web.archive.org/web/{day}/{source.get('url')}"


def seconds(text: str) -> float:
    """A time limit as somebody writes it; argparse tells of one that makes no sense."""
    with contextlib.suppress(ValueError):
        if SHORTEST_LIMIT <= (value := float(text)) <= LONGEST_LIMIT:  # which is true of no NaN
            return value
    raise ArgumentTypeError(f"'{text}' is no number from {SHORTEST_LIMIT} to {LONGEST_LIMIT}")


@command
def main(arguments: Sequence[str]) -> int:
    """The command; exit status 1 for addresses that are dead for good, 2 for something to mend first."""
    parser = Arguments("nox -s linkcheck --", __doc__)
    parser.add_argument("keys", nargs="*", help="check only these sources")
    parser.add_argument(
        "--suggest-archive", action="store_true", help="say where a copy of a dead page may be; writes nothing"
    )
    settings = Settings()
    parser.add_argument("--time-limit", type=seconds, default=settings.time_limit, help="seconds for one address")
    options = parser.parse_args(arguments)
    project, mistakes = project_below()
    refuse_lost_sources(mistakes)
    for key in options.keys:
        if not project.sources.get(key):
            fix = closest(key, project.sources, "write the key of a source, or none for all of them")
            raise Refusal(f"references.bib has no entry '{key}'. Fix: {fix}. Nothing was asked.")
    try:
        if options.suggest_archive:
            found = "\n".join(suggestions(project, load(STATUS)[0], options.keys))
            print(found or "No dead address lacks an archived copy.")
            return 0
        failures = run(project, STATUS, replace(settings, time_limit=options.time_limit), date.today(), options.keys)
    except (ValueError, ConnectionError) as error:
        raise Refusal(str(error)) from error
    except KeyboardInterrupt:
        print(f"Broken off. What was found is in {STATUS}; the next run goes on from there.", file=sys.stderr)
        return INTERRUPTED
    for url in failures:
        print(f"Dead for two weeks and without an archived copy: {url}. Fix: nox -s linkcheck -- --suggest-archive")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
