"""When somebody on a shift can be expected at work: breaks and the block off the queue taken out.

The block is expected, not drawn: it begins at each quarter of an hour that leaves room for it with
the same probability, as in the engine's roster.
"""

from functools import lru_cache
from itertools import pairwise

import numpy as np

from sim.base.arrays import Floats
from sim.base.time import HOUR, QUARTER_HOUR

Span = tuple[float, float]
Pattern = tuple[Floats, Floats]
"""By hour from the one in which a shift starts: hours at work, and times at which work is left."""


@lru_cache(maxsize=4096)
def expected_presence(
    start: float, length: float, breaks: tuple[Span, ...], off_queue: float
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
    off_queue
        Share of the shift off the queue.
    """
    pieces = _pieces(start, length, breaks)
    left, right = np.array(pieces).reshape(-1, 2).T
    hour = ((start + left + 1e-6) // HOUR).astype(np.int64)
    hours = int(-(-(start + length) // HOUR))
    off_starts, off_length = _blocks(length, off_queue)
    overlap = np.minimum(right[:, None], (off_starts + off_length)[None, :])
    overlap = (overlap - np.maximum(left[:, None], off_starts[None, :])).clip(min=0)
    seconds = right - left - overlap.mean(axis=1)
    present = np.bincount(hour, seconds, hours) / HOUR
    return present, _departures(start, length, breaks, off_starts if off_queue else None, hours)


def _pieces(start: float, length: float, breaks: tuple[Span, ...]) -> list[Span]:
    """Return the shift's stretches of work, cut at full hours."""
    full_hours = np.arange(HOUR - start % HOUR, length, HOUR).tolist()
    edges = sorted({0.0, length, *full_hours, *(edge for span in breaks for edge in span)})
    return [
        (on, off)
        for on, off in pairwise(edges)
        if not any(begin <= on and off <= end for begin, end in breaks)
    ]


def _blocks(length: float, off_queue: float) -> tuple[Floats, float]:
    """Return where a block may start in a shift, and how long it is."""
    duration = off_queue * length
    starts = int((length - duration) // QUARTER_HOUR) + 1
    return np.arange(starts, dtype=np.float64) * QUARTER_HOUR, duration


def _departures(
    start: float, length: float, breaks: tuple[Span, ...], blocks: Floats | None, hours: int
) -> Floats:
    """Return how often work is left in each hour: into breaks, into the block, and to go home."""
    leaving = np.zeros(hours)
    for moment in (*(begin for begin, _ in breaks), length):
        leaving[min(int((start + moment - 1e-6) // HOUR), hours - 1)] += 1.0
    if blocks is not None:
        places = ((start + blocks) // HOUR).astype(np.int64).clip(max=hours - 1)
        leaving += np.bincount(places, minlength=hours) / len(blocks)
    return leaving
