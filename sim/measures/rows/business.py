"""How much time passes by the business clock, which runs only during a channel's opening hours."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from sim.base.arrays import Flags, Floats, Integers
from sim.measures.rows.edges import Edges


@dataclass(frozen=True, eq=False)
class Opening:
    """The opening hours of one channel.

    Attributes
    ----------
    spans
        Merged and sorted opening times, shape (spans, 2), in seconds of the run.
    """

    spans: Floats

    def seconds_before(self, instant: Floats) -> Floats:
        """Return the opening seconds before each instant, shape (rows,); NaN gives NaN."""
        current = self._starts.last_before(instant)
        inside = np.minimum(instant, self._ends.take(current))
        inside -= self._since.take(current)
        np.maximum(inside, 0.0, out=inside)
        inside += self._finished.take(current)
        return inside

    def holds(self, instant: Floats) -> Flags:
        """Return whether the channel is open at each instant, or closes at it; NaN: it is not."""
        current = self._starts.last_before(instant)
        open_or_closing: Flags = (current >= 0) & (instant <= self._ends.take(current))
        return open_or_closing

    # By number of a span; last, and so at -1, of what lies before all of them.

    @cached_property
    def _starts(self) -> Edges:
        return Edges(self.spans[:, 0])

    @cached_property
    def _since(self) -> Floats:
        return np.append(self.spans[:, 0], np.inf)

    @cached_property
    def _ends(self) -> Floats:
        return np.append(self.spans[:, 1], np.inf)

    @cached_property
    def _finished(self) -> Floats:
        lengths = self.spans[:, 1] - self.spans[:, 0]
        return np.append(np.cumsum(lengths) - lengths, 0.0)


def seconds_before(opening: Sequence[Opening], channel: Integers, instant: Floats) -> Floats:
    """Return the seconds before an instant in which each row's channel is open.

    Parameters
    ----------
    opening
        By channel.
    channel
        Channel of each row, shape (rows,).
    instant
        In seconds of the run, shape (rows,); NaN gives NaN.

    Returns
    -------
    ndarray
        Seconds, shape (rows,); exact for times on the grid.
    """
    if len(opening) == 1:
        return opening[0].seconds_before(instant)
    seconds = np.full(len(instant), np.nan)
    for number, hours in enumerate(opening):
        rows = np.flatnonzero(channel == number)
        seconds[rows] = hours.seconds_before(instant.take(rows))
    return seconds


def is_open_at(opening: Sequence[Opening], channel: Integers, instant: Floats) -> Flags:
    """Return whether each row's channel is open at an instant, or closes at it; NaN: it is not."""
    opened = np.zeros(len(instant), np.bool_)
    for number, hours in enumerate(opening):
        rows = np.flatnonzero(channel == number)
        opened[rows] = hours.holds(instant.take(rows))
    return opened
