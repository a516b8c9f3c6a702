"""Where replications are played: in this process, or in several worker processes."""

import os
import signal
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from functools import partial
from multiprocessing import active_children, get_context, parent_process
from multiprocessing.process import BaseProcess
from threading import Thread
from typing import Protocol, TypeVar

from sim.base.interrupts import STOPPING, interrupts_later, interrupts_now
from sim.scenario.errors import ScenarioError

T = TypeVar("T")


class LostWorkerError(ScenarioError):
    """A worker process was killed from outside, as a system does that is short of memory."""


class Mapper(Protocol):
    """A `map` whose results come in the order of the numbers, wherever they are made."""

    def __call__(self, function: Callable[[int], T], numbers: Iterable[int], /) -> Iterator[T]:
        """Yield the function's result for each number."""


def usable_cores() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@contextmanager
def mapper(jobs: int) -> Iterator[Mapper]:
    """Lend a `map` that keeps a number of processes busy; one is this process itself.

    What is played can be interrupted at any moment, wherever interrupts are held back.

    Parameters
    ----------
    jobs
        Number of processes, at least 1.

    Raises
    ------
    LostWorkerError
        When a worker process was killed.
    """
    with interrupts_now():
        if jobs == 1:
            yield map
        else:
            with _workers(jobs) as each:
                yield each


@contextmanager
def _workers(jobs: int) -> Iterator[Mapper]:
    """Lend worker processes; whatever goes wrong meanwhile, even an interrupt, stops them."""
    others = set(active_children())
    # Spawned on every platform: a fork would copy the threads' locks of a progress display.
    executor = ProcessPoolExecutor(jobs, get_context("spawn"), initializer=_begin_work)

    def each(function: Callable[[int], T], numbers: Iterable[int], /) -> Iterator[T]:
        with interrupts_later(), _blocked_for_children():
            return executor.map(partial(_interruptible, function), numbers)

    try:
        yield each
    except BaseException as error:
        executor.shutdown(wait=False, cancel_futures=True)
        lost = isinstance(error, BrokenProcessPool)
        for worker in set(active_children()) - others:
            # In a broken pool nobody tells a worker any more that there is no work.
            worker.kill() if lost else _stop(worker)
        if lost:
            rule = "a worker process was killed, perhaps for want of memory"
            raise LostWorkerError(f"--jobs: {rule}; use fewer than {jobs}") from None
        raise
    finally:
        executor.shutdown()


@contextmanager
def _blocked_for_children() -> Iterator[None]:
    """Let the processes that start in the block begin without hearing of interrupts."""
    blocked = signal.pthread_sigmask(signal.SIG_BLOCK, STOPPING)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, blocked)


def _stop(worker: BaseProcess) -> None:
    """Interrupt a worker's replication, and those that are queued behind it, until it ends."""
    while worker.pid and worker.is_alive():
        with suppress(ProcessLookupError):  # the pool saw it end first
            os.kill(worker.pid, signal.SIGINT)
        worker.join(0.05)


def _interruptible(function: Callable[[int], T], number: int) -> T:
    """Call a function in a worker; an interrupt ends the call but never the worker itself."""
    try:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
        return function(number)
    finally:
        # Not by another handler: until it is set, the old one could still raise.
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})


def _begin_work() -> None:
    """Put interrupts off until a replication is played, and end when the parent process ends.

    A SIGTERM is the parent's matter, which gets it, too, where it is sent to all processes: a pool
    whose workers vanish would not end in order.
    """
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.pthread_sigmask(signal.SIG_SETMASK, {signal.SIGINT})
    Thread(target=_follow_parent, daemon=True).start()


def _follow_parent() -> None:
    """End this process when its parent is gone: nobody would ever send it work again."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
