"""Between which of many ascending instants do others lie? Found at once, without a search."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from sim.base.arrays import Floats, Integers

CELLS = 4
"""Cells of the table per edge: with more, fewer instants lie in a cell with an edge."""
MARGIN = 1e-6
"""Part of a cell by which an instant is taken for earlier, far above what rounding can move it."""


@dataclass(frozen=True, eq=False)
class Edges:
    """Ascending instants.

    Attributes
    ----------
    instants
        In seconds of the run, shape (edges,).
    """

    instants: Floats

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self.instants)

    @cached_property
    def widths(self) -> Floats:
        """Seconds from each edge to the next, shape (edges - 1,)."""
        return np.diff(self.instants)

    def last_before(self, instants: Floats) -> Integers:
        """Return the number of the last edge at or before each instant, -1: none is.

        Of NaN it is any of them.
        """
        if not len(self):
            return np.full(len(instants), -1)
        position = instants - self.instants[0]
        position *= self._cells_per_second
        position -= MARGIN
        np.fmin(np.fmax(position, 0.0, out=position), self._last_cell, out=position)
        number: Integers = self._at_least.take(position.astype(np.int64))
        # Seldom more than once: few cells hold more than one edge.
        while (later := self._next.take(number) <= instants).any():
            number += later
        return number

    def count(self, instants: Floats) -> Integers:
        """Return how many instants lie between each edge and the next; those of NaN do not."""
        known = instants[~np.isnan(instants)]
        places = self.last_before(known) + 1
        return np.bincount(places, minlength=len(self) + 1)[1 : len(self)]

    @cached_property
    def _last_cell(self) -> float:
        return float(CELLS * len(self))

    @cached_property
    def _cells_per_second(self) -> float:
        length = float(self.instants[-1] - self.instants[0])
        return self._last_cell / length if length else 1.0

    @cached_property
    def _at_least(self) -> Integers:
        """The last edge at or before the start of each cell; of the first one, none."""
        position = (self.instants - self.instants[0]) * self._cells_per_second
        cell = np.ceil(position - MARGIN / 2).astype(np.int64).clip(min=1)
        numbers: Integers = np.cumsum(np.bincount(cell, minlength=int(self._last_cell) + 1)) - 1
        return numbers

    @cached_property
    def _next(self) -> Floats:
        """The edge after each: one that no instant reaches after the last, the first after -1."""
        return np.concatenate((self.instants[1:], [np.nan], self.instants[:1]))
