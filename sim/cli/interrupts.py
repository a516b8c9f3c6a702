"""What Ctrl-C and SIGTERM do: one line, and the exit code 128 and the signal's number.

While a study is at work they end it, and what is finished is kept. Before that and after it nothing
needs an orderly end, and there is none; nor is there at a second signal.
"""

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType

SIGNALS = (signal.SIGINT, signal.SIGTERM)
SECONDS_TO_CLEAR = 1.0
"""A lock that the interrupted work holds must not keep the end waiting."""
SHOW_CURSOR = b"\x1b[?25h"
"""A progress bar hides it."""

_received: list[int] = []
_phase = "before"


def listen() -> None:
    """Hear the signals from now on, unless they are to be ignored, as `nohup` wishes."""
    for number in SIGNALS:
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _hear)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, SIGNALS)


def exit_code() -> int:
    """Return the exit code of an interrupted command."""
    return 128 + (_received[0] if _received else signal.SIGINT)


@contextmanager
def at_work() -> Iterator[None]:
    """Hold signals back while a result is made and kept, except while replications are played."""
    from sim.base.interrupts import interrupts_later

    global _phase
    _phase = "work"
    try:
        with interrupts_later():
            yield
    finally:
        _phase = "after"


def _hear(number: int, _: FrameType | None) -> None:
    _received.append(number)
    if _phase == "work" and len(_received) == 1:
        raise KeyboardInterrupt
    _end(number)


def _end(number: int) -> None:
    """End this process and its workers at once."""
    with suppress(OSError):
        if os.isatty(2):
            os.write(2, SHOW_CURSOR)
        os.write(2, b"Interrupted.\n" if _phase == "after" else b"Interrupted: nothing was kept.\n")
    if "multiprocessing.util" in sys.modules:
        _leave_nothing()
    os._exit(128 + number)


def _leave_nothing() -> None:
    """Kill the workers, and give back the semaphores that they shared with this process."""
    from multiprocessing import active_children, util
    from threading import Thread

    for worker in active_children():
        worker.kill()
    # All that is public waits for the workers; 0 leaves out what would wait for a queue.
    clear = util._run_finalizers  # type: ignore[attr-defined]
    clearing = Thread(target=clear, args=(0,), daemon=True)
    clearing.start()
    clearing.join(SECONDS_TO_CLEAR)
