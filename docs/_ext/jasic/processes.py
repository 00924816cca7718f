"""Work done in several processes, all forked from this one, so that they know whatever is known here."""

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from threading import Thread
from typing import Any, ClassVar, TypeVar

from sphinx.util.parallel import parallel_available

from .compat import kept_messages, say

Result = TypeVar("Result")


class _Process:
    """What a process does; it inherits this when it begins, for a builder cannot be sent."""

    work: ClassVar[Callable[[str], Any]]


def in_processes(count: int, work: Callable[[str], Result], arguments: Sequence[str]) -> Iterator[Result]:
    """What `work` gives for each argument, in their order, from `count` processes.

    Results must be picklable. What fails in a process is raised here, and then all end. Where one is enough, or the
    system cannot fork, as Windows, it is this one that works.
    """
    if count < 2 or not parallel_available:
        yield from map(work, arguments)
        return
    context = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(count, context, initializer=_begin, initargs=(work,)) as pool:
        for result, messages in pool.map(_work, arguments):
            say(messages)
            yield result


def _begin(work: Callable[[str], Any]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches all; the first process ends the others
    Thread(target=_end_with_the_first_process, daemon=True).start()
    _Process.work = work


def _end_with_the_first_process() -> None:
    """When that was killed, the others would wait for ever, or write into the folder of the next build."""
    first = multiprocessing.parent_process()
    assert first
    first.join()
    os._exit(1)


def _work(argument: str) -> Any:
    return kept_messages(_Process.work, argument)
