"""What was played is remembered by what was asked, and never played twice."""

import hashlib
from collections.abc import Callable
from typing import Any, Generic, TypeVar

from sim.studies.memory.plain import decode, encode
from sim.studies.memory.question import key_of
from sim.studies.memory.records import Records

T = TypeVar("T")


class Unremembered(Generic[T]):
    """Knows nothing and keeps nothing."""

    def known(self, number: int) -> bool:
        """Return that no result is known."""
        del number
        return False

    def recall(self, number: int) -> T:
        """Return a result that is known: there is none."""
        raise KeyError(number)

    def keep(self, number: int, result: T) -> None:
        """Let go of a result."""


class Memory:
    """Remembers plays in a file, which is made when there is something to remember.

    Parameters
    ----------
    make
        Makes the file.
    on_failure
        Called once when it cannot be written; what is played from then on is not remembered.
    records
        The file, where there is one already.
    """

    def __init__(
        self,
        make: Callable[[], Records],
        on_failure: Callable[[OSError], None],
        records: Records | None = None,
    ) -> None:
        self._make = make
        self._on_failure = on_failure
        self._records = records
        self._writes = True
        self._last: tuple[object, bytes] | None = None
        self.recalled = 0

    def __len__(self) -> int:
        """Return how many plays are remembered."""
        return len(self._records) if self._records is not None else 0

    def __bool__(self) -> bool:
        """Return that there is a memory, even an empty one."""
        return True

    def of(self, function: Callable[[int], T]) -> "Answered[T]":
        """Return what is known of a function."""
        # Planning asks the same again, after a few replications.
        if self._last is None or self._last[0] is not function:
            self._last = function, key_of(function)
        return Answered(self, self._last[1])

    def knows(self, key: bytes) -> bool:
        """Return whether a play is remembered."""
        return self._records is not None and key in self._records

    def read(self, key: bytes) -> Any:
        """Return what a play came to."""
        assert self._records is not None, "it is known"
        self.recalled += 1
        return decode(self._records.read(key))

    def add(self, key: bytes, result: Any) -> None:
        """Remember what a play came to."""
        if not self._writes:
            return
        try:
            if self._records is None:
                self._records = self._make()
            self._records.add(key, encode(result))
        except OSError as error:
            self._writes = False
            self._on_failure(error)

    def close(self) -> None:
        """Write all to the disk; nothing is remembered from now on."""
        self._writes = False
        if self._records is not None:
            self._records.close()


class Answered(Generic[T]):
    """What is known of a function.

    Parameters
    ----------
    memory
        What remembers it.
    asked
        What the function asks of every replication.
    """

    def __init__(self, memory: Memory, asked: bytes) -> None:
        self._memory = memory
        self._asked = asked

    def known(self, number: int) -> bool:
        """Return whether the result of a number is known."""
        return self._memory.knows(self._key(number))

    def recall(self, number: int) -> T:
        """Return a result that is known."""
        result: T = self._memory.read(self._key(number))
        return result

    def keep(self, number: int, result: T) -> None:
        """Take a result in."""
        self._memory.add(self._key(number), result)

    def _key(self, number: int) -> bytes:
        return hashlib.sha256(self._asked + number.to_bytes(8, "big")).digest()
