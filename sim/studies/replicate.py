"""What many replications come to, one after the other in order of number."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from sim.studies.executors import Jobs, LostWorkerError, mapper

FIRST_LOOK = 10
"""Replications before the first look at the results; each further look is after twice as many."""

T = TypeVar("T")
Look = Callable[[Sequence[T]], bool]
"""Returns whether the results so far are enough."""
OnResults = Callable[[Sequence[T]], None]
"""Called with the results so far."""


@dataclass(frozen=True)
class Replications(Generic[T]):
    """What was played: replications from the first on, without a gap.

    Attributes
    ----------
    results
        In order of number.
    interrupted
        Whether Ctrl-C, or the loss of a worker process, ended it before its time.
    """

    results: tuple[T, ...]
    interrupted: bool


def replicate(
    play: Callable[[int], T],
    numbers: range,
    jobs: Jobs,
    enough: Look[T] | None = None,
    on_results: OnResults[T] | None = None,
) -> Replications[T]:
    """Play replications.

    Parameters
    ----------
    play
        Plays the replication of a number; with several jobs it is pickled, and so is its result.
    numbers
        Numbers of the replications, at most; those of planning begin at 1,000,000.
    jobs
        Number of processes, or where to play. Results do not depend on it.
    enough
        Called with all results so far after 10, 20, 40, ... replications, never in between; True
        ends the study. Default: all are played.
    on_results
        Called with all results so far after each replication.

    Raises
    ------
    LostWorkerError
        When a worker process was killed before one replication was finished.
    """
    results: list[T] = []
    try:
        with mapper(jobs) as each:
            for batch in _batches(numbers) if enough else [numbers]:
                for result in each(play, batch):
                    results.append(result)
                    if on_results:
                        on_results(results)
                if enough and enough(results):
                    break
    except KeyboardInterrupt:
        return Replications(tuple(results), interrupted=True)
    except LostWorkerError:
        if not results:
            raise
        return Replications(tuple(results), interrupted=True)
    return Replications(tuple(results), interrupted=False)


def _batches(numbers: range) -> Iterator[range]:
    """Yield the numbers from one look to the next."""
    start, stop = 0, FIRST_LOOK
    while start < len(numbers):
        yield numbers[start:stop]
        start, stop = stop, 2 * stop
