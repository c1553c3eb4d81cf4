"""Long lists shared among processes beside this one, one a core, where a list is long enough to be worth it.

Processes are forked, so that they have what this one has read; where that cannot be, or there is one core, all is done
here, and a process that dies costs time but no answer. Answers come in the order of the list whatever the number of
processes.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Protocol, TypeVar

Item = TypeVar("Item")
Answer = TypeVar("Answer")
MOST = 4
"""Processes at most: each holds tables of its own."""
PARTS = 4
"""Parts of a list for each process: items take unequal time, and whoever is done takes the next part."""

_SELDOM = 100_000, 50, 100
"""New objects from which garbage is looked for, and how much rarer among the older ones."""
WATCH = 0.5
"""Seconds between two looks whether the process that asked is still there."""


class Share(Protocol):
    """Applies a function of lists to a list of at least ``least`` items in parts, or else at once."""

    def __call__(
        self, function: Callable[[list[Item]], list[Answer]], items: list[Item], least: int
    ) -> list[Answer]: ...


def alone(function: Callable[[list[Item]], list[Answer]], items: list[Item], least: int = 0) -> list[Answer]:
    """``Share`` without any process: the function of the whole list."""
    return function(items)


def cores() -> int:
    """Cores that this process may use, ``MOST`` at most."""
    able = getattr(os, "sched_getaffinity", None)
    return min(MOST, len(able(0)) if able else os.cpu_count() or 1)


_raised: list[tuple[int, int, int]] = []
"""For each block that is running, the thresholds that held when the first of them began."""
_raising = threading.Lock()


@contextmanager
def _seldom() -> Iterator[None]:
    """What is read stays: of many small objects the garbage is looked for less often, until the last such block ends,
    whichever thread it runs in."""
    with _raising:
        _raised.append(_raised[0] if _raised else gc.get_threshold())
        gc.set_threshold(*_SELDOM)
    try:
        yield
    finally:
        with _raising:
            before = _raised.pop()
            if not _raised:
                gc.set_threshold(*before)


@contextmanager
def workers(worth: bool) -> Iterator[Share]:
    """Processes to share lists among while the block runs; none unless it is ``worth`` their start (0.1 s)."""
    count = cores()
    if not worth or count < 2 or "fork" not in multiprocessing.get_all_start_methods():
        yield alone
        return
    from concurrent.futures import BrokenExecutor, ProcessPoolExecutor

    crew = ProcessPoolExecutor(
        count, mp_context=multiprocessing.get_context("fork"), initializer=_settle, initargs=(os.getpid(),)
    )
    whole, ended = True, False

    def share(function: Callable[[list[Any]], list[Any]], items: list[Any], least: int) -> list[Any]:
        nonlocal whole
        if not whole or len(items) < max(least, count):
            return function(items)
        size = -(-len(items) // (count * PARTS))
        try:
            parts = list(crew.map(function, [items[at : at + size] for at in range(0, len(items), size)]))
        except (BrokenExecutor, OSError):
            whole = False
            if ended:
                raise
            return function(items)
        return [answer for part in parts for answer in part]

    try:
        with _seldom():
            yield share
    except BaseException:
        # Nobody waits for what is under way any more.
        ended = True
        for child in multiprocessing.active_children():
            child.terminate()
        raise
    finally:
        crew.shutdown(wait=False, cancel_futures=True)


def _settle(parent: int) -> None:
    """What the workers share is never garbage."""
    end_with(parent)
    gc.freeze()
    gc.set_threshold(*_SELDOM)


def end_with(parent: int) -> None:
    """Have this process end with the one that asked: an interrupt is for that one, and when it is killed, no message
    comes; a forked process would wait for the next piece of work for ever."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_watch, args=(parent,), daemon=True).start()


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(WATCH)
    os._exit(1)
