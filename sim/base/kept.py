"""A memory of bounded size: what was used last is kept, what was not used for longest goes."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

T = TypeVar("T")


class Kept(Generic[T]):
    """Things by key, as many as fit.

    Threads may share it: two that ask for the same at once may both make it.

    Parameters
    ----------
    room
        Bytes that all of them may take together.
    size_of
        Returns the bytes that one takes.
    """

    def __init__(self, room: int, size_of: Callable[[T], int]) -> None:
        self._room = room
        self._size_of = size_of
        self._sizes: dict[Hashable, int] = {}
        self._things: OrderedDict[Hashable, T] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return the thing of a key, made if it is not kept.

        What would take more than half of the room is not kept: it would push out all else.

        Parameters
        ----------
        key
            What it follows from.
        make
            Makes it.
        """
        with self._lock:
            if key in self._things:
                self._things.move_to_end(key)
                return self._things[key]
        thing = make()
        size = self._size_of(thing)
        if size <= self._room / 2:
            with self._lock:
                self._things[key], self._sizes[key] = thing, size
                while sum(self._sizes.values()) > self._room:
                    oldest, _ = self._things.popitem(last=False)
                    del self._sizes[oldest]
        return thing

    def clear(self) -> None:
        """Forget all."""
        with self._lock:
            self._things.clear()
            self._sizes.clear()
