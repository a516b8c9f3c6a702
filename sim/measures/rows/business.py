"""How much time passes by the business clock, which runs only during a channel's opening hours."""

from collections.abc import Sequence

import numpy as np

from sim.base.arrays import Flags, Floats, Integers


def business_seconds(
    opening: Sequence[Floats], channel: Integers, start: Floats, end: Floats
) -> Floats:
    """Return the seconds between two instants in which each row's channel is open.

    Parameters
    ----------
    opening
        By channel: merged and sorted opening times, shape (spans, 2), in seconds of the run.
    channel
        Channel of each row, shape (rows,).
    start, end
        Instants in seconds of the run, shape (rows,); NaN gives NaN.

    Returns
    -------
    ndarray
        Seconds, shape (rows,); exact for times on the grid.
    """
    seconds = np.full(len(start), np.nan)
    for number, spans in enumerate(opening):
        rows = channel == number
        seconds[rows] = opened_before(spans, end[rows]) - opened_before(spans, start[rows])
    return seconds


def opened_before(spans: Floats, instant: Floats) -> Floats:
    """Return the opening seconds before each instant, shape (rows,); NaN gives NaN."""
    if not len(spans):
        return np.where(np.isnan(instant), np.nan, 0.0)
    starts, ends = spans[:, 0], spans[:, 1]
    finished = np.concatenate(([0.0], np.cumsum(ends - starts)))
    current = np.searchsorted(starts, instant, side="right") - 1
    begun = current >= 0
    inside = np.minimum(instant, ends[current]) - starts[current]
    # Of NaN, searchsorted finds the last span and the minimum is NaN.
    return np.where(begun, finished[current] + inside, 0.0)


def is_open_at(opening: Sequence[Floats], channel: Integers, instant: Floats) -> Flags:
    """Return whether each row's channel is open at an instant, or closes at it; NaN: it is not."""
    opened = np.zeros(len(instant), np.bool_)
    for number, spans in enumerate(opening):
        rows = (channel == number) & ~np.isnan(instant)
        if len(spans):
            place = np.searchsorted(spans[:, 0], instant[rows], side="right") - 1
            opened[rows] = (place >= 0) & (instant[rows] <= spans[place, 1])
    return opened
