"""When a signal that asks to stop may raise: never where that would be lost, or lose something.

A handler that raises, such as Python's own for Ctrl-C, may do so anywhere: inside a library that
swallows exceptions, or while a result is written. Work that must not be torn runs in
`interrupts_later`, and what can be stopped at any moment inside it, in `interrupts_now`.
"""

import signal
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from threading import current_thread, main_thread
from types import FrameType
from typing import Any

STOPPING = (signal.SIGINT, signal.SIGTERM)
"""Signals that ask to stop."""

Handler = Callable[[int, FrameType | None], Any]


class _Gate:
    """Stands before the handlers of signals while there is something to hold them back from."""

    def __init__(self) -> None:
        self._closed = False
        self._waiting: list[int] = []
        self._handlers: dict[int, Handler] = {}

    @property
    def waiting(self) -> bool:
        return bool(self._waiting)

    @contextmanager
    def set(self, *, closed: bool) -> Iterator[None]:
        """Hold signals back for a block, or let them through."""
        outermost, before = not self._handlers, self._closed
        if outermost and closed:
            self._stand_before_handlers()
        self._closed = closed
        try:
            if not closed:
                self._let_through()
            yield
        except BaseException:
            if outermost:  # the end has come already
                self._waiting.clear()
            raise
        finally:
            self._closed = before
            if outermost:
                self._step_aside()
        if not self._closed:
            self._let_through()

    def _stand_before_handlers(self) -> None:
        for number in STOPPING:
            handler = signal.getsignal(number)
            if callable(handler):  # neither ignored nor left to the system
                self._handlers[number] = handler
                signal.signal(number, self._hear)

    def _step_aside(self) -> None:
        for number, handler in self._handlers.items():
            signal.signal(number, handler)
        self._handlers = {}

    def _hear(self, number: int, _: FrameType | None) -> None:
        self._waiting.append(number)
        if not self._closed or len(self._waiting) > 1:  # who asks again does not want to wait
            self._let_through()

    def _let_through(self) -> None:
        numbers, self._waiting = self._waiting, []
        for place, number in enumerate(numbers, start=1):
            # Each handler is to hear of each signal, and only the last is to end this.
            with suppress(KeyboardInterrupt) if place < len(numbers) else nullcontext():
                self._handle(number)

    def _handle(self, number: int) -> None:
        handler = self._handlers.get(number) or signal.getsignal(number)
        if callable(handler):
            handler(number, None)


_gate = _Gate()


def interrupts_later() -> AbstractContextManager[None]:
    """Make interrupts wait until the end of a block; a second one does not wait.

    One that waits when an exception leaves the outermost block is dropped. Other threads than the
    main one have no interrupts, and nothing to hold back.
    """
    return _gate.set(closed=True) if current_thread() is main_thread() else nullcontext()


def interrupts_now() -> AbstractContextManager[None]:
    """Let interrupts through in a block, those that wait at once: inside `interrupts_later`."""
    return _gate.set(closed=False) if current_thread() is main_thread() else nullcontext()


def interrupt_waits() -> bool:
    """Return whether an interrupt is held back."""
    return _gate.waiting
