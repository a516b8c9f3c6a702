"""How much of many spans of time falls into each interval, exactly."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from sim.base.arrays import Flags, Floats, Integers
from sim.measures.rows.edges import Edges
from sim.measures.rows.rows import sum_by


@dataclass(frozen=True, eq=False)
class Spans:
    """Spans of time [start, end) of several groups, placed among intervals once for many sums.

    Sums are exact, whatever the order of the rows, as long as times are on the grid and an
    interval's total stays below 2**33 s.

    Attributes
    ----------
    start, end
        In seconds of the run, shape (spans,); parts beyond the edges are cut.
    edges
        Ends of the intervals.
    group
        Group of each span, 0..groups - 1.
    groups
        How many there are.
    """

    start: Floats
    end: Floats
    edges: Edges
    group: Integers
    groups: int = 1

    def seconds(self, counted: Flags | None = None) -> Floats:
        """Return how many seconds of the spans fall into each interval, shape (groups, bins).

        Parameters
        ----------
        counted
            Which spans count. Default: all.
        """
        changes = self._changes(counted)
        within = self._sums(changes * self._rest)[:, :-1]
        before = np.cumsum(self._sums(changes), axis=1)[:, :-2]
        within[:, 1:] += before * self.edges.widths[1:]
        return within

    def at_ends(self) -> NDArray[np.int64]:
        """Return how many spans hold the instant just before the end of each interval."""
        held = np.cumsum(self._sums(self._changes(None)), axis=1)[:, :-1]
        return held.astype(np.int64)

    def _sums(self, values: Floats) -> Floats:
        """Return the sums of starts and ends in each interval, and of those after the last."""
        columns = len(self.edges)
        return sum_by(self._place, values, self.groups * columns).reshape(self.groups, columns)

    def _changes(self, counted: Flags | None) -> Floats:
        """Return by how much each start, then each end, changes the number of spans that hold."""
        each = np.ones(len(self.start)) if counted is None else counted.astype(np.float64)
        return np.concatenate((each, -each))

    @cached_property
    def _instants(self) -> Floats:
        first, last = self.edges.instants[[0, -1]]
        return np.concatenate((self.start, self.end)).clip(first, last)

    @cached_property
    def _number(self) -> Integers:
        """Interval of each start, then of each end; one more for those at the last edge."""
        return self.edges.last_before(self._instants)

    @cached_property
    def _place(self) -> Integers:
        group = self.group * len(self.edges)
        return np.concatenate((group, group)) + self._number

    @cached_property
    def _rest(self) -> Floats:
        """What each start, then each end, adds to the seconds of its interval; an end less.

        It is the seconds to the interval's end, or where both lie in one interval, those between
        them for the start alone: sums stay as small as the result, and so exact.
        """
        until = np.append(self.edges.instants[1:], self.edges.instants[-1])
        rest = until.take(self._number) - self._instants
        starts, ends = rest.reshape(2, -1)
        first, last = self._number.reshape(2, -1)
        within = first == last
        starts -= np.where(within, ends, 0.0)
        ends[within] = 0.0
        return rest


def seconds_by_bin(
    start: Floats, end: Floats, edges: Floats, group: Integers | None = None, groups: int = 1
) -> Floats:
    """Return how many seconds of the spans fall into each interval.

    Exact, whatever the order of the rows, as long as times are on the grid and an interval's
    total stays below 2**33 s.

    Parameters
    ----------
    start, end
        Spans [start, end) in seconds of the run, shape (spans,); parts beyond the edges are cut.
    edges
        Ascending ends of the intervals, shape (bins + 1,).
    group
        Group of each span, 0..groups - 1. Default: all in group 0.

    Returns
    -------
    ndarray
        Seconds, shape (groups, bins).
    """
    row = np.zeros(len(start), np.int64) if group is None else group
    return Spans(start, end, Edges(edges), row, groups).seconds()
