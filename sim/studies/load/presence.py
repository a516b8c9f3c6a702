"""When somebody on a shift can be expected at work: breaks and the time off the queue taken out.

Time off the queue is expected, not drawn: it begins at every moment of work alike, as in the
engine's roster, so that it takes the same share of every moment.
"""

from functools import lru_cache
from itertools import pairwise

import numpy as np

from sim.base.arrays import Floats
from sim.base.time import HOUR

Span = tuple[float, float]
Pattern = tuple[Floats, Floats]
"""By hour from the one in which a shift starts: hours at work, and times at which work is left."""


@lru_cache(maxsize=4096)
def expected_presence(
    start: float, length: float, breaks: tuple[Span, ...], off_queue: float, blocks: int
) -> Pattern:
    """Return what to expect of one agent on one shift, both of shape (hours,).

    Parameters
    ----------
    start
        When the shift starts, in seconds since the full hour.
    length
        Its length in seconds.
    breaks
        Breaks in seconds from the shift's start.
    off_queue, blocks
        Share of the shift off the queue, and in how many blocks.
    """
    pieces = _pieces(start, length, breaks)
    left, right = np.array(pieces).reshape(-1, 2).T
    hour = ((start + left + 1e-6) // HOUR).astype(np.int64)
    hours = int(-(-(start + length) // HOUR))
    worked = right - left
    off = min(off_queue * length / worked.sum(), 1.0) if off_queue else 0.0
    present = np.bincount(hour, worked * (1.0 - off), hours) / HOUR
    leaving = _departures(start, length, breaks, hours)
    if off_queue:
        leaving += blocks * np.bincount(hour, worked, hours) / worked.sum()
    return present, leaving


def _pieces(start: float, length: float, breaks: tuple[Span, ...]) -> list[Span]:
    """Return the shift's stretches of work, cut at full hours."""
    full_hours = np.arange(HOUR - start % HOUR, length, HOUR).tolist()
    edges = sorted({0.0, length, *full_hours, *(edge for span in breaks for edge in span)})
    return [
        (on, off)
        for on, off in pairwise(edges)
        if not any(begin <= on and off <= end for begin, end in breaks)
    ]


def _departures(start: float, length: float, breaks: tuple[Span, ...], hours: int) -> Floats:
    """Return how often work is left in each hour: into breaks, and to go home."""
    leaving = np.zeros(hours)
    for moment in (*(begin for begin, _ in breaks), length):
        leaving[min(int((start + moment - 1e-6) // HOUR), hours - 1)] += 1.0
    return leaving
