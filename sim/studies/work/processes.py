"""Processes of this machine that play replications: spawned, interrupted with it, ended with it."""

import os
import shutil
import signal
import tempfile
from collections.abc import Collection, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager, suppress
from multiprocessing import active_children, get_context, parent_process
from multiprocessing.process import BaseProcess
from pathlib import Path
from threading import Thread
from typing import Any

from sim.base.interrupts import STOPPING, interrupts_later
from sim.studies.work.host import Host, LostWorkerError
from sim.studies.work.parcel import Function, unpacked


class Processes(Host):
    """Lends pools of processes.

    Parameters
    ----------
    jobs
        Number of processes.
    """

    def __init__(self, jobs: int) -> None:
        self.jobs = jobs
        self._others: set[BaseProcess] = set()
        self._parcels: Path | None = None

    def open(self) -> Executor:
        """Return a pool, whose processes start with the first work.

        Making it starts multiprocessing's resource tracker, which unblocks signals: not in
        `submitting`, where the processes would begin without the block.
        """
        self._others = set(active_children())
        if self._parcels is None:
            self._parcels = Path(tempfile.mkdtemp(prefix="tierzero-work-"))
        # Spawned on every platform: a fork would copy the threads' locks of a progress display.
        context, given = get_context("spawn"), (str(self._parcels),)
        return ProcessPoolExecutor(self.jobs, context, initializer=_begin_work, initargs=given)

    def failure(self) -> LostWorkerError:
        """Return that a process was killed, and what to do."""
        rule = "a worker process was killed, perhaps for want of memory"
        return LostWorkerError(f"--jobs: {rule}; use fewer than {self.jobs}")

    def send(self, digest: str, payload: bytes) -> Path:
        """Write a pickled function to a file, which each worker reads once."""
        assert self._parcels is not None, "a pool is open"
        path = self._parcels / digest
        path.write_bytes(payload)
        return path

    def submit(self, executor: Executor, digest: str, where: Any, number: int) -> "Future[Any]":
        """Have a function called in a process in which an interrupt ends the call alone."""
        return executor.submit(_play, digest, where, number)

    @contextmanager
    def submitting(self) -> Iterator[None]:
        """Hold interrupts back, also from the processes that start meanwhile."""
        with interrupts_later(), _blocked_for_children():
            yield

    def stop(self, executor: Executor, *, lost: bool) -> None:
        """Interrupt what the processes play, until they end."""
        executor.shutdown(wait=False, cancel_futures=True)
        workers = set(active_children()) - self._others
        if not lost:
            _stop(workers)
            return
        # In a broken pool nobody tells a worker any more that there is no work.
        for worker in workers:
            worker.kill()

    def leave(self) -> None:
        """Remove the files that were sent."""
        if self._parcels is not None:
            shutil.rmtree(self._parcels, ignore_errors=True)
            self._parcels = None


@contextmanager
def _blocked_for_children() -> Iterator[None]:
    """Let the processes that start in the block begin without hearing of interrupts."""
    blocked = signal.pthread_sigmask(signal.SIG_BLOCK, STOPPING)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, blocked)


def _stop(workers: Collection[BaseProcess]) -> None:
    """Interrupt workers' replications, and those that are queued behind them, until all end.

    All at once: one that has nothing to do ends when no other one is at work any more.
    """
    while alive := [worker for worker in workers if worker.is_alive()]:
        for worker in alive:
            assert worker.pid
            with suppress(ProcessLookupError):  # the pool saw it end first
                os.kill(worker.pid, signal.SIGINT)
        alive[0].join(0.05)


def _play(digest: str, where: Path, number: int) -> Any:
    """Call a function that was sent.

    It is unpacked before interrupts come through: a library that is imported for it may start
    threads, which would hear of them for ever.
    """
    with unpacked(digest, where) as function:
        return _interruptible(function, number)


def _interruptible(function: Function, number: int) -> Any:
    """Call a function in a worker; an interrupt ends the call but never the worker itself."""
    try:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
        return function(number)
    finally:
        # Not by another handler: until it is set, the old one could still raise.
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})


def _begin_work(parcels: str) -> None:
    """Put interrupts off until a replication is played, and end when the parent process ends.

    A SIGTERM is the parent's matter, which gets it, too, where it is sent to all processes: a pool
    whose workers vanish would not end in order.
    """
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.pthread_sigmask(signal.SIG_SETMASK, {signal.SIGINT})
    Thread(target=_follow_parent, args=(parcels,), daemon=True).start()


def _follow_parent(parcels: str) -> None:
    """End this process when its parent is gone: nobody would ever send it work again."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        shutil.rmtree(parcels, ignore_errors=True)
        os._exit(1)
