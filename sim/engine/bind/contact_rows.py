"""The values of contacts, attempt by attempt, written where they stay."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from sim.base.arrays import Floats, Integers
from sim.engine.bind.joined import joined
from sim.engine.bound import ContactTable, ContactValues

Entry = Floats | Integers | NDArray[np.bool_] | np.float64
"""A column, or one number for all of its rows."""
ContactColumns = dict[str, Entry]
"""Columns by field of `ContactValues`."""

AT_ONCE = 4096
"""Rows that are written at once: each of their lines is in the cache for all of its fields."""


class ContactRows:
    """A table of contacts that grows.

    Parameters
    ----------
    room
        Rows that it has room for at first. What is never written takes no memory.
    """

    def __init__(self, room: int) -> None:
        self._values = np.empty((room, len(ContactValues._fields)))
        self._rows = 0
        self._starts = [0]
        self._cases: list[Integers] = []

    def add(self, cases: Integers, columns: Mapping[str, Entry]) -> None:
        """Add contacts of the attempt at hand.

        Parameters
        ----------
        cases
            Their cases, ascending, above those that were added before, shape (rows,).
        columns
            What they have in store, by field of `ContactValues`.
        """
        first, count = self._rows, len(cases)
        if first + count > len(self._values):
            grown = np.empty((2 * (first + count), self._values.shape[1]))
            grown[:first] = self._values[:first]
            self._values = grown
        entries = [np.broadcast_to(columns[field], count) for field in ContactValues._fields]
        for start in range(0, count, AT_ONCE):
            rows = self._values[first + start : first + min(start + AT_ONCE, count)]
            for place, entry in enumerate(entries):
                rows[:, place] = entry[start : start + AT_ONCE]
        self._cases.append(cases)
        self._rows += count

    def end_attempt(self) -> None:
        """Go on to the next attempt."""
        self._starts.append(self._rows)

    def table(self) -> ContactTable:
        """Return all that was added; nothing can be added any more."""
        starts = np.array(self._starts, dtype=np.int64)
        return ContactTable(starts, joined(self._cases), self._values[: self._rows])
