"""A function that is sent to a worker once, and called there by many numbers."""

import hashlib
import pickle
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import Any

from sim.scenario.errors import ScenarioError
from sim.studies.work.fingerprint import Fingerprint, fingerprint

MOST_OPEN = 4
"""Functions that a worker holds ready: planning asks about one desk at a time."""

Function = Callable[[int], Any]
Where = bytes | Path
"""The pickled function itself, or the file that holds it."""


class ForeignWorkerError(ScenarioError):
    """A worker has other code, libraries or arithmetic, and so would give other bytes."""


class _Opened:
    """The functions that were unpickled last, by their digests."""

    def __init__(self) -> None:
        self._functions: OrderedDict[str, Function] = OrderedDict()
        self.lock = Lock()

    def function(self, digest: str, where: Where) -> Function:
        """Return a function, which is unpickled where it is not at hand; `lock` must be held."""
        if digest not in self._functions:
            payload = where.read_bytes() if isinstance(where, Path) else where
            self._functions[digest] = pickle.loads(payload)
        self._functions.move_to_end(digest)
        while len(self._functions) > MOST_OPEN:
            self._functions.popitem(last=False)
        return self._functions[digest]


_opened = _Opened()


def packed(function: Function) -> tuple[str, bytes]:
    """Return a function's digest, by which workers know it again, and its pickled bytes."""
    payload = pickle.dumps(function)
    return hashlib.sha256(payload).hexdigest(), payload


def play_parcel(digest: str, where: Where, number: int, expected: Fingerprint | None = None) -> Any:
    """Call a function that was sent; in a process of several threads one call at a time.

    Parameters
    ----------
    digest, where
        Which function, and where its bytes are.
    number
        What it is called with.
    expected
        The fingerprint of the process that asks; None: this is the same machine.

    Raises
    ------
    ForeignWorkerError
        When this process has another fingerprint.
    """
    if expected is not None:
        check_worker(fingerprint(), expected)
    with unpacked(digest, where) as function:
        return function(number)


@contextmanager
def unpacked(digest: str, where: Where) -> Iterator[Function]:
    """Lend a function that was sent, to one caller at a time.

    Parameters
    ----------
    digest, where
        Which function, and where its bytes are.
    """
    with _opened.lock:
        yield _opened.function(digest, where)


def check_worker(worker: Fingerprint, expected: Fingerprint) -> None:
    """Check that a worker would give the same bytes.

    Raises
    ------
    ForeignWorkerError
        When it would not; the text names what differs, there and here.
    """
    if unlike := worker.difference(expected):
        there, here = unlike
        problem = f"a worker has {there}, and this process {here}"
        raise ForeignWorkerError(f"--cluster: {problem}; give all the same installation")
