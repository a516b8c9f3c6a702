"""What lends an executor, of whatever kind, and how its workers are reached."""

from abc import ABC, abstractmethod
from concurrent.futures import BrokenExecutor, Executor, Future
from contextlib import AbstractContextManager
from typing import Any

from sim.base.interrupts import interrupts_later
from sim.scenario.errors import ScenarioError
from sim.studies.work.parcel import play_parcel


class LostWorkerError(ScenarioError):
    """A worker process was killed from outside, as a system does that is short of memory."""


class Host(ABC):
    """Lends one executor after the other; what stands here fits any whose workers are threads.

    Attributes
    ----------
    jobs
        How many replications are played at a time.
    lost
        What a future raises whose worker is gone.
    """

    jobs: int
    lost: tuple[type[BaseException], ...] = (BrokenExecutor,)

    @abstractmethod
    def open(self) -> Executor:
        """Return an executor that is ready for work."""

    @abstractmethod
    def failure(self) -> LostWorkerError:
        """Return what to say when workers are lost again and again."""

    def send(self, digest: str, payload: bytes) -> Any:
        """Make a pickled function known to the workers, and return where they find it."""
        del digest
        return payload

    def submit(self, executor: Executor, digest: str, where: Any, number: int) -> "Future[Any]":
        """Have a function that was sent called with a number."""
        return executor.submit(play_parcel, digest, where, number)

    def check(self) -> None:  # noqa: B027 most executors tell
        """Check that what is in hand can still come back; asked when nothing has for a while.

        Raises
        ------
        BrokenExecutor
            When workers are gone without a word.
        """

    def submitting(self) -> AbstractContextManager[None]:
        """Hold interrupts back while work is handed out."""
        return interrupts_later()

    def stop(self, executor: Executor, *, lost: bool) -> None:
        """End an executor's work at once.

        Parameters
        ----------
        executor
            What `open` returned.
        lost
            Whether a worker of it is gone.
        """
        del lost
        executor.shutdown(wait=False, cancel_futures=True)

    def close(self, executor: Executor) -> None:
        """Let an executor go that has no work left, or was stopped."""
        executor.shutdown()

    def leave(self) -> None:  # noqa: B027 most hosts hold nothing
        """Give back all that is held beside executors."""
