"""Where replications are played: in this process, in several, or on a cluster.

A `Workplace` lasts as long as a study or a command, and so do its workers; `mapper` lends what
plays.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Protocol, TypeVar

from sim.base.interrupts import interrupts_later, interrupts_now
from sim.studies.memory.plays import Memory, Unremembered
from sim.studies.work.crew import Answers, Crew
from sim.studies.work.host import Host, LostWorkerError
from sim.studies.work.processes import Processes

__all__ = ["Jobs", "LostWorkerError", "Mapper", "Workplace", "mapper", "usable_cores", "workplace"]

T = TypeVar("T")


class Mapper(Protocol):
    """A `map` whose results come in the order of the numbers, wherever they are made."""

    def __call__(self, function: Callable[[int], T], numbers: Sequence[int], /) -> Iterator[T]:
        """Yield the function's result for each number."""


class Workplace:
    """Where the replications of a study are played, and what remembers them.

    Parameters
    ----------
    host
        Lends executors; None: they are played in this process.
    memory
        What is known already, and learns what is played; None: nothing is remembered.

    Attributes
    ----------
    jobs
        How many replications are played at a time.
    loss
        What became of workers that were lost for good, and so ended a study before its time.
    """

    def __init__(self, host: Host | None = None, memory: Memory | None = None) -> None:
        self.loss: LostWorkerError | None = None
        self.jobs = host.jobs if host else 1
        self._crew = Crew(host) if host else None
        self._memory = memory

    @property
    def is_here(self) -> bool:
        """Whether this process itself plays."""
        return self._crew is None

    @contextmanager
    def lent(self, *, remembers: bool) -> Iterator[Mapper]:
        """Lend what plays; whatever goes wrong meanwhile, even an interrupt, stops the workers."""
        memory = self._memory if remembers else None

        def each(function: Callable[[int], T], numbers: Sequence[int], /) -> Iterator[T]:
            answers: Answers[T] = memory.of(function) if memory else Unremembered()
            if self._crew:
                return self._crew.play(function, numbers, answers)
            return _played_here(function, numbers, answers)

        with interrupts_now():
            try:
                yield each
            except BaseException as error:
                if isinstance(error, LostWorkerError):
                    self.loss = error
                if self._crew:
                    self._crew.stop()
                raise

    def close(self) -> None:
        """Let the workers go."""
        if self._crew:
            self._crew.close()


Jobs = int | Workplace
"""Number of processes, or a workplace that lasts longer than what asks."""


def usable_cores() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@contextmanager
def workplace(jobs: Jobs) -> Iterator[Workplace]:
    """Lend a workplace; one that is made here closes with the block.

    Parameters
    ----------
    jobs
        Number of processes, at least 1, where one is this process itself; or a workplace.
    """
    if isinstance(jobs, Workplace):
        yield jobs
        return
    place = Workplace(Processes(jobs) if jobs > 1 else None)
    try:
        yield place
    finally:
        place.close()


@contextmanager
def mapper(jobs: Jobs, *, remembers: bool = True) -> Iterator[Mapper]:
    """Lend a `map` that keeps workers busy.

    What is played can be interrupted at any moment, wherever interrupts are held back.

    Parameters
    ----------
    jobs
        Number of processes, at least 1; or where to play.
    remembers
        Whether a memory of the workplace is asked and told: not of what is too large for it.

    Raises
    ------
    LostWorkerError
        When worker processes were killed again and again.
    """
    with workplace(jobs) as place, place.lent(remembers=remembers) as each:
        yield each


def _played_here(
    function: Callable[[int], T], numbers: Sequence[int], answers: Answers[T]
) -> Iterator[T]:
    for number in numbers:
        if answers.known(number):
            yield answers.recall(number)
            continue
        result = function(number)
        with interrupts_later():
            answers.keep(number, result)
        yield result
