"""Plays many numbers by whatever executor a host lends, and hands the results out in their order.

What a lost worker had in hand is played again by others; what is finished is taken in at once, in
whichever order it comes, so that nothing of it is lost.
"""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future
from queue import Empty, SimpleQueue
from typing import Any, Generic, Protocol, TypeVar

from sim.base.interrupts import interrupts_later
from sim.studies.work.host import Host
from sim.studies.work.parcel import Function, packed

MOST_LOSSES = 3
"""Times that a new executor takes the place of one that lost a worker."""
AHEAD = 64
"""Numbers that are handed out ahead of the one whose turn it is, at least."""
QUIET_SECONDS = 5.0
"""Without any result, after which a host is asked whether one can still come."""

T = TypeVar("T")


class Answers(Protocol[T]):
    """What is known of a function already, and learns what is played."""

    def known(self, number: int) -> bool:
        """Return whether the result of a number is known."""

    def recall(self, number: int) -> T:
        """Return a result that is known."""

    def keep(self, number: int, result: T) -> None:
        """Take a result in."""


class Crew:
    """Executors of one host, one after the other.

    Parameters
    ----------
    host
        Lends them.
    """

    def __init__(self, host: Host) -> None:
        self.host = host
        self._executor: Executor | None = None
        self._losses = 0
        self._sent: tuple[Function, str, Any] | None = None
        self._round: _Round[Any] | None = None

    def play(
        self, function: Callable[[int], T], numbers: Sequence[int], answers: Answers[T]
    ) -> Iterator[T]:
        """Yield the function's result for each number, in their order.

        Raises
        ------
        LostWorkerError
            When workers are lost again and again.
        """
        self._round = now = _Round(self, function, numbers, answers)
        return iter(now)

    def submit(self, function: Function, number: int) -> "Future[Any]":
        """Hand a number out; the function is sent before, unless it was the last one, too."""
        with interrupts_later():
            if self._executor is None:
                self._executor = self.host.open()
        with self.host.submitting():
            if self._sent is None or self._sent[0] is not function:
                digest, payload = packed(function)
                self._sent = function, digest, self.host.send(digest, payload)
            _, digest, where = self._sent
            return self.host.submit(self._executor, digest, where, number)

    def replace(self) -> None:
        """Have the next number played by another executor.

        Raises
        ------
        LostWorkerError
            When that was done too often.
        """
        self._losses += 1
        self.stop(lost=True)
        if self._losses > MOST_LOSSES:
            raise self.host.failure() from None

    def stop(self, *, lost: bool = False) -> None:
        """End all work at once; whatever is asked next begins anew."""
        with interrupts_later():
            executor, self._executor, self._sent = self._executor, None, None
            if self._round is not None:
                self._round.take_back()
        # Workers may take their time: who asks to stop again does not want to wait for them.
        if executor is not None:
            self.host.stop(executor, lost=lost)
            self.host.close(executor)

    def close(self) -> None:
        """Let the workers go."""
        executor, self._executor, self._sent = self._executor, None, None
        try:
            if executor is not None:
                self.host.close(executor)
        finally:
            self.host.leave()


class _Round(Generic[T]):
    """The numbers of one function on their way: not handed out yet, in hand, or back early."""

    def __init__(
        self,
        crew: Crew,
        function: Callable[[int], T],
        numbers: Sequence[int],
        answers: Answers[T],
    ) -> None:
        self._crew = crew
        self._function = function
        self._answers = answers
        self._numbers = numbers
        self._new = deque(number for number in numbers if not answers.known(number))
        self._in_hand: dict[Future[T], int] = {}
        self._early: dict[int, T] = {}
        # No lock of a future is held while this one waits: an interrupt could leave it locked.
        self._back: SimpleQueue[Future[T]] = SimpleQueue()
        self._ahead = max(AHEAD, 4 * crew.host.jobs)

    def __iter__(self) -> Iterator[T]:
        ours = set(self._new)
        try:
            for number in self._numbers:
                yield self._result(number) if number in ours else self._answers.recall(number)
        finally:
            self.take_back()

    def _result(self, number: int) -> T:
        """Return the result of a number as soon as it is there."""
        while number not in self._early:
            try:
                self._hand_out()
                self._take_in(self._next_back())
            except self._crew.host.lost:
                self.take_back()
                self._crew.replace()
        return self._early.pop(number)

    def _hand_out(self) -> None:
        while self._new and len(self._in_hand) + len(self._early) < self._ahead:
            with interrupts_later():
                future = self._crew.submit(self._function, self._new[0])
                self._in_hand[future] = self._new.popleft()
                future.add_done_callback(self._back.put)

    def _next_back(self) -> "Future[T]":
        """Wait for a number that is back."""
        while True:
            try:
                return self._back.get(timeout=QUIET_SECONDS)
            except Empty:
                self._crew.host.check()

    def _take_in(self, future: "Future[T]") -> None:
        with interrupts_later():
            result = future.result()
            number = self._in_hand.pop(future)
            self._early[number] = result
            self._answers.keep(number, result)

    def take_back(self) -> None:
        """Take in what is finished, and note the rest as not handed out."""
        with interrupts_later():
            for future in list(self._in_hand):
                future.cancel()
                if future.done() and not future.cancelled() and future.exception() is None:
                    self._take_in(future)
            self._new.extendleft(sorted(self._in_hand.values(), reverse=True))
            self._in_hand = {}
            self._back = SimpleQueue()
