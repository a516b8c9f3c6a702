"""How much of many spans of time falls into each interval, exactly."""

import numpy as np
from numpy.typing import NDArray

from sim.base.arrays import Floats, Integers
from sim.measures.rows.rows import sum_by


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
    seconds_after_start, bins_after_start = _after(start, edges, row, groups)
    seconds_after_end, bins_after_end = _after(end, edges, row, groups)
    whole = np.cumsum(bins_after_start - bins_after_end, axis=1) * np.diff(edges)
    return whole + (seconds_after_start - seconds_after_end)


def count_at(start: Floats, end: Floats, instants: Floats) -> NDArray[np.int64]:
    """Return how many spans hold each instant: start < instant <= end, the state just before it.

    Parameters
    ----------
    start, end
        Spans in seconds of the run, shape (spans,); an infinite end is one that never came.
    instants
        Instants in seconds of the run, shape (instants,).
    """
    begun = np.searchsorted(np.sort(start), instants, side="left")
    return begun - np.searchsorted(np.sort(end), instants, side="left")


def _after(
    instant: Floats, edges: Floats, group: Integers, groups: int
) -> tuple[Floats, NDArray[np.int64]]:
    """Return, by bin, the seconds from the instants in it to its end, and +1 for the next bin."""
    bins = len(edges) - 1
    inside = instant.clip(edges[0], edges[-1])
    number = (np.searchsorted(edges, inside, side="right") - 1).clip(max=bins - 1)
    place = group * bins + number
    rest = sum_by(place, edges[number + 1] - inside, groups * bins).reshape(groups, bins)
    entered = np.bincount(place, minlength=groups * bins).reshape(groups, bins)
    later = np.zeros((groups, bins), np.int64)
    later[:, 1:] = entered[:, :-1]
    return rest, later
